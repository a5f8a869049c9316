#include <firebreak/scenario.hpp>

#include <firebreak/text.hpp>

#include "model/law_text.hpp"
#include "scenario/key_writer.hpp"

namespace firebreak {
namespace {

void write_head(SectionWriter& out, const Spec& spec) {
    out.value("firebreak", std::to_string(kFormatVersion));
    out.text("id", spec.id);
    out.text("title", spec.title);
    out.text("question", spec.question);
    out.text("summary", spec.summary);
}

void write_range(SectionWriter& out, const RangeSpec& range) {
    const auto amount = [&](double value) {
        return range.durations ? format_duration(Duration{value}) : number_text(value);
    };
    const Distribution& law = range.law;
    if (law.kind != Distribution::Kind::uniform) out.value("law", law_text(law, range.durations));
    else out.value(range.factor ? "scale" : "range", "[" + amount(law.a) + ", " + amount(law.b) + "]");
    if (range.independent) out.flag("independent", true);
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
        out.text_if_any("label", entry.label);
        out.text_if_any("note", entry.note);
        if (entry.range) write_range(out, *entry.range);
        out.close();
    }
    out.close();
}

void write_ladder(SectionWriter& out, KeyWriter& keys, std::vector<RungSpec>& ladder) {
    out.open("ladder");
    for (RungSpec& rung : ladder) {
        out.open_item(rung.id);
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

void write_messages(SectionWriter& out, KeyWriter& keys, std::vector<MessageSpec>& messages) {
    if (messages.empty()) return;
    out.open("messages");
    for (MessageSpec& message : messages) keys.part(message_name(message.kind), message);
    out.close();
}

void write_moves(SectionWriter& out, KeyWriter& keys, std::vector<MoveSpec>& moves) {
    out.open("moves");
    for (MoveSpec& move : moves) {
        out.open(move.id);
        if (move.id == "hold") out.text("label", move.label);
        else describe(keys, move);
        out.close();
    }
    out.close();
}

void write_variants(SectionWriter& out, const Spec& spec) {
    if (spec.variants.empty()) return;
    out.open("variants");
    for (const VariantSpec& variant : spec.variants) {
        out.open(variant.id);
        for (const ChoiceSpec& choice : variant.choices) {
            if (choice.change.empty()) out.number(choice.id, choice.weight);
            else
                out.value(choice.id,
                          "{weight: " + number_text(choice.weight) + ", change: " + choice.change + "}");
        }
        out.close();
    }
    out.close();
}

}  // namespace

std::string write_scenario(const Spec& spec, bool mark_provenance) {
    const std::vector<ProvenanceSpec> no_grades;
    SectionWriter out(mark_provenance ? spec.provenance : no_grades);
    Spec parts = spec;  // the table hands out its members for reading and writing alike
    NameList rungs;
    for (const RungSpec& rung : spec.ladder) rungs.emplace_back(rung.id);
    const std::vector<Parameter> all = parameters(parts);
    KeyWriter keys(out, rungs, all);
    write_head(out, spec);
    write_provenance(out, spec);
    keys.part("clock", parts.clock);
    write_ladder(out, keys, parts.ladder);
    keys.part("endings", parts.endings);
    write_parts(out, keys, "causes", parts.causes);
    write_parts(out, keys, "incidents", parts.incidents);
    write_parts(out, keys, "evidence", parts.evidence);
    write_messages(out, keys, parts.messages);
    write_parts(out, keys, "channels", parts.channels);
    write_moves(out, keys, parts.moves);
    write_parts(out, keys, "actors", parts.actors);
    write_parts(out, keys, "measures", parts.measures);
    write_expects(out, keys, spec);
    write_observe(out, spec);
    write_targets(out, spec);
    write_variants(out, spec);
    return out.take();
}

}  // namespace firebreak
