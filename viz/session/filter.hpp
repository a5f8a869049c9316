// The filter as a person builds it: parts that must all hold, each with alternatives, and the words for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::viz {

// A part as a sentence: "ends in crisis", "passes Public accusation at step 3", "not: inadvertent", "passes X
// or passes Y".
[[nodiscard]] std::string clause_words(const Spec& spec, const RiverClause& clause);
// The whole filter: "ends in crisis and (passes X or passes Y)"; "all runs" without parts.
[[nodiscard]] std::string filter_words(const Spec& spec, const std::vector<RiverClause>& filter);

// True if both ask about the same matter: where a run passes, how it ends, when something happens, or who
// does what.
[[nodiscard]] bool same_matter(const RiverClause& a, const RiverClause& b);

// Asks for one thing more; nothing if the filter asks for it already.
void add_part(std::vector<RiverClause>& filter, const RiverClause& clause);
// Takes also the runs of this clause, as an alternative to the last part that asks about the same matter and
// excludes nothing; as a part of its own where there is no such part.
void add_alternative(std::vector<RiverClause>& filter, const RiverClause& clause);
// What a click asks for: this instead of what was asked about the same matter before (what is excluded
// stays), this too, this as an alternative, or all but this.
enum class Taking { instead, as_well, or_else, out };
void take_clause(std::vector<RiverClause>& filter, RiverClause clause, Taking taking);
// Takes away one alternative of a part; 0 is what stands first in it. The last one takes the part with it.
void remove_alternative(std::vector<RiverClause>& filter, std::size_t part, std::size_t alternative);

// True if the filter asks how runs end, in so many words or by rungs on which a crisis is so by definition:
// then it is no finding how many of them end so, and an interval for it would be nonsense.
[[nodiscard]] bool fixes_ends(const Spec& spec, const std::vector<RiverClause>& filter);

// What the filter shows of the runs there are: "Shown: the 92 runs of 1,000 that end in crisis (9.2 %)".
[[nodiscard]] std::string shown_words(const std::vector<RiverClause>& filter, std::uint64_t shown,
                                      std::uint64_t all);

// What is shown of the filter: an alternative each, which a person can take away.
struct Chip {
    std::size_t part = 0, alternative = 0;
    std::string words;  // "passes X at step 3", "or passes Y at step 4"
    bool operator==(const Chip&) const = default;
};
[[nodiscard]] std::vector<Chip> chips_of(const Spec& spec, const std::vector<RiverClause>& filter);

}  // namespace firebreak::viz
