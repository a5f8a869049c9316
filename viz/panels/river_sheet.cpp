// What stays as it is from frame to frame: lanes, ribbons and nodes. They are painted onto a sheet that is
// kept, the widest ribbons first and so many in a frame; where no sheet is to be had they are drawn each
// time.
#include <algorithm>
#include <cmath>

#include "panels/kept_picture.hpp"
#include "panels/river_painter.hpp"

namespace firebreak::viz {

Rect flow_place(const RiverAreas& areas, float scale) {
    const Rect& lanes = areas.lanes;
    return {std::floor(lanes.x0 - 10 * scale), std::floor(lanes.y0 - 4 * scale),
            std::ceil(lanes.x1 + 10 * scale), std::ceil(lanes.y1 + 4 * scale)};
}

void RiverPainter::flow() {
    const Rect place = flow_place(drawing.areas, context.scale);
    KeptPicture* kept = context.kept;
    KeptPicture::Sheet* sheet = kept != nullptr ? kept->sheet(drawing.version, place, theme.panel) : nullptr;
    const bool whole =
        sheet != nullptr &&
        RiverPainter{context, drawing, marks, theme, Pen(*sheet->list)}.go_on(sheet->painted, kept->step());
    pen.clip({place.x0, place.y0}, {place.x1, place.y1});
    // What goes into a file is whole.
    if (sheet == nullptr || (context.recording != nullptr && !whole)) {
        draw_all();
    } else {
        kept->show(*ImGui::GetWindowDrawList());
        if (context.recording != nullptr) record_all(place);
        // Until all ribbons are there the nodes, which hide their ends, cannot be on the sheet.
        if (!whole) {
            with_artist([](RiverArtist& artist) { artist.nodes(); });
            context.frames_wanted = std::max(context.frames_wanted, 1);
        }
    }
    pen.unclip();
}

void RiverPainter::draw_all() const {
    with_artist([](RiverArtist& artist) { artist.ground(); });
    for (std::size_t i = 0; i < ribbons(); ++i) ribbon(i);
    with_artist([](RiverArtist& artist) { artist.nodes(); });
}

// The shapes, of which the window shows the sheet: they are drawn onto a list that nobody sees.
void RiverPainter::record_all(const Rect& place) const {
    ImDrawList unseen(ImGui::GetDrawListSharedData());
    unseen._ResetForNewFrame();
    unseen.PushClipRect({place.x0, place.y0}, {place.x1, place.y1});
    unseen.PushTextureID(ImGui::GetIO().Fonts->TexID);
    RiverPainter{context, drawing, marks, theme, Pen(unseen, context.recording)}.draw_all();
}

// The ground, then each ribbon, then the nodes: those count as steps. True when all is painted.
bool RiverPainter::go_on(std::size_t& painted, int most) const {
    const int before = pen.vertices();
    const auto added = [&] { return pen.vertices() - before; };
    const std::size_t all = ribbons() + 2;
    if (painted == 0) {
        with_artist([](RiverArtist& artist) { artist.ground(); });
        ++painted;
    }
    while (painted + 1 < all && added() < most) {
        ribbon(painted - 1);
        ++painted;
    }
    if (painted + 1 == all && added() < std::max(most / 2, 1)) {
        with_artist([](RiverArtist& artist) { artist.nodes(); });
        ++painted;
    }
    return painted == all;
}

}  // namespace firebreak::viz
