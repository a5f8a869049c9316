#include "trace/line_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <firebreak/text.hpp>

namespace firebreak {
namespace {

constexpr std::size_t kCausesShown = 4;
constexpr std::size_t kLongestText = 2000;

std::string text_of(const Fields& fields, const char* key) {
    const auto found = fields.find(key);
    return found != fields.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint32_t number_of(const Fields& fields, const char* key) { return fields.at(key).get<std::uint32_t>(); }

std::string others_name(const Labels& labels, std::size_t actor) { return labels.actor(1 - actor); }

// The firebreaks that a step from one rung to another crosses upwards.
std::string crossings(const Labels& labels, const std::string& before, const std::string& after) {
    std::string text;
    for (std::size_t i = labels.rung_place(before) + 1; i <= labels.rung_place(after); ++i) {
        const RungSpec& rung = labels.spec().ladder.at(i);
        if (!rung.firebreak.empty())
            text += fmt::format(" It crosses the firebreak '{}'.", printable(rung.firebreak));
        if (rung.id == labels.spec().endings.crisis) text += " This is a crisis.";
    }
    return text;
}

// Writes the lines of one view; each function returns the rows of one kind of line.
class Teller {
public:
    Teller(const Labels& labels, const LedgerLine& line) : labels_(labels), line_(line), truth_(line.truth) {}

    std::vector<Row> rows() {
        if (line_.kind == LineKind::case_opened || line_.kind == LineKind::decision ||
            line_.kind == LineKind::deliberation) {
            each_mind([this](std::size_t actor) { tell_mind(actor); });
        } else if (line_.kind == LineKind::incident || line_.kind == LineKind::move ||
                   line_.kind == LineKind::inject) {
            tell_deed();
        } else if (shared()) {
            tell_shared();
        } else {
            each_mind([this](std::size_t actor) { tell_observation(actor); });
        }
        return std::move(rows_);
    }

private:
    [[nodiscard]] bool truth_shown() const { return !truth_.is_null(); }
    [[nodiscard]] bool shared() const {
        return line_.kind == LineKind::started || line_.kind == LineKind::measure ||
               line_.kind == LineKind::line || line_.kind == LineKind::ended;
    }
    void add(std::string who, std::string text) { rows_.push_back({std::move(who), std::move(text)}); }
    void add(std::size_t actor, const char* verb, std::string text) {
        add(speaker(labels_, actor) + " " + verb, std::move(text));
    }

    template <class Tell>
    void each_mind(Tell tell) {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (line_.known_to(i)) tell(i);
        }
    }

    [[nodiscard]] std::string name_of(std::size_t ledger, const Fields& fields, const char* key) const {
        return line_.names->of(ledger, number_of(fields, key));
    }

    void tell_shared();
    void tell_start();
    void tell_deed();
    void tell_incident();
    void tell_own_incident(std::size_t actor);
    void tell_move(const Fields& move, const std::string& who, const std::string& name);
    void tell_mind(std::size_t actor);
    void tell_case(std::size_t actor);
    void tell_decision(std::size_t actor);
    [[nodiscard]] std::string choice(const Fields& made) const;
    [[nodiscard]] std::string knowledge(std::size_t actor, const Fields& made) const;
    void tell_observation(std::size_t actor);
    void tell_seen(std::size_t actor);
    void tell_sent(std::size_t actor);
    void tell_delivered(std::size_t actor);
    void tell_change(std::size_t actor, const Fields& change);
    [[nodiscard]] std::string subject(std::size_t actor, const Fields& message) const;

    const Labels& labels_;
    const LedgerLine& line_;
    const Fields& truth_;
    std::vector<Row> rows_;
};

void Teller::tell_start() {
    if (truth_shown()) {
        const Fields& rungs = truth_["rungs"];
        std::string text = "The run starts.";
        for (const auto& [actor, rung] : rungs.items())
            text +=
                fmt::format(" {} stands at {}.", labels_.actor(actor), labels_.rung(rung.get<std::string>()));
        return add("TRUTH", text);
    }
    each_mind([this](std::size_t i) {
        const Fields& own = line_.observed[i];
        add(i, "SAW",
            fmt::format("the run start. It stands at {} and reads {} at {}.",
                        labels_.rung(text_of(own, "own_rung")), others_name(labels_, i),
                        labels_.rung(text_of(own, "adversary_rung"))));
    });
}

// What both sides see alike is said once.
void Teller::tell_shared() {
    if (line_.kind == LineKind::started) return tell_start();
    const std::size_t first = line_.known_to(0) ? 0 : 1;
    const Fields& seen = line_.observed[first];
    std::string who = line_.known_to(0) && line_.known_to(1) ? "BOTH SAW" : speaker(labels_, first) + " SAW";
    if (line_.kind == LineKind::measure)
        return add(
            who, fmt::format("the measure '{}' come into force.", labels_.measure(text_of(seen, "measure"))));
    if (line_.kind == LineKind::line) {
        const char* change = seen["up"].get<bool>() ? "come up" : "go down";
        return add(who, fmt::format("the line {} {}.", labels_.channel(text_of(seen, "channel")), change));
    }
    const std::string reason = text_of(seen, "end_reason");
    const std::string limit =
        truth_shown() ? limit_words(text_of(truth_, "limit")) : "a limit of the program";
    const std::string how = reason == "war"       ? " in war"
                            : reason == "settled" ? " settled"
                            : reason == "horizon" ? " at its horizon"
                                                  : ", stopped by " + limit;
    if (!truth_shown()) return add(who, fmt::format("the run end{}.", how));
    add("TRUTH", fmt::format("The run ends{}. Outcome: {}.", how, text_of(truth_, "outcome")));
}

void Teller::tell_deed() {
    if (line_.kind == LineKind::inject) {
        if (!truth_shown()) {
            return each_mind([this](std::size_t i) {
                add(i, "WAS TOLD", printable(text_of(line_.observed[i], "text"), kLongestText));
            });
        }
        const std::string text = printable(text_of(truth_, "text"), kLongestText);
        return add("INJECT", fmt::format("to {}: {}", labels_.actor(text_of(truth_, "target")), text));
    }
    if (line_.kind == LineKind::incident) return tell_incident();
    if (truth_shown()) return tell_move(truth_, "TRUTH", labels_.actor(text_of(truth_, "actor")));
    each_mind([this](std::size_t i) { tell_move(line_.observed[i], speaker(labels_, i) + " SAW", {}); });
}

std::string target_names(const Labels& labels, const Fields& targets) {
    std::string names;
    for (const auto& target : targets)
        names += (names.empty() ? "" : " and ") + labels.actor(target.get<std::string>());
    return names;
}

void Teller::tell_incident() {
    if (!truth_shown()) return each_mind([this](std::size_t i) { tell_own_incident(i); });
    const std::string source = text_of(truth_, "source");
    const std::string author = text_of(truth_, "author");
    std::string text =
        fmt::format("{} hits {}: {}, severity {}.", capitalised(name_of(kActors, truth_, "incident")),
                    target_names(labels_, truth_["targets"]), labels_.cause(text_of(truth_, "cause")),
                    with_decimals(truth_["severity"].get<double>(), 1));
    if (!source.empty() && !author.empty())
        text += fmt::format(" It is the doing of {}.", labels_.actor(author));
    if (truth_["phantom"].get<bool>()) text += " A false alarm: nothing happened.";
    add("TRUTH", text);
}

void Teller::tell_own_incident(std::size_t actor) {
    const Fields& own = line_.observed[actor];
    add(actor, "SAW",
        fmt::format("its own doing, {}, hit {}: {}.", name_of(actor, own, "incident"),
                    target_names(labels_, own["targets"]), labels_.cause(text_of(own, "cause"))));
}

// `name` is empty where the mover itself looks.
void Teller::tell_move(const Fields& move, const std::string& who, const std::string& name) {
    const std::string before = text_of(move, "before");
    const std::string after = text_of(move, "after");
    const std::string owner = name.empty() ? "its" : name + "'s";
    std::string text;
    if (move["accident"].get<bool>()) {
        text = fmt::format("By an accident that nobody decided, {} posture slips from {} to {}.", owner,
                           labels_.rung(before), labels_.rung(after));
    } else {
        const std::string label = labels_.move(text_of(move, "move"));
        text = name.empty() ? fmt::format("its move '{}' take effect: ", label)
                            : fmt::format("{} move '{}' takes effect: ", owner, label);
        text += before == after ? fmt::format("the posture stays at {}.", labels_.rung(after))
                                : fmt::format("the posture goes from {} to {}.", labels_.rung(before),
                                              labels_.rung(after));
    }
    add(who, text + crossings(labels_, before, after));
}

void Teller::tell_mind(std::size_t actor) {
    if (line_.kind == LineKind::case_opened) return tell_case(actor);
    if (line_.kind == LineKind::decision) return tell_decision(actor);
    const Fields& opened = line_.concluded[actor];
    const bool ends = opened["closes"].is_number();
    const std::string by =
        ends ? "by " + moment_text(labels_.spec(), opened["closes"].get<Millis>()) : "at no set time";
    add(actor, "WEIGHS",
        fmt::format("what to do, because of {}; decides {}.", trigger_words(text_of(opened, "trigger")), by));
}

void Teller::tell_case(std::size_t actor) {
    const Fields& seen = line_.observed[actor];
    const Fields& mind = line_.concluded[actor];
    const double severity = seen["severity"].get<double>();
    std::string text =
        fmt::format("{}, severity {}", name_of(actor, seen, "incident"), with_decimals(severity, 1));
    const bool known = truth_shown() && truth_.contains("severity");
    if (known && with_decimals(truth_["severity"].get<double>(), 1) != with_decimals(severity, 1)) {
        text += fmt::format(" (truly {})", with_decimals(truth_["severity"].get<double>(), 1));
    }
    text += ".";
    if (seen.contains("text")) text += " " + printable(text_of(seen, "text"), kLongestText);
    if (known && truth_["phantom"].get<bool>()) text += " [!] A false alarm: nothing happened.";
    add(actor, "SAW", text);
    std::string opinion = belief_text(labels_, mind["belief"]) + ".";
    if (mind["concluded"].get<bool>()) opinion += " The case is concluded at once.";
    if (known) opinion += wrong_cause_mark(labels_, mind["belief"], truth_["cause"]);
    add("CONCLUDED", opinion);
}

// "Impose sanctions (rule 8, when the threat is at least 2; chance 45 %). It could also have chosen: Hold 15
// %."
std::string Teller::choice(const Fields& made) const {
    const std::string move = text_of(made, "move");
    std::string chance;
    std::string others;
    for (const auto& option : made["options"]) {
        const std::string share = percent(option["probability"].get<double>());
        if (text_of(option, "move") == move) {
            chance = made["options"].size() > 1 ? "; chance " + share : "";
        } else {
            others += (others.empty() ? "" : ", ") + labels_.move(text_of(option, "move")) + " " + share;
        }
    }
    std::string why = "no rule applied";
    if (made["rule"].is_number()) {
        const std::string when = text_of(made, "when");
        why = fmt::format("rule {}, {}{}", number_of(made, "rule"),
                          when == "always" ? "which always applies" : "when " + when, chance);
    }
    if (made["scripted"].get<bool>()) why = "a person's decision; the doctrine would have followed " + why;
    std::string text =
        fmt::format("{}{} ({}).", labels_.move(move), made["at_once"].get<bool>() ? ", at once" : "", why);
    if (made["trembled"].get<bool>()) text += " It was a slip: chosen without regard to the weights.";
    if (!others.empty()) text += " It could also have chosen: " + others + ".";
    return text;
}

std::string Teller::knowledge(std::size_t actor, const Fields& made) const {
    const std::string reading = text_of(made, "adversary_rung");
    std::string text = fmt::format(
        "threat {}; own posture {}; {} read at {}", with_decimals(made["threat"].get<double>(), 2),
        labels_.rung(text_of(made, "own_rung")), others_name(labels_, actor), labels_.rung(reading));
    if (truth_shown() && text_of(truth_, "adversary_rung") != reading) {
        text += fmt::format(" [!] (truth: {})", labels_.rung(text_of(truth_, "adversary_rung")));
    }
    text += fmt::format("; thought aggressive with {}", percent(made["image"].get<double>()));
    const Fields& focal = made["case"];
    if (focal.is_null()) return text + ".";
    text +=
        fmt::format("; {}, severity {}: {}.", name_of(actor, focal, "incident"),
                    with_decimals(focal["severity"].get<double>(), 1), belief_text(labels_, focal["belief"]));
    return truth_shown() ? text + wrong_cause_mark(labels_, focal["belief"], truth_["cause"]) : text;
}

void Teller::tell_decision(std::size_t actor) {
    const Fields& made = line_.concluded[actor];
    add(actor, "DECIDED", choice(made));
    add("KNEW", knowledge(actor, made));
}

void Teller::tell_observation(std::size_t actor) {
    switch (line_.kind) {
        case LineKind::seen: return tell_seen(actor);
        case LineKind::sent: return tell_sent(actor);
        case LineKind::delivered: return tell_delivered(actor);
        case LineKind::report: {
            const Fields& seen = line_.observed[actor];
            add(actor, "SAW",
                fmt::format("a report of {} on {}: {}.", labels_.evidence(text_of(seen, "source")),
                            name_of(actor, seen, "incident"), labels_.cause(text_of(seen, "named"))));
            return tell_change(actor, line_.concluded[actor]);
        }
        case LineKind::silence:
            add(actor, "WAITED",
                fmt::format("in vain for an answer to its query (message {}).",
                            number_of(line_.observed[actor], "message")));
            return tell_change(actor, line_.concluded[actor]["case"]);
        case LineKind::consultation: {
            const Fields& reading = line_.concluded[actor]["adversary_rung"];
            const bool same = reading["before"] == reading["after"];
            const std::string before =
                same ? "as before" : "before: " + labels_.rung(text_of(reading, "before"));
            return add(
                actor, "SAW",
                fmt::format("a consultation over {}: {} stands at {} ({}).",
                            labels_.channel(text_of(line_.observed[actor], "channel")),
                            others_name(labels_, actor), labels_.rung(text_of(reading, "after")), before));
        }
        default: return;
    }
}

void Teller::tell_seen(std::size_t actor) {
    const Fields& mind = line_.concluded[actor];
    const std::string before = text_of(mind["adversary_rung"], "before");
    const std::string after = text_of(mind["adversary_rung"], "after");
    std::string text =
        fmt::format("{} make a move: read at {}", others_name(labels_, actor), labels_.rung(after));
    text += before == after ? ", as before." : fmt::format(" (before: {}).", labels_.rung(before));
    if (truth_shown() && truth_["misread"].get<bool>()) {
        text += fmt::format(" [!] Misread: it stood at {}.", labels_.rung(text_of(truth_, "adversary_rung")));
    }
    add(actor, "SAW", text);
    const Fields& image = mind["image"];
    if (image["before"] == image["after"]) return;
    add("CONCLUDED",
        fmt::format("{} is thought aggressive with {} (before: {}).", others_name(labels_, actor),
                    percent(image["after"].get<double>()), percent(image["before"].get<double>())));
}

std::string Teller::subject(std::size_t actor, const Fields& message) const {
    std::string text;
    if (message.contains("reply_to"))
        text += fmt::format(" in answer to message {}", number_of(message, "reply_to"));
    if (message.contains("about")) text += " about " + name_of(actor, message, "about");
    return text;
}

void Teller::tell_sent(std::size_t actor) {
    const Fields& own = line_.observed[actor];
    std::string text =
        fmt::format("{} over {}{} (message {}).", message_words(text_of(own, "kind")),
                    labels_.channel(text_of(own, "channel")), subject(actor, own), number_of(own, "message"));
    if (truth_shown() && truth_["lost"].get<bool>()) text += " [!] It is lost on the way.";
    add(actor, "SENT", text);
}

void Teller::tell_delivered(std::size_t actor) {
    const Fields& own = line_.observed[actor];
    std::string text =
        fmt::format("{} over {}{} (message {}).", message_words(text_of(own, "read_as")),
                    labels_.channel(text_of(own, "channel")), subject(actor, own), number_of(own, "message"));
    if (own.contains("own_doing") && own["own_doing"].get<bool>()) text += " It is about its own doing.";
    if (truth_shown()) {
        const Fields& stages = truth_["stages"];
        text += fmt::format(" It was {} on the way.", describe_duration(stages["delivered"].get<Millis>() -
                                                                        stages["sent"].get<Millis>()));
        if (truth_["garbled"].get<bool>())
            text += fmt::format(" [!] Garbled: it was sent as {}.", message_words(text_of(truth_, "kind")));
    }
    add(actor, "RECEIVED", text);
    const Fields& mind = line_.concluded[actor];
    tell_change(actor, mind["case"]);
    const Fields& reading = mind["adversary_rung"];
    if (reading["before"] == reading["after"]) return;
    add("CONCLUDED",
        fmt::format("{} stands at {} (before: {}).", others_name(labels_, actor),
                    labels_.rung(text_of(reading, "after")), labels_.rung(text_of(reading, "before"))));
}

void Teller::tell_change(std::size_t actor, const Fields& change) {
    const bool message = line_.kind != LineKind::report;
    if (change.is_null() || (message && change["before"] == change["after"])) return;
    std::string text = change_text(labels_, change["before"], change["after"]);
    if (message) text = fmt::format("on {}: {}", name_of(actor, change, "incident"), text);
    if (truth_shown() && truth_.contains("cause"))
        text += wrong_cause_mark(labels_, change["after"]["belief"], truth_["cause"]);
    add("CONCLUDED", text);
}

}  // namespace

std::string speaker(const Labels& labels, std::size_t actor) {
    std::string name = labels.actor(actor);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return name;
}

std::string most_believed(const Fields& belief) {
    std::string best;
    double most = -1;
    for (const auto& [cause, probability] : belief.items()) {
        if (probability.get<double>() <= most) continue;
        most = probability.get<double>();
        best = cause;
    }
    return best;
}

std::string belief_text(const Labels& labels, const Fields& belief) {
    std::vector<std::pair<double, std::string>> causes;
    for (const auto& [cause, probability] : belief.items())
        causes.emplace_back(probability.get<double>(), cause);
    std::stable_sort(causes.begin(), causes.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string text;
    double rest = 0;
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const auto& [probability, cause] = causes[i];
        if (i > 0 && (i >= kCausesShown || probability < 0.01)) {
            rest += probability;
        } else {
            text += (text.empty() ? "" : ", ") + labels.cause(cause) + " " + percent(probability);
        }
    }
    return rest >= 0.01 ? text + ", others " + percent(rest) : text;
}

std::string change_text(const Labels& labels, const Fields& before, const Fields& after) {
    std::string moved;
    double most = 0;
    for (const auto& [cause, probability] : after["belief"].items()) {
        const double change = std::fabs(probability.get<double>() - before["belief"].value(cause, 0.0));
        if (change <= most) continue;
        most = change;
        moved = cause;
    }
    const std::string top = most_believed(after["belief"]);
    const std::string likeliest =
        fmt::format("{}, {}", labels.cause(top), percent(after["belief"].value(top, 0.0)));
    std::string text;
    if (most < 0.0005) {
        text = fmt::format("nothing new; most believed is {}.", likeliest);
    } else {
        text =
            fmt::format("{} from {} to {}", labels.cause(moved), percent(before["belief"].value(moved, 0.0)),
                        percent(after["belief"].value(moved, 0.0)));
        text += moved == top ? ", the most believed." : fmt::format("; most believed is {}.", likeliest);
    }
    if (!before["concluded"].get<bool>() && after["concluded"].get<bool>()) text += " The case is concluded.";
    return text;
}

std::string wrong_cause_mark(const Labels& labels, const Fields& belief, const Fields& true_cause) {
    if (!true_cause.is_string() || most_believed(belief) == true_cause.get<std::string>()) return {};
    return fmt::format(" [!] The most believed cause is wrong: it was {}.",
                       labels.cause(true_cause.get<std::string>()));
}

std::vector<Row> tell_line(const Labels& labels, const LedgerLine& line) {
    return Teller(labels, line).rows();
}

}  // namespace firebreak
