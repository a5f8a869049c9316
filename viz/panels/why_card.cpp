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

// Each in a line of its own; what a side got wrong in the colour of warnings.
void tell(Context& context, const char* id, const Text& words, const std::string& remark = {}) {
    text(context, id, words.plain() + remark, {.tone = words.any_wrong() ? Tone::warning : Tone::normal});
}

void knew(Context& context, const ToldDecision& decision, const Teller::Card& card) {
    const ToldRun& run = context.session.told();
    const bool truth = decision.adversary_true.valid();
    text(context, "side.why.knew",
         truth ? "What it knew, and what was true:" : "What it knew:", {.tone = Tone::muted});
    tell(context, "side.why.threat", card.felt);
    const auto remark = [&](const Text& words, const char* wrong) -> std::string {
        return !truth ? "" : words.any_wrong() ? wrong : " Correct.";
    };
    const bool unheard = news_on_its_way(run, decision.actor.index(), decision.time);
    tell(context, "side.why.reading", card.reading,
         remark(card.reading, unheard ? " It had not heard of that yet." : ""));
    if (!decision.focal) return text(context, "side.why.belief", "No open incident.");
    tell(context, "side.why.belief", card.thought, remark(card.thought, ""));
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
             "It acted at once; only decisions that closed at their time can be changed.",
             {.tone = Tone::muted});
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
    const std::vector<RecordId> lines = session.chain();
    if (lines.size() < 2) return;
    gap(context, 4);
    text(context, "side.why.chain",
         session.sees_truth() ? "What led to it:" : "What led to it, as far as is known:",
         {.tone = Tone::muted});
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const Seen& cause = run.lines[lines[i]];
        const std::string words =
            "\u2190 " + date_words(run.model->spec(), cause.time) + "  " + line_words(run, cause);
        if (list_item(context, "side.why.chain." + std::to_string(i), words, {.tip = run.whole(cause)}))
            session.select_line(cause.id);
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
    const Seen& line = run.lines[*session.selected];
    text(context, "side.why.when", moment_words(run.model->spec(), line.time), {.tone = Tone::accent});
    if (const ToldDecision* decision = decision_of(run, line.id)) {
        const Teller::Card card = run.teller->card(line);
        tell(context, "side.why.chose", card.chosen);
        gap(context, 2);
        knew(context, *decision, card);
        gap(context, 2);
        if (what_if(context, *decision)) return;
    } else {
        text(context, "side.why.line", run.whole(line));
    }
    chain(context);
}

// --- Turning points --------------------------------------------------------

// True if it was acted on.
bool flaw_row(Context& context, const std::string& id, const Flaw& flaw, bool last) {
    Session& session = context.session;
    const Spec& spec = session.told().model->spec();
    text(context, id,
         date_words(spec, flaw.time) + "  " + capitalised(flaw_words(spec, group_of(flaw))) +
             (last ? "  (the last moment at which it could be prevented)" : ""));
    if (button(context, id + ".mend", flaw.misperception() ? "Undo this mistake" : "Undo this decision")) {
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
    if (all == 0) text(context, "side.hinge.none", "No single correction changes how this run ends.");
    return false;
}

void smallest(Context& context, const RunCauses& causes) {
    if (!causes.crisis) return;
    gap(context, 2);
    if (causes.smallest.empty()) {
        text(context, "side.hinge.smallest",
             causes.searched ? "Correcting up to three misperceptions does not prevent the crisis."
                             : "The search for corrections that prevent the crisis was cut short.");
        return;
    }
    const Spec& spec = context.session.told().model->spec();
    std::string words;
    for (const Flaw& flaw : causes.smallest)
        words += (words.empty() ? "" : "; ") + date_words(spec, flaw.time) + " " +
                 flaw_words(spec, group_of(flaw));
    text(context, "side.hinge.smallest",
         (causes.smallest.size() == 1
              ? "One correction is enough: "
              : "At least " + std::to_string(causes.smallest.size()) + " corrections are needed: ") +
             words + '.');
}

void hinge(Context& context) {
    Session& session = context.session;
    if (!session.has_run() || !session.sees_truth()) return;
    heading(context, "side.hinge",
            session.fork() == 0 ? "Turning points" : "Turning points of the run itself");
    const RunCauses* causes = session.causes();
    if (causes == nullptr) {
        text(context, "side.hinge.working", "Looking for the turning points ...", {.tone = Tone::muted});
        context.frames_wanted = std::max(context.frames_wanted, 2);
        return;
    }
    if (!causes->crisis && !causes->averted()) {
        text(context, "side.hinge.none",
             "There is no crisis, and there would be none with clear sight either.");
        return;
    }
    text(context, "side.hinge.kind",
         causes->crisis ? (causes->inadvertent() ? "With clear sight there would have been no crisis. "
                                                   "Correcting any one of these prevents it:"
                                                 : "The crisis would have come with clear sight too. "
                                                   "Correcting any one of these prevents it:")
                        : "A mistake prevented a crisis here. Correcting any of these would bring it about:",
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
