// The answer of `firebreak uncertainty`: how far each number that `run` prints depends on what is only
// assumed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/answers.hpp"
#include "sweep/assessment.hpp"
#include "sweep/sweep_folder.hpp"
#include "sweep/target_weights.hpp"

namespace firebreak::report {

struct UncertaintyAnswer {
    StudyAnswer stated;  // at the numbers in the file; `runs` is 0 where only the arms are known
    Uncertainty sweep;
    std::vector<Assessment> assessments;  // as assess() orders them
    TargetWeights weights = {};
    std::string again = {};  // the command that makes it again; empty: `uncertainty`
};

// Fills in the assessments and weights from the sweep.
void assess(UncertaintyAnswer& answer);

// The share that an arm has at the numbers in the file: of all runs those with a crisis, or of the crises
// those that are inadvertent.
[[nodiscard]] Proportion stated_share(const ArmAnswer& arm, Assessment::Question question);

// Whether a side of a region cuts off the low end of its range, and the high end. A sweep never reaches the
// ends themselves.
struct Cuts {
    bool low = false;
    bool high = false;
};
[[nodiscard]] Cuts cuts_of(const Uncertainty& sweep, const Side& side);

// Where the results of a sweep come from.
[[nodiscard]] Origin origin_of(const SweepFolder& folder);
// The arms of a sweep at the numbers in the file, with so many runs of the sweep's seed. The folder must hold
// a sweep.
[[nodiscard]] StudyAnswer stated_answer(const SweepFolder& folder, EnsembleOptions options);

// The arms of a study that a sweep has, in its order. Empty if the study lacks one of them, or the two begin
// with different arms, so that their effects are against different ones.
[[nodiscard]] std::optional<StudyAnswer> stated_arms(const StudyAnswer& study,
                                                     const std::vector<ArmSpec>& arms);

// What to do where there is nothing to sweep.
inline constexpr const char* kNoRanges =
    "no number of this scenario has a range; give 'range', 'law' or 'scale' to entries of its provenance "
    "section";

[[nodiscard]] Answer uncertainty_answer(const Spec& spec, const UncertaintyAnswer& answer);
// One JSON object, and one row per setting and arm; engine/docs/uncertainty-format.md.
[[nodiscard]] std::string uncertainty_json(const Spec& spec, const UncertaintyAnswer& answer);
[[nodiscard]] answer::Table uncertainty_rows(const Spec& spec, const UncertaintyAnswer& answer);

// How settings agree with the record, and the answers with settings weighted by it; nothing without targets.
[[nodiscard]] answer::Blocks target_blocks(const Spec& spec, const UncertaintyAnswer& answer);

// Parts that the report page shows as well.

// "-2.6" points of an effect, "7.2" % of a share; "-5.8 to -2.1"
[[nodiscard]] std::string amount_text(Assessment::Question question, double value, bool unit = false);
[[nodiscard]] std::string bounds_text(Assessment::Question question, const Bounds& bounds);
// "-5.8 to +0.5 points (half the settings below -1.0 points)"
[[nodiscard]] std::string spread_words(const Assessment& assessment);
// Whether the answer varies by more than chance would make it.
[[nodiscard]] bool varies(const Assessment& assessment);
// "the share of crises", "the effect of hotline"
[[nodiscard]] std::string question_name(const UncertaintyAnswer& answer, const Assessment& assessment);
// The share of crises as stated, and how far it depends on what nobody knows.
[[nodiscard]] std::string lead_words(const UncertaintyAnswer& answer);
// What an arm does over the settings, of which there is at least one.
[[nodiscard]] answer::Item effect_item(const Spec& spec, const UncertaintyAnswer& answer,
                                       const Assessment& assessment);
// Where an arm helps or hurts, an item for each region.
[[nodiscard]] std::vector<answer::Item> region_items(const UncertaintyAnswer& answer,
                                                     const Assessment& assessment);
// How far the share of crises depends on what nobody knows; stands after the share as stated.
[[nodiscard]] std::string ranges_sentence(const UncertaintyAnswer& answer);
// "64 settings of 21 assumptions, 200 runs with each set of measures in each"
[[nodiscard]] std::string size_words(const Uncertainty& sweep);
// What an answer is called in tables: "crises", "inadvertent of them", "hotline".
[[nodiscard]] std::string row_name(const UncertaintyAnswer& answer, const Assessment& assessment);
// Each answer as stated with its interval by chance, and over the ranges.
[[nodiscard]] answer::Table spreads_table(const UncertaintyAnswer& answer);
// In how many settings each arm lowers the risk, raises it, or is best.
[[nodiscard]] answer::Table verdicts_table(const Spec& spec, const UncertaintyAnswer& answer);
// Where the ends of what was tried lie: "from 0.1 to 0.5"; of a law, nine values in ten.
struct Tried {
    std::string from, to;
};
[[nodiscard]] Tried tried_words(const Factor& factor);
// Which settings could not be run, and why; empty if all could.
[[nodiscard]] std::string faults_words(const Uncertainty& sweep);
[[nodiscard]] std::string method_words(const Uncertainty& sweep);

}  // namespace firebreak::report
