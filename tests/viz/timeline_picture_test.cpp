// The timeline as shapes: lanes by point of view, steps, gaps, folding, windows of time and dates.
#include <algorithm>
#include <set>

#include "session/breakpoints.hpp"
#include "session/reading_law.hpp"
#include "session/run_words.hpp"
#include "session/timeline_picture.hpp"
#include "support/paths.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

Spec flagship() { return *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec; }

ToldRun told(firebreak::PointOfView view, const std::vector<std::string>& measures = {},
             std::uint64_t replicate = 28, const Script& script = {}) {
    return tell_run(compile(flagship(), {measures, {}, {}}), {1, replicate, 0}, script, view);
}

const firebreak::PointOfView kTruth{};
const firebreak::PointOfView kBoth{firebreak::PointOfView::Kind::both, {}};
const firebreak::PointOfView kA{firebreak::PointOfView::Kind::actor, ActorId{std::size_t{0}}};

PictureFrame frame_of(const ToldRun& run) { return {{100, 0, 900, 500}, 1, {0, run.end}, false}; }

std::vector<std::string> lane_ids(const TimelinePicture& picture) {
    std::vector<std::string> ids;
    for (const PictureLane& lane : picture.lanes) ids.push_back(lane.id);
    return ids;
}

const PictureLane& lane_of(const TimelinePicture& picture, const std::string& id) {
    return *std::find_if(picture.lanes.begin(), picture.lanes.end(),
                         [&](const PictureLane& lane) { return lane.id == id; });
}

// Every word that the picture and its lines could show.
std::set<std::string> words_of(const ToldRun& run) {
    std::set<std::string> words;
    for (const Seen& line : run.lines) {
        words.insert(line_words(run, line));
        const Teller::Card card = run.teller->card(line);
        for (const Text& part : {card.chosen, card.felt, card.reading, card.thought})
            words.insert(part.plain());
    }
    return words;
}

}  // namespace

TEST_CASE("Each point of view has its lanes, and only truth has the truth", "[viz][timeline]") {
    const ToldRun truth = told(kTruth), a = told(kA), both = told(kBoth);
    CHECK(lane_ids(timeline_picture(truth, frame_of(truth))) ==
          std::vector<std::string>{"truth", "reads-a", "reads-b", "signals", "decisions-a", "decisions-b",
                                   "incidents"});
    CHECK(lane_ids(timeline_picture(a, frame_of(a))) ==
          std::vector<std::string>{"own", "reads-a", "signals", "decisions-a", "incidents"});
    CHECK(lane_ids(timeline_picture(both, frame_of(both))) ==
          std::vector<std::string>{"own", "reads-a", "reads-b", "signals", "decisions-a", "decisions-b",
                                   "incidents"});
    CHECK(timeline_picture(truth, frame_of(truth)).crisis);
    CHECK_FALSE(timeline_picture(a, frame_of(a)).crisis);
    CHECK_FALSE(timeline_picture(both, frame_of(both)).crisis);
}

TEST_CASE("A side's view draws its own posture alone, and no gaps", "[viz][timeline]") {
    const ToldRun a = told(kA);
    const TimelinePicture picture = timeline_picture(a, frame_of(a));
    REQUIRE(lane_of(picture, "own").lines.size() == 1);
    CHECK(lane_of(picture, "own").lines[0].actor == 0);
    CHECK(lane_of(picture, "reads-a").lines.size() == 1);
    for (const GapSpan& span : gap_spans(a, 0)) CHECK(span.gap == 0);
    CHECK(gap_spans(a, 1).empty());
    CHECK(partings(a).empty());
}

TEST_CASE("The words of a side's view do not hold what only the truth has", "[viz][timeline]") {
    const std::set<std::string> truth = words_of(told(kTruth)), a = words_of(told(kA));
    // What the truth alone says of incidents, of the other side and of readings that are wrong.
    for (const std::string& words : truth) {
        const bool secret =
            words.find(", hits ") != std::string::npos || words.find("Moscow: ") != std::string::npos ||
            words.find("Moscow noticed") != std::string::npos || words.find("; truly ") != std::string::npos;
        if (secret) CHECK(a.count(words) == 0);
    }
    for (const std::string& words : a) {
        INFO(words);
        CHECK(words.find(", hits ") == std::string::npos);
        CHECK(words.find("truly") == std::string::npos);
        CHECK(words.rfind("Moscow", 0) == std::string::npos);
    }
}

