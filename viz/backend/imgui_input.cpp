#include "backend/imgui_input.hpp"

#include <iterator>

#include <imgui.h>

namespace firebreak::viz {
namespace {

struct Pair {
    Key ours;
    ImGuiKey theirs;
};

// What Dear ImGui itself acts on: text fields and its own shortcuts. Tab is not among them.
constexpr Pair kPairs[] = {{Key::left, ImGuiKey_LeftArrow},
                           {Key::right, ImGuiKey_RightArrow},
                           {Key::up, ImGuiKey_UpArrow},
                           {Key::down, ImGuiKey_DownArrow},
                           {Key::page_up, ImGuiKey_PageUp},
                           {Key::page_down, ImGuiKey_PageDown},
                           {Key::home, ImGuiKey_Home},
                           {Key::end, ImGuiKey_End},
                           {Key::insert, ImGuiKey_Insert},
                           {Key::del, ImGuiKey_Delete},
                           {Key::backspace, ImGuiKey_Backspace},
                           {Key::enter, ImGuiKey_Enter},
                           {Key::escape, ImGuiKey_Escape},
                           {Key::a, ImGuiKey_A},
                           {Key::c, ImGuiKey_C},
                           {Key::v, ImGuiKey_V},
                           {Key::x, ImGuiKey_X},
                           {Key::y, ImGuiKey_Y},
                           {Key::z, ImGuiKey_Z}};

}  // namespace

#if IMGUI_VERSION_NUM >= 18700

void prepare_imgui_input() {
    // The queue has put the events in order already; Dear ImGui's own would spread them a second time.
    ImGui::GetIO().ConfigInputTrickleEventQueue = false;
}

void feed_imgui(const FrameInput& frame) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18837
    constexpr ImGuiKey kCtrl = ImGuiMod_Ctrl, kShift = ImGuiMod_Shift, kAlt = ImGuiMod_Alt,
                       kSuper = ImGuiMod_Super;
#else
    constexpr ImGuiKey kCtrl = ImGuiKey_ModCtrl, kShift = ImGuiKey_ModShift, kAlt = ImGuiKey_ModAlt,
                       kSuper = ImGuiKey_ModSuper;
#endif
    io.AddKeyEvent(kCtrl, frame.mods.ctrl);
    io.AddKeyEvent(kShift, frame.mods.shift);
    io.AddKeyEvent(kAlt, frame.mods.alt);
    io.AddKeyEvent(kSuper, frame.mods.super);
    for (const Pair& pair : kPairs)
        io.AddKeyEvent(pair.theirs, frame.down[static_cast<std::size_t>(pair.ours)]);
    io.AddMousePosEvent(frame.mouse_x, frame.mouse_y);
    for (int i = 0; i < kMouseButtons; ++i)
        io.AddMouseButtonEvent(i, frame.button_down[static_cast<std::size_t>(i)]);
    if (frame.wheel_x != 0 || frame.wheel_y != 0) io.AddMouseWheelEvent(frame.wheel_x, frame.wheel_y);
    for (const char32_t character : frame.text) io.AddInputCharacter(static_cast<unsigned>(character));
}

#else

void prepare_imgui_input() {
    ImGuiIO& io = ImGui::GetIO();
    for (const Pair& pair : kPairs) io.KeyMap[pair.theirs] = static_cast<int>(pair.ours);
}

void feed_imgui(const FrameInput& frame) {
    ImGuiIO& io = ImGui::GetIO();
    for (const Pair& pair : kPairs)
        io.KeysDown[static_cast<int>(pair.ours)] = frame.down[static_cast<std::size_t>(pair.ours)];
    io.KeyCtrl = frame.mods.ctrl;
    io.KeyShift = frame.mods.shift;
    io.KeyAlt = frame.mods.alt;
    io.KeySuper = frame.mods.super;
    io.MousePos = ImVec2(frame.mouse_x, frame.mouse_y);
    for (int i = 0; i < kMouseButtons; ++i) io.MouseDown[i] = frame.button_down[static_cast<std::size_t>(i)];
    io.MouseWheel += frame.wheel_y;
    io.MouseWheelH += frame.wheel_x;
    for (const char32_t character : frame.text) io.AddInputCharacter(static_cast<unsigned>(character));
}

#endif

}  // namespace firebreak::viz
