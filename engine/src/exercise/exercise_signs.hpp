// What a trial shows of an exercise: parts that nobody will see, or that nobody can use.
#pragma once

#include <cstdint>
#include <vector>

#include <firebreak/exercise_spec.hpp>
#include <firebreak/run.hpp>
#include <firebreak/scenario.hpp>

namespace firebreak {

struct ExerciseTrial {
    std::uint64_t runs = 1000;  // in which predicates are looked for
    std::uint64_t seats = 20;  // sessions, played by the doctrine, in which sides are asked for their choices
    std::uint64_t seed = 1;
    const StopFlag* stop = nullptr;
};

// Warnings, with `path` but without `file`: injects that nobody can see, predicates that never come true,
// objectives that no inject tests, and sides that in more than one session of ten have no choice in some
// move. The exercise must be of the spec. Throws Stopped.
[[nodiscard]] std::vector<Diagnostic> exercise_signs(const Spec& spec, const ExerciseSpec& exercise,
                                                     const ExerciseTrial& trial = {});

}  // namespace firebreak
