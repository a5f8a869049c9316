// The scenario in the side panel: what it asks, its measures and its numbers, which can be changed here, and
// the command that runs the same.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <imgui.h>
#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/widget_core.hpp"
#include "session/parameter_rows.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kRowsAtOnce = 12;

// What is open and typed; the choices themselves are the session's settings.
struct PanelState {
    bool about = true, measures = true, measures_of_run = false, numbers = false, ladder = false,
         command = false;
    std::string words;   // of the search
    std::string chosen;  // path of the number that is being edited
    std::string typed;
    float slid = 0;
    bool sliding = false, appearing = false;
    std::vector<std::string> faults;
    std::size_t shown = kRowsAtOnce;
    // Of a file and the changes to it.
    Kept<std::tuple<std::string, Changes>, std::vector<ParameterRow>> rows;
};

// Runs that there are belong to other settings now; without runs the person starts them.
void run_again(Session& session) { session.run_beside(); }

void about(Context& context, const Spec& spec) {
    text(context, "side.title", printable(spec.title, kLongestText));
    text(context, "side.question", printable(spec.question, kLongestText), {.tone = Tone::muted});
    text(context, "side.actor-a", "\u25cf A: " + context.session.actor_name(0));
    text(context, "side.actor-b", "\u25c6 B: " + context.session.actor_name(1));
}

// The highest rung is at the top, as on every screen; the limits are named, not only coloured.
void ladder(Context& context, const Spec& spec) {
    for (std::size_t i = spec.ladder.size(); i-- > 0;) {
        const RungSpec& rung = spec.ladder[i];
        std::string words = std::to_string(i) + "  " + Labels(spec, 80).rung(RungId{i});
        if (rung.id == spec.endings.war) words += "  (war)";
        else if (rung.id == spec.endings.crisis) words += "  (crisis from here)";
        text(context, "side.rung." + std::to_string(i), words);
        if (rung.firebreak.empty()) continue;
        text(context, "side.rung." + std::to_string(i) + ".firebreak",
             "\u2550\u2550  " + printable(rung.firebreak, 80), {.tone = Tone::warning});
    }
}

// --- Measures --------------------------------------------------------------

// In the order of the file, so that the same measures are the same settings.
void measures(Context& context, const Spec& spec) {
    Session& session = context.session;
    for (const MeasureSpec& measure : spec.measures) {
        const auto& in_force = session.settings.measures;
        bool on = std::find(in_force.begin(), in_force.end(), measure.id) != in_force.end();
        const std::string id = "side.measure." + printable(measure.id, 60);
        std::string words = measure.label.empty() ? "" : Labels(spec, 200).measure(measure.id);
        if (measure.in_force)
            words += (words.empty() ? "" : "; ") +
                     ("in force " + describe_duration(to_millis(measure.in_force->ms))) + " after the start";
        const bool switched = check_box(context, id, printable(measure.id, 60), on, {.tip = words});
        if (switched) {
            switch_measure(session, measure.id, on);
            return;  // the list of what is in force is another now
        }
        if (words.empty()) continue;
        same_line(context, 10);
        const float room = ImGui::GetContentRegionAvail().x;
        ImGui::AlignTextToFramePadding();
        text(context, id + ".words", fitted(words, room), {.tone = Tone::muted, .wrapped = false});
    }
}

// --- Numbers ---------------------------------------------------------------

const std::vector<ParameterRow>& rows_of(Session& session, PanelState& state) {
    const auto& before = state.rows.from();
    if (before && std::get<std::string>(*before) != session.sha256()) {
        state.chosen.clear();
        state.faults.clear();
    }
    return state.rows.of({session.sha256(), session.settings.changes}, [&] {
        return parameter_rows(session.spec(), session.bench().changed_spec(session.settings));
    });
}

// A value that the scenario does not take is not taken here either: the faults say why.
void give(Session& session, PanelState& state, const ParameterRow& row, const std::string& value) {
    Settings candidate = session.settings;
    const Spec before = session.bench().changed_spec(session.settings);
    candidate.changes = with_value(session.spec(), before, candidate.changes, row.path, value);
    state.faults.clear();
    const Spec after = session.bench().changed_spec(candidate, &state.faults);
    if (state.faults.empty()) {
        for (const Diagnostic& fault : faults_after_change(after))
            state.faults.push_back(fault.path + ": " + fault.message);
    }
    // The path stands above already, and would stand here twice.
    const std::string path = row.path + ": ";
    for (std::string& fault : state.faults) {
        while (fault.starts_with(path)) fault.erase(0, path.size());
    }
    if (!state.faults.empty() || candidate == session.settings) return;
    session.settings = candidate;
    run_again(session);
}

