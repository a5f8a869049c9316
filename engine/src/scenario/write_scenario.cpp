#include <firebreak/scenario.hpp>

#include "scenario/key_writer.hpp"
#include "scenario/write_sections.hpp"

namespace firebreak {
namespace {

void write_head(SectionWriter& out, const Spec& spec) {
    out.value("firebreak", std::to_string(kFormatVersion));
    out.text("id", spec.id);
    out.text("title", spec.title);
    out.text("question", spec.question);
    out.text("summary", spec.summary);
}

void write_provenance(SectionWriter& out, const Spec& spec) {
    if (!spec.sources.empty()) {
        out.open("sources");
        for (const auto& [id, source] : spec.sources) out.text(id, source);
        out.close();
    }
    if (spec.provenance.empty()) return;
    out.open("provenance");
    for (const ProvenanceSpec& entry : spec.provenance) {
        out.open(entry.path);
        out.text("grade", entry.grade);
        out.text_if_any("source", entry.source);
        out.text_if_any("note", entry.note);
        out.close();
    }
    out.close();
}

void write_ladder(SectionWriter& out, KeyWriter& keys, std::vector<RungSpec>& ladder) {
    out.open("ladder");
    for (RungSpec& rung : ladder) {
        out.open_item(rung.id);
        out.text("id", rung.id);
        describe(keys, rung);
        out.close();
    }
    out.close();
}

// A section of parts that have names; nothing if there are none.
template <class Parts>
void write_parts(SectionWriter& out, KeyWriter& keys, std::string_view section, Parts& parts) {
    if (parts.empty()) return;
    out.open(section);
    for (auto& part : parts) keys.part(part.id, part);
    out.close();
}

}  // namespace

std::string write_scenario(const Spec& spec, bool mark_provenance) {
    const std::vector<ProvenanceSpec> no_grades;
    SectionWriter out(mark_provenance ? spec.provenance : no_grades);
    Spec parts = spec;  // the table hands out its members for reading and writing alike
    NameList rungs;
    for (const RungSpec& rung : spec.ladder) rungs.emplace_back(rung.id);
    KeyWriter keys(out, rungs);
    write_head(out, spec);
    write_provenance(out, spec);
    keys.part("clock", parts.clock);
    write_ladder(out, keys, parts.ladder);
    keys.part("endings", parts.endings);
    write_parts(out, keys, "causes", parts.causes);
    write_parts(out, keys, "incidents", parts.incidents);
    write_parts(out, keys, "evidence", parts.evidence);
    write_messages(out, spec);
    write_parts(out, keys, "channels", parts.channels);
    write_moves(out, spec);
    write_parts(out, keys, "actors", parts.actors);
    write_measures(out, spec);
    write_expects(out, spec);
    return out.take();
}

}  // namespace firebreak
