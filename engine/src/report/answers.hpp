// What a study found, ready to be shown: shares with intervals and paired effects of every arm, and how to
// get the same again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/answer.hpp>
#include <firebreak/ensemble.hpp>
#include <firebreak/text.hpp>

#include "sweep/run_measures.hpp"
#include "sweep/run_spread.hpp"

namespace firebreak::report {

// Where a result comes from, as far as the program knows it and the engine does not.
struct Origin {
    std::string file;  // as given; "-" for standard input
    std::string sha256;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;        // replicate
    std::uint64_t asked = 0;        // runs asked for
    std::uint64_t made = 0;         // of these, after an interruption; 0: all, or none
    std::vector<std::string> sets;  // "path=value" as given
    std::string options;            // further options that matter, "--measures hotline"; quoted for a shell
};

struct ArmAnswer {
    std::string name;  // "no measures", "hotline", "all 3 measures"
    ArmSpec arm;
    ArmTotals totals;
    Proportion crisis;
    Proportion war;
    Proportion inadvertent;
    Proportion averted;
    std::optional<Effect> effect;     // against the first arm
    std::optional<ArmSpread> spread;  // where the runs were watched
    // By the scenario's `observe:`; of quantiles level by level. Empty where the runs were not measured.
    std::vector<std::vector<Measured>> observed;
};

struct StudyAnswer {
    Origin origin;
    std::uint64_t runs = 0;
    std::uint64_t events = 0;  // of all arms and twins
    double seconds = 0;
    bool complete = true;
    std::vector<ArmAnswer> arms;
};
// `spread` and `observed`: what watched the runs of the study, if anything did.
[[nodiscard]] StudyAnswer answer_of(const Spec& spec, const Study& study, Origin origin,
                                    const StudySpread* spread = nullptr,
                                    const MeasureTotals* observed = nullptr);

// The name of an arm for people: as describe_arm, but "all 3 measures" where all of several are on.
[[nodiscard]] std::string arm_name(const Spec& spec, const ArmSpec& arm);
// "with no measures", "with hotline"
[[nodiscard]] std::string with_measures(const Spec& spec, const ArmSpec& arm);
// The name of an arm with the label of its measure where it has a single one.
[[nodiscard]] answer::Name name_of(const Spec& spec, const ArmAnswer& arm);

// What every row of a table in a file begins with, and what stands there (engine/docs/run-format.md).
inline constexpr std::array<const char*, 5> kOriginColumns{"scenario", "sha256", "commit", "seed", "set"};
[[nodiscard]] std::array<std::string, kOriginColumns.size()> origin_fields(const Spec& spec,
                                                                           const Origin& origin);
// Puts these columns before those of the table.
void add_origin(answer::Table& table, const Spec& spec, const Origin& origin);

// The command that makes the same result: with the runs that were made, where not all were.
[[nodiscard]] std::string command_line(const std::string& command, const Origin& origin);
// "FILE --seed 1 --set a.b=c --measures hotline": of a command about one run.
[[nodiscard]] std::string run_words(const Origin& origin);

// What every answer has around its blocks: title and question, whether it is whole, where its numbers come
// from, and the command that makes it again.
[[nodiscard]] Answer framed(const Spec& spec, const std::string& command, const Origin& origin,
                            std::uint64_t runs, bool complete);
// "Scenario x, sha256 ff838ff6376d; seed 1; firebreak 0.1.0 (8fd370f513ca)"
[[nodiscard]] std::string identity_words(const Spec& spec, const Origin& origin);
// "Model output, not a forecast."
inline constexpr const char* kCaveat = "Model output, not a forecast.";

}  // namespace firebreak::report
