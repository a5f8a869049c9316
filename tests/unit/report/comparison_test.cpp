#include "report/comparison.hpp"

#include <firebreak/scenario.hpp>

#include "report/vital_signs.hpp"
#include "support/scenarios.hpp"

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
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate)
        CHECK_FALSE(first_divergence(model, model, {1, replicate, 0}));
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

namespace {

// On day 5 an outage, unless the measure is there; on the given day North looks about, as in both arms.
std::array<Model, 2> with_and_without_outage(const std::string& review) {
    const Spec spec = test::scenario(
        "measures: {shield: {}}\nincidents: {outage: {target: south, cause: accident, at: 5d, unless: "
        "shield}}\nsouth: {detection: {delay: 30d}, doctrine: [{do: hold}]}\nnorth: {review: " +
        review + ", doctrine: [{do: hold}]}\n");
    return {compile(spec), compile(spec, {{"shield"}, {}})};
}

}  // namespace

TEST_CASE("what one arm has first is laid to that arm, whichever of the two it is") {
    const auto [bare, shielded] = with_and_without_outage("60d");
    for (const auto& divergence :
         {first_divergence(bare, shielded, {1, 0, 0}), first_divergence(shielded, bare, {1, 0, 0})}) {
        REQUIRE(divergence);
        CHECK(divergence->what == "only with no measures: outage happens");
        CHECK_FALSE(divergence->actor.valid());
        CHECK(divergence->time == 5 * test::kDay);
    }
}

TEST_CASE("of what both arms do at the same time, what the second arm does is told") {
    const auto [bare, shielded] = with_and_without_outage("5d");
    const auto to_shield = first_divergence(bare, shielded, {1, 0, 0});
    REQUIRE(to_shield);
    CHECK(to_shield->what == "only with shield: opens a decision");
    CHECK(to_shield->actor == test::kNorth);
    CHECK(to_shield->time == 5 * test::kDay);
    const auto from_shield = first_divergence(shielded, bare, {1, 0, 0});
    REQUIRE(from_shield);
    CHECK(from_shield->what == "only with no measures: outage happens");
    CHECK_FALSE(from_shield->actor.valid());
}

TEST_CASE("the same deed done otherwise is told with both ways, the second arm's first") {
    const std::string rules =
        "doctrine: [{when: {trigger: incident, measure.shield: yes}, do: rise}, {when: {trigger: incident}, "
        "do: wave}, {do: hold}]}\n";
    const Spec spec = test::scenario(
        "measures: {shield: {}}\nmoves: {rise: {by: 1}, wave: {by: 2}}\nincidents: {outage: {target: "
        "south, cause: accident, at: 5d}}\nsouth: {" +
        rules);
    const Model bare = compile(spec), shielded = compile(spec, {{"shield"}, {}});
    CHECK(first_divergence(bare, shielded, {1, 0, 0})->what == "chooses rise, not: chooses wave");
    CHECK(first_divergence(shielded, bare, {1, 0, 0})->what == "chooses wave, not: chooses rise");
    CHECK(first_divergence(bare, shielded, {1, 0, 0})->actor == test::kSouth);
}

namespace {

DivergenceKind& kind_of(std::vector<DivergenceKind>& kinds, const std::string& what, ActorId actor,
                        std::uint64_t replicate) {
    for (DivergenceKind& kind : kinds) {
        if (kind.what == what && kind.actor == actor) return kind;
    }
    return kinds.emplace_back(DivergenceKind{what, actor, 0, 0, replicate});
}

}  // namespace

TEST_CASE("a comparison of several blocks has the totals, pairs and partings of its pairs one by one") {
    const Spec spec = test::scenario(test::with(test::busy(), "horizon: 300d", "horizon: 60d"));
    const ArmSpec first, second{{"exchange", "talks"}, {}};
    const Model a = compile(spec, first), b = compile(spec, second);
    EnsembleOptions options;
    options.runs = 150;
    options.seed = 3;
    options.jobs = 1;
    const Comparison comparison = compare_arms(spec, first, second, options);
    std::array<ArmTotals, 2> totals;
    PairTotals pairs;
    std::vector<DivergenceKind> kinds;
    for (std::uint64_t replicate = 0; replicate < options.runs; ++replicate) {
        const RunResult one = simulate(a, {3, replicate, 0}), two = simulate(b, {3, replicate, 0});
        totals[0].add(one, replicate);
        totals[1].add(two, replicate);
        ++(one.crisis && two.crisis ? pairs.n11
           : one.crisis             ? pairs.n10
           : two.crisis             ? pairs.n01
                                    : pairs.n00);
        if (one.crisis == two.crisis) continue;
        const auto parting = first_divergence(a, b, {3, replicate, 0});
        REQUIRE(parting);
        DivergenceKind& kind = kind_of(kinds, parting->what, parting->actor, replicate);
        ++(one.crisis ? kind.avoided : kind.caused);
    }
    CHECK(comparison.effect.pairs == pairs);
    CHECK((pairs.n10 > 1 && pairs.n01 > 1 && pairs.n00 > 1 && pairs.n11 > 1));
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(comparison.totals[i].outcomes == totals[i].outcomes);
        CHECK(comparison.totals[i].digest == totals[i].digest);
    }
    REQUIRE(comparison.kinds.size() == kinds.size());
    std::uint64_t least = options.runs;
    for (const DivergenceKind& kind : comparison.kinds) {
        const DivergenceKind& same = kind_of(kinds, kind.what, kind.actor, options.runs);
        CHECK((kind.avoided == same.avoided && kind.caused == same.caused && kind.example == same.example));
        CHECK(kind.count() <= least);  // commonest first
        least = kind.count();
    }
    CHECK(comparison.kinds.front().count() > 1);
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
