#include <algorithm>

#include "scenario/settings.hpp"
#include "scenario/weight_checks.hpp"

namespace firebreak {
namespace {

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
    const Fields fields(at, reading.faults,
                        {"name", "measures", "set", "share", "mean", "where", "exact", "formula"});
    ExpectSpec expect;
    if (fields.require("name")) fields.text("name", expect.name);
    if (const auto measures = fields.find("measures")) {
        expect.measures = read_names(*measures, reading.faults, "measure", reading.names.measures);
    }
    if (const auto set = fields.find("set")) {
        expect.set = read_settings(*set, reading, all);
        check_settings(*set, reading, expect.set, all);
    }
    constexpr RunMeasure::Kind kKinds[] = {RunMeasure::Kind::share, RunMeasure::Kind::mean};
    expect.of = read_run_measure(fields, reading, kKinds);
    if (const auto exact = fields.require("exact")) expect.exact = read_measured(*exact, reading, expect.of);
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
