// Every scenario that is shipped loads, without so much as a warning.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

namespace {

std::vector<std::string> shipped_scenarios() {
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(firebreak::test::source_path("scenarios"))) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("every shipped scenario loads without a warning") {
    const auto files = shipped_scenarios();
    REQUIRE_FALSE(files.empty());
    for (const auto& file : files) {
        INFO(file);
        const auto loaded = firebreak::load_scenario(file);
        for (const auto& diagnostic : loaded.diagnostics) {
            UNSCOPED_INFO(firebreak::format_diagnostic(diagnostic));
        }
        CHECK(loaded.spec.has_value());
        CHECK(loaded.diagnostics.empty());
    }
}

TEST_CASE("the scenario that the README teaches with is among those shipped") {
    const auto loaded =
        firebreak::load_scenario(firebreak::test::source_path("scenarios/tutorial/first.yaml"));
    REQUIRE(loaded.spec);
    CHECK(loaded.spec->id == "first");
    CHECK(loaded.spec->measures.size() == 1);
}

namespace {

using namespace firebreak;

// Values that are allowed somewhere and wrong elsewhere.
std::vector<ParameterValue> odd_values(const Parameter& parameter) {
    constexpr double kDay = 86'400'000;
    switch (parameter.kind) {
        case Parameter::Kind::flag: return {true, false};
        case Parameter::Kind::number:
            if (parameter.unit == "ms") return {Duration{0}, Duration{0.1}, Duration{kDay / 3}};
            return {parameter.low, parameter.high, 0.0, 0.1 + 0.2, 1e-300, 1.0};
        case Parameter::Kind::duration:
            return {Duration{0}, Duration{1}, Duration{kDay / 7}, Duration{INFINITY}, Duration{0.1}};
        case Parameter::Kind::duration_law:
            return {Duration{0}, Distribution{Distribution::Kind::uniform, 0, kDay / 3, 0, {}},
                    Distribution{Distribution::Kind::weibull, kDay / 7, 0.05, 0, {}}, Duration{INFINITY},
                    Distribution{Distribution::Kind::empirical, 0, 0, 0, {0, 1, kDay}}};
        case Parameter::Kind::number_law:
            return {0.0, Distribution{Distribution::Kind::triangular, 0, 0.1 + 0.2, 10, {}},
                    Distribution{Distribution::Kind::lognormal, 1e-3, 20, 0, {}}};
        case Parameter::Kind::integer: return {parameter.low, parameter.high, 1.0, 2.5};
        case Parameter::Kind::rung: return {parameter.ladder->front().id, parameter.ladder->back().id};
    }
    return {};
}

}  // namespace

TEST_CASE("whatever is set in a shipped scenario is refused, or stands in the file that is written of it") {
    std::size_t tried = 0, refused = 0;
    for (const auto& file : shipped_scenarios()) {
        const Spec spec = *load_scenario(file).spec;
        Spec listed = spec;
        for (const Parameter& parameter : settable(listed)) {
            const auto values = odd_values(parameter);
            // each parameter one, each kind of value often
            const SetSpec set{parameter.path, values[tried++ % values.size()]};
            Spec changed = spec;
            const bool taken = set_parameter(changed, set) > 0;
            const LoadedScenario again = parse_scenario(write_scenario(changed, true), "written");
            INFO(file << ": " << parameter.path);
            if (taken && again.spec) CHECK(*again.spec == changed);
            if (taken && !again.spec) CHECK_FALSE(faults_after_change(changed).empty());
            refused += taken && again.spec ? 0 : 1;
        }
    }
    CHECK(tried > 1000);
    CHECK(refused > tried / 20);
    CHECK(refused < tried / 2);
}
