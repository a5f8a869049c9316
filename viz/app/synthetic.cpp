#include "app/synthetic.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kRuns = 3'000;

// The same numbers on every machine.
std::uint64_t mixed(std::uint64_t number) {
    number = (number ^ (number >> 31U)) * 0x7fb5'd329'728e'a185ULL;
    number = (number ^ (number >> 27U)) * 0x81da'def4'bc2d'd44dULL;
    return number ^ (number >> 33U);
}

}  // namespace

PathTable synthetic_paths(const Spec& spec, std::size_t nodes, std::size_t ways) {
    const std::size_t rungs = spec.ladder.size(), columns = nodes / rungs;
    const std::size_t by[] = {0, 1, rungs - 1, 2};
    PathTable table;
    table.rungs = rungs;
    for (std::size_t number = 0; number < kRuns; ++number) {
        RunPath path;
        path.replicate = number;
        std::size_t rung = number % rungs;
        for (std::size_t i = 0; i + 1 < columns; ++i) {
            PathStep step;
            step.time = static_cast<Millis>(i) * 3'600'000;
            step.rungs = {RungId{rung}, RungId{std::size_t{0}}};
            step.mover = ActorId{mixed(number * columns + i) % 2};
            step.move = MoveId{std::size_t{0}};
            step.reading = RungId{std::size_t{0}};
            path.steps.push_back(step);
            rung = (rung + by[mixed(number + kRuns * i) % ways]) % rungs;
        }
        path.last_rungs = {RungId{rung}, RungId{std::size_t{0}}};
        path.end = static_cast<Millis>(columns) * 3'600'000;
        path.outcome = static_cast<Outcome>(number % kOutcomes);
        table.add(path);
    }
    return table;
}

}  // namespace firebreak::viz
