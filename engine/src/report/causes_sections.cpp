#include "report/causes_sections.hpp"

#include <algorithm>
#include <array>

#include <firebreak/text.hpp>

#include "report/causes_words.hpp"
#include "report/sentences.hpp"
#include "telling/words.hpp"

namespace firebreak::report {
namespace {

using answer::Blocks;
using answer::Command;
using answer::Paragraph;
using Kind = answer::Column::Kind;

constexpr std::size_t kMostGroups = 12;
constexpr std::size_t kMostRules = 8;
constexpr std::size_t kMostRuns = 8;
constexpr std::size_t kMistakesNamed = 3;

answer::Moment moment(const Spec& spec, Millis time) { return {spec.clock.start + time}; }

std::string plain_flaw(const Spec& spec, const Flaw& flaw) { return flaw_words(spec, group_of(flaw)); }

// "the crises with no measures"
std::string crises_of(const Spec& spec, const CausesAnswer& answer) {
    return "the crises " + with_measures(spec, answer.arm);
}

std::string single_sentence(const Causes& causes) {
    return "In " + proportion_words(proportion(causes.with_pivotal, causes.crises), "crisis", "crises") +
           " correcting a single mistake would have prevented the crisis.";
}

std::string change_title(const Spec& spec, const Change& change) {
    return change.kind == Change::Kind::measure
               ? quoted(Labels(spec).measure(spec.measures[change.measure.index()].id))
               : change_words(spec, change);
}

answer::Item best_change(const Spec& spec, const CausesAnswer& answer, Change::Kind kind, std::size_t place) {
    constexpr std::array<const char*, 3> kLeads{
        "Best single correction:", "Best single rule to disable:", "Best single measure:"};
    const Effect effect = answer.effect(place);
    const auto share = [&](std::uint64_t count) { return answer.of_crises(count).share(); };
    return {kLeads.at(static_cast<std::size_t>(kind)),
            change_title(spec, answer.causes.changes[place]) + ". It " + effect_words(effect) + ".",
            {{true, share(effect.avoided())}, {false, share(effect.caused())}},
            "prevents " + with_commas(effect.avoided()) + " and causes " + with_commas(effect.caused()) +
                ", of " + counted(answer.causes.crises, "crisis", "crises")};
}

// Of a long list the ends are of interest: what helps most and what harms most.
std::vector<std::size_t> ends_of(std::vector<std::size_t> places, std::size_t most) {
    if (places.size() > most) {
        const auto half = static_cast<std::ptrdiff_t>(most / 2);
        places.erase(places.begin() + half, places.end() - half);
    }
    return places;
}

void add_left_out(Blocks& blocks, std::uint64_t left_out, const char* what) {
    if (left_out > 0)
        blocks.emplace_back(Paragraph{"(" + with_commas(left_out) + " " + what + " left out; --json has all)",
                                      Paragraph::Kind::note});
}

void add_changes(Blocks& blocks, const Spec& spec, const CausesAnswer& answer, Change::Kind kind,
                 std::size_t most, const char* caption) {
    const std::vector<std::size_t> all = answer.ranked(kind);
    const std::vector<std::size_t> shown = ends_of(all, most);
    blocks.emplace_back(changes_table(spec, answer, shown, caption));
    add_left_out(blocks, all.size() - shown.size(), "in between");
}

void add_flaws(Blocks& blocks, const Spec& spec, const CausesAnswer& answer, bool decisions) {
    const auto all = weighty(answer.causes.groups, decisions, answer.causes.groups.size());
    const auto shown = weighty(answer.causes.groups, decisions, kMostGroups);
    blocks.emplace_back(flaws_table(spec, answer, shown, decisions ? kDecisionsCaption : kMistakesCaption));
    add_left_out(blocks, all.size() - shown.size(), "rarer ones");
}

std::string corrections_sentence(const Causes& causes) {
    const auto& sets = causes.smallest;
    std::vector<std::string> parts{"One correction is enough in " + counted(sets[1], "crisis", "crises")};
    if (sets[2] > 0) parts.push_back("two are needed in " + with_commas(sets[2]));
    if (sets[3] > 0) parts.push_back("three in " + with_commas(sets[3]));
    if (sets[0] > 0) parts.push_back("not even three are enough in " + with_commas(sets[0]));
    std::string text = listed(parts) + ".";
    if (causes.unsearched > 0)
        text += " (In " + with_commas(causes.unsearched) + " of the last the search was cut short.)";
    return text;
}

answer::Table first_crises(const Spec& spec, const CausesAnswer& answer) {
    answer::Table table{"The first crises, one by one",
                        {{Kind::id, "run"},
                         {Kind::date, "crisis on"},
                         "",
                         {Kind::count, "corrections"},
                         "event",
                         {Kind::sentence, "last moment at which it could be prevented"}}};
    for (const RunCauses& run : answer.causes.crisis_runs) {
        if (table.rows.size() == kMostRuns) break;
        answer::Cell corrections = std::string("-");
        if (!run.smallest.empty()) corrections = std::uint64_t{run.smallest.size()};
        std::string event, chance = "none among misperceptions";
        if (run.last_chance) {
            const Flaw& flaw = run.flaws[*run.last_chance];
            event = "#" + std::to_string(flaw.record);
            chance = date_words(spec, flaw.time) + ": " + plain_flaw(spec, flaw);
        }
        table.rows.push_back({run.replicate, moment(spec, run.crisis_time),
                              std::string(run.inadvertent() ? "inadvertent" : "deliberate"), corrections,
                              event, chance});
    }
    return table;
}

void add_run_commands(Blocks& blocks, const Origin& origin, const std::string& replicate) {
    const std::string run = run_words(origin) + " --replicate " + replicate;
    blocks.emplace_back(Command{"Its story:", "firebreak explain " + run});
    blocks.emplace_back(
        Command{"With one event corrected:", "firebreak explain " + run + " --but-for EVENT"});
}

Blocks causes_blocks(const Spec& spec, const CausesAnswer& answer) {
    const Causes& causes = answer.causes;
    Blocks blocks{Paragraph{causes_in_short(spec, answer)}};
    if (causes.crises + causes.averted == 0) return blocks;
    if (causes.crises > 0) {
        blocks.emplace_back(Paragraph{single_sentence(causes)});
        blocks.emplace_back(best_changes(spec, answer));
    }
    add_changes(blocks, spec, answer, Change::Kind::perception, 100, kPerceptionsCaption);
    add_flaws(blocks, spec, answer, false);
    if (causes.crises > 0)
        blocks.emplace_back(Paragraph{corrections_sentence(causes), Paragraph::Kind::note});
    add_flaws(blocks, spec, answer, true);
    add_changes(blocks, spec, answer, Change::Kind::rule, kMostRules, kRulesCaption);
    add_changes(blocks, spec, answer, Change::Kind::measure, 100, kMeasuresCaption);
    if (causes.crises == 0) return blocks;
    blocks.emplace_back(first_crises(spec, answer));
    blocks.emplace_back(
        Command{"One of them:", "firebreak causes " + run_words(answer.origin) + " --replicate K"});
    add_run_commands(blocks, answer.origin, "K");
    return blocks;
}

// --- One run
// --------------------------------------------------------------------------

std::string run_sentence(const Spec& spec, const RunCauses& run) {
    const std::string name = "Run " + std::to_string(run.replicate);
    if (run.crisis)
        return name + " reaches a crisis on " + moment_words(spec, run.crisis_time) + ". " +
               inadvertent_sentence(1, run.inadvertent() ? 1 : 0);
    return run.averted() ? name +
                               " has no crisis because of a mistake: had both sides seen clearly, there "
                               "would have been one."
                         : name + " has no crisis, nor would it have one with clear sight.";
}

answer::Table run_flaws(const Spec& spec, const RunCauses& run) {
    answer::Table table{
        {}, {"event", {Kind::date, "on"}, "decides", {Kind::sentence, "what could have gone differently"}}};
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        const Flaw& flaw = run.flaws[i];
        const bool last = run.last_chance == i || run.last_decision_chance == i;
        table.rows.push_back({"#" + std::to_string(flaw.record), moment(spec, flaw.time),
                              std::string(last                  ? "last chance"
                                          : run.pivotal[i] != 0 ? "yes"
                                                                : ""),
                              plain_flaw(spec, flaw)});
    }
    return table;
}

std::string smallest_sentence(const Spec& spec, const RunCauses& run) {
    constexpr std::array<const char*, 4> kNeeded{
        "", "One correction is enough: ", "It takes two corrections: ", "It takes three corrections: "};
    const std::string doubt = run.searched ? "" : " The search was cut short: three might.";
    if (run.smallest.empty()) return "Not even three corrections together prevent it." + doubt;
    std::vector<std::string> flaws;
    for (const Flaw& flaw : run.smallest)
        flaws.push_back(plain_flaw(spec, flaw) + " on " + date_words(spec, flaw.time));
    std::string text = kNeeded.at(run.smallest.size());
    for (std::size_t i = 0; i < flaws.size(); ++i) text += (i == 0 ? "" : "; ") + flaws[i];
    return text + "." + doubt;
}

answer::List turning_changes(const Spec& spec, const RunCauses& run, const std::vector<Change>& changes) {
    answer::List list;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (run.turned[i] != 0) list.items.push_back({{}, change_words(spec, changes[i])});
    }
    if (list.items.empty()) list.items.push_back({{}, "none"});
    return list;
}

}  // namespace

