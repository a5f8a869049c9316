// Random path tables for tests of the river: any postures, movers and outcomes, also runs without a step.
#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include <firebreak/paths.hpp>
#include <firebreak/river.hpp>

namespace firebreak::test {

inline constexpr std::size_t kTestRungs = 5;

inline std::size_t below(std::mt19937& random, std::size_t n) { return random() % n; }

inline PathStep random_step(std::mt19937& random, Millis time) {
    PathStep step;
    step.time = time;
    for (RungId& rung : step.rungs) rung = RungId{below(random, kTestRungs)};
    const std::size_t mover = below(random, 3);
    if (mover == PathTable::kNobody) return step;
    step.mover = ActorId{mover};
    step.move = MoveId{below(random, 4)};
    step.rule = static_cast<std::int32_t>(below(random, 3)) - 1;
    step.reading = RungId{below(random, kTestRungs)};
    step.believed = CauseId{below(random, 2)};
    step.true_cause = CauseId{below(random, 2)};
    return step;
}

inline RunPath random_path(std::mt19937& random, std::uint64_t replicate, std::size_t longest) {
    RunPath path;
    path.replicate = replicate;
    const std::size_t steps = below(random, longest + 1);
    for (std::size_t i = 0; i < steps; ++i) {
        path.end += static_cast<Millis>(below(random, 5) * 60'000);
        path.steps.push_back(random_step(random, path.end));
    }
    for (RungId& rung : path.last_rungs) rung = RungId{below(random, kTestRungs)};
    path.end += static_cast<Millis>(below(random, 5) * 60'000);
    path.outcome = static_cast<Outcome>(below(random, kOutcomes));
    return path;
}

inline std::vector<RunPath> random_paths(unsigned seed, std::size_t runs = 200, std::size_t longest = 9) {
    std::mt19937 random(seed);
    std::vector<RunPath> paths;
    for (std::size_t i = 0; i < runs; ++i) paths.push_back(random_path(random, i, longest));
    return paths;
}

// Every third run is inadvertent.
inline PathTable table_of(const std::vector<RunPath>& paths) {
    PathTable table;
    table.rungs = kTestRungs;
    for (const RunPath& path : paths) table.add(path, path.replicate % 3 == 0);
    return table;
}

// Where a run stands after its first `step` steps.
inline std::size_t rung_at(const RunPath& path, std::size_t step, Lane lane) {
    const auto& rungs = step < path.steps.size() ? path.steps[step].rungs : path.last_rungs;
    if (lane == Lane::first) return rungs[0].index();
    if (lane == Lane::second) return rungs[1].index();
    return std::max(rungs[0], rungs[1]).index();
}

// Its rungs column after column.
inline std::vector<std::size_t> rungs_of(const RunPath& path, Lane lane, std::size_t merge = 1) {
    std::vector<std::size_t> rungs;
    for (std::size_t step = 0; step < path.steps.size(); step += merge)
        rungs.push_back(rung_at(path, step, lane));
    rungs.push_back(rung_at(path, path.steps.size(), lane));
    return rungs;
}

}  // namespace firebreak::test
