// What one frame shows, as data: every button, text and mark with its place, role and words.
//
// Scripts find what they click here, tests compare it as text, and the focus of the keyboard walks over it.
// It knows neither pixels nor ImGui.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/picture.hpp>

namespace firebreak::viz {

enum class Role {
    button,
    check_box,
    radio,
    tab,
    menu,
    menu_item,
    list_item,
    text_field,
    text_area,
    slider,
    splitter,
    canvas,
    mark,
    text
};

[[nodiscard]] const char* role_name(Role role);

// True for what a person can act on; a text or a mark is only read. Marks are reached through their canvas.
[[nodiscard]] bool is_interactive(Role role);

struct Item {
    // stable and unique within a frame, "tab.river"; the part before the first dot is its panel
    std::string id;
    Rect rect;  // what can be seen of it; empty if it is scrolled away
    Role role = Role::text;
    std::string text;   // the words a person reads
    std::string value;  // "on", "0.62", or for what is greyed the reason; may be empty
    bool enabled = true;
    bool focused = false;
    int layer = 0;  // 0: the window; 1: a menu or dialogue above it, which then takes the keyboard

    bool operator==(const Item&) const = default;
};

// The items of a frame in the order in which they were drawn. Not thread-safe: it belongs to the interface
// thread.
class Registry {
public:
    void begin_frame() { items_.clear(); }
    void add(Item item) { items_.push_back(std::move(item)); }

    [[nodiscard]] const std::vector<Item>& items() const { return items_; }
    [[nodiscard]] const Item* find(std::string_view id) const;

    // The id of the first item that has the id of another, which is a fault of the program; empty if there is
    // none.
    [[nodiscard]] std::string duplicate() const;

    // One line for each item: role, id, text, value and state, sorted by id. Without places, so that it
    // depends on no font and no size. With panels only their items: "river" has those whose ids begin with
    // "river.".
    [[nodiscard]] std::string dump(std::span<const std::string> panels = {}) const;

private:
    std::vector<Item> items_;
};

// What a script means by a name: an id, or else the text of what can be seen.
struct Found {
    const Item* item = nullptr;
    std::string error;  // if there is no item, or more than one; names the nearest label
};
[[nodiscard]] Found find_by_name(const Registry& registry, std::string_view name);

// True if the text or the value of an item holds these words.
[[nodiscard]] bool shows(const Registry& registry, std::string_view words);

// The item text nearest to these words, in quotes, for messages; empty if nothing is near.
[[nodiscard]] std::string nearest_label(const Registry& registry, std::string_view words);

}  // namespace firebreak::viz
