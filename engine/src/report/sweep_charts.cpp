// The charts of a sweep's folder.
#include <algorithm>
#include <array>
#include <cmath>

#include <firebreak/text.hpp>

#include "picture/chart_parts.hpp"
#include "report/ranges_charts.hpp"
#include "report/sentences.hpp"
#include "report/sweep_inner.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kMostMarks = 1'000;  // of a map
constexpr std::size_t kMostTicks = 12;     // of levels

using Ticks = std::vector<std::pair<double, std::string>>;
using Law = Distribution::Kind;

// How the values of a number lie along an axis.
enum class Spacing { even, log, levels, law };

Spacing spacing_of(const Factor& factor) {
    if (!factor.levels.empty() || !factor.names.empty()) return Spacing::levels;
    if (factor.range.factor) return Spacing::log;
    return factor.range.law.kind == Law::uniform ? Spacing::even : Spacing::law;
}

Ticks ticks_at(const Factor& factor, const std::vector<double>& places) {
    Ticks ticks;
    for (const double place : places) ticks.emplace_back(place, printable(factor_text(factor, place), 40));
    return ticks;
}

// Round steps of time, in ms, so that there are few of them.
double duration_step(double length) {
    constexpr double kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
    constexpr std::array kSteps{kSecond,  5 * kSecond, 15 * kSecond, kMinute,    5 * kMinute, 15 * kMinute,
                                kHour,    3 * kHour,   6 * kHour,    12 * kHour, kDay,        2 * kDay,
                                5 * kDay, 10 * kDay,   30 * kDay,    90 * kDay,  365 * kDay,  3650 * kDay};
    constexpr double kMost = 6;
    const auto* const step =
        std::find_if(kSteps.begin(), kSteps.end(), [&](double one) { return length / one <= kMost; });
    return step == kSteps.end() ? length / kMost : *step;
}

std::vector<double> even_places(const Factor& factor) {
    const double low = factor.range.law.a, high = factor.range.law.b;
    if (!(high > low)) return {0.5};
    std::vector<double> values = chart::round_values(low, high);
    if (factor.range.durations) {
        const double step = duration_step(high - low);
        values.clear();
        for (double value = std::ceil(low / step - 1e-9) * step; value <= high * (1 + 1e-9); value += step)
            values.push_back(value);
    }
    for (double& value : values) value = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return values;
}

// 1, 2 and 5 times powers of ten.
std::vector<double> log_places(const Factor& factor) {
    const double low = factor.range.law.a, high = factor.range.law.b;
    if (!(low > 0) || !(high > low)) return {0.5};
    std::vector<double> places;
    for (double ten = std::pow(10, std::floor(std::log10(low))); ten <= high; ten *= 10) {
        for (const double part : {1.0, 2.0, 5.0}) {
            const double place = std::log(ten * part / low) / std::log(high / low);
            if (place > -1e-9 && place < 1 + 1e-9) places.push_back(std::clamp(place, 0.0, 1.0));
        }
    }
    return places.size() < 2 ? std::vector<double>{0, 1} : places;
}

std::vector<double> level_places(const Factor& factor) {
    const std::size_t count = std::max<std::size_t>(factor.levels.size(), factor.levels.empty() ? 2 : 1);
    const std::size_t step = (count + kMostTicks - 1) / kMostTicks;
    std::vector<double> places;
    for (std::size_t k = 0; k < count; k += step)
        places.push_back((static_cast<double>(k) + 0.5) / static_cast<double>(count));
    return places;
}

MapAxis axis_of(const SweepReading::Inner& inner, std::size_t number) {
    const Factor& factor = inner.sweep().plan().factors[number];
    const std::string& label = inner.numbers[number].label;
    switch (spacing_of(factor)) {
        case Spacing::even: return {label, ticks_at(factor, even_places(factor))};
        case Spacing::log: return {label, ticks_at(factor, log_places(factor))};
        case Spacing::levels: return {label, ticks_at(factor, level_places(factor))};
        case Spacing::law: return {label, ticks_at(factor, {0.05, 0.25, 0.5, 0.75, 0.95})};
    }
    return {};
}

