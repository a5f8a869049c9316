#include <firebreak/river.hpp>

#include <cstdlib>
#include <map>

#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// Counts by looking at each path, column by column.
struct Naive {
    std::map<std::array<std::size_t, 2>, RiverCell> cells;
    std::map<std::array<std::size_t, 3>, RiverRibbon> ribbons;
};

void count_steps(StepCounts& counts, const RunPath& path, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last && i < path.steps.size(); ++i) {
        const PathStep& step = path.steps[i];
        ++counts.movers[step.mover.valid() ? step.mover.index() : 2];
        counts.mistaken += step.mistaken() ? 1 : 0;
        counts.gap += static_cast<std::uint64_t>(std::abs(step.gap()));
    }
}

void follow(Naive& naive, const RunPath& path, const RiverOptions& options) {
    const auto rungs = rungs_of(path, options.lane, options.merge_steps);
    const auto outcome = static_cast<std::size_t>(path.outcome);
    for (std::size_t column = 0; column < rungs.size() && column <= options.max_columns; ++column) {
        RiverCell& cell = naive.cells[{column, rungs[column]}];
        ++cell.runs[outcome];
        if (column + 1 == rungs.size()) {
            ++cell.ended[outcome];
        } else if (column == options.max_columns) {
            ++cell.beyond[outcome];
        } else {
            const std::size_t step = column * options.merge_steps;
            RiverRibbon& ribbon = naive.ribbons[{column, rungs[column], rungs[column + 1]}];
            ++ribbon.runs[outcome];
            count_steps(ribbon.taken, path, step, step + options.merge_steps);
            count_steps(cell.taken, path, step, step + options.merge_steps);
        }
    }
}

void check_against_naive(const River& river, const std::vector<RunPath>& paths, const RiverOptions& options) {
    Naive naive;
    for (const RunPath& path : paths) follow(naive, path, options);
    for (std::size_t c = 0; c < river.columns; ++c) {
        for (std::size_t from = 0; from < river.rungs; ++from) {
            REQUIRE(river.cell(c, from) == naive.cells[{c, from}]);
            for (std::size_t to = 0; c + 1 < river.columns && to < river.rungs; ++to) {
                REQUIRE(river.ribbon(c, from, to) == naive.ribbons[{c, from, to}]);
            }
        }
    }
    for (const auto& [place, cell] : naive.cells) REQUIRE((cell.total() == 0 || place[0] < river.columns));
}

std::uint64_t inflow(const River& river, std::size_t column, std::size_t rung) {
    std::uint64_t runs = 0;
    for (std::size_t from = 0; from < river.rungs; ++from)
        runs += river.ribbon(column - 1, from, rung).total();
    return runs;
}

}  // namespace

TEST_CASE("a river counts what one finds by following each path") {
    for (const unsigned seed : {1u, 2u, 3u}) {
        const std::vector<RunPath> paths = random_paths(seed);
        const PathTable table = table_of(paths);
        for (const Lane lane : {Lane::higher, Lane::first, Lane::second}) {
            for (const std::size_t merge : {1u, 2u, 5u}) {
                for (const std::size_t most : {0u, 1u, 3u, 60u}) {
                    const RiverOptions options{lane, merge, most};
                    const River river = aggregate(table, options);
                    CHECK(river.runs == 200);
                    CHECK(river.columns == std::min(most, (9 + merge - 1) / merge) + 1);
                    check_against_naive(river, paths, options);
                }
            }
        }
    }
}

TEST_CASE("what flows into a cell flows out of it, ends there or goes on") {
    const River river = aggregate(table_of(random_paths(4)), {Lane::higher, 1, 6});
    std::uint64_t gone = 0;
    for (std::size_t column = 0; column < river.columns; ++column) {
        gone += total(river.ends(column));
        for (std::size_t rung = 0; rung < river.rungs; ++rung) {
            const RiverCell& cell = river.cell(column, rung);
            if (column > 0) CHECK(inflow(river, column, rung) == cell.total());
            std::uint64_t out = total(cell.ended) + total(cell.beyond);
            for (std::size_t to = 0; column + 1 < river.columns && to < river.rungs; ++to)
                out += river.ribbon(column, rung, to).total();
            CHECK(out == cell.total());
            if (column + 1 < river.columns) CHECK(cell.taken.steps() == cell.total() - total(cell.ended));
        }
    }
    CHECK(total(river.beyond()) > 0);
    CHECK(gone + total(river.beyond()) == river.runs);
}

