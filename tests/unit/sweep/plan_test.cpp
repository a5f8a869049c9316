#include "sweep/plan.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "sweep/sweep.hpp"

using namespace firebreak;

namespace {

// A plan of the flagship, as if it stood beside it.
LoadedPlan plan_of(const std::string& text) {
    return load_plan_text("scenario: reset-2011.yaml\n" + text,
                          test::source_path("scenarios/cyber/plan.yaml"));
}

Plan good(const std::string& text) {
    const LoadedPlan loaded = plan_of(text);
    for (const Diagnostic& fault : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(fault));
    REQUIRE(loaded.plan);
    return *loaded.plan;
}

// The messages of the errors, in the order of the file.
std::vector<std::string> faults_of(const std::string& text) {
    const LoadedPlan loaded = plan_of(text);
    CHECK_FALSE(loaded.plan);
    std::vector<std::string> messages;
    for (const Diagnostic& fault : loaded.diagnostics)
        messages.push_back(std::to_string(fault.line) + " " + fault.path + ": " + fault.message);
    return messages;
}

bool says(const std::vector<std::string>& faults, const std::string& part) {
    return std::any_of(faults.begin(), faults.end(),
                       [&](const std::string& fault) { return fault.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("A plan that names only its scenario sweeps every range", "[plan]") {
    const LoadedPlan loaded = plan_of("");
    REQUIRE(loaded.plan);
    CHECK(loaded.plan->factors.size() == factors_of(*loaded.spec).size());
    CHECK(loaded.plan->design.kind == DesignPlan::Kind::sobol);
    CHECK(loaded.plan->design.size == 256);
    CHECK(loaded.plan->runs == 400);
    CHECK_FALSE(loaded.plan->shared_chance);
    CHECK(loaded.plan->arms.size() == loaded.spec->measures.size() + 2);
}

TEST_CASE("Factors of a plan: ranges of its own, levels, links and switches", "[plan]") {
    const Plan plan = good(R"(design: grid
levels: 3
factors:
  - actors.*.posture.misread
  - {path: channels.hotline.credibility, levels: [0.2, 0.5], label: how far the line is believed}
  - {path: [actors.washington.tremble, actors.moscow.tremble], range: [0, 0.1], levels: 2}
)");
    REQUIRE(plan.factors.size() == 3);
    CHECK(plan.factors[0].levels == std::vector<double>{0, 0.1, 0.2});
    CHECK(plan.factors[1].levels == std::vector<double>{0.2, 0.5});
    CHECK(plan.factors[1].label == "how far the line is believed");
    CHECK(plan.factors[2].levels == std::vector<double>{0, 0.1});
    CHECK(plan.factors[2].paths ==
          std::vector<std::string>{"actors.washington.tremble", "actors.moscow.tremble"});
    CHECK(plan.design.levels == std::vector<std::uint32_t>{3, 2, 2});
    CHECK(plan.shared_chance);
}

TEST_CASE("A grid gives each number every level, exactly as written", "[plan]") {
    const LoadedPlan loaded = plan_of(R"(design: grid
factors:
  - {path: actors.*.tremble, levels: [0.01, 0.07]}
  - {path: channels.hotline.patience, levels: [1h, 7h, 2d]}
)");
    REQUIRE(loaded.plan);
    const Sweep sweep(*loaded.plan, *loaded.spec);
    REQUIRE(sweep.points() == 6);
    std::vector<std::pair<double, double>> seen;
    for (std::uint64_t point = 0; point < 6; ++point) {
        Result<Spec> setting = sweep.setting(point);
        REQUIRE(setting);
        const auto hotline = std::find_if(setting->channels.begin(), setting->channels.end(),
                                          [](const ChannelSpec& channel) { return channel.id == "hotline"; });
        seen.emplace_back(setting->actors[1].tremble, hotline->patience.ms / 3'600'000);
    }
    const std::vector<std::pair<double, double>> all{{0.01, 1}, {0.01, 7}, {0.01, 48},
                                                     {0.07, 1}, {0.07, 7}, {0.07, 48}};
    CHECK(seen == all);
}

TEST_CASE("A list of points is taken row by row", "[plan]") {
    const LoadedPlan loaded = plan_of(R"(design: list
factors: [actors.*.tremble, actors.*.posture.misread]
list: [[0.05, 0.1], [0.01, 0.2], [0.05, 0.3]]
)");
    REQUIRE(loaded.plan);
    const Sweep sweep(*loaded.plan, *loaded.spec);
    REQUIRE(sweep.points() == 3);
    CHECK(sweep.setting(1)->actors[0].tremble == 0.01);
    CHECK(sweep.setting(1)->actors[0].posture.misread == 0.2);
    CHECK(sweep.setting(2)->actors[1].tremble == 0.05);
    CHECK(sweep.setting(2)->actors[1].posture.misread == 0.3);
}

TEST_CASE("All faults of a plan are found at once, each in its place", "[plan]") {
    const std::vector<std::string> faults = faults_of(R"(desing: grid
runs: 0.5
arms: [none, hotlin]
factors:
  - {path: actors.*.tremblee, range: [0, 1]}
  - {path: actors.*.tremble, range: [0, 7]}
  - {path: clock.horizon, range: [1, 2]}
constraints: [1 + 1]
)");
    CHECK(says(faults, "2 desing: unknown key 'desing'; did you mean 'design'?"));
    CHECK(says(faults, "3 runs: "));
    CHECK(says(faults, "undefined measure 'hotlin'; did you mean 'hotline'?"));
    CHECK(says(faults, "6 factors.1.path: no parameter matches 'actors.*.tremblee'"));
    CHECK(says(faults, "7 factors.2.range"));
    CHECK(says(faults, "8 factors.3.range"));
    CHECK(says(faults, "9 constraints.1: expected two sides"));
}

TEST_CASE("What no plan can ask for is refused with the way out", "[plan]") {
    CHECK(says(faults_of("points: 10\ndesign: grid\n"), "give 'levels'"));
    CHECK(says(faults_of("runs: 2000000\n"), "'chance: shared'"));
    CHECK(says(faults_of("points: 1e9\nruns: 10000\n"), "10^12 runs"));
    CHECK(says(
        faults_of("factors: [actors.*.tremble, actors.washington.tremble]\ndesign: list\nlist: [[1, 1]]\n"),
        "belongs to 'actors.*.tremble' already"));
    CHECK(says(faults_of("arms: [none, [hotline], hotline]\n"), "in the list already"));
    CHECK(says(faults_of("design: list\nfactors: [actors.*.tremble]\nlist: [[0.1, 0.2], [x]]\n"),
               "row 1: expected 1 value, found 2"));
    CHECK(says(faults_of("target: 0.01\nruns: 500000\n"), "held in memory"));
}

TEST_CASE("A constraint keeps points that break it from running", "[plan]") {
    const LoadedPlan loaded = plan_of(R"(design: grid
factors: [{path: actors.*.tremble, levels: [0.01, 0.05, 0.09]}]
constraints: ["actors.washington.tremble < 0.05", "0 <= actors.moscow.tremble"]
)");
    REQUIRE(loaded.plan);
    const Sweep sweep(*loaded.plan, *loaded.spec);
    CHECK(sweep.setting(0));
    REQUIRE_FALSE(sweep.setting(1));
    CHECK(sweep.setting(1).error() == "breaks the constraint actors.washington.tremble < 0.05");
    CHECK(sweep.run({1, 0, 10}, nullptr).arms.empty());
}

TEST_CASE("All subsets of the measures are arms", "[plan]") {
    const Plan plan = good("arms: subsets\n");
    CHECK(plan.arms.size() == 8);
    CHECK(plan.arms[0].measures.empty());
    CHECK(plan.arms[7].measures.size() == 3);
}
