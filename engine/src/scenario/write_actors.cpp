#include "scenario/conditions.hpp"
#include "scenario/write_sections.hpp"

namespace firebreak {
namespace {

NameList rung_names(const Spec& spec) {
    NameList names;
    for (const RungSpec& rung : spec.ladder) names.emplace_back(rung.id);
    return names;
}

void write_effects(SectionWriter& out, const MoveSpec& move) {
    switch (move.posture) {
        case MoveSpec::Posture::none: break;
        case MoveSpec::Posture::to: out.text("to", move.rung); break;
        case MoveSpec::Posture::raise_to: out.text("raise_to", move.rung); break;
        case MoveSpec::Posture::by: out.value("by", std::to_string(move.by)); break;
    }
    if (move.strikes) {
        out.open("strikes");
        out.text("cause", move.strikes->cause);
        out.number_law("severity", move.strikes->severity);
        out.close();
    }
    if (move.sends != MessageKind::none) {
        out.value("sends", message_name(move.sends));
        out.text("via", move.via);
    }
    out.duration_law("delay", move.delay);
    if (move.seen) out.number("seen", *move.seen);
    out.text_if_any("needs", move.needs);
    out.text_if_any("unless", move.unless);
}

std::string when_text(const RuleSpec& rule, const NameList& rungs) {
    std::string text = "{";
    for (const ConditionSpec& condition : rule.when) {
        text.append(text.size() > 1 ? ", " : "").append(fact_name(condition.fact));
        if (!condition.subject.empty()) text.append(".").append(condition.subject);
        text.append(": ").append(condition_text(condition.any_of, domain_of(condition.fact, rungs)));
    }
    return text + "}";
}

// A list item for each rule; in paths a rule goes by its number.
void write_doctrine(SectionWriter& out, const std::vector<RuleSpec>& doctrine, const NameList& rungs) {
    out.open("doctrine");
    for (std::size_t k = 0; k < doctrine.size(); ++k) {
        const RuleSpec& rule = doctrine[k];
        out.open_item(std::to_string(k + 1));
        if (!rule.when.empty()) out.value("when", when_text(rule, rungs));
        out.value("do", weights_text(rule.moves, true));
        if (rule.at_once) out.flag("at_once", true);
        out.close();
    }
    out.close();
}

void write_perception(SectionWriter& out, const ActorSpec& actor) {
    out.open("detection");
    out.number("probability", actor.detection.probability);
    out.duration_law("delay", actor.detection.delay);
    out.close();
    out.open("severity");
    out.number("bias", actor.severity.bias);
    out.number("noise", actor.severity.noise);
    out.close();
    out.open("posture");
    out.number("misread", actor.posture.misread);
    out.number("skew", actor.posture.skew);
    out.duration("delay", actor.posture.delay);
    out.close();
    out.open("image");
    out.number("hostile", actor.image.hostile);
    out.number("climb", actor.image.climb);
    out.number("step_down", actor.image.step_down);
    out.duration("memory", actor.image.memory);
    out.close();
}

void write_attribution(SectionWriter& out, const AttributionSpec& attribution) {
    out.open("attribution");
    if (!attribution.prior.empty()) out.weights_apart("prior", attribution.prior);
    out.number("tilt", attribution.tilt);
    out.number("carry", attribution.carry);
    out.number("weight", attribution.weight);
    out.number("close_at", attribution.close_at);
    out.duration("half_life", attribution.half_life);
    out.duration("cold_after", attribution.cold_after);
    out.close();
}

void write_actor(SectionWriter& out, const ActorSpec& actor, const NameList& rungs) {
    out.open(actor.id);
    out.text("name", actor.name);
    out.text("starts_at", actor.starts_at);
    write_perception(out, actor);
    write_attribution(out, actor.attribution);
    out.duration_law("deliberation", actor.deliberation);
    if (actor.review) out.duration("review", *actor.review);
    if (actor.agenda) out.flag("agenda", true);
    out.number("tremble", actor.tremble);
    write_doctrine(out, actor.doctrine, rungs);
    out.close();
}

}  // namespace

void write_moves(SectionWriter& out, const Spec& spec) {
    out.open("moves");
    for (const MoveSpec& move : spec.moves) {
        out.open(move.id);
        out.text("label", move.label);
        if (move.id != "hold") write_effects(out, move);
        out.close();
    }
    out.close();
}

void write_actors(SectionWriter& out, const Spec& spec) {
    const NameList rungs = rung_names(spec);
    out.open("actors");
    for (const ActorSpec& actor : spec.actors) write_actor(out, actor, rungs);
    out.close();
}

}  // namespace firebreak
