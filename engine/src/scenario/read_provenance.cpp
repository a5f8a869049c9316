#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

#include "model/law_text.hpp"
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
            contains({"grade", "source", "label", "range", "law", "scale", "independent"}, entry.key)) {
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

// "[low, high]", low below high.
std::optional<Distribution> read_bounds(const Place& at, Faults& faults, bool durations) {
    if (!at.is_list() || at.node().items.size() != 2) {
        faults.error(at, "expected [low, high], found " + describe(at.node()));
        return std::nullopt;
    }
    const auto low = read_amount(Place(at, 0), faults, durations);
    const auto high = read_amount(Place(at, 1), faults, durations);
    if (!low || !high) return std::nullopt;
    if (std::isfinite(*low) && std::isfinite(*high) && *low < *high)
        return Distribution{Distribution::Kind::uniform, *low, *high, 0, {}};
    faults.error(at, "expected [low, high] with low below high, both finite");
    return std::nullopt;
}

std::optional<RangeSpec> read_factor(const Place& at, Faults& faults) {
    const auto bounds = read_bounds(at, faults, false);
    if (!bounds) return std::nullopt;
    if (bounds->a > 0 && bounds->b <= kScaleFactor.high) return RangeSpec{*bounds, true, false, false};
    faults.error(at, "a factor must be above 0 and at most 1e9");
    return std::nullopt;
}

std::optional<RangeSpec> read_values(const Place& at, Faults& faults, bool durations, bool law) {
    std::optional<Distribution> values;
    if (!law) values = read_bounds(at, faults, durations);
    else if (durations) values = read_duration_law(at, faults, kDelay);
    else values = read_number_law(at, faults, kAnyNumber);
    if (!values) return std::nullopt;
    return RangeSpec{*std::move(values), false, durations, false};
}

// Why a parameter cannot have such a range; empty if it can.
std::string range_refused(const Parameter& parameter, const RangeSpec& range) {
    if (parameter.kind == Parameter::Kind::flag) return "is yes or no and has no range";
    if (parameter.kind == Parameter::Kind::rung) return "is a rung and has no range";
    if (range.factor)
        return parameter.absent() ? "is not in the file, so there is nothing to scale" : std::string();
    if (std::holds_alternative<Duration>(value_for(parameter, 0)) != range.durations)
        return "is of another kind than the first number that the path names";
    const Distribution* const* held = std::get_if<Distribution*>(&parameter.value);
    if (held != nullptr && (*held)->kind != Distribution::Kind::fixed)
        return "is a law; give a range to one of its parts (" + parameter.path + "." +
               std::string(law_form((*held)->kind).parts.front()) + ") or a 'scale' to all of it";
    // Laws without ends are judged draw by draw.
    const auto kind = range.law.kind;
    const bool bounded = kind == Distribution::Kind::uniform || kind == Distribution::Kind::triangular;
    if (!bounded) return {};
    std::string fault = why_not(parameter, value_for(parameter, range.law.a));
    if (fault.empty())
        fault = why_not(
            parameter, value_for(parameter, kind == Distribution::Kind::uniform ? range.law.b : range.law.c));
    return fault;
}

void read_entry(const Place& section, const Node::Entry& as_written, Reading& reading,
                const std::vector<Parameter>& all, const std::vector<std::string>& paths) {
    const Node::Entry entry = with_whole_note(Place(section, as_written), reading);
    const Place at(section, entry);
    const Fields fields(at, reading.faults,
                        {"grade", "source", "note", "label", "range", "law", "scale", "independent"});
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
    fields.text("label", provenance.label);
    fields.prose("note", provenance.note);
    if (provenance.grade == "sourced" && provenance.source.empty() && !fields.has("source")) {
        reading.faults.error(at, "the grade 'sourced' needs a 'source'");
    }
    provenance.range = read_range(fields, reading.faults, provenance.path, all);
    reading.spec.provenance.push_back(std::move(provenance));
}

}  // namespace

std::optional<RangeSpec> read_range(const Fields& fields, Faults& faults, const std::string& path,
                                    const std::vector<Parameter>& all) {
    std::optional<Place> given;
    for (const char* key : {"range", "law", "scale"}) {
        const auto place = fields.find(key);
        if (place && given)
            faults.error_at_key(*place, "give one of 'range', 'law' and 'scale', not several");
        if (place && !given) given = place;
    }
    const auto independent = fields.find("independent");
    if (!given) {
        if (independent) faults.error_at_key(*independent, "has no effect without 'range', 'law' or 'scale'");
        return std::nullopt;
    }
    const PathPattern pattern(path);
    std::optional<RangeSpec> range;
    bool any = false;
    for (const Parameter& parameter : all) {
        if (!pattern.names(parameter)) continue;
        if (!any) {
            const bool durations = std::holds_alternative<Duration>(value_for(parameter, 0));
            range = given->key() == "scale" ? read_factor(*given, faults)
                                            : read_values(*given, faults, durations, given->key() == "law");
        }
        any = true;
        const std::string fault = range ? range_refused(parameter, *range) : std::string();
        if (fault.empty()) continue;
        faults.error(*given, parameter.path + ": " + fault);
        return std::nullopt;
    }
    if (!any && !faults.full())
        faults.error_at_key(*given,
                            "'" + printable(path, 120) + "' names a section; only numbers have ranges");
    if (range && independent) range->independent = read_flag(*independent, faults).value_or(false);
    return range;
}

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
