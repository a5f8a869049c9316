// The head of the page: what was asked, what came out, what drives it and which single change takes most of
// it away.
#include <algorithm>
#include <array>

#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/causes_words.hpp"
#include "report/page_sections.hpp"
#include "report/study_text.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kDriversNamed = 3;

// What `firebreak run` prints: how many runs reach a crisis, and then what each arm changes.
Markup answer_text(const Spec& spec, const StudyAnswer& study) {
    const std::vector<std::string> sentences = answer_sentences(spec, study);
    std::vector<Markup> rest;
    for (std::size_t i = 1; i < sentences.size(); ++i) rest.push_back(Markup::of(sentences[i]));
    return element("p", {{"class", "answer"}}, strong(sentences.front())) +
           (rest.empty() ? Markup() : list(rest));
}

std::string of_which_arm(const Spec& spec, const Findings& findings) {
    return findings.arm.measures.empty() ? "with no measures" : "with " + arm_name(spec, findings.arm);
}

// The misperceptions that were pivotal to most crises, as sentences.
Markup drivers(const Spec& spec, const Findings& findings) {
    const Causes& causes = findings.causes.causes;
    std::vector<Markup> items;
    for (const FlawTally& tally : causes.kinds) {
        if (tally.group.kind == Flaw::Kind::escalation || tally.pivotal == 0 || items.size() == kDriversNamed)
            continue;
        Markup item = strong(flaw_words(spec, tally.group));
        item += Markup::of(": carries " + with_commas(tally.pivotal) + " of " +
                           counted(causes.crises, "crisis", "crises") + ", " +
                           of_crises(tally.pivotal, causes.crises) + "; in " +
                           counted(tally.averted, "other run") + " it averted one.");
        const Proportion share = proportion(tally.pivotal, causes.crises);
        item += bar_picture({{"bad", share.share()}},
                            "of all crises: " + of_crises(tally.pivotal, causes.crises));
        items.push_back(item);
    }
    const std::string where = of_which_arm(spec, findings);
    if (causes.crises == 0)
        return element("p", "No run " + where + " reaches a crisis, so there is nothing that drives one.");
    if (items.empty())
        return element("p", "No single misperception carries any of the crises " + where + ".");
    return element("p",
                   "Of the crises " + where +
                       ", most often one of these misperceptions, put right alone, would have averted it:") +
           list(items);
}

const char* kind_words(Change::Kind kind) {
    switch (kind) {
        case Change::Kind::measure: return "Best single measure";
        case Change::Kind::perception: return "Best single perception put right";
        case Change::Kind::rule: return "Best single rule left out";
    }
    return "";
}

std::string change_result(const CausesAnswer& causes, std::size_t change) {
    const Effect effect = causes.effect(change);
    return "averts " + with_commas(effect.avoided()) + " of " +
           counted(causes.causes.crises, "crisis", "crises") + " and brings " + with_commas(effect.caused()) +
           (effect.caused() == 1 ? " that was not there: " : " that were not there: ") +
           points(effect.difference, change_decimals(effect)) + " points (95 % interval " +
           points_range(effect.bounds, change_decimals(effect)) + ")";
}

constexpr std::array<Change::Kind, 3> kChangeKinds{Change::Kind::measure, Change::Kind::perception,
                                                   Change::Kind::rule};

Markup best_changes(const Spec& spec, const Findings& findings) {
    const CausesAnswer& causes = findings.causes;
    std::vector<std::pair<double, Markup>> found;
    for (const Change::Kind kind : kChangeKinds) {
        if (kind == Change::Kind::measure && spec.measures.empty()) continue;
        const auto best = causes.best_change(kind);
        Markup item = strong(std::string(kind_words(kind)) + ": ");
        if (!best || !causes.effect(*best).lowers()) {
            item += Markup::of("none lowers the share of crises detectably.");
            found.emplace_back(1.0, item);
            continue;
        }
        item += Markup::of(change_words(spec, causes.causes.changes[*best]) + " " +
                           change_result(causes, *best) + ".");
        const Effect effect = causes.effect(*best);
        const auto share = [&](std::uint64_t count) {
            return static_cast<double>(count) / static_cast<double>(causes.causes.crises);
        };
        item += bar_picture({{"good", share(effect.avoided())}, {"bad", share(effect.caused())}},
                            "averts " + with_commas(effect.avoided()) + ", brings " +
                                with_commas(effect.caused()) + ", of " +
                                counted(causes.causes.crises, "crisis", "crises"));
        found.emplace_back(effect.difference, item);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Markup> items;
    for (const auto& [difference, item] : found) items.push_back(item);
    return element("h3", "Which single change averts most") +
           element("p",
                   "Each change is tried alone, in every run, under the same chance events; what averts most "
                   "stands first. No change is taken to help: the upper bar is what it averts, the lower bar "
                   "what it brings, of all crises.") +
           list(items);
}

}  // namespace

std::string actor_name(const Spec& spec, ActorId actor) {
    const ActorSpec& side = spec.actors[actor.index()];
    return printable(side.name.empty() ? side.id : side.name, 60);
}

std::string crisis_rung_name(const Spec& spec) {
    for (const RungSpec& rung : spec.ladder) {
        if (rung.id == spec.endings.crisis) return printable(rung.name.empty() ? rung.id : rung.name, 100);
    }
    return printable(spec.endings.crisis, 100);
}

std::string measure_label(const Spec& spec, MeasureId measure) {
    const MeasureSpec& what = spec.measures[measure.index()];
    return what.label.empty() || what.label == what.id ? what.id
                                                       : what.id + " (" + printable(what.label, 120) + ")";
}

std::string arm_label(const Spec& spec, const ArmAnswer& arm) {
    if (arm.arm.measures.size() != 1) return arm.name;
    return measure_label(spec, *find_measure(spec, arm.arm.measures.front()));
}

int change_decimals(const Effect& effect) { return std::min(percent_decimals(effect.bounds), 4); }

Markup page_answer(const Spec& spec, const Findings& findings) {
    Markup content = answer_text(spec, findings.study);
    content +=
        element("p", {{"class", "caveat"}},
                strong("Model output, not a forecast.") +
                    Markup::of(" A crisis: a side stands at “" + crisis_rung_name(spec) +
                               "” or higher within " + describe_duration(to_millis(spec.clock.horizon.ms)) +
                               ". " + (spec.summary.empty() ? "" : prose(spec.summary))));
    content += command_note("The same numbers:", command_line("run", findings.origin));
    content += element(
        "div", {{"class", "columns"}},
        element("div", element("h3", "Which misperceptions drive the crises") + drivers(spec, findings)) +
            element("div", best_changes(spec, findings)));
    content += command_note("The same numbers:", arm_command("causes", findings));
    return section("answer", "The answer", content);
}

}  // namespace firebreak::report
