// Where the numbers that went in come from, and how to get those that came out again.
#include <fmt/format.h>

#include <firebreak/model.hpp>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/page_sections.hpp"
#include "report/scenario_answer.hpp"
#include "report/sentences.hpp"
#include "telling/rule_words.hpp"

namespace firebreak::report {
namespace {

using answer::Command;
using answer::Paragraph;
using answer::Table;
using Kind = answer::Column::Kind;
constexpr std::size_t kLongestNote = 400;
constexpr std::size_t kMostParameters = 5000;

std::string value_text(const Parameter& parameter) {
    const Distribution* const* law = std::get_if<Distribution*>(&parameter.value);
    if (law == nullptr) return parameter_text(parameter);
    return law_words(**law, parameter.kind == Parameter::Kind::duration_law);
}

std::string source_text(const Spec& spec, const std::string& id) {
    for (const auto& [source, text] : spec.sources) {
        if (source == id) return printable(id, 80) + ": " + prose(text, kLongestNote);
    }
    return printable(id, 80);
}

std::string grade_of(const ProvenanceSpec* entry) { return entry == nullptr ? "unmarked" : entry->grade; }

// "0.1, tried from 0 to 0.2"
std::string with_range(const Spec& spec, const std::string& path, const std::string& value) {
    const std::string range = range_words(spec, path);
    return range.empty() ? value : value + ", " + range;
}

std::string note_of(const Spec& spec, const ProvenanceSpec* entry) {
    if (entry == nullptr) return {};
    const std::string source = entry->source.empty() ? "" : "Source: " + source_text(spec, entry->source);
    const std::string text = prose(entry->note, kLongestNote);
    return text + (text.empty() || source.empty() ? "" : ". ") + source;
}

Table grades_table(const GradeCounts& counts) {
    return {"The scenario's numbers by grade",
            {"grade", {Kind::count, "numbers"}, "meaning"},
            {{"sourced", counts.sourced, "a source says so"},
             {"data", counts.data, "fitted to data"},
             {"assumed", counts.assumed, "assumed, without a source"},
             {"structural", counts.structural, "part of how the question is framed"},
             {"unmarked", counts.unmarked, "no grade is given: treat it as assumed"}}};
}

Table entries_table(const Spec& spec) {
    Table table{"What the scenario says about its numbers, in its own words",
                {"numbers", {Kind::grade, "grade"}, "range, note and source"}};
    for (const ProvenanceSpec& entry : spec.provenance) {
        const std::string range = entry.range ? entry_range_words(entry) : "";
        const std::string note = note_of(spec, &entry);
        table.rows.push_back({printable(entry.path, kLongestNote), entry.grade,
                              range + (range.empty() || note.empty() ? "" : "; ") + note});
    }
    return table;
}

answer::Folded all_numbers(const Spec& spec) {
    Table table{"Every number of the scenario",
                {"number", "value", {Kind::grade, "grade"}, "note and source"}};
    Spec copy = spec;
    std::size_t rows = 0;
    const auto add = [&](const std::string& path, const std::string& value) {
        const ProvenanceSpec* entry = provenance_of(spec.provenance, path);
        if (rows++ < kMostParameters)
            table.rows.push_back(
                {path, with_range(spec, path, value), grade_of(entry), note_of(spec, entry)});
    };
    for (const Parameter& parameter : parameters(copy)) add(parameter.path, value_text(parameter));
    for (const MeasureSpec& measure : spec.measures) {
        const std::string base = "measures." + measure.id;
        for (const SetSpec& set : measure.set) add(base + ".set." + set.path, value_words(spec, set));
        for (const ScaleSpec& scale : measure.scale)
            add(base + ".scale." + scale.path, "times " + number_text(scale.factor));
    }
    answer::Folded folded{"All " + counted(rows, "number") + ", with values, grades and notes",
                          {std::move(table)}};
    if (rows > kMostParameters)
        folded.blocks.emplace_back(
            Paragraph{"The table ends here; there are " + with_commas(rows) + " numbers."});
    return folded;
}

std::string show_command(const Findings& findings) {
    return "firebreak show " + shell_path(findings.origin.file) + " --resolved" +
           set_options(findings.origin.sets);
}

Table identity(const Spec& spec, const Findings& findings) {
    const Origin& origin = findings.origin;
    Table table{"What made this page",
                {"what", {Kind::code, "value"}},
                {{"scenario", printable(spec.id)},
                 {"file", printable(origin.file, 1000)},
                 {"sha256 of its files", origin.sha256},
                 {"runs with each set of measures", with_commas(findings.study.runs)},
                 {"seed", std::to_string(origin.seed)},
                 {"measures in the runs whose causes are shown", arm_name(spec, findings.arm)}}};
    if (findings.ranges)
        table.rows.push_back({"settings over the ranges", size_words(findings.ranges->sweep)});
    for (const std::string& set : origin.sets) table.rows.push_back({"set", printable(set, 1000)});
    table.rows.push_back({"firebreak", version()});
    table.rows.push_back({"commit", commit()});
    for (const ArmAnswer& arm : findings.study.arms)
        table.rows.push_back({"digest of all runs, " + arm.name, hex_digest(arm.totals.digest)});
    return table;
}

// What a reader does not need and a referee asks for.
void add_method(answer::Blocks& blocks, const Spec& spec, const Findings& findings) {
    blocks.emplace_back(answer::Heading{"Method"});
    blocks.emplace_back(
        Paragraph{"Each set of measures is an arm. All arms have the same runs: the same chance events, "
                  "drawn by purpose, so that two runs with the same number differ only in what the measures "
                  "change. Whether a crisis is inadvertent, and what would have prevented it, is found with "
                  "twins: the same run once more with clean perception, or with one thing corrected; here " +
                  counted(findings.causes.causes.twins, "twin") + "."});
    blocks.emplace_back(Paragraph{
        "Intervals are 95 % intervals: Clopper-Pearson for shares, Bonett-Price for differences of pairs. "
        "They "
        "say how far more runs could move a number, not how far the model is from the world. Words for "
        "probabilities are those of US Intelligence Community Directive 203."});
    if (findings.study.arms.size() == 1) return;
    blocks.emplace_back(
        Paragraph{"Variance reduction: how many times as many runs it would take without pairing."});
    Table table{"What pairing is worth", {"arm", {Kind::count, "variance reduction"}}};
    for (const ArmAnswer& arm : findings.study.arms) {
        if (arm.effect)
            table.rows.push_back({name_of(spec, arm), fmt::format("{:.1f}", arm.effect->variance_reduction)});
    }
    blocks.emplace_back(std::move(table));
}

}  // namespace

Markup page_assumed(const Spec& spec, const Findings& findings) {
    const GradeCounts counts = count_grades(spec);
    const Markup caveat = element("p", strong(kCaveat) + Markup::of(" " + grades_in_words(counts)));
    answer::Blocks blocks{grades_table(counts), entries_table(spec)};
    for (answer::Block& block : asked_blocks(spec)) blocks.push_back(std::move(block));
    blocks.emplace_back(all_numbers(spec));
    blocks.emplace_back(Command{"The scenario with every default filled in and the grades as comments:",
                                show_command(findings)});
    return section("assumed", "What was assumed", caveat + markup_of(blocks));
}

Markup page_again(const Spec& spec, const Findings& findings) {
    const std::string run = command_line("run", findings.origin);
    const std::string causes = arm_command("causes", findings);
    const std::uint64_t told = findings.told->causes.replicate;
    answer::Blocks blocks{
        Paragraph{
            "A run depends on nothing but the scenario, the seed, its number and the measures in force. The "
            "same commands print the same numbers on any machine, with any number of threads."},
        Command{"This page:", report_command(findings)},
        Command{"The answer, the figures and the measures:", run},
        Command{"The same, unrounded:", run + " --json"},
        Command{"What the crises hinged on:", causes},
        Command{"The same, unrounded and with what is left out here:", causes + " --json"},
        Command{"The run told:", run_command(findings, told)},
        Command{"What it hinged on:", causes + " --replicate " + std::to_string(told)},
        identity(spec, findings)};
    add_method(blocks, spec, findings);
    return section("again", "How to repeat every number", markup_of(blocks));
}

}  // namespace firebreak::report
