// The digests of the shipped scenarios: the same in every build. They catch change; what is right is for the
// other tests to say.
//
// FIREBREAK_ACCEPT=1 writes tests/golden/digests.txt and traces.txt anew.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>

#include <firebreak/ensemble.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/trace.hpp>

#include "scenario/sha256.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;
namespace fs = std::filesystem;

namespace {

using Digests = std::map<std::string, std::string>;

std::vector<fs::path> shipped_scenarios() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(test::source_path("scenarios"))) {
        if (entry.path().extension() == ".yaml" && entry.path().parent_path().filename() != "parts")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Of 64 replicates of each arm of the scenario's study and of its clean twins, on so many threads.
Digests digests_of(const fs::path& file, unsigned jobs) {
    const LoadedScenario loaded = load_scenario(file.string());
    for (const Diagnostic& diagnostic : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(diagnostic));
    REQUIRE(loaded.spec);
    Study study = make_study(*loaded.spec);
    EnsembleOptions options;
    options.runs = 64;
    options.jobs = jobs;
    run_study(study, options);
    Digests digests;
    for (std::size_t i = 0; i < study.models.size(); ++i) {
        std::ostringstream digest;
        digest << std::hex << std::setw(16) << std::setfill('0') << study.ensemble.arms[i].digest;
        const std::string arm = describe_arm(*loaded.spec, study.models[i].arm());
        digests[fs::relative(file, test::source_path("scenarios")).generic_string() + " | " + arm] =
            digest.str();
    }
    return digests;
}

// What the traces of three replicates say after their headers, through the eyes of the truth, of both sides
// and of each, with no measure and with all.
Digests traces_of(const fs::path& file) {
    const LoadedScenario loaded = load_scenario(file.string());
    REQUIRE(loaded.spec);
    constexpr auto kSide = PointOfView::Kind::actor;
    ArmSpec all;
    for (const MeasureSpec& measure : loaded.spec->measures) all.measures.push_back(measure.id);
    Digests digests;
    for (const auto& [name, arm] : {std::pair{"none", ArmSpec{}}, std::pair{"all", all}}) {
        const Model model = compile(*loaded.spec, arm);
        Sha256 digest;
        for (std::uint64_t replicate = 0; replicate < 3; ++replicate) {
            const Trace trace = trace_run(model, {1, replicate, 0});
            for (const PointOfView view :
                 {PointOfView{}, PointOfView{PointOfView::Kind::both, {}},
                  PointOfView{kSide, ActorId{std::size_t{0}}}, PointOfView{kSide, ActorId{std::size_t{1}}}}) {
                std::ostringstream out;
                write_trace(out, model, trace, view);
                const std::string written = out.str();
                digest.add(std::string_view(written).substr(written.find('\n') + 1));
            }
        }
        digests[fs::relative(file, test::source_path("scenarios")).generic_string() + " | " + name] =
            digest.finish();
    }
    return digests;
}

Digests accepted(const std::string& file) {
    Digests digests;
    std::ifstream in(test::source_path("tests/golden/" + file));
    for (std::string line; std::getline(in, line);) {
        const auto cut = line.rfind(" | ");
        REQUIRE(cut != std::string::npos);
        digests[line.substr(0, cut)] = line.substr(cut + 3);
    }
    return digests;
}

}  // namespace

TEST_CASE("shipped scenarios have their accepted digests, on one thread and on four") {
    Digests now;
    for (const fs::path& file : shipped_scenarios()) {
        const Digests one = digests_of(file, 1);
        CHECK(one == digests_of(file, 4));
        now.insert(one.begin(), one.end());
    }
    REQUIRE(now.size() > 20);
    if (std::getenv("FIREBREAK_ACCEPT") != nullptr) {
        std::ofstream out(test::source_path("tests/golden/digests.txt"));
        for (const auto& [name, digest] : now) out << name << " | " << digest << "\n";
    }
    CHECK(now == accepted("digests.txt"));
}

// Made by the program before its ledgers became typed values.
TEST_CASE("traces of the shipped scenarios are the accepted ones, byte for byte, in every view") {
    Digests now;
    for (const fs::path& file : shipped_scenarios()) now.merge(traces_of(file));
    REQUIRE(now.size() > 20);
    if (std::getenv("FIREBREAK_ACCEPT") != nullptr) {
        std::ofstream out(test::source_path("tests/golden/traces.txt"));
        for (const auto& [name, digest] : now) out << name << " | " << digest << "\n";
    }
    CHECK(now == accepted("traces.txt"));
}
