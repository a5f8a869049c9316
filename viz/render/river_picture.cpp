#include "render/river_picture.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include <firebreak/statistics.hpp>

namespace firebreak::viz {
namespace {

// At scale 1.
constexpr float kNames = 190;    // room for the names of the rungs
constexpr float kFigures = 146;  // room for figures and firebreaks at the right
constexpr float kCurve = 46;     // height of a curve of outcomes
constexpr float kLeastLane = 17;
constexpr float kPadding = 9;   // of a lane
constexpr float kStubGap = 44;  // from the stub to the first column
constexpr float kWidestStep = 180;
constexpr double kFullestLane = 0.8;  // of the height that one lane may take

double number(std::uint64_t count) { return static_cast<double>(count); }

std::uint64_t of(const OutcomeCounts& counts, Outcome outcome) { return counts[static_cast<std::size_t>(outcome)]; }

KindRuns by_outcome(const OutcomeCounts& runs) {
    return {number(crises(runs)), number(of(runs, Outcome::settled)), number(of(runs, Outcome::unresolved))};
}

// Merged steps have several movers; each then counts for its part of the run.
KindRuns by_steps(const StepCounts& taken, double moving, double resting, ColourMode mode) {
    KindRuns kinds{};
    kinds[kAtRest] = resting;
    if (mode == ColourMode::misperception) {
        kinds[gap_class(taken)] = moving;
        return kinds;
    }
    const double steps = std::max(1.0, number(taken.steps()));
    for (std::size_t i = 0; i < kMovers; ++i) kinds[i] = moving * taken.movers[i] / steps;
    return kinds;
}

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
    const float gap = std::min(kStubGap * scale, place.width() / 4);
    const auto steps = static_cast<float>(river.columns > 2 ? river.columns - 2 : 1);
    const float widest = std::max(0.0F, place.width() - gap) / (steps + 0.22F);  // the last column has a bar too
    const float width = std::min(kWidestStep * scale, widest);
    picture.bar = std::min(width * 0.22F, 9 * scale);
    for (std::size_t column = 0; column < river.columns; ++column) {
        picture.x.push_back(column == 0 ? place.x0 : place.x0 + gap + width * static_cast<float>(column - 1));
    }
}

struct LaneHeights {
    std::vector<double> most;  // runs
    double least = 0, padding = 0;
    [[nodiscard]] double height(std::size_t rung, double unit) const { return std::max(least, most[rung] * unit + padding); }
    [[nodiscard]] double sum(double unit) const {
        double sum = 0;
        for (std::size_t rung = 0; rung < most.size(); ++rung) sum += height(rung, unit);
        return sum;
    }
};

// The largest height of a run with which all lanes have room, found by halving: a lane has a least height, so it is not linear.
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
        std::fill(lanes.most.begin(), lanes.most.end(), *std::max_element(lanes.most.begin(), lanes.most.end()));
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
        const float x = picture.x[column], y = top(column, rung);
        picture.nodes.push_back(
            {column, rung, cell.total(), {x, y, x + picture.bar, y + height(column, rung)}, kinds_of(cell, mode)});
    }
}

// Makes the ribbons that leave a column and gives their strands a place at their left ends: kind after kind, each from the highest rung down.
// Runs that end take the lowest place in their kind.
void Layout::left_ends(std::vector<RiverBand>& bands, std::size_t column) const {
    for (std::size_t from = river.rungs; from-- > 0;) {
        const float here = unit(column, from);
        float y = top(column, from);
        const std::size_t first = bands.size();
        for (std::size_t to = river.rungs; to-- > 0;) {
            const std::uint64_t runs = river.ribbon(column, from, to).total();
            if (runs > 0) bands.push_back({column, from, to, runs, picture.x[column] + picture.bar, picture.x[column + 1], {}});
        }
        const KindRuns all = kinds_of(river.cell(column, from), mode);
        for (std::size_t kind = 0; kind < kAtRest; ++kind) {
            const float block = y;
            for (std::size_t i = first; i < bands.size(); ++i) {
                const auto runs = static_cast<float>(kinds_of(river.ribbon(column, from, bands[i].to), mode)[kind]);
                if (runs > 0) bands[i].strands.push_back({kind, y, runs * here, 0, runs * picture.unit});
                y += runs * here;
            }
            // Otherwise runs that end have a kind of their own.
            if (mode == ColourMode::outcome) y = block + static_cast<float>(all[kind]) * here;
        }
    }
}

// The same at the right ends. The ribbons of one column stand in the order of their rungs from the highest down.
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

// How far a point is from a strand, in pixels; 0 within it.
float distance(const RiverBand& band, const RiverStrand& strand, float px, float py) {
    const float part = eased((px - band.x0) / (band.x1 - band.x0));
    const float top = strand.top_left + (strand.top_right - strand.top_left) * part;
    const float bottom = top + strand.height_left + (strand.height_right - strand.height_left) * part;
    return std::max({0.0F, top - py, py - bottom});
}

