#include "session/run_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestName = 60;
constexpr Millis kDay = 24 * 3600 * 1000;

// The name of an entity of a list, by the id that a line holds.
template <class List>
std::string name_of(const List& list, const json& id) {
    if (!id.is_string()) return "nobody knows what";
    const auto& wanted = id.get_ref<const std::string&>();
    for (const auto& entry : list) {
        if (entry.id != wanted) continue;
        if constexpr (requires { entry.label; }) {
            if (!entry.label.empty()) return printable(entry.label, kLongestName);
        } else if constexpr (requires { entry.name; }) {
            if (!entry.name.empty()) return printable(entry.name, kLongestName);
        }
        break;
    }
    return printable(wanted, kLongestName);
}

std::string number_words(double number) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.1f", number);
    return digits;
}

// The side whose ledger it is, the first if both have one; kActors if neither has.
std::size_t side_of(const ToldLine& line) {
    for (std::size_t i = 0; i < kActors; ++i) {
        if (line.observed[i].is_object() || line.concluded[i].is_object()) return i;
    }
    return kActors;
}

class LineTeller {
public:
    LineTeller(const ToldRun& run, const ToldLine& line)
        : run_(run), spec_(run.model->spec()), line_(line), side_(side_of(line)), truth_(line.truth) {}

    [[nodiscard]] std::string tell() const {
        if (line_.kind == "started") return "The run starts";
        if (line_.kind == "ended") return "The run ends";
        if (line_.kind == "incident") return incident();
        if (line_.kind == "line") return channel_line();
        if (line_.kind == "consultation") return "Regular consultation";
        if (line_.kind == "measure") return "In force: " + name_of(spec_.measures, either("measure"));
        if (line_.kind == "inject") return "Inject";
        if (side_ == kActors) return line_.kind;
        return of_side();
    }

private:
    [[nodiscard]] std::string of_side() const {
        if (line_.kind == "case")
            return who() + " noticed " + incident_of(side_, seen("incident")) + ", severity " +
                   number_words(seen("severity").get<double>());
        if (line_.kind == "report")
            return who() + ": " + name_of(spec_.evidence, seen("source")) + " names " +
                   name_of(spec_.causes, seen("named")) + " for " + incident_of(side_, seen("incident"));
        if (line_.kind == "move") return move();
        if (line_.kind == "seen") return reading();
        if (line_.kind == "deliberation") return who() + " weighs what to do";
        if (line_.kind == "decision")
            return who() + ": " + name_of(spec_.moves, line_.concluded[side_].value("move", json()));
        if (line_.kind == "sent") return who() + " sends: " + words(seen("kind"));
        if (line_.kind == "delivered") return who() + " receives: " + words(seen("read_as"));
        if (line_.kind == "silence") return who() + " has had no answer";
        return line_.kind;
    }

    [[nodiscard]] std::string incident() const {
        if (!truth_.is_object())
            return side_ == kActors ? "Incident"
                                    : who() + "'s own act: " + incident_of(side_, seen("incident"));
        std::string targets;
        for (const json& target : truth_.at("targets"))
            targets += (targets.empty() ? "" : " and ") + name_of(spec_.actors, target);
        const bool phantom = truth_.value("phantom", false);
        return capitalised(incident_of(kActors, truth_.at("incident"))) +
               (phantom ? ", a false alarm: " : ": ") + name_of(spec_.causes, truth_.at("cause")) +
               ", severity " + number_words(truth_.at("severity").get<double>()) +
               (targets.empty() ? "" : ", hits " + targets);
    }

    [[nodiscard]] std::string move() const {
        const bool accident = seen("accident").is_boolean() && seen("accident").get<bool>();
        return who() + ": " + (accident ? "an accident" : name_of(spec_.moves, seen("move"))) +
               " takes effect; now at " + name_of(spec_.ladder, seen("after"));
    }

    [[nodiscard]] std::string reading() const {
        std::string text = who() + " reads " + side_words(spec_, 1 - side_) + " at " +
                           name_of(spec_.ladder, seen("adversary_rung"));
        if (truth_.is_object() && truth_.value("misread", false))
            text += "; truly " + name_of(spec_.ladder, truth_.at("adversary_rung"));
        return text;
    }

