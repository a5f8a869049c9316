// Why a run reached a crisis: what went wrong in it, and in which twins, each with one thing corrected, the
// crisis does not happen.
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

// The flaws of a run, in the order of its records; with `to_crisis`, only those before the crisis rung is
// reached.
[[nodiscard]] std::vector<Flaw> flaws_of(const Model& model, const std::vector<Record>& records,
                                         bool to_crisis = false);

struct CausesOptions {
    bool rules = true;                 // also disable each rule of each doctrine in turn
    std::uint32_t most_twins = 2'000;  // per run, in the search for the smallest set
    // Event budget for all single-flaw twins of one run; bounds the cost of very long runs.
    std::uint64_t most_events = 50'000'000;
    // When set, the search throws Stopped: partial findings would mislead.
    const StopFlag* stop = nullptr;
};

// What one run hinged on.
struct RunCauses {
    std::uint64_t replicate = 0;
    bool crisis = false;
    bool clean_crisis = false;  // of the clean-both twin
    Millis crisis_time = kNever;
    // Of a crisis, those before it; of a run that misperception averted, all; otherwise not looked for.
    std::vector<Flaw> flaws;
    // By flaw: 1 if the twin with only this flaw corrected ends the other way (crisis or no crisis).
    std::vector<std::uint8_t> pivotal;
    // Index in `flaws` of the last pivotal misperception, the last clear chance; and of the last pivotal flaw
    // of any kind.
    std::optional<std::size_t> last_chance;
    std::optional<std::size_t> last_decision_chance;
    // Of a crisis: a smallest set of misperceptions, at most 3, that prevents it if all are corrected. It may
    // include flaws that show up only in a twin. Of several sets, the first found in order of time. Empty:
    // there is none.
    std::vector<Flaw> smallest;
    // false: cut short by most_twins or most_events; flaws not examined count as not pivotal
    bool searched = true;
    // by change: 1 if the run with that change ends the other way
    std::vector<std::uint8_t> turned;
    std::uint32_t twins = 0;        // simulated
    std::uint64_t twin_events = 0;  // handled by them

    [[nodiscard]] bool inadvertent() const { return crisis && !clean_crisis; }
    [[nodiscard]] bool averted() const { return !crisis && clean_crisis; }
};

// Finds the causes of runs of one arm. Immutable; thread-safe.
class CauseFinder {
public:
    CauseFinder(const Spec& spec, const ArmSpec& arm, const CausesOptions& options = {});

    [[nodiscard]] const Model& model() const { return model_; }
    [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }
    // Throws Stopped when options.stop is set.
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

// How often the flaws of a group occur and matter, over many runs.
struct FlawTally {
    FlawGroup group;
    std::uint64_t present = 0;  // crises preceded by one
    std::uint64_t pivotal = 0;  // crises for which one is pivotal
    // crises whose last pivotal misperception is one; for an escalation, whose last pivotal flaw of any kind
    // is
    std::uint64_t last_chance = 0;
    std::uint64_t in_smallest = 0;  // crises whose smallest set contains one
    // runs that misperception averted and for which one is pivotal: with it corrected, the crisis comes
    std::uint64_t averted = 0;
    // a replicate: a crisis for which one is pivotal, else a run averted by one, else any with one
    std::uint64_t example = 0;
    RecordId example_record = 0;  // in that replicate
    [[nodiscard]] std::uint64_t weight() const { return pivotal + averted; }
};

// How many crises a change of whole runs prevents and causes.
struct ChangeTally {
    std::uint64_t averts = 0;                              // crises that the change prevents
    std::uint64_t causes = 0;                              // crises that only happen with the change
    std::uint64_t example_averts = 0, example_causes = 0;  // replicates
    bool operator==(const ChangeTally&) const = default;
};

// What the crises of many runs hinged on.
struct Causes {
    std::uint64_t runs = 0;  // finished
    bool complete = true;
    double seconds = 0;       // wall time
    std::uint64_t twins = 0;  // simulated
    // inadvertent + deliberate = crises
    std::uint64_t crises = 0, inadvertent = 0, deliberate = 0, averted = 0;
    std::array<std::uint64_t, 4> smallest{};  // crises by size of the smallest set; [0]: no set of 3 or fewer
    std::uint64_t unsearched = 0;             // crises whose search was cut short
    std::uint64_t with_pivotal = 0;           // crises with a pivotal misperception
    std::vector<Change> changes;
    std::vector<ChangeTally> change_tallies;  // by change
    std::vector<FlawTally> kinds;             // by kind and actor, heaviest first
    std::vector<FlawTally> groups;            // by subject as well, heaviest first
    // in replicate order; their `flaws` hold only pivotal ones, to save memory
    std::vector<RunCauses> crisis_runs;
};

// Finds the causes of many runs on all cores. The result is the same for any number of threads. If stopped,
// it covers the first replicates that were finished, and `complete` is false.
[[nodiscard]] Causes find_causes(const CauseFinder& finder, const EnsembleOptions& runs);

}  // namespace firebreak
