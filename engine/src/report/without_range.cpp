#include "report/without_range.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <firebreak/model.hpp>
#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kMostNames = 12;

// Everything that the file gives and that could have a range: parameters and what measures set or scale by,
// but not the parts of laws.
std::vector<std::string> numbers_of(const Spec& spec) {
    Spec copy = spec;
    const std::size_t own = parameters(copy).size();
    const std::vector<Parameter> all = settable(copy);
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool counts = i < own || all[i].path.starts_with("measures.");
        const bool number = all[i].kind != Parameter::Kind::flag && !all[i].absent();
        if (counts && number) paths.push_back(all[i].path);
    }
    return paths;
}

// What a number is counted under: the part that stands for the entry's last *, if that names keys and not
// entities, else the part after the entry's own. Empty where there is none, or it is a place in a list.
std::string_view name_of(const ProvenanceSpec* entry, std::string_view path) {
    const std::vector<std::string_view> parts = path_parts(path);
    std::size_t depth = 0;
    if (entry != nullptr) {
        const std::vector<std::string_view> own = path_parts(entry->path);
        depth = own.size() > 2 && own.back() == "*" ? own.size() - 1 : own.size();
    }
    if (depth >= parts.size()) return {};
    const bool place = parts[depth].find_first_not_of("0123456789") == std::string_view::npos;
    return place ? std::string_view() : parts[depth];
}

// Numbers of one entry, by the names that they are counted under.
struct Lacking {
    const ProvenanceSpec* entry = nullptr;
    std::size_t count = 0;
    std::vector<std::pair<std::string, std::size_t>> parts;

    void add(std::string_view path) {
        ++count;
        const std::string_view name = name_of(entry, path);
        if (name.empty()) return;
        const auto known =
            std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.first == name; });
        if (known == parts.end()) parts.emplace_back(name, 1);
        else ++known->second;
    }
};

Diagnostic warning_of(const Lacking& lacking) {
    const bool graded = lacking.entry != nullptr;
    const std::string numbers = counted(lacking.count, graded ? "assumed number" : "number");
    const std::string have = lacking.count == 1 ? " has " : " have ";
    std::string text = numbers + have + (graded ? "no range" : "neither a grade nor a range");
    for (std::size_t i = 0; i < lacking.parts.size() && i < kMostNames; ++i) {
        const auto& [name, count] = lacking.parts[i];
        text += (i == 0 ? ": " : ", ") + name + " (" + with_commas(count) + ")";
    }
    if (lacking.parts.size() > kMostNames)
        text += " and " + std::to_string(lacking.parts.size() - kMostNames) + " more";
    return {Diagnostic::Severity::warning,
            {},
            0,
            0,
            graded ? "provenance." + lacking.entry->path : "provenance",
            text};
}

}  // namespace

std::vector<Diagnostic> without_range(const Spec& spec) {
    std::vector<Lacking> lacking;
    for (const ProvenanceSpec& entry : spec.provenance) lacking.push_back({&entry, 0, {}});
    lacking.push_back({});
    for (const std::string& path : numbers_of(spec)) {
        const ProvenanceSpec* entry = provenance_of(spec.provenance, path);
        if (entry != nullptr && entry->grade != "assumed") continue;
        if (!range_words(spec, path).empty()) continue;
        std::find_if(lacking.begin(), lacking.end(), [&](const Lacking& each) {
            return each.entry == entry;
        })->add(path);
    }
    std::vector<Diagnostic> warnings;
    for (const Lacking& each : lacking) {
        if (each.count > 0) warnings.push_back(warning_of(each));
    }
    return warnings;
}

}  // namespace firebreak::report
