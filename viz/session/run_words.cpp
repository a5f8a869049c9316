#include "session/run_words.hpp"

#include <algorithm>

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestName = 60;

}  // namespace

std::string side_words(const Spec& spec, std::size_t actor) {
    return Labels(spec, kLongestName).actor(actor);
}
std::string move_words(const Spec& spec, MoveId move) { return Labels(spec, kLongestName).move(move); }
std::string rung_words(const Spec& spec, RungId rung) { return Labels(spec, kLongestName).rung(rung); }
std::string cause_words(const Spec& spec, CauseId cause) { return Labels(spec, kLongestName).cause(cause); }

std::string line_words(const ToldRun& run, const Seen& line) { return run.teller->brief(line); }

const ToldDecision* decision_of(const ToldRun& run, RecordId line) {
    const auto found =
        std::lower_bound(run.decisions.begin(), run.decisions.end(), line,
                         [](const ToldDecision& decision, RecordId id) { return decision.line < id; });
    return found == run.decisions.end() || found->line != line ? nullptr : &*found;
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
           (flaw.kind == Flaw::Kind::escalation ? " held back" : " corrected");
}

}  // namespace firebreak::viz
