#include "support/scenarios.hpp"

namespace firebreak::test {
namespace {

constexpr std::string_view kBusyActor = R"(
  detection: {probability: 0.9, delay: {exponential: 1d}}
  severity: {bias: 0.1, noise: 0.3}
  posture: {misread: 0.2, skew: 0.6, delay: 3h}
  image: {hostile: 0.4, climb: 1.5, step_down: 0.7, memory: 60d}
  attribution: {prior: {accident: 0.6, attack: 0.4}, tilt: 0.4, carry: 0.5, weight: 0.8, half_life: 30d, cold_after: 90d}
  deliberation: {lognormal: {median: 2d, sigma: 0.7}}
  review: 30d
  tremble: 0.02
  doctrine:
    - {when: {message: query, guilty: no}, do: {deny: 0.9, hold: 0.1}, at_once: yes}
    - {when: {message: query, guilty: yes}, do: {deny: 0.8, admit: 0.2}}
    - {when: {trigger: [incident, evidence], asked: no, incident.severity: ">= 2"}, do: ask, at_once: yes}
    - {when: {threat: "< 1", own.rung: "> 0"}, do: {fall: 0.7, calm-them: 0.3}}
    - {when: {threat: ">= 3"}, do: {hit: 0.3, rise: 0.4, hold: 0.3}}
    - {when: {threat: ">= 1.5"}, do: {rise: 0.3, calm-them: 0.3, hold: 0.4}}
    - {do: {hold: 0.8, calm-them: 0.2}}
)";
constexpr std::string_view kBusyWorld = R"(
clock: {start: 2020-01-06, horizon: 300d}
ladder: [{id: calm}, {id: tense}, {id: crisis}, {id: brink, accident_every: 60d}, {id: war}]
messages:
  denial: {likelihood: {accident: 0.9, attack: 0.5}}
  admission: {likelihood: {accident: 0.1, attack: 0.3}}
  silence: {likelihood: {accident: 0.3, attack: 0.6}}
  reassurance: {clarifies: posture, image: 0.8}
channels:
  cable: {link: 2h, translate: {lognormal: {median: 4h, sigma: 0.5}}, translators: 1, deliver: {exponential: 6h}, loss: 0.1, garble: 0.2,
          credibility: 0.5, patience: 3d, meets: {every: {exponential: 60d}}}
  radio: {up: {fails: {exponential: 20d}, repairs: {exponential: 5d}}, link: {exponential: 1h}}
evidence:
  lab: {every: 4d, accuracy: 0.6}
  cert: {every: 2d, accuracy: 0.8, needs: exchange}
moves:
  ask: {sends: query, via: cable}
  deny: {sends: denial, via: reply}
  admit: {sends: admission, via: reply}
  calm-them: {sends: reassurance, via: radio, delay: {exponential: 1d}}
  rise: {by: 1, delay: {exponential: 2d}}
  fall: {by: -1}
  hit: {raise_to: crisis, strikes: {cause: attack, severity: {uniform: [2, 6]}}, delay: 1d, seen: 0.7}
incidents:
  outage: {target: north, cause: accident, every: {exponential: 15d}, severity: {uniform: [1, 5]}}
  mystery: {target: [north, south], cause: {accident: 2, attack: 1}, every: {exponential: 25d}, severity: {triangular: [1, 3, 6]}, window: 6d}
  raid: {target: south, cause: attack, author: north, every: {exponential: 50d}, severity: 3}
  alarm: {target: south, cause: attack, phantom: yes, every: {exponential: 40d}, severity: 4}
measures:
  exchange: {}
  talks: {in_force: 40d, set: {actors.*.posture.misread: 0.02}}
)";

}  // namespace

std::string busy() {
    return std::string(kBusyWorld) + "north:" + std::string(kBusyActor) + "south:" + std::string(kBusyActor);
}

Sections sections_of(std::string_view text) {
    Sections sections;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        const std::string line(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
        if (line.find_first_not_of(" \n") == std::string::npos) continue;
        if (line.front() != ' ') sections.emplace_back(line.substr(0, line.find(':')), "");
        sections.back().second += line;
    }
    return sections;
}

std::string scenario_text(std::string_view sections) {
    Sections all = sections_of(kBase);
    for (auto& [key, lines] : sections_of(sections)) {
        const auto same = [&, wanted = key](const auto& section) { return section.first == wanted; };
        const auto found = std::find_if(all.begin(), all.end(), same);
        if (found != all.end()) found->second = lines;
        else all.emplace_back(key, lines);
    }
    std::string text;
    std::string actors = "actors:\n";
    for (const auto& [key, lines] : all) {
        if (key != "north" && key != "south") {
            text += lines;
            continue;
        }
        actors += "  ";
        for (std::size_t i = 0; i < lines.size(); ++i) {
            actors += lines[i];
            if (lines[i] == '\n' && i + 1 < lines.size()) actors += "  ";
        }
    }
    return text + actors;
}

Spec spec_of(const std::string& text) {
    const LoadedScenario loaded = parse_scenario(text, "test");
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        if (!loaded.spec) UNSCOPED_INFO(format_diagnostic(diagnostic));
    }
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

Spec scenario(std::string_view sections) { return spec_of(scenario_text(sections)); }

std::string with(std::string text, std::string_view what, std::string_view by) {
    std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    for (; at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
    return text;
}

Acts Run::acts(ActorId actor) const {
    Acts acts;
    for (const auto& made : all<DecisionMade>()) {
        if (made.what.actor == actor) acts.emplace_back(made.time, move(made.what.move));
    }
    return acts;
}

Run play(const Spec& spec, const ArmSpec& arm, std::uint64_t replicate, const Script& script) {
    Run run;
    run.spec = spec;
    RecordList list;
    run.result = simulate(compile(spec, arm), {1, replicate, 0}, script, &list);
    run.records = std::move(list.records);
    return run;
}

Run play(std::string_view sections, const ArmSpec& arm, std::uint64_t replicate) {
    return play(scenario(sections), arm, replicate);
}

MoveId move_id(const Spec& spec, std::string_view id) {
    for (std::size_t i = 0; i < spec.moves.size(); ++i) {
        if (spec.moves[i].id == id) return MoveId{i};
    }
    FAIL("no move " << id);
    return {};
}

Stage::Stage(const Spec& spec, const ArmSpec& arm, std::uint64_t replicate) : model_(compile(spec, arm)) {
    stepper(world).start({1, replicate, 0});
}

void Stage::go_to(Millis moment) {
    Stepper steps = stepper(world);
    while (!world.ended && !world.queue.empty() && world.queue.peek().time <= moment) steps.step();
    if (!world.ended) world.now = moment;
}

double Stage::fact(ActorId actor, Fact fact, std::size_t subject, Trigger trigger) {
    Stepper steps = stepper(world);
    Knowledge knowledge = steps.know(actor, trigger);
    return steps.fact(actor, fact, static_cast<std::uint16_t>(subject), knowledge);
}

int Stage::first_rule(ActorId actor, Trigger trigger) {
    Stepper steps = stepper(world);
    Knowledge knowledge = steps.know(actor, trigger);
    return steps.first_rule(actor, knowledge);
}

}  // namespace firebreak::test