// The top of an axis on which this part of the runs can be read.
double axis_for(double part) {
    constexpr double kTops[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
    for (const double top : kTops) {
        if (part > 0 && part <= top) return top;
    }
    return 1;
}

std::size_t lane_rung(Lane lane, std::size_t first, std::size_t second) {
    return lane == Lane::first ? first : lane == Lane::second ? second : std::max(first, second);
}

std::optional<RiverPlace> fullest_place(const River& river, std::size_t column) {
    std::optional<RiverPlace> place;
    std::uint64_t most = 0;
    for (std::size_t rung = 0; rung < river.rungs; ++rung) {
        const std::uint64_t runs = river.cell(column, rung).total();
        if (runs > most) place = RiverPlace{column, rung, {}};
        most = std::max(most, runs);
    }
    return place;
}

}  // namespace

std::uint64_t crises(const OutcomeCounts& counts) { return of(counts, Outcome::crisis) + of(counts, Outcome::war); }

std::size_t gap_class(const StepCounts& taken) {
    const double mean = number(taken.gap) / std::max(1.0, number(taken.steps()));
    std::size_t place = 0;
    while (place < kGapLimits.size() && mean >= kGapLimits[place]) ++place;
    return place;
}

KindRuns kinds_of(const RiverRibbon& ribbon, ColourMode mode) {
    if (mode == ColourMode::outcome) return by_outcome(ribbon.runs);
    return by_steps(ribbon.taken, number(ribbon.total()), 0, mode);
}

KindRuns kinds_of(const RiverCell& cell, ColourMode mode) {
    if (mode == ColourMode::outcome) return by_outcome(cell.runs);
    const double resting = number(total(cell.ended) + total(cell.beyond));
    return by_steps(cell.taken, number(cell.total()) - resting, resting, mode);
}

RiverAreas areas_of(const Rect& canvas, float line, float scale) {
    const float left = canvas.x0 + std::min(kNames * scale, canvas.width() * 0.3F);
    const float right = std::max(left + 1, canvas.x1 - std::min(kFigures * scale, canvas.width() * 0.2F));
    const float gap = 8 * scale, curve = std::min(kCurve * scale, canvas.height() * 0.12F);
    RiverAreas areas;
    areas.legend = {canvas.x0, canvas.y0, canvas.x1, canvas.y0 + line};
    areas.axis = {left, canvas.y1 - line, right, canvas.y1};
    areas.crisis = {left, areas.legend.y1 + gap, right, areas.legend.y1 + gap + curve};
    areas.ended = {left, areas.axis.y0 - gap / 2 - curve, right, areas.axis.y0 - gap / 2};
    areas.lanes = {left, areas.crisis.y1 + gap, right, std::max(areas.crisis.y1 + gap + 1, areas.ended.y0 - gap)};
    return areas;
}

const RiverNode* RiverPicture::node(std::size_t column, std::size_t rung) const {
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const RiverNode& n) { return n.column == column && n.rung == rung; });
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

RiverPicture lay_out(const River& river, const River& scale, ColourMode mode, const Rect& place, float pixel_scale, Lanes lanes) {
    RiverPicture picture;
    picture.place = place;
    place_columns(picture, river, pixel_scale);
    place_lanes(picture, scale, pixel_scale, lanes);
    Layout layout{picture, river, scale, mode};
    layout.nodes();
    for (std::size_t column = 0; column + 1 < river.columns; ++column) {
        std::vector<RiverBand> bands;
        layout.left_ends(bands, column);
        layout.right_ends(bands, column);
        picture.bands.insert(picture.bands.end(), bands.begin(), bands.end());
    }
    std::stable_sort(picture.bands.begin(), picture.bands.end(),
                     [](const RiverBand& a, const RiverBand& b) { return a.runs > b.runs; });
    return picture;
}

std::size_t shade_of(std::uint64_t runs, std::uint64_t of) {
    constexpr double kLimits[] = {0.0001, 0.001, 0.01, 0.1};
    const double share = number(runs) / number(of);
    std::size_t shade = 0;
    while (shade < 4 && share >= kLimits[shade]) ++shade;
    return shade;
}

Rect tile_place(const River& river, const Rect& place, std::size_t column, std::size_t rung) {
    const float width = place.width() / static_cast<float>(river.columns),
                height = place.height() / static_cast<float>(river.rungs);
    const float x = place.x0 + width * static_cast<float>(column);
    const float y = place.y0 + height * static_cast<float>(river.rungs - 1 - rung);
    return {x, y, x + width, y + height};
}

