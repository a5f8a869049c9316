// What a scenario's section `exercise` says: how people play the scenario.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <firebreak/spec.hpp>
#include <firebreak/values.hpp>

namespace firebreak {

// Something of a run, at one moment, on which an inject can wait.
struct PredicateRef {
    enum class Kind {
        rung,      // rung.ACTOR: where the side stands
        reading,   // reading.ACTOR: where it thinks that the other side stands
        threat,    // threat.ACTOR: as its doctrine counts it
        image,     // image.ACTOR: probability, as it sees it, that the other side is aggressive
        belief,    // belief.ACTOR.CAUSE: the highest among its open cases, 0 without one
        waiting,   // waiting.ACTOR: number of questions that wait for its answer
        line,      // line.CHANNEL: whether it is up
        unused,    // unused.CHANNEL: how long nobody has sent anything over it
        happened,  // happened.CAUSE: how many incidents of that cause there were, false alarms left out
    };
    Kind kind = Kind::rung;
    ActorId actor;
    CauseId cause;
    ChannelId channel;
    bool operator==(const PredicateRef&) const = default;
};
// The error says what is wrong, in words, with the nearest name.
[[nodiscard]] Result<PredicateRef> parse_predicate(const Spec& spec, std::string_view text);

// A predicate holds if the value lies in one of the intervals.
struct PredicateSpec {
    std::string of;  // "belief.moscow.attack"
    std::vector<Interval> any_of;
    bool operator==(const PredicateSpec&) const = default;
};

struct ObjectiveSpec {
    std::string id;
    std::string text;
    bool operator==(const ObjectiveSpec&) const = default;
};

// One move of the exercise: a span of scenario time, and the minutes that the room has for it.
struct ExerciseMove {
    std::string name;
    Duration least;      // no occasion ends it before
    Duration greatest;   // it ends then at the latest; at least `least`
    double minutes = 0;  // above 0
    bool operator==(const ExerciseMove&) const = default;
};

// A line of the MSEL.
struct InjectSpec {
    std::string id;  // its control number
    // When it fires: at a moment, or once all of `when` holds; with neither it lies in the drawer.
    std::optional<Duration> at;
    std::vector<PredicateSpec> when;
    std::array<bool, kActors> to{};
    std::string from;       // who it seems to come from
    std::string channel;    // how it reaches people: "by phone", "the evening news"
    std::string text;       // what they read
    std::string truth;      // what is really the matter, for the umpire
    std::string expected;   // what the umpire hopes that they do
    std::string objective;  // id; may be empty
    std::string cause;      // with one it is an incident; may be empty
    double severity = 0;    // of the incident, 0 to 10
    bool operator==(const InjectSpec&) const = default;
};

// Words for what the model reports in figures.
struct ExerciseTexts {
    // by source and cause named
    std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> evidence;
    std::vector<std::pair<MessageKind, std::string>> messages;
    bool operator==(const ExerciseTexts&) const = default;
};

struct ExerciseSpec {
    std::string everyone;                     // brief that both sides and observers read
    std::array<std::string, kActors> briefs;  // of each side
    std::string umpire;
    std::array<std::string, kActors> masks;  // neutral names of the sides; empty: the real ones
    std::vector<ObjectiveSpec> objectives;
    std::vector<ExerciseMove> moves;  // 1 to 12
    std::vector<InjectSpec> injects;
    ExerciseTexts texts;
    std::vector<std::string> private_questions;  // asked of each cell in every move
    std::vector<std::string> wash_questions;     // for the hot wash
    bool operator==(const ExerciseSpec&) const = default;
};

inline constexpr std::size_t kMostExerciseMoves = 12;
inline constexpr std::size_t kMostInjects = 200;
inline constexpr std::size_t kMostQuestions = 20;

}  // namespace firebreak
