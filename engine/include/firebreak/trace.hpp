// The trace of a run: one JSON object per line, in three ledgers. And what is made from it: replay, story,
// chain of causes.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/run.hpp>

namespace firebreak {

inline constexpr int kTraceVersion = 1;

// Whose view a trace or story shows. `truth` shows all three ledgers; `both`, what both sides observed and
// concluded, but not what was true; `actor`, only that side's. In any view but the truth, ids and parents are
// renumbered so that gaps reveal nothing hidden.
struct PointOfView {
    enum class Kind { truth, both, actor };
    Kind kind = Kind::truth;
    ActorId actor;
};
// "truth", "both" or an actor's id.
[[nodiscard]] std::optional<PointOfView> parse_point_of_view(const Spec& spec, std::string_view text);

// Everything needed to repeat a run.
struct TraceHeader {
    int version = kTraceVersion;
    std::string scenario;         // id
    std::string scenario_sha256;  // of its files; may be empty
    NoiseKey key;
    ArmSpec arm;
    std::vector<std::string> set;  // "path=value" as given on the command line
    Script script;
};

// A run with all its records.
struct Trace {
    TraceHeader header;
    RunResult result;
    std::vector<Record> records;  // records[i].id == i
    // as given to trace_run(); functions that tell or write the run throw Stopped when it is set
    const StopFlag* stop = nullptr;
};

// Runs the model and keeps every record. Throws Stopped when `stop` is set.
[[nodiscard]] Trace trace_run(const Model& model, const NoiseKey& key, const Script& script = {},
                              const StopFlag* stop = nullptr);

// The record in which a side first reaches the crisis rung: a move, an accident, or the start of a run that
// begins there. kNoRecord if none does.
[[nodiscard]] RecordId crisis_record(const Model& model, const Trace& trace);

// Writes the header, one line per record, and an end line with result and digest
// (engine/docs/trace-format.md).
void write_trace(std::ostream& out, const Model& model, const Trace& trace, PointOfView view = {});

// The header that trace_run() gives the run.
[[nodiscard]] TraceHeader trace_header(const Model& model, const NoiseKey& key, const Script& script = {});

// Repeats the run of the header (its key and script), writes what write_trace() would, line by line as it
// happens, and returns the result. Keeps no records, so memory does not grow with the run. Throws Stopped
// when `stop` is set, leaving an incomplete trace.
RunResult write_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view = {},
                    const StopFlag* stop = nullptr);

// What read_trace() found: the header, and the digest in the end line.
struct ReadTrace {
    TraceHeader header;
    std::uint64_t digest = 0;
    std::uint64_t lines = 0;
    std::string error;  // in words, "line 1: not a Firebreak trace"; empty: success
};
// Reads a written trace to its end. Does not check its records.
[[nodiscard]] ReadTrace read_trace(std::istream& in, const Spec& spec);

// How a written trace compares with the run that its header names.
struct TraceCheck {
    std::uint64_t records = 0;  // that agree
    RunResult run;              // the run, repeated
    // why this is not a complete trace ("line 7: nested too deep"); empty: it is, as far as it was read
    std::string error;
    // the first difference ("line 41: observed.north.severity: the trace says 9.9, the run gives 3.2");
    // empty: none
    std::string difference;
};

// Reads a written trace in the view of truth: first its header, which identifies the run, then the rest.
class TraceReader {
public:
    // Reads the header. Stream and scenario must outlive the reader.
    TraceReader(std::istream& in, const Spec& spec);
    ~TraceReader();
    TraceReader(const TraceReader&) = delete;
    TraceReader& operator=(const TraceReader&) = delete;

    [[nodiscard]] const TraceHeader& header() const;
    // What is wrong with the header, in words; empty if nothing.
    [[nodiscard]] const std::string& error() const;
    // Repeats the run and compares it, line by line, with the rest of the trace: header, every record,
    // outcome, counts and digest. The order of JSON keys does not matter. Call it once, only if error() is
    // empty, with a model of the header's arm and settings. Throws Stopped when `stop` is set.
    [[nodiscard]] TraceCheck check(const Model& model, const StopFlag* stop = nullptr);

private:
    class Lines;
    std::unique_ptr<Lines> lines_;
    ReadTrace read_;
    friend ReadTrace read_trace(std::istream& in, const Spec& spec);
};

// Tells the run as a story in three ledgers: what happened, what each side saw, and what each concluded and
// decided, and why. Plain text in lines of at most `width` columns; scenario text is made safe for a
// terminal.
[[nodiscard]] std::string tell_story(const Model& model, const Trace& trace, PointOfView view = {},
                                     std::size_t width = 100);

// Repeats the run of the header and writes what tell_story() would, without keeping records. Throws Stopped
// when `stop` is set.
void tell_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view = {},
              std::size_t width = 100, const StopFlag* stop = nullptr);

// Names for the incidents of a run, by the number each ledger of the view gives them: "Botnet outage of 17
// July" in the truth, "the incident of 19 July" to a side that noticed it then. One map per actor, then one
// for the truth; in a view of the truth all maps are the same. They contain nothing that the view must not
// know, and are safe to show.
using IncidentNameLists = std::array<std::map<std::uint32_t, std::string>, kActors + 1>;
[[nodiscard]] IncidentNameLists incident_names(const Model& model, const Trace& trace, PointOfView view);

// The chain of causes from a record back to the start of the run, the record itself first.
[[nodiscard]] std::vector<RecordId> chain_of_causes(const Trace& trace, RecordId record);
// The same chain for people, one line per record; ids are those of the view. `remarks` are appended to the
// lines of the records they name. Empty if the view has no such record.
[[nodiscard]] std::string tell_chain(const Model& model, const Trace& trace, RecordId record,
                                     PointOfView view = {},
                                     const std::map<RecordId, std::string>& remarks = {});
// The same chain as lines of the trace format, without header and end line. Writes nothing if the view has no
// such record.
void write_chain(std::ostream& out, const Model& model, const Trace& trace, RecordId record,
                 PointOfView view = {});

}  // namespace firebreak
