#include <firebreak/spec.hpp>

#include <algorithm>
#include <cmath>

#include "kernel/math.hpp"
#include "kernel/noise.hpp"

namespace firebreak {
namespace {

double triangular_quantile(const Distribution& law, double u) {
    const double width = law.c - law.a;
    if (!(width > 0)) return law.a;
    const double left = (law.b - law.a) / width;  // probability below the mode
    if (u < left) return law.a + std::sqrt(u * width * (law.b - law.a));
    return law.c - std::sqrt((1 - u) * width * (law.c - law.b));
}

double empirical_quantile(const Distribution& law, double u) {
    if (law.values.empty()) return 0;
    const auto n = law.values.size();
    const auto index = static_cast<std::size_t>(u * static_cast<double>(n));
    return law.values[std::min(index, n - 1)];
}

}  // namespace

double quantile(const Distribution& law, double u) {
    switch (law.kind) {
        case Distribution::Kind::fixed: return law.a;
        case Distribution::Kind::exponential: return law.a * kernel::unit_exponential(u);
        case Distribution::Kind::lognormal:
            return law.a * kernel::portable_exp(law.b * kernel::normal_quantile(u));
        case Distribution::Kind::uniform: return law.a + (law.b - law.a) * u;
        case Distribution::Kind::triangular: return triangular_quantile(law, u);
        case Distribution::Kind::weibull: {
            const double hazard = kernel::unit_exponential(u);
            return hazard > 0 ? law.a * kernel::portable_exp(kernel::portable_log(hazard) / law.b) : 0;
        }
        case Distribution::Kind::empirical: return empirical_quantile(law, u);
    }
    return law.a;
}

double mean(const Distribution& law) {
    switch (law.kind) {
        case Distribution::Kind::fixed:
        case Distribution::Kind::exponential: return law.a;
        case Distribution::Kind::lognormal: return law.a * std::exp(law.b * law.b / 2);
        case Distribution::Kind::uniform: return (law.a + law.b) / 2;
        case Distribution::Kind::triangular: return (law.a + law.b + law.c) / 3;
        case Distribution::Kind::weibull: return law.a * std::tgamma(1 + 1 / law.b);
        case Distribution::Kind::empirical: {
            double sum = 0;
            for (const double value : law.values) sum += value;
            return law.values.empty() ? 0 : sum / static_cast<double>(law.values.size());
        }
    }
    return law.a;
}

Distribution scaled(Distribution law, double factor) {
    law.a *= factor;
    if (law.kind == Distribution::Kind::uniform || law.kind == Distribution::Kind::triangular)
        law.b *= factor;
    if (law.kind == Distribution::Kind::triangular) law.c *= factor;
    for (double& value : law.values) value *= factor;
    return law;
}

}  // namespace firebreak
