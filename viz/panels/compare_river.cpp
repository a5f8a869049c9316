#include "panels/compare_river.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <imgui.h>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>

#include "panels/pen.hpp"
#include "panels/river_paint.hpp"
#include "panels/widget_core.hpp"
#include "session/count_words.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr float kThinnestHatched = 5;  // pixels
constexpr float kNear = 4;
constexpr std::array kClassWords{"over 2 of 100 less", "less", "within 0.5 of 100", "more",
                                 "over 2 of 100 more"};

float line_height() { return ImGui::GetFontSize() + 3; }

RiverStrand whole(const RiverBand& band) {
    RiverStrand all;
    if (band.strands.empty()) return all;
    all.top_left = band.strands.front().top_left;
    all.top_right = band.strands.front().top_right;
    for (const RiverStrand& strand : band.strands) {
        all.height_left += strand.height_left;
        all.height_right += strand.height_right;
    }
    return all;
}

class DifferencePainter {
public:
    DifferencePainter(Context& context, const Rect& place, const RiverDifference& difference)
        : context_(context),
          pen_(context),
          spec_(context.session.spec()),
          difference_(difference),
          place_(place) {
        for (std::size_t rung = 0; rung < spec_.ladder.size(); ++rung)
            names_ = std::max(names_, label_width(name_of(rung)) + context.px(12));
        names_ = std::min(place.width() * 0.325F, names_);
        const Rect lanes{place.x0 + names_, place.y0 + 2 * line_height() + context.px(4),
                         place.x1 - context.px(4), place.y1 - line_height() - context.px(2)};
        picture_ = lay_out(difference.both, difference.both, ColourMode::outcome, lanes, context.scale);
    }

    [[nodiscard]] const RiverPicture& picture() const { return picture_; }

    void draw(const std::optional<RiverPlace>& chosen) {
        title();
        legend();
        lanes();
        for (const RiverBand& band : picture_.bands) draw_band(band, chosen);
        for (const RiverNode& node : picture_.nodes) draw_node(node, chosen);
        steps();
    }

private:
    void say(float x, float y, float end, Colour colour, const std::string& words) const {
        pen_.words({x, y}, packed(colour), fitted(words, end - x));
    }

    void title() {
        const std::string words =
            "River of differences: as wide as the runs of both, " + with_commas(difference_.pairs) + " pairs";
        say(place_.x0, place_.y0, place_.x1, context_.theme.text, words);
        mark(context_, "compare.river", place_, words);
    }

    void legend() {
        float x = place_.x0;
        const float y = place_.y0 + line_height(), box = ImGui::GetFontSize() * 0.75F;
        const auto entry = [&](const char* id, const std::string& words, const auto& draw_box) {
            const Rect square{x, y + context_.px(2), x + box, y + context_.px(2) + box};
            if (square.x1 > place_.x1) return;
            draw_box(square);
            say(square.x1 + context_.px(4), y, place_.x1, context_.theme.muted, words);
            mark(context_, id, {x, y, square.x1 + context_.px(4) + label_width(words), y + line_height()},
                 words);
            x = square.x1 + label_width(words) + context_.px(16);
        };
        for (std::size_t i = 0; i < kClassWords.size(); ++i) {
            const Colour colour = context_.theme.difference[i];
            entry(("compare.river.legend." + std::to_string(i)).c_str(), kClassWords[i],
                  [&](const Rect& square) {
                      pen_.fill_rect({square.x0, square.y0}, {square.x1, square.y1}, packed(colour));
                      pen_.stroke_rect({square.x0, square.y0}, {square.x1, square.y1},
                                       packed(context_.theme.border));
                  });
        }
        entry(
            "compare.river.legend.unclear", "hatched: 95 % interval includes zero", [&](const Rect& square) {
                pen_.stroke_rect({square.x0, square.y0}, {square.x1, square.y1}, packed(context_.theme.text));
                hatch(square.x0, square.x1, [&](float) { return std::pair(square.y0, square.y1); });
            });
    }

    [[nodiscard]] std::string name_of(std::size_t rung) const {
        return std::to_string(rung) + " " + rung_words(spec_, RungId{rung});
    }

    void lanes() {
        for (std::size_t rung = 0; rung < picture_.lanes.size() && rung < spec_.ladder.size(); ++rung) {
            const RiverLane& lane = picture_.lanes[rung];
            pen_.line({place_.x0, lane.bottom}, {place_.x1, lane.bottom},
                      packed(context_.theme.border, 0.3F));
            // Low lanes have smaller words, as long as they do not run into those below.
            const float size =
                std::min(ImGui::GetFontSize(), std::max(lane.height(), ImGui::GetFontSize() * 0.8F));
            const float y = std::floor(lane.middle() - size / 2);
            if (rung > 0 && y + size > last_) continue;
            last_ = y;
            const float room = (names_ - context_.px(6)) * ImGui::GetFontSize() / size;
            pen_.words({place_.x0, y}, packed(context_.theme.text), fitted(name_of(rung), room), size);
        }
    }

    // Strokes from edge to edge of a shape that is `at(x)` high.
    template <class At>
    void hatch(float x0, float x1, const At& at) const {
        const unsigned ink = packed(context_.theme.text, 0.55F);
        const float step = context_.px(6), lean = context_.px(4);
        for (float x = x0 + step / 2; x < x1; x += step) {
            const auto low = at(x);
            const auto high = at(std::min(x + lean, x1));
            pen_.line({x, low.second}, {std::min(x + lean, x1), high.first}, ink, 1);
        }
    }

