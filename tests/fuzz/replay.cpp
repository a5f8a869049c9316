// Runs a fuzz target once over each file that is named, without libFuzzer.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "target.hpp"

int main(int argc, char* argv[]) {
    for (int i = 1; i < argc; ++i) {
        std::ifstream file(argv[i], std::ios::binary);
        if (!file) {
            std::fprintf(stderr, "cannot read %s\n", argv[i]);
            return 1;
        }
        // Which file it was, should the target not return. Standard output may be the target's.
        std::fprintf(stderr, "%s\n", argv[i]);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
    std::fprintf(stderr, "%d files\n", argc - 1);
    return argc > 1 ? 0 : 1;
}
