#include "report/comparison.hpp"

#include <algorithm>
#include <chrono>

#include "report/fingerprint.hpp"
#include "sweep/blocks.hpp"
#include "telling/happening.hpp"

namespace firebreak::report {
namespace {

struct Discordant {
    std::uint64_t replicate = 0;
    bool avoided = false;  // a crisis in the first arm only; otherwise in the second only
};

struct Totals {
    std::array<ArmTotals, 2> arms;
    PairTotals pairs;
    std::vector<Discordant> discordant;

    void add(const RunResult& first, const RunResult& second, std::uint64_t replicate) {
        arms[0].add(first, replicate);
        arms[1].add(second, replicate);
        ++(first.crisis ? (second.crisis ? pairs.n11 : pairs.n10) : (second.crisis ? pairs.n01 : pairs.n00));
        if (first.crisis != second.crisis) discordant.push_back({replicate, first.crisis});
    }
    void add(const Totals& later) {
        for (std::size_t i = 0; i < arms.size(); ++i) arms[i].add(later.arms[i]);
        pairs.n00 += later.pairs.n00;
        pairs.n01 += later.pairs.n01;
        pairs.n10 += later.pairs.n10;
        pairs.n11 += later.pairs.n11;
        const std::size_t room = kMostDivergences - std::min(kMostDivergences, discordant.size());
        const std::size_t taken = std::min(room, later.discordant.size());
        discordant.insert(discordant.end(), later.discordant.begin(),
                          later.discordant.begin() + static_cast<std::ptrdiff_t>(taken));
    }
};

// Work that is worth while after an interruption: a moment's.
constexpr std::uint64_t kParting = 2'000'000;  // events

std::vector<Record> records_of(const Model& model, const NoiseKey& key, const StopFlag* stop) {
    RecordList list;
    static_cast<void>(simulate(model, key, {}, &list, stop));
    std::erase_if(list.records, is_measure);
    return std::move(list.records);
}

void tally(std::vector<DivergenceKind>& kinds, const Divergence& divergence, const Discordant& pair) {
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const DivergenceKind& k) {
        return k.what == divergence.what && k.actor == divergence.actor;
    });
    if (kind == kinds.end()) {
        kinds.push_back({divergence.what, divergence.actor, 0, 0, pair.replicate});
        kind = kinds.end() - 1;
    }
    ++(pair.avoided ? kind->avoided : kind->caused);
}

// Looks into discordant pairs; stops early when asked to.
void find_divergences(Comparison& comparison, const std::array<Model, 2>& models,
                      const std::vector<Discordant>& pairs, const EnsembleOptions& options) {
    for (const Discordant& pair : pairs) {
        if (options.stop != nullptr && options.stop->load()) break;
        try {
            const auto divergence =
                first_divergence(models[0], models[1], {options.seed, pair.replicate, 0}, options.stop);
            ++comparison.sampled;
            if (divergence) tally(comparison.kinds, *divergence, pair);
        } catch (const Stopped&) {
            break;
        }
    }
    std::stable_sort(comparison.kinds.begin(), comparison.kinds.end(),
                     [](const DivergenceKind& a, const DivergenceKind& b) { return a.count() > b.count(); });
}

}  // namespace

std::optional<Divergence> first_divergence(const Model& first, const Model& second, const NoiseKey& key,
                                           const StopFlag* stop) {
    const std::vector<Record> a = records_of(first, key, stop);
    const std::vector<Record> b = records_of(second, key, stop);
    std::size_t i = 0;
    while (i < a.size() && i < b.size() && fingerprint(a[i]) == fingerprint(b[i])) ++i;
    if (i >= a.size() && i >= b.size()) return std::nullopt;
    const Spec& spec = second.spec();
    const bool both = i < a.size() && i < b.size();
    if (both && a[i].time == b[i].time && actor_of(a[i]) == actor_of(b[i]) &&
        a[i].what.index() == b[i].what.index()) {
        const std::string before = happening(spec, a[i]);
        const std::string now = happening(spec, b[i]);
        return Divergence{before == now ? now + ", but differently" : now + ", not: " + before,
                          actor_of(a[i]), a[i].time};
    }
    // What comes first in time is what one arm has and the other has not; at the same time, what the second
    // arm adds.
    const bool in_second = i >= a.size() || (i < b.size() && b[i].time <= a[i].time);
    const Record& record = in_second ? b[i] : a[i];
    const std::string where = in_second ? arm_name(spec, second.arm()) : arm_name(spec, first.arm());
    return Divergence{"only with " + where + ": " + happening(spec, record), actor_of(record), record.time};
}

Comparison compare_arms(const Spec& spec, const ArmSpec& first, const ArmSpec& second,
                        const EnsembleOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    const std::array<Model, 2> models{compile(spec, first), compile(spec, second)};
    Totals sum;
    const auto work = [&](Totals& totals, std::uint64_t replicate) {
        const NoiseKey key{options.seed, replicate, 0};
        totals.add(simulate(models[0], key, {}, nullptr, options.stop),
                   simulate(models[1], key, {}, nullptr, options.stop), replicate);
    };
    Comparison comparison;
    comparison.runs = run_blocks(options, Totals{}, work, [&](const Totals& block) { sum.add(block); });
    comparison.complete = comparison.runs == options.runs;
    comparison.arms = {first, second};
    comparison.names = {arm_name(spec, first), arm_name(spec, second)};
    comparison.totals = sum.arms;
    comparison.effect = effect_of(sum.pairs);
    // Runs that were finished before an interruption are still worth a moment of looking into.
    EnsembleOptions patient = options;
    if (!comparison.complete) {
        patient.stop = nullptr;
        const std::uint64_t events =
            (sum.arms[0].events + sum.arms[1].events) / std::max<std::uint64_t>(1, comparison.runs);
        sum.discordant.resize(
            std::min<std::size_t>(sum.discordant.size(), kParting / std::max<std::uint64_t>(1, events)));
    }
    find_divergences(comparison, models, sum.discordant, patient);
    comparison.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return comparison;
}

}  // namespace firebreak::report
