#include <algorithm>

#include <firebreak/parameters.hpp>

#include "kernel/number_text.hpp"
#include "model/law_text.hpp"
#include "scenario/conditions.hpp"
#include "scenario/write_sections.hpp"

namespace firebreak {
namespace {

// Whether the law given to a path is one of durations.
bool is_of_durations(const std::vector<Parameter>& all, std::string_view path) {
    const PathPattern pattern(path);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return pattern.matches(p.path); });
    return found == all.end() || found->kind == Parameter::Kind::duration_law;
}

// A fixed law is written as such, not as its value, so that it is read back as a law.
std::string value_text(const SetSpec& set, const std::vector<Parameter>& all) {
    if (const auto* number = std::get_if<double>(&set.value)) return number_text(*number);
    if (const auto* flag = std::get_if<bool>(&set.value)) return *flag ? "yes" : "no";
    if (const auto* duration = std::get_if<Duration>(&set.value)) return format_duration(*duration);
    const auto& law = std::get<Distribution>(set.value);
    const std::string text = law_text(law, is_of_durations(all, set.path));
    return law.kind == Distribution::Kind::fixed ? "{fixed: " + text + "}" : text;
}

void write_settings(SectionWriter& out, const std::vector<SetSpec>& settings, const std::vector<Parameter>& all) {
    if (settings.empty()) return;
    out.open("set");
    for (const SetSpec& set : settings) out.value(set.path, value_text(set, all));
    out.close();
}

void write_measure(SectionWriter& out, const MeasureSpec& measure, const std::vector<Parameter>& all) {
    out.open(measure.id);
    out.text("label", measure.label);
    if (measure.in_force) out.duration("in_force", *measure.in_force);
    write_settings(out, measure.set, all);
    if (!measure.scale.empty()) {
        out.open("scale");
        for (const ScaleSpec& scale : measure.scale) out.number(scale.path, scale.factor);
        out.close();
    }
    out.close();
}

void write_statistic(SectionWriter& out, const Spec& spec, const ExpectSpec& expect) {
    NameList rungs;
    for (const RungSpec& rung : spec.ladder) rungs.emplace_back(rung.id);
    const auto parsed = parse_statistic(spec, expect.statistic);
    const auto* ref = std::get_if<StatisticRef>(&parsed);
    const auto kind = ref != nullptr ? ref->kind : StatisticRef::Kind::incidents;
    if (expect.kind == ExpectSpec::Kind::mean) {
        out.text("mean", expect.statistic);
        out.value("exact", is_span(kind) ? format_duration(Duration{expect.exact}) : number_text(expect.exact));
        return;
    }
    out.open("share");
    out.value(expect.statistic, condition_text(expect.any_of, domain_of(kind, rungs)));
    out.close();
    out.number("exact", expect.exact);
}

void write_expect(SectionWriter& out, const Spec& spec, const ExpectSpec& expect, const std::vector<Parameter>& all) {
    out.open_item(expect.name);
    out.text("name", expect.name);
    if (!expect.measures.empty()) out.texts("measures", expect.measures);
    write_settings(out, expect.set, all);
    write_statistic(out, spec, expect);
    out.text_if_any("formula", expect.formula);
    out.close();
}

}  // namespace

void write_measures(SectionWriter& out, const Spec& spec) {
    if (spec.measures.empty()) return;
    Spec copy = spec;
    const std::vector<Parameter> all = parameters(copy);
    out.open("measures");
    for (const MeasureSpec& measure : spec.measures) write_measure(out, measure, all);
    out.close();
}

void write_expects(SectionWriter& out, const Spec& spec) {
    if (spec.expects.empty()) return;
    Spec copy = spec;
    const std::vector<Parameter> all = parameters(copy);
    out.open("expects");
    for (const ExpectSpec& expect : spec.expects) write_expect(out, spec, expect, all);
    out.close();
}

}  // namespace firebreak
