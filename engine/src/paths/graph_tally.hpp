// Counts what runs pass, keyed by situations, so that tallies of blocks of runs can be added up in any split.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include <firebreak/paths.hpp>

#include "paths/path_tracker.hpp"

namespace firebreak {

// A situation and an act in one word each; their order is that of what they stand for.
using SituationKey = std::uint64_t;
using ActKey = std::uint32_t;
[[nodiscard]] SituationKey pack(const Situation& situation);
[[nodiscard]] Situation unpack_situation(SituationKey key);
[[nodiscard]] ActKey pack(const Act& act);
[[nodiscard]] Act unpack_act(ActKey key);

// A run as the nodes it passes and the acts between them: one act fewer than nodes.
struct Walk {
    std::vector<SituationKey> nodes;
    std::vector<ActKey> acts;
    bool operator==(const Walk&) const = default;
};
void make_walk(const GraphOptions& options, const std::array<RungId, kActors>& start,
               const TrackedPath& tracked, Walk& walk);

struct EdgeKey {
    SituationKey from = 0, to = 0;  // to: 0 for a decision
    ActKey act = 0;
    auto operator<=>(const EdgeKey&) const = default;
};
struct EdgeKeyHash {
    std::size_t operator()(const EdgeKey& key) const;
};

class GraphTally {
public:
    GraphTally(const GraphOptions& options, const std::array<RungId, kActors>& start)
        : options_(options), start_(start) {}
    // `crisis`: the run reaches the crisis rung; `descent`: last_descent() of it.
    void add(const TrackedPath& tracked, bool crisis, std::int64_t descent);
    void add(const GraphTally& later);
    [[nodiscard]] PathGraph graph() const;

private:
    // One passing of a place.
    template <class Key>
    struct Pass {
        Key key;
        std::int64_t place;  // how many steps come before it
    };
    template <class Key, class Counts>
    void count(std::vector<Pass<Key>>& passes, Counts& counts, bool crisis, std::int64_t descent);

    GraphOptions options_;
    std::array<RungId, kActors> start_;
    std::uint64_t runs_ = 0, crises_ = 0;
    std::unordered_map<SituationKey, PassCounts> nodes_;
    std::unordered_map<EdgeKey, PassCounts, EdgeKeyHash> decisions_, edges_;
    std::unordered_map<ActKey, PassCounts> acts_;
    // Of the run in hand; kept for their memory.
    Walk walk_;
    std::vector<Pass<SituationKey>> node_passes_;
    std::vector<Pass<EdgeKey>> decision_passes_, edge_passes_;
    std::vector<Pass<ActKey>> act_passes_;
};

}  // namespace firebreak
