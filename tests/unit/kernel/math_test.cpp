#include "kernel/math.hpp"

#include <cmath>

#include <boost/math/distributions/normal.hpp>

#include "kernel/noise.hpp"
#include "support/catch.hpp"

using namespace firebreak::kernel;

TEST_CASE("the logarithm agrees with the C library over its whole range") {
    const Noise noise(1, 0);
    double worst = 0;
    for (std::uint32_t i = 0; i < 200'000; ++i) {
        const Uniforms u = noise.draw({i, 0, 0, 0});
        const double x = u.first * std::pow(10, 600 * (u.second - 0.5));
        worst =
            std::fmax(worst, std::fabs(portable_log(x) - std::log(x)) / std::fmax(1, std::fabs(std::log(x))));
    }
    CHECK(worst < 1e-15);
    CHECK(portable_log(1) == 0);
}

TEST_CASE("the logarithm is exact beside 1, where exponential draws are short") {
    for (const double d : {1e-15, 1e-12, 1e-9, 1e-6, 1e-3}) {
        CHECK(std::fabs(portable_log(1 + d) - std::log1p((1 + d) - 1)) < 2e-16);
        CHECK(std::fabs(portable_log(1 - d) - std::log1p((1 - d) - 1)) < 2e-16);
    }
}

TEST_CASE("exponentials agree with the C library") {
    const Noise noise(1, 1);
    double worst = 0;
    double worst2 = 0;
    for (std::uint32_t i = 0; i < 200'000; ++i) {
        const double x = 1000 * (noise.draw({i, 0, 0, 0}).first - 0.5);
        worst = std::fmax(worst, std::fabs(portable_exp(x) / std::exp(x) - 1) / (1 + std::fabs(x)));
        worst2 = std::fmax(worst2, std::fabs(portable_exp2(x) / std::exp2(x) - 1));
    }
    CHECK(worst < 1e-15);
    CHECK(worst2 < 1e-15);
    CHECK(portable_exp(0) == 1);
    CHECK(portable_exp2(-1) == 0.5);
    CHECK(portable_exp2(-1e9) == 0);
    CHECK(std::isfinite(portable_exp2(1e9)));
}

TEST_CASE("the normal quantile agrees with Boost.Math into the tails") {
    const boost::math::normal normal;
    const Noise noise(1, 2);
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        const double u = noise.draw({i, 0, 0, 0}).first;
        const double expected = boost::math::quantile(normal, u);
        if (std::fabs(normal_quantile(u) - expected) > 1e-14 * std::fmax(1, std::fabs(expected)))
            FAIL("at u = " << u);
    }
    for (const double u : {1e-300, 1e-100, 1e-20, 1e-10, 1e-6}) {
        CHECK(normal_quantile(u) == Approx(boost::math::quantile(normal, u)).epsilon(1e-14));
    }
    CHECK(normal_quantile(0.5) == 0);
}
