// The dialogue in which the text of a scenario is edited, with the faults that the engine finds in it below.
#include <algorithm>
#include <string>
#include <utility>

#include <imgui.h>
#include <firebreak/river_picture.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {
namespace {

using Question = EditDialogue::Question;

constexpr std::size_t kMostListedFaults = 200;

std::string title_of(const ScenarioText& editor) {
    const std::string& path = editor.path();
    const std::size_t slash = path.rfind('/');
    const std::string name = printable(path.substr(slash == std::string::npos ? 0 : slash + 1), 60);
    const std::size_t errors = editor.errors(), warnings = editor.diagnostics().size() - errors;
    std::string words = errors == 0 ? "no errors" : counted(errors, "error");
    if (warnings > 0) words += ", " + counted(warnings, "warning");
    if (editor.checking()) words = "being checked";
    return name + ", " + words;
}

// What Enter answers.
const char* first_answer(Question question) {
    switch (question) {
        case Question::changed_on_disk: return "edit.again";
        case Question::revert: return "edit.keep";
        default: return "edit.save";
    }
}

void ask(Context& context, EditDialogue& dialogue, Question question) {
    dialogue.question = question;
    dialogue.just_asked = true;
    dialogue.said.clear();
    context.frames_wanted = std::max(context.frames_wanted, 2);
}

void leave(Context& context, EditDialogue& dialogue) {
    context.session.editor.close();
    dialogue.open = false;
    close_dialogue(context);
}

// False if it was not; what is asked about leaving is asked still then.
bool save(Context& context, EditDialogue& dialogue, bool anyway) {
    ScenarioText& editor = context.session.editor;
    switch (editor.save(anyway)) {
        case ScenarioText::Saved::changed_on_disk:
            ask(context, dialogue, Question::changed_on_disk);
            return false;
        case ScenarioText::Saved::failed:
            dialogue.said = "Not saved: " + editor.fault() + ". The file is as it was.";
            return false;
        case ScenarioText::Saved::yes: break;
    }
    dialogue.question = Question::none;
    dialogue.said = "Saved.";
    if (editor.path() == context.session.path()) context.session.reload();
    return true;
}

void read_again(EditDialogue& dialogue, ScenarioText& editor) {
    dialogue.question = Question::none;
    dialogue.refused = editor.read(std::string(editor.path()));
    dialogue.said = dialogue.refused.empty() ? "Read again." : "";
    dialogue.area.go_to_line = 1;
    dialogue.area.go_to_column = 1;
    dialogue.area.take_focus = true;
}

void said(Context& context, const EditDialogue& dialogue) {
    if (dialogue.said.empty()) return;
    flow(context, 12, dialogue.said);
    ImGui::AlignTextToFramePadding();
    text(context, "edit.said", printable(dialogue.said, 400), {.tone = Tone::accent, .wrapped = false});
}

void keep_editing(Context& context, EditDialogue& dialogue) {
    flow(context, 6, "Keep editing");
    if (!button(context, "edit.keep", "Keep editing")) return;
    dialogue.question = Question::none;
    dialogue.area.take_focus = true;
}

void answer_other_change(Context& context, EditDialogue& dialogue) {
    if (button(context, "edit.again", "Read again",
               {.tip = "Loads the file as it is now; your changes here are lost"}))
        read_again(dialogue, context.session.editor);
    flow(context, 6, "Save anyway");
    if (button(context, "edit.anyway", "Save anyway", {.tip = "Overwrites the file with the text here"}) &&
        !save(context, dialogue, true))
        dialogue.question = Question::none;
    keep_editing(context, dialogue);
}

void answer_revert(Context& context, EditDialogue& dialogue) {
    if (button(context, "edit.discard", "Revert")) {
        dialogue.question = Question::none;
        context.session.editor.revert();
        dialogue.area.take_focus = true;
    }
    keep_editing(context, dialogue);
}

// True when the text is closed.
bool answer_leaving(Context& context, EditDialogue& dialogue) {
    bool done = button(context, "edit.save", "Save") && save(context, dialogue, false);
    flow(context, 6, "Discard");
    done = button(context, "edit.discard", "Discard") || done;
    keep_editing(context, dialogue);
    if (!done) return false;
    dialogue.question = Question::none;
    leave(context, dialogue);
    return true;
}

// The answers to what is asked. True: the program is to be left.
bool answers(Context& context, EditDialogue& dialogue) {
    const Question question = dialogue.question;
    const char* words =
        question == Question::changed_on_disk ? "Another program has changed the file since it was read here."
        : question == Question::revert        ? "All changes since the text was read or saved will be lost."
                                              : "There are unsaved changes.";
    ImGui::AlignTextToFramePadding();
    text(context, "edit.question", words, {.tone = Tone::warning, .wrapped = false});
    flow(context, 12, "Keep editing");
    bool left = false;
    if (question == Question::changed_on_disk) answer_other_change(context, dialogue);
    else if (question == Question::revert) answer_revert(context, dialogue);
    else left = answer_leaving(context, dialogue);
    said(context, dialogue);
    return left && question == Question::quit;
}

void buttons(Context& context, EditDialogue& dialogue) {
    ScenarioText& editor = context.session.editor;
    const Options of_changes{.enabled = editor.changed(), .reason = "Nothing was changed."};
    if (button(context, "edit.save", "Save",
               {.enabled = of_changes.enabled,
                .reason = of_changes.reason,
                .tip = context.keys_of(Action::save_text)}))
        static_cast<void>(save(context, dialogue, false));
    flow(context, 6, "Revert");
    if (button(context, "edit.revert", "Revert", of_changes)) ask(context, dialogue, Question::revert);
    const std::string place =
        "Line " + std::to_string(dialogue.area.line) + ", column " + std::to_string(dialogue.area.column);
    flow(context, 12, place);
    ImGui::AlignTextToFramePadding();
    text(context, "edit.place", place, {.tone = Tone::muted, .wrapped = false});
    said(context, dialogue);
}

void faults(Context& context, EditDialogue& dialogue) {
    const ScenarioText& editor = context.session.editor;
    const auto& lines = editor.diagnostics();
    ImGui::BeginChild("##faults", ImVec2(0, 0));
    if (lines.empty()) {
        text(context, "edit.none",
             editor.checking() ? "The text is being checked." : "The text has no errors.",
             {.tone = Tone::muted});
    }
    for (std::size_t i = 0; i < std::min(lines.size(), kMostListedFaults); ++i) {
        const bool error = lines[i].severity == Diagnostic::Severity::error;
        const bool here = lines[i].file == editor.path() && lines[i].line > 0;
        const std::string words = (error ? "error: " : "warning: ") + format_diagnostic(lines[i]);
        const Options options{.enabled = here,
                              .reason = "This is in another file, or has no line of its own.",
                              .tip = "Go to this line"};
        if (!list_item(context, "edit.fault." + std::to_string(i), words, options)) continue;
        dialogue.area.go_to_line = lines[i].line;
        dialogue.area.go_to_column = std::max(lines[i].column, 1);
        dialogue.area.take_focus = true;
    }
    if (lines.size() > kMostListedFaults)
        text(context, "edit.more", "and " + std::to_string(lines.size() - kMostListedFaults) + " more",
             {.tone = Tone::muted});
    ImGui::EndChild();
}

}  // namespace

