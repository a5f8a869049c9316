#include "app/bench.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "app/synthetic.hpp"

namespace firebreak::viz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kFrames = 90;
constexpr int kClicks = 20;
constexpr int kFilling = 30;         // frames in which a river of the largest size is painted to its end
constexpr int kTurns = 3;            // of the wheel: a river that still has thousands of ribbons
constexpr double kLongestRun = 400;  // seconds, of all runs asked for
constexpr std::uint64_t kFirstRuns = 10'000;

double since(Clock::time_point begun) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

double part(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

// The most memory that the process ever had, in MB.
double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmHWM:", 0) == 0) return std::strtod(line.c_str() + 6, nullptr) / 1024;
    }
    return 0;
}

bool shows_part(const Registry& registry, std::string_view prefix) {
    return std::any_of(registry.items().begin(), registry.items().end(),
                       [&](const Item& item) { return item.id.starts_with(prefix); });
}

// The crisis with the longest path: the fullest timeline.
std::uint64_t fullest_run(const PathTable& paths) {
    std::size_t best = 0;
    for (std::size_t run = 0; run < paths.runs(); ++run) {
        const auto rank = [&](std::size_t which) {
            return std::pair(paths.crisis(which), paths.steps(which));
        };
        if (rank(run) > rank(best)) best = run;
    }
    return paths.replicate[best];
}

}  // namespace

Bench::Row& Bench::row(const std::string& name) {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.name == name; });
    if (found != rows_.end()) return *found;
    rows_.push_back({name, {}});
    return rows_.back();
}

void Bench::time(const std::string& name, double taken) {
    const auto found =
        std::find_if(times_.begin(), times_.end(), [&](const Time& time) { return time.name == name; });
    if (found != times_.end()) return found->taken.push_back(taken);
    times_.push_back({name, {taken}});
}

FrameCost Bench::frame(const std::string& name) {
    const FrameCost cost = stage_.frame();
    row(name).frames.push_back(cost);
    return cost;
}

void Bench::still(const std::string& name, int frames) {
    for (int i = 0; i < frames; ++i) frame(name);
}

void Bench::press(Key key, Mods mods) {
    stage_.queue.key_down(key, mods);
    stage_.queue.key_up(key);
    settle();
}

void Bench::settle() {
    for (int i = 0; i < 6 || !stage_.queue.empty(); ++i) frame("changes");
}

bool Bench::wait(const std::string& name, double seconds, const std::function<bool()>& until) {
    const auto begun = Clock::now();
    while (!until()) {
        frame(name);
        if (since(begun) < 1000 * seconds) continue;
        std::fprintf(stderr, "firebreak-viz: --bench: %s does not come to its end\n", name.c_str());
        return false;
    }
    return true;
}

void Bench::frames_until(const std::function<bool()>& until, int most) {
    for (int i = 0; i < most && !until(); ++i) frame("changes");
}

bool Bench::opened(const std::string& scenario) {
    Session& session = stage_.context.session;
    const auto begun = Clock::now();
    time("open a scenario", stage_.open(scenario));
    session.settings.runs = std::min(kFirstRuns, runs_);
    stage_.queue.key_down(Key::r, {.ctrl = true});
    stage_.queue.key_up(Key::r);
    if (!wait("first runs", 60, [&] { return shows_part(stage_.context.registry, "river.node."); }))
        return false;
    time("open to first river", since(begun));
    if (!wait("first runs", kLongestRun, [&] { return session.bench().results().complete; })) return false;
    settle();
    time("open to whole river", since(begun));
    return true;
}

// Another scenario is opened while runs are under way, and while the causes of a run are searched for.
void Bench::interrupted(const std::string& scenario) {
    Session& session = stage_.context.session;
    session.settings.runs = runs_;
    press(Key::r, {.ctrl = true});
    still("first runs", 10);
    time("open while running", stage_.open(scenario));
    session.open_run(28);
    press(Key::num2);
    time("open during a search", stage_.open(scenario));
    press(Key::num1);
}

