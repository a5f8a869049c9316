// The X display before there is a window: whether it can be reached, and how large its text is to be.
#pragma once

#include <string>

namespace firebreak::viz {

// A connection of its own, held for as long as it lives. Keep it until the window is there: a display without any connection, such as a
// virtual one, starts afresh and refuses the next one while it does.
class Display {
public:
    Display();
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    [[nodiscard]] bool reachable() const { return reachable_; }
    [[nodiscard]] const std::string& dpi() const { return dpi_; }  // Xft.dpi of its resources; may be empty

private:
    void* library_ = nullptr;
    void* connection_ = nullptr;
    bool reachable_ = false;
    std::string dpi_;
};

// 1 is 96 dots per inch: GDK_SCALE if it is set, otherwise Xft.dpi, otherwise 1; between 0.75 and 3.
[[nodiscard]] float natural_scale(const char* gdk_scale, const std::string& dpi);

inline constexpr float kLeastScale = 0.75F, kLargestScale = 3;

}  // namespace firebreak::viz
