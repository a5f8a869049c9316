#include "panels/timeline_draw.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <imgui.h>

#include <firebreak/picture.hpp>

#include "panels/pen.hpp"
#include "panels/widget_core.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

class Drawer {
public:
    Drawer(Context& context, const TimelineDrawing& drawing)
        : context_(context),
          drawing_(drawing),
          spec_(drawing.run.model->spec()),
          pen_(context),
          theme_(context.theme) {}

    void draw() {
        for (const PictureLane& lane : drawing_.picture.lanes) {
            ground(lane);
            names(lane);
            const Rect& place = lane.place;
            pen_.clip(ImVec2(place.x0 - px(8), place.y0), ImVec2(place.x1 + px(8), place.y1));
            rungs(lane);
            for (const StepLine& steps : lane.lines) draw_steps(lane, steps);
            for (const PictureArrow& arrow : lane.arrows) draw_arrow(lane, arrow);
            for (std::size_t i = 0; i < lane.marks.size(); ++i) draw_mark(lane, i);
            note(lane);
            pen_.unclip();
        }
    }

private:
    [[nodiscard]] float px(float pixels) const { return context_.px(pixels); }
    [[nodiscard]] Colour colour_of(std::size_t actor) const {
        return actor == 0 ? theme_.actor_a : actor == 1 ? theme_.actor_b : theme_.nature;
    }
    [[nodiscard]] std::string id(const PictureLane& lane, const std::string& rest) const {
        return drawing_.prefix + lane.id + '.' + rest;
    }

    void ground(const PictureLane& lane) {
        const Rect& place = lane.place;
        pen_.fill_rect(ImVec2(place.x0 - drawing_.names_width, place.y0), ImVec2(place.x1, place.y1),
                       packed(theme_.background));
        // Where panel and background are of one colour the lanes are still told apart.
        pen_.line(ImVec2(place.x0 - drawing_.names_width, place.y1), ImVec2(place.x1, place.y1),
                  packed(theme_.border, 0.35F), 1);
    }

    // Words within the column, on as many lines as the lane is high.
    void names(const PictureLane& lane) {
        const float x = lane.place.x0 - drawing_.names_width + px(6),
                    room = drawing_.names_width - px(lane.rung_y.empty() ? 10.0F : 34.0F);
        const Rect place{x, lane.place.y0, lane.place.x0, lane.place.y1};
        pen_.clip(ImVec2(place.x0, place.y0), ImVec2(place.x1, place.y1));
        const ImVec2 size = ImGui::CalcTextSize(lane.name.c_str(), nullptr, false, room);
        const float y = std::max(place.y0, std::min(place.y0 + px(4), (place.y0 + place.y1 - size.y) / 2));
        pen_.words({x, y}, packed(theme_.text), lane.name, 0, room);
        pen_.unclip();
        mark(context_, drawing_.prefix + lane.id, place, lane.name, lane.note);
    }

    // A faint line for each rung; the limits are strong, and named by their numbers, as the ladder in the
    // side panel has them.
    void rungs(const PictureLane& lane) {
        if (lane.rung_y.empty()) return;
        const float size = ImGui::GetFontSize() * 0.8F, spacing = lane.rung_y.front() - lane.rung_y.back();
        const float each =
            lane.rung_y.size() > 1 ? spacing / static_cast<float>(lane.rung_y.size() - 1) : spacing;
        std::vector<LabelWish> wishes;
        std::vector<std::size_t> rungs;
        // Left of the lanes too, but not out of the panel.
        pen_.clip(
            ImVec2(std::max(lane.place.x0 - px(30), panel_low_.x), std::max(lane.place.y0, panel_low_.y)),
            ImVec2(std::min(lane.place.x1, panel_high_.x), std::min(lane.place.y1, panel_high_.y)), false);
        for (std::size_t i = 0; i < lane.rung_y.size(); ++i) {
            const bool crisis = spec_.ladder[i].id == spec_.endings.crisis;
            const float y = lane.rung_y[i];
            pen_.line(ImVec2(lane.place.x0, y), ImVec2(lane.place.x1, y),
                      packed(crisis ? theme_.crisis : theme_.border, crisis ? 0.7F : 0.25F), 1);
            const bool ends = i == 0 || i + 1 == lane.rung_y.size();
            if (each < size && !ends && !crisis) continue;
            // Upwards, as labels are placed.
            wishes.push_back({-y, size, crisis});
            rungs.push_back(i);
        }
        for (const auto& [i, left] : place_labels(wishes, -lane.place.y1, -lane.place.y0, 0)) {
            const std::string number = std::to_string(rungs[i]);
            pen_.words({lane.place.x0 - px(6) - label_width(number) * 0.8F, -left - size},
                       packed(wishes[i].first ? theme_.crisis : theme_.muted), number, size);
        }
        pen_.unclip();
    }

