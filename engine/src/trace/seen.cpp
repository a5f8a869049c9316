#include <firebreak/trace.hpp>

#include <utility>

#include "trace/seen_maker.hpp"

namespace firebreak {
namespace {

constexpr std::array<const char*, kSeenKinds> kNames{
    "started",  "measure", "incident",  "case",    "report", "move",         "seen",   "deliberation",
    "decision", "sent",    "delivered", "silence", "line",   "consultation", "inject", "ended"};

// Takes away what a view does not show, and numbers what is left.
class Filter {
public:
    explicit Filter(PointOfView view) : view_(view) {}

    // Lines come in the order of their records. False: hidden.
    bool pass(Seen& line, RecordId answered_query) {
        if (view_.kind == PointOfView::Kind::truth) return true;
        const unsigned seats = seats_of(line);
        seats_.push_back(seats);
        numbers_.push_back(kNoRecord);
        if ((seats & shown()) == 0) return false;
        line.parent = known_parent(line, answered_query);
        line.id = numbers_.back() = next_++;
        line.truth = {};
        for (std::size_t i = 0; i < kActors; ++i) {
            if ((shown() >> i & 1U) != 0) continue;
            line.observed[i] = {};
            line.concluded[i] = {};
        }
        return true;
    }

private:
    static unsigned seats_of(const Seen& line) {
        unsigned seats = 0;
        for (std::size_t i = 0; i < kActors; ++i) seats |= line.known_to(i) ? 1U << i : 0U;
        return seats;
    }

    [[nodiscard]] unsigned shown() const {
        return view_.kind == PointOfView::Kind::actor ? 1U << view_.actor.index() : 3U;
    }

    [[nodiscard]] RecordId known_parent(const Seen& line, RecordId answered_query) const {
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

const char* seen_kind_name(SeenKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

std::optional<PointOfView> parse_point_of_view(const Spec& spec, std::string_view text) {
    if (text == "truth") return PointOfView{};
    if (text == "both") return PointOfView{PointOfView::Kind::both, {}};
    const auto actor = find_actor(spec, text);
    if (!actor) return {};
    return PointOfView{PointOfView::Kind::actor, *actor};
}

bool seen::Decision::operator==(const Decision& other) const {
    const bool same_rule =
        when == other.when || (when != nullptr && other.when != nullptr && *when == *other.when);
    return same_rule && number == other.number && trigger == other.trigger && rule == other.rule &&
           at_once == other.at_once && scripted == other.scripted && trembled == other.trembled &&
           move == other.move && options == other.options && threat == other.threat && image == other.image &&
           own_rung == other.own_rung && adversary_rung == other.adversary_rung && focal == other.focal;
}

bool says_the_same(const Seen& first, const Seen& second) {
    return first.time == second.time && first.kind == second.kind && first.truth == second.truth &&
           first.observed == second.observed && first.concluded == second.concluded;
}

struct SeenRecorder::State {
    SeenMaker maker;
    Filter filter;
    Take take;
};

SeenRecorder::SeenRecorder(const Model& model, const Script& script, PointOfView view, Take take)
    : state_(std::make_unique<State>(State{SeenMaker(model, script, view.kind == PointOfView::Kind::truth),
                                           Filter(view), std::move(take)})) {}

SeenRecorder::~SeenRecorder() = default;

void SeenRecorder::record(const Record& record) {
    Seen line = state_->maker.make(record);
    if (state_->filter.pass(line, state_->maker.answered_query(record))) state_->take(line);
}

}  // namespace firebreak
