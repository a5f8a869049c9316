// The loader returns, says what is wrong with the text or gives a Spec, and a Spec that it gives can be
// written and read back unchanged.
#include <algorithm>

#include <firebreak/scenario.hpp>

#include "target.hpp"

using namespace firebreak;

namespace {

bool any_error(const LoadedScenario& loaded) {
    return std::any_of(
        loaded.diagnostics.begin(), loaded.diagnostics.end(),
        [](const Diagnostic& diagnostic) { return diagnostic.severity == Diagnostic::Severity::error; });
}

std::string faults_of(const LoadedScenario& loaded) {
    std::string text;
    for (const Diagnostic& diagnostic : loaded.diagnostics)
        text += "  " + format_diagnostic(diagnostic) + "\n";
    return text;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const LoadedScenario loaded = parse_scenario(fuzz::text_of(data, size), "fuzz.yaml");
    fuzz::require(loaded.spec.has_value() != any_error(loaded),
                  "a Spec is given exactly if there is no error", faults_of(loaded));
    if (!loaded.spec) return 0;
    const LoadedScenario again = parse_scenario(write_scenario(*loaded.spec), "written.yaml");
    fuzz::require(again.spec.has_value(), "a scenario that was written loads", faults_of(again));
    fuzz::require(*again.spec == *loaded.spec, "a scenario that was written loads to an equal Spec",
                  faults_of(again));
    return 0;
}
