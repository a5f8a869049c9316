// The sweep's indices and coefficients against those of OpenTURNS, from the same points and answers.
#include <cmath>
#include <numbers>
#include <vector>

#include <openturns/CorrelationAnalysis.hxx>
#include <openturns/JansenSensitivityAlgorithm.hxx>

#include "support/catch.hpp"
#include "sweep/design.hpp"
#include "sweep/designs.hpp"
#include "sweep/indices.hpp"
#include "sweep/regression.hpp"

using namespace firebreak;

namespace {

using Numbers = std::vector<double>;
using Function = double (*)(const Numbers&);

double ishigami(const Numbers& u) {
    const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

double sobol_g(const Numbers& u) {
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i) {
        const auto a = static_cast<double>(i * i);
        product *= (std::fabs(4 * u[i] - 2) + a) / (1 + a);
    }
    return product;
}

double shifted(const Numbers& u) { return 50 + ishigami(u); }

// A Saltelli design's answers in our order, and the same in OpenTURNS's: all of A, all of B, and so on.
struct Answers {
    std::size_t factors;
    std::size_t size;
    Numbers ours;
    OT::Sample points;
    OT::Sample theirs;

    Answers(std::size_t d, std::size_t n, std::uint64_t seed, Function function)
        : factors(d), size(n), points(n * (d + 2), d), theirs(n * (d + 2), 1) {
        DesignPlan plan;
        plan.kind = DesignPlan::Kind::saltelli;
        plan.size = n;
        const auto design = make_design(plan, d, seed);
        Numbers point(d);
        for (std::size_t i = 0; i < design->points(); ++i) {
            design->point(i, point);
            ours.push_back(function(point));
            const std::size_t place = i % (d + 2) * n + i / (d + 2);
            for (std::size_t f = 0; f < d; ++f) points(place, f) = point[f];
            theirs(place, 0) = ours.back();
        }
    }
    [[nodiscard]] SobolIndices indices() const { return sobol_indices(factors, {ours}, 1); }
    [[nodiscard]] double row(std::size_t j, std::size_t r) const { return ours[j * (factors + 2) + r]; }
    // The variance of A, which OpenTURNS divides by; we take that of A and B.
    [[nodiscard]] double their_variance() const { return OT::Sample(theirs, 0, size).computeVariance()[0]; }
};

const SobolIndex& of(const SobolIndices& all, std::size_t factor) {
    for (const SobolIndex& index : all.factors)
        if (index.factor == factor) return index;
    throw std::logic_error("no such factor");
}

const auto kCases = [] {
    return std::vector<Answers>{
        {3, 1000, 1, ishigami}, {3, 1024, 2, shifted}, {6, 512, 3, sobol_g}, {2, 77, 4, sobol_g}};
};

}  // namespace

TEST_CASE("total indices are Jansen's as OpenTURNS has them") {
    for (const Answers& answers : kCases()) {
        const OT::JansenSensitivityAlgorithm referee(answers.points, answers.theirs, answers.size);
        const OT::Point total = referee.getTotalOrderIndices();
        const SobolIndices all = answers.indices();
        const double n = 2.0 * static_cast<double>(answers.size);  // they divide by 2 n - 1
        for (std::size_t f = 0; f < answers.factors; ++f)
            CHECK(of(all, f).total * all.variance ==
                  Approx(total[f] * answers.their_variance() * (n - 1) / n).epsilon(1e-9));
    }
}

TEST_CASE("standardised coefficients of values and of ranks are those of OpenTURNS") {
    const std::size_t n = 300;
    const SobolDesign design(4, 3);
    OT::Sample points(n, 4);
    OT::Sample theirs(n, 1);
    std::vector<sweep::Column> factors(4);
    sweep::Column answer;
    Numbers point(4);
    for (std::size_t i = 0; i < n; ++i) {
        design.point(i, point);
        point[3] += 0.5 * point[0];  // factors that go together a little
        for (std::size_t f = 0; f < 4; ++f) factors[f].push_back(points(i, f) = point[f]);
        answer.push_back(theirs(i, 0) =
                             std::exp(2 * point[0]) - point[1] + ishigami(point) / 5 + 3 * point[3]);
    }
    const std::vector<std::uint32_t> once(n, 1);
    const OT::CorrelationAnalysis referee(points, theirs);
    const OT::Point values = referee.computeSRC();
    const OT::Point ranks = referee.computeSRRC();
    const sweep::Regression::Fit fit = sweep::Regression(factors, answer).fit(once);
    for (sweep::Column& factor : factors) factor = sweep::ranks_of(factor);
    const sweep::Regression::Fit of_ranks = sweep::Regression(factors, sweep::ranks_of(answer)).fit(once);
    for (std::size_t f = 0; f < 4; ++f) {
        // Our diagonal has 10^-9 added to it.
        CHECK(fit.coefficients[f] == Approx(values[f]).margin(1e-8));
        CHECK(of_ranks.coefficients[f] == Approx(ranks[f]).margin(1e-8));
    }
}
