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

void readout(Context& context) {
    heading(context, "side.readout", "Readout");
    text(context, "side.readout.none", "No runs yet.", {.tone = Tone::muted});
}

void why(Context& context) {
    heading(context, "side.why", "Why");
    text(context, "side.why.none", "Select a decision.", {.tone = Tone::muted});
}

// The highest rung is at the top, as on every screen; the limits are named, not only coloured.
void ladder(Context& context, const Spec& spec) {
    for (std::size_t i = spec.ladder.size(); i-- > 0;) {
        const RungSpec& rung = spec.ladder[i];
        std::string words = std::to_string(i) + "  " + printable(rung.name.empty() ? rung.id : rung.name, 80);
        if (rung.id == spec.endings.war) words += "  (war)";
        else if (rung.id == spec.endings.crisis) words += "  (crisis from here)";
        text(context, "side.rung." + std::to_string(i), words);
        if (!rung.firebreak.empty()) {
            text(context, "side.rung." + std::to_string(i) + ".firebreak", "\u2550\u2550  " + printable(rung.firebreak, 80),
                 {.tone = Tone::warning});
        }
    }
}

void scenario(Context& context) {
    const Spec& spec = context.session.spec();
    text(context, "side.title", printable(spec.title, kLongestText), {.heading = true});
    text(context, "side.question", printable(spec.question, kLongestText));
    gap(context, 4);
    text(context, "side.actor-a", "\u25cf A: " + context.session.actor_name(0));
    text(context, "side.actor-b", "\u25c6 B: " + context.session.actor_name(1));
    heading(context, "side.ladder", "Ladder");
    ladder(context, spec);
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
    if (context.session.has_scenario()) scenario(context);
    readout(context);
    why(context);
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
