// Draws more vertices in one window than 16-bit indices can count, with each renderer, and looks at the
// pixels: the first and the last rectangle must be where they belong. Without VtxOffset Dear ImGui ends the
// program, or the last ones are drawn with the first ones' places. Exit status 0: all is well.
#include <cstdio>
#include <string>

#include <imgui.h>
#include <SFML/OpenGL.hpp>

#include "backend/fonts.hpp"
#include "backend/renderer.hpp"
#include "backend/window.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

constexpr int kWidth = 800, kHeight = 600;
constexpr int kRectangles = 40000;  // 160,000 vertices
constexpr ImU32 kFirst = IM_COL32(255, 0, 0, 255), kOther = IM_COL32(0, 0, 255, 255),
                kLast = IM_COL32(0, 255, 0, 255);

void draw_interface() {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(kWidth, kHeight);
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(kWidth, kHeight));
    ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(ImVec2(20, 20), ImVec2(60, 60), kFirst);
    for (int i = 0; i < kRectangles; ++i) {
        const ImVec2 low(static_cast<float>(100 + i % 400), static_cast<float>(100 + i / 400));
        list.AddRectFilled(low, ImVec2(low.x + 1, low.y + 1), kOther);
    }
    list.AddRectFilled(ImVec2(560, 20), ImVec2(600, 60), kLast);
    ImGui::End();
    ImGui::Render();
}

bool pixel_is(int x, int y, ImU32 colour) {
    unsigned char pixel[4] = {};
    glReadPixels(x, kHeight - 1 - y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel);
    const ImU32 found = IM_COL32(pixel[0], pixel[1], pixel[2], 255);
    if (found != colour) std::printf("pixel %d,%d is %08x, expected %08x\n", x, y, found, colour);
    return found == colour;
}

bool check(RendererChoice choice) {
    std::string error;
    const auto renderer = make_renderer(choice, error);
    if (renderer == nullptr) {
        std::printf("%s\n", error.c_str());
        return false;
    }
    static_cast<void>(build_fonts({}, 1, {}));
    renderer->upload_fonts();
    bool good = true;
    for (int frame = 0; frame < 3; ++frame) {
        draw_interface();
        renderer->draw(*ImGui::GetDrawData(), kWidth, kHeight, 0);
    }
    const int vertices = ImGui::GetDrawData()->TotalVtxCount;
    if (vertices <= 65535) {
        std::printf("only %d vertices were drawn\n", vertices);
        good = false;
    }
    good = pixel_is(40, 40, kFirst) && good;
    good = pixel_is(300, 150, kOther) && good;
    good = pixel_is(580, 40, kLast) && good;
    good = glGetError() == GL_NO_ERROR && good;
    std::printf("%s: %d vertices, %s\n", renderer->name(), vertices, good ? "well" : "WRONG");
    return good;
}

}  // namespace

int main() {
    Window window("Vertices", {kWidth, kHeight});
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    const bool modern = check(RendererChoice::opengl3);
    const bool fixed = check(RendererChoice::fixed);
    ImGui::DestroyContext();
    return modern && fixed ? 0 : 1;
}
