// The river as shapes, measured against the counts that it is made of.

#include <cmath>
#include <numeric>

#include <firebreak/ensemble.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr Rect kPlace{190, 100, 770, 460};

const PathTable& flagship_paths() {
    static const PathTable paths = [] {
        const Model model = compile(*load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec);
        EnsembleOptions runs;
        runs.runs = 600;
        return collect_paths(model, {}, runs);
    }();
    return paths;
}

River flagship_river(std::size_t merge = 1, std::span<const std::uint8_t> mask = {}) {
    RiverOptions options;
    options.merge_steps = merge;
    options.max_columns = 20;
    return aggregate(flagship_paths(), options, mask);
}

double sum(const KindRuns& kinds) { return std::accumulate(kinds.begin(), kinds.end(), 0.0); }

constexpr ColourMode kModes[] = {ColourMode::outcome, ColourMode::mover, ColourMode::misperception};

}  // namespace

TEST_CASE("nodes and ribbons are as high as they have runs, on one scale") {
    for (const std::size_t merge : {1U, 2U, 5U}) {
        for (const ColourMode mode : kModes) {
            const River river = flagship_river(merge);
            const RiverPicture picture = lay_out(river, river, mode, kPlace, 1);
            REQUIRE(picture.unit > 0);
            std::uint64_t first = 0;
            for (const RiverNode& node : picture.nodes) {
                const RiverCell& cell = river.cell(node.column, node.rung);
                CHECK(node.runs == cell.total());
                CHECK(sum(node.kinds) == Approx(static_cast<double>(cell.total())));
                if (node.column == 0) first += node.runs;
                else
                    CHECK(node.place.height() ==
                          Approx(static_cast<float>(cell.total()) * picture.unit).margin(0.01));
            }
            CHECK(first == river.runs);
            for (const RiverBand& band : picture.bands) {
                CHECK(band.runs == river.ribbon(band.column, band.from, band.to).total());
                float right = 0;
                for (const RiverStrand& strand : band.strands) right += strand.height_right;
                CHECK(right == Approx(static_cast<float>(band.runs) * picture.unit).margin(0.01));
            }
        }
    }
}

TEST_CASE("every ribbon of the river is drawn once, the widest first") {
    const River river = flagship_river();
    const RiverPicture picture = lay_out(river, river, ColourMode::outcome, kPlace, 1);
    std::size_t there = 0;
    for (std::size_t c = 0; c + 1 < river.columns; ++c) {
        for (std::size_t a = 0; a < river.rungs; ++a) {
            for (std::size_t b = 0; b < river.rungs; ++b) there += river.ribbon(c, a, b).total() > 0 ? 1 : 0;
        }
    }
    CHECK(picture.bands.size() == there);
    for (std::size_t i = 1; i < picture.bands.size(); ++i)
        CHECK(picture.bands[i - 1].runs >= picture.bands[i].runs);
}

TEST_CASE("ribbons end within the nodes that they join, and do not cover each other there") {
    const River river = flagship_river();
    const RiverPicture picture = lay_out(river, river, ColourMode::outcome, kPlace, 1);
    for (const RiverNode& node : picture.nodes) {
        float left = 0, right = 0;
        for (const RiverBand& band : picture.bands) {
            for (const RiverStrand& strand : band.strands) {
                if (band.column == node.column && band.from == node.rung) {
                    left += strand.height_left;
                    CHECK(strand.top_left >= node.place.y0 - 0.02F);
                    CHECK(strand.top_left + strand.height_left <= node.place.y1 + 0.02F);
                }
                if (band.column + 1 == node.column && band.to == node.rung) {
                    right += strand.height_right;
                    CHECK(strand.top_right >= node.place.y0 - 0.02F);
                    CHECK(strand.top_right + strand.height_right <= node.place.y1 + 0.02F);
                }
            }
        }
        CHECK(left <= node.place.height() + 0.05F);
        if (node.column > 0) CHECK(right == Approx(node.place.height()).margin(0.05));
    }
}

