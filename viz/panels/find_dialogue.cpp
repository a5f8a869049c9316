// The search: a field, and under it what was found, best first.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"
#include "session/count_words.hpp"
#include "session/find.hpp"

namespace firebreak::viz {
namespace {

// While the dialogue is open.
struct FindState {
    bool open = false;
    std::string query, searched;
    std::string note;  // why nothing was gone to
    std::vector<FindEntry> entries;
    FindResult result;
    Eyes view = Eyes::truth;
    std::string scenario;
    const void* run = nullptr;  // the lines of the run that the entries are of
};

// The entries are of a point of view and a run; of others they would tell what is not to be seen.
void gather(const Session& session, FindState& find, bool opening) {
    const void* run = session.has_run() ? session.told().lines.data() : nullptr;
    const std::string scenario = session.has_scenario() ? session.sha256() : std::string();
    const bool same = find.view == session.view && find.run == run && find.scenario == scenario;
    if (opening) find.query.clear();
    if (opening || !same) {
        find.entries = findable(session);
        find.view = session.view;
        find.run = run;
        find.scenario = scenario;
        find.note.clear();
    }
    if (!opening && same && find.searched == find.query) return;
    find.searched = find.query;
    find.result = find_in(find.entries, find.query);
    find.note.clear();
}

void filter_on(Session& session, const RiverClause& clause) {
    session.add_clause(clause);
    session.screen = session.sees_truth() ? ScreenId::river : ScreenId::ladder;
}

// The next line that is asked for, from the cursor on and then from the start.
template <class Wanted>
bool go_to_line(Session& session, const Wanted& wanted) {
    if (!session.has_run()) return false;
    const Seen* first = nullptr;
    const Seen* next = nullptr;
    for (const Seen& line : session.told().lines) {
        if (!wanted(line)) continue;
        if (first == nullptr) first = &line;
        if (next == nullptr && line.time > session.cursor) next = &line;
    }
    if (first == nullptr) return false;
    session.select_line(next != nullptr ? next->id : first->id);
    session.screen = ScreenId::timeline;
    return true;
}

bool go_to_rule(Session& session, const FindEntry& entry) {
    return go_to_line(session, [&](const Seen& line) {
        const auto& decisions = session.told().decisions;
        return std::any_of(decisions.begin(), decisions.end(), [&](const ToldDecision& decision) {
            return decision.line == line.id && decision.actor.index() == entry.actor &&
                   decision.rule == entry.place + 1;
        });
    });
}

bool go_to_incident(Session& session, const FindEntry& entry) {
    const SourceId source{entry.place};
    return go_to_line(session, [&](const Seen& line) {
        const auto* happened = line.true_as<IncidentHappened>();
        return happened != nullptr && happened->source == source;
    });
}

void switch_over(Session& session, const std::string& id) {
    const auto& measures = session.settings.measures;
    switch_measure(session, id, std::find(measures.begin(), measures.end(), id) == measures.end());
}

// What was not gone to, and why; empty if it was.
std::string go(Context& context, const FindEntry& entry) {
    Session& session = context.session;
    switch (entry.kind) {
        case FindKind::run:
            if (!session.has_scenario()) return "No scenario is open.";
            session.open_run(entry.replicate);
            session.screen = ScreenId::timeline;
            return {};
        case FindKind::command: context.ask(entry.action); return {};
        case FindKind::rung: {
            clause::Passed passed;
            passed.lane = session.state().lane;
            passed.lowest = passed.highest = RungId{entry.place};
            filter_on(session, {passed, false});
            return {};
        }
        case FindKind::move: {
            clause::Did did;
            did.move = MoveId{entry.place};
            filter_on(session, {did, false});
            return {};
        }
        case FindKind::rule:
            return go_to_rule(session, entry) ? "" : "In the open run nobody decides by this rule.";
        case FindKind::incident:
            return go_to_incident(session, entry) ? "" : "The open run has no such incident.";
        case FindKind::measure: switch_over(session, session.spec().measures[entry.place].id); return {};
        case FindKind::number: search_numbers(context, entry.path); return {};
        case FindKind::bookmark: session.go_to_bookmark(entry.place); return {};
        case FindKind::line:
            session.select_line(static_cast<RecordId>(entry.place));
            session.screen = ScreenId::timeline;
            return {};
    }
    return {};
}

std::string count_line(const FindState& find) {
    if (find.query.empty())
        return "Type a word to look for: a rung, a move, a measure, a command, a run number ...";
    if (find.result.all > find.result.found.size())
        return "The " + with_commas(find.result.found.size()) + " best of " + with_commas(find.result.all) +
               " found.";
    return with_commas(find.result.all) + " found.";
}

const char* what_happens(FindKind kind) {
    constexpr const char* kWords[] = {"Open this run",
                                      "Do this",
                                      "Filter: runs that pass this rung",
                                      "Filter: runs in which a side chooses this",
                                      "The next decision by this rule in the open run",
                                      "The next such incident in the open run",
                                      "Switch this measure on or off",
                                      "Show this number in the side panel",
                                      "Go to this bookmark",
                                      "Go to this line"};
    return kWords[static_cast<std::size_t>(kind)];
}

// A run and a rule say themselves what they are.
std::string shown_words(const FindEntry& entry) {
    if (entry.kind == FindKind::run || entry.kind == FindKind::rule) return entry.words;
    return entry.words + "  \u2014 " + find_kind_words(entry.kind);
}

}  // namespace

void draw_find(Context& context, bool& open) {
    FindState& find = context.ui.of<FindState>();
    const bool opening = open && !find.open;
    find.open = open;
    if (!begin_dialogue(context, "find", "Find", open, 720, 480)) return;
    gather(context.session, find, opening);
    const bool ended = text_field(context, "find.words", "Find", find.query, opening);
    gather(context.session, find, false);
    text(context, "find.count", find.note.empty() ? count_line(find) : find.note,
         {.tone = find.note.empty() ? Tone::muted : Tone::warning});
    std::optional<FindEntry> chosen;
    if (ended && !find.result.found.empty()) chosen = find.result.found.front();
    ImGui::BeginChild("##find", ImVec2(0, 0));
    for (std::size_t i = 0; i < find.result.found.size(); ++i) {
        const FindEntry& entry = find.result.found[i];
        if (list_item(context, "find." + std::to_string(i), shown_words(entry),
                      {.tip = what_happens(entry.kind)}))
            chosen = entry;
    }
    ImGui::EndChild();
    if (chosen) {
        find.note = go(context, *chosen);
        if (find.note.empty()) {
            open = false;
            close_dialogue(context);
        }
    }
    find.open = open;
    end_dialogue(context);
}

}  // namespace firebreak::viz
