#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "report/study_json.hpp"

namespace firebreak::report {
namespace {

void add_proportion_names(CsvRow& row, const std::string& name) {
    for (const char* part : {"count", "share", "low", "high"}) row.add(std::string_view(name + "_" + part));
}

void add_proportion(CsvRow& row, const Proportion& proportion) {
    row.add(proportion.count);
    row.add(proportion.share());
    row.add(proportion.bounds.low);
    row.add(proportion.bounds.high);
}

std::string heading() {
    CsvRow row;
    for (const char* name :
         {"scenario", "scenario_sha256", "firebreak", "seed", "runs", "partial", "measures", "clean",
          "digest", "outcome_war", "outcome_crisis", "outcome_settled", "outcome_unresolved"}) {
        row.add(std::string_view(name));
    }
    for (const char* name : {"crisis", "war", "inadvertent", "averted"}) add_proportion_names(row, name);
    for (const char* name :
         {"difference", "difference_low", "difference_high", "avoided", "caused", "mean_duration_ms",
          "mean_incidents", "mean_decisions", "mean_messages", "mean_misread"}) {
        row.add(std::string_view(name));
    }
    return row.line();
}

std::string arm_row(const Spec& spec, const StudyAnswer& answer, const ArmAnswer& arm) {
    CsvRow row;
    row.add(std::string_view(spec.id));
    row.add(std::string_view(answer.origin.sha256));
    row.add(std::string_view(version()));
    row.add(answer.origin.seed);
    row.add(answer.runs);
    row.add(std::string_view(answer.complete ? "no" : "yes"));
    row.add(std::string_view(joined(arm.arm.measures, "+")));
    row.add(std::string_view(joined(clean_words(spec, arm.arm), "+")));
    row.add(std::string_view(hex_digest(arm.totals.digest)));
    for (const std::uint64_t count : arm.totals.outcomes) row.add(count);
    for (const Proportion* p : {&arm.crisis, &arm.war, &arm.inadvertent, &arm.averted})
        add_proportion(row, *p);
    if (arm.effect) {
        for (const double value : {arm.effect->difference, arm.effect->bounds.low, arm.effect->bounds.high})
            row.add(value);
        row.add(arm.effect->avoided());
        row.add(arm.effect->caused());
    } else {
        row.skip(5);
    }
    const auto runs = static_cast<double>(answer.runs);
    for (const std::uint64_t sum : {arm.totals.duration_ms, arm.totals.incidents, arm.totals.decisions,
                                    arm.totals.messages, arm.totals.misread}) {
        row.add(static_cast<double>(sum) / runs);
    }
    return row.line();
}

}  // namespace

std::string study_csv(const Spec& spec, const StudyAnswer& answer) {
    std::string text = heading();
    for (const ArmAnswer& arm : answer.arms) text += arm_row(spec, answer, arm);
    return text;
}

}  // namespace firebreak::report
