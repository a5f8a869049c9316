#include "report/study_answer.hpp"

#include <algorithm>

#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "report/observed_answer.hpp"
#include "report/sentences.hpp"
#include "report/uncertainty_answer.hpp"
#include "sweep/run_row.hpp"
#include "telling/words.hpp"

namespace firebreak::report {
namespace {

using answer::Item;
using Kind = answer::Column::Kind;

bool is_single(const ArmAnswer& arm) { return arm.effect && arm.arm.measures.size() == 1; }

// The single measure that lowers the share of crises the most and detectably so; nullptr if there is none.
const ArmAnswer* best_single(const StudyAnswer& study) {
    const ArmAnswer* best = nullptr;
    for (const ArmAnswer& arm : study.arms) {
        if (!is_single(arm) || !arm.effect->lowers()) continue;
        if (best == nullptr || arm.effect->difference < best->effect->difference) best = &arm;
    }
    return best;
}

// "\"24/7 link\" (hotline)"
std::string arm_words(const Spec& spec, const ArmAnswer& arm) {
    const answer::Name name = name_of(spec, arm);
    return name.label.empty() ? name.id : quoted(name.label) + " (" + name.id + ")";
}

std::string effect_sentence(const Spec& spec, const ArmAnswer& arm) {
    const Effect& effect = *arm.effect;
    const std::string name = arm_words(spec, arm);
    const bool plural = arm.arm.measures.size() > 1;
    if (effect.changes_nothing())
        return name + (plural ? " neither prevent nor cause" : " neither prevents nor causes") + " a crisis.";
    const std::string what = effect_words(effect, plural) + ".";
    if (effect.lowers()) return name + " " + what;
    const std::string verb = plural ? " make " : " makes ";
    return name + verb + (effect.raises() ? "matters worse: " : "no detectable difference: ") +
           (plural ? "they " : "it ") + what;
}

answer::List effect_list(const Spec& spec, const StudyAnswer& study) {
    answer::List list;
    const ArmAnswer* best = best_single(study);
    const auto singles = std::count_if(study.arms.begin(), study.arms.end(), is_single);
    if (best != nullptr)
        list.items.push_back({singles > 1 ? "Best single measure:" : "", effect_sentence(spec, *best)});
    for (const ArmAnswer& arm : study.arms) {
        if (arm.effect && &arm != best) list.items.push_back({{}, effect_sentence(spec, arm)});
    }
    return list;
}

void add_stopped(const StudyAnswer& study, answer::List& list) {
    for (std::size_t i = 1; i < kLimits; ++i) {
        std::uint64_t stopped = 0;
        for (const ArmAnswer& arm : study.arms) stopped += arm.totals.limits[i];
        if (stopped == 0) continue;
        list.items.push_back({"Beware:", counted(stopped, "run was", "runs were") + " stopped by " +
                                             limit_words(static_cast<Limit>(i)) + " and counted as " +
                                             (stopped == 1 ? "it" : "they") + " stood then."});
    }
}

using Row = std::vector<answer::Cell>;

void add(Row& row, const Proportion& share) {
    row.insert(row.end(), {share.count, share.share(), share.bounds.low, share.bounds.high});
}

void add(Row& row, double mean, const NumberSpread& spread) {
    row.insert(row.end(),
               {mean, spread.mean_bounds.low, spread.mean_bounds.high, spread.p5, spread.p50, spread.p95});
}

Row file_row(const Spec& spec, const StudyAnswer& study, const ArmAnswer& arm) {
    Row row{std::string(version()),
            study.origin.first,
            study.runs,
            std::string(study.complete ? "no" : "yes"),
            measures_word(arm.arm),
            clean_word(spec, arm.arm),
            hex_digest(arm.totals.digest)};
    row.insert(row.end(), arm.totals.outcomes.begin(), arm.totals.outcomes.end());
    for (const Proportion* share : {&arm.crisis, &arm.war, &arm.inadvertent, &arm.averted}) add(row, *share);
    if (const auto& effect = arm.effect) {
        row.insert(row.end(), {effect->difference, effect->bounds.low, effect->bounds.high, effect->avoided(),
                               effect->caused()});
    } else {
        row.resize(row.size() + 5);
    }
    const auto runs = static_cast<double>(study.runs);
    const ArmTotals& totals = arm.totals;
    const ArmSpread spread = arm.spread.value_or(ArmSpread());
    add(row, static_cast<double>(totals.duration_ms) / runs, spread.duration_ms);
    add(row, static_cast<double>(totals.crisis_time_ms) / static_cast<double>(totals.crisis),
        spread.crisis_time_ms);
    for (std::size_t i = 0; i < kCountRows; ++i)
        add(row, static_cast<double>(totals.*kCounts<std::uint64_t>[i].member) / runs, spread.counts[i]);
    for (answer::Cell& cell : observed_file_cells(arm)) row.push_back(std::move(cell));
    return row;
}

bool has_ranges(const Spec& spec) {
    return std::any_of(spec.provenance.begin(), spec.provenance.end(),
                       [](const ProvenanceSpec& entry) { return entry.range.has_value(); });
}

}  // namespace

answer::Paragraph chance_only(const Spec& spec, const Origin& origin) {
    if (!has_ranges(spec))
        return {std::string("The intervals reflect chance alone: ") + kNoRanges +
                " to see how far its assumptions move the answer."};
    const std::string line = "firebreak uncertainty " + shell_path(origin.file) + set_options(origin.sets);
    return {"The intervals reflect chance alone. How far assumptions move the answer: " + line};
}

answer::Blocks study_sentences(const Spec& spec, const StudyAnswer& study) {
    using answer::Paragraph;
    const ArmAnswer& first = study.arms.front();
    const std::string likelihood = likelihood_words(first.crisis.count, first.crisis.n);
    answer::Blocks blocks{Paragraph{crises_words("with " + first.name, first.crisis) +
                                        (likelihood.empty() ? "" : ": " + likelihood) + ".",
                                    Paragraph::Kind::lead}};
    const std::string twins =
        twin_sentences(first.crisis.count, first.inadvertent.count, first.averted.count);
    if (!twins.empty()) blocks.emplace_back(Paragraph{twins});
    answer::List list = effect_list(spec, study);
    for (const ArmAnswer& arm : study.arms) {
        if (arm.war.count > 0)
            list.items.push_back({"War:", proportion_words(arm.war) + " with " + arm.name + "."});
    }
    add_stopped(study, list);
    if (!list.items.empty()) blocks.emplace_back(std::move(list));
    return blocks;
}

answer::Table shares_table(const Spec& spec, const StudyAnswer& study) {
    answer::Table table{"Runs with a crisis, of " + with_commas(study.runs) + " each",
                        {"measures",
                         {Kind::count, "crises"},
                         {Kind::share, "share"},
                         {Kind::interval, "95 % interval"},
                         {Kind::further_share, "inadvertent"},
                         {Kind::further_share, "prevented by a mistake"},
                         {Kind::further_share, "war"}}};
    for (const ArmAnswer& arm : study.arms)
        table.rows.push_back({name_of(spec, arm), arm.crisis.count, arm.crisis, arm.crisis, arm.inadvertent,
                              arm.averted, arm.war});
    return table;
}

answer::Table effects_table(const Spec& spec, const StudyAnswer& study) {
    answer::Table table{"Against the same runs with " + study.arms.front().name + ", chance for chance",
                        {"measures",
                         {Kind::points, "difference in points"},
                         {Kind::points_interval, "95 % interval"},
                         {Kind::picture, "left of the line: fewer crises"},
                         {Kind::count, "crises prevented"},
                         {Kind::count, "crises caused"},
                         "in short"}};
    for (const ArmAnswer& arm : study.arms) {
        if (!arm.effect) continue;
        table.rows.push_back({name_of(spec, arm), *arm.effect, *arm.effect, *arm.effect,
                              arm.effect->avoided(), arm.effect->caused(),
                              std::string(verdict_words(*arm.effect))});
    }
    return table;
}

Answer study_answer(const Spec& spec, const StudyAnswer& study) {
    Answer answer = framed(spec, "run", study.origin, study.runs, study.complete);
    if (study.runs == 0) return answer;
    answer.blocks = study_sentences(spec, study);
    answer.blocks.emplace_back(answer::Paragraph{crisis_meaning(spec)});
    answer.blocks.emplace_back(shares_table(spec, study));
    answer.blocks.emplace_back(effects_table(spec, study));
    if (!spec.observe.empty()) answer.blocks.emplace_back(observed_table(spec, study));
    if (has_ranges(spec)) answer.blocks.emplace_back(chance_only(spec, study.origin));
    return answer;
}

answer::Table study_rows(const Spec& spec, const StudyAnswer& study) {
    answer::Table table{{},
                        {"firebreak", "first_replicate", "runs", "partial", "measures", "clean", "digest",
                         "outcome_war", "outcome_crisis", "outcome_settled", "outcome_unresolved"}};
    for (const std::string share : {"crisis_", "war_", "inadvertent_", "averted_"}) {
        for (const char* part : {"count", "share", "low", "high"}) table.columns.emplace_back(share + part);
    }
    for (const char* name : {"difference", "difference_low", "difference_high", "avoided", "caused"})
        table.columns.emplace_back(name);
    std::vector<std::string> numbers{"duration_ms", "crisis_time_ms"};
    for (const auto& count : kCounts<std::uint64_t>) numbers.emplace_back(count.name);
    for (const std::string& name : numbers) {
        for (const char* part : {"mean_", "mean_low_", "mean_high_", "p5_", "p50_", "p95_"})
            table.columns.emplace_back(part + name);
    }
    for (const answer::Column& column : observed_file_columns(spec)) table.columns.push_back(column);
    for (const ArmAnswer& arm : study.arms) table.rows.push_back(file_row(spec, study, arm));
    add_origin(table, spec, study.origin);
    return table;
}

}  // namespace firebreak::report
