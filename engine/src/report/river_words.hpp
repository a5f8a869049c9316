// What a node or a ribbon of a river says to people.
#pragma once

#include <string>
#include <vector>

#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>

#include "report/river_svg.hpp"

namespace firebreak::report {

// Instead of an interval, where runs were chosen by what it would be about.
inline constexpr const char* kByTheFilter = "by the filter";

// Texts are plain, not yet escaped for markup.
class RiverWords {
public:
    RiverWords(const River& river, const Spec& spec, const RiverSvgOptions& options = {})
        : river_(river), spec_(spec), options_(options) {}

    [[nodiscard]] std::string rung(std::size_t rung) const;
    // "3", or "5 and 6" where steps are merged: the steps that lead to a column. "0" for the start.
    [[nodiscard]] std::string step(std::size_t column) const;
    [[nodiscard]] std::string node(std::size_t column, std::size_t rung) const;
    [[nodiscard]] std::string ribbon(std::size_t column, std::size_t from, std::size_t to) const;
    // The whole picture in a few sentences.
    [[nodiscard]] std::string summary() const;
    [[nodiscard]] RiverRow row(std::size_t column, std::size_t rung) const;

private:
    [[nodiscard]] std::string steps(std::size_t column) const;  // "step 3", "steps 5 and 6"
    [[nodiscard]] std::string share_of_runs(std::uint64_t runs) const;
    [[nodiscard]] std::string crisis_sentence(const OutcomeCounts& runs) const;
    [[nodiscard]] std::string step_sentences(const StepCounts& taken) const;
    [[nodiscard]] std::string came_from(std::size_t column, std::size_t rung) const;
    [[nodiscard]] std::string goes_to(std::size_t column, std::size_t rung) const;
    [[nodiscard]] std::string movers(const StepCounts& taken) const;

    const River& river_;
    const Spec& spec_;
    RiverSvgOptions options_;
};

// Runs with a crisis, war among them.
[[nodiscard]] std::uint64_t crises(const OutcomeCounts& counts);

}  // namespace firebreak::report
