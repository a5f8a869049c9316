// Distributions as the format writes them, "{lognormal: {median: 6h, sigma: 0.8}}", and what makes one wrong.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <firebreak/spec.hpp>

#include "model/ranges.hpp"

namespace firebreak {

// How the format writes one kind of law: its name, and the names of its parameters in the order a, b, c.
struct LawForm {
    Distribution::Kind kind;
    std::string_view name;
    std::array<std::string_view, 3> parts;  // empty where unused
    bool named;                             // parameters by name in a map; otherwise in a list, or alone
    bool second_is_plain;                   // b is a plain number even where the law is one of durations
};

// What the second parameter of a lognormal and of a Weibull law may be.
inline constexpr Range kSigma{0, 20, ""};
inline constexpr Range kShape{0.05, 100, ""};

[[nodiscard]] std::span<const LawForm> law_forms();

// The form of a kind of law. Every kind has one.
[[nodiscard]] const LawForm& law_form(Distribution::Kind kind);

// Why a law cannot stand where `range` is asked for; empty if it can. For durations, bounds may reach from 0
// to the range's end, and the law as a whole must reach range.low; for numbers every bound must lie in the
// range.
[[nodiscard]] std::string law_fault(const Distribution& law, const Range& range, bool durations);

// "6h", "{exponential: 6h}", "{uniform: [1, 3]}". Fixed laws are written as their value.
[[nodiscard]] std::string law_text(const Distribution& law, bool durations);

// Reads what law_text writes, with or without the outer braces.
[[nodiscard]] Result<Distribution> parse_law(std::string_view text, bool durations);

}  // namespace firebreak
