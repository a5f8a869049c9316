#include <algorithm>
#include <cmath>

#include <firebreak/ensemble.hpp>
#include <firebreak/parameters.hpp>

#include "model/blocks.hpp"
#include "model/ranges.hpp"
#include "sweep/run_statistic.hpp"

namespace firebreak {
namespace {

// Sums of deviations from the exact value, so that a large mean costs no digits.
struct Sums {
    std::uint64_t n = 0;
    double sum = 0;
    double squares = 0;
};

bool inside(const std::vector<Interval>& any_of, double value, bool span) {
    return std::any_of(any_of.begin(), any_of.end(), [&](const Interval& interval) {
        const ClosedInterval values = values_of(interval, span);
        return values.low <= value && value <= values.high;
    });
}

Verdict judge(const ExpectSpec& expectation, const Sums& sums) {
    Verdict verdict;
    verdict.runs = sums.n;
    if (sums.n == 0) return verdict;
    const auto n = static_cast<double>(sums.n);
    const double deviation = sums.sum / n;
    verdict.measured = expectation.exact + deviation;
    // A share is tested with the variance that the exact value implies, a mean with the variance of the sample.
    const double variance = expectation.kind == ExpectSpec::Kind::share ? expectation.exact * (1 - expectation.exact)
                            : sums.n > 1 ? std::fmax(0.0, (sums.squares - sums.sum * deviation) / (n - 1))
                                         : 0;
    verdict.standard_error = std::sqrt(variance / n);
    const double tolerance = 1e-12 * std::fmax(1.0, std::fabs(expectation.exact));
    if (verdict.standard_error > tolerance) {
        verdict.z = deviation / verdict.standard_error;
    } else if (std::fabs(deviation) > tolerance) {
        verdict.z = std::copysign(HUGE_VAL, deviation);
    }
    return verdict;
}

// Passes records on to those statistics that need them.
class Fan final : public Recorder {
public:
    explicit Fan(std::vector<RunStatistic>& statistics) : statistics_(statistics) {}
    [[nodiscard]] bool needed() const {
        return std::any_of(statistics_.begin(), statistics_.end(), [](const RunStatistic& s) { return s.needs_records(); });
    }
    void record(const Record& record) override {
        for (RunStatistic& statistic : statistics_) {
            if (statistic.needs_records()) statistic.record(record);
        }
    }

private:
    std::vector<RunStatistic>& statistics_;
};

// Expectations that can be measured on the same runs.
using Group = std::vector<std::size_t>;

std::vector<Group> group_expectations(const Spec& spec) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < spec.expects.size(); ++i) {
        const auto same = [&](const Group& group) {
            const ExpectSpec& first = spec.expects[group.front()];
            return first.measures == spec.expects[i].measures && first.set == spec.expects[i].set;
        };
        const auto group = std::find_if(groups.begin(), groups.end(), same);
        if (group != groups.end()) {
            group->push_back(i);
        } else {
            groups.push_back({i});
        }
    }
    return groups;
}

void add(Sums& sums, const ExpectSpec& expectation, double value, bool span) {
    if (std::isnan(value)) return;  // the run has no such value, for instance no message was delivered
    if (expectation.kind == ExpectSpec::Kind::share) value = inside(expectation.any_of, value, span) ? 1 : 0;
    const double deviation = value - expectation.exact;
    ++sums.n;
    sums.sum += deviation;
    sums.squares += deviation * deviation;
}

void verify_group(const Spec& spec, const Group& group, const EnsembleOptions& options, std::vector<Verdict>& verdicts) {
    const ExpectSpec& first = spec.expects[group.front()];
    Spec changed = spec;
    for (const SetSpec& set : first.set) set_parameter(changed, set);
    const Model model = compile(changed, {first.measures, {}});
    std::vector<RunStatistic> fresh;
    std::vector<bool> spans;
    for (const std::size_t i : group) {
        const auto statistic = std::get<StatisticRef>(parse_statistic(spec, spec.expects[i].statistic));
        fresh.emplace_back(statistic);
        spans.push_back(is_span(statistic.kind));
    }
    std::vector<Sums> totals(group.size());
    const auto work = [&](std::vector<Sums>& sums, std::uint64_t replicate) {
        std::vector<RunStatistic> statistics = fresh;
        for (RunStatistic& statistic : statistics) statistic.begin();
        Fan fan(statistics);
        const RunResult run = simulate(model, {options.seed, replicate, 0}, {}, fan.needed() ? &fan : nullptr, options.stop);
        for (std::size_t i = 0; i < group.size(); ++i) add(sums[i], spec.expects[group[i]], statistics[i].value(run), spans[i]);
    };
    const auto merge = [&](const std::vector<Sums>& sums) {
        for (std::size_t i = 0; i < group.size(); ++i) {
            totals[i].n += sums[i].n;
            totals[i].sum += sums[i].sum;
            totals[i].squares += sums[i].squares;
        }
    };
    const bool complete = run_blocks(options, std::vector<Sums>(group.size()), work, merge) == options.runs;
    for (std::size_t i = 0; i < group.size(); ++i) {
        verdicts[group[i]] = judge(spec.expects[group[i]], totals[i]);
        verdicts[group[i]].complete = complete;
    }
}

}  // namespace

std::vector<Verdict> verify(const Spec& spec, const EnsembleOptions& options, const std::function<void(std::size_t)>& before) {
    std::vector<Verdict> verdicts(spec.expects.size());
    for (const Group& group : group_expectations(spec)) {
        if (before) before(group.front());
        verify_group(spec, group, options, verdicts);
    }
    return verdicts;
}

}  // namespace firebreak
