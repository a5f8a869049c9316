// Why it came to a crisis: what was amiss in a run, and which twins of it, with one thing put right, have
// none.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

namespace firebreak {

// The flaws of a run from its records, in the order of those; with `to_crisis` only those before the crisis
// rung is reached.
[[nodiscard]] std::vector<Flaw> flaws_of(const Model& model, const std::vector<Record>& records,
                                         bool to_crisis = false);

struct CausesOptions {
    bool rules = true;                 // knock out each rule of each doctrine
    std::uint32_t most_twins = 2'000;  // of one run, in the search for the smallest set
    // That the twins with one flaw put right may handle in all, so that a run of a million events does not
    // hold up the others for hours.
    std::uint64_t most_events = 50'000'000;
    // When it becomes true, the search throws Stopped: what it had found by then would be half the truth.
    const StopFlag* stop = nullptr;
};

// What one run hinged on.
struct RunCauses {
    std::uint64_t replicate = 0;
    bool crisis = false;
    bool clean_crisis = false;  // of the clean-both twin
    Millis crisis_time = kNever;
    // before the crisis; of a run that misperception averted: all. Of other runs: none are looked for
    std::vector<Flaw> flaws;
    // by flaw: 1 if its twin, with just that put right, has a crisis where the run has none, or none
    // where it has one
    std::vector<std::uint8_t> pivotal;
    // The last of the pivotal misperceptions, and of all pivotal flaws, as places in `flaws`.
    std::optional<std::size_t> last_chance;
    std::optional<std::size_t> last_decision_chance;
    // Of a crisis: a smallest set of misperceptions, up to 3, that together put right avert it. Faults that
    // only show in a twin may be among them. Of several the one found first, in the order of time. Empty:
    // there is none.
    std::vector<Flaw> smallest;
    // false: cut short by most_twins or most_events; flaws not looked into count as not pivotal
    bool searched = true;
    // by change: 1 if the run so changed ends the other way (crisis or none)
    std::vector<std::uint8_t> turned;
    std::uint32_t twins = 0;        // simulated
    std::uint64_t twin_events = 0;  // that they handled

    [[nodiscard]] bool inadvertent() const { return crisis && !clean_crisis; }
    [[nodiscard]] bool averted() const { return !crisis && clean_crisis; }
};

// Finds the causes of runs of one arm. Immutable; thread-safe.
class CauseFinder {
public:
    CauseFinder(const Spec& spec, const ArmSpec& arm, const CausesOptions& options = {});

    [[nodiscard]] const Model& model() const { return model_; }
    [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }
    // Throws Stopped when options.stop became true.
    [[nodiscard]] RunCauses causes_of(const NoiseKey& key) const;

private:
    [[nodiscard]] bool stopped() const { return options_.stop != nullptr && *options_.stop; }
    void add_change(const Spec& spec, Change change);
    [[nodiscard]] bool twin_crisis(const Model& model, const NoiseKey& key, RunCauses& run,
                                   const Script& script = {}, Recorder* recorder = nullptr) const;
    void find_pivotal(const NoiseKey& key, RunCauses& run) const;
    void find_smallest(const NoiseKey& key, RunCauses& run) const;
    struct Branch;
    struct Limits {
        std::uint32_t twins = 0;
        std::uint64_t events = 0;
    };
    using CorrectionSet = std::vector<Correction>;
    [[nodiscard]] bool try_longer(const NoiseKey& key, const Branch& branch, std::size_t size,
                                  const Limits& most, std::set<CorrectionSet>& tried,
                                  std::vector<Branch>& longer, RunCauses& run) const;

    Model model_;
    Model clean_;
    CausesOptions options_;
    std::vector<Change> changes_;
    std::vector<Model> changed_;  // by change
};

struct FlawTally {
    FlawGroup group;
    std::uint64_t present = 0;  // crises before which there is one
    std::uint64_t pivotal = 0;  // crises for which one is pivotal
    // crises whose last clear chance is one (among misperceptions; of an escalation: among all)
    std::uint64_t last_chance = 0;
    std::uint64_t in_smallest = 0;  // crises in whose smallest set there is one
    // runs without a crisis, averted by misperception, for which one is pivotal: put right, the crisis
    // comes
    std::uint64_t averted = 0;
    // a replicate: of a crisis for which one is pivotal, else of one averted, else of any
    std::uint64_t example = 0;
    RecordId example_record = 0;  // there
    [[nodiscard]] std::uint64_t weight() const { return pivotal + averted; }
};

struct ChangeTally {
    std::uint64_t averts = 0;                              // crises that the change averts
    std::uint64_t causes = 0;                              // crises that come with the change only
    std::uint64_t example_averts = 0, example_causes = 0;  // replicates
    bool operator==(const ChangeTally&) const = default;
};

// What the crises of many runs hinged on.
struct Causes {
    std::uint64_t runs = 0;
    bool complete = true;
    double seconds = 0;
    std::uint64_t twins = 0;
    // inadvertent + deliberate = crises
    std::uint64_t crises = 0, inadvertent = 0, deliberate = 0, averted = 0;
    std::array<std::uint64_t, 4> smallest{};  // crises by size of the smallest set: [0]: none up to 3
    std::uint64_t unsearched = 0;             // crises whose search was cut short
    std::uint64_t with_pivotal = 0;           // crises with a pivotal misperception
    std::vector<Change> changes;
    std::vector<ChangeTally> change_tallies;  // by change
    std::vector<FlawTally> kinds;             // by kind and actor, heaviest first
    std::vector<FlawTally> groups;            // by what they are about as well, heaviest first
    // in the order of replicates; without `flaws` that are not pivotal, to save memory
    std::vector<RunCauses> crisis_runs;
};

// The same for any number of threads.
[[nodiscard]] Causes find_causes(const CauseFinder& finder, const EnsembleOptions& runs);

}  // namespace firebreak
