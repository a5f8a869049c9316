// What the crises of many runs hinged on is what their runs say one by one, over several blocks; and which of
// several chances is the last.
#include <map>

#include <firebreak/causes.hpp>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// South takes two accidents for attacks. After the first it rises, after the second it strikes if it has
// risen; its fear fades in between. Either belief put right, and either step not taken, averts the crisis of
// day 50.
const std::string kTwoSteps =
    "incidents: {a: {target: south, cause: accident, at: 5d, severity: 4}, b: {target: south, cause: "
    "accident, at: 50d, severity: 4}}\n"
    "moves: {rise: {to: tense}, hit: {to: crisis}}\n"
    "south: {attribution: {prior: {accident: 0.2, attack: 0.8}, half_life: 5d}, doctrine: [{when: {own.rung: "
    "1, threat: '>= 2'}, do: hit}, {when: {threat: '>= 2'}, do: rise}, {do: hold}]}\n"
    "north: {doctrine: [{do: hold}]}\n";

// About half of the runs have a crisis.
Spec calmer() {
    const std::string less_eager = with(with(busy(), "threat: \">= 3\"", "threat: \">= 5\""),
                                        "threat: \">= 1.5\"", "threat: \">= 3.5\"");
    return scenario(with(less_eager, "horizon: 300d", "horizon: 120d"));
}

constexpr std::uint64_t kRuns = 60;  // more than seven blocks
constexpr std::uint64_t kSeed = 11;

EnsembleOptions options(std::uint64_t runs, std::uint64_t seed) {
    EnsembleOptions options;
    options.runs = runs;
    options.seed = seed;
    options.jobs = 1;
    return options;
}

using Grouping = FlawGroup (*)(const Flaw&);

bool holds_group(const std::vector<Flaw>& flaws, Grouping group_by, const FlawGroup& group) {
    return std::any_of(flaws.begin(), flaws.end(), [&](const Flaw& flaw) { return group_by(flaw) == group; });
}

// The tally of one group, told by going through all runs once more.
FlawTally tally_of(const std::vector<RunCauses>& runs, Grouping group_by, const FlawGroup& group) {
    FlawTally tally;
    tally.group = group;
    int best = -1;
    for (const RunCauses& run : runs) {
        bool pivotal = false;
        for (std::size_t i = 0; i < run.flaws.size(); ++i) {
            if (group_by(run.flaws[i]) != group) continue;
            pivotal = pivotal || run.pivotal[i] != 0;
            const int worth = run.pivotal[i] == 0 ? 0 : run.crisis ? 2 : 1;
            if (worth > best) {
                best = worth;
                tally.example = run.replicate;
                tally.example_record = run.flaws[i].record;
            }
        }
        tally.averted += run.averted() && pivotal ? 1 : 0;
        if (!run.crisis) continue;
        tally.pivotal += pivotal ? 1 : 0;
        tally.present += holds_group(run.flaws, group_by, group) ? 1 : 0;
        tally.in_smallest += holds_group(run.smallest, group_by, group) ? 1 : 0;
        const auto chance = group.kind == Flaw::Kind::escalation ? run.last_decision_chance : run.last_chance;
        tally.last_chance += chance && group_by(run.flaws[*chance]) == group ? 1 : 0;
    }
    return tally;
}

void check_tallies(const std::vector<FlawTally>& tallies, const std::vector<RunCauses>& runs,
                   Grouping group_by) {
    std::map<FlawGroup, int> groups;
    for (const RunCauses& run : runs) {
        for (const std::vector<Flaw>* flaws : {&run.flaws, &run.smallest}) {
            for (const Flaw& flaw : *flaws) groups[group_by(flaw)] = 1;
        }
    }
    CHECK(tallies.size() == groups.size());
    for (const FlawTally& tally : tallies) {
        const FlawTally expected = tally_of(runs, group_by, tally.group);
        INFO(flaw_name(tally.group.kind) << " of " << tally.group.actor.value);
        CHECK(tally.present == expected.present);
        CHECK(tally.pivotal == expected.pivotal);
        CHECK(tally.last_chance == expected.last_chance);
        CHECK(tally.in_smallest == expected.in_smallest);
        CHECK(tally.averted == expected.averted);
        CHECK(tally.example == expected.example);
        CHECK(tally.example_record == expected.example_record);
    }
    for (std::size_t i = 1; i < tallies.size(); ++i) {
        const auto heavy = [](const FlawTally& tally) { return std::pair(tally.pivotal, tally.weight()); };
        CHECK(heavy(tallies[i - 1]) >= heavy(tallies[i]));
    }
}

}  // namespace