std::string causes_in_short(const Spec& spec, const CausesAnswer& answer) {
    const Causes& causes = answer.causes;
    const std::string twins = twin_sentences(causes.crises, causes.inadvertent, causes.averted);
    return crises_words(with_measures(spec, answer.arm), answer.crisis()) + "." +
           (twins.empty() ? "" : " " + twins);
}

Blocks deciding_mistakes(const Spec& spec, const CausesAnswer& answer) {
    const Causes& causes = answer.causes;
    if (causes.crises == 0) return {Paragraph{"There is no crisis " + with_measures(spec, answer.arm) + "."}};
    answer::List list;
    for (const FlawTally& tally : causes.kinds) {
        const bool decision = tally.group.kind == Flaw::Kind::escalation;
        if (decision || tally.pivotal == 0 || list.items.size() == kMistakesNamed) continue;
        const Proportion share = answer.of_crises(tally.pivotal);
        const std::string decided = proportion_words(share, "crisis", "crises");
        std::string more =
            tally.averted == 0 ? "" : "; in " + counted(tally.averted, "other run") + " it prevented one";
        list.items.push_back({flaw_words(spec, tally.group) + ":",
                              "decides " + decided + more + ".",
                              {{false, share.share()}},
                              "decides " + decided});
    }
    if (list.items.empty())
        return {Paragraph{"No single mistake decides any of " + crises_of(spec, answer) + "."}};
    return {
        Paragraph{"The mistakes that decide most of " + crises_of(spec, answer) + ", each corrected alone:"},
        list};
}