TEST_CASE("lanes stand in the order of the ladder, the highest on top, and nothing is outside") {
    for (const Rect& place : {kPlace, Rect{0, 0, 60, 40}, Rect{10, 10, 1900, 2000}}) {
        for (const Lanes kind : {Lanes::by_runs, Lanes::level}) {
            const River river = flagship_river();
            const RiverPicture picture = lay_out(river, river, ColourMode::outcome, place, 1, kind);
            for (std::size_t rung = 0; rung < river.rungs; ++rung) {
                const RiverLane& lane = picture.lanes[rung];
                CHECK(lane.top >= place.y0 - 0.01F);
                CHECK(lane.bottom <= place.y1 + 0.01F);
                CHECK(lane.bottom > lane.top);
                if (rung > 0) CHECK(lane.bottom == Approx(picture.lanes[rung - 1].top).margin(0.01));
            }
            for (const RiverNode& node : picture.nodes) {
                const RiverLane& lane = picture.lanes[node.rung];
                CHECK(node.place.y0 >= lane.top - 0.01F);
                CHECK(node.place.y1 <= lane.bottom + 0.01F);
                CHECK(node.place.x0 >= place.x0 - 0.01F);
                CHECK(node.place.x1 <= place.x1 + 0.01F);
            }
            for (std::size_t c = 1; c < river.columns; ++c) CHECK(picture.x[c] > picture.x[c - 1]);
        }
    }
}

TEST_CASE("a part of the runs keeps the scale of all of them") {
    const PathTable& paths = flagship_paths();
    RunMask mask(paths.runs(), 0);
    for (std::size_t run = 0; run < mask.size(); run += 3) mask[run] = 1;
    const River all = flagship_river();
    River part = flagship_river(1, mask);
    part.columns = all.columns;
    part.cells.resize(all.cells.size());
    part.ribbons.resize(all.ribbons.size());
    const RiverPicture whole = lay_out(all, all, ColourMode::outcome, kPlace, 1);
    const RiverPicture picture = lay_out(part, all, ColourMode::outcome, kPlace, 1);
    CHECK(picture.unit == Approx(whole.unit));
    for (const RiverNode& node : picture.nodes) {
        const RiverNode* same = whole.node(node.column, node.rung);
        REQUIRE(same != nullptr);
        CHECK(node.place.height() <= same->place.height() + 0.01F);
    }
}

TEST_CASE("rare paths are left out of the picture, and what stays is as wide as before") {
    const River river = flagship_river();
    const Commonest common = commonest(rank_variants(flagship_paths(), {Lane::higher, true, 0}), 0.3);
    const River drawn = aggregate(flagship_paths(), river.options, common.mask);
    REQUIRE(drawn.columns <= river.columns);
    const RiverPicture whole = lay_out(river, river, ColourMode::outcome, kPlace, 1);
    RiverPicture part = whole;
    leave_out(part, drawn);
    CHECK(part.nodes.size() < whole.nodes.size());
    CHECK(part.bands.size() < whole.bands.size());
    CHECK_FALSE(part.bands.empty());
    for (const RiverNode& node : part.nodes) {
        CHECK(drawn.cell(node.column, node.rung).total() > 0);
        CHECK(node.runs == river.cell(node.column, node.rung).total());
        CHECK(whole.node(node.column, node.rung)->place == node.place);
    }
    for (const RiverBand& band : part.bands) {
        CHECK(drawn.ribbon(band.column, band.from, band.to).total() > 0);
        CHECK(band.runs == river.ribbon(band.column, band.from, band.to).total());
    }
    const auto tiles = tiles_of(river, drawn, kPlace, whole.shown);
    CHECK(tiles.size() == part.nodes.size());
    for (const RiverTile& tile : tiles) CHECK(tile.runs == river.cell(tile.column, tile.rung).total());
    RiverPicture all = whole;
    leave_out(all, river);
    CHECK(all.nodes.size() == whole.nodes.size());
    CHECK(all.bands.size() == whole.bands.size());
}