TEST_CASE("of several chances to avert a crisis the last is the last in time", "[paths][causes]") {
    const CauseFinder finder(scenario(kTwoSteps), {});
    const RunCauses run = finder.causes_of({1, 0, 0});
    REQUIRE(run.inadvertent());
    CHECK(run.crisis_time == 50 * kDay);
    REQUIRE(run.flaws.size() == 4);
    const std::array<Millis, 4> times{5 * kDay, 5 * kDay, 50 * kDay, 50 * kDay};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(run.flaws[i].time == times[i]);
        CHECK(run.pivotal[i] == 1);
    }
    REQUIRE((run.last_chance && run.last_decision_chance));
    CHECK(run.flaws[*run.last_chance].kind == Flaw::Kind::misattribution);
    CHECK(run.flaws[*run.last_chance].time == 50 * kDay);
    CHECK(*run.last_decision_chance == 3);
    REQUIRE(run.smallest.size() == 1);
    CHECK(run.smallest[0].time == 5 * kDay);  // of several smallest sets the one found first
}

TEST_CASE("the runs of crises that are kept keep their last chances, without what was not pivotal",
          "[paths][causes]") {
    // A third incident of no weight before the others leaves a flaw that is not pivotal.
    const std::string three = with(kTwoSteps, "incidents: {",
                                   "incidents: {z: {target: south, cause: accident, at: 1d, severity: 1}, ");
    const CauseFinder finder(scenario(three), {});
    const RunCauses run = finder.causes_of({1, 0, 0});
    REQUIRE((run.flaws.size() == 5 && run.pivotal.front() == 0));
    const Causes causes = find_causes(finder, options(1, 1));
    REQUIRE(causes.crisis_runs.size() == 1);
    const RunCauses& kept = causes.crisis_runs[0];
    CHECK(kept.flaws == std::vector<Flaw>(run.flaws.begin() + 1, run.flaws.end()));
    CHECK(kept.flaws[kept.last_chance.value()] == run.flaws[run.last_chance.value()]);
    CHECK(kept.flaws[kept.last_decision_chance.value()] == run.flaws[run.last_decision_chance.value()]);
}

TEST_CASE("totals of causes are those of the runs one by one, and each example is the first of its kind",
          "[paths][causes]") {
    const CauseFinder finder(calmer(), {}, {false, 200});
    std::vector<RunCauses> runs;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate)
        runs.push_back(finder.causes_of({kSeed, replicate, 0}));
    const Causes causes = find_causes(finder, options(kRuns, kSeed));
    const auto how_many = [&](auto holds) {
        return static_cast<std::uint64_t>(std::count_if(runs.begin(), runs.end(), holds));
    };
    CHECK(causes.runs == kRuns);
    CHECK(causes.crises == how_many([](const RunCauses& r) { return r.crisis; }));
    CHECK(causes.inadvertent == how_many([](const RunCauses& r) { return r.crisis && !r.clean_crisis; }));
    CHECK(causes.deliberate == how_many([](const RunCauses& r) { return r.crisis && r.clean_crisis; }));
    CHECK(causes.averted == how_many([](const RunCauses& r) { return !r.crisis && r.clean_crisis; }));
    CHECK(causes.with_pivotal == how_many([](const RunCauses& r) { return r.crisis && r.last_chance; }));
    CHECK(causes.unsearched == how_many([](const RunCauses& r) { return r.crisis && !r.searched; }));
    for (std::size_t size = 0; size < causes.smallest.size(); ++size)
        CHECK(causes.smallest[size] ==
              how_many([&](const RunCauses& r) { return r.crisis && r.smallest.size() == size; }));
    std::uint64_t twins = 0;
    for (const RunCauses& run : runs) twins += run.twins;
    CHECK(causes.twins == twins);
    CHECK((causes.inadvertent > 3 && causes.deliberate > 0 && causes.averted > 0));
    check_tallies(causes.kinds, runs, coarse_group_of);
    check_tallies(causes.groups, runs, group_of);
    for (std::size_t i = 0; i < causes.changes.size(); ++i) {
        ChangeTally expected;
        for (const RunCauses& run : runs) {
            if (run.turned[i] == 0) continue;
            if ((run.crisis ? expected.averts : expected.causes)++ == 0)
                (run.crisis ? expected.example_averts : expected.example_causes) = run.replicate;
        }
        CHECK(causes.change_tallies[i] == expected);
    }
    std::uint64_t before = 0;
    for (const RunCauses& run : causes.crisis_runs) {
        CHECK((run.crisis && run.replicate >= before));
        before = run.replicate;
    }
}
