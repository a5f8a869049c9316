#include <algorithm>
#include <array>

#include <firebreak/spec.hpp>

namespace firebreak {
namespace {

constexpr std::array<const char*, kMessageKinds> kMessageNames{
    "none", "query", "denial", "admission", "silence", "reassurance", "warning", "proposal", "evidence"};

constexpr std::array<const char*, kFacts> kFactNames{"threat",
                                                     "incident.severity",
                                                     "incident.hostility",
                                                     "incident.confidence",
                                                     "incident.age",
                                                     "incident.belief",
                                                     "image",
                                                     "own.rung",
                                                     "adversary.rung",
                                                     "rung_gap",
                                                     "trigger",
                                                     "message",
                                                     "guilty",
                                                     "asked",
                                                     "heard",
                                                     "said",
                                                     "channel",
                                                     "measure",
                                                     "time_left"};

constexpr std::array<const char*, kTriggers> kTriggerNames{"incident", "evidence", "move",   "message",
                                                           "silence",  "review",   "inject", "initiative"};

}  // namespace

std::size_t rung_place(const Spec& spec, std::string_view id) {
    const auto found = std::find_if(spec.ladder.begin(), spec.ladder.end(),
                                    [&](const RungSpec& rung) { return rung.id == id; });
    return static_cast<std::size_t>(found - spec.ladder.begin());
}

const char* message_name(MessageKind kind) { return kMessageNames.at(static_cast<std::size_t>(kind)); }
const char* fact_name(Fact fact) { return kFactNames.at(static_cast<std::size_t>(fact)); }
const char* trigger_name(Trigger trigger) { return kTriggerNames.at(static_cast<std::size_t>(trigger)); }

}  // namespace firebreak
