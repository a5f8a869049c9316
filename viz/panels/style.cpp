#include "panels/style.hpp"

#include <imgui.h>

#include "panels/widgets.hpp"

namespace firebreak::viz {
namespace {

void set_colours(ImGuiStyle& style, const Theme& theme) {
    const auto set = [&](ImGuiCol which, Colour colour, float opacity = 1) {
        style.Colors[which] = ImGui::ColorConvertU32ToFloat4(packed(colour, opacity));
    };
    set(ImGuiCol_Text, theme.text);
    set(ImGuiCol_TextDisabled, theme.muted);
    set(ImGuiCol_WindowBg, theme.background);
    set(ImGuiCol_ChildBg, theme.panel);
    set(ImGuiCol_PopupBg, theme.panel);
    set(ImGuiCol_Border, theme.border);
    set(ImGuiCol_FrameBg, theme.raised);
    set(ImGuiCol_FrameBgHovered, theme.raised, 0.8F);
    set(ImGuiCol_FrameBgActive, theme.raised);
    set(ImGuiCol_Button, theme.raised);
    set(ImGuiCol_ButtonHovered, theme.accent, 0.35F);
    set(ImGuiCol_ButtonActive, theme.accent, 0.55F);
    set(ImGuiCol_Header, theme.accent, 0.25F);
    set(ImGuiCol_HeaderHovered, theme.accent, 0.30F);
    set(ImGuiCol_HeaderActive, theme.accent, 0.45F);
    set(ImGuiCol_CheckMark, theme.accent);
    set(ImGuiCol_SliderGrab, theme.accent, 0.8F);
    set(ImGuiCol_SliderGrabActive, theme.accent);
    set(ImGuiCol_Separator, theme.border);
    set(ImGuiCol_ScrollbarBg, theme.panel);
    set(ImGuiCol_ScrollbarGrab, theme.border);
    set(ImGuiCol_ScrollbarGrabHovered, theme.accent, 0.7F);
    set(ImGuiCol_ScrollbarGrabActive, theme.accent);
    set(ImGuiCol_TextSelectedBg, theme.accent, 0.4F);
    set(ImGuiCol_TableHeaderBg, theme.raised);
    set(ImGuiCol_TableBorderStrong, theme.border);
    set(ImGuiCol_TableBorderLight, theme.border, 0.5F);
    // The veil under a dialogue comes at once: fading would need frames that nobody asked for.
    set(ImGuiCol_ModalWindowDimBg, theme.background, 0);
    set(ImGuiCol_NavWindowingDimBg, theme.background, 0);
}

}  // namespace

void apply_style(const Theme& theme, float scale) {
    ImGuiStyle style;
    style.WindowRounding = style.ChildRounding = 0;
    style.FrameRounding = 3;
    style.PopupRounding = 3;
    style.GrabRounding = 2;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FramePadding = ImVec2(8, 4);
    style.ItemSpacing = ImVec2(8, 5);
    style.ScrollbarSize = 12;
    style.DisabledAlpha = 0.55F;
    // Dots and gaps in thin lines come from textured lines of a width that is no whole number.
    style.AntiAliasedLinesUseTex = false;
    set_colours(style, theme);
    style.ScaleAllSizes(scale);
    ImGui::GetStyle() = style;
}

}  // namespace firebreak::viz
