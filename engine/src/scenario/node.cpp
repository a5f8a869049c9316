#include "scenario/node.hpp"

#include <algorithm>
#include <unordered_map>

#include <firebreak/text.hpp>

namespace firebreak {

const Node::Entry* Node::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

namespace {

bool takes_away(const Node::Entry& entry) { return entry.value->kind == Node::Kind::null; }

bool takes_anything_away(const Node& node) {
    return std::any_of(node.entries.begin(), node.entries.end(), [](const Node::Entry& entry) {
        return takes_away(entry) || takes_anything_away(*entry.value);
    });
}

// A map that nothing stands below: what it takes away is not there.
NodePtr without_takings(const NodePtr& node) {
    if (!takes_anything_away(*node)) return node;
    auto result = std::make_shared<Node>(*node);
    std::erase_if(result->entries, takes_away);
    result->size = 1;
    for (Node::Entry& entry : result->entries) {
        entry.value = without_takings(entry.value);
        result->size += entry.value->size;
    }
    return result;
}

}  // namespace

NodePtr merged(const NodePtr& base, const NodePtr& over) {
    if (base->kind != Node::Kind::map || over->kind != Node::Kind::map) return over;
    auto result = std::make_shared<Node>();
    result->kind = Node::Kind::map;
    result->at = over->at;
    std::unordered_map<std::string_view, const Node::Entry*> changes;
    for (const Node::Entry& entry : over->entries) changes.emplace(entry.key, &entry);
    for (const Node::Entry& entry : base->entries) {
        const auto change = changes.find(entry.key);
        if (change == changes.end()) {
            result->entries.push_back(entry);
            continue;
        }
        const Node::Entry& by = *change->second;
        if (!takes_away(by)) result->entries.push_back({by.key, by.at, merged(entry.value, by.value)});
        changes.erase(change);
    }
    for (const Node::Entry& entry : over->entries) {
        if (!changes.contains(entry.key) || takes_away(entry)) continue;
        result->entries.push_back({entry.key, entry.at, without_takings(entry.value)});
    }
    for (const Node::Entry& entry : result->entries) result->size += entry.value->size;
    return result;
}

std::string describe(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null: return "nothing";
        case Node::Kind::list: return "a list";
        case Node::Kind::map: return "a map";
        case Node::Kind::scalar: break;
    }
    return node.quoted && node.text.empty() ? "an empty text" : "'" + printable(node.text, 60) + "'";
}

}  // namespace firebreak
