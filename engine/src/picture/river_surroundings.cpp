// Around the river: legend, scale, the rungs and their limits, the axis of steps, and the curves of ends.
#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace firebreak {
namespace {

struct LegendEntry {
    Ink ink = Ink::muted;
    std::string name;
    float opacity = 1;
    bool hatched = false;
};

std::string side_name(const Spec& spec, std::size_t side) { return Labels(spec, 60).actor(side); }

std::vector<std::string> kind_names(const Spec& spec, ColourMode mode) {
    switch (mode) {
        case ColourMode::outcome: return {"crisis", "calmed down", "no crisis by the end"};
        case ColourMode::mover:
            return {side_name(spec, 0), side_name(spec, 1), "accident", "", "", "ends here"};
        case ColourMode::misperception:
            return {"under 0.05 rungs", "to 0.15", "to 0.4", "to 1", "more", "ends here"};
    }
    return {};
}

std::vector<LegendEntry> legend_of(const Spec& spec, ColourMode mode) {
    std::vector<LegendEntry> entries;
    const std::vector<std::string> names = kind_names(spec, mode);
    for (std::size_t kind = 0; kind < names.size(); ++kind) {
        if (names[kind].empty()) continue;
        entries.push_back(
            {kind_ink(mode, kind), names[kind], kind == kAtRest ? kRestOpacity : 1, is_hatched(mode, kind)});
    }
    return entries;
}

std::vector<LegendEntry> legend_of(const River& river) {
    constexpr const char* kShades[] = {"under 0.01 %", "to 0.1 %", "to 1 %", "to 10 %", "more"};
    constexpr const char* kLeast[] = {"under 0.01 %", "under 0.1 %", "under 1 %", "under 10 %",
                                      "10 % or more"};
    std::vector<LegendEntry> entries;
    // One run is the least that there can be.
    const std::size_t least = shade_of(1, std::max<std::uint64_t>(river.runs, 1));
    for (std::size_t i = least; i < 5; ++i)
        entries.push_back({sequence_ink(i), i == least ? kLeast[i] : kShades[i]});
    return entries;
}

class Surroundings {
public:
    Surroundings(const RiverScene& scene, Drawing& to) : scene_(scene), to_(to), line_(scene.line) {}

    void draw() {
        legend();
        if (!scene_.grid) scale_bar();
        lane_names();
        lane_figures();
        axis();
        crisis_curve();
        ended_curve();
    }

private:
    [[nodiscard]] float px(float pixels) const { return pixels * scene_.scale; }
    [[nodiscard]] float width(const std::string& text) const { return scene_.width(text); }
    [[nodiscard]] std::string fit(const std::string& text, float room) const {
        return fitted(text, room, scene_.width);
    }
    void words(float x, float y, Ink ink, std::string text, bool right = false) {
        if (text.empty()) return;
        Shape shape{ShapeKind::words, {{x, y}}};
        shape.size = line_;
        shape.ink = ink;
        shape.right = right;
        shape.words = std::move(text);
        to_.push_back(std::move(shape));
    }
    void words_left_of(float x, float y, Ink ink, std::string text) {
        words(x, y, ink, std::move(text), true);
    }
    void block(const Rect& place, Ink ink, float opacity = 1, bool hatched = false) {
        Shape shape{ShapeKind::rectangle, {{place.x0, place.y0}, {place.x1, place.y1}}};
        shape.ink = ink;
        shape.opacity = opacity;
        shape.hatched = hatched;
        to_.push_back(std::move(shape));
    }
    void begin(std::string id, const Rect& place, std::string text, std::string value = {}) {
        Shape shape{ShapeKind::mark, {{place.x0, place.y0}, {place.x1, place.y1}}};
        shape.id = std::move(id);
        shape.words = std::move(text);
        shape.value = std::move(value);
        to_.push_back(std::move(shape));
    }
    void end() { to_.push_back({ShapeKind::unmark}); }

    void legend();
    void scale_bar();
    void lane_names();
    void lane_name(std::size_t rung, const std::string& name);
    void lane_figures();
    void lane_figure(const std::string& id, float y, Ink ink, const std::string& text,
                     const std::string& full);
    void axis();
    void curve_frame(const Rect& place, const char* name, double axis);
    void curve(const Rect& place, double axis, const std::vector<double>& low,
               const std::vector<double>& high, Ink ink, float opacity);
    void crisis_curve();
    void ended_curve();

