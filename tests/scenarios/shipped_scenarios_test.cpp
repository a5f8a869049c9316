// Every scenario that is shipped loads, without so much as a warning.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <firebreak/diagnostic.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

namespace {

std::vector<std::string> shipped_scenarios() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(firebreak::test::source_path("scenarios"))) {
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
    const auto loaded = firebreak::load_scenario(firebreak::test::source_path("scenarios/tutorial/first.yaml"));
    REQUIRE(loaded.spec);
    CHECK(loaded.spec->id == "first");
    CHECK(loaded.spec->measures.size() == 1);
}
