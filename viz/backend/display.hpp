// The X display before there is a window: whether it can be reached, and how large its text is to be; and
// what SFML leaves undone for a window.
#pragma once

#include <string>

#include "backend/key.hpp"

namespace firebreak::viz {

// A connection of its own, held for as long as it lives. Keep it until the window is there: a display without
// any connection, such as a virtual one, starts afresh and refuses the next one while it does.
class Display {
public:
    Display();
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    [[nodiscard]] bool reachable() const { return connection_ != nullptr; }
    [[nodiscard]] const std::string& dpi() const { return dpi_; }  // Xft.dpi of its resources; may be empty

    // What the keys of digits are in the layout of the keyboard.
    [[nodiscard]] DigitRow digit_row() const;

    // Tells the window manager the least size of a window of this program. Where none is there to place the
    // window, it is put into the middle of the screen; one that is larger than the screen, with its upper
    // left corner into the screen's.
    void settle(unsigned long window, int width, int height, int least_width, int least_height) const;

private:
    void* connection_ = nullptr;
    std::string dpi_;
};

// While it lives an error of X does not end the program with words of X. One at a time.
class NoErrorsOfX {
public:
    NoErrorsOfX();
    ~NoErrorsOfX();
    NoErrorsOfX(const NoErrorsOfX&) = delete;
    NoErrorsOfX& operator=(const NoErrorsOfX&) = delete;
};

// 1 is 96 dots per inch: GDK_SCALE if it is set, otherwise Xft.dpi, otherwise 1; between 0.75 and 3.
[[nodiscard]] float natural_scale(const char* gdk_scale, const std::string& dpi);

inline constexpr float kLeastScale = 0.75F, kLargestScale = 3;

}  // namespace firebreak::viz
