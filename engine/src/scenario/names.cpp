#include "scenario/names.hpp"

#include <algorithm>

#include <firebreak/spec.hpp>

namespace firebreak {
namespace {

std::vector<std::string_view> keys_of(const Node& root, std::string_view section) {
    std::vector<std::string_view> keys;
    const Node::Entry* found = root.find(section);
    if (found == nullptr) return keys;
    for (const Node::Entry& entry : found->value->entries) keys.push_back(entry.key);
    return keys;
}

std::vector<std::string_view> ladder_ids(const Node& root) {
    std::vector<std::string_view> ids;
    const Node::Entry* ladder = root.find("ladder");
    if (ladder == nullptr) return ids;
    if (ladder->value->items.size() < 2) return ids;
    for (const NodePtr& rung : ladder->value->items) {
        const Node::Entry* id = rung->find("id");
        ids.push_back(id == nullptr ? std::string_view{} : std::string_view(id->value->text));
    }
    return ids;
}

}  // namespace

Names declared_names(const Node& root) {
    Names names;
    names.rungs = ladder_ids(root);
    names.causes = keys_of(root, "causes");
    names.incidents = keys_of(root, "incidents");
    names.evidence = keys_of(root, "evidence");
    names.channels = keys_of(root, "channels");
    names.moves = keys_of(root, "moves");
    if (!contains(names.moves, "hold")) names.moves.insert(names.moves.begin(), "hold");
    names.actors = keys_of(root, "actors");
    names.measures = keys_of(root, "measures");
    names.sources = keys_of(root, "sources");
    return names;
}

const std::vector<std::string_view>& message_names() {
    static const std::vector<std::string_view> names(message_names_and_none().begin() + 1,
                                                     message_names_and_none().end());
    return names;
}

const std::vector<std::string_view>& message_names_and_none() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (std::size_t i = 0; i < kMessageKinds; ++i)
            all.emplace_back(message_name(static_cast<MessageKind>(i)));
        return all;
    }();
    return names;
}

const std::vector<std::string_view>& names_of_sent_messages() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> sent = message_names();
        std::erase(sent, message_name(MessageKind::silence));
        return sent;
    }();
    return names;
}

const std::vector<std::string_view>& trigger_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (std::size_t i = 0; i < kTriggers; ++i) {
            const auto trigger = static_cast<Trigger>(i);
            if (trigger != Trigger::initiative) all.emplace_back(trigger_name(trigger));
        }
        return all;
    }();
    return names;
}

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace firebreak
