// The session's open run: told through the point of view, its forks and causes, and moving in its time.
#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include <firebreak/text.hpp>

#include "session/run_words.hpp"
#include "session/session.hpp"

namespace firebreak::viz {
namespace {

constexpr double kMillisPerSecond = 30.0 * 24 * 3600 * 1000;  // of a run, at speed 1
// a belief that moves so much at one stroke is a surprise
constexpr double kSurprise = 0.2;

void add_change(Fork& fork, ForkChange change) {
    const auto later = std::find_if(fork.changes.begin(), fork.changes.end(),
                                    [&](const ForkChange& other) { return other.time > change.time; });
    fork.changes.insert(later, std::move(change));
}

// Whether one of the sides has a ledger in both.
bool same_sides(const Seen& a, const Seen& b) {
    return (a.known_to(0) && b.known_to(0)) || (a.known_to(1) && b.known_to(1));
}

// The last moment of a line up to this one.
Millis last_moment(const ToldRun& run, Millis time) {
    Millis last = 0;
    for (const Seen& line : run.lines) {
        if (line.time <= time) last = std::max(last, line.time);
    }
    return last;
}

}  // namespace

std::string Fork::name() const {
    if (changes.empty()) return "The run itself";
    std::string words;
    for (const ForkChange& change : changes) words += (words.empty() ? "" : ", then ") + change.words;
    return words;
}

struct Session::CausesJob {
    CausesJob() = default;
    // The thread, which is waited for, ends soon.
    ~CausesJob() { stop = true; }
    CausesJob(const CausesJob&) = delete;
    CausesJob& operator=(const CausesJob&) = delete;

