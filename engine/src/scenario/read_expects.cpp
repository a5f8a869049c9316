#include <algorithm>

#include "base/parse_number.hpp"
#include "scenario/conditions.hpp"
#include "scenario/settings.hpp"
#include "scenario/weight_checks.hpp"

namespace firebreak {
namespace {

// The statistic named by a text at a place; a fault there if it is not valid.
std::optional<StatisticRef> read_statistic(const Place& at, Reading& reading, const std::string& text,
                                           bool at_key) {
    const auto parsed = parse_statistic(reading.spec, text);
    if (parsed) return *parsed;
    if (at_key) reading.faults.error_at_key(at, parsed.error());
    else reading.faults.error(at, parsed.error());
    return std::nullopt;
}

void read_share(const Place& at, Reading& reading, ExpectSpec& expect) {
    if (!at.is_map() || at.node().entries.size() != 1) {
        reading.faults.error(
            at, "expected one statistic and its condition like {outcome: war}, found " + describe(at.node()));
        return;
    }
    const Place inner(at, at.node().entries.front());
    expect.kind = ExpectSpec::Kind::share;
    expect.statistic = inner.key();
    const auto ref = read_statistic(inner, reading, expect.statistic, true);
    if (ref) expect.any_of = read_condition(inner, reading.faults, domain_of(ref->kind, reading.names.rungs));
}

void read_mean(const Place& at, Reading& reading, ExpectSpec& expect) {
    expect.kind = ExpectSpec::Kind::mean;
    const auto text = read_text(at, reading.faults);
    if (!text) return;
    expect.statistic = *text;
    const auto ref = read_statistic(at, reading, *text, false);
    if (ref && ref->kind == StatisticRef::Kind::outcome)
        reading.faults.error(at, "an outcome has no mean; use 'share'");
}

// `exact` of a share is a probability; of a mean it is a number or, for spans of time, a duration (a plain
// number is in milliseconds, the unit in which the statistic is measured).
void read_exact(const Fields& fields, Reading& reading, ExpectSpec& expect) {
    const auto at = fields.require("exact");
    if (!at) return;
    const bool share = expect.kind == ExpectSpec::Kind::share;
    const auto ref = parse_statistic(reading.spec, expect.statistic);
    const bool span = !share && ref && is_span(ref->kind);
    const bool bare = at->is_scalar() && parse_number(at->text());
    if (span && !bare) {
        const auto duration = read_duration(*at, reading.faults, kMoment);
        expect.exact = duration ? duration->ms : 0;
    } else if (span) {
        expect.exact = read_number(*at, reading.faults, kMoment).value_or(0);
    } else {
        expect.exact = read_number(*at, reading.faults, share ? kProbability : kAnyNumber).value_or(0);
    }
}

// What settings may not make of the weights; a file could not hold it either.
void check_settings(const Place& at, Reading& reading, const std::vector<SetSpec>& settings,
                    const std::vector<Parameter>& all) {
    const auto concerns = [&](const SetSpec& setting) { return concerns_weights(setting.path, all); };
    if (reading.faults.any_error() || std::none_of(settings.begin(), settings.end(), concerns)) return;
    Spec changed = reading.spec;
    for (const SetSpec& setting : settings) set_parameter(changed, setting);
    if (const auto fault = weights_fault(changed, false))
        reading.faults.error(at, fault->path + ": " + fault->message);
}

void read_expect(const Place& at, Reading& reading, const std::vector<Parameter>& all) {
    const Fields fields(at, reading.faults, {"name", "measures", "set", "share", "mean", "exact", "formula"});
    ExpectSpec expect;
    if (fields.require("name")) fields.text("name", expect.name);
    if (const auto measures = fields.find("measures")) {
        expect.measures = read_names(*measures, reading.faults, "measure", reading.names.measures);
    }
    if (const auto set = fields.find("set")) {
        expect.set = read_settings(*set, reading, all);
        check_settings(*set, reading, expect.set, all);
    }
    const auto share = fields.find("share");
    const auto mean = fields.find("mean");
    if (share && mean)
        reading.faults.error_at_key(*mean, "an expectation has either 'share' or 'mean', not both");
    if (!share && !mean) reading.faults.error(at, "one of the keys 'share' and 'mean' is missing");
    if (mean) read_mean(*mean, reading, expect);
    if (share) read_share(*share, reading, expect);
    read_exact(fields, reading, expect);
    fields.prose("formula", expect.formula);
    reading.spec.expects.push_back(std::move(expect));
}

}  // namespace

void read_expects(const Place& at, Reading& reading, const std::vector<Parameter>& all) {
    if (!at.is_list()) {
        if (!at.is_null()) reading.faults.error(at, "expected a list, found " + describe(at.node()));
        return;
    }
    const std::size_t count = at.node().items.size();
    if (count > kMaxEntities)
        reading.faults.error(at, "more than " + std::to_string(kMaxEntities) + " expectations");
    for (std::size_t i = 0; i < std::min(count, kMaxEntities); ++i) read_expect(Place(at, i), reading, all);
}

}  // namespace firebreak
