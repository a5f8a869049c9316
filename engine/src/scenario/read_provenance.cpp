#include <algorithm>

#include "model/parameter_paths.hpp"
#include "scenario/sections.hpp"

namespace firebreak {
namespace {

// Everything that provenance may speak of: parameters, and entities that have none.
std::vector<std::string> known_paths(const Names& names, const Spec& spec,
                                     const std::vector<Parameter>& all) {
    std::vector<std::string> paths{"endings.crisis", "endings.war", "endings.settled", "clock.start"};
    for (const Parameter& parameter : all) paths.push_back(parameter.path);
    const auto add = [&](const std::string& section, const NameList& ids) {
        for (const std::string_view id : ids) paths.push_back(section + "." + std::string(id));
    };
    add("ladder", names.rungs);
    add("causes", names.causes);
    add("incidents", names.incidents);
    add("evidence", names.evidence);
    add("channels", names.channels);
    add("moves", names.moves);
    add("measures", names.measures);
    for (const ActorSpec& actor : spec.actors) {
        for (std::size_t k = 0; k < actor.doctrine.size(); ++k)
            paths.push_back(entry_path("actors." + actor.id + ".doctrine", k));
    }
    for (const MessageSpec& message : spec.messages)
        paths.push_back(std::string("messages.") + message_name(message.kind));
    return paths;
}

// Notes are prose, and prose has commas, which end a text in {note: first half, second half}: what follows is
// then a key without a value. Such pieces are put back to the note.
Node::Entry with_whole_note(const Place& at, Reading& reading) {
    auto whole = std::make_shared<Node>(at.node());
    std::vector<Node::Entry> kept;
    for (Node::Entry& entry : whole->entries) {
        const bool after_note =
            !kept.empty() && kept.back().key == "note" && kept.back().value->kind == Node::Kind::scalar;
        if (!after_note || entry.value->kind != Node::Kind::null ||
            contains({"grade", "source"}, entry.key)) {
            kept.push_back(std::move(entry));
            continue;
        }
        auto note = std::make_shared<Node>(*kept.back().value);
        note->text.append(", ").append(entry.key);
        kept.back().value = std::move(note);
        reading.faults.warning(entry.at, at.path() + ".note",
                               "a comma ends a text inside { }; put the note in quotes");
    }
    whole->entries = std::move(kept);
    return {std::string(at.key()), at.key_mark(), std::move(whole)};
}

void read_entry(const Place& section, const Node::Entry& as_written, Reading& reading,
                const std::vector<Parameter>& all, const std::vector<std::string>& paths) {
    const Node::Entry entry = with_whole_note(Place(section, as_written), reading);
    const Place at(section, entry);
    const Fields fields(at, reading.faults, {"grade", "source", "note"});
    ProvenanceSpec provenance;
    provenance.path = at.key();
    const PathPattern pattern(provenance.path);
    const bool known = std::any_of(paths.begin(), paths.end(),
                                   [&](const std::string& path) { return pattern.matches_prefix_of(path); });
    if (!known && !reading.faults.full())
        reading.faults.error_at_key(at, no_match_text(provenance.path, all));
    const NameList grades{"sourced", "data", "assumed", "structural"};
    if (fields.require("grade")) fields.reference("grade", provenance.grade, "grade", grades);
    fields.reference("source", provenance.source, "source", reading.names.sources);
    fields.prose("note", provenance.note);
    if (provenance.grade == "sourced" && provenance.source.empty() && !fields.has("source")) {
        reading.faults.error(at, "the grade 'sourced' needs a 'source'");
    }
    reading.spec.provenance.push_back(std::move(provenance));
}

}  // namespace

void read_provenance(const Place& at, Reading& reading, const std::vector<Parameter>& all) {
    if (!check_map(at, reading.faults)) return;
    const std::vector<std::string> paths = known_paths(reading.names, reading.spec, all);
    std::size_t count = 0;
    for (const Node::Entry& entry : at.node().entries) {
        if (++count > kMaxEntities) {
            reading.faults.error(at, "more than " + std::to_string(kMaxEntities) + " entries");
            return;
        }
        read_entry(at, entry, reading, all, paths);
    }
}

}  // namespace firebreak
