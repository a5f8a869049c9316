#include "backend/display.hpp"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <algorithm>
#include <cstdlib>

namespace firebreak::viz {
namespace {

::Display* connection_of(void* held) { return static_cast<::Display*>(held); }

XErrorHandler handler_before = nullptr;

bool has_window_manager(::Display* display) {
    XWindowAttributes root{};
    return XGetWindowAttributes(display, DefaultRootWindow(display), &root) != 0 &&
           (root.all_event_masks & SubstructureRedirectMask) != 0;
}

}  // namespace

// SFML aborts without a display and cannot be asked for its resources.
Display::Display() : connection_(XOpenDisplay(nullptr)) {
    if (!reachable()) return;
    if (const char* dpi = XGetDefault(connection_of(connection_), "Xft", "dpi")) dpi_ = dpi;
}

Display::~Display() {
    if (reachable()) XCloseDisplay(connection_of(connection_));
}

// SFML says which key it was by the first sign on it that it knows, and keeps the number of the key to
// itself.
DigitRow Display::digit_row() const {
    DigitRow row;
    if (!reachable()) return row;
    ::Display* display = connection_of(connection_);
    constexpr KeyCode kFirst = 10;  // of the key 1, on all keyboards of a PC
    const auto sign_of = [](KeySym symbol) { return symbol < 0x100 ? static_cast<char32_t>(symbol) : 0; };
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto code = static_cast<KeyCode>(kFirst + i);
        for (unsigned group = 0; group < 2 && row[i].key == Key::unknown; ++group) {
            for (unsigned level = 0; level < 2 && row[i].key == Key::unknown; ++level) {
                const char32_t sign = sign_of(XkbKeycodeToKeysym(display, code, group, level));
                row[i].key = sign >= U'0' && sign <= U'9'
                                 ? static_cast<Key>(static_cast<unsigned>(Key::num0) +
                                                    static_cast<unsigned>(sign - U'0'))
                             : sign == U'+' ? Key::unknown
                                            : key_of_sign(sign);
            }
        }
        row[i].with_alt_gr = sign_of(XkbKeycodeToKeysym(display, code, 0, 2));
    }
    return row;
}

// SFML 2.5 takes the width of the screen for its height, and so places windows too low.
void Display::settle(unsigned long window, int width, int height, int least_width, int least_height) const {
    if (!reachable()) return;
    ::Display* display = connection_of(connection_);
    XSizeHints hints{};
    hints.flags = PMinSize;
    hints.min_width = least_width;
    hints.min_height = least_height;
    XSetWMNormalHints(display, window, &hints);
    if (!has_window_manager(display)) {
        const int screen = DefaultScreen(display);
        XMoveWindow(display, window, std::max((DisplayWidth(display, screen) - width) / 2, 0),
                    std::max((DisplayHeight(display, screen) - height) / 2, 0));
    }
    XSync(display, False);
}

NoErrorsOfX::NoErrorsOfX() {
    handler_before = XSetErrorHandler([](::Display*, XErrorEvent*) { return 0; });
}

NoErrorsOfX::~NoErrorsOfX() { XSetErrorHandler(handler_before); }

float natural_scale(const char* gdk_scale, const std::string& dpi) {
    double scale = gdk_scale != nullptr ? std::strtod(gdk_scale, nullptr) : 0;
    if (!(scale > 0)) scale = std::strtod(dpi.c_str(), nullptr) / 96;
    if (!(scale > 0)) scale = 1;
    return std::clamp(static_cast<float>(scale), kLeastScale, kLargestScale);
}

}  // namespace firebreak::viz
