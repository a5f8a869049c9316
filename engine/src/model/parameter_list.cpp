#include <cmath>

#include <firebreak/parameters.hpp>

#include "model/parameter_paths.hpp"
#include "model/ranges.hpp"

namespace firebreak {
namespace {

// Collects the parameters of one scenario; a path is built from a prefix and a last part.
class Collector {
public:
    void number(std::string path, double& value, const Range& range) {
        add(std::move(path), Parameter::Kind::number, range, &value);
    }
    void flag(std::string path, bool& value) { add(std::move(path), Parameter::Kind::flag, {0, 1, ""}, &value); }
    void duration(std::string path, Duration& value, const Range& range) {
        add(std::move(path), Parameter::Kind::duration, range, &value);
    }
    void duration_law(std::string path, Distribution& value, const Range& range) {
        add(std::move(path), Parameter::Kind::duration_law, range, &value);
    }
    void number_law(std::string path, Distribution& value, const Range& range) {
        add(std::move(path), Parameter::Kind::number_law, range, &value);
    }
    void number(std::string path, std::optional<double>& value, const Range& range) {
        if (value) number(std::move(path), *value, range);
    }
    void duration(std::string path, std::optional<Duration>& value, const Range& range) {
        if (value) duration(std::move(path), *value, range);
    }
    void duration_law(std::string path, std::optional<Distribution>& value, const Range& range) {
        if (value) duration_law(std::move(path), *value, range);
    }
    void weights(const std::string& prefix, Weights& values, const Range& range) {
        for (auto& [id, weight] : values) number(prefix + "." + id, weight, range);
    }

    std::vector<Parameter> take() { return std::move(found_); }

private:
    template <class Pointer>
    void add(std::string path, Parameter::Kind kind, const Range& range, Pointer value) {
        found_.push_back({std::move(path), kind, range.low, range.high, range.unit, value});
    }

