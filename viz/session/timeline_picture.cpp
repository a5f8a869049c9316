#include "session/timeline_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr float kLaneGap = 4;
constexpr float kHighest = 44;  // of a lane of weight 1 without a ladder
constexpr float kFold = 3;      // marks nearer than so many pixels are one
constexpr std::array<const char*, kActors> kLetters = {"a", "b"};

MarkShape shape_of(std::size_t actor) {
    return actor == 0 ? MarkShape::circle : actor == 1 ? MarkShape::diamond : MarkShape::square;
}

bool sees_truth(const ToldRun& run) { return run.view.kind == firebreak::PointOfView::Kind::truth; }

bool has_ladder(LaneKind kind) { return kind == LaneKind::postures || kind == LaneKind::reading; }

float weight_of(LaneKind kind) {
    switch (kind) {
        case LaneKind::postures: return 3;
        case LaneKind::reading: return 2;
        case LaneKind::signals: return 1.1F;
        case LaneKind::decisions: return 1;
        case LaneKind::incidents: return 1.1F;
    }
    return 1;
}

class Painter {
public:
    Painter(const ToldRun& run, const PictureFrame& frame)
        : run_(run), spec_(run.model->spec()), frame_(frame), truth_(sees_truth(run)) {}

    TimelinePicture paint() {
        choose_lanes();
        place_lanes();
        for (PictureLane& lane : picture_.lanes) fill(lane);
        if (!frame_.brief) fill_in_force();
        const Millis crisis = truth_ ? run_.result.crisis_time : kNever;
        if (crisis >= frame_.window.from && crisis <= frame_.window.to)
            picture_.crisis = x_of(frame_, crisis);
        return std::move(picture_);
    }

private:
    void add_lane(LaneKind kind, std::size_t actor, std::string id, std::string name) {
        PictureLane lane;
        lane.kind = kind;
        lane.actor = actor;
        lane.id = std::move(id);
        lane.name = std::move(name);
        picture_.lanes.push_back(std::move(lane));
    }

    [[nodiscard]] bool known(std::size_t actor) const { return !run_.posture[actor].empty(); }
    [[nodiscard]] std::string name(std::size_t actor) const { return side_words(spec_, actor); }

    void choose_lanes() {
        if (truth_) add_lane(LaneKind::postures, kNature, "truth", "Truth");
        else
            add_lane(LaneKind::postures, kNature, "own",
                     known(0) && known(1) ? "Own postures" : "Own posture");
        for (std::size_t i = 0; i < kActors && !frame_.brief; ++i) {
            if (run_.reading[i].empty()) continue;
            add_lane(LaneKind::reading, i, std::string("reads-") + kLetters[i],
                     name(i) + " reads " + name(1 - i));
        }
        if (!frame_.brief) add_lane(LaneKind::signals, kNature, "signals", "Signals");
        for (std::size_t i = 0; i < kActors; ++i) {
            if (known(i))
                add_lane(LaneKind::decisions, i, std::string("decisions-") + kLetters[i],
                         name(i) + " decides");
        }
        if (!frame_.brief) add_lane(LaneKind::incidents, kNature, "incidents", "Incidents");
    }

    // Lanes without a ladder need only so much; what is left over is for those with one.
    void place_lanes() {
        float weights = 0, ladders = 0, taken = 0;
        for (const PictureLane& lane : picture_.lanes) weights += weight(lane.kind);
        const float gap = kLaneGap * frame_.scale;
        const float room =
            std::max(frame_.place.height() - gap * static_cast<float>(picture_.lanes.size() - 1), 1.0F);
        const auto small = [&](LaneKind kind) {
            return std::min(room * weight(kind) / weights, kHighest * weight(kind) * frame_.scale);
        };
        for (const PictureLane& lane : picture_.lanes) {
            if (has_ladder(lane.kind)) ladders += weight(lane.kind);
            else taken += small(lane.kind);
        }
        float y = frame_.place.y0;
        for (PictureLane& lane : picture_.lanes) {
            const float height =
                has_ladder(lane.kind) ? (room - taken) * weight(lane.kind) / ladders : small(lane.kind);
            lane.place = {frame_.place.x0, y, frame_.place.x1, y + height};
            y += height + gap;
            if (has_ladder(lane.kind)) place_rungs(lane);
        }
    }

    // Where nothing was said one line is enough to say so.
    [[nodiscard]] float weight(LaneKind kind) const {
        return weight_of(kind) * (kind == LaneKind::signals && run_.messages.empty() ? 0.6F : 1.0F);
    }

