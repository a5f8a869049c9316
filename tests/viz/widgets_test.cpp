#include "panels/widgets.hpp"

#include <algorithm>
#include <functional>

#include "panels/widget_core.hpp"
#include "support/catch.hpp"
#include "viz/interface.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

// A panel of one's own, driven by clicks on what it registered.
struct Bench {
    Interface interface;
    InputQueue queue;
    Session session;
    Context context{session};
    std::function<void()> draw;

    explicit Bench(std::function<void(Context&)> panel) : draw([this, panel] { panel(context); }) {
        context.theme = builtin_theme("light");
        for (const ActionInfo& action : actions()) context.hints.push_back({action.action, action.keys});
        frames(3);
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    void frames(int count) {
        for (int i = 0; i < count; ++i) {
            context.registry.begin_frame();
            interface.frame(queue, draw);
            context.focus.end_frame(context.registry);
        }
    }

    const Item& item(const char* name) {
        const Found found = find_by_name(context.registry, name);
        INFO(found.error);
        REQUIRE(found.item != nullptr);
        return *found.item;
    }

    void point(const char* name, float dx = 0, float dy = 0) {
        const Rect rect = item(name).rect;
        queue.mouse_move((rect.x0 + rect.x1) / 2 + dx, (rect.y0 + rect.y1) / 2 + dy);
        frames(2);
    }

    void click(const char* name, float dx = 0) {
        point(name, dx);
        queue.button(0, true);
        queue.button(0, false);
        frames(4);
    }

    // The keyboard's way: the ring on the item, then Enter.
    void enter(const char* id) {
        int steps = 0;
        do {
            context.focus.move(context.registry, Step::next);
        } while (!context.focus.is(id) && ++steps < 50);
        REQUIRE(context.focus.is(id));
        context.focus.activate();
        frames(1);
    }
};

}  // namespace

TEST_CASE("a button acts once on a click and once on Enter, and is registered with its words") {
    int pressed = 0;
    Bench bench([&](Context& context) { pressed += button(context, "a.go", "Go ##1 %s") ? 1 : 0; });
    CHECK(bench.item("a.go").text == "Go ##1 %s");
    CHECK(bench.item("a.go").role == Role::button);
    CHECK_FALSE(bench.item("a.go").rect.empty());
    bench.click("a.go");
    CHECK(pressed == 1);
    bench.enter("a.go");
    CHECK(pressed == 2);
    bench.frames(3);
    CHECK(pressed == 2);
}

TEST_CASE("what is greyed does nothing and says why, under the pointer too") {
    int pressed = 0;
    Bench bench([&](Context& context) {
        pressed += button(context, "a.go", "Go", {.enabled = false, .reason = "Not now."}) ? 1 : 0;
        pressed += button(context, "a.other", "Other") ? 1 : 0;
    });
    CHECK_FALSE(bench.item("a.go").enabled);
    CHECK(bench.item("a.go").value == "Not now.");
    bench.click("a.go");
    CHECK(pressed == 0);
    CHECK(bench.item("a.go.tip").text == "Not now.");
    bench.context.focus.move(bench.context.registry, Step::next);
    CHECK(bench.context.focus.is("a.other"));
}

TEST_CASE("a check box switches by its box, by its words and by Enter") {
    bool on = false;
    Bench bench([&](Context& context) {
        static_cast<void>(check_box(context, "a.box", "Show runs one by one", on));
    });
    CHECK(bench.item("a.box").value == "off");
    const Rect rect = bench.item("a.box").rect;
    bench.click("a.box", rect.width() / 2 - 5);  // on the last letters
    CHECK(on);
    CHECK(bench.item("a.box").value == "on");
    bench.click("a.box", 8 - rect.width() / 2);  // on the box
    CHECK_FALSE(on);
    bench.enter("a.box");
    CHECK(on);
}

