#include "sweep/sweep.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <firebreak/text.hpp>

#include "kernel/noise.hpp"
#include "sweep/pairs.hpp"

namespace firebreak {
namespace {

constexpr std::uint64_t kRoundRuns = 1000;
// With a target, so many runs are made before it is looked at, and again.
constexpr std::uint64_t kTargetStep = 100;

// The number that a side of a constraint names, or its own value.
double side(const std::vector<Parameter>& all, const std::string& path, double value) {
    if (path.empty()) return value;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.path == path; });
    // A choice of variants may have taken it away; then nothing can be said of it.
    if (found == all.end()) return std::numeric_limits<double>::quiet_NaN();
    if (const auto* const* number = std::get_if<double*>(&found->value)) return **number;
    if (const auto* const* whole = std::get_if<int*>(&found->value)) return **whole;
    return std::get<Duration*>(found->value)->ms;
}

// The first constraint that a setting breaks, as a reason; empty if it breaks none.
std::string broken(const std::vector<Constraint>& constraints, Spec& setting) {
    if (constraints.empty()) return {};
    const std::vector<Parameter> all = settable(setting);
    for (const Constraint& constraint : constraints) {
        const double left = side(all, constraint.left_path, constraint.left);
        const double right = side(all, constraint.right_path, constraint.right);
        if (constraint.or_equal ? left <= right : left < right) continue;
        return "breaks the constraint " + constraint.text;
    }
    return {};
}

// Runs of all arms and twins of a study, with their sums.
class PointRuns {
public:
    PointRuns(const Study& study, bool keeps_rows, const RunMeasures& measures, std::size_t observed)
        : study_(study), keeps_rows_(keeps_rows), measures_(measures), observed_(observed), watch_(measures) {
        result.arms.resize(study.arms.size());
        for (PointArm& arm : result.arms) arm.own.resize(measures.measures().size());
        crisis_.resize(study.models.size());
    }

    void run(const NoiseKey& key, std::uint64_t rep, const StopFlag* stop) {
        for (std::size_t i = 0; i < study_.models.size(); ++i) {
            const bool measured = measures_.columns() > 0 && (i % 2 == 0 || keeps_rows_);
            Recorder* const recorder = measured ? watch_.begin() : nullptr;
            const RunResult run = simulate(study_.models[i], key, {}, recorder, stop);
            if (measured) take(run, i);
            crisis_[i] = run.crisis ? 1 : 0;
            if (i % 2 == 0) result.arms[i / 2].digest += kernel::mix(run.digest ^ kernel::mix(key.replicate));
            if (keeps_rows_) result.rows.push_back({rep, static_cast<std::uint32_t>(i), run});
        }
        for (std::size_t arm = 0; arm < result.arms.size(); ++arm) {
            PointArm& sums = result.arms[arm];
            const bool crisis = crisis_[2 * arm] != 0;
            sums.crises += crisis ? 1 : 0;
            add_pair(sums.twins, crisis, crisis_[2 * arm + 1] != 0);
            if (arm > 0) add_pair(sums.effect, crisis_[0] != 0, crisis);
        }
    }

    // Whether every effect, or the share of crises of the only arm, is known to within the target after n
    // runs.
    [[nodiscard]] bool reaches(double target, std::uint64_t n) const {
        if (result.arms.size() == 1) {
            const Bounds share = clopper_pearson(result.arms[0].crises, n);
            return share.high - share.low <= 2 * target;
        }
        return std::all_of(result.arms.begin() + 1, result.arms.end(), [&](const PointArm& arm) {
            const Bounds bounds = paired_difference(arm.effect.n10, arm.effect.n01, n);
            return bounds.high - bounds.low <= 2 * target;
        });
    }

    BlockResult result;

private:
    // The measures of a run of model i.
    void take(const RunResult& run, std::size_t i) {
        values_.clear();
        watch_.append(run, values_);
        if (keeps_rows_)
            result.observed.insert(result.observed.end(), values_.begin(),
                                   values_.begin() + static_cast<std::ptrdiff_t>(observed_));
        if (i % 2 != 0) return;
        for (std::size_t k = 0; k < measures_.measures().size(); ++k) {
            const std::size_t column = measures_.column(k);
            const bool ratio = measures_.measures()[k].kind == RunMeasure::Kind::ratio;
            result.arms[i / 2].own[k].add(values_[column], ratio ? values_[column + 1] : 0);
        }
    }

