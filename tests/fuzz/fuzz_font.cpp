// A file given as a font: it is refused in words, or letters are made of it, though it be damaged inside.
#include <sys/mman.h>
#include <unistd.h>

#include <imgui.h>

#include "backend/fonts.hpp"
#include "target.hpp"

using namespace firebreak;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const int file = memfd_create("font", 0);
    fuzz::require(file != -1 && write(file, data, size) == static_cast<ssize_t>(size),
                  "a file in memory can be had");
    std::string fault;
    const viz::FontFiles files = viz::find_fonts("/proc/self/fd/" + std::to_string(file), fault);
    close(file);
    if (!fault.empty()) return 0;  // the usual fonts are taken, and those are no concern of ours here
    ImGui::CreateContext();
    viz::Letters letters;
    letters.note("Z\xc3\xbcrich \xd0\x96");
    const viz::Fonts fonts = viz::build_fonts(files, 1, letters);
    fuzz::require(fonts.body != nullptr && fonts.heading != nullptr && fonts.fixed != nullptr,
                  "there are letters to draw with");
    ImGui::DestroyContext();
    return 0;
}
