#include "scenario/yaml_tree.hpp"

#include <algorithm>
#include <array>
#include <istream>
#include <iterator>
#include <optional>
#include <streambuf>
#include <string>
#include <unordered_set>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <firebreak/text.hpp>

#include "scenario/file_bytes.hpp"
#include "scenario/place.hpp"
#include "scenario/yaml_signs.hpp"

namespace firebreak {
namespace {

using MutableNode = std::shared_ptr<Node>;

class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(const JoinedEscapes& joined, int file, Faults& faults)
        : text_(joined.text), columns_(joined.text, joined.shortened), file_(file), faults_(faults) {}

    NodePtr take() { return std::move(root_); }

    Mark place(const YAML::Mark& mark) {
        return {file_, mark.line + 1,
                columns_.column(static_cast<std::size_t>(mark.pos), static_cast<std::size_t>(mark.column))};
    }

    Mark place(std::size_t offset) {
        const Mark mark = mark_at(text_, offset, file_);
        const std::size_t newline = offset == 0 ? std::string_view::npos : text_.rfind('\n', offset - 1);
        return {file_, mark.line,
                columns_.column(offset, newline == std::string_view::npos ? offset : offset - newline - 1)};
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (documents_++ > 0)
            throw Refused{place(mark), "a second document starts here; a scenario is one document"};
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const MutableNode node = make(Node::Kind::null, mark);
        remember(anchor, node);
        add(node, node->at);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        if (anchor >= anchors_.size() || !anchors_[anchor])
            throw Refused{place(mark), "an alias must not be used inside its own anchor"};
        count(anchors_[anchor]->size, mark);
        add(anchors_[anchor], place(mark));
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        const MutableNode node = make(Node::Kind::scalar, mark);
        node->quoted = tag == "!";
        node->text = value;
        check_tag(tag, mark);
        remember(anchor, node);
        add(node, node->at);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(Node::Kind::list, mark, tag, anchor);
    }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(Node::Kind::map, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

private:
    // A list or map under construction; for a map, keys and values arrive in turns.
    struct Open {
        MutableNode node;
        YAML::anchor_t anchor = 0;
        std::optional<Node::Entry> key;  // read, its value not yet
        bool merges = false;             // the key is a merge key
        bool has_merged = false;         // there was one before
        std::vector<NodePtr> bases;      // maps to merge in, the first wins
        std::size_t merge_at = 0;        // where among the entries the merge key stood
        bool bad_key = false;            // the key was reported; its value is dropped
    };

    MutableNode make(Node::Kind kind, const YAML::Mark& mark) {
        count(1, mark);
        if (++nodes_ > kMaxNodes)
            throw Refused{place(mark), "the file has more than " + std::to_string(kMaxNodes) + " nodes"};
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->at = place(mark);
        return node;
    }

    void count(std::size_t nodes, const YAML::Mark& mark) {
        expanded_ += nodes;
        if (expanded_ > kMaxExpandedNodes) {
            throw Refused{place(mark), "aliases make the file larger than " +
                                           std::to_string(kMaxExpandedNodes) + " nodes"};
        }
    }

    void check_tag(const std::string& tag, const YAML::Mark& mark) {
        constexpr std::string_view kCore = "tag:yaml.org,2002:";
        constexpr std::array<std::string_view, 7> kTypes{"str", "int", "float", "bool", "null", "seq", "map"};
        const bool none = tag.empty() || tag == "?" || tag == "!";
        const bool core = tag.starts_with(kCore) &&
                          std::find(kTypes.begin(), kTypes.end(), tag.substr(kCore.size())) != kTypes.end();
        if (!none && !core)
            faults_.error(place(mark), {}, "tags have no meaning here; found '" + printable(tag, 60) + "'");
    }

    void remember(YAML::anchor_t anchor, const NodePtr& node) {
        if (anchor == 0) return;
        if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
        anchors_[anchor] = node;
    }

    void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (stack_.size() >= static_cast<std::size_t>(kMaxDepth)) {
            throw Refused{place(mark), "nested deeper than " + std::to_string(kMaxDepth) + " levels"};
        }
        check_tag(tag, mark);
        Open item;
        item.node = make(kind, mark);
        item.anchor = anchor;
        stack_.push_back(std::move(item));
    }

    void close() {
        Open done = std::move(stack_.back());
        stack_.pop_back();
        if (!done.bases.empty()) merge_bases(done);
        remember(done.anchor, done.node);
        add(done.node, done.node->at);
    }

    void add(const NodePtr& node, const Mark& at) {
        if (stack_.empty()) {
            root_ = node;
            return;
        }
        Open& parent = stack_.back();
        parent.node->size += node->size;
        if (parent.node->kind == Node::Kind::list) {
            parent.node->items.push_back(node);
        } else if (!parent.key && !parent.bad_key) {
            add_key(parent, *node, at);
        } else {
            add_value(parent, node);
        }
    }

    void add_key(Open& parent, const Node& key, const Mark& at) {
        if (key.kind != Node::Kind::scalar) {
            faults_.error(at, {}, "a key must be a plain name, found " + describe(key));
            parent.bad_key = true;
            return;
        }
        parent.merges = key.text == "<<" && !key.quoted;
        parent.key = Node::Entry{key.text, at, nullptr};
    }

