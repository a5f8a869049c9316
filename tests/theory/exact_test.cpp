// Every expectation of every scenario under scenarios/theory, against its closed form.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include <firebreak/ensemble.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;

namespace {

// Replicates of each expectation: 10^6; FIREBREAK_THEORY_RUNS says otherwise (for instance under a sanitizer).
std::uint64_t theory_runs() {
    const char* text = std::getenv("FIREBREAK_THEORY_RUNS");
    return text != nullptr ? std::strtoull(text, nullptr, 10) : 1'000'000;
}

// The rows of exact checks that the model's description lists (section 11), and the scenarios that show them.
const std::map<std::string, std::string> kRows = {{"ruin", "ruin"},
                                                  {"race", "race"},
                                                  {"race, stages", "race-stages"},
                                                  {"walk", "walk"},
                                                  {"deadline", "deadline"},
                                                  {"bayes", "bayes"},
                                                  {"bayes, mean", "bayes-mean"},
                                                  {"echo", "echo"},
                                                  {"cascade", "cascade"},
                                                  {"desk", "desk"},
                                                  {"alarms", "alarms"},
                                                  {"accident", "accident"}};

std::string theory_path(const std::string& name) { return test::source_path("scenarios/theory/" + name + ".yaml"); }

void check_scenario(const std::string& path) {
    const LoadedScenario loaded = load_scenario(path);
    for (const Diagnostic& diagnostic : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(diagnostic));
    REQUIRE(loaded.spec);
    REQUIRE_FALSE(loaded.spec->expects.empty());
    EnsembleOptions options;
    options.runs = theory_runs();
    const std::vector<Verdict> verdicts = verify(*loaded.spec, options);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const ExpectSpec& expectation = loaded.spec->expects[i];
        const Verdict& verdict = verdicts[i];
        std::cout << loaded.spec->id << " | " << expectation.name << " | exact " << expectation.exact << " | measured "
                  << verdict.measured << " | z " << verdict.z << " | n " << verdict.runs << std::endl;
        INFO(expectation.name << ": exact " << expectation.exact << ", measured " << verdict.measured << ", z " << verdict.z);
        CHECK(verdict.passed());
    }
}

}  // namespace

TEST_CASE("every row of exact checks has its scenario") {
    for (const auto& [row, name] : kRows) {
        INFO(row);
        CHECK(std::filesystem::exists(theory_path(name)));
    }
}

// One test case a scenario, so that each shows its own time and all run even if one fails.
TEST_CASE("theory: ruin") { check_scenario(theory_path("ruin")); }
TEST_CASE("theory: race") { check_scenario(theory_path("race")); }
TEST_CASE("theory: race-stages") { check_scenario(theory_path("race-stages")); }
TEST_CASE("theory: walk") { check_scenario(theory_path("walk")); }
TEST_CASE("theory: deadline") { check_scenario(theory_path("deadline")); }
TEST_CASE("theory: bayes") { check_scenario(theory_path("bayes")); }
TEST_CASE("theory: bayes-mean") { check_scenario(theory_path("bayes-mean")); }
TEST_CASE("theory: echo") { check_scenario(theory_path("echo")); }
TEST_CASE("theory: cascade") { check_scenario(theory_path("cascade")); }
TEST_CASE("theory: desk") { check_scenario(theory_path("desk")); }
TEST_CASE("theory: alarms") { check_scenario(theory_path("alarms")); }
TEST_CASE("theory: accident") { check_scenario(theory_path("accident")); }

TEST_CASE("every other scenario under theory holds too") {
    std::set<std::string> listed;
    for (const auto& [row, name] : kRows) listed.insert(name);
    for (const auto& entry : std::filesystem::directory_iterator(test::source_path("scenarios/theory"))) {
        const auto& path = entry.path();
        if (path.extension() == ".yaml" && listed.count(path.stem().string()) == 0) check_scenario(path.string());
    }
}

TEST_CASE("a wrong exact value is found out") {
    const LoadedScenario loaded = load_scenario(theory_path("ruin"));
    REQUIRE(loaded.spec);
    Spec wrong = *loaded.spec;
    wrong.expects.resize(1);
    wrong.expects[0].exact += 0.01;
    EnsembleOptions options;
    options.runs = 100'000;
    CHECK_FALSE(verify(wrong, options)[0].passed());
}