void open_edit_dialogue(Context& context, EditDialogue& dialogue) {
    dialogue = {};
    dialogue.refused = context.session.editor.read(context.session.path());
    dialogue.open = true;
    dialogue.area.take_focus = true;
}

bool draw_edit_dialogue(Context& context, EditDialogue& dialogue) {
    if (!dialogue.open) return false;
    ScenarioText& editor = context.session.editor;
    bool leaving = false, quit = false;
    // Before the text is drawn, which lets the keyboard go then.
    if (std::exchange(dialogue.just_asked, false)) context.focus.go(first_answer(dialogue.question));
    const std::string title =
        editor.is_open() ? title_of(editor) : std::string("The text cannot be edited here");
    if (!begin_dialogue(context, "edit", title, dialogue.open, 1200, 690, &leaving)) return false;
    if (context.has(Action::save_text) && editor.changed() && dialogue.question == Question::none)
        static_cast<void>(save(context, dialogue, false));
    if (!editor.is_open()) {
        text(context, "edit.refused", printable(context.session.path(), 200) + ": " + dialogue.refused);
    } else {
        // A row of buttons and a few lines of faults below the text.
        const float below =
            ImGui::GetFrameHeightWithSpacing() + 5 * ImGui::GetTextLineHeightWithSpacing() + context.px(8);
        const float height = std::max(ImGui::GetContentRegionAvail().y - below, context.px(80));
        if (text_area(context, "edit.text", "Text of the scenario", editor.text, dialogue.area,
                      ImGui::GetContentRegionAvail().x, height)) {
            editor.edited();
            dialogue.said.clear();
        }
        if (dialogue.question == Question::none) {
            buttons(context, dialogue);
        } else {
            quit = answers(context, dialogue);
        }
        if (dialogue.open) faults(context, dialogue);
    }
    if (dialogue.open && leaving) {
        if (dialogue.question != Question::none) {
            dialogue.question = Question::none;
            dialogue.area.take_focus = true;
        } else if (editor.changed()) {
            ask(context, dialogue, Question::leave);
        } else {
            leave(context, dialogue);
        }
    }
    end_dialogue(context);
    return quit;
}

}  // namespace firebreak::viz
