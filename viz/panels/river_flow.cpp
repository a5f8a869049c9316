// What flows in the river: ribbons, nodes, and the lines of single runs.
#include <algorithm>

#include "panels/river_painter.hpp"
#include "render/river_words.hpp"

namespace firebreak::viz {
namespace {

constexpr float kBandOpacity = 0.55F;
constexpr float kThinnestStrand = 0.25F;  // pixels

}  // namespace

void RiverPainter::ribbon(std::size_t number) const {
    const std::size_t behind = ribbons() - drawing.bands_drawn;
    if (number < behind) {
        const RiverBand& band = drawing.whole->bands[number];
        for (const RiverStrand& strand : band.strands) {
            if (strand.height_right >= kThinnestStrand)
                draw_strand(pen, band.x0, band.x1, strand, theme.muted, 0.14F);
        }
        return;
    }
    const RiverBand& band = drawing.picture.bands[number - behind];
    float thin = 0;
    const RiverStrand* widest = nullptr;
    for (const RiverStrand& strand : band.strands) {
        if (strand.height_right >= kThinnestStrand) {
            draw_strand(pen, band.x0, band.x1, strand, kind_colour(theme, drawing.mode, strand.kind),
                        kBandOpacity);
        } else {
            thin += strand.height_right;
            if (widest == nullptr || strand.height_right > widest->height_right) widest = &strand;
        }
    }
    // Parts too thin to be seen are one thread together.
    if (widest != nullptr && thin >= kThinnestStrand)
        draw_strand(pen, band.x0, band.x1, *widest, kind_colour(theme, drawing.mode, widest->kind),
                    kBandOpacity);
}

void RiverPainter::nodes() const {
    if (drawing.whole) {
        for (const RiverNode& node : drawing.whole->nodes) block(node.place, packed(theme.muted, 0.25F));
    }
    for (const RiverNode& node : drawing.picture.nodes) {
        double sum = 0;
        for (const double runs : node.kinds) sum += runs;
        // From the last to the first, which are crises: each part covers the middle of a row of pixels, be it
        // ever so small, and what is rare and matters lies above the rest.
        double after = sum;
        for (std::size_t kind = kRiverKinds; kind-- > 0 && sum > 0;) {
            if (node.kinds[kind] <= 0) continue;
            const auto at = [&](double runs) {
                return node.place.y0 + node.place.height() * static_cast<float>(runs / sum);
            };
            const float low = at(after), top = at(after - node.kinds[kind]);
            const Rect part{node.place.x0, top, node.place.x1, std::max(low, top + 1)};
            block(part, packed(kind_colour(theme, drawing.mode, kind), kind == kAtRest ? kRestOpacity : 1));
            if (drawing.mode == ColourMode::mover && kind == 1)
                draw_hatch(pen, part, packed(theme.panel, 0.6F), context.px(3));
            after -= node.kinds[kind];
        }
    }
}

void RiverPainter::mark_node(std::size_t number) {
    const RiverNode& node = drawing.picture.nodes[number];
    mark(context, "river.node." + std::to_string(node.column) + "." + std::to_string(node.rung), node.place,
         drawing.node_words[number], count_words(node.runs));
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
             {x - 2, y - 1, x + 2, y + 1}, drawing.band_words[i], count_words(band.runs));
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
