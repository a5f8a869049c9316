// What draws the river, part by part, each in a file of its own. For the files of the river's screen only.
#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "panels/pen.hpp"
#include "panels/replay.hpp"
#include "panels/river_canvas.hpp"
#include "panels/river_paint.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {

struct RiverPainter {
    Context& context;
    const RiverDrawing& drawing;
    const RiverMarks& marks;
    const Theme& theme = context.theme;
    Pen pen = Pen(context);
    float line = ImGui::GetTextLineHeight();
    RiverScene scene = scene_of(drawing, context.session.spec(), line, context.scale);

    // Draws what the artist does.
    template <class Work>
    void with_artist(const Work& work) const {
        Drawing shapes;
        RiverArtist artist(scene, shapes);
        work(artist);
        replay(pen, shapes, theme, context.scale);
    }
    // Lanes, ribbons and nodes, from the sheet that is kept or drawn anew.
    void flow();
    void ribbon(std::size_t number) const;
    void draw_all() const;
    void record_all(const Rect& place) const;
    void mark_flow();
    [[nodiscard]] bool go_on(std::size_t& painted, int most) const;
    void threads();
    void mark_node(std::size_t number);
    void open_run();
    void hypothetical_run();
    void line_of(const RiverThread& thread, unsigned colour, float width);
    void brush();
    void tiles();
    void tile_number(const RiverTile& tile);
    void tile_arrows(const RiverPlace& place);
    void chosen(const RiverPlace& place, unsigned colour, float width);

    // Those of all runs come first, where the runs shown are drawn as a part of them.
    [[nodiscard]] std::size_t ribbons() const {
        return (drawing.whole ? drawing.whole->bands.size() : 0) + drawing.bands_drawn;
    }
    [[nodiscard]] RiverLane lane(std::size_t rung) const { return scene.lane(rung); }
    [[nodiscard]] float column_x(std::size_t column) const { return scene.column_x(column); }
    [[nodiscard]] Rect tile(std::size_t column, std::size_t rung) const {
        return tile_place(drawing.river, drawing.areas.lanes, drawing.picture.shown, column, rung);
    }
    [[nodiscard]] const Spec& spec() const { return context.session.spec(); }
    void words(float x, float y, Colour colour, std::string_view text) const {
        pen.words({std::floor(x), std::floor(y)}, packed(colour), text);
    }
};

}  // namespace firebreak::viz
