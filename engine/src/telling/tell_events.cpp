// Sentences about what is true, and about what all see alike.
#include <fmt/format.h>

#include <firebreak/text.hpp>

#include "telling/line_teller.hpp"

namespace firebreak {

using namespace seen;

namespace {

// The firebreaks that a step from one rung to another crosses upwards.
std::string crossings(const Spec& spec, RungId before, RungId after) {
    std::string text;
    for (std::size_t i = before.index() + 1; i <= after.index(); ++i) {
        const RungSpec& rung = spec.ladder.at(i);
        if (!rung.firebreak.empty())
            text += fmt::format(" It crosses the firebreak '{}'.", printable(rung.firebreak));
        if (rung.id == spec.endings.crisis) text += " This is a crisis.";
    }
    return text;
}

std::string target_words(const Labels& labels, const std::array<bool, kActors>& targets) {
    std::string names;
    for (std::size_t i = 0; i < kActors; ++i) {
        if (targets[i]) names += (names.empty() ? "" : " and ") + labels.actor(i);
    }
    return names;
}

std::string ending_words(EndReason reason, const std::string& limit) {
    switch (reason) {
        case EndReason::war: return " in war";
        case EndReason::settled: return ": things have calmed down";
        case EndReason::horizon: return " at its horizon";
        case EndReason::event_limit: return ", stopped by " + limit;
    }
    return {};
}

}  // namespace

void LineTeller::tell_start() {
    if (const auto* truth = line_.true_as<RunStarted>()) {
        std::string text = "The run starts.";
        for (std::size_t i = 0; i < kActors; ++i)
            text += fmt::format(" {} stands at {}.", labels_.actor(i), labels_.rung(truth->rungs[i]));
        return add("TRUTH", text);
    }
    each_side([this](std::size_t i) {
        const auto* own = line_.seen_as<Start>(i);
        add(i, "SAW",
            fmt::format("the run start. It stands at {} and reads {}'s posture as {}.",
                        labels_.rung(own->own_rung), labels_.actor(1 - i),
                        labels_.rung(own->adversary_rung)));
    });
}

void LineTeller::tell_measure() {
    const auto* seen = line_.seen_as<MeasureInForce>(line_.side());
    add(all_who_saw(), fmt::format("the measure '{}' come into force.", labels_.measure(seen->measure)));
}

void LineTeller::tell_line() {
    const auto* seen = line_.seen_as<LineChanged>(line_.side());
    add(all_who_saw(),
        fmt::format("the line {} {}.", labels_.channel(seen->channel), seen->up ? "come up" : "go down"));
}

void LineTeller::tell_end() {
    if (const auto* truth = line_.true_as<RunEnded>()) {
        return add("TRUTH", fmt::format("The run ends{}. Outcome: {}.",
                                        ending_words(truth->reason, limit_words(truth->limit)),
                                        outcome_words(truth->outcome)));
    }
    const auto* seen = line_.seen_as<Ended>(line_.side());
    add(all_who_saw(), fmt::format("the run end{}.", ending_words(seen->reason, "a limit of the program")));
}

void LineTeller::tell_inject() {
    if (const auto* truth = line_.true_as<TrueInject>()) {
        return add("INJECT", fmt::format("to {}: {}", labels_.actor(truth->target),
                                         printable(truth->text, kLongestText)));
    }
    each_side(
        [this](std::size_t i) { add(i, "WAS TOLD", printable(line_.seen_as<Told>(i)->text, kLongestText)); });
}

void LineTeller::tell_incident() {
    const auto* truth = line_.true_as<IncidentHappened>();
    if (truth == nullptr)
        return each_side([this](std::size_t i) { tell_own_incident(i, *line_.seen_as<OwnIncident>(i)); });
    std::string text =
        fmt::format("{} hits {}: {}, severity {}.", capitalised(teller_.incident(kActors, truth->incident)),
                    target_words(labels_, truth->targets), labels_.cause(truth->cause),
                    with_decimals(truth->severity, 1));
    if (truth->source.valid() && truth->author.valid())
        text += fmt::format(" {} is behind it.", labels_.actor(truth->author));
    if (truth->phantom) text += " A false alarm: nothing happened.";
    add("TRUTH", text);
}

void LineTeller::tell_own_incident(std::size_t actor, const OwnIncident& own) {
    add(actor, "SAW",
        fmt::format("its own act, {}, hit {}: {}.", teller_.incident(actor, own.incident),
                    target_words(labels_, own.targets), labels_.cause(own.cause)));
}

void LineTeller::tell_move() {
    if (const auto* truth = line_.true_as<MoveTookEffect>())
        return tell_move(*truth, "TRUTH", labels_.actor(truth->actor));
    each_side([this](std::size_t i) {
        tell_move(*line_.seen_as<MoveTookEffect>(i), speaker(labels_, i) + " SAW", {});
    });
}

// `name` is empty where the mover itself looks.
void LineTeller::tell_move(const MoveTookEffect& move, const std::string& who, const std::string& name) {
    const std::string owner = name.empty() ? "its" : name + "'s";
    const std::string before = labels_.rung(move.before), after = labels_.rung(move.after);
    std::string text;
    if (move.accident) {
        text = fmt::format("By accident, without a decision, {} posture slips from {} to {}.", owner, before,
                           after);
    } else {
        text = fmt::format("{} move '{}' take{} effect: ", owner, labels_.move(move.move),
                           name.empty() ? "" : "s");
        text += move.before == move.after ? fmt::format("the posture stays at {}.", after)
                                          : fmt::format("the posture goes from {} to {}.", before, after);
    }
    add(who, text + crossings(labels_.spec(), move.before, move.after));
}

}  // namespace firebreak
