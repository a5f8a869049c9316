// What the keyboard and the mouse did, handed on frame by frame so that nothing is lost.
//
// Dear ImGui before 1.87 sees the state of keys at each frame, not events: a key pressed and released between
// two frames never happened. So a frame gets at most one change of each key and button, and keeps to the
// order: a move after a click, a Backspace after a letter, or a letter after a chord such as Ctrl+O waits for
// the next frame. What must wait is carried over. Letters for a text field come all at once: nobody types
// slower because frames are slow.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <vector>

#include "backend/key.hpp"

namespace firebreak::viz {

inline constexpr int kMouseButtons = 3;  // left, right, middle

// Where the pointer is while it is not over the window.
inline constexpr float kNowhere = -std::numeric_limits<float>::max();

struct InputEvent {
    enum class Kind : std::uint8_t {
        key_down,
        key_up,
        text,
        mouse_move,
        button_down,
        button_up,
        wheel,
        focus_lost
    };

    Kind kind = Kind::focus_lost;
    Key key = Key::unknown;  // for keys
    Mods mods{};             // held while a key went down
    char32_t character = 0;  // for text
    int button = 0;          // for buttons
    float x = 0, y = 0;      // place in pixels; for the wheel its turn, y upwards
};

struct FrameInput {
    std::vector<Chord> pressed;  // keys that went down in this frame, repeats included, in order
    std::u32string text;
    std::array<bool, kKeys> down{};
    std::array<bool, kMouseButtons> button_down{};
    std::array<bool, kMouseButtons> clicked{};  // went down in this frame
    Mods mods;
    float mouse_x = kNowhere, mouse_y = kNowhere;
    float wheel_x = 0, wheel_y = 0;
    bool changed = false;  // anything happened
};

class InputQueue {
public:
    void push(const InputEvent& event) { events_.push_back(event); }

    // Shorthands.
    void key_down(Key key, Mods mods = {});
    void key_up(Key key);
    void text(char32_t character);
    void mouse_move(float x, float y);
    void button(int button, bool down);
    void wheel(float x, float y);
    void focus_lost();

    [[nodiscard]] bool empty() const { return events_.empty(); }

    // The next frame's share of the events. Keys and buttons that are held stay down from frame to frame.
    // With `typing` a text field has the keyboard, and gets all the letters that there are up to the next key
    // that does something else than write.
    [[nodiscard]] FrameInput take_frame(bool typing = false);

    // A frame in which nothing new happens: what is held stays held, and all events wait.
    [[nodiscard]] FrameInput held_frame() const { return held_; }

private:
    struct Seen;
    static bool is_writing(const InputEvent& event, const Seen& seen);
    static bool must_wait(const InputEvent& event, const FrameInput& frame, const Seen& seen);
    static void apply(const InputEvent& event, FrameInput& frame, Seen& seen);
    static void apply_key(const InputEvent& event, FrameInput& frame, Seen& seen);
    static void apply_move(const InputEvent& event, FrameInput& frame);
    static void release_all(FrameInput& frame);

    std::deque<InputEvent> events_;
    FrameInput held_;  // what lasts: keys, buttons, place of the mouse
};

}  // namespace firebreak::viz
