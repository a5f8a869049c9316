#include "report/answers.hpp"

#include <limits>

#include <firebreak/text.hpp>

namespace firebreak::report {
namespace {

ArmAnswer answer_arm(const Spec& spec, const Study& study, std::size_t arm) {
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
    return answer;
}

}  // namespace

double Proportion::share() const {
    return n == 0 ? std::numeric_limits<double>::quiet_NaN()
                  : static_cast<double>(count) / static_cast<double>(n);
}

Proportion proportion(std::uint64_t count, std::uint64_t n) {
    return {count, n, clopper_pearson(count, n, kLevel)};
}

Effect effect_of(const PairTotals& pairs) {
    const std::uint64_t n = pairs.n00 + pairs.n01 + pairs.n10 + pairs.n11;
    Effect effect;
    effect.pairs = pairs;
    if (n > 0)
        effect.difference =
            (static_cast<double>(pairs.n01) - static_cast<double>(pairs.n10)) / static_cast<double>(n);
    effect.bounds = paired_difference(pairs.n10, pairs.n01, n, kLevel);
    effect.variance_reduction = firebreak::variance_reduction(pairs.n00, pairs.n01, pairs.n10, pairs.n11);
    return effect;
}

std::string arm_name(const Spec& spec, const ArmSpec& arm) {
    const std::size_t count = spec.measures.size();
    if (count < 2 || arm.measures.size() != count) return describe_arm(spec, arm);
    ArmSpec none = arm;
    none.measures.clear();
    const std::string clean = describe_arm(spec, none).substr(std::string_view("no measures").size());
    return "all " + std::to_string(count) + " measures" + clean;
}

StudyAnswer answer_of(const Spec& spec, const Study& study, Origin origin) {
    StudyAnswer answer;
    answer.origin = std::move(origin);
    answer.runs = study.ensemble.runs;
    answer.seconds = study.ensemble.seconds;
    answer.complete = study.ensemble.complete;
    if (!answer.complete) answer.origin.made = answer.runs;
    for (const ArmTotals& totals : study.ensemble.arms) answer.events += totals.events;
    for (std::size_t arm = 0; arm < study.arms.size(); ++arm)
        answer.arms.push_back(answer_arm(spec, study, arm));
    return answer;
}

std::string command_line(const std::string& command, const Origin& origin) {
    const std::uint64_t runs = origin.made > 0 ? origin.made : origin.asked;
    return firebreak::command_line({command, origin.file, runs, origin.seed, origin.options, origin.sets});
}

std::string run_words(const Origin& origin) {
    std::string text = shell_path(origin.file) + " --seed " + std::to_string(origin.seed);
    for (const std::string& set : origin.sets) text += " --set " + shell_word(set);
    return origin.options.empty() ? text : text + " " + origin.options;
}

}  // namespace firebreak::report
