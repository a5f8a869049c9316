#include <algorithm>

#include <firebreak/text.hpp>

#include "scenario/conditions.hpp"
#include "scenario/sections.hpp"

namespace firebreak {
namespace {

using Kind = RunMeasure::Kind;

// The statistic that a text names; a fault at the place, or at its key, if it is not valid.
std::optional<StatisticRef> read_statistic(const Place& at, Reading& reading, const std::string& text,
                                           bool at_key) {
    const auto parsed = parse_statistic(reading.spec, text);
    if (parsed) return *parsed;
    if (at_key) reading.faults.error_at_key(at, parsed.error());
    else reading.faults.error(at, parsed.error());
    return std::nullopt;
}

// A statistic that is a number, not an outcome.
std::string read_number_of(const Place& at, Reading& reading, const char* what) {
    const auto text = read_text(at, reading.faults);
    if (!text) return {};
    const auto ref = read_statistic(at, reading, *text, false);
    if (ref && ref->kind == StatisticRef::Kind::outcome)
        reading.faults.error(at, std::string("an outcome has no ") + what + "; use 'share'");
    return *text;
}

std::vector<RunCondition> read_conditions(const Place& at, Reading& reading) {
    std::vector<RunCondition> conditions;
    if (!at.is_map() || at.node().entries.empty()) {
        reading.faults.error(
            at, "expected statistics and their conditions like {outcome: war}, found " + describe(at.node()));
        return conditions;
    }
    for (const Node::Entry& entry : at.node().entries) {
        const Place inner(at, entry);
        const auto ref = read_statistic(inner, reading, entry.key, true);
        if (!ref) continue;
        conditions.push_back(
            {entry.key, read_condition(inner, reading.faults, domain_of(ref->kind, reading.names.rungs))});
    }
    return conditions;
}

void read_ratio(const Place& at, Reading& reading, RunMeasure& measure) {
    if (!at.is_list() || at.node().items.size() != 2) {
        reading.faults.error(
            at, "expected two statistics like [strikes, incidents], found " + describe(at.node()));
        return;
    }
    measure.statistic = read_number_of(Place(at, 0), reading, "sum");
    measure.per = read_number_of(Place(at, 1), reading, "sum");
}

std::vector<double> read_shares(const Place& at, Reading& reading) {
    std::vector<double> levels;
    if (!at.is_list() || at.node().items.empty())
        reading.faults.error(at, "expected a list like [0.05, 0.5, 0.95], found " + describe(at.node()));
    for (std::size_t i = 0; i < at.node().items.size(); ++i) {
        const Place place(at, i);
        const auto level = read_number(place, reading.faults, kInnerProbability);
        if (level && !levels.empty() && *level <= levels.back())
            reading.faults.error(place, "the levels must ascend");
        if (level) levels.push_back(*level);
    }
    return levels;
}

void read_quantiles(const Fields& fields, const Place& at, Reading& reading, RunMeasure& measure) {
    measure.statistic = read_number_of(at, reading, "quantiles");
    const auto levels = fields.find("levels");
    measure.levels = levels ? read_shares(*levels, reading) : std::vector<double>{0.05, 0.5, 0.95};
}

const char* kind_key(Kind kind) {
    constexpr const char* kKeys[] = {"share", "mean", "ratio", "quantiles"};
    return kKeys[static_cast<std::size_t>(kind)];
}

}  // namespace

RunMeasure read_run_measure(const Fields& fields, Reading& reading, std::span<const Kind> kinds) {
    RunMeasure measure;
    std::optional<Place> given;
    std::vector<std::string> keys;
    for (const Kind kind : kinds) {
        keys.push_back("'" + std::string(kind_key(kind)) + "'");
        const auto at = fields.find(kind_key(kind));
        if (!at) continue;
        if (given)
            reading.faults.error_at_key(
                *at, "give either '" + std::string(given->key()) + "' or '" + kind_key(kind) + "', not both");
        else measure.kind = kind;
        if (!given) given = at;
    }
    if (!given) reading.faults.error(fields.place(), "one of the keys " + listed(keys) + " is missing");
    else if (measure.kind == Kind::share) measure.share = read_conditions(*given, reading);
    else if (measure.kind == Kind::mean) measure.statistic = read_number_of(*given, reading, "mean");
    else if (measure.kind == Kind::ratio) read_ratio(*given, reading, measure);
    else read_quantiles(fields, *given, reading, measure);
    if (const auto where = fields.find("where")) measure.where = read_conditions(*where, reading);
    const auto levels = fields.find("levels");
    if (levels && measure.kind != Kind::quantiles)
        reading.faults.error_at_key(*levels, "has no effect without 'quantiles'");
    return measure;
}

}  // namespace firebreak
