// The format table: one row for each key of a scenario file. What reads a file, what writes one and what
// lists its parameters are made from these rows, so that a key is declared once, here, with its member of the
// Spec, its kind, its range and what it means. A default is what the member has in a Spec that was just made
// (spec.hpp).
//
// `describe(table, part)` gives the rows of one part in the order of the format page. A row is a call on the
// table, named after the kind of value:
//
//     table.number({"misread", "probability that a move of the other side is read one rung off"},
//     posture.misread, kProbability);
//
// A table is any class with these functions; EveryKey has all of them for those that treat most kinds alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/spec.hpp>

#include "model/ranges.hpp"

namespace firebreak {

struct Key {
    std::string_view name;
    std::string_view words;  // what it means, as a part of a sentence
    // what holds where the key is left out, if the member's default does not say it
    std::string_view absent = {};
    bool required = false;
};

constexpr Key required(std::string_view name, std::string_view words) { return {name, words, {}, true}; }

inline constexpr int kMostTranslators = 1000;                        // of one channel
inline constexpr int kMostReports = 1000;                            // in one message
inline constexpr int kMostRungsMoved = static_cast<int>(kMaxRungs);  // by one move

// What an id may name.
enum class Entity { rung, cause, actor, measure, evidence, channel, move };

// Has every kind of row and passes each key on to `other(key)` of the class that derives from it, which
// declares those kinds that it treats otherwise, in full: an overload of its own hides all of that name.
template <class Table>
class EveryKey {
public:
    void id(const Key& key, std::string&) { pass(key); }
    // one line, such as a name; the id where it is left out
    void text(const Key& key, std::string&) { pass(key); }
    void text_if_any(const Key& key, std::string&) { pass(key); }  // one line, or nothing
    void prose(const Key& key, std::string&) { pass(key); }        // may have several lines
    void flag(const Key& key, bool&) { pass(key); }                // yes or no
    void integer(const Key& key, int&, int, int) { pass(key); }    // low and high, both allowed
    void reference(const Key& key, std::string&, Entity) { pass(key); }
    void references(const Key& key, std::vector<std::string>&, Entity) { pass(key); }  // one id or a list
    void message(const Key& key, MessageKind&) { pass(key); }
    template <class Number>  // double, or optional
    void number(const Key& key, Number&, const Range&) {
        pass(key);
    }
    template <class Span>  // Duration, or optional
    void duration(const Key& key, Span&, const Range&) {
        pass(key);
    }
    template <class Law>  // Distribution, or optional
    void duration_law(const Key& key, Law&, const Range&) {
        pass(key);
    }
    void number_law(const Key& key, Distribution&, const Range&) { pass(key); }
    void date(const Key& key, Millis&) { pass(key); }
    // a date or a span since clock.start
    void moment(const Key& key, std::optional<Duration>&) { pass(key); }
    void moments(const Key& key, std::vector<Duration>&) { pass(key); }          // one or a list
    void weights(const Key& key, Weights&, Entity, const Range&) { pass(key); }  // a map of ids to numbers
    // one id or a map of ids to weights
    void choice(const Key& key, Weights&, Entity) { pass(key); }
    template <class Part>  // a map with rows of its own; or optional, and then absent as a whole
    void map(const Key& key, Part&) {
        pass(key);
    }

