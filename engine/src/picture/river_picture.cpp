#include <firebreak/river_picture.hpp>

#include <algorithm>
#include <cmath>

namespace firebreak {
namespace {

// At scale 1.
constexpr float kNames = 170;    // least room for the names at the left
constexpr float kFigures = 146;  // least room for the figures at the right
constexpr float kCurve = 46;     // height of a curve of outcomes
constexpr float kLeastLane = 17;
constexpr float kPadding = 9;   // of a lane
constexpr float kStubGap = 44;  // from the stub to the first column
constexpr float kWidestStep = 180;
constexpr double kFullestLane = 0.8;  // of the height that one lane may take

double number(std::uint64_t count) { return static_cast<double>(count); }

// The most runs that stand on each rung in any column after the start.
std::vector<double> fullest(const River& river) {
    std::vector<double> most(river.rungs, 0);
    for (std::size_t i = river.rungs; i < river.cells.size(); ++i) {
        most[i % river.rungs] = std::max(most[i % river.rungs], number(river.cells[i].total()));
    }
    return most;
}

void place_columns(RiverPicture& picture, const River& river, float scale) {
    const Rect& place = picture.place;
    const ColumnRange& shown = picture.shown;
    const bool stub = shown.first == 0;
    const float gap = stub ? std::min(kStubGap * scale, place.width() / 4) : 0;
    const std::size_t first = stub ? 1 : shown.first;  // that stands behind the gap
    const auto steps = static_cast<float>(shown.last > first ? shown.last - first : 1);
    // the last column has a bar too
    const float widest = std::max(0.0F, place.width() - gap) / (steps + 0.22F);
    const float width =
        shown.last + 1 < river.columns || !stub ? widest : std::min(kWidestStep * scale, widest);
    picture.bar = std::min(width * 0.22F, 9 * scale);
    for (std::size_t column = 0; column < river.columns; ++column) {
        const float away = static_cast<float>(column) - static_cast<float>(first);
        picture.x.push_back(stub && column == 0 ? place.x0 : place.x0 + gap + width * away);
    }
}

struct LaneHeights {
    std::vector<double> most;  // runs
    double least = 0, padding = 0;
    [[nodiscard]] double height(std::size_t rung, double unit) const {
        return std::max(least, most[rung] * unit + padding);
    }
    [[nodiscard]] double sum(double unit) const {
        double sum = 0;
        for (std::size_t rung = 0; rung < most.size(); ++rung) sum += height(rung, unit);
        return sum;
    }
};

// The largest height of a run with which all lanes have room, found by halving: a lane has a least height, so
// it is not linear.
double fitting_unit(const LaneHeights& lanes, double height) {
    const double largest = *std::max_element(lanes.most.begin(), lanes.most.end());
    if (largest <= 0) return 0;
    double low = 0, high = kFullestLane * height / largest;
    if (lanes.sum(high) <= height) return high;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (lanes.sum(middle) <= height ? low : high) = middle;
    }
    return low;
}

void place_lanes(RiverPicture& picture, const River& scale, float pixel_scale, Lanes kind) {
    const double height = picture.place.height();
    LaneHeights lanes{fullest(scale), 0, 0};
    if (kind == Lanes::level)
        std::fill(lanes.most.begin(), lanes.most.end(),
                  *std::max_element(lanes.most.begin(), lanes.most.end()));
    lanes.least = std::min(double{kLeastLane} * pixel_scale, 0.8 * height / static_cast<double>(scale.rungs));
    lanes.padding = std::min(double{kPadding} * pixel_scale, lanes.least / 2);
    const double unit = fitting_unit(lanes, height);
    const double spare = std::max(0.0, height - lanes.sum(unit)) / static_cast<double>(scale.rungs);
    picture.unit = static_cast<float>(unit);
    picture.lanes.resize(scale.rungs);
    double y = picture.place.y0;
    for (std::size_t rung = scale.rungs; rung-- > 0;) {
        const double next = y + lanes.height(rung, unit) + spare;
        picture.lanes[rung] = {static_cast<float>(y), std::min(static_cast<float>(next), picture.place.y1)};
        y = next;
    }
}

// What lay_out() needs to place the ends of ribbons.
struct Layout {
    RiverPicture& picture;
    const River& river;
    const River& scale;
    ColourMode mode;