TEST_CASE("Gaps are the reading less the truth at every moment", "[viz][timeline]") {
    const ToldRun truth = told(kTruth);
    for (std::size_t reader = 0; reader < kActors; ++reader) {
        Millis before = 0;
        int wrong = 0;
        for (const GapSpan& span : gap_spans(truth, reader)) {
            CHECK(span.from == before);
            before = span.to;
            const auto posture = static_cast<int>(at(truth.posture[1 - reader], span.from)->value.index());
            const auto reading = static_cast<int>(at(truth.reading[reader], span.from)->value.index());
            CHECK(span.gap == reading - posture);
            wrong += span.gap != 0 ? 1 : 0;
        }
        CHECK(before == truth.end);
        CHECK(wrong > 0);
    }
    // Moscow's accusation of day 165 was read wrongly; what was merely not yet seen is no parting.
    const auto lines = partings(truth);
    REQUIRE(lines.size() == 1);
    CHECK(truth.lines[lines[0]].kind == SeenKind::reading);
    CHECK(truth.lines[lines[0]].time / kDay == 165);
}

TEST_CASE("A lane says that its readings are right only where each of them is", "[viz][timeline]") {
    const auto run_of = [](const std::string& file, std::uint64_t replicate, firebreak::PointOfView view) {
        return tell_run(compile(*load_scenario(source_path(file)).spec), {1, replicate, 0}, {}, view);
    };
    const auto note_of = [](const ToldRun& run, const std::string& lane) {
        return lane_of(timeline_picture(run, frame_of(run)), lane).note;
    };
    const std::string right = "Every reading in this run is right.",
                      never = "This side never sees a move of the other side.";
    // Neither moves in the one; in the other the Bystander is blind to the Walker, who sees that the
    // Bystander rests.
    const ToldRun plain = run_of("tests/viz/plain.yaml", 0, kTruth),
                  ruin = run_of("scenarios/theory/ruin.yaml", 0, kTruth);
    CHECK(note_of(plain, "reads-a") == right);
    CHECK(note_of(plain, "reads-b") == right);
    CHECK(note_of(ruin, "reads-a") == right);
    CHECK(note_of(ruin, "reads-b") == never);
    CHECK(always_right(ruin, 0));
    CHECK_FALSE(always_right(ruin, 1));
    // Whatever the run, the words agree with the gaps.
    std::size_t wrong = 0, notes = 0;
    for (const char* file :
         {"scenarios/cyber/reset-2011.yaml", "scenarios/theory/ruin.yaml", "scenarios/theory/bayes.yaml"}) {
        for (std::uint64_t replicate = 0; replicate < 6; ++replicate) {
            const ToldRun run = run_of(file, replicate, kTruth);
            for (std::size_t reader = 0; reader < kActors; ++reader) {
                const auto spans = gap_spans(run, reader);
                const bool off = std::any_of(spans.begin(), spans.end(),
                                             [](const GapSpan& span) { return span.gap != 0; });
                const std::string note = note_of(run, reader == 0 ? "reads-a" : "reads-b");
                CHECK((note == right) == !off);
                wrong += off ? 1 : 0;
                notes += note.empty() ? 0 : 1;
            }
            // No side knows whether it is right, or what it does not see.
            for (const auto& view : {kA, kBoth}) {
                const ToldRun side = run_of(file, replicate, view);
                CHECK(note_of(side, "reads-a").empty());
                CHECK_FALSE(always_right(side, 0));
            }
        }
    }
    CHECK(wrong > 10);
    CHECK(notes > 10);
}

TEST_CASE("As long as the news of a move is on its way nobody has misread it", "[viz][timeline]") {
    const ToldRun truth = told(kTruth, {"hotline"}, 78), a = told(kA, {"hotline"}, 78);
    std::size_t found = 0;
    for (const Seen& line : truth.lines) {
        const auto is_news = [&](const Seen& other) {
            return other.kind == SeenKind::reading && other.parent != kNoRecord &&
                   truth.lines[other.parent].kind == SeenKind::move;
        };
        if (!is_news(line)) continue;
        const std::size_t reader = line.side();
        const Millis moved = truth.lines[line.parent].time;
        REQUIRE(moved < line.time);
        ++found;
        CHECK(news_on_its_way(truth, reader, moved));
        CHECK(news_on_its_way(truth, reader, line.time - 1));
        CHECK_FALSE(news_on_its_way(a, reader, moved));
        const bool another = std::any_of(truth.lines.begin(), truth.lines.end(), [&](const Seen& other) {
            return other.id != line.id && is_news(other) && other.known_to(reader) &&
                   other.time > line.time && truth.lines[other.parent].time <= line.time;
        });
        CHECK(news_on_its_way(truth, reader, line.time) == another);
    }
    CHECK(found > 3);
    // Nor does play stop for a misreading before the news is there.
    Breakpoint gap;
    gap.kind = BreakKind::gap;
    gap.actor = 1;
    for (const BreakHit& hit : hits_of(truth, gap)) CHECK_FALSE(news_on_its_way(truth, 1, hit.time));
}

