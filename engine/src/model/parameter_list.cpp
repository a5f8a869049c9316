#include <cmath>
#include <string>
#include <utility>

#include <firebreak/model.hpp>

#include "model/format_table.hpp"

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

}  // namespace firebreak
