#include <string>

#include <imgui.h>
#include <firebreak/diagnostic.hpp>

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
        text(context, "side.remark." + std::to_string(i), printable(lines[i], kLongestText), {.tone = Tone::warning});
    }
}

}  // namespace

void draw_side_panel(Context& context) {
    // On the timeline what is selected comes first.
    const bool first = context.session.screen == ScreenId::timeline && context.session.has_run();
    if (context.session.has_scenario()) draw_measures(context);
    if (first) draw_why_card(context);
    if (first) draw_belief_bars(context);
    draw_readout(context);
    if (!first) draw_why_card(context);
    if (!first) draw_belief_bars(context);
    if (context.session.has_scenario()) draw_scenario(context);
    if (context.session.has_scenario() && !context.session.diagnostics().empty()) draw_diagnostics(context);
    remarks(context);
}

void draw_diagnostics(Context& context) {
    const auto& diagnostics = context.session.diagnostics();
    const bool bad = !context.session.has_scenario();
    const std::string file = printable(context.session.path(), 200);
    if (bad) {
        text(context, "faults.title", "The scenario cannot be used.", {.heading = true});
        text(context, "faults.file",
             file + ": " + std::to_string(diagnostics.size()) + (diagnostics.size() == 1 ? " fault." : " faults.") +
                 " A click copies a line; mend the file and open it again.");
    } else {
        heading(context, "faults.title", "Warnings");
    }
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
        const bool error = diagnostics[i].severity == Diagnostic::Severity::error;
        const std::string line = (error ? "error: " : "warning: ") + format_diagnostic(diagnostics[i]);
        if (list_item(context, "faults.line." + std::to_string(i), line, {.tip = "Copy this line"}))
            ImGui::SetClipboardText(line.c_str());
    }
}

}  // namespace firebreak::viz
