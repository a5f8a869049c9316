#include "app/routing.hpp"

#include <algorithm>
#include <utility>

namespace firebreak::viz {
namespace {

// Letters and plain keys are for the text while somebody types; so are the chords of editing.
bool belongs_to_text(const Chord& chord) {
    if (is_function_key(chord.key) || chord.key == Key::escape) return false;
    if (!chord.mods.ctrl) return true;
    constexpr Key kEditing[] = {Key::a,    Key::c,     Key::v,    Key::x,   Key::y,         Key::z,
                                Key::left, Key::right, Key::home, Key::end, Key::backspace, Key::del};
    return std::find(std::begin(kEditing), std::end(kEditing), chord.key) != std::end(kEditing);
}

struct Arrow {
    int x = 0, y = 0;
};

Arrow arrow_of(const Chord& chord) {
    if (chord.mods != Mods{}) return {};
    switch (chord.key) {
        case Key::left: return {-1, 0};
        case Key::right: return {1, 0};
        case Key::up: return {0, -1};
        case Key::down: return {0, 1};
        default: return {};
    }
}

// Sliders, splitters and canvases use the arrows themselves; elsewhere arrows lead to the neighbour.
bool uses_arrows(const Item* focused, bool covered) {
    if (focused == nullptr) return !covered;
    return focused->role == Role::slider || focused->role == Role::splitter || focused->role == Role::canvas;
}

// In a dialogue up and down lead from a field of one line, which has no use for them, into the list below it.
bool leads_to_list(const Chord& chord, const Item* focused, bool covered) {
    return covered && arrow_of(chord).y != 0 && focused != nullptr && focused->role == Role::text_field;
}

bool activates(const Chord& chord, const Context& context, const Item* focused) {
    if ((chord.key != Key::enter && chord.key != Key::space) || chord.mods != Mods{}) return false;
    return focused != nullptr && focused->role != Role::canvas && context.focus.shows_ring(focused->id);
}

void fire(Context& context, std::optional<Action> action) {
    if (action) context.fired.push_back(*action);
}

void route(const Chord& chord, const KeyTable& keys, bool typing, bool covered, Context& context) {
    const Item* focused = context.registry.find(context.focus.id());
    if (chord.key == Key::tab && !chord.mods.ctrl && !chord.mods.alt) {
        return context.focus.move(context.registry, chord.mods.shift ? Step::previous : Step::next);
    }
    // The field that was typed into is heard of a frame after it was left.
    const bool elsewhere =
        focused != nullptr && focused->role != Role::text_field && focused->role != Role::text_area;
    if (typing && !elsewhere && belongs_to_text(chord) && !leads_to_list(chord, focused, covered)) return;
    if (const Arrow arrow = arrow_of(chord); arrow.x != 0 || arrow.y != 0) {
        context.arrow_x += arrow.x;
        context.arrow_y += arrow.y;
        if (!uses_arrows(focused, covered))
            context.focus.move(context.registry, arrow.x + arrow.y > 0 ? Step::next : Step::previous);
        return;
    }
    if (activates(chord, context, focused)) return context.focus.activate();
    // Under a menu or a dialogue the screen hears nothing, but what has Ctrl or is a function key holds
    // everywhere.
    if (covered && belongs_to_text(chord)) return;
    fire(context, keys.match(chord));
}

}  // namespace

void route_keys(const FrameInput& input, const KeyTable& keys, bool typing, Context& context) {
    context.arrow_x = context.arrow_y = 0;
    const auto& items = context.registry.items();
    // The registry is the last frame's: a dialogue that closed in it is still there, and hears nothing any
    // more.
    const bool covered =
        !std::exchange(context.uncovered, false) &&
        std::any_of(items.begin(), items.end(), [](const Item& item) { return item.layer > 0; });
    for (const Chord& chord : input.pressed) route(chord, keys, typing, covered, context);
    if (!typing && !covered) {
        for (const char32_t sign : input.text) fire(context, keys.match_sign(sign));
    }
    for (const Action action : context.fired) {
        if (action == Action::next_panel) context.focus.move(context.registry, Step::next_panel);
        if (action == Action::previous_panel) context.focus.move(context.registry, Step::previous_panel);
    }
}

}  // namespace firebreak::viz