    void draw_steps(const PictureLane& lane, const StepLine& steps) {
        const Colour colour = colour_of(steps.actor);
        // Within the lane of a reader the truth is only there to compare with.
        const bool behind = steps.solid && lane.kind == LaneKind::reading;
        const float shift = lane.kind == LaneKind::postures ? (steps.actor == 0 ? -px(1.5F) : px(1.5F)) : 0;
        if (steps.missing_to > 0) draw_missing(lane, steps.missing_to);
        for (const StepPiece& piece : steps.pieces) {
            if (steps.solid)
                solid_piece(piece, colour, behind ? 0.55F : 1, behind ? px(1.5F) : px(2.5F), shift);
            else believed_piece(piece, colour);
        }
        if (!steps.solid) errors(lane, steps);
    }

    // A gap as short as the way of the news is not to be seen until one looks closer.
    [[nodiscard]] bool is_wrong(const StepPiece& piece) const {
        return piece.gap != 0 && piece.x1 - piece.x0 >= px(3);
    }

    // By how many rungs a side is wrong, where the number has the room.
    void errors(const PictureLane& lane, const StepLine& steps) {
        std::vector<const StepPiece*> wrong;
        std::vector<std::string> numbers;
        std::vector<LabelWish> wishes;
        for (const StepPiece& piece : steps.pieces) {
            if (!is_wrong(piece)) continue;
            wrong.push_back(&piece);
            numbers.push_back((piece.gap > 0 ? "+" : "\u2212") + std::to_string(std::abs(piece.gap)));
            wishes.push_back({(piece.x0 + piece.x1) / 2, label_width(numbers.back())});
            mark(context_, id(lane, "gap." + std::to_string(piece.line)),
                 {piece.x0, piece.y - px(4), piece.x1, piece.y + px(4)}, numbers.back(),
                 "reads " + rung_words(spec_, RungId{piece.rung}));
        }
        for (const auto& [i, left] : place_labels(wishes, lane.place.x0, lane.place.x1, px(3))) {
            const float above = wrong[i]->y - px(4) - ImGui::GetFontSize();
            pen_.words({left, above >= lane.place.y0 ? above : wrong[i]->y + px(4)}, packed(theme_.warning),
                       numbers[i]);
        }
    }

    void solid_piece(const StepPiece& piece, Colour colour, float opacity, float width, float shift) {
        const unsigned packed_colour = packed(colour, opacity);
        const float half = width / 2;
        if (piece.bottom > piece.top)
            pen_.fill_rect(ImVec2(piece.x0 - half + shift, piece.top + shift),
                           ImVec2(piece.x0 + half + shift, piece.bottom + shift), packed_colour);
        pen_.fill_rect(ImVec2(piece.x0 + shift, piece.y - half + shift),
                       ImVec2(std::max(piece.x1, piece.x0 + 1) + shift, piece.y + half + shift),
                       packed_colour);
    }

    // An outline; hatched where it is not as it is.
    void believed_piece(const StepPiece& piece, Colour colour) {
        const float half = px(4);
        if (piece.bottom > piece.top)
            pen_.line(ImVec2(piece.x0, piece.top), ImVec2(piece.x0, piece.bottom), packed(colour), px(1));
        const bool wrong = is_wrong(piece);
        if (wrong) hatch(piece.x0, piece.y - half, piece.x1, piece.y + half, theme_.warning);
        pen_.stroke_rect(ImVec2(piece.x0, piece.y - half),
                         ImVec2(std::max(piece.x1, piece.x0 + 1), piece.y + half),
                         packed(wrong ? theme_.warning : colour), px(1));
    }

