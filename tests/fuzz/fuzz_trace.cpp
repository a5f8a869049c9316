// The reader of traces, and the run that a header asks for. What it takes can be run, written and read again.
#include <sstream>

#include <firebreak/parameters.hpp>
#include <firebreak/trace.hpp>

#include "target.hpp"

using namespace firebreak;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Spec scenario = fuzz::shipped("tutorial/first.yaml");
    std::istringstream in{std::string(fuzz::text_of(data, size))};
    const ReadTrace read = read_trace(in, scenario);
    if (!read.error.empty()) return 0;
    Spec spec = scenario;
    for (const std::string& text : read.header.set) {
        const ParsedSet parsed = parse_set(spec, text);
        if (!parsed.error.empty()) return 0;
        set_parameter(spec, parsed.set);
    }
    const Model model = compile(spec, read.header.arm);
    const fuzz::ShortRun run = fuzz::short_run(model, read.header.key, read.header.script);
    fuzz::require_sound(model, run);
    if (!run.whole) return 0;
    const Trace trace{read.header, run.result, run.records};
    std::ostringstream out;
    write_trace(out, model, trace);
    std::istringstream written(out.str());
    const ReadTrace again = read_trace(written, spec);
    fuzz::require(again.error.empty(), "a trace that was written is read", again.error);
    fuzz::require(again.header.key == read.header.key && again.header.arm == read.header.arm &&
                      again.header.set == read.header.set && again.header.script == read.header.script,
                  "a header reads back as it was written", out.str());
    return 0;
}
