#include "session/focus.hpp"

#include <algorithm>
#include <vector>

namespace firebreak::viz {
namespace {

std::string_view panel_of(std::string_view id) { return id.substr(0, id.find('.')); }

std::vector<const Item*> reachable(const Registry& registry) {
    int top = 0;
    for (const Item& item : registry.items()) {
        if (is_interactive(item.role)) top = std::max(top, item.layer);
    }
    std::vector<const Item*> items;
    for (const Item& item : registry.items()) {
        if (is_interactive(item.role) && item.enabled && item.layer == top) items.push_back(&item);
    }
    return items;
}

// Splitters lie between panels, and are none.
bool is_splitter(const Item* item) { return item->role == Role::splitter; }

// The first item of the panel that item `at` is in.
std::size_t start_of_panel(const std::vector<const Item*>& items, std::size_t at) {
    while (at > 0 && panel_of(items[at - 1]->id) == panel_of(items[at]->id)) --at;
    return at;
}

std::size_t target(const std::vector<const Item*>& items, std::size_t at, Step step) {
    const std::size_t count = items.size();
    if (step == Step::next) return (at + 1) % count;
    if (step == Step::previous) return (at + count - 1) % count;
    if (step == Step::previous_panel) {
        std::size_t before = (start_of_panel(items, at) + count - 1) % count;
        for (std::size_t i = 0; i < count && is_splitter(items[before]); ++i)
            before = (before + count - 1) % count;
        return start_of_panel(items, before);
    }
    for (std::size_t i = at; i < count; ++i) {
        if (panel_of(items[i]->id) != panel_of(items[at]->id) && !is_splitter(items[i])) return i;
    }
    return 0;
}

// Where panels are counted from: while nothing has the keyboard, the picture hears the keys.
std::size_t place_of(const std::vector<const Item*>& items, const std::string& id, Step step) {
    const auto here =
        std::find_if(items.begin(), items.end(), [&](const Item* item) { return item->id == id; });
    if (here != items.end()) return static_cast<std::size_t>(here - items.begin());
    const bool panels = step == Step::next_panel || step == Step::previous_panel;
    const auto picture = std::find_if(items.begin(), items.end(),
                                      [&](const Item* item) { return panels && item->role == Role::canvas; });
    if (picture != items.end()) return static_cast<std::size_t>(picture - items.begin());
    const bool backwards = step == Step::previous || step == Step::previous_panel;
    return backwards ? 0 : items.size() - 1;
}

}  // namespace

void Focus::move(const Registry& last_frame, Step step) {
    const auto items = reachable(last_frame);
    if (items.empty()) return;
    id_ = items[target(items, place_of(items, id_, step), step)]->id;
    ring_ = moved_ = true;
}

void Focus::clear() {
    id_.clear();
    ring_ = moved_ = activated_ = false;
}

bool Focus::take_activation(std::string_view id) {
    if (!activated_ || id_ != id) return false;
    activated_ = false;
    return true;
}

void Focus::end_frame(const Registry& frame) {
    activated_ = moved_ = false;
    if (!id_.empty() && frame.find(id_) == nullptr) clear();
}

}  // namespace firebreak::viz
