#include "app/key_table.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include <firebreak/text.hpp>
#include <nlohmann/json.hpp>

namespace firebreak::viz {
namespace {

using Json = nlohmann::ordered_json;
using Chords = std::vector<Chord>;

bool is_sign(const Chord& chord) {
    const char32_t sign = written_by(chord);
    return sign > U' ' && sign < 127 && std::isalnum(static_cast<int>(sign)) == 0;
}

Chords default_keys(const char* keys) {
    Chords chords;
    const std::string_view text = keys;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        if (const auto chord = parse_chord(text.substr(start, end - start))) chords.push_back(*chord);
        start = end + 1;
    }
    return chords;
}

// Nothing if the value is neither a chord nor a list of chords.
std::optional<Chords> chords_of(const Json& value) {
    Chords chords;
    for (const Json& one : value.is_array() ? value : Json::array({value})) {
        if (!one.is_string()) return std::nullopt;
        const auto chord = parse_chord(one.get_ref<const std::string&>());
        if (!chord) return std::nullopt;
        chords.push_back(*chord);
    }
    return chords;
}

std::string unknown_action(const std::string& id) {
    std::vector<std::string_view> names;
    for (const ActionInfo& action : actions()) names.emplace_back(action.id);
    const std::string_view near = nearest_name(id, names);
    return "unknown action '" + printable(id, 60) + "'" +
           (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?");
}

}  // namespace

char32_t written_by(const Chord& chord) {
    if (chord.mods.ctrl || chord.mods.alt || chord.mods.super) return 0;
    if (chord.key == Key::space) return U' ';
    const std::string_view name = chord.key == Key::plus     ? "+"
                                  : chord.key == Key::period ? "."
                                                             : key_name(chord.key);
    if (name.size() != 1) return 0;
    const auto letter = static_cast<unsigned char>(name.front());
    return static_cast<char32_t>(chord.mods.shift ? letter : std::tolower(letter));
}

KeyTable::KeyTable() {
    for (const ActionInfo& action : actions()) keys_.push_back(default_keys(action.keys));
}

std::string KeyTable::clash(const std::vector<Chords>& keys) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (std::size_t j = i + 1; j < keys.size(); ++j) {
            for (const Chord& chord : keys[i]) {
                if (std::find(keys[j].begin(), keys[j].end(), chord) == keys[j].end()) continue;
                return chord_text(chord) + " would mean both '" + actions()[i].id + "' and '" +
                       actions()[j].id + "'";
            }
        }
    }
    return {};
}

std::vector<std::string> KeyTable::read(std::string_view text, const std::string& file) {
    std::vector<std::string> faults;
    const auto fault = [&](const std::string& message) {
        faults.push_back(printable(file) + ": " + message);
    };
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false, true);
    if (json.is_discarded() || !json.is_object()) {
        fault(json.is_discarded() ? "this is not JSON" : "expected an object of actions and their keys");
        return faults;
    }
    auto keys = keys_;
    for (const auto& [id, value] : json.items()) {
        const auto action = find_action(id);
        const auto chords = chords_of(value);
        if (!action) {
            fault(unknown_action(id));
        } else if (!chords) {
            fault(id + ": expected a key such as \"Ctrl+K\" or a list of keys, found " +
                  printable(value.dump(-1, ' ', true, Json::error_handler_t::replace), 60));
        } else {
            keys[static_cast<std::size_t>(*action)] = *chords;
        }
    }
    // Only the whole file can be judged: two actions may have exchanged their keys.
    if (const std::string twice = clash(keys); !twice.empty()) {
        fault(twice + "; the keys stay as they were");
    } else {
        keys_ = keys;
    }
    return faults;
}

std::optional<Action> KeyTable::match(const Chord& chord) const {
    if (is_sign(chord)) return std::nullopt;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (std::find(keys_[i].begin(), keys_[i].end(), chord) != keys_[i].end()) return actions()[i].action;
    }
    return std::nullopt;
}

std::optional<Action> KeyTable::match_sign(char32_t sign) const {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        for (const Chord& chord : keys_[i]) {
            if (is_sign(chord) && written_by(chord) == sign) return actions()[i].action;
        }
    }
    return std::nullopt;
}

std::string KeyTable::keys_of(Action action) const {
    std::string text;
    for (const Chord& chord : keys_[static_cast<std::size_t>(action)])
        text += (text.empty() ? "" : ", ") + chord_text(chord);
    return text;
}

std::string KeyTable::as_markdown() const {
    std::string text;
    for (const char* section : action_sections()) {
        text += std::string("## ") + section +
                "\n\n| keys | what happens | name in the file of keys |\n|---|---|---|\n";
        for (const ActionInfo& action : actions()) {
            if (std::string_view(section) != action.section) continue;
            text += "| " + keys_of(action.action) + " | " + action.words + " | `" + action.id + "` |\n";
        }
        text += '\n';
    }
    return text;
}

std::string KeyTable::as_json() const {
    Json json = Json::object();
    for (const ActionInfo& action : actions()) {
        Json& list = json[action.id] = Json::array();
        for (const Chord& chord : keys_[static_cast<std::size_t>(action.action)])
            list.push_back(chord_text(chord));
    }
    return json.dump(2) + '\n';
}

}  // namespace firebreak::viz
