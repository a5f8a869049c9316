// Why what is selected came about, what would have been had it gone otherwise, and what the whole run hinged
// on.

#include <algorithm>
#include <string>

#include <imgui.h>

#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"
#include "session/reading_law.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kMostFlaws = 12;  // shown; the rest is counted

void heading(Context& context, const char* id, const std::string& words) {
    gap(context, 4);
    text(context, id, words, {.heading = true});
}

std::string number_words(double number) {
    char words[32];
    std::snprintf(words, sizeof words, "%.2f", number);
    return words;
}

// --- What it knew ----------------------------------------------------------

// "Moscow read at Public accusation; truly there." The true side of it is in the run only where the view has
// the truth.
std::string reading_words(const ToldRun& run, const ToldDecision& decision) {
    const Spec& spec = run.model->spec();
    const std::size_t reader = decision.actor.index();
    std::string words =
        side_words(spec, 1 - reader) + " read at " + rung_words(spec, decision.adversary_reading);
    if (!decision.adversary_true.valid()) return words + '.';
    if (decision.adversary_true == decision.adversary_reading) return words + "; so it was.";
    words += "; truly " + rung_words(spec, decision.adversary_true);
    return words + (news_on_its_way(run, reader, decision.time) ? ", of which it had not heard yet." : ".");
}

std::string belief_words(const ToldRun& run, const ToldDecision& decision) {
    const Spec& spec = run.model->spec();
    const auto& belief = decision.opinion->belief;
    const auto most =
        static_cast<std::size_t>(std::max_element(belief.begin(), belief.end()) - belief.begin());
    std::string words = capitalised(incident_words(run, decision.actor.index(), decision.opinion->incident)) +
                        " taken for " + cause_words(spec, CauseId{most}) + " (" +
                        percent_words(belief[most]) + ")";
    if (!decision.true_cause.valid()) return words + '.';
    return words + (decision.true_cause.index() == most
                        ? "; so it was."
                        : "; truly " + cause_words(spec, decision.true_cause) + '.');
}

void knew(Context& context, const ToldDecision& decision) {
    const Spec& spec = context.session.told().model->spec();
    const bool truth = decision.adversary_true.valid();
    text(context, "side.why.knew",
         truth ? "What it knew, and what was true:" : "What it knew:", {.tone = Tone::muted});
    text(context, "side.why.threat",
         "Threat " + number_words(decision.threat) + "; own posture " + rung_words(spec, decision.own_rung) +
             "; the other side thought aggressive with " + percent_words(decision.image) + '.');
    const bool misread = truth && decision.adversary_true != decision.adversary_reading;
    text(context, "side.why.reading", reading_words(context.session.told(), decision),
         {.tone = misread ? Tone::warning : Tone::normal});
    if (!decision.opinion) return text(context, "side.why.belief", "No open incident.");
    const std::string words = belief_words(context.session.told(), decision);
    const bool wrong = decision.true_cause.valid() && words.find("; truly ") != std::string::npos;
    text(context, "side.why.belief", words, {.tone = wrong ? Tone::warning : Tone::normal});
}

// --- Forks -----------------------------------------------------------------

// True if a fork was made: the run that was shown is gone then.
bool fork(Context& context, const ToldDecision& decision, MoveId move) {
    Session& session = context.session;
    const RecordId line = decision.line;
    session.fork_decision(decision, move);
    session.select_line(line);  // up to the decision the lines are the same
    return true;
}

bool what_if(Context& context, const ToldDecision& decision) {
    const Spec& spec = context.session.told().model->spec();
    if (decision.at_once) {
        text(context, "side.why.at-once",
             "It acted at once; only decisions that closed in time can be changed.", {.tone = Tone::muted});
        return false;
    }
    const auto hold = std::find_if(spec.moves.begin(), spec.moves.end(),
                                   [](const MoveSpec& move) { return move.id == "hold"; });
    if (!is_hold(spec, decision.move) && hold != spec.moves.end() &&
        button(context, "side.why.hold", "What if it had held?"))
        return fork(context, decision, MoveId{static_cast<std::size_t>(hold - spec.moves.begin())});
    for (const auto& [move, probability] : decision.options) {
        if (move == decision.move || is_hold(spec, move)) continue;
        const std::string label = "What if: " + move_words(spec, move) + "?";
        if (button(context, "side.why.if." + spec.moves[move.index()].id, label))
            return fork(context, decision, move);
    }
    return false;
}

// --- The card --------------------------------------------------------------

// The lines by their short words, each with the whole of it as its tip.
void chain(Context& context) {
    Session& session = context.session;
    const ToldRun& run = session.told();
    const std::vector<std::string> told = session.chain();
    if (told.size() < 2) return;
    gap(context, 4);
    text(context, "side.why.chain",
         session.sees_truth() ? "Because of (back to the start):" : "Because of, as far as is known:",
         {.tone = Tone::muted});
    std::optional<RecordId> line = run.lines[*session.selected].parent;
    for (std::size_t i = 1; i < told.size() && line; ++i) {
        const ToldLine& cause = run.lines[*line];
        const std::string words =
            "\u2190 " + date_words(run.model->spec(), cause.time) + "  " + line_words(run, cause);
        if (list_item(context, "side.why.chain." + std::to_string(i), words, {.tip = told[i]}))
            session.select_line(cause.id);
        line = cause.parent;
    }
}

