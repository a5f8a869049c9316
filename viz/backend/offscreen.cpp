#include "backend/offscreen.hpp"

#include <cstdlib>
#include <string>

#include <SFML/OpenGL.hpp>
#include <SFML/Window/Context.hpp>

namespace firebreak::viz {
namespace {

// The same numbers in OpenGL 3 and in both extensions; not every gl.h has them.
constexpr GLenum kFramebuffer = 0x8D40, kBinding = 0x8CA6, kColours = 0x8CE0, kComplete = 0x8CD5,
                 kClampToEdge = 0x812F;

// Framebuffer objects by one of the names under which they come.
class FramebufferCalls {
public:
    // False if there are none.
    [[nodiscard]] bool find() {
        const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
        if (version == nullptr) return false;
        const bool plain = std::strtod(version, nullptr) >= 3 ||
                           sf::Context::isExtensionAvailable("GL_ARB_framebuffer_object");
        if (!plain && !sf::Context::isExtensionAvailable("GL_EXT_framebuffer_object")) return false;
        const std::string end = plain ? "" : "EXT";
        return get(generate, "glGenFramebuffers" + end) && get(remove, "glDeleteFramebuffers" + end) &&
               get(bind, "glBindFramebuffer" + end) && get(attach, "glFramebufferTexture2D" + end) &&
               get(status, "glCheckFramebufferStatus" + end);
    }

    void (*generate)(GLsizei, GLuint*) = nullptr;
    void (*remove)(GLsizei, const GLuint*) = nullptr;
    void (*bind)(GLenum, GLuint) = nullptr;
    void (*attach)(GLenum, GLenum, GLenum, GLuint, GLint) = nullptr;
    GLenum (*status)(GLenum) = nullptr;

private:
    template <class Call>
    [[nodiscard]] static bool get(Call& call, const std::string& name) {
        call = reinterpret_cast<Call>(sf::Context::getFunction(name.c_str()));
        return call != nullptr;
    }
};

class Framebuffer : public Offscreen {
public:
    Framebuffer(int width, int height, const FramebufferCalls& calls)
        : Offscreen(width, height), calls_(calls) {}
    ~Framebuffer() override {
        if (framebuffer_ != 0) calls_.remove(1, &framebuffer_);
        if (texture_ != 0) glDeleteTextures(1, &texture_);
    }
    Framebuffer(const Framebuffer&) = delete;
    Framebuffer& operator=(const Framebuffer&) = delete;

    [[nodiscard]] unsigned texture() const override { return texture_; }

    [[nodiscard]] bool create() {
        while (glGetError() != GL_NO_ERROR) {}
        make_texture();
        if (glGetError() != GL_NO_ERROR) return false;
        calls_.generate(1, &framebuffer_);
        begin();
        calls_.attach(kFramebuffer, kColours, GL_TEXTURE_2D, texture_, 0);
        const bool whole = calls_.status(kFramebuffer) == kComplete;
        end();
        return whole && glGetError() == GL_NO_ERROR;
    }

    void begin() override {
        glGetIntegerv(kBinding, &framebuffer_before_);
        glGetIntegerv(GL_VIEWPORT, viewport_before_);
        calls_.bind(kFramebuffer, framebuffer_);
        glViewport(0, 0, width(), height());
    }

    void end() override {
        calls_.bind(kFramebuffer, static_cast<GLuint>(framebuffer_before_));
        glViewport(viewport_before_[0], viewport_before_[1], viewport_before_[2], viewport_before_[3]);
    }

private:
    // Without opacity: what is half transparent lets the ground of the sheet shine through, never the window.
    // Shown pixel for pixel, so nothing is ever to be found between two of them.
    void make_texture() {
        GLint before = 0;
        glGetIntegerv(GL_TEXTURE_BINDING_2D, &before);
        glGenTextures(1, &texture_);
        glBindTexture(GL_TEXTURE_2D, texture_);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, kClampToEdge);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, kClampToEdge);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, width(), height(), 0, GL_RGB, GL_UNSIGNED_BYTE, nullptr);
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(before));
    }

    FramebufferCalls calls_;
    GLuint texture_ = 0, framebuffer_ = 0;
    GLint framebuffer_before_ = 0, viewport_before_[4] = {};
};

}  // namespace

std::unique_ptr<Offscreen> Offscreen::make(int width, int height) {
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    FramebufferCalls calls;
    if (width < 1 || height < 1 || width > largest || height > largest || !calls.find()) return nullptr;
    auto made = std::make_unique<Framebuffer>(width, height, calls);
    if (!made->create()) return nullptr;
    return made;
}

}  // namespace firebreak::viz
