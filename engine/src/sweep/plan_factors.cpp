#include "sweep/plan_factors.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

#include "base/parse_number.hpp"
#include "model/parameter_paths.hpp"
#include "scenario/sections.hpp"

namespace firebreak {

const Parameter* parameter_at(const std::vector<Parameter>& all, std::string_view path) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.path == path; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> paths_named(const std::string& text, const std::vector<Parameter>& all) {
    const PathPattern pattern(text);
    std::vector<std::string> paths;
    for (const Parameter& parameter : all) {
        if (pattern.names(parameter)) paths.push_back(parameter.path);
    }
    return paths;
}

bool takes_durations(const Parameter& parameter) {
    return std::holds_alternative<Duration>(value_for(parameter, 0));
}

std::optional<double> level_value(const Factor& factor, const std::vector<Parameter>& all,
                                  const std::string& text) {
    const auto name = std::find(factor.names.begin(), factor.names.end(), text);
    if (name != factor.names.end()) return static_cast<double>(name - factor.names.begin());
    if (!factor.names.empty()) {
        const bool flag = factor.names.size() == 2 && factor.names.back() == "yes";
        return flag && text == "true"    ? std::optional(1.0)
               : flag && text == "false" ? std::optional(0.0)
                                         : std::nullopt;
    }
    if (!takes_durations(*parameter_at(all, factor.paths.front()))) return parse_number(text);
    const auto span = parse_duration(text);
    return span ? std::optional(span->ms) : std::nullopt;
}

std::string level_fault(const Factor& factor, const std::vector<Parameter>& all, const std::string& text) {
    const auto value = level_value(factor, all, text);
    const std::string found = ", found '" + printable(text, 60) + "'";
    if (!factor.names.empty())
        return value ? std::string() : "expected " + listed(factor.names, "or") + found;
    const Parameter& parameter = *parameter_at(all, factor.paths.front());
    if (value && parameter.kind == Parameter::Kind::integer) return why_not(parameter, *value);
    if (value) return why_not(parameter, value_for(parameter, *value));
    return std::string("expected ") + (takes_durations(parameter) ? "a duration like 6h" : "a number") +
           found;
}

namespace {

using Kind = DesignPlan::Kind;

constexpr int kMostLevels = 1'000'000;

// The paths of the numbers that patterns name, each once; a fault for a pattern that names none.
std::vector<std::string> named_paths(const Place& at, PlanReading& reading) {
    std::vector<std::string> paths;
    const auto add = [&](const Place& place) {
        const auto pattern = read_text(place, reading.faults);
        if (!pattern) return;
        const std::vector<std::string> found = paths_named(*pattern, reading.all);
        for (const std::string& path : found) {
            if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
        }
        if (found.empty() && !reading.faults.full())
            reading.faults.error(place, no_match_text(*pattern, reading.all));
    };
    if (!at.is_list()) add(at);
    for (std::size_t i = 0; i < at.node().items.size(); ++i) add(Place(at, i));
    return paths;
}

// Evenly spaced over a range, its ends included; of a law the quantiles in the middle of n equal shares.
std::vector<double> levels_over(const Factor& factor, int n) {
    std::vector<double> levels;
    const bool ends = factor.range.factor || factor.range.law.kind == Distribution::Kind::uniform;
    for (int k = 0; k < n; ++k) {
        const double share = !ends || n == 1 ? (k + 0.5) / n : static_cast<double>(k) / (n - 1);
        levels.push_back(factor_value(factor, share));
    }
    return levels;
}

void read_level_list(const Place& at, Factor& factor, PlanReading& reading) {
    for (std::size_t i = 0; i < at.node().items.size(); ++i) {
        const Place place(at, i);
        const std::string text = place.is_scalar() ? place.text() : describe(place.node());
        const std::string fault = level_fault(factor, reading.all, text);
        if (fault.empty()) factor.levels.push_back(*level_value(factor, reading.all, text));
        else reading.faults.error(place, fault);
    }
    if (at.node().items.empty()) reading.faults.error(at, "expected at least one level");
}

void read_levels(const Place& at, Factor& factor, bool has_range, PlanReading& reading) {
    if (at.is_list()) {
        if (has_range) reading.faults.error(at, "give a list of levels or a range, not both");
        else if (!factor.paths.empty()) read_level_list(at, factor, reading);
        return;
    }
    const auto count = read_integer(at, reading.faults, 1, kMostLevels);
    if (!count) return;
    if (has_range) factor.levels = levels_over(factor, *count);
    else reading.faults.error(at, "a number of levels needs a range, a law or a scale");
}

// What the scenario's own provenance says of the number that a plan names alone.
const Factor* ranged(const std::vector<Factor>& all, const std::string& path) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Factor& f) {
        return f.path == path || (f.paths.size() == 1 && f.paths.front() == path);
    });
    return found == all.end() ? nullptr : &*found;
}

class FactorReader {
public:
    FactorReader(PlanReading& reading, int levels)
        : reading_(reading), known_(factors_of(reading.spec)), levels_(levels) {}

    void read(const Place& at) {
        if (at.is_scalar()) {
            add_known(at);
            return;
        }
        const Fields fields(at, reading_.faults,
                            {"path", "label", "note", "range", "law", "scale", "levels"});
        const auto path = fields.require("path");
        if (!path) return;
        Factor factor;
        factor.paths = named_paths(*path, reading_);
        if (factor.paths.empty()) return;
        factor.path = path->is_scalar() ? path->text() : factor.paths.front();
        factor.grade = "assumed";
        fields.text("label", factor.label);
        fields.prose("note", factor.note);
        read_values(fields, factor);
        add(at, std::move(factor));
    }

