// What stays as it is from frame to frame: lanes, ribbons and nodes. They are painted onto a sheet that is kept, the widest ribbons first and so
// many in a frame; where no sheet is to be had they are drawn each time.
#include <algorithm>
#include <cmath>

#include "panels/kept_picture.hpp"
#include "panels/river_painter.hpp"

namespace firebreak::viz {

Rect flow_place(const RiverAreas& areas, float scale) {
    const Rect& lanes = areas.lanes;
    return {std::floor(lanes.x0 - 10 * scale), std::floor(lanes.y0 - 4 * scale), std::ceil(lanes.x1 + 10 * scale),
            std::ceil(lanes.y1 + 4 * scale)};
}

void RiverPainter::flow() {
    const Rect place = flow_place(drawing.areas, context.scale);
    // Of what goes into a file all shapes are wanted.
    KeptPicture* kept = context.recording == nullptr ? context.kept : nullptr;
    KeptPicture::Sheet* sheet = kept != nullptr ? kept->sheet(drawing.version, place, theme.panel) : nullptr;
    pen.clip({place.x0, place.y0}, {place.x1, place.y1});
    if (sheet != nullptr) {
        RiverPainter onto{context, drawing, marks, theme, Pen(*sheet->list)};
        const bool whole = onto.go_on(sheet->painted, kept->step());
        kept->show(*ImGui::GetWindowDrawList());
        // Until all ribbons are there the nodes, which hide their ends, cannot be on the sheet.
        if (!whole) {
            nodes();
            context.frames_wanted = std::max(context.frames_wanted, 1);
        }
    } else {
        ground();
        for (std::size_t i = 0; i < ribbons(); ++i) ribbon(i);
        nodes();
    }
    pen.unclip();
}

// The ground, then each ribbon, then the nodes: those count as steps. True when all is painted.
bool RiverPainter::go_on(std::size_t& painted, int most) const {
    const int before = pen.vertices();
    const auto added = [&] { return pen.vertices() - before; };
    const std::size_t all = ribbons() + 2;
    if (painted == 0) {
        ground();
        ++painted;
    }
    while (painted + 1 < all && added() < most) {
        ribbon(painted - 1);
        ++painted;
    }
    if (painted + 1 == all && added() < std::max(most / 2, 1)) {
        nodes();
        ++painted;
    }
    return painted == all;
}

}  // namespace firebreak::viz
