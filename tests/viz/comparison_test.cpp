// Pairs of runs: who parted them, the river of their differences, and all of it in words.

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>

#include "session/comparison_words.hpp"
#include "session/count_words.hpp"
#include "session/headline.hpp"
#include "session/reading_law.hpp"
#include "session/run_words.hpp"
#include "support/scenarios.hpp"
#include "unit/paths/path_tables.hpp"
#include "viz/two_sets.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

TEST_CASE("Changes are classed by their size, and unclear where the interval has zero in it",
          "[viz][compare]") {
    CHECK(change_class({100, 50, 60, 10}, 1000) == 0);
    CHECK(change_class({100, 90, 12, 2}, 1000) == 1);
    CHECK(change_class({100, 103, 5, 8}, 1000) == 2);
    CHECK(change_class({90, 100, 2, 12}, 1000) == 3);
    CHECK(change_class({50, 100, 10, 60}, 1000) == 4);
    CHECK_FALSE(unclear({100, 50, 60, 10}, 1000));
    CHECK(unclear({100, 103, 5, 8}, 1000));
    CHECK(difference_words(60, 10, 1000).starts_with("50 fewer per 1,000 (95 % interval "));
    CHECK(difference_words(5, 8, 1000).starts_with("no detectable difference per 1,000 (95 % interval -"));
}

TEST_CASE("Who parted a pair is named by side and rule, counted from 1", "[viz][compare]") {
    const Spec spec = *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec;
    CHECK(parter_words(spec, {1, 4}).starts_with("Moscow's rule 5, \""));
    CHECK(parter_words(spec, {0, 90}) == "Washington's rule 91");
    const Spec small = scenario(
        "moves: {rise: {label: Rise up, by: 1}}\nsouth: {name: South, doctrine: [{do: hold}]}\n"
        "north: {name: North, doctrine: [{when: {threat: '>= 2'}, do: {rise: 1, hold: 2}}, {do: hold}]}\n");
    CHECK(parter_words(small, {0, 0}) == "North's rule 1, \"Rise up\" or \"Hold\"");
    CHECK(parter_words(spec, {0, -1}) == "Washington's decision by no rule");
    CHECK(parter_words(spec, {PathTable::kNobody, -1}) == "an accident");
    CHECK(parter_words(spec, {}) == "one of the two ends");
}

TEST_CASE("Sets with other replicates are not said to be verified pairs", "[viz][compare]") {
    auto paths = random_paths(51, 20);
    const PathTable first = table_of(paths);
    paths[10].replicate = 77;
    const PathTable second = table_of(paths);
    const Paired paired = pair_up(first, second);
    CHECK(paired.pairs == 10);
    CHECK_FALSE(paired.same_replicates);
    const Results before{{}, first, true, {}}, after{{}, second, true, {}};
    CHECK(pairing_words(paired, before, after).starts_with("Only the first 10 runs are pairs"));
    CHECK(pairing_words(pair_up(first, first), before, before) ==
          "The same 20 runs, chance for chance, before and after. Checked.");
    CHECK(sameness_words(pair_up(first, first)) ==
          "Before and after are identical: all 20 pairs take the same path to the same end.");
    const PathTable half = table_of(random_paths(51, 8));
    const Results fewer{{}, half, true, {}};
    CHECK(pairing_words(pair_up(first, half), before, fewer) ==
          "The same 8 runs, chance for chance, before and after. Checked. These are the first runs, "
          "which both sets have (20 before, 8 after).");
}

TEST_CASE("What cannot be paired says why", "[viz][compare]") {
    const Spec spec = *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec;
    const PathTable table = table_of(random_paths(52, 5));
    Results before{{}, table, true, {}}, after{{}, table, true, {}};
    CHECK(why_not_paired(spec, before, after).empty());
    after.settings.seed = 2;
    CHECK(why_not_paired(spec, before, after)
              .starts_with("NOT paired: the runs before are of seed 1, those now of seed 2"));
    after.settings.seed = 1;
    after.paths.rungs = kTestRungs + 2;
    const std::string words = why_not_paired(spec, before, after);
    CHECK(
        words.starts_with("NOT paired: the ladder has 5 rungs before and 7 after. Only one of them has 5 "));
    CHECK(words.find("6 " + spec.ladder[6].name) != std::string::npos);
}

TEST_CASE("A reading's range holds the truth as often as it says", "[viz][ladder]") {
    // Counted out: of all truths and readings, weighted by the law.
    for (const double misread : {0.0, 0.1, 0.3, 0.9}) {
        for (const double skew : {0.0, 0.5, 0.8, 1.0}) {
            constexpr std::size_t kRungs = 6;
            for (std::size_t truth = 0; truth < kRungs; ++truth) {
                const std::size_t up = std::min(truth + 1, kRungs - 1), down = truth == 0 ? 0 : truth - 1;
                const std::pair<std::size_t, double> readings[] = {
                    {truth, 1 - misread}, {up, misread * skew}, {down, misread * (1 - skew)}};
                double held = 0, exact = 0;
                for (const auto& [reading, chance] : readings) {
                    const ReadingRange range = reading_range(reading, kRungs, misread, skew);
                    if (truth >= range.low && truth <= range.high) held += chance;
                    if (truth == reading) exact += chance;
                    CHECK(range.low <= reading);
                    CHECK(range.high >= reading);
                }
                const ReadingRange said = reading_range(truth, kRungs, misread, skew);
                CHECK(held > said.holds - 1e-9);
                CHECK(held > 0.8 - 1e-9);
                CHECK(exact > said.exact - 1e-9);
            }
        }
    }
    CHECK(reading_range(3, 6, 0.1, 0.5) == ReadingRange{3, 3, 3, 0.9, 0.9});
    CHECK(reading_range(3, 6, 0.4, 0.9).low == 2);
    CHECK(reading_range(3, 6, 0.4, 0.9).high == 3);
}