bool Bench::ran(const std::string& name) {
    Session& session = stage_.context.session;
    session.settings.runs = runs_;
    const auto begun = Clock::now();
    stage_.queue.key_down(Key::r, {.ctrl = true});
    stage_.queue.key_up(Key::r);
    settle();
    if (!wait(name, kLongestRun, [&] { return session.bench().results().complete; })) return false;
    time("all runs", since(begun));
    settle();
    return true;
}

void Bench::visit_screens() {
    still("river", kFrames);
    press(Key::g);
    still("grid", kFrames);
    press(Key::g);
    press(Key::num3);
    still("ladder", kFrames);
    press(Key::num5);
    still("sweep", kFrames);
    press(Key::num1);
}

void Bench::visit_run() {
    Session& session = stage_.context.session;
    const auto begun = Clock::now();
    session.open_run(fullest_run(session.bench().results().paths));
    frames_until([&] { return session.has_run(); }, 1000);
    frame("changes");
    time("open a run", since(begun));
    press(Key::num2);
    static_cast<void>(wait("timeline, causes awaited", 60, [&] { return session.causes() != nullptr; }));
    still("timeline", kFrames);
    press(Key::k);
    still("timeline playing", kFrames);
    press(Key::k);
    click(
        "click: select", "timeline.decisions", [&] { return std::uint64_t{session.selected.value_or(0)}; },
        false);
    press(Key::num1);
}

