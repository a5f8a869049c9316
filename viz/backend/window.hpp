// The window: SFML's, with its events turned into those of the input queue.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "backend/input_queue.hpp"

namespace firebreak::viz {

struct Size {
    int width = 0, height = 0;

    bool operator==(const Size&) const = default;
};

// A window is asked to be no smaller, and is made no smaller by the program itself.
inline constexpr int kLeastWidth = 800, kLeastHeight = 600;

struct WindowEvents {
    bool any = false;     // something came that may change the picture
    bool closed = false;  // the person closed the window
};

// One window with its OpenGL context, current from its making on. Only one may exist at a time.
class Window {
public:
    // Asks for OpenGL 3.2 with the old functions kept, and takes what it gets. Throws std::runtime_error
    // without OpenGL 2.1.
    Window(const std::string& title, Size size);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Moves what happened since the last call into the queue; with `deaf` set keyboard and mouse are left
    // out, for scripts bring their own.
    [[nodiscard]] WindowEvents pump(InputQueue& queue, bool deaf);

    [[nodiscard]] Size size() const;
    // The size it has, or will have again, when it does not fill the screen.
    [[nodiscard]] Size normal_size() const;
    void resize(Size size);
    // What it was made with or resized to last; the display may have given it another.
    [[nodiscard]] Size asked_size() const;

    // Makes the window anew, over the whole screen or back; the OpenGL context is another one after it.
    // Throws as the constructor does.
    void set_full_screen(bool full);
    [[nodiscard]] bool full_screen() const;

    // as the display knows it; another one after set_full_screen()
    [[nodiscard]] unsigned long handle() const;

    void show();  // what was drawn
    void set_title(const std::string& title);

    // The pointer that Dear ImGui asks for (an ImGuiMouseCursor).
    void set_cursor(int cursor);

    // What the window shows as a PNG file; false if it cannot be written. Between drawing and show().
    [[nodiscard]] bool save_picture(const std::string& path) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Of the screen that windows open on, and no smaller than a window may be.
[[nodiscard]] Size screen_size();

// Dear ImGui's copy and paste through the clipboard of the desktop.
void connect_clipboard();

}  // namespace firebreak::viz
