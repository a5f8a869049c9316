// Totals of runs: each count of a run goes into the sum of its own name, whether runs are added one by one or
// blocks of them are merged.
#include <firebreak/ensemble.hpp>

#include "support/scenarios.hpp"
#include "sweep/blocks.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// Every sum of the totals of an arm but brier_sum, which is no integer, and most_pending, which is no sum.
std::vector<std::uint64_t*> sums_of(ArmTotals& t) {
    std::vector<std::uint64_t*> sums{&t.crisis, &t.duration_ms, &t.crisis_time_ms,
                                     &t.events, &t.event_limit, &t.digest};
    for (const auto& count : kCounts<std::uint64_t>) sums.push_back(&(t.*count.member));
    for (std::uint64_t& count : t.outcomes) sums.push_back(&count);
    for (std::uint64_t& count : t.peak_counts) sums.push_back(&count);
    for (std::uint64_t& count : t.limits) sums.push_back(&count);
    return sums;
}

// All totals are eight bytes long. Who adds one must name it above, and see that it is merged.
static_assert(sizeof(ArmTotals) == 8 * (26 + kOutcomes + kMaxRungs + kLimits + 2));

RunCounts numbered_counts(std::uint32_t first) {
    RunCounts c;
    std::uint32_t next = first;
    for (const auto& count : kCounts<std::uint32_t>) c.*count.member = next++;
    return c;
}

std::vector<std::uint64_t> counts_in(const ArmTotals& t) {
    std::vector<std::uint64_t> counts;
    for (const auto& count : kCounts<std::uint64_t>) counts.push_back(t.*count.member);
    return counts;
}

RunResult handmade_run(bool crisis) {
    RunResult run;
    run.outcome = crisis ? Outcome::crisis : Outcome::settled;
    run.crisis = crisis;
    run.crisis_time = crisis ? 5000 : kNever;
    run.duration = 7000;
    run.events = 90;
    run.most_pending = 16;
    run.peak_rung = {kTense, crisis ? kCrisis : kCalm};
    run.counts = numbered_counts(100);
    run.brier_sum = 0.25;
    return run;
}

EnsembleOptions runs_of(std::uint64_t runs, std::uint64_t first = 0) {
    EnsembleOptions options;
    options.runs = runs;
    options.first_replicate = first;
    options.jobs = 1;
    return options;
}

}  // namespace

TEST_CASE("merging adds every sum of two blocks to the sum of its own name") {
    ArmTotals first, second;
    const auto a = sums_of(first);
    const auto b = sums_of(second);
    for (std::size_t i = 0; i < a.size(); ++i) {
        *a[i] = 1 + i;
        *b[i] = 1000 * (1 + i);
    }
    first.brier_sum = 0.5;
    second.brier_sum = 0.125;
    first.most_pending = 24;
    second.most_pending = 8;
    first.add(second);
    for (std::size_t i = 0; i < a.size(); ++i) {
        INFO("sum " << i);
        CHECK(*a[i] == 1001 * (1 + i));
    }
    CHECK(first.brier_sum == 0.625);
    CHECK(first.most_pending == 24);  // the most of both, not their sum
    second.most_pending = 40;
    first.add(second);
    CHECK(first.most_pending == 40);
}

