// Scenario files: YAML to Spec with every fault of the file in one pass, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/spec.hpp>

namespace firebreak {

// A fault in a file: where it is, what was expected, what was found, and the nearest valid name.
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

struct LoadedScenario {
    std::optional<Spec> spec;             // present exactly if there is no error among the diagnostics
    std::vector<Diagnostic> diagnostics;  // errors and warnings, by file, line and column
    std::string sha256;                   // of the bytes of all files read, in the order read; hexadecimal
    std::vector<std::string> files;       // every file read, the scenario itself first
};

// Reads a scenario file, its `extends` base and its `include`d parts (only below the scenario's own folder).
// Never throws; a file that cannot be read is a diagnostic. Path "-" reads standard input. Thread-safe.
[[nodiscard]] LoadedScenario load_scenario(const std::string& path);

// The same for text in memory; `name` stands for the file in diagnostics. `extends` and `include` are then
// errors.
[[nodiscard]] LoadedScenario parse_scenario(std::string_view text, const std::string& name);

// What keeps a scenario whose numbers were changed from standing in a file: the errors, with the paths of the
// keys, that loading it would find once it is written out. Places are of no file.
[[nodiscard]] std::vector<Diagnostic> faults_after_change(const Spec& spec);

// The same for text that is to take the place of the file `path`, which need not hold it yet: what the text
// extends and includes is read from the folder of that file.
[[nodiscard]] LoadedScenario load_scenario_text(std::string_view text, const std::string& path);

// The scenario as YAML with every default filled in and no anchors; loads to an equal Spec. With
// `mark_provenance`, each number that the provenance section covers carries its grade as a comment.
[[nodiscard]] std::string write_scenario(const Spec& spec, bool mark_provenance = false);

}  // namespace firebreak
