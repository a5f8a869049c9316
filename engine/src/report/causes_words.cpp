#include "report/causes_words.hpp"

#include <array>

#include <firebreak/text.hpp>

#include "report/answers.hpp"
#include "trace/labels.hpp"
#include "trace/rule_text.hpp"

namespace firebreak::report {
namespace {

std::string cause_name(const Labels& labels, const Spec& spec, CauseId cause) {
    return cause.valid() ? labels.cause(spec.causes[cause.index()].id) : "something";
}

std::string message_flaw(const Labels& labels, const Spec& spec, const FlawGroup& group,
                         const std::string& fate) {
    const std::string to = group.actor.valid() ? " to " + labels.actor(group.actor.index()) : "";
    if (!group.channel.valid()) return "a message" + to + " " + fate;
    return "a " + std::string(message_name(group.message)) + to + " over " +
           labels.channel(spec.channels[group.channel.index()].id) + " " + fate;
}

std::string perception_words(const std::string& who, bool plural,
                             const std::optional<Perception>& perception) {
    const std::string verb = plural ? " " : "s ";
    if (!perception) return who + " see" + verb + "everything as it is";
    switch (*perception) {
        case Perception::posture: return who + " read" + verb + "every posture right";
        case Perception::cause: return who + " know" + verb + "the true cause of each incident";
        case Perception::severity: return who + " judge" + verb + "each severity right";
        case Perception::alarm: return who + " take" + verb + "no false alarm for real";
        case Perception::tone: return who + " read" + verb + "each message as it was meant";
    }
    return {};
}

}  // namespace

const char* correction_words(Flaw::Kind kind) {
    constexpr std::array<const char*, kFlawKinds> words = {"had the move been read as it was",
                                                           "had the true cause been known then",
                                                           "had the true cause been certain then",
                                                           "had its true severity been known then",
                                                           "had it been known for a false alarm then",
                                                           "had the message come at once",
                                                           "had the message come at once",
                                                           "had the message come at once, as it was meant",
                                                           "had the side held instead"};
    return words[static_cast<std::size_t>(kind)];
}

std::string flaw_words(const Spec& spec, const FlawGroup& group) {
    const Labels labels(spec);
    const std::string who = group.actor.valid() ? labels.actor(group.actor.index()) : "a side";
    const std::string truth = cause_name(labels, spec, group.truth);
    switch (group.kind) {
        case Flaw::Kind::misreading:
            return who + " read a move " +
                   (group.off > 0   ? "one rung too high"
                    : group.off < 0 ? "one rung too low"
                                    : "wrongly");
        case Flaw::Kind::misattribution:
            if (!group.truth.valid()) return who + " decided believing in a wrong cause";
            return who + " decided taking " + truth + " for " + cause_name(labels, spec, group.believed);
        case Flaw::Kind::doubt:
            if (!group.truth.valid()) return who + " decided not sure of the true cause";
            return who + " decided not sure that it was " + truth;
        case Flaw::Kind::misjudgement: return who + " decided misjudging the severity";
        case Flaw::Kind::false_alarm: return who + " decided on a false alarm";
        case Flaw::Kind::lost: return message_flaw(labels, spec, group, "was lost");
        case Flaw::Kind::late: return message_flaw(labels, spec, group, "came too late");
        case Flaw::Kind::garbled: return message_flaw(labels, spec, group, "was garbled");
        case Flaw::Kind::escalation:
            if (!group.move.valid()) return who + " took a step up";
            return who + " chose: " + labels.move(spec.moves[group.move.index()].id);
    }
    return {};
}

std::string change_words(const Spec& spec, const Change& change) {
    const Labels labels(spec);
    switch (change.kind) {
        case Change::Kind::perception: {
            const bool both = !change.actor.valid();
            return perception_words(both ? "both sides" : labels.actor(change.actor.index()), both,
                                    change.perception);
        }
        case Change::Kind::measure: return "with " + labels.measure(spec.measures[change.measure.index()].id);
        case Change::Kind::rule: {
            const RuleSpec& rule = spec.actors[change.rule.actor.index()].doctrine[change.rule.rule];
            return "without rule " + std::to_string(change.rule.rule + 1) + " of " +
                   labels.actor(change.rule.actor.index()) + " (" + rule_text(spec, rule) + ": " +
                   choice_text(spec, rule) + ")";
        }
    }
    return {};
}

std::string change_options(const Spec& spec, const Change& change) {
    std::string measures;
    for (const std::string& measure : change.arm.measures)
        measures += (measures.empty() ? "" : ",") + measure;
    std::string text = "--measures " + shell_word(measures.empty() ? "none" : measures);
    std::string before;
    for (const std::string& measure : change.arm.measures) {
        const bool added =
            change.kind == Change::Kind::measure && measure == spec.measures[change.measure.index()].id;
        if (!added) before += (before.empty() ? "" : ",") + measure;
    }
    text += " --against " + shell_word(before.empty() ? "none" : before);
    if (change.kind == Change::Kind::rule) text += " --without " + shell_word(rule_id(spec, change.rule));
    if (change.kind == Change::Kind::perception) {
        for (const std::string& words : clean_words(spec, change.arm))
            text += " --clean " + shell_word(words);
    }
    return text;
}

}  // namespace firebreak::report
