// Draws what Dear ImGui hands out, with OpenGL 3 or, where there is none, with the fixed functions of OpenGL 1.1.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct ImDrawData;

namespace firebreak::viz {

// Needs a current OpenGL context from its making to its end. Lists of more than 65,535 vertices are drawn by VtxOffset.
class Renderer {
public:
    virtual ~Renderer() = default;

    // "OpenGL 3" or "fixed function".
    [[nodiscard]] virtual const char* name() const = 0;

    // After the fonts were built, and again whenever they were built anew.
    virtual void upload_fonts() = 0;

    // Clears the window of this size in pixels to the colour 0xrrggbb and draws.
    virtual void draw(ImDrawData& data, int width, int height, unsigned background) = 0;
};

enum class RendererChoice { automatic, opengl3, fixed };

// Automatic takes OpenGL 3 if the context is at least 3.2 and the fixed functions otherwise. Null, with `error` set, if the one asked for
// cannot be had.
[[nodiscard]] std::unique_ptr<Renderer> make_renderer(RendererChoice choice, std::string& error);

}  // namespace firebreak::viz
