// Where the keyboard is: one item of the registry, moved with Tab and arrows, acted on with Enter.
//
// Dear ImGui has such a focus too, but what it reaches differs from version to version; this one reaches
// whatever is registered.
#pragma once

#include <string>
#include <string_view>

#include "session/registry.hpp"

namespace firebreak::viz {

enum class Step { next, previous, next_panel, previous_panel };

class Focus {
public:
    // Moves over the interactive items of the topmost layer of the last frame; past the last comes the first.
    // With nothing to reach it stays as it is.
    void move(const Registry& last_frame, Step step);

    // Enter or the space bar: the item in focus acts in the coming frame.
    void activate() { activated_ = !id_.empty() && ring_; }

    void set(std::string_view id) { id_ = id; }
    // The same with the ring, as if the keyboard had moved there.
    void go(std::string_view id) {
        id_ = id;
        ring_ = moved_ = true;
    }
    void clear();

    // A click moves the focus without showing the ring; the keyboard shows it.
    void hide_ring() { ring_ = false; }

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] bool is(std::string_view id) const { return id_ == id; }
    [[nodiscard]] bool shows_ring(std::string_view id) const { return ring_ && id_ == id; }
    [[nodiscard]] bool moved() const { return moved_; }

    // True once, for the item that Enter was pressed on.
    [[nodiscard]] bool take_activation(std::string_view id);

    // After a frame: an activation that no item took is dropped, and so is a focus on what is no longer
    // there.
    void end_frame(const Registry& frame);

private:
    std::string id_;
    bool ring_ = false;
    bool moved_ = false;  // since the last frame; a list scrolls to it
    bool activated_ = false;
};

}  // namespace firebreak::viz
