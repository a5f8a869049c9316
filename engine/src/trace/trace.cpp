#include <firebreak/trace.hpp>

#include <ostream>

#include <fmt/format.h>

#include "trace/seen_json.hpp"
#include "trace/trace_header.hpp"

namespace firebreak {
namespace {

Fields count_fields(const RunCounts& counts) {
    Fields fields;
    for (const auto& count : kCounts<std::uint32_t>) fields[count.name] = counts.*count.member;
    return fields;
}

}  // namespace

Fields end_fields(const Spec& spec, const RunResult& result, PointOfView view) {
    Fields fields = Fields::object();
    fields["end"] = format_date(spec.clock.start + result.duration);
    fields["end_reason"] = end_reason_name(result.end_reason);
    fields["duration_ms"] = result.duration;
    if (view.kind != PointOfView::Kind::truth) return fields;
    if (result.limit != Limit::none) fields["limit"] = limit_name(result.limit);
    fields["outcome"] = outcome_name(result.outcome);
    fields["crisis"] = result.crisis;
    fields["crisis_t"] = result.crisis ? Fields(result.crisis_time) : Fields();
    for (std::size_t i = 0; i < kActors; ++i) {
        const RungId rung = result.peak_rung[i];
        fields["peak"][spec.actors[i].id] = {
            {"rung", rung.valid() ? Fields(spec.ladder.at(rung.index()).id) : Fields()},
            {"t", result.peak_time[i]}};
    }
    const std::uint32_t on_case = result.counts.decisions_on_case;
    fields["events"] = result.events;
    fields["counts"] = count_fields(result.counts);
    fields["brier"] = on_case > 0 ? Fields(result.brier_sum / on_case) : Fields();
    fields["digest"] = fmt::format("{:016x}", result.digest);
    return fields;
}

TraceHeader trace_header(const Model& model, const NoiseKey& key, const Script& script) {
    TraceHeader header;
    header.scenario = model.spec().id;
    header.key = key;
    header.arm = model.arm();
    header.script = script;
    return header;
}

Trace trace_run(const Model& model, const NoiseKey& key, const Script& script, const StopFlag* stop) {
    RecordList list;
    Trace trace;
    trace.header = trace_header(model, key, script);
    trace.result = simulate(model, key, script, &list, stop);
    trace.records = std::move(list.records);
    trace.stop = stop;
    return trace;
}

void each_seen(const Model& model, const Trace& trace, PointOfView view, const SeenRecorder::Take& take) {
    SeenRecorder lines(model, trace.header.script, view, take);
    for (const Record& record : trace.records) {
        if (trace.stop != nullptr && trace.stop->load(std::memory_order_relaxed)) throw Stopped();
        lines.record(record);
    }
}

void write_trace(std::ostream& out, const Model& model, const Trace& trace, PointOfView view) {
    SeenWriter writer(model.spec());
    out << json_text(header_fields(model.spec(), trace.header, view)) << '\n';
    each_seen(model, trace, view, [&](const Seen& line) { out << writer.line(line) << '\n'; });
    out << json_text(end_fields(model.spec(), trace.result, view)) << '\n';
}

RunResult write_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view,
                    const StopFlag* stop) {
    SeenWriter writer(model.spec());
    out << json_text(header_fields(model.spec(), header, view)) << '\n';
    SeenRecorder lines(model, header.script, view,
                       [&](const Seen& line) { out << writer.line(line) << '\n'; });
    const RunResult result = simulate(model, header.key, header.script, &lines, stop);
    out << json_text(end_fields(model.spec(), result, view)) << '\n';
    return result;
}

}  // namespace firebreak
