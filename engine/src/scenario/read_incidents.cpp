#include <algorithm>

#include "scenario/sections.hpp"

namespace firebreak {
namespace {

void read_times(const Fields& fields, Reading& reading, IncidentSpec& incident) {
    const auto at = fields.find("at");
    const auto every = fields.find("every");
    if (!at && !every) reading.faults.error(fields.place(), "one of the keys 'at' and 'every' is missing");
    if (at && every) reading.faults.error_at_key(*every, "an incident has either 'at' or 'every', not both");
    if (every) incident.every = read_duration_law(*every, reading.faults, kPeriod).value_or(fixed(kPeriod.low));
    if (!at) return;
    if (!at->is_list()) {
        if (const auto moment = read_moment(*at, reading)) incident.at.push_back(*moment);
        return;
    }
    if (at->node().items.empty()) reading.faults.error(*at, "expected at least one moment");
    const std::size_t count = at->node().items.size();
    if (count > kMaxEntities) reading.faults.error(*at, "more than " + std::to_string(kMaxEntities) + " moments");
    for (std::size_t i = 0; i < std::min(count, kMaxEntities); ++i) {
        if (const auto moment = read_moment(Place(*at, i), reading)) incident.at.push_back(*moment);
    }
}

void read_incident(const Place& at, Reading& reading) {
    const Fields fields(
        at, reading.faults,
        {"label", "target", "cause", "author", "severity", "at", "every", "window", "phantom", "needs", "unless"});
    IncidentSpec incident;
    incident.id = at.key();
    incident.label = incident.id;
    fields.text("label", incident.label);
    if (const auto target = fields.require("target")) {
        incident.targets = read_names(*target, reading.faults, "actor", reading.names.actors);
        if (target->is_list() && target->node().items.empty()) reading.faults.error(*target, "expected at least one actor");
    }
    if (const auto cause = fields.require("cause")) {
        incident.causes = read_choice(*cause, reading.faults, "cause", reading.names.causes, kWeight);
        std::erase_if(incident.causes, [](const auto& item) { return item.second <= 0; });
    }
    fields.reference("author", incident.author, "actor", reading.names.actors);
    fields.number_law("severity", incident.severity, kSeverity);
    read_times(fields, reading, incident);
    fields.duration("window", incident.window, kPeriod);
    fields.flag("phantom", incident.phantom);
    read_gates(fields, reading, incident.needs, incident.unless);
    reading.spec.incidents.push_back(std::move(incident));
}

void read_confusion(const Place& at, Reading& reading, EvidenceSpec& evidence) {
    if (!check_map(at, reading.faults)) return;
    for (const Node::Entry& entry : at.node().entries) {
        const Place row(at, entry);
        const bool known = !can_check("cause", reading.names.causes) || contains(reading.names.causes, entry.key);
        if (!known) reading.faults.unknown_key(row, "undefined cause", reading.names.causes);
        evidence.confusion.emplace_back(entry.key, read_choice(row, reading.faults, "cause", reading.names.causes, kWeight));
        const Node::Entry* own = row.node().find(entry.key);
        const bool names_itself = row.is_scalar() && row.text() == entry.key;
        if (own != nullptr) reading.faults.error_at_key(Place(row, *own), "a row holds the wrong causes, not its own");
        else if (names_itself) reading.faults.error(row, "a row holds the wrong causes, not its own");
    }
}

void read_source(const Place& at, Reading& reading) {
    const Fields fields(at, reading.faults, {"label", "every", "accuracy", "believed", "confusion", "needs", "unless"});
    EvidenceSpec evidence;
    evidence.id = at.key();
    evidence.label = evidence.id;
    evidence.every = Duration{kPeriod.low};
    fields.text("label", evidence.label);
    if (fields.require("every")) fields.duration("every", evidence.every, kPeriod);
    fields.number("accuracy", evidence.accuracy, kProbability);
    fields.number("believed", evidence.believed, kProbability);
    if (const auto confusion = fields.find("confusion")) read_confusion(*confusion, reading, evidence);
    read_gates(fields, reading, evidence.needs, evidence.unless);
    reading.spec.evidence.push_back(std::move(evidence));
}

}  // namespace

void read_incidents(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) { read_incident(place, reading); });
}

void read_evidence(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) { read_source(place, reading); });
}

}  // namespace firebreak