std::vector<RiverTile> tiles_of(const River& river, const Rect& place) {
    std::vector<RiverTile> tiles;
    for (std::size_t i = 0; i < river.cells.size(); ++i) {
        const std::uint64_t runs = river.cells[i].total();
        const std::size_t column = i / river.rungs, rung = i % river.rungs;
        if (runs > 0) tiles.push_back({column, rung, runs, shade_of(runs, river.runs), tile_place(river, place, column, rung)});
    }
    return tiles;
}

RiverEnds ends_of(const River& river) {
    RiverEnds ends;
    const double n = number(std::max<std::uint64_t>(river.runs, 1));
    OutcomeCounts sum{};
    for (std::size_t column = 0; column < river.columns; ++column) {
        const OutcomeCounts here = river.ends(column);
        for (std::size_t i = 0; i < kOutcomes; ++i) sum[i] += here[i];
        const Bounds bounds = clopper_pearson(crises(sum), river.runs);
        ends.crisis.push_back(number(crises(sum)) / n);
        ends.crisis_low.push_back(bounds.low);
        ends.crisis_high.push_back(bounds.high);
        ends.settled.push_back(number(of(sum, Outcome::settled)) / n);
        ends.unresolved.push_back(number(of(sum, Outcome::unresolved)) / n);
    }
    if (river.columns == 0) return ends;
    ends.crisis_axis = axis_for(ends.crisis_high.back());
    ends.ended_axis = axis_for(ends.settled.back() + ends.unresolved.back());
    return ends;
}

std::vector<std::size_t> stops_of(const PathTable& paths, std::size_t run, const River& river) {
    const std::size_t merge = river.options.merge_steps, steps = paths.steps(run), first = paths.first[run];
    std::vector<std::size_t> stops;
    for (std::size_t column = 0; column < river.columns; ++column) {
        const std::size_t step = column * merge;
        if (step >= steps) {
            stops.push_back(lane_rung(river.options.lane, paths.last_rung[0][run], paths.last_rung[1][run]));
            break;
        }
        stops.push_back(lane_rung(river.options.lane, paths.rung[0][first + step], paths.rung[1][first + step]));
    }
    return stops;
}

bool all_alike(const River& river) {
    std::size_t ending = 0;
    for (std::size_t column = 0; column < river.columns; ++column) {
        std::size_t standing = 0;
        for (std::size_t rung = 0; rung < river.rungs; ++rung) standing += river.cell(column, rung).total() > 0 ? 1 : 0;
        if (standing > 1) return false;
        ending += total(river.ends(column)) > 0 ? 1 : 0;
    }
    return ending == 1 && total(river.beyond()) == 0;
}

std::vector<RiverClause> clauses_of(const RiverPlace& place, const RiverOptions& options) {
    const auto passed = [&](std::size_t column, std::size_t rung) {
        return RiverClause{clause::Passed{options.lane, options.merge_steps, column, column, RungId{rung}, RungId{rung}}, false};
    };
    std::vector<RiverClause> clauses{passed(place.column, place.rung)};
    if (place.to) clauses.push_back(passed(place.column + 1, *place.to));
    return clauses;
}

bool fixes_ends(const std::vector<RiverClause>& filter) {
    return std::any_of(filter.begin(), filter.end(), [](const RiverClause& clause) {
        return std::holds_alternative<clause::Ends>(clause.what) || std::holds_alternative<clause::Inadvertent>(clause.what);
    });
}

bool has_runs_at(const River& river, const RiverPlace& place) {
    if (place.column >= river.columns || place.rung >= river.rungs) return false;
    if (!place.to) return river.cell(place.column, place.rung).total() > 0;
    return place.column + 1 < river.columns && *place.to < river.rungs &&
           river.ribbon(place.column, place.rung, *place.to).total() > 0;
}

std::optional<RiverPlace> moved(const River& river, const std::optional<RiverPlace>& from, int right, int down) {
    if (!from) return fullest_place(river, std::min<std::size_t>(1, river.columns - 1));
    const auto rungs = static_cast<std::int64_t>(river.rungs);
    const auto column = static_cast<std::int64_t>(from->column), rung = static_cast<std::int64_t>(from->rung);
    const auto filled = [&](std::int64_t x, std::int64_t y) {
        return x >= 0 && y >= 0 && has_runs_at(river, {static_cast<std::size_t>(x), static_cast<std::size_t>(y), {}});
    };
    if (down != 0) {
        for (std::int64_t next = rung - down; next >= 0 && next < rungs; next -= down) {
            if (filled(column, next)) return RiverPlace{from->column, static_cast<std::size_t>(next), {}};
        }
    }
    for (std::int64_t away = 0; right != 0 && away < rungs; ++away) {
        for (const std::int64_t next : {rung + away, rung - away}) {
            if (filled(column + right, next))
                return RiverPlace{static_cast<std::size_t>(column + right), static_cast<std::size_t>(next), {}};
        }
    }
    return from;
}

}  // namespace firebreak::viz