answer::List best_changes(const Spec& spec, const CausesAnswer& answer) {
    std::vector<std::pair<double, answer::Item>> found;
    answer::List none;
    for (const Change::Kind kind : {Change::Kind::measure, Change::Kind::perception, Change::Kind::rule}) {
        const auto best = answer.best_change(kind);
        if (best && answer.effect(*best).lowers())
            found.emplace_back(answer.effect(*best).difference, best_change(spec, answer, kind, *best));
        else if (kind == Change::Kind::measure && !spec.measures.empty())
            none.items.push_back({"Best single measure:", "none lowers the share of crises detectably."});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    answer::List list;
    for (auto& [difference, item] : found) list.items.push_back(std::move(item));
    list.items.insert(list.items.end(), none.items.begin(), none.items.end());
    return list;
}

answer::Table flaws_table(const Spec& spec, const CausesAnswer& answer,
                          const std::vector<const FlawTally*>& tallies, std::string caption) {
    answer::Table table{std::move(caption),
                        {{Kind::sentence, "what went wrong"},
                         {Kind::count, "decides crises"},
                         {Kind::share_and_interval, "of all crises (95 %)"},
                         {Kind::count, "last chance in"},
                         {Kind::count, "prevents crises"},
                         {Kind::count, "present in crises"},
                         "for example"}};
    for (const FlawTally* tally : tallies) {
        const bool decision = tally->group.kind == Flaw::Kind::escalation;
        table.rows.push_back({flaw_words(spec, tally->group), tally->pivotal,
                              answer.of_crises(tally->pivotal), tally->last_chance, tally->averted,
                              tally->present,
                              "run " + std::to_string(tally->example) + " #" +
                                  std::to_string(tally->example_record) + (decision ? ":hold" : "")});
    }
    return table;
}

answer::Table changes_table(const Spec& spec, const CausesAnswer& answer,
                            const std::vector<std::size_t>& changes, std::string caption) {
    answer::Table table{std::move(caption),
                        {{Kind::sentence, "what is changed"},
                         {Kind::count, "prevents crises"},
                         {Kind::share_and_interval, "of all crises (95 %)"},
                         {Kind::count, "causes crises"},
                         {Kind::points, "difference in points"},
                         {Kind::points_interval, "95 % interval"},
                         {Kind::picture, "left of the line: fewer crises"}}};
    for (const std::size_t place : changes) {
        const Effect effect = answer.effect(place);
        table.rows.push_back({change_words(spec, answer.causes.changes[place]), effect.avoided(),
                              answer.of_crises(effect.avoided()), effect.caused(), effect, effect, effect});
    }
    return table;
}

answer::Table corrections_table(const CausesAnswer& answer) {
    const Causes& causes = answer.causes;
    answer::Table table{
        "How many mistakes must be corrected to prevent a crisis",
        {"corrections", {Kind::count, "crises"}, {Kind::share_and_interval, "of all crises (95 %)"}}};
    const std::array<const char*, 4> names{"not even three are enough", "one", "two", "three"};
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{0}}) {
        std::string name = names.at(size);
        if (size == 0 && causes.unsearched > 0)
            name += " (" + with_commas(causes.unsearched) + " of them not searched to the end)";
        table.rows.push_back({name, causes.smallest.at(size), answer.of_crises(causes.smallest.at(size))});
    }
    return table;
}

