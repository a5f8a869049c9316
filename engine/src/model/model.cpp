#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>
#include <string>

#include <firebreak/model.hpp>

#include "kernel/math.hpp"
#include "model/compile_parameters.hpp"
#include "model/compiled.hpp"

namespace firebreak {
namespace {

constexpr Millis kMinute = 60'000;
constexpr Millis kDay = Millis{24} * 60 * kMinute;

template <class List>
std::vector<std::uint16_t> order_by_id(const List& list) {
    std::vector<std::uint16_t> order(list.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint16_t>(i);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return list[a].id < list[b].id; });
    return order;
}

// The measures of the arm in the order of the scenario, each with the moment it comes into force.
std::vector<std::pair<Millis, MeasureId>> dated_measures(const Spec& spec, const ArmSpec& arm) {
    std::vector<std::pair<Millis, MeasureId>> dated;
    for (std::size_t i = 0; i < spec.measures.size(); ++i) {
        const MeasureSpec& measure = spec.measures[i];
        if (std::find(arm.measures.begin(), arm.measures.end(), measure.id) == arm.measures.end()) continue;
        dated.emplace_back(measure.in_force ? to_millis(measure.in_force->ms) : 0, MeasureId{i});
    }
    return dated;
}

Spec with_measures(const Spec& spec, const std::vector<std::pair<Millis, MeasureId>>& dated, Millis now) {
    Spec overlaid = spec;
    for (const auto& [start, measure] : dated) {
        if (start <= now) apply_measure(overlaid, spec.measures[measure.index()]);
    }
    return overlaid;
}

// `at_start` is the scenario with the measures that are in force from the start.
std::vector<Epoch> make_epochs(const Spec& spec, const Spec& at_start, const ArmSpec& arm, Millis horizon) {
    const auto dated = dated_measures(spec, arm);
    std::set<Millis> starts = {0};
    for (const auto& [start, measure] : dated) {
        if (start < horizon) starts.insert(start);
    }
    std::vector<Epoch> epochs;
    std::uint32_t in_force = 0;
    for (const Millis start : starts) {
        Epoch epoch;
        epoch.start = start;
        for (const auto& [from, measure] : dated) {
            if (from != start) continue;
            epoch.measures.push_back(measure);
            in_force |= std::uint32_t{1} << measure.index();
        }
        epoch.parameters = compile_parameters(start == 0 ? at_start : with_measures(spec, dated, start),
                                              in_force, arm.without);
        epochs.push_back(std::move(epoch));
    }
    return epochs;
}

void set_clock(Model::Compiled& compiled, Millis start) {
    const Millis minutes = start >= 0 ? start / kMinute : -((-start + kMinute - 1) / kMinute);
    compiled.clock_start_in_minute = start - minutes * kMinute;
    const Millis week = Millis{7} * kDay / kMinute;
    const Millis thursday = Millis{3} * kDay / kMinute;  // 1970-01-01 was a Thursday
    compiled.clock_start_minute = static_cast<int>(((minutes + thursday) % week + week) % week);
}

}  // namespace

Model compile(const Spec& spec, const ArmSpec& arm) {
    for ([[maybe_unused]] const auto& id : arm.measures) assert(find_measure(spec, id) && "unknown measure");
    auto compiled = std::make_shared<Model::Compiled>();
    const auto dated = dated_measures(spec, arm);
    const Spec at_start = with_measures(spec, dated, 0);
    compiled->spec = spec;
    compiled->arm = arm;
    compiled->causes = spec.causes.size();
    compiled->rungs = spec.ladder.size();
    compiled->crisis = find_rung(spec, spec.endings.crisis);
    compiled->war = find_rung(spec, spec.endings.war);
    if (spec.endings.settled) {
        compiled->settled_at = find_rung(spec, spec.endings.settled->at);
        compiled->settled_for = to_millis(at_start.endings.settled->lasting.ms);
    }
    compiled->horizon = std::clamp<Millis>(to_millis(at_start.clock.horizon.ms), 1, kLongestHorizon);
    compiled->hold = find_move(spec, "hold");
    compiled->epochs = make_epochs(spec, at_start, arm, compiled->horizon);
    compiled->source_order = order_by_id(spec.incidents);
    compiled->channel_order = order_by_id(spec.channels);
    compiled->evidence_order = order_by_id(spec.evidence);
    const bool swapped = spec.actors[1].id < spec.actors[0].id;
    compiled->actor_order = {static_cast<std::uint16_t>(swapped), static_cast<std::uint16_t>(!swapped)};
    set_clock(*compiled, spec.clock.start);
    return Model{std::move(compiled)};
}

const Spec& Model::spec() const { return compiled_->spec; }
const ArmSpec& Model::arm() const { return compiled_->arm; }

}  // namespace firebreak
