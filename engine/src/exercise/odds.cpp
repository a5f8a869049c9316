// What becomes of the moves that a side could order: continuations from the clock by fresh chance.
#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include <firebreak/exercise.hpp>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

unsigned thread_count(unsigned jobs, std::uint64_t runs) {
    const unsigned wanted = jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
    return static_cast<unsigned>(std::min<std::uint64_t>(wanted, std::max<std::uint64_t>(1, runs)));
}

}  // namespace

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
        odds.push_back({MoveId{i}, runs, 0, 0});
        scripts.push_back(script_);
        ScriptedAct& order = scripts.back().acts.emplace_back();
        order.at = clock_ + 1;
        order.what = act::Order{actor, MoveId{i}};
    }
    const auto added = static_cast<std::uint32_t>(script_.acts.size());
    const std::vector<Odds> none = odds;
    std::mutex mutex;
    std::exception_ptr fault;
    bool stopped = false;
    // Continuation k of every move has the same fresh chance.
    const auto work = [&](std::uint64_t first, std::uint64_t step) {
        std::vector<Odds> own = none;
        World world;
        for (std::uint64_t k = first; k < runs; k += step) {
            if (stop != nullptr && stop->load(std::memory_order_relaxed)) throw Stopped();
            for (std::size_t i = 0; i < own.size(); ++i) {
                world = now;
                world.noise = kernel::Noise(key_.seed, key_.replicate, k + 1);
                Stepper stepper(model_, world, scripts[i], nullptr, stop);
                stepper.add_act(added);
                stepper.run();
                own[i].crises += world.result.crisis ? 1 : 0;
                own[i].wars += world.result.outcome == Outcome::war ? 1 : 0;
            }
        }
        const std::lock_guard lock(mutex);
        for (std::size_t i = 0; i < own.size(); ++i) {
            odds[i].crises += own[i].crises;
            odds[i].wars += own[i].wars;
        }
    };
    const auto guarded = [&](std::uint64_t first, std::uint64_t step) {
        try {
            work(first, step);
        } catch (const Stopped&) {
            const std::lock_guard lock(mutex);
            stopped = true;
        } catch (...) {
            const std::lock_guard lock(mutex);
            fault = std::current_exception();
        }
    };
    {
        const unsigned threads = thread_count(jobs, runs);
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i) others.emplace_back(guarded, i, threads);
        guarded(0, threads);
    }
    if (stopped) throw Stopped();
    if (fault) std::rethrow_exception(fault);
    return odds;
}

}  // namespace firebreak
