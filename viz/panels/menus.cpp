// Menus, dialogues and the text field: the parts that open above the window or take the keyboard for
// themselves.
#include <algorithm>

#include <imgui.h>
#include <imgui_internal.h>  // to take the keyboard from a field
#include <imgui_stdlib.h>

#include "panels/widget_core.hpp"

namespace firebreak::viz {
namespace {

std::string popup_name(std::string_view id) { return "##popup." + std::string(id); }

// Between menus the pointer needs no click once one is open.
bool hovered_while_another_is_open() {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId) &&
           ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByPopup);
}

void draw_right(Context& context, std::string_view words) {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    draw_words(high.x - label_width(words) - context.px(8), low.y + ImGui::GetStyle().FramePadding.y,
               packed(context.theme.muted), words);
}

// Dims what is under a dialogue. Dear ImGui's own veil fades in over frames that nobody asked for; this one
// is drawn first thing into the dialogue's list, and the dialogue's ground once more over it.
void draw_veil(Context& context) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 low = ImGui::GetWindowPos(), size = ImGui::GetWindowSize(),
                 high(low.x + size.x, low.y + size.y);
    list.PushClipRectFullScreen();
    list.AddRectFilled(ImVec2(0, 0), ImGui::GetIO().DisplaySize, packed(context.theme.background, 0.6F));
    list.AddRectFilled(low, high, packed(context.theme.panel), ImGui::GetStyle().PopupRounding);
    list.AddRect(low, high, packed(context.theme.border), ImGui::GetStyle().PopupRounding);
    list.PopClipRect();
}

}  // namespace

bool begin_menu(Context& context, std::string_view id, std::string_view label, Options options) {
    const std::string popup = popup_name(id);
    const bool open = ImGui::IsPopupOpen(popup.c_str());
    const Part part{id, Role::menu, label, open ? "open" : "", options};
    bool wanted = act(context, part, [&] {
        const ImVec2 size(label_width(label) + 2 * ImGui::GetStyle().FramePadding.x, ImGui::GetFrameHeight());
        ImGui::PushStyleColor(ImGuiCol_Button, open ? packed(context.theme.raised) : 0U);
        const bool clicked = ImGui::Button("##part", size);
        ImGui::PopStyleColor();
        draw_label(label, Place::centre);
        return clicked;
    });
    wanted = wanted || (options.enabled && !open && hovered_while_another_is_open());
    const ImVec2 below(ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y);
    if (wanted && !open) {
        ImGui::OpenPopup(popup.c_str());
        context.frames_wanted = std::max(context.frames_wanted, 2);
    }
    ImGui::SetNextWindowPos(below);
    if (!ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoMove)) return false;
    context.layer = 1;
    if (context.has(Action::clear)) {
        ImGui::CloseCurrentPopup();
        context.focus.set(id);
    }
    return true;
}

void end_menu(Context& context) {
    ImGui::EndPopup();
    context.layer = 0;
}

bool menu_item(Context& context, std::string_view id, std::string_view label, std::string_view keys,
               bool ticked, Options options) {
    const Part part{id, Role::menu_item, label, ticked ? "on" : "", options};
    const bool chosen = act(context, part, [&] {
        const float width = label_width(label) + label_width(keys) + context.px(64);
        const float room = std::max(width, ImGui::GetContentRegionAvail().x);
        const bool clicked = ImGui::Selectable("##part", false, ImGuiSelectableFlags_DontClosePopups,
                                               ImVec2(room, ImGui::GetFrameHeight()));
        const ImVec2 low = ImGui::GetItemRectMin();
        const float y = low.y + ImGui::GetStyle().FramePadding.y;
        const unsigned colour = ImGui::GetColorU32(ImGuiCol_Text);
        if (ticked) draw_words(low.x + context.px(4), y, colour, "\u2713");
        draw_words(low.x + context.px(24), y, colour, label);
        draw_right(context, keys);
        return clicked;
    });
    if (chosen) {
        ImGui::CloseCurrentPopup();
        context.focus.set(id.substr(0, id.find('.', id.find('.') + 1)));  // back to the menu
    }
    return chosen;
}

void action_item(Context& context, std::string_view id, Action action, bool ticked, Options options) {
    if (menu_item(context, id, info(action).words, context.keys_of(action), ticked, options))
        context.ask(action);
}

bool begin_dialogue(Context& context, std::string_view id, std::string_view title, bool& open, float width,
                    float height, bool* leaving) {
    const std::string popup = popup_name(id);
    if (!open) return false;
    if (!ImGui::IsPopupOpen(popup.c_str())) {
        ImGui::OpenPopup(popup.c_str());
        context.focus_before = context.focus.id();
        context.frames_wanted = std::max(context.frames_wanted, 2);
    }
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const ImVec2 size(std::min(context.px(width), window.x - context.px(16)),
                      std::min(context.px(height), window.y - context.px(16)));
    ImGui::SetNextWindowPos(ImVec2((window.x - size.x) / 2, (window.y - size.y) / 2));
    ImGui::SetNextWindowSize(size);
    const auto flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove;
    if (!ImGui::BeginPopupModal(popup.c_str(), nullptr, flags)) return false;
    context.layer = 1;
    draw_veil(context);
    const bool outside = ImGui::IsMouseClicked(0) && !ImGui::IsWindowAppearing() &&
                         !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows |
                                                 ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    bool stays = !context.has(Action::clear) && !outside;
    text(context, std::string(id) + ".title", title, {.heading = true, .wrapped = false});
    same_line(context, 0);
    const float close_width = label_width("Close") + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetCursorPosX(size.x - close_width - ImGui::GetStyle().WindowPadding.x);
    if (button(context, std::string(id) + ".close", "Close")) stays = false;
    rule();
    if (leaving != nullptr) {
        *leaving = !stays;
    } else {
        open = stays;
    }
    if (!open) close_dialogue(context);
    return true;
}

