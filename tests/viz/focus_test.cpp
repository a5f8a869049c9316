#include "session/focus.hpp"

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

Registry make(std::initializer_list<Item> items) {
    Registry registry;
    for (const Item& item : items) registry.add(item);
    return registry;
}

Item button(const char* id, bool enabled = true, int layer = 0) {
    return {id, {0, 0, 1, 1}, Role::button, id, "", enabled, false, layer};
}
Item label(const char* id) { return {id, {0, 0, 1, 1}, Role::text, id, "", true, false, 0}; }

}  // namespace

TEST_CASE("Tab goes round over what can be acted on, and leaves out texts and what is greyed") {
    const Registry registry = make({label("t"), button("a"), button("b", false), button("c")});
    Focus focus;
    focus.move(registry, Step::next);
    CHECK(focus.id() == "a");
    focus.move(registry, Step::next);
    CHECK(focus.id() == "c");
    focus.move(registry, Step::next);
    CHECK(focus.id() == "a");
    focus.move(registry, Step::previous);
    CHECK(focus.id() == "c");
}

TEST_CASE("backwards from nowhere is the last item") {
    Focus focus;
    focus.move(make({button("a"), button("b"), button("c")}), Step::previous);
    CHECK(focus.id() == "c");
}

TEST_CASE("panels are stepped over by the first part of the id") {
    const Registry registry =
        make({button("menu.a"), button("menu.b"), button("top.a"), button("top.b"), button("side.a")});
    Focus focus;
    focus.set("menu.b");
    focus.move(registry, Step::next_panel);
    CHECK(focus.id() == "top.a");
    focus.move(registry, Step::next);
    focus.move(registry, Step::next_panel);
    CHECK(focus.id() == "side.a");
    focus.move(registry, Step::next_panel);
    CHECK(focus.id() == "menu.a");
    focus.move(registry, Step::previous_panel);
    CHECK(focus.id() == "side.a");
    focus.move(registry, Step::previous_panel);
    CHECK(focus.id() == "top.a");
}

TEST_CASE("panels are counted from the picture while nothing has the keyboard, and splitters are no panels") {
    const auto item = [](const char* id, Role role) {
        return Item{id, {0, 0, 1, 1}, role, id, "", true, false, 0};
    };
    const Registry registry =
        make({button("menu.a"), button("top.a"), button("river.a"), item("river.canvas", Role::canvas),
              item("split.side", Role::splitter), button("side.a"), button("side.b"),
              item("split.low", Role::splitter), button("time.a")});
    Focus focus;
    focus.move(registry, Step::next_panel);
    CHECK(focus.id() == "side.a");
    focus.move(registry, Step::next_panel);
    CHECK(focus.id() == "time.a");
    focus.move(registry, Step::previous_panel);
    focus.move(registry, Step::previous_panel);
    CHECK(focus.id() == "river.a");
    focus.clear();
    focus.move(registry, Step::previous_panel);
    CHECK(focus.id() == "top.a");
    focus.clear();
    focus.move(registry, Step::next);
    CHECK(focus.id() == "menu.a");
    // With a dialogue open its items are all there is.
    const Registry dialogue =
        make({item("river.canvas", Role::canvas), button("open.a", true, 1), button("open.b", true, 1)});
    focus.clear();
    focus.move(dialogue, Step::next_panel);
    CHECK(focus.id() == "open.a");
}

TEST_CASE("an open menu takes the keyboard") {
    const Registry registry = make({button("a"), button("menu.x", true, 1), button("menu.y", true, 1)});
    Focus focus;
    focus.set("a");
    focus.move(registry, Step::next);
    CHECK(focus.id() == "menu.x");
    focus.move(registry, Step::next);
    focus.move(registry, Step::next);
    CHECK(focus.id() == "menu.x");
}

TEST_CASE("Enter acts once, on the item in focus, and only where the ring shows") {
    const Registry registry = make({button("a"), button("b")});
    Focus focus;
    focus.set("a");
    focus.activate();
    CHECK_FALSE(focus.take_activation("a"));  // a click put it there; the ring does not show
    focus.move(registry, Step::next);
    focus.activate();
    CHECK_FALSE(focus.take_activation("a"));
    CHECK(focus.take_activation("b"));
    CHECK_FALSE(focus.take_activation("b"));
}

TEST_CASE("an activation that nothing took does not wait for a later frame") {
    const Registry registry = make({button("a")});
    Focus focus;
    focus.move(registry, Step::next);
    focus.activate();
    focus.end_frame(registry);
    CHECK_FALSE(focus.take_activation("a"));
    CHECK(focus.id() == "a");
}

TEST_CASE("a focus on what is gone is dropped") {
    Focus focus;
    focus.move(make({button("a")}), Step::next);
    focus.end_frame(make({button("b")}));
    CHECK(focus.id().empty());
    focus.move(make({}), Step::next);
    CHECK(focus.id().empty());
}