// Runs begin when the slider is let go of, not while it moves.
void slide(Context& context, PanelState& state, const ParameterRow& row) {
    if (row.kind != Parameter::Kind::number || row.unit == "ms") return;
    const double high = row.high <= 1000 ? row.high : std::max(10.0, 4 * std::fabs(row.number));
    const double low = row.low >= -1000 ? row.low : -high;
    if (!state.sliding) state.slid = static_cast<float>(row.number);
    const float step = static_cast<float>(high - low) / 100;
    if (slider(context, "side.number.slider", "", state.slid, static_cast<float>(low),
               static_cast<float>(high), step)) {
        state.sliding = true;
        state.typed = short_number(state.slid);
    }
    if (!state.sliding || ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
    state.sliding = false;
    give(context.session, state, row, short_number(state.slid));
}

std::string allowed_words(const ParameterRow& row) {
    if (row.kind == Parameter::Kind::flag) return "Yes or no.";
    const bool times = row.kind == Parameter::Kind::duration || row.kind == Parameter::Kind::duration_law ||
                       row.unit == "ms";
    const auto say = [&](double number) {
        return times ? format_duration({std::max(number, 0.0)}) : short_number(number);
    };
    std::string words = "From " + say(row.low) + (row.high < 1e15 ? " to " + say(row.high) : " up");
    const bool law = row.kind == Parameter::Kind::duration_law || row.kind == Parameter::Kind::number_law;
    if (!times && !row.unit.empty() && row.unit != "probability") words += " " + std::string(row.unit);
    return words +
           (law ? times ? ", or a law like {exponential: 6h}." : ", or a law like {uniform: [1, 3]}." : ".");
}

void edit(Context& context, PanelState& state, const ParameterRow& row) {
    ImGui::Indent(context.px(12));
    if (!row.fixed.empty()) {
        text(context, "side.number.fixed", row.fixed + " It is changed in the scenario's text.",
             {.tone = Tone::muted});
        if (!row.note.empty())
            text(context, "side.number.note", printable(row.note, 400), {.tone = Tone::muted});
        ImGui::Unindent(context.px(12));
        return;
    }
    text(context, "side.number.range", allowed_words(row) + " Press Enter to run again.",
         {.tone = Tone::muted});
    if (!row.note.empty()) text(context, "side.number.note", printable(row.note, 400), {.tone = Tone::muted});
    if (text_field(context, "side.number.value", row.path, state.typed,
                   std::exchange(state.appearing, false)))
        give(context.session, state, row, state.typed);
    slide(context, state, row);
    for (std::size_t i = 0; i < state.faults.size(); ++i) {
        text(context, "side.number.fault." + std::to_string(i), "\u2717 " + printable(state.faults[i], 400),
             {.tone = Tone::warning});
    }
    if (row.changed() &&
        button(context, "side.number.file", "The file's value: " + printable(row.file_value, 40))) {
        state.typed = row.file_value;
        give(context.session, state, row, row.file_value);
    }
    ImGui::Unindent(context.px(12));
}

std::string row_words(const ParameterRow& row) {
    std::string words = row.path + " = " + printable(row.value, 80);
    words += row.changed() ? " (changed; in the file " + printable(row.file_value, 40) : " (";
    if (row.changed()) words += "; ";
    return words +
           (row.grade.empty()        ? "unmarked \u2248"
            : row.grade == "assumed" ? "assumed \u2248"
                                     : printable(row.grade, 20)) +
           (row.range.empty() ? "" : ", " + printable(row.range, 200)) + ")";
}

void choose(PanelState& state, const ParameterRow& row) {
    const bool again = state.chosen == row.path;
    state.chosen = again ? "" : row.path;
    state.typed = row.value;
    state.faults.clear();
    state.sliding = false;
    state.appearing = !again;
}

void numbers(Context& context) {
    Session& session = context.session;
    PanelState& state = context.ui.of<PanelState>();
    const std::vector<ParameterRow>& rows = rows_of(session, state);
    text(context, "side.numbers.hint",
         "Find an assumption by path, value, grade or range:", {.tone = Tone::muted});
    const std::string before = state.words;
    static_cast<void>(text_field(context, "side.numbers.search", "Find an assumption", state.words));
    if (before != state.words) state.shown = kRowsAtOnce;
    const auto found = search(rows, state.words);
    std::size_t all_numbers = 0, numbers_found = 0;
    for (const ParameterRow& row : rows) all_numbers += row.asked ? 0 : 1;
    for (const ParameterRow* row : found) numbers_found += row->asked ? 0 : 1;
    text(context, "side.numbers.count",
         std::to_string(numbers_found) + " of " + std::to_string(all_numbers) +
             " numbers; \u2248 marks those without a source.",
         {.tone = Tone::muted});
    for (std::size_t i = 0; i < found.size() && i < state.shown; ++i) {
        const ParameterRow row = *found[i];  // the list may be made anew while the row is drawn
        if (list_item(context, "side.number." + row.path, row_words(row),
                      {.tip = row.fixed.empty() ? "Change it" : row.fixed}))
            choose(state, row);
        if (state.chosen == row.path) edit(context, state, row);
        // what is drawn next would be of values gone by
        if (std::get<Changes>(*state.rows.from()) != session.settings.changes) break;
    }
    if (found.size() > state.shown && button(context, "side.numbers.more", "Show more"))
        state.shown += kRowsAtOnce;
}

// --- All of it -------------------------------------------------------------

void settings_line(Context& context) {
    Session& session = context.session;
    const std::string command = command_of(session.path(), session.settings);
    text(context, "side.command", printable(command, kLongestText));
    if (button(context, "side.command.copy", "Copy", {.tip = "Copy the command"}))
        ImGui::SetClipboardText(command.c_str());
}

void back_to_file(Context& context) {
    Session& session = context.session;
    if (session.settings.changes.empty()) return;
    const std::size_t count = session.settings.changes.size();
    text(context, "side.changes",
         std::to_string(count) + (count == 1 ? " number is changed." : " numbers are changed."),
         {.tone = Tone::warning});
    if (!button(context, "side.changes.undo", "Back to the file's values")) return;
    session.settings.changes.clear();
    context.ui.of<PanelState>().chosen.clear();
    context.ui.of<PanelState>().faults.clear();
    run_again(session);
}

}  // namespace

