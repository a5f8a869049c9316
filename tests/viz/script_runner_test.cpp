#include "app/script_runner.hpp"
#include <cstdlib>

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

// A program of one registry: plays a script against it and collects what the script does.
struct Stage {
    Registry registry;
    InputQueue queue;
    std::vector<FrameInput> frames;

    std::string play(const std::string& text) {
        ScriptRunner runner(parse_script(text, "steps.txt"));
        for (int i = 0; i < 1000 && !runner.finished(); ++i) {
            frames.push_back(queue.take_frame());
            runner.step(registry, queue);
        }
        CHECK(runner.finished());
        return runner.failure();
    }
};

Item item(const char* id, Role role, const char* text, Rect rect = {10, 20, 30, 40}) {
    return {id, rect, role, text, "", true, false, 0};
}

}  // namespace

TEST_CASE("a click goes to the middle of what is named, and is one press") {
    Stage stage;
    stage.registry.add(item("run", Role::button, "Run"));
    CHECK(stage.play("click Run").empty());
    int presses = 0;
    for (const FrameInput& frame : stage.frames) {
        if (!frame.clicked[0]) continue;
        ++presses;
        CHECK(frame.mouse_x == 20);
        CHECK(frame.mouse_y == 30);
    }
    CHECK(presses == 1);
    CHECK_FALSE(stage.frames.back().button_down[0]);
}

TEST_CASE("a key that is held is down for the clicks until it is released") {
    Stage stage;
    stage.registry.add(item("run", Role::button, "Run"));
    CHECK(stage.play("click Run\nhold Ctrl\nclick Run\nrelease Ctrl\nclick Run").empty());
    std::vector<bool> held;
    for (const FrameInput& frame : stage.frames) {
        if (frame.clicked[0]) held.push_back(frame.mods.ctrl);
    }
    CHECK(held == std::vector<bool>{false, true, false});
}

TEST_CASE("expectations that hold say nothing") {
    Stage stage;
    Item greyed = item("stop", Role::button, "Stop");
    greyed.enabled = false;
    greyed.value = "Nothing is running.";
    stage.registry.add(item("run", Role::button, "Run"));
    stage.registry.add(greyed);
    CHECK(stage
              .play("expect-text Run\nexpect-no-text Halt\nexpect-count button 2\nexpect-count Run "
                    "1\nexpect-greyed Stop\n"
                    "expect-value Stop \"Nothing is running.\"\nwait-until Run")
              .empty());
}

TEST_CASE("each expectation that does not hold names its line and what was found") {
    Stage stage;
    stage.registry.add(item("run", Role::button, "Run"));
    CHECK(stage.play("\nexpect-text Rum") ==
          "steps.txt:2: expect-text: \"Rum\" is not shown; the nearest label is \"Run\"");
    CHECK(stage.play("expect-no-text Run") == "steps.txt:1: expect-no-text: \"Run\" is shown");
    CHECK(stage.play("expect-count button 3") ==
          "steps.txt:1: expect-count: found 1 of \"button\", expected 3");
    CHECK(stage.play("expect-value Run on") ==
          "steps.txt:1: expect-value: \"Run\" has the value \"\", expected \"on\"");
    CHECK(stage.play("expect-greyed Run") == "steps.txt:1: expect-greyed: \"Run\" is not greyed");
    CHECK(stage.play("expect-focus Run") ==
          "steps.txt:1: expect-focus: \"Run\" is not in focus, but nothing");
    CHECK(stage.play("click Halt").find("steps.txt:1: click: nothing is called \"Halt\"") == 0);
    CHECK(stage.play("wait-until Halt 0").find("steps.txt:1: wait-until: \"Halt\" did not appear in time") ==
          0);
    unsetenv("FIREBREAK_ACCEPT");  // or it would be written
    CHECK(stage.play("expect-dump no-such-file").find("cannot be read; FIREBREAK_ACCEPT=1 writes it") !=
          std::string::npos);
    CHECK(stage.play("expect-all-reachable") == "steps.txt:1: expect-all-reachable: Tab does not reach: run");
}

TEST_CASE("what is greyed or out of sight cannot be clicked") {
    Stage stage;
    Item greyed = item("stop", Role::button, "Stop");
    greyed.enabled = false;
    greyed.value = "Nothing is running.";
    stage.registry.add(greyed);
    stage.registry.add(item("below", Role::button, "Below", {}));
    CHECK(stage.play("click Stop") == "steps.txt:1: click: \"Stop\" is greyed: Nothing is running.");
    CHECK(stage.play("click below") == "steps.txt:1: click: \"below\" is scrolled or cut out of sight");
}

TEST_CASE("a chord holds its modifiers while its key goes down, and lets them go") {
    Stage stage;
    CHECK(stage.play("key Ctrl+Shift+Z K").empty());
    std::vector<Chord> pressed;
    std::u32string text;
    for (const FrameInput& frame : stage.frames) {
        pressed.insert(pressed.end(), frame.pressed.begin(), frame.pressed.end());
        text += frame.text;
    }
    CHECK(pressed == std::vector<Chord>{{Key::z, {.ctrl = true, .shift = true}}, {Key::k, {}}});
    CHECK(text == U"k");
    CHECK(stage.frames.back().mods == Mods{});
}

TEST_CASE("two items of one id fail any script") {
    Stage stage;
    stage.registry.add(item("run", Role::button, "Run"));
    stage.registry.add(item("run", Role::button, "Go"));
    CHECK(stage.play("wait-frames 1").find("two items have the id \"run\"") != std::string::npos);
}

TEST_CASE("nothing is done after quit") {
    Stage stage;
    CHECK(stage.play("quit\nexpect-text never").empty());
}

TEST_CASE("what is to be opened waits for the window, and the script for that") {
    ScriptRunner runner(parse_script("open results\nquit", "steps.txt"));
    const Registry registry;
    InputQueue queue;
    for (int i = 0; i < 20; ++i) runner.step(registry, queue);
    CHECK(runner.open == "results");
    CHECK_FALSE(runner.finished());
    runner.open.clear();
    for (int i = 0; i < 20 && !runner.finished(); ++i) runner.step(registry, queue);
    CHECK(runner.finished());
    CHECK(runner.failure().empty());
}
