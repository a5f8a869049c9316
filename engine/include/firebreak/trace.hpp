// The trace of a run: one JSON object a line, in three ledgers, and what can be made of it: replay, a story,
// the chain of causes.
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

// Whose eyes a trace or story is seen through. `truth` shows all three ledgers, `both` what both sides
// observed and concluded but not what was true, an actor only its own; ids and parents are then numbered anew
// so that nothing hidden shows through their gaps.
struct PointOfView {
    enum class Kind { truth, both, actor };
    Kind kind = Kind::truth;
    ActorId actor;
};
// "truth", "both" or an actor's id.
[[nodiscard]] std::optional<PointOfView> parse_point_of_view(const Spec& spec, std::string_view text);

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

// The run as a story for people, in three ledgers: what happened, what each side saw, what each concluded and
// decided and why. Plain text, lines of at most `width` columns, scenario strings made safe for a terminal.
[[nodiscard]] std::string tell_story(const Model& model, const Trace& trace, PointOfView view = {},
                                     std::size_t width = 100);

// Makes the run of the header and tells the same as tell_story, without keeping the records. Throws Stopped
// when the stop flag becomes true.
void tell_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view = {},
              std::size_t width = 100, const StopFlag* stop = nullptr);

// What people call the incidents of a run, by the number that each ledger of the view gives them: "Botnet
// outage of 17 July" in the truth, "the incident of 19 July" to a side that noticed it then. The first
// kActors maps are of the sides, the last of the truth; a view of the truth has one numbering and the same
// map for all. Nothing in them is unknown to the view. Safe to show.
using IncidentNameLists = std::array<std::map<std::uint32_t, std::string>, kActors + 1>;
[[nodiscard]] IncidentNameLists incident_names(const Model& model, const Trace& trace, PointOfView view);

// The chain of causes from a record to the start, the record first, one line each; ids are those of the view.
// Empty if there is no such record in it.
[[nodiscard]] std::vector<RecordId> chain_of_causes(const Trace& trace, RecordId record);
// `remarks` are added to the lines of the records they name.
[[nodiscard]] std::string tell_chain(const Model& model, const Trace& trace, RecordId record,
                                     PointOfView view = {},
                                     const std::map<RecordId, std::string>& remarks = {});
// The same as lines of the trace format, a line each, without header and end. Nothing if there is no such
// record in the view.
void write_chain(std::ostream& out, const Model& model, const Trace& trace, RecordId record,
                 PointOfView view = {});

}  // namespace firebreak
