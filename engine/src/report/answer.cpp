#include <firebreak/answer.hpp>

#include <limits>

namespace firebreak {

double Proportion::share() const {
    return n == 0 ? std::numeric_limits<double>::quiet_NaN()
                  : static_cast<double>(count) / static_cast<double>(n);
}

Proportion proportion(std::uint64_t count, std::uint64_t n) {
    return {count, n, clopper_pearson(count, n, kLevel)};
}

Effect effect_of(const PairTotals& pairs) {
    const std::uint64_t n = pairs.n00 + pairs.n01 + pairs.n10 + pairs.n11;
    Effect effect;
    effect.pairs = pairs;
    if (n > 0)
        effect.difference =
            (static_cast<double>(pairs.n01) - static_cast<double>(pairs.n10)) / static_cast<double>(n);
    effect.bounds = paired_difference(pairs.n10, pairs.n01, n, kLevel);
    effect.variance_reduction = firebreak::variance_reduction(pairs.n00, pairs.n01, pairs.n10, pairs.n11);
    return effect;
}

std::string answer::name_words(const Name& name) {
    return name.label.empty() || name.label == name.id ? name.id : name.id + " (" + name.label + ")";
}

}  // namespace firebreak
