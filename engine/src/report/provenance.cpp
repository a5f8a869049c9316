#include "report/provenance.hpp"

#include <vector>

#include <firebreak/text.hpp>

#include "base/text_layout.hpp"

namespace firebreak::report {

std::string grades_in_words(const GradeCounts& counts) {
    std::vector<std::string> parts;
    const auto add = [&](std::size_t n, const char* what) {
        if (n > 0) parts.push_back(with_commas(n) + " " + what);
    };
    add(counts.sourced, "sourced");
    add(counts.data, "fitted to data");
    add(counts.assumed, "assumed");
    add(counts.structural, "structural");
    add(counts.unmarked, "without a mark of where they come from");
    return "Of its " + counted(counts.all(), "number") + ": " + listed(parts) + ".";
}

}  // namespace firebreak::report
