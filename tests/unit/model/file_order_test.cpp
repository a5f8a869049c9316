// The order of the entries of a file changes no result: not of sections, sides, causes, incidents, evidence,
// messages, channels or moves.
#include <algorithm>
#include <random>

#include "support/paths.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// Every list of the spec that goes by id, in another order. Ladder, doctrines and measures have an order that
// means something.
Spec shuffled(Spec spec, std::uint64_t seed, bool& swapped) {
    std::mt19937_64 random(seed);
    const auto shuffle = [&](auto& list) { std::shuffle(list.begin(), list.end(), random); };
    shuffle(spec.causes);
    shuffle(spec.incidents);
    shuffle(spec.evidence);
    shuffle(spec.messages);
    shuffle(spec.channels);
    shuffle(spec.moves);
    for (IncidentSpec& incident : spec.incidents) {
        shuffle(incident.causes);
        shuffle(incident.targets);
    }
    for (EvidenceSpec& evidence : spec.evidence) {
        shuffle(evidence.confusion);
        for (auto& [cause, weights] : evidence.confusion) shuffle(weights);
    }
    for (MessageSpec& message : spec.messages) shuffle(message.likelihood);
    for (ActorSpec& actor : spec.actors) {
        shuffle(actor.attribution.prior);
        for (RuleSpec& rule : actor.doctrine) {
            shuffle(rule.moves);
            shuffle(rule.when);
        }
    }
    swapped = random() % 2 == 0;
    if (swapped) std::swap(spec.actors[0], spec.actors[1]);
    return spec;
}

void check_same(const RunResult& a, const RunResult& b, bool swapped) {
    CHECK(a.outcome == b.outcome);
    CHECK(a.end_reason == b.end_reason);
    CHECK(a.crisis_time == b.crisis_time);
    CHECK(a.duration == b.duration);
    CHECK(a.events == b.events);
    CHECK(a.counts == b.counts);
    CHECK(a.brier_sum == Approx(b.brier_sum).margin(1e-9));
    for (std::size_t i = 0; i < kActors; ++i) {
        const std::size_t other = swapped ? 1 - i : i;
        CHECK(a.peak_rung[i] == b.peak_rung[other]);
        CHECK(a.peak_time[i] == b.peak_time[other]);
    }
}

ArmSpec all_measures(const Spec& spec) {
    ArmSpec arm;
    for (const MeasureSpec& measure : spec.measures) arm.measures.push_back(measure.id);
    return arm;
}

Spec shipped(const std::string& path) {
    const LoadedScenario loaded = load_scenario(source_path("scenarios/" + path));
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

void check_shuffles(const Spec& spec, std::uint64_t replicates) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        bool swapped = false;
        const Spec other = shuffled(spec, seed, swapped);
        for (const ArmSpec& arm : {ArmSpec{}, all_measures(spec)}) {
            const Model first = compile(spec, arm);
            const Model second = compile(other, arm);
            for (std::uint64_t k = 0; k < replicates; ++k)
                check_same(simulate(first, {1, k, 0}), simulate(second, {1, k, 0}), swapped);
        }
    }
}

}  // namespace

TEST_CASE("Shuffled files of shipped scenarios have the same runs", "[model][order]") {
    for (const char* path : {"cyber/reset-2011.yaml", "cyber/solar-sunrise-1998.yaml",
                             "classic/hot-line-1967.yaml", "classic/norwegian-rocket-1995.yaml",
                             "tutorial/first.yaml", "theory/bayes.yaml", "theory/desk.yaml"}) {
        CAPTURE(path);
        check_shuffles(shipped(path), 20);
    }
}

TEST_CASE("A shuffled file in which everything happens has the same runs", "[model][order]") {
    check_shuffles(scenario(busy()), 60);
    check_shuffles(scenario(with(busy(), "review: 30d", "review: 30d\n  agenda: yes")), 60);
}

TEST_CASE(
    "Of causes believed alike the least hostile counts, then the first by id, wherever they stand in the "
    "file",
    "[model][order]") {
    const std::string text = R"(
causes: {accident: {hostility: 0}, attack: {hostility: 1}, theft: {hostility: 0.2}}
evidence: {one: {every: 1d, accuracy: 0.5}, two: {every: 1d, accuracy: 0.5}}
incidents: {i: {target: north, cause: attack, at: 1d}, j: {target: [north, south], cause: theft, author: south, at: 1d}}
north: {review: 1d, attribution: {prior: {theft: 0.3, attack: 0.4, accident: 0.3}, close_at: 0.4}, doctrine: [{do: hold}]}
south: {review: 1d, doctrine: [{do: hold}]}
)";
    check_shuffles(scenario(text), 20);
    const auto likeliest = [&](const std::string& causes) {
        const Run run = play(
            with(text, "causes: {accident: {hostility: 0}, attack: {hostility: 1}, theft: {hostility: 0.2}}",
                 causes));
        for (const auto& opened : run.all<CaseOpened>()) {
            if (opened.what.actor == kSouth) return run.spec.causes[opened.what.view.likeliest.index()].id;
        }
        return std::string("no case");
    };
    CHECK(likeliest("causes: {attack: {hostility: 1}, theft: {hostility: 0.2}, accident: {hostility: 0}}") ==
          "accident");
    CHECK(
        likeliest("causes: {attack: {hostility: 1}, theft: {hostility: 0.2}, accident: {hostility: 0.3}}") ==
        "theft");
    CHECK(likeliest("causes: {theft: {hostility: 1}, attack: {hostility: 1}, accident: {hostility: 1}}") ==
          "accident");
}

TEST_CASE("Reports that come in the same millisecond come in the order of their sources' ids",
          "[model][order]") {
    // With gaps of a millisecond on average, many do.
    const std::string text = R"(
clock: {horizon: 2d}
evidence: {zeal: {every: 1ms, accuracy: 0.6}, calm: {every: 1ms, accuracy: 0.7}}
incidents: {i: {target: north, cause: attack, at: 1d}}
north: {attribution: {close_at: 0.999999}, doctrine: [{when: {incident.belief.attack: ">= 0.9"}, do: hold}, {do: hold}]}
)";
    check_shuffles(scenario(text), 60);
}
