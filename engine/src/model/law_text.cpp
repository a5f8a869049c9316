#include "model/law_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <firebreak/text.hpp>
#include "base/parse_number.hpp"

namespace firebreak {
namespace {

using Kind = Distribution::Kind;

constexpr std::array<LawForm, 7> kForms{
    {{Kind::fixed, "fixed", {"value"}, false, false},
     {Kind::exponential, "exponential", {"mean"}, false, false},
     {Kind::lognormal, "lognormal", {"median", "sigma"}, true, true},
     {Kind::uniform, "uniform", {"low", "high"}, false, false},
     {Kind::triangular, "triangular", {"low", "mode", "high"}, false, false},
     {Kind::weibull, "weibull", {"scale", "shape"}, true, true},
     {Kind::empirical, "empirical", {}, false, false}}};

constexpr std::size_t kMostValues = 10'000;

std::string amount_text(double value, bool durations) {
    return durations ? format_duration(Duration{value}) : number_text(value);
}

// The values that the law's range of outcomes is judged by.
std::vector<double> bounds(const Distribution& law) {
    switch (law.kind) {
        case Kind::uniform: return {law.a, law.b};
        case Kind::triangular: return {law.a, law.b, law.c};
        case Kind::empirical: return law.values;
        default: return {law.a};
    }
}

std::string shape_fault(const Distribution& law) {
    switch (law.kind) {
        case Kind::uniform: return law.a > law.b ? "the low end is above the high end" : "";
        case Kind::triangular:
            return law.a > law.b || law.b > law.c ? "expected [low, mode, high] in ascending order" : "";
        case Kind::lognormal: {
            const std::string fault = range_fault(law.b, kSigma);
            return fault.empty() ? fault : "sigma: " + fault;
        }
        case Kind::weibull: {
            const std::string fault = range_fault(law.b, kShape);
            return fault.empty() ? fault : "shape: " + fault;
        }
        case Kind::empirical:
            if (law.values.empty()) return "expected at least one value";
            return law.values.size() > kMostValues ? "more than " + std::to_string(kMostValues) + " values"
                                                   : "";
        default: return {};
    }
}

bool needs_positive_scale(Kind kind) {
    return kind == Kind::exponential || kind == Kind::lognormal || kind == Kind::weibull;
}

// Reads flow text: scalars, [..] and {key: ..}, without quotes; enough for a law on a command line.
class FlowReader {
public:
    explicit FlowReader(std::string_view text) : rest_(text) {}

    bool take(char c) {
        skip_blanks();
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string_view word() {
        skip_blanks();
        const std::size_t end = std::min(rest_.find_first_of(":,[]{}"), rest_.size());
        std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        while (!found.empty() && found.back() == ' ') found.remove_suffix(1);
        return found;
    }

    bool at_end() {
        skip_blanks();
        return rest_.empty();
    }

private:
    void skip_blanks() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    }

