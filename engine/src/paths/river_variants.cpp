#include <firebreak/river.hpp>

#include <algorithm>
#include <numeric>
#include <string_view>

#include "paths/lanes.hpp"

namespace firebreak {
namespace {

// The rung sequences of the runs taken, one after the other in one text, so that sorting compares memory.
struct Sequences {
    std::vector<std::size_t> runs;
    std::vector<char> rungs;
    std::vector<std::size_t> first{0};

    [[nodiscard]] std::string_view of(std::size_t i) const {
        return {rungs.data() + first[i], first[i + 1] - first[i]};
    }
};

template <class Rungs>
void append_sequence(Sequences& all, const PathTable& table, const Rungs& rungs, std::size_t run,
                     bool collapse) {
    const std::size_t start = all.rungs.size();
    const auto stand = [&](std::uint8_t rung) {
        const char sign = static_cast<char>(rung);
        if (!collapse || all.rungs.size() == start || all.rungs.back() != sign) all.rungs.push_back(sign);
    };
    for (std::size_t step = table.first[run]; step < table.first[run + 1]; ++step) stand(rungs.at_step(step));
    stand(rungs.at_end(run));
    all.runs.push_back(run);
    all.first.push_back(all.rungs.size());
}

Sequences sequences_of(const PathTable& table, const VariantOptions& options,
                       std::span<const std::uint8_t> mask) {
    Sequences all;
    with_lane(table, options.lane, [&](const auto& rungs) {
        for (std::size_t run = 0; run < table.runs(); ++run) {
            if (mask.empty() || mask[run] != 0) append_sequence(all, table, rungs, run, options.collapse);
        }
    });
    return all;
}

// Places in `all`, those of equal sequences beside each other in the order of their runs.
std::vector<std::size_t> sorted(const Sequences& all) {
    std::vector<std::size_t> order(all.runs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const int difference = all.of(a).compare(all.of(b));
        return difference != 0 ? difference < 0 : a < b;
    });
    return order;
}

// All variants, each with its outcomes counted.
std::vector<Variant> group(const PathTable& table, const Sequences& all) {
    const std::vector<std::size_t> order = sorted(all);
    std::vector<Variant> list;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::string_view sequence = all.of(order[i]);
        const std::size_t run = all.runs[order[i]];
        if (i == 0 || sequence != all.of(order[i - 1])) {
            list.push_back({{sequence.begin(), sequence.end()}, 0, {}, run});
        }
        ++list.back().runs;
        ++list.back().outcomes[table.outcome[run]];
    }
    return list;
}

// Runs of one sequence: a part of the order.
struct Group {
    std::size_t first = 0, last = 0;  // the last is outside
    [[nodiscard]] std::size_t size() const { return last - first; }
};

std::vector<Group> groups_of(const Sequences& all, const std::vector<std::size_t>& order) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || all.of(order[i]) != all.of(order[i - 1])) groups.push_back({i, i});
        ++groups.back().last;
    }
    std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
        return a.size() != b.size() ? a.size() > b.size() : order[a.first] < order[b.first];
    });
    return groups;
}

}  // namespace

Variants variants(const PathTable& table, const VariantOptions& options, std::span<const std::uint8_t> mask) {
    const Sequences all = sequences_of(table, options, mask);
    Variants result;
    result.list = group(table, all);
    result.distinct = result.list.size();
    result.runs = all.runs.size();
    std::sort(result.list.begin(), result.list.end(), [](const Variant& a, const Variant& b) {
        return a.runs != b.runs ? a.runs > b.runs : a.example < b.example;
    });
    if (result.list.size() > options.most) result.list.resize(options.most);
    return result;
}

VariantRanks rank_variants(const PathTable& table, const VariantOptions& options,
                           std::span<const std::uint8_t> mask) {
    const Sequences all = sequences_of(table, options, mask);
    const std::vector<std::size_t> order = sorted(all);
    VariantRanks ranks;
    ranks.rank.resize(table.runs(), VariantRanks::kNone);
    for (const Group& group : groups_of(all, order)) {
        for (std::size_t i = group.first; i < group.last; ++i)
            ranks.rank[all.runs[order[i]]] = static_cast<std::uint32_t>(ranks.runs.size());
        ranks.runs.push_back(group.size());
    }
    return ranks;
}

Commonest commonest(const VariantRanks& ranks, double share) {
    const double wanted =
        share * static_cast<double>(std::accumulate(ranks.runs.begin(), ranks.runs.end(), std::uint64_t{0}));
    Commonest result;
    std::size_t taken = 0;
    while (taken < ranks.runs.size() && static_cast<double>(result.runs) < wanted)
        result.runs += ranks.runs[taken++];
    for (std::size_t i = taken; i < ranks.runs.size(); ++i) result.left_runs += ranks.runs[i];
    result.left_variants = ranks.runs.size() - taken;
    result.mask.reserve(ranks.rank.size());
    for (const std::uint32_t rank : ranks.rank) result.mask.push_back(rank < taken ? 1 : 0);
    return result;
}

}  // namespace firebreak