    RunCauses causes;
    std::atomic<bool> stop = false;
    std::atomic<bool> done = false;
    std::jthread thread;
};

Model Session::model_of_run() const { return bench_->model(told_settings_); }

void Session::open_run(std::uint64_t replicate) {
    if (!bench_) return;
    forget_run();
    ViewState state = history_.now();
    state.replicate = replicate;
    history_.set(state);
    forks_ = {{{}, {}, ""}};
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
    // Its thread ends soon, and nobody shall wait for that.
    std::erase_if(left_, [](const auto& job) { return job->done.load(); });
    if (causes_ && !causes_->done) {
        causes_->stop = true;
        left_.push_back(causes_);
    }
    causes_.reset();
    cursor = 0;
    shown_from = shown_to = 0;
    selected.reset();
    kept_.reset();
    playing = false;
    stopped_by_.clear();
}

void Session::tell() {
    const NoiseKey key{told_settings_.seed, history_.now().replicate.value_or(0), 0};
    const Model model = model_of_run();
    const bool had = selected.has_value();
    if (told_ && had && !kept_) kept_ = Kept{told_->lines[*selected], told_view_};
    const bool other_view = told_ && told_view_ != view;
    told_ = tell_run(model, key, forks_[fork_].script, point_of_view());
    // What stopped it may be what this view does not know.
    if (told_view_ != view) stopped_by_.clear();
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
    if (!kept_) return;
    // What was selected stays so where this view, or this fork, has it too; and it is so again where one
    // comes back to it.
    const Seen& before = kept_->line;
    const auto same = std::find_if(told_->lines.begin(), told_->lines.end(), [&](const Seen& line) {
        const bool back = view == kept_->view && line.id == before.id;
        return line.time == before.time && line.kind == before.kind && (back || same_sides(line, before));
    });
    if (same == told_->lines.end()) return;
    selected = same->id;
    if (other_view && !had) cursor = same->time;
}

std::vector<RecordId> Session::chain() const {
    return told_ && selected ? told_->chain(*selected) : std::vector<RecordId>();
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
        causes_->thread = std::jthread(
            [this, job = causes_.get(), spec = model.spec(), arm = model.arm(), key = told_->key] {
                CausesOptions options;
                options.stop = &job->stop;
                try {
                    job->causes = CauseFinder(spec, arm, options).causes_of(key);
                } catch (const Stopped&) {
                    // Nobody wants the causes of this run any more.
                }
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

// The same made with what the run hinged on, once that is known; the command line counts events of the run
// itself, and knows no other forks.
std::optional<std::string> Session::but_for(const ToldDecision& decision, MoveId move) const {
    if (fork_ != 0 || !sees_truth() || !causes_ || !causes_->done || spec().moves[move.index()].id != "hold")
        return {};
    const auto& flaws = causes_->causes.flaws;
    const bool known = std::any_of(flaws.begin(), flaws.end(), [&](const Flaw& flaw) {
        return !flaw.misperception() && flaw.record == decision.line;
    });
    return known ? std::optional(std::to_string(decision.line) + ":hold") : std::nullopt;
}

void Session::fork_decision(const ToldDecision& decision, MoveId move) {
    if (!told_) return;
    Fork fork;
    fork.script = forks_[fork_].script;
    fork.changes = forks_[fork_].changes;
    // What another fork had it decide here does not hold any more.
    std::erase_if(fork.script.decisions, [&](const ScriptedDecision& other) {
        return other.actor == decision.actor && other.decision == decision.number;
    });
    std::erase_if(fork.changes, [&](const ForkChange& other) {
        return other.actor == decision.actor && other.decision == decision.number;
    });
    fork.script.decisions.push_back({decision.actor, decision.number, move});
    fork.but_for = but_for(decision, move);
    add_change(fork, {decision.time, changed_words(spec(), decision, move), decision.actor, decision.number});
    forks_.push_back(std::move(fork));
    show_fork(forks_.size() - 1);
}

void Session::fork_correction(const Flaw& flaw) {
    if (!told_) return;
    Fork fork;
    fork.script = forks_[fork_].script;
    fork.script.corrections.push_back(flaw.correction);
    fork.changes = forks_[fork_].changes;
    add_change(fork, {flaw.time, corrected_words(spec(), flaw), {}, 0});
    if (fork.script.decisions.empty() && forks_[fork_].but_for) {
        const std::string& before = *forks_[fork_].but_for;
        fork.but_for = before + (before.empty() ? "" : ",") + std::to_string(flaw.record) +
                       (flaw.misperception() ? "" : ":hold");
    }
    forks_.push_back(std::move(fork));
    show_fork(forks_.size() - 1);
}

void Session::select_line(RecordId line) {
    if (!told_ || line >= told_->lines.size()) return;
    selected = line;
    kept_.reset();
    cursor = told_->lines[line].time;
    stopped_by_.clear();
}

void Session::deselect() {
    selected.reset();
    kept_.reset();
}

void Session::step(int direction, bool decisions_only) {
    if (!told_ || told_->lines.empty()) return;
    const auto& lines = told_->lines;
    const auto of_interest = [&](const Seen& line) {
        if (decisions_only) return line.kind == SeenKind::decision;
        return line.kind != SeenKind::report && line.kind != SeenKind::deliberation &&
               line.kind != SeenKind::started;
    };
    // From the selected line on, or from the cursor.
    std::int64_t place = -1;
    if (selected) {
        place = *selected;
    } else {
        while (place + 1 < static_cast<std::int64_t>(lines.size()) &&
               lines[static_cast<std::size_t>(place + 1)].time <= cursor)
            ++place;
        if (direction < 0) ++place;
    }
    for (place += direction; place >= 0 && place < static_cast<std::int64_t>(lines.size());
         place += direction) {
        if (of_interest(lines[static_cast<std::size_t>(place)]))
            return select_line(static_cast<RecordId>(place));
    }
}

void Session::go_to(Millis time) {
    if (!told_) return;
    cursor = std::clamp<Millis>(time, 0, told_->end);
    selected.reset();
    kept_.reset();
    stopped_by_.clear();
}

void Session::play(bool on) {
    playing = on && told_;
    if (playing && !selected) kept_.reset();
    if (playing) stopped_by_.clear();
}

void Session::play_on(double seconds) {
    const Millis next =
        std::min(told_->end, cursor + static_cast<Millis>(seconds * speed * kMillisPerSecond));
    const auto hit = first_hit(*told_, breakpoints, cursor, next);
    if (!hit) {
        cursor = next;
        playing = cursor < told_->end;
        return;
    }
    if (hit->line != kNoRecord) select_line(hit->line);
    cursor = hit->time;
    playing = false;
    stopped_by_ = "Stopped: " + breakpoint_words(spec(), breakpoints[hit->breakpoint]) + ".";
}

bool Session::step_surprise(int direction) {
    if (!told_) return false;
    Breakpoint surprise;
    surprise.kind = BreakKind::surprise;
    surprise.actor = kActors;
    surprise.moved = kSurprise;
    std::optional<BreakHit> found;
    for (const BreakHit& hit : hits_of(*told_, surprise)) {
        if (direction > 0 && hit.time > cursor && !found) found = hit;
        if (direction < 0 && hit.time < cursor) found = hit;
    }
    if (found) select_line(found->line);
    return found.has_value();
}

void Session::go_to_bookmark(std::size_t place) {
    if (place >= bookmarks.size()) return;
    const Bookmark mark = bookmarks[place];
    bookmark_ = place;
    if (!told_ || told_->key.replicate != mark.replicate) open_run(mark.replicate);
    go_to(mark.time);
    screen = ScreenId::timeline;
}

void Session::step_bookmark(int direction) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < bookmarks.size(); ++i) {
        if (shows(bookmarks[i])) shown.push_back(i);
    }
    if (shown.empty()) return;
    const auto here = [&](const Bookmark& mark) {
        return told_ && told_->key.replicate == mark.replicate && mark.time == cursor;
    };
    // From elsewhere it comes back to where it was.
    const auto found = std::find(shown.begin(), shown.end(), bookmark_);
    const auto at = found == shown.end() ? shown.end() - 1 : found;
    if (!here(bookmarks[*at])) return go_to_bookmark(*at);
    if (direction > 0 && at + 1 != shown.end()) go_to_bookmark(*(at + 1));
    if (direction < 0 && at != shown.begin()) go_to_bookmark(*(at - 1));
}

std::size_t Session::bookmarks_shown() const {
    return static_cast<std::size_t>(
        std::count_if(bookmarks.begin(), bookmarks.end(), [&](const Bookmark& mark) { return shows(mark); }));
}

bool Session::shows(const Bookmark& mark) const {
    return view == Eyes::truth || mark.view == view || (view == Eyes::both && mark.view != Eyes::truth);
}

}  // namespace firebreak::viz