void close_dialogue(Context& context) {
    ImGui::CloseCurrentPopup();
    context.uncovered = true;
    context.focus.set(context.focus_before);
}

void end_dialogue(Context& context) {
    ImGui::EndPopup();
    context.layer = 0;
}

namespace {

// The field that is to put its cursor at its end as soon as it has the keyboard.
struct AtEnd {
    std::string id;
};

int cursor_to_end(ImGuiInputTextCallbackData* data) {
    std::string& id = static_cast<AtEnd*>(data->UserData)->id;
    if (id.empty()) return 0;
    id.clear();
    data->CursorPos = data->SelectionStart = data->SelectionEnd = data->BufTextLen;
    return 0;
}

// Dear ImGui knows nothing of our focus: a field that was left by Tab would go on taking letters.
void let_go(const Context& context, std::string_view id) {
    if (ImGui::IsItemActive() && context.focus.moved() && !context.focus.is(id)) ImGui::ClearActiveID();
}

bool escape_pressed() {
#if IMGUI_VERSION_NUM >= 18700
    return ImGui::IsKeyPressed(ImGuiKey_Escape);
#else
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
#endif
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

// Where the given line and column are in a text, in bytes.
int offset_of(std::string_view text, int line, int column) {
    std::size_t at = 0;
    for (; line > 1; --line) {
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) return static_cast<int>(text.size());
        at = end + 1;
    }
    for (; column > 1 && at < text.size() && text[at] != '\n'; --column) {
        do ++at;
        while (at < text.size() && !begins_character(text[at]));
    }
    return static_cast<int>(at);
}

// Moves the cursor where it is wanted, and says where it is.
int follow_cursor(ImGuiInputTextCallbackData* data) {
    TextArea& area = *static_cast<TextArea*>(data->UserData);
    area.active = true;
    const std::string_view all(data->Buf, static_cast<std::size_t>(data->BufTextLen));
    if (area.go_to_line > 0) {
        data->CursorPos = data->SelectionStart = data->SelectionEnd =
            offset_of(all, area.go_to_line, area.go_to_column);
        area.go_to_line = 0;
    }
    const std::string_view before = all.substr(0, static_cast<std::size_t>(data->CursorPos));
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    area.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    area.column = 1 + static_cast<int>(std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start),
                                                     before.end(), begins_character));
    return 0;
}

}  // namespace

bool text_field(Context& context, std::string_view id, std::string_view label, std::string& value,
                bool take_focus, bool to_end) {
    Part part{id, Role::text_field, label, {}, {}};
    if (take_focus) context.focus.set(id);
    begin_part(part);
    // The keyboard came here by Tab: let typing go on at once.
    if (take_focus || (context.focus.is(id) && context.focus.moved())) {
        ImGui::SetKeyboardFocusHere();
        context.text_wanted = true;
    }
    AtEnd& at_end = context.ui.of<AtEnd>();
    if (take_focus && to_end) at_end.id = id;
    const bool waits = at_end.id == id;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue;
    if (waits) flags |= ImGuiInputTextFlags_CallbackAlways;
    const bool ended = ImGui::InputText("##part", &value, flags, waits ? cursor_to_end : nullptr, &at_end);
    let_go(context, id);
    part.value = value;  // only now: typing may have moved it
    static_cast<void>(end_part(context, part, false));
    return ended;
}

bool text_area(Context& context, std::string_view id, std::string_view label, std::string& value,
               TextArea& area, float width, float height) {
    Part part{id, Role::text_area, label, {}, {}};
    if (area.take_focus) context.focus.set(id);
    begin_part(part);
    if (area.take_focus || (context.focus.is(id) && context.focus.moved())) ImGui::SetKeyboardFocusHere();
    area.take_focus = false;
    // Dear ImGui takes Escape as a wish to lose what was typed.
    const bool escape = escape_pressed();
    area.active = false;
    const std::string before = escape ? value : std::string();
    if (context.fixed != nullptr) ImGui::PushFont(context.fixed);
    bool edited = ImGui::InputTextMultiline("##part", &value, ImVec2(width, height),
                                            ImGuiInputTextFlags_CallbackAlways, follow_cursor, &area);
    if (context.fixed != nullptr) ImGui::PopFont();
    if (escape) {
        value = before;
        edited = false;
    }
    let_go(context, id);
    // A click into it is one into Dear ImGui's window within, which end_part() does not see.
    if (area.active && !context.focus.moved()) context.focus.set(id);
    const std::string place = "line " + std::to_string(area.line) + ", column " + std::to_string(area.column);
    part.value = place;
    static_cast<void>(end_part(context, part, false));
    return edited;
}

}  // namespace firebreak::viz
