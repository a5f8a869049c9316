#include "app/key_table.hpp"

#include <fstream>
#include <sstream>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;
using namespace firebreak::viz;

TEST_CASE("the list of actions is in the order of the enumeration, with ids of their own") {
    const auto list = actions();
    for (std::size_t i = 0; i < list.size(); ++i) {
        CHECK(static_cast<std::size_t>(list[i].action) == i);
        CHECK(find_action(list[i].id) == list[i].action);
    }
    CHECK(static_cast<std::size_t>(Action::open_sweep) + 1 == list.size());
    CHECK_FALSE(find_action("no.such"));
}

TEST_CASE("every default key does what its action says, and nothing else") {
    const KeyTable keys;
    for (const ActionInfo& action : actions()) {
        INFO(action.id);
        std::istringstream words(action.keys);
        int count = 0;
        for (std::string word; words >> word; ++count) {
            INFO(word);
            const auto chord = parse_chord(word);
            REQUIRE(chord);
            const auto found = keys.match(*chord) ? keys.match(*chord) : keys.match_sign(written_by(*chord));
            CHECK(found == action.action);
        }
        CHECK(count > 0);
    }
}

TEST_CASE("signs are matched by what is typed, wherever the keyboard has them") {
    const KeyTable keys;
    CHECK(keys.match_sign(U'?') == Action::help);
    CHECK(keys.match_sign(U'/') == Action::find);
    CHECK_FALSE(keys.match({Key::slash, {}}));
    CHECK_FALSE(keys.match_sign(U'k'));
}

TEST_CASE("a file changes the keys that it names") {
    KeyTable keys;
    CHECK(keys.read(R"({"time.play": ["Q", "F9"], "screen.river": "F2", "picture.fit": []})", "keys.json")
              .empty());
    CHECK(keys.match({Key::q, {}}) == Action::play);
    CHECK(keys.match({Key::f9, {}}) == Action::play);
    CHECK_FALSE(keys.match({Key::k, {}}));
    CHECK(keys.match({Key::f2, {}}) == Action::screen_river);
    CHECK_FALSE(keys.match({Key::num0, {}}));
    CHECK(keys.match({Key::num2, {}}) == Action::screen_timeline);
    CHECK(keys.keys_of(Action::play) == "Q, F9");
}

TEST_CASE("faults of the file are named, and the rest of it holds") {
    KeyTable keys;
    const auto faults =
        keys.read(R"({"time.plai": "P", "screen.river": 7, "screen.ladder": "F3"})", "keys.json");
    REQUIRE(faults.size() == 2);
    CHECK(faults[0] == "keys.json: unknown action 'time.plai'; did you mean 'time.play'?");
    CHECK(faults[1] ==
          "keys.json: screen.river: expected a key such as \"Ctrl+K\" or a list of keys, found 7");
    CHECK(keys.match({Key::f3, {}}) == Action::screen_ladder);
    CHECK(keys.match({Key::num1, {}}) == Action::screen_river);
}

TEST_CASE("two actions may exchange their keys but not share one") {
    KeyTable keys;
    CHECK(keys.read(R"({"screen.river": "2", "screen.timeline": "1"})", "keys.json").empty());
    CHECK(keys.match({Key::num1, {}}) == Action::screen_timeline);
    const auto faults = keys.read(R"({"time.play": "J"})", "keys.json");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0] ==
          "keys.json: J would mean both 'time.play' and 'time.back'; the keys stay as they were");
    CHECK(keys.match({Key::k, {}}) == Action::play);
}

TEST_CASE("what is not JSON, or no object, is one fault") {
    KeyTable keys;
    CHECK(keys.read("{", "keys.json") == std::vector<std::string>{"keys.json: this is not JSON"});
    CHECK(keys.read("[]", "keys.json") ==
          std::vector<std::string>{"keys.json: expected an object of actions and their keys"});
}

TEST_CASE("the written file of keys reads as the defaults") {
    KeyTable keys;
    CHECK(keys.read(KeyTable().as_json(), "keys.json").empty());
    CHECK(keys.as_json() == KeyTable().as_json());
}

TEST_CASE("the page of keys holds the table of the program") {
    std::ifstream in(std::string(FIREBREAK_SOURCE_DIR) + "/viz/docs/keys.md");
    std::ostringstream page;
    page << in.rdbuf();
    // Mended by: firebreak-viz --print-key-page
    CHECK(page.str().find(KeyTable().as_markdown()) != std::string::npos);
}
