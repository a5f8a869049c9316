// What becomes of the moves that a side could order: continuations from the clock by fresh chance.
#include <firebreak/ensemble.hpp>
#include <firebreak/exercise.hpp>

#include "model/stepper.hpp"
#include "sweep/blocks.hpp"

namespace firebreak {

std::vector<Odds> Session::odds(ActorId actor, std::uint64_t runs, unsigned jobs,
                                const StopFlag* stop) const {
    World now;
    Stepper before(model_, now, script_, nullptr);
    before.start(key_);
    before.run_until(clock_);
    std::vector<Odds> odds;
    std::vector<Script> scripts;
    for (std::size_t i = 0; i < spec().moves.size() && !now.ended; ++i) {
        if (!before.available(actor, MoveId{i})) continue;
        odds.push_back({MoveId{i}, 0, 0, 0});
        scripts.push_back(script_);
        ScriptedAct& order = scripts.back().acts.emplace_back();
        order.at = clock_ + 1;
        order.what = act::Order{actor, MoveId{i}};
    }
    const auto added = static_cast<std::uint32_t>(script_.acts.size());
    // Continuation k of every move has the same fresh chance.
    const auto go_on = [&](std::vector<Odds>& sums, std::uint64_t k) {
        for (std::size_t i = 0; i < sums.size(); ++i) {
            World world = now;
            world.noise = kernel::Noise(key_.seed, key_.replicate, k + 1);
            Stepper stepper(model_, world, scripts[i], nullptr, stop);
            stepper.add_act(added);
            stepper.run();
            ++sums[i].runs;
            sums[i].crises += world.result.crisis ? 1 : 0;
            sums[i].wars += world.result.outcome == Outcome::war ? 1 : 0;
        }
    };
    const std::vector<Odds> none = odds;
    const auto add = [&](const std::vector<Odds>& sums) {
        for (std::size_t i = 0; i < sums.size(); ++i) {
            odds[i].runs += sums[i].runs;
            odds[i].crises += sums[i].crises;
            odds[i].wars += sums[i].wars;
        }
    };
    EnsembleOptions options;
    options.runs = runs;
    options.jobs = jobs;
    options.stop = stop;
    if (run_blocks(options, none, go_on, add) < runs) throw Stopped();
    return odds;
}

}  // namespace firebreak
