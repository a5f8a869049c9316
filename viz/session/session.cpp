#include "session/session.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include <firebreak/diagnostic.hpp>

namespace firebreak::viz {
namespace {

constexpr double kMillisPerSecond = 30.0 * 24 * 3600 * 1000;  // of a run, at speed 1

// Whether one of the sides has a ledger in both.
bool same_sides(const ToldLine& a, const ToldLine& b) {
    for (std::size_t i = 0; i < kActors; ++i) {
        const bool in_a = a.observed[i].is_object() || a.concluded[i].is_object();
        const bool in_b = b.observed[i].is_object() || b.concluded[i].is_object();
        if (in_a && in_b) return true;
    }
    return false;
}

// The last moment of a line up to this one.
Millis last_moment(const ToldRun& run, Millis time) {
    Millis last = 0;
    for (const ToldLine& line : run.lines) {
        if (line.time <= time) last = std::max(last, line.time);
    }
    return last;
}

}  // namespace

struct Session::CausesJob {
    CausesJob() = default;
    // The thread, which is waited for, ends at its next twin.
    ~CausesJob() { stop = true; }
    CausesJob(const CausesJob&) = delete;
    CausesJob& operator=(const CausesJob&) = delete;

    RunCauses causes;
    std::atomic<bool> stop = false;
    std::atomic<bool> done = false;
    std::jthread thread;
};

Session::Session() = default;
Session::~Session() = default;

void Session::open(const std::string& path) {
    path_ = path;
    take(load_scenario(path));
}

void Session::take(LoadedScenario loaded) {
    bench_.reset();
    forget_run();
    history_.clear();
    settings = {};
    bookmarks.clear();
    file_note_.clear();
    loaded_ = std::move(loaded);
    watch_.watch(loaded_.files.empty() ? std::vector{path_} : loaded_.files);
    if (loaded_.spec) bench_ = std::make_unique<Workbench>(*loaded_.spec);
}

// Measures and changes that were chosen stay, as far as the new file knows them. The filter goes: its rungs and moves may not be there any more.
void Session::read_again() {
    LoadedScenario fresh = load_scenario(path_);
    if (has_scenario() && (!fresh.spec || fresh.sha256 == loaded_.sha256)) {
        file_note_ = fresh.spec ? "" : "The file changed and has faults; what is shown is the scenario read before.";
        loaded_.diagnostics = std::move(fresh.diagnostics);
        watch_.watch(fresh.files.empty() ? std::vector{path_} : fresh.files);
        return;
    }
    const bool again = busy() || has_runs();
    Settings kept = std::exchange(settings, {});
    take(std::move(fresh));
    file_note_ = "The file changed and was read again.";
    if (!has_scenario()) return;
    const auto unknown = [&](const std::string& id) {
        return std::none_of(spec().measures.begin(), spec().measures.end(), [&](const MeasureSpec& m) { return m.id == id; });
    };
    std::erase_if(kept.measures, unknown);
    std::erase_if(kept.changes, [&](const auto& change) {
        std::vector<std::string> faults;
        static_cast<void>(bench_->changed_spec({{}, {change}, 1, 1, {}}, &faults));
        return !faults.empty();
    });
    settings = kept;
    if (again) run();
}

std::string Session::actor_name(std::size_t actor) const {
    if (!has_scenario()) return actor == 0 ? "A" : "B";
    const ActorSpec& spec = loaded_.spec->actors[actor];
    return printable(spec.name.empty() ? spec.id : spec.name, 60);
}

firebreak::PointOfView Session::point_of_view() const {
    using Kind = firebreak::PointOfView::Kind;
    switch (view) {
        case Eyes::truth: return {};
        case Eyes::both: return {Kind::both, {}};
        case Eyes::a: return {Kind::actor, ActorId{std::size_t{0}}};
        case Eyes::b: return {Kind::actor, ActorId{std::size_t{1}}};
    }
    return {};
}

void Session::run() {
    if (!bench_) return;
    forget_run();
    ViewState state = history_.now();
    state.replicate.reset();
    state.place.reset();
    history_.replace(state);
    bench_->run(settings);
}

void Session::swap_runs() {
    if (!bench_ || busy() || !has_runs() || !bench_->previous()) return;
    forget_run();
    ViewState state = history_.now();
    state.replicate.reset();
    state.place.reset();
    history_.replace(state);
    bench_->swap();
    settings = bench_->results().settings;
}

void Session::stop() {
    if (bench_) bench_->stop();
}

bool Session::tick(double seconds) {
    bool changed = path_ != "-" && watch_.changed(seconds);
    if (changed) read_again();
    if (bench_) changed = bench_->poll() || changed;
    changed = look() || changed;
    if (told_ && told_view_ != view) {
        tell();
        changed = true;
    }
    if (playing && told_) {
        cursor = std::min(told_->end, cursor + static_cast<Millis>(seconds * speed * kMillisPerSecond));
        playing = cursor < told_->end;
        changed = true;
    }
    return changed;
}

bool Session::look() {
    if (!bench_) return false;
    const std::uint64_t before = bench_->version();
    bench_->look(history_.now());
    return bench_->version() != before;
}

void Session::set_state(const ViewState& state) {
    const auto before = history_.now().replicate;
    history_.set(state);
    if (state.replicate != before) state.replicate ? open_run(*state.replicate) : close_run();
}

void Session::undo() {
    const auto before = history_.now().replicate;
    if (!history_.undo() || history_.now().replicate == before) return;
    history_.now().replicate ? open_run(*history_.now().replicate) : close_run();
}

void Session::redo() {
    const auto before = history_.now().replicate;
    if (!history_.redo() || history_.now().replicate == before) return;
    history_.now().replicate ? open_run(*history_.now().replicate) : close_run();
}

void Session::add_clause(const RiverClause& clause) {
    ViewState state = history_.now();
    if (std::find(state.filter.begin(), state.filter.end(), clause) != state.filter.end()) return;
    state.filter.push_back(clause);
    set_state(state);
}

void Session::remove_clause(std::size_t place) {
    ViewState state = history_.now();
    if (place >= state.filter.size()) return;
    state.filter.erase(state.filter.begin() + static_cast<std::ptrdiff_t>(place));
    set_state(state);
}

Model Session::model_of_run() const { return bench_->model(told_settings_); }

void Session::open_pair(std::uint64_t replicate) {
    open_run(replicate);
    if (!has_run() || !bench_->previous() || bench_->previous()->settings.seed != told_settings_.seed) return;
    beside_ = bench_->previous()->settings;
    tell();
}

void Session::leave_beside() {
    beside_.reset();
    if (has_run()) tell();
}

void Session::run_beside() {
    if (!bench_) return;
    const bool again = has_runs() || busy();
    if (!has_run()) {
        if (again) run();
        return;
    }
    const Settings before = told_settings_;
    const Millis moment = cursor, from = shown_from, to = shown_to;
    const auto marked = selected;
    std::optional<ToldRun> shown = std::move(told_);
    forget_run();
    if (again) {
        ViewState state = history_.now();
        state.place.reset();
        history_.replace(state);
        bench_->run(settings);
    }
    told_ = std::move(shown);
    selected = marked;
    cursor = moment;
    shown_from = from;
    shown_to = to;
    forks_ = {{"The run itself", {}}};
    told_settings_ = settings;
    told_settings_.seed = before.seed;
    if (before.measures != settings.measures || before.changes != settings.changes) beside_ = before;
    tell();
}

void Session::open_run(std::uint64_t replicate) {
    if (!bench_) return;
    forget_run();
    ViewState state = history_.now();
    state.replicate = replicate;
    history_.set(state);
    forks_ = {{"The run itself", {}}};
    told_settings_ = bench_->has_results() ? bench_->results().settings : settings;
    tell();
}

void Session::close_run() {
    forget_run();
    ViewState state = history_.now();
    state.replicate.reset();
    history_.set(state);
}

void Session::forget_run() {
    told_.reset();
    original_.reset();
    beside_.reset();
    forks_.clear();
    fork_ = 0;
    // Its thread ends at its next twin, and nobody shall wait for that.
    std::erase_if(left_, [](const auto& job) { return job->done.load(); });
    if (causes_ && !causes_->done) {
        causes_->stop = true;
        left_.push_back(causes_);
    }
    causes_.reset();
    cursor = 0;
    shown_from = shown_to = 0;
    selected.reset();
    chain_of_.reset();
    playing = false;
}

void Session::tell() {
    const NoiseKey key{told_settings_.seed, history_.now().replicate.value_or(0), 0};
    const Model model = model_of_run();
    std::optional<ToldLine> before;
    if (told_ && selected) before = told_->lines[*selected];
    const bool other_view = told_ && told_view_ != view;
    told_ = tell_run(model, key, forks_[fork_].script, point_of_view());
    told_view_ = view;
    original_.reset();
    parting_.reset();
    if (fork_ > 0) original_ = tell_run(model, key, {}, point_of_view());
    if (original_) parting_ = parting_time(*original_, *told_);
    if (fork_ == 0 && beside_) {
        original_ = tell_run(bench_->model(*beside_), key, {}, point_of_view());
        parting_ = parting_of_acts(*original_, *told_);
    }
    cursor = std::min(cursor, told_->end);
    if (other_view && !sees_truth()) cursor = last_moment(*told_, cursor);
    selected.reset();
    chain_of_.reset();
    if (!before) return;
    // What was selected stays so where this view, or this fork, has it too.
    const auto same = std::find_if(told_->lines.begin(), told_->lines.end(), [&](const ToldLine& line) {
        return line.time == before->time && line.kind == before->kind && same_sides(line, *before);
    });
    if (same != told_->lines.end()) selected = same->id;
}

const std::vector<std::string>& Session::chain() {
    if (!told_ || !selected) {
        chain_.clear();
        chain_of_.reset();
    } else if (chain_of_ != selected) {
        chain_ = told_->chain(*selected);
        chain_of_ = selected;
    }
    return chain_;
}

bool Session::open_sample() {
    if (!has_runs()) return false;
    const auto run = bench_->sample(sampled_++);
    if (run) open_run(bench_->results().paths.replicate[*run]);
    return run.has_value();
}

const RunCauses* Session::causes() {
    if (!told_ || !sees_truth()) return nullptr;
    if (!causes_) {
        causes_ = std::make_shared<CausesJob>();
        const Model model = model_of_run();
        causes_->thread = std::jthread([this, job = causes_.get(), spec = model.spec(), arm = model.arm(), key = told_->key] {
            CausesOptions options;
            options.stop = &job->stop;
            job->causes = CauseFinder(spec, arm, options).causes_of(key);
            job->done = true;
            touch();
        });
    }
    return causes_->done ? &causes_->causes : nullptr;
}

void Session::show_fork(std::size_t fork) {
    if (fork >= forks_.size() || fork == fork_) return;
    fork_ = fork;
    tell();
}

void Session::fork_decision(const ToldDecision& decision, MoveId move) {
    if (!told_) return;
    Fork fork;
    fork.script = forks_[fork_].script;
    // What another fork had it decide here does not hold any more.
    std::erase_if(fork.script.decisions, [&](const ScriptedDecision& other) {
        return other.actor == decision.actor && other.decision == decision.number;
    });
    fork.script.decisions.push_back({decision.actor, decision.number, move});
    const MoveSpec& chosen = spec().moves[move.index()];
    fork.name = actor_name(decision.actor.index()) + ", decision " + std::to_string(decision.number + 1) + ": " +
                printable(chosen.label.empty() ? chosen.id : chosen.label, 60);
    forks_.push_back(std::move(fork));
    show_fork(forks_.size() - 1);
}

void Session::fork_correction(const Flaw& flaw) {
    if (!told_) return;
    Fork fork;
    fork.script = forks_[fork_].script;
    fork.script.corrections.push_back(flaw.correction);
    fork.name = "#" + std::to_string(flaw.record) + " put right";
    forks_.push_back(std::move(fork));
    show_fork(forks_.size() - 1);
}

void Session::select_line(RecordId line) {
    if (!told_ || line >= told_->lines.size()) return;
    selected = line;
    cursor = told_->lines[line].time;
}

void Session::step(int direction, bool decisions_only) {
    if (!told_ || told_->lines.empty()) return;
    const auto& lines = told_->lines;
    const auto of_interest = [&](const ToldLine& line) {
        if (decisions_only) return line.kind == "decision";
        return line.kind != "report" && line.kind != "deliberation" && line.kind != "started";
    };
    // From the selected line on, or from the cursor.
    std::int64_t place = -1;
    if (selected) {
        place = *selected;
    } else {
        while (place + 1 < static_cast<std::int64_t>(lines.size()) && lines[static_cast<std::size_t>(place + 1)].time <= cursor)
            ++place;
        if (direction < 0) ++place;
    }
    for (place += direction; place >= 0 && place < static_cast<std::int64_t>(lines.size()); place += direction) {
        if (of_interest(lines[static_cast<std::size_t>(place)])) return select_line(static_cast<RecordId>(place));
    }
}

bool Session::shows(const Bookmark& mark) const {
    return view == Eyes::truth || mark.view == view || (view == Eyes::both && mark.view != Eyes::truth);
}

void Session::go_to(Millis time) {
    if (!told_) return;
    cursor = std::clamp<Millis>(time, 0, told_->end);
    selected.reset();
}

}  // namespace firebreak::viz
