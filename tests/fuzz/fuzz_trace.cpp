// The reader of traces, and the run that a header asks for, compared with the rest of the file. What is
// written of the run agrees with it.
#include <optional>
#include <sstream>

#include <firebreak/model.hpp>
#include <firebreak/trace.hpp>

#include "target.hpp"

using namespace firebreak;

namespace {

// The scenario with the settings that a header names; nothing if it does not take them.
std::optional<Spec> with_settings(Spec spec, const TraceHeader& header) {
    for (const std::string& text : header.set) {
        const Result<SetSpec> parsed = parse_set(spec, text);
        if (!parsed) return {};
        set_parameter(spec, *parsed);
    }
    return spec;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Spec scenario = fuzz::shipped("tutorial/first.yaml");
    std::istringstream in{std::string(fuzz::text_of(data, size))};
    TraceReader reader(in, scenario);
    if (!reader.error().empty()) return 0;
    const TraceHeader& header = reader.header();
    const std::optional<Spec> spec = with_settings(scenario, header);
    if (!spec) return 0;
    const Model model = compile(*spec, header.arm);
    const fuzz::ShortRun run = fuzz::short_run(model, header.key, header.script);
    fuzz::require_sound(model, run);
    if (!run.whole) return 0;

    const TraceCheck check = reader.check(model);
    fuzz::require(check.run.digest == run.result.digest || !check.error.empty() || !check.difference.empty(),
                  "a trace that agrees is of this run");

    std::stringstream written;
    write_trace(written, model, {header, run.result, run.records});
    const std::string text = written.str();
    TraceReader again(written, *spec);
    fuzz::require(again.error().empty(), "a trace that was written is read", again.error());
    fuzz::require(again.header().key == header.key && again.header().arm == header.arm &&
                      again.header().set == header.set && again.header().script == header.script,
                  "a header reads back as it was written", text);
    const TraceCheck sound = again.check(model);
    fuzz::require(sound.error.empty() && sound.difference.empty(), "a trace agrees with its run",
                  sound.error + sound.difference);
    return 0;
}
