#include <algorithm>
#include <utility>

#include <firebreak/model.hpp>

#include "model/parameter_paths.hpp"

namespace firebreak {
namespace {

std::size_t& count_of(GradeCounts& counts, const ProvenanceSpec* entry) {
    if (entry == nullptr) return counts.unmarked;
    return entry->grade == "sourced"      ? counts.sourced
           : entry->grade == "data"       ? counts.data
           : entry->grade == "assumed"    ? counts.assumed
           : entry->grade == "structural" ? counts.structural
                                          : counts.unmarked;
}

}  // namespace

const ProvenanceSpec* provenance_of(std::span<const ProvenanceSpec> entries, std::string_view path) {
    const ProvenanceSpec* best = nullptr;
    std::pair<std::size_t, std::size_t> most;  // parts, and of these such as are no "*"
    for (const ProvenanceSpec& entry : entries) {
        if (!PathPattern(entry.path).matches_prefix_of(path)) continue;
        const std::vector<std::string_view> parts = path_parts(entry.path);
        const auto stars = static_cast<std::size_t>(std::count(parts.begin(), parts.end(), "*"));
        const std::pair exactness{parts.size(), parts.size() - stars};
        if (best != nullptr && exactness < most) continue;
        best = &entry;
        most = exactness;
    }
    return best;
}

GradeCounts count_grades(const Spec& spec) {
    GradeCounts counts;
    Spec copy = spec;
    const auto count = [&](std::string_view path) {
        ++count_of(counts, provenance_of(spec.provenance, path));
    };
    for (const Parameter& parameter : parameters(copy)) count(parameter.path);
    for (const OverlayValue& overlay : overlay_values(spec)) count(overlay.path);
    return counts;
}

}  // namespace firebreak
