// The same runs as tiles of equal size, where rare paths can be seen.
#include <algorithm>
#include <cmath>

#include <firebreak/river_picture.hpp>

#include "panels/river_painter.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {

void RiverPainter::tiles() {
    for (std::size_t i = 0; i < drawing.tiles.size(); ++i) {
        const RiverTile& tile = drawing.tiles[i];
        const Rect place{tile.place.x0 + 1, tile.place.y0 + 1, tile.place.x1 - 1, tile.place.y1 - 1};
        pen.fill_rect(ImVec2(place.x0, place.y0), ImVec2(place.x1, place.y1),
                      packed(theme.sequence[tile.shade]));
        if (tile.runs < 5) draw_hatch(pen, place, packed(theme.panel), context.px(4));
        mark(context, "river.node." + std::to_string(tile.column) + "." + std::to_string(tile.rung), place,
             drawing.node_words[i], with_commas(tile.runs));
    }
    if (marks.selected) tile_arrows(*marks.selected);
    for (const RiverTile& tile : drawing.tiles) tile_number(tile);
}

void RiverPainter::tile_number(const RiverTile& tile) {
    constexpr float kSmallest = 0.7F;  // of the usual letters
    const float usual = ImGui::GetFontSize(), room = tile.place.width() - context.px(4);
    const bool whole = tile.runs < 1'000 || label_width(with_commas(tile.runs)) <= room;
    const std::string runs = whole ? with_commas(tile.runs) : std::to_string((tile.runs + 500) / 1'000) + "k";
    // Where columns stand close, three digits still fit in smaller letters.
    const float scale = std::min(1.0F, room / std::max(1.0F, label_width(runs)));
    if (scale < kSmallest || line > tile.place.height()) return;
    const float width = label_width(runs) * scale, size = usual * scale;
    const Colour ground = theme.sequence[tile.shade];
    const float x = std::floor((tile.place.x0 + tile.place.x1 - width) / 2),
                y = std::floor((tile.place.y0 + tile.place.y1 - size) / 2);
    pen.fill_rect(ImVec2(x - 1, y), ImVec2(x + width + 1, y + size), packed(ground));
    pen.words({x, y}, packed(words_on(ground)), runs, size);
}

// Where the runs of the chosen tile come from and go to; for all tiles at once it would be a tangle.
void RiverPainter::tile_arrows(const RiverPlace& place) {
    const auto middle = [&](std::size_t column, std::size_t rung) {
        const Rect tile = this->tile(column, rung);
        return ImVec2((tile.x0 + tile.x1) / 2, (tile.y0 + tile.y1) / 2);
    };
    const auto arrow = [&](ImVec2 from, ImVec2 to, std::uint64_t runs) {
        const float width = context.px(1 + 0.7F * static_cast<float>(shade_of(runs, drawing.river.runs)));
        pen.line(from, to, packed(theme.panel), width + 1);
        pen.line(from, to, packed(theme.text), width);
        pen.fill_circle(to, width + context.px(2), packed(theme.text), 10);
    };
    for (std::size_t rung = 0; rung < drawing.river.rungs; ++rung) {
        if (place.column + 1 < drawing.river.columns) {
            const std::uint64_t runs = drawing.river.ribbon(place.column, place.rung, rung).total();
            if (runs > 0) arrow(middle(place.column, place.rung), middle(place.column + 1, rung), runs);
        }
        if (place.column == 0) continue;
        const std::uint64_t runs = drawing.river.ribbon(place.column - 1, rung, place.rung).total();
        if (runs > 0) arrow(middle(place.column - 1, rung), middle(place.column, place.rung), runs);
    }
}

}  // namespace firebreak::viz
