// Waiting for what other threads make.
#pragma once

#include <chrono>
#include <thread>

namespace firebreak::test {

// Asks again and again until it holds. False only if it takes so long that it must hang, however busy the
// machine is.
template <class Holds>
[[nodiscard]] bool comes_true(Holds holds) {
    constexpr std::chrono::minutes kPatience{30};
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

}  // namespace firebreak::test
