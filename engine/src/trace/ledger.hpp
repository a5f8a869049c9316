// What the three ledgers say of each record of a run, seen through one pair of eyes. Everything that is shown
// of a trace, as JSON, as a story or as a chain of causes, comes from these lines and from nothing else: this
// is the one filter.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include <firebreak/trace.hpp>

#include "trace/incident_names.hpp"

namespace firebreak {

// What one ledger says: an object with the fields of engine/docs/trace-format.md. Null: it says nothing.
using Fields = nlohmann::ordered_json;

// In the order of the alternatives of Record::what.
enum class LineKind : std::uint8_t {
    started,
    measure,
    incident,
    case_opened,
    report,
    move,
    seen,
    deliberation,
    decision,
    sent,
    delivered,
    silence,
    line,
    consultation,
    inject,
    ended
};
inline constexpr std::size_t kLineKinds = 16;
// As the file writes it: "case", "report".
[[nodiscard]] const char* line_kind_name(LineKind kind);

// One record as a view shows it.
struct LedgerLine {
    RecordId id = 0;  // lines of a view count from 0 without gaps
    // a line of the same view; none where the view does not know what brought this about
    RecordId parent = kNoRecord;
    Millis time = 0;
    LineKind kind = LineKind::started;
    Fields truth;
    std::array<Fields, kActors> observed;
    std::array<Fields, kActors> concluded;
    std::shared_ptr<const IncidentNames> names;  // what the view calls the incidents of this line

    [[nodiscard]] bool known_to(std::size_t actor) const {
        return !observed[actor].is_null() || !concluded[actor].is_null();
    }
};

// The line as the trace format writes it, without a line end.
[[nodiscard]] std::string line_json(const Spec& spec, const LedgerLine& line);

// Calls `take` with every line that the view shows, in order.
//
// An actor sees the records in which it has a ledger, and of those its own ledgers only. A parent is shown
// only if the same actor sees it too, or if it is the sending of a query that the record answers. The nearest
// visible ancestor would not do: that the other side moved because of what one did oneself is hidden, and a
// link across the hidden records would show it. Incidents and messages are numbered in the order in which
// they first appear to the actor. The view of both is the union of the two actors' views; each ledger keeps
// its owner's numbers.
void each_ledger_line(const Model& model, const Trace& trace, PointOfView view,
                      const std::function<void(const LedgerLine&)>& take);

// The same while the run is made, which need not be kept then. Model and script must outlive it.
class LedgerRecorder final : public Recorder {
public:
    using Take = std::function<void(const LedgerLine&)>;

    LedgerRecorder(const Model& model, const Script& script, PointOfView view, Take take);
    ~LedgerRecorder() override;
    LedgerRecorder(const LedgerRecorder&) = delete;
    LedgerRecorder& operator=(const LedgerRecorder&) = delete;

    void record(const Record& record) override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace firebreak
