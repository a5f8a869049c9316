// The runs that the screens show: started, stopped, run again with other measures or numbers, and what the
// view makes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <firebreak/causes.hpp>
#include <firebreak/ensemble.hpp>
#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>

#include "session/runner.hpp"
#include "session/view.hpp"

namespace firebreak::viz {

// What is to be run: the scenario with some of its numbers changed, measures in force.
struct Settings {
    std::vector<std::string> measures;
    // parameter path and value as text, in the order in which they were made
    std::vector<std::pair<std::string, std::string>> changes;
    std::uint64_t seed = 1;
    std::uint64_t runs = 1'000;
    PathOptions paths;
    std::uint64_t first = 0;  // replicate; a setting of a sweep has its own
    bool operator==(const Settings&) const = default;
};
[[nodiscard]] std::vector<std::string> sets_of(const Settings& settings);  // the changes as "path=value"
// The command that runs the same: "firebreak run FILE --runs 1000 --seed 1 --measures hotline --set a.b=c".
[[nodiscard]] std::string command_of(const std::string& file, const Settings& settings);

// Finished runs with what they were made of.
struct Results {
    Settings settings;
    PathTable paths;
    bool complete = false;
    // Of the file as it was before it was edited: the start of its digest. Empty: of the scenario that is
    // open.
    std::string older_file;
};

// Whether paths of the one can be read with the names of the other: the same actors, rungs and moves in the
// same order.
[[nodiscard]] bool comparable(const Spec& before, const Spec& after);

// Numbers of the runs shown, for the readout.
struct Readout {
    std::uint64_t all = 0;                      // runs there are
    std::uint64_t shown = 0;                    // that pass the filter
    std::uint64_t crises = 0, inadvertent = 0;  // of those shown
    OutcomeCounts outcomes{};
    Bounds crisis_bounds;
    std::string in_words;  // "very unlikely (5 to 20 %)"; empty: too few runs for a word
};

// What is drawn of the runs shown. Numbers, widths and curves count all of them.
struct Coverage {
    double share = 1;  // that was asked for, or that could be drawn
    std::uint64_t runs = 0;
    std::uint64_t left_runs = 0, left_paths = 0;  // left out, and the different paths that they take
    bool reduced = false;                         // by itself, to keep the picture readable
};

// More than these are too many to be read or drawn.
inline constexpr std::size_t kMostNodes = 5'000, kMostFlows = 20'000;
[[nodiscard]] bool too_much_to_draw(const River& river);

// Not thread-safe; the runs are made on other threads.
class Workbench {
public:
    explicit Workbench(Spec spec) : spec_(std::move(spec)) {}

    [[nodiscard]] const Spec& spec() const { return spec_; }
    // The scenario with the changes of the settings. A change that the scenario does not take is left out;
    // `faults` says which and why.
    [[nodiscard]] Spec changed_spec(const Settings& settings,
                                    std::vector<std::string>* faults = nullptr) const;
    [[nodiscard]] Model model(const Settings& settings) const;

    // Runs anew. The results there are become previous() if they are of other settings.
    void run(const Settings& settings);
    void stop() { runner_.stop(); }
    // Shows paths that were made elsewhere, on the same ladder, as if they had been run here; those there
    // were are forgotten.
    void adopt(const Settings& settings, PathTable paths);
    [[nodiscard]] bool running() const { return runner_.running(); }
    [[nodiscard]] std::uint64_t done() const { return runner_.done(); }
    [[nodiscard]] std::uint64_t asked() const { return runner_.asked(); }
    // Takes over what was finished; true if there is something new to show. To be called often.
    bool poll();

    [[nodiscard]] const Results& results() const { return results_; }
    [[nodiscard]] const std::optional<Results>& previous() const { return previous_; }
    // Stops, and gives the results away to a bench of an edited scenario; nothing if there are none.
    [[nodiscard]] std::optional<Results> take_results();
    void set_previous(Results previous) { previous_ = std::move(previous); }
    // The previous results become the present ones and the other way round; nothing while runs are under way,
    // without previous ones, or if those are of an older file.
    void swap();
    [[nodiscard]] bool has_results() const { return results_.paths.runs() > 0; }

    // What the view makes of the results; worked out anew only when either has changed.
    void look(const ViewState& view);
    [[nodiscard]] const RunMask& mask() const { return mask_; }  // empty: all runs
    // Of all runs shown, whatever is drawn of them: what numbers are taken from.
    [[nodiscard]] const River& river() const { return river_; }
    // Of the runs that are drawn: a cell or ribbon without runs here is left out of the picture.
    [[nodiscard]] const River& drawn_river() const { return coverage_.left_runs > 0 ? drawn_river_ : river_; }
    [[nodiscard]] const Coverage& coverage() const { return coverage_; }
    [[nodiscard]] const RunMask& drawn() const { return drawn_; }  // the runs that are drawn; empty: all
    // The last step of the river while all steps are shown, 1 or more.
    [[nodiscard]] std::size_t whole_steps() const { return whole_steps_; }
    [[nodiscard]] const Readout& readout() const { return readout_; }
    // The same of all runs there are, whatever the filter.
    [[nodiscard]] const Readout& readout_of_all() const { return readout_of_all_; }
    [[nodiscard]] const Variants& top_variants();
    // The steps into the crises of the runs shown.
    [[nodiscard]] const CrisisSteps& steps_into_crisis();
    // Counts up whenever river() or readout() change.
    [[nodiscard]] std::uint64_t version() const { return version_; }

    // A run among those shown, by a number that counts up: the same number gives the same run.
    [[nodiscard]] std::optional<std::size_t> sample(std::uint64_t number) const;
    // The place of a replicate in the table.
    [[nodiscard]] std::optional<std::size_t> find(std::uint64_t replicate) const;

    // Of the results against the previous ones; none without those or with another seed, ladder or kind of
    // step.
    [[nodiscard]] std::optional<Paired> paired() const;

private:
    [[nodiscard]] Readout read_out(const RunMask& mask) const;
    [[nodiscard]] RiverOptions options_for(const ViewState& view);
    void draw_river(const ViewState& view, const RiverOptions& options);
    void draw_commonest(double share, const RiverOptions& options);

    Spec spec_;
    Runner runner_;
    Results results_;
    std::optional<Results> previous_;
    ViewState looked_;
    bool fresh_ = true;  // results changed since the last look
    RunMask mask_, drawn_;
    std::optional<VariantRanks> ranks_;  // of the runs of the mask, once they are needed
    River river_, drawn_river_;
    Coverage coverage_;
    std::size_t whole_steps_ = 1;
    Readout readout_, readout_of_all_;
    std::optional<Variants> variants_;
    std::optional<CrisisSteps> crisis_steps_;
    std::uint64_t version_ = 0;
};

}  // namespace firebreak::viz
