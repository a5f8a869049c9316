#include "paths/graph_tally.hpp"

#include <algorithm>

namespace firebreak {
namespace {

// Widths in bits. Names of nothing are the largest number of their width, and so come last.
constexpr unsigned kRungBits = 7, kMoverBits = 2, kCauseBits = 4, kStepBits = 20, kMoveBits = 16;
static_assert(kEventLimit < (1U << kStepBits));
static_assert(kMaxRungs < (1U << kRungBits) && kMaxCauses < (1U << kCauseBits) &&
              kOutcomes <= (1U << kMoverBits));

template <class Value>
constexpr Value mask(unsigned bits) {
    return static_cast<Value>((Value{1} << bits) - 1);
}

class Packer {
public:
    void put(std::uint64_t value, unsigned bits) {
        word_ = (word_ << bits) | (value & mask<std::uint64_t>(bits));
    }
    [[nodiscard]] std::uint64_t word() const { return word_; }

private:
    std::uint64_t word_ = 0;
};

// Takes values out in the reverse of the order in which they were put in.
class Unpacker {
public:
    explicit Unpacker(std::uint64_t word) : word_(word) {}
    std::uint64_t take(unsigned bits) {
        const std::uint64_t value = word_ & mask<std::uint64_t>(bits);
        word_ >>= bits;
        return value;
    }
    template <class SomeId>
    SomeId take_id(unsigned bits) {
        const std::uint64_t value = take(bits);
        return value == mask<std::uint64_t>(bits) ? SomeId{} : SomeId{static_cast<std::size_t>(value)};
    }

private:
    std::uint64_t word_;
};

Situation situation_before(const GraphOptions& options, const TrackedPath& tracked, std::size_t number) {
    const PathStep& step = tracked.path.steps[number];
    Situation situation;
    if (options.by_under_way) situation.under_way = tracked.under_way[number];
    situation.step = options.timeless ? Situation::kTimeless : static_cast<std::uint32_t>(number);
    situation.rungs = step.rungs;
    if (options.by_decider) situation.mover = step.mover;
    if (options.by_belief) {
        situation.reading = step.reading;
        situation.believed = step.believed;
    }
    return situation;
}

Act act_of(const PathStep& step) { return {step.mover, step.move, !step.mover.valid()}; }

void add_to(PassCounts& sum, const PassCounts& more) {
    sum.passes += more.passes;
    sum.runs += more.runs;
    sum.crises += more.crises;
    sum.came_down += more.came_down;
}

template <class Map>
void add_all(Map& sum, const Map& more) {
    for (const auto& [key, counts] : more) add_to(sum[key], counts);
}

template <class Map>
auto sorted(const Map& map) {
    std::vector<std::pair<typename Map::key_type, PassCounts>> list(map.begin(), map.end());
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return list;
}

}  // namespace

SituationKey pack(const Situation& situation) {
    Packer to;
    to.put(static_cast<std::uint64_t>(situation.kind), 2);
    to.put(situation.step, kStepBits);
    for (const RungId rung : situation.rungs) to.put(rung.value, kRungBits);
    for (const RungId rung : situation.under_way) to.put(rung.value, kRungBits);
    // An outcome has no mover, and nothing else has an outcome.
    const bool ends = situation.kind == Situation::Kind::outcome;
    to.put(ends ? static_cast<std::uint64_t>(situation.outcome) : situation.mover.value, kMoverBits);
    to.put(situation.reading.value, kRungBits);
    to.put(situation.believed.value, kCauseBits);
    return to.word();
}

Situation unpack_situation(SituationKey key) {
    Unpacker from(key);
    Situation situation;
    situation.believed = from.take_id<CauseId>(kCauseBits);
    situation.reading = from.take_id<RungId>(kRungBits);
    const std::uint64_t mover_or_outcome = from.take(kMoverBits);
    for (std::size_t i = kActors; i-- > 0;) situation.under_way[i] = from.take_id<RungId>(kRungBits);
    for (std::size_t i = kActors; i-- > 0;) situation.rungs[i] = from.take_id<RungId>(kRungBits);
    situation.step = static_cast<std::uint32_t>(from.take(kStepBits));
    situation.kind = static_cast<Situation::Kind>(from.take(2));
    if (situation.kind == Situation::Kind::outcome)
        situation.outcome = static_cast<Outcome>(mover_or_outcome);
    else if (mover_or_outcome < kActors)
        situation.mover = ActorId{static_cast<std::size_t>(mover_or_outcome)};
    return situation;
}

ActKey pack(const Act& act) {
    Packer to;
    to.put(act.mover.value, kMoverBits);
    to.put(act.move.value, kMoveBits);
    to.put(act.accident ? 1 : 0, 1);
    return static_cast<ActKey>(to.word());
}

Act unpack_act(ActKey key) {
    Unpacker from(key);
    Act act;
    act.accident = from.take(1) != 0;
    act.move = from.take_id<MoveId>(kMoveBits);
    act.mover = from.take_id<ActorId>(kMoverBits);
    return act;
}

void make_walk(const GraphOptions& options, const std::array<RungId, kActors>& start,
               const TrackedPath& tracked, Walk& walk) {
    const RunPath& path = tracked.path;
    walk.nodes.clear();
    walk.acts.clear();
    const bool apart = options.by_decider || options.by_belief;
    if (apart || path.steps.empty()) {
        Situation first;
        first.kind = apart ? Situation::Kind::start : Situation::Kind::situation;
        first.rungs = start;
        walk.nodes.push_back(pack(first));
        walk.acts.push_back(pack(Act{}));
    }
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        walk.nodes.push_back(pack(situation_before(options, tracked, i)));
        walk.acts.push_back(pack(act_of(path.steps[i])));
    }
    Situation end;
    end.kind = Situation::Kind::outcome;
    end.outcome = path.outcome;
    walk.nodes.push_back(pack(end));
}

