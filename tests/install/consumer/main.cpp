// A program of somebody else: it finds the installed package, and gets version and loader from it.
#include <cstdio>
#include <cstring>

#include <firebreak/program.hpp>
#include <firebreak/scenario.hpp>

int main(int argc, char* argv[]) {
    if (argc != 2 || std::strcmp(argv[1], firebreak::version()) != 0) {
        std::fprintf(stderr, "expected version %s, found %s\n", argc == 2 ? argv[1] : "(none given)",
                     firebreak::version());
        return 1;
    }
    const auto loaded = firebreak::parse_scenario("firebreak: 1\n", "incomplete.yaml");
    if (loaded.spec || loaded.diagnostics.empty()) {
        std::fprintf(stderr, "an incomplete scenario was accepted\n");
        return 1;
    }
    std::printf("%s\n", firebreak::format_diagnostic(loaded.diagnostics.front()).c_str());
    return 0;
}