void why(Context& context) {
    Session& session = context.session;
    // What was newly selected is in sight, wherever the panel was scrolled to.
    if (session.screen == ScreenId::timeline && session.selected && session.selected != context.why)
        ImGui::SetScrollY(0);
    context.why = session.selected;
    heading(context, "side.why", "Why");
    if (!session.has_run() || !session.selected)
        return text(context, "side.why.none", "Select a decision.", {.tone = Tone::muted});
    const ToldRun& run = session.told();
    const ToldLine& line = run.lines[*session.selected];
    text(context, "side.why.when", moment_words(run.model->spec(), line.time), {.tone = Tone::accent});
    if (const ToldDecision* decision = decision_of(run, line.id)) {
        text(context, "side.why.chose", decision_words(run, *decision));
        gap(context, 2);
        knew(context, *decision);
        gap(context, 2);
        if (what_if(context, *decision)) return;
    } else {
        text(context, "side.why.line",
             session.chain().empty() ? line_words(run, line) : session.chain().front());
    }
    chain(context);
}

// --- What the run hinged on ------------------------------------------------

// True if it was acted on.
bool flaw_row(Context& context, const std::string& id, const Flaw& flaw, bool last) {
    Session& session = context.session;
    const Spec& spec = session.told().model->spec();
    text(context, id,
         date_words(spec, flaw.time) + "  " + flaw_words(spec, flaw) + (last ? "  (last clear chance)" : ""));
    if (button(context, id + ".mend", "Put right")) {
        const Millis time = flaw.time;
        session.fork_correction(flaw);
        session.go_to(time);
        return true;
    }
    same_line(context, 4);
    if (!button(context, id + ".go", "Go there")) return false;
    // The lines are those of the run itself.
    if (session.fork() == 0 && flaw.record < session.told().lines.size()) session.select_line(flaw.record);
    else session.go_to(flaw.time);
    return true;
}

bool pivotal(Context& context, const RunCauses& causes) {
    std::size_t shown = 0, all = 0;
    for (std::size_t i = 0; i < causes.flaws.size(); ++i) {
        if (i >= causes.pivotal.size() || causes.pivotal[i] == 0) continue;
        if (++all > kMostFlaws) continue;
        ++shown;
        const bool last =
            causes.last_chance == i || (!causes.last_chance && causes.last_decision_chance == i);
        if (flaw_row(context, "side.hinge." + std::to_string(i), causes.flaws[i], last)) return true;
    }
    if (all > shown)
        text(context, "side.hinge.more", "and " + std::to_string(all - shown) + " more.",
             {.tone = Tone::muted});
    if (all == 0) text(context, "side.hinge.none", "Nothing put right alone changes how this run ends.");
    return false;
}

void smallest(Context& context, const RunCauses& causes) {
    if (!causes.crisis) return;
    gap(context, 2);
    if (causes.smallest.empty()) {
        text(context, "side.hinge.smallest",
             causes.searched ? "No set of up to three misperceptions put right averts the crisis."
                             : "The search for a set that averts the crisis was cut short.");
        return;
    }
    const Spec& spec = context.session.told().model->spec();
    std::string words;
    for (const Flaw& flaw : causes.smallest)
        words += (words.empty() ? "" : "; ") + date_words(spec, flaw.time) + " " + flaw_words(spec, flaw);
    text(context, "side.hinge.smallest",
         "Smallest set of misperceptions that put right averts the crisis (" +
             std::to_string(causes.smallest.size()) + "): " + words + '.');
}

void hinge(Context& context) {
    Session& session = context.session;
    if (!session.has_run() || !session.sees_truth()) return;
    heading(context, "side.hinge",
            session.fork() == 0 ? "What this run hinged on" : "What the run itself hinged on");
    const RunCauses* causes = session.causes();
    if (causes == nullptr) {
        text(context, "side.hinge.working", "Working out what this run hinged on ...", {.tone = Tone::muted});
        context.frames_wanted = std::max(context.frames_wanted, 2);
        return;
    }
    if (!causes->crisis && !causes->averted()) {
        text(context, "side.hinge.none", "It has no crisis, and would have none without misperception.");
        return;
    }
    text(context, "side.hinge.kind",
         causes->crisis ? (causes->inadvertent() ? "An inadvertent crisis: seen as it was, there would have "
                                                   "been none. Put right, each of these averts it:"
                                                 : "A crisis that would have come without misperception too. "
                                                   "Put right, each of these averts it:")
                        : "Misperception averted a crisis. Put right, each of these brings it:",
         {.tone = Tone::muted});
    if (pivotal(context, *causes)) return;
    smallest(context, *causes);
}

}  // namespace

void draw_why_card(Context& context) {
    why(context);
    hinge(context);
}

}  // namespace firebreak::viz