    void hatch(float x0, float y0, float x1, float y1, Colour colour) {
        constexpr int kMostStrokes = 400;
        const float height = y1 - y0, step = std::max(px(5), (x1 - x0) / kMostStrokes);
        pen_.clip(ImVec2(x0, y0), ImVec2(x1, y1));
        for (float x = x0 - height; x < x1; x += step)
            pen_.line(ImVec2(x, y1), ImVec2(x + height, y0), packed(colour), 1);
        pen_.unclip();
    }

    void draw_missing(const PictureLane& lane, float to) {
        hatch(lane.place.x0, lane.place.y0, to, lane.place.y1, theme_.muted);
        pen_.words({lane.place.x0 + px(8), lane.place.y0 + px(4)}, packed(theme_.muted), "not recorded");
        mark(context_, id(lane, "missing"), {lane.place.x0, lane.place.y0, to, lane.place.y1},
             "not recorded");
    }

    void note(const PictureLane& lane) {
        if (lane.note.empty()) return;
        const float x = lane.place.x0 + px(8);
        const float y = lane.place.y0 + std::min(px(3), (lane.place.height() - ImGui::GetFontSize()) / 2);
        pen_.fill_rect(ImVec2(x, y), ImVec2(x + label_width(lane.note), y + ImGui::GetFontSize()),
                       packed(theme_.background));
        pen_.words({x, y}, packed(theme_.muted), lane.note);
    }

    [[nodiscard]] bool selected(const PictureMark& shown) const {
        return drawing_.selected &&
               std::find(shown.folded.begin(), shown.folded.end(), *drawing_.selected) != shown.folded.end();
    }

    void draw_mark(const PictureLane& lane, std::size_t place) {
        const PictureMark& shown = lane.marks[place];
        const bool steps = lane.kind == LaneKind::postures || lane.kind == LaneKind::reading;
        const float most = lane.place.height() * (lane.kind == LaneKind::incidents ? 0.2F : 0.4F);
        const float radius = std::min(px(!shown.strong ? 3.0F : steps ? 4.0F : 6.0F), most);
        if (selected(shown)) shape(shown, radius + px(4), packed(theme_.focus), false);
        shape(shown, radius, packed(colour_of(shown.actor)), shown.solid);
        const std::size_t count = shown.folded.size();
        const bool next = place + 1 < lane.marks.size() && lane.marks[place + 1].y <= shown.y &&
                          lane.marks[place + 1].y >= shown.y;
        const bool room = !next || lane.marks[place + 1].x - shown.x > 2 * radius + px(10);
        if (count > 1 && !steps && room)
            draw_small(shown.x + radius + px(1), shown.y + px(3), std::to_string(count));
        if (lane.kind == LaneKind::decisions && shown.strong) label(lane, place, radius);
        const Seen& line = drawing_.run.lines[shown.line];
        std::string words = line_words(drawing_.run, line);
        if (count > 1) words += " and " + std::to_string(count - 1) + " more";
        mark(context_, id(lane, std::to_string(shown.line)),
             {shown.x - radius, shown.y - radius, shown.x + radius, shown.y + radius}, words,
             moment_words(spec_, line.time));
    }

    void draw_small(float x, float y, const std::string& words) {
        const float size = ImGui::GetFontSize() * 0.75F;
        pen_.words({x, y - size / 2}, packed(theme_.muted), words, size);
    }

    // What was chosen, if it has room before the next act.
    void label(const PictureLane& lane, std::size_t place, float radius) {
        const PictureMark& shown = lane.marks[place];
        const ToldDecision* decision = decision_of(drawing_.run, shown.line);
        if (decision == nullptr) return;
        const std::string words = move_words(spec_, decision->move);
        const float x = shown.x + radius + px(shown.folded.size() > 1 ? 12 : 3),
                    end = x + label_width(words) + px(4);
        float limit = lane.place.x1;
        for (std::size_t i = place + 1; i < lane.marks.size(); ++i) {
            if (!lane.marks[i].strong) continue;
            limit = lane.marks[i].x - px(6);
            break;
        }
        if (end > limit) return;
        const float y = shown.y - ImGui::GetFontSize() / 2;
        pen_.words({x, y}, packed(theme_.text), words);
    }

