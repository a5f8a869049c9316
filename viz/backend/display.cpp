#include "backend/display.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>

namespace firebreak::viz {

// SFML aborts without a display and cannot be asked for its resources. Xlib is loaded by it anyway, so it is called by name here, and its
// headers are not needed.
Display query_display() {
    Display display;
    void* library = dlopen("libX11.so.6", RTLD_NOW);
    if (library == nullptr) return {true, {}};  // not X: leave it to SFML
    const auto open = reinterpret_cast<void* (*)(const char*)>(dlsym(library, "XOpenDisplay"));
    const auto get_default = reinterpret_cast<char* (*)(void*, const char*, const char*)>(dlsym(library, "XGetDefault"));
    const auto close = reinterpret_cast<int (*)(void*)>(dlsym(library, "XCloseDisplay"));
    if (open != nullptr && get_default != nullptr && close != nullptr) {
        if (void* connection = open(nullptr)) {
            display.reachable = true;
            if (const char* dpi = get_default(connection, "Xft", "dpi")) display.dpi = dpi;
            close(connection);
        }
    }
    dlclose(library);
    return display;
}

float natural_scale(const char* gdk_scale, const std::string& dpi) {
    double scale = gdk_scale != nullptr ? std::strtod(gdk_scale, nullptr) : 0;
    if (!(scale > 0)) scale = std::strtod(dpi.c_str(), nullptr) / 96;
    if (!(scale > 0)) scale = 1;
    return std::clamp(static_cast<float>(scale), kLeastScale, kLargestScale);
}

}  // namespace firebreak::viz
