// What the crises of many runs hinged on, added up.
#include <algorithm>
#include <chrono>
#include <map>

#include <firebreak/causes.hpp>

#include "sweep/blocks.hpp"

namespace firebreak {
namespace {

// A tally with what is needed to keep the best example.
struct Tally {
    FlawTally counts;
    int rank = -1;  // of the example: 0 only there, 1 pivotal to an averted crisis, 2 pivotal to a crisis

    void offer(int rank_of, std::uint64_t replicate, RecordId record) {
        if (rank_of <= rank) return;
        rank = rank_of;
        counts.example = replicate;
        counts.example_record = record;
    }
    void add(const Tally& later) {
        counts.present += later.counts.present;
        counts.pivotal += later.counts.pivotal;
        counts.last_chance += later.counts.last_chance;
        counts.in_smallest += later.counts.in_smallest;
        counts.averted += later.counts.averted;
        offer(later.rank, later.counts.example, later.counts.example_record);
    }
};
using Tallies = std::map<FlawGroup, Tally>;
using Grouping = FlawGroup (*)(const Flaw&);

// Counts each group once a run.
void tally(const RunCauses& run, Grouping group, Tallies& tallies) {
    std::map<FlawGroup, bool> seen;  // whether one of the group is pivotal
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        const bool pivotal = run.pivotal[i] != 0;
        const FlawGroup key = group(run.flaws[i]);
        seen[key] = seen[key] || pivotal;
        const int rank = !pivotal ? 0 : run.crisis ? 2 : 1;
        tallies[key].offer(rank, run.replicate, run.flaws[i].record);
    }
    for (const auto& [key, pivotal] : seen) {
        FlawTally& counts = tallies[key].counts;
        counts.present += run.crisis ? 1 : 0;
        counts.pivotal += run.crisis && pivotal ? 1 : 0;
        counts.averted += run.averted() && pivotal ? 1 : 0;
    }
    if (!run.crisis) return;
    if (run.last_chance) ++tallies[group(run.flaws[*run.last_chance])].counts.last_chance;
    if (run.last_decision_chance && !run.flaws[*run.last_decision_chance].misperception()) {
        ++tallies[group(run.flaws[*run.last_decision_chance])].counts.last_chance;
    }
    std::map<FlawGroup, bool> members;
    for (const Flaw& flaw : run.smallest) members[group(flaw)] = true;
    for (const auto& [key, member] : members) ++tallies[key].counts.in_smallest;
}

// Drops the flaws that are not pivotal.
void thin_out(RunCauses& run) {
    std::vector<Flaw> kept;
    std::optional<std::size_t> chance, decision;
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        if (run.pivotal[i] == 0) continue;
        if (run.last_chance == i) chance = kept.size();
        if (run.last_decision_chance == i) decision = kept.size();
        kept.push_back(run.flaws[i]);
    }
    run.flaws = std::move(kept);
    run.flaws.shrink_to_fit();
    run.pivotal.assign(run.flaws.size(), 1);
    run.last_chance = chance;
    run.last_decision_chance = decision;
}

struct Totals {
    std::uint64_t twins = 0, crises = 0, inadvertent = 0, averted = 0, unsearched = 0, with_pivotal = 0;
    std::array<std::uint64_t, 4> smallest{};
    std::vector<ChangeTally> changes;
    Tallies kinds, groups;
    std::vector<RunCauses> crisis_runs;

    void add_change(const RunCauses& run, std::size_t i) {
        ChangeTally& change = changes[i];
        std::uint64_t& count = run.crisis ? change.averts : change.causes;
        std::uint64_t& example = run.crisis ? change.example_averts : change.example_causes;
        if (count++ == 0) example = run.replicate;
    }

    void add(RunCauses&& run) {
        twins += run.twins;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (run.turned[i] != 0) add_change(run, i);
        }
        averted += run.averted() ? 1 : 0;
        if (run.crisis || run.averted()) {
            tally(run, coarse_group_of, kinds);
            tally(run, group_of, groups);
        }
        if (!run.crisis) return;
        ++crises;
        inadvertent += run.inadvertent() ? 1 : 0;
        ++smallest[run.smallest.size()];
        unsearched += run.searched ? 0 : 1;
        with_pivotal += run.last_chance ? 1 : 0;
        thin_out(run);
        crisis_runs.push_back(std::move(run));
    }

    void add(const Totals& later) {
        twins += later.twins;
        crises += later.crises;
        inadvertent += later.inadvertent;
        averted += later.averted;
        unsearched += later.unsearched;
        with_pivotal += later.with_pivotal;
        for (std::size_t i = 0; i < smallest.size(); ++i) smallest[i] += later.smallest[i];
        for (std::size_t i = 0; i < changes.size(); ++i) {
            ChangeTally& sum = changes[i];
            const ChangeTally& more = later.changes[i];
            if (sum.averts == 0) sum.example_averts = more.example_averts;
            if (sum.causes == 0) sum.example_causes = more.example_causes;
            sum.averts += more.averts;
            sum.causes += more.causes;
        }
        for (const auto& [key, tally] : later.kinds) kinds[key].add(tally);
        for (const auto& [key, tally] : later.groups) groups[key].add(tally);
        crisis_runs.insert(crisis_runs.end(), later.crisis_runs.begin(), later.crisis_runs.end());
    }
};

std::vector<FlawTally> heaviest_first(const Tallies& tallies) {
    std::vector<FlawTally> list;
    for (const auto& [group, tally] : tallies) {
        list.push_back(tally.counts);
        list.back().group = group;
    }
    std::stable_sort(list.begin(), list.end(), [](const FlawTally& a, const FlawTally& b) {
        return a.pivotal != b.pivotal ? a.pivotal > b.pivotal : a.weight() > b.weight();
    });
    return list;
}

}  // namespace

Causes find_causes(const CauseFinder& finder, const EnsembleOptions& runs) {
    const auto start = std::chrono::steady_clock::now();
    Totals empty;
    empty.changes.resize(finder.changes().size());
    Totals sum = empty;
    constexpr std::uint64_t kBlock = 8;  // a crisis takes hundreds of twins
    const auto work = [&](Totals& block, std::uint64_t replicate) {
        block.add(finder.causes_of({runs.seed, replicate, 0}));
    };
    Causes causes;
    causes.runs = run_blocks(
        runs, empty, work, [&](const Totals& block) { sum.add(block); }, kBlock);
    causes.complete = causes.runs == runs.runs;
    causes.twins = sum.twins;
    causes.crises = sum.crises;
    causes.inadvertent = sum.inadvertent;
    causes.deliberate = sum.crises - sum.inadvertent;
    causes.averted = sum.averted;
    causes.smallest = sum.smallest;
    causes.unsearched = sum.unsearched;
    causes.with_pivotal = sum.with_pivotal;
    causes.changes = finder.changes();
    causes.change_tallies = std::move(sum.changes);
    causes.kinds = heaviest_first(sum.kinds);
    causes.groups = heaviest_first(sum.groups);
    causes.crisis_runs = std::move(sum.crisis_runs);
    causes.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return causes;
}

}  // namespace firebreak
