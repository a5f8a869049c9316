#include <algorithm>

#include "scenario/key_reader.hpp"

namespace firebreak {
namespace {

void read_message(const Place& at, Reading& reading, MessageKind kind) {
    MessageSpec message;
    const Fields fields(at, reading.faults, keys_of(message));
    message.kind = kind;
    message.label = message_name(kind);
    read_keys(fields, reading, message);
    reading.spec.messages.push_back(std::move(message));
}

}  // namespace

void read_messages(const Place& at, Reading& reading) {
    if (!check_map(at, reading.faults)) return;
    const NameList& kinds = message_names();
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        const auto found = std::find(kinds.begin(), kinds.end(), entry.key);
        if (found == kinds.end()) reading.faults.unknown_key(place, "unknown message", kinds);
        else read_message(place, reading, static_cast<MessageKind>(found - kinds.begin() + 1));
    }
}

}  // namespace firebreak
