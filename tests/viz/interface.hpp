// Dear ImGui without a window, for tests.
#pragma once

#include <imgui.h>

#include "backend/imgui_input.hpp"

namespace firebreak::viz {

class Interface {
public:
    Interface() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = ImVec2(800, 600);
        io.Fonts->Build();
        prepare_imgui_input();
    }
    ~Interface() { ImGui::DestroyContext(); }
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;

    // One frame of the queue, with a window over the whole display.
    template <class Draw>
    void frame(InputQueue& queue, Draw draw) {
        feed_imgui(queue.take_frame());
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui::NewFrame();
        ImGui::SetNextWindowPos(ImVec2(0, 0));
        ImGui::SetNextWindowSize(ImVec2(800, 600));
        ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
        draw();
        ImGui::End();
        ImGui::Render();
    }
};

}  // namespace firebreak::viz
