#include "backend/renderer.hpp"

#include <cstdint>
#include <cstdlib>

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <SFML/OpenGL.hpp>

namespace firebreak::viz {
namespace {

void clear_to(unsigned background) {
    const auto part = [&](int shift) { return static_cast<float>((background >> shift) & 0xffU) / 255.0F; };
    glDisable(GL_SCISSOR_TEST);
    glClearColor(part(16), part(8), part(0), 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

// a pointer or a number, by version
ImTextureID texture_id(GLuint name) { return (ImTextureID)(std::intptr_t)name; }
GLuint texture_name(ImTextureID id) { return static_cast<GLuint>((std::intptr_t)id); }

// The renderer that comes with Dear ImGui: it is of the same version as the library, and keeps and restores
// what it changes.
class OpenGl3 : public Renderer {
public:
    OpenGl3() : ready_(ImGui_ImplOpenGL3_Init("#version 150")) {}
    ~OpenGl3() override {
        if (ready_) ImGui_ImplOpenGL3_Shutdown();
    }
    OpenGl3(const OpenGl3&) = delete;
    OpenGl3& operator=(const OpenGl3&) = delete;

    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] const char* name() const override { return "OpenGL 3"; }

    void upload_fonts() override {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_NewFrame();  // at the first call this makes all there is, the fonts too
        if (texture_name(ImGui::GetIO().Fonts->TexID) == 0) ImGui_ImplOpenGL3_CreateFontsTexture();
    }

protected:
    void draw_lists(ImDrawData& data, int /*height*/) override { ImGui_ImplOpenGL3_RenderDrawData(&data); }

private:
    bool ready_;
};

// Client arrays: as fast as OpenGL 3 where the drawing is done by the processor, and present everywhere. The
// renderer for OpenGL 2 that comes with Dear ImGui does not honour VtxOffset.
class FixedFunction : public Renderer {
public:
    FixedFunction() {
        ImGuiIO& io = ImGui::GetIO();
        io.BackendRendererName = "firebreak fixed function";
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    }
    ~FixedFunction() override {
        forget_fonts();
        ImGui::GetIO().BackendFlags &= ~ImGuiBackendFlags_RendererHasVtxOffset;
        ImGui::GetIO().BackendRendererName = nullptr;
    }
    FixedFunction(const FixedFunction&) = delete;
    FixedFunction& operator=(const FixedFunction&) = delete;

    [[nodiscard]] const char* name() const override { return "fixed function"; }

    void upload_fonts() override {
        forget_fonts();
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        glGenTextures(1, &fonts_);
        glBindTexture(GL_TEXTURE_2D, fonts_);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
        ImGui::GetIO().Fonts->SetTexID(texture_id(fonts_));
    }

protected:
    void draw_lists(ImDrawData& data, int height) override {
        set_state(data);
        for (int i = 0; i < data.CmdListsCount; ++i) draw_list(*data.CmdLists[i], data, height);
        glDisable(GL_SCISSOR_TEST);
        glDisableClientState(GL_COLOR_ARRAY);
        glDisableClientState(GL_TEXTURE_COORD_ARRAY);
        glDisableClientState(GL_VERTEX_ARRAY);
    }

private:
    void forget_fonts() {
        if (fonts_ != 0) glDeleteTextures(1, &fonts_);
        fonts_ = 0;
        ImGui::GetIO().Fonts->SetTexID(texture_id(0));
    }

    static void set_state(const ImDrawData& data) {
        glEnable(GL_BLEND);
        glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
        glDisable(GL_CULL_FACE);
        glDisable(GL_DEPTH_TEST);
        glDisable(GL_LIGHTING);
        glEnable(GL_SCISSOR_TEST);
        glEnable(GL_TEXTURE_2D);
        glEnableClientState(GL_VERTEX_ARRAY);
        glEnableClientState(GL_TEXTURE_COORD_ARRAY);
        glEnableClientState(GL_COLOR_ARRAY);
        glTexEnvi(GL_TEXTURE_ENV, GL_TEXTURE_ENV_MODE, GL_MODULATE);
        glMatrixMode(GL_TEXTURE);
        glLoadIdentity();
        glMatrixMode(GL_PROJECTION);
        glLoadIdentity();
        const double left = data.DisplayPos.x, top = data.DisplayPos.y;
        glOrtho(left, left + data.DisplaySize.x, top + data.DisplaySize.y, top, -1, 1);
        glMatrixMode(GL_MODELVIEW);
        glLoadIdentity();
    }

    static void draw_list(const ImDrawList& list, const ImDrawData& data, int height) {
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback == ImDrawCallback_ResetRenderState) {
                set_state(data);
            } else if (command.UserCallback != nullptr) {
                command.UserCallback(&list, &command);
            } else {
                draw_command(list, command, data, height);
            }
        }
    }

