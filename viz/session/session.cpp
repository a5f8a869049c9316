#include "session/session.hpp"

#include <algorithm>
#include <utility>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "session/filter.hpp"
#include "session/folder_list.hpp"

namespace firebreak::viz {
namespace {

// a picture that changes more often while runs come in cannot be read
constexpr double kPollSeconds = 0.25;
constexpr std::uint64_t kOtherOrder = 0x8000'0000ULL;  // far from where open_sample() counts from

}  // namespace

Session::Session() = default;
Session::~Session() = default;

// A pipe or a device in the place of the file would keep the window waiting for ever; the engine looks at the
// parts itself.
LoadedScenario Session::load(const std::string& path) {
    if (path == "-" || !is_odd_file(path)) return load_scenario(path);
    Diagnostic fault;
    fault.file = path;
    fault.message = "this is a pipe or a device, not a readable file; standard input is read as -";
    return {{}, {}, {fault}, {}, {path}};
}

void Session::open(const std::string& path) {
    if (is_folder(path)) return open_sweep(path);
    if (sweep_.is_open() && path != path_) sweep_.close();
    path_ = path;
    take(load(path));
}

void Session::take(LoadedScenario loaded) {
    bench_.reset();
    forget_run();
    history_.clear();
    const std::uint64_t runs = chosen_runs();
    setting_.reset();
    settings = {};
    settings.runs = runs;
    bookmarks.clear();
    breakpoints.clear();
    file_note_.clear();
    loaded_ = std::move(loaded);
    watch_.watch(loaded_.files.empty() ? std::vector{path_} : loaded_.files);
    if (loaded_.spec) bench_ = std::make_unique<Workbench>(*loaded_.spec);
}

// Measures and changes that were chosen stay, as far as the new file knows them. The filter goes: its rungs
// and moves may not be there any more.
void Session::reload() {
    LoadedScenario fresh = load(path_);
    if (has_scenario() && (!fresh.spec || fresh.sha256 == loaded_.sha256)) {
        file_note_ =
            fresh.spec ? "" : "The file changed and has errors; the scenario read before is still shown.";
        loaded_.diagnostics = std::move(fresh.diagnostics);
        watch_.watch(fresh.files.empty() ? std::vector{path_} : fresh.files);
        return;
    }
    const bool again = busy() || has_runs();
    std::optional<Results> before;
    if (bench_ && fresh.spec && comparable(spec(), *fresh.spec)) before = bench_->take_results();
    if (before) before->older_file = loaded_.sha256.substr(0, 12);
    Settings kept = std::exchange(settings, {});
    const std::optional<OpenSetting> setting = setting_;
    take(std::move(fresh));
    setting_ = setting;
    file_note_ = "The file changed and was read again.";
    if (!has_scenario()) return;
    const auto unknown = [&](const std::string& id) {
        return std::none_of(spec().measures.begin(), spec().measures.end(),
                            [&](const MeasureSpec& m) { return m.id == id; });
    };
    std::erase_if(kept.measures, unknown);
    std::erase_if(kept.changes, [&](const auto& change) {
        std::vector<std::string> faults;
        static_cast<void>(bench_->changed_spec({{}, {change}, 1, 1, {}}, &faults));
        return !faults.empty();
    });
    // Each by itself it takes; together they may be none, when the file changed beside them.
    if (!faults_after_change(bench_->changed_spec(kept)).empty()) kept.changes.clear();
    settings = kept;
    if (before) {
        file_note_ += " The runs made before the change are kept: Compare shows them beside the new ones.";
        bench_->set_previous(std::move(*before));
    }
    if (again) run();
}

std::string Session::actor_name(std::size_t actor) const {
    if (!has_scenario()) return actor == 0 ? "A" : "B";
    return Labels(*loaded_.spec, 60).actor(actor);
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
    since_poll_ = kPollSeconds;
}

void Session::stop() {
    if (bench_) bench_->stop();
}

bool Session::tick(double seconds) {
    bool changed = path_ != "-" && watch_.changed(seconds);
    if (changed) reload();
    changed = editor.tick(seconds) || changed;
    changed = follow_sweep(seconds) || changed;
    if (bench_) changed = poll_runs(seconds) || changed;
    changed = look() || changed;
    if (screen == ScreenId::river && sees_truth() && has_runs() && !reduced_motion)
        changed = samples.tick(seconds) || changed;
    if (told_ && told_view_ != view) {
        tell();
        changed = true;
    }
    if (playing && told_) {
        play_on(seconds);
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

bool Session::poll_runs(double seconds) {
    since_poll_ += seconds;
    if (bench_->running() && since_poll_ < kPollSeconds) return false;
    since_poll_ = 0;
    return bench_->poll();
}

std::optional<std::size_t> Session::sample_shown() const {
    if (!samples.on() || !has_runs() || !sees_truth()) return {};
    return bench_->sample(kOtherOrder + samples.number());
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
    add_part(state.filter, clause);
    set_state(state);
}

void Session::add_alternative(const RiverClause& clause) {
    ViewState state = history_.now();
    viz::add_alternative(state.filter, clause);
    set_state(state);
}

void Session::remove_clause(std::size_t part, std::size_t alternative) {
    ViewState state = history_.now();
    remove_alternative(state.filter, part, alternative);
    set_state(state);
}

}  // namespace firebreak::viz
