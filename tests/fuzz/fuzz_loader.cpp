// What must hold for any bytes at all: the loader returns, says what is wrong with them or gives a Spec, and a Spec that it gives can be
// written and read back unchanged.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <firebreak/diagnostic.hpp>
#include <firebreak/scenario.hpp>

namespace {

bool any_error(const firebreak::LoadedScenario& loaded) {
    for (const auto& diagnostic : loaded.diagnostics) {
        if (diagnostic.severity == firebreak::Diagnostic::Severity::error) {
            return true;
        }
    }
    return false;
}

void require(bool holds, const char* claim, const firebreak::LoadedScenario& loaded) {
    if (holds) {
        return;
    }
    std::fprintf(stderr, "does not hold: %s\n", claim);
    for (const auto& diagnostic : loaded.diagnostics) {
        std::fprintf(stderr, "  %s\n", firebreak::format_diagnostic(diagnostic).c_str());
    }
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto loaded = firebreak::parse_scenario(text, "fuzz.yaml");
    require(loaded.spec.has_value() != any_error(loaded), "a Spec is given exactly if there is no error", loaded);
    if (loaded.spec) {
        const auto again = firebreak::parse_scenario(firebreak::write_scenario(*loaded.spec), "written.yaml");
        require(again.spec.has_value(), "a scenario that was written loads", again);
        require(*again.spec == *loaded.spec, "a scenario that was written loads to an equal Spec", again);
    }
    return 0;
}
