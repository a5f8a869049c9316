// The steps that lead into the crises: whose, by which move, and how many were taken on something misread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <firebreak/paths.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::viz {

// Crises that the same side enters by the same move, or an accident begins.
struct CrisisStep {
    std::uint8_t mover = 0;  // as in PathTable; kNobody: an accident
    MoveId move;             // none for an accident
    std::uint64_t runs = 0;  // that have their first crisis by it
    // of those, in which the mover had the other side's rung or the cause of an incident wrong
    std::uint64_t mistaken = 0;
    std::size_t example = 0;  // the shortest such path, as its place in the table
    bool operator==(const CrisisStep&) const = default;
};

struct CrisisSteps {
    std::uint64_t crises = 0;      // a run that begins at the crisis rung is none of them
    std::vector<CrisisStep> list;  // most runs first
    bool operator==(const CrisisSteps&) const = default;
};

// Of the runs of the mask in which a side comes to stand at the crisis rung or higher; an empty mask takes
// all runs. The step is the last by which this side meant to go there, or the accident that put it there.
// `spec`: that the table was made of.
[[nodiscard]] CrisisSteps crisis_steps(const PathTable& table, std::span<const std::uint8_t> mask,
                                       const Spec& spec);

}  // namespace firebreak::viz
