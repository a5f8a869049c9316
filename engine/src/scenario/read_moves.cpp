#include "scenario/sections.hpp"

namespace firebreak {
namespace {

using Posture = MoveSpec::Posture;

void read_posture(const Fields& fields, Reading& reading, MoveSpec& move) {
    constexpr std::pair<std::string_view, Posture> kForms[] = {
        {"to", Posture::to}, {"raise_to", Posture::raise_to}, {"by", Posture::by}};
    for (const auto& [key, form] : kForms) {
        const auto at = fields.find(key);
        if (!at) continue;
        if (move.posture != Posture::none) {
            reading.faults.error_at_key(*at, "a move has one of 'to', 'raise_to' and 'by', not several");
            continue;
        }
        move.posture = form;
        if (form != Posture::by) {
            fields.reference(key, move.rung, "rung", reading.names.rungs);
            continue;
        }
        const int most = static_cast<int>(kMaxRungs);
        const auto by = read_integer(*at, reading.faults, -most, most);
        move.by = by.value_or(1);
        if (move.by == 0) reading.faults.error(*at, "expected +1, -1 or another number of rungs that is not 0");
    }
}

void read_strikes(const Place& at, Reading& reading, MoveSpec& move) {
    const Fields fields(at, reading.faults, {"cause", "severity"});
    StrikeSpec strike;
    if (fields.require("cause")) fields.reference("cause", strike.cause, "cause", reading.names.causes);
    fields.number_law("severity", strike.severity, kSeverity);
    move.strikes = std::move(strike);
}

void read_sending(const Fields& fields, Reading& reading, MoveSpec& move) {
    const auto sends = fields.find("sends");
    const auto via = fields.find("via");
    if (sends) move.sends = read_message_kind(*sends, reading.faults).value_or(MessageKind::none);
    if (sends && !via) reading.faults.error_at_key(*sends, "what sends a message needs 'via', a channel or 'reply'");
    if (via && !sends) reading.faults.error_at_key(*via, "'via' needs 'sends', the message that goes this way");
    if (via) {
        NameList names = reading.names.channels;
        names.push_back("reply");
        move.via = read_reference(*via, reading.faults, "channel", names).value_or("");
        const bool asks_back = move.via == "reply" && move.sends == MessageKind::query;
        if (asks_back) reading.faults.error(*via, "a query cannot be a reply; name a channel");
    }
    if (sends && move.sends == MessageKind::silence)
        reading.faults.error(*sends, "silence is what no answer means; it cannot be sent");
}

void read_move(const Place& at, Reading& reading) {
    const Fields fields(at, reading.faults,
                        {"label", "to", "raise_to", "by", "strikes", "sends", "via", "delay", "seen", "needs", "unless"});
    MoveSpec move;
    move.id = at.key();
    move.label = move.id == "hold" ? "Hold" : move.id;
    fields.text("label", move.label);
    if (move.id == "hold") {
        for (const Node::Entry& entry : at.node().entries) {
            if (entry.key != "label")
                reading.faults.error_at_key(Place(at, entry),
                                            "'hold' does nothing and is always possible; only its label may be set");
        }
        reading.spec.moves.push_back(std::move(move));
        return;
    }
    read_posture(fields, reading, move);
    if (const auto strikes = fields.find("strikes")) read_strikes(*strikes, reading, move);
    read_sending(fields, reading, move);
    fields.duration_law("delay", move.delay, kDelay);
    fields.number("seen", move.seen, kProbability);
    read_gates(fields, reading, move.needs, move.unless);
    reading.spec.moves.push_back(std::move(move));
}

}  // namespace

void read_moves(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) { read_move(place, reading); });
    if (index_of_id(reading.spec.moves, "hold") >= 0) return;
    MoveSpec hold;
    hold.id = "hold";
    hold.label = "Hold";
    reading.spec.moves.insert(reading.spec.moves.begin(), std::move(hold));
}

}  // namespace firebreak