    std::vector<Parameter> found_;
};

void collect(Collector& out, IncidentSpec& incident) {
    const std::string prefix = "incidents." + incident.id;
    out.number_law(prefix + ".severity", incident.severity, kSeverity);
    out.duration_law(prefix + ".every", incident.every, kPeriod);
    for (std::size_t k = 0; k < incident.at.size(); ++k) out.duration(entry_path(prefix + ".at", k), incident.at[k], kMoment);
    out.duration(prefix + ".window", incident.window, kPeriod);
}

void collect(Collector& out, EvidenceSpec& evidence) {
    const std::string prefix = "evidence." + evidence.id;
    out.duration(prefix + ".every", evidence.every, kPeriod);
    out.number(prefix + ".accuracy", evidence.accuracy, kProbability);
    out.number(prefix + ".believed", evidence.believed, kProbability);
    for (auto& [truth, row] : evidence.confusion) out.weights(prefix + ".confusion." + truth, row, kWeight);
}

void collect(Collector& out, MessageSpec& message) {
    const std::string prefix = std::string("messages.") + message_name(message.kind);
    out.weights(prefix + ".likelihood", message.likelihood, kLikelihood);
    out.number(prefix + ".image", message.image, kOddsFactor);
}

void collect(Collector& out, ChannelSpec& channel) {
    const std::string prefix = "channels." + channel.id;
    out.flag(prefix + ".up", channel.line.up);
    out.duration_law(prefix + ".up.fails", channel.line.fails, kPeriod);
    out.duration_law(prefix + ".up.repairs", channel.line.repairs, kPeriod);
    out.duration_law(prefix + ".link", channel.link, kDelay);
    out.duration_law(prefix + ".translate", channel.translate, kDelay);
    out.duration_law(prefix + ".deliver", channel.deliver, kDelay);
    out.number(prefix + ".loss", channel.loss, kProbability);
    out.number(prefix + ".garble", channel.garble, kProbability);
    out.number(prefix + ".credibility", channel.credibility, kProbability);
    out.duration(prefix + ".patience", channel.patience, kPeriod);
    out.duration_law(prefix + ".meets.every", channel.meets, kPeriod);
}

void collect(Collector& out, MoveSpec& move) {
    if (move.id == "hold") return;  // does nothing, and has nothing but a label
    const std::string prefix = "moves." + move.id;
    out.duration_law(prefix + ".delay", move.delay, kDelay);
    out.number(prefix + ".seen", move.seen, kProbability);
    if (move.strikes) out.number_law(prefix + ".strikes.severity", move.strikes->severity, kSeverity);
}

// A condition has one number to vary if it is a single interval with one finite end: that end.
void collect_condition(Collector& out, const std::string& prefix, ConditionSpec& condition, std::size_t rungs) {
    if (condition.any_of.size() != 1) return;
    Interval& interval = condition.any_of.front();
    if (std::isfinite(interval.low) == std::isfinite(interval.high)) return;
    std::string path = prefix + ".when." + fact_name(condition.fact);
    if (!condition.subject.empty()) path += "." + condition.subject;
    double& bound = std::isfinite(interval.low) ? interval.low : interval.high;
    out.number(std::move(path), bound, fact_range(condition.fact, rungs));
}

void collect_doctrine(Collector& out, const std::string& prefix, std::vector<RuleSpec>& doctrine, std::size_t rungs) {
    for (std::size_t k = 0; k < doctrine.size(); ++k) {
        const std::string rule = entry_path(prefix, k);
        for (ConditionSpec& condition : doctrine[k].when) collect_condition(out, rule, condition, rungs);
        out.weights(rule + ".do", doctrine[k].moves, kWeight);  // 0 takes a move out of the rule
    }
}

void collect_perception(Collector& out, const std::string& prefix, ActorSpec& actor) {
    out.number(prefix + ".detection.probability", actor.detection.probability, kProbability);
    out.duration_law(prefix + ".detection.delay", actor.detection.delay, kDelay);
    out.number(prefix + ".severity.bias", actor.severity.bias, kSeverityBias);
    out.number(prefix + ".severity.noise", actor.severity.noise, kSeverityNoise);
    out.number(prefix + ".posture.misread", actor.posture.misread, kProbability);
    out.number(prefix + ".posture.skew", actor.posture.skew, kProbability);
    out.duration(prefix + ".posture.delay", actor.posture.delay, kDelay);
    out.number(prefix + ".image.hostile", actor.image.hostile, kInnerProbability);
    out.number(prefix + ".image.climb", actor.image.climb, kOddsFactor);
    out.number(prefix + ".image.step_down", actor.image.step_down, kOddsFactor);
    out.duration(prefix + ".image.memory", actor.image.memory, kPeriod);
}

void collect_attribution(Collector& out, const std::string& prefix, AttributionSpec& attribution) {
    out.weights(prefix + ".prior", attribution.prior, kProbability);
    out.number(prefix + ".tilt", attribution.tilt, kNats);
    out.number(prefix + ".carry", attribution.carry, kNats);
    out.number(prefix + ".weight", attribution.weight, kConservatism);
    out.number(prefix + ".close_at", attribution.close_at, kProbability);
    out.duration(prefix + ".half_life", attribution.half_life, kPeriod);
    out.duration(prefix + ".cold_after", attribution.cold_after, kPeriod);
}

void collect(Collector& out, ActorSpec& actor, std::size_t rungs) {
    const std::string prefix = "actors." + actor.id;
    collect_perception(out, prefix, actor);
    collect_attribution(out, prefix + ".attribution", actor.attribution);
    out.duration_law(prefix + ".deliberation", actor.deliberation, kDelay);
    out.duration(prefix + ".review", actor.review, kPeriod);
    out.number(prefix + ".tremble", actor.tremble, kProbability);
    collect_doctrine(out, prefix + ".doctrine", actor.doctrine, rungs);
}

}  // namespace

std::vector<Parameter> parameters(Spec& spec) {
    Collector out;
    out.duration("clock.horizon", spec.clock.horizon, kHorizon);
    for (RungSpec& rung : spec.ladder) out.duration("ladder." + rung.id + ".accident_every", rung.accident_every, kPeriod);
    if (spec.endings.settled) out.duration("endings.settled.for", spec.endings.settled->lasting, kDelay);
    for (CauseSpec& cause : spec.causes) out.number("causes." + cause.id + ".hostility", cause.hostility, kHostility);
    for (IncidentSpec& incident : spec.incidents) collect(out, incident);
    for (EvidenceSpec& evidence : spec.evidence) collect(out, evidence);
    for (MessageSpec& message : spec.messages) collect(out, message);
    for (ChannelSpec& channel : spec.channels) collect(out, channel);
    for (MoveSpec& move : spec.moves) collect(out, move);
    for (ActorSpec& actor : spec.actors) collect(out, actor, spec.ladder.size());
    for (MeasureSpec& measure : spec.measures) out.duration("measures." + measure.id + ".in_force", measure.in_force, kMoment);
    return out.take();
}

}  // namespace firebreak