    void place_rungs(PictureLane& lane) const {
        const float pad = std::min(10 * frame_.scale, lane.place.height() / 4);
        const std::size_t rungs = spec_.ladder.size();
        for (std::size_t i = 0; i < rungs; ++i) {
            const float share = rungs > 1 ? static_cast<float>(i) / static_cast<float>(rungs - 1) : 0.5F;
            lane.rung_y.push_back(lane.place.y1 - pad - share * (lane.place.height() - 2 * pad));
        }
    }

    void fill(PictureLane& lane) const {
        switch (lane.kind) {
            case LaneKind::postures: fill_postures(lane); break;
            case LaneKind::reading: fill_reading(lane); break;
            case LaneKind::signals: fill_signals(lane); break;
            case LaneKind::decisions: fill_decisions(lane); break;
            case LaneKind::incidents: fill_incidents(lane); break;
        }
        fold(lane.marks);
    }

    static std::vector<GapSpan> spans_of(const Track<RungId>& track, Millis end) {
        std::vector<GapSpan> spans;
        for (std::size_t i = 0; i < track.size(); ++i) {
            const Millis until = i + 1 < track.size() ? track[i + 1].time : end;
            spans.push_back({track[i].time, until, track[i].value.index(), 0, track[i].line});
        }
        return spans;
    }

    // Pieces that end within the pixel of the one before are left out; the stroke there spans what they
    // passed through.
    [[nodiscard]] StepLine steps_of(const PictureLane& lane, const std::vector<GapSpan>& spans) const {
        StepLine steps;
        const TimeWindow& window = frame_.window;
        float top = 0, bottom = 0;  // of the rungs since the piece before
        for (const GapSpan& span : spans) {
            if (span.from > window.to) break;
            if (span.to < window.from) continue;
            const float y = lane.rung_y[span.rung];
            const bool first = steps.pieces.empty();
            top = first ? y : std::min(top, y);
            bottom = first ? y : std::max(bottom, y);
            const float x0 = x_of(frame_, std::max(span.from, window.from)),
                        x1 = x_of(frame_, std::min(span.to, window.to));
            if (!first && x1 < steps.pieces.back().x0 + 1 && &span != &spans.back()) continue;
            steps.pieces.push_back({x0, x1, y, top, bottom, span.rung, span.gap, span.line});
            top = bottom = y;
        }
        if (spans.empty()) steps.missing_to = frame_.place.x1;
        else if (spans.front().from > window.from)
            steps.missing_to = x_of(frame_, std::min(spans.front().from, window.to));
        return steps;
    }

