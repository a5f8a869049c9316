#include <algorithm>
#include <cmath>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <firebreak/ensemble.hpp>
#include <firebreak/text.hpp>

#include "scenario/settings.hpp"
#include "scenario/sha256.hpp"
#include "scenario/yaml_tree.hpp"
#include "sweep/indices.hpp"
#include "sweep/plan.hpp"
#include "sweep/plan_factors.hpp"

namespace firebreak {
namespace {

using Kind = DesignPlan::Kind;

// In the order of DesignPlan::Kind.
const NameList kDesigns{"sobol", "latin", "grid", "list", "saltelli", "morris"};
constexpr std::size_t kMostSubsetMeasures = 10;

void read_count(const Fields& fields, const char* key, std::uint64_t& into, double most, Faults& faults) {
    const auto at = fields.find(key);
    if (!at) return;
    const auto number = read_number(*at, faults, {1, most, ""});
    if (!number) return;
    if (*number == std::floor(*number)) into = static_cast<std::uint64_t>(*number);
    else faults.error(*at, "expected a whole number, found " + describe(at->node()));
}

// One of two words; whether it is the first.
bool read_word(const Fields& fields, const char* key, const NameList& words, bool usual, Faults& faults) {
    const auto at = fields.find(key);
    if (!at) return usual;
    const auto word = read_reference(*at, faults, key, words);
    return word ? *word == words.front() : usual;
}

Kind read_design(const Fields& fields, Faults& faults) {
    const auto at = fields.find("design");
    if (!at) return Kind::sobol;
    const auto word = read_reference(*at, faults, "design", kDesigns);
    const auto found = word ? std::find(kDesigns.begin(), kDesigns.end(), *word) : kDesigns.end();
    return found == kDesigns.end() ? Kind::sobol : static_cast<Kind>(found - kDesigns.begin());
}

// `points` stands for what a design has most of; a grid and a list have as many as they have.
void read_size(const Fields& fields, Plan& plan, Faults& faults) {
    const Kind kind = plan.design.kind;
    const auto at = fields.find("points");
    plan.design.size = kind == Kind::morris ? 20 : 256;
    if (at && (kind == Kind::grid || kind == Kind::list))
        faults.error_at_key(*at, kind == Kind::grid ? "a grid has a point for every combination of levels; "
                                                      "give 'levels'"
                                                    : "a list has as many points as 'list' has rows");
    else read_count(fields, "points", plan.design.size, static_cast<double>(kMostPoints), faults);
    for (const auto& [key, design] : {std::pair{"levels", Kind::grid}, std::pair{"list", Kind::list}}) {
        const auto given = fields.find(key);
        if (given && kind != design)
            faults.error_at_key(*given, "means something only with 'design: " +
                                            std::string(kDesigns[static_cast<std::size_t>(design)]) + "'");
    }
}

ArmSpec arm_of(const Spec& spec, const std::vector<std::string>& ids) {
    ArmSpec arm;
    for (const MeasureSpec& measure : spec.measures)
        if (std::find(ids.begin(), ids.end(), measure.id) != ids.end()) arm.measures.push_back(measure.id);
    return arm;
}

void read_arms(const Place& at, PlanReading& reading) {
    NameList ids;
    for (const MeasureSpec& measure : reading.spec.measures) ids.push_back(measure.id);
    std::vector<ArmSpec>& arms = reading.plan.arms;
    if (at.is_scalar() && at.text() == "each") return;
    if (at.is_scalar() && at.text() == "subsets") {
        if (ids.size() > kMostSubsetMeasures)
            reading.faults.error(at, "all subsets of " + std::to_string(ids.size()) +
                                         " measures are too many; 10 measures are the limit");
        else arms = subsets_of_measures(reading.spec);
        return;
    }
    if (!at.is_list()) {
        reading.faults.error(at, "expected each, subsets or a list of arms, found " + describe(at.node()));
        return;
    }
    for (std::size_t i = 0; i < at.node().items.size(); ++i) {
        const Place place(at, i);
        const bool none = place.is_scalar() && place.text() == "none";
        const bool all = place.is_scalar() && place.text() == "all";
        std::vector<std::string> chosen(all ? ids.begin() : ids.end(), ids.end());
        if (!none && !all) chosen = read_names(place, reading.faults, "measure", ids);
        ArmSpec arm = arm_of(reading.spec, chosen);
        if (std::find(arms.begin(), arms.end(), arm) != arms.end())
            reading.faults.error(place, "this arm is in the list already");
        else arms.push_back(std::move(arm));
    }
    if (arms.empty()) reading.faults.error(at, "expected at least one arm");
}

// What single keys cannot tell.
void check_plan(const Fields& fields, PlanReading& reading) {
    Plan& plan = reading.plan;
    const auto at = [&](const char* key) { return fields.find(key).value_or(fields.place()); };
    if (!plan.shared_chance && plan.runs > kOwnChance)
        reading.faults.error(at("runs"),
                             "points that have their own chance have at most 1,000,000 runs each; "
                             "use fewer, or 'chance: shared'");
    // The runs of a point with a target are one block, which is held in memory.
    const std::uint64_t rows = plan.runs * 2 * plan.arms.size();
    if (plan.target > 0 && plan.keeps_rows && rows > 1'000'000)
        reading.faults.error(at("runs"),
                             "with a target, the up to " + with_commas(rows) +
                                 " rows of a point are held in memory; 1,000,000 are the limit: use "
                                 "fewer runs, or 'keep: sums'");
    const bool influence = plan.design.kind == Kind::saltelli || plan.design.kind == Kind::morris;
    if (influence && plan.factors.size() > kMostIndexFactors)
        reading.faults.error(at("factors"), "Sobol' indices and Morris's effects are for at most " +
                                                std::to_string(kMostIndexFactors) +
                                                " numbers or groups, found " +
                                                std::to_string(plan.factors.size()));
    std::unique_ptr<Design> design;
    try {
        design = make_design(plan.design, plan.factors.size(), plan.seed);
    } catch (const std::invalid_argument& fault) {
        reading.faults.error(at("design"), fault.what());
        return;
    }
    if (design->points() > kMostPoints || design->points() > kMostPlanned / plan.runs)
        reading.faults.error(at("design"), with_commas(design->points()) + " points of " +
                                               with_commas(plan.runs) +
                                               " runs are more than 10^12 runs of each arm, the limit");
}

// Makes the choices of variants in `set`; what is left of it.
NodePtr without_choices(const Place& set, PlanReading& reading) {
    auto rest = std::make_shared<Node>(set.node());
    for (const Node::Entry& entry : set.node().entries) {
        if (!entry.key.starts_with("variants.")) continue;
        const auto choice = read_text(Place(set, entry), reading.faults);
        const std::string fault = choice ? change_scenario(reading.spec, entry.key + "=" + *choice) : "";
        if (!fault.empty()) reading.faults.error(Place(set, entry), fault);
    }
    std::erase_if(rest->entries, [](const Node::Entry& each) { return each.key.starts_with("variants."); });
    reading.all = settable(reading.spec);
    return rest;
}

// What the plan changes in its scenario: first `set`, then `scale`.
void read_changes(const Fields& fields, PlanReading& reading) {
    const auto set = fields.find("set");
    const auto scale = fields.find("scale");
    if (!set && !scale) return;
    const Names none;
    Reading changes{reading.faults, none, reading.spec};
    if (set) {
        const Node::Entry numbers{"set", set->key_mark(), without_choices(*set, reading)};
        for (const SetSpec& each : read_settings(Place(fields.place(), numbers), changes, reading.all))
            set_parameter(reading.spec, each);
    }
    reading.all = settable(reading.spec);  // a law that was set has parts of its own
    if (scale)
        for (const ScaleSpec& each : read_scales(*scale, changes, reading.all))
            scale_parameter(reading.spec, each);
    if (reading.faults.any_error()) return;
    for (const Diagnostic& fault : faults_after_change(reading.spec))
        reading.faults.error(set ? *set : *scale, fault.path + ": " + fault.message);
}

void read_body(const Fields& fields, PlanReading& reading) {
    Plan& plan = reading.plan;
    read_changes(fields, reading);
    if (const auto at = fields.find("arms")) read_arms(*at, reading);
    if (plan.arms.empty()) plan.arms = make_study(reading.spec).arms;
    read_factors(fields, reading);
    if (const auto at = fields.find("constraints")) read_constraints(*at, reading);
    if (!reading.faults.any_error()) check_plan(fields, reading);
}

void read_head(const Fields& fields, Plan& plan, Faults& faults) {
    fields.text("title", plan.title);
    if (const auto at = fields.find("seed")) {
        const auto number = read_number(*at, faults, {0, 9007199254740992.0, ""});
        if (number && *number == std::floor(*number)) plan.seed = static_cast<std::uint64_t>(*number);
        else if (number) faults.error(*at, "expected a whole number, found " + describe(at->node()));
    }
    plan.design.kind = read_design(fields, faults);
    read_size(fields, plan, faults);
    read_count(fields, "runs", plan.runs, static_cast<double>(kMostPlanned), faults);
    const bool compares = plan.design.kind == Kind::grid || plan.design.kind == Kind::list;
    plan.shared_chance = read_word(fields, "chance", {"shared", "own"}, compares, faults);
    plan.keeps_rows = read_word(fields, "keep", {"runs", "sums"}, true, faults);
    fields.number("target", plan.target, {1e-6, 1, ""});
}

// Where a file that a plan names lies, and the plan's folder.
std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? folder : folder + "/";
}

void read_tree(const Node& root, const std::string& path, const std::string& scenario, Faults& faults,
               LoadedPlan& loaded) {
    const Place place(root);
    const Fields fields(place, faults,
                        {"scenario", "title", "seed", "design", "points", "levels", "list", "runs", "chance",
                         "keep", "target", "arms", "set", "scale", "factors", "constraints"});
    Plan plan;
    read_head(fields, plan, faults);
    const auto named = fields.require("scenario");
    if (!named) return;
    const auto name = read_text(*named, faults);
    if (!name || name->empty()) {
        if (name) faults.error(*named, "expected the name of a scenario file, found nothing");
        return;
    }
    const bool absolute = std::filesystem::path(*name).is_absolute();
    plan.scenario = scenario.empty() ? (absolute ? *name : folder_of(path) + *name) : scenario;
    LoadedScenario read = load_scenario(plan.scenario);
    loaded.diagnostics = std::move(read.diagnostics);
    loaded.scenario_sha256 = std::move(read.sha256);
    if (!read.spec) {
        if (!faults.any_error()) faults.error(*named, "this scenario cannot be used; its faults follow");
        return;
    }
    Spec spec = *std::move(read.spec);
    PlanReading reading{faults, spec, settable(spec), plan, folder_of(path), !scenario.empty()};
    read_body(fields, reading);
    loaded.list = std::move(reading.list);
    loaded.plan = std::move(plan);
    loaded.spec = std::move(spec);
}

}  // namespace

