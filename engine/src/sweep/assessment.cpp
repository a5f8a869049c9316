#include "sweep/assessment.hpp"

#include <numeric>

#include <firebreak/ensemble.hpp>

namespace firebreak {
namespace {

using Question = Assessment::Question;

// One question's answers, a row per setting that has one.
struct Answers {
    std::vector<double> estimates;
    std::vector<double> variances;
    std::vector<double> matrix;
    std::vector<Sign> signs;
    std::vector<double> weights;  // empty: there are none
};

// The variance of a share's chance error, never 0, since runs that all agree may do so by chance.
double share_variance(std::uint64_t count, std::uint64_t n) {
    const double share = (static_cast<double>(count) + 0.5) / (static_cast<double>(n) + 1);
    return share * (1 - share) / static_cast<double>(n);
}

// The same of a paired difference, by the multinomial law of the pairs.
double difference_variance(const PairTotals& pairs, double n) {
    const auto avoided = static_cast<double>(pairs.n10);
    const auto caused = static_cast<double>(pairs.n01);
    return (avoided + caused - (caused - avoided) * (caused - avoided) / n) / (n * n);
}

// What the arm adds to the share of crises.
double difference_of(const PairTotals& pairs, double n) {
    return (static_cast<double>(pairs.n01) - static_cast<double>(pairs.n10)) / n;
}

void add(Answers& answers, const PointEstimate& estimate) {
    answers.estimates.push_back(estimate.value);
    answers.variances.push_back(estimate.chance);
}

void add_sign(Answers& answers, const PairTotals& pairs, std::uint64_t runs) {
    const Bounds bounds = paired_difference(pairs.n10, pairs.n01, runs);
    answers.signs.push_back(bounds.high < 0 ? Sign::lowers : bounds.low > 0 ? Sign::raises : Sign::none);
}

// The share over all settings together: that of one setting may rest on very few crises.
double inadvertent_share(const Uncertainty& sweep, std::size_t arm) {
    std::uint64_t inadvertent = 0;
    std::uint64_t crises = 0;
    for (const SweepPoint& point : sweep.points) {
        if (point.arms.empty()) continue;
        inadvertent += point.arms[arm].twins.n10;
        crises += point.arms[arm].crises;
    }
    return crises == 0 ? 0 : static_cast<double>(inadvertent) / static_cast<double>(crises);
}

Answers answers_to(const Uncertainty& sweep, std::span<const double> weights, Question question,
                   std::size_t arm) {
    Answers answers;
    const double usual = inadvertent_share(sweep, arm);
    for (std::size_t p = 0; p < sweep.points.size(); ++p) {
        const SweepPoint& point = sweep.points[p];
        if (point.arms.empty()) continue;
        const PointArm& made = point.arms[arm];
        if (question == Question::inadvertent && made.crises == 0) continue;
        if (!weights.empty()) answers.weights.push_back(weights[p]);
        answers.matrix.insert(answers.matrix.end(), point.coordinates.begin(), point.coordinates.end());
        if (question == Question::effect) add_sign(answers, made.effect, point.runs);
        if (question != Question::inadvertent) {
            add(answers, estimate_at(point, question, arm));
            continue;
        }
        const auto crises = static_cast<double>(made.crises);
        add(answers, {static_cast<double>(made.twins.n10) / crises, usual * (1 - usual) / crises});
    }
    return answers;
}

double share_of(const Answers& answers, Sign sign) {
    double sum = 0;
    double all = 0;
    for (std::size_t i = 0; i < answers.signs.size(); ++i) {
        all += answers.weights[i];
        if (answers.signs[i] == sign) sum += answers.weights[i];
    }
    return all > 0 ? sum / all : 0;
}

Assessment assess_one(const Uncertainty& sweep, std::span<const double> weights, Question question,
                      std::size_t arm) {
    const Answers answers = answers_to(sweep, weights, question, arm);
    const std::uint64_t seed = sweep.options.seed;
    const std::size_t factors = sweep.factors.size();
    Assessment assessment{question, arm, answers.estimates.size(), {}, {}, 0, 0, 0, {}};
    if (answers.estimates.empty()) return assessment;
    assessment.spread = two_level(answers.estimates, answers.variances, {}, seed);
    if (!answers.weights.empty())
        assessment.weighted = {two_level(answers.estimates, answers.variances, answers.weights, seed),
                               share_of(answers, Sign::lowers), share_of(answers, Sign::raises), 0};
    if (factors > 0) assessment.drivers = drivers(answers.matrix, factors, answers.estimates, seed);
    for (const Sign sign : answers.signs) {
        assessment.lowers += sign == Sign::lowers ? 1 : 0;
        assessment.raises += sign == Sign::raises ? 1 : 0;
    }
    if (question == Question::effect && factors > 0)
        assessment.regions = regions(answers.matrix, factors, answers.signs, seed);
    return assessment;
}

// The single measure that lowers the share of crises most at a point; 0 if none does, or several alike.
std::size_t best_at(const Uncertainty& sweep, const SweepPoint& point) {
    std::size_t best = 0;
    double least = 0;
    for (std::size_t arm = 1; arm < point.arms.size(); ++arm) {
        if (sweep.arms[arm].measures.size() != 1) continue;
        const double difference = difference_of(point.arms[arm].effect, static_cast<double>(point.runs));
        if (difference == least) best = 0;
        if (difference >= least) continue;
        least = difference;
        best = arm;
    }
    return best;
}

}  // namespace

PointEstimate estimate_at(const SweepPoint& point, Question question, std::size_t arm) {
    if (point.arms.empty()) return {};
    const auto n = static_cast<double>(point.runs);
    const PointArm& made = point.arms[arm];
    if (question == Question::effect)
        return {difference_of(made.effect, n), difference_variance(made.effect, n)};
    return {static_cast<double>(made.crises) / n, share_variance(made.crises, point.runs)};
}

std::vector<Assessment> assess(const Uncertainty& sweep, std::span<const double> weights) {
    std::vector<Assessment> all{assess_one(sweep, weights, Question::crisis, 0),
                                assess_one(sweep, weights, Question::inadvertent, 0)};
    for (std::size_t arm = 1; arm < sweep.arms.size(); ++arm)
        all.push_back(assess_one(sweep, weights, Question::effect, arm));
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t p = 0; p < sweep.points.size(); ++p) {
        const std::size_t best = best_at(sweep, sweep.points[p]);
        if (best == 0) continue;
        ++all[best + 1].best;
        if (all[best + 1].weighted && sum > 0) all[best + 1].weighted->best += weights[p] / sum;
    }
    return all;
}

}  // namespace firebreak
