#include <exception>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>

#include "scenario/files.hpp"
#include "scenario/variants.hpp"

namespace firebreak {
namespace {

void check_version(const Fields& fields, Faults& faults) {
    const auto at = fields.require("firebreak");
    if (!at) return;
    const std::string supported = std::to_string(kFormatVersion);
    if (!at->is_scalar() || at->text() != supported) {
        faults.error(*at,
                     "expected " + supported + ", the version of the format, found " + describe(at->node()));
    }
}

void read_head(const Fields& fields, Reading& reading) {
    check_version(fields, reading.faults);
    if (const auto id = fields.require("id")) {
        reading.spec.id = read_text(*id, reading.faults).value_or("");
        check_id(*id, reading.spec.id, reading.faults);
    }
    reading.spec.title = reading.spec.id;
    fields.text("title", reading.spec.title);
    fields.prose("question", reading.spec.question);
    fields.prose("summary", reading.spec.summary);
}

// In an order in which each section finds what it refers to already read.
void read_sections(const Fields& fields, Reading& reading) {
    struct Section {
        std::string_view key;
        void (*read)(const Place&, Reading&);
        bool required;
    };
    constexpr Section kSections[] = {{"sources", read_sources, false},   {"clock", read_clock, true},
                                     {"ladder", read_ladder, true},      {"endings", read_endings, true},
                                     {"causes", read_causes, true},      {"incidents", read_incidents, false},
                                     {"evidence", read_evidence, false}, {"messages", read_messages, false},
                                     {"channels", read_channels, false}, {"moves", read_moves, true},
                                     {"actors", read_actors, true},      {"measures", read_measures, false}};
    for (const Section& section : kSections) {
        const auto at = section.required ? fields.require(section.key) : fields.find(section.key);
        if (at) section.read(*at, reading);
    }
}

// What speaks of parameters, once all of them are there.
void read_parameter_sections(const Fields& fields, Reading& reading) {
    // Measures have no values yet, so none can change another's.
    const std::vector<Parameter> all = settable(reading.spec);
    if (const auto at = fields.find("measures")) read_overlays(*at, reading, all);
    if (const auto at = fields.find("expects")) read_expects(*at, reading, all);
    if (const auto at = fields.find("observe")) read_observe(*at, reading);
    if (const auto at = fields.find("targets")) read_targets(*at, reading);
    if (const auto at = fields.find("variants")) read_variants(*at, reading);
    if (const auto at = fields.find("provenance")) read_provenance(*at, reading, settable(reading.spec));
}

}  // namespace

Spec read_spec(const Node& root, Faults& faults, std::optional<ExerciseSpec>* exercise) {
    Spec spec;
    const Names names = declared_names(root);
    Reading reading{faults, names, spec};
    const Place place(root);
    const Fields fields(
        place, faults,
        {"firebreak", "id",       "title",   "question",  "summary",  "sources",  "provenance", "clock",
         "ladder",    "endings",  "causes",  "incidents", "evidence", "messages", "channels",   "moves",
         "actors",    "measures", "expects", "observe",   "targets",  "variants", "exercise"});
    read_head(fields, reading);
    read_sections(fields, reading);
    read_parameter_sections(fields, reading);
    if (const auto at = fields.find("exercise")) {
        ExerciseSpec read = read_exercise(*at, reading);
        if (exercise != nullptr) *exercise = std::move(read);
    }
    return spec;
}

namespace {

// Runs a reader of files and then the reader of the tree; whatever is thrown on the way becomes a fault.
template <class ReadFiles>
LoadedScenario load(const std::string& name, ReadFiles read) {
    LoadedScenario loaded;
    Faults faults;
    try {
        MergedFiles files = read(faults);
        loaded.files = std::move(files.files);
        loaded.sha256 = std::move(files.sha256);
        if (files.root) loaded.spec = read_spec(*files.root, faults, &loaded.exercise);
        if (files.root && !faults.any_error()) check_variants(*files.root, *loaded.spec, faults);
    } catch (const std::exception& error) {
        if (loaded.files.empty()) faults.add_file(name);
        faults.error({0, 0, 0}, {}, std::string("cannot be read: ") + error.what());
    }
    if (faults.any_error()) {
        loaded.spec.reset();
        loaded.exercise.reset();
    }
    loaded.diagnostics = faults.take();
    return loaded;
}

}  // namespace

LoadedScenario load_scenario(const std::string& path) {
    return load(path, [&](Faults& faults) { return read_files(path, faults); });
}

LoadedScenario load_scenario_text(std::string_view text, const std::string& path) {
    return load(path, [&](Faults& faults) { return read_in_place_of(text, path, faults); });
}

LoadedScenario parse_scenario(std::string_view text, const std::string& name) {
    return load(name, [&](Faults& faults) { return read_memory(text, name, faults); });
}

std::vector<Diagnostic> faults_after_change(const Spec& spec) {
    // What is said about the numbers does not depend on them, and is most of some files.
    Spec numbers = spec;
    numbers.sources.clear();
    numbers.provenance.clear();
    numbers.expects = {};
    numbers.observe.clear();
    numbers.targets.clear();
    numbers.variants.clear();
    std::vector<Diagnostic> found = parse_scenario(write_scenario(numbers, false), spec.id).diagnostics;
    std::erase_if(found, [](const Diagnostic& diagnostic) {
        return diagnostic.severity != Diagnostic::Severity::error;
    });
    return found;
}

}  // namespace firebreak
