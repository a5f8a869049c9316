#include "panels/export_dialogue.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>

#include <imgui.h>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "panels/widgets.hpp"
#include "session/export_words.hpp"
#include "session/folder_list.hpp"
#include "session/new_files.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestShown = 400;

std::string name_fault(std::string_view name) {
    if (name.empty()) return "Type a name first.";
    if (name.find('/') != std::string_view::npos)
        return "A name cannot contain a slash; set the folder above.";
    if (name.front() == '.') return "A name cannot begin with a dot.";
    if (name.size() > kLongestName) return "The name is too long.";
    // What cannot be shown as it is could be mistaken for another name.
    if (printable(name, 4 * kLongestName) != name)
        return "The name contains characters that cannot be shown.";
    return {};
}

std::vector<std::string> existing(const ExportRequest& request) {
    std::vector<std::string> names;
    for (const std::string& path : request.paths()) {
        std::error_code error;
        if (std::filesystem::exists(std::filesystem::symlink_status(path, error)))
            names.push_back(printable(std::filesystem::path(path).filename().string(), kLongestShown));
    }
    return names;
}

void kinds(Context& context, ExportRequest& request) {
    static_cast<void>(check_box(context, "export.png", "PNG: the window as it is", request.png));
    static_cast<void>(check_box(context, "export.svg",
                                "SVG: the picture of this screen, for enlarging and editing", request.svg));
    static_cast<void>(
        check_box(context, "export.csv", "CSV: the numbers of this screen, for a spreadsheet", request.csv));
    text(context, "export.note", "A text file says where they come from and how to get the same again.",
         {.tone = Tone::muted});
}

void commands(Context& context) {
    const std::vector<std::string> lines = export_commands(context.session);
    std::string all;
    for (const std::string& line : lines) all += (all.empty() ? "" : "\n") + line;
    ImGui::AlignTextToFramePadding();
    text(context, "export.command.words",
         lines.size() > 1 ? "The commands that repeat this:" : "The command that repeats this:",
         {.tone = Tone::muted, .wrapped = false});
    same_line(context);
    if (button(context, "export.copy", "Copy")) ImGui::SetClipboardText(all.c_str());
    for (std::size_t i = 0; i < lines.size(); ++i)
        text(context, "export.command." + std::to_string(i), printable(lines[i], 2000));
}

void outcome(Context& context, const ExportDialogue& dialogue, const std::vector<std::string>& there) {
    if (!dialogue.problem.empty()) text(context, "export.problem", dialogue.problem, {.tone = Tone::warning});
    if (!dialogue.result.empty()) text(context, "export.result", dialogue.result, {.tone = Tone::accent});
    // What was written just now is there, and nobody need be warned of it.
    if (there.empty() || !dialogue.result.empty()) return;
    const bool one = there.size() == 1;
    text(context, "export.exists",
         listed(there) +
             (one ? " exists already: Export replaces it." : " exist already: Export replaces them."),
         {.tone = Tone::warning});
}

}  // namespace

std::string ExportRequest::path(const char* ending) const {
    const std::string whole = expand_home(folder, std::getenv("HOME"));
    return (std::filesystem::path(whole.empty() ? "." : whole) / (name + ending)).string();
}

std::vector<std::string> ExportRequest::paths() const {
    std::vector<std::string> paths;
    if (png) paths.push_back(path(".png"));
    if (svg) paths.push_back(path(".svg"));
    if (csv) paths.push_back(path(".csv"));
    paths.push_back(path(".txt"));
    return paths;
}

std::string ExportRequest::fault(const std::vector<std::string>& open_files) const {
    if (std::string words = name_fault(name); !words.empty()) return words;
    if (std::string words = folder_fault(expand_home(folder, std::getenv("HOME"))); !words.empty())
        return words;
    for (const std::string& path : paths()) {
        const std::string shown = printable(std::filesystem::path(path).filename().string(), kLongestShown);
        if (is_odd_file(path)) return shown + " is not a file and cannot be replaced.";
        if (std::any_of(open_files.begin(), open_files.end(),
                        [&](const std::string& file) { return same_file(path, file); }))
            return shown + " is the scenario that is open, or a part of it. Choose another name.";
    }
    return {};
}

void open_export(Context& context, ExportDialogue& dialogue) {
    std::error_code error;
    const std::string here = std::filesystem::current_path(error).string();
    // The folder stays the one chosen before.
    const std::string folder = dialogue.request.folder.empty() ? here : dialogue.request.folder;
    dialogue = {true, true, {folder, export_name(context.session)}, {}, {}};
}

std::optional<ExportRequest> draw_export_dialogue(Context& context, ExportDialogue& dialogue) {
    // A script or a changed file may close the scenario under it.
    if (!context.session.has_scenario()) dialogue.open = false;
    if (!begin_dialogue(context, "export", "Export what is shown", dialogue.open, 760, 500)) return {};
    ExportRequest& request = dialogue.request;
    const ExportRequest before = request;
    const std::string blocked = why_no_export(context.session);
    text(context, "export.folder.words", "Folder:");
    bool entered = text_field(context, "export.folder", "Folder", request.folder);
    text(context, "export.name.words", "File name, without extension:");
    entered = text_field(context, "export.name", "Name", request.name, dialogue.appearing) || entered;
    dialogue.appearing = false;
    gap(context, 4);
    kinds(context, request);
    gap(context, 4);
    if (blocked.empty()) commands(context);
    gap(context, 4);
    if (!(before == request)) dialogue.result = dialogue.problem = "";
    const std::vector<std::string> there = existing(request);
    const std::string fault = blocked.empty() ? request.fault(context.session.files()) : blocked;
    bool go = button(context, "export.go", "Export", {.enabled = fault.empty(), .reason = fault});
    if (!fault.empty()) text(context, "export.fault", fault, {.tone = Tone::warning});
    else outcome(context, dialogue, there);
    // Enter in a field replaces nothing that is there.
    go = fault.empty() && (go || (entered && there.empty()));
    if (go) {
        dialogue.open = false;
        close_dialogue(context);
    }
    end_dialogue(context);
    return go ? std::optional(request) : std::nullopt;
}

}  // namespace firebreak::viz
