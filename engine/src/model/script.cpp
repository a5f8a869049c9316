#include <firebreak/script.hpp>

#include <array>

namespace firebreak {

const char* correction_name(Correction::Kind kind) {
    constexpr std::array<const char*, kCorrectionKinds> names = {
        "reading", "belief", "message", "hold", "higher", "lower", "lost", "overlooked"};
    return names[static_cast<std::size_t>(kind)];
}

const char* standing_name(Standing standing) {
    constexpr std::array<const char*, kStandings> names = {"doctrine", "routine", "hold"};
    return names[static_cast<std::size_t>(standing)];
}

}  // namespace firebreak
