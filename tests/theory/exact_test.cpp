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

// How many replicates an expectation needs. Against the bound of 4.5 standard errors an error of 6.5 standard
// errors is found with probability 0.98; with a standard deviation of s times the exact value, n replicates
// so find a relative error of 6.5 s / sqrt(n).
//
// kUsual finds 1 % where s is 1, as it is for most of the means here and for a share of one half; for a share
// of 0.1, where s is 3, it finds 3 %. An event too many or too few, a law that is taken for another of the
// same mean, a clock that starts at the wrong end: such mistakes are larger. kCostly is for the two scenarios
// of a hundred or more events a run (desk, echo) and for deadline, whose s is 0.2 to 0.8: 2 % where s is 1.
// kCertain is for bayes, whose runs all end with the same belief: there a difference in the twelfth digit is
// found. The target `theory_full` runs 10^6 of each.
constexpr std::uint64_t kUsual = 400'000;
constexpr std::uint64_t kCostly = 100'000;
constexpr std::uint64_t kCertain = 100;

// FIREBREAK_THEORY_RUNS says another number for all, for instance under a sanitizer.
std::uint64_t theory_runs(std::uint64_t needed) {
    const char* text = std::getenv("FIREBREAK_THEORY_RUNS");
    return text != nullptr ? std::strtoull(text, nullptr, 10) : needed;
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

std::string theory_path(const std::string& name) {
    return test::source_path("scenarios/theory/" + name + ".yaml");
}

void check_scenario(const std::string& path, std::uint64_t runs = kUsual) {
    const LoadedScenario loaded = load_scenario(path);
    for (const Diagnostic& diagnostic : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(diagnostic));
    REQUIRE(loaded.spec);
    REQUIRE_FALSE(loaded.spec->expects.empty());
    EnsembleOptions options;
    options.runs = theory_runs(runs);
    const std::vector<Verdict> verdicts = verify(*loaded.spec, options);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const ExpectSpec& expectation = loaded.spec->expects[i];
        const Verdict& verdict = verdicts[i];
        std::cout << loaded.spec->id << " | " << expectation.name << " | exact " << expectation.exact
                  << " | measured " << verdict.measured << " | z " << verdict.z << " | n " << verdict.runs
                  << std::endl;
        INFO(expectation.name << ": exact " << expectation.exact << ", measured " << verdict.measured
                              << ", z " << verdict.z);
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
TEST_CASE("theory: deadline") { check_scenario(theory_path("deadline"), kCostly); }
TEST_CASE("theory: bayes") { check_scenario(theory_path("bayes"), kCertain); }
TEST_CASE("theory: bayes-mean") { check_scenario(theory_path("bayes-mean")); }
TEST_CASE("theory: echo") { check_scenario(theory_path("echo"), kCostly); }
TEST_CASE("theory: cascade") { check_scenario(theory_path("cascade")); }
TEST_CASE("theory: desk") { check_scenario(theory_path("desk"), kCostly); }
TEST_CASE("theory: alarms") { check_scenario(theory_path("alarms")); }
TEST_CASE("theory: accident") { check_scenario(theory_path("accident")); }

TEST_CASE("every other scenario under theory holds too") {
    std::set<std::string> listed;
    for (const auto& [row, name] : kRows) listed.insert(name);
    for (const auto& entry : std::filesystem::directory_iterator(test::source_path("scenarios/theory"))) {
        const auto& path = entry.path();
        if (path.extension() == ".yaml" && listed.count(path.stem().string()) == 0)
            check_scenario(path.string());
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