    void add_value(Open& parent, const NodePtr& value) {
        if (parent.bad_key) {
            parent.bad_key = false;
            return;
        }
        if (parent.merges) {
            if (parent.has_merged) {
                faults_.error(parent.key->at, {},
                              "'<<' is given twice; to merge several maps write <<: [*one, *other]");
            }
            parent.has_merged = true;
            add_base(parent, value);
        } else {
            parent.key->value = value;
            parent.node->entries.push_back(std::move(*parent.key));
        }
        parent.key.reset();
        parent.merges = false;
    }

    void add_base(Open& parent, const NodePtr& value) {
        if (parent.bases.empty()) parent.merge_at = parent.node->entries.size();
        const std::vector<NodePtr> bases =
            value->kind == Node::Kind::list ? value->items : std::vector<NodePtr>{value};
        for (const NodePtr& base : bases) {
            if (base->kind == Node::Kind::map) parent.bases.push_back(base);
            else
                faults_.error(parent.key->at, {},
                              "'<<' takes a map or a list of maps, found " + describe(*base));
        }
    }

    // Keys of the map itself win over keys merged in, and these stand where "<<" stood.
    static void merge_bases(Open& map) {
        std::unordered_set<std::string_view> known;
        for (const Node::Entry& entry : map.node->entries) known.insert(entry.key);
        std::vector<Node::Entry> inherited;
        for (const NodePtr& base : map.bases) {
            for (const Node::Entry& entry : base->entries) {
                if (known.insert(entry.key).second) inherited.push_back(entry);
            }
        }
        auto& entries = map.node->entries;
        entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(map.merge_at),
                       std::make_move_iterator(inherited.begin()), std::make_move_iterator(inherited.end()));
    }

    std::string_view text_;
    Columns columns_;
    int file_;
    Faults& faults_;
    NodePtr root_;
    std::vector<Open> stack_;
    std::vector<NodePtr> anchors_;
    std::size_t nodes_ = 0;
    std::size_t expanded_ = 0;
    int documents_ = 0;
};

// Reads from memory without a copy.
class ViewBuffer final : public std::streambuf {
public:
    explicit ViewBuffer(std::string_view text) {
        char* begin = const_cast<char*>(text.data());  // the get area is never written to
        setg(begin, begin, begin + text.size());
    }
};

void check_duplicates(const Place& map, Faults& faults) {
    std::unordered_set<std::string_view> keys;
    for (const Node::Entry& entry : map.node().entries) {
        if (!keys.insert(entry.key).second) faults.error_at_key(Place(map, entry), "this key is given twice");
    }
}

// Each node once, although aliases may lead to it often.
void check_tree(const Place& place, Faults& faults, std::unordered_set<const Node*>& visited) {
    const Node& node = place.node();
    if (!visited.insert(&node).second) return;
    if (node.kind == Node::Kind::map) check_duplicates(place, faults);
    for (std::size_t i = 0; i < node.items.size(); ++i) check_tree(Place(place, i), faults, visited);
    for (const Node::Entry& entry : node.entries) check_tree(Place(place, entry), faults, visited);
}

[[noreturn]] void refuse_yaml(const YAML::Exception& error, std::string_view text, TreeBuilder& builder) {
    const Mark place = builder.place(error.mark);
    const int tab = tab_in_indentation(text, place.line);
    if (tab > 0)
        throw Refused{{place.file, place.line, tab}, "not valid YAML: a tab cannot indent; use spaces"};
    // What is never closed is noticed somewhere below, often at the end of the file.
    if (const auto unclosed = find_signs(text).unclosed) {
        const Mark opened = builder.place(*unclosed);
        const char sign = text[*unclosed];
        const std::string what = sign == '[' || sign == '{' ? std::string(1, sign) : "quote";
        if (opened.line <= place.line)
            throw Refused{opened, "not valid YAML: the " + what + " in line " + std::to_string(opened.line) +
                                      " is never closed"};
    }
    throw Refused{place, "not valid YAML: " + error.msg};
}

NodePtr build(const JoinedEscapes& joined, int file, Faults& faults) {
    ViewBuffer buffer(joined.text);
    std::istream stream(&buffer);
    TreeBuilder builder(joined, file, faults);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {}
    } catch (const YAML::Exception& error) {
        refuse_yaml(error, joined.text, builder);
    }
    return builder.take();
}

// Half a character is none, neither in JSON nor in YAML.
JoinedEscapes joined(std::string_view text, int file) {
    const std::string plain = prepared(text);
    JoinedEscapes result = join_surrogates(plain);
    if (!result.lone) return result;
    const std::string escape = plain.substr(*result.lone, 6);
    throw Refused{
        mark_at(plain, *result.lone, file),
        "not valid YAML: '" + escape + "' is half of a character; the other half must be next to it"};
}

}  // namespace

NodePtr parse_yaml(std::string_view text, int file, Faults& faults) {
    if (const auto refused = refuse_bytes(text, file)) {
        faults.error(refused->mark, {}, refused->message);
        return nullptr;
    }
    try {
        NodePtr root = build(joined(text, file), file, faults);
        if (root && root->kind != Node::Kind::null) {
            std::unordered_set<const Node*> visited;
            check_tree(Place(*root), faults, visited);
            return root;
        }
        faults.error({file, 1, 1}, {}, "the file is empty");
    } catch (const Refused& refused) {
        faults.error(refused.mark, {}, refused.message);
    } catch (const std::exception& error) {
        faults.error({file, 0, 0}, {}, std::string("not valid YAML: ") + error.what());
    }
    return nullptr;
}

}  // namespace firebreak
