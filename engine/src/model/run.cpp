#include <firebreak/run.hpp>

#include <array>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

enum class Until { end, crisis };

// What a run is made of.
struct Order {
    const Model& model;
    const NoiseKey& key;
    const Script& script;
    Recorder* recorder;
    const StopFlag* stop;
    Until until;
};

RunResult run_in(World& world, const Order& order) {
    world.epoch = 0;  // that of the run before may be one that this model does not have
    Stepper stepper(order.model, world, order.script, order.recorder, order.stop);
    stepper.start(order.key);
    order.until == Until::end ? stepper.run() : stepper.run_to_crisis();
    return world.result;
}

// One world a thread keeps its memory from run to run; start() forgets everything else. A recorder that
// simulates gets a world of its own.
RunResult run_kept(const Order& order) {
    struct Kept {
        World world;
        bool busy = false;
    };
    thread_local Kept kept;
    if (kept.busy) {
        World world;
        return run_in(world, order);
    }
    struct Guard {
        bool& busy;
        ~Guard() { busy = false; }
    } guard{kept.busy};
    kept.busy = true;
    return run_in(kept.world, order);
}

}  // namespace

const char* outcome_name(Outcome outcome) {
    constexpr std::array<const char*, kOutcomes> names = {"war", "crisis", "settled", "unresolved"};
    return names[static_cast<std::size_t>(outcome)];
}

const char* outcome_words(Outcome outcome) {
    constexpr std::array<const char*, kOutcomes> kWords{"war", "crisis", "calmed down",
                                                        "no crisis by the end"};
    return kWords.at(static_cast<std::size_t>(outcome));
}

const char* end_reason_name(EndReason reason) {
    constexpr std::array<const char*, 4> names = {"war", "settled", "horizon", "event-limit"};
    return names[static_cast<std::size_t>(reason)];
}

const char* limit_name(Limit limit) {
    constexpr std::array<const char*, kLimits> names = {"none", "events", "pending", "lookups"};
    return names[static_cast<std::size_t>(limit)];
}

RunResult simulate(const Model& model, const NoiseKey& key, const Script& script, Recorder* recorder,
                   const StopFlag* stop) {
    return run_kept({model, key, script, recorder, stop, Until::end});
}

RunResult simulate_to_crisis(const Model& model, const NoiseKey& key, const Script& script,
                             Recorder* recorder, const StopFlag* stop) {
    return run_kept({model, key, script, recorder, stop, Until::crisis});
}

}  // namespace firebreak
