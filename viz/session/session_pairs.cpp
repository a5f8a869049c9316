// The session's runs under two settings: sets swapped, one run beside itself.
#include <utility>

#include "session/session.hpp"

namespace firebreak::viz {

void Session::swap_runs() {
    if (!bench_ || busy() || !has_runs() || !bench_->previous() || !bench_->previous()->older_file.empty())
        return;
    forget_run();
    ViewState state = history_.now();
    state.replicate.reset();
    state.place.reset();
    history_.replace(state);
    bench_->swap();
    settings = bench_->results().settings;
}

void Session::open_pair(std::uint64_t replicate) {
    open_run(replicate);
    if (!has_run() || !bench_->previous() || bench_->previous()->settings.seed != told_settings_.seed) return;
    // What the older file said is not known any more.
    if (!bench_->previous()->older_file.empty()) return;
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
    const auto replicate = history_.now().replicate;
    forget_run();
    if (again) {
        run();
        ViewState state = history_.now();
        state.replicate = replicate;
        history_.replace(state);
    }
    told_ = std::move(shown);
    selected = marked;
    cursor = moment;
    shown_from = from;
    shown_to = to;
    forks_ = {{{}, {}, ""}};
    told_settings_ = settings;
    told_settings_.seed = before.seed;
    if (before.measures != settings.measures || before.changes != settings.changes) beside_ = before;
    tell();
}

}  // namespace firebreak::viz
