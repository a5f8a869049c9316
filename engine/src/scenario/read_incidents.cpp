#include <utility>

#include "scenario/key_reader.hpp"

namespace firebreak {
namespace {

void read_incident(const Place& at, Reading& reading) {
    IncidentSpec incident;
    const Fields fields(at, reading.faults, keys_of(incident));
    incident.id = at.key();
    incident.label = incident.id;
    read_keys(fields, reading, incident);
    const auto every = fields.find("every");
    const bool has_moments = fields.has("at");
    if (!has_moments && !every)
        reading.faults.error(fields.place(), "one of the keys 'at' and 'every' is missing");
    if (has_moments && every)
        reading.faults.error_at_key(*every, "an incident has either 'at' or 'every', not both");
    check_gates(fields, reading, incident.needs, incident.unless);
    reading.spec.incidents.push_back(std::move(incident));
}

void read_source(const Place& at, Reading& reading) {
    EvidenceSpec evidence;
    const Fields fields(at, reading.faults, keys_of(evidence));
    evidence.id = at.key();
    evidence.label = evidence.id;
    evidence.every = Duration{kPeriod.low};
    read_keys(fields, reading, evidence);
    check_gates(fields, reading, evidence.needs, evidence.unless);
    reading.spec.evidence.push_back(std::move(evidence));
}

}  // namespace

void read_confusion(const Place& at, Reading& reading, std::vector<std::pair<std::string, Weights>>& rows) {
    if (!check_map(at, reading.faults)) return;
    for (const Node::Entry& entry : at.node().entries) {
        const Place row(at, entry);
        const bool known =
            !can_check("cause", reading.names.causes) || contains(reading.names.causes, entry.key);
        if (!known) reading.faults.unknown_key(row, "undefined cause", reading.names.causes);
        rows.emplace_back(entry.key,
                          read_choice(row, reading.faults, "cause", reading.names.causes, kWeight));
        const Node::Entry* own = row.node().find(entry.key);
        const bool names_itself = row.is_scalar() && row.text() == entry.key;
        if (own != nullptr)
            reading.faults.error_at_key(Place(row, *own), "a row lists wrong causes; it cannot name its own");
        else if (names_itself) reading.faults.error(row, "a row lists wrong causes; it cannot name its own");
    }
}

void read_incidents(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) { read_incident(place, reading); });
}

void read_evidence(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) { read_source(place, reading); });
}

}  // namespace firebreak
