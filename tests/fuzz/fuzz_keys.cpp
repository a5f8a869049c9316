// A table of keys: whatever the file says, the table that comes of it can be written, and read back without a
// fault.
#include "app/key_table.hpp"

#include "target.hpp"

using namespace firebreak;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    if (const auto chord = viz::parse_chord(text)) {
        fuzz::require(viz::parse_chord(viz::chord_text(*chord)) == chord, "a chord reads back as it is shown",
                      text);
    }
    viz::KeyTable table;
    const bool faulty = !table.read(text, "fuzz.json").empty();
    const std::string written = table.as_json();
    viz::KeyTable again;
    const std::vector<std::string> faults = again.read(written, "written.json");
    fuzz::require(faults.empty(), "a table that was written has no fault", written);
    fuzz::require(again.as_json() == written, "a table reads back as it was written", written);
    fuzz::require(!table.as_markdown().empty() && (faulty || again.as_markdown() == table.as_markdown()),
                  "the page says the same");
    return 0;
}
