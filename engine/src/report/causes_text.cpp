#include <firebreak/text.hpp>

#include "report/causes_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/causes_words.hpp"
#include "report/study_text.hpp"

namespace firebreak::report {
namespace {

constexpr auto kRight = Table::Align::right;
constexpr std::size_t kMostGroups = 12;
constexpr std::size_t kMostRules = 8;
constexpr std::size_t kMostRuns = 8;

std::string summary(const CausesAnswer& answer) {
    const Causes& causes = answer.causes;
    return proportion_words(answer.crisis()) + " reach a crisis: " + with_commas(causes.inadvertent) +
           " inadvertent (none with clean perception on both sides) and " + with_commas(causes.deliberate) +
           " deliberate. In " + counted(causes.averted, "other run") + " misperception averted a crisis.";
}

// "The one kind of misperception ... : both sides know ... (by 6.1 points ...)."
std::string best_sentence(const Spec& spec, const CausesAnswer& answer, Change::Kind kind,
                          const std::string& lead) {
    const auto best = answer.best_change(kind);
    if (!best) return {};
    return lead + ": " + change_words(spec, answer.causes.changes[*best]) + ", which lowers the share " +
           effect_words(answer.effect(*best)) + ".";
}

// The heaviest flaw among misperceptions, or among decisions.
const FlawTally* heaviest(const std::vector<FlawTally>& tallies, bool escalation) {
    for (const FlawTally& tally : tallies) {
        if ((tally.group.kind == Flaw::Kind::escalation) == escalation && tally.pivotal > 0) return &tally;
    }
    return nullptr;
}

std::string pivotal_sentence(const Spec& spec, const CausesAnswer& answer) {
    const Causes& causes = answer.causes;
    const Proportion share = proportion(causes.with_pivotal, causes.crises);
    std::string text = fmt::format(
        "In {} of {} ({}, 95 % interval {}) one misperception was pivotal: put right, that once, there is "
        "none.",
        with_commas(share.count), counted(causes.crises, "crisis", "crises"), percent(share.share(), 0),
        percent_range(share.bounds, 0));
    if (const FlawTally* most = heaviest(causes.groups, false)) {
        text += " The commonest: " + flaw_words(spec, most->group) + " (pivotal in " +
                with_commas(most->pivotal) + ", " + of_crises(most->pivotal, causes.crises) + ").";
    }
    return text;
}

std::vector<std::string> change_cells(const Spec& spec, const CausesAnswer& answer, std::size_t place) {
    const Effect effect = answer.effect(place);
    const int decimals = std::min(percent_decimals(effect.bounds), 4);
    return {with_commas(effect.avoided()),         of_crises(effect.avoided(), answer.causes.crises),
            with_commas(effect.caused()),          points(effect.difference, decimals),
            points_range(effect.bounds, decimals), change_words(spec, answer.causes.changes[place])};
}

std::string change_table(const Spec& spec, const CausesAnswer& answer, Change::Kind kind, std::size_t most,
                         const Page& page) {
    std::vector<std::size_t> places = answer.ranked(kind);
    // Of a long list the ends are of interest: what helps most and what harms most.
    const std::size_t all = places.size();
    if (all > most)
        places.erase(places.begin() + static_cast<std::ptrdiff_t>(most / 2),
                     places.end() - static_cast<std::ptrdiff_t>(most - most / 2));
    Table table({{"crises\naverted", kRight},
                 {"of all crises\n(95 %)", kRight},
                 {"crises\ncaused", kRight},
                 {"difference\nin points", kRight},
                 {"95 % interval", kRight},
                 {"what is changed"}});
    for (const std::size_t place : places) table.add(change_cells(spec, answer, place));
    std::string text = table.text(page);
    if (all > most) text += "  (" + counted(all - most, "rule") + " in between left out; --json has all)\n";
    return text;
}

std::string groups_table(const Spec& spec, const CausesAnswer& answer, bool escalations, const Page& page) {
    Table table({{"pivotal\nin crises", kRight},
                 {"of all crises\n(95 %)", kRight},
                 {"last clear\nchance", kRight},
                 {"put right,\ncauses", kRight},
                 {"there in\ncrises", kRight},
                 {"for example"},
                 {"what went wrong"}});
    std::size_t rows = 0;
    for (const FlawTally& tally : answer.causes.groups) {
        if ((tally.group.kind == Flaw::Kind::escalation) != escalations || tally.weight() == 0 ||
            rows++ >= kMostGroups)
            continue;
        table.add({with_commas(tally.pivotal), of_crises(tally.pivotal, answer.causes.crises),
                   with_commas(tally.last_chance), with_commas(tally.averted), with_commas(tally.present),
                   "run " + std::to_string(tally.example) + " #" + std::to_string(tally.example_record) +
                       (escalations ? ":hold" : ""),
                   flaw_words(spec, tally.group)});
    }
    std::string text = table.empty() ? "  none\n" : table.text(page);
    if (rows > kMostGroups)
        text += "  (" + std::to_string(rows - kMostGroups) + " rarer ones left out; --json has all)\n";
    return text;
}

std::string smallest_sentence(const Causes& causes) {
    const auto& sets = causes.smallest;
    std::string text = "Putting right one misperception averts " + counted(sets[1], "crisis", "crises") +
                       "; it takes two in " + with_commas(sets[2]) + ", three in " + with_commas(sets[3]) +
                       "; no three avert " + with_commas(sets[0]) + ".";
    if (causes.unsearched > 0) {
        text += " (In " + counted(causes.unsearched, "run") + " of the last the search was cut short.)";
    }
    return text;
}

std::string moment(const Spec& spec, Millis time) { return date_words(spec, time); }

std::string crisis_list(const Spec& spec, const CausesAnswer& answer, const Page& page) {
    Table table(
        {{"run", kRight}, {"crisis on"}, {""}, {"set", kRight}, {"event", kRight}, {"last clear chance"}});
    std::size_t rows = 0;
    for (const RunCauses& run : answer.causes.crisis_runs) {
        if (rows++ == kMostRuns) break;
        std::string event, chance = "none among misperceptions";
        if (run.last_chance) {
            const Flaw& flaw = run.flaws[*run.last_chance];
            event = "#" + std::to_string(flaw.record);
            chance = moment(spec, flaw.time) + ": " + flaw_words(spec, group_of(flaw));
        }
        table.add({std::to_string(run.replicate), moment(spec, run.crisis_time),
                   run.inadvertent() ? "inadvertent" : "deliberate",
                   run.smallest.empty() ? "-" : std::to_string(run.smallest.size()), event, chance});
    }
    return table.text(page);
}

std::string body(const Spec& spec, const CausesAnswer& answer, const Page& page) {
    const Causes& causes = answer.causes;
    const auto heading = [&](const std::string& text) { return "\n" + headline(text, page); };
    std::string text = "\n";
    for (const std::string& sentence : causes_in_short(spec, answer)) text += paragraph(sentence, page.width);
    if (causes.crises + causes.averted == 0) return text;
    text += heading("What carries the crises: the same runs, with one kind of perception clean throughout");
    text += change_table(spec, answer, Change::Kind::perception, 100, page);
    text += heading("Which misperceptions were pivotal: putting one of them right, once, averts the crisis");
    text += groups_table(spec, answer, false, page);
    text += paragraph(
        "\"Put right, causes\": in runs without a crisis, averted by misperception, the same brings the "
        "crisis about.",
        page.width, 2, 2);
    text += paragraph(smallest_sentence(causes), page.width, 2, 2);
    text += heading("Which decisions were pivotal: holding instead, once, averts the crisis");
    text += groups_table(spec, answer, true, page);
    if (!answer.ranked(Change::Kind::rule).empty()) {
        text += heading("Which standing orders: the same runs with one rule struck out");
        text += change_table(spec, answer, Change::Kind::rule, kMostRules, page);
    }
    if (!answer.ranked(Change::Kind::measure).empty()) {
        text += heading("Which measures: the same runs with one measure added");
        text += change_table(spec, answer, Change::Kind::measure, 100, page);
    }
    if (causes.crises == 0) return text;
    text += heading("The first crises, one by one");
    text += crisis_list(spec, answer, page);
    text +=
        page.style.dim("One of them: firebreak causes " + run_words(answer.origin) + " --replicate K") + "\n";
    text += page.style.dim("Its story:   firebreak explain " + run_words(answer.origin) + " --replicate K") +
            "\n";
    text += page.style.dim("A twin:      firebreak explain " + run_words(answer.origin) +
                           " --replicate K --but-for EVENT") +
            "\n";
    return text;
}

}  // namespace

std::vector<std::string> causes_in_short(const Spec& spec, const CausesAnswer& answer) {
    std::vector<std::string> sentences{arm_name(spec, answer.arm) + ": " + summary(answer)};
    if (answer.causes.crises == 0) return sentences;
    sentences.push_back(pivotal_sentence(spec, answer));
    sentences.push_back(best_sentence(spec, answer, Change::Kind::perception,
                                      "The kind of misperception that carries most crises, if it is cured"));
    sentences.push_back(best_sentence(spec, answer, Change::Kind::measure, "The measure that averts most"));
    sentences.push_back(
        best_sentence(spec, answer, Change::Kind::rule, "The standing order whose loss averts most"));
    std::erase(sentences, std::string());
    return sentences;
}

std::string causes_text(const Spec& spec, const CausesAnswer& answer, const Page& page) {
    std::string text = scenario_heading(spec, page);
    if (!answer.causes.complete) text += partial_note(answer.causes.runs, answer.origin.asked, page);
    if (answer.causes.runs > 0) text += body(spec, answer, page);
    return text + "\n" + closing_lines(spec, "causes", answer.origin, page);
}

std::string run_causes_text(const Spec& spec, const RunCauses& run, const std::vector<Change>& changes,
                            const Origin& origin, const Page& page) {
    std::string text = scenario_heading(spec, page) + "\n";
    const std::string name = "Run " + std::to_string(run.replicate);
    if (!run.crisis && !run.averted())
        return text + name + " has no crisis, nor with clean perception on both sides.\n";
    text += paragraph(
        run.crisis
            ? name + " reaches a crisis on " + moment_words(spec, run.crisis_time) +
                  (run.inadvertent()
                       ? ". It is inadvertent: with clean perception on both sides there is none."
                       : ". With clean perception on both sides there is one too.")
            : name +
                  " has no crisis, and with clean perception on both sides it has: misperception averted it.",
        page.width);
    Table table({{"event", kRight}, {"on"}, {"pivotal"}, {"what could have gone otherwise"}});
    for (std::size_t i = 0; i < run.flaws.size(); ++i) {
        const Flaw& flaw = run.flaws[i];
        std::string mark = run.pivotal[i] != 0 ? "yes" : "";
        if (run.last_chance == i || run.last_decision_chance == i) mark = "last chance";
        table.add({"#" + std::to_string(flaw.record), moment(spec, flaw.time), mark,
                   flaw_words(spec, group_of(flaw))});
    }
    text += "\n" + table.text(page);
    if (run.crisis) {
        std::string set;
        for (const Flaw& flaw : run.smallest) {
            set += (set.empty() ? "" : "; ") + flaw_words(spec, group_of(flaw)) + " on " +
                   moment(spec, flaw.time);
        }
        text += "\n" + paragraph(run.smallest.empty()
                                     ? "No three misperceptions put right together avert it."
                                     : "Smallest set that averts it (" +
                                           counted(run.smallest.size(), "misperception") + "): " + set + ".",
                                 page.width);
        if (!run.searched) text += "The search was cut short: there may be a set of three.\n";
    }
    text += std::string("\n") +
            (run.crisis ? "Changes for the whole run that avert it:"
                        : "Changes for the whole run that bring a crisis:") +
            "\n";
    bool any = false;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (run.turned[i] == 0) continue;
        any = true;
        text += paragraph(change_words(spec, changes[i]), page.width, 2, 4);
    }
    if (!any) text += "  none\n";
    const std::string replicate = " --replicate " + std::to_string(run.replicate);
    text += "\n" + page.style.dim("Its story: firebreak explain " + run_words(origin) + replicate) + "\n";
    return text +
           page.style.dim("A twin:    firebreak explain " + run_words(origin) + replicate +
                          " --but-for EVENT") +
           "\n";
}

}  // namespace firebreak::report