TEST_CASE("A measure that comes into force stands on the axis, not among the incidents", "[viz][timeline]") {
    for (const auto& view : {kTruth, kA, kBoth}) {
        const ToldRun run = told(view, {"hotline", "cert-exchange"}), without = told(view);
        const TimelinePicture picture = timeline_picture(run, frame_of(run));
        std::size_t measures = 0;
        for (const Seen& line : run.lines) measures += line.kind == SeenKind::measure ? 1 : 0;
        REQUIRE(measures == 2);
        std::size_t marked = 0;
        for (const PictureMark& mark : picture.in_force) {
            marked += mark.folded.size();
            for (const RecordId line : mark.folded) CHECK(run.lines[line].kind == SeenKind::measure);
            CHECK(nearest_line(picture, mark.x, mark.y, 3) == mark.line);
        }
        CHECK(marked == measures);
        for (const PictureMark& mark : lane_of(picture, "incidents").marks) {
            for (const RecordId line : mark.folded) CHECK(run.lines[line].kind != SeenKind::measure);
        }
        CHECK(timeline_picture(without, frame_of(without)).in_force.empty());
        PictureFrame brief = frame_of(run);
        brief.brief = true;
        CHECK(timeline_picture(run, brief).in_force.empty());
    }
}

TEST_CASE("Steps cover the window without holes, at the height of their rungs", "[viz][timeline]") {
    const ToldRun truth = told(kTruth);
    PictureFrame frame = frame_of(truth);
    frame.window = {90 * kDay, 200 * kDay};
    const TimelinePicture picture = timeline_picture(truth, frame);
    for (const std::string id : {"truth", "reads-a", "reads-b"}) {
        const PictureLane& lane = lane_of(picture, id);
        for (const StepLine& steps : lane.lines) {
            REQUIRE_FALSE(steps.pieces.empty());
            CHECK(steps.missing_to == 0);
            CHECK(steps.pieces.front().x0 == frame.place.x0);
            CHECK(steps.pieces.back().x1 == frame.place.x1);
            for (const StepPiece& piece : steps.pieces) {
                CHECK(piece.y == lane.rung_y[piece.rung]);
                CHECK(piece.top <= piece.bottom);
                CHECK(piece.y > lane.place.y0);
                CHECK(piece.y < lane.place.y1);
            }
        }
    }
}

TEST_CASE("Marks nearer than three pixels are one that counts them, and none is lost", "[viz][timeline]") {
    const ToldRun truth = told(kTruth);
    PictureFrame frame = frame_of(truth);
    for (const float width : {800.0F, 60.0F, 5000.0F}) {
        frame.place.x1 = frame.place.x0 + width;
        const TimelinePicture picture = timeline_picture(truth, frame);
        std::size_t decisions = 0;
        for (const std::string id : {"decisions-a", "decisions-b"}) {
            const auto& marks = lane_of(picture, id).marks;
            for (std::size_t i = 0; i < marks.size(); ++i) {
                decisions += marks[i].folded.size();
                CHECK(std::find(marks[i].folded.begin(), marks[i].folded.end(), marks[i].line) !=
                      marks[i].folded.end());
                const bool same_row = i > 0 && marks[i].strong == marks[i - 1].strong;
                if (same_row) CHECK(marks[i].x - marks[i - 1].x >= 3);
            }
        }
        CHECK(decisions == truth.decisions.size());
    }
}

TEST_CASE("Messages are arrows where both ends are known, and stubs where one is", "[viz][timeline]") {
    std::size_t arrows = 0, stubs = 0;
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const ToldRun truth = told(kTruth, {"hotline"}, replicate), a = told(kA, {"hotline"}, replicate);
        const TimelinePicture whole = timeline_picture(truth, frame_of(truth)),
                              part = timeline_picture(a, frame_of(a));
        for (const PictureArrow& arrow : lane_of(whole, "signals").arrows) {
            CHECK(arrow.sent_known);
            CHECK(arrow.y0 != arrow.y1);
            CHECK(arrow.x0 <= arrow.x1);
            ++arrows;
        }
        for (const PictureArrow& arrow : lane_of(part, "signals").arrows) {
            CHECK(arrow.sent_known != arrow.arrival_known);
            CHECK_FALSE(arrow.lost);
            CHECK_FALSE(arrow.garbled);
            ++stubs;
        }
    }
    CHECK(arrows > 0);
    CHECK(stubs > 0);
}

