#include <firebreak/spec.hpp>

#include <cmath>
#include <functional>

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/distributions/weibull.hpp>

#include "kernel/noise.hpp"
#include "support/catch.hpp"

using namespace firebreak;
using Kind = Distribution::Kind;

namespace {

void check_against(const Distribution& law, const std::function<double(double)>& expected) {
    double previous = -1e300;
    for (int i = 0; i < 2000; ++i) {
        const double u = (i + 0.5) / 2000;
        const double value = quantile(law, u);
        if (std::fabs(value - expected(u)) > 1e-13 * std::fmax(1, std::fabs(value)))
            FAIL("at u = " << u << ": " << value);
        if (value < previous) FAIL("not increasing at u = " << u);
        previous = value;
    }
}

}  // namespace

TEST_CASE("every law is the quantile function of its distribution") {
    namespace bm = boost::math;
    check_against({Kind::fixed, 3.5, 0, 0, {}}, [](double) { return 3.5; });
    check_against({Kind::exponential, 6, 0, 0, {}},
                  [](double u) { return bm::quantile(bm::exponential(1.0 / 6), u); });
    check_against({Kind::lognormal, 6, 0.8, 0, {}},
                  [](double u) { return bm::quantile(bm::lognormal(std::log(6), 0.8), u); });
    check_against({Kind::uniform, -2, 5, 0, {}},
                  [](double u) { return bm::quantile(bm::uniform(-2, 5), u); });
    check_against({Kind::triangular, 1, 2, 5, {}},
                  [](double u) { return bm::quantile(bm::triangular(1, 2, 5), u); });
    check_against({Kind::triangular, 1, 1, 5, {}},
                  [](double u) { return bm::quantile(bm::triangular(1, 1, 5), u); });
    check_against({Kind::triangular, 1, 5, 5, {}},
                  [](double u) { return bm::quantile(bm::triangular(1, 5, 5), u); });
    check_against({Kind::weibull, 4, 1.7, 0, {}},
                  [](double u) { return bm::quantile(bm::weibull(1.7, 4), u); });
}

TEST_CASE("an empirical law gives each of its values equally often") {
    const Distribution law{Kind::empirical, 0, 0, 0, {1, 2, 2, 10}};
    CHECK(quantile(law, 0.01) == 1);
    CHECK(quantile(law, 0.2499) == 1);
    CHECK(quantile(law, 0.26) == 2);
    CHECK(quantile(law, 0.74) == 2);
    CHECK(quantile(law, 0.76) == 10);
    CHECK(quantile(law, 1 - 1e-16) == 10);
    CHECK(mean(law) == 3.75);
}

TEST_CASE("the mean is the average of the quantiles, and scaling a law scales both") {
    const Distribution laws[] = {{Kind::fixed, 3, 0, 0, {}},        {Kind::exponential, 6, 0, 0, {}},
                                 {Kind::lognormal, 6, 0.5, 0, {}},  {Kind::uniform, 2, 5, 0, {}},
                                 {Kind::triangular, 1, 2, 5, {}},   {Kind::weibull, 4, 1.7, 0, {}},
                                 {Kind::empirical, 0, 0, 0, {1, 4}}};
    for (const Distribution& law : laws) {
        const int n = 400'000;
        double sum = 0;
        for (int i = 0; i < n; ++i) sum += quantile(law, (i + 0.5) / n);
        CHECK(sum / n == Approx(mean(law)).epsilon(1e-4));
        const Distribution twice = scaled(law, 2);
        CHECK(mean(twice) == Approx(2 * mean(law)).epsilon(1e-14));
        for (const double u : {0.1, 0.5, 0.9})
            CHECK(quantile(twice, u) == Approx(2 * quantile(law, u)).epsilon(1e-14));
    }
}
