#include <algorithm>
#include <string>

#include <imgui.h>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestText = 2000;

void heading(Context& context, const std::string& id, const char* words) {
    gap(context, 4);
    text(context, id, words, {.heading = true});
}

void remarks(Context& context) {
    const auto& lines = context.session.remarks;
    if (lines.empty()) return;
    heading(context, "side.remarks", "Settings");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        text(context, "side.remark." + std::to_string(i), printable(lines[i], kLongestText),
             {.tone = Tone::warning});
    }
}

// What a faulty file says after it was read again; the scenario that is shown has none of these faults.
void newer_faults(Context& context, std::size_t errors, std::size_t warnings) {
    if (errors == 0)
        return heading(context, "faults.title",
                       warnings == 1 ? "A warning about the scenario" : "Warnings about the scenario");
    heading(context, "faults.title", "Errors in the file");
    text(context, "faults.file",
         counted(errors, "error") + " in " + printable(context.session.path(), 200) +
             ". The scenario shown is the last one without errors. Click a line to copy it.",
         {.tone = Tone::warning});
}

}  // namespace

void draw_side_panel(Context& context) {
    // What is wrong comes before all else: below the rest nobody would see it.
    remarks(context);
    if (context.session.has_scenario() && !context.session.diagnostics().empty()) draw_diagnostics(context);
    // On the timeline what is selected comes first.
    const bool first = context.session.screen == ScreenId::timeline && context.session.has_run();
    if (context.session.has_scenario()) draw_measures(context);
    if (first) draw_why_card(context);
    if (first) draw_belief_bars(context);
    draw_readout(context);
    if (!first) draw_why_card(context);
    if (!first) draw_belief_bars(context);
    if (context.session.has_scenario()) draw_scenario(context);
}

void draw_diagnostics(Context& context) {
    const auto& diagnostics = context.session.diagnostics();
    const auto errors = static_cast<std::size_t>(
        std::count_if(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& line) { return line.severity == Diagnostic::Severity::error; }));
    if (context.session.has_scenario()) {
        newer_faults(context, errors, diagnostics.size() - errors);
    } else {
        const std::string file = printable(context.session.path(), 200);
        text(context, "faults.title", "The scenario cannot be used.", {.heading = true});
        text(context, "faults.file",
             file + ": " + counted(errors, "error") +
                 ". Click a line to copy it. Correct the text here, or the file in another program; it is "
                 "then read again.");
        action_button(context, "faults.edit", Action::edit_scenario);
        gap(context, 4);
    }
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
        const bool error = diagnostics[i].severity == Diagnostic::Severity::error;
        const std::string line = (error ? "error: " : "warning: ") + format_diagnostic(diagnostics[i]);
        if (list_item(context, "faults.line." + std::to_string(i), line, {.tip = "Copy this line"}))
            ImGui::SetClipboardText(line.c_str());
    }
}

}  // namespace firebreak::viz
