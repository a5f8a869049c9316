#include "report/answers.hpp"

#include <firebreak/model.hpp>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/sentences.hpp"

namespace firebreak::report {
namespace {

ArmAnswer answer_arm(const Spec& spec, const Study& study, std::size_t arm, const StudySpread* spread) {
    const std::uint64_t runs = study.ensemble.runs;
    const ArmTotals& totals = study.totals(arm);
    ArmAnswer answer;
    answer.name = arm_name(spec, study.arms[arm]);
    answer.arm = study.arms[arm];
    answer.totals = totals;
    answer.crisis = proportion(totals.crisis, runs);
    answer.war = proportion(totals.outcomes[static_cast<std::size_t>(Outcome::war)], runs);
    answer.inadvertent = proportion(study.twins(arm).n10, runs);
    answer.averted = proportion(study.twins(arm).n01, runs);
    if (arm > 0) answer.effect = effect_of(study.effect(arm));
    if (spread != nullptr) answer.spread = spread->of(arm);
    return answer;
}

}  // namespace

std::string arm_name(const Spec& spec, const ArmSpec& arm) {
    const std::size_t count = spec.measures.size();
    if (count < 2 || arm.measures.size() != count) return describe_arm(spec, arm);
    ArmSpec none = arm;
    none.measures.clear();
    const std::string clean = describe_arm(spec, none).substr(std::string_view("no measures").size());
    return "all " + std::to_string(count) + " measures" + clean;
}

std::string with_measures(const Spec& spec, const ArmSpec& arm) { return "with " + arm_name(spec, arm); }

answer::Name name_of(const Spec& spec, const ArmAnswer& arm) {
    if (arm.arm.measures.size() != 1) return {arm.name, {}};
    const MeasureSpec& measure = spec.measures[find_measure(spec, arm.arm.measures.front())->index()];
    return {arm.name, measure.label == arm.name ? std::string() : printable(measure.label, 120)};
}

StudyAnswer answer_of(const Spec& spec, const Study& study, Origin origin, const StudySpread* spread,
                      const MeasureTotals* observed) {
    StudyAnswer answer;
    answer.origin = std::move(origin);
    answer.runs = study.ensemble.runs;
    answer.seconds = study.ensemble.seconds;
    answer.complete = study.ensemble.complete;
    if (!answer.complete) answer.origin.made = answer.runs;
    for (const ArmTotals& totals : study.ensemble.arms) answer.events += totals.events;
    for (std::size_t arm = 0; arm < study.arms.size(); ++arm)
        answer.arms.push_back(answer_arm(spec, study, arm, spread));
    for (std::size_t arm = 0; observed != nullptr && arm < study.arms.size(); ++arm) {
        for (std::size_t i = 0; i < spec.observe.size(); ++i)
            answer.arms[arm].observed.push_back(observed->of(2 * arm, i));
    }
    return answer;
}

std::array<std::string, kOriginColumns.size()> origin_fields(const Spec& spec, const Origin& origin) {
    return {spec.id, origin.sha256, commit(), std::to_string(origin.seed), set_words(origin.sets)};
}

void add_origin(answer::Table& table, const Spec& spec, const Origin& origin) {
    table.columns.insert(table.columns.begin(), kOriginColumns.begin(), kOriginColumns.end());
    const auto fields = origin_fields(spec, origin);
    for (auto& row : table.rows) row.insert(row.begin(), fields.begin(), fields.end());
}

std::string command_line(const std::string& command, const Origin& origin) {
    const std::uint64_t runs = origin.made > 0 ? origin.made : origin.asked;
    return firebreak::command_line(
        {command, origin.file, runs, origin.seed, origin.options, origin.sets, origin.first});
}

std::string run_words(const Origin& origin) {
    const std::string text =
        shell_path(origin.file) + " --seed " + std::to_string(origin.seed) + set_options(origin.sets);
    return origin.options.empty() ? text : text + " " + origin.options;
}

Answer framed(const Spec& spec, const std::string& command, const Origin& origin, std::uint64_t runs,
              bool complete) {
    Answer answer;
    answer.title = prose(spec.title.empty() ? spec.id : spec.title);
    answer.question = prose(spec.question);
    if (!complete)
        answer.partial =
            "PARTIAL: interrupted after " + with_commas(runs) + " of " + counted(origin.asked, "run") + ".";
    answer.caveat = std::string(kCaveat) + " " + grades_in_words(count_grades(spec));
    answer.again = command_line(command, origin);
    answer.identity = identity_words(spec, origin);
    return answer;
}

std::string identity_words(const Spec& spec, const Origin& origin) {
    return "Scenario " + printable(spec.id) + ", sha256 " + origin.sha256.substr(0, 12) + "; seed " +
           std::to_string(origin.seed) + "; firebreak " + version() + " (" + commit() + ")";
}

}  // namespace firebreak::report
