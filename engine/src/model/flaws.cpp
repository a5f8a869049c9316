// What can be wrong in a run: its names in the format, and what makes two of a group.
#include <array>

#include <firebreak/run.hpp>

namespace firebreak {

const char* flaw_name(Flaw::Kind kind) {
    constexpr std::array<const char*, kFlawKinds> names = {"misreading",   "misattribution", "doubt",
                                                           "misjudgement", "false-alarm",    "lost",
                                                           "late",         "garbled",        "escalation"};
    return names[static_cast<std::size_t>(kind)];
}

FlawGroup coarse_group_of(const Flaw& flaw) {
    return {flaw.kind, flaw.actor, 0, {}, {}, MessageKind::none, {}, {}};
}

FlawGroup group_of(const Flaw& flaw) {
    FlawGroup group = coarse_group_of(flaw);
    switch (flaw.kind) {
        case Flaw::Kind::misreading: group.off = flaw.off; break;
        case Flaw::Kind::misattribution: group.believed = flaw.believed; [[fallthrough]];
        case Flaw::Kind::doubt:
        case Flaw::Kind::misjudgement:
        case Flaw::Kind::false_alarm: group.truth = flaw.truth; break;
        case Flaw::Kind::lost:
        case Flaw::Kind::late:
        case Flaw::Kind::garbled:
            group.message = flaw.message;
            group.channel = flaw.channel;
            break;
        case Flaw::Kind::escalation: group.move = flaw.move; break;
    }
    return group;
}

}  // namespace firebreak