    static void draw_command(const ImDrawList& list, const ImDrawCmd& command, const ImDrawData& data,
                             int height) {
        const int x0 = static_cast<int>(command.ClipRect.x - data.DisplayPos.x),
                  y0 = static_cast<int>(command.ClipRect.y - data.DisplayPos.y);
        const int x1 = static_cast<int>(command.ClipRect.z - data.DisplayPos.x),
                  y1 = static_cast<int>(command.ClipRect.w - data.DisplayPos.y);
        if (x1 <= x0 || y1 <= y0) return;
        glScissor(x0, height - y1, x1 - x0, y1 - y0);
        glBindTexture(GL_TEXTURE_2D, texture_name(command.GetTexID()));
        const ImDrawVert* first = list.VtxBuffer.Data + command.VtxOffset;
        glVertexPointer(2, GL_FLOAT, sizeof(ImDrawVert), &first->pos);
        glTexCoordPointer(2, GL_FLOAT, sizeof(ImDrawVert), &first->uv);
        glColorPointer(4, GL_UNSIGNED_BYTE, sizeof(ImDrawVert), &first->col);
        glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount),
                       sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
                       list.IdxBuffer.Data + command.IdxOffset);
    }

    GLuint fonts_ = 0;
};

// Below 3.2 OpenGL has no call that honours VtxOffset.
bool has_opengl_3_2() {
    const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
    return version != nullptr && std::strtod(version, nullptr) >= 3.15;
}

// A single list, where the upper left corner of what it is drawn onto is this point of the window. It must
// outlive what is made of it.
ImDrawData data_of(ImDrawList*& list, ImVec2 corner, ImVec2 size) {
    ImDrawData data;
#if IMGUI_VERSION_NUM >= 18980  // since then the lists are in a vector that they are added to
    data.AddDrawList(list);
#else
    data.CmdLists = &list;
    data.CmdListsCount = 1;
    data.TotalVtxCount = list->VtxBuffer.Size;
    data.TotalIdxCount = list->IdxBuffer.Size;
#endif
    data.Valid = true;
    data.DisplayPos = corner;
    data.DisplaySize = size;
    data.FramebufferScale = ImVec2(1, 1);
    return data;
}

}  // namespace

void Renderer::draw(ImDrawData& data, int width, int height, unsigned background) {
    glViewport(0, 0, width, height);
    clear_to(background);
    draw_lists(data, height);
}

void Renderer::draw_list(ImDrawList& list, int width, int height) {
    ImDrawList* lists = &list;
    ImDrawData data = data_of(lists, {0, 0}, {static_cast<float>(width), static_cast<float>(height)});
    glViewport(0, 0, width, height);
    draw_lists(data, height);
}

void Renderer::draw_onto(Offscreen& sheet, ImDrawList& list, float left, float top,
                         std::optional<unsigned> ground) {
    ImDrawList* lists = &list;
    ImDrawData data =
        data_of(lists, {left, top}, {static_cast<float>(sheet.width()), static_cast<float>(sheet.height())});
    sheet.begin();
    if (ground) clear_to(*ground);
    draw_lists(data, sheet.height());
    sheet.end();
}

std::unique_ptr<Renderer> make_renderer(RendererChoice choice, std::string& error) {
    if (choice == RendererChoice::fixed) return std::make_unique<FixedFunction>();
    if (has_opengl_3_2()) {
        auto renderer = std::make_unique<OpenGl3>();
        if (renderer->ready()) return renderer;
    }
    if (choice == RendererChoice::automatic) return std::make_unique<FixedFunction>();
    error = "OpenGL 3.2 is not available here; try --renderer fixed";
    return nullptr;
}

}  // namespace firebreak::viz
