// What the screens show: the scenario, its runs, what is selected, through whose eyes, and where in time. No
// window and no drawing.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/causes.hpp>
#include <firebreak/scenario.hpp>

#include "session/breakpoints.hpp"
#include "session/file_watch.hpp"
#include "session/sample_player.hpp"
#include "session/scenario_text.hpp"
#include "session/sweep_watch.hpp"
#include "session/told_run.hpp"
#include "session/view.hpp"
#include "session/workbench.hpp"

namespace firebreak::viz {

// Whose knowledge the screens show; one choice for all of them.
enum class Eyes { truth, a, b, both };

enum class ScreenId { river, timeline, ladder, compare, sweep };
inline constexpr int kScreens = 5;
// Pairs that the filter chose by what became of them would bias their difference, and a sweep makes runs of
// its own.
[[nodiscard]] constexpr bool filter_applies(ScreenId screen) {
    return screen != ScreenId::compare && screen != ScreenId::sweep;
}

// Something that a fork has otherwise than the run itself.
struct ForkChange {
    Millis time = 0;
    std::string words;  // "Washington holds 7 Oct 2011"
    // Of a decision; none where a mistake was corrected.
    ActorId actor;
    std::uint32_t decision = 0;
};

// A run made anew with decisions changed, or with mistakes corrected.
struct Fork {
    std::vector<ForkChange> changes;  // in the order of time; none: the run itself
    Script script;
    // What `firebreak explain --but-for` takes to tell the same; nothing where it cannot.
    std::optional<std::string> but_for;
    // "Washington holds 7 Oct 2011, then Moscow: Step down one rung 16 Oct 2011"
    [[nodiscard]] std::string name() const;
};

// A place that a person wants to come back to.
struct Bookmark {
    std::uint64_t replicate = 0;
    Millis time = 0;
    std::string words;
    // in which it was set: that something was at this moment may be what another view does not know
    Eyes view = Eyes::truth;
};

// A point of a sweep that is open in place of the scenario as it was written.
struct OpenSetting {
    std::uint64_t number = 0;      // in the design
    std::string folder;            // of the sweep
    std::uint64_t usual_runs = 0;  // that were chosen before
};

// Belongs to the interface thread.
class Session {
public:
    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Reads a scenario. With errors the session has no scenario, and diagnostics() says why; what was open
    // before is closed either way.
    //
    // Of the folder of a sweep the scenario is opened and the sweep read in the background, and the screen
    // Sweep shown. A sweep stays open until something outside its folder is opened.
    void open(const std::string& path);

    [[nodiscard]] bool has_scenario() const { return loaded_.spec.has_value(); }
    [[nodiscard]] const Spec& spec() const { return *loaded_.spec; }  // only with a scenario
    // as it was given; empty: nothing was opened
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::string& sha256() const { return loaded_.sha256; }
    [[nodiscard]] const std::vector<std::string>& files() const {
        return loaded_.files;
    }  // the scenario's own first, then its parts
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return loaded_.diagnostics; }

    // What became of the file after it was opened: "The file changed and was read again."; mostly empty. The
    // file is looked at about once a second. If it then has faults they are in diagnostics(), and the
    // scenario read before stays.
    [[nodiscard]] const std::string& file_note() const { return file_note_; }
    // Says something about the file that is open, until another is opened or it is hidden; empty: nothing.
    void note(std::string words) { file_note_ = std::move(words); }
    // Why the file that is open cannot be edited here; empty: it can.
    [[nodiscard]] std::string why_not_editable() const;
    // Reads the file that is open again, as when it changed on disk.
    void reload();

    // Faults of files beside the scenario (theme, keys), a line each, shown with the diagnostics.
    std::vector<std::string> remarks;

    // The text of a scenario file while it is edited.
    ScenarioText editor;

    Eyes view = Eyes::truth;
    ScreenId screen = ScreenId::river;

    // The actors' names made safe to show; "A" and "B" without a scenario.
    [[nodiscard]] std::string actor_name(std::size_t actor) const;
    // The point of view as the engine takes it.
    [[nodiscard]] firebreak::PointOfView point_of_view() const;
    [[nodiscard]] bool sees_truth() const { return view == Eyes::truth; }

