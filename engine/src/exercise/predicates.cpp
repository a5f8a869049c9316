#include "exercise/predicates.hpp"

#include <algorithm>

#include "model/ranges.hpp"
#include "model/stepper.hpp"

namespace firebreak {
namespace {

using Kind = PredicateRef::Kind;

double highest_belief(const ActorState& side, CauseId cause) {
    double highest = 0;
    for (const std::uint32_t place : side.live)
        highest = std::max(highest, side.cases[place].belief[cause.index()]);
    return highest;
}

Millis last_sent(const World& world, ChannelId channel) {
    Millis last = 0;
    for (const Message& message : world.messages) {
        if (message.channel == channel) last = std::max(last, message.sent);
    }
    return last;
}

double value_now(Stepper& stepper, const World& world, const PredicateRef& predicate) {
    const auto fact = [&](Fact of) {
        Knowledge knowledge = stepper.know(predicate.actor, Trigger::review);
        return stepper.fact(predicate.actor, of, 0, knowledge);
    };
    const auto side = [&]() -> const ActorState& { return world.actors[predicate.actor.index()]; };
    switch (predicate.kind) {
        case Kind::rung: return side().rung.value;
        case Kind::reading: return side().reading.value;
        case Kind::threat: return fact(Fact::threat);
        case Kind::image: return fact(Fact::image);
        case Kind::belief: return highest_belief(side(), predicate.cause);
        case Kind::waiting: return static_cast<double>(side().queries.size());
        case Kind::line: return world.channels[predicate.channel.index()].up ? 1 : 0;
        case Kind::unused: return static_cast<double>(world.now - last_sent(world, predicate.channel));
        case Kind::happened:
            return static_cast<double>(
                std::count_if(world.incidents.begin(), world.incidents.end(), [&](const Incident& incident) {
                    return incident.cause == predicate.cause && !incident.phantom;
                }));
    }
    return 0;
}

// With the tolerance of a doctrine's conditions.
bool lies_in(double value, const std::vector<Interval>& any_of, bool span) {
    return std::any_of(any_of.begin(), any_of.end(), [&](const Interval& interval) {
        const ClosedInterval values = values_of(interval, span);
        return value >= values.low && value <= values.high;
    });
}

struct Awaited {
    PredicateRef of;
    const std::vector<Interval>* any_of;
};

std::vector<Awaited> awaited(const Spec& spec, const std::vector<PredicateSpec>& when) {
    std::vector<Awaited> conditions;
    for (const PredicateSpec& each : when)
        conditions.push_back({*parse_predicate(spec, each.of), &each.any_of});
    return conditions;
}

bool all_hold(Stepper& stepper, const World& world, const std::vector<Awaited>& conditions) {
    return std::all_of(conditions.begin(), conditions.end(), [&](const Awaited& condition) {
        return lies_in(value_now(stepper, world, condition.of), *condition.any_of,
                       condition.of.kind == Kind::unused);
    });
}

// Takes the world to the clock of the session.
Stepper at_clock(const Session& session, World& world) {
    Stepper stepper(session.model(), world, session.script(), nullptr);
    stepper.start(session.key());
    stepper.run_until(session.clock());
    return stepper;
}

}  // namespace

double predicate_value(const Session& session, const PredicateRef& predicate) {
    World world;
    Stepper stepper = at_clock(session, world);
    return value_now(stepper, world, predicate);
}

bool holds(const Session& session, const std::vector<PredicateSpec>& when) {
    World world;
    Stepper stepper = at_clock(session, world);
    return all_hold(stepper, world, awaited(session.spec(), when));
}

std::optional<Millis> first_time(const Model& model, const NoiseKey& key, const Script& script,
                                 const std::vector<PredicateSpec>& when, Millis from, Millis to,
                                 const StopFlag* stop) {
    const std::vector<Awaited> conditions = awaited(model.spec(), when);
    World world;
    Stepper stepper(model, world, script, nullptr, stop);
    stepper.start(key);
    stepper.run_until(from);
    while (!world.ended && !world.queue.empty() && world.queue.peek().time <= to) {
        stepper.step();
        if (world.now > from && all_hold(stepper, world, conditions)) return world.now;
    }
    if (world.ended) return {};
    stepper.run_until(to);
    return all_hold(stepper, world, conditions) ? std::optional(world.now) : std::nullopt;
}

}  // namespace firebreak