    // Heights at the start are pressed together until they fit their lane.
    [[nodiscard]] float unit(std::size_t column, std::size_t rung) const {
        if (column > 0) return picture.unit;
        const auto runs = static_cast<float>(scale.cell(0, rung).total());
        const float room = picture.lanes[rung].height() * 0.7F;
        return runs * picture.unit > room || picture.unit <= 0 ? room / std::max(1.0F, runs) : picture.unit;
    }
    [[nodiscard]] float height(std::size_t column, std::size_t rung) const {
        return static_cast<float>(river.cell(column, rung).total()) * unit(column, rung);
    }
    [[nodiscard]] float top(std::size_t column, std::size_t rung) const {
        return picture.lanes[rung].middle() - height(column, rung) / 2;
    }
    void nodes();
    void left_ends(std::vector<RiverBand>& bands, std::size_t column) const;
    void right_ends(std::vector<RiverBand>& bands, std::size_t column) const;
};

void Layout::nodes() {
    for (std::size_t i = 0; i < river.cells.size(); ++i) {
        const RiverCell& cell = river.cells[i];
        if (cell.total() == 0) continue;
        const std::size_t column = i / river.rungs, rung = i % river.rungs;
        if (!picture.shown.holds(column)) continue;
        const float x = picture.x[column], y = top(column, rung);
        picture.nodes.push_back({column,
                                 rung,
                                 cell.total(),
                                 {x, y, x + picture.bar, y + height(column, rung)},
                                 kinds_of(cell, mode)});
    }
}

// Makes the ribbons that leave a column and gives their strands a place at their left ends: kind after kind,
// each from the highest rung down. Runs that end take the lowest place in their kind.
void Layout::left_ends(std::vector<RiverBand>& bands, std::size_t column) const {
    for (std::size_t from = river.rungs; from-- > 0;) {
        const float here = unit(column, from);
        float y = top(column, from);
        const std::size_t first = bands.size();
        for (std::size_t to = river.rungs; to-- > 0;) {
            const std::uint64_t runs = river.ribbon(column, from, to).total();
            if (runs == 0) continue;
            bands.push_back(
                {column, from, to, runs, picture.x[column] + picture.bar, picture.x[column + 1], {}});
            bands.back().strands.reserve(kAtRest);
        }
        const KindRuns all = kinds_of(river.cell(column, from), mode);
        for (std::size_t kind = 0; kind < kAtRest; ++kind) {
            const float block = y;
            for (std::size_t i = first; i < bands.size(); ++i) {
                const auto runs =
                    static_cast<float>(kinds_of(river.ribbon(column, from, bands[i].to), mode)[kind]);
                if (runs > 0) bands[i].strands.push_back({kind, y, runs * here, 0, runs * picture.unit});
                y += runs * here;
            }
            // Otherwise runs that end have a kind of their own.
            if (mode == ColourMode::outcome) y = block + static_cast<float>(all[kind]) * here;
        }
    }
}

// The same at the right ends. The ribbons of one column stand in the order of their rungs from the highest
// down.
void Layout::right_ends(std::vector<RiverBand>& bands, std::size_t column) const {
    for (std::size_t to = 0; to < river.rungs; ++to) {
        float y = top(column + 1, to);
        for (std::size_t kind = 0; kind < kAtRest; ++kind) {
            for (RiverBand& band : bands) {
                if (band.to != to) continue;
                for (RiverStrand& strand : band.strands) {
                    if (strand.kind != kind) continue;
                    strand.top_right = y;
                    y += strand.height_right;
                }
            }
        }
    }
}

// Rivers of fewer runs may end sooner.
bool stands(const River& river, std::size_t column, std::size_t rung) {
    return column < river.columns && river.cell(column, rung).total() > 0;
}

// How far a point is from a strand, in pixels; 0 within it.
float distance(const RiverBand& band, const RiverStrand& strand, float px, float py) {
    const float part = eased((px - band.x0) / (band.x1 - band.x0));
    const float top = strand.top_left + (strand.top_right - strand.top_left) * part;
    const float bottom = top + strand.height_left + (strand.height_right - strand.height_left) * part;
    return std::max({0.0F, top - py, py - bottom});
}

}  // namespace

RiverAreas areas_of(const Rect& canvas, float line, float scale, float names, float figures) {
    // Names end between pixels; what stands beside them does not.
    const float left =
        std::floor(canvas.x0 + std::min(std::max(names, kNames * scale), canvas.width() * 0.325F));
    const float right = std::floor(
        std::max(left + 1, canvas.x1 - std::min(std::max(figures, kFigures * scale), canvas.width() * 0.2F)));
    const float gap = 8 * scale, curve = std::min(kCurve * scale, canvas.height() * 0.12F);
    RiverAreas areas;
    areas.legend = {canvas.x0, canvas.y0, canvas.x1, canvas.y0 + line};
    areas.axis = {left, canvas.y1 - line, right, canvas.y1};
    areas.crisis = {left, areas.legend.y1 + gap, right, areas.legend.y1 + gap + curve};
    areas.ended = {left, areas.axis.y0 - gap / 2 - curve, right, areas.axis.y0 - gap / 2};
    areas.lanes = {left, areas.crisis.y1 + gap, right,
                   std::max(areas.crisis.y1 + gap + 1, areas.ended.y0 - gap)};
    return areas;
}

