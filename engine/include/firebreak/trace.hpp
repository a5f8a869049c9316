// The trace of a run: one JSON object per line, in three ledgers, written and read back.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include <firebreak/run.hpp>
#include <firebreak/seen.hpp>

namespace firebreak {

inline constexpr int kTraceVersion = 1;

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

// Calls `take` with every line that the view shows of a recorded run, in order.
void each_seen(const Model& model, const Trace& trace, PointOfView view, const SeenRecorder::Take& take);

// The chain of causes from a record back to the start of the run, the record itself first. Empty if there is
// no such record.
[[nodiscard]] std::vector<RecordId> chain_of_causes(const Trace& trace, RecordId record);
// The same chain as lines of the trace format in the ids of the view, without header and end line. Writes
// nothing if the view has no such record.
void write_chain(std::ostream& out, const Model& model, const Trace& trace, RecordId record,
                 PointOfView view = {});

}  // namespace firebreak
