#include <firebreak/causes.hpp>

#include <algorithm>
#include <set>

#include "paths/flaw_finder.hpp"

namespace firebreak {
namespace {

ArmSpec with_clean(ArmSpec arm, ActorId actor, std::optional<Perception> perception) {
    for (std::size_t i = 0; i < kActors; ++i) {
        if (actor.valid() && actor.index() != i) continue;
        if (perception) {
            arm.clean[i].add(*perception);
        } else {
            arm.clean[i] = true;
        }
    }
    return arm;
}

std::vector<Change> perception_changes(const ArmSpec& arm) {
    std::vector<Change> changes;
    for (const ActorId actor : {ActorId{}, ActorId{std::size_t{0}}, ActorId{std::size_t{1}}}) {
        for (std::size_t k = 0; k <= kPerceptions; ++k) {
            Change change;
            change.actor = actor;
            if (k > 0) change.perception = static_cast<Perception>(k - 1);
            change.arm = with_clean(arm, actor, change.perception);
            if (change.arm != arm) changes.push_back(std::move(change));
        }
    }
    return changes;
}

constexpr std::size_t kLargestSet = 3;
// That the search for a smallest set of one run may take, beside most_twins: some tenths of a second.
constexpr std::uint64_t kSearchEvents = 1'000'000;

// The same set in whatever order it was found.
std::vector<Correction> sorted(std::vector<Correction> set) {
    std::sort(set.begin(), set.end());
    return set;
}

Script script_of(const std::vector<Flaw>& mended) {
    Script script;
    for (const Flaw& flaw : mended) script.corrections.push_back(flaw.correction);
    return script;
}

// Whether the change could make a difference to the run that was looked on at.
bool matters(const Change& change, const FlawFinder& run) {
    if (change.kind == Change::Kind::measure) return true;
    if (change.kind == Change::Kind::rule) return run.applied(change.rule);
    for (std::size_t i = 0; i < kActors; ++i) {
        if (change.actor.valid() && change.actor.index() != i) continue;
        for (std::size_t k = 0; k < kPerceptions; ++k) {
            const auto perception = static_cast<Perception>(k);
            if (change.perception && *change.perception != perception) continue;
            if (run.blurred(ActorId{i}, perception)) return true;
        }
    }
    return false;
}

}  // namespace

// A set of flaws that were put right together, and those that the run so mended still shows before its
// crisis.
struct CauseFinder::Branch {
    std::vector<Flaw> mended;
    std::vector<Flaw> left;
};

CauseFinder::CauseFinder(const Spec& spec, const ArmSpec& arm, const CausesOptions& options)
    : model_(compile(spec, arm)), clean_(compile(spec, with_clean(arm, {}, {}))), options_(options) {
    for (Change& change : perception_changes(arm)) add_change(spec, std::move(change));
    for (std::size_t m = 0; m < spec.measures.size(); ++m) {
        Change change;
        change.kind = Change::Kind::measure;
        change.measure = MeasureId{m};
        change.arm = arm;
        if (std::find(arm.measures.begin(), arm.measures.end(), spec.measures[m].id) != arm.measures.end())
            continue;
        change.arm.measures.push_back(spec.measures[m].id);
        add_change(spec, std::move(change));
    }
    for (std::size_t i = 0; options.rules && i < kActors; ++i) {
        for (std::size_t rule = 0; rule < spec.actors[i].doctrine.size(); ++rule) {
            Change change;
            change.kind = Change::Kind::rule;
            change.rule = {ActorId{i}, static_cast<std::uint16_t>(rule)};
            change.arm = arm;
            if (std::find(arm.without.begin(), arm.without.end(), change.rule) != arm.without.end()) continue;
            change.arm.without.push_back(change.rule);
            add_change(spec, std::move(change));
        }
    }
}

void CauseFinder::add_change(const Spec& spec, Change change) {
    if (stopped()) return;  // what comes next throws
    changed_.push_back(compile(spec, change.arm));
    changes_.push_back(std::move(change));
}

bool CauseFinder::twin_crisis(const Model& model, const NoiseKey& key, RunCauses& run, const Script& script,
                              Recorder* recorder) const {
    if (stopped()) throw Stopped();
    const RunResult twin = simulate_to_crisis(model, key, script, recorder, options_.stop);
    ++run.twins;
    run.twin_events += twin.events;
    return twin.crisis;
}

RunCauses CauseFinder::causes_of(const NoiseKey& key) const {
    RunCauses run;
    run.replicate = key.replicate;
    FlawFinder finder(model_, true);
    run.crisis = simulate_to_crisis(model_, key, {}, &finder, options_.stop).crisis;
    run.crisis_time = finder.crisis_time();
    run.clean_crisis = twin_crisis(clean_, key, run);
    run.turned.assign(changes_.size(), 0);
    for (std::size_t i = 0; i < changes_.size(); ++i) {
        const Change& change = changes_[i];
        if (!matters(change, finder)) continue;
        const bool all =
            change.kind == Change::Kind::perception && !change.actor.valid() && !change.perception;
        const bool crisis = all ? run.clean_crisis : twin_crisis(changed_[i], key, run);
        run.turned[i] = crisis != run.crisis ? 1 : 0;
    }
    if (!run.crisis && !run.averted()) return run;
    run.flaws = finder.flaws();
    run.twin_events = 0;
    find_pivotal(key, run);
    if (run.crisis) find_smallest(key, run);
    return run;
}

void CauseFinder::find_pivotal(const NoiseKey& key, RunCauses& run) const {
    run.pivotal.assign(run.flaws.size(), 0);
    // From the last one back: where there are too many, those closest to the crisis are looked into.
    for (std::size_t i = run.flaws.size(); i-- > 0;) {
        if (run.twin_events > options_.most_events) {
            run.searched = false;
            return;
        }
        if (twin_crisis(model_, key, run, script_of({run.flaws[i]})) == run.crisis) continue;
        run.pivotal[i] = 1;
        if (!run.last_decision_chance) run.last_decision_chance = i;
        if (!run.last_chance && run.flaws[i].misperception()) run.last_chance = i;
    }
}

// Breadth first over sets of misperceptions. A set averts the crisis of a run only if it puts right something
// that shows before that crisis; so the next member is one of those, and the search misses no set.
void CauseFinder::find_smallest(const NoiseKey& key, RunCauses& run) const {
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        if (run.pivotal[i] == 0 || !run.flaws[i].misperception()) continue;
        run.smallest = {run.flaws[i]};
        return;
    }
    std::set<CorrectionSet> tried;
    std::vector<Branch> branches{{{}, run.flaws}};
    const Limits most{run.twins + options_.most_twins, run.twin_events + kSearchEvents};
    for (std::size_t size = 1; size <= kLargestSet; ++size) {
        std::vector<Branch> longer;
        for (const Branch& branch : branches) {
            if (!try_longer(key, branch, size, most, tried, longer, run)) return;
        }
        branches = std::move(longer);
    }
}

// Tries the branch with each one more of the flaws that are left. False when the search is over: a set was
// found, or it has taken too long.
bool CauseFinder::try_longer(const NoiseKey& key, const Branch& branch, std::size_t size, const Limits& most,
                             std::set<CorrectionSet>& tried, std::vector<Branch>& longer,
                             RunCauses& run) const {
    FlawFinder finder(model_, true);
    for (const Flaw& flaw : branch.left) {
        if (!flaw.misperception()) continue;
        Branch next{branch.mended, {}};
        next.mended.push_back(flaw);
        const Script script = script_of(next.mended);
        if (!tried.insert(sorted(script.corrections)).second) continue;
        run.searched = run.searched && run.twins < most.twins && run.twin_events <= most.events;
        if (!run.searched) return false;
        finder.begin();
        if (!twin_crisis(model_, key, run, script, size < kLargestSet ? &finder : nullptr)) {
            run.smallest = std::move(next.mended);
            return false;
        }
        if (size == kLargestSet) continue;
        next.left = finder.flaws();
        longer.push_back(std::move(next));
    }
    return true;
}

}  // namespace firebreak