TEST_CASE("a run's counts go into the sums of their names") {
    ArmTotals totals;
    totals.add(handmade_run(true), 0);
    const std::vector<std::uint64_t> once = counts_in(totals);
    for (std::size_t i = 0; i < once.size(); ++i) {
        INFO("count " << i);
        CHECK(once[i] == 100 + i);
    }
    totals.add(handmade_run(false), 1);
    const std::vector<std::uint64_t> twice = counts_in(totals);
    for (std::size_t i = 0; i < twice.size(); ++i) CHECK(twice[i] == 2 * (100 + i));
    CHECK(totals.outcomes == std::array<std::uint64_t, kOutcomes>{0, 1, 1, 0});
    CHECK(totals.crisis == 1);
    CHECK(totals.crisis_time_ms == 5000);
    CHECK(totals.duration_ms == 14'000);
    CHECK(totals.events == 180);
    CHECK(totals.most_pending == 16);
    CHECK(totals.brier_sum == 0.5);
    CHECK(totals.peak_counts[kTense.index()] == 1);  // the higher of both sides' peaks
    CHECK(totals.peak_counts[kCrisis.index()] == 1);
    CHECK(totals.event_limit == 0);
}

TEST_CASE("a run that a limit stopped is counted once, under that limit") {
    for (const Limit limit : {Limit::events, Limit::pending, Limit::lookups}) {
        RunResult run = handmade_run(false);
        run.limit = limit;
        run.end_reason = EndReason::event_limit;
        ArmTotals totals;
        totals.add(run, 0);
        CHECK(totals.event_limit == 1);
        for (std::size_t i = 0; i < kLimits; ++i)
            CHECK(totals.limits[i] == (i == static_cast<std::size_t>(limit) ? 1U : 0U));
    }
}

TEST_CASE("an ensemble of several blocks has the totals and pairs of its runs one by one") {
    const Spec spec = scenario(with(busy(), "horizon: 300d", "horizon: 60d"));
    ArmSpec clean;
    clean.clean = {true, true};
    const std::vector<Model> models{compile(spec), compile(spec, clean)};
    constexpr std::uint64_t kRuns = 2 * kBlockRuns + 20;
    const Ensemble ensemble = run_ensemble(models, {{0, 1}, {1, 0}}, runs_of(kRuns, 5));
    std::array<ArmTotals, 2> totals;
    PairTotals pair;
    for (std::uint64_t replicate = 5; replicate < 5 + kRuns; ++replicate) {
        const RunResult first = simulate(models[0], {1, replicate, 0});
        const RunResult second = simulate(models[1], {1, replicate, 0});
        totals[0].add(first, replicate);
        totals[1].add(second, replicate);
        if (first.crisis && second.crisis) ++pair.n11;
        if (first.crisis && !second.crisis) ++pair.n10;
        if (!first.crisis && second.crisis) ++pair.n01;
        if (!first.crisis && !second.crisis) ++pair.n00;
    }
    CHECK(ensemble.runs == kRuns);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(ensemble.arms[i].brier_sum == Approx(totals[i].brier_sum).epsilon(1e-12));
        totals[i].brier_sum = ensemble.arms[i].brier_sum;  // only the order of its terms may differ
        CHECK(ensemble.arms[i] == totals[i]);
    }
    CHECK(pair.n10 != pair.n01);
    CHECK(pair.n00 * pair.n11 > 0);
    CHECK(ensemble.pairs[0] == pair);
    CHECK(ensemble.pairs[1] == PairTotals{pair.n00, pair.n10, pair.n01, pair.n11});
}

TEST_CASE("a study has the arms, twins and pairs of its question in their places") {
    const Spec spec = scenario(
        "north: {posture: {misread: 0.1}, doctrine: [{do: hold}]}\n"
        "measures: {one: {set: {actors.north.posture.misread: 0}}, two: {set: {actors.north.posture.misread: "
        "0.2}}}\n");
    const Study study = make_study(spec);
    const std::vector<std::vector<std::string>> measures{{}, {"one"}, {"two"}, {"one", "two"}};
    REQUIRE(study.arms.size() == measures.size());
    REQUIRE(study.models.size() == 2 * measures.size());
    for (std::size_t i = 0; i < measures.size(); ++i) {
        CHECK(study.arms[i] == ArmSpec{measures[i], {}});
        CHECK(study.models[2 * i].arm() == study.arms[i]);
        CHECK(study.models[2 * i + 1].arm().measures == measures[i]);
        CHECK((study.models[2 * i + 1].arm().clean[0].all() && study.models[2 * i + 1].arm().clean[1].all()));
    }
    CHECK(study.pairs == std::vector<ArmPair>{{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {0, 4}, {0, 6}});
    const Study chosen = make_study(spec, {{{"two"}, {}}, {{}, {}}});
    CHECK(chosen.arms.front().measures == std::vector<std::string>{"two"});
    CHECK(chosen.pairs == std::vector<ArmPair>{{0, 1}, {2, 3}, {0, 2}});
}

TEST_CASE("each count of a run has a row of its own") {
    const RunCounts c = numbered_counts(100);
    CHECK(c.incidents == 100);
    CHECK(c.strikes == 101);
    CHECK(c.detections == 102);
    CHECK(c.reports == 103);
    CHECK(c.decisions == 104);
    CHECK(c.acts == 105);
    CHECK(c.accidents == 106);
    CHECK(c.moves_seen == 107);
    CHECK(c.misread == 108);
    CHECK(c.decisions_on_case == 109);
    CHECK(c.misattributed_at_decision == 110);
    CHECK(c.unjust_acts == 111);
    CHECK(c.missed_hostile == 112);
    CHECK(c.messages == 113);
    CHECK(c.delivered == 114);
    CHECK(c.silences == 115);
    CHECK(c.concluded_right == 116);
    CHECK(c.concluded_wrong == 117);
    CHECK(c.authored == 118);
    CHECK(c.answered == 119);
}
