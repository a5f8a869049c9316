#include "sweep/indices.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <firebreak/text.hpp>

#include "sweep/resample.hpp"
#include "sweep/spread.hpp"

namespace firebreak {
namespace {

constexpr int kDraws = 200;
// Of the mean: a standard deviation below it is rounding.
constexpr double kNoSpread = 1e-12;

// What one base point adds to the means that the indices are made of. Sums are over its rows A and B.
enum Term : std::size_t {
    kHalf,     // mean of the values
    kOther,    // mean of the other half
    kProduct,  // mean product of both
    kSquare,   // mean square of their mean
    kChance,   // mean variance of chance
    kFactors   // from here on for each factor its terms of `first` and of `total`
};

// The rows of one base point, less the means of all.
struct Rows {
    const DesignAnswers& answers;
    std::size_t start;
    double mean;
    double other_mean;
    [[nodiscard]] double half(std::size_t row) const { return answers.values[start + row] - mean; }
    [[nodiscard]] double other(std::size_t row) const { return answers.other_half(start + row) - other_mean; }
    [[nodiscard]] double variance(std::size_t row) const { return answers.variance(start + row); }
};

void add_factor(const Rows& rows, std::size_t row, std::vector<double>& terms) {
    const double change = rows.half(row) - rows.half(0);
    const double other_change = rows.other(row) - rows.other(0);
    const double chance = rows.answers.subtracts() ? (rows.variance(0) + rows.variance(row)) / 2 : 0;
    terms.push_back((rows.half(1) * other_change + rows.other(1) * change) / 2);
    terms.push_back(change * other_change / 2 - chance);
}

void add_terms(const Rows& rows, std::size_t factors, std::vector<double>& terms) {
    const auto mean = [](auto of_row) { return (of_row(0) + of_row(1)) / 2; };
    const auto square = [](double x) { return x * x; };
    terms.push_back(mean([&](std::size_t r) { return rows.half(r); }));
    terms.push_back(mean([&](std::size_t r) { return rows.other(r); }));
    terms.push_back(mean([&](std::size_t r) { return rows.half(r) * rows.other(r); }));
    terms.push_back(mean([&](std::size_t r) { return square((rows.half(r) + rows.other(r)) / 2); }));
    terms.push_back(mean([&](std::size_t r) { return rows.variance(r); }));
    for (std::size_t f = 0; f < factors; ++f) add_factor(rows, f + 2, terms);
}

// Where the base points begin that have all their answers.
std::vector<std::size_t> whole_points(const DesignAnswers& answers, std::size_t rows) {
    std::vector<std::size_t> starts;
    for (std::size_t start = 0; start < answers.values.size(); start += rows) {
        bool whole = true;
        for (std::size_t i = start; i < start + rows; ++i)
            whole = whole && std::isfinite(answers.values[i] + answers.other_half(i) + answers.variance(i));
        if (whole) starts.push_back(start);
    }
    return starts;
}

class Indices {
public:
    Indices(std::size_t factors, const DesignAnswers& answers)
        : width_(kFactors + 2 * factors), answers_(answers) {
        const std::vector<std::size_t> starts = whole_points(answers, factors + 2);
        points_ = starts.size();
        for (const std::size_t start : starts) {
            mean_ += (answers.values[start] + answers.values[start + 1]) / 2;
            other_mean_ += (answers.other_half(start) + answers.other_half(start + 1)) / 2;
        }
        mean_ /= static_cast<double>(points_);
        other_mean_ /= static_cast<double>(points_);
        terms_.reserve(points_ * width_);
        for (const std::size_t start : starts)
            add_terms({answers, start, mean_, other_mean_}, factors, terms_);
    }

    [[nodiscard]] std::size_t points() const { return points_; }
    [[nodiscard]] double mean() const { return (mean_ + other_mean_) / 2; }

    // The means of the terms in a sample; counts say how often each base point is in it.
    [[nodiscard]] std::vector<double> means(const std::vector<std::uint32_t>& counts) const {
        std::vector<double> means(width_, 0);
        for (std::size_t i = 0; i < points_; ++i)
            for (std::size_t t = 0; counts[i] != 0 && t < width_; ++t)
                means[t] += counts[i] * terms_[i * width_ + t];
        for (double& mean : means) mean /= static_cast<double>(points_);
        return means;
    }