    void fill_postures(PictureLane& lane) const {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (!known(i)) continue;
            StepLine steps = steps_of(lane, spans_of(run_.posture[i], run_.end));
            steps.actor = i;
            lane.lines.push_back(std::move(steps));
            for (const auto& since : run_.posture[i]) {
                if (since.line != 0)
                    add_mark(lane, since.line, since.time, lane.rung_y[since.value.index()], i, true, true);
            }
        }
    }

    void fill_reading(PictureLane& lane) const {
        const std::size_t truth = 1 - lane.actor;
        if (truth_) {
            StepLine steps = steps_of(lane, spans_of(run_.posture[truth], run_.end));
            steps.actor = truth;
            lane.lines.push_back(std::move(steps));
        }
        StepLine steps = steps_of(lane, gap_spans(run_, lane.actor));
        steps.actor = lane.actor;
        steps.solid = false;
        lane.lines.push_back(std::move(steps));
        for (const auto& since : run_.reading[lane.actor]) {
            if (since.line != 0)
                add_mark(lane, since.line, since.time, lane.rung_y[since.value.index()], lane.actor, false,
                         true);
        }
        if (!truth_) return;
        if (always_right(run_, lane.actor)) lane.note = "Every reading in this run is right.";
        else if (run_.reading[lane.actor].size() < 2 && !saw_a_move(lane.actor))
            lane.note = "This side never sees a move of the other side.";
    }

    [[nodiscard]] bool saw_a_move(std::size_t reader) const {
        return std::any_of(run_.lines.begin(), run_.lines.end(), [&](const Seen& line) {
            return line.kind == SeenKind::reading && line.known_to(reader);
        });
    }

    // The sender's row is its own, so that an arrow goes from side to side.
    [[nodiscard]] float row(const PictureLane& lane, std::size_t actor) const {
        return lane.place.y0 + lane.place.height() * (actor == 0 ? 0.27F : 0.73F);
    }

    void fill_signals(PictureLane& lane) const {
        for (std::size_t i = 0; i < run_.messages.size(); ++i) add_arrow(lane, i);
        for (const Seen& line : run_.lines) {
            if (line.kind != SeenKind::silence) continue;
            const std::size_t who = line.side();
            add_mark(lane, line.id, line.time, row(lane, who), who, false, true);
        }
        if (run_.messages.empty()) lane.note = truth_ ? "No messages in this run." : "No messages known.";
    }

    static bool covers(const PictureArrow& a, const PictureArrow& b) {
        return std::abs(a.x0 - b.x0) < 1 && std::abs(a.x1 - b.x1) < 1 && a.sender == b.sender &&
               a.lost == b.lost && a.garbled == b.garbled && a.sent_known == b.sent_known &&
               a.arrival_known == b.arrival_known;
    }

    void add_arrow(PictureLane& lane, std::size_t place) const {
        const ToldMessage& message = run_.messages[place];
        PictureArrow arrow;
        arrow.message = place;
        arrow.sent_known = message.sent_line != kNoRecord;
        arrow.arrival_known = message.delivered_line != kNoRecord;
        arrow.line = arrow.sent_known ? message.sent_line : message.delivered_line;
        arrow.sender = message.sender.valid() ? message.sender.index() : 1 - message.receiver.index();
        arrow.lost = message.lost;
        arrow.garbled = arrow.sent_known && arrow.arrival_known && message.read_as != message.kind;
        const Millis from = arrow.sent_known ? message.sent : message.delivered;
        const Millis to = arrow.arrival_known ? message.delivered : message.sent;
        if (to < frame_.window.from || from > frame_.window.to) return;
        const float stub = 12 * frame_.scale;
        arrow.x0 = x_of(frame_, from) - (arrow.sent_known ? 0 : stub);
        arrow.x1 = x_of(frame_, to) + (arrow.arrival_known ? 0 : stub);
        arrow.y0 = row(lane, arrow.sender);
        arrow.y1 = row(lane, 1 - arrow.sender);
        // An end that is not known stops half way.
        if (!arrow.sent_known) arrow.y0 = (arrow.y0 + arrow.y1) / 2;
        if (!arrow.arrival_known) arrow.y1 = (arrow.y0 + arrow.y1) / 2;
        if (!lane.arrows.empty() && covers(lane.arrows.back(), arrow)) ++lane.arrows.back().folded;
        else lane.arrows.push_back(arrow);
    }

    // Acts stand above, with room for their names, and small below them the decisions to hold.
    void fill_decisions(PictureLane& lane) const {
        const float acts = lane.place.y0 + lane.place.height() * 0.36F,
                    holds = lane.place.y0 + lane.place.height() * 0.78F;
        for (const ToldDecision& decision : run_.decisions) {
            if (decision.actor.index() != lane.actor) continue;
            const bool hold = is_hold(spec_, decision.move);
            add_mark(lane, decision.line, decision.time, hold ? holds : acts, lane.actor, true, !hold);
        }
    }

    // What happened stands above, what was noticed of it below.
    void fill_incidents(PictureLane& lane) const {
        const float above = lane.place.y0 + lane.place.height() * 0.3F,
                    below = lane.place.y0 + lane.place.height() * 0.72F;
        for (const RecordId line : run_.happenings) {
            if (run_.lines[line].kind != SeenKind::measure)
                add_mark(lane, line, run_.lines[line].time, above, kNature, true, true);
        }
        for (const Seen& line : run_.lines) {
            if (line.kind == SeenKind::case_opened)
                add_mark(lane, line.id, line.time, below, line.side(), false, true);
        }
    }

    // Nothing that happens to a side: the axis of time has them.
    void fill_in_force() {
        for (const RecordId line : run_.happenings) {
            const Millis time = run_.lines[line].time;
            if (run_.lines[line].kind != SeenKind::measure || time < frame_.window.from ||
                time > frame_.window.to)
                continue;
            picture_.in_force.push_back({line,
                                         x_of(frame_, time),
                                         frame_.place.y1,
                                         kNature,
                                         MarkShape::triangle,
                                         true,
                                         true,
                                         {line}});
        }
        fold(picture_.in_force);
    }

    void add_mark(PictureLane& lane, RecordId line, Millis time, float y, std::size_t actor, bool solid,
                  bool strong) const {
        if (time < frame_.window.from || time > frame_.window.to) return;
        lane.marks.push_back({line, x_of(frame_, time), y, actor, shape_of(actor), solid, strong, {line}});
    }

    // Marks of one row that are nearer than three pixels become one, the first of them. On steps the row is
    // all that a side does there.
    void fold(std::vector<PictureMark>& marks) const {
        const auto row = [](const PictureMark& mark) { return 2 * mark.actor + (mark.strong ? 0 : 1); };
        std::stable_sort(marks.begin(), marks.end(), [&](const PictureMark& a, const PictureMark& b) {
            return row(a) != row(b) ? row(a) < row(b) : a.x < b.x;
        });
        std::vector<PictureMark> kept;
        for (PictureMark& mark : marks) {
            const bool near = !kept.empty() && row(kept.back()) == row(mark) &&
                              mark.x - kept.back().x < kFold * frame_.scale;
            if (near) kept.back().folded.push_back(mark.line);
            else kept.push_back(std::move(mark));
        }
        marks = std::move(kept);
    }

    const ToldRun& run_;
    const Spec& spec_;
    PictureFrame frame_;
    bool truth_;
    TimelinePicture picture_;
};

}  // namespace

