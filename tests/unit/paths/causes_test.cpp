// But-for analysis against constructed runs and against brute force.
#include <firebreak/causes.hpp>
#include <firebreak/ensemble.hpp>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// North signals on day 5 and rises on day 25. South reads both moves one rung too high; only the second
// reading reaches the rung that it answers.
const std::string kOneMisreading =
    "incidents: {a: {target: north, cause: accident, at: 5d, severity: 1}, b: {target: north, cause: "
    "accident, at: 25d, severity: 3}}\n"
    "moves: {signal: {to: calm}, rise: {to: tense}, strike: {to: crisis}}\n"
    "north: {attribution: {prior: {accident: 1}}, doctrine: [{when: {incident.severity: '>= 2'}, do: rise}, "
    "{when: {trigger: incident}, do: signal}, {do: hold}]}\n"
    "south: {posture: {misread: 1, skew: 1}, doctrine: [{when: {adversary.rung: '>= 2'}, do: strike}, {do: "
    "hold}]}\n";

// South takes an accident for an attack, twice over, and would answer either.
const std::string kTwoBeliefs =
    "clock: {start: 2020-01-06, horizon: 100d}\n"
    "incidents: {a: {target: south, cause: accident, at: 5d, severity: 4}, b: {target: south, cause: "
    "accident, at: 50d, severity: 4}}\n"
    "moves: {hit: {to: crisis, delay: 60d}}\n"
    "south: {attribution: {prior: {accident: 0.2, attack: 0.8}}, doctrine: [{when: {threat: '>= 2'}, do: "
    "hit}, {do: hold}]}\n"
    "north: {doctrine: [{do: hold}]}\n";

// The busy world over a shorter time and with less eager sides: a crisis in about half of the runs.
std::string calmer() {
    const std::string less_eager = with(with(busy(), "threat: \">= 3\"", "threat: \">= 5\""),
                                        "threat: \">= 1.5\"", "threat: \">= 3.5\"");
    return with(less_eager, "horizon: 300d", "horizon: 120d");
}

EnsembleOptions options(std::uint64_t runs, unsigned jobs = 1) {
    EnsembleOptions options;
    options.runs = runs;
    options.jobs = jobs;
    return options;
}

std::vector<Flaw> misperceptions(const std::vector<Flaw>& flaws) {
    std::vector<Flaw> kept;
    for (const Flaw& flaw : flaws) {
        if (flaw.misperception()) kept.push_back(flaw);
    }
    return kept;
}

Script putting_right(const std::vector<Flaw>& flaws) {
    Script script;
    for (const Flaw& flaw : flaws) script.corrections.push_back(flaw.correction);
    return script;
}

}  // namespace

TEST_CASE("Exactly one pivotal misreading is found, and only it", "[paths][causes]") {
    const CauseFinder finder(scenario(kOneMisreading), {});
    for (std::uint64_t replicate = 0; replicate < 5; ++replicate) {
        const RunCauses run = finder.causes_of({1, replicate, 0});
        CHECK(run.inadvertent());
        std::vector<Flaw> pivotal, seen;
        for (std::size_t i = 0; i < run.flaws.size(); ++i) {
            if (!run.flaws[i].misperception()) continue;
            seen.push_back(run.flaws[i]);
            if (run.pivotal[i] != 0) pivotal.push_back(run.flaws[i]);
        }
        CHECK(seen.size() == 2);
        REQUIRE(pivotal.size() == 1);
        CHECK(pivotal[0].kind == Flaw::Kind::misreading);
        CHECK(pivotal[0].actor == kSouth);
        CHECK(pivotal[0].off == 1);
        CHECK(pivotal[0].time == 25 * kDay);
        CHECK(run.smallest == pivotal);
        REQUIRE(run.last_chance);
        CHECK(run.flaws[*run.last_chance] == pivotal[0]);
        REQUIRE(run.last_decision_chance);
        CHECK(run.flaws[*run.last_decision_chance].kind == Flaw::Kind::escalation);
    }
}

