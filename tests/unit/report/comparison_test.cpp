#include "report/comparison.hpp"

#include <firebreak/scenario.hpp>

#include "report/vital_signs.hpp"
#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::report;

namespace {

Spec first_scenario() {
    LoadedScenario loaded = load_scenario(FIREBREAK_SOURCE_DIR "/scenarios/tutorial/first.yaml");
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

}  // namespace

TEST_CASE("an arm does not part from itself") {
    const Model model = compile(first_scenario());
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) CHECK_FALSE(first_divergence(model, model, {1, replicate, 0}));
}

TEST_CASE("a telephone makes itself felt for the first time when it is used") {
    const Spec spec = first_scenario();
    const auto divergence = first_divergence(compile(spec), compile(spec, {{"phone"}, {}}), {1, 0, 0});
    REQUIRE(divergence);
    CHECK(divergence->what == "only with phone: chooses ask");
    CHECK(divergence->actor.valid());
}

TEST_CASE("the totals of a comparison agree with one another and do not depend on threads") {
    const Spec spec = first_scenario();
    EnsembleOptions options;
    options.runs = 500;
    options.jobs = 1;
    const Comparison one = compare_arms(spec, {}, {{"phone"}, {}}, options);
    options.jobs = 3;
    const Comparison three = compare_arms(spec, {}, {{"phone"}, {}}, options);
    CHECK(one.totals == three.totals);
    CHECK(one.effect.pairs == three.effect.pairs);
    CHECK(one.totals[0].crisis == one.effect.pairs.n10 + one.effect.pairs.n11);
    CHECK(one.totals[1].crisis == one.effect.pairs.n01 + one.effect.pairs.n11);
    std::uint64_t tallied = 0;
    for (const DivergenceKind& kind : one.kinds) tallied += kind.count();
    CHECK(tallied == one.sampled);
}

TEST_CASE("vital signs end early, after whole runs, where a trial is too much work") {
    TrialOptions options;
    options.most_events = 1;
    const VitalSigns signs = take_vital_signs(first_scenario(), options);
    CHECK(signs.runs == 2);  // one replicate of each arm
    CHECK(signs.complete);
}

TEST_CASE("an interrupted trial has no signs to show") {
    const std::atomic<bool> stop{true};
    TrialOptions options;
    options.stop = &stop;
    const VitalSigns signs = take_vital_signs(first_scenario(), options);
    CHECK_FALSE(signs.complete);
    CHECK(signs.warnings.empty());
}