    // --- Runs --------------------------------------------------------------

    Settings settings;  // of the next run; another scenario takes over only how many runs
    void run();         // nothing without a scenario
    void stop();
    // Takes over what was finished in the background and lets time pass for a run that plays; true if there
    // is something new to draw.
    bool tick(double seconds);
    // Has the runs looked at as the state now asks; nothing if it has not changed. True if there is something
    // new to draw.
    bool look();
    [[nodiscard]] bool busy() const { return bench_ && bench_->running(); }
    // Only with a scenario.
    [[nodiscard]] Workbench& bench() { return *bench_; }
    [[nodiscard]] const Workbench& bench() const { return *bench_; }
    [[nodiscard]] bool has_runs() const { return bench_ && bench_->has_results(); }

    // The runs before become the runs after, with their settings; the open run is left.
    void swap_runs();

    // --- A sweep -----------------------------------------------------------

    [[nodiscard]] const SweepWatch& sweep() const { return sweep_; }
    // Runs a setting of the sweep under one of its arms, the same runs that the sweep has, and shows their
    // river. Nothing without a reading or such a point; a setting that makes no scenario leaves a note.
    void open_setting(std::size_t place, std::size_t arm);
    [[nodiscard]] const OpenSetting* setting() const { return setting_ ? &*setting_ : nullptr; }
    // "Setting 17 of the sweep results"; empty if none is open.
    [[nodiscard]] std::string setting_words() const;
    // Back to the scenario as it was written.
    void leave_setting();
    // How many runs the person chose.
    [[nodiscard]] std::uint64_t chosen_runs() const {
        return setting_ ? setting_->usual_runs : settings.runs;
    }

    // --- What is looked at -------------------------------------------------

    [[nodiscard]] const ViewState& state() const { return history_.now(); }
    // A new state that can be undone.
    void set_state(const ViewState& state);
    // The present state changed without a step to undo, for what changes while it is dragged; the open run
    // must stay the same.
    void replace_state(const ViewState& state) { history_.replace(state); }
    void undo();
    void redo();
    void add_clause(const RiverClause& clause);
    void add_alternative(const RiverClause& clause);
    // Takes a chip of the filter away.
    void remove_clause(std::size_t part, std::size_t alternative = 0);

    // --- One run -----------------------------------------------------------

    // Opens a replicate through the present point of view; the fork that was shown is left.
    void open_run(std::uint64_t replicate);
    void close_run();
    // Opens another run among those shown, the next of a fixed random order.
    bool open_sample();
    // Hypothetical outcomes, drawn one after the other over the river; the runs are in another order than
    // those of open_sample().
    SamplePlayer samples;
    bool reduced_motion = false;  // nothing moves by itself
    // The run that is drawn now, as its place in the table.
    [[nodiscard]] std::optional<std::size_t> sample_shown() const;
    [[nodiscard]] bool has_run() const { return told_.has_value(); }
    [[nodiscard]] const ToldRun& told() const { return *told_; }
    // What the run hinged on; none yet while it is worked out in the background. A view other than truth has
    // none.
    [[nodiscard]] const RunCauses* causes();

    // Forks of the open run: kept, named, and shown beside it. The first is the run itself.
    [[nodiscard]] const std::vector<Fork>& forks() const { return forks_; }
    [[nodiscard]] std::size_t fork() const { return fork_; }
    void show_fork(std::size_t fork);
    // Has the side choose this move at this decision (one that closed on time), or puts a flaw right; shows
    // the new fork.
    void fork_decision(const ToldDecision& decision, MoveId move);
    void fork_correction(const Flaw& flaw);
    // The run itself, as long as a fork is shown; otherwise the same replicate under beside().
    [[nodiscard]] const ToldRun* original() const { return original_ ? &*original_ : nullptr; }
    // The moment at which the fork leaves it, or at which postures and acts first differ from those beside;
    // none if this view sees no difference.
    [[nodiscard]] std::optional<Millis> parting() const { return parting_; }

    // --- One run under two settings ----------------------------------------