std::size_t EdgeKeyHash::operator()(const EdgeKey& key) const {
    // The finalizer of MurmurHash3 mixes well enough for keys that are dense in few bits.
    const auto mix = [](std::uint64_t x) {
        x ^= x >> 33;
        x *= 0xff51afd7ed558ccdULL;
        x ^= x >> 33;
        x *= 0xc4ceb9fe1a85ec53ULL;
        return x ^ (x >> 33);
    };
    return static_cast<std::size_t>(mix(mix(mix(key.from) + key.to) + key.act));
}

template <class Key, class Counts>
void GraphTally::count(std::vector<Pass<Key>>& passes, Counts& counts, bool crisis, std::int64_t descent) {
    // Passings of the same place together, the first one first: what comes after that is what comes after the
    // place.
    std::sort(passes.begin(), passes.end(), [](const auto& a, const auto& b) {
        return a.key != b.key ? a.key < b.key : a.place < b.place;
    });
    for (std::size_t i = 0; i < passes.size(); ++i) {
        PassCounts& to = counts[passes[i].key];
        ++to.passes;
        if (i > 0 && passes[i - 1].key == passes[i].key) continue;
        ++to.runs;
        if (crisis) ++to.crises;
        if (descent >= passes[i].place) ++to.came_down;
    }
    passes.clear();
}

void GraphTally::add(const TrackedPath& tracked, bool crisis, std::int64_t descent) {
    const RunPath& path = tracked.path;
    ++runs_;
    if (crisis) ++crises_;
    make_walk(options_, start_, tracked, walk_);
    // A start that stands apart comes before no step, like the first situation.
    const auto extra = static_cast<std::int64_t>(walk_.acts.size() - path.steps.size());
    for (std::size_t i = 0; i < walk_.nodes.size(); ++i) {
        const std::int64_t place = std::max<std::int64_t>(0, static_cast<std::int64_t>(i) - extra);
        const bool ends = i == walk_.acts.size();
        node_passes_.push_back(
            {walk_.nodes[i], ends ? static_cast<std::int64_t>(path.steps.size()) + 1 : place});
        if (ends) break;
        decision_passes_.push_back({{walk_.nodes[i], 0, walk_.acts[i]}, place});
        edge_passes_.push_back({{walk_.nodes[i], walk_.nodes[i + 1], walk_.acts[i]}, place});
        act_passes_.push_back({walk_.acts[i], place});
    }
    count(node_passes_, nodes_, crisis, descent);
    count(decision_passes_, decisions_, crisis, descent);
    count(edge_passes_, edges_, crisis, descent);
    count(act_passes_, acts_, crisis, descent);
}

void GraphTally::add(const GraphTally& later) {
    runs_ += later.runs_;
    crises_ += later.crises_;
    add_all(nodes_, later.nodes_);
    add_all(decisions_, later.decisions_);
    add_all(edges_, later.edges_);
    add_all(acts_, later.acts_);
}

PathGraph GraphTally::graph() const {
    PathGraph graph;
    graph.options = options_;
    graph.start_rungs = start_;
    graph.runs = runs_;
    graph.crises = crises_;
    std::unordered_map<SituationKey, std::uint32_t> places;
    for (const auto& [key, counts] : sorted(nodes_)) {
        places[key] = static_cast<std::uint32_t>(graph.nodes.size());
        graph.nodes.push_back({unpack_situation(key), counts});
    }
    Walk first;
    make_walk(options_, start_, {}, first);
    const auto start = places.find(first.nodes.front());
    if (start != places.end()) graph.start = start->second;
    std::unordered_map<EdgeKey, std::uint32_t, EdgeKeyHash> decision_places;
    for (const auto& [key, counts] : sorted(decisions_)) {
        decision_places[key] = static_cast<std::uint32_t>(graph.decisions.size());
        graph.decisions.push_back({places[key.from], unpack_act(key.act), counts});
    }
    for (const auto& [key, counts] : sorted(edges_)) {
        graph.edges.push_back({decision_places[{key.from, 0, key.act}], places[key.to], counts});
    }
    std::sort(graph.edges.begin(), graph.edges.end(), [](const GraphEdge& a, const GraphEdge& b) {
        return a.decision != b.decision ? a.decision < b.decision : a.to < b.to;
    });
    for (const auto& [key, counts] : sorted(acts_)) graph.acts.push_back({unpack_act(key), counts});
    return graph;
}

}  // namespace firebreak
