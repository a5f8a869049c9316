// A scenario file as a tree that remembers where every piece stood; aliases and merges share subtrees instead
// of copying them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak {

// A place in one of the files read: index of the file, line and column from 1. Line 0: unknown.
struct Mark {
    int file = 0;
    int line = 0;
    int column = 0;

    bool operator==(const Mark&) const = default;
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
    enum class Kind { null, scalar, list, map };

    struct Entry {
        std::string key;
        Mark at;  // of the key
        NodePtr value;
    };

    Kind kind = Kind::null;
    bool quoted = false;         // scalar: written in quotes or as a block
    std::string text;            // scalar
    std::vector<NodePtr> items;  // list
    std::vector<Entry> entries;  // map, in the order of the file
    Mark at;
    std::size_t size = 1;  // nodes below and including this one, aliases counted as often as they are used

    [[nodiscard]] const Entry* find(std::string_view key) const;
};

// Maps merged key by key, `over` winning; lists and scalars of `over` replace those of `base`, a null removes
// the key, if it is there.
[[nodiscard]] NodePtr merged(const NodePtr& base, const NodePtr& over);

// What a fault report calls a node: "a map", "'abc'", "nothing".
[[nodiscard]] std::string describe(const Node& node);

}  // namespace firebreak
