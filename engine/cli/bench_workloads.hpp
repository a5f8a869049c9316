// What `firebreak bench` times: the same small event loop in three hands, and whole runs of a scenario.
#pragma once

#include <cstdint>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

namespace firebreak::cli {

// The event loop of short trials: 60 events a trial, 8 pending, one exponential and one uniform draw an
// event. Each function runs `trials` trials on one thread and returns the sum of the uniform draws, so that
// nothing can be left out.
inline constexpr int kTrialEvents = 60;
inline constexpr int kTrialPending = 8;

// The project's queue and named Philox draws, as the model uses them.
[[nodiscard]] double loop_with_named_draws(std::uint64_t trials);
// Written by hand for just this: eight clocks in an array, a fast sequential generator (xoshiro256+), the C
// library's logarithm.
[[nodiscard]] double loop_by_hand(std::uint64_t trials);
// The textbook way: std::priority_queue of std::function, the same generator and logarithm.
[[nodiscard]] double loop_with_functions(std::uint64_t trials);

// Runs `runs` replicates on one thread; the number of events handled. Throws Stopped.
[[nodiscard]] std::uint64_t run_scenario(const Model& model, std::uint64_t runs, const StopFlag& stop);

}  // namespace firebreak::cli
