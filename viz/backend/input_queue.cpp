#include "backend/input_queue.hpp"

#include <algorithm>

namespace firebreak::viz {

using Kind = InputEvent::Kind;

// What has already changed in the frame that is being put together.
struct InputQueue::Seen {
    std::array<bool, kKeys> key{};
    std::array<bool, kMouseButtons> button{};
    bool any_button = false, edit = false, text = false, moved = false, released_all = false;
    bool typing = false;   // a text field has the keyboard
    bool command = false;  // a chord that writes nothing: what it does comes before what is typed after it
};

void InputQueue::key_down(Key key, Mods mods) { push({.kind = Kind::key_down, .key = key, .mods = mods}); }
void InputQueue::key_up(Key key) { push({.kind = Kind::key_up, .key = key}); }
void InputQueue::text(char32_t character) { push({.kind = Kind::text, .character = character}); }
void InputQueue::mouse_move(float x, float y) { push({.kind = Kind::mouse_move, .x = x, .y = y}); }
void InputQueue::wheel(float x, float y) { push({.kind = Kind::wheel, .x = x, .y = y}); }
void InputQueue::focus_lost() { push({.kind = Kind::focus_lost}); }

void InputQueue::button(int button, bool down) {
    push({.kind = down ? Kind::button_down : Kind::button_up, .button = button});
}

// A field takes all the letters of a frame; their keys mean nothing to it. Shift writes capitals, and with a
// key that moves the cursor it selects.
bool InputQueue::is_writing(const InputEvent& event, const Seen& seen) {
    if (event.kind != Kind::key_down && event.kind != Kind::key_up) return false;
    if (event.mods.ctrl || event.mods.alt || event.mods.super || seen.command || seen.any_button)
        return false;
    if (event.key == Key::shift) return !seen.edit;
    return !edits_text(event.key) && !is_function_key(event.key) && !is_modifier(event.key);
}

bool InputQueue::must_wait(const InputEvent& event, const FrameInput& frame, const Seen& seen) {
    if (seen.released_all) return true;
    if (seen.command &&
        (event.kind == Kind::key_down || event.kind == Kind::text || event.kind == Kind::button_down))
        return true;
    const auto key = static_cast<std::size_t>(event.key);
    if (seen.typing && is_writing(event, seen)) return false;
    // Dear ImGui looks at the keys and at Ctrl of a frame, not at which came first.
    const bool goes_down = event.kind == Kind::key_down && is_modifier(event.key);
    if (goes_down && (event.key == Key::shift ? seen.edit : seen.text || !frame.pressed.empty())) return true;
    switch (event.kind) {
        case Kind::key_down:
        case Kind::key_up: return seen.key[key] || seen.any_button || (edits_text(event.key) && seen.text);
        case Kind::text: return seen.edit || seen.any_button;
        case Kind::mouse_move: return seen.any_button;
        // The end of a drag would be lost with the release: what is dragged is let go in the same frame.
        case Kind::button_up:
            if (seen.moved) return true;
            [[fallthrough]];
        case Kind::button_down:
            return seen.button[static_cast<std::size_t>(event.button)] || seen.text || !frame.pressed.empty();
        case Kind::wheel: return seen.any_button;
        case Kind::focus_lost: return frame.changed;  // what came before it still counts
    }
    return false;
}

void InputQueue::release_all(FrameInput& frame) {
    frame.down.fill(false);
    frame.button_down.fill(false);
    frame.mods = {};
}

void InputQueue::apply_key(const InputEvent& event, FrameInput& frame, Seen& seen) {
    const auto key = static_cast<std::size_t>(event.key);
    const bool down = event.kind == Kind::key_down;
    seen.key[key] = true;
    seen.edit = seen.edit || edits_text(event.key);
    frame.down[key] = down && event.key != Key::unknown;
    if (event.key == Key::ctrl) frame.mods.ctrl = down;
    if (event.key == Key::shift) frame.mods.shift = down;
    if (event.key == Key::alt) frame.mods.alt = down;
    if (event.key == Key::super) frame.mods.super = down;
    if (!down || is_modifier(event.key)) return;
    // The event knows the modifiers best: their own key events may have been swallowed by another window.
    frame.mods = event.mods;
    frame.pressed.push_back({event.key, event.mods});
    seen.command =
        seen.command || event.mods.ctrl || event.mods.alt || event.mods.super || is_function_key(event.key);
}

// A drag goes on outside the window.
void InputQueue::apply_move(const InputEvent& event, FrameInput& frame) {
    const bool dragging =
        std::find(frame.button_down.begin(), frame.button_down.end(), true) != frame.button_down.end();
    if (dragging && event.x <= kNowhere) return;
    frame.mouse_x = event.x;
    frame.mouse_y = event.y;
}

void InputQueue::apply(const InputEvent& event, FrameInput& frame, Seen& seen) {
    frame.changed = true;
    const auto button = static_cast<std::size_t>(event.button);
    switch (event.kind) {
        case Kind::key_down:
        case Kind::key_up: return apply_key(event, frame, seen);
        case Kind::text:
            frame.text += event.character;
            seen.text = true;
            return;
        case Kind::mouse_move: seen.moved = true; return apply_move(event, frame);
        case Kind::button_down:
        case Kind::button_up:
            frame.button_down[button] = event.kind == Kind::button_down;
            frame.clicked[button] = event.kind == Kind::button_down;
            seen.button[button] = seen.any_button = true;
            return;
        case Kind::wheel:
            frame.wheel_x += event.x;
            frame.wheel_y += event.y;
            return;
        case Kind::focus_lost:
            release_all(frame);
            seen.released_all = true;
            return;
    }
}

FrameInput InputQueue::take_frame(bool typing) {
    FrameInput frame = held_;
    Seen seen{.typing = typing};
    while (!events_.empty() && !must_wait(events_.front(), frame, seen)) {
        apply(events_.front(), frame, seen);
        events_.pop_front();
    }
    held_ = frame;
    held_.pressed.clear();
    held_.text.clear();
    held_.clicked.fill(false);
    held_.wheel_x = held_.wheel_y = 0;
    held_.changed = false;
    return frame;
}

}  // namespace firebreak::viz