TEST_CASE("a mask takes the runs it marks and no others") {
    const std::vector<RunPath> paths = random_paths(5);
    RunMask mask;
    std::vector<RunPath> marked;
    for (const RunPath& path : paths) {
        mask.push_back(path.replicate % 7 < 3 ? 1 : 0);
        if (mask.back() != 0) marked.push_back(path);
    }
    River river = aggregate(table_of(paths), {}, mask);
    CHECK(river.asked == 200);
    river.asked = marked.size();
    CHECK(river == aggregate(table_of(marked)));
    const River none = aggregate(table_of(paths), {}, RunMask(paths.size(), 0));
    CHECK(none.runs == 0);
    CHECK(none.columns == 0);
    CHECK(total(none.beyond()) == 0);
}

TEST_CASE("rivers of parts add up to the river of the whole") {
    const std::vector<RunPath> paths = random_paths(6, 300, 12);
    for (const std::size_t most : {4u, 60u}) {
        const RiverOptions options{Lane::higher, 1, most};
        River sum;
        for (std::size_t part = 0; part < 3; ++part) {
            std::vector<RunPath> some;
            for (const RunPath& path : paths) {
                if (path.replicate % 3 == part && (part != 0 || path.steps.size() < 5)) some.push_back(path);
            }
            sum.add(aggregate(table_of(some), options));
        }
        std::vector<RunPath> all;
        for (const RunPath& path : paths) {
            if (path.replicate % 3 != 0 || path.steps.size() < 5) all.push_back(path);
        }
        CHECK(sum == aggregate(table_of(all), options));
        River same = sum;
        same.add(River{});
        CHECK(same == sum);
    }
}

TEST_CASE("columns are merged until nearly all runs end within them") {
    const PathTable table = table_of(random_paths(7, 400, 47));
    const RiverOptions wide = fitting(table, Lane::first, 60, 0);
    CHECK(wide == RiverOptions{Lane::first, 1, 47});
    CHECK(fitting(table, Lane::first, 24, 0) == RiverOptions{Lane::first, 2, 24});
    CHECK(fitting(table, Lane::first, 23, 0) == RiverOptions{Lane::first, 5, 10});
    CHECK(fitting(table, Lane::first, 5, 0) == RiverOptions{Lane::first, 10, 5});
    const RiverOptions cut = fitting(table, Lane::first, 60, 0.2);
    const River river = aggregate(table, cut);
    CHECK(cut.max_columns < 47);
    CHECK(total(river.beyond()) > 0);
    CHECK(total(river.beyond()) <= 80);
    CHECK(fitting(PathTable{}, Lane::higher).merge_steps == 1);
}

TEST_CASE("variants are what one finds by comparing the sequences of all runs") {
    const std::vector<RunPath> paths = random_paths(8, 500, 2);
    for (const bool collapse : {true, false}) {
        std::map<std::vector<std::size_t>, Variant> naive;
        for (const RunPath& path : paths) {
            std::vector<std::size_t> rungs = rungs_of(path, Lane::higher);
            if (collapse) rungs.erase(std::unique(rungs.begin(), rungs.end()), rungs.end());
            Variant& variant = naive[rungs];
            if (variant.runs++ == 0) variant.example = path.replicate;
            ++variant.outcomes[static_cast<std::size_t>(path.outcome)];
        }
        const Variants found = variants(table_of(paths), {Lane::higher, collapse, 1000});
        CHECK(found.runs == 500);
        CHECK(found.distinct == naive.size());
        REQUIRE(found.list.size() == naive.size());
        for (std::size_t i = 0; i < found.list.size(); ++i) {
            const Variant& variant = found.list[i];
            const Variant& same = naive.at({variant.rungs.begin(), variant.rungs.end()});
            CHECK(variant.runs == same.runs);
            CHECK(variant.outcomes == same.outcomes);
            CHECK(variant.example == same.example);
            if (i == 0) continue;
            const Variant& before = found.list[i - 1];
            CHECK((before.runs > variant.runs ||
                   (before.runs == variant.runs && before.example < variant.example)));
        }
    }
}

