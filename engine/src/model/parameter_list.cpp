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

// Collects what paths name in one scenario, row by row of the format table: what provenance has to account
// for, or the rest, which a path can set all the same.
class Collector : public EveryKey<Collector> {
public:
    enum class What { parameters, rest };

    Collector(What what, const std::vector<RungSpec>& ladder) : rest_(what == What::rest), ladder_(&ladder) {}

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
    void flag(const Key& key, bool& value) { switched(key.name, value); }
    void clarifies(const Key& key, bool& value) { switched(key.name, value); }
    void integer(const Key& key, int& value, int low, int high) {
        if (rest_) add(key.name, Parameter::Kind::integer, {double(low), double(high), ""}, &value);
    }
    void reports(const Key&, const Key& key, MessageSpec& message) {
        if (message.kind == MessageKind::evidence) integer(key, message.reports, 1, kMostReports);
    }
    void reference(const Key& key, std::string& value, Entity entity) {
        if (!rest_ || entity != Entity::rung) return;
        add(key.name, Parameter::Kind::rung, {0, double(ladder_->size()) - 1, "rungs"}, &value);
        found_.back().ladder = ladder_;
    }
    void posture(const Key& to, const Key& raise_to, const Key& by, MoveSpec& move) {
        if (move.posture == MoveSpec::Posture::by) integer(by, move.by, -kMostRungsMoved, kMostRungsMoved);
        if (move.posture == MoveSpec::Posture::to) reference(to, move.rung, Entity::rung);
        if (move.posture == MoveSpec::Posture::raise_to) reference(raise_to, move.rung, Entity::rung);
    }
    void number(const Key& key, double& value, const Range& range) {
        present(key.name, Parameter::Kind::number, range, &value);
    }
    void number(const Key& key, std::optional<double>& value, const Range& range) {
        if_any(key.name, Parameter::Kind::number, range, value);
    }
    void duration(const Key& key, Duration& value, const Range& range) {
        present(key.name, Parameter::Kind::duration, range, &value);
    }
    void duration(const Key& key, std::optional<Duration>& value, const Range& range) {
        if_any(key.name, Parameter::Kind::duration, range, value);
    }
    void duration_law(const Key& key, Distribution& value, const Range& range) {
        present(key.name, Parameter::Kind::duration_law, range, &value);
    }
    void duration_law(const Key& key, std::optional<Distribution>& value, const Range& range) {
        if_any(key.name, Parameter::Kind::duration_law, range, value);
    }
    void number_law(const Key& key, Distribution& value, const Range& range) {
        present(key.name, Parameter::Kind::number_law, range, &value);
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
        present(key.name, Parameter::Kind::flag, {0, 1, ""}, &line.up);
        if (!line.fails) return;  // it cannot fail unless something repairs it
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

    std::vector<Parameter> take() { return std::move(found_); }

private:
    template <class Pointer>
    void add(std::string_view name, Parameter::Kind kind, const Range& range, Pointer value) {
        found_.push_back(
            {path_ + "." + std::string(name), kind, range.low, range.high, range.unit, value, nullptr});
    }
    template <class Pointer>
    void present(std::string_view name, Parameter::Kind kind, const Range& range, Pointer value) {
        if (!rest_) add(name, kind, range, value);
    }
    template <class Value>
    void if_any(std::string_view name, Parameter::Kind kind, const Range& range,
                std::optional<Value>& value) {
        if (value) present(name, kind, range, &*value);
        else if (rest_) add(name, kind, range, &value);
    }
    void switched(std::string_view name, bool& value) {
        if (rest_) add(name, Parameter::Kind::flag, {0, 1, ""}, &value);
    }

    void rule(const std::string& number, RuleSpec& rule) {
        enter(number);
        enter("when");
        for (ConditionSpec& each : rule.when) condition(each);
        leave();
        weights({"do", {}}, rule.moves, Entity::move, kWeight);  // 0 takes a move out of the rule
        switched("at_once", rule.at_once);
        leave();
    }

    // A condition that is a single interval has a number for each finite end: under its own name if there is
    // one, as `low` and `high` if there are two. One that asks for a single value has none to vary.
    void condition(ConditionSpec& condition) {
        if (condition.any_of.size() != 1) return;
        Interval& interval = condition.any_of.front();
        const bool low = std::isfinite(interval.low);
        const bool high = std::isfinite(interval.high);
        if (!low && !high) return;
        std::string name = fact_name(condition.fact);
        if (!condition.subject.empty()) name += "." + condition.subject;
        const Range range = fact_range(condition.fact, ladder_->size());
        if (low != high) {
            present(name, Parameter::Kind::number, range, low ? &interval.low : &interval.high);
        } else if (rest_ && interval.low < interval.high) {
            add(name + ".low", Parameter::Kind::number, range, &interval.low);
            add(name + ".high", Parameter::Kind::number, range, &interval.high);
        }
    }

    bool rest_;
    const std::vector<RungSpec>* ladder_;
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
                       range.high, range.unit, values[i], nullptr});
    }
}

// Makes the parameter stand for a value that lies elsewhere and means the same.
void point_into(Parameter& parameter, ParameterValue& value) {
    using Kind = Parameter::Kind;
    if (auto* number = std::get_if<double>(&value)) {
        parameter.value = number;
        if (parameter.kind != Kind::integer) parameter.kind = Kind::number;
    } else if (auto* flag = std::get_if<bool>(&value)) {
        parameter.value = flag;
        parameter.kind = Kind::flag;
    } else if (auto* duration = std::get_if<Duration>(&value)) {
        parameter.value = duration;
        parameter.kind = Kind::duration;
    } else if (auto* text = std::get_if<std::string>(&value)) {
        parameter.value = text;
        parameter.kind = Kind::rung;
    } else {
        parameter.value = &std::get<Distribution>(value);
    }
}

std::vector<Parameter> collect(Spec& spec, Collector::What what) {
    Collector out(what, spec.ladder);
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

}  // namespace

bool Parameter::absent() const {
    const auto empty = [](const auto* held) {
        if constexpr (requires { held->has_value(); }) return !held->has_value();
        else return false;
    };
    return std::visit(empty, value);
}

std::vector<Parameter> parameters(Spec& spec) { return collect(spec, Collector::What::parameters); }

std::vector<Parameter> settable(Spec& spec) {
    std::vector<Parameter> all = parameters(spec);
    std::vector<Parameter> rest = collect(spec, Collector::What::rest);
    all.insert(all.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
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
                           kScaleFactor.high, kScaleFactor.unit, &scale.factor, nullptr});
        }
    }
    return all;
}

}  // namespace firebreak
