// Conditions as the format writes them (">= 3", "2..5", a value, a list of values, yes/no) to intervals and
// back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <firebreak/exercise_spec.hpp>

#include "model/statistics_names.hpp"
#include "scenario/fields.hpp"

namespace firebreak {

// What values the subject of a condition can have and how they are written.
struct ConditionDomain {
    enum class Kind { number, whole, span, flag, name };

    Kind kind = Kind::number;
    Range range{0, 0, ""};
    std::string_view what;  // of a named value: "rung", "trigger"
    NameList names;         // each stands for its place in the list; for kind `whole` beside plain numbers
};

[[nodiscard]] ConditionDomain domain_of(Fact fact, const NameList& rungs);
[[nodiscard]] ConditionDomain domain_of(StatisticRef::Kind statistic, const NameList& rungs);
[[nodiscard]] ConditionDomain domain_of(PredicateRef::Kind predicate, const NameList& rungs);

// The intervals that a condition stands for; faults for what cannot be read and for what can never hold.
[[nodiscard]] std::vector<Interval> read_condition(const Place& at, Faults& faults,
                                                   const ConditionDomain& domain);

// A condition as YAML that read_condition reads back to the same intervals.
[[nodiscard]] std::string condition_text(const std::vector<Interval>& any_of, const ConditionDomain& domain);

}  // namespace firebreak
