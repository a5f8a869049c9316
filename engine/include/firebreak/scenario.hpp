// Scenario files: YAML to Spec, reporting every error of the file in one pass, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/exercise_spec.hpp>
#include <firebreak/spec.hpp>

namespace firebreak {

// An error or warning about a file: where, what was expected, what was found, and the nearest valid name.
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
// 'threat'?"
//
// Escapes control characters and invalid UTF-8, so that the line is safe on a terminal. In path and message
// it also escapes joiners, since names that differ only in those look alike.
[[nodiscard]] std::string format_diagnostic(const Diagnostic& diagnostic);

struct LoadedScenario {
    std::optional<Spec> spec;  // present if and only if no diagnostic is an error
    std::optional<ExerciseSpec>
        exercise;  // if the file says how people play it, and no diagnostic is an error
    std::vector<Diagnostic> diagnostics;  // sorted by file, line and column
    std::string sha256;                   // of the bytes of all files, in the order read; hexadecimal
    std::vector<std::string> files;       // every file read, the scenario itself first
};

// Reads a scenario file, its `extends` base and its `include` parts (only from the scenario's own folder and
// below). Path "-" reads standard input. Never throws: a file that cannot be read gives a diagnostic.
// Thread-safe.
[[nodiscard]] LoadedScenario load_scenario(const std::string& path);

// Same as load_scenario() for text in memory; diagnostics call the file `name`. `extends` and `include` are
// errors.
[[nodiscard]] LoadedScenario parse_scenario(std::string_view text, const std::string& name);

// The errors, with key paths but without files and lines, that loading would find if this Spec, whose numbers
// were changed, were written to a file.
[[nodiscard]] std::vector<Diagnostic> faults_after_change(const Spec& spec);

// Parses `text` as the contents of `path`; `extends` and `include` resolve against its folder. The file need
// not exist.
[[nodiscard]] LoadedScenario load_scenario_text(std::string_view text, const std::string& path);

// Writes the scenario as YAML with every default filled in and no anchors; loading it gives an equal Spec.
// With `mark_provenance`, each number that the provenance section covers is followed by its grade as a
// comment.
[[nodiscard]] std::string write_scenario(const Spec& spec, bool mark_provenance = false);

// The scenario with one choice of a variant in place, which is then no variant any more. Fails for a choice
// that there is not, and where the result breaks a rule of the format.
[[nodiscard]] Result<Spec> with_choice(const Spec& spec, std::string_view variant, std::string_view choice);

// Changes a scenario as an option of the command line does: "path=value" or "variants.NAME=CHOICE" as --set,
// "path=*factor" as --scale. Returns what is wrong with the change, and then changes nothing; empty if
// nothing is. The result may still break a rule that several keys share: ask faults_after_change().
[[nodiscard]] std::string change_scenario(Spec& spec, std::string_view change);

// The changes, as change_scenario() takes them one after the other, that make one scenario another: choices
// of variants, then numbers. Empty if there are no such changes.
[[nodiscard]] std::optional<std::vector<std::string>> changes_between(const Spec& from, const Spec& to);

}  // namespace firebreak
