#include "session/registry.hpp"

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

Item item(const char* id, Role role, const char* text) {
    return {id, {0, 0, 10, 10}, role, text, "", true, false, 0};
}

}  // namespace

TEST_CASE("the dump is sorted by id and names what differs from an ordinary item") {
    Registry registry;
    registry.add(item("tab.river", Role::tab, "River"));
    Item play = item("play", Role::button, "Play \"now\"\n");
    play.enabled = false;
    play.value = "no runs";
    play.focused = true;
    registry.add(play);
    CHECK(registry.dump() ==
          "button play \"Play \"now\"\\n\" = \"no runs\" greyed focused\n"
          "tab tab.river \"River\"\n");
}

TEST_CASE("the dump does not depend on the order of drawing") {
    Registry a, b;
    for (const char* id : {"x", "m", "c"}) a.add(item(id, Role::text, id));
    for (const char* id : {"c", "x", "m"}) b.add(item(id, Role::text, id));
    CHECK(a.dump() == b.dump());
    a.begin_frame();
    CHECK(a.dump().empty());
}

TEST_CASE("two items of one id are found out") {
    Registry registry;
    registry.add(item("a", Role::text, "one"));
    CHECK(registry.duplicate().empty());
    registry.add(item("a", Role::text, "two"));
    CHECK(registry.duplicate() == "a");
}

TEST_CASE("a name is an id first, then the words of what can be acted on") {
    Registry registry;
    registry.add(item("main.title", Role::text, "River"));
    registry.add(item("tab.river", Role::tab, "River"));
    registry.add(item("River2", Role::button, "main.title"));
    CHECK(find_by_name(registry, "main.title").item->role == Role::text);
    CHECK(find_by_name(registry, "River").item->id == "tab.river");
}

TEST_CASE("of equal words those of the open menu are meant") {
    Registry registry;
    registry.add(item("main.open", Role::button, "Open..."));
    Item in_menu = item("menu.file.open", Role::menu_item, "Open...");
    in_menu.layer = 1;
    registry.add(in_menu);
    CHECK(find_by_name(registry, "Open...").item->id == "menu.file.open");
}

TEST_CASE("a name that nothing has is answered with the nearest, one that many have with their ids") {
    Registry registry;
    registry.add(item("a", Role::button, "Run"));
    CHECK(find_by_name(registry, "Runn").error == "nothing is called \"Runn\"; the nearest label is \"Run\"");
    registry.add(item("b", Role::button, "Run"));
    CHECK(find_by_name(registry, "Run").error == "2 items are called \"Run\"; use an id: a b");
    CHECK(find_by_name(registry, "Run").item == nullptr);
}

TEST_CASE("what is scrolled out of sight is found by its name if nothing in sight has it") {
    Registry registry;
    Item hidden = item("side.numbers", Role::button, "Numbers");
    hidden.rect = {};
    registry.add(hidden);
    REQUIRE(find_by_name(registry, "Numbers").item != nullptr);
    CHECK(find_by_name(registry, "Numbers").item->id == "side.numbers");
    registry.add(item("main.numbers", Role::button, "Numbers"));
    CHECK(find_by_name(registry, "Numbers").item->id == "main.numbers");
}

TEST_CASE("words are looked for in texts and values") {
    Registry registry;
    Item greyed = item("a", Role::button, "Run");
    greyed.value = "There are no runs yet.";
    registry.add(greyed);
    CHECK(shows(registry, "no runs"));
    CHECK(shows(registry, "Ru"));
    CHECK_FALSE(shows(registry, "crisis"));
}
