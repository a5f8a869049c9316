#include "exercise/predicates.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

// What grows with a run, so that nobody counts it anew at every event.
class Tally {
public:
    void look_at(const World& world) {
        for (; incidents_ < world.incidents.size(); ++incidents_) {
            const Incident& incident = world.incidents[incidents_];
            if (!incident.phantom) ++happened_[incident.cause.index()];
        }
        last_.resize(world.channels.size());
        for (; messages_ < world.messages.size(); ++messages_) unsent_.push_back(messages_);
        if (std::exchange(sent_, world.result.counts.messages) == world.result.counts.messages) return;
        std::erase_if(unsent_, [&](std::size_t place) {
            const Message& message = world.messages[place];
            if (!message.on_way && !message.lost && message.sent == 0) return false;
            Millis& last = last_[message.channel.index()];
            last = std::max(last, message.sent);
            return true;
        });
    }
    [[nodiscard]] double happened(CauseId cause) const { return happened_[cause.index()]; }
    // The moment of the last message over it; 0: there was none.
    [[nodiscard]] Millis last_sent(ChannelId channel) const { return last_[channel.index()]; }

private:
    std::size_t incidents_ = 0;  // so many are counted
    std::array<double, kMaxCauses> happened_{};
    std::size_t messages_ = 0;         // likewise
    std::vector<std::size_t> unsent_;  // ordered, but not sent yet
    std::uint32_t sent_ = 0;
    std::vector<Millis> last_;
};

double value_now(Stepper& stepper, const World& world, const Tally& tally, const PredicateRef& predicate) {
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
        case Kind::unused: return static_cast<double>(world.now - tally.last_sent(predicate.channel));
        case Kind::happened: return tally.happened(predicate.cause);
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

bool all_hold(Stepper& stepper, const World& world, Tally& tally, const std::vector<Awaited>& conditions) {
    tally.look_at(world);
    return std::all_of(conditions.begin(), conditions.end(), [&](const Awaited& condition) {
        return lies_in(value_now(stepper, world, tally, condition.of), *condition.any_of,
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
    Tally tally;
    tally.look_at(world);
    return value_now(stepper, world, tally, predicate);
}

bool holds(const Session& session, const std::vector<PredicateSpec>& when) {
    World world;
    Stepper stepper = at_clock(session, world);
    Tally tally;
    return all_hold(stepper, world, tally, awaited(session.spec(), when));
}

std::optional<Millis> first_time(const Model& model, const NoiseKey& key, const Script& script,
                                 const std::vector<PredicateSpec>& when, Millis from, Millis to,
                                 const StopFlag* stop) {
    const std::vector<Awaited> conditions = awaited(model.spec(), when);
    Tally tally;
    World world;
    Stepper stepper(model, world, script, nullptr, stop);
    stepper.start(key);
    stepper.run_until(from);
    while (!world.ended && !world.queue.empty() && world.queue.peek().time <= to) {
        stepper.step();
        if (world.now > from && all_hold(stepper, world, tally, conditions)) return world.now;
    }
    if (world.ended) return {};
    stepper.run_until(to);
    return all_hold(stepper, world, tally, conditions) ? std::optional(world.now) : std::nullopt;
}

}  // namespace firebreak