const RiverNode* RiverPicture::node(std::size_t column, std::size_t rung) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [&](const RiverNode& n) { return n.column == column && n.rung == rung; });
    return found == nodes.end() ? nullptr : &*found;
}

std::optional<RiverPlace> RiverPicture::at(float px, float py, float near) const {
    for (const RiverNode& node : nodes) {
        const Rect& r = node.place;
        if (px >= r.x0 - near / 2 && px <= r.x1 + near / 2 && py >= r.y0 - near && py <= r.y1 + near)
            return RiverPlace{node.column, node.rung, {}};
    }
    // Ribbons stand in the order of their width, so the last that is near enough is the thinnest.
    std::optional<RiverPlace> found;
    float best = near;
    for (const RiverBand& band : bands) {
        if (px < band.x0 || px > band.x1 || band.x1 <= band.x0) continue;
        for (const RiverStrand& strand : band.strands) {
            const float away = distance(band, strand, px, py);
            if (away > best) continue;
            best = away;
            found = RiverPlace{band.column, band.from, band.to};
        }
    }
    return found;
}

ColumnRange columns_of(const River& river, const StepWindow& window) {
    const std::size_t end = river.columns > 0 ? river.columns - 1 : 0, merge = river.options.merge_steps;
    if (window.all()) return {0, end};
    const std::size_t last =
        std::clamp<std::size_t>((window.last + merge - 1) / merge, std::min<std::size_t>(1, end), end);
    // A window beyond the end shows the last columns that there are.
    return {std::min(window.first / merge, last - std::min<std::size_t>(last, 1)), last};
}

std::size_t RiverPicture::column_at(float px) const {
    std::size_t best = shown.first;
    for (std::size_t column = shown.first; column <= shown.last && column < x.size(); ++column) {
        if (std::abs(x[column] + bar / 2 - px) < std::abs(x[best] + bar / 2 - px)) best = column;
    }
    return best;
}

RiverPicture lay_out(const River& river, const River& scale, ColourMode mode, const Rect& place,
                     float pixel_scale, Lanes lanes, const StepWindow& window) {
    RiverPicture picture;
    picture.place = place;
    picture.shown = columns_of(river, window);
    place_columns(picture, river, pixel_scale);
    place_lanes(picture, scale, pixel_scale, lanes);
    Layout layout{picture, river, scale, mode};
    layout.nodes();
    for (std::size_t column = picture.shown.first; column < picture.shown.last; ++column) {
        std::vector<RiverBand> bands;
        layout.left_ends(bands, column);
        layout.right_ends(bands, column);
        picture.bands.insert(picture.bands.end(), bands.begin(), bands.end());
    }
    std::stable_sort(picture.bands.begin(), picture.bands.end(),
                     [](const RiverBand& a, const RiverBand& b) { return a.runs > b.runs; });
    return picture;
}

void leave_out(RiverPicture& picture, const River& drawn) {
    std::erase_if(picture.nodes,
                  [&](const RiverNode& node) { return !stands(drawn, node.column, node.rung); });
    std::erase_if(picture.bands, [&](const RiverBand& band) {
        return band.column + 1 >= drawn.columns || drawn.ribbon(band.column, band.from, band.to).total() == 0;
    });
}

std::size_t shade_of(std::uint64_t runs, std::uint64_t of) {
    constexpr double kShadeLimits[] = {0.0001, 0.001, 0.01, 0.1};
    const double share = number(runs) / number(of);
    std::size_t shade = 0;
    while (shade < 4 && share >= kShadeLimits[shade]) ++shade;
    return shade;
}

Rect tile_place(const River& river, const Rect& place, const ColumnRange& shown, std::size_t column,
                std::size_t rung) {
    const float width = place.width() / static_cast<float>(shown.last - shown.first + 1),
                height = place.height() / static_cast<float>(river.rungs);
    const float x = place.x0 + width * (static_cast<float>(column) - static_cast<float>(shown.first));
    const float y = place.y0 + height * static_cast<float>(river.rungs - 1 - rung);
    return {x, y, x + width, y + height};
}

std::vector<RiverTile> tiles_of(const River& river, const River& drawn, const Rect& place,
                                const ColumnRange& shown) {
    std::vector<RiverTile> tiles;
    for (std::size_t i = 0; i < river.cells.size(); ++i) {
        const std::uint64_t runs = river.cells[i].total();
        const std::size_t column = i / river.rungs, rung = i % river.rungs;
        if (!stands(drawn, column, rung) || !shown.holds(column)) continue;
        tiles.push_back(
            {column, rung, runs, shade_of(runs, river.runs), tile_place(river, place, shown, column, rung)});
    }
    return tiles;
}

}  // namespace firebreak
