#include "report/causes_words.hpp"
#include "report/json.hpp"
#include "trace/rule_text.hpp"

namespace firebreak::report {
namespace {

Json group_json(const Spec& spec, const FlawGroup& group) {
    Json json = {{"kind", flaw_name(group.kind)}, {"actor", id_json(group.actor, spec.actors)}};
    if (group.off != 0) json["off"] = group.off;
    if (group.truth.valid()) json["true_cause"] = spec.causes[group.truth.index()].id;
    if (group.believed.valid()) json["believed"] = spec.causes[group.believed.index()].id;
    if (group.message != MessageKind::none) json["message"] = message_name(group.message);
    if (group.channel.valid()) json["channel"] = spec.channels[group.channel.index()].id;
    if (group.move.valid()) json["move"] = spec.moves[group.move.index()].id;
    json["words"] = flaw_words(spec, group);
    return json;
}

Json tally_json(const Spec& spec, const FlawTally& tally, std::uint64_t crises) {
    Json json = group_json(spec, tally.group);
    json["present"] = proportion_json(proportion(tally.present, crises));
    json["pivotal"] = proportion_json(proportion(tally.pivotal, crises));
    json["last_chance"] = tally.last_chance;
    json["in_smallest"] = tally.in_smallest;
    json["averted"] = tally.averted;
    json["example"] = {{"replicate", tally.example}, {"event", tally.example_record}};
    return json;
}

// Files hold rules in their regular words, which stay as they are.
std::string regular_words(const Spec& spec, const Change& change) {
    if (change.kind != Change::Kind::rule) return change_words(spec, change);
    const RuleSpec& rule = spec.actors[change.rule.actor.index()].doctrine[change.rule.rule];
    return "without rule " + std::to_string(change.rule.rule + 1) + " of " +
           Labels(spec).actor(change.rule.actor) + " (" + rule_text(spec, rule) + ": " +
           choice_words(spec, rule) + ")";
}

Json change_json(const Spec& spec, const Change& change) {
    constexpr const char* kinds[] = {"perception", "rule", "measure"};
    Json json = {{"kind", kinds[static_cast<std::size_t>(change.kind)]}};
    if (change.kind == Change::Kind::perception) {
        json["actor"] = id_json(change.actor, spec.actors);
        json["perception"] = change.perception ? Json(perception_name(*change.perception)) : Json(nullptr);
    }
    if (change.kind == Change::Kind::rule) json["rule"] = rule_id(spec, change.rule);
    if (change.kind == Change::Kind::measure) json["measure"] = spec.measures[change.measure.index()].id;
    json["words"] = regular_words(spec, change);
    return json;
}

Json flaw_json(const Spec& spec, const Flaw& flaw) {
    Json json = {{"event", flaw.record}, {"t", flaw.time}};
    json.update(group_json(spec, group_of(flaw)));
    return json;
}

Json run_json(const Spec& spec, const RunCauses& run) {
    Json json = {{"replicate", run.replicate},
                 {"crisis", run.crisis},
                 {"crisis_time_ms", run.crisis ? Json(run.crisis_time) : Json(nullptr)},
                 {"inadvertent", run.inadvertent()},
                 {"averted", run.averted()}};
    json["flaws"] = Json::array();
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        Json flaw = flaw_json(spec, run.flaws[i]);
        flaw["pivotal"] = run.pivotal[i] != 0;
        json["flaws"].push_back(std::move(flaw));
    }
    json["last_chance"] = run.last_chance ? Json(run.flaws[*run.last_chance].record) : Json(nullptr);
    json["last_decision_chance"] =
        run.last_decision_chance ? Json(run.flaws[*run.last_decision_chance].record) : Json(nullptr);
    json["smallest_set"] = Json::array();
    for (const Flaw& flaw : run.smallest) json["smallest_set"].push_back(flaw_json(spec, flaw));
    json["searched"] = run.searched;
    return json;
}

Json tallies_json(const Spec& spec, const std::vector<FlawTally>& tallies, std::uint64_t crises) {
    Json list = Json::array();
    for (const FlawTally& tally : tallies) list.push_back(tally_json(spec, tally, crises));
    return list;
}

}  // namespace

std::string causes_json(const Spec& spec, const CausesAnswer& answer) {
    const Causes& causes = answer.causes;
    Json json = origin_json(spec, answer.origin, causes.runs, causes.complete);
    json["seconds"] = causes.seconds;
    json["twins"] = causes.twins;
    json["measures"] = answer.arm.measures;
    json["clean"] = clean_words(spec, answer.arm);
    json["crisis"] = proportion_json(answer.crisis());
    json["inadvertent"] = proportion_json(proportion(causes.inadvertent, causes.runs));
    json["deliberate"] = proportion_json(proportion(causes.deliberate, causes.runs));
    json["averted"] = proportion_json(proportion(causes.averted, causes.runs));
    json["with_pivotal"] = proportion_json(proportion(causes.with_pivotal, causes.crises));
    json["smallest_sets"] = {{"one", causes.smallest[1]},
                             {"two", causes.smallest[2]},
                             {"three", causes.smallest[3]},
                             {"none", causes.smallest[0]},
                             {"unsearched", causes.unsearched}};
    json["changes"] = Json::array();
    for (std::size_t i = 0; i < causes.changes.size(); ++i) {
        Json change = change_json(spec, causes.changes[i]);
        change["averts"] = proportion_json(answer.averted_by(i));
        change["paired"] = effect_json(answer.effect(i));
        json["changes"].push_back(std::move(change));
    }
    json["kinds"] = tallies_json(spec, causes.kinds, causes.crises);
    json["groups"] = tallies_json(spec, causes.groups, causes.crises);
    json["crises"] = Json::array();
    for (const RunCauses& run : causes.crisis_runs) json["crises"].push_back(run_json(spec, run));
    return json_line(json);
}

std::string run_causes_json(const Spec& spec, const RunCauses& run, const std::vector<Change>& changes,
                            const Origin& origin) {
    Json json = origin_json(spec, origin, 1, true);
    json.update(run_json(spec, run));
    json["turned_by"] = Json::array();
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (run.turned[i] != 0) json["turned_by"].push_back(change_json(spec, changes[i]));
    }
    return json_line(json);
}

}  // namespace firebreak::report
