// The numbers that a side gives incidents and messages, and their true ones.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include <firebreak/trace.hpp>

namespace firebreak {

class OwnNumbers {
public:
    // Of what the side saw up to this moment.
    OwnNumbers(const Model& model, const Trace& trace, ActorId actor, Millis until);

    // The true number of what the side calls so; none if it calls nothing so. Likewise the other way round.
    [[nodiscard]] std::optional<IncidentIndex> true_incident(std::uint32_t own) const;
    [[nodiscard]] std::optional<MessageIndex> true_message(std::uint32_t own) const;
    [[nodiscard]] std::optional<std::uint32_t> own_incident(IncidentIndex incident) const;
    [[nodiscard]] std::optional<std::uint32_t> own_message(MessageIndex message) const;

private:
    std::map<std::uint32_t, std::uint32_t> incidents_, messages_;  // own to true
};

}  // namespace firebreak
