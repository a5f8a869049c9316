#include "panels/widget_core.hpp"

#include <algorithm>
#include <cmath>

#include <imgui.h>

namespace firebreak::viz {
namespace {

// The last item, as far as it is not scrolled out of its window.
Rect visible_rect() {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 clip_low = list.GetClipRectMin(), clip_high = list.GetClipRectMax();
    const Rect rect{std::max(low.x, clip_low.x), std::max(low.y, clip_low.y), std::min(high.x, clip_high.x),
                    std::min(high.y, clip_high.y)};
    return rect.empty() ? Rect{} : rect;
}

void draw_ring(const Context& context) {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const float width = std::max(std::round(context.px(3)), 2.0F), inset = width / 2;
    ImGui::GetWindowDrawList()->AddRect(ImVec2(low.x + inset, low.y + inset), ImVec2(high.x - inset, high.y - inset),
                                        packed(context.theme.focus), ImGui::GetStyle().FrameRounding, 0, width);
}

void show_tip(Context& context, const Part& part) {
    const std::string_view tip = part.options.enabled ? part.options.tip : part.options.reason;
    if (tip.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(context.px(360));
    ImGui::TextUnformatted(tip.data(), tip.data() + tip.size());
    ImGui::PopTextWrapPos();
    register_last(context, {std::string(part.id) + ".tip", Role::text, tip, {}, {}});
    ImGui::EndTooltip();
}

}  // namespace

void register_last(Context& context, const Part& part) {
    const std::string_view value = part.options.enabled ? part.value : part.options.reason;
    context.registry.add({std::string(part.id), visible_rect(), part.role, std::string(part.label), std::string(value),
                          part.options.enabled, context.focus.shows_ring(part.id), context.layer});
}

void begin_part(const Part& part) {
    ImGui::PushID(part.id.data(), part.id.data() + part.id.size());
    ImGui::BeginDisabled(!part.options.enabled);
}

bool end_part(Context& context, const Part& part, bool clicked) {
    ImGui::EndDisabled();
    register_last(context, part);
    if (context.focus.shows_ring(part.id)) draw_ring(context);
    if (context.focus.is(part.id) && context.focus.moved()) ImGui::SetScrollHereY();
    show_tip(context, part);
    ImGui::PopID();
    if (!part.options.enabled) return false;
    if (ImGui::IsItemClicked()) {
        context.focus.set(part.id);
        context.focus.hide_ring();
    }
    return context.focus.take_activation(part.id) || clicked;
}

float label_width(std::string_view label) { return ImGui::CalcTextSize(label.data(), label.data() + label.size()).x; }

std::string fitted(std::string_view words, float width) {
    if (label_width(words) <= width) return std::string(words);
    std::size_t length = words.size();
    while (length > 0) {
        // Not within a letter of several bytes.
        do --length;
        while (length > 0 && (static_cast<unsigned char>(words[length]) & 0xC0U) == 0x80U);
        std::string cut = std::string(words.substr(0, length)) + "\u2026";
        if (label_width(cut) <= width) return cut;
    }
    return {};
}

void draw_label(std::string_view label, Place place) {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const ImVec2 size = ImGui::CalcTextSize(label.data(), label.data() + label.size());
    const float padding = ImGui::GetStyle().FramePadding.x;
    const float x = place == Place::left ? low.x + padding : std::floor((low.x + high.x - size.x) / 2);
    const float y = std::floor((low.y + high.y - size.y) / 2);
    draw_words(x, y, ImGui::GetColorU32(ImGuiCol_Text), label);
}

void draw_words(float x, float y, unsigned colour, std::string_view words) {
    // Without words there may be no pointer either, and Dear ImGui would take its length.
    if (words.empty()) return;
    ImGui::GetWindowDrawList()->AddText(ImVec2(x, y), colour, words.data(), words.data() + words.size());
}

}  // namespace firebreak::viz