    void shape(const PictureMark& shown, float radius, unsigned colour, bool solid) {
        const ImVec2 at(shown.x, shown.y);
        const unsigned ground = packed(theme_.background);
        const float width = px(1.8F);
        if (shown.shape == MarkShape::circle) {
            pen_.fill_circle(at, radius, solid ? colour : ground);
            if (!solid) pen_.stroke_circle(at, radius, colour, 0, width);
        } else if (shown.shape == MarkShape::square) {
            const float side = radius * 0.85F;
            const ImVec2 low(at.x - side, at.y - side), high(at.x + side, at.y + side);
            pen_.fill_rect(low, high, solid ? colour : ground);
            if (!solid) pen_.stroke_rect(low, high, colour, width);
        } else {
            const float side = radius * 1.25F;
            const ImVec2 up(at.x, at.y - side), right(at.x + side, at.y), down(at.x, at.y + side),
                left(at.x - side, at.y);
            pen_.fill_quad(up, right, down, left, solid ? colour : ground);
            if (!solid) pen_.stroke_quad(up, right, down, left, colour, width);
        }
    }

    void draw_arrow(const PictureLane& lane, const PictureArrow& arrow) {
        const ToldMessage& message = drawing_.run.messages[arrow.message];
        const unsigned colour = packed(colour_of(arrow.sender));
        const ImVec2 from(arrow.x0, arrow.y0), to(arrow.x1, arrow.y1);
        pen_.line(from, to, colour, px(1.5F));
        const float length = std::max(std::hypot(to.x - from.x, to.y - from.y), 1.0F);
        const ImVec2 along((to.x - from.x) / length, (to.y - from.y) / length), across(-along.y, along.x);
        const float head = px(7);
        if (arrow.lost || !arrow.arrival_known) {
            if (arrow.lost) cross(to, px(4));
        } else {
            pen_.fill_triangle(to,
                               ImVec2(to.x - head * along.x + head / 2 * across.x,
                                      to.y - head * along.y + head / 2 * across.y),
                               ImVec2(to.x - head * along.x - head / 2 * across.x,
                                      to.y - head * along.y - head / 2 * across.y),
                               colour);
        }
        if (arrow.garbled)
            pen_.words({(from.x + to.x) / 2 + px(3), (from.y + to.y - ImGui::GetFontSize()) / 2},
                       packed(theme_.warning), "~");
        if (drawing_.selected &&
            (*drawing_.selected == message.sent_line || *drawing_.selected == message.delivered_line))
            pen_.line(from, to, packed(theme_.focus), px(3));
        mark(context_, id(lane, std::to_string(arrow.line)),
             {std::min(from.x, to.x), std::min(from.y, to.y), std::max(from.x, to.x) + 1,
              std::max(from.y, to.y) + 1},
             arrow_words(arrow, message), arrow_times(arrow, message));
    }

    void cross(ImVec2 at, float radius) {
        const unsigned colour = packed(theme_.warning);
        pen_.line(ImVec2(at.x - radius, at.y - radius), ImVec2(at.x + radius, at.y + radius), colour, px(2));
        pen_.line(ImVec2(at.x - radius, at.y + radius), ImVec2(at.x + radius, at.y - radius), colour, px(2));
    }

    [[nodiscard]] std::string arrow_words(const PictureArrow& arrow, const ToldMessage& message) const {
        std::string words = std::string(message_name(message.kind)) + ": " + side_words(spec_, arrow.sender) +
                            " to " + side_words(spec_, 1 - arrow.sender);
        if (arrow.garbled) words += std::string(", read as ") + message_name(message.read_as);
        if (arrow.folded > 1) words += " and " + std::to_string(arrow.folded - 1) + " more";
        return words + (arrow.lost ? ", lost" : "");
    }

