// A node of the tree together with the way to it, so that a fault can name its key path without anybody
// building paths in good times.
#pragma once

#include <string>
#include <string_view>

#include "scenario/node.hpp"

namespace firebreak {

// Lives on the stack below the Place it was reached from, and not longer than the tree.
class Place {
public:
    explicit Place(const Node& root) : node_(&root), key_mark_(root.at) {}
    Place(const Place& parent, const Node::Entry& entry)
        : node_(entry.value.get()), parent_(&parent), key_(entry.key), key_mark_(entry.at) {}
    Place(const Place& parent, std::size_t index)
        : node_(parent.node().items[index].get()), parent_(&parent), index_(index), key_mark_(node_->at) {}

    [[nodiscard]] const Node& node() const { return *node_; }
    [[nodiscard]] std::string_view key() const { return key_; }
    [[nodiscard]] const Mark& key_mark() const { return key_mark_; }
    // Of the value; of the key where there is no value to point at.
    [[nodiscard]] const Mark& mark() const { return node_->kind == Node::Kind::null ? key_mark_ : node_->at; }
    // "actors.moscow.doctrine.4.when.threat"
    [[nodiscard]] std::string path() const;

    [[nodiscard]] bool is_null() const { return node_->kind == Node::Kind::null; }
    [[nodiscard]] bool is_scalar() const { return node_->kind == Node::Kind::scalar; }
    [[nodiscard]] bool is_list() const { return node_->kind == Node::Kind::list; }
    [[nodiscard]] bool is_map() const { return node_->kind == Node::Kind::map; }
    [[nodiscard]] const std::string& text() const { return node_->text; }

private:
    const Node* node_;
    const Place* parent_ = nullptr;
    std::string_view key_;
    std::size_t index_ = 0;
    Mark key_mark_;
};

}  // namespace firebreak
