#include "session/registry.hpp"

#include <algorithm>
#include <unordered_set>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

// What a person can see of the top: below an open menu nothing can be clicked.
int top_layer(const Registry& registry) {
    int top = 0;
    for (const Item& item : registry.items()) top = std::max(top, item.layer);
    return top;
}

std::string line_of(const Item& item) {
    std::string line =
        std::string(role_name(item.role)) + ' ' + item.id + " \"" + printable(item.text, 2000) + '"';
    if (!item.value.empty()) line += " = \"" + printable(item.value, 2000) + '"';
    if (!item.enabled) line += " greyed";
    if (item.focused) line += " focused";
    return line + '\n';
}

}  // namespace

const char* role_name(Role role) {
    static constexpr const char* kNames[] = {"button",    "check-box", "radio",      "tab",       "menu",
                                             "menu-item", "list-item", "text-field", "text-area", "slider",
                                             "splitter",  "canvas",    "mark",       "text"};
    return kNames[static_cast<std::size_t>(role)];
}

bool is_interactive(Role role) { return role != Role::text && role != Role::mark; }

const Item* Registry::find(std::string_view id) const {
    const auto place =
        std::find_if(items_.begin(), items_.end(), [&](const Item& item) { return item.id == id; });
    return place == items_.end() ? nullptr : &*place;
}

std::string Registry::duplicate() const {
    std::unordered_set<std::string_view> seen;
    for (const Item& item : items_) {
        if (!seen.insert(item.id).second) return item.id;
    }
    return {};
}

std::string Registry::dump(std::span<const std::string> panels) const {
    const auto wanted = [&](const Item& item) {
        const std::string_view panel = std::string_view(item.id).substr(0, item.id.find('.'));
        return panels.empty() || std::find(panels.begin(), panels.end(), panel) != panels.end();
    };
    std::vector<const Item*> order;
    for (const Item& item : items_) {
        if (wanted(item)) order.push_back(&item);
    }
    std::stable_sort(order.begin(), order.end(), [](const Item* a, const Item* b) { return a->id < b->id; });
    std::string text;
    for (const Item* item : order) text += line_of(*item);
    return text;
}

Found find_by_name(const Registry& registry, std::string_view name) {
    if (const Item* item = registry.find(name)) return {item, {}};
    std::vector<const Item*> matches, out_of_sight;
    for (const Item& item : registry.items()) {
        if (item.text == name) (item.rect.empty() ? out_of_sight : matches).push_back(&item);
    }
    if (matches.empty()) matches = out_of_sight;
    // Of several of the same words the one that is meant is the one that can be acted on, on top.
    if (matches.size() > 1) {
        const int top = top_layer(registry);
        std::vector<const Item*> better;
        std::copy_if(matches.begin(), matches.end(), std::back_inserter(better),
                     [&](const Item* item) { return is_interactive(item->role) && item->layer == top; });
        if (!better.empty()) matches = better;
    }
    if (matches.size() == 1) return {matches.front(), {}};
    const std::string quoted = '"' + std::string(name) + '"';
    if (matches.empty()) {
        const std::string near = nearest_label(registry, name);
        return {nullptr,
                "nothing is called " + quoted + (near.empty() ? "" : "; the nearest label is " + near)};
    }
    std::string error = std::to_string(matches.size()) + " items are called " + quoted + "; use an id:";
    for (const Item* item : matches) error += ' ' + item->id;
    return {nullptr, error};
}

bool shows(const Registry& registry, std::string_view words) {
    return std::any_of(registry.items().begin(), registry.items().end(), [&](const Item& item) {
        return item.text.find(words) != std::string::npos || item.value.find(words) != std::string::npos;
    });
}

std::string nearest_label(const Registry& registry, std::string_view words) {
    std::vector<std::string_view> labels;
    for (const Item& item : registry.items()) {
        labels.push_back(item.text);
        labels.push_back(item.id);
    }
    const std::string_view near = nearest_name(words, labels);
    return near.empty() ? std::string() : '"' + printable(near) + '"';
}

}  // namespace firebreak::viz