    // Without chance, as far as it is known. NaN where there is none.
    [[nodiscard]] double variance(const std::vector<double>& means) const {
        const double all = unbiased(means[kProduct] - means[kHalf] * means[kOther]);
        const double variance = answers_.subtracts() ? all - means[kChance] : all;
        const double rounding = kNoSpread * std::fmax(std::fabs(mean_), std::fabs(other_mean_));
        return variance > rounding * rounding ? variance : std::numeric_limits<double>::quiet_NaN();
    }

    [[nodiscard]] double chance_share(const std::vector<double>& means) const {
        const double centre = (means[kHalf] + means[kOther]) / 2;
        const double all = unbiased(means[kSquare] - centre * centre);
        const double chance = answers_.halves()
                                  ? all - unbiased(means[kProduct] - means[kHalf] * means[kOther])
                                  : means[kChance];
        return all > 0 ? std::clamp(chance / all, 0.0, 1.0) : std::numeric_limits<double>::quiet_NaN();
    }

private:
    [[nodiscard]] double unbiased(double variance) const {
        const double n = 2 * static_cast<double>(points_);
        return variance * n / (n - 1);
    }

    std::size_t width_;
    DesignAnswers answers_;
    std::size_t points_ = 0;
    double mean_ = 0;
    double other_mean_ = 0;
    std::vector<double> terms_;  // by base point
};

void add_bounds(const Indices& indices, std::uint64_t seed, std::vector<SobolIndex>& factors) {
    std::vector<std::vector<double>> draws(2 * factors.size());
    sweep::Choices choices(seed);
    std::vector<std::uint32_t> counts(indices.points());
    for (int i = 0; i < kDraws; ++i) {
        sweep::draw_counts(choices, counts);
        const std::vector<double> means = indices.means(counts);
        const double variance = indices.variance(means);
        for (std::size_t t = 0; t < draws.size(); ++t) draws[t].push_back(means[kFactors + t] / variance);
    }
    for (SobolIndex& index : factors) {
        index.first_bounds = percentiles(draws[2 * index.factor]);
        index.total_bounds = percentiles(draws[2 * index.factor + 1]);
    }
}

void check(std::size_t factors, const DesignAnswers& answers) {
    if (factors == 0 || factors > kMostIndexFactors)
        throw std::invalid_argument("Sobol' indices are of 1 to " + with_commas(kMostIndexFactors) +
                                    " factors or groups, not " + with_commas(factors));
    answers.check(answers.values.size());
    if (answers.values.size() % (factors + 2) != 0)
        throw std::invalid_argument("a Saltelli design of " + counted(factors, "factor") + " has " +
                                    with_commas(factors + 2) + " answers for each base point; " +
                                    counted(answers.values.size(), "answer") + " do not fit");
}

}  // namespace

SobolIndices sobol_indices(std::size_t factors, const DesignAnswers& answers, std::uint64_t seed) {
    check(factors, answers);
    SobolIndices result;
    result.factors.resize(factors);
    for (std::size_t f = 0; f < factors; ++f) result.factors[f].factor = f;
    const Indices indices(factors, answers);
    result.base_points = indices.points();
    if (indices.points() < 2) return result;
    const std::vector<double> means = indices.means(std::vector<std::uint32_t>(indices.points(), 1));
    result.mean = indices.mean();
    result.variance = indices.variance(means);
    result.chance_share = indices.chance_share(means);
    result.floor = answers.subtracts() ? 0 : means[kChance] / result.variance;
    add_bounds(indices, seed, result.factors);
    for (SobolIndex& index : result.factors) {
        index.first = means[kFactors + 2 * index.factor] / result.variance;
        index.total = means[kFactors + 2 * index.factor + 1] / result.variance;
        index.above_chance = index.total_bounds.low > result.floor;
    }
    std::stable_sort(result.factors.begin(), result.factors.end(),
                     [](const SobolIndex& a, const SobolIndex& b) { return a.total > b.total; });
    return result;
}

}  // namespace firebreak
