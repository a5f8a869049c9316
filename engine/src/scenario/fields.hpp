// Typed reading of the tree: one value at a time (free functions) or by key out of a map (Fields). Whatever
// is wrong becomes a fault, and the variable keeps its default, so that reading goes on and finds the next
// fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/spec.hpp>

#include "model/ranges.hpp"
#include "scenario/faults.hpp"
#include "scenario/names.hpp"
#include "scenario/place.hpp"

namespace firebreak {

using NameList = std::vector<std::string_view>;

// What every reader needs: where faults go, what ids there are, what is being filled.
struct Reading {
    Faults& faults;
    const Names& names;
    Spec& spec;
};

// One value at a place; empty if it is wrong, and then a fault has been noted.
[[nodiscard]] std::optional<double> read_number(const Place& at, Faults& faults, const Range& range);
[[nodiscard]] std::optional<int> read_integer(const Place& at, Faults& faults, int low, int high);
[[nodiscard]] std::optional<bool> read_flag(const Place& at, Faults& faults);
[[nodiscard]] std::optional<Duration> read_duration(const Place& at, Faults& faults, const Range& range);
// A span in ms, or a plain number; of any size, since the whole that it belongs to is judged.
[[nodiscard]] std::optional<double> read_amount(const Place& at, Faults& faults, bool durations);
// A text of one line, such as a name; and prose, which may have several. Neither holds control characters or
// bidirectional overrides.
[[nodiscard]] std::optional<std::string> read_text(const Place& at, Faults& faults);
[[nodiscard]] std::optional<std::string> read_prose(const Place& at, Faults& faults);
[[nodiscard]] std::optional<std::string> read_reference(const Place& at, Faults& faults,
                                                        std::string_view what, const NameList& names);
[[nodiscard]] std::optional<Distribution> read_duration_law(const Place& at, Faults& faults,
                                                            const Range& range);
[[nodiscard]] std::optional<Distribution> read_number_law(const Place& at, Faults& faults,
                                                          const Range& range);
// A map of known ids to numbers in the range.
[[nodiscard]] Weights read_weights(const Place& at, Faults& faults, std::string_view what,
                                   const NameList& names, const Range& range);
// One id, standing for the weight 1, or a map of ids to weights.
[[nodiscard]] Weights read_choice(const Place& at, Faults& faults, std::string_view what,
                                  const NameList& names, const Range& range);
// One text or a list of them, each among the names and none twice.
[[nodiscard]] std::vector<std::string> read_names(const Place& at, Faults& faults, std::string_view what,
                                                  const NameList& names);
// A message kind, not `none`.
[[nodiscard]] std::optional<MessageKind> read_message_kind(const Place& at, Faults& faults);

// Whether names of this kind can be checked at all; not if a section that every scenario must have is
// missing.
[[nodiscard]] inline bool can_check(std::string_view what, const NameList& names) {
    return !names.empty() || (what != "rung" && what != "cause");
}
// Whether an id, which is the key or the value at this place, is well formed; a fault otherwise.
bool check_id(const Place& at, std::string_view id, Faults& faults);
// Whether a place holds a map (or nothing at all, which counts as an empty one); a fault otherwise.
bool check_map(const Place& at, Faults& faults);

// A map with a fixed set of keys.
class Fields {
public:
    // Notes a fault for each key that is not known, or one if there is no map.
    Fields(const Place& at, Faults& faults, const NameList& known);

    // The place under a key; empty if it is absent. require() notes a fault then.
    [[nodiscard]] std::optional<Place> find(std::string_view key) const;
    [[nodiscard]] std::optional<Place> require(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return find(key).has_value(); }

    void number(std::string_view key, double& value, const Range& range) const;
    void number(std::string_view key, std::optional<double>& value, const Range& range) const;
    void integer(std::string_view key, int& value, int low, int high) const;
    void flag(std::string_view key, bool& value) const;
    void duration(std::string_view key, Duration& value, const Range& range) const;
    void duration(std::string_view key, std::optional<Duration>& value, const Range& range) const;
    void text(std::string_view key, std::string& value) const;
    void prose(std::string_view key, std::string& value) const;
    void reference(std::string_view key, std::string& value, std::string_view what,
                   const NameList& names) const;
    void duration_law(std::string_view key, Distribution& value, const Range& range) const;
    void number_law(std::string_view key, Distribution& value, const Range& range) const;

    [[nodiscard]] const Place& place() const { return at_; }

private:
    const Place& at_;
    Faults& faults_;
    bool usable_;
};

// Calls `read(place of the entry)` for each entry of a section whose id is well formed; notes faults for the
// others and for more than `most` entries.
template <class Read>
void for_each_id(const Place& section, Faults& faults, std::size_t most, Read read) {
    if (!check_map(section, faults)) return;
    std::size_t count = 0;
    for (const Node::Entry& entry : section.node().entries) {
        const Place at(section, entry);
        if (++count > most) {
            faults.error_at_key(at, "more than " + std::to_string(most) + " entries");
            return;
        }
        if (check_id(at, entry.key, faults)) read(at);
    }
}

}  // namespace firebreak
