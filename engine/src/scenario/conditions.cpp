#include "scenario/conditions.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <firebreak/text.hpp>
#include "base/parse_number.hpp"

namespace firebreak {
namespace {

using Kind = ConditionDomain::Kind;

std::string quoted(std::string_view text) { return "'" + printable(text, 60) + "'"; }

std::string unknown_name(std::string_view text, const ConditionDomain& domain) {
    std::string fault = std::string("unknown ").append(domain.what).append(" ").append(quoted(text));
    const std::string_view nearest = nearest_name(text, domain.names);
    if (!nearest.empty()) fault.append("; did you mean '").append(nearest).append("'?");
    return fault;
}

Result<double> parse_value(std::string_view text, const ConditionDomain& domain) {
    text = trimmed(text);
    if (domain.kind == Kind::flag) {
        if (text == "yes" || text == "true") return 1.0;
        if (text == "no" || text == "false") return 0.0;
        return failure("expected yes or no, found " + quoted(text));
    }
    if (domain.kind == Kind::span) {
        if (const auto duration = parse_duration(text)) return duration->ms;
        return failure("expected a duration like 6h, found " + quoted(text));
    }
    const auto name = std::find(domain.names.begin(), domain.names.end(), text);
    if (name != domain.names.end()) return static_cast<double>(name - domain.names.begin());
    const auto number = domain.kind == Kind::name ? std::nullopt : parse_number(text);
    if (number) return *number;
    if (!domain.names.empty()) return failure(unknown_name(text, domain));
    return failure("expected a condition like \">= 3\", \"2..5\" or a number, found " + quoted(text));
}

bool compares(const ConditionDomain& domain) {
    return domain.kind != Kind::flag && domain.kind != Kind::name;
}

// One of ">= 3", "2..5", "3", without "and".
Result<Interval> parse_part(std::string_view text, const ConditionDomain& domain) {
    text = trimmed(text);
    Interval interval;
    const bool ordered = compares(domain);
    const bool above = ordered && text.starts_with('>');
    const bool below = ordered && text.starts_with('<');
    if (above || below) {
        const bool closed = text.size() > 1 && text[1] == '=';
        const auto value = parse_value(text.substr(closed ? 2 : 1), domain);
        if (!value) return failure(value.error());
        (above ? interval.low : interval.high) = *value;
        (above ? interval.low_open : interval.high_open) = !closed;
        return interval;
    }
    const std::size_t dots = ordered ? text.find("..") : std::string_view::npos;
    const auto low = parse_value(text.substr(0, dots), domain);
    const auto high = dots == std::string_view::npos ? low : parse_value(text.substr(dots + 2), domain);
    for (const auto* end : {&low, &high}) {
        if (!*end) return failure(end->error());
    }
    interval.low = *low;
    interval.high = *high;
    return interval;
}

Interval intersection(const Interval& a, const Interval& b) {
    Interval both = a;
    if (b.low > both.low || (b.low == both.low && b.low_open)) both.low = b.low, both.low_open = b.low_open;
    if (b.high < both.high || (b.high == both.high && b.high_open))
        both.high = b.high, both.high_open = b.high_open;
    return both;
}

Result<Interval> parse_term(std::string_view text, const ConditionDomain& domain) {
    constexpr std::string_view kAnd = " and ";
    Interval all;
    while (true) {
        const std::size_t next = text.find(kAnd);
        auto part = parse_part(text.substr(0, next), domain);
        if (!part) return part;
        all = intersection(all, *part);
        if (next == std::string_view::npos) return all;
        text.remove_prefix(next + kAnd.size());
    }
}

bool is_empty(const Interval& interval, bool whole) {
    if (interval.low > interval.high || interval.low == kUnlimited) return true;
    if (interval.low == interval.high && (interval.low_open || interval.high_open)) return true;
    if (!whole) return false;
    const double low =
        std::ceil(interval.low) + (interval.low_open && std::ceil(interval.low) == interval.low ? 1 : 0);
    const double high = std::floor(interval.high) -
                        (interval.high_open && std::floor(interval.high) == interval.high ? 1 : 0);
    return low > high;
}

// Why a condition can never hold; empty if it can.
std::string never_holds(std::string_view text, const Interval& interval, const ConditionDomain& domain) {
    const bool whole = domain.kind == Kind::whole;
    if (is_empty(interval, whole)) return quoted(text) + " can never hold";
    const Interval possible{domain.range.low, domain.range.high, false, false};
    if (!is_empty(intersection(interval, possible), whole)) return {};
    const std::string fault = quoted(text) + " can never hold: the value is ";
    if (domain.range.high == kUnlimited) return fault + "never below " + number_text(domain.range.low);
    return fault + "always within " + number_text(domain.range.low) + ".." + number_text(domain.range.high);
}

void read_term(const Place& at, Faults& faults, const ConditionDomain& domain,
               std::vector<Interval>& any_of) {
    if (!at.is_scalar()) {
        faults.error(at, "expected a condition, found " + describe(at.node()));
        return;
    }
    const auto term = parse_term(at.text(), domain);
    if (!term) {
        faults.error(at, term.error());
        return;
    }
    const std::string never = never_holds(at.text(), *term, domain);
    if (!never.empty()) faults.error(at, never);
    any_of.push_back(*term);
}

std::string value_text(double value, const ConditionDomain& domain) {
    if (domain.kind == Kind::flag) return value != 0 ? "yes" : "no";
    if (domain.kind == Kind::span) return format_duration(Duration{value});
    const bool named =
        value >= 0 && value < static_cast<double>(domain.names.size()) && value == std::floor(value);
    return named ? std::string(domain.names[static_cast<std::size_t>(value)]) : number_text(value);
}

std::string term_text(const Interval& interval, const ConditionDomain& domain) {
    const bool has_low = std::isfinite(interval.low);
    const bool has_high = std::isfinite(interval.high);
    const std::string low = value_text(interval.low, domain);
    const std::string high = value_text(interval.high, domain);
    if (has_low && has_high && !interval.low_open && !interval.high_open) {
        if (interval.low != interval.high) return "\"" + low + ".." + high + "\"";
        return low;
    }
    const std::string from = (interval.low_open ? "> " : ">= ") + low;
    const std::string to = (interval.high_open ? "< " : "<= ") + high;
    if (has_low && has_high) return "\"" + from + " and " + to + "\"";
    return "\"" + (has_low ? from : to) + "\"";
}

ConditionDomain rungs_domain(const NameList& rungs) {
    return {Kind::whole, fact_range(Fact::own_rung, rungs.size()), "rung", rungs};
}

}  // namespace

ConditionDomain domain_of(Fact fact, const NameList& rungs) {
    const Range range = fact_range(fact, rungs.size());
    switch (fact) {
        case Fact::trigger: return {Kind::name, range, "trigger", trigger_names()};
        case Fact::message: return {Kind::name, range, "message", message_names_and_none()};
        case Fact::own_rung:
        case Fact::adversary_rung: return rungs_domain(rungs);
        case Fact::rung_gap: return {Kind::whole, range, "", {}};
        case Fact::guilty:
        case Fact::asked:
        case Fact::heard:
        case Fact::said:
        case Fact::channel:
        case Fact::measure: return {Kind::flag, range, "", {}};
        default: return {is_span(fact) ? Kind::span : Kind::number, range, "", {}};
    }
}

ConditionDomain domain_of(StatisticRef::Kind statistic, const NameList& rungs) {
    using Statistic = StatisticRef::Kind;
    switch (statistic) {
        case Statistic::outcome:
            return {Kind::name, {0, 3, ""}, "outcome", {"war", "crisis", "settled", "unresolved"}};
        case Statistic::crisis: return {Kind::flag, {0, 1, ""}, "", {}};
        case Statistic::peak_rung:
        case Statistic::final_rung: return rungs_domain(rungs);
        case Statistic::belief: return {Kind::number, kProbability, "", {}};
        default: break;
    }
    if (is_span(statistic)) return {Kind::span, kDelay, "", {}};
    return {Kind::whole, {0, kUnlimited, ""}, "", {}};
}

ConditionDomain domain_of(PredicateRef::Kind predicate, const NameList& rungs) {
    using Predicate = PredicateRef::Kind;
    switch (predicate) {
        case Predicate::rung:
        case Predicate::reading: return rungs_domain(rungs);
        case Predicate::image:
        case Predicate::belief: return {Kind::number, kProbability, "", {}};
        case Predicate::line: return {Kind::flag, {0, 1, ""}, "", {}};
        case Predicate::unused: return {Kind::span, kDelay, "", {}};
        case Predicate::waiting:
        case Predicate::happened: return {Kind::whole, {0, kUnlimited, ""}, "", {}};
        case Predicate::threat: break;
    }
    return {Kind::number, {0, kUnlimited, ""}, "", {}};
}

std::vector<Interval> read_condition(const Place& at, Faults& faults, const ConditionDomain& domain) {
    std::vector<Interval> any_of;
    // no ladder to compare with: a fault already
    if (domain.range.unit == "rungs" && domain.range.high <= 0) return any_of;
    if (!at.is_list()) {
        read_term(at, faults, domain, any_of);
        return any_of;
    }
    if (at.node().items.empty()) faults.error(at, "an empty list can never hold");
    for (std::size_t i = 0; i < at.node().items.size(); ++i) read_term(Place(at, i), faults, domain, any_of);
    return any_of;
}

std::string condition_text(const std::vector<Interval>& any_of, const ConditionDomain& domain) {
    if (any_of.size() == 1) return term_text(any_of.front(), domain);
    std::string text = "[";
    for (std::size_t i = 0; i < any_of.size(); ++i)
        text += (i == 0 ? "" : ", ") + term_text(any_of[i], domain);
    return text + "]";
}

}  // namespace firebreak