TEST_CASE("a point finds the node or ribbon that is there") {
    const River river = flagship_river();
    const RiverPicture picture = lay_out(river, river, ColourMode::outcome, kPlace, 1);
    for (const RiverNode& node : picture.nodes) {
        const auto found =
            picture.at((node.place.x0 + node.place.x1) / 2, (node.place.y0 + node.place.y1) / 2, 0);
        CHECK(found == RiverPlace{node.column, node.rung, {}});
    }
    const RiverBand& widest = picture.bands.front();
    const RiverStrand& strand = widest.strands.back();
    const float x = (widest.x0 + widest.x1) / 2;
    const float y = (strand.top_left + strand.top_right + (strand.height_left + strand.height_right) / 2) / 2;
    const auto found = picture.at(x, y, 0);
    REQUIRE(found);
    CHECK(found->to.has_value());
    CHECK(found->column == widest.column);
    CHECK_FALSE(picture.at(kPlace.x0 - 20, kPlace.y0, 3));
}

TEST_CASE("tiles are of one size, within the place, shaded by share") {
    const River river = flagship_river();
    std::uint64_t runs = 0;
    for (const RiverTile& tile : tiles_of(river, river, kPlace, columns_of(river, {}))) {
        CHECK(tile.place.width() == Approx(kPlace.width() / static_cast<float>(river.columns)).margin(0.01));
        CHECK(tile.place.height() == Approx(kPlace.height() / static_cast<float>(river.rungs)).margin(0.01));
        CHECK(tile.place.x1 <= kPlace.x1 + 0.01F);
        CHECK(tile.place.y1 <= kPlace.y1 + 0.01F);
        if (tile.column == 0) runs += tile.runs;
    }
    CHECK(runs == river.runs);
    CHECK(shade_of(5, 100'000) == 0);
    CHECK(shade_of(10, 100'000) == 1);
    CHECK(shade_of(999, 100'000) == 2);
    CHECK(shade_of(1'000, 100'000) == 3);
    CHECK(shade_of(100'000, 100'000) == 4);
}

TEST_CASE("runs that have ended add up to those that do not go on") {
    const River river = flagship_river();
    const RiverEnds ends = ends_of(river);
    const double on = static_cast<double>(total(river.beyond())) / static_cast<double>(river.runs);
    CHECK(ends.crisis.back() + ends.settled.back() + ends.unresolved.back() + on == Approx(1));
    for (std::size_t c = 0; c < river.columns; ++c) {
        CHECK(ends.crisis_low[c] <= ends.crisis[c]);
        CHECK(ends.crisis[c] <= ends.crisis_high[c]);
        if (c > 0) CHECK(ends.crisis[c - 1] <= ends.crisis[c]);
    }
    CHECK(ends.crisis_axis >= ends.crisis_high.back());
}

TEST_CASE("the stops of all runs are the cells of the river") {
    for (const std::size_t merge : {1U, 3U}) {
        const River river = flagship_river(merge);
        std::vector<std::uint64_t> cells(river.cells.size(), 0);
        for (std::size_t run = 0; run < flagship_paths().runs(); ++run) {
            const auto stops = stops_of(flagship_paths(), run, river);
            for (std::size_t column = 0; column < stops.size(); ++column)
                ++cells[column * river.rungs + stops[column]];
        }
        for (std::size_t i = 0; i < cells.size(); ++i) CHECK(cells[i] == river.cells[i].total());
    }
}

TEST_CASE("the clauses of a place take the runs that are counted there") {
    const River river = flagship_river(2);
    for (std::size_t c = 0; c + 1 < std::min<std::size_t>(river.columns, 5); ++c) {
        for (std::size_t a = 0; a < river.rungs; ++a) {
            const auto here = select(flagship_paths(), {{clause_of({c, a, {}}, river.options)}});
            CHECK(count(here) == river.cell(c, a).total());
            for (std::size_t b = 0; b < river.rungs; ++b) {
                const auto both = select(flagship_paths(), {{clause_of({c, a, b}, river.options)}});
                CHECK(count(both) == river.ribbon(c, a, b).total());
            }
        }
    }
}

TEST_CASE("the runs of a curve that end in some columns are those that the river counts there") {
    for (const std::size_t merge : {1U, 3U}) {
        const River river = flagship_river(merge);
        for (const auto& [first, last] : {std::pair<std::size_t, std::size_t>{0, 3}, {2, 5}, {4, 4}}) {
            std::uint64_t ended = 0, settled = 0;
            for (std::size_t column = first; column <= last; ++column) {
                ended += crises(river.ends(column));
                settled += river.ends(column)[static_cast<std::size_t>(Outcome::settled)];
            }
            const auto taken = [&](RiverCurve curve) {
                return count(select(flagship_paths(), {{end_clause(curve, river.options, first, last)}}));
            };
            CHECK(taken(RiverCurve::crisis) == ended);
            CHECK(taken(RiverCurve::settled) == settled);
        }
    }
    const RiverClause all = end_clause(RiverCurve::crisis, {});
    CHECK(std::get<clause::Ends>(all.what).first_step == 0);
}

TEST_CASE("a window of steps fills the place with its columns and leaves the heights as they are") {
    const River river = flagship_river();
    const RiverPicture whole = lay_out(river, river, ColourMode::outcome, kPlace, 1);
    const RiverPicture part = lay_out(river, river, ColourMode::outcome, kPlace, 1, Lanes::by_runs, {4, 9});
    CHECK(part.shown == ColumnRange{4, 9});
    CHECK(part.unit == whole.unit);
    CHECK(part.x[4] == Approx(kPlace.x0));
    CHECK(part.x[9] + (part.x[9] - part.x[8]) * 0.22F == Approx(kPlace.x1).margin(0.5));
    CHECK(part.x[9] + part.bar <= kPlace.x1);
    CHECK(part.column_at(kPlace.x0 - 50) == 4);
    CHECK(part.column_at(part.x[7]) == 7);
    REQUIRE_FALSE(part.nodes.empty());
    for (const RiverNode& node : part.nodes) {
        CHECK(part.shown.holds(node.column));
        const RiverNode* same = whole.node(node.column, node.rung);
        REQUIRE(same != nullptr);
        CHECK(node.place.y0 == same->place.y0);
        CHECK(node.place.height() == same->place.height());
    }
    for (const RiverBand& band : part.bands) CHECK((band.column >= 4 && band.column < 9));
    for (const RiverTile& tile : tiles_of(river, river, kPlace, part.shown)) {
        CHECK(tile.place.x0 >= kPlace.x0 - 0.01F);
        CHECK(tile.place.x1 <= kPlace.x1 + 0.01F);
    }
    const River merged = flagship_river(5);
    CHECK(columns_of(merged, {4, 9}) == ColumnRange{0, 2});
    CHECK(columns_of(merged, {5, 10}) == ColumnRange{1, 2});
    CHECK(columns_of(river, {900, 990}).last == river.columns - 1);
    CHECK(columns_of(river, {900, 990}).first < river.columns - 1);
    CHECK(ends_of(river, 6).crisis.size() == 7);
}

TEST_CASE("runs are alike if they are one path, and not if they part") {
    RunMask one(flagship_paths().runs(), 0);
    one[0] = 1;
    RiverOptions options;
    options.max_columns = 200;
    CHECK(all_alike(aggregate(flagship_paths(), options, one)));
    CHECK_FALSE(all_alike(aggregate(flagship_paths(), options)));
}

TEST_CASE("arrows go from place to place and stay at the edge") {
    const River river = flagship_river();
    auto place = moved(river, {}, 1, 0);
    REQUIRE(place);
    CHECK(place->column == 1);
    for (int i = 0; i < 200; ++i) {
        place = moved(river, place, i % 3 == 0 ? 0 : 1, i % 3 == 0 ? -1 : 0);
        REQUIRE(place);
        CHECK(has_runs_at(river, *place));
    }
    CHECK(place->column == river.columns - 1);
    for (int i = 0; i < 200; ++i) place = moved(river, place, -1, 0);
    CHECK(place->column == 0);
}
