#include <firebreak/scenario.hpp>

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

void write_ladder(SectionWriter& out, const Spec& spec) {
    out.open("ladder");
    for (const RungSpec& rung : spec.ladder) {
        out.open_item(rung.id);
        out.text("id", rung.id);
        out.text("name", rung.name);
        out.text_if_any("description", rung.description);
        out.text_if_any("firebreak", rung.firebreak);
        if (rung.accident_every) out.duration("accident_every", *rung.accident_every);
        out.close();
    }
    out.close();
}

void write_world(SectionWriter& out, const Spec& spec) {
    out.open("clock");
    out.value("start", format_date(spec.clock.start));
    out.duration("horizon", spec.clock.horizon);
    out.close();
    write_ladder(out, spec);
    out.open("endings");
    out.text("crisis", spec.endings.crisis);
    out.text("war", spec.endings.war);
    if (spec.endings.settled) {
        out.open("settled");
        out.text("at", spec.endings.settled->at);
        out.duration("for", spec.endings.settled->lasting);
        out.close();
    }
    out.close();
    out.open("causes");
    for (const CauseSpec& cause : spec.causes) {
        out.open(cause.id);
        out.text("name", cause.name);
        out.number("hostility", cause.hostility);
        out.close();
    }
    out.close();
}

}  // namespace

std::string write_scenario(const Spec& spec, bool mark_provenance) {
    const std::vector<ProvenanceSpec> no_grades;
    SectionWriter out(mark_provenance ? spec.provenance : no_grades);
    write_head(out, spec);
    write_provenance(out, spec);
    write_world(out, spec);
    write_sources_of_events(out, spec);
    write_communication(out, spec);
    write_moves(out, spec);
    write_actors(out, spec);
    write_measures(out, spec);
    write_expects(out, spec);
    return out.take();
}

}  // namespace firebreak
