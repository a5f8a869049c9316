#include "trace/ledger.hpp"

#include <utility>
#include <vector>

#include "trace/ledger_maker.hpp"

namespace firebreak {
namespace {

constexpr std::array<const char*, kLineKinds> kNames{
    "started",  "measure", "incident",  "case",    "report", "move",         "seen",   "deliberation",
    "decision", "sent",    "delivered", "silence", "line",   "consultation", "inject", "ended"};

// Takes away what a view does not show, and numbers what is left.
class Filter {
public:
    explicit Filter(PointOfView view) : view_(view) {}

    // Lines come in the order of their records. False: hidden.
    bool pass(LedgerLine& line, RecordId answered_query) {
        const unsigned seats = seats_of(line);
        seats_.push_back(seats);
        if (view_.kind == PointOfView::Kind::truth) return true;
        numbers_.push_back(kNoRecord);
        if ((seats & shown()) == 0) return false;
        line.parent = known_parent(line, answered_query);
        line.id = numbers_.back() = next_++;
        line.truth = nullptr;
        for (std::size_t i = 0; i < kActors; ++i) {
            if ((shown() >> i & 1U) == 0) line.observed[i] = line.concluded[i] = nullptr;
        }
        return true;
    }

private:
    static unsigned seats_of(const LedgerLine& line) {
        unsigned seats = 0;
        for (std::size_t i = 0; i < kActors; ++i) seats |= line.known_to(i) ? 1U << i : 0U;
        return seats;
    }

    [[nodiscard]] unsigned shown() const {
        return view_.kind == PointOfView::Kind::actor ? 1U << view_.actor.index() : 3U;
    }

    [[nodiscard]] RecordId known_parent(const LedgerLine& line, RecordId answered_query) const {
        const bool known =
            line.parent < numbers_.size() && (seats_[line.parent] & seats_.back() & shown()) != 0;
        if (known) return numbers_[line.parent];
        return answered_query < numbers_.size() ? numbers_[answered_query] : kNoRecord;
    }

    PointOfView view_;
    std::vector<unsigned> seats_;    // of each record: which actors have a ledger in it, as bits
    std::vector<RecordId> numbers_;  // of each record: its number in the view
    RecordId next_ = 0;
};

}  // namespace

const char* line_kind_name(LineKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

struct LedgerRecorder::State {
    LedgerMaker maker;
    Filter filter;
    Take take;
    std::shared_ptr<IncidentNames> names;
};

LedgerRecorder::LedgerRecorder(const Model& model, const Script& script, PointOfView view, Take take)
    : state_(std::make_unique<State>(State{LedgerMaker(model, script, view.kind == PointOfView::Kind::truth),
                                           Filter(view), std::move(take),
                                           std::make_shared<IncidentNames>(model.spec())})) {}

LedgerRecorder::~LedgerRecorder() = default;

void LedgerRecorder::record(const Record& record) {
    LedgerLine line = state_->maker.make(record);
    if (!state_->filter.pass(line, state_->maker.answered_query(record))) return;
    state_->names->learn(line);
    line.names = state_->names;
    state_->take(line);
}

void each_ledger_line(const Model& model, const Trace& trace, PointOfView view,
                      const std::function<void(const LedgerLine&)>& take) {
    LedgerRecorder lines(model, trace.header.script, view, take);
    for (const Record& record : trace.records) {
        if (trace.stop != nullptr && trace.stop->load(std::memory_order_relaxed)) throw Stopped();
        lines.record(record);
    }
}

}  // namespace firebreak
