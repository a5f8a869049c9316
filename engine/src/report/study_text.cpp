#include "report/study_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "report/provenance.hpp"
#include "telling/words.hpp"

namespace firebreak::report {
namespace {

using Column = Table::Column;
constexpr auto kRight = Table::Align::right;

// Decimals that suit a whole column: what its most precise entry justifies, within reason.
int share_decimals(const StudyAnswer& answer) {
    int most = 0;
    for (const ArmAnswer& arm : answer.arms) most = std::max(most, percent_decimals(arm.crisis.bounds));
    return std::min(most, 4);
}

int effect_decimals(const StudyAnswer& answer) {
    int most = 0;
    for (const ArmAnswer& arm : answer.arms)
        most = arm.effect ? std::max(most, percent_decimals(arm.effect->bounds)) : most;
    return std::min(most, 4);
}

std::vector<Column> share_columns() {
    return {{"", Table::Align::left},
            {"runs with\na crisis", kRight},
            {"share", kRight},
            {"95 % interval", kRight},
            {"inad-\nvertent", kRight},
            {"averted", kRight},
            {"war", kRight}};
}

// "11.0 %"; "< 0.1 %" where rounding would claim that there are none.
std::string share_cell(const Proportion& proportion, int decimals) {
    const std::string text = percent(proportion.share(), decimals);
    const bool vanishes = proportion.count > 0 && text.find_first_of("123456789") == std::string::npos;
    return vanishes ? "< " + percent(std::pow(10.0, -2 - decimals), decimals) : text;
}

std::vector<std::string> share_cells(const ArmAnswer& arm, int decimals) {
    return {arm.name,
            with_commas(arm.crisis.count),
            share_cell(arm.crisis, decimals),
            percent_range(arm.crisis.bounds, decimals),
            share_cell(arm.inadvertent, decimals),
            share_cell(arm.averted, decimals),
            share_cell(arm.war, decimals)};
}

std::vector<Column> effect_columns() {
    return {{"difference\nin points", kRight},
            {"95 % interval", kRight},
            {"crises\navoided", kRight},
            {"crises\ncaused", kRight}};
}

std::vector<std::string> effect_cells(const ArmAnswer& arm, int decimals) {
    if (!arm.effect) return {"-", "-", "-", "-"};
    return {points(arm.effect->difference, decimals), points_range(arm.effect->bounds, decimals),
            with_commas(arm.effect->avoided()), with_commas(arm.effect->caused())};
}

// Shares and effects side by side, or one below the other where the page is too narrow.
std::string tables(const StudyAnswer& answer, const Page& page) {
    const int decimals = share_decimals(answer);
    const int finer = effect_decimals(answer);
    std::vector<Column> all = share_columns();
    const std::vector<Column> effects = effect_columns();
    all.insert(all.end(), effects.begin(), effects.end());
    std::vector<Column> named = effects;
    named.insert(named.begin(), {"against " + answer.arms.front().name, Table::Align::left});
    Table wide(all);
    Table shares(share_columns());
    Table below(named);
    for (const ArmAnswer& arm : answer.arms) {
        std::vector<std::string> row = share_cells(arm, decimals);
        shares.add(row);
        const std::vector<std::string> more = effect_cells(arm, finer);
        row.insert(row.end(), more.begin(), more.end());
        wide.add(row);
        std::vector<std::string> effect_row = more;
        effect_row.insert(effect_row.begin(), arm.name);
        if (arm.effect) below.add(effect_row);
    }
    if (below.empty()) return shares.text(page);
    if (wide.width() <= page.width) return wide.text(page);
    return shares.text(page) + "\n" + below.text(page);
}

std::string measure_words(const Spec& spec, const ArmAnswer& arm) {
    if (arm.arm.measures.size() != 1) return arm.name;
    const auto id = find_measure(spec, arm.arm.measures.front());
    const std::string& label = spec.measures[id->index()].label;
    return label.empty() || label == arm.name ? arm.name : arm.name + " (" + printable(label, 120) + ")";
}

// The single measure that lowers the share of crises the most and detectably so; nullptr if there is none.
const ArmAnswer* best_single(const StudyAnswer& answer) {
    const ArmAnswer* best = nullptr;
    for (const ArmAnswer& arm : answer.arms) {
        if (!arm.effect || !arm.effect->lowers() || arm.arm.measures.size() != 1) continue;
        if (best == nullptr || arm.effect->difference < best->effect->difference) best = &arm;
    }
    return best;
}

std::size_t single_measures(const StudyAnswer& answer) {
    return static_cast<std::size_t>(
        std::count_if(answer.arms.begin(), answer.arms.end(),
                      [](const ArmAnswer& arm) { return arm.effect && arm.arm.measures.size() == 1; }));
}

std::string one_effect(const Spec& spec, const ArmAnswer& arm, const ArmAnswer* best, std::size_t singles) {
    const Effect& effect = *arm.effect;
    const std::string name = measure_words(spec, arm);
    const bool plural = arm.arm.measures.size() > 1;
    if (effect.changes_nothing())
        return name + (plural ? " change" : " changes") + " in no run whether there is a crisis.";
    if (effect.raises())
        return name + (plural ? " make" : " makes") + " it worse: the share rises " + effect_words(effect) +
               ".";
    if (!effect.lowers()) {
        const int decimals = percent_decimals(effect.bounds);
        return name + (plural ? " make" : " makes") + " no detectable difference (" +
               points(effect.difference, decimals) + " points, 95 % interval " +
               points_range(effect.bounds, decimals) + "): " + counted(effect.avoided(), "crisis", "crises") +
               " avoided, " + with_commas(effect.caused()) + " caused.";
    }
    const bool most = &arm == best && singles > 1;
    return name + (plural ? " lower" : " lowers") + " the share" +
           (most ? " the most of any single measure, " : " ") + effect_words(effect) + ".";
}

std::vector<std::string> effect_sentences(const Spec& spec, const StudyAnswer& answer) {
    std::vector<std::string> sentences;
    const ArmAnswer* best = best_single(answer);
    const std::size_t singles = single_measures(answer);
    if (best != nullptr) sentences.push_back(one_effect(spec, *best, best, singles));
    for (const ArmAnswer& arm : answer.arms) {
        if (arm.effect && &arm != best) sentences.push_back(one_effect(spec, arm, best, singles));
    }
    return sentences;
}

std::string twin_sentence(const ArmAnswer& arm) {
    if (arm.crisis.count == 0 && arm.averted.count == 0) return {};
    const bool all = arm.inadvertent.count == arm.crisis.count && arm.crisis.count > 0;
    const std::string subject = !all                    ? with_commas(arm.inadvertent.count)
                                : arm.crisis.count == 1 ? "It"
                                                        : "All of them";
    std::string text = subject + (arm.inadvertent.count == 1 ? " is" : " are") +
                       " inadvertent: the same run with clean perception on both sides has no crisis. ";
    if (arm.averted.count == 0) return text + "In none is it the other way round.";
    return text + "In " + counted(arm.averted.count, "run") +
           " it is the other way round: misperception averted a crisis.";
}

std::string reading_note(const Spec& spec, const StudyAnswer& answer) {
    const auto rung = std::find_if(spec.ladder.begin(), spec.ladder.end(),
                                   [&](const RungSpec& r) { return r.id == spec.endings.crisis; });
    const std::string name = rung == spec.ladder.end() ? spec.endings.crisis : rung->name;
    return counted(answer.runs, "run") + " of each arm. Crisis: a side stands at '" + printable(name) +
           "' or higher within " + describe_duration(to_millis(spec.clock.horizon.ms)) + ".";
}

}  // namespace

std::string scenario_heading(const Spec& spec, const Page& page) {
    std::string text = headline(printable(spec.title.empty() ? spec.id : spec.title), page);
    if (!spec.question.empty()) text += paragraph(prose(spec.question), page.width);
    return text;
}

std::string partial_note(std::uint64_t runs, std::uint64_t asked, const Page& page) {
    return page.style.alarm("PARTIAL: interrupted after " + with_commas(runs) + " of " +
                            counted(asked, "run") + ".") +
           "\n";
}

std::string proportion_words(const Proportion& proportion) {
    const int decimals = percent_decimals(proportion.bounds);
    return with_commas(proportion.count) + " of " + counted(proportion.n, "run") + " (" +
           percent(proportion.share(), decimals) + ", 95 % interval " +
           percent_range(proportion.bounds, decimals) + ")";
}

std::string effect_words(const Effect& effect) {
    const int decimals = percent_decimals(effect.bounds);
    const bool down = effect.difference < 0;
    const Bounds size = down ? Bounds{-effect.bounds.high, -effect.bounds.low} : effect.bounds;
    return "by " + percent_number(std::fabs(effect.difference), decimals) + " points (95 % interval " +
           percent_range(size, decimals) + "): " + counted(effect.avoided(), "crisis", "crises") +
           " avoided, " + with_commas(effect.caused()) + " caused";
}

std::string closing_lines(const Spec& spec, const std::string& command, const Origin& origin,
                          const Page& page) {
    const std::string caveat = "Model output, not a forecast. " + grades_in_words(count_grades(spec));
    const std::string identity = "Scenario " + spec.id + ", sha256 " + origin.sha256.substr(0, 12) +
                                 "; seed " + std::to_string(origin.seed) + "; firebreak " + version() + " (" +
                                 commit() + ")";
    // The command stays in one line, so that it can be copied.
    return paragraph(caveat, page.width) + page.style.dim("Again: " + command_line(command, origin)) + "\n" +
           page.style.dim(paragraph(identity, page.width));
}

std::vector<std::string> answer_sentences(const Spec& spec, const StudyAnswer& answer) {
    const ArmAnswer& first = answer.arms.front();
    const std::string with = first.arm.measures.empty() ? "With no measures " : "With " + first.name + " ";
    std::vector<std::string> all;
    const std::string likelihood = likelihood_words(first.crisis.count, first.crisis.n);
    all.push_back(with + proportion_words(first.crisis) + (first.crisis.count == 1 ? " reaches" : " reach") +
                  " a crisis" + (likelihood.empty() ? "" : ": " + likelihood) + ".");
    if (std::string twins = twin_sentence(first); !twins.empty()) all.push_back(std::move(twins));
    for (std::string& sentence : effect_sentences(spec, answer)) all.push_back(std::move(sentence));
    for (const ArmAnswer& arm : answer.arms) {
        if (arm.war.count > 0) all.push_back("War: " + proportion_words(arm.war) + " with " + arm.name + ".");
    }
    for (std::size_t i = 1; i < kLimits; ++i) {
        std::uint64_t stopped = 0;
        for (const ArmAnswer& arm : answer.arms) stopped += arm.totals.limits[i];
        if (stopped == 0) continue;
        all.push_back("Beware: " + counted(stopped, "run was", "runs were") + " stopped by " +
                      limit_words(static_cast<Limit>(i)) + " and counted as " +
                      (stopped == 1 ? "it" : "they") + " stood then.");
    }
    return all;
}

std::string study_text(const Spec& spec, const StudyAnswer& answer, const Page& page) {
    std::string text = scenario_heading(spec, page);
    if (!answer.complete) text += partial_note(answer.runs, answer.origin.asked, page);
    if (answer.runs > 0) {
        text += "\n" + paragraph(reading_note(spec, answer), page.width) + "\n" + tables(answer, page) + "\n";
        for (const std::string& sentence : answer_sentences(spec, answer))
            text += paragraph(sentence, page.width);
    }
    return text + "\n" + closing_lines(spec, "run", answer.origin, page);
}

}  // namespace firebreak::report
