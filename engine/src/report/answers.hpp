// What a study found, ready to be shown: shares with intervals and paired effects of every arm, and how to
// get the same again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/ensemble.hpp>
#include <firebreak/text.hpp>

namespace firebreak::report {

inline constexpr double kLevel = 0.95;  // of every interval shown

// Where a result comes from, as far as the program knows it and the engine does not.
struct Origin {
    std::string file;  // as given; "-" for standard input
    std::string sha256;
    std::uint64_t seed = 1;
    std::uint64_t asked = 0;        // runs asked for
    std::uint64_t made = 0;         // of these, after an interruption; 0: all, or none
    std::vector<std::string> sets;  // "path=value" as given
    std::string options;            // further options that matter, "--measures hotline"; quoted for a shell
};

// How many of n runs.
struct Proportion {
    std::uint64_t count = 0;
    std::uint64_t n = 0;
    Bounds bounds;
    [[nodiscard]] double share() const;  // NaN for n = 0
};
[[nodiscard]] Proportion proportion(std::uint64_t count, std::uint64_t n);

// One arm against another under the same noise.
struct Effect {
    PairTotals pairs;
    double difference = 0;  // of the shares of runs with a crisis; below 0: fewer
    Bounds bounds;
    double variance_reduction = 1;

    [[nodiscard]] std::uint64_t avoided() const { return pairs.n10; }
    [[nodiscard]] std::uint64_t caused() const { return pairs.n01; }
    [[nodiscard]] bool lowers() const { return bounds.high < 0; }
    [[nodiscard]] bool raises() const { return bounds.low > 0; }
    [[nodiscard]] bool changes_nothing() const { return pairs.n10 == 0 && pairs.n01 == 0; }
};
[[nodiscard]] Effect effect_of(const PairTotals& pairs);

struct ArmAnswer {
    std::string name;  // "no measures", "hotline", "all 3 measures"
    ArmSpec arm;
    ArmTotals totals;
    Proportion crisis;
    Proportion war;
    Proportion inadvertent;
    Proportion averted;
    std::optional<Effect> effect;  // against the first arm
};

struct StudyAnswer {
    Origin origin;
    std::uint64_t runs = 0;
    std::uint64_t events = 0;  // of all arms and twins
    double seconds = 0;
    bool complete = true;
    std::vector<ArmAnswer> arms;
};
[[nodiscard]] StudyAnswer answer_of(const Spec& spec, const Study& study, Origin origin);

// The name of an arm for people: as describe_arm, but "all 3 measures" where all of several are on.
[[nodiscard]] std::string arm_name(const Spec& spec, const ArmSpec& arm);

// The command that makes the same result: with the runs that were made, where not all were.
[[nodiscard]] std::string command_line(const std::string& command, const Origin& origin);
// "FILE --seed 1 --set a.b=c --measures hotline": of a command about one run.
[[nodiscard]] std::string run_words(const Origin& origin);

}  // namespace firebreak::report
