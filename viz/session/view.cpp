#include "session/view.hpp"

#include <limits>

#include <firebreak/diagnostic.hpp>
#include <firebreak/run.hpp>
#include <firebreak/time.hpp>

namespace firebreak::viz {
namespace {

std::string rung_name(const Spec& spec, RungId rung) {
    if (!rung.valid() || rung.index() >= spec.ladder.size()) return "the ladder";
    const RungSpec& found = spec.ladder[rung.index()];
    return printable(found.name.empty() ? found.id : found.name, 60);
}

std::string actor_name(const Spec& spec, std::size_t actor) {
    const ActorSpec& found = spec.actors[actor];
    return printable(found.name.empty() ? found.id : found.name, 60);
}

std::string words(const Spec& spec, const clause::Passed& passed) {
    std::string text = "passes " + rung_name(spec, passed.lowest);
    if (passed.highest != passed.lowest) text += " to " + rung_name(spec, passed.highest);
    if (passed.lane != Lane::higher) text = actor_name(spec, passed.lane == Lane::first ? 0 : 1) + " " + text;
    if (passed.last_column == std::numeric_limits<std::size_t>::max() && passed.first_column == 0) return text;
    const std::string first = std::to_string(passed.first_column * passed.merge_steps);
    if (passed.first_column == passed.last_column) return text + " at step " + first;
    if (passed.last_column == std::numeric_limits<std::size_t>::max()) return text + " from step " + first;
    return text + " at steps " + first + " to " + std::to_string(passed.last_column * passed.merge_steps);
}

std::string words(const Spec& spec, const clause::Highest& top) {
    std::string text = "has " + rung_name(spec, top.lowest);
    if (top.highest != top.lowest) text += " to " + rung_name(spec, top.highest);
    text += " as its highest rung";
    return top.lane == Lane::higher ? text : actor_name(spec, top.lane == Lane::first ? 0 : 1) + " " + text;
}

std::string words(const Spec&, const clause::Ends& ends) {
    std::string text;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
        if (ends.outcomes[i]) text += (text.empty() ? "ends in " : " or ") + std::string(outcome_name(static_cast<Outcome>(i)));
    }
    if (text == "ends in settled") return "is settled";
    if (text == "ends in unresolved") return "is unresolved at the horizon";
    return text.empty() ? "ends in no way at all" : text;
}

std::string words(const Spec&, const clause::Active& active) {
    const auto days = [](std::uint32_t minute) { return std::to_string(minute / (24 * 60)); };
    std::string text = "something happens from day " + days(active.first_minute);
    if (active.last_minute != std::numeric_limits<std::uint32_t>::max()) text += " to day " + days(active.last_minute);
    return text;
}

std::string words(const Spec&, const clause::Inadvertent&) { return "reaches a crisis inadvertently"; }

std::string words(const Spec& spec, const clause::Did& did) {
    if (did.mover && *did.mover == PathTable::kNobody) return "an accident happens";
    const std::string who = did.mover ? actor_name(spec, *did.mover) : "a side";
    if (!did.move.valid()) return who + " moves";
    const MoveSpec& move = spec.moves[did.move.index()];
    return who + " chooses '" + printable(move.label.empty() ? move.id : move.label, 60) + "'";
}

}  // namespace

const char* colour_mode_words(ColourMode mode) {
    switch (mode) {
        case ColourMode::outcome: return "What became of the runs";
        case ColourMode::mover: return "Who moved";
        case ColourMode::misperception: return "How much the mover misread";
    }
    return "";
}

std::string clause_words(const Spec& spec, const RiverClause& clause) {
    const std::string text = std::visit([&](const auto& what) { return words(spec, what); }, clause.what);
    return clause.negated ? "not: " + text : text;
}

std::string filter_words(const Spec& spec, const std::vector<RiverClause>& filter) {
    std::string text;
    for (const RiverClause& clause : filter) text += (text.empty() ? "" : " and ") + clause_words(spec, clause);
    return text.empty() ? "all runs" : text;
}

void History::set(const ViewState& state) {
    if (state == now_) return;
    past_.push_back(now_);
    if (past_.size() > kDepth) past_.erase(past_.begin());
    future_.clear();
    now_ = state;
}

bool History::undo() {
    if (past_.empty()) return false;
    future_.push_back(now_);
    now_ = past_.back();
    past_.pop_back();
    return true;
}

bool History::redo() {
    if (future_.empty()) return false;
    past_.push_back(now_);
    now_ = future_.back();
    future_.pop_back();
    return true;
}

void History::clear() {
    past_.clear();
    future_.clear();
    now_ = {};
}

}  // namespace firebreak::viz
