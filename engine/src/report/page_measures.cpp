// What each measure changes, run by run.
#include "report/page_sections.hpp"
#include "report/study_answer.hpp"

namespace firebreak::report {
namespace {

answer::Folded commands(const Spec& spec, const Findings& findings) {
    answer::Folded folded{
        "The commands that compare each of them alone, and show where the runs first differ"};
    for (const ArmAnswer& arm : findings.study.arms) {
        if (arm.effect)
            folded.blocks.emplace_back(
                answer::Command{arm_label(spec, arm) + ":", compare_command(findings, arm)});
    }
    return folded;
}

}  // namespace

Markup page_measures(const Spec& spec, const Findings& findings) {
    const std::string run = command_line("run", findings.origin);
    answer::Blocks blocks;
    const bool alone = findings.study.arms.size() == 1;
    if (alone)
        blocks.emplace_back(
            answer::Paragraph{"The scenario has no measures, so there is nothing to compare."});
    blocks.emplace_back(shares_table(spec, findings.study));
    if (!alone) {
        blocks.emplace_back(effects_table(spec, findings.study));
        blocks.emplace_back(answer::Paragraph{
            "Prevented: a crisis without the measure and none with it; caused: the other way round.",
            answer::Paragraph::Kind::note});
    }
    blocks.emplace_back(answer::Command{"The same numbers:", run});
    blocks.emplace_back(
        answer::Command{"The intervals in brackets, and every number unrounded:", run + " --json"});
    if (!alone) blocks.emplace_back(commands(spec, findings));
    return section("measures", "What the measures change", markup_of(blocks));
}

}  // namespace firebreak::report