    void draw_band(const RiverBand& band, const std::optional<RiverPlace>& chosen) {
        const PlaceDifference& runs = difference_.ribbon(band.column, band.from, band.to);
        const RiverStrand strand = whole(band);
        const bool doubtful = unclear(runs, difference_.pairs);
        const Colour colour = context_.theme.difference[change_class(runs, difference_.pairs)];
        draw_strand(pen_, band.x0, band.x1, strand, colour, doubtful ? 0.7F : 0.95F);
        const auto edges = [&](float x) {
            const float part = std::clamp((x - band.x0) / std::max(band.x1 - band.x0, 1.0F), 0.0F, 1.0F),
                        level = eased(part);
            const float top = strand.top_left + (strand.top_right - strand.top_left) * level;
            return std::pair(top,
                             top + strand.height_left + (strand.height_right - strand.height_left) * level);
        };
        if (doubtful && std::min(strand.height_left, strand.height_right) >= kThinnestHatched)
            hatch(band.x0, band.x1, edges);
        const RiverPlace here{band.column, band.from, band.to};
        if (chosen == here) {
            for (const bool lower : {false, true}) {
                const auto left = edges(band.x0), right = edges(band.x1);
                draw_thread(pen_, band.x0, lower ? left.second : left.first, band.x1,
                            lower ? right.second : right.first, packed(context_.theme.focus), context_.px(2));
            }
        }
        mark(context_,
             "compare.river." + std::to_string(band.column) + "." + std::to_string(band.from) + "." +
                 std::to_string(band.to),
             {band.x0, std::min(strand.top_left, strand.top_right), band.x1,
              std::max(strand.top_left + strand.height_left, strand.top_right + strand.height_right)},
             difference_place_words(spec_, difference_, here),
             chosen == here ? "selected"
             : doubtful     ? "hatched"
                            : "");
    }

    void draw_node(const RiverNode& node, const std::optional<RiverPlace>& chosen) {
        const RiverPlace here{node.column, node.rung, {}};
        pen_.fill_rect({node.place.x0, node.place.y0}, {node.place.x1, node.place.y1},
                       packed(context_.theme.muted, 0.9F));
        if (chosen == here) draw_frame(pen_, node.place, packed(context_.theme.focus), context_.px(2));
        mark(context_, "compare.river." + std::to_string(node.column) + "." + std::to_string(node.rung),
             node.place, difference_place_words(spec_, difference_, here), chosen == here ? "selected" : "");
    }

    void steps() {
        const float y = place_.y1 - line_height();
        float free_from = place_.x0;
        for (std::size_t column = 0; column < picture_.x.size(); ++column) {
            const std::string words =
                column == 0 ? "start"
                            : "step " + std::to_string(column * difference_.both.options.merge_steps);
            if (picture_.x[column] < free_from) continue;
            say(picture_.x[column], y, place_.x1 + context_.px(20), context_.theme.muted, words);
            free_from = picture_.x[column] + label_width(words) + context_.px(10);
        }
    }

    Context& context_;
    Pen pen_;
    const Spec& spec_;
    const RiverDifference& difference_;
    Rect place_;
    float names_ = 0, last_ = 0;  // width of the names; top of the one drawn last
    RiverPicture picture_;
};

}  // namespace

std::string difference_place_words(const Spec& spec, const RiverDifference& difference,
                                   const RiverPlace& place) {
    const bool cell = !place.to.has_value();
    const PlaceDifference& runs = cell ? difference.cell(place.column, place.rung)
                                       : difference.ribbon(place.column, place.rung, *place.to);
    const std::size_t step = place.column * difference.both.options.merge_steps;
    std::string words = step == 0 ? std::string("The start") : "Step " + std::to_string(step);
    words += ", " + rung_words(spec, RungId{place.rung});
    if (!cell) words += " \u2192 " + rung_words(spec, RungId{*place.to});
    return words + ": " + with_commas(runs.before) + " \u2192 " + with_commas(runs.after) + " of " +
           with_commas(difference.pairs) + " pairs; " +
           difference_words(runs.only_before, runs.only_after, difference.pairs) + ".";
}

void draw_difference_river(Context& context, const Rect& place, const RiverDifference& difference,
                           std::optional<RiverPlace>& chosen) {
    const Canvas board =
        canvas(context, "compare.river.canvas", "River of differences: arrows select", place);
    if (chosen && !has_runs_at(difference.both, *chosen)) chosen.reset();
    const bool focused = board.focused && context.focus.is("compare.river.canvas");
    if (focused && (context.arrow_x != 0 || context.arrow_y != 0))
        chosen = moved(difference.both, chosen, context.arrow_x, context.arrow_y);
    DifferencePainter painter(context, place, difference);
    const auto pointed = board.hovered ? painter.picture().at(board.mouse_x, board.mouse_y, context.px(kNear))
                                       : std::optional<RiverPlace>();
    if (board.clicked && board.hovered) chosen = pointed;
    painter.draw(chosen);
    if (pointed)
        tool_tip(context, "compare.river.tip",
                 difference_place_words(context.session.spec(), difference, *pointed));
}

}  // namespace firebreak::viz
