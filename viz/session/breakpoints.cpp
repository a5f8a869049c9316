#include "session/breakpoints.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

#include "session/reading_law.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr double kDay = 24.0 * 3600 * 1000;

bool is_of(const Breakpoint& breakpoint, std::size_t actor) {
    return breakpoint.actor == kActors || breakpoint.actor == actor;
}

// What comes true in one told run, breakpoint by breakpoint.
class Watcher {
public:
    Watcher(const ToldRun& run, const Breakpoint& breakpoint) : run_(run), breakpoint_(breakpoint) {}

    [[nodiscard]] std::vector<BreakHit> watch() {
        if (needs_truth(breakpoint_.kind) && run_.view.kind != firebreak::PointOfView::Kind::truth) return {};
        for (std::size_t actor = 0; actor < kActors; ++actor) {
            if (is_of(breakpoint_, actor)) watch(actor);
        }
        if (breakpoint_.kind == BreakKind::crisis && run_.result.crisis)
            hit(run_.result.crisis_time, kNoRecord);
        if (breakpoint_.kind == BreakKind::message) messages();
        std::stable_sort(hits_.begin(), hits_.end(),
                         [](const BreakHit& a, const BreakHit& b) { return a.time < b.time; });
        return std::move(hits_);
    }

private:
    void watch(std::size_t actor) {
        switch (breakpoint_.kind) {
            case BreakKind::rung: return rungs(actor);
            case BreakKind::gap: return gaps(actor);
            case BreakKind::surprise: return surprises(actor);
            case BreakKind::decision: return decisions(actor);
            case BreakKind::crisis:
            case BreakKind::message: return;
        }
    }

    void rungs(std::size_t actor) {
        bool was = false;
        for (const auto& since : run_.posture[actor]) {
            const bool is = since.value.valid() && since.value.index() >= breakpoint_.rung;
            if (is && !was) hit(since.time, since.line);
            was = is;
        }
    }

    // Both tracks at once, change by change.
    void gaps(std::size_t reader) {
        const auto &reading = run_.reading[reader], &truth = run_.posture[1 - reader];
        std::vector<std::pair<Millis, RecordId>> changes;
        for (const auto& since : reading) changes.emplace_back(since.time, since.line);
        for (const auto& since : truth) changes.emplace_back(since.time, since.line);
        std::sort(changes.begin(), changes.end());
        bool was = false;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const Millis time = changes[i].first;
            // a gap that closes at once is none
            if (i + 1 < changes.size() && changes[i + 1].first == time) continue;
            const auto *read = at(reading, time), *real = at(truth, time);
            if (read == nullptr || real == nullptr || !read->value.valid() || !real->value.valid()) continue;
            const auto gap =
                std::abs(static_cast<int>(read->value.value) - static_cast<int>(real->value.value));
            // What nobody has heard of yet nobody has misread.
            const bool is =
                static_cast<std::size_t>(gap) >= breakpoint_.gap && !news_on_its_way(run_, reader, time);
            if (is && !was) hit(time, changes[i].second);
            was = is;
        }
    }

    void surprises(std::size_t actor) {
        const auto far = [&](double before, double after) {
            return std::abs(after - before) >= breakpoint_.moved - 1e-9;
        };
        const auto& image = run_.image[actor];
        for (std::size_t i = 1; i < image.size(); ++i) {
            if (far(image[i - 1].value, image[i].value)) hit(image[i].time, image[i].line);
        }
        const auto& opinions = run_.opinions[actor];
        for (std::size_t i = 1; i < opinions.size(); ++i) {
            // The last that it thought of the same incident.
            const CaseView& now = opinions[i].value;
            std::size_t before = i;
            while (before > 0 && opinions[before - 1].value.incident != now.incident) --before;
            if (before == 0) continue;
            const CaseView& then = opinions[before - 1].value;
            bool surprised = far(then.hostility, now.hostility);
            for (std::size_t k = 0; k < std::min(then.belief.size(), now.belief.size()); ++k)
                surprised = surprised || far(then.belief[k], now.belief[k]);
            if (surprised) hit(opinions[i].time, opinions[i].line);
        }
    }

    void decisions(std::size_t actor) {
        for (const ToldDecision& decision : run_.decisions) {
            if (decision.actor.index() == actor) hit(decision.time, decision.line);
        }
    }

    void messages() {
        for (const ToldMessage& message : run_.messages) {
            if (message.sent_line == kNoRecord) continue;
            if (message.sender.valid() && !is_of(breakpoint_, message.sender.index())) continue;
            const auto late = static_cast<Millis>(breakpoint_.days * kDay);
            if (message.lost) hit(message.sent, message.sent_line);
            else if (message.delivered_line != kNoRecord && message.delivered - message.sent > late)
                hit(message.delivered, message.delivered_line);
        }
    }

    void hit(Millis time, RecordId line) { hits_.push_back({time, line, 0}); }

    const ToldRun& run_;
    const Breakpoint& breakpoint_;
    std::vector<BreakHit> hits_;
};

}  // namespace

bool needs_truth(BreakKind kind) {
    return kind == BreakKind::gap || kind == BreakKind::crisis || kind == BreakKind::message;
}

std::string breakpoint_words(const Spec& spec, const Breakpoint& breakpoint) {
    const std::string who = breakpoint.actor < kActors ? side_words(spec, breakpoint.actor) : "A side";
    const std::string rungs = std::to_string(breakpoint.gap) + (breakpoint.gap == 1 ? " rung" : " rungs");
    switch (breakpoint.kind) {
        case BreakKind::rung:
            return who + " stands at " + rung_words(spec, RungId{breakpoint.rung}) + " or above";
        case BreakKind::gap: return who + " misreads the other by " + rungs + " or more";
        case BreakKind::surprise:
            return who + " is surprised: a belief moves by " +
                   std::to_string(std::lround(100 * breakpoint.moved)) + " percentage points or more";
        case BreakKind::crisis: return "A crisis begins";
        case BreakKind::message:
            return (breakpoint.actor < kActors ? "A message of " + who : "A message") +
                   " is lost, or late by more than " + short_number(breakpoint.days) +
                   (breakpoint.days > 1 || breakpoint.days < 1 ? " days" : " day");
        case BreakKind::decision: return who + " decides";
    }
    return {};
}

std::vector<BreakHit> hits_of(const ToldRun& run, const Breakpoint& breakpoint) {
    return Watcher(run, breakpoint).watch();
}

std::optional<BreakHit> first_hit(const ToldRun& run, std::span<const Breakpoint> breakpoints, Millis after,
                                  Millis until) {
    std::optional<BreakHit> first;
    for (std::size_t i = 0; i < breakpoints.size(); ++i) {
        for (BreakHit found : hits_of(run, breakpoints[i])) {
            if (found.time <= after || found.time > until) continue;
            found.breakpoint = i;
            if (!first || found.time < first->time) first = found;
            break;
        }
    }
    return first;
}

}  // namespace firebreak::viz