TimeWindow zoomed(TimeWindow window, Millis end, double factor, Millis around) {
    const auto longest = static_cast<double>(end),
               shortest = static_cast<double>(std::min(kShortestWindow, end));
    const double length = std::clamp(static_cast<double>(window.length()) * factor, shortest, longest);
    const double share =
        window.length() > 0
            ? std::clamp(static_cast<double>(around - window.from) / static_cast<double>(window.length()),
                         0.0, 1.0)
            : 0.5;
    const auto span = static_cast<Millis>(length);
    const Millis from = around - static_cast<Millis>(share * length);
    return panned({from, from + span}, end, 0);
}

TimeWindow panned(TimeWindow window, Millis end, Millis by) {
    const Millis span = std::min(window.length(), end);
    const Millis from = std::clamp<Millis>(window.from + by, 0, end - span);
    return {from, from + span};
}

std::vector<GapSpan> gap_spans(const ToldRun& run, std::size_t reader) {
    std::vector<GapSpan> spans;
    const Track<RungId>& reading = run.reading[reader];
    static const Track<RungId> kNone;
    const Track<RungId>& truth = sees_truth(run) ? run.posture[1 - reader] : kNone;
    std::size_t t = 0;
    for (std::size_t r = 0; r < reading.size(); ++r) {
        const Millis until = r + 1 < reading.size() ? reading[r + 1].time : run.end;
        Millis from = reading[r].time;
        RecordId line = reading[r].line;
        while (t + 1 < truth.size() && truth[t + 1].time <= from) ++t;
        while (true) {
            const Millis changes = t + 1 < truth.size() ? truth[t + 1].time : kNever;
            const auto rung = static_cast<int>(reading[r].value.index());
            const int gap = truth.empty() ? 0 : rung - static_cast<int>(truth[t].value.index());
            spans.push_back({from, std::min(until, changes), reading[r].value.index(), gap, line});
            if (changes >= until) break;
            from = changes;
            line = truth[++t].line;
        }
    }
    return spans;
}

bool always_right(const ToldRun& run, std::size_t reader) {
    if (!sees_truth(run)) return false;
    const std::vector<GapSpan> spans = gap_spans(run, reader);
    return !spans.empty() && std::all_of(spans.begin(), spans.end(), [](const GapSpan& span) {
        return span.gap == 0 || span.from == span.to;
    });
}

std::vector<RecordId> partings(const ToldRun& run) {
    std::vector<RecordId> lines;
    for (std::size_t reader = 0; reader < kActors; ++reader) {
        int before = 0;
        for (const GapSpan& span : gap_spans(run, reader)) {
            const auto delay = static_cast<Millis>(run.model->spec().actors[reader].posture.delay.ms);
            if (std::abs(span.gap) > std::abs(before) && span.to - span.from > delay)
                lines.push_back(span.line);
            if (span.to - span.from > delay) before = span.gap;
        }
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

TimelinePicture timeline_picture(const ToldRun& run, const PictureFrame& frame) {
    return Painter(run, frame).paint();
}

float x_of(const PictureFrame& frame, Millis time) {
    return firebreak::x_of(frame.place, frame.window, time);
}

Millis time_at(const PictureFrame& frame, float x) {
    const double share =
        frame.place.width() > 0 ? static_cast<double>((x - frame.place.x0) / frame.place.width()) : 0;
    return frame.window.from + static_cast<Millis>(share * static_cast<double>(frame.window.length()));
}

std::optional<RecordId> nearest_line(const TimelinePicture& picture, float x, float y, float most) {
    std::optional<RecordId> found;
    float best = most * most;
    const auto offer = [&](RecordId line, float at_x, float at_y) {
        const float distance = (at_x - x) * (at_x - x) + (at_y - y) * (at_y - y);
        if (distance > best) return;
        best = distance;
        found = line;
    };
    for (const PictureLane& lane : picture.lanes) {
        for (const PictureMark& mark : lane.marks) offer(mark.line, mark.x, mark.y);
        for (const PictureArrow& arrow : lane.arrows) {
            offer(arrow.line, arrow.x0, arrow.y0);
            offer(arrow.line, (arrow.x0 + arrow.x1) / 2, (arrow.y0 + arrow.y1) / 2);
            offer(arrow.line, arrow.x1, arrow.y1);
        }
    }
    for (const PictureMark& mark : picture.in_force) offer(mark.line, mark.x, mark.y);
    return found;
}

}  // namespace firebreak::viz
