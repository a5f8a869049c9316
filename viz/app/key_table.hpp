// Which keys do what: one table, from which keys are handled, menus and the help page are labelled, and the
// documentation is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/key.hpp"
#include "session/actions.hpp"

namespace firebreak::viz {

class KeyTable {
public:
    KeyTable();  // the defaults of actions()

    // A JSON object of actions and their keys, {"time.play": ["K", "P"], "screen.river": "F2", "picture.fit":
    // []}; what it does not name keeps its keys. Returns the faults, each a line; a faulty entry changes
    // nothing.
    [[nodiscard]] std::vector<std::string> read(std::string_view text, const std::string& file);

    // Chords of letters, figures, named keys, and all with Ctrl or Alt.
    [[nodiscard]] std::optional<Action> match(const Chord& chord) const;

    // Signs such as "?" and "[" are matched by what is typed, since keyboards differ in where they have them.
    [[nodiscard]] std::optional<Action> match_sign(char32_t sign) const;

    [[nodiscard]] std::string keys_of(Action action) const;  // "Ctrl+Y, Ctrl+Shift+Z"

    // The table for the documentation, in Markdown; and the file that read() reads.
    [[nodiscard]] std::string as_markdown() const;
    [[nodiscard]] std::string as_json() const;

private:
    [[nodiscard]] std::string clash(const std::vector<std::vector<Chord>>& keys) const;

    std::vector<std::vector<Chord>> keys_;  // by action
};

// What a key writes: 'k' for K, '?' for the question mark; 0 if it writes nothing.
[[nodiscard]] char32_t written_by(const Chord& chord);

}  // namespace firebreak::viz