    [[nodiscard]] std::string arrow_times(const PictureArrow& arrow, const ToldMessage& message) const {
        std::string words = arrow.sent_known ? "sent " + moment_words(spec_, message.sent) : "";
        if (arrow.arrival_known)
            words += (words.empty() ? "received " : ", received ") + moment_words(spec_, message.delivered);
        return words;
    }

    Context& context_;
    const TimelineDrawing& drawing_;
    const Spec& spec_;
    Pen pen_;
    const Theme& theme_;
    ImVec2 panel_low_ = ImGui::GetWindowDrawList()->GetClipRectMin(),
           panel_high_ = ImGui::GetWindowDrawList()->GetClipRectMax();
};

}  // namespace

void draw_timeline(Context& context, const TimelineDrawing& drawing) { Drawer(context, drawing).draw(); }

void draw_in_force(Context& context, const TimelineDrawing& drawing) {
    const Pen pen(context);
    const auto& marks = drawing.picture.in_force;
    const float side = context.px(5), line = ImGui::GetFontSize();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const PictureMark& shown = marks[i];
        const bool selected = drawing.selected && std::find(shown.folded.begin(), shown.folded.end(),
                                                            *drawing.selected) != shown.folded.end();
        const float top = shown.y + context.px(3), low = top + 2 * side;
        pen.fill_triangle(ImVec2(shown.x, top), ImVec2(shown.x - side, low), ImVec2(shown.x + side, low),
                          packed(selected ? context.theme.focus : context.theme.accent));
        std::string words;
        for (const RecordId id : shown.folded)
            words += (words.empty() ? "" : "; ") + line_words(drawing.run, drawing.run.lines[id]);
        const float left = shown.x + side + context.px(4);
        const float end =
            i + 1 < marks.size() ? marks[i + 1].x - side - context.px(4) : drawing.frame.place.x1;
        pen.words({left, shown.y + context.px(1)}, packed(context.theme.text),
                  fitted(words, std::max(0.0F, end - left)));
        mark(context, drawing.prefix + "in-force." + std::to_string(shown.line),
             {shown.x - side, shown.y, end, shown.y + line}, words,
             moment_words(drawing.run.model->spec(), drawing.run.lines[shown.line].time));
    }
}

void draw_dates(Context& context, const PictureFrame& frame, Millis start, float lanes_end) {
    const Pen pen(context);
    const float widest = label_width("2011-10-12") + context.px(24);
    const auto ticks = date_ticks(start, frame.place, frame.window, widest);
    std::vector<LabelWish> wishes;
    for (const AxisTick& tick : ticks) {
        pen.line(ImVec2(tick.x, frame.place.y0), ImVec2(tick.x, lanes_end),
                 packed(context.theme.border, 0.3F), 1);
        wishes.push_back({tick.x, label_width(tick.words)});
    }
    for (const auto& [i, left] :
         place_labels(wishes, frame.place.x0 - context.px(20), frame.place.x1, context.px(8))) {
        pen.words({left, lanes_end + context.px(3)}, packed(context.theme.muted), ticks[i].words);
        mark(context, "timeline.date." + std::to_string(i),
             {left, lanes_end, left + wishes[i].width, lanes_end + ImGui::GetFontSize() + context.px(3)},
             ticks[i].words);
    }
}

void draw_moment(Context& context, const PictureFrame& frame, Millis time, Colour colour, const char* words,
                 WordsAt where) {
    if (time < frame.window.from || time > frame.window.to) return;
    const Pen pen(context);
    const float x = std::round(x_of(frame, time)), gap = context.px(4);
    pen.line(ImVec2(x, frame.place.y0), ImVec2(x, frame.place.y1), packed(colour),
             context.px(*words == '\0' ? 1.0F : 2.0F));
    if (*words == '\0') return;
    const float room = label_width(words);
    const bool before = where == WordsAt::before || x + gap + room > frame.place.x1 + context.px(8);
    const float left = std::max(before ? x - room - gap : x + gap, frame.place.x0);
    pen.words({left, frame.place.y0 - ImGui::GetFontSize() - context.px(1)}, packed(colour), words);
}

}  // namespace firebreak::viz
