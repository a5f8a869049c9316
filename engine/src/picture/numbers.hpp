#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace firebreak {

inline std::string with_commas(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
    return digits;
}

inline std::string counted(std::uint64_t n, std::string_view noun) {
    return with_commas(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

}  // namespace firebreak
