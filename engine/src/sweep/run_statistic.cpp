#include "sweep/run_statistic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firebreak {
namespace {

using Kind = StatisticRef::Kind;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kNotReached = std::numeric_limits<double>::infinity();

}  // namespace

bool RunStatistic::needs_records() const {
    switch (statistic_.kind) {
        case Kind::final_rung:
        case Kind::belief:
        case Kind::message_time:
        case Kind::messages_in:
        case Kind::first_time:
        case Kind::time_at: return true;
        case Kind::acts: return statistic_.subject >= 0 || statistic_.actor >= 0;
        case Kind::strikes: return statistic_.actor >= 0;
        default: return false;
    }
}

void RunStatistic::begin() {
    count_ = 0;
    last_ = statistic_.kind == Kind::first_time ? kNotReached : kNone;
    since_ = 0;
    latest_ = kNoIndex;
}

void RunStatistic::note_rung(ActorId actor, RungId rung, Millis now) {
    if (statistic_.kind == Kind::first_time) {
        const bool there =
            rung.valid() && of_actor(actor) && static_cast<int>(rung.index()) >= statistic_.subject;
        if (there) last_ = std::fmin(last_, static_cast<double>(now));
        return;
    }
    if (static_cast<int>(actor.index()) != statistic_.actor) return;
    const RungId before = rung_[actor.index()];
    if (before.valid() && static_cast<int>(before.index()) == statistic_.subject)
        count_ += static_cast<double>(now - since_);
    since_ = now;
    rung_[actor.index()] = rung;
    last_ = rung.value;
}

void RunStatistic::note_case(ActorId actor, const CaseView& view, bool opened) {
    if (static_cast<int>(actor.index()) != statistic_.actor || view.incident == kNoIndex) return;
    if (opened) latest_ = view.incident;
    if (view.incident == latest_)
        last_ = view.belief[static_cast<std::size_t>(std::max(0, statistic_.subject))];
}

void RunStatistic::record(const Record& record) {
    const bool rungs = statistic_.kind == Kind::final_rung || statistic_.kind == Kind::time_at ||
                       statistic_.kind == Kind::first_time;
    if (const auto* made = std::get_if<DecisionMade>(&record.what)) {
        const bool counted =
            statistic_.subject < 0 || static_cast<int>(made->move.index()) == statistic_.subject;
        if (statistic_.kind == Kind::acts && of_actor(made->actor) && counted) ++count_;
    } else if (const auto* effect = std::get_if<MoveTookEffect>(&record.what)) {
        if (rungs) note_rung(effect->actor, effect->after, record.time);
    } else if (const auto* started = std::get_if<RunStarted>(&record.what)) {
        rung_ = {};
        for (std::size_t i = 0; rungs && i < kActors; ++i)
            note_rung(ActorId{i}, started->rungs[i], record.time);
    } else if (std::holds_alternative<RunEnded>(record.what)) {
        for (std::size_t i = 0; rungs && i < kActors; ++i) note_rung(ActorId{i}, rung_[i], record.time);
    } else if (const auto* incident = std::get_if<IncidentHappened>(&record.what)) {
        const bool strike = !incident->source.valid() && incident->author.valid();
        if (statistic_.kind == Kind::strikes && strike && of_actor(incident->author)) ++count_;
    } else if (const auto* sent = std::get_if<MessageSent>(&record.what)) {
        if (statistic_.kind == Kind::messages_in &&
            static_cast<int>(sent->channel.index()) == statistic_.subject && !sent->lost)
            ++count_;
    } else if (const auto* delivered = std::get_if<MessageDelivered>(&record.what)) {
        const bool here = static_cast<int>(delivered->channel.index()) == statistic_.subject;
        if (statistic_.kind == Kind::messages_in && here) --count_;
        if (statistic_.kind == Kind::message_time && here)
            last_ = static_cast<double>(record.time - delivered->sent);
        if (statistic_.kind == Kind::belief) note_case(delivered->receiver, delivered->after, false);
    } else if (statistic_.kind == Kind::belief) {
        if (const auto* opened = std::get_if<CaseOpened>(&record.what))
            note_case(opened->actor, opened->view, true);
        if (const auto* report = std::get_if<ReportReceived>(&record.what))
            note_case(report->actor, report->after, false);
        if (const auto* silence = std::get_if<SilenceFell>(&record.what))
            note_case(silence->actor, silence->after, false);
    }
}

double RunStatistic::value(const RunResult& run) const {
    const RunCounts& counts = run.counts;
    switch (statistic_.kind) {
        case Kind::outcome: return static_cast<double>(run.outcome);
        case Kind::crisis: return run.crisis ? 1 : 0;
        case Kind::peak_rung:
            return statistic_.actor < 0 ? std::max(run.peak_rung[0], run.peak_rung[1]).value
                                        : run.peak_rung[static_cast<std::size_t>(statistic_.actor)].value;
        case Kind::duration: return static_cast<double>(run.duration);
        case Kind::strikes: return needs_records() ? count_ : counts.strikes;
        case Kind::acts: return needs_records() ? count_ : counts.acts;
        case Kind::count: return counts.*kCounts<std::uint32_t>[statistic_.subject].member;
        case Kind::final_rung:
        case Kind::belief:
        case Kind::first_time:
        case Kind::message_time: return last_;
        case Kind::messages_in:
        case Kind::time_at: return count_;
    }
    return kNone;
}

}  // namespace firebreak
