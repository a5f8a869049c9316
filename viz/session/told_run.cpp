#include "session/told_run.hpp"

#include <algorithm>
#include <map>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

// Makes the tracks, line by line.
class TrackMaker {
public:
    explicit TrackMaker(ToldRun& run) : run_(run) {}

    void take(const Seen& line) {
        switch (line.kind) {
            case SeenKind::started: return start(line);
            case SeenKind::move: return take_move(line);
            case SeenKind::decision: return take_decision(line);
            case SeenKind::sent: return take_sent(line);
            case SeenKind::delivered: take_delivered(line); break;
            case SeenKind::incident:
            case SeenKind::inject:
            case SeenKind::measure:
            case SeenKind::line:
            case SeenKind::consultation: run_.happenings.push_back(line.id); break;
            default: break;
        }
        for (std::size_t i = 0; i < kActors; ++i) take_mind(line, i);
    }

private:
    void start(const Seen& line) {
        for (std::size_t i = 0; i < kActors; ++i) {
            const auto* own = line.seen_as<seen::Start>(i);
            if (own == nullptr) continue;
            run_.posture[i].push_back({0, own->own_rung, line.id});
            run_.reading[i].push_back({0, own->adversary_rung, line.id});
        }
    }

    void take_move(const Seen& line) {
        for (std::size_t i = 0; i < kActors; ++i) {
            const auto* own = line.seen_as<MoveTookEffect>(i);
            if (own == nullptr) continue;
            run_.posture[i].push_back({line.time, own->after, line.id});
            if (own->accident) run_.happenings.push_back(line.id);
        }
    }

    // Readings, the image and opinions, wherever a line tells of a change of them.
    void take_mind(const Seen& line, std::size_t actor) {
        if (const auto* noticed = line.thought_as<CaseView>(actor)) add_opinion(line, actor, *noticed);
        if (const auto* change = line.thought_as<seen::ChangeOfMind>(actor))
            add_opinion(line, actor, change->after);
        if (const auto* image = line.thought_as<seen::ChangedImage>(actor)) {
            add_reading(line, actor, image->reading);
            run_.image[actor].push_back({line.time, image->after, line.id});
        }
        if (const auto* reading = line.thought_as<seen::ChangedReading>(actor))
            add_reading(line, actor, *reading);
        if (const auto* message = line.thought_as<seen::AfterMessage>(actor)) {
            add_reading(line, actor, message->reading);
            if (message->change) add_opinion(line, actor, message->change->after);
        }
        if (const auto* silence = line.thought_as<seen::AfterSilence>(actor); silence && silence->change)
            add_opinion(line, actor, silence->change->after);
    }

    void add_reading(const Seen& line, std::size_t actor, const seen::ChangedReading& reading) {
        run_.reading[actor].push_back({line.time, reading.after, line.id});
    }

    void add_opinion(const Seen& line, std::size_t actor, const CaseView& opinion) {
        run_.opinions[actor].push_back({line.time, opinion, line.id});
    }

    void take_decision(const Seen& line) {
        for (std::size_t i = 0; i < kActors; ++i) {
            const auto* made = line.thought_as<seen::Decision>(i);
            if (made == nullptr) continue;
            ToldDecision decision{*made, line.id, line.time, ActorId{i}, {}, {}};
            if (const auto* truth = line.true_as<seen::TrueDecision>()) {
                decision.adversary_true = truth->adversary_rung;
                decision.true_cause = truth->cause;
            }
            run_.decisions.push_back(std::move(decision));
        }
    }

    void take_sent(const Seen& line) {
        const std::size_t sender = line.side();
        ToldMessage message;
        message.sent_line = line.id;
        message.sent = line.time;
        message.sender = ActorId{sender};
        message.kind = line.seen_as<seen::Sent>(sender)->kind;
        if (const auto* truth = line.true_as<MessageSent>()) {
            message.receiver = other(message.sender);
            message.lost = truth->lost;
            by_number_[truth->message] = run_.messages.size();
        }
        run_.messages.push_back(message);
    }