    const Study& study_;
    bool keeps_rows_;
    const RunMeasures& measures_;
    std::size_t observed_;  // columns of what the scenario observes
    RunWatch watch_;
    std::vector<double> values_;
    std::vector<char> crisis_;
};

}  // namespace

void PointArm::add(const PointArm& other) {
    crises += other.crises;
    add_totals(twins, other.twins);
    add_totals(effect, other.effect);
    digest += other.digest;
    own.resize(std::max(own.size(), other.own.size()));
    for (std::size_t i = 0; i < other.own.size(); ++i) own[i].add(other.own[i]);
}

std::vector<RunMeasure> sweep_measures(const Spec& spec) {
    std::vector<RunMeasure> measures = observed_measures(spec);
    for (const TargetSpec& target : spec.targets) measures.push_back(target.of);
    return measures;
}

Sweep::Sweep(Plan plan, Spec spec, std::vector<std::uint64_t> stages)
    : plan_(std::move(plan)), spec_(std::move(spec)) {
    design_ = make_design(plan_.design, plan_.factors.size(), plan_.seed);
    if (stages.empty()) stages = {plan_.runs};
    plan_.runs = stages.back();
    std::uint64_t from = 0;
    for (const std::uint64_t to : stages) {
        const std::uint64_t step = plan_.target > 0 ? to : kRoundRuns;
        for (; from < to; from = std::min(from + step, to))
            rounds_.push_back({from, std::min(step, to - from)});
    }
}

SweepBlock Sweep::block(std::uint64_t index) const {
    const Round& round = rounds_[index / points()];
    return {index % points(), round.first, round.runs};
}

std::vector<double> Sweep::coordinates(std::uint64_t point) const {
    std::vector<double> coordinates(plan_.factors.size());
    design_->point(point, coordinates);
    return coordinates;
}

Result<Spec> Sweep::setting(std::uint64_t point) const {
    Result<Spec> setting = setting_at(spec_, plan_.factors, coordinates(point));
    if (!setting) return setting;
    const std::string reason = broken(plan_.constraints, *setting);
    return reason.empty() ? std::move(setting) : failure(reason);
}

NoiseKey Sweep::key(std::uint64_t point, std::uint64_t rep) const {
    return {plan_.seed, plan_.shared_chance ? rep : point * kOwnChance + rep, 0};
}

BlockResult Sweep::run(const SweepBlock& block, const StopFlag* stop) const {
    Result<Spec> setting = this->setting(block.point);
    if (!setting) return {block, setting.error(), {}, {}, {}};
    // Every model keeps a copy of its scenario, and no run needs to know where a number comes from.
    setting->sources.clear();
    setting->provenance.clear();
    const Study study = make_study(*setting, plan_.arms);
    const RunMeasures measures(*setting, sweep_measures(*setting));
    const bool targets = !setting->targets.empty();
    PointRuns runs(study, plan_.keeps_rows, measures,
                   targets ? measures.column(setting->observe.size()) : measures.columns());
    runs.result.block = block;
    if (plan_.keeps_rows && plan_.target == 0) runs.result.rows.reserve(block.runs * study.models.size());
    for (std::uint64_t i = 0; i < block.runs; ++i) {
        const bool look = plan_.target > 0 && i > 0 && i % kTargetStep == 0;
        if (look && runs.reaches(plan_.target, i)) {
            runs.result.block.runs = i;
            break;
        }
        runs.run(key(block.point, block.first + i), block.first + i, stop);
    }
    return std::move(runs.result);
}

Plan plan_of_ranges(const Spec& spec, std::uint64_t points, std::uint64_t runs, std::uint64_t seed) {
    Plan plan;
    plan.seed = seed;
    plan.runs = runs;
    plan.design.size = points;
    plan.arms = make_study(spec).arms;
    plan.factors = factors_of(spec);
    plan.design.levels.assign(plan.factors.size(), 1);
    return plan;
}

}  // namespace firebreak
