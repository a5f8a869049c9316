#include "backend/display.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>

namespace firebreak::viz {

namespace {

template <class Function>
Function* symbol(void* library, const char* name) {
    return reinterpret_cast<Function*>(dlsym(library, name));
}

}  // namespace

// SFML aborts without a display and cannot be asked for its resources. Xlib is loaded by it anyway, so it is called by name here, and its
// headers are not needed.
Display::Display() : library_(dlopen("libX11.so.6", RTLD_NOW)) {
    if (library_ == nullptr) {
        reachable_ = true;  // not X: leave it to SFML
        return;
    }
    const auto open = symbol<void*(const char*)>(library_, "XOpenDisplay");
    const auto get_default = symbol<char*(void*, const char*, const char*)>(library_, "XGetDefault");
    connection_ = open != nullptr ? open(nullptr) : nullptr;
    reachable_ = connection_ != nullptr;
    if (!reachable_ || get_default == nullptr) return;
    if (const char* dpi = get_default(connection_, "Xft", "dpi")) dpi_ = dpi;
}

Display::~Display() {
    if (library_ == nullptr) return;
    const auto close = symbol<int(void*)>(library_, "XCloseDisplay");
    if (connection_ != nullptr && close != nullptr) close(connection_);
    dlclose(library_);
}

float natural_scale(const char* gdk_scale, const std::string& dpi) {
    double scale = gdk_scale != nullptr ? std::strtod(gdk_scale, nullptr) : 0;
    if (!(scale > 0)) scale = std::strtod(dpi.c_str(), nullptr) / 96;
    if (!(scale > 0)) scale = 1;
    return std::clamp(static_cast<float>(scale), kLeastScale, kLargestScale);
}

}  // namespace firebreak::viz
