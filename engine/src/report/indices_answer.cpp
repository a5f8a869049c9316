#include "report/indices_answer.hpp"

#include <memory>

#include <fmt/format.h>
#include <firebreak/text.hpp>

#include "report/json.hpp"
#include "report/sentences.hpp"

namespace firebreak::report {
namespace {

using Kind = answer::Column::Kind;
using Question = Assessment::Question;

bool is_morris(const Sweep& sweep) { return sweep.plan().design.kind == DesignPlan::Kind::morris; }

// The answers in the order of the design; NaN where there is none.
struct Answers {
    std::vector<double> values, chance;
};

Answers answers_to(const Sweep& sweep, const Uncertainty& results, Question question, std::size_t arm) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    Answers answers{std::vector<double>(sweep.points(), none), std::vector<double>(sweep.points(), none)};
    for (const SweepPoint& point : results.points) {
        if (point.runs == 0) continue;
        const PointEstimate estimate = estimate_at(point, question, arm);
        answers.values[point.index] = estimate.value;
        answers.chance[point.index] = estimate.chance;
    }
    return answers;
}

Influence influence_of(const Sweep& sweep, const Uncertainty& results, Question question, std::size_t arm) {
    const Answers answers = answers_to(sweep, results, question, arm);
    const DesignAnswers given{answers.values, answers.chance, sweep.plan().shared_chance, {}};
    const std::size_t factors = sweep.plan().factors.size();
    Influence influence{question, arm, {}, {}};
    if (!is_morris(sweep)) {
        influence.sobol = sobol_indices(factors, given, sweep.plan().seed);
        return influence;
    }
    const auto design = make_design(sweep.plan().design, factors, sweep.plan().seed);
    influence.morris = morris_effects(*design, given, sweep.plan().seed);
    return influence;
}

std::string figure(double value, const Bounds& bounds, double unit) {
    if (!std::isfinite(value)) return "-";
    const int decimals = unit == 1 ? 2 : 1;
    return fmt::format("{:.{}f} ({:.{}f} to {:.{}f})", value * unit, decimals, bounds.low * unit, decimals,
                       bounds.high * unit, decimals);
}

std::string name_of(const Sweep& sweep, const Influence& influence) {
    if (influence.question == Question::crisis) return "the share of crises";
    return "the effect of " + listed(sweep.plan().arms[influence.arm].measures);
}

std::string label_of(const Sweep& sweep, std::size_t factor) {
    return printable_name(sweep.plan().factors[factor].label, 120);
}

answer::Table sobol_table(const Sweep& sweep, const Influence& influence) {
    answer::Table table{"What moves " + name_of(sweep, influence) + ": shares of its variance",
                        {"number",
                         {Kind::words, "by itself"},
                         {Kind::words, "with all it interacts with"},
                         {Kind::words, "beyond chance"}}};
    for (const SobolIndex& index : influence.sobol.factors)
        table.rows.push_back({label_of(sweep, index.factor), figure(index.first, index.first_bounds, 1),
                              figure(index.total, index.total_bounds, 1),
                              std::string(index.above_chance ? "yes" : "no")});
    return table;
}

answer::Table morris_table(const Sweep& sweep, const Influence& influence) {
    answer::Table table{"What moves " + name_of(sweep, influence) + ": points over the whole of a range",
                        {"number",
                         {Kind::words, "mean effect"},
                         {Kind::words, "mean size of it (mu*)"},
                         {Kind::words, "spread (sigma)"},
                         {Kind::words, "beyond chance"}}};
    for (const MorrisEffect& effect : influence.morris.factors)
        table.rows.push_back({label_of(sweep, effect.factor), figure(effect.mu, effect.mu_bounds, 100),
                              figure(effect.mu_star, effect.mu_star_bounds, 100),
                              figure(effect.sigma, effect.sigma_bounds, 100),
                              std::string(effect.above_chance ? "yes" : "no")});
    return table;
}

std::string method_words(const Sweep& sweep, const Uncertainty& results) {
    const std::string size = counted(results.points.size(), "point") + " of " +
                             counted(sweep.plan().runs, "run") + " of every arm. Intervals are 95 %. ";
    const std::string chance =
        sweep.plan().shared_chance
            ? "All points share their chance; what it can add is told by the last column."
            : "Each point has its own chance, which has been taken out.";
    if (is_morris(sweep))
        return size +
               "Elementary effects (Morris 1991): how far the answer moves when one number crosses its range "
               "and "
               "the others stay. A large spread means that it depends on the others, or bends. " +
               chance;
    return size +
           "Sobol' indices: by itself, how much less the answer would vary if the number were known; with "
           "all it "
           "interacts with, how much would be left if all others were (Saltelli et al. 2010, Jansen 1999). " +
           chance;
}

template <class Effect>
Json base_json(const Sweep& sweep, const Effect& effect) {
    return {{"path", sweep.plan().factors[effect.factor].path}, {"above_chance", effect.above_chance}};
}

Json influence_one(const Sweep& sweep, const Influence& influence) {
    Json json = {{"question", influence.question == Question::crisis ? "crisis" : "effect"}};
    json["measures"] = sweep.plan().arms[influence.arm].measures;
    json["factors"] = Json::array();
    const auto put = [](Json& one, const char* name, double value, const Bounds& bounds) {
        one[name] = number_json(value);
        one[std::string(name) + "_interval"] = {number_json(bounds.low), number_json(bounds.high)};
    };
    for (const SobolIndex& index : influence.sobol.factors) {
        Json one = base_json(sweep, index);
        put(one, "first", index.first, index.first_bounds);
        put(one, "total", index.total, index.total_bounds);
        json["factors"].push_back(std::move(one));
    }
    for (const MorrisEffect& effect : influence.morris.factors) {
        Json one = base_json(sweep, effect);
        put(one, "mu", effect.mu, effect.mu_bounds);
        put(one, "mu_star", effect.mu_star, effect.mu_star_bounds);
        put(one, "sigma", effect.sigma, effect.sigma_bounds);
        json["factors"].push_back(std::move(one));
    }
    return json;
}

}  // namespace

std::vector<Influence> influences(const Sweep& sweep, const Uncertainty& results) {
    std::vector<Influence> found{influence_of(sweep, results, Question::crisis, 0)};
    for (std::size_t arm = 1; arm < sweep.plan().arms.size(); ++arm)
        found.push_back(influence_of(sweep, results, Question::effect, arm));
    return found;
}

Answer influence_answer(const Sweep& sweep, const Uncertainty& results, const std::vector<Influence>& found,
                        const Origin& origin, const std::string& again) {
    Answer page = framed(sweep.spec(), "sweep analyse", origin, 0, true);
    page.again = again;
    if (!results.complete) page.partial = "PARTIAL: the sweep is not finished.";
    for (const Influence& influence : found)
        page.blocks.emplace_back(is_morris(sweep) ? morris_table(sweep, influence)
                                                  : sobol_table(sweep, influence));
    page.blocks.emplace_back(answer::Paragraph{method_words(sweep, results), answer::Paragraph::Kind::note});
    return page;
}

std::string influence_json(const Sweep& sweep, const Uncertainty& results,
                           const std::vector<Influence>& found, const Origin& origin) {
    Json json = origin_json(sweep.spec(), origin, sweep.plan().runs, results.complete);
    json["design"] = is_morris(sweep) ? "morris" : "saltelli";
    json["points"] = results.points.size();
    json["questions"] = Json::array();
    for (const Influence& influence : found) json["questions"].push_back(influence_one(sweep, influence));
    return json_line(json);
}

}  // namespace firebreak::report