    const RiverScene& scene_;
    Drawing& to_;
    float line_;
    float legend_end_ = 0;    // where the words of the legend end
    float figures_from_ = 0;  // below the figures so far
};

void Surroundings::legend() {
    const Rect& place = scene_.areas.legend;
    const std::string title =
        scene_.grid
            ? (scene_.river.runs < scene_.river.asked ? "Share of the runs shown" : "Share of the runs")
            : std::string(colour_mode_words(scene_.mode));
    const auto entries = scene_.grid ? legend_of(scene_.river) : legend_of(scene_.spec, scene_.mode);
    std::string all = title + ":";
    for (const LegendEntry& entry : entries) all += (&entry == entries.data() ? " " : ", ") + entry.name;
    if (scene_.grid) all += ", hatched: fewer than 5 runs";
    begin("river.legend", place, all);
    words(place.x0, place.y0, Ink::text, title);
    float x = place.x0 + width(title) + px(16);
    const float box = line_ * 0.7F, y = place.y0 + (line_ - box) / 2;
    for (const LegendEntry& entry : entries) {
        block({x, y, x + box * 1.4F, y + box}, entry.ink, entry.opacity, entry.hatched);
        const float room = place.x1 - px(20) - (x + box * 1.4F + px(5));
        words(x + box * 1.4F + px(5), place.y0, Ink::muted, fit(entry.name, std::max(0.0F, room)));
        x += box * 1.4F + px(18) + width(entry.name);
    }
    if (scene_.grid) words(x, place.y0, Ink::muted, "hatched: fewer than 5 runs");
    end();
    legend_end_ = x;
}

// How high a tenth of the runs is; everywhere but at the start.
void Surroundings::scale_bar() {
    const double runs = static_cast<double>(scene_.whole != nullptr ? scene_.river.asked : scene_.river.runs);
    const float height = static_cast<float>(runs / 10) * scene_.picture.unit;
    const Rect& place = scene_.areas.legend;
    const float x = place.x1 - px(7), y0 = place.y0 + px(2), y1 = y0 + height;
    begin("river.scale", {x - px(4), y0, place.x1, y1}, "10 %",
          scene_.whole != nullptr ? "of all runs" : "of the runs shown");
    block({x - px(4), y0, x + px(4), y1}, Ink::muted);
    // In a narrow window the legend needs the room more.
    if (x - px(8) - width("10 %") > legend_end_) words_left_of(x - px(8), place.y0, Ink::muted, "10 %");
    end();
}

void Surroundings::lane_names() {
    const RiverWords names(scene_.river, scene_.spec);
    for (std::size_t rung = 0; rung < scene_.river.rungs && rung < scene_.spec.ladder.size(); ++rung)
        lane_name(rung, names.rung(rung));
}

void Surroundings::lane_name(std::size_t rung, const std::string& name) {
    const RiverLane lane = scene_.lane(rung);
    const Rect& place = scene_.areas.lanes;
    const float right = place.x0 - px(8), room = right - scene_.areas.legend.x0;
    const std::size_t blank = name.rfind(' ', name.size() * 3 / 5);
    begin("river.rung." + std::to_string(rung), {scene_.areas.legend.x0, lane.top, place.x0, lane.bottom},
          name);
    if (width(name) > room && lane.height() >= 2 * line_ && blank != std::string::npos) {
        words_left_of(right, lane.middle() - line_, Ink::text, fit(name.substr(0, blank), room));
        words_left_of(right, lane.middle(), Ink::text, fit(name.substr(blank + 1), room));
    } else {
        words_left_of(right, lane.middle() - line_ / 2, Ink::text, fit(name, room));
    }
    end();
}

// A label that would cover the one above it moves down.
void Surroundings::lane_figure(const std::string& id, float y, Ink ink, const std::string& text,
                               const std::string& full) {
    const float x = scene_.areas.lanes.x1 + px(6), room = scene_.areas.legend.x1 - x;
    y = std::max(y - line_ / 2, figures_from_);
    begin(id, {x, y, x + room, y + line_}, full);
    words(x, y, ink, fit(text, room));
    end();
    figures_from_ = y + line_;
}

// At the right: where a crisis and war begin, and the limits.
void Surroundings::lane_figures() {
    figures_from_ = scene_.areas.lanes.y0 - line_;
    const Spec& spec = scene_.spec;
    for (std::size_t rung = std::min(scene_.river.rungs, spec.ladder.size()); rung-- > 0;) {
        const RungSpec& found = spec.ladder[rung];
        const RiverLane lane = scene_.lane(rung);
        const bool crisis = found.id == spec.endings.crisis, limit = !found.firebreak.empty();
        if (found.id == spec.endings.war) lane_figure("river.war", lane.middle(), Ink::crisis, "war", "war");
        if (crisis)
            lane_figure("river.crisis-line", limit ? lane.bottom - line_ / 2 : lane.bottom, Ink::crisis,
                        "crisis from here", "crisis from here");
        if (limit)
            lane_figure("river.firebreak." + std::to_string(rung),
                        crisis ? lane.bottom + line_ / 2 : lane.bottom, Ink::warning, firebreak_words(found),
                        "Firebreak: " + printable(found.firebreak, 80));
    }
}

void Surroundings::axis() {
    const Rect& place = scene_.areas.axis;
    const ColumnRange& shown = scene_.picture.shown;
    const std::size_t merge = scene_.river.options.merge_steps;
    std::vector<std::string> steps;
    std::vector<LabelWish> wishes;
    for (std::size_t column = shown.first; column <= shown.last; ++column) {
        steps.push_back(std::to_string(column * merge));
        wishes.push_back({scene_.column_x(column), width(steps.back())});
    }
    begin("river.axis", place,
          "Steps " + std::to_string(shown.first * merge) + " to " + std::to_string(shown.last * merge));
    for (const auto& [i, left] : place_labels(wishes, place.x0 - px(20), place.x1 + px(20), px(8)))
        words(left, place.y0, Ink::muted, steps[i]);
    words_left_of(place.x0 - px(14), place.y0, Ink::muted, "step");
    end();
}

void Surroundings::curve_frame(const Rect& place, const char* name, double axis) {
    for (const float y : {place.y0, place.y1})
        block({place.x0 - px(4), y - 0.5F, place.x1, y + 0.5F}, Ink::border, 0.5F);
    words_left_of(place.x0 - px(8), place.y0 - line_ / 3, Ink::muted, fmt::format("{:g} %", 100 * axis));
    words_left_of(place.x0 - px(8), place.y1 - line_ * 2 / 3, Ink::muted, "0");
    words(scene_.areas.legend.x0, (place.y0 + place.y1 - line_) / 2, Ink::text, name);
}

void Surroundings::curve(const Rect& place, double axis, const std::vector<double>& low,
                         const std::vector<double>& high, Ink ink, float opacity) {
    const auto at = [&](std::size_t column, double part) {
        return Point{scene_.column_x(column),
                     place.y1 - place.height() * static_cast<float>(std::min(1.0, part / axis))};
    };
    const std::size_t first = scene_.picture.shown.first;
    if (high.size() < first + 2) return;
    Shape area{ShapeKind::area};
    for (std::size_t column = first; column < high.size(); ++column)
        area.points.push_back(at(column, high[column]));
    for (std::size_t column = high.size(); column-- > first;) area.points.push_back(at(column, low[column]));
    area.ink = ink;
    area.opacity = opacity;
    to_.push_back(std::move(area));
}

std::uint64_t runs_of(double part, std::uint64_t all) {
    return static_cast<std::uint64_t>(std::llround(part * static_cast<double>(all)));
}

void Surroundings::crisis_curve() {
    const Rect& place = scene_.areas.crisis;
    const RiverEnds& ends = scene_.ends;
    const std::uint64_t n = scene_.river.runs, crisis = runs_of(ends.crisis.back(), n);
    const std::string share = percent_words(crisis, n),
                      interval = scene_.ends_fixed ? kByTheFilter : interval_words(crisis, n);
    begin("river.crisis", place,
          "Crisis by the last step shown: " + with_commas(crisis) + " of " + runs_words(scene_.river) + ", " +
              share + " (" + interval + ")");
    curve_frame(place, "Crisis by step", ends.crisis_axis);
    const std::vector<double> nothing(ends.crisis.size(), 0);
    curve(place, ends.crisis_axis, nothing, ends.crisis, Ink::crisis, 0.8F);
    if (!scene_.ends_fixed)
        curve(place, ends.crisis_axis, ends.crisis_low, ends.crisis_high, Ink::text, 0.3F);
    words(place.x1 + px(6), place.y0, Ink::text, share);
    words(place.x1 + px(6), place.y0 + line_, Ink::muted, interval);
    end();
}

void Surroundings::ended_curve() {
    const Rect& place = scene_.areas.ended;
    const RiverEnds& ends = scene_.ends;
    const std::uint64_t n = scene_.river.runs, settled = runs_of(ends.settled.back(), n),
                        unresolved = runs_of(ends.unresolved.back(), n);
    begin("river.ended", place,
          "By the last step shown " + with_commas(settled) + " of " + runs_words(scene_.river) +
              " have calmed down, and " + with_commas(unresolved) + " have ended without a crisis");
    curve_frame(place, "Ended without crisis", ends.ended_axis);
    const std::vector<double> nothing(ends.settled.size(), 0);
    std::vector<double> both = ends.settled;
    for (std::size_t i = 0; i < both.size(); ++i) both[i] += ends.unresolved[i];
    curve(place, ends.ended_axis, nothing, ends.settled, Ink::settled, 0.8F);
    curve(place, ends.ended_axis, ends.settled, both, Ink::unresolved, 0.8F);
    const float x = place.x1 + px(6), y = place.y0 - px(2);
    words(x, y, Ink::text, percent_words(unresolved, n) + " no crisis");
    words(x, y + line_, Ink::text, percent_words(settled, n) + " calmed down");
    end();
}

}  // namespace

void RiverArtist::surroundings() { Surroundings(scene_, to_).draw(); }

std::string firebreak_words(const RungSpec& rung) {
    return rung.firebreak.empty() ? std::string() : "\u2550 " + printable(rung.firebreak, 80);
}

RiverAreas areas_of(const River& river, const Spec& spec, const Rect& canvas, float line, float scale,
                    const TextWidth& width) {
    float names = 0, figures = 0;
    const RiverWords words(river, spec);
    for (std::size_t rung = 0; rung < spec.ladder.size(); ++rung) {
        names = std::max(names, width(words.rung(rung)) + 16 * scale);
        figures = std::max(figures, width(firebreak_words(spec.ladder[rung])) + 12 * scale);
    }
    return areas_of(canvas, line, scale, names, figures);
}

}  // namespace firebreak
