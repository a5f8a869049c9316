#include <algorithm>

#include "scenario/sections.hpp"

namespace firebreak {
namespace {

constexpr int kMostReports = 1000;

void read_clarifies(const Fields& fields, Reading& reading, MessageSpec& message) {
    const auto at = fields.find("clarifies");
    if (!at) return;
    if (at->is_scalar() && at->text() == "posture") message.clarifies_posture = true;
    else reading.faults.error(*at, "expected 'posture', found " + describe(at->node()));
}

// Reports are the content of evidence and of nothing else.
void read_reports(const Fields& fields, Reading& reading, MessageSpec& message) {
    if (message.kind == MessageKind::evidence) {
        if (fields.require("source")) fields.reference("source", message.source, "evidence source", reading.names.evidence);
        fields.integer("reports", message.reports, 1, kMostReports);
        return;
    }
    for (const std::string_view key : {"source", "reports"}) {
        if (const auto at = fields.find(key)) reading.faults.error_at_key(*at, "only the message 'evidence' carries reports");
    }
}

void read_message(const Place& at, Reading& reading, MessageKind kind) {
    const Fields fields(at, reading.faults, {"label", "likelihood", "clarifies", "image", "garbled", "source", "reports"});
    MessageSpec message;
    message.kind = kind;
    message.label = message_name(kind);
    fields.text("label", message.label);
    if (const auto likelihood = fields.find("likelihood")) {
        message.likelihood = read_weights(*likelihood, reading.faults, "cause", reading.names.causes, kLikelihood);
    }
    read_clarifies(fields, reading, message);
    fields.number("image", message.image, kOddsFactor);
    if (const auto garbled = fields.find("garbled")) {
        message.garbled = read_message_kind(*garbled, reading.faults).value_or(MessageKind::none);
    }
    read_reports(fields, reading, message);
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
