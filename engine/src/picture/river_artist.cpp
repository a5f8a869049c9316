// The shapes of what flows in a river, and of the lanes that it flows in.
#include <firebreak/river_picture.hpp>

#include <algorithm>
#include <utility>

namespace firebreak {
namespace {

constexpr float kBandOpacity = 0.55F;
constexpr float kThinnestStrand = 0.25F;  // pixels

Shape shape_of(const RiverBand& band, const RiverStrand& strand, Ink ink, float opacity) {
    Shape shape{ShapeKind::strand};
    shape.points = {{band.x0, strand.top_left},
                    {band.x0, strand.top_left + strand.height_left},
                    {band.x1, strand.top_right},
                    {band.x1, strand.top_right + strand.height_right}};
    shape.ink = ink;
    shape.opacity = opacity;
    return shape;
}

}  // namespace

Ink kind_ink(ColourMode mode, std::size_t kind) {
    if (kind == kAtRest) return Ink::muted;
    if (mode == ColourMode::misperception) return sequence_ink(kind);
    const bool outcome = mode == ColourMode::outcome;
    if (kind == 0) return outcome ? Ink::crisis : Ink::actor_a;
    if (kind == 1) return outcome ? Ink::settled : Ink::actor_b;
    return outcome ? Ink::unresolved : Ink::nature;
}

bool is_hatched(ColourMode mode, std::size_t kind) {
    return (mode == ColourMode::outcome && kind == 0) || (mode == ColourMode::mover && kind == 1);
}

RiverLane RiverScene::lane(std::size_t rung) const {
    if (!grid) return picture.lanes[rung];
    const Rect tile = tile_place(river, areas.lanes, picture.shown, picture.shown.first, rung);
    return {tile.y0, tile.y1};
}

float RiverScene::column_x(std::size_t column) const {
    if (!grid) return picture.x[column] + picture.bar / 2;
    const Rect tile = tile_place(river, areas.lanes, picture.shown, column, 0);
    return (tile.x0 + tile.x1) / 2;
}

void RiverArtist::block(const Rect& place, Ink ink, float opacity, bool hatched) {
    Shape shape{ShapeKind::rectangle, {{place.x0, place.y0}, {place.x1, place.y1}}};
    shape.ink = ink;
    shape.opacity = opacity;
    shape.hatched = hatched;
    to_.push_back(std::move(shape));
}

void RiverArtist::ground() {
    const Rect& place = scene_.areas.lanes;
    for (std::size_t rung = 0; rung < scene_.river.rungs && rung < scene_.spec.ladder.size(); ++rung) {
        const RiverLane lane = scene_.lane(rung);
        if (rung % 2 == 1) block({place.x0, lane.top, place.x1, lane.bottom}, Ink::raised, 0.35F);
        block({place.x0, lane.bottom - 0.5F, place.x1, lane.bottom + 0.5F}, Ink::border, 0.4F);
    }
    boundaries();
}

// Where a crisis begins, as a double line, and the other limits, as dashes.
void RiverArtist::boundaries() {
    const Rect& place = scene_.areas.lanes;
    for (std::size_t rung = 0; rung < scene_.river.rungs && rung < scene_.spec.ladder.size(); ++rung) {
        const RungSpec& found = scene_.spec.ladder[rung];
        const float bottom = scene_.lane(rung).bottom;
        if (found.id == scene_.spec.endings.crisis) {
            for (const float y : {bottom - 2 * scene_.scale, bottom + 2 * scene_.scale})
                block({place.x0, y - 0.75F, place.x1, y + 0.75F}, Ink::crisis);
        } else if (!found.firebreak.empty()) {
            Shape dashes{ShapeKind::polyline, {{place.x0, bottom}, {place.x1, bottom}}};
            dashes.ink = Ink::warning;
            dashes.width = 1.5F * scene_.scale;
            dashes.dash = 7 * scene_.scale;
            to_.push_back(std::move(dashes));
        }
    }
}

void RiverArtist::ribbon(const RiverBand& band, bool behind) {
    float thin = 0;
    const RiverStrand* widest = nullptr;
    const auto draw = [&](const RiverStrand& strand) {
        to_.push_back(behind ? shape_of(band, strand, Ink::muted, 0.14F)
                             : shape_of(band, strand, kind_ink(scene_.mode, strand.kind), kBandOpacity));
        to_.back().hatched = !behind && is_hatched(scene_.mode, strand.kind);
    };
    for (const RiverStrand& strand : band.strands) {
        if (strand.height_right >= kThinnestStrand) {
            draw(strand);
        } else {
            thin += strand.height_right;
            if (widest == nullptr || strand.height_right > widest->height_right) widest = &strand;
        }
    }
    // Parts too thin to be seen are one thread together.
    if (!behind && widest != nullptr && thin >= kThinnestStrand) draw(*widest);
}

void RiverArtist::nodes() {
    if (scene_.whole != nullptr) {
        for (const RiverNode& all : scene_.whole->nodes) block(all.place, Ink::muted, 0.25F);
    }
    for (const RiverNode& one : scene_.picture.nodes) node(one);
}

// From the last kind to the first, which is crises: each part covers the middle of a row of pixels, be it
// ever so small, and what is rare and matters lies above the rest.
void RiverArtist::node(const RiverNode& node) {
    double sum = 0;
    for (const double runs : node.kinds) sum += runs;
    double after = sum;
    for (std::size_t kind = kRiverKinds; kind-- > 0 && sum > 0;) {
        if (node.kinds[kind] <= 0) continue;
        const auto at = [&](double runs) {
            return node.place.y0 + node.place.height() * static_cast<float>(runs / sum);
        };
        const float low = at(after), top = at(after - node.kinds[kind]);
        block({node.place.x0, top, node.place.x1, std::max(low, top + 1)}, kind_ink(scene_.mode, kind),
              kind == kAtRest ? kRestOpacity : 1, is_hatched(scene_.mode, kind));
        after -= node.kinds[kind];
    }
}

}  // namespace firebreak
