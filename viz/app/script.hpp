// Scripts: a person's session written down, a step a line. viz/docs/script.md is their reference.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firebreak::viz {

enum class Verb {
    key,
    text,
    click,
    double_click,
    drag,
    wheel,
    move,
    hold,
    release,
    wait_frames,
    wait_until,
    expect_text,
    expect_no_text,
    expect_count,
    expect_value,
    expect_greyed,
    expect_focus,
    expect_dump,
    expect_all_reachable,
    dump,
    shot,
    open,
    resize,
    quit
};

struct Command {
    int line = 0;
    Verb verb = Verb::quit;
    std::vector<std::string> words;  // after the verb
    std::vector<double> numbers;     // of those words that are numbers by the verb's form, in order
};

struct Script {
    std::string file;  // for messages
    std::vector<Command> commands;
    std::vector<std::string> faults;  // "steps.txt:7: clik: unknown verb; did you mean 'click'?"
};

// Reads a whole script and judges it before anything is done.
[[nodiscard]] Script parse_script(std::string_view text, const std::string& file);

[[nodiscard]] const char* verb_name(Verb verb);

// UTF-8 as code points; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::u32string decode(std::string_view text);

// "1280x720" -> width and height, each 1 to 16384; false if it is not that.
[[nodiscard]] bool parse_size(std::string_view text, int& width, int& height);

}  // namespace firebreak::viz
