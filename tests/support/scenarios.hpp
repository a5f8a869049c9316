// Small scenarios for tests of the model: a base of which a test replaces sections, and runs of it with all
// their records.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>
#include <firebreak/scenario.hpp>

#include "model/stepper.hpp"
#include "support/catch.hpp"

namespace firebreak::test {

inline constexpr Millis kMinute = 60'000;
inline constexpr Millis kHour = 60 * kMinute;
inline constexpr Millis kDay = 24 * kHour;

// The actors, rungs and causes of the base scenario.
inline const ActorId kNorth{std::size_t{0}};
inline const ActorId kSouth{std::size_t{1}};
inline const RungId kCalm{std::size_t{0}};
inline const RungId kTense{std::size_t{1}};
inline const RungId kCrisis{std::size_t{2}};
inline const RungId kBrink{std::size_t{3}};
inline const RungId kWar{std::size_t{4}};
inline const CauseId kAccident{std::size_t{0}};
inline const CauseId kAttack{std::size_t{1}};

// Two actors who hold whatever happens; nothing happens. It starts on a Monday. The actors stand here as
// sections of their own.
inline constexpr std::string_view kBase = R"(
firebreak: 1
id: test
clock: {start: 2020-01-06, horizon: 100d}
ladder: [{id: calm}, {id: tense}, {id: crisis}, {id: brink}, {id: war}]
endings: {crisis: crisis, war: war}
causes: {accident: {hostility: 0}, attack: {hostility: 1}}
moves: {}
north: {doctrine: [{do: hold}]}
south: {doctrine: [{do: hold}]}
)";

// The sections of a scenario of two alike actors to whom everything happens that can happen.
std::string busy();

using Sections = std::vector<std::pair<std::string, std::string>>;

// The sections of a text: key and lines. A line that does not begin with a blank begins a section.
Sections sections_of(std::string_view text);

// The base scenario with the given sections in place of its own, as YAML.
std::string scenario_text(std::string_view sections);

Spec spec_of(const std::string& text);

Spec scenario(std::string_view sections);

// A text with every `what` replaced; the test fails if there is none.
std::string with(std::string text, std::string_view what, std::string_view by);

template <class What>
struct Happening {
    RecordId id = 0;
    RecordId parent = 0;
    Millis time = 0;
    What what;
};

// A run and everything that happened in it.
struct Run {
    Spec spec;
    RunResult result;
    std::vector<Record> records;

    template <class What>
    [[nodiscard]] std::vector<Happening<What>> all() const {
        std::vector<Happening<What>> found;
        for (const Record& record : records) {
            if (const auto* what = std::get_if<What>(&record.what))
                found.push_back({record.id, record.parent, record.time, *what});
        }
        return found;
    }
    template <class What>
    [[nodiscard]] std::vector<Millis> times() const {
        std::vector<Millis> times;
        for (const auto& happening : all<What>()) times.push_back(happening.time);
        return times;
    }
    // The only one of its kind.
    template <class What>
    [[nodiscard]] Happening<What> only() const {
        const auto found = all<What>();
        REQUIRE(found.size() == 1);
        return found.front();
    }
    [[nodiscard]] std::string move(MoveId id) const { return id.valid() ? spec.moves[id.index()].id : ""; }
    // The decisions of an actor that closed or acted at once, in order: time and move.
    using Acts = std::vector<std::pair<Millis, std::string>>;
    [[nodiscard]] Acts acts(ActorId actor) const;
};
using Acts = Run::Acts;

Run play(const Spec& spec, const ArmSpec& arm = {}, std::uint64_t replicate = 0, const Script& script = {});
Run play(std::string_view sections, const ArmSpec& arm = {}, std::uint64_t replicate = 0);

MoveId move_id(const Spec& spec, std::string_view id);

// A run that a test takes forward and looks into.
class Stage {
public:
    explicit Stage(const Spec& spec, const ArmSpec& arm = {}, std::uint64_t replicate = 0);
    explicit Stage(std::string_view sections, const ArmSpec& arm = {}) : Stage(scenario(sections), arm) {}

    [[nodiscard]] Stepper stepper(World& of) const { return Stepper(model_, of, script_, nullptr); }
    [[nodiscard]] const Model& model() const { return model_; }

    // Handles everything that happens up to and at this moment, and stands there.
    void go_to(Millis moment);
    [[nodiscard]] double fact(ActorId actor, Fact fact, std::size_t subject = 0,
                              Trigger trigger = Trigger::review);
    [[nodiscard]] int first_rule(ActorId actor, Trigger trigger = Trigger::review);

    World world;

private:
    Model model_;
    Script script_;
};

// How many standard errors the share of `hits` among n lies from p.
inline double z_of_share(double hits, double n, double p) {
    return (hits - n * p) / std::sqrt(n * p * (1 - p));
}

// How many standard errors the mean of n values with this sum lies from its expectation, given the standard
// deviation of one.
inline double z_of_mean(double sum, double n, double expected, double deviation) {
    return (sum / n - expected) * std::sqrt(n) / deviation;
}

inline constexpr double kFarOff = 4.5;  // standard errors that no honest sample strays

}  // namespace firebreak::test
