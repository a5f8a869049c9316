#include <firebreak/text.hpp>

#include "base/parse_number.hpp"
#include "sweep/plan_factors.hpp"

namespace firebreak {
namespace {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// A side of a constraint: the path of a number, or a value.
bool read_side(const std::string& text, const PlanReading& reading, std::string& path, double& value) {
    if (const Parameter* parameter = parameter_at(reading.all, text)) {
        path = parameter->path;
        const Parameter::Kind kind = parameter->kind;
        return !parameter->absent() && (kind == Parameter::Kind::number || kind == Parameter::Kind::integer ||
                                        kind == Parameter::Kind::duration);
    }
    if (const auto span = parse_duration(text)) {
        value = span->ms;
        return true;
    }
    const auto number = parse_number(text);
    value = number.value_or(0);
    return number.has_value();
}

std::optional<Constraint> parse_constraint(const std::string& text, const PlanReading& reading) {
    Constraint constraint{text, {}, {}, 0, 0, false};
    const auto sign = text.find_first_of("<>");
    if (sign == std::string::npos) return std::nullopt;
    const bool equal = sign + 1 < text.size() && text[sign + 1] == '=';
    std::string left = trimmed(text.substr(0, sign));
    std::string right = trimmed(text.substr(sign + (equal ? 2 : 1)));
    if (text[sign] == '>') std::swap(left, right);
    constraint.or_equal = equal;
    const bool good = read_side(left, reading, constraint.left_path, constraint.left) &&
                      read_side(right, reading, constraint.right_path, constraint.right);
    return good ? std::optional(constraint) : std::nullopt;
}

}  // namespace

void read_constraints(const Place& at, PlanReading& reading) {
    if (!at.is_list()) {
        reading.faults.error(at, "expected a list of constraints, found " + describe(at.node()));
        return;
    }
    for (std::size_t i = 0; i < at.node().items.size(); ++i) {
        const Place place(at, i);
        const auto text = read_text(place, reading.faults);
        if (!text) continue;
        if (auto constraint = parse_constraint(*text, reading))
            reading.plan.constraints.push_back(*std::move(constraint));
        else
            reading.faults.error(place,
                                 "expected two sides, each the path of a number or a value, with <, <=, "
                                 "> or >= between them, found " +
                                     describe(place.node()));
    }
}

}  // namespace firebreak
