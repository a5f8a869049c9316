// The ladder: how many runs stand where, what becomes of those that reach a rung, and where the sides of the
// open run stand and think they stand.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>

#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>
#include <firebreak/values.hpp>

#include "panels/ladder_picture.hpp"
#include "panels/screen.hpp"
#include "session/count_words.hpp"
#include "session/filter.hpp"
#include "session/reading_law.hpp"

namespace firebreak::viz {
namespace {

struct ScreenState {
    std::optional<std::size_t> rung;  // that is selected
    bool whole_run = true;
    std::size_t step = 1;
    Kept<std::tuple<std::string, Settings, std::vector<RiverClause>, Lane, std::uint64_t, std::size_t>,
         LadderCounts>
        counts;
};

const LadderCounts& count(Session& session, ScreenState& state) {
    Workbench& bench = session.bench();
    const Results& results = bench.results();
    const ViewState& view = session.state();
    return state.counts.of(
        {session.sha256(), results.settings, view.filter, view.lane, results.paths.runs(), state.step}, [&] {
            bench.look(view);  // the mask is of this filter then
            return count_ladder(results.paths, bench.mask(), view.lane, state.step);
        });
}

// --- Words -----------------------------------------------------------------

std::string place_words(const Spec& spec, std::size_t rung) {
    return "rung " + std::to_string(rung) + ", " + ladder_name(spec, rung);
}

std::string of_hundred_words(double share) {
    return std::to_string(static_cast<int>(std::floor(100 * share + 1e-9))) + " of 100";
}

// "6 (5 to 7 with 90 of 100)": the model holds a point, and what else can be said follows from how often it
// is a rung off.
std::string range_words(const ReadingRange& range) {
    if (range.exact >= 1) return {};
    if (range.low == range.high) return " (exact in at least " + of_hundred_words(range.exact) + " readings)";
    return " (" + std::to_string(range.low) + " to " + std::to_string(range.high) +
           ": such a range contains the true rung in at least " + of_hundred_words(range.holds) +
           " readings)";
}

// Where a reader of the open run takes the other side to be, and with the truth how far off that is.
std::string reading_words(const Session& session, std::size_t reader) {
    const ToldRun& run = session.told();
    const auto range = reading_range_at(run, reader, session.cursor);
    if (!range) return {};
    const std::size_t other = 1 - reader;
    const std::string who = session.actor_name(reader);
    std::string words = reader == 0 ? "\u25cb " : "\u25c7 ";
    words += who + " thinks " + session.actor_name(other) + " is at " +
             place_words(session.spec(), range->reading) + range_words(*range) + ".";
    const auto truth = rung_at(run.posture[other], session.cursor);
    if (!session.sees_truth() || !truth) return words;
    if (*truth == range->reading) return words + " Correct.";
    if (news_on_its_way(run, reader, session.cursor))
        return words + " It is at " + place_words(session.spec(), *truth) + ". " + who +
               " has not heard yet: the news is on its way.";
    const int gap = static_cast<int>(range->reading) - static_cast<int>(*truth);
    return words + " It is at " + place_words(session.spec(), *truth) + ". " + who +
           (gap > 0 ? " overestimates" : " underestimates") + " by " + std::to_string(std::abs(gap)) + ".";
}

// --- Around it -------------------------------------------------------------

void filter_on(Session& session, std::size_t rung) {
    clause::Passed passed;
    passed.lane = session.state().lane;
    passed.lowest = RungId{rung};
    passed.highest = RungId{session.spec().ladder.size() - 1};
    session.add_clause({passed, false});
}

void filter_on_highest(Session& session, std::size_t rung) {
    clause::Highest highest;
    highest.lane = session.state().lane;
    highest.lowest = highest.highest = RungId{rung};
    session.add_clause({highest, false});
}

void controls(Context& context, ScreenState& state, const LadderCounts& counts) {
    if (radio(context, "ladder.whole", "Over the whole run", state.whole_run)) state.whole_run = true;
    same_line(context, 4);
    if (radio(context, "ladder.at-step", "At a step", !state.whole_run)) state.whole_run = false;
    if (!state.whole_run) {
        same_line(context, 12);
        float step = static_cast<float>(state.step);
        if (slider(context, "ladder.step", "Step", step, 0,
                   static_cast<float>(std::max<std::size_t>(counts.longest, 1)), 1))
            state.step = static_cast<std::size_t>(std::lround(step));
    }
    same_line(context, 12);
    const bool chosen = state.rung.has_value();
    const std::string words = chosen ? "Filter: reaches " + ladder_name(context.session.spec(), *state.rung)
                                     : std::string("Filter: reaches the rung");
    if (button(context, "ladder.filter", words,
               {.enabled = chosen, .reason = "Select a rung first.", .tip = "Enter"}))
        filter_on(context.session, *state.rung);
    flow(context, 4, "Filter: highest rung");
    if (button(context, "ladder.highest", "Filter: highest rung",
               {.enabled = chosen,
                .reason = "Select a rung first.",
                .tip = context.keys_of(Action::filter_selection)}))
        context.ask(Action::filter_selection);
}

// What the bars are of; none without runs that may be shown.
const LadderCounts* head_line(Context& context, ScreenState& state) {
    Session& session = context.session;
    if (!session.sees_truth()) {
        draw_truth_only(context, "ladder.view");
        return nullptr;
    }
    if (!session.has_runs()) {
        text(context, "ladder.nothing",
             "No runs yet. Press Run (" + context.keys_of(Action::run) + ") to simulate " +
                 with_commas(session.settings.runs) + " runs of " + printable(session.spec().id, 60) +
                 (session.settings.runs == 1'000 ? " (about 1 s)." : "."));
        return nullptr;
    }
    const LadderCounts& counts = count(session, state);
    const std::uint64_t all = session.bench().results().paths.runs();
    std::string words =
        counts.runs < all ? with_commas(counts.runs) + " of " + counted(all, "run") : counted(all, "run");
    words += ": " + filter_words(session.spec(), session.state().filter) + ".";
    if (counts.runs == 0)
        words = "No run passes the filter: " + filter_words(session.spec(), session.state().filter) + ".";
    if (!state.whole_run)
        words += " " + with_commas(counts.ended) + " of them ended before step " +
                 std::to_string(state.step) + ".";
    if (session.busy()) words += " More are under way.";
    text(context, "ladder.runs", words);
    controls(context, state, counts);
    return &counts;
}

void captions(Context& context) {
    const Session& session = context.session;
    if (!session.has_run()) return;
    text(context, "ladder.moment",
         "\u25a0 The open run after " + describe_duration(session.cursor) + ": a square is where a side is.",
         {.tone = Tone::muted});
    for (std::size_t reader = 0; reader < kActors; ++reader) {
        const std::string words = reading_words(session, reader);
        if (!words.empty()) text(context, std::string("ladder.caption.") + (reader == 0 ? "a" : "b"), words);
    }
    if (!context.presentation)
        text(context, "ladder.second", "The model does not include what a side thinks the other side thinks.",
             {.tone = Tone::muted});
}

// Of a file with faults there is no part that could be shown; those of the ladder come first, with their
// lines.
void no_ladder(Context& context) {
    const auto& faults = context.session.diagnostics();
    std::size_t shown = 0;
    for (const Diagnostic& fault : faults) {
        if (!fault.path.starts_with("ladder")) continue;
        if (shown == 0)
            text(context, "ladder.fault", "The ladder cannot be shown: it has errors.", {.heading = true});
        text(context, "ladder.fault." + std::to_string(shown++), printable(format_diagnostic(fault), 400),
             {.tone = Tone::warning});
    }
    if (shown > 0) gap(context);
    draw_nothing_yet(context, "Ladder");
}

void select(Context& context, ScreenState& state, const Canvas& canvas, std::optional<std::size_t> pointed) {
    const std::size_t top = context.session.spec().ladder.size() - 1;
    if ((canvas.clicked || canvas.double_clicked) && canvas.hovered) state.rung = pointed;
    if (canvas.focused && context.arrow_y < 0) state.rung = state.rung ? std::min(*state.rung + 1, top) : 0;
    if (canvas.focused && context.arrow_y > 0)
        state.rung = state.rung ? *state.rung - std::min<std::size_t>(*state.rung, 1) : top;
    if (state.rung && context.has(Action::filter_selection) && context.session.sees_truth() &&
        context.session.has_runs())
        filter_on_highest(context.session, *state.rung);
    const bool opened = canvas.double_clicked || (canvas.focused && context.has(Action::open_selection));
    if (opened && state.rung && context.session.sees_truth() && context.session.has_runs())
        filter_on(context.session, *state.rung);
}

}  // namespace

std::size_t ladder_step(Context& context) { return context.ui.of<ScreenState>().step; }

void draw_ladder_screen(Context& context) {
    Session& session = context.session;
    if (!session.has_scenario()) return no_ladder(context);
    ScreenState& state = context.ui.of<ScreenState>();
    if (state.rung && *state.rung >= session.spec().ladder.size()) state.rung.reset();
    if (!context.presentation) text(context, "ladder.title", "Ladder", {.heading = true});
    const LadderCounts* counts = head_line(context, state);
    captions(context);
    gap(context, 2);
    Rect place = rest_of_panel();
    // A long ladder is higher than the window, and the panel scrolls then; a short one does not fill it.
    const float rows = static_cast<float>(session.spec().ladder.size() + 1);
    place.y1 =
        place.y0 + std::clamp(place.height() - context.px(2), context.px(40) * rows, context.px(76) * rows);
    const Canvas drawn = canvas(context, "ladder.picture",
                                "Ladder: up and down select a rung, Enter filters the runs that reach it or "
                                "go higher, Shift+Enter those that climb no higher",
                                place);
    draw_ladder(context, place,
                {counts, state.whole_run, state.step, state.rung,
                 fixes_ends(session.spec(), session.state().filter)});
    select(context, state, drawn, rung_under(context, place, drawn.mouse_y));
}

}  // namespace firebreak::viz
