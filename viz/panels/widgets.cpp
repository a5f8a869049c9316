#include "panels/widgets.hpp"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include <firebreak/text.hpp>

#include "panels/pen.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {
namespace {

ImVec4 tone_colour(const Context& context, Tone tone) {
    const Theme& theme = context.theme;
    const Colour colour = tone == Tone::muted     ? theme.muted
                          : tone == Tone::warning ? theme.warning
                          : tone == Tone::accent  ? theme.accent
                                                  : theme.text;
    return ImGui::ColorConvertU32ToFloat4(packed(colour));
}

// A frame with centred words that behaves as a button.
bool plain_button(Context& context, const Part& part, float width, bool strong) {
    const ImVec2 size(width, ImGui::GetFrameHeight());
    if (strong) {
        ImGui::PushStyleColor(ImGuiCol_Button, packed(context.theme.accent));
        ImGui::PushStyleColor(ImGuiCol_ButtonHovered, packed(context.theme.accent));
        ImGui::PushStyleColor(ImGuiCol_Text, packed(context.theme.accent_text));
    }
    const bool clicked = ImGui::Button("##part", size);
    draw_label(part.label, Place::centre);
    if (strong) ImGui::PopStyleColor(3);
    return clicked;
}

float button_width(std::string_view label) {
    return label_width(label) + 2 * ImGui::GetStyle().FramePadding.x;
}

}  // namespace

// --- Places ----------------------------------------------------------------

void begin_panel(Context& context, std::string_view id, const Rect& place, Ground ground) {
    const bool padded = ground == Ground::panel;
    ImGui::SetCursorScreenPos(ImVec2(place.x0, place.y0));
    ImGui::PushStyleColor(ImGuiCol_ChildBg, packed(padded ? context.theme.panel : context.theme.background));
    // ImGuiWindowFlags_AlwaysUseWindowPadding: otherwise a child without a border has none.
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                        padded ? ImVec2(context.px(10), context.px(8)) : ImVec2(0, 0));
    const ImVec2 size(std::max(place.width(), 1.0F), std::max(place.height(), 1.0F));
    ImGui::BeginChild(std::string(id).c_str(), size, false, ImGuiWindowFlags_AlwaysUseWindowPadding);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

void end_panel() { ImGui::EndChild(); }

Rect rest_of_panel() {
    const ImVec2 from = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
    return {from.x, from.y, from.x + std::max(size.x, 0.0F), from.y + std::max(size.y, 0.0F)};
}

void same_line(Context& context, float gap) { ImGui::SameLine(0, context.px(gap)); }
void flow(Context& context, float gap, std::string_view next_words) {
    const float end = ImGui::GetItemRectMax().x + context.px(gap) + button_width(next_words);
    if (end <= ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - context.px(8)) {
        same_line(context, gap);
    } else {
        ImGui::SetCursorPosX(context.px(8));
    }
}

void gap(Context& context, float height) { ImGui::Dummy(ImVec2(0, context.px(height))); }
void rule() { ImGui::Separator(); }

void stroke(Context& context) {
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted("|");
    same_line(context, 10);
}

// --- Words -----------------------------------------------------------------

void text(Context& context, std::string_view id, std::string_view words, TextStyle style) {
    // In a presentation the controls are hidden, and so are the words that belong to them.
    if (style.label && context.presentation && context.layer == 0) return;
    if (style.heading && context.heading != nullptr) ImGui::PushFont(context.heading);
    ImGui::PushStyleColor(ImGuiCol_Text, tone_colour(context, style.tone));
    std::string lines;
    if (style.wrapped) lines = in_lines(words, std::max(ImGui::GetContentRegionAvail().x, 1.0F));
    const std::string_view shown = style.wrapped ? std::string_view(lines) : words;
    ImGui::TextUnformatted(shown.data(), shown.data() + shown.size());
    if (!style.label)
        record_words(context, ImGui::GetItemRectMin(), ImGui::GetColorU32(ImGuiCol_Text), shown, 0,
                     style.heading);
    ImGui::PopStyleColor();
    if (style.heading && context.heading != nullptr) ImGui::PopFont();
    register_last(context, {id, Role::text, words, {}, {}});
}

// --- What can be acted on --------------------------------------------------

namespace {

// A room is shown pictures and words; what changes them stays under the keys. What stands beside it keeps its
// line.
bool hidden(const Context& context) {
    if (!context.presentation || context.layer > 0) return false;
    ImGui::Dummy(ImVec2(0, 0));
    return true;
}

}  // namespace

bool button(Context& context, std::string_view id, std::string_view label, Options options) {
    if (hidden(context)) return false;
    const Part part{id, Role::button, label, {}, options};
    return act(context, part, [&] { return plain_button(context, part, button_width(label), false); });
}

