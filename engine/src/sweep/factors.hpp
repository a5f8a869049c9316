// The uncertain numbers of a scenario: what its provenance section gives a range, a law or a scale. At a
// point of the unit cube each of them has a value, and the scenario with those values is a setting.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <firebreak/spec.hpp>

namespace firebreak {

struct Factor {
    std::string path;                // as in the file; of a number drawn for itself, its own
    std::vector<std::string> paths;  // of the numbers that take its value, at least one
    RangeSpec range;
    std::string label;  // for people; the path where the file gives none
    std::string grade;
    std::string note;
    // Where there are any, these values are tried, not the range: level k at coordinates from k / n to
    // (k + 1) / n. Durations in ms; of a switch, 1 is yes.
    std::vector<double> levels = {};
    bool is_switch = false;
};

// In the order of the file. A number that several entries name belongs to the one that provenance_of()
// chooses; entries left with no number are no factors.
[[nodiscard]] std::vector<Factor> factors_of(const Spec& spec);

// The value, in ms if it is a duration, or the factor on the value, at a coordinate in [0,1]; in (0,1) where
// the range is a law without ends.
[[nodiscard]] double factor_value(const Factor& factor, double coordinate);
// The same for people: "0.14", "3d", "x 1.3".
[[nodiscard]] std::string factor_text(const Factor& factor, double coordinate);

// The scenario at a point. Values first, then factors on values. Where a probability of a prior was drawn,
// the others of that prior share what is left in proportion. Fails, naming a path, where the result is not a
// scenario that a file could hold.
[[nodiscard]] Result<Spec> setting_at(const Spec& spec, std::span<const Factor> factors,
                                      std::span<const double> point);

}  // namespace firebreak