void switch_measure(Session& session, const std::string& id, bool on) {
    const std::vector<std::string> before = session.settings.measures;
    const auto was_on = [&](const std::string& other) {
        return std::find(before.begin(), before.end(), other) != before.end();
    };
    session.settings.measures.clear();
    for (const MeasureSpec& measure : session.spec().measures) {
        if (measure.id == id ? on : was_on(measure.id)) session.settings.measures.push_back(measure.id);
    }
    run_again(session);
}

void search_numbers(Context& context, const std::string& words) {
    PanelState& state = context.ui.of<PanelState>();
    state.numbers = true;
    state.words = words;
    state.shown = kRowsAtOnce;
}

void draw_measures(Context& context) {
    const Spec& spec = context.session.spec();
    if (spec.measures.empty()) return;
    // Beside a run there is little room, and one line says what is in force.
    const bool of_run = context.session.screen == ScreenId::timeline && context.session.has_run();
    const std::string words = of_run
                                  ? "Measures: " + std::to_string(context.session.settings.measures.size()) +
                                        " of " + std::to_string(spec.measures.size()) + " on"
                                  : "Measures";
    if (fold(context, "side.measures", words,
             of_run ? context.ui.of<PanelState>().measures_of_run : context.ui.of<PanelState>().measures))
        measures(context, spec);
    back_to_file(context);
    // What the switch did stands on another screen.
    Session& session = context.session;
    const bool compared =
        session.sees_truth() && session.screen != ScreenId::compare && session.bench().previous().has_value();
    if (compared &&
        button(context, "side.measures.compare", "Compare before and after",
               {.tip = "What became of each run (" + context.keys_of(Action::screen_compare) + ")"}))
        context.ask(Action::screen_compare);
    gap(context, 4);
}

void draw_scenario(Context& context) {
    const Spec& spec = context.session.spec();
    PanelState& state = context.ui.of<PanelState>();
    if (spec.measures.empty()) back_to_file(context);
    if (fold(context, "side.numbers", "Assumptions", state.numbers)) numbers(context);
    if (fold(context, "side.command-line", "Command", state.command)) settings_line(context);
    if (fold(context, "side.about", "Scenario", state.about)) about(context, spec);
    if (fold(context, "side.ladder", "Ladder", state.ladder)) ladder(context, spec);
}

}  // namespace firebreak::viz
