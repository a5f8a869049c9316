// What the crises hinged on: which misperceptions, which decisions, which rules, and what each change would
// avert and bring.
#include <algorithm>

#include <firebreak/text.hpp>

#include "report/causes_words.hpp"
#include "report/page_sections.hpp"

namespace firebreak::report {
namespace {

using Kind = PageTable::Kind;
constexpr std::size_t kGroupsShown = 12;
constexpr std::size_t kRulesShown = 8;

Markup share_cell(std::uint64_t count, std::uint64_t all) {
    return Markup::of(count == 0 ? "0" : with_commas(count) + ", " + of_crises(count, all));
}

// Tallies of misperceptions, or of decisions.
std::vector<const FlawTally*> of_sort(const std::vector<FlawTally>& tallies, bool decisions,
                                      std::size_t most) {
    std::vector<const FlawTally*> chosen;
    for (const FlawTally& tally : tallies) {
        const bool decision = tally.group.kind == Flaw::Kind::escalation;
        if (decision == decisions && tally.weight() > 0 && chosen.size() < most) chosen.push_back(&tally);
    }
    return chosen;
}

// `coarse`: by kind and side, otherwise also by what they are about.
Markup flaw_table(const Spec& spec, const Findings& findings, const std::vector<const FlawTally*>& tallies,
                  const std::string& caption, bool coarse) {
    const Causes& causes = findings.causes.causes;
    PageTable table(caption + " Of " + counted(causes.crises, "crisis", "crises") + " in " +
                        counted(causes.runs, "run") + ".",
                    {{"what"},
                     {"crises carried, share (95 % interval)", Kind::number},
                     {"crises averted by it", Kind::number},
                     {"last clear chance", Kind::number},
                     {"in a smallest set", Kind::number},
                     {"present before", Kind::number},
                     {"for example", Kind::number}});
    for (const FlawTally* tally : tallies) {
        Markup what = Markup::of(flaw_words(spec, tally->group));
        if (coarse) what += span("aside", std::string(" ") + correction_words(tally->group.kind));
        const bool decision = tally->group.kind == Flaw::Kind::escalation;
        table.add({what, share_cell(tally->pivotal, causes.crises), Markup::of(with_commas(tally->averted)),
                   Markup::of(with_commas(tally->last_chance)),
                   Markup::of(decision ? "–" : with_commas(tally->in_smallest)),
                   Markup::of(with_commas(tally->present)),
                   Markup::of("run " + std::to_string(tally->example) + " #" +
                              std::to_string(tally->example_record))});
    }
    return table.markup();
}

Markup flaws(const Spec& spec, const Findings& findings) {
    const Causes& causes = findings.causes.causes;
    const auto kinds = of_sort(causes.kinds, false, kGroupsShown);
    const auto groups = of_sort(causes.groups, false, kGroupsShown);
    const auto decisions = of_sort(causes.groups, true, kGroupsShown);
    Markup content = element("h3", "By kind and side");
    if (kinds.empty()) return content + element("p", "No single misperception carries or averts a crisis.");
    content += flaw_table(spec, findings, kinds, "Misperceptions.", true);
    content += element(
        "p", {{"class", "note"}},
        Markup::of(
            "Carried: put that one misperception right and the crisis of the run does not come. Averted: put "
            "it right and a crisis comes where there was none; misperception works in both directions. Last "
            "clear chance: the last one of a run that carries its crisis. Smallest set: a smallest set of "
            "misperceptions that together put right avert the crisis."));
    content += element("h3", "What they are about") +
               flaw_table(spec, findings, groups, "Misperceptions by what was mistaken.", false);
    if (decisions.empty()) return content;
    return content +
           folded("Decisions on which crises hinged",
                  flaw_table(spec, findings, decisions, "Steps up: had the side held instead.", false));
}

Markup smallest_sets(const Findings& findings) {
    const Causes& causes = findings.causes.causes;
    PageTable table("How many misperceptions must be put right to avert the crisis of a run",
                    {{"smallest set"}, {"crises", Kind::number}, {"share (95 % interval)", Kind::number}});
    const std::array<const char*, 4> names{"none of up to three", "one", "two", "three"};
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{0}}) {
        const std::uint64_t count = causes.smallest[size];
        std::string name = names[size];
        if (size == 0 && causes.unsearched > 0)
            name += " (" + with_commas(causes.unsearched) + " of them not searched to the end)";
        table.add(
            {Markup::of(name), Markup::of(with_commas(count)), Markup::of(of_crises(count, causes.crises))});
    }
    return element("h3", "How many at once") + table.markup();
}

