// Causes and paths of many runs, on several threads.
#include <tuple>

#include <firebreak/causes.hpp>
#include <firebreak/paths.hpp>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// The busy world over a shorter time and with less eager sides: a crisis in about half of the runs.
std::string calmer() {
    const std::string less_eager = with(with(busy(), "threat: \">= 3\"", "threat: \">= 5\""),
                                        "threat: \">= 1.5\"", "threat: \">= 3.5\"");
    return with(less_eager, "horizon: 300d", "horizon: 120d");
}

EnsembleOptions options(std::uint64_t runs, unsigned jobs) {
    EnsembleOptions options;
    options.runs = runs;
    options.jobs = jobs;
    return options;
}

}  // namespace

TEST_CASE("Causes are the same for any number of threads", "[paths][causes][threads]") {
    const CauseFinder finder(scenario(calmer()), {}, {true, 200});
    const Causes one = find_causes(finder, options(100, 1));
    for (const unsigned jobs : {2U, 3U, 5U}) {
        const Causes many = find_causes(finder, options(100, jobs));
        CHECK(many.twins == one.twins);
        CHECK(many.change_tallies == one.change_tallies);
        CHECK(many.smallest == one.smallest);
        for (const auto list : {&Causes::kinds, &Causes::groups}) {
            REQUIRE((many.*list).size() == (one.*list).size());
            for (std::size_t i = 0; i < (one.*list).size(); ++i) {
                const FlawTally& a = (one.*list)[i];
                const FlawTally& b = (many.*list)[i];
                CHECK(a.group == b.group);
                CHECK(std::tie(a.present, a.pivotal, a.last_chance, a.in_smallest, a.averted, a.example,
                               a.example_record) == std::tie(b.present, b.pivotal, b.last_chance,
                                                             b.in_smallest, b.averted, b.example,
                                                             b.example_record));
            }
        }
        REQUIRE(many.crisis_runs.size() == one.crisis_runs.size());
        for (std::size_t i = 0; i < one.crisis_runs.size(); ++i) {
            CHECK(many.crisis_runs[i].replicate == one.crisis_runs[i].replicate);
            CHECK(many.crisis_runs[i].flaws == one.crisis_runs[i].flaws);
            CHECK(many.crisis_runs[i].smallest == one.crisis_runs[i].smallest);
        }
    }
}

TEST_CASE("Paths are the same for any number of threads, and those of the runs one by one",
          "[paths][threads]") {
    const Spec spec = scenario(calmer());
    const Model model = compile(spec);
    const Model twin = compile(spec, {{}, {true, true}, {}});
    const PathOptions every{PathOptions::Steps::decisions, true};
    PathTable expected;
    expected.options = every;
    expected.rungs = spec.ladder.size();
    std::size_t inadvertent = 0;
    for (std::uint64_t replicate = 0; replicate < 150; ++replicate) {
        const NoiseKey key{1, replicate, 0};
        const bool alone = simulate(model, key).crisis && !simulate(twin, key).crisis;
        inadvertent += alone ? 1 : 0;
        expected.add(path_of(model, key, every), alone);
    }
    CHECK(inadvertent > 10);
    for (const unsigned jobs : {1U, 2U, 3U})
        CHECK(collect_paths(model, every, options(150, jobs), &twin) == expected);
}
