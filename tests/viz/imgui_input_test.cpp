#include "backend/imgui_input.hpp"

#include <imgui.h>

#include "support/catch.hpp"
#include "viz/interface.hpp"

using namespace firebreak;
using namespace firebreak::viz;

TEST_CASE("a click pressed and released between two frames presses the button under it") {
    Interface interface;
    InputQueue queue;
    int pressed = 0;
    const auto draw = [&] {
        ImGui::SetCursorPos(ImVec2(20, 20));
        pressed += ImGui::Button("press", ImVec2(100, 30)) ? 1 : 0;
    };
    for (int i = 0; i < 3; ++i) interface.frame(queue, draw);
    queue.mouse_move(50, 35);
    interface.frame(queue, draw);
    queue.button(0, true);
    queue.button(0, false);
    for (int i = 0; i < 3; ++i) interface.frame(queue, draw);
    CHECK(pressed == 1);
}

TEST_CASE("a key tapped between two frames is pressed once") {
    Interface interface;
    InputQueue queue;
    int pressed = 0, released = 0;
    const auto draw = [&] {
        pressed += ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false) ? 1 : 0;
        released += ImGui::IsKeyReleased(ImGui::GetKeyIndex(ImGuiKey_Enter)) ? 1 : 0;
    };
    interface.frame(queue, draw);
    queue.key_down(Key::enter);
    queue.key_up(Key::enter);
    for (int i = 0; i < 3; ++i) interface.frame(queue, draw);
    CHECK(pressed == 1);
    CHECK(released == 1);
}

TEST_CASE("typed text and corrections arrive in a text field in their order") {
    Interface interface;
    InputQueue queue;
    char text[32] = "";
    int frames = 0;
    const auto draw = [&] {
        if (frames++ == 0) ImGui::SetKeyboardFocusHere();
        ImGui::InputText("field", text, sizeof text);
    };
    for (int i = 0; i < 3; ++i) interface.frame(queue, draw);
    for (const char32_t character : U"\u0416ab") {
        if (character != 0) queue.text(character);
    }
    queue.key_down(Key::backspace);
    queue.key_up(Key::backspace);
    queue.text(U'\u03a9');
    for (int i = 0; i < 8; ++i) interface.frame(queue, draw);
    CHECK(std::string(text) == "\u0416a\u03a9");
}

TEST_CASE("the wheel reaches Dear ImGui summed") {
    Interface interface;
    InputQueue queue;
    float turned = 0;
    queue.wheel(0, 1);
    queue.wheel(0, 2);
    interface.frame(queue, [&] { turned = ImGui::GetIO().MouseWheel; });
    CHECK(turned == 3);
}
