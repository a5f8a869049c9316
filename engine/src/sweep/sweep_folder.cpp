#include "sweep/sweep_folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <firebreak/program.hpp>
#include <firebreak/text.hpp>
#include <nlohmann/json.hpp>

#include "scenario/sha256.hpp"

namespace firebreak {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kPlanFile = "plan.yaml";
constexpr const char* kScenarioFile = "scenario.yaml";
constexpr const char* kHeadFile = "sweep.json";

std::string shown(const std::string& path) { return printable(path, 1000); }

std::optional<std::string> read_whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf())) return std::nullopt;
    return text.str();
}

// What sweep.json holds.
struct Head {
    SweepOrigin origin;
    std::string resolved_sha256;  // of scenario.yaml
    std::vector<std::uint64_t> stages;
    std::uint64_t points = 0;  // of a design that has a size
};

std::string head_text(const Head& head) {
    const Json json{{"firebreak", head.origin.version},
                    {"commit", head.origin.commit},
                    {"scenario", head.origin.scenario},
                    {"scenario_sha256", head.origin.scenario_sha256},
                    {"plan_sha256", head.origin.plan_sha256},
                    {"resolved_sha256", head.resolved_sha256},
                    {"stages", head.stages},
                    {"size", head.points}};
    return json.dump(2) + "\n";
}

std::optional<Head> parse_head(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    Head head;
    try {
        head.origin = {json.at("scenario"), json.at("scenario_sha256"), json.at("plan_sha256"),
                       json.at("firebreak"), json.at("commit")};
        head.resolved_sha256 = json.at("resolved_sha256");
        head.stages = json.at("stages").get<std::vector<std::uint64_t>>();
        head.points = json.at("size");
    } catch (const Json::exception&) {
        return std::nullopt;
    }
    const bool ascending = std::adjacent_find(head.stages.begin(), head.stages.end(),
                                              std::greater_equal<>()) == head.stages.end();
    if (head.stages.empty() || head.stages.front() == 0 || head.stages.back() > kMostPlanned || !ascending ||
        head.points > kMostPoints)
        return std::nullopt;
    return head;
}

Head head_of(const LoadedPlan& plan, const std::string& resolved) {
    return {{plan.spec->id, plan.scenario_sha256, plan.sha256, std::string(version()), std::string(commit())},
            sha256_of(resolved),
            {plan.plan->runs},
            plan.plan->design.size};
}

SweepFolder refused(const std::string& path, std::string fault) {
    SweepFolder folder;
    folder.path = path;
    folder.faults.push_back(shown(path) + ": " + std::move(fault));
    return folder;
}

// Why a folder's sweep is not the one that is asked for; empty if it is.
std::string difference(const SweepOrigin& there, const SweepOrigin& asked) {
    if (there.plan_sha256 != asked.plan_sha256)
        return "holds the sweep of another plan; choose another folder";
    if (there.scenario_sha256 != asked.scenario_sha256)
        return "holds a sweep of this plan, but the scenario has changed since; choose another folder";
    return {};
}

}  // namespace

void write_whole(const std::string& path, const std::string& text) {
    const std::string temporary = path + "." + std::to_string(getpid()) + ".part";
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (out && std::rename(temporary.c_str(), path.c_str()) == 0) return;
    const int error = errno;
    std::remove(temporary.c_str());
    throw std::runtime_error(shown(path) + ": " + std::strerror(error));
}

std::string SweepFolder::shard_file(const Shard& shard) const {
    const auto padded = [](std::uint64_t number) {
        std::string digits = std::to_string(number);
        return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
    };
    return file("shard-" + padded(shard.number) + "-of-" + padded(shard.count) + ".db");
}

std::vector<std::string> SweepFolder::result_files() const {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(path, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("shard-") && name.ends_with(".db")) files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    if (fs::exists(file(kResultsFile), error)) files.insert(files.begin(), file(kResultsFile));
    return files;
}

