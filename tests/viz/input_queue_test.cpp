#include "backend/input_queue.hpp"

#include <random>

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

bool is_down(const FrameInput& frame, Key key) { return frame.down[static_cast<std::size_t>(key)]; }

}  // namespace

TEST_CASE("a key tapped between two frames is down in one frame and up in the next") {
    InputQueue queue;
    queue.key_down(Key::k);
    queue.key_up(Key::k);
    const FrameInput first = queue.take_frame();
    CHECK(is_down(first, Key::k));
    REQUIRE(first.pressed.size() == 1);
    CHECK(first.pressed[0] == Chord{Key::k, {}});
    const FrameInput second = queue.take_frame();
    CHECK_FALSE(is_down(second, Key::k));
    CHECK(second.pressed.empty());
    CHECK(queue.empty());
}

TEST_CASE("two taps of a button between two frames are two presses") {
    InputQueue queue;
    for (int i = 0; i < 2; ++i) {
        queue.button(0, true);
        queue.button(0, false);
    }
    int presses = 0;
    for (int i = 0; i < 4; ++i) presses += queue.take_frame().clicked[0] ? 1 : 0;
    CHECK(presses == 2);
    CHECK(queue.empty());
}

TEST_CASE("a move after a press waits, so that the press is where it was made") {
    InputQueue queue;
    queue.mouse_move(10, 20);
    queue.button(0, true);
    queue.mouse_move(300, 400);
    queue.button(0, false);
    const FrameInput press = queue.take_frame();
    CHECK(press.clicked[0]);
    CHECK(press.mouse_x == 10);
    const FrameInput drag = queue.take_frame();
    CHECK(drag.mouse_x == 300);
    CHECK(drag.button_down[0]);
    const FrameInput release = queue.take_frame();
    CHECK_FALSE(release.button_down[0]);
    CHECK(queue.empty());
}

TEST_CASE("letters and the keys of editing keep their order") {
    InputQueue queue;
    queue.text(U'a');
    queue.key_down(Key::backspace);
    queue.key_up(Key::backspace);
    queue.text(U'b');
    const FrameInput first = queue.take_frame();
    CHECK(first.text == U"a");
    CHECK_FALSE(is_down(first, Key::backspace));
    const FrameInput second = queue.take_frame();
    CHECK(is_down(second, Key::backspace));
    CHECK(second.text.empty());
    CHECK(queue.take_frame().text.empty());  // the release
    CHECK(queue.take_frame().text == U"b");
}

TEST_CASE("a typed letter and its key share a frame") {
    InputQueue queue;
    queue.key_down(Key::q);
    queue.text(U'q');
    queue.key_up(Key::q);
    const FrameInput frame = queue.take_frame();
    CHECK(frame.text == U"q");
    CHECK(frame.pressed.size() == 1);
}

TEST_CASE("all letters of a text that is typed come in one frame, up to a key that does something else") {
    InputQueue queue;
    const auto type = [&](Key key, char32_t letter, bool capital = false) {
        if (capital) queue.key_down(Key::shift, {.shift = true});
        queue.key_down(key, {.shift = capital});
        queue.text(letter);
        queue.key_up(key);
        if (capital) queue.key_up(Key::shift);
    };
    type(Key::h, U'H', true);
    for (const char32_t letter : std::u32string(U"ello")) type(Key::l, letter);
    queue.key_down(Key::left);
    queue.key_up(Key::left);
    type(Key::x, U'x');
    queue.key_down(Key::ctrl, {.ctrl = true});
    queue.key_down(Key::x, {.ctrl = true});
    queue.key_up(Key::x);
    queue.key_up(Key::ctrl);
    type(Key::y, U'y');
    const FrameInput first = queue.take_frame(true);
    CHECK(first.text == U"Hello");
    CHECK(first.pressed.size() == 5);
    CHECK_FALSE(is_down(first, Key::left));
    CHECK_FALSE(first.mods.shift);
    const FrameInput second = queue.take_frame(true);
    CHECK(is_down(second, Key::left));
    CHECK(second.text.empty());
    CHECK_FALSE(is_down(queue.take_frame(true), Key::left));
    const FrameInput more = queue.take_frame(true);
    CHECK(more.text == U"x");
    // The x that was written is no Ctrl+X.
    CHECK_FALSE(more.mods.ctrl);
    FrameInput cut = queue.take_frame(true);
    while (!is_down(cut, Key::x)) cut = queue.take_frame(true);
    CHECK(cut.mods.ctrl);
    CHECK(cut.text.empty());
    std::u32string rest;
    while (!queue.empty()) rest += queue.take_frame(true).text;
    CHECK(rest == U"y");
}

TEST_CASE("outside a text each key has a frame of its own") {
    InputQueue queue;
    for (int i = 0; i < 3; ++i) {
        queue.key_down(Key::k);
        queue.text(U'k');
        queue.key_up(Key::k);
    }
    CHECK(queue.take_frame().pressed.size() == 1);
}

