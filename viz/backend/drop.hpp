// Files that are dragged from another program onto the window (X11, the protocol XDND).
//
// SFML keeps to itself what other programs send to its window, so a small window of our own, never shown and
// on a connection of its own, takes these messages in its place; the protocol calls it a proxy. Whatever
// comes from the other program is hostile: it may say anything, name windows that are not there, or leave in
// the middle.
#pragma once

#include <memory>
#include <string>

namespace firebreak::viz {

struct DropEvents {
    bool any = false;       // something changed
    bool dropped = false;   // `text` was dropped
    bool failed = false;    // something was dropped and could not be had
    bool hovering = false;  // a drag with a list of files is over the window
    std::string text;       // of the list of addresses: dropped, or, while it hovers, as far as it is known
};

class DropTarget {
public:
    // Takes what is dropped on an X11 window, as SFML knows it. Without X11 nothing is ever dropped.
    explicit DropTarget(unsigned long window);
    ~DropTarget();
    DropTarget(const DropTarget&) = delete;
    DropTarget& operator=(const DropTarget&) = delete;

    // The window was made anew.
    void attach(unsigned long window);

    // What came since the last call; never waits.
    [[nodiscard]] DropEvents poll();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace firebreak::viz