    // The sending and the delivery of one message are put together only where the truth links them.
    void take_delivered(const Seen& line) {
        const std::size_t receiver = line.side();
        const auto* truth = line.true_as<seen::TrueDelivery>();
        const auto found = truth == nullptr ? by_number_.end() : by_number_.find(truth->message);
        const bool known = found != by_number_.end();
        ToldMessage message = known ? run_.messages[found->second] : ToldMessage{};
        message.delivered_line = line.id;
        message.delivered = line.time;
        message.receiver = ActorId{receiver};
        message.read_as = line.seen_as<seen::Received>(receiver)->read_as;
        if (known) {
            run_.messages[found->second] = message;
            return;
        }
        message.kind = message.read_as;
        run_.messages.push_back(message);
    }

    ToldRun& run_;
    std::map<MessageIndex, std::size_t> by_number_;  // messages by their true number
};

constexpr std::size_t kLongestName = 60;

}  // namespace

ToldRun tell_run(const Model& model, const NoiseKey& key, const Script& script, firebreak::PointOfView view) {
    ToldRun run;
    run.model = model;
    run.teller.emplace(run.model->spec(), kLongestName);
    run.arm = model.arm();
    run.key = key;
    run.script = script;
    run.view = view;
    TrackMaker tracks(run);
    SeenRecorder lines(model, script, view, [&](const Seen& line) {
        run.teller->learn(line);
        tracks.take(line);
        run.lines.push_back(line);
    });
    run.result = simulate(model, key, script, &lines);
    run.end = run.result.duration;
    return run;
}

std::vector<RecordId> ToldRun::chain(RecordId line) const {
    std::vector<RecordId> ids;
    for (; line < lines.size(); line = lines[line].parent) ids.push_back(line);
    return ids;
}

std::string ToldRun::whole(const Seen& line) const {
    return '#' + std::to_string(line.id) + "  " + moment_words(model->spec(), line.time) + "  " +
           teller->tell_on_one_line(line);
}

std::optional<Millis> parting_time(const ToldRun& first, const ToldRun& second) {
    const std::size_t both = std::min(first.lines.size(), second.lines.size());
    for (std::size_t i = 0; i < both; ++i) {
        const Seen &a = first.lines[i], &b = second.lines[i];
        if (!says_the_same(a, b)) return std::min(a.time, b.time);
    }
    if (first.lines.size() == second.lines.size()) return std::nullopt;
    return (first.lines.size() > both ? first : second).lines[both].time;
}

namespace {

struct Act {
    Millis time = 0;
    std::size_t actor = 0;
    std::size_t what = 0;  // a move, or beyond them a rung
    bool operator==(const Act&) const = default;
};

bool acts(const Spec& spec, MoveId move) {
    if (!move.valid()) return false;
    const MoveSpec& made = spec.moves[move.index()];
    return made.posture != MoveSpec::Posture::none || made.strikes.has_value();
}

std::vector<Act> acts_of(const ToldRun& run) {
    const Spec& spec = run.model->spec();
    std::vector<Act> list;
    for (const ToldDecision& decision : run.decisions) {
        if (acts(spec, decision.move))
            list.push_back({decision.time, decision.actor.index(), decision.move.index()});
    }
    for (std::size_t i = 0; i < kActors; ++i) {
        for (const auto& since : run.posture[i])
            list.push_back({since.time, i, spec.moves.size() + since.value.index()});
    }
    std::stable_sort(list.begin(), list.end(), [](const Act& a, const Act& b) { return a.time < b.time; });
    return list;
}

}  // namespace

std::optional<Millis> parting_of_acts(const ToldRun& first, const ToldRun& second) {
    const std::vector<Act> a = acts_of(first), b = acts_of(second);
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (left != a.end() && right != b.end()) return std::min(left->time, right->time);
    if (left != a.end()) return left->time;
    if (right != b.end()) return right->time;
    return std::nullopt;
}

}  // namespace firebreak::viz
