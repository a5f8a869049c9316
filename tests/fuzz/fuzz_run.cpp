// What loads also compiles and runs, with and without its measures; the run is sound, the same the next time,
// and its trace reads back.
#include <sstream>

#include <firebreak/scenario.hpp>
#include <firebreak/telling.hpp>

#include "target.hpp"

using namespace firebreak;

namespace {

constexpr NoiseKey kKey{1, 0, 0};

void require_trace(const Model& model, const fuzz::ShortRun& run) {
    Trace trace;
    trace.header.scenario = model.spec().id;
    trace.header.key = kKey;
    trace.header.arm = model.arm();
    trace.result = run.result;
    trace.records = run.records;
    std::ostringstream out;
    write_trace(out, model, trace);
    std::istringstream in(out.str());
    const ReadTrace read = read_trace(in, model.spec());
    fuzz::require(read.error.empty(), "a trace that was written is read", read.error);
    fuzz::require(read.digest == run.result.digest && read.header.arm == model.arm(),
                  "a trace reads back as it was written");
    for (const auto kind : {PointOfView::Kind::truth, PointOfView::Kind::both, PointOfView::Kind::actor}) {
        const PointOfView view{kind, kind == PointOfView::Kind::actor ? ActorId{std::size_t{1}} : ActorId{}};
        fuzz::require(!tell_story(model, trace, view).empty(), "every run can be told");
    }
    const auto last = static_cast<RecordId>(trace.records.size() - 1);
    fuzz::require(!tell_chain(model, trace, last).empty(), "every event has its chain of causes");
}

void run(const Spec& spec, const ArmSpec& arm) {
    const Model model = compile(spec, arm);
    const fuzz::ShortRun once = fuzz::short_run(model, kKey);
    fuzz::require_sound(model, once);
    if (!once.whole) return;
    fuzz::require(simulate(model, kKey).digest == once.result.digest,
                  "a run is the same the next time, and unobserved");
    require_trace(model, once);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const LoadedScenario loaded = parse_scenario(fuzz::text_of(data, size), "fuzz.yaml");
    if (!loaded.spec) return 0;
    ArmSpec all;
    for (const MeasureSpec& measure : loaded.spec->measures) all.measures.push_back(measure.id);
    run(*loaded.spec, {});
    if (!all.measures.empty()) run(*loaded.spec, all);
    all.clean = {true, true};
    run(*loaded.spec, all);
    return 0;
}