    [[nodiscard]] std::string channel_line() const {
        const json up = either("up");
        return name_of(spec_.channels, either("channel")) +
               (up.is_boolean() && up.get<bool>() ? ": repaired" : ": down");
    }

    [[nodiscard]] std::string incident_of(std::size_t ledger, const json& number) const {
        return number.is_number_unsigned() ? incident_words(run_, ledger, number.get<std::uint32_t>())
                                           : "an incident";
    }
    [[nodiscard]] std::string who() const { return side_words(spec_, side_); }
    [[nodiscard]] json seen(const char* key) const {
        return line_.observed[side_].is_object() ? line_.observed[side_].value(key, json()) : json();
    }
    // What all who see the line see alike.
    [[nodiscard]] json either(const char* key) const {
        if (truth_.is_object()) return truth_.value(key, json());
        return side_ == kActors ? json() : seen(key);
    }
    [[nodiscard]] static std::string words(const json& text) {
        return text.is_string() ? printable(text.get<std::string>(), kLongestName) : "a message";
    }

    const ToldRun& run_;
    const Spec& spec_;
    const ToldLine& line_;
    std::size_t side_;
    const json& truth_;
};

std::string chosen_words(const Spec& spec, const ToldDecision& decision, bool scripted) {
    std::string text = side_words(spec, decision.actor.index());
    text += is_hold(spec, decision.move) ? " held" : " chose " + move_words(spec, decision.move);
    if (scripted) return text + ", as the fork has it";
    if (decision.rule == 0) return text + " (no rule applied)";
    text += " (rule " + std::to_string(decision.rule);
    text += decision.when.empty() || decision.when == "always" ? ", which always applies"
                                                               : ", when " + printable(decision.when, 400);
    for (const auto& [move, probability] : decision.options) {
        if (move == decision.move && decision.options.size() > 1) text += "; " + percent_words(probability);
    }
    return text + ")";
}

std::string message_fate(const Spec& spec, const Flaw& flaw, const char* fate) {
    const std::string kind = flaw.message == MessageKind::none ? "message" : message_name(flaw.message);
    const std::string to = flaw.actor.valid() ? " to " + side_words(spec, flaw.actor.index()) : "";
    return "A " + kind + to + " " + fate;
}

}  // namespace

// A year may have five digits.
std::string date_words(const Spec& spec, Millis time) {
    const std::string moment = format_date(spec.clock.start + time);
    return moment.substr(0, moment.find('T'));
}

std::string day_words(const Spec& spec, Millis time) {
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    // 2011-10-07T02:06:00Z; years may have five digits
    const std::string date = format_date(spec.clock.start + time);
    const std::size_t year = date.find('-');
    const auto number = [&](std::size_t from) { return 10 * (date[from] - '0') + date[from + 1] - '0'; };
    const std::string day = std::to_string(number(year + 4)) + " " + kMonths[number(year + 1) - 1];
    return day + " " + (told_in_hours(spec) ? date.substr(year + 7, 5) : date.substr(0, year));
}

bool told_in_hours(const Spec& spec) { return spec.clock.horizon.ms <= 3.0 * static_cast<double>(kDay); }

std::string moment_words(const Spec& spec, Millis time) {
    const std::string moment = format_date(spec.clock.start + time);
    const std::string since = told_in_hours(spec) ? "hour " + std::to_string(time / (kDay / 24))
                                                  : "day " + std::to_string(time / kDay);
    return date_words(spec, time) + ' ' + moment.substr(moment.find('T') + 1, 5) + " (" + since + ')';
}

std::string percent_words(double share) {
    if (share > 0 && share < 0.005) return "under 1 %";
    if (share < 1 && share >= 0.995) return "over 99 %";
    return std::to_string(std::lround(100 * share)) + " %";
}

std::string side_words(const Spec& spec, std::size_t actor) {
    const ActorSpec& side = spec.actors[actor];
    return printable(side.name.empty() ? side.id : side.name, kLongestName);
}

std::string move_words(const Spec& spec, MoveId move) {
    if (!move.valid()) return "nothing";
    const MoveSpec& named = spec.moves[move.index()];
    return printable(named.label.empty() ? named.id : named.label, kLongestName);
}

