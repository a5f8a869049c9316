#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "model/law_text.hpp"
#include "scenario/conditions.hpp"
#include "scenario/key_writer.hpp"
#include "scenario/sections.hpp"

namespace firebreak {
namespace {

using Kind = RunMeasure::Kind;

void write_conditions(SectionWriter& out, const Spec& spec, std::string_view key,
                      const std::vector<RunCondition>& conditions) {
    if (conditions.empty()) return;
    NameList rungs;
    for (const RungSpec& rung : spec.ladder) rungs.emplace_back(rung.id);
    out.open(key);
    for (const RunCondition& each : conditions) {
        const auto ref = parse_statistic(spec, each.statistic);
        const auto kind = ref ? ref->kind : StatisticRef::Kind::count;
        out.value(each.statistic, condition_text(each.any_of, domain_of(kind, rungs)));
    }
    out.close();
}

void write_measure(SectionWriter& out, const Spec& spec, const RunMeasure& measure) {
    switch (measure.kind) {
        case Kind::share: write_conditions(out, spec, "share", measure.share); break;
        case Kind::mean: out.text("mean", measure.statistic); break;
        case Kind::ratio: out.value("ratio", "[" + measure.statistic + ", " + measure.per + "]"); break;
        case Kind::quantiles: {
            out.text("quantiles", measure.statistic);
            std::vector<std::string> levels;
            for (const double level : measure.levels) levels.push_back(number_text(level));
            out.value("levels", "[" + joined(levels, ", ") + "]");
            break;
        }
    }
    write_conditions(out, spec, "where", measure.where);
}

void write_measured(SectionWriter& out, const Spec& spec, const char* key, double value,
                    const RunMeasure& of) {
    out.value(key, is_span(spec, of) ? format_duration(Duration{value}) : number_text(value));
}

void write_expect(SectionWriter& out, KeyWriter& keys, const Spec& spec, const ExpectSpec& expect) {
    out.open_item(expect.name);
    out.text("name", expect.name);
    if (!expect.measures.empty()) out.texts("measures", expect.measures);
    keys.settings({"set", {}}, expect.set);
    write_measure(out, spec, expect.of);
    write_measured(out, spec, "exact", expect.exact, expect.of);
    out.text_if_any("formula", expect.formula);
    out.close();
}

}  // namespace

void write_expects(SectionWriter& out, KeyWriter& keys, const Spec& spec) {
    if (spec.expects.empty()) return;
    out.open("expects");
    for (const ExpectSpec& expect : spec.expects) write_expect(out, keys, spec, expect);
    out.close();
}

void write_observe(SectionWriter& out, const Spec& spec) {
    if (spec.observe.empty()) return;
    out.open("observe");
    for (const ObserveSpec& observe : spec.observe) {
        out.open(observe.id);
        out.text("label", observe.label);
        write_measure(out, spec, observe.of);
        out.close();
    }
    out.close();
}

void write_targets(SectionWriter& out, const Spec& spec) {
    if (spec.targets.empty()) return;
    out.open("targets");
    for (const TargetSpec& target : spec.targets) {
        out.open(target.id);
        out.text("label", target.label);
        if (!target.measures.empty()) out.texts("measures", target.measures);
        write_measure(out, spec, target.of);
        write_measured(out, spec, "value", target.value, target.of);
        write_measured(out, spec, "sd", target.sd, target.of);
        out.text_if_any("source", target.source);
        out.text_if_any("note", target.note);
        out.close();
    }
    out.close();
}

}  // namespace firebreak