// Clicks marks whose ids begin so, one after the other, and takes the time from each click to the frame that
// shows what it did.
void Bench::click(const std::string& name, const std::string& prefix,
                  const std::function<std::uint64_t()>& changes, bool undone) {
    std::vector<Rect> places;
    for (const Item& item : stage_.context.registry.items()) {
        if (item.id.starts_with(prefix) && !item.rect.empty()) places.push_back(item.rect);
    }
    for (std::size_t i = 0; i < places.size() && i < kClicks; ++i) {
        const Rect& place = places[i * std::max<std::size_t>(places.size() / kClicks, 1)];
        const std::uint64_t before = changes();
        stage_.queue.mouse_move((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2);
        stage_.queue.button(0, true);
        stage_.queue.button(0, false);
        const auto clicked = Clock::now();
        frames_until([&] { return changes() != before; }, 30);
        frame("changes");
        if (changes() != before) time(name, since(clicked));
        settle();
        if (!undone) continue;
        const std::uint64_t filtered = changes();
        const auto begun = Clock::now();
        stage_.queue.key_down(Key::z, {.ctrl = true});
        stage_.queue.key_up(Key::z);
        frames_until([&] { return changes() != filtered; }, 30);
        frame("changes");
        if (changes() != filtered) time("key: undo a filter", since(begun));
        settle();
    }
}

void Bench::switch_screens() {
    constexpr Key kScreenKeys[] = {Key::num2, Key::num3, Key::num4, Key::num5, Key::num1};
    for (int round = 0; round < 3; ++round) {
        for (const Key key : kScreenKeys) {
            const ScreenId before = stage_.context.session.screen;
            stage_.queue.key_down(key);
            stage_.queue.key_up(key);
            const auto begun = Clock::now();
            for (int i = 0; i < 20 && stage_.context.session.screen == before; ++i) frame("changes");
            time("key: switch screens", since(begun));
            settle();
        }
    }
}

void Bench::change_size() {
    for (const Key key : {Key::equal, Key::equal, Key::minus, Key::minus, Key::equal, Key::minus}) {
        const float before = stage_.context.scale;
        stage_.queue.key_down(key, {.ctrl = true});
        stage_.queue.key_up(key);
        double taken = 0;
        for (int i = 0; i < 20 && stage_.context.scale == before; ++i) taken = frame("changes of size").after;
        time("change of size", taken);
        for (int i = 0; i < 6; ++i) frame("changes of size");
    }
}

bool Bench::compared() {
    Session& session = stage_.context.session;
    if (session.spec().measures.empty()) return true;
    session.settings.measures = {session.spec().measures.front().id};
    press(Key::num4);
    if (!ran("compare running")) return false;
    still("compare", kFrames);
    press(Key::num1);
    return true;
}

void Bench::big_river() {
    Session& session = stage_.context.session;
    settle();
    session.bench().adopt({}, synthetic_paths(session.spec(), 5'000, 4));
    ViewState state = session.state();
    state.filter.clear();
    state.replicate.reset();
    state.merge_steps = 1;
    session.set_state(state);
    still("big river, filling", kFilling);
    const River& river = session.bench().river();
    const auto ribbons = std::count_if(river.ribbons.begin(), river.ribbons.end(),
                                       [](const RiverRibbon& r) { return r.total() > 0; });
    const auto nodes = std::count_if(river.cells.begin(), river.cells.end(),
                                     [](const RiverCell& c) { return c.total() > 0; });
    std::printf("synthetic river: %td nodes, %td ribbons\n", nodes, ribbons);
    if (stage_.context.registry.find("river.detail") != nullptr)
        std::fprintf(stderr, "firebreak-viz: --bench: not all ribbons are drawn\n");
    still("big river", kFrames);
    move_big_river();
}

// The pointer in the middle: the wheel turned with Ctrl, then pressed and dragged, each frame a little.
void Bench::move_big_river() {
    const Item* canvas = stage_.context.registry.find("river.canvas");
    if (canvas == nullptr) return;
    const float x = (canvas->rect.x0 + canvas->rect.x1) / 2, y = (canvas->rect.y0 + canvas->rect.y1) / 2;
    stage_.queue.mouse_move(x, y);
    settle();
    const auto turn = [&](float by) {
        stage_.queue.key_down(Key::ctrl);
        for (int i = 0; i < kTurns; ++i) {
            stage_.queue.wheel(0, by);
            frame("big river, zooming");
        }
        stage_.queue.key_up(Key::ctrl);
    };
    turn(1);
    turn(-1);
    turn(1);
    still("big river, filling", kFilling);
    stage_.queue.button(2, true);
    for (int i = 0; i < kFrames; ++i) {
        stage_.queue.mouse_move(x + static_cast<float>(i % 30) * 4, y);
        frame("big river, panning");
    }
    stage_.queue.button(2, false);
    still("big river, filling", kFilling);
}

void Bench::print() const {
    std::printf("%-24s %7s %8s %8s %8s %8s %9s\n", "frames, in ms", "count", "median", "p95", "longest",
                "slice", "vertices");
    for (const Row& row : rows_) {
        std::vector<double> all, slices;
        int vertices = 0;
        for (const FrameCost& cost : row.frames) {
            all.push_back(cost.all());
            slices.push_back(cost.slice());
            vertices = std::max(vertices, cost.vertices);
        }
        std::printf("%-24s %7zu %8.1f %8.1f %8.1f %8.1f %9d\n", row.name.c_str(), all.size(), part(all, 0.5),
                    part(all, 0.95), part(all, 1), part(slices, 1), vertices);
        const auto worst =
            std::max_element(row.frames.begin(), row.frames.end(),
                             [](const FrameCost& a, const FrameCost& b) { return a.slice() < b.slice(); });
        if (worst->slice() > 50) {
            std::printf("%-24s session %.1f, parts %.1f, drawing %.1f, after %.1f\n", "  its longest slice",
                        worst->session, worst->parts, worst->drawing, worst->after);
        }
    }
    std::printf("%-24s %7s %8s %8s %8s\n", "times, in ms", "count", "median", "p95", "longest");
    for (const Time& time : times_) {
        std::printf("%-24s %7zu %8.1f %8.1f %8.1f\n", time.name.c_str(), time.taken.size(),
                    part(time.taken, 0.5), part(time.taken, 0.95), part(time.taken, 1));
    }
    std::printf("%-24s %7.0f MB\n", "memory at most", memory_);
}

bool Bench::run(const std::string& scenario) {
    time("start to first frame", stage_.start);
    settle();
    if (!opened(scenario)) return false;
    interrupted(scenario);
    if (!ran("river running")) return false;
    visit_screens();
    Workbench& bench = stage_.context.session.bench();
    click(
        "click: brush a node", "river.node.", [&] { return bench.version(); }, true);
    visit_run();
    switch_screens();
    change_size();
    if (!compared()) return false;
    memory_ = peak_memory();
    big_river();
    print();
    return true;
}

}  // namespace firebreak::viz
