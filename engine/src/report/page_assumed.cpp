// Where the numbers that went in come from, and how to get those that came out again.
#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/page_sections.hpp"
#include "report/provenance.hpp"
#include "report/study_text.hpp"
#include "telling/rule_words.hpp"

namespace firebreak::report {
namespace {

using Kind = PageTable::Kind;
constexpr std::size_t kLongestNote = 400;
constexpr std::size_t kMostParameters = 5000;

std::string value_text(const Parameter& parameter) {
    switch (parameter.kind) {
        case Parameter::Kind::number: return number_text(*std::get<double*>(parameter.value));
        case Parameter::Kind::flag: return *std::get<bool*>(parameter.value) ? "yes" : "no";
        case Parameter::Kind::duration: return format_duration(*std::get<Duration*>(parameter.value));
        case Parameter::Kind::duration_law: return law_words(*std::get<Distribution*>(parameter.value), true);
        case Parameter::Kind::number_law: return law_words(*std::get<Distribution*>(parameter.value), false);
    }
    return {};
}

std::string source_text(const Spec& spec, const std::string& id) {
    for (const auto& [source, text] : spec.sources) {
        if (source == id) return printable(id, 80) + ": " + prose(text, kLongestNote);
    }
    return printable(id, 80);
}

Markup grade(const ProvenanceSpec* entry) {
    if (entry == nullptr) return span("grade unmarked", "unmarked");
    return element("span", {{"class", "grade " + entry->grade}}, Markup::of(entry->grade));
}

Markup note(const Spec& spec, const ProvenanceSpec* entry) {
    if (entry == nullptr) return {};
    const std::string source = entry->source.empty() ? "" : "Source: " + source_text(spec, entry->source);
    const std::string text = prose(entry->note, kLongestNote);
    return Markup::of(text + (text.empty() || source.empty() ? "" : ". ") + source);
}

Markup grades_table(const GradeCounts& counts) {
    PageTable table("How many of the scenario's numbers are of which grade",
                    {{"grade"}, {"numbers", Kind::number}, {"meaning"}});
    const auto add = [&](const char* name, std::size_t count, const char* meaning) {
        table.add({Markup::of(name), Markup::of(with_commas(count)), Markup::of(meaning)});
    };
    add("sourced", counts.sourced, "a source says so");
    add("data", counts.data, "fitted to data");
    add("assumed", counts.assumed, "assumed: no source says so");
    add("structural", counts.structural, "part of how the question is put");
    add("unmarked", counts.unmarked, "nothing says where it comes from: take it for assumed");
    return table.markup();
}

Markup entries_table(const Spec& spec) {
    if (spec.provenance.empty()) return {};
    PageTable table("What the scenario says of its numbers, in its own words",
                    {{"numbers"}, {"grade"}, {"note and source"}});
    for (const ProvenanceSpec& entry : spec.provenance) {
        table.add({Markup::of(printable(entry.path, kLongestNote)), grade(&entry), note(spec, &entry)});
    }
    return table.markup();
}

Markup parameters_table(const Spec& spec) {
    PageTable table("Every number of the scenario", {{"number"}, {"value"}, {"grade"}, {"note and source"}});
    Spec copy = spec;
    std::size_t rows = 0;
    const auto add = [&](const std::string& path, const std::string& value) {
        const ProvenanceSpec* entry = provenance_of(spec, path);
        if (rows++ < kMostParameters)
            table.add({Markup::of(path), Markup::of(value), grade(entry), note(spec, entry)});
    };
    for (const Parameter& parameter : parameters(copy)) add(parameter.path, value_text(parameter));
    for (const MeasureSpec& measure : spec.measures) {
        const std::string base = "measures." + measure.id;
        for (const SetSpec& set : measure.set) add(base + ".set." + set.path, value_words(spec, set));
        for (const ScaleSpec& scale : measure.scale)
            add(base + ".scale." + scale.path, "times " + number_text(scale.factor));
    }
    Markup more;
    if (rows > kMostParameters)
        more = element("p", "The table ends here; there are " + with_commas(rows) + " numbers.");
    return folded("All " + counted(rows, "number") + ", with values, grades and notes",
                  table.markup() + more);
}

std::string show_command(const Findings& findings) {
    std::string text = "firebreak show " + shell_path(findings.origin.file) + " --resolved";
    for (const std::string& set : findings.origin.sets) text += " --set " + shell_word(set);
    return text;
}

Markup identity(const Spec& spec, const Findings& findings) {
    const Origin& origin = findings.origin;
    PageTable table("What made this page", {{"what"}, {"value"}});
    const auto add = [&](const char* name, const std::string& value) {
        table.add({Markup::of(name), code(value)});
    };
    add("scenario", printable(spec.id));
    add("file", printable(origin.file, 1000));
    add("sha256 of its files", origin.sha256);
    add("runs of each arm", with_commas(findings.study.runs));
    add("seed", std::to_string(origin.seed));
    add("arm whose causes are shown", arm_name(spec, findings.arm));
    for (const std::string& set : origin.sets) add("set", printable(set, 1000));
    add("firebreak", version());
    add("commit", commit());
    for (const ArmAnswer& arm : findings.study.arms) {
        table.add({Markup::of("digest of all runs, " + arm.name), code(hex_digest(arm.totals.digest))});
    }
    return table.markup();
}

}  // namespace

Markup page_assumed(const Spec& spec, const Findings& findings) {
    const GradeCounts counts = count_grades(spec);
    Markup content =
        element("p", strong("Model output, not a forecast.") + Markup::of(" " + grades_in_words(counts)));
    content += grades_table(counts) + entries_table(spec) + parameters_table(spec);
    content += command_note("The scenario with every default filled in and the grades as comments:",
                            show_command(findings));
    return section("assumed", "What was assumed", content);
}

Markup page_again(const Spec& spec, const Findings& findings) {
    Markup content =
        element("p",
                "A run depends on nothing but the scenario, the seed, its number and the measures in force. "
                "The same commands print the same numbers on any machine, with any number of threads.");
    content += command_note("This page:", report_command(findings));
    content +=
        command_note("The answer, the figures and the measures:", command_line("run", findings.origin));
    content += command_note("The same, unrounded:", command_line("run", findings.origin) + " --json");
    content += command_note("What the crises hinged on:", arm_command("causes", findings));
    content += command_note("The same, unrounded and with what is left out here:",
                            arm_command("causes", findings) + " --json");
    content += command_note("The run told:", run_command(findings, findings.told->causes.replicate));
    content += command_note("What it hinged on:", arm_command("causes", findings) + " --replicate " +
                                                      std::to_string(findings.told->causes.replicate));
    content += identity(spec, findings);
    content += element(
        "p", {{"class", "note"}},
        Markup::of(
            "Intervals are 95 % intervals: Clopper-Pearson for shares, Bonett-Price for differences of "
            "pairs. They say how far more runs could move a number, not how far the model is from the world. "
            "Words for probabilities are those of US Intelligence Community Directive 203."));
    return section("again", "How to get every number again", content);
}

}  // namespace firebreak::report