TEST_CASE("of radios and tabs the chosen one is marked by more than colour") {
    int chosen = 0;
    Bench bench([&](Context& context) {
        for (int i = 0; i < 3; ++i) {
            const std::string name = "r" + std::to_string(i);
            if (radio(context, "a." + name, name, chosen == i)) chosen = i;
            if (tab(context, "t." + name, "tab " + name, chosen == i)) chosen = i;
        }
    });
    CHECK(bench.item("a.r0").value == "on");
    bench.click("a.r2");
    CHECK(chosen == 2);
    CHECK(bench.item("t.r2").value == "selected");
    bench.click("tab r1");
    CHECK(chosen == 1);
}

TEST_CASE("a slider moves by mouse and by arrow keys, within its limits") {
    float value = 5;
    Bench bench(
        [&](Context& context) { static_cast<void>(slider(context, "a.speed", "Speed", value, 0, 10, 1)); });
    CHECK(bench.item("a.speed").value == "5");
    bench.point("a.speed", 60);
    bench.queue.button(0, true);
    bench.frames(2);
    bench.queue.button(0, false);
    bench.frames(2);
    CHECK(value > 7);
    bench.context.focus.set("a.speed");
    value = 5;
    bench.context.arrow_x = 1;
    bench.frames(1);
    CHECK(value == 6);
    bench.frames(20);
    CHECK(value == 10);
}

TEST_CASE("a text field takes typing and ends with Enter") {
    std::string value;
    int ended = 0;
    bool take = true;
    Bench bench([&](Context& context) {
        ended += text_field(context, "a.find", "Find", value, take) ? 1 : 0;
        take = false;
    });
    for (const char32_t character : {U'\u0416', U'a', U'#'}) bench.queue.text(character);
    bench.queue.key_down(Key::enter);
    bench.queue.key_up(Key::enter);
    bench.frames(6);
    CHECK(value == "\u0416a#");
    CHECK(ended == 1);
    CHECK(bench.item("a.find").value == value);
}

TEST_CASE("a list item of many lines can be clicked, and what is scrolled away has no place") {
    int chosen = -1;
    Bench bench([&](Context& context) {
        begin_panel(context, "##list", {0, 0, 300, 200});
        for (int i = 0; i < 40; ++i) {
            if (list_item(context, "l." + std::to_string(i),
                          "a line that is long enough to be broken into several " + std::to_string(i)))
                chosen = i;
        }
        end_panel();
    });
    CHECK(bench.item("l.0").rect.height() > 20);
    CHECK(bench.item("l.39").rect.empty());
    bench.click("l.1");
    CHECK(chosen == 1);
    bench.point("l.1");
    bench.queue.wheel(0, -100);
    bench.frames(4);
    CHECK_FALSE(bench.item("l.39").rect.empty());
    CHECK(bench.item("l.0").rect.empty());
}

TEST_CASE("a canvas tells where it is clicked, how far it is dragged and how the wheel turns") {
    Canvas seen;
    int clicks = 0;
    float dragged = 0, turned = 0;
    Bench bench([&](Context& context) {
        seen = canvas(context, "c.river", "River", {50, 50, 450, 350});
        mark(context, "c.node", {60, 60, 80, 80}, "Rung 7", "4,267 of 100,000");
        clicks += seen.clicked ? 1 : 0;
        dragged += seen.drag_x;
        turned += seen.wheel;
    });
    CHECK(seen.place == Rect{50, 50, 450, 350});
    CHECK(seen.focused);  // nothing else has the keyboard
    CHECK_FALSE(seen.hovered);
    bench.click("c.node");
    CHECK(clicks == 1);
    CHECK(seen.hovered);
    CHECK(seen.mouse_x == 70);
    CHECK(dragged == 0);
    bench.queue.button(0, true);
    bench.queue.mouse_move(95, 70);
    bench.queue.mouse_move(100, 70);
    bench.queue.button(0, false);
    bench.frames(5);
    CHECK(dragged == 30);
    bench.queue.wheel(0, 2);
    bench.frames(2);
    CHECK(turned == 2);
    CHECK(bench.item("c.node").role == Role::mark);
}

TEST_CASE("an action button asks for its action and shows its keys under the pointer") {
    Bench bench([&](Context& context) { action_button(context, "a.run", Action::run); });
    CHECK(bench.item("a.run").text == "Run");
    bench.point("a.run");
    CHECK(bench.item("a.run.tip").text == "Ctrl+R");
    CHECK(bench.context.asked.empty());
    bench.click("a.run");
    CHECK(bench.context.asked == std::vector<Action>{Action::run});
}

