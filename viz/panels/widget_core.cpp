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
    ImGui::GetWindowDrawList()->AddRect(ImVec2(low.x + inset, low.y + inset),
                                        ImVec2(high.x - inset, high.y - inset), packed(context.theme.focus),
                                        ImGui::GetStyle().FrameRounding, 0, width);
}

void show_tip(Context& context, const Part& part) {
    const std::string_view tip = part.options.enabled ? part.options.tip : part.options.reason;
    if (tip.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    const std::string lines = in_lines(tip, context.px(360));
    begin_tip(context, lines, visible_rect());
    register_last(context, {std::string(part.id) + ".tip", Role::text, tip, {}, {}});
    ImGui::EndTooltip();
}

// True for the bytes of a letter after its first, in UTF-8.
bool is_continued(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The code point of a letter in UTF-8, as Dear ImGui's fonts take it; U+FFFD for one beyond them.
ImWchar code_of(std::string_view letter) {
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(letter[i]));
    };
    switch (letter.size()) {
        case 1: return static_cast<ImWchar>(byte(0));
        case 2: return static_cast<ImWchar>((byte(0) & 0x1fU) << 6U | (byte(1) & 0x3fU));
        case 3:
            return static_cast<ImWchar>((byte(0) & 0x0fU) << 12U | (byte(1) & 0x3fU) << 6U |
                                        (byte(2) & 0x3fU));
        default: return 0xfffd;
    }
}

}  // namespace

Rect tip_place(const Rect& about, float width, float height, const Rect& window, float gap) {
    const auto at = [&](float x, float y) { return Rect{x, y, x + width, y + height}; };
    const float x = std::max(std::min(about.x0, window.x1 - width), window.x0);
    const float y = std::max(std::min(about.y0, window.y1 - height), window.y0);
    if (about.y1 + gap + height <= window.y1) return at(x, about.y1 + gap);
    if (about.y0 - gap - height >= window.y0) return at(x, about.y0 - gap - height);
    if (about.x1 + gap + width <= window.x1) return at(about.x1 + gap, y);
    if (about.x0 - gap - width >= window.x0) return at(about.x0 - gap - width, y);
    return at(x, window.y1 - height);
}

void begin_tip(Context& context, std::string_view lines, const Rect& about) {
    const ImVec2 size = ImGui::CalcTextSize(lines.data(), lines.data() + lines.size());
    const ImVec2 padding = ImGui::GetStyle().WindowPadding, display = ImGui::GetIO().DisplaySize;
    const Rect place = tip_place(about, size.x + 2 * padding.x, size.y + 2 * padding.y,
                                 {0, 0, display.x, display.y}, context.px(6));
    ImGui::SetNextWindowPos(ImVec2(std::floor(place.x0), std::floor(place.y0)));
    ImGui::BeginTooltip();
    ImGui::TextUnformatted(lines.data(), lines.data() + lines.size());
}

void register_last(Context& context, const Part& part) {
    const std::string_view value = part.options.enabled ? part.value : part.options.reason;
    context.registry.add({std::string(part.id), visible_rect(), part.role, std::string(part.label),
                          std::string(value), part.options.enabled, context.focus.shows_ring(part.id),
                          context.layer});
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

float label_width(std::string_view label) {
    return ImGui::CalcTextSize(label.data(), label.data() + label.size()).x;
}

std::string in_lines(std::string_view words, float width) {
    const ImFont& font = *ImGui::GetFont();
    std::string lines;
    lines.reserve(words.size() + 16);
    float used = 0, since_blank = 0;
    std::size_t blank = std::string::npos;  // the last of this line
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t first = i++;
        while (i < words.size() && is_continued(words[i])) ++i;
        const std::string_view letter = words.substr(first, i - first);
        const float wide = letter == "\n" ? 0 : font.GetCharAdvance(code_of(letter));
        if (letter == "\n") {
            used = since_blank = 0;
            blank = std::string::npos;
        } else if (letter == " " && !words.substr(i).starts_with('%')) {
            blank = lines.size();
            since_blank = 0;
            used += wide;
        } else if (used + wide <= width || used <= 0) {
            used += wide;
            since_blank += wide;
        } else if (blank != std::string::npos) {
            lines[blank] = '\n';
            blank = std::string::npos;
            used = since_blank += wide;
        } else {
            lines += '\n';
            used = since_blank = wide;
        }
        lines += letter;
    }
    return lines;
}

std::string fitted(std::string_view words, float width) {
    return firebreak::fitted(words, width, label_width);
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