    // Of one place each.
    void line(const Key& key, LineSpec&) { pass(key); }
    void staffed(const Key& key, std::optional<StaffedSpec>&) { pass(key); }
    void meets(const Key& key, std::optional<Distribution>&) { pass(key); }
    void confusion(const Key& key, std::vector<std::pair<std::string, Weights>>&) { pass(key); }
    void clarifies(const Key& key, bool&) { pass(key); }
    void prior(const Key& key, Weights&) { pass(key); }
    void doctrine(const Key& key, std::vector<RuleSpec>&) { pass(key); }
    void posture(const Key& to, const Key& raise_to, const Key& by, MoveSpec&) {
        pass(to), pass(raise_to), pass(by);
    }
    void sending(const Key& sends, const Key& via, MoveSpec&) { pass(sends), pass(via); }
    void reports(const Key& source, const Key& reports, MessageSpec&) { pass(source), pass(reports); }
    void settings(const Key& key, std::vector<SetSpec>&) { pass(key); }
    void factors(const Key& key, std::vector<ScaleSpec>&) { pass(key); }

private:
    void pass(const Key& key) { static_cast<Table*>(this)->other(key); }
};

template <class Table>
void describe(Table& table, ClockSpec& clock) {
    table.date({"start", "date or moment (UTC) at which a run starts"}, clock.start);
    table.duration(required("horizon", "how long a run lasts at most"), clock.horizon, kHorizon);
}

template <class Table>
void describe(Table& table, RungSpec& rung) {
    table.id(required("id", "id of the rung"), rung.id);
    table.text({"name", "what people call it", "the id"}, rung.name);
    table.prose({"description", "what standing there means"}, rung.description);
    table.text_if_any({"firebreak", "name of the firebreak that is crossed by stepping up to this rung"},
                      rung.firebreak);
    table.duration({"accident_every",
                    "mean time to an accident while an actor stands there; it raises that actor one rung "
                    "without anyone's decision",
                    "never"},
                   rung.accident_every, kPeriod);
}

template <class Table>
void describe(Table& table, SettledSpec& settled) {
    table.reference(required("at", "rung at or below which both actors must have stood"), settled.at,
                    Entity::rung);
    table.duration(required("for", "for how long; every open case must meanwhile be answered or concluded"),
                   settled.lasting, kDelay);
}

template <class Table>
void describe(Table& table, EndingsSpec& endings) {
    table.reference(required("crisis",
                             "rung, not the lowest: a run in which either actor reaches it counts as a "
                             "crisis, whatever comes after"),
                    endings.crisis, Entity::rung);
    table.reference(
        required("war",
                 "rung: a run in which either actor reaches it ends as war; not below the crisis rung"),
        endings.war, Entity::rung);
    table.map({"settled",
               "`{at: RUNG, for: DURATION}`: a run ends as settled when both actors have stood at or below "
               "the rung for that long, with every open case answered or concluded",
               "never"},
              endings.settled);
}

template <class Table>
void describe(Table& table, CauseSpec& cause) {
    table.text({"name", "what people call it", "the id"}, cause.name);
    table.number({"hostility", "how hostile an act of the other side this would be"}, cause.hostility,
                 kHostility);
}

// The two keys by which a measure switches something on or off.
template <class Table, class Part>
void describe_gates(Table& table, Part& part) {
    table.reference({"needs", "id of a measure: only while it is in force", "no measure"}, part.needs,
                    Entity::measure);
    table.reference({"unless", "id of a measure: only while it is not in force", "no measure"}, part.unless,
                    Entity::measure);
}

template <class Table>
void describe(Table& table, IncidentSpec& incident) {
    table.text({"label", "what people call it", "the id"}, incident.label);
    table.references(required("target", "the actor it happens to, or a list of both"), incident.targets,
                     Entity::actor);
    table.choice(required("cause", "its true cause, or weights of several, which need not sum to 1"),
                 incident.causes, Entity::cause);
    table.reference({"author", "the actor behind it", "nobody"}, incident.author, Entity::actor);
    table.number_law({"severity", "how severe it is"}, incident.severity, kSeverity);
    table.moments({"at", "when it happens; give either this or `every`"}, incident.at);
    table.duration_law(
        {"every", "gaps between incidents, the first counted from `clock.start`; give either this or `at`"},
        incident.every, kPeriod);
    table.duration({"window", "time from the detection within which the target must decide", "none"},
                   incident.window, kPeriod);
    table.flag({"phantom", "`yes`: a false alarm, nothing happened"}, incident.phantom);
    describe_gates(table, incident);
}

template <class Table>
void describe(Table& table, EvidenceSpec& evidence) {
    table.text({"label", "what people call it", "the id"}, evidence.label);
    table.duration(required("every", "mean gap between two reports on one case; gaps are exponential"),
                   evidence.every, kPeriod);
    table.number({"accuracy", "probability that a report names the true cause"}, evidence.accuracy,
                 kProbability);
    table.number({"believed", "the accuracy the actors believe it has", "the accuracy"}, evidence.believed,
                 kProbability);
    table.confusion({"confusion",
                     "for each true cause, the cause that a wrong report names, or weights of several; the "
                     "true cause itself may not be among them",
                     "all wrong causes alike"},
                    evidence.confusion);
    describe_gates(table, evidence);
}

template <class Table>
void describe(Table& table, MessageSpec& message) {
    table.text({"label", "what people call it", "the kind"}, message.label);
    table.weights({"likelihood",
                   "for each cause, the probability that the sender says this if that cause is true; causes "
                   "left out count as 1",
                   "none"},
                  message.likelihood, Entity::cause, kLikelihood);
    table.clarifies(
        {"clarifies",
         "`posture`: the receiver's reading of the sender's posture becomes true with probability k"},
        message.clarifies_posture);
    table.number({"image", "factor on the odds that the sender is aggressive, raised to the power k"},
                 message.image, kOddsFactor);
    table.message({"garbled", "the kind that it reads as when it is garbled", "see below"}, message.garbled);
    table.reports(
        {"source", "kind `evidence` only, and required there: the evidence source whose reports it carries"},
        {"reports", "kind `evidence` only: how many"}, message);
}

template <class Table>
void describe(Table& table, ChannelSpec& channel) {
    table.text({"label", "what people call it", "the id"}, channel.label);
    table.line({"up",
                "whether the line works: `yes`, `no`, or failures and repairs, see below; it matters when a "
                "message is sent"},
               channel.line);
    table.duration_law({"link", "time on the wire"}, channel.link, kDelay);
    table.duration_law({"translate", "time to translate one message"}, channel.translate, kDelay);
    table.duration_law({"deliver", "time until it reaches the person who decides"}, channel.deliver, kDelay);
    table.integer({"translators",
                   "size of the pool of translators, who serve both directions in the order of arrival; 0: "
                   "every message is translated at once"},
                  channel.translators, 0, kMostTranslators);
    table.staffed(
        {"staffed",
         "hours in which the desk is staffed (see below); a message that arrives outside them waits",
         "always"},
        channel.staffed);
    table.number({"loss", "probability that a message never arrives"}, channel.loss, kProbability);
    table.number(
        {"garble",
         "probability that it arrives garbled, so that a warning reads as a reassurance and the like"},
        channel.garble, kProbability);
    table.number({"credibility", "k: how far the receiver believes what comes over this channel"},
                 channel.credibility, kProbability);
    table.duration({"patience", "how long a query waits; no answer by then counts as silence"},
                   channel.patience, kPeriod);
    table.meets(
        {"meets",
         "`{every: LAW}`: regular consultations, at which both sides' readings of posture become true",
         "none"},
        channel.meets);
}

template <class Table>
void describe(Table& table, StrikeSpec& strike) {
    table.reference(required("cause", "its cause"), strike.cause, Entity::cause);
    table.number_law({"severity", "how severe it is"}, strike.severity, kSeverity);
}

template <class Table>
void describe(Table& table, MoveSpec& move) {
    table.text({"label", "what people call it", "the id"}, move.label);
    table.posture(
        {"to", "rung to which the mover's posture goes, up or down"},
        {"raise_to", "rung to which the mover's posture rises, unless it is there or higher already"},
        {"by",
         "whole number of rungs, + up or - down, from where the mover stands when the move takes effect"},
        move);
    table.map({"strikes",
               "`{cause: CAUSE, severity: LAW}`: an incident at the other side, with the mover as author"},
              move.strikes);
    table.sending({"sends", "kind of the message sent; any but silence"},
                  {"via", "with `sends`: the channel, or `reply` (not for a query)"}, move);
    table.duration_law({"delay", "time from the decision until the move takes effect"}, move.delay, kDelay);
    table.number({"seen", "probability that the other side observes the move",
                  "1 for a move of posture, 0 for others"},
                 move.seen, kProbability);
    describe_gates(table, move);
}

template <class Table>
void describe(Table& table, MeasureSpec& measure) {
    table.text({"label", "what people call it", "the id"}, measure.label);
    table.moment({"in_force", "when it comes into force, if it is switched on", "from the start"},
                 measure.in_force);
    table.settings({"set", "parameter path: its value while the measure is in force"}, measure.set);
    table.factors({"scale", "parameter path: factor on its value; the result is clamped to its range"},
                  measure.scale);
}

template <class Table>
void describe(Table& table, DetectionSpec& detection) {
    table.number({"probability", "probability that an incident is noticed at all"}, detection.probability,
                 kProbability);
    table.duration_law({"delay", "time from the incident to its detection"}, detection.delay, kDelay);
}

template <class Table>
void describe(Table& table, SeveritySpec& severity) {
    table.number({"bias", "added to the logarithm of the severity; 0.69 doubles it"}, severity.bias,
                 kSeverityBias);
    table.number({"noise", "standard deviation of the logarithm of the perceived severity"}, severity.noise,
                 kSeverityNoise);
}

template <class Table>
void describe(Table& table, PostureSpec& posture) {
    table.number({"misread", "probability that a move of the other side is read one rung off"},
                 posture.misread, kProbability);
    table.number({"skew", "probability that a misreading is one rung too high, not too low"}, posture.skew,
                 kProbability);
    table.duration({"delay", "time from a move to its observation"}, posture.delay, kDelay);
}

template <class Table>
void describe(Table& table, ImageSpec& image) {
    table.number({"hostile", "probability at the start that the other side is aggressive"}, image.hostile,
                 kInnerProbability);
    table.number({"climb", "factor on those odds when the other side is read to step up"}, image.climb,
                 kOddsFactor);
    table.number({"step_down", "factor on those odds when it is read to step down"}, image.step_down,
                 kOddsFactor);
    table.duration({"memory", "half-life of the return to the start"}, image.memory, kPeriod);
}

template <class Table>
void describe(Table& table, AttributionSpec& attribution) {
    table.prior(
        {"prior", "probability of each cause before any evidence; they sum to 1, and causes left out have 0",
         "all alike"},
        attribution.prior);
    table.number(
        {"tilt", "hostile attribution bias, in nats: 0.69 doubles the odds of a cause whose hostility is 1"},
        attribution.tilt, kNats);
    table.number(
        {"carry", "how strongly a changed image of the other side shifts the prior of the next case"},
        attribution.carry, kNats);
    table.number({"weight", "weight of evidence; below 1 is conservatism"}, attribution.weight,
                 kConservatism);
    table.number(
        {"close_at",
         "once the belief in one cause reaches this, the case is concluded and takes no more evidence"},
        attribution.close_at, kProbability);
    table.duration({"half_life", "half-life of a case's share in the threat"}, attribution.half_life,
                   kPeriod);
    table.duration({"cold_after", "time after which a case is no longer open"}, attribution.cold_after,
                   kPeriod);
}

template <class Table>
void describe(Table& table, ActorSpec& actor) {
    table.text({"name", "what people call it", "the id"}, actor.name);
    table.reference({"starts_at", "its rung at the start", "the lowest rung"}, actor.starts_at, Entity::rung);
    table.map({"detection", "how incidents are noticed"}, actor.detection);
    table.map({"severity", "how severity is perceived"}, actor.severity);
    table.map({"posture", "how the other side's moves are read"}, actor.posture);
    table.map({"image", "how aggressive the actor thinks the other side is"}, actor.image);
    table.map({"attribution", "how causes are inferred"}, actor.attribution);
    table.duration_law({"deliberation", "time from the opening of a decision to its close"},
                       actor.deliberation, kDelay);
    table.duration({"review", "period of regular reviews", "none"}, actor.review, kPeriod);
    table.flag({"agenda",
                "`yes`: observations made while a decision is open wait in order, and the first opens the "
                "next decision as soon as it closes; `no`: they open none"},
               actor.agenda);
    table.number(
        {"tremble",
         "probability that the choice is made at random instead, evenly among the rule's moves and hold"},
        actor.tremble, kProbability);
    table.doctrine(required("doctrine", "list of rules; the first that matches is acted on"), actor.doctrine);
}

}  // namespace firebreak
