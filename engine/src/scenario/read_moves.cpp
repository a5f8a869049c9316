#include "scenario/key_reader.hpp"

namespace firebreak {
namespace {

void read_move(const Place& at, Reading& reading) {
    MoveSpec move;
    const Fields fields(at, reading.faults, keys_of(move));
    move.id = at.key();
    move.label = move.id == "hold" ? "Hold" : move.id;
    if (move.id == "hold") {
        for (const Node::Entry& entry : at.node().entries) {
            if (entry.key != "label")
                reading.faults.error_at_key(
                    Place(at, entry),
                    "'hold' does nothing and is always possible; only its label may be set");
        }
        fields.text("label", move.label);
        reading.spec.moves.push_back(std::move(move));
        return;
    }
    read_keys(fields, reading, move);
    check_gates(fields, reading, move.needs, move.unless);
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
