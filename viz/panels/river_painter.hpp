// What draws the river, part by part, each in a file of its own. For the files of the river's screen only.
#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "panels/pen.hpp"
#include "panels/river_canvas.hpp"
#include "panels/river_paint.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {

inline constexpr float kRestOpacity = 0.45F;  // of runs that go no further

struct RiverPainter {
    Context& context;
    const RiverDrawing& drawing;
    const RiverMarks& marks;
    const Theme& theme = context.theme;
    Pen pen = Pen(context);
    float line = ImGui::GetTextLineHeight();
    float legend_end = 0;  // where the words of the legend end

    void legend();
    void scale_bar();
    // Lanes, ribbons and nodes, from the sheet that is kept or drawn anew.
    void flow();
    void ground() const;
    void ribbon(std::size_t number) const;
    void nodes() const;
    void draw_all() const;
    void record_all(const Rect& place) const;
    void mark_flow();
    [[nodiscard]] bool go_on(std::size_t& painted, int most) const;
    void lane_words();
    void lane_name(std::size_t rung, const RiverLane& lane, const std::string& name);
    void lane_figures();
    void boundaries() const;
    void threads();
    void mark_node(std::size_t number);
    void open_run();
    void hypothetical_run();
    void line_of(const RiverThread& thread, unsigned colour, float width);
    void brush();
    void tiles();
    void tile_number(const RiverTile& tile);
    void tile_arrows(const RiverPlace& place);
    void crisis_curve();
    void ended_curve();
    void axis();
    void chosen(const RiverPlace& place, unsigned colour, float width);

    // Those of all runs come first, where the runs shown are drawn as a part of them.
    [[nodiscard]] std::size_t ribbons() const {
        return (drawing.whole ? drawing.whole->bands.size() : 0) + drawing.bands_drawn;
    }
    [[nodiscard]] RiverLane lane(std::size_t rung) const;
    [[nodiscard]] float column_x(std::size_t column) const;
    [[nodiscard]] Rect tile(std::size_t column, std::size_t rung) const {
        return tile_place(drawing.river, drawing.areas.lanes, drawing.picture.shown, column, rung);
    }
    [[nodiscard]] const Spec& spec() const { return context.session.spec(); }
    // Edges in eighths of a pixel: they have none that fades, and between two pixels it would be chance which
    // of them is filled.
    void block(const Rect& place, unsigned colour) const {
        const auto even = [](float x) { return (std::floor(8 * x) + 0.5F) / 8; };
        pen.fill_rect({even(place.x0), even(place.y0)}, {even(place.x1), even(place.y1)}, colour);
    }
    void words(float x, float y, Colour colour, std::string_view text) const {
        pen.words({std::floor(x), std::floor(y)}, packed(colour), text);
    }
    void words_left_of(float x, float y, Colour colour, std::string_view text) const {
        words(x - label_width(text), y, colour, text);
    }
    void curve(const Rect& place, double axis, const std::vector<double>& low,
               const std::vector<double>& high, unsigned colour);
    void curve_frame(const Rect& place, const char* name, double axis);
};

}  // namespace firebreak::viz
