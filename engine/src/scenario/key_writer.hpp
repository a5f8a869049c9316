// Writes the keys of a map by the rows of the format table.
#pragma once

#include <firebreak/model.hpp>

#include "model/format_table.hpp"
#include "scenario/fields.hpp"
#include "scenario/section_writer.hpp"

namespace firebreak {

// All keys in full; left out is only what has no default to write.
class KeyWriter : public EveryKey<KeyWriter> {
public:
    // `rungs` are the ids of the ladder, lowest first, and `all` the parameters; both must outlive the
    // writer.
    KeyWriter(SectionWriter& out, const NameList& rungs, const std::vector<Parameter>& all)
        : out_(out), rungs_(rungs), all_(all) {}

    // A map with all keys of a part.
    template <class Part>
    void part(std::string_view name, Part& part) {
        out_.open(name);
        describe(*this, part);
        out_.close();
    }

    void id(const Key& key, const std::string& value) { out_.text(key.name, value); }
    void text(const Key& key, const std::string& value) { out_.text(key.name, value); }
    void text_if_any(const Key& key, const std::string& value) { out_.text_if_any(key.name, value); }
    void prose(const Key& key, const std::string& value) { out_.text_if_any(key.name, value); }
    void flag(const Key& key, bool value) { out_.flag(key.name, value); }
    void integer(const Key& key, int value, int, int) { out_.value(key.name, std::to_string(value)); }
    void reference(const Key& key, const std::string& value, Entity) { out_.text_if_any(key.name, value); }
    void references(const Key& key, const std::vector<std::string>& values, Entity) {
        out_.texts(key.name, values);
    }
    void number(const Key& key, double value, const Range&) { out_.number(key.name, value); }
    void number(const Key& key, const std::optional<double>& value, const Range& range) {
        if (value) number(key, *value, range);
    }
    void duration(const Key& key, Duration value, const Range&) { out_.duration(key.name, value); }
    void duration(const Key& key, const std::optional<Duration>& value, const Range& range) {
        if (value) duration(key, *value, range);
    }
    void duration_law(const Key& key, const Distribution& law, const Range&) {
        out_.duration_law(key.name, law);
    }
    void duration_law(const Key& key, const std::optional<Distribution>& law, const Range& range) {
        if (law) duration_law(key, *law, range);
    }
    void number_law(const Key& key, const Distribution& law, const Range&) { out_.number_law(key.name, law); }
    void date(const Key& key, Millis value) { out_.value(key.name, format_date(value)); }
    void moments(const Key& key, const std::vector<Duration>& values);
    void moment(const Key& key, const std::optional<Duration>& value) { duration(key, value, kMoment); }
    void message(const Key& key, MessageKind kind) {
        if (kind != MessageKind::none) out_.value(key.name, message_name(kind));
    }
    void weights(const Key& key, const Weights& values, Entity, const Range&) { prior(key, values); }
    void choice(const Key& key, const Weights& values, Entity) { out_.weights(key.name, values); }
    template <class Part>
    void map(const Key& key, Part& nested) {
        part(key.name, nested);
    }
    template <class Part>
    void map(const Key& key, std::optional<Part>& nested) {
        if (nested) part(key.name, *nested);
    }

    void line(const Key& key, const LineSpec& line);
    void staffed(const Key& key, const std::optional<StaffedSpec>& staffed);
    void meets(const Key& key, const std::optional<Distribution>& law);
    void confusion(const Key& key, const std::vector<std::pair<std::string, Weights>>& rows);
    void prior(const Key& key, const Weights& prior);
    void doctrine(const Key& key, const std::vector<RuleSpec>& rules);
    void clarifies(const Key& key, bool posture) {
        if (posture) out_.value(key.name, "posture");
    }
    void posture(const Key& to, const Key& raise_to, const Key& by, const MoveSpec& move);
    void sending(const Key& sends, const Key& via, const MoveSpec& move);
    void reports(const Key& source, const Key& reports, const MessageSpec& message);
    void settings(const Key& key, const std::vector<SetSpec>& settings);
    void factors(const Key& key, const std::vector<ScaleSpec>& factors);

private:
    SectionWriter& out_;
    const NameList& rungs_;
    const std::vector<Parameter>& all_;
};

// The section `expects`, of which each entry has a form of its own.
void write_expects(SectionWriter& out, KeyWriter& keys, const Spec& spec);
void write_observe(SectionWriter& out, const Spec& spec);
void write_targets(SectionWriter& out, const Spec& spec);

}  // namespace firebreak
