// Small numbers that name the entities of a model, one type for each kind so that they cannot be mixed.
#pragma once

#include <cstddef>
#include <cstdint>

namespace firebreak {

// The place of an entity in its list of the Spec. A default-made id names nothing.
template <class Tag>
struct Id {
    static constexpr std::uint16_t kNone = 0xffff;

    std::uint16_t value = kNone;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint16_t>(index)) {}
    [[nodiscard]] constexpr bool valid() const { return value != kNone; }
    [[nodiscard]] constexpr std::size_t index() const { return value; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

using ActorId = Id<struct ActorTag>;
using RungId = Id<struct RungTag>;
using CauseId = Id<struct CauseTag>;
using SourceId = Id<struct SourceTag>;  // an outside source of incidents
using EvidenceId = Id<struct EvidenceTag>;
using ChannelId = Id<struct ChannelTag>;
using MoveId = Id<struct MoveTag>;
using MeasureId = Id<struct MeasureTag>;

[[nodiscard]] constexpr ActorId other(ActorId actor) { return ActorId{std::size_t{1} - actor.index()}; }

}  // namespace firebreak
