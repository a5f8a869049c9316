#include "report/trial.hpp"

#include <algorithm>

#include "kernel/digest.hpp"
#include "report/fingerprint.hpp"

namespace firebreak::report {
namespace {

void mark(std::vector<bool>& seen, std::size_t index) {
    if (index < seen.size()) seen[index] = true;
}

// Notes what takes part in a run, and makes the run's print.
class Watcher final : public Recorder {
public:
    explicit Watcher(Sightings& seen) : seen_(seen) {}

    void begin() { print_ = {}; }
    [[nodiscard]] std::uint64_t print() const { return print_.finish(); }

    void record(const Record& record) override {
        if (is_measure(record)) return;
        print_.add(fingerprint(record));
        std::visit([this](const auto& what) { see(what); }, record.what);
    }

private:
    template <class Other>
    void see(const Other&) {}
    void see(const RunStarted& r) {
        for (const RungId rung : r.rungs) mark(seen_.rungs, rung.index());
    }
    void see(const IncidentHappened& r) {
        if (r.source.valid()) mark(seen_.incidents, r.source.index());
    }
    void see(const CaseOpened& r) { ++of(r.actor).cases; }
    void see(const ReportReceived& r) { mark(seen_.evidence, r.source.index()); }
    void see(const MoveTookEffect& r) { mark(seen_.rungs, r.after.index()); }
    void see(const MoveSeen& r) {
        if (!r.misread()) return;
        ++of(r.actor).misread;
        of(r.actor).misread_rungs +=
            static_cast<std::int64_t>(r.reading.value) - static_cast<std::int64_t>(r.true_rung.value);
    }
    void see(const DecisionMade& r) {
        ++of(r.actor).decisions;
        if (r.rule >= 0) mark(of(r.actor).rules, static_cast<std::size_t>(r.rule));
        mark(seen_.moves, r.move.index());
    }
    void see(const MessageSent& r) {
        if (r.channel.valid()) mark(seen_.channels, r.channel.index());
    }
    void see(const Consultation& r) { mark(seen_.channels, r.channel.index()); }

    [[nodiscard]] Sightings::OfActor& of(ActorId actor) { return seen_.actors[actor.index()]; }

    Sightings& seen_;
    kernel::Digest print_;
};

std::vector<ArmTrial> arms_of(const Spec& spec) {
    std::vector<ArmTrial> arms(1);
    std::vector<std::string> all;
    for (const MeasureSpec& measure : spec.measures) {
        arms.emplace_back().measures = {measure.id};
        all.push_back(measure.id);
    }
    if (all.size() > 1) arms.emplace_back().measures = all;
    return arms;
}

void add(Trial& trial, std::size_t place, const RunResult& run) {
    ArmTrial& arm = trial.arms[place];
    ++arm.runs;
    ++arm.outcomes[static_cast<std::size_t>(run.outcome)];
    arm.crises += run.crisis ? 1 : 0;
    const bool stopped = run.end_reason == EndReason::event_limit;
    if (stopped) ++trial.limits[static_cast<std::size_t>(run.limit)];
    trial.most_pending = std::max(trial.most_pending, run.most_pending);
    ++trial.runs;
    // A run that was stopped by a limit has cost as much as the limit allows, however few its events were.
    trial.events += stopped ? kEventLimit : run.events;
}

}  // namespace

Sightings::Sightings(const Spec& spec)
    : rungs(spec.ladder.size()),
      incidents(spec.incidents.size()),
      evidence(spec.evidence.size()),
      channels(spec.channels.size()),
      moves(spec.moves.size()) {
    for (std::size_t i = 0; i < kActors; ++i) actors[i].rules.resize(spec.actors[i].doctrine.size());
}

Trial run_trial(const Spec& spec, const TrialOptions& options) {
    Trial trial(spec);
    trial.arms = arms_of(spec);
    std::vector<Model> models;
    for (const ArmTrial& arm : trial.arms) models.push_back(compile(spec, {arm.measures, {}}));
    Watcher watcher(trial.seen);
    // Replicate by replicate, so that all arms have the same replicates when the trial ends early.
    try {
        for (std::uint64_t replicate = 0; replicate < options.runs && trial.events < options.most_events;
             ++replicate) {
            for (std::size_t i = 0; i < models.size(); ++i) {
                if (options.stop != nullptr && options.stop->load()) throw Stopped();
                watcher.begin();
                add(trial, i, simulate(models[i], {options.seed, replicate, 0}, {}, &watcher, options.stop));
                trial.arms[i].prints.push_back(watcher.print());
            }
        }
    } catch (const Stopped&) {
        trial.complete = false;
    }
    return trial;
}

}  // namespace firebreak::report