TEST_CASE("of many variants the commonest are listed, of the runs that a mask takes") {
    const PathTable table = table_of(random_paths(9, 300));
    RunMask mask(300, 0);
    for (std::size_t i = 0; i < 100; ++i) mask[3 * i] = 1;
    const Variants found = variants(table, {Lane::second, true, 4}, mask);
    CHECK(found.list.size() == 4);
    CHECK(found.runs == 100);
    CHECK(found.distinct > 4);
    for (const Variant& variant : found.list) CHECK(variant.example % 3 == 0);
    CHECK(variants(PathTable{}).list.empty());
}

TEST_CASE("the commonest variants are taken until they have the share that is asked for") {
    const PathTable table = table_of(random_paths(28, 400, 3));
    RunMask mask(table.runs(), 1);
    for (std::size_t run = 0; run < mask.size(); run += 7) mask[run] = 0;
    const VariantOptions options{Lane::first, true, 1'000'000};
    const Variants all = variants(table, options, mask);
    REQUIRE(all.distinct > 10);
    const VariantRanks ranks = rank_variants(table, options, mask);
    REQUIRE(ranks.runs.size() == all.distinct);
    for (std::size_t i = 0; i < ranks.runs.size(); ++i) CHECK(ranks.runs[i] == all.list[i].runs);
    for (const double share : {0.0, 0.3, 0.5, 0.9, 1.0}) {
        const Commonest found = commonest(ranks, share);
        std::uint64_t runs = 0;
        std::size_t taken = 0;
        while (static_cast<double>(runs) < share * static_cast<double>(all.runs))
            runs += all.list[taken++].runs;
        CHECK(found.runs == runs);
        CHECK(found.left_runs == all.runs - runs);
        CHECK(found.left_variants == all.distinct - taken);
        CHECK(count(found.mask) == runs);
        for (std::size_t i = 0; i < all.list.size(); ++i)
            CHECK(found.mask[all.list[i].example] == (i < taken ? 1 : 0));
        for (std::size_t run = 0; run < mask.size(); ++run) CHECK(found.mask[run] <= mask[run]);
    }
    CHECK(commonest(rank_variants(table, options), 1).mask == RunMask(table.runs(), 1));
    CHECK(commonest(rank_variants(PathTable{}), 0.5).mask.empty());
}

TEST_CASE(
    "a scenario's river begins with all runs where they start and ends with its crises on the crisis rung") {
    const LoadedScenario loaded = load_scenario(source_path("scenarios/tutorial/first.yaml"));
    REQUIRE(loaded.spec);
    EnsembleOptions runs;
    runs.runs = 500;
    const PathTable table = collect_paths(compile(*loaded.spec, {}), {}, runs);
    const River river = aggregate(table, {Lane::higher, 2, 60});
    CHECK(river.cell(0, 0).total() == 500);
    std::uint64_t crises = 0;
    for (std::size_t column = 0; column < river.columns; ++column) {
        const OutcomeCounts ends = river.ends(column);
        for (std::size_t rung = 0; rung < river.rungs; ++rung) {
            const OutcomeCounts& ended = river.cell(column, rung).ended;
            const bool at_crisis = loaded.spec->ladder[rung].id == loaded.spec->endings.crisis;
            if (at_crisis) crises += ended[0] + ended[1];
            else if (loaded.spec->endings.war != loaded.spec->ladder[rung].id)
                CHECK(ended[0] + ended[1] == 0);
        }
        CHECK(total(ends) <= 500);
    }
    CHECK(crises > 0);
    CHECK(crises == static_cast<std::uint64_t>(std::count_if(table.outcome.begin(), table.outcome.end(),
                                                             [](auto o) { return o < 2; })));
}
