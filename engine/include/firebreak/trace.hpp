// The trace of a run: one JSON object a line, in three ledgers, written and read back.
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

// What is needed to make a run again.
struct TraceHeader {
    int version = kTraceVersion;
    std::string scenario;         // id
    std::string scenario_sha256;  // of the files; may be empty
    NoiseKey key;
    ArmSpec arm;
    std::vector<std::string> set;  // "path=value" as given on the command line
    Script script;
};

// One run with all its records.
struct Trace {
    TraceHeader header;
    RunResult result;
    std::vector<Record> records;  // records[i].id == i
    // as given to trace_run(); what tells or writes the run throws Stopped when it is set
    const StopFlag* stop = nullptr;
};

// Throws Stopped when the stop flag becomes true.
[[nodiscard]] Trace trace_run(const Model& model, const NoiseKey& key, const Script& script = {},
                              const StopFlag* stop = nullptr);

// The record in which a side first reaches the crisis rung: a move or an accident, or the start of a run that
// begins there. kNoRecord if none does.
[[nodiscard]] RecordId crisis_record(const Model& model, const Trace& trace);

// Writes header, one line a record, and an end line with the result and the digest. Format:
// engine/docs/trace-format.md.
void write_trace(std::ostream& out, const Model& model, const Trace& trace, PointOfView view = {});

// What trace_run says of the run that it makes.
[[nodiscard]] TraceHeader trace_header(const Model& model, const NoiseKey& key, const Script& script = {});

// Makes the run of the header (key and script) and writes the same as write_trace, line by line as things
// happen. The records are not kept, so that a run of a million events needs no more memory than one of ten.
// Returns the result. Throws Stopped when the stop flag becomes true; what it wrote is then no whole trace.
RunResult write_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view = {},
                    const StopFlag* stop = nullptr);

// The header and the digest that the end line of a written trace states, after reading all of it; what its
// records say is not judged. Errors in words ("line 1: not a Firebreak trace").
struct ReadTrace {
    TraceHeader header;
    std::uint64_t digest = 0;
    std::uint64_t lines = 0;
    std::string error;  // empty: success
};
[[nodiscard]] ReadTrace read_trace(std::istream& in, const Spec& spec);

// What a written trace says, held against the run that its header names.
struct TraceCheck {
    std::uint64_t records = 0;  // that agree
    RunResult run;              // made again
    // no whole trace, in words ("line 7: nested too deep"); empty: it is one, as far as it was read
    std::string error;
    // the first one: "line 41: observed.north.severity: the trace says 9.9, the run gives 3.2"; empty:
    // none
    std::string difference;
};

// Reads a written trace of the view of truth: first its header, which says which run it is, then the rest.
class TraceReader {
public:
    // Reads the header. The stream and the scenario must outlive the reader.
    TraceReader(std::istream& in, const Spec& spec);
    ~TraceReader();
    TraceReader(const TraceReader&) = delete;
    TraceReader& operator=(const TraceReader&) = delete;

    [[nodiscard]] const TraceHeader& header() const;
    // What is wrong with the header, in words; empty: nothing.
    [[nodiscard]] const std::string& error() const;
    // Makes the run again and compares it with the rest, line by line: the header, every record, the outcome,
    // the counts and the digest. Equal JSON is equal, whatever the order of its keys. To be called once,
    // without error(), with a model of the header's arm and settings. Throws Stopped when the stop flag
    // becomes true.
    [[nodiscard]] TraceCheck check(const Model& model, const StopFlag* stop = nullptr);

private:
    class Lines;
    std::unique_ptr<Lines> lines_;
    ReadTrace read_;
    friend ReadTrace read_trace(std::istream& in, const Spec& spec);
};

// Calls `take` with every line that the view shows of a recorded run, in order.
void each_seen(const Model& model, const Trace& trace, PointOfView view, const SeenRecorder::Take& take);

// The records from this one back to the start of the run, each brought about by the next. Empty if there is
// no such record.
[[nodiscard]] std::vector<RecordId> chain_of_causes(const Trace& trace, RecordId record);
// The same as lines of the trace format in the ids of the view, a line each, without header and end. Nothing
// if there is no such record in the view.
void write_chain(std::ostream& out, const Model& model, const Trace& trace, RecordId record,
                 PointOfView view = {});

}  // namespace firebreak