LoadedPlan load_plan_text(std::string_view text, const std::string& path, const std::string& scenario) {
    LoadedPlan loaded;
    loaded.text = text;
    loaded.sha256 = sha256_of(text);
    Faults faults;
    const int file = faults.add_file(path);
    try {
        const NodePtr root = parse_yaml(text, file, faults);
        if (root && root->kind != Node::Kind::map)
            faults.error(root->at, {}, "expected a plan, a map of keys, found " + describe(*root));
        else if (root) read_tree(*root, path, scenario, faults, loaded);
    } catch (const std::exception& error) {
        faults.error({file, 0, 0}, {}, std::string("cannot be read: ") + error.what());
    }
    if (!loaded.list.empty()) loaded.sha256 = sha256_of(loaded.text + "\n" + loaded.list);
    if (faults.any_error()) {
        loaded.plan.reset();
        loaded.spec.reset();
    }
    std::vector<Diagnostic> own = faults.take();
    own.insert(own.end(), std::make_move_iterator(loaded.diagnostics.begin()),
               std::make_move_iterator(loaded.diagnostics.end()));
    loaded.diagnostics = std::move(own);
    return loaded;
}

LoadedPlan load_plan(const std::string& path, const std::string& scenario) {
    std::ifstream in(path, std::ios::binary);
    std::string text(kMaxFileBytes + 1, '\0');
    if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.gcount() > 0 || in.is_open()) {
        text.resize(static_cast<std::size_t>(in.gcount()));
        if (!in.bad()) return load_plan_text(text, path, scenario);
    }
    LoadedPlan loaded;
    loaded.diagnostics = {{Diagnostic::Severity::error, path, 0, 0, {}, "cannot read this file"}};
    return loaded;
}

std::vector<ArmSpec> subsets_of_measures(const Spec& spec) {
    std::vector<ArmSpec> arms;
    const std::size_t subsets = std::size_t{1} << spec.measures.size();
    for (std::size_t subset = 0; subset < subsets; ++subset) {
        ArmSpec arm;
        for (std::size_t i = 0; i < spec.measures.size(); ++i)
            if ((subset >> i & 1) != 0) arm.measures.push_back(spec.measures[i].id);
        arms.push_back(std::move(arm));
    }
    return arms;
}

}  // namespace firebreak