TEST_CASE("the turns of the wheel add up") {
    InputQueue queue;
    queue.wheel(0, 1);
    queue.wheel(0, 1.5F);
    queue.wheel(-2, 0);
    const FrameInput frame = queue.take_frame();
    CHECK(frame.wheel_y == 2.5F);
    CHECK(frame.wheel_x == -2);
    CHECK(queue.take_frame().wheel_y == 0);
}

TEST_CASE("losing the focus lets everything go, after what came before it") {
    InputQueue queue;
    queue.key_down(Key::ctrl);
    queue.key_down(Key::w, {.ctrl = true});
    queue.button(1, true);
    queue.focus_lost();
    const FrameInput held = queue.take_frame();
    CHECK(held.mods.ctrl);
    CHECK(is_down(held, Key::w));
    FrameInput frame = held;
    while (!queue.empty()) frame = queue.take_frame();
    CHECK_FALSE(is_down(frame, Key::w));
    CHECK_FALSE(is_down(frame, Key::ctrl));
    CHECK_FALSE(frame.button_down[1]);
    CHECK(frame.mods == Mods{});
}

TEST_CASE("what is held stays down from frame to frame, and nothing has changed") {
    InputQueue queue;
    queue.key_down(Key::left);
    queue.button(0, true);
    while (!queue.empty()) static_cast<void>(queue.take_frame());
    const FrameInput frame = queue.take_frame();
    CHECK(is_down(frame, Key::left));
    CHECK(frame.button_down[0]);
    CHECK_FALSE(frame.clicked[0]);
    CHECK(frame.pressed.empty());
    CHECK_FALSE(frame.changed);
}

TEST_CASE("the pointer may leave the window during a drag, and only then keeps its place") {
    InputQueue queue;
    queue.mouse_move(5, 5);
    queue.button(0, true);
    static_cast<void>(queue.take_frame());
    queue.mouse_move(kNowhere, kNowhere);
    CHECK(queue.take_frame().mouse_x == 5);
    queue.button(0, false);
    static_cast<void>(queue.take_frame());
    queue.mouse_move(kNowhere, kNowhere);
    CHECK(queue.take_frame().mouse_x == kNowhere);
}

// Against counting by hand: whatever comes, no press and no letter is lost, and no key changes twice within a
// frame.
TEST_CASE("no press and no letter of a random storm is lost") {
    std::mt19937 random(20110712);
    InputQueue queue;
    int presses = 0, clicks = 0, letters = 0, seen_presses = 0, seen_clicks = 0, seen_letters = 0, frames = 0;
    const auto take = [&] {
        const FrameInput frame = queue.take_frame();
        seen_presses += static_cast<int>(frame.pressed.size());
        seen_clicks += static_cast<int>(frame.clicked[0]) + static_cast<int>(frame.clicked[1]);
        seen_letters += static_cast<int>(frame.text.size());
        ++frames;
    };
    for (int i = 0; i < 20000; ++i) {
        switch (random() % 7) {
            case 0:
                queue.key_down(static_cast<Key>(1 + random() % 60));
                ++presses;
                break;
            case 1: queue.key_up(static_cast<Key>(1 + random() % 60)); break;
            case 2:
                queue.text(U'x');
                ++letters;
                break;
            case 3:
                queue.button(static_cast<int>(random() % 2), true);
                ++clicks;
                break;
            case 4: queue.button(static_cast<int>(random() % 2), false); break;
            case 5: queue.mouse_move(static_cast<float>(random() % 100), 1); break;
            default: take();
        }
    }
    const int limit = frames + 20000;
    while (!queue.empty() && frames < limit) take();
    CHECK(queue.empty());
    CHECK(seen_presses == presses);
    CHECK(seen_clicks == clicks);
    CHECK(seen_letters == letters);
}

TEST_CASE("what is typed after a chord comes a frame later, for what the chord opens") {
    InputQueue queue;
    for (const Chord chord : {Chord{Key::o, {.ctrl = true}}, Chord{Key::f1, {}}}) {
        queue.key_down(chord.key, chord.mods);
        queue.key_up(chord.key);
        queue.key_down(Key::a);
        queue.text(U'a');
        queue.key_up(Key::a);
        FrameInput frame = queue.take_frame();
        REQUIRE(frame.pressed == std::vector{chord});
        CHECK(frame.text.empty());
        std::u32string typed;
        while (!queue.empty()) typed += queue.take_frame().text;
        CHECK(typed == U"a");
    }
}

TEST_CASE("a frame that only holds takes nothing from the queue") {
    InputQueue queue;
    queue.key_down(Key::shift);
    queue.mouse_move(3, 4);
    static_cast<void>(queue.take_frame());
    queue.text(U'a');
    queue.wheel(0, 1);
    const FrameInput held = queue.held_frame();
    CHECK(is_down(held, Key::shift));
    CHECK(held.mouse_x == 3);
    CHECK(held.text.empty());
    CHECK(held.wheel_y == 0);
    CHECK_FALSE(held.changed);
    CHECK(queue.take_frame().text == U"a");
}
