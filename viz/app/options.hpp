// The command line of firebreak-viz.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/sheet.hpp"
#include "backend/renderer.hpp"
#include "backend/window.hpp"

namespace firebreak::viz {

struct ProgramOptions {
    std::string scenario;
    std::string script;             // file; with it, or with `shot`, the program runs without a person
    std::string shot;               // picture to write at the end
    double fixed_dt = 1000.0 / 60;  // milliseconds from frame to frame under a script
    std::optional<float> scale;
    std::optional<Size> size;
    std::string theme;  // a name or a file; empty: not given
    std::string keys;   // file
    std::string font;   // file
    std::string state;  // file of what is remembered; empty: the person's own, or none under a script
    RendererChoice renderer = RendererChoice::automatic;
    bool timings = false;
    bool blind = false;           // under a script: only frames that go into a file are painted
    int sheet_step = kSheetStep;  // vertices that a frame adds to the picture that is kept; 0: none is kept
    std::uint64_t bench = 0;      // runs to measure the program with; 0: it is not measured

    [[nodiscard]] bool scripted() const { return !script.empty() || !shot.empty(); }
};

// What the command line says; or the status to leave with, after it printed help, a table, or what is wrong.
struct ParsedOptions {
    std::optional<ProgramOptions> options;
    int status = 0;
};
[[nodiscard]] ParsedOptions parse_options(int argc, char** argv);

inline constexpr int kFailed = 1;  // an expectation of a script does not hold, or the window cannot be had
inline constexpr int kUsage = 2;   // wrong command line, or a script with faults

}  // namespace firebreak::viz
