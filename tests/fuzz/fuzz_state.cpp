// What the program remembers: anything may stand in the file, and what is taken of it is written and read
// again unchanged.
#include "app/saved_state.hpp"

#include "target.hpp"

using namespace firebreak;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const viz::ParsedState parsed = viz::parse_state(fuzz::text_of(data, size));
    const viz::SavedState& state = parsed.state;
    fuzz::require(state.recent.size() <= viz::kMostRecent, "few files are remembered");
    fuzz::require(parsed.fault.empty() || state == viz::SavedState(), "of a broken file nothing is taken",
                  parsed.fault);
    const std::string written = viz::write_state(state);
    const viz::ParsedState again = viz::parse_state(written);
    fuzz::require(again.fault.empty() && again.state == state, "a state reads back as it was written",
                  written);
    const viz::SavedState merged = viz::merge_state(state, {}, state, state.recent);
    fuzz::require(merged.recent.size() <= viz::kMostRecent, "few files are remembered after merging");
    return 0;
}
