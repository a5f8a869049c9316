#include "report/factorial_answer.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::report;

namespace {

Factorial found(double first, double second, const FactorialEffect& pair) {
    Factorial made;
    made.measures = {"hotline", "cert-exchange"};
    made.effects = {
        {{0}, first, {first - 0.005, first + 0.005}}, {{1}, second, {second - 0.005, second + 0.005}}, pair};
    return made;
}

std::string words(double first, double second, double value, Bounds bounds) {
    const FactorialEffect pair{{0, 1}, value, bounds};
    return together_words(found(first, second, pair), pair);
}

}  // namespace

TEST_CASE("What two measures do together is told against the sum of both") {
    CHECK(words(-0.02, -0.011, 0.012, {0.005, 0.019}) ==
          "together lower the risk by 3.1 points, 1.2 points (0.5 to 1.9) less than the sum of both");
    CHECK(words(-0.02, -0.011, -0.012, {-0.019, -0.005}) ==
          "together lower the risk by 3.1 points, 1.2 points (0.5 to 1.9) more than the sum of both");
    CHECK(words(0.02, 0.011, 0.012, {0.005, 0.019}) ==
          "together raise the risk by 3.1 points, 1.2 points (0.5 to 1.9) more than the sum of both");
    CHECK(words(0.02, 0.011, -0.012, {-0.019, -0.005}) ==
          "together raise the risk by 3.1 points, 1.2 points (0.5 to 1.9) less than the sum of both");
    CHECK(words(-0.02, -0.011, 0.001, {-0.002, 0.004}) ==
          "together lower the risk by 3.1 points: the sum of both, as far as the runs can tell (-0.2 to +0.4 "
          "points)");
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    CHECK(words(-0.02, -0.011, 0.012, {unknown, unknown}) ==
          "together lower the risk by 3.1 points, 1.2 points less than the sum of both");
}
