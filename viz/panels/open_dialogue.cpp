// The dialogue that opens a file: a path to type, and below it what its folder holds, fewer and fewer as one
// types.
#include <cstdlib>
#include <string>
#include <utility>

#include <imgui.h>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {
namespace {

void enter_folder(OpenDialogue& dialogue, const std::string& folder_as_typed) {
    dialogue.path = dialogue.whole = folder_as_typed;
    dialogue.go_on = true;
}

// A folder is entered, unless it is that of a sweep; anything else is the choice.
bool choose(OpenDialogue& dialogue) {
    const std::string path = expand_home(dialogue.path, std::getenv("HOME"));
    if (path.empty()) return false;
    if (is_folder(path) && !looks_like_sweep(path)) {
        enter_folder(dialogue, dialogue.path.back() == '/' ? dialogue.path : dialogue.path + '/');
        return false;
    }
    dialogue.path = path;
    return true;
}

std::string count_line(const FolderList& list, std::size_t shown, bool sweeps) {
    if (!list.fault.empty()) return list.fault;
    std::string words = shown > 0 ? ""
                        : sweeps  ? "No folder has such a name."
                                  : "No folder or scenario file has such a name.";
    if (list.more) {
        words +=
            (words.empty() ? "" : " ") + ("Only the first " + with_commas(kMostListed) +
                                          " are listed; there are more. Type the whole name of another.");
    }
    return words;
}

// True when a file was chosen.
bool draw_entries(Context& context, OpenDialogue& dialogue, const TypedPath& typed, bool filtering) {
    bool chosen = false;
    std::size_t shown = 0;
    std::string wanted;
    const bool with_parent = !filtering || typed.name.empty();
    if (with_parent && list_item(context, "open.entry.parent", "../  (the folder above)"))
        wanted = parent_as_typed(typed.folder_as_typed);
    for (std::size_t i = 0; i < dialogue.list.entries.size(); ++i) {
        const FolderEntry& entry = dialogue.list.entries[i];
        if ((filtering && !fits(entry.name, typed.name)) || (dialogue.sweeps && !entry.folder)) continue;
        ++shown;
        const std::string words = printable(entry.name, 120) + (entry.sweep    ? "/  (sweep)"
                                                                : entry.folder ? "/"
                                                                               : "");
        if (!list_item(context, "open.entry." + std::to_string(i), words)) continue;
        chosen = !entry.folder || entry.sweep;
        wanted = typed.folder_as_typed + entry.name + (chosen ? "" : "/");
    }
    const std::string words = count_line(dialogue.list, shown, dialogue.sweeps);
    if (!words.empty())
        text(context, "open.count", words,
             {.tone = dialogue.list.fault.empty() ? Tone::muted : Tone::warning});
    if (wanted.empty()) return false;
    if (!chosen) enter_folder(dialogue, wanted);
    if (chosen) dialogue.path = expand_home(wanted, std::getenv("HOME"));
    return chosen;
}

// Reads the folder anew when another one is typed.
void look(OpenDialogue& dialogue, const TypedPath& typed) {
    if (dialogue.listed && dialogue.list.folder == typed.folder) return;
    dialogue.list = list_folder(typed.folder);
    dialogue.listed = true;
}

}  // namespace

bool draw_open_dialogue(Context& context, OpenDialogue& dialogue) {
    const char* title = dialogue.sweeps ? "Open a sweep" : "Open a scenario";
    if (!begin_dialogue(context, "open", title, dialogue.open, 720, 560)) return false;
    if (dialogue.appearing) dialogue.whole = dialogue.path;
    text(context, "open.words",
         dialogue.sweeps ? "Folder of a sweep, as `firebreak sweep` and `firebreak uncertainty` make it, or "
                           "choose one from the list below:"
                         : "Path of a scenario file (.yaml), or choose one from the list below:");
    const bool go_on = std::exchange(dialogue.go_on, false);
    bool chosen = text_field(context, "open.path", "Path", dialogue.path,
                             std::exchange(dialogue.appearing, false) || go_on, go_on) &&
                  choose(dialogue);
    gap(context, 4);
    const bool filled = !dialogue.path.empty();
    if (button(context, "open.go", dialogue.sweeps ? "Open folder" : "Open file",
               {.enabled = filled, .reason = "Type a path first."}))
        chosen = choose(dialogue);
    if (!chosen) {
        const TypedPath typed = divide_path(dialogue.path, std::getenv("HOME"));
        look(dialogue, typed);
        const std::string words = typed.folder == "." ? "In the folder where the program was started:"
                                                      : "In " + printable(typed.folder, 200) + ":";
        text(context, "open.folder", words, {.tone = Tone::muted});
        ImGui::BeginChild("##entries", ImVec2(0, 0));
        chosen = draw_entries(context, dialogue, typed, dialogue.path != dialogue.whole);
        ImGui::EndChild();
    }
    if (chosen) {
        dialogue.open = false;
        close_dialogue(context);
    }
    end_dialogue(context);
    return chosen;
}

}  // namespace firebreak::viz