TEST_CASE("Where either of two beliefs would have done, both must be put right", "[paths][causes]") {
    const CauseFinder finder(scenario(kTwoBeliefs), {});
    const RunCauses run = finder.causes_of({1, 0, 0});
    REQUIRE(run.crisis);
    CHECK(run.crisis_time == 65 * kDay);
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        INFO(flaw_name(run.flaws[i].kind) << " at " << run.flaws[i].time);
        // The second comes before the crisis too; with the first alone put right the second brings the crisis
        // on day 110, after the horizon.
        CHECK((run.pivotal[i] != 0) == (run.flaws[i].time == 5 * kDay));
    }
    const CauseFinder longer(scenario(with(kTwoBeliefs, "100d", "200d")), {});
    const RunCauses both = longer.causes_of({1, 0, 0});
    REQUIRE(both.crisis);
    for (std::size_t i = 0; i < both.flaws.size(); ++i) CHECK(both.pivotal[i] == 0);
    CHECK_FALSE(both.last_chance);
    REQUIRE(both.smallest.size() == 2);
    CHECK(both.smallest[0].time == 5 * kDay);
    CHECK(both.smallest[1].time == 50 * kDay);
}

TEST_CASE("A misperception that averted a crisis is found", "[paths][causes]") {
    // South is attacked and takes it for an accident.
    const std::string fooled =
        "incidents: {a: {target: south, cause: attack, author: north, at: 5d, severity: 4}}\nmoves: {hit: "
        "{to: crisis}}\n"
        "south: {attribution: {prior: {accident: 0.9, attack: 0.1}}, doctrine: [{when: {threat: '>= 2'}, do: "
        "hit}, {do: hold}]}\n";
    const CauseFinder finder(scenario(fooled), {});
    const RunCauses run = finder.causes_of({1, 0, 0});
    CHECK(run.averted());
    REQUIRE(run.flaws.size() == 1);
    CHECK(run.flaws[0].kind == Flaw::Kind::misattribution);
    CHECK(run.flaws[0].truth == kAttack);
    CHECK(run.flaws[0].believed == kAccident);
    CHECK(run.pivotal[0] == 1);
    CHECK(run.smallest.empty());
    const Causes causes = find_causes(finder, options(3));
    CHECK(causes.averted == 3);
    REQUIRE(causes.groups.size() == 1);
    CHECK(causes.groups[0].averted == 3);
    CHECK(causes.groups[0].pivotal == 0);
}

TEST_CASE("Flaws of messages are told apart", "[paths][causes]") {
    const std::string south_reviews =
        "south: {attribution: {prior: {accident: 0.6, attack: 0.4}}, review: 7d, doctrine: [{do: hold}]}\n";
    const auto flaws = [&](const std::string& channel, const std::string& south) {
        const Spec spec =
            scenario("channels: {cable: {" + channel +
                     "}}\nmessages: {warning: {}}\nmoves: {tell: {sends: warning, via: cable}}\n"
                     "north: {review: 20d, doctrine: [{when: {trigger: review}, do: tell}, {do: hold}]}\n"
                     "clock: {start: 2020-01-06, horizon: 35d}\n" +
                     south);
        const Run run = play(spec);
        return flaws_of(compile(spec), run.records);
    };
    const std::string idle = "south: {doctrine: [{do: hold}]}\n";
    CHECK(flaws("link: 3d", idle).empty());
    const auto lost = flaws("loss: 1", idle);
    REQUIRE(lost.size() == 1);
    CHECK(lost[0].kind == Flaw::Kind::lost);
    CHECK(lost[0].actor == kSouth);
    CHECK(lost[0].message == MessageKind::warning);
    const auto late = flaws("link: 3d", south_reviews);  // south decides on day 21
    REQUIRE(late.size() == 1);
    CHECK(late[0].kind == Flaw::Kind::late);
    CHECK(late[0].time == 20 * kDay);
    const auto never = flaws("link: 30d", south_reviews);  // still on its way at the end
    REQUIRE(never.size() == 1);
    CHECK(never[0].kind == Flaw::Kind::late);
    const auto garbled = flaws("link: 1h, garble: 1", idle);
    REQUIRE(garbled.size() == 1);
    CHECK(garbled[0].kind == Flaw::Kind::garbled);
}

