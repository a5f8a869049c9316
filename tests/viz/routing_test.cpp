#include "app/routing.hpp"

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

struct Room {
    Session session;
    Context context{session};
    KeyTable keys;

    void add(const char* id, Role role, int layer = 0) {
        context.registry.add({id, {0, 0, 1, 1}, role, id, "", true, false, layer});
    }

    // What the keys fire.
    std::vector<Action> press(std::initializer_list<const char*> chords, bool typing = false) {
        FrameInput input;
        for (const char* chord : chords) {
            input.pressed.push_back(*parse_chord(chord));
            if (const char32_t written = written_by(input.pressed.back())) input.text += written;
        }
        context.fired.clear();
        route_keys(input, keys, typing, context);
        return context.fired;
    }
};

using Actions = std::vector<Action>;

}  // namespace

TEST_CASE("keys fire their actions in order, signs too") {
    Room room;
    CHECK(room.press({"2", "Ctrl+R", "?"}) == Actions{Action::screen_timeline, Action::run, Action::help});
    CHECK(room.press({"F12"}).empty());
}

TEST_CASE("while somebody types, letters and the keys of editing are theirs") {
    Room room;
    CHECK(room.press({"2", "?", "Ctrl+Z", "Space", "Home", "Backspace"}, true).empty());
    CHECK(room.press({"F1", "Escape", "Ctrl+R"}, true) == Actions{Action::help, Action::clear, Action::run});
}

TEST_CASE("under a menu the screen hears no letters") {
    Room room;
    room.add("menu.file.open", Role::menu_item, 1);
    CHECK(room.press({"2", "?", "K"}).empty());
    CHECK(room.press({"Escape", "Ctrl+Q"}) == Actions{Action::clear, Action::quit});
}

TEST_CASE("Enter and the space bar act on the ring, elsewhere they mean the picture") {
    Room room;
    room.add("a", Role::button);
    CHECK(room.press({"Enter", "Space"}) == Actions{Action::open_selection, Action::play});
    CHECK(room.press({"Tab"}).empty());
    CHECK(room.context.focus.id() == "a");
    CHECK(room.press({"Enter"}).empty());
    CHECK(room.context.focus.take_activation("a"));
}

TEST_CASE("on a canvas Enter, space bar and arrows belong to the picture") {
    Room room;
    room.add("a", Role::button);
    room.add("river", Role::canvas);
    room.context.focus.move(room.context.registry, Step::previous);
    CHECK(room.press({"Enter", "Space"}) == Actions{Action::open_selection, Action::play});
    CHECK(room.press({"Up", "Right", "Right"}).empty());
    CHECK(room.context.focus.id() == "river");
    CHECK(room.context.arrow_x == 2);
    CHECK(room.context.arrow_y == -1);
}

TEST_CASE("arrows lead from button to button, and move what is a slider") {
    Room room;
    room.add("a", Role::button);
    room.add("b", Role::button);
    room.add("c", Role::slider);
    room.context.focus.set("a");
    static_cast<void>(room.press({"Down", "Right"}));
    CHECK(room.context.focus.id() == "c");
    static_cast<void>(room.press({"Right"}));
    CHECK(room.context.focus.id() == "c");
    CHECK(room.context.arrow_x == 1);
    static_cast<void>(room.press({}));
    CHECK(room.context.arrow_x == 0);
}

TEST_CASE("up and down lead out of a field of one line, left and right stay in it") {
    Room room;
    room.add("find.words", Role::text_field, 1);
    room.add("find.0", Role::list_item, 1);
    room.context.focus.set("find.words");
    CHECK(room.press({"Right", "Left"}, true).empty());
    CHECK(room.context.focus.is("find.words"));
    CHECK(room.press({"Down"}, true).empty());
    CHECK(room.context.focus.is("find.0"));
    CHECK(room.press({"Up"}).empty());
    CHECK(room.context.focus.is("find.words"));
}

TEST_CASE("in a dialogue up and down lead out of a field of one line, and stay in one of many") {
    Room room;
    room.add("open.path", Role::text_field, 1);
    room.add("open.entry.0", Role::list_item, 1);
    room.add("edit.text", Role::text_area, 1);
    room.context.focus.set("open.path");
    CHECK(room.press({"Left"}, true).empty());
    CHECK(room.context.focus.id() == "open.path");
    CHECK(room.press({"Down"}, true).empty());
    CHECK(room.context.focus.id() == "open.entry.0");
    // Dear ImGui says for one more frame that somebody types.
    CHECK(room.press({"Down"}, true).empty());
    CHECK(room.context.focus.id() == "edit.text");
    CHECK(room.press({"Up", "Enter"}, true).empty());
    CHECK(room.context.focus.id() == "edit.text");
}

TEST_CASE("in the window itself arrows belong to the field that is typed into") {
    Room room;
    room.add("side.search", Role::text_field);
    room.add("b", Role::button);
    room.context.focus.set("side.search");
    CHECK(room.press({"Down"}, true).empty());
    CHECK(room.context.focus.id() == "side.search");
}
