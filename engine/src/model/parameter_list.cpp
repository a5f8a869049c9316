#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <firebreak/model.hpp>

#include "model/format_table.hpp"
#include "model/law_text.hpp"
#include "model/parameter_paths.hpp"

namespace firebreak {
namespace {

// Collects the parameters of one scenario: the rows of the format table that are numbers, switches, spans or
// laws.
class Collector : public EveryKey<Collector> {
public:
    // What follows lies under this path, up to the matching leave().
    void enter(std::string_view part) {
        lengths_.push_back(path_.size());
        if (!path_.empty()) path_ += '.';
        path_ += part;
    }
    void leave() {
        path_.resize(lengths_.back());
        lengths_.pop_back();
    }
    // All rows of a part that has a name.
    template <class Part>
    void part(std::string_view name, Part& part) {
        enter(name);
        describe(*this, part);
        leave();
    }

    void other(const Key&) {}
    void number(const Key& key, double& value, const Range& range) {
        add(key.name, Parameter::Kind::number, range, &value);
    }
    void number(const Key& key, std::optional<double>& value, const Range& range) {
        if (value) number(key, *value, range);
    }
    void duration(const Key& key, Duration& value, const Range& range) {
        add(key.name, Parameter::Kind::duration, range, &value);
    }
    void duration(const Key& key, std::optional<Duration>& value, const Range& range) {
        if (value) duration(key, *value, range);
    }
    void duration_law(const Key& key, Distribution& value, const Range& range) {
        add(key.name, Parameter::Kind::duration_law, range, &value);
    }
    void duration_law(const Key& key, std::optional<Distribution>& value, const Range& range) {
        if (value) duration_law(key, *value, range);
    }
    void number_law(const Key& key, Distribution& value, const Range& range) {
        add(key.name, Parameter::Kind::number_law, range, &value);
    }
    void moment(const Key& key, std::optional<Duration>& value) { duration(key, value, kMoment); }
    void moments(const Key& key, std::vector<Duration>& values) {
        enter(key.name);
        for (std::size_t k = 0; k < values.size(); ++k)
            duration({std::to_string(k + 1), {}}, values[k], kMoment);
        leave();
    }
    void weights(const Key& key, Weights& values, Entity, const Range& range) {
        enter(key.name);
        for (auto& [id, weight] : values) number({id, {}}, weight, range);
        leave();
    }
    template <class Part>
    void map(const Key& key, Part& nested) {
        part(key.name, nested);
    }
    template <class Part>
    void map(const Key& key, std::optional<Part>& nested) {
        if (nested) part(key.name, *nested);
    }

    void line(const Key& key, LineSpec& line) {
        add(key.name, Parameter::Kind::flag, {0, 1, ""}, &line.up);
        enter(key.name);
        duration_law({"fails", {}}, line.fails, kPeriod);
        duration_law({"repairs", {}}, line.repairs, kPeriod);
        leave();
    }
    void meets(const Key& key, std::optional<Distribution>& law) {
        enter(key.name);
        duration_law({"every", {}}, law, kPeriod);
        leave();
    }
    void confusion(const Key& key, std::vector<std::pair<std::string, Weights>>& rows) {
        enter(key.name);
        for (auto& [truth, row] : rows) weights({truth, {}}, row, Entity::cause, kWeight);
        leave();
    }
    void prior(const Key& key, Weights& values) { weights(key, values, Entity::cause, kProbability); }
    void doctrine(const Key& key, std::vector<RuleSpec>& rules) {
        enter(key.name);
        for (std::size_t k = 0; k < rules.size(); ++k) rule(std::to_string(k + 1), rules[k]);
        leave();
    }

    std::size_t rungs = 0;  // of the ladder

    std::vector<Parameter> take() { return std::move(found_); }

private:
    template <class Pointer>
    void add(std::string_view name, Parameter::Kind kind, const Range& range, Pointer value) {
        found_.push_back({path_ + "." + std::string(name), kind, range.low, range.high, range.unit, value});
    }

    void rule(const std::string& number, RuleSpec& rule) {
        enter(number);
        enter("when");
        for (ConditionSpec& each : rule.when) condition(each);
        leave();
        weights({"do", {}}, rule.moves, Entity::move, kWeight);  // 0 takes a move out of the rule
        leave();
    }

    // A condition has one number to vary if it is a single interval with one finite end: that end.
    void condition(ConditionSpec& condition) {
        if (condition.any_of.size() != 1) return;
        Interval& interval = condition.any_of.front();
        if (std::isfinite(interval.low) == std::isfinite(interval.high)) return;
        std::string name = fact_name(condition.fact);
        if (!condition.subject.empty()) name += "." + condition.subject;
        double& bound = std::isfinite(interval.low) ? interval.low : interval.high;
        number({name, {}}, bound, fact_range(condition.fact, rungs));
    }