bool tab(Context& context, std::string_view id, std::string_view label, bool selected, Options options) {
    const Part part{id, Role::tab, label, selected ? "selected" : "", options};
    return act(context, part, [&] { return plain_button(context, part, button_width(label), selected); });
}

bool radio(Context& context, std::string_view id, std::string_view label, bool on, Options options) {
    if (hidden(context)) return false;
    const Part part{id, Role::radio, label, on ? "on" : "", options};
    // The chosen one is filled, dark on light or light on dark, so that nobody needs to see its colour.
    return act(context, part, [&] { return plain_button(context, part, button_width(label), on); });
}

bool list_item(Context& context, std::string_view id, std::string_view label, Options options) {
    const Part part{id, Role::list_item, label, {}, options};
    return act(context, part, [&] {
        const float left = ImGui::GetCursorScreenPos().x;
        const std::string lines = in_lines(label, ImGui::GetContentRegionAvail().x);
        const ImVec2 size = ImGui::CalcTextSize(lines.data(), lines.data() + lines.size());
        const bool clicked = ImGui::Selectable("##part", false, 0, ImVec2(0, size.y));
        // Beside a button it stands lower, on the line of the button's words; it reaches half the spacing
        // above its own.
        const ImVec2 from(left, ImGui::GetItemRectMin().y + std::floor(ImGui::GetStyle().ItemSpacing.y / 2));
        draw_words(from.x, from.y, ImGui::GetColorU32(ImGuiCol_Text), lines);
        record_words(context, from, ImGui::GetColorU32(ImGuiCol_Text), lines, 0, false);
        return clicked;
    });
}

void action_button(Context& context, std::string_view id, Action action, Options options) {
    const std::string& keys = context.keys_of(action);
    if (options.tip.empty()) options.tip = keys;
    if (button(context, id, info(action).words, options)) context.ask(action);
}

bool check_box(Context& context, std::string_view id, std::string_view label, bool& on, Options options) {
    if (hidden(context)) return false;
    const Part part{id, Role::check_box, label, on ? "on" : "off", options};
    const bool clicked = act(context, part, [&] {
        bool shown = on;
        ImGui::BeginGroup();
        // The frame is what shows that there is a box.
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
        ImGui::PushStyleColor(ImGuiCol_Border, packed(context.theme.muted));
        const bool pressed = ImGui::Checkbox("##part", &shown);
        ImGui::PopStyleColor();
        ImGui::PopStyleVar();
        ImGui::SameLine(0, context.px(6));
        ImGui::AlignTextToFramePadding();
        ImGui::TextUnformatted(label.data(), label.data() + label.size());
        ImGui::EndGroup();
        // The words belong to the box: a click on them counts.
        return pressed || (ImGui::IsItemClicked() && !ImGui::IsAnyItemActive());
    });
    if (clicked) on = !on;
    return clicked;
}

bool slider(Context& context, std::string_view id, std::string_view label, float& value, float low,
            float high, float step, Options options) {
    if (hidden(context)) return false;
    const float before = value;
    const std::string shown = short_number(value);
    const Part part{id, Role::slider, label, shown, options};
    static_cast<void>(act(context, part, [&] {
        ImGui::SetNextItemWidth(context.px(160));
        ImGui::SliderFloat("##part", &value, low, high, "%.4g", ImGuiSliderFlags_NoInput);
        return false;
    }));
    same_line(context, 6);
    ImGui::TextUnformatted(label.data(), label.data() + label.size());
    if (options.enabled && context.focus.is(id))
        value += step * static_cast<float>(context.arrow_x - context.arrow_y);
    value = std::clamp(value, low, high);
    return value < before || value > before;
}

