#include "scenario/fields.hpp"

#include <firebreak/text.hpp>

namespace firebreak {
namespace {

template <class Value>
void keep(Value& value, std::optional<Value> read) {
    if (read) value = *std::move(read);
}

// Whether a key without a value is what a comma cut off from the plain text before it: "{label: this, and
// that}".
bool is_rest_of_text(const Node::Entry& before, const Node::Entry& entry) {
    const bool follows_text = before.value->kind == Node::Kind::scalar && !before.value->quoted;
    return follows_text && entry.value->kind == Node::Kind::null && before.at.line == entry.at.line;
}

}  // namespace

Fields::Fields(const Place& at, Faults& faults, const NameList& names)
    : at_(at), faults_(faults), usable_(check_map(at, faults)) {
    if (!usable_) return;
    const Node::Entry* before = nullptr;
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        if (contains(names, entry.key)) {
            before = &entry;
        } else if (before != nullptr && is_rest_of_text(*before, entry)) {
            faults.error_at_key(
                place, "unknown key '" + printable(entry.key, 80) + "'; a text with a comma needs quotes");
        } else {
            faults.unknown_key(place, "unknown key", names);
        }
    }
}

std::optional<Place> Fields::find(std::string_view key) const {
    const Node::Entry* entry = at_.node().find(key);
    return entry == nullptr ? std::nullopt : std::optional<Place>(std::in_place, at_, *entry);
}

std::optional<Place> Fields::require(std::string_view key) const {
    auto found = find(key);
    if (!found && usable_) faults_.error(at_, "the key '" + std::string(key) + "' is missing");
    return found;
}

void Fields::number(std::string_view key, double& value, const Range& range) const {
    if (const auto at = find(key)) keep(value, read_number(*at, faults_, range));
}

void Fields::number(std::string_view key, std::optional<double>& value, const Range& range) const {
    if (const auto at = find(key)) value = read_number(*at, faults_, range).value_or(0);
}

void Fields::integer(std::string_view key, int& value, int low, int high) const {
    if (const auto at = find(key)) keep(value, read_integer(*at, faults_, low, high));
}

void Fields::flag(std::string_view key, bool& value) const {
    if (const auto at = find(key)) keep(value, read_flag(*at, faults_));
}

void Fields::duration(std::string_view key, Duration& value, const Range& range) const {
    if (const auto at = find(key)) keep(value, read_duration(*at, faults_, range));
}

void Fields::duration(std::string_view key, std::optional<Duration>& value, const Range& range) const {
    if (const auto at = find(key)) value = read_duration(*at, faults_, range).value_or(Duration{1});
}

void Fields::text(std::string_view key, std::string& value) const {
    if (const auto at = find(key)) keep(value, read_text(*at, faults_));
}

void Fields::prose(std::string_view key, std::string& value) const {
    if (const auto at = find(key)) keep(value, read_prose(*at, faults_));
}

void Fields::reference(std::string_view key, std::string& value, std::string_view what,
                       const NameList& names) const {
    if (const auto at = find(key)) keep(value, read_reference(*at, faults_, what, names));
}

void Fields::duration_law(std::string_view key, Distribution& value, const Range& range) const {
    if (const auto at = find(key)) keep(value, read_duration_law(*at, faults_, range));
}

void Fields::number_law(std::string_view key, Distribution& value, const Range& range) const {
    if (const auto at = find(key)) keep(value, read_number_law(*at, faults_, range));
}

}  // namespace firebreak
