// Reads the keys of a map by the rows of the format table.
#pragma once

#include <firebreak/spec.hpp>

#include "model/format_table.hpp"
#include "scenario/sections.hpp"

namespace firebreak {

// The names of all keys of a part.
class KeyNames : public EveryKey<KeyNames> {
public:
    void other(const Key& key) { names.push_back(key.name); }

    NameList names;
};

template <class Part>
NameList keys_of(Part& part) {
    KeyNames table;
    describe(table, part);
    return std::move(table.names);
}

// Fills the members of a part; what is wrong becomes a fault, and the member keeps what it had.
class KeyReader : public EveryKey<KeyReader> {
public:
    KeyReader(const Fields& fields, Reading& reading) : fields_(fields), reading_(reading) {}

    void id(const Key& key, std::string& value);
    void text(const Key& key, std::string& value);
    void text_if_any(const Key& key, std::string& value) { text(key, value); }
    void prose(const Key& key, std::string& value);
    void flag(const Key& key, bool& value);
    void integer(const Key& key, int& value, int low, int high);
    void reference(const Key& key, std::string& value, Entity entity);
    void references(const Key& key, std::vector<std::string>& values, Entity entity);
    void number(const Key& key, double& value, const Range& range);
    void number(const Key& key, std::optional<double>& value, const Range& range);
    void duration(const Key& key, Duration& value, const Range& range);
    void duration(const Key& key, std::optional<Duration>& value, const Range& range);
    void duration_law(const Key& key, Distribution& value, const Range& range);
    void duration_law(const Key& key, std::optional<Distribution>& value, const Range& range);
    void number_law(const Key& key, Distribution& value, const Range& range);
    void date(const Key& key, Millis& value);
    void moments(const Key& key, std::vector<Duration>& values);
    void moment(const Key& key, std::optional<Duration>& value);
    void message(const Key& key, MessageKind& kind);
    void weights(const Key& key, Weights& values, Entity entity, const Range& range);
    void choice(const Key& key, Weights& values, Entity entity);
    void line(const Key& key, LineSpec& line);
    void staffed(const Key& key, std::optional<StaffedSpec>& staffed);
    void meets(const Key& key, std::optional<Distribution>& law);
    void confusion(const Key& key, std::vector<std::pair<std::string, Weights>>& rows);
    void prior(const Key& key, Weights& prior);
    void doctrine(const Key& key, std::vector<RuleSpec>& rules);
    void clarifies(const Key& key, bool& posture);
    void posture(const Key& to, const Key& raise_to, const Key& by, MoveSpec& move);
    void sending(const Key& sends, const Key& via, MoveSpec& move);
    void reports(const Key& source, const Key& reports, MessageSpec& message);
    // Read by read_overlays(), when all parameters are known.
    void settings(const Key&, std::vector<SetSpec>&) {}
    void factors(const Key&, std::vector<ScaleSpec>&) {}
    template <class Part>
    void map(const Key& key, Part& part);
    template <class Part>
    void map(const Key& key, std::optional<Part>& part) {
        if (find(key)) map(key, part.emplace());
    }

private:
    // The place of a key; a required one that is missing is a fault.
    [[nodiscard]] std::optional<Place> find(const Key& key) const {
        return key.required ? fields_.require(key.name) : fields_.find(key.name);
    }

    const Fields& fields_;
    Reading& reading_;
};

// Reads all keys of a part that the table has; a map may have others, which are left to the caller.
template <class Part>
void read_keys(const Fields& fields, Reading& reading, Part& part) {
    KeyReader reader(fields, reading);
    describe(reader, part);
}

template <class Part>
void KeyReader::map(const Key& key, Part& part) {
    const auto at = find(key);
    if (!at) return;
    const Fields fields(*at, reading_.faults, keys_of(part));
    read_keys(fields, reading_, part);
}

}  // namespace firebreak
