// The river in words: what a place of it is, with counts and intervals, for the tool tip, the readout and the
// registry alike.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>

#include "session/count_words.hpp"
#include "session/view.hpp"

namespace firebreak::viz {

// "1,000 runs"; "109 runs shown" where a filter leaves out others.
[[nodiscard]] std::string runs_words(const River& river);

// Refers to both while it is used.
class RiverWords {
public:
    // `ends_fixed`: the filter asks for how runs end, so nothing is said of how many do.
    RiverWords(const River& river, const Spec& spec, bool ends_fixed = false);

    [[nodiscard]] std::string rung(std::size_t rung) const;
    [[nodiscard]] std::string steps(std::size_t column) const;  // "step 12", "steps 11 and 12", "the start"
    // "Rung 7 Blockade, step 12. 4,267 of 100,000 runs (4.3 %). Of these 57 of 100 end in crisis (55.6
    // to 58.5 %). Came from: ..."
    [[nodiscard]] std::string place(const RiverPlace& place) const;
    // the same, in its parts
    [[nodiscard]] std::vector<std::string> sentences(const RiverPlace& place) const;
    // One line for the registry: "Rung 7 Blockade, step 12: 4,267 of 100,000 runs, 57 of 100 end in crisis".
    [[nodiscard]] std::string short_place(const RiverPlace& place) const;

private:
    [[nodiscard]] std::string name(const RiverPlace& place) const;
    [[nodiscard]] std::string crisis_sentence(const OutcomeCounts& runs) const;  // empty: nothing to say
    [[nodiscard]] std::string step_sentences(const StepCounts& taken) const;
    [[nodiscard]] std::string came_from(const RiverPlace& place) const;
    [[nodiscard]] std::string goes_to(const RiverPlace& place) const;

    const River& river_;
    const Spec& spec_;
    bool ends_fixed_;
    std::vector<std::string> rungs_;  // with their numbers
};

}  // namespace firebreak::viz
