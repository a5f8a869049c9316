// What went wrong in a run and what is changed in a scenario, in words.
#include <array>

#include "telling/words.hpp"

namespace firebreak {
namespace {

std::string cause_name(const Labels& labels, CauseId cause) {
    return cause.valid() ? labels.cause(cause) : "something";
}

std::string message_flaw(const Labels& labels, const FlawGroup& group, const std::string& fate) {
    const std::string to = group.actor.valid() ? " to " + labels.actor(group.actor) : "";
    if (!group.channel.valid()) return "a message" + to + " " + fate;
    return "a " + std::string(message_name(group.message)) + to + " over " + labels.channel(group.channel) +
           " " + fate;
}

std::string perception_words(const std::string& who, bool plural,
                             const std::optional<Perception>& perception) {
    const std::string verb = plural ? " " : "s ";
    if (!perception) return who + " see" + verb + "everything as it is";
    switch (*perception) {
        case Perception::posture: return who + " read" + verb + "every posture correctly";
        case Perception::cause: return who + " know" + verb + "the true cause of each incident";
        case Perception::severity: return who + " judge" + verb + "each severity correctly";
        case Perception::alarm: return who + " see" + verb + "through every false alarm";
        case Perception::tone: return who + " read" + verb + "each message as it was meant";
    }
    return {};
}

std::string misreading(int off) {
    if (off == 0) return " misread a move";
    return off > 0 ? " read a move one rung too high" : " read a move one rung too low";
}

}  // namespace

const char* correction_words(Flaw::Kind kind) {
    constexpr std::array<const char*, kFlawKinds> words = {"had the move been read correctly",
                                                           "had the true cause been known then",
                                                           "had the side been sure of the true cause then",
                                                           "had its true severity been known then",
                                                           "had it been recognised as a false alarm",
                                                           "had the message arrived at once",
                                                           "had the message arrived at once",
                                                           "had the message arrived at once, as it was meant",
                                                           "had the side held instead"};
    return words[static_cast<std::size_t>(kind)];
}

std::string flaw_words(const Spec& spec, const FlawGroup& group) {
    const Labels labels(spec);
    const std::string who = group.actor.valid() ? labels.actor(group.actor) : "a side";
    const std::string truth = cause_name(labels, group.truth);
    switch (group.kind) {
        case Flaw::Kind::misreading: return who + misreading(group.off);
        case Flaw::Kind::misattribution:
            if (!group.truth.valid()) return who + " was wrong about the cause";
            return who + " mistook " + truth + " for " + cause_name(labels, group.believed);
        case Flaw::Kind::doubt:
            if (!group.truth.valid()) return who + " was not sure of the true cause";
            return who + " was not sure that the cause was " + truth;
        case Flaw::Kind::misjudgement: return who + " misjudged the severity";
        case Flaw::Kind::false_alarm: return who + " fell for a false alarm";
        case Flaw::Kind::lost: return message_flaw(labels, group, "was lost");
        case Flaw::Kind::late: return message_flaw(labels, group, "came too late");
        case Flaw::Kind::garbled: return message_flaw(labels, group, "was garbled");
        case Flaw::Kind::escalation:
            return who + (group.move.valid() ? " chose: " + labels.move(group.move) : " took a step up");
    }
    return {};
}

std::string change_words(const Spec& spec, const Change& change) {
    const Labels labels(spec);
    switch (change.kind) {
        case Change::Kind::perception: {
            const bool both = !change.actor.valid();
            return perception_words(both ? "both sides" : labels.actor(change.actor), both,
                                    change.perception);
        }
        case Change::Kind::measure: return "with \"" + labels.measure(change.measure) + "\"";
        case Change::Kind::rule: {
            const RuleSpec& rule = spec.actors[change.rule.actor.index()].doctrine[change.rule.rule];
            const std::string when =
                rule.when.empty() ? "in any case" : "when " + condition_words(spec, rule);
            return "without " + labels.actor(change.rule.actor) + "'s rule " +
                   std::to_string(change.rule.rule + 1) + " (" + when + ": " + choice_words(spec, rule) + ")";
        }
    }
    return {};
}

}  // namespace firebreak
