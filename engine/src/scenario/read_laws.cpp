#include <algorithm>

#include <firebreak/text.hpp>
#include "model/law_text.hpp"
#include "scenario/fields.hpp"

namespace firebreak {
namespace {

double& part_of(Distribution& law, std::size_t index) {
    return index == 0 ? law.a : index == 1 ? law.b : law.c;
}

std::string parts_text(const LawForm& form) {
    std::string text;
    for (const std::string_view part : form.parts) {
        if (!part.empty()) text.append(text.empty() ? "" : ", ").append(part);
    }
    return form.named ? "{" + text + "}" : "[" + text + "]";
}

bool read_list(const Place& at, Faults& faults, const LawForm& form, bool durations, Distribution& law) {
    const std::size_t wanted = static_cast<std::size_t>(
        std::count_if(form.parts.begin(), form.parts.end(), [](auto p) { return !p.empty(); }));
    const bool any_number = form.kind == Distribution::Kind::empirical;
    if (!at.is_list() || (!any_number && at.node().items.size() != wanted)) {
        faults.error(at, "expected " + (any_number ? "a list of values" : parts_text(form)) + ", found " +
                             describe(at.node()));
        return false;
    }
    for (std::size_t i = 0; i < at.node().items.size(); ++i) {
        const auto amount = read_amount(Place(at, i), faults, durations);
        if (!amount) return false;
        if (any_number) law.values.push_back(*amount);
        else part_of(law, i) = *amount;
    }
    std::sort(law.values.begin(), law.values.end());
    return true;
}

bool read_named(const Place& at, Faults& faults, const LawForm& form, bool durations, Distribution& law) {
    if (!at.is_map()) {
        faults.error(at, "expected " + parts_text(form) + ", found " + describe(at.node()));
        return false;
    }
    const Fields fields(at, faults, {form.parts[0], form.parts[1]});
    const auto first = fields.require(form.parts[0]);
    const auto second = fields.require(form.parts[1]);
    if (!first || !second) return false;
    const auto a = read_amount(*first, faults, durations);
    const auto b = read_number(*second, faults, form.kind == Distribution::Kind::lognormal ? kSigma : kShape);
    law.a = a.value_or(1);
    law.b = b.value_or(1);
    return a && b;
}

bool read_parts(const Place& at, Faults& faults, const LawForm& form, bool durations, Distribution& law) {
    if (form.named) return read_named(at, faults, form, durations, law);
    if (form.kind != Distribution::Kind::fixed && form.kind != Distribution::Kind::exponential) {
        return read_list(at, faults, form, durations, law);
    }
    const auto amount = read_amount(at, faults, durations);
    law.a = amount.value_or(1);
    return amount.has_value();
}

std::optional<Distribution> read_law(const Place& at, Faults& faults, const Range& range, bool durations) {
    const auto finish = [&](const Place& place, Distribution law) -> std::optional<Distribution> {
        const std::string fault = law_fault(law, range, durations);
        if (fault.empty()) return law;
        faults.error(place, fault);
        return std::nullopt;
    };
    if (at.is_scalar()) {
        const auto amount = read_amount(at, faults, durations);
        return amount ? finish(at, fixed(*amount)) : std::nullopt;
    }
    if (!at.is_map() || at.node().entries.size() != 1) {
        const std::string example = durations ? "a duration like 6h or a law like {exponential: 6h}"
                                              : "a number or a law like {uniform: [1, 3]}";
        faults.error(at, "expected " + example + ", found " +
                             (!at.is_map()                ? describe(at.node())
                              : at.node().entries.empty() ? "an empty map"
                                                          : "a map of several keys"));
        return std::nullopt;
    }
    const Place inner(at, at.node().entries.front());
    const auto forms = law_forms();
    const auto form =
        std::find_if(forms.begin(), forms.end(), [&](const LawForm& f) { return f.name == inner.key(); });
    if (form == forms.end()) {
        NameList names;
        for (const LawForm& known : forms) names.push_back(known.name);
        faults.unknown_key(inner, "unknown distribution", names);
        return std::nullopt;
    }
    Distribution law{form->kind, 0, 0, 0, {}};
    return read_parts(inner, faults, *form, durations, law) ? finish(inner, std::move(law)) : std::nullopt;
}

}  // namespace

std::optional<double> read_amount(const Place& at, Faults& faults, bool durations) {
    if (!durations) return read_number(at, faults, kAnyNumber);
    const auto duration = read_duration(at, faults, kDelay);
    return duration ? std::optional(duration->ms) : std::nullopt;
}

std::optional<Distribution> read_duration_law(const Place& at, Faults& faults, const Range& range) {
    return read_law(at, faults, range, true);
}

std::optional<Distribution> read_number_law(const Place& at, Faults& faults, const Range& range) {
    return read_law(at, faults, range, false);
}

}  // namespace firebreak
