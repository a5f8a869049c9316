// A script is judged before anything is done: each of its commands has a line, and the words and numbers that
// its verb wants.
#include "app/script.hpp"

#include <cmath>

#include "target.hpp"

using namespace firebreak;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const viz::Script script = viz::parse_script(text, "fuzz.txt");
    int line = 0;
    for (const viz::Command& command : script.commands) {
        fuzz::require(command.line > line, "commands stand in the order of their lines");
        line = command.line;
        fuzz::require(viz::verb_name(command.verb) != nullptr, "a verb has a name");
        for (const double number : command.numbers)
            fuzz::require(std::isfinite(number), "a number is a number");
    }
    fuzz::require(viz::decode(text).size() <= text.size(), "text has no more letters than bytes");
    int width = 0;
    int height = 0;
    if (viz::parse_size(text, width, height)) {
        fuzz::require(width >= 1 && width <= 16384 && height >= 1 && height <= 16384,
                      "a size has its limits");
    }
    return 0;
}