Answer causes_report(const Spec& spec, const CausesAnswer& answer) {
    Answer made = framed(spec, "causes", answer.origin, answer.causes.runs, answer.causes.complete);
    if (answer.causes.runs > 0) made.blocks = causes_blocks(spec, answer);
    return made;
}

Answer run_causes_report(const Spec& spec, const RunCauses& run, const std::vector<Change>& changes,
                         const Origin& origin) {
    Answer made = framed(spec, "causes", origin, 1, true);
    made.caveat.clear();
    made.again.clear();
    made.identity.clear();
    made.blocks = {Paragraph{run_sentence(spec, run)}};
    if (!run.crisis && !run.averted()) return made;
    made.blocks.emplace_back(run_flaws(spec, run));
    if (run.crisis) made.blocks.emplace_back(Paragraph{smallest_sentence(spec, run)});
    made.blocks.emplace_back(answer::Heading{run.crisis
                                                 ? "Changes to the whole run that prevent the crisis:"
                                                 : "Changes to the whole run that bring a crisis about:"});
    made.blocks.emplace_back(turning_changes(spec, run, changes));
    add_run_commands(made.blocks, origin, std::to_string(run.replicate));
    return made;
}

answer::Table causes_rows(const Spec& spec, const CausesAnswer& answer) {
    answer::Table table{{},
                        {"rep", "crisis_time_ms", "inadvertent", "pivotal_misperceptions",
                         "pivotal_decisions", "smallest_set", "searched", "last_chance_event",
                         "last_chance_t_ms", "last_chance_kind", "last_chance_actor", "last_chance"}};
    const auto yes_or_no = [](bool yes) { return std::string(yes ? "yes" : "no"); };
    for (const RunCauses& run : answer.causes.crisis_runs) {
        const auto misperceptions = static_cast<std::uint64_t>(std::count_if(
            run.flaws.begin(), run.flaws.end(), [](const Flaw& flaw) { return flaw.misperception(); }));
        auto& row = table.rows.emplace_back(std::vector<answer::Cell>{
            run.replicate, static_cast<std::uint64_t>(run.crisis_time), yes_or_no(run.inadvertent()),
            misperceptions, std::uint64_t{run.flaws.size()} - misperceptions,
            std::uint64_t{run.smallest.size()}, yes_or_no(run.searched)});
        if (run.last_chance) {
            const Flaw& flaw = run.flaws[*run.last_chance];
            row.insert(row.end(), {std::uint64_t{flaw.record}, static_cast<std::uint64_t>(flaw.time),
                                   std::string(flaw_name(flaw.kind)),
                                   flaw.actor.valid() ? spec.actors[flaw.actor.index()].id : std::string(),
                                   plain_flaw(spec, flaw)});
        }
        row.resize(table.columns.size());
    }
    add_origin(table, spec, answer.origin);
    return table;
}

}  // namespace firebreak::report