    std::string_view rest_;
};

std::optional<double> parse_amount(std::string_view text, bool durations) {
    if (!durations) return parse_number(text);
    const auto duration = parse_duration(text);
    return duration ? std::optional(duration->ms) : std::nullopt;
}

std::string expected_amount(std::string_view found, bool durations) {
    return std::string("expected a ") + (durations ? "duration like 6h" : "number") + ", found '" +
           std::string(found.substr(0, 60)) + "'";
}

double& part_of(Distribution& law, std::size_t index) {
    return index == 0 ? law.a : index == 1 ? law.b : law.c;
}

// Reads "[a, b, c]" into the law; the text of the error otherwise.
std::string read_list(FlowReader& reader, Distribution& law, bool durations) {
    do {
        const std::string_view word = reader.word();
        const auto amount = parse_amount(word, durations);
        if (!amount) return expected_amount(word, durations);
        law.values.push_back(*amount);
    } while (reader.take(','));
    if (!reader.take(']')) return "expected ']'";
    if (law.kind == Kind::empirical) {
        std::sort(law.values.begin(), law.values.end());
        return {};
    }
    const LawForm& form = law_form(law.kind);
    const auto wanted = static_cast<std::size_t>(
        std::count_if(form.parts.begin(), form.parts.end(), [](auto part) { return !part.empty(); }));
    if (form.named || law.values.size() != wanted)
        return "'" + std::string(form.name) + "' does not take this list";
    for (std::size_t i = 0; i < wanted; ++i) part_of(law, i) = law.values[i];
    law.values.clear();
    return {};
}

// Reads "{median: 6h, sigma: 0.8}" into the law; the text of the error otherwise.
std::string read_named(FlowReader& reader, Distribution& law, bool durations) {
    const LawForm& form = law_form(law.kind);
    bool given[2] = {false, false};
    do {
        const std::string_view name = reader.word();
        const std::size_t index = name == form.parts[0] ? 0 : name == form.parts[1] ? 1 : 2;
        if (!form.named || index == 2 || given[index])
            return "unexpected key '" + std::string(name.substr(0, 60)) + "'";
        if (!reader.take(':')) return "expected ':'";
        const std::string_view word = reader.word();
        const bool is_duration = durations && !(index == 1 && form.second_is_plain);
        const auto amount = parse_amount(word, is_duration);
        if (!amount) return expected_amount(word, is_duration);
        part_of(law, index) = *amount;
        given[index] = true;
    } while (reader.take(','));
    if (!reader.take('}')) return "expected '}'";
    return given[0] && given[1]
               ? ""
               : "expected both " + std::string(form.parts[0]) + " and " + std::string(form.parts[1]);
}

}  // namespace

std::span<const LawForm> law_forms() { return kForms; }

const LawForm& law_form(Kind kind) { return kForms.at(static_cast<std::size_t>(kind)); }

std::string law_fault(const Distribution& law, const Range& range, bool durations) {
    for (const double value : bounds(law)) {
        const bool never = durations && law.kind == Kind::fixed && value == kUnlimited;
        if (!std::isfinite(value) && !never) return "expected finite values";
        const Range allowed{durations ? 0 : range.low, range.high, range.unit};
        if (std::string fault = range_fault(value, allowed); !fault.empty()) return fault;
    }
    if (needs_positive_scale(law.kind) && law.a <= 0) {
        return std::string(law_form(law.kind).parts[0]) + ": " + amount_text(law.a, durations) +
               " is not above 0";
    }
    if (std::string fault = shape_fault(law); !fault.empty()) return fault;
    const std::vector<double> reach = bounds(law);
    const double largest = *std::max_element(reach.begin(), reach.end());
    return durations && largest < range.low ? "must take time, not 0" : "";
}

std::string law_text(const Distribution& law, bool durations) {
    if (law.kind == Kind::fixed) return amount_text(law.a, durations);
    const LawForm& form = law_form(law.kind);
    std::string text = "{" + std::string(form.name) + ": ";
    if (law.kind == Kind::exponential) {
        text += amount_text(law.a, durations);
    } else if (form.named) {
        text.append("{").append(form.parts[0]).append(": ").append(amount_text(law.a, durations));
        text.append(", ").append(form.parts[1]).append(": ").append(number_text(law.b)).append("}");
    } else {
        text += "[";
        const std::vector<double> values = bounds(law);
        for (std::size_t i = 0; i < values.size(); ++i)
            text += (i == 0 ? "" : ", ") + amount_text(values[i], durations);
        text += "]";
    }
    return text + "}";
}

Result<Distribution> parse_law(std::string_view text, bool durations) {
    if (const auto amount = parse_amount(text, durations)) return fixed(*amount);
    FlowReader reader(text);
    const bool braces = reader.take('{');
    const std::string_view name = reader.word();
    const auto form =
        std::find_if(kForms.begin(), kForms.end(), [&](const LawForm& f) { return f.name == name; });
    if (form == kForms.end() || !reader.take(':')) {
        return failure(expected_amount(text, durations) +
                       " (or a law like {exponential: " + (durations ? "6h" : "3") + "})");
    }
    Distribution law{form->kind, 0, 0, 0, {}};
    std::string error;
    if (reader.take('[')) {
        error = read_list(reader, law, durations);
    } else if (reader.take('{')) {
        error = read_named(reader, law, durations);
    } else if (const std::string_view word = reader.word();
               form->kind != Kind::fixed && form->kind != Kind::exponential) {
        error =
            "'" + std::string(form->name) + "' needs its parameters in " + (form->named ? "{..}" : "[..]");
    } else if (const auto amount = parse_amount(word, durations)) {
        law.a = *amount;
    } else {
        error = expected_amount(word, durations);
    }
    if (error.empty() && braces && !reader.take('}')) error = "expected '}'";
    if (error.empty() && !reader.at_end()) error = "unexpected text after the law";
    if (!error.empty()) return failure(error);
    return law;
}

}  // namespace firebreak
