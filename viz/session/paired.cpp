#include "session/paired.hpp"

#include <algorithm>

namespace firebreak::viz {
namespace {

bool is_crisis(const PathTable& table, std::size_t run) {
    const auto outcome = static_cast<Outcome>(table.outcome[run]);
    return outcome == Outcome::crisis || outcome == Outcome::war;
}

bool same_step(const PathTable& a, std::size_t i, const PathTable& b, std::size_t j) {
    return a.minute[i] == b.minute[j] && a.mover[i] == b.mover[j] && a.move[i] == b.move[j] && a.rung[0][i] == b.rung[0][j] &&
           a.rung[1][i] == b.rung[1][j];
}

}  // namespace

std::size_t parting_step(const PathTable& first, std::size_t run, const PathTable& second, std::size_t other_run) {
    const std::size_t shared = std::min(first.steps(run), second.steps(other_run));
    for (std::size_t step = 0; step < shared; ++step) {
        if (!same_step(first, first.first[run] + step, second, second.first[other_run] + step)) return step;
    }
    const bool same_end = first.steps(run) == second.steps(other_run) && first.outcome[run] == second.outcome[other_run] &&
                          first.end_minute[run] == second.end_minute[other_run];
    return same_end ? kNeverPart : shared;
}

Paired pair_up(const PathTable& first, const PathTable& second) {
    Paired paired;
    const std::size_t shared = std::min(first.runs(), second.runs());
    for (std::size_t run = 0; run < shared && first.replicate[run] == second.replicate[run]; ++run) {
        ++paired.pairs;
        ++paired.outcomes[first.outcome[run]][second.outcome[run]];
        const bool before = is_crisis(first, run), after = is_crisis(second, run);
        ++(before ? (after ? paired.crisis.n11 : paired.crisis.n10) : (after ? paired.crisis.n01 : paired.crisis.n00));
        if (before && !after) paired.avoided.push_back(run);
        if (!before && after) paired.caused.push_back(run);
        const std::size_t step = parting_step(first, run, second, run);
        if (step == kNeverPart) {
            ++paired.equal;
            continue;
        }
        if (paired.parting.size() <= step) paired.parting.resize(step + 1);
        ++paired.parting[step];
    }
    return paired;
}

std::uint8_t highest_rung(const PathTable& table, std::size_t run) {
    std::uint8_t highest = std::max(table.last_rung[0][run], table.last_rung[1][run]);
    for (std::size_t i = table.first[run]; i < table.first[run + 1]; ++i)
        highest = std::max({highest, table.rung[0][i], table.rung[1][i]});
    return highest;
}

}  // namespace firebreak::viz
