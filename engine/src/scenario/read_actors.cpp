#include "scenario/key_reader.hpp"

namespace firebreak {
namespace {

// Without a prior of its own every cause is as likely as any other.
Weights even_prior(const std::vector<CauseSpec>& causes) {
    Weights prior;
    for (const CauseSpec& cause : causes)
        prior.emplace_back(cause.id, 1.0 / static_cast<double>(causes.size()));
    return prior;
}

ActorSpec read_actor(const Place& at, Reading& reading) {
    ActorSpec actor;
    const Fields fields(at, reading.faults, keys_of(actor));
    actor.id = at.key();
    actor.name = actor.id;
    if (actor.id == "truth" || actor.id == "both")
        reading.faults.error_at_key(
            at, "'" + actor.id + "' is the name of a point of view; give this actor another id");
    actor.starts_at = reading.spec.ladder.empty() ? "" : reading.spec.ladder.front().id;
    actor.attribution.prior = even_prior(reading.spec.causes);
    read_keys(fields, reading, actor);
    return actor;
}

}  // namespace

void read_actors(const Place& at, Reading& reading) {
    if (!check_map(at, reading.faults)) return;
    const auto& entries = at.node().entries;
    if (entries.size() != kActors) {
        reading.faults.error_at_key(
            at, "a scenario has exactly two actors, found " + std::to_string(entries.size()));
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Place place(at, entries[i]);
        if (!check_id(place, place.key(), reading.faults)) continue;
        ActorSpec actor = read_actor(place, reading);
        if (i < kActors) reading.spec.actors[i] = std::move(actor);
    }
}

}  // namespace firebreak
