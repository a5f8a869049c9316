#include <algorithm>

#include "scenario/sections.hpp"
#include "scenario/weight_checks.hpp"

namespace firebreak {
namespace {

void read_detection(const Place& at, Reading& reading, DetectionSpec& detection) {
    const Fields fields(at, reading.faults, {"probability", "delay"});
    fields.number("probability", detection.probability, kProbability);
    fields.duration_law("delay", detection.delay, kDelay);
}

void read_severity(const Place& at, Reading& reading, SeveritySpec& severity) {
    const Fields fields(at, reading.faults, {"bias", "noise"});
    fields.number("bias", severity.bias, kSeverityBias);
    fields.number("noise", severity.noise, kSeverityNoise);
}

void read_posture(const Place& at, Reading& reading, PostureSpec& posture) {
    const Fields fields(at, reading.faults, {"misread", "skew", "delay"});
    fields.number("misread", posture.misread, kProbability);
    fields.number("skew", posture.skew, kProbability);
    fields.duration("delay", posture.delay, kDelay);
}

void read_image(const Place& at, Reading& reading, ImageSpec& image) {
    const Fields fields(at, reading.faults, {"hostile", "climb", "step_down", "memory"});
    fields.number("hostile", image.hostile, kInnerProbability);
    fields.number("climb", image.climb, kOddsFactor);
    fields.number("step_down", image.step_down, kOddsFactor);
    fields.duration("memory", image.memory, kPeriod);
}

// The prior over all causes, in their order; a cause that is left out has 0. Without the key every cause is as likely as any other.
Weights read_prior(const Fields& fields, Reading& reading) {
    Weights prior;
    const auto& causes = reading.spec.causes;
    for (const CauseSpec& cause : causes) prior.emplace_back(cause.id, 1.0 / static_cast<double>(causes.size()));
    const auto at = fields.find("prior");
    if (!at) return prior;
    const std::size_t errors_before = reading.faults.errors_noted();
    const Weights given = read_weights(*at, reading.faults, "cause", reading.names.causes, kProbability);
    const bool readable = reading.faults.errors_noted() == errors_before;
    const std::string fault = readable ? sum_fault(given) : std::string();
    if (!fault.empty()) reading.faults.error(*at, fault);
    for (auto& share : prior) {
        const auto found = std::find_if(given.begin(), given.end(), [&](const auto& item) { return item.first == share.first; });
        share.second = found == given.end() ? 0 : found->second;
    }
    return prior;
}

void read_attribution(const Place& at, Reading& reading, AttributionSpec& attribution) {
    const Fields fields(at, reading.faults, {"prior", "tilt", "carry", "weight", "close_at", "half_life", "cold_after"});
    attribution.prior = read_prior(fields, reading);
    fields.number("tilt", attribution.tilt, kNats);
    fields.number("carry", attribution.carry, kNats);
    fields.number("weight", attribution.weight, kConservatism);
    fields.number("close_at", attribution.close_at, kProbability);
    fields.duration("half_life", attribution.half_life, kPeriod);
    fields.duration("cold_after", attribution.cold_after, kPeriod);
}

void read_perception(const Fields& fields, Reading& reading, ActorSpec& actor) {
    if (const auto at = fields.find("detection")) read_detection(*at, reading, actor.detection);
    if (const auto at = fields.find("severity")) read_severity(*at, reading, actor.severity);
    if (const auto at = fields.find("posture")) read_posture(*at, reading, actor.posture);
    if (const auto at = fields.find("image")) read_image(*at, reading, actor.image);
    if (const auto at = fields.find("attribution")) {
        read_attribution(*at, reading, actor.attribution);
    } else {
        const double share = 1.0 / static_cast<double>(std::max<std::size_t>(1, reading.spec.causes.size()));
        for (const CauseSpec& cause : reading.spec.causes) actor.attribution.prior.emplace_back(cause.id, share);
    }
}

ActorSpec read_actor(const Place& at, Reading& reading) {
    Faults& faults = reading.faults;
    const Fields fields(at, faults,
                        {"name", "starts_at", "detection", "severity", "posture", "image", "attribution", "deliberation",
                         "review", "agenda", "tremble", "doctrine"});
    ActorSpec actor;
    actor.id = at.key();
    actor.name = actor.id;
    if (actor.id == "truth" || actor.id == "both")
        faults.error_at_key(at, "'" + actor.id + "' is the name of a point of view; give this actor another id");
    fields.text("name", actor.name);
    actor.starts_at = reading.spec.ladder.empty() ? "" : reading.spec.ladder.front().id;
    fields.reference("starts_at", actor.starts_at, "rung", reading.names.rungs);
    read_perception(fields, reading, actor);
    fields.duration_law("deliberation", actor.deliberation, kDelay);
    fields.duration("review", actor.review, kPeriod);
    fields.flag("agenda", actor.agenda);
    fields.number("tremble", actor.tremble, kProbability);
    if (const auto doctrine = fields.require("doctrine")) actor.doctrine = read_doctrine(*doctrine, reading);
    return actor;
}

}  // namespace

void read_actors(const Place& at, Reading& reading) {
    if (!check_map(at, reading.faults)) return;
    const auto& entries = at.node().entries;
    if (entries.size() != kActors) {
        reading.faults.error_at_key(at, "a scenario has exactly two actors, found " + std::to_string(entries.size()));
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Place place(at, entries[i]);
        if (!check_id(place, place.key(), reading.faults)) continue;
        ActorSpec actor = read_actor(place, reading);
        if (i < kActors) reading.spec.actors[i] = std::move(actor);
    }
}

}  // namespace firebreak