bool splitter(Context& context, std::string_view id, std::string_view label, const Rect& place, Axis axis,
              float& position, float low, float high, float size) {
    const float before = position;
    const std::string shown = short_number(std::round(size));
    ImGui::SetCursorScreenPos(ImVec2(place.x0, place.y0));
    static_cast<void>(act(context, {id, Role::splitter, label, shown, {}}, [&] {
        ImGui::InvisibleButton("##part", ImVec2(place.width(), place.height()));
        const bool lit = ImGui::IsItemHovered() || ImGui::IsItemActive();
        if (lit)
            ImGui::SetMouseCursor(axis == Axis::x ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        const ImVec2 delta = ImGui::GetIO().MouseDelta;
        // Not in the frame of the press: the pointer may have come from far away in it.
        if (ImGui::IsItemActive() && !ImGui::IsItemActivated())
            position += axis == Axis::x ? delta.x : delta.y;
        const float middle_x = std::floor((place.x0 + place.x1) / 2),
                    middle_y = std::floor((place.y0 + place.y1) / 2);
        const unsigned colour = packed(lit ? context.theme.accent : context.theme.border);
        if (axis == Axis::x) {
            ImGui::GetWindowDrawList()->AddLine(ImVec2(middle_x, place.y0), ImVec2(middle_x, place.y1),
                                                colour, lit ? context.px(3) : 1);
        } else {
            ImGui::GetWindowDrawList()->AddLine(ImVec2(place.x0, middle_y), ImVec2(place.x1, middle_y),
                                                colour, lit ? context.px(3) : 1);
        }
        return false;
    }));
    if (context.focus.is(id))
        position += context.px(16) * static_cast<float>(axis == Axis::x ? context.arrow_x : context.arrow_y);
    position = std::clamp(position, low, std::max(low, high));
    return position < before || position > before;
}

// --- Pictures --------------------------------------------------------------

Canvas canvas(Context& context, std::string_view id, std::string_view label, const Rect& place) {
    Canvas canvas;
    canvas.place = place;
    ImGui::SetCursorScreenPos(ImVec2(place.x0, place.y0));
    canvas.clicked = act(context, {id, Role::canvas, label, {}, {}}, [&] {
        const ImVec2 size(std::max(place.width(), 1.0F), std::max(place.height(), 1.0F));
        return ImGui::InvisibleButton("##part", size,
                                      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
    });
    const ImGuiIO& io = ImGui::GetIO();
    canvas.hovered = ImGui::IsItemHovered();
    canvas.dragged =
        ImGui::IsItemActive() && !ImGui::IsItemActivated() && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0);
    canvas.double_clicked = canvas.hovered && ImGui::IsMouseDoubleClicked(0);
    canvas.focused = context.layer == 0 && (context.focus.is(id) || context.focus.id().empty());
    canvas.mouse_x = io.MousePos.x;
    canvas.mouse_y = io.MousePos.y;
    canvas.drag_x = canvas.dragged ? io.MouseDelta.x : 0;
    canvas.drag_y = canvas.dragged ? io.MouseDelta.y : 0;
    canvas.wheel = canvas.hovered ? io.MouseWheel : 0;
    return canvas;
}

void mark(Context& context, std::string_view id, const Rect& place, std::string_view words,
          std::string_view value) {
    context.registry.add({std::string(id), place, Role::mark, std::string(words), std::string(value), true,
                          false, context.layer});
}

unsigned packed(Colour colour, float opacity) {
    const auto alpha = static_cast<unsigned>(std::lround(colour.alpha * std::clamp(opacity, 0.0F, 1.0F)));
    return IM_COL32(colour.red, colour.green, colour.blue, alpha);
}

bool fold(Context& context, std::string_view id, std::string_view words, bool& open) {
    gap(context, 2);
    const bool clicked = act(context, {id, Role::button, words, open ? "open" : "closed", {}}, [&] {
        const float width = std::max(ImGui::GetContentRegionAvail().x, 1.0F);
        const bool pressed = ImGui::InvisibleButton("##part", ImVec2(width, ImGui::GetFrameHeight()));
        if (ImGui::IsItemHovered()) {
            ImGui::GetWindowDrawList()->AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                                      packed(context.theme.accent, 0.15F));
        }
        const ImVec2 low = ImGui::GetItemRectMin();
        const auto y = [&] {
            return std::floor(low.y + (ImGui::GetFrameHeight() - ImGui::GetFontSize()) / 2);
        };
        // The font of headings has no arrows.
        draw_words(low.x, y(), packed(context.theme.text), open ? "\u25bc" : "\u25b6");
        if (context.heading != nullptr) ImGui::PushFont(context.heading);
        draw_words(low.x + context.px(20), y(), packed(context.theme.text), words);
        if (context.heading != nullptr) ImGui::PopFont();
        return pressed;
    });
    if (clicked) open = !open;
    return open;
}

void tool_tip(Context& context, std::string_view id, std::string_view words, std::optional<Rect> about,
              float width) {
    const std::string lines = in_lines(words, context.px(width));
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const float near = context.px(12);
    begin_tip(context, lines,
              about.value_or(Rect{pointer.x - near, pointer.y - near, pointer.x + near, pointer.y + near}));
    const ImVec2 low = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    ImGui::EndTooltip();
    std::string line(words);
    std::replace(line.begin(), line.end(), '\n', ' ');
    mark(context, id, {low.x, low.y, low.x + size.x, low.y + size.y}, line);
}

}  // namespace firebreak::viz
