// A file of colours gives a theme, whatever is wrong with it; a theme that was written is read without a
// fault.

#include <firebreak/picture.hpp>

#include "target.hpp"

using namespace firebreak;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Theme& base = builtin_theme("light");
    const ParsedTheme parsed = parse_theme(fuzz::text_of(data, size), "fuzz.json", base);
    const ParsedTheme again = parse_theme(write_theme(parsed.theme), "written.json", base);
    fuzz::require(again.faults.empty(), "a theme that was written has no fault",
                  again.faults.empty() ? "" : again.faults.front());
    fuzz::require(again.theme == parsed.theme, "a theme reads back as it was written",
                  write_theme(parsed.theme));
    const double ratio = contrast(parsed.theme.text, parsed.theme.background);
    fuzz::require(ratio >= 1 && ratio <= 21.001, "contrast is 1 to 21");
    return 0;
}