    // The settings under which the open run stands beside itself; none: it stands alone.
    [[nodiscard]] const Settings* beside() const { return beside_ ? &*beside_ : nullptr; }
    [[nodiscard]] const Settings& told_settings() const { return told_settings_; }  // of the open run
    // Opens a replicate, with the same under the settings of the runs before beside it; alone if there are
    // none of the same seed and file.
    void open_pair(std::uint64_t replicate);
    void leave_beside();
    // Runs anew under `settings`, if there are runs. A run that is open stays so: it is told anew, and as it
    // was told before it stands beside. Its forks are left.
    void run_beside();

    // --- Time --------------------------------------------------------------

    // in the open run; with another view it goes back to the last moment of which that view knows
    Millis cursor = 0;
    // a line of the open run; a view that does not know it has none, and the way back has it again
    std::optional<RecordId> selected;
    bool playing = false;
    double speed = 1;  // 1: 30 days of the run in a second
    std::vector<Bookmark> bookmarks;
    // Whether the present view knows all that the bookmark's view knew.
    [[nodiscard]] bool shows(const Bookmark& mark) const;
    [[nodiscard]] std::size_t bookmarks_shown() const;
    // Shows the bookmark's run at its moment. Nothing if there is no such bookmark.
    void go_to_bookmark(std::size_t place);
    // The next (1) or previous (-1) one in the order in which they were set, from the one visited last.
    void step_bookmark(int direction);
    // Where a run that plays stops. Each comes true as the present point of view tells the run.
    std::vector<Breakpoint> breakpoints;
    // Which one stopped it last, and when: "Stopped: Moscow decides. 2012-03-04 ..."; empty once it plays on
    // or is somewhere else.
    [[nodiscard]] const std::string& stopped_by() const { return stopped_by_; }
    void play(bool on);
    // The next or previous moment at which a side is surprised, as this view tells it; false if there is
    // none.
    bool step_surprise(int direction);
    // The part of the open run that the timeline shows; with nothing between them all of it.
    Millis shown_from = 0, shown_to = 0;
    void select_line(RecordId line);  // and goes to its time
    void deselect();
    // The chain of causes of the selected line, the line first.
    [[nodiscard]] std::vector<RecordId> chain() const;
    // The next or previous line that is of interest, of decisions only if asked.
    void step(int direction, bool decisions_only);
    void go_to(Millis time);

    // What works in the background calls this, from any thread, when there is something new to show.
    void touch() { touched_ = true; }
    // True once after it was touched; for the program, which draws then.
    [[nodiscard]] bool take_touch() { return touched_.exchange(false); }

private:
    [[nodiscard]] static LoadedScenario load(const std::string& path);
    void take(LoadedScenario loaded);
    bool follow_sweep(double seconds);
    void open_sweep(const std::string& folder);
    void tell();
    void forget_run();
    [[nodiscard]] Model model_of_run() const;
    [[nodiscard]] std::optional<std::string> but_for(const ToldDecision& decision, MoveId move) const;
    bool poll_runs(double seconds);
    void play_on(double seconds);

    std::atomic<bool> touched_ = false;
    SweepWatch sweep_{[this] { touch(); }};
    std::optional<OpenSetting> setting_;
    std::string path_;
    LoadedScenario loaded_;
    FileWatch watch_;
    std::string file_note_;
    std::unique_ptr<Workbench> bench_;
    History history_;
    std::optional<ToldRun> told_, original_;
    Eyes told_view_ = Eyes::truth;
    std::optional<Millis> parting_;
    // What was selected last by hand, and in which view: another view may not know it, and the way back leads
    // to it.
    struct Kept {
        Seen line;
        Eyes view;
    };
    std::optional<Kept> kept_;
    Settings told_settings_;
    std::optional<Settings> beside_;
    std::vector<Fork> forks_;
    std::size_t fork_ = 0;
    std::uint64_t sampled_ = 0;
    double since_poll_ = 0;  // seconds since runs were last taken over
    std::size_t bookmark_ = 0;
    std::string stopped_by_;

    // Worked out on a thread of its own; it writes only what it alone holds.
    struct CausesJob;
    std::shared_ptr<CausesJob> causes_;
    std::vector<std::shared_ptr<CausesJob>> left_;  // of runs closed before they were done
};

}  // namespace firebreak::viz
