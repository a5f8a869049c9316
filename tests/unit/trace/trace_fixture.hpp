// A small scenario and hand-made runs of it for the tests of the rooms trace and telling.
#pragma once

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <firebreak/scenario.hpp>
#include <firebreak/telling.hpp>

namespace firebreak::test {

inline constexpr const char* kQuarrel = R"(
firebreak: 1
id: quarrel
title: A quarrel between neighbours
question: Does it end in blows?
clock: {start: 2011-07-01, horizon: 1y}
ladder:
  - {id: calm, name: Calm}
  - {id: protest, name: Protest}
  - {id: force, name: Show of force, firebreak: Force}
  - {id: war, name: War}
endings: {crisis: force, war: war}
causes: {accident: {name: Accident, hostility: 0}, attack: {name: Attack, hostility: 1}}
incidents:
  fire: {target: north, cause: accident, every: {exponential: 30d}, severity: {uniform: [1, 6]}, label: A fire}
  raid: {target: south, cause: attack, author: north, every: {exponential: 60d}, severity: 4, label: A raid}
  alarm: {target: north, cause: attack, phantom: yes, every: {exponential: 80d}, severity: 3, label: An alarm}
evidence:
  inquiry: {every: 3d, accuracy: 0.7}
channels:
  phone: {link: 1h, deliver: {exponential: 6h}, loss: 0.1, garble: 0.2, credibility: 0.7, patience: 2d, meets: {every: {exponential: 50d}}}
  courier: {up: {fails: {exponential: 40d}, repairs: 5d}, deliver: 3d}
messages:
  denial: {likelihood: {accident: 0.9, attack: 0.4}}
  silence: {likelihood: {accident: 0.3, attack: 0.6}}
  reassurance: {clarifies: posture}
moves:
  ask: {label: Ask, sends: query, via: phone}
  deny: {label: Deny, sends: denial, via: reply}
  reassure: {sends: reassurance, via: courier}
  protest: {label: Protest aloud, raise_to: protest}
  hit: {label: Hit, raise_to: force, strikes: {cause: attack, severity: 5}, delay: 2d, seen: 0.5}
  step-down: {by: -1}
actors:
  north: &side
    name: North
    detection: {probability: 0.9, delay: {exponential: 12h}}
    severity: {noise: 0.3}
    posture: {misread: 0.2, delay: 2h}
    image: {climb: 1.5, step_down: 0.8}
    attribution: {prior: {accident: 0.6, attack: 0.4}, tilt: 0.5, half_life: 30d}
    deliberation: {lognormal: {median: 2d, sigma: 0.5}}
    review: 20d
    tremble: 0.05
    doctrine:
      - {when: {message: query}, do: deny, at_once: yes}
      - {when: {trigger: incident, asked: no, channel.phone: yes}, do: ask, at_once: yes}
      - {when: {threat: ">= 2.5"}, do: {hit: 0.2, protest: 0.8}}
      - {when: {threat: ">= 1"}, do: {protest: 0.5, reassure: 0.2, hold: 0.3}}
      - {when: {own.rung: "> 0"}, do: step-down}
      - {do: hold}
  south: {<<: *side, name: South}
measures:
  pact: {label: A pact, in_force: 100d, set: {actors.*.posture.misread: 0.05}}
)";

inline Spec load_text(const std::string& text) {
    auto loaded = parse_scenario(text, "test.yaml");
    if (!loaded.spec)
        throw std::runtime_error(loaded.diagnostics.empty() ? "no spec"
                                                            : format_diagnostic(loaded.diagnostics.front()));
    return std::move(*loaded.spec);
}

inline const Spec& quarrel() {
    static const Spec spec = load_text(kQuarrel);
    return spec;
}

inline MoveId move_id(std::string_view id) {
    const auto& moves = quarrel().moves;
    for (std::size_t i = 0; i < moves.size(); ++i) {
        if (moves[i].id == id) return MoveId{i};
    }
    throw std::runtime_error("no move of that id");
}

inline const Model& quarrel_model() {
    static const Model model = compile(quarrel(), {{"pact"}, {}});
    return model;
}

inline constexpr ActorId kNorth{std::size_t{0}};
inline constexpr ActorId kSouth{std::size_t{1}};
inline constexpr PointOfView kTruth{};
inline constexpr PointOfView kBoth{PointOfView::Kind::both, {}};
inline constexpr PointOfView kNorthView{PointOfView::Kind::actor, kNorth};
inline constexpr PointOfView kSouthView{PointOfView::Kind::actor, kSouth};

inline std::string written(const Model& model, const Trace& trace, PointOfView view = {}) {
    std::ostringstream out;
    write_trace(out, model, trace, view);
    return out.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// A run written by hand: records get their ids in order.
class HandMadeRun {
public:
    HandMadeRun() { add(kNoRecord, 0, RunStarted{{RungId{std::size_t{0}}, RungId{std::size_t{0}}}}); }

    template <class What>
    RecordId add(RecordId parent, Millis time, What what) {
        const auto id = static_cast<RecordId>(trace_.records.size());
        trace_.records.push_back(Record{id, parent, time, std::move(what), 0});
        return id;
    }
    Trace& trace() { return trace_; }

    // Ends at the horizon.
    Trace finished() {
        trace_.result.duration = Millis{365} * 86'400'000;
        trace_.header.scenario = quarrel().id;
        add(0, trace_.result.duration, RunEnded{EndReason::horizon, trace_.result.outcome});
        return trace_;
    }

private:
    Trace trace_;
};

inline CaseView case_view(IncidentIndex incident, double severity, double accident) {
    CaseView view;
    view.incident = incident;
    view.severity = severity;
    view.belief[0] = accident;
    view.belief[1] = 1 - accident;
    view.hostility = 1 - accident;
    view.confidence = std::max(accident, 1 - accident);
    return view;
}

}  // namespace firebreak::test