void judge(MapPoint& mark, const SweptPoint& point, std::size_t arm) {
    using Kind = MapPoint::Kind;
    if (point.crises.empty()) {
        mark.kind = Kind::fault;
        mark.value = "fault";
        mark.words = "could not be run";
    } else if (arm == 0) {
        const Proportion& crisis = point.crises.front();
        mark.kind = Kind::share;
        mark.share = crisis.share();
        mark.value = percent_words(crisis.count, crisis.n);
        mark.words = report::proportion_words(crisis) + " with a crisis";
    } else {
        const Effect& effect = point.effects[arm];
        mark.kind = effect.lowers() ? Kind::lowers : effect.raises() ? Kind::raises : Kind::unclear;
        mark.value = effect.lowers() ? "lowers" : effect.raises() ? "raises" : "unclear";
        mark.words = report::difference_words(effect) + ", " + report::verdict_words(effect);
    }
    mark.words = "Setting " + std::to_string(point.number) + ": " + mark.words;
}

}  // namespace

Chart SweepReading::effects_chart(const ChartFrame& frame) const {
    std::vector<EffectRow> rows = report::effect_rows(spec(), inner_->answer);
    if (rows.empty()) return {};
    for (EffectRow& row : rows) {
        if (!inner_->spread()) row.ranges = {};
    }
    return firebreak::effects_chart(rows, frame);
}

Chart SweepReading::drivers_chart(std::size_t arm, const ChartFrame& frame) const {
    if (!inner_->spread()) return {};
    const report::Tornado tornado = report::tornado_of(inner_->answer, inner_->assessment(arm));
    if (tornado.rows.empty()) return {};
    return firebreak::drivers_chart(tornado.rows, tornado.kind, tornado.noise, frame);
}

Chart SweepReading::map_chart(std::size_t x, std::size_t y, std::size_t arm, const ChartFrame& frame) const {
    std::vector<MapPoint> marks;
    for (std::size_t place = 0; place < std::min(points(), kMostMarks); ++place) {
        const SweptPoint found = point(place);
        MapPoint mark;
        mark.id = "point." + std::to_string(found.number);
        if (!numbers().empty()) {
            mark.x = found.places[x];
            mark.y = found.places[y];
        }
        judge(mark, found, arm);
        marks.push_back(std::move(mark));
    }
    const bool none = numbers().empty();
    return firebreak::map_chart(marks, none ? MapAxis{} : axis_of(*inner_, x),
                                none || x == y ? MapAxis{} : axis_of(*inner_, y), frame);
}

std::string SweepReading::effects_title() const { return report::kEffectsTitle; }

std::string SweepReading::effects_caption() const { return report::effects_caption(inner_->answer.sweep); }

std::string SweepReading::drivers_title(std::size_t arm) const {
    return report::tornado_title(inner_->answer, inner_->assessment(arm));
}

std::string SweepReading::drivers_caption(std::size_t arm) const {
    return report::tornado_of(inner_->answer, inner_->assessment(arm)).caption;
}

std::string SweepReading::map_caption(std::size_t x, std::size_t y, std::size_t arm) const {
    std::string words = arm == 0
                            ? "Each mark is a setting. The larger it is, the more runs reach a crisis with " +
                                  arm_name(0) + "."
                            : "Each mark is a setting. It tells whether " + arm_name(arm) +
                                  " lowers or raises the risk there, against " + arm_name(0) +
                                  ", as far as the 95 % interval of the difference shows.";
    std::vector<std::size_t> shown{x};
    if (y != x) shown.push_back(y);
    if (numbers().empty()) shown.clear();
    for (const std::size_t number : shown) {
        const Spacing spacing = spacing_of(inner_->sweep().plan().factors[number]);
        const std::string label = report::quoted(numbers()[number].label);
        if (spacing == Spacing::log) words += " " + label + " is on a log scale.";
        if (spacing == Spacing::law) words += " Along " + label + ", equal lengths are equally likely.";
    }
    const std::size_t count = points();
    if (count > kMostMarks)
        words += " The first " + with_commas(kMostMarks) + " of " + counted(count, "setting") + " are shown.";
    return words;
}

}  // namespace firebreak
