// A texture that is drawn into in place of the window.
#pragma once

#include <memory>

namespace firebreak::viz {

// Belongs to the OpenGL context that was current when it was made, and must be gone before it is. Opaque, and
// upside down as OpenGL has it: its first row is the lowest.
class Offscreen {
public:
    // Null where it cannot be had: without framebuffer objects, beyond the largest texture, or without memory
    // for it.
    [[nodiscard]] static std::unique_ptr<Offscreen> make(int width, int height);
    virtual ~Offscreen() = default;
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    // As OpenGL calls it.
    [[nodiscard]] virtual unsigned texture() const = 0;

    // From the one to the other everything is drawn into it, and its viewport is the whole of it. end()
    // leaves the framebuffer and the viewport as they were before.
    virtual void begin() = 0;
    virtual void end() = 0;

protected:
    Offscreen(int width, int height) : width_(width), height_(height) {}

private:
    int width_, height_;
};

}  // namespace firebreak::viz