    // Every number with a range.
    void add_all() {
        for (const Factor& factor : known_) {
            Factor copy = factor;
            spread_out(copy);
            reading_.plan.factors.push_back(std::move(copy));
        }
    }

private:
    void add_known(const Place& at) {
        const Factor* factor = ranged(known_, at.text());
        if (factor != nullptr) {
            Factor copy = *factor;
            spread_out(copy);
            add(at, std::move(copy));
            return;
        }
        if (reading_.plan.design.kind == Kind::list) {
            Factor listed;
            listed.paths = named_paths(at, reading_);
            listed.path = at.text();
            listed.grade = "assumed";
            if (listed.paths.empty()) return;
            take_kind(listed, *parameter_at(reading_.all, listed.paths.front()));
            add(at, std::move(listed));
            return;
        }
        std::vector<std::string_view> names;
        for (const Factor& each : known_) names.push_back(each.path);
        const std::string_view near = nearest_name(at.text(), names);
        reading_.faults.error(at, "the scenario gives '" + printable(at.text(), 120) + "' no range" +
                                      (near.empty() ? "; write {path: ..., range: [low, high]}"
                                                    : "; did you mean '" + std::string(near) + "'?"));
    }

    void read_values(const Fields& fields, Factor& factor) {
        const Parameter* first = parameter_at(reading_.all, factor.paths.front());
        take_kind(factor, *first);
        bool has_range = fields.has("range") || fields.has("law") || fields.has("scale");
        if (has_range) {
            std::optional<RangeSpec> range;
            for (const std::string& path : factor.paths) {
                range = read_range(fields, reading_.faults, path, reading_.all);
                if (!range) break;
            }
            if (!range) return;
            factor.range = *range;
        } else if (const Factor* known = ranged(known_, factor.path)) {
            factor.range = known->range;
            if (factor.label.empty()) factor.label = known->label;
            has_range = !fields.has("levels") || !fields.find("levels")->is_list();
        }
        factor.range.durations = factor.range.durations || (takes_durations(*first) && !factor.range.factor);
        if (const auto levels = fields.find("levels")) {
            read_levels(*levels, factor, has_range, reading_);
            check_levels(*levels, factor);
        } else if (!has_range && reading_.plan.design.kind != Kind::list) {
            reading_.faults.error(fields.place(), "needs 'range', 'law', 'scale' or 'levels'");
        }
        spread_out(factor);
    }

    // Numbers that are linked may differ in what they can take.
    void check_levels(const Place& at, const Factor& factor) {
        for (const std::string& path : factor.paths) {
            const Parameter* parameter = parameter_at(reading_.all, path);
            if (value_names(*parameter) != factor.names ||
                (!factor.range.factor && factor.names.empty() &&
                 takes_durations(*parameter) != factor.range.durations)) {
                reading_.faults.error(at, path + " is not of the kind of " + factor.paths.front());
                return;
            }
        }
    }

    // A grid has levels of everything.
    void spread_out(Factor& factor) const {
        const Kind kind = reading_.plan.design.kind;
        if (kind == Kind::grid || kind == Kind::list) factor.ends.clear();  // each choice is one level
        if (reading_.plan.design.kind == Kind::grid && factor.levels.empty() && factor.names.empty())
            factor.levels = levels_over(factor, levels_);
    }

    void add(const Place& at, Factor factor) {
        if (factor.label.empty()) factor.label = factor.path;
        for (const Factor& other : reading_.plan.factors) {
            if (!factor.variant.empty() && factor.variant == other.variant)
                reading_.faults.error(at, factor.path + " is there already");
            for (const std::string& path : factor.paths) {
                if (std::find(other.paths.begin(), other.paths.end(), path) == other.paths.end()) continue;
                reading_.faults.error(at, path + " belongs to '" + printable(other.path, 120) + "' already");
                return;
            }
        }
        reading_.plan.factors.push_back(std::move(factor));
    }

    PlanReading& reading_;
    std::vector<Factor> known_;
    int levels_;
};

}  // namespace

void read_factors(const Fields& fields, PlanReading& reading) {
    int levels = 5;
    fields.integer("levels", levels, 1, kMostLevels);
    FactorReader reader(reading, levels);
    const auto at = fields.find("factors");
    if (at && !at->is_list())
        reading.faults.error(*at, "expected a list of numbers to vary, found " + describe(at->node()));
    if (at)
        for (std::size_t i = 0; i < at->node().items.size(); ++i) reader.read(Place(*at, i));
    const bool is_list = reading.plan.design.kind == Kind::list;
    if (!at && !is_list) reader.add_all();
    if (is_list) read_list(fields, reading);
    else if (reading.plan.factors.empty() && !reading.faults.any_error())
        reading.faults.error(
            fields.place(), "nothing varies: give 'factors', or ranges in the scenario's provenance section");
    for (const Factor& factor : reading.plan.factors)
        reading.plan.design.levels.push_back(
            static_cast<std::uint32_t>(std::max<std::size_t>(1, factor.levels.size())));
}

}  // namespace firebreak
