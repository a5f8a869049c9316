// Draws what Dear ImGui hands out, with OpenGL 3 or, where there is none, with the fixed functions of
// OpenGL 1.1.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "backend/offscreen.hpp"

struct ImDrawData;
struct ImDrawList;

namespace firebreak::viz {

// Needs a current OpenGL context from its making to its end. Lists of more than 65,535 vertices are drawn by
// VtxOffset.
class Renderer {
public:
    virtual ~Renderer() = default;

    // "OpenGL 3" or "fixed function".
    [[nodiscard]] virtual const char* name() const = 0;

    // After the fonts were built, and again whenever they were built anew.
    virtual void upload_fonts() = 0;

    // Clears the window of this size in pixels to the colour 0xrrggbb and draws.
    void draw(ImDrawData& data, int width, int height, unsigned background);

    // The same with a single list onto what the window shows.
    void draw_list(ImDrawList& list, int width, int height);

    // Draws a list onto what is on the sheet, whose upper left corner stands for this point of the window;
    // with a ground, 0xrrggbb, the sheet is cleared to it before. The sheet stays opaque. Before draw(), for
    // what is drawn into the window shows what the sheet has by then.
    void draw_onto(Offscreen& sheet, ImDrawList& list, float left, float top, std::optional<unsigned> ground);

protected:
    // Into what is bound, of this height in pixels, with the viewport set.
    virtual void draw_lists(ImDrawData& data, int height) = 0;
};

enum class RendererChoice { automatic, opengl3, fixed };

// Automatic takes OpenGL 3 if the context is at least 3.2 and the fixed functions otherwise. Null, with
// `error` set, if the one asked for cannot be had.
[[nodiscard]] std::unique_ptr<Renderer> make_renderer(RendererChoice choice, std::string& error);

}  // namespace firebreak::viz
