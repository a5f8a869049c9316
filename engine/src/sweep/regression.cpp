#include "sweep/regression.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace firebreak::sweep {
namespace {

// Added to the diagonal, so that factors that go together exactly share their coefficient.
constexpr double kRidge = 1e-9;
// Of a column with the variance 1 over all points: less in a sample is none.
constexpr double kNoVariance = 1e-12;

// Mean 0 and variance 1; all 0 where the values are equal.
Column standardised(const Column& values) {
    Column result(values.size(), 0);
    if (values.empty()) return result;
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    if (*least == *greatest) return result;
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double variance = 0;
    for (const double value : values) variance += (value - mean) * (value - mean) / n;
    const double factor = 1 / std::sqrt(variance);
    for (std::size_t i = 0; i < values.size(); ++i) result[i] = (values[i] - mean) * factor;
    return result;
}

// Solves for the first `size` rows of a symmetric matrix of `width` columns, whose last row is the right
// side, by Cholesky's factors.
std::vector<double> solve(std::vector<double> matrix, std::size_t width) {
    const std::size_t size = width - 1;
    const auto at = [&](std::size_t i, std::size_t j) -> double& { return matrix[i * width + j]; };
    for (std::size_t j = 0; j < size; ++j) {
        at(j, j) += kRidge;
        for (std::size_t i = j; i < width; ++i) {
            for (std::size_t k = 0; k < j; ++k) at(i, j) -= at(i, k) * at(j, k);
            if (i == j) at(j, j) = std::sqrt(std::fmax(at(j, j), kRidge * kRidge));
            else at(i, j) /= at(j, j);
        }
    }
    std::vector<double> solution(size);
    for (std::size_t i = size; i-- > 0;) {
        double value = at(size, i);
        for (std::size_t k = i + 1; k < size; ++k) value -= at(k, i) * solution[k];
        solution[i] = value / at(i, i);
    }
    return solution;
}

}  // namespace

Column ranks_of(const Column& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    Column ranks(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from + 1;
        while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
        for (std::size_t i = from; i < to; ++i) ranks[order[i]] = static_cast<double>(from + to + 1) / 2;
        from = to;
    }
    return ranks;
}

Regression::Regression(std::span<const Column> factors, const Column& answer) : width_(factors.size() + 1) {
    rows_.resize(answer.size() * width_);
    const auto place = [&](std::size_t column, const Column& values) {
        for (std::size_t i = 0; i < values.size(); ++i) rows_[i * width_ + column] = values[i];
    };
    for (std::size_t f = 0; f < factors.size(); ++f) place(f, standardised(factors[f]));
    place(factors.size(), standardised(answer));
}

std::vector<double> Regression::correlations(std::span<const std::uint32_t> counts) const {
    std::vector<double> products(width_ * width_, 0);  // on and below the diagonal
    std::vector<double> means(width_, 0);
    double n = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        const double* row = &rows_[i * width_];
        n += counts[i];
        for (std::size_t a = 0; a < width_; ++a) {
            const double value = counts[i] * row[a];
            means[a] += value;
            for (std::size_t b = 0; b <= a; ++b) products[a * width_ + b] += value * row[b];
        }
    }
    std::vector<double> scales(width_);
    for (std::size_t a = 0; a < width_; ++a) {
        means[a] /= n;
        const double variance = products[a * width_ + a] / n - means[a] * means[a];
        scales[a] = variance > kNoVariance ? 1 / std::sqrt(variance) : 0;
        for (std::size_t b = 0; b < a; ++b) {
            double& product = products[a * width_ + b];
            product = (product / n - means[a] * means[b]) * scales[a] * scales[b];
        }
        products[a * width_ + a] = 1;
    }
    return products;
}

Regression::Fit Regression::fit(std::span<const std::uint32_t> counts) const {
    const std::vector<double> matrix = correlations(counts);
    Fit fit{solve(matrix, width_), 0};
    const double* with_answer = &matrix[(width_ - 1) * width_];
    for (std::size_t f = 0; f + 1 < width_; ++f) fit.r2 += fit.coefficients[f] * with_answer[f];
    fit.r2 = std::clamp(fit.r2, 0.0, 1.0);
    return fit;
}

}  // namespace firebreak::sweep