TEST_CASE("texts without words and with any bytes are drawn") {
    Bench bench([&](Context& context) {
        text(context, "t.none", {});
        text(context, "t.odd", "100% ## %s \xff", {.heading = true, .wrapped = false});
        static_cast<void>(button(context, "t.button", ""));
    });
    CHECK(bench.item("t.none").text.empty());
    CHECK(bench.item("t.odd").text == "100% ## %s \xff");
    CHECK(bench.item("t.button").role == Role::button);
}

TEST_CASE(
    "Words are broken at blanks, never within a number, and only a word wider than a line is broken within",
    "[viz]") {
    std::vector<std::string> made;
    Bench bench([&](Context&) {
        const float width = label_width("of 1,098 runs") + 1;
        made = {in_lines("of 1,098 runs", width),
                in_lines("all of 1,098 runs", width),
                in_lines("one\ntwo", width),
                in_lines("of 1,098 40 %", label_width("of 1,098 40") + 1),
                in_lines("", width),
                in_lines(std::string(200, 'm'), width),
                in_lines("\u00e9\u00e9\u00e9", 1)};
    });
    REQUIRE(made.size() == 7);
    CHECK(made[0] == "of 1,098 runs");
    CHECK(made[1] == "all of 1,098\nruns");
    CHECK(made[2] == "one\ntwo");
    CHECK(made[3] == "of 1,098\n40 %");
    CHECK(made[4].empty());
    // Nothing is lost of a long word, and no line of it is too wide.
    std::string whole = made[5];
    CHECK(std::count(whole.begin(), whole.end(), '\n') >= 10);
    std::erase(whole, '\n');
    CHECK(whole == std::string(200, 'm'));
    CHECK(made[6] == "\u00e9\n\u00e9\n\u00e9");
}

TEST_CASE("a tip lies over what it explains only where there is no room anywhere else") {
    constexpr Rect kWindow{0, 0, 800, 600};
    const auto overlap = [](const Rect& a, const Rect& b) {
        return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
    };
    for (float x = 0; x < 800; x += 37) {
        for (float y = 0; y < 600; y += 29) {
            for (const float width : {10.0F, 200.0F, 790.0F}) {
                for (const float height : {5.0F, 60.0F, 300.0F}) {
                    const Rect about{x, y, std::min(x + width, 800.0F), std::min(y + height, 600.0F)};
                    const Rect tip = tip_place(about, 250, 90, kWindow, 6);
                    REQUIRE(tip.x0 >= 0);
                    REQUIRE(tip.x1 <= 800);
                    REQUIRE(tip.y0 >= 0);
                    REQUIRE(tip.y1 <= 600);
                    REQUIRE_FALSE(overlap(tip, about));
                }
            }
        }
    }
    CHECK(tip_place({100, 100, 200, 120}, 250, 90, kWindow, 6) == Rect{100, 126, 350, 216});  // below it
    CHECK(tip_place({100, 560, 200, 580}, 250, 90, kWindow, 6) == Rect{100, 464, 350, 554});  // above it
    CHECK(tip_place(kWindow, 250, 90, kWindow, 6) == Rect{0, 510, 250, 600});
}

TEST_CASE("the tips of parts keep clear of their parts") {
    for (const float y : {5.0F, 300.0F, 560.0F}) {
        Bench bench([y](Context& context) {
            ImGui::SetCursorPos(ImVec2(40, y));
            static_cast<void>(
                list_item(context, "a.item", "A title in a list",
                          {.tip = "Words that explain it, more of them than the item itself has, on several "
                                  "lines, so that they take as much room as tips do"}));
        });
        bench.point("a.item", -300);
        const Rect tip = bench.item("a.item.tip").rect, part = bench.item("a.item").rect;
        INFO(y);
        CHECK((tip.y0 >= part.y1 || tip.y1 <= part.y0));
        CHECK(tip.y0 >= 0);
        CHECK(tip.y1 <= 600);
    }
}