bool is_sweep_folder(const std::string& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

SweepFolder open_sweep_folder(const std::string& path) {
    SweepFolder folder;
    folder.path = path;
    const auto head_bytes = read_whole(folder.file(kHeadFile));
    if (!head_bytes) return refused(path, "is not the folder of a sweep: it has no sweep.json");
    const auto head = parse_head(*head_bytes);
    if (!head) return refused(path, "its sweep.json is damaged");
    const std::string plan_name = folder.file(kPlanFile);
    const auto resolved = read_whole(folder.file(kScenarioFile));
    LoadedPlan plan = load_plan(plan_name, folder.file(kScenarioFile));
    if (plan.sha256 != head->origin.plan_sha256)
        return refused(path,
                       "its plan.yaml is missing or was changed; a changed plan needs a folder of its own");
    if (!resolved || sha256_of(*resolved) != head->resolved_sha256)
        return refused(path, "its scenario.yaml is missing or was changed");
    for (const Diagnostic& fault : plan.diagnostics)
        if (fault.severity == Diagnostic::Severity::error) folder.faults.push_back(format_diagnostic(fault));
    folder.origin = head->origin;
    folder.stages = head->stages;
    if (!folder.faults.empty()) return folder;
    if (head->points != 0) plan.plan->design.size = head->points;
    folder.sweep.emplace(*std::move(plan.plan), *std::move(plan.spec), head->stages);
    return folder;
}

SweepFolder make_sweep_folder(const std::string& path, const LoadedPlan& plan) {
    std::error_code error;
    // The scenario as the plan's settings found it, with everything that it includes.
    const LoadedScenario stated = load_scenario(plan.plan->scenario);
    if (!stated.spec) return refused(path, "the scenario can no longer be read");
    const std::string resolved = write_scenario(*stated.spec);
    const Head head = head_of(plan, resolved);
    const bool begun = fs::exists(path + "/" + kHeadFile, error);
    if (!begun) {
        if (fs::exists(path, error) && !fs::is_directory(path, error))
            return refused(path, "is not a folder");
        fs::create_directories(path, error);
        if (error) return refused(path, error.message());
        for (const auto& entry : fs::directory_iterator(path, error)) {
            const std::string name = entry.path().filename().string();
            // Another task of the same array may be at work here at this moment.
            const bool ours = name.ends_with(".part") || name == kPlanFile || name == kScenarioFile ||
                              name == kHeadFile || name == kListFile;
            if (!ours) return refused(path, "is not empty, and not the folder of a sweep");
        }
        write_whole(path + "/" + kScenarioFile, resolved);
        if (!plan.list.empty()) write_whole(path + "/" + kListFile, plan.list);
        write_whole(path + "/" + kPlanFile, plan.text);
        write_whole(path + "/" + kHeadFile, head_text(head));
    }
    SweepFolder folder = open_sweep_folder(path);
    if (folder.origin.plan_sha256.empty()) return folder;
    const std::string other = difference(folder.origin, head.origin);
    return other.empty() ? folder : refused(path, other);
}

std::vector<std::string> extend_sweep(SweepFolder& folder, std::uint64_t runs, std::uint64_t points) {
    const Plan& plan = folder.sweep->plan();
    std::vector<std::string> faults;
    if (runs != 0 && runs <= folder.stages.back())
        faults.push_back("--runs: every point has " + with_commas(folder.stages.back()) + " runs already");
    if (runs != 0 && plan.target > 0)
        faults.emplace_back("--runs: the runs of a plan with a target are not extended; use another plan");
    if (runs > kOwnChance && !plan.shared_chance)
        faults.emplace_back("--runs: points that have their own chance have at most 1,000,000 runs each");
    if (points != 0 && plan.design.kind != DesignPlan::Kind::sobol)
        faults.emplace_back("--points: only a Sobol' sequence can be extended");
    else if (points != 0 && points <= plan.design.size)
        faults.push_back("--points: there are " + with_commas(plan.design.size) + " points already");
    if (points > kMostPoints ||
        std::max(runs, folder.stages.back()) > kMostPlanned / std::max(points, plan.design.size))
        faults.emplace_back("that makes more than 10^12 runs of each arm, the limit");
    if (!faults.empty()) return faults;
    Head head = *parse_head(*read_whole(folder.file(kHeadFile)));
    if (runs != 0) head.stages.push_back(runs);
    if (points != 0) head.points = points;
    write_whole(folder.file(kHeadFile), head_text(head));
    folder = open_sweep_folder(folder.path);
    return folder.faults;
}

}  // namespace firebreak