    std::string path_;
    std::vector<std::size_t> lengths_;
    std::vector<Parameter> found_;
};

// The named parts of a section.
template <class Parts>
void collect_all(Collector& out, std::string_view section, Parts& parts) {
    out.enter(section);
    for (auto& part : parts) out.part(part.id, part);
    out.leave();
}

// The numbers within a law, each with the name that the format gives it.
void add_law_parts(const Parameter& whole, std::vector<Parameter>& all) {
    Distribution* const* held = std::get_if<Distribution*>(&whole.value);
    if (held == nullptr) return;
    Distribution& law = **held;
    if (law.kind == Distribution::Kind::fixed) return;  // its value is the law
    const LawForm& form = law_form(law.kind);
    const std::array<double*, 3> values{&law.a, &law.b, &law.c};
    const bool spans = whole.kind == Parameter::Kind::duration_law;
    for (std::size_t i = 0; i < form.parts.size(); ++i) {
        if (form.parts[i].empty()) continue;
        // Bounds of a law of gaps may be 0 as long as the whole takes time; law_fault() judges that.
        Range range{spans && law.kind != Distribution::Kind::exponential ? 0 : whole.low, whole.high,
                    whole.unit};
        if (form.second_is_plain && i == 1)
            range = law.kind == Distribution::Kind::lognormal ? kSigma : kShape;
        all.push_back({whole.path + "." + std::string(form.parts[i]), Parameter::Kind::number, range.low,
                       range.high, range.unit, values[i]});
    }
}

// Makes the parameter stand for a value that lies elsewhere and means the same.
void point_into(Parameter& parameter, ParameterValue& value) {
    using Kind = Parameter::Kind;
    if (auto* number = std::get_if<double>(&value)) {
        parameter.value = number;
        parameter.kind = Kind::number;
    } else if (auto* flag = std::get_if<bool>(&value)) {
        parameter.value = flag;
        parameter.kind = Kind::flag;
    } else if (auto* duration = std::get_if<Duration>(&value)) {
        parameter.value = duration;
        parameter.kind = Kind::duration;
    } else {
        parameter.value = &std::get<Distribution>(value);
    }
}

}  // namespace

std::vector<Parameter> parameters(Spec& spec) {
    Collector out;
    out.rungs = spec.ladder.size();
    out.part("clock", spec.clock);
    collect_all(out, "ladder", spec.ladder);
    out.part("endings", spec.endings);
    collect_all(out, "causes", spec.causes);
    collect_all(out, "incidents", spec.incidents);
    collect_all(out, "evidence", spec.evidence);
    out.enter("messages");
    for (MessageSpec& message : spec.messages) out.part(message_name(message.kind), message);
    out.leave();
    collect_all(out, "channels", spec.channels);
    out.enter("moves");
    for (MoveSpec& move : spec.moves) {
        if (move.id != "hold") out.part(move.id, move);  // it does nothing, and has nothing but a label
    }
    out.leave();
    collect_all(out, "actors", spec.actors);
    collect_all(out, "measures", spec.measures);
    return out.take();
}

std::vector<Parameter> settable(Spec& spec) {
    std::vector<Parameter> all = parameters(spec);
    for (std::size_t i = 0, end = all.size(); i < end; ++i) add_law_parts(Parameter(all[i]), all);
    const std::size_t own = all.size();
    const auto kind_of = [&](const std::string& path) {
        const PathPattern pattern(path);
        const auto last = all.begin() + static_cast<std::ptrdiff_t>(own);
        const auto found =
            std::find_if(all.begin(), last, [&](const Parameter& p) { return pattern.matches(p.path); });
        return found == last ? Parameter{} : *found;
    };
    for (MeasureSpec& measure : spec.measures) {
        const std::string prefix = "measures." + measure.id;
        for (SetSpec& set : measure.set) {
            Parameter overlay = kind_of(set.path);
            overlay.path = prefix + ".set." + set.path;
            point_into(overlay, set.value);
            all.push_back(std::move(overlay));
        }
        for (ScaleSpec& scale : measure.scale) {
            all.push_back({prefix + ".scale." + scale.path, Parameter::Kind::number, kScaleFactor.low,
                           kScaleFactor.high, kScaleFactor.unit, &scale.factor});
        }
    }
    return all;
}

}  // namespace firebreak