TEST_CASE("An answer that comes after the asker's patience is late, one in time is not", "[paths][causes]") {
    const auto kinds = [](const std::string& link) {
        const Spec spec = scenario(
            "channels: {cable: {link: " + link +
            ", patience: 3d}}\nmoves: {ask: {sends: query, via: cable}, deny: {sends: denial, via: reply}}\n"
            "incidents: {a: {target: north, cause: accident, at: 5d}}\n"
            "north: {attribution: {prior: {accident: 1}}, deliberation: 90d, doctrine: [{when: {trigger: "
            "incident, asked: no}, do: ask, at_once: yes}, {do: hold}]}\n"
            "south: {deliberation: 90d, doctrine: [{when: {message: query}, do: deny, at_once: yes}, {do: "
            "hold}]}\n");
        std::vector<std::string> names;
        for (const Flaw& flaw : flaws_of(compile(spec), play(spec).records))
            names.emplace_back(flaw_name(flaw.kind));
        return names;
    };
    CHECK(kinds("1d").empty());                              // there and back in two days
    CHECK(kinds("2d") == std::vector<std::string>{"late"});  // the answer comes on the fourth day
    // the question itself: the silence fell before it came
    CHECK(kinds("4d") == std::vector<std::string>{"late"});
}

TEST_CASE("Every pivotal event and every smallest set is confirmed by brute force", "[paths][causes]") {
    const Spec spec = scenario(calmer());
    const CauseFinder finder(spec, {}, {false, 100'000});
    const Model& model = finder.model();
    std::size_t crises = 0, singles = 0, pairs = 0;
    for (std::uint64_t replicate = 0; replicate < 400 && crises < 40; ++replicate) {
        const NoiseKey key{1, replicate, 0};
        const RunCauses run = finder.causes_of(key);
        RecordList list;
        REQUIRE(run.crisis == simulate(model, key, {}, &list).crisis);
        if (!run.crisis) continue;
        ++crises;
        REQUIRE(run.flaws == flaws_of(model, list.records, true));
        for (std::size_t i = 0; i < run.flaws.size(); ++i) {
            const bool averted = !simulate(model, key, putting_right({run.flaws[i]})).crisis;
            REQUIRE((run.pivotal[i] != 0) == averted);
        }
        if (!run.smallest.empty()) REQUIRE_FALSE(simulate(model, key, putting_right(run.smallest)).crisis);
        // No single one and no pair of the run's own misperceptions, those after the crisis included, does
        // with fewer.
        const std::vector<Flaw> own = misperceptions(flaws_of(model, list.records));
        std::size_t fewest = 9;
        for (std::size_t i = 0; i < own.size(); ++i) {
            if (!simulate(model, key, putting_right({own[i]})).crisis) fewest = 1;
            for (std::size_t j = i + 1; j < own.size() && fewest > 2; ++j) {
                if (!simulate(model, key, putting_right({own[i], own[j]})).crisis) fewest = 2;
            }
        }
        singles += fewest == 1 ? 1 : 0;
        pairs += fewest == 2 ? 1 : 0;
        if (fewest <= 2) {
            REQUIRE_FALSE(run.smallest.empty());
            REQUIRE(run.smallest.size() <= fewest);
        }
        if (run.smallest.size() == 1) REQUIRE(fewest == 1);
    }
    CHECK(crises == 40);
    CHECK(singles > 3);
    CHECK(pairs > 0);
}

TEST_CASE("Changes are tallied as the arms themselves say, run by run", "[paths][causes]") {
    const Spec spec = scenario(calmer());
    const CauseFinder finder(spec, {});
    constexpr std::uint64_t kRuns = 150;
    const Causes causes = find_causes(finder, options(kRuns));
    std::vector<Model> arms{compile(spec, {})};
    std::vector<ArmPair> pairs;
    for (const Change& change : finder.changes()) {
        arms.push_back(compile(spec, change.arm));
        pairs.push_back({0, arms.size() - 1});
    }
    const Ensemble ensemble = run_ensemble(arms, pairs, options(kRuns));
    CHECK(causes.runs == kRuns);
    CHECK(causes.crises == ensemble.arms[0].crisis);
    REQUIRE(causes.change_tallies.size() == pairs.size());
    std::uint64_t turned = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        INFO(describe_arm(spec, finder.changes()[i].arm));
        CHECK(causes.change_tallies[i].averts == ensemble.pairs[i].n10);
        CHECK(causes.change_tallies[i].causes == ensemble.pairs[i].n01);
        turned += ensemble.pairs[i].n10 + ensemble.pairs[i].n01;
    }
    CHECK(turned > 100);
    // 18 choices of whose and which perception, and two doctrines of seven rules.
    CHECK(pairs.size() == 18 + spec.measures.size() + 14);
}

TEST_CASE("Inadvertent and deliberate crises are all crises", "[paths][causes]") {
    const Causes causes = find_causes(CauseFinder(scenario(calmer()), {}, {false, 500}), options(300));
    CHECK(causes.inadvertent + causes.deliberate == causes.crises);
    CHECK(causes.crises == causes.crisis_runs.size());
    CHECK(causes.smallest[0] + causes.smallest[1] + causes.smallest[2] + causes.smallest[3] == causes.crises);
    CHECK(causes.inadvertent > 0);
    CHECK(causes.deliberate > 0);
    std::uint64_t inadvertent = 0, with_pivotal = 0;
    for (const RunCauses& run : causes.crisis_runs) {
        inadvertent += run.inadvertent() ? 1 : 0;
        with_pivotal += run.last_chance ? 1 : 0;
        for (const std::uint8_t pivotal : run.pivotal) CHECK(pivotal == 1);
    }
    CHECK(inadvertent == causes.inadvertent);
    CHECK(with_pivotal == causes.with_pivotal);
}

TEST_CASE("The search for a smallest set can be cut short, and says so", "[paths][causes]") {
    const Causes all = find_causes(CauseFinder(scenario(calmer()), {}, {false, 100'000}), options(100));
    const Causes few = find_causes(CauseFinder(scenario(calmer()), {}, {false, 3}), options(100));
    CHECK(all.unsearched == 0);
    CHECK(few.unsearched > 0);
    CHECK(few.smallest[1] == all.smallest[1]);
    CHECK(few.smallest[0] > all.smallest[0]);
}

TEST_CASE("Without noise and tilt no crisis has a pivotal misperception", "[paths][causes]") {
    const std::string exact =
        "incidents: {a: {target: south, cause: attack, author: north, at: 5d, severity: 4}}\nmoves: {hit: "
        "{to: crisis}}\n"
        "south: {attribution: {prior: {attack: 1}}, doctrine: [{when: {threat: '>= 2'}, do: hit}, {do: "
        "hold}]}\n";
    const Causes causes = find_causes(CauseFinder(scenario(exact), {}), options(10));
    CHECK(causes.crises == 10);
    CHECK(causes.deliberate == 10);
    CHECK(causes.with_pivotal == 0);
    CHECK(causes.smallest[0] == 10);
    for (const FlawTally& tally : causes.kinds) CHECK(tally.group.kind == Flaw::Kind::escalation);
}

TEST_CASE("A search that is stopped ends at the next twin and gives no half of the truth",
          "[paths][causes]") {
    const Spec spec = scenario(kOneMisreading);
    std::atomic<bool> stop = false;
    CausesOptions options;
    options.stop = &stop;
    const CauseFinder finder(spec, {}, options);
    const RunCauses whole = finder.causes_of({1, 0, 0});
    CHECK(whole.searched);
    CHECK(whole.last_chance);
    stop = true;
    CHECK_THROWS_AS(finder.causes_of({1, 0, 0}), Stopped);
    CHECK(CauseFinder(spec, {}, options).changes().empty());
}
