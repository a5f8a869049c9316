// Sentences about what a side saw, concluded and did.
#include <fmt/format.h>

#include <firebreak/text.hpp>

#include "telling/line_teller.hpp"

namespace firebreak {

using namespace seen;

namespace {

constexpr std::uint32_t counted_from_1(std::uint32_t number) { return number + 1; }

// What people wrote in a message.
std::string quoted_words(const std::string& text) {
    return text.empty() ? std::string() : " It says: \"" + prose(text) + "\"";
}

}  // namespace

std::vector<Sentence> LineTeller::sentences() {
    switch (line_.kind) {
        case SeenKind::started: tell_start(); break;
        case SeenKind::measure: tell_measure(); break;
        case SeenKind::line: tell_line(); break;
        case SeenKind::ended: tell_end(); break;
        case SeenKind::inject: tell_inject(); break;
        case SeenKind::incident: tell_incident(); break;
        case SeenKind::move: tell_move(); break;
        default: each_side([this](std::size_t i) { tell_side(i); });
    }
    if (!told_.empty()) told_.front().ids.push_back(line_.id);
    return std::move(told_);
}

void LineTeller::tell_side(std::size_t actor) {
    switch (line_.kind) {
        case SeenKind::case_opened: return tell_case(actor);
        case SeenKind::report: return tell_report(actor);
        case SeenKind::reading: return tell_reading(actor);
        case SeenKind::deliberation: return tell_deliberation(actor);
        case SeenKind::decision: return tell_decision(actor);
        case SeenKind::sent: return tell_sent(actor);
        case SeenKind::delivered: return tell_delivered(actor);
        case SeenKind::silence: return tell_silence(actor);
        case SeenKind::consultation: return tell_consultation(actor);
        default: return;
    }
}

void LineTeller::tell_case(std::size_t actor) {
    const Notice& seen = *line_.seen_as<Notice>(actor);
    const CaseView& view = *line_.thought_as<CaseView>(actor);
    const auto* truth = line_.true_as<TrueCase>();
    const std::string severity = with_decimals(seen.severity, 1);
    Text text;
    text.add(fmt::format("{}, severity {}", teller_.incident(actor, seen.incident), severity));
    if (truth != nullptr && with_decimals(truth->severity, 1) != severity)
        text.add(fmt::format(" (in truth {})", with_decimals(truth->severity, 1)));
    text.add(".");
    if (!seen.text.empty()) text.add(" " + printable(seen.text, kLongestText));
    if (truth != nullptr && truth->phantom) text.add_wrong("A false alarm: nothing happened.");
    add(actor, "SAW", text);
    Text opinion;
    opinion.add(belief_words(labels_, view.belief) + ".");
    if (view.concluded) opinion.add(" The case is concluded at once.");
    if (truth != nullptr) mark_wrong_cause(labels_, view.belief, truth->cause, opinion);
    add("CONCLUDED", opinion);
}

void LineTeller::tell_report(std::size_t actor) {
    const Report& seen = *line_.seen_as<Report>(actor);
    add(actor, "SAW",
        fmt::format("a report from {} on {}: {}.", labels_.evidence(seen.source),
                    teller_.incident(actor, seen.incident), labels_.cause(seen.named)));
    tell_change(actor, *line_.thought_as<ChangeOfMind>(actor), false);
}

void LineTeller::tell_reading(std::size_t actor) {
    const ChangedImage& mind = *line_.thought_as<ChangedImage>(actor);
    const std::string other = labels_.actor(1 - actor);
    Text text;
    text.add(
        fmt::format("{} make a move, and read its posture as {}", other, labels_.rung(mind.reading.after)));
    text.add(mind.reading.before == mind.reading.after
                 ? ", as before."
                 : fmt::format(" (before: {}).", labels_.rung(mind.reading.before)));
    if (const auto* truth = line_.true_as<TrueReading>(); truth != nullptr && truth->misread)
        text.add_wrong(fmt::format("Misread: it was {}.", labels_.rung(truth->adversary_rung)));
    add(actor, "SAW", text);
    if (mind.before == mind.after) return;
    add("CONCLUDED", fmt::format("belief that {} is aggressive: {} (before: {}).", other, percent(mind.after),
                                 percent(mind.before)));
}

void LineTeller::tell_deliberation(std::size_t actor) {
    const Deliberation& opened = *line_.thought_as<Deliberation>(actor);
    add(actor, "DELIBERATES,",
        fmt::format("prompted by {}; decides {}.",
                    opened.trigger == Trigger::move ? "the other side's move" : trigger_words(opened.trigger),
                    opened.closes ? "by " + moment_words(labels_.spec(), *opened.closes) : "at no set time"));
}

void LineTeller::tell_decision(std::size_t actor) {
    const Decision& made = *line_.thought_as<Decision>(actor);
    const auto* truth = line_.true_as<TrueDecision>();
    add(actor, "DECIDED", chosen_words(labels_, made));
    Text knew;
    knew.add(felt_words(labels_, actor, made) + " ");
    knew.add(reading_words(labels_, actor, made, truth));
    if (made.focal) {
        knew.add(
            fmt::format(" {}, severity {}: {}.", capitalised(teller_.incident(actor, made.focal->incident)),
                        with_decimals(made.focal->severity, 1), belief_words(labels_, made.focal->belief)));
        if (truth != nullptr) mark_wrong_cause(labels_, made.focal->belief, truth->cause, knew);
    }
    add("KNEW", knew);
}

std::string LineTeller::subject(std::size_t actor, std::uint32_t reply_to, std::uint32_t about) const {
    std::string text;
    if (reply_to != kNoIndex) text += fmt::format(" in answer to message {}", counted_from_1(reply_to));
    if (about != kNoIndex) text += " about " + teller_.incident(actor, about);
    return text;
}

void LineTeller::tell_sent(std::size_t actor) {
    const Sent& own = *line_.seen_as<Sent>(actor);
    Text text;
    text.add(fmt::format("{} over {}{} (message {}).", message_words(own.kind), labels_.channel(own.channel),
                         subject(actor, own.reply_to, own.about), counted_from_1(own.message)));
    text.add(quoted_words(own.text));
    if (const auto* truth = line_.true_as<MessageSent>(); truth != nullptr && truth->lost)
        text.add_wrong("It is lost on the way.");
    add(actor, "SENT", text);
}

void LineTeller::tell_delivered(std::size_t actor) {
    const Received& own = *line_.seen_as<Received>(actor);
    const AfterMessage& mind = *line_.thought_as<AfterMessage>(actor);
    Text text;
    text.add(fmt::format("{} over {}{} (message {}).", message_words(own.read_as),
                         labels_.channel(own.channel), subject(actor, own.reply_to, own.about),
                         counted_from_1(own.message)));
    text.add(quoted_words(own.text));
    if (own.own_doing.value_or(false)) text.add(" It is about something it did itself.");
    if (const auto* truth = line_.true_as<TrueDelivery>()) {
        text.add(fmt::format(" It took {} to arrive.", describe_duration(truth->delivered - truth->sent)));
        if (truth->garbled)
            text.add_wrong(fmt::format("Garbled: it was sent as {}.", message_words(truth->kind)));
    }
    add(actor, "RECEIVED", text);
    if (mind.change && mind.change->before != mind.change->after) tell_change(actor, *mind.change, true);
    if (mind.reading.before == mind.reading.after) return;
    add("CONCLUDED", fmt::format("{} stands at {} (before: {}).", labels_.actor(1 - actor),
                                 labels_.rung(mind.reading.after), labels_.rung(mind.reading.before)));
}

void LineTeller::tell_silence(std::size_t actor) {
    add(actor, "WAITED",
        fmt::format("in vain for an answer to its query (message {}).",
                    counted_from_1(line_.seen_as<Unanswered>(actor)->message)));
    const auto& change = line_.thought_as<AfterSilence>(actor)->change;
    if (change && change->before != change->after) tell_change(actor, *change, true);
}

void LineTeller::tell_consultation(std::size_t actor) {
    const auto* reading = line_.thought_as<ChangedReading>(actor);
    const bool same = reading->before == reading->after;
    add(actor, "SAW",
        fmt::format("a consultation over {}: {} stands at {} ({}).",
                    labels_.channel(line_.seen_as<Reading>(actor)->channel), labels_.actor(1 - actor),
                    labels_.rung(reading->after),
                    same ? "as before" : "before: " + labels_.rung(reading->before)));
}

void LineTeller::tell_change(std::size_t actor, const ChangeOfMind& change, bool named) {
    Text text;
    if (named) text.add(fmt::format("on {}: ", teller_.incident(actor, change.after.incident)));
    text.add(change_of_mind_words(labels_, change));
    mark_wrong_cause(labels_, change.after.belief, true_cause(), text);
    add("CONCLUDED", text);
}

std::vector<Sentence> Teller::tell(const Seen& line) const { return LineTeller(*this, line).sentences(); }

std::string Teller::tell_on_one_line(const Seen& line) const {
    std::string text;
    for (const Sentence& sentence : tell(line))
        text += (text.empty() ? "" : " ") + sentence.who + " " + sentence.text.plain();
    return text;
}

}  // namespace firebreak
