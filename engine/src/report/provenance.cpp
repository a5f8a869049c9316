#include <firebreak/text.hpp>

#include "report/provenance.hpp"

#include <vector>

#include <firebreak/model.hpp>

#include "base/text_layout.hpp"
#include "model/parameter_paths.hpp"

namespace firebreak::report {
namespace {

void count(const Spec& spec, std::string_view path, GradeCounts& counts) {
    const ProvenanceSpec* found = provenance_of(spec, path);
    const std::string_view grade = found != nullptr ? std::string_view(found->grade) : std::string_view();
    ++(grade == "sourced"      ? counts.sourced
       : grade == "data"       ? counts.data
       : grade == "assumed"    ? counts.assumed
       : grade == "structural" ? counts.structural
                               : counts.unmarked);
}

}  // namespace

const ProvenanceSpec* provenance_of(const Spec& spec, std::string_view path) {
    const ProvenanceSpec* best = nullptr;
    std::size_t best_length = 0;
    for (const ProvenanceSpec& entry : spec.provenance) {
        if (!PathPattern(entry.path).matches_prefix_of(path)) continue;
        const std::size_t length = path_parts(entry.path).size();
        if (length < best_length) continue;
        best = &entry;
        best_length = length;
    }
    return best;
}

GradeCounts count_grades(const Spec& spec) {
    GradeCounts counts;
    Spec copy = spec;
    for (const Parameter& parameter : parameters(copy)) count(spec, parameter.path, counts);
    for (const OverlayValue& overlay : overlay_values(spec)) count(spec, overlay.path, counts);
    return counts;
}

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
