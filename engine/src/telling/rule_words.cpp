#include "telling/rule_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

std::string law_amount(double value, bool durations) {
    return durations ? format_duration(Duration{value}) : number_text(value);
}

std::string posture_words(const Labels& labels, const MoveSpec& move) {
    switch (move.posture) {
        case MoveSpec::Posture::to: return "goes to '" + labels.rung(move.rung) + "'";
        case MoveSpec::Posture::raise_to: return "rises to '" + labels.rung(move.rung) + "'";
        case MoveSpec::Posture::by: {
            const auto steps = static_cast<std::uint64_t>(std::abs(move.by));
            return (move.by > 0 ? "goes up " : "steps down ") + counted(steps, "rung");
        }
        case MoveSpec::Posture::none: break;
    }
    return {};
}

}  // namespace

std::string law_words(const Distribution& law, bool durations) {
    const auto amount = [durations](double value) { return law_amount(value, durations); };
    switch (law.kind) {
        case Distribution::Kind::fixed: return amount(law.a);
        case Distribution::Kind::exponential: return amount(law.a) + " on average (exponential)";
        case Distribution::Kind::lognormal:
            return "median " + amount(law.a) + " (lognormal, sigma " + number_text(law.b) + ")";
        case Distribution::Kind::uniform: return amount(law.a) + " to " + amount(law.b);
        case Distribution::Kind::triangular:
            return amount(law.a) + " to " + amount(law.c) + ", most often " + amount(law.b);
        case Distribution::Kind::weibull:
            return "scale " + amount(law.a) + " (Weibull, shape " + number_text(law.b) + ")";
        case Distribution::Kind::empirical: break;
    }
    const std::vector<double>& values = law.values;
    if (values.size() > 8) {
        return "one of " + counted(values.size(), "listed value") + ", " + amount(values.front()) + " to " +
               amount(values.back());
    }
    std::vector<std::string> amounts;
    for (const double value : values) amounts.push_back(amount(value));
    return "one of " + listed(amounts, "or");
}

std::string move_words(const Spec& spec, const MoveSpec& move) {
    std::vector<std::string> parts;
    if (std::string posture = posture_words(Labels(spec), move); !posture.empty())
        parts.push_back(std::move(posture));
    if (move.strikes)
        parts.push_back("strikes (" + move.strikes->cause + ", severity " +
                        law_words(move.strikes->severity, false) + ")");
    if (move.sends != MessageKind::none) {
        const std::string way = move.via == "reply" ? "over the channel of the query" : "via " + move.via;
        parts.push_back(std::string("sends a message (") + message_name(move.sends) + ") " + way);
    }
    if (!(move.delay == fixed(0))) parts.push_back("takes effect after " + law_words(move.delay, true));
    if (move.seen) parts.push_back("seen with probability " + number_text(*move.seen));
    if (std::string condition = measure_condition_words(move.needs, move.unless); !condition.empty())
        parts.push_back(std::move(condition));
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
    return text.empty() ? "does nothing" : text;
}

std::string weights_words(const Weights& weights) {
    if (weights.size() == 1) return weights.front().first;
    double sum = 0;
    for (const auto& [id, weight] : weights) sum += weight;
    std::string text;
    for (const auto& [id, weight] : weights) {
        const double share = sum > 0 ? weight / sum : 0;
        const double percent_value = std::round(share * 1e6) / 1e4;  // four decimals of a per cent at most
        text += (text.empty() ? "" : ", ") + id + " " + number_text(percent_value) + " %";
    }
    return text;
}

std::string measure_condition_words(const std::string& needs, const std::string& unless) {
    if (!needs.empty() && !unless.empty()) return "only with " + needs + " and without " + unless;
    if (!needs.empty()) return "only with " + needs;
    return unless.empty() ? "" : "only without " + unless;
}

std::string value_words(const Spec& spec, const SetSpec& set) {
    if (const auto* number = std::get_if<double>(&set.value)) return number_text(*number);
    if (const auto* flag = std::get_if<bool>(&set.value)) return *flag ? "yes" : "no";
    if (const auto* rung = std::get_if<std::string>(&set.value)) return Labels(spec).rung(*rung);
    if (const auto* duration = std::get_if<Duration>(&set.value)) return format_duration(*duration);
    Spec copy = spec;
    const std::vector<Parameter> all = parameters(copy);
    const auto named = std::find_if(all.begin(), all.end(),
                                    [&](const Parameter& p) { return path_matches(set.path, p.path); });
    return law_words(std::get<Distribution>(set.value),
                     named != all.end() && named->kind == Parameter::Kind::duration_law);
}

}  // namespace firebreak
