// What the fuzz targets share. A target takes any bytes whatever; what it claims of them must hold for all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

// The target itself, under the name that libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace firebreak::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// Ends the program, and says what, if a claim does not hold.
void require(bool holds, std::string_view claim, std::string_view of = {});

// Lines without their ends.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

// A shipped scenario by its path below scenarios/.
[[nodiscard]] Spec shipped(const std::string& path);

// A run with its records, up to the first `most` of them: a fuzzer finds scenarios of a million events, and
// has time for few such.
struct ShortRun {
    std::vector<Record> records;
    RunResult result;    // if it is whole
    bool whole = false;  // it came to its end
};
[[nodiscard]] ShortRun short_run(const Model& model, const NoiseKey& key, const Script& script = {},
                                 std::size_t most = 2'000);

// Requires of a run what holds for every one: numbers in order, causes before effects, time that does not go
// back, beliefs that are probabilities.
void require_sound(const Model& model, const ShortRun& run);

}  // namespace firebreak::fuzz
