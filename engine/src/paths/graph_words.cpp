// Names of situations and acts for people.
#include <firebreak/paths.hpp>

namespace firebreak {
namespace {

const std::string& first_of(const std::string& name, const std::string& id) {
    return name.empty() ? id : name;
}

const std::string& actor_name(const Spec& spec, ActorId actor) {
    const ActorSpec& side = spec.actors[actor.index()];
    return first_of(side.name, side.id);
}

const std::string& rung_name(const Spec& spec, RungId rung) {
    const RungSpec& place = spec.ladder[rung.index()];
    return first_of(place.name, place.id);
}

}  // namespace

std::string act_name(const Spec& spec, const Act& act) {
    if (act.nothing()) return "no further step";
    if (act.accident) return "accident";
    if (!act.move.valid()) return actor_name(spec, act.mover);
    const MoveSpec& move = spec.moves[act.move.index()];
    return actor_name(spec, act.mover) + ": " + first_of(move.label, move.id);
}

const char* outcome_title(Outcome outcome) {
    switch (outcome) {
        case Outcome::war: return "War";
        case Outcome::crisis: return "Crisis";
        case Outcome::settled: return "Calmed down";
        case Outcome::unresolved: return "No crisis by the end";
    }
    return "";
}

const char* kind_name(Situation::Kind kind) {
    switch (kind) {
        case Situation::Kind::start: return "start";
        case Situation::Kind::situation: return "situation";
        case Situation::Kind::outcome: return "outcome";
    }
    return "";
}

std::string situation_name(const Spec& spec, const Situation& situation) {
    if (situation.kind == Situation::Kind::outcome) return outcome_title(situation.outcome);
    std::string text;
    for (std::size_t i = 0; i < kActors; ++i) {
        text += (i == 0 ? "" : ", ") + actor_name(spec, ActorId{i}) + " at " +
                rung_name(spec, situation.rungs[i]);
    }
    for (std::size_t i = 0; i < kActors; ++i) {
        const RungId to = situation.under_way[i];
        if (to.valid()) text += "; " + actor_name(spec, ActorId{i}) + " on its way to " + rung_name(spec, to);
    }
    if (situation.mover.valid()) text += "; " + actor_name(spec, situation.mover) + " is next";
    if (situation.reading.valid())
        text += "; the other side's posture is read as " + rung_name(spec, situation.reading);
    if (situation.believed.valid()) {
        const CauseSpec& cause = spec.causes[situation.believed.index()];
        text += "; believed cause: " + first_of(cause.name, cause.id);
    }
    return text;
}

}  // namespace firebreak
