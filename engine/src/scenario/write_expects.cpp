#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "model/law_text.hpp"
#include "scenario/conditions.hpp"
#include "scenario/key_writer.hpp"

namespace firebreak {
namespace {

void write_statistic(SectionWriter& out, const Spec& spec, const ExpectSpec& expect) {
    NameList rungs;
    for (const RungSpec& rung : spec.ladder) rungs.emplace_back(rung.id);
    const auto ref = parse_statistic(spec, expect.statistic);
    const auto kind = ref ? ref->kind : StatisticRef::Kind::count;
    if (expect.kind == ExpectSpec::Kind::mean) {
        out.text("mean", expect.statistic);
        out.value("exact",
                  is_span(kind) ? format_duration(Duration{expect.exact}) : number_text(expect.exact));
        return;
    }
    out.open("share");
    out.value(expect.statistic, condition_text(expect.any_of, domain_of(kind, rungs)));
    out.close();
    out.number("exact", expect.exact);
}

void write_expect(SectionWriter& out, KeyWriter& keys, const Spec& spec, const ExpectSpec& expect) {
    out.open_item(expect.name);
    out.text("name", expect.name);
    if (!expect.measures.empty()) out.texts("measures", expect.measures);
    keys.settings({"set", {}}, expect.set);
    write_statistic(out, spec, expect);
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

}  // namespace firebreak
