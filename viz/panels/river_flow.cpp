// What flows in the river: ribbons, nodes, and the lines of single runs.
#include <algorithm>

#include <firebreak/river_picture.hpp>

#include "panels/river_painter.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {
void RiverPainter::ribbon(std::size_t number) const {
    const std::size_t behind = ribbons() - drawing.bands_drawn;
    with_artist([&](RiverArtist& artist) {
        if (number < behind) artist.ribbon(drawing.whole->bands[number], true);
        else artist.ribbon(drawing.picture.bands[number - behind]);
    });
}

void RiverPainter::mark_node(std::size_t number) {
    const RiverNode& node = drawing.picture.nodes[number];
    mark(context, "river.node." + std::to_string(node.column) + "." + std::to_string(node.rung), node.place,
         drawing.node_words[number], with_commas(node.runs));
}

void RiverPainter::mark_flow() {
    for (std::size_t i = 0; i < drawing.bands_drawn && i < drawing.band_words.size(); ++i) {
        const RiverBand& band = drawing.picture.bands[i];
        if (band.strands.empty()) continue;
        const RiverStrand& first = band.strands.front();
        const float x = (band.x0 + band.x1) / 2,
                    y = (first.top_left + first.top_right + first.height_left) / 2 + first.height_right / 4;
        mark(context,
             "river.ribbon." + std::to_string(band.column) + "." + std::to_string(band.from) + "." +
                 std::to_string(band.to),
             {x - 2, y - 1, x + 2, y + 1}, drawing.band_words[i], with_commas(band.runs));
    }
    for (std::size_t i = 0; i < drawing.picture.nodes.size(); ++i) mark_node(i);
}

// With few runs a share says little: each run is a line of its own, beside the others.
void RiverPainter::threads() {
    const auto count = static_cast<float>(drawing.threads.size());
    for (std::size_t i = 0; i < drawing.threads.size(); ++i) {
        const RiverThread& thread = drawing.threads[i];
        const unsigned colour = packed(kind_colour(theme, ColourMode::outcome, thread.kind), 0.85F);
        const auto y = [&](std::size_t column) {
            const RiverLane& lane = drawing.picture.lanes[thread.stops[column]];
            const float gap = std::min(context.px(4), lane.height() * 0.8F / std::max(1.0F, count));
            return lane.middle() + (static_cast<float>(i) - (count - 1) / 2) * gap;
        };
        for (std::size_t column = 0; column + 1 < thread.stops.size(); ++column)
            draw_thread(pen, column_x(column), y(column), column_x(column + 1), y(column + 1), colour,
                        context.px(1.5F));
        const std::size_t last = thread.stops.size() - 1;
        pen.fill_circle(ImVec2(column_x(last), y(last)), context.px(3), colour, 8);
    }
    for (std::size_t i = 0; i < drawing.picture.nodes.size(); ++i) mark_node(i);
}

}  // namespace firebreak::viz