Markup change_table(const Spec& spec, const Findings& findings, const std::vector<std::size_t>& changes,
                    const std::string& caption) {
    const Causes& causes = findings.causes.causes;
    std::vector<Effect> effects;
    for (const std::size_t i : changes) effects.push_back(findings.causes.effect(i));
    const DotScale scale = scale_for(effects);
    PageTable table(caption, {{"change, in every run"},
                              {"averts", Kind::number},
                              {"brings", Kind::number},
                              {"difference in points", Kind::number},
                              {"95 % interval", Kind::number},
                              {"left of the line: fewer", Kind::picture}});
    for (std::size_t k = 0; k < changes.size(); ++k) {
        const ChangeTally& tally = causes.change_tallies[changes[k]];
        const int decimals = change_decimals(effects[k]);
        const std::string size = points(effects[k].difference, decimals);
        const std::string range = points_range(effects[k].bounds, decimals);
        table.add({Markup::of(change_words(spec, causes.changes[changes[k]])),
                   Markup::of(with_commas(tally.averts)), Markup::of(with_commas(tally.causes)),
                   Markup::of(size), Markup::of(range),
                   dot_picture(scale, effects[k].difference, effects[k].bounds,
                               size + " points, 95 % interval " + range)});
    }
    return table.markup();
}

Markup change_commands(const Spec& spec, const Findings& findings, const std::vector<std::size_t>& changes) {
    Markup notes;
    for (const std::size_t i : changes) {
        Origin origin = findings.origin;
        origin.options = change_options(spec, findings.causes.causes.changes[i]);
        notes += command_note(change_words(spec, findings.causes.causes.changes[i]) + ":",
                              command_line("compare", origin));
    }
    return folded("The command that compares each of these changes alone", notes);
}

// What helps most and what harms most of a long list; the rest is folded.
Markup rules(const Spec& spec, const Findings& findings) {
    const std::vector<std::size_t> all = findings.causes.ranked(Change::Kind::rule);
    if (all.empty()) return {};
    const std::size_t some = std::min(all.size(), kRulesShown);
    const std::vector<std::size_t> first(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(some));
    Markup content = change_table(spec, findings, first, "Rules left out, what averts most first");
    content += change_commands(spec, findings, first);
    if (some == all.size()) return content;
    const std::vector<std::size_t> rest(all.begin() + static_cast<std::ptrdiff_t>(some), all.end());
    return content +
           folded(counted(rest.size(), "further rule") + ", those whose loss brings most crises last",
                  change_table(spec, findings, rest, "Further rules left out") +
                      change_commands(spec, findings, rest));
}

Markup changes(const Spec& spec, const Findings& findings) {
    const auto measures = findings.causes.ranked(Change::Kind::measure);
    const auto perceptions = findings.causes.ranked(Change::Kind::perception);
    Markup content = element("h3", "What each change averts and brings");
    content += element("p",
                       "Each change holds in every run, and in nothing else do the runs differ. Averts: "
                       "crises that do not come with it. Brings: crises that come only with it.");
    if (!measures.empty()) {
        content += change_table(spec, findings, measures, "Measures added") +
                   change_commands(spec, findings, measures);
    }
    if (!perceptions.empty()) {
        content += change_table(spec, findings, perceptions, "Perceptions put right") +
                   change_commands(spec, findings, perceptions);
    }
    return content + rules(spec, findings);
}

}  // namespace

Markup page_causes(const Spec& spec, const Findings& findings) {
    const Causes& causes = findings.causes.causes;
    const std::string arm =
        findings.arm.measures.empty() ? "with no measures" : "with " + arm_name(spec, findings.arm);
    Markup content = element(
        "p",
        "Runs " + arm + ": " + with_commas(causes.crises) + " of " + counted(causes.runs, "run") +
            (causes.crises == 1 ? " has" : " have") + " a crisis. " + with_commas(causes.inadvertent) +
            " inadvertent, " + with_commas(causes.deliberate) +
            " that come with clean perception as well. In " + counted(causes.averted, "run") +
            " misperception averted a crisis. To find out, runs were made again with something put right: " +
            counted(causes.twins, "twin") + ".");
    content += command_note("The same numbers:", arm_command("causes", findings));
    content += command_note("By kind and side, and with what is left out here:",
                            arm_command("causes", findings) + " --json");
    content += flaws(spec, findings);
    if (causes.crises > 0) content += smallest_sets(findings);
    content += changes(spec, findings);
    return section("causes", "What the crises hinged on", content);
}

}  // namespace firebreak::report
