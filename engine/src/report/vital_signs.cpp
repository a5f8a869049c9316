#include <firebreak/text.hpp>

#include "report/vital_signs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/parameter_paths.hpp"
#include "report/trial.hpp"
#include "telling/words.hpp"

namespace firebreak::report {
namespace {

// Turns a trial into warnings.
class Examiner {
public:
    Examiner(const Spec& spec, const Trial& trial) : spec_(spec), trial_(trial) {}

    std::vector<Diagnostic> examine() {
        endings();
        ladder();
        for (std::size_t i = 0; i < kActors; ++i) actor(i);
        for (std::size_t i = 0; i < spec_.incidents.size(); ++i) incident(i);
        unseen("evidence", spec_.evidence, trial_.seen.evidence, "never gives a report");
        unseen("channels", spec_.channels, trial_.seen.channels, "never carries a message");
        for (std::size_t i = 0; i < spec_.moves.size(); ++i) move(i);
        for (const ArmTrial& arm : trial_.arms) measure(arm);
        return std::move(warnings_);
    }

private:
    void warn(std::string path, const std::string& message) {
        warnings_.push_back({Diagnostic::Severity::warning, {}, 0, 0, std::move(path), message});
    }
    // "never happens in 2,000 trial runs"
    void never(std::string path, const std::string& what) {
        warn(std::move(path), what + " in " + counted(trial_.runs, "trial run"));
    }

    void endings();
    void limits();
    void ladder();
    void actor(std::size_t index);
    void rules(const ActorSpec& actor, const Sightings::OfActor& seen);
    void misreading(const ActorSpec& actor, const Sightings::OfActor& seen);
    void incident(std::size_t index);
    void move(std::size_t index);
    void measure(const ArmTrial& arm);

    template <class Entity>
    void unseen(const std::string& section, const std::vector<Entity>& entities,
                const std::vector<bool>& seen, const std::string& what) {
        for (std::size_t i = 0; i < entities.size(); ++i) {
            if (!seen[i]) never(section + "." + entities[i].id, what);
        }
    }

    const Spec& spec_;
    const Trial& trial_;
    std::vector<Diagnostic> warnings_;
};

void Examiner::endings() {
    constexpr std::array<const char*, kOutcomes> kEndings{"in war", "in a crisis", "calmed down",
                                                          "without a crisis"};
    limits();
    const ArmTrial& first = trial_.arms.front();
    for (std::size_t i = 0; i < kOutcomes; ++i) {
        const bool always = first.runs > 1 && first.outcomes[i] == first.runs;
        if (always)
            warn("endings", "the outcome never varies: all " + counted(first.runs, "trial run") +
                                " with no measures end " + kEndings.at(i));
    }
}

// Runs that were stopped by a limit, and those that come near that of pending events, which other chance may
// take them beyond.
void Examiner::limits() {
    constexpr std::array<const char*, kLimits> kReasons = {"", "something repeats without end",
                                                           "more is scheduled than comes about",
                                                           "cases or queries pile up"};
    for (std::size_t i = 1; i < kLimits; ++i) {
        if (trial_.limits[i] == 0) continue;
        warn("clock.horizon", with_commas(trial_.limits[i]) + " of " + counted(trial_.runs, "trial run") +
                                  " did not end before " + limit_words(static_cast<Limit>(i)) + ": " +
                                  kReasons[i]);
    }
    if (trial_.most_pending > kPendingLimit / 2 &&
        trial_.limits[static_cast<std::size_t>(Limit::pending)] == 0) {
        warn("clock.horizon", "a trial run holds " + with_commas(trial_.most_pending) +
                                  " pending events; one with more than " + with_commas(kPendingLimit) +
                                  " is stopped");
    }
}

void Examiner::ladder() {
    for (std::size_t i = 0; i < spec_.ladder.size(); ++i) {
        if (!trial_.seen.rungs[i]) never("ladder." + spec_.ladder[i].id, "no side ever stands on this rung");
    }
}

bool only_holds(const RuleSpec& rule) { return rule.moves.size() == 1 && rule.moves.front().first == "hold"; }

void Examiner::rules(const ActorSpec& actor, const Sightings::OfActor& seen) {
    for (std::size_t k = 0; k < actor.doctrine.size(); ++k) {
        const RuleSpec& rule = actor.doctrine[k];
        const bool safety_net = rule.when.empty() && only_holds(rule);  // says what would happen anyway
        if (!seen.rules[k] && !safety_net)
            never(entry_path("actors." + actor.id + ".doctrine", k), "the rule is never acted on");
    }
}

// At the ends of the ladder a misreading can go one way only, so a skew of one half need not mean errors
// without a mean.
void Examiner::misreading(const ActorSpec& actor, const Sightings::OfActor& seen) {
    if (actor.posture.skew != 0.5 || seen.misread == 0) return;
    const auto n = static_cast<double>(seen.misread);
    const double mean = static_cast<double>(seen.misread_rungs) / n;
    if (std::fabs(mean) * std::sqrt(n) < 4.5) return;
    warn("actors." + actor.id + ".posture.skew",
         "misreadings are lopsided: " + number_text(std::round(mean * 100) / 100) +
             " rungs on average over " + counted(seen.misread, "misreading") +
             ", because the end of the ladder cuts some off");
}

void Examiner::actor(std::size_t index) {
    const ActorSpec& actor = spec_.actors[index];
    const Sightings::OfActor& seen = trial_.seen.actors[index];
    const bool passive = std::all_of(actor.doctrine.begin(), actor.doctrine.end(), only_holds);
    if (seen.decisions == 0 && !passive) {
        never("actors." + actor.id, "this side never decides anything");
    } else if (!passive) {
        rules(actor, seen);
    }
    misreading(actor, seen);
}

void Examiner::incident(std::size_t index) {
    if (!trial_.seen.incidents[index]) never("incidents." + spec_.incidents[index].id, "never happens");
}

void Examiner::move(std::size_t index) {
    const MoveSpec& move = spec_.moves[index];
    if (!trial_.seen.moves[index] && move.id != "hold")
        never("moves." + move.id, "no side ever chooses this move");
}

void Examiner::measure(const ArmTrial& arm) {
    if (arm.measures.size() != 1 || arm.prints != trial_.arms.front().prints) return;
    warn("measures." + arm.measures.front(),
         "changes nothing: " + counted(arm.runs, "trial run") + " are the same with and without it");
}

}  // namespace

VitalSigns take_vital_signs(const Spec& spec, const TrialOptions& options) {
    const Trial trial = run_trial(spec, options);
    VitalSigns signs;
    signs.runs = trial.runs;
    signs.events = trial.events;
    signs.complete = trial.complete;
    if (trial.complete) signs.warnings = Examiner(spec, trial).examine();
    return signs;
}

}  // namespace firebreak::report
