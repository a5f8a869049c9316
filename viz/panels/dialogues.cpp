#include <algorithm>
#include <string>

#include <imgui.h>
#include <firebreak/program.hpp>

#include "panels/panels.hpp"
#include "panels/widget_core.hpp"
#include "panels/widgets.hpp"

namespace firebreak::viz {

namespace {

void key_section(Context& context, std::string_view section) {
    text(context, "keys.section." + std::string(section), section, {.heading = true});
    const float width = ImGui::GetContentRegionAvail().x;
    const int pairs = std::clamp(static_cast<int>(width / context.px(330)), 1, 3);
    if (!ImGui::BeginTable(std::string(section).c_str(), 2 * pairs)) return;
    float keys = 0;
    for (const ActionInfo& action : actions())
        keys = std::max(keys, label_width(context.keys_of(action.action)));
    for (int i = 0; i < pairs; ++i) {
        ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed,
                                std::min(keys, width / static_cast<float>(2 * pairs)));
        ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch);
    }
    for (const ActionInfo& action : actions()) {
        if (section != action.section) continue;
        ImGui::TableNextColumn();
        text(context, std::string("keys.of.") + action.id, context.keys_of(action.action),
             {.tone = Tone::accent, .wrapped = false});
        ImGui::TableNextColumn();
        text(context, std::string("keys.words.") + action.id, action.words);
    }
    ImGui::EndTable();
}

}  // namespace

void draw_key_page(Context& context, bool& open) {
    if (!begin_dialogue(context, "keys", "Keys", open, 1080, 660)) return;
    ImGui::BeginChild("##keys", ImVec2(0, 0));
    for (const char* section : action_sections()) key_section(context, section);
    text(context, "keys.focus",
         "Tab and Shift+Tab move from item to item, the arrow keys within a list; Enter or the space bar "
         "acts.");
    ImGui::EndChild();
    end_dialogue(context);
}

void draw_drop_words(Context& context, float width, float height) {
    if (context.drop_words.empty()) return;
    const float half_x = std::min(context.px(360), width / 2), half_y = context.px(36), x = width / 2,
                y = height / 2;
    begin_panel(context, "##drop", {x - half_x, y - half_y, x + half_x, y + half_y});
    ImGui::GetWindowDrawList()->AddRect(ImVec2(x - half_x + 1, y - half_y + 1),
                                        ImVec2(x + half_x - 1, y + half_y - 1), packed(context.theme.accent),
                                        0, 0, context.px(3));
    text(context, "drop.words", context.drop_words, {.tone = Tone::accent, .heading = true});
    end_panel();
}

void draw_about(Context& context, bool& open) {
    if (!begin_dialogue(context, "about", "Firebreak", open, 560, 300)) return;
    text(context, "about.words",
         "Simulates how incidents between two states escalate when neither side knows what happened, who did "
         "it, or what the other side's answer means. It is a model, not a forecast.");
    gap(context);
    text(context, "about.version",
         std::string("Version ") + version() + ", commit " + commit() + ", " + compiler());
    end_dialogue(context);
}

}  // namespace firebreak::viz