std::string rung_words(const Spec& spec, RungId rung) {
    if (!rung.valid()) return "an unknown rung";
    const RungSpec& named = spec.ladder[rung.index()];
    return printable(named.name.empty() ? named.id : named.name, kLongestName);
}

std::string cause_words(const Spec& spec, CauseId cause) {
    if (!cause.valid()) return "nothing";
    const CauseSpec& named = spec.causes[cause.index()];
    return printable(named.name.empty() ? named.id : named.name, kLongestName);
}

std::string incident_words(const ToldRun& run, std::size_t ledger, std::uint32_t number) {
    const auto found = run.incidents.at(ledger).find(number);
    return found == run.incidents[ledger].end() ? "an incident" : found->second;
}

bool is_hold(const Spec& spec, MoveId move) { return move.valid() && spec.moves[move.index()].id == "hold"; }

std::string line_words(const ToldRun& run, const ToldLine& line) { return LineTeller(run, line).tell(); }

const ToldDecision* decision_of(const ToldRun& run, RecordId line) {
    const auto found =
        std::lower_bound(run.decisions.begin(), run.decisions.end(), line,
                         [](const ToldDecision& decision, RecordId id) { return decision.line < id; });
    return found == run.decisions.end() || found->line != line ? nullptr : &*found;
}

std::string decision_words(const ToldRun& run, const ToldDecision& decision) {
    const Spec& spec = run.model->spec();
    const json& made = run.lines[decision.line].concluded[decision.actor.index()];
    std::string text = chosen_words(spec, decision, made.value("scripted", false)) + ".";
    if (made.value("trembled", false)) text += " It was a slip.";
    std::string others;
    for (const auto& [move, probability] : decision.options) {
        if (move == decision.move) continue;
        others +=
            (others.empty() ? "" : ", ") + move_words(spec, move) + " (" + percent_words(probability) + ")";
    }
    return others.empty() ? text : text + " It could also have chosen " + others + ".";
}

std::string changed_words(const Spec& spec, const ToldDecision& decision, MoveId move) {
    return side_words(spec, decision.actor.index()) +
           (is_hold(spec, move) ? " holds" : ": " + move_words(spec, move)) + " " +
           day_words(spec, decision.time);
}

std::string corrected_words(const Spec& spec, const Flaw& flaw) {
    const auto what = [&]() -> std::string {
        switch (flaw.kind) {
            case Flaw::Kind::misreading: return "misreading";
            case Flaw::Kind::misattribution: return "wrong cause";
            case Flaw::Kind::doubt: return "doubt";
            case Flaw::Kind::misjudgement: return "misjudged severity";
            case Flaw::Kind::false_alarm: return "false alarm";
            case Flaw::Kind::lost: return "lost message";
            case Flaw::Kind::late: return "late message";
            case Flaw::Kind::garbled: return "garbled message";
            case Flaw::Kind::escalation: return move_words(spec, flaw.move);
        }
        return {};
    };
    const std::string whose = flaw.actor.valid() ? side_words(spec, flaw.actor.index()) + "'s " : "";
    return whose + what() + " of " + day_words(spec, flaw.time) +
           (flaw.kind == Flaw::Kind::escalation ? " held back" : " put right");
}

std::string flaw_words(const Spec& spec, const Flaw& flaw) {
    const std::string who = flaw.actor.valid() ? side_words(spec, flaw.actor.index()) : "A side";
    const std::string truth = cause_words(spec, flaw.truth);
    switch (flaw.kind) {
        case Flaw::Kind::misreading:
            return who + " read a move one rung too " + (flaw.off > 0 ? "high" : "low");
        case Flaw::Kind::misattribution:
            return who + " decided while taking " + truth + " for " + cause_words(spec, flaw.believed);
        case Flaw::Kind::doubt: return who + " decided while unsure that it was " + truth;
        case Flaw::Kind::misjudgement: return who + " decided while misjudging the severity";
        case Flaw::Kind::false_alarm: return who + " decided on a false alarm";
        case Flaw::Kind::lost: return message_fate(spec, flaw, "was lost");
        case Flaw::Kind::late: return message_fate(spec, flaw, "came too late");
        case Flaw::Kind::garbled: return message_fate(spec, flaw, "was garbled");
        case Flaw::Kind::escalation: return who + " chose " + move_words(spec, flaw.move);
    }
    return {};
}

}  // namespace firebreak::viz