TEST_CASE("The nearest mark is the one under the pointer", "[viz][timeline]") {
    const ToldRun truth = told(kTruth);
    const TimelinePicture picture = timeline_picture(truth, frame_of(truth));
    for (const PictureLane& lane : picture.lanes) {
        for (const PictureMark& mark : lane.marks) {
            const auto found = nearest_line(picture, mark.x, mark.y, 5);
            REQUIRE(found);
        }
    }
    CHECK_FALSE(nearest_line(picture, -500, -500, 14));
}

TEST_CASE("A fork parts at its decision, for a view that sees it", "[viz][timeline]") {
    const ToldRun truth = told(kTruth), a = told(kA);
    const auto act = std::find_if(truth.decisions.begin(), truth.decisions.end(), [&](const ToldDecision& d) {
        return d.actor.index() == 0 && !is_hold(flagship(), d.move);
    });
    REQUIRE(act != truth.decisions.end());
    const auto hold = std::find_if(act->options.begin(), act->options.end(),
                                   [](const auto& option) { return is_hold(flagship(), option.move); });
    REQUIRE(hold != act->options.end());
    const Script script{{{act->actor, act->number, hold->move}}, {}};
    CHECK(parting_time(truth, told(kTruth, {}, 28, script)) == act->time);
    CHECK(parting_time(a, told(kA, {}, 28, script)) == act->time);
    CHECK_FALSE(parting_time(truth, told(kTruth)));
}

TEST_CASE("Windows of time stay within the run and keep the moment they grow from", "[viz][timeline]") {
    const TimeWindow all{0, 700 * kDay};
    const TimeWindow near = zoomed(all, 700 * kDay, 0.5, 100 * kDay);
    CHECK(near.length() == 350 * kDay);
    CHECK(near.from == 50 * kDay);
    CHECK(zoomed(near, 700 * kDay, 100, 100 * kDay) == all);
    CHECK(zoomed(near, 700 * kDay, 1e-9, 100 * kDay).length() == kShortestWindow);
    CHECK(panned(near, 700 * kDay, -1000 * kDay).from == 0);
    CHECK(panned(near, 700 * kDay, 1000 * kDay).to == 700 * kDay);
}

TEST_CASE("A year may have five digits", "[viz][timeline]") {
    PictureFrame frame{{0, 0, 800, 100}, 1, {0, 730 * kDay}, false};
    const Millis start = *parse_date("9999-12-31");
    const auto last = [&](Millis length) {
        frame.window = {0, length};
        return date_ticks(start, frame.place, frame.window, 95).back().words;
    };
    CHECK(last(730 * kDay) == "10001-10");
    CHECK(last(50 * 365 * kDay).substr(0, 4) == "1004");
    CHECK(last(10 * kDay).starts_with("10000-01-"));
    CHECK(last(2 * kDay).starts_with("01-0"));
    Spec spec;
    spec.clock.start = start;
    spec.clock.horizon = Duration{730.0 * kDay};
    CHECK(date_words(spec, 20 * kDay) == "10000-01-20");
    CHECK(moment_words(spec, 20 * kDay + kDay / 2) == "10000-01-20 12:00 (day 20)");
}

TEST_CASE("Dates stand at round moments, and not too near", "[viz][timeline]") {
    PictureFrame frame{{0, 0, 800, 100}, 1, {0, 730 * kDay}, false};
    const Millis start = *parse_date("2011-07-01");
    const auto words = [&] {
        std::vector<std::string> list;
        for (const AxisTick& tick : date_ticks(start, frame.place, frame.window, 95))
            list.push_back(tick.words);
        return list;
    };
    CHECK(words() == std::vector<std::string>{"2011-07", "2011-10", "2012-01", "2012-04", "2012-07",
                                              "2012-10", "2013-01", "2013-04"});
    frame.window = {0, 10 * kDay};
    CHECK(words().front() == "2011-07-01");
    frame.window = {0, kDay};
    CHECK(words().front() == "07-01 00:00");
    for (Millis length = 3600 * 1000; length < 100 * 365 * kDay; length *= 2) {
        frame.window = {0, length};
        const auto ticks = date_ticks(start, frame.place, frame.window, 100);
        CHECK(ticks.size() <= 9);
        for (std::size_t i = 1; i < ticks.size(); ++i) CHECK(ticks[i].x - ticks[i - 1].x > 80);
    }
}
