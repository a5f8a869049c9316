#include <firebreak/trace.hpp>

#include <ostream>

#include <fmt/format.h>

#include "trace/ledger.hpp"
#include "trace/trace_header.hpp"

namespace firebreak {
namespace {

Fields line_fields(const Spec& spec, const LedgerLine& line) {
    Fields fields = Fields::object();
    fields["id"] = line.id;
    fields["parent"] = line.parent == kNoRecord ? Fields() : Fields(line.parent);
    fields["t"] = line.time;
    fields["time"] = format_date(spec.clock.start + line.time);
    fields["kind"] = line_kind_name(line.kind);
    if (!line.truth.is_null()) fields["truth"] = line.truth;
    for (const auto& [name, ledger] :
         {std::pair{"observed", &line.observed}, std::pair{"concluded", &line.concluded}}) {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (!(*ledger)[i].is_null()) fields[name][spec.actors[i].id] = (*ledger)[i];
        }
    }
    return fields;
}

Fields count_fields(const RunCounts& counts) {
    Fields fields;
    for (const auto& count : kCounts<std::uint32_t>) fields[count.name] = counts.*count.member;
    return fields;
}

}  // namespace

std::string json_text(const Fields& fields) {
    return fields.dump(-1, ' ', false, Fields::error_handler_t::replace);
}

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

std::string line_json(const Spec& spec, const LedgerLine& line) { return json_text(line_fields(spec, line)); }

std::optional<PointOfView> parse_point_of_view(const Spec& spec, std::string_view text) {
    if (text == "truth") return PointOfView{};
    if (text == "both") return PointOfView{PointOfView::Kind::both, {}};
    const auto actor = find_actor(spec, text);
    if (!actor) return {};
    return PointOfView{PointOfView::Kind::actor, *actor};
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

void write_trace(std::ostream& out, const Model& model, const Trace& trace, PointOfView view) {
    const Spec& spec = model.spec();
    out << json_text(header_fields(spec, trace.header, view)) << '\n';
    each_ledger_line(model, trace, view,
                     [&](const LedgerLine& line) { out << line_json(spec, line) << '\n'; });
    out << json_text(end_fields(spec, trace.result, view)) << '\n';
}

RunResult write_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view,
                    const StopFlag* stop) {
    const Spec& spec = model.spec();
    out << json_text(header_fields(spec, header, view)) << '\n';
    LedgerRecorder lines(model, header.script, view,
                         [&](const LedgerLine& line) { out << line_json(spec, line) << '\n'; });
    const RunResult result = simulate(model, header.key, header.script, &lines, stop);
    out << json_text(end_fields(spec, result, view)) << '\n';
    return result;
}

}  // namespace firebreak
