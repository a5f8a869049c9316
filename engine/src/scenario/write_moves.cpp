#include "scenario/write_sections.hpp"

namespace firebreak {
namespace {

void write_message(SectionWriter& out, const MessageSpec& message) {
    out.open(message_name(message.kind));
    out.text("label", message.label);
    if (!message.likelihood.empty()) out.weights_apart("likelihood", message.likelihood);
    if (message.clarifies_posture) out.value("clarifies", "posture");
    out.number("image", message.image);
    if (message.garbled != MessageKind::none) out.value("garbled", message_name(message.garbled));
    if (message.kind == MessageKind::evidence) {
        out.text("source", message.source);
        out.value("reports", std::to_string(message.reports));
    }
    out.close();
}

void write_effects(SectionWriter& out, const MoveSpec& move) {
    switch (move.posture) {
        case MoveSpec::Posture::none: break;
        case MoveSpec::Posture::to: out.text("to", move.rung); break;
        case MoveSpec::Posture::raise_to: out.text("raise_to", move.rung); break;
        case MoveSpec::Posture::by: out.value("by", std::to_string(move.by)); break;
    }
    if (move.strikes) {
        out.open("strikes");
        out.text("cause", move.strikes->cause);
        out.number_law("severity", move.strikes->severity);
        out.close();
    }
    if (move.sends != MessageKind::none) {
        out.value("sends", message_name(move.sends));
        out.text("via", move.via);
    }
    out.duration_law("delay", move.delay);
    if (move.seen) out.number("seen", *move.seen);
    out.text_if_any("needs", move.needs);
    out.text_if_any("unless", move.unless);
}

}  // namespace

void write_messages(SectionWriter& out, const Spec& spec) {
    if (spec.messages.empty()) return;
    out.open("messages");
    for (const MessageSpec& message : spec.messages) write_message(out, message);
    out.close();
}

void write_moves(SectionWriter& out, const Spec& spec) {
    out.open("moves");
    for (const MoveSpec& move : spec.moves) {
        out.open(move.id);
        out.text("label", move.label);
        if (move.id != "hold") write_effects(out, move);
        out.close();
    }
    out.close();
}

}  // namespace firebreak
