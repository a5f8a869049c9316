// The uncertain numbers of a scenario: what its provenance section gives a range, a law or a scale. At a
// point of the unit cube each of them has a value, and the scenario with those values is a setting.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <firebreak/model.hpp>

namespace firebreak {

struct Factor {
    std::string path;                // as in the file; of a number drawn for itself, its own
    std::vector<std::string> paths;  // of the numbers that take its value, at least one
    RangeSpec range;
    std::string label;  // for people; the path where the file gives none
    std::string grade;
    std::string note;
    // Where there are any, these values are tried, not the range: level k at coordinates from k / n to
    // (k + 1) / n. Durations in ms; of a switch or a rung the places in `names`.
    std::vector<double> levels = {};
    // What the values 0, 1, 2 and so on are called: of a switch no and yes, of a rung those of the ladder.
    // Empty: the values are numbers.
    std::vector<std::string> names = {};
    bool whole = false;  // of whole numbers only
    // Of a variant, whose choices `names` tells: the share of the coordinates below the end of each. Empty:
    // each level has the same share.
    std::vector<double> ends = {};
    std::string variant = {};  // its id; empty: the factor is of numbers
};

// In the order of the file. A number that several entries name belongs to the one that provenance_of()
// chooses; entries left with no number are no factors.
[[nodiscard]] std::vector<Factor> factors_of(const Spec& spec);

// What the values of a parameter are called; empty if they are numbers.
[[nodiscard]] std::vector<std::string> value_names(const Parameter& parameter);

// Makes it a factor of the parameter's kind: of names, or of whole numbers.
void take_kind(Factor& factor, const Parameter& parameter);
// The factor that chooses among a variant's choices, by its path "variants.ID"; empty if there is no such
// variant.
[[nodiscard]] std::optional<Factor> variant_factor(const Spec& spec, std::string_view path);

// The value, in ms if it is a duration, or the factor on the value, at a coordinate in [0,1]; in (0,1) where
// the range is a law without ends. Of whole numbers from a to b each has the same share of the coordinates.
[[nodiscard]] double factor_value(const Factor& factor, double coordinate);
// The same for people: "0.14", "3d", "x 1.3".
[[nodiscard]] std::string factor_text(const Factor& factor, double coordinate);

// What a table says of the unit of its values: "ms", "factor", "0 no, 1 yes"; empty: none.
[[nodiscard]] std::string value_unit(const Factor& factor);

// The scenario at a point. Choices of variants first, then values, then factors on values. Where a
// probability of a prior was drawn, the others of that prior share what is left in proportion. Fails, naming
// a path, where the result is not a scenario that a file could hold.
[[nodiscard]] Result<Spec> setting_at(const Spec& spec, std::span<const Factor> factors,
                                      std::span<const double> point);

}  // namespace firebreak
