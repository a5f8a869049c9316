// What the crises hinged on: which mistakes, which decisions, which rules, and what each change would prevent
// and cause.
#include <algorithm>

#include <firebreak/text.hpp>

#include "report/causes_sections.hpp"
#include "report/causes_words.hpp"
#include "report/page_sections.hpp"

namespace firebreak::report {
namespace {

using answer::Blocks;
using answer::Command;
using answer::Folded;
using answer::Heading;
using answer::Paragraph;

constexpr std::size_t kGroupsShown = 12;
constexpr std::size_t kRulesShown = 8;

void add_flaws(Blocks& blocks, const Spec& spec, const CausesAnswer& answer) {
    const auto kinds = weighty(answer.causes.kinds, false, kGroupsShown);
    blocks.emplace_back(Heading{"Mistakes by kind and side"});
    if (kinds.empty()) {
        blocks.emplace_back(Paragraph{"No single mistake decides or prevents a crisis."});
        return;
    }
    blocks.emplace_back(
        flaws_table(spec, answer, kinds, "Correcting one such mistake, once, prevents the crisis"));
    blocks.emplace_back(Paragraph{
        "Decides: correct that one mistake, once, and the crisis of the run does not come. Prevents: correct "
        "it and a crisis comes where there was none; mistakes work in both directions. Last chance: the last "
        "moment at which correcting a single mistake would have prevented the crisis.",
        Paragraph::Kind::note});
    blocks.emplace_back(Heading{"What they are about"});
    blocks.emplace_back(
        flaws_table(spec, answer, weighty(answer.causes.groups, false, kGroupsShown), kMistakesCaption));
    const auto decisions = weighty(answer.causes.groups, true, kGroupsShown);
    if (!decisions.empty())
        blocks.emplace_back(Folded{"Decisions on which crises hinged",
                                   {flaws_table(spec, answer, decisions, kDecisionsCaption)}});
}

void add_changes(Blocks& blocks, const Spec& spec, const Findings& findings,
                 const std::vector<std::size_t>& changes, const char* caption) {
    if (changes.empty()) return;
    blocks.emplace_back(changes_table(spec, findings.causes, changes, caption));
    Folded commands{"The command that compares each of these changes alone", {}};
    for (const std::size_t i : changes) {
        const Change& change = findings.causes.causes.changes[i];
        Origin origin = findings.origin;
        origin.options = change_options(spec, change);
        commands.blocks.emplace_back(
            Command{change_words(spec, change) + ":", command_line("compare", origin)});
    }
    blocks.emplace_back(std::move(commands));
}

// What helps most of a long list; the rest is folded.
void add_rules(Blocks& blocks, const Spec& spec, const Findings& findings) {
    const std::vector<std::size_t> all = findings.causes.ranked(Change::Kind::rule);
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kRulesShown));
    add_changes(blocks, spec, findings, {all.begin(), middle}, kRulesCaption);
    if (middle == all.end()) return;
    Folded rest{counted(static_cast<std::uint64_t>(all.end() - middle), "further rule") +
                    ", those whose loss causes most crises last",
                {}};
    add_changes(rest.blocks, spec, findings, {middle, all.end()}, kRulesCaption);
    blocks.emplace_back(std::move(rest));
}

}  // namespace

Markup page_causes(const Spec& spec, const Findings& findings) {
    const CausesAnswer& answer = findings.causes;
    Blocks blocks{Paragraph{causes_in_short(spec, answer)},
                  Command{"The same numbers:", arm_command("causes", findings)},
                  Command{"By kind and side, and with what is left out here:",
                          arm_command("causes", findings) + " --json"}};
    add_flaws(blocks, spec, answer);
    if (answer.causes.crises > 0) {
        blocks.emplace_back(Heading{"How many corrections it takes"});
        blocks.emplace_back(corrections_table(answer));
    }
    blocks.emplace_back(Heading{"What each change prevents and causes"});
    blocks.emplace_back(
        Paragraph{"Each change applies in every run, and nothing else differs. Prevents: crises that come "
                  "only without the change. Causes: crises that come only with it."});
    add_changes(blocks, spec, findings, answer.ranked(Change::Kind::measure), kMeasuresCaption);
    add_changes(blocks, spec, findings, answer.ranked(Change::Kind::perception), kPerceptionsCaption);
    add_rules(blocks, spec, findings);
    return section("causes", "What the crises hinged on", markup_of(blocks));
}

}  // namespace firebreak::report
