// Addresses dropped on the window, from any program: a path comes of them or a sentence.
#include "session/dropped.hpp"

#include <firebreak/text.hpp>

#include "target.hpp"

using namespace firebreak;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    if (const auto path = viz::path_of_uri(text)) {
        fuzz::require(path->starts_with('/') && path->find('\0') == std::string::npos, "a path is whole",
                      *path);
    }
    const viz::Dropped dropped = viz::judge_drop(text, false);
    fuzz::require(!dropped.path.empty() || !dropped.words.empty(), "a drop that opens nothing is explained");
    fuzz::require(printable(dropped.words, 10'000) == dropped.words, "what is said can be shown",
                  dropped.words);
    static_cast<void>(viz::judge_drop(text));  // and with a look at the disk, which it must not change
    return 0;
}
