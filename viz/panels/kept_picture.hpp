// A picture that stays from frame to frame, so that it is painted when it changes and not each time that it
// is shown.
#pragma once

#include <cstddef>
#include <cstdint>

#include <imgui.h>

#include <firebreak/picture.hpp>

#include "session/registry.hpp"

namespace firebreak::viz {

// There is one, for the panel with the most to draw. A large one is painted over several frames: what is
// drawn now stands on what was drawn before.
class KeptPicture {
public:
    KeptPicture() = default;
    virtual ~KeptPicture() = default;
    KeptPicture(const KeptPicture&) = delete;
    KeptPicture& operator=(const KeptPicture&) = delete;

    struct Sheet {
        // what is drawn there in this frame goes onto the sheet, at its place in the window
        ImDrawList* list = nullptr;
        // how far the painter is, in steps of its own; 0: the sheet has just been cleared
        std::size_t painted = 0;
    };

    // Makes room for one of this size, in pixels; false if it cannot be had. One of another size is gone
    // then.
    [[nodiscard]] virtual bool reserve(const Rect& place) = 0;

    // What is kept of this version of the picture at this place, whose edges are whole pixels. Another
    // version or place begins with a sheet in the colour of the ground, which hides what is below. Null if it
    // does not fit.
    [[nodiscard]] virtual Sheet* sheet(std::uint64_t version, const Rect& place, Colour ground) = 0;

    // Draws the sheet at its place into the window that is open, with what was painted up to the end of this
    // frame.
    virtual void show(ImDrawList& window) = 0;

    // How many vertices a frame may add to it, so that the window goes on answering.
    [[nodiscard]] virtual int step() const = 0;
};

}  // namespace firebreak::viz
