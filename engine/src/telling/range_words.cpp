#include <algorithm>
#include <vector>

#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"
#include "telling/rule_words.hpp"

namespace firebreak {
namespace {

// What people call a number that lies below another path: "mean", "threat", "weight of Covert disruption".
std::string name_below(const Spec& spec, std::string_view rest) {
    if (rest.starts_with("when.")) return std::string(rest.substr(5));
    if (rest.starts_with("do.")) return "weight of " + Labels(spec).move(rest.substr(3));
    return std::string(rest);
}

// Whether the entry could name a number below the path. Most cannot, and then nothing needs to be listed.
bool reaches_below(const ProvenanceSpec& entry, std::string_view path) {
    const std::vector<std::string_view> pattern = path_parts(entry.path);
    const std::vector<std::string_view> parts = path_parts(path);
    if (!entry.range || pattern.size() <= parts.size()) return false;
    const auto fits = [](std::string_view part, std::string_view named) {
        return named == "*" || named == part;
    };
    return std::equal(parts.begin(), parts.end(), pattern.begin(), fits);
}

const RangeSpec* range_of(const Spec& spec, std::string_view path) {
    const ProvenanceSpec* entry = provenance_of(spec.provenance, path);
    const bool named = entry != nullptr && entry->range && path_matches(entry->path, path);
    return named ? &*entry->range : nullptr;
}

}  // namespace

std::string range_words(const RangeSpec& range) {
    if (range.factor) return "tried from " + law_words(range.law, false) + " times the value";
    const bool bounded =
        range.law.kind == Distribution::Kind::uniform || range.law.kind == Distribution::Kind::triangular;
    return (bounded ? "tried from " : "tried at ") + law_words(range.law, range.durations);
}

std::string range_words(const Spec& spec, std::string_view path) {
    std::vector<std::string> found;
    if (const RangeSpec* range = range_of(spec, path)) found.push_back(range_words(*range));
    const bool below = std::any_of(spec.provenance.begin(), spec.provenance.end(),
                                   [&](const ProvenanceSpec& entry) { return reaches_below(entry, path); });
    if (!below) return joined(found, "; ");
    const std::string prefix = std::string(path) + ".";
    Spec copy = spec;
    for (const Parameter& parameter : settable(copy)) {
        if (!parameter.path.starts_with(prefix)) continue;
        if (const RangeSpec* range = range_of(spec, parameter.path))
            found.push_back(name_below(spec, parameter.path.substr(prefix.size())) + " " +
                            range_words(*range));
    }
    return joined(found, "; ");
}

}  // namespace firebreak
