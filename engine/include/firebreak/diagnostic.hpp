// A fault in a file: where it is, what was expected, what was found, and the nearest valid name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firebreak {

struct Diagnostic {
    enum class Severity { error, warning };

    Severity severity = Severity::error;
    std::string file;
    int line = 0;         // from 1; 0: unknown
    int column = 0;       // from 1
    std::string path;     // of the key, "actors.moscow.doctrine.4.when.thraet"; may be empty
    std::string message;  // "unknown fact 'thraet'; did you mean 'threat'?"

    bool operator==(const Diagnostic&) const = default;
};

// "scenarios/mine.yaml:41:18: actors.moscow.doctrine.4.when.thraet: unknown fact 'thraet'; did you mean
// 'threat'?" Control characters and invalid UTF-8 in any part are shown as escapes, so that the line is safe
// on a terminal; so are joiners in path and message, since two names that differ only there look alike.
[[nodiscard]] std::string format_diagnostic(const Diagnostic& diagnostic);

// Text from outside made safe for a terminal: control characters, bidirectional overrides and invalid UTF-8
// as escapes, cut after `longest` bytes with "...".
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 200);

// The candidate nearest to `text` by edit distance, if it is near enough to be what was meant; otherwise
// empty. Never the text itself.
[[nodiscard]] std::string_view nearest_name(std::string_view text,
                                            const std::vector<std::string_view>& candidates);

}  // namespace firebreak
