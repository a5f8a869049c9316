#include <firebreak/paths.hpp>

#include <algorithm>

namespace firebreak {
namespace {

bool same_step(const PathTable& a, std::size_t i, const PathTable& b, std::size_t j) {
    return a.minute[i] == b.minute[j] && a.mover[i] == b.mover[j] && a.move[i] == b.move[j] &&
           a.rung[0][i] == b.rung[0][j] && a.rung[1][i] == b.rung[1][j];
}

// The step of a run, or its end where it has no more steps.
Parter maker_of(const PathTable& table, std::size_t run, std::size_t step) {
    if (step >= table.steps(run)) return {};
    const std::size_t place = table.first[run] + step;
    return {table.mover[place],
            table.mover[place] == PathTable::kNobody ? std::int16_t{-1} : table.rule[place]};
}

std::uint32_t minute_of(const PathTable& table, std::size_t run, std::size_t step) {
    return step >= table.steps(run) ? table.end_minute[run] : table.minute[table.first[run] + step];
}

void count_parter(std::vector<PartedBy>& list, const Parter& who) {
    const auto known =
        std::find_if(list.begin(), list.end(), [&](const PartedBy& parted) { return parted.who == who; });
    if (known == list.end()) list.push_back({who, 1});
    else ++known->pairs;
}

}  // namespace

std::size_t parting_step(const PathTable& first, std::size_t run, const PathTable& second,
                         std::size_t other_run) {
    const std::size_t shared = std::min(first.steps(run), second.steps(other_run));
    for (std::size_t step = 0; step < shared; ++step) {
        if (!same_step(first, first.first[run] + step, second, second.first[other_run] + step)) return step;
    }
    const bool same_end = first.steps(run) == second.steps(other_run) &&
                          first.outcome[run] == second.outcome[other_run] &&
                          first.end_minute[run] == second.end_minute[other_run];
    return same_end ? kNeverPart : shared;
}

std::optional<Parter> parter_of(const PathTable& first, std::size_t run, const PathTable& second,
                                std::size_t other_run) {
    const std::size_t step = parting_step(first, run, second, other_run);
    if (step == kNeverPart) return {};
    const bool later = minute_of(second, other_run, step) < minute_of(first, run, step);
    return later ? maker_of(second, other_run, step) : maker_of(first, run, step);
}

PairTotals crisis_pairs(const PathTable& first, const PathTable& second) {
    PairTotals crisis;
    const std::size_t shared = std::min(first.runs(), second.runs());
    for (std::size_t run = 0; run < shared && first.replicate[run] == second.replicate[run]; ++run) {
        const bool before = first.crisis(run), after = second.crisis(run);
        ++(before ? (after ? crisis.n11 : crisis.n10) : (after ? crisis.n01 : crisis.n00));
    }
    return crisis;
}

Paired pair_up(const PathTable& first, const PathTable& second) {
    Paired paired;
    const std::size_t shared = std::min(first.runs(), second.runs());
    paired.same_replicates =
        std::equal(first.replicate.begin(), first.replicate.begin() + static_cast<std::ptrdiff_t>(shared),
                   second.replicate.begin());
    for (std::size_t run = 0; run < shared && first.replicate[run] == second.replicate[run]; ++run) {
        ++paired.pairs;
        ++paired.outcomes[first.outcome[run]][second.outcome[run]];
        const bool before = first.crisis(run), after = second.crisis(run);
        ++(before ? (after ? paired.crisis.n11 : paired.crisis.n10)
                  : (after ? paired.crisis.n01 : paired.crisis.n00));
        if (before && !after) paired.avoided.push_back(run);
        if (!before && after) paired.caused.push_back(run);
        const std::size_t step = parting_step(first, run, second, run);
        if (step == kNeverPart) {
            ++paired.equal;
            continue;
        }
        if (paired.parting.size() <= step) paired.parting.resize(step + 1);
        ++paired.parting[step];
        count_parter(paired.parted_by, *parter_of(first, run, second, run));
    }
    std::stable_sort(paired.parted_by.begin(), paired.parted_by.end(),
                     [](const PartedBy& a, const PartedBy& b) { return a.pairs > b.pairs; });
    return paired;
}

std::uint8_t highest_rung(const PathTable& table, std::size_t run) {
    std::uint8_t highest = std::max(table.last_rung[0][run], table.last_rung[1][run]);
    for (std::size_t i = table.first[run]; i < table.first[run + 1]; ++i)
        highest = std::max({highest, table.rung[0][i], table.rung[1][i]});
    return highest;
}

std::vector<std::size_t> pairs_parting(const PathTable& first, const PathTable& second, std::size_t pairs,
                                       std::size_t first_step, std::size_t last_step, std::size_t most) {
    std::vector<std::size_t> places;
    for (std::size_t run = 0; run < pairs && places.size() < most; ++run) {
        const std::size_t step = parting_step(first, run, second, run);
        if (step != kNeverPart && step >= first_step && step <= last_step) places.push_back(run);
    }
    return places;
}

std::vector<std::uint64_t> count_highest(const PathTable& before, const PathTable& after, std::size_t pairs) {
    std::vector<std::uint64_t> counts(before.rungs * before.rungs);
    for (std::size_t run = 0; run < pairs; ++run)
        ++counts[highest_rung(before, run) * before.rungs + highest_rung(after, run)];
    return counts;
}

std::vector<std::size_t> pairs_ending(const PathTable& before, const PathTable& after, std::size_t pairs,
                                      Outcome first, Outcome second, std::size_t most) {
    std::vector<std::size_t> places;
    for (std::size_t run = 0; run < pairs && places.size() < most; ++run) {
        if (static_cast<Outcome>(before.outcome[run]) == first &&
            static_cast<Outcome>(after.outcome[run]) == second)
            places.push_back(run);
    }
    return places;
}

}  // namespace firebreak
