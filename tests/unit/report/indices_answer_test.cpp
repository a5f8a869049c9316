#include "report/indices_answer.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;
using namespace firebreak::report;

namespace {

// A sweep of two numbers, of which only the first has any influence: 20 to 80 % of the runs have a crisis.
struct Swept {
    Sweep sweep;
    Uncertainty results;
};

Swept swept(const std::string& design, std::uint64_t runs = 100'000) {
    const LoadedPlan plan = load_plan_text(
        "scenario: ruin.yaml\ndesign: " + design + "\npoints: 64\nruns: " + std::to_string(runs) +
            "\nfactors:\n"
            "  - {path: actors.walker.doctrine.1.do.up, range: [0.3, 0.8], label: the coin}\n"
            "  - {path: actors.walker.doctrine.1.do.down, range: [0.3, 0.8], label: nothing}\n",
        test::source_path("scenarios/theory/plan.yaml"));
    REQUIRE(plan.plan);
    Swept made{Sweep(*plan.plan, *plan.spec), {}};
    made.results.factors = made.sweep.plan().factors;
    made.results.arms = made.sweep.plan().arms;
    for (std::uint64_t index = 0; index < made.sweep.points(); ++index) {
        const std::vector<double> at = made.sweep.coordinates(index);
        PointArm arm;
        arm.crises = static_cast<std::uint64_t>(std::lround(static_cast<double>(runs) * (0.2 + 0.6 * at[0])));
        made.results.points.push_back(
            {index, at, runs, {}, std::vector<PointArm>(made.results.arms.size(), arm)});
    }
    return made;
}

const answer::Table& table_in(const Answer& answer) {
    return std::get<answer::Table>(answer.blocks.front().what);
}

std::string text_in(const answer::Cell& cell) { return std::get<std::string>(cell); }

}  // namespace

TEST_CASE("Sobol' indices of a sweep: one number explains everything", "[indices_answer]") {
    const Swept made = swept("saltelli");
    const std::vector<Influence> found = influences(made.sweep, made.results);
    REQUIRE_FALSE(found.empty());
    REQUIRE(found.front().sobol.factors.size() == 2);
    const SobolIndex& first = found.front().sobol.factors.front();
    CHECK(first.factor == 0);
    CHECK(first.total == Approx(1).margin(0.02));
    CHECK(first.first == Approx(1).margin(0.1));
    CHECK(first.above_chance);
    CHECK(std::fabs(found.front().sobol.factors.back().total) < 0.01);
    const Answer answer = influence_answer(made.sweep, made.results, found, {}, "firebreak sweep analyse x");
    CHECK(answer.again == "firebreak sweep analyse x");
    const answer::Table& table = table_in(answer);
    CHECK(table.caption == "What moves the share of crises: shares of its variance");
    CHECK(text_in(table.rows[0][0]) == "the coin");
    CHECK(text_in(table.rows[0][2]).substr(0, 3) == (first.total < 0.995 ? "0.9" : "1.0"));
    CHECK(text_in(table.rows[0][3]) == "yes");
    CHECK(text_in(table.rows[1][0]) == "nothing");
    CHECK(text_in(table.rows[1][3]) == "no");
}

TEST_CASE("Elementary effects of a sweep are in points over a range", "[indices_answer]") {
    Swept made = swept("morris");
    const std::vector<Influence> found = influences(made.sweep, made.results);
    const MorrisEffect& first = found.front().morris.factors.front();
    CHECK(first.factor == 0);
    CHECK(first.mu == Approx(0.6).margin(1e-4));
    const Answer answer = influence_answer(made.sweep, made.results, found, {}, "");
    CHECK(text_in(table_in(answer).rows[0][1]) == "60.0 (60.0 to 60.0)");
    CHECK(text_in(table_in(answer).rows[1][1]) == "0.0 (0.0 to 0.0)");
    CHECK(answer.partial.empty());
    made.results.complete = false;
    CHECK_FALSE(influence_answer(made.sweep, made.results, found, {}, "").partial.empty());
}

TEST_CASE("A point without a setting is left out of what moves an answer", "[indices_answer]") {
    Swept made = swept("morris");
    made.results.points[5].arms.clear();
    made.results.points[5].runs = 0;
    made.results.points[5].fault = "breaks the constraint a < b";
    const MorrisEffect first = influences(made.sweep, made.results).front().morris.factors.front();
    CHECK(first.mu == Approx(0.6).margin(1e-4));
}
