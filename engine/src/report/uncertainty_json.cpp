#include <firebreak/program.hpp>

#include "report/json.hpp"
#include "report/uncertainty_answer.hpp"
#include "sweep/run_row.hpp"

namespace firebreak::report {
namespace {

using Question = Assessment::Question;

Json bounds_json(const Bounds& bounds) {
    return {{"low", number_json(bounds.low)}, {"high", number_json(bounds.high)}};
}

const char* question_name(Question question) {
    return question == Question::crisis        ? "crisis"
           : question == Question::inadvertent ? "inadvertent"
                                               : "effect";
}

// The bounds as the file writes them; in ms where the number is a duration.
Json factor_json(const Factor& factor) {
    Json json = {{"path", factor.path}};
    json["label"] = factor.label;
    json["sets"] = factor.paths;
    json["kind"] = factor.range.factor ? "factor" : "value";
    json["unit"] = factor.range.durations ? Json("ms") : Json(nullptr);
    for (const auto& [name, coordinate] : {std::pair("p5", 0.05), {"p50", 0.5}, {"p95", 0.95}})
        json[name] = number_json(factor_value(factor, coordinate));
    if (!factor.names.empty()) json["names"] = factor.names;
    json["grade"] = factor.grade;
    json["note"] = factor.note;
    return json;
}

Json spread_json(const TwoLevel& spread) {
    Json json = {{"mean", number_json(spread.mean)}};
    const std::array<double, 3> values{spread.spread.low, spread.spread.median, spread.spread.high};
    constexpr std::array<const char*, 3> kNames{"p5", "p50", "p95"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        Json quantile = {{"value", number_json(values[i])}};
        quantile.update(bounds_json(spread.bounds[i]));
        json[kNames[i]] = std::move(quantile);
    }
    json["with_chance"] = {{"p5", number_json(spread.raw.low)},
                           {"p50", number_json(spread.raw.median)},
                           {"p95", number_json(spread.raw.high)}};
    json["chance_share"] = number_json(spread.chance_share);
    return json;
}

Json drivers_json(const UncertaintyAnswer& answer, const Drivers& found) {
    Json json = {{"r2", number_json(found.r2)}, {"ranks", found.ranks}};
    json["pawn_noise"] = number_json(found.pawn_noise);
    json["factors"] = Json::array();
    for (const Driver& driver : found.factors) {
        Json one = {{"path", answer.sweep.factors[driver.factor].path}};
        one["coefficient"] = number_json(driver.coefficient);
        one["coefficient_interval"] = bounds_json(driver.coefficient_bounds);
        one["pawn"] = number_json(driver.pawn);
        one["pawn_interval"] = bounds_json(driver.pawn_bounds);
        one["above_noise"] = driver.above_noise;
        json["factors"].push_back(std::move(one));
    }
    return json;
}

Json region_json(const UncertaintyAnswer& answer, const Region& region) {
    Json json = {{"sign", static_cast<int>(region.sign)}};
    json["where"] = Json::array();
    for (const Side& side : region.sides) {
        const Factor& factor = answer.sweep.factors[side.factor];
        const Cuts cuts = cuts_of(answer.sweep, side);
        json["where"].push_back({{"path", factor.path},
                                 {"from", cuts.low ? Json(factor_value(factor, side.low)) : Json(nullptr)},
                                 {"to", cuts.high ? Json(factor_value(factor, side.high)) : Json(nullptr)}});
    }
    json["settings"] = region.points;
    json["agree"] = region.agree;
    json["share_outside"] = number_json(region.share_outside);
    return json;
}

Json weighted_json(const Assessment& assessment) {
    Json json = spread_json(assessment.weighted->spread);
    if (assessment.question != Question::effect) return json;
    json["lowers_share"] = assessment.weighted->lowers;
    json["raises_share"] = assessment.weighted->raises;
    json["best_single_share"] = assessment.weighted->best;
    return json;
}

Json targets_json(const UncertaintyAnswer& answer) {
    Json json = {{"effective_settings", answer.weights.effective}, {"list", Json::array()}};
    for (const TargetFit& fit : answer.weights.fits) {
        const TargetSpec& target = answer.sweep.targets[fit.target];
        Json one = {{"id", target.id}, {"label", target.label}};
        one["value"] = target.value;
        one["sd"] = target.sd;
        one["used"] = fit.arm.has_value();
        one["p5"] = number_json(fit.low);
        one["p50"] = number_json(fit.median);
        one["p95"] = number_json(fit.high);
        json["list"].push_back(std::move(one));
    }
    return json;
}

Json assessment_json(const UncertaintyAnswer& answer, const Assessment& assessment) {
    const ArmAnswer& arm = answer.stated.arms.at(assessment.arm);
    Json json = {{"question", question_name(assessment.question)}};
    json["measures"] = arm.arm.measures;
    if (assessment.question == Question::effect) json["stated"] = effect_json(*arm.effect);
    else json["stated"] = proportion_json(stated_share(arm, assessment.question));
    json["settings"] = assessment.settings;
    json["over_ranges"] = spread_json(assessment.spread);
    if (assessment.question == Question::effect) {
        json["lowers"] = assessment.lowers;
        json["raises"] = assessment.raises;
        json["cannot_be_told"] = assessment.unclear();
        json["best_single"] = arm.arm.measures.size() == 1 ? Json(assessment.best) : Json(nullptr);
        json["regions"] = Json::array();
        for (const Region& region : assessment.regions)
            json["regions"].push_back(region_json(answer, region));
    }
    json["drivers"] = drivers_json(answer, assessment.drivers);
    if (assessment.weighted) json["weighted"] = weighted_json(assessment);
    return json;
}

}  // namespace

std::string uncertainty_json(const Spec& spec, const UncertaintyAnswer& answer) {
    const Uncertainty& sweep = answer.sweep;
    Json json =
        origin_json(spec, answer.stated.origin, answer.stated.runs, answer.stated.complete && sweep.complete);
    json["settings"] = sweep.points.size();
    json["runs_per_setting"] = sweep.options.runs;
    json["factors"] = Json::array();
    for (const Factor& factor : sweep.factors) json["factors"].push_back(factor_json(factor));
    json["questions"] = Json::array();
    for (const Assessment& assessment : answer.assessments)
        json["questions"].push_back(assessment_json(answer, assessment));
    if (!answer.weights.fits.empty()) json["targets"] = targets_json(answer);
    json["failed"] = Json::array();
    for (std::size_t i = 0; i < sweep.points.size(); ++i) {
        if (!sweep.points[i].fault.empty())
            json["failed"].push_back({{"setting", i + 1}, {"why", sweep.points[i].fault}});
    }
    return json_line(json);
}

answer::Table uncertainty_rows(const Spec& spec, const UncertaintyAnswer& answer) {
    using Kind = answer::Column::Kind;
    const Uncertainty& sweep = answer.sweep;
    answer::Table table{{},
                        {"firebreak", "setting", "first_replicate", "runs", "measures", "digest",
                         "crisis_count", "inadvertent_count", "averted_count", "avoided", "caused", "fault"}};
    if (!answer.weights.weights.empty()) table.columns.emplace_back("weight");
    for (const Factor& factor : sweep.factors)
        table.columns.emplace_back(Kind::number, std::string(), factor.path);
    const auto head = [&](const SweepPoint& point) {
        return std::vector<answer::Cell>{std::string(version()), point.index + 1, point.index * kOwnChance,
                                         point.runs};
    };
    const auto finish = [&](std::vector<answer::Cell> row, const SweepPoint& point) {
        if (!answer.weights.weights.empty())
            row.emplace_back(answer.weights.weights[static_cast<std::size_t>(&point - sweep.points.data())]);
        for (std::size_t i = 0; i < sweep.factors.size(); ++i)
            row.emplace_back(factor_value(sweep.factors[i], point.coordinates[i]));
        table.rows.push_back(std::move(row));
    };
    for (const SweepPoint& point : sweep.points) {
        if (point.arms.empty()) {
            std::vector<answer::Cell> row = head(point);
            row.resize(row.size() + 7);
            row.emplace_back(point.fault);
            finish(std::move(row), point);
        }
        for (std::size_t arm = 0; arm < point.arms.size(); ++arm) {
            const PointArm& made = point.arms[arm];
            std::vector<answer::Cell> row = head(point);
            row.insert(row.end(), {measures_word(sweep.arms[arm]), hex_digest(made.digest), made.crises,
                                   made.twins.n10, made.twins.n01});
            if (arm == 0) row.resize(row.size() + 2);
            else row.insert(row.end(), {made.effect.n10, made.effect.n01});
            row.emplace_back(std::string());
            finish(std::move(row), point);
        }
    }
    add_origin(table, spec, answer.stated.origin);
    return table;
}

}  // namespace firebreak::report
