// What the runs shown say in numbers and words, beside every screen; with the selected place and the
// commonest paths of the river.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <imgui.h>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/pen.hpp"
#include "panels/river_paint.hpp"
#include "panels/screen.hpp"
#include "panels/widget_core.hpp"
#include "session/count_words.hpp"
#include "session/filter.hpp"
#include "session/step_window.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kIcons = 100;
constexpr std::uint64_t kFewRuns = 30;
constexpr std::size_t kKinds = 3;  // crisis or war, settled, unresolved
constexpr std::array kKindNames{"crisis", "calmed down", "no crisis by the end"};

std::array<std::uint64_t, kKinds> kinds_of(const Readout& readout) {
    return {readout.crises, readout.outcomes[static_cast<std::size_t>(Outcome::settled)],
            readout.outcomes[static_cast<std::size_t>(Outcome::unresolved)]};
}

// Of a hundred: rounded down, and what is missing goes to the largest remainders.
std::array<std::size_t, kKinds> icons_of(const std::array<std::uint64_t, kKinds>& runs, std::uint64_t n) {
    std::array<std::size_t, kKinds> icons{};
    std::array<std::uint64_t, kKinds> rest{};
    std::size_t sum = 0;
    for (std::size_t i = 0; i < kKinds; ++i) {
        icons[i] = runs[i] * kIcons / n;
        rest[i] = runs[i] * kIcons % n;
        sum += icons[i];
    }
    for (; sum < kIcons; ++sum) {
        const auto place =
            static_cast<std::size_t>(std::max_element(rest.begin(), rest.end()) - rest.begin());
        ++icons[place];
        rest[place] = 0;
    }
    return icons;
}

void draw_icon(const Pen& pen, std::size_t kind, float x, float y, float size, const Theme& theme) {
    const unsigned colour = packed(kind_colour(theme, ColourMode::outcome, kind));
    const ImVec2 low(x, y), high(x + size, y + size), middle(x + size / 2, y + size / 2);
    if (kind == 0) pen.fill_rect(low, high, colour);
    else if (kind == 1) pen.fill_circle(middle, size / 2, colour, 12);
    else pen.stroke_rect(low, high, colour, std::max(1.0F, size / 5));
}

// A square, a dot or a frame for each of a hundred, or for each run where there are few; the words beside
// them are the legend.
void icon_array(Context& context, const Readout& readout) {
    const bool few = readout.shown < kFewRuns;
    const auto runs = kinds_of(readout);
    const std::size_t count = few ? readout.shown : kIcons;
    const auto icons =
        few ? std::array<std::size_t, kKinds>{runs[0], runs[1], runs[2]} : icons_of(runs, readout.shown);
    const Pen pen(context);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float cell = context.px(12), size = context.px(9), line = ImGui::GetTextLineHeightWithSpacing();
    std::size_t kind = 0, left = icons[0];
    for (std::size_t i = 0; i < count; ++i) {
        while (left == 0 && kind + 1 < kKinds) left = icons[++kind];
        if (left > 0) --left;
        draw_icon(pen, kind, from.x + static_cast<float>(i % 10) * cell,
                  from.y + static_cast<float>(i / 10) * cell, size, context.theme);
    }
    std::string all = few ? "Each run:" : "Of 100:";
    const float x = from.x + 10 * cell + context.px(14);
    for (std::size_t i = 0; i < kKinds; ++i) {
        const std::string words = std::to_string(icons[i]) + " " + kKindNames[i];
        const float y = from.y + context.px(8) + static_cast<float>(i) * line;
        draw_icon(pen, i, x, y + (ImGui::GetTextLineHeight() - size) / 2, size, context.theme);
        pen.words({x + size + context.px(8), y}, packed(context.theme.text), words);
        all += (i == 0 ? " " : ", ") + words;
    }
    pen.words({x, from.y + context.px(8) + 3 * line}, packed(context.theme.muted),
              few ? "each mark is a run" : "of 100 runs");
    mark(context, "side.readout.icons", {from.x, from.y, x + context.px(120), from.y + 10 * cell}, all);
    const auto rows = static_cast<float>((count + 9) / 10);
    ImGui::Dummy(ImVec2(10 * cell, std::max(rows * cell, context.px(8) + 4 * line)));
}

// A run by its place in the table.
void open_in_timeline(Session& session, std::size_t run) {
    session.open_run(session.bench().results().paths.replicate[run]);
    session.screen = ScreenId::timeline;
}

// Of runs that the filter took for how they end there is no share to headline, only how many of all they are.
void runs_by_their_ends(Context& context, const Readout& readout) {
    const auto& filter = context.session.state().filter;
    text(context, "side.readout.shown", shown_words(filter, readout.shown, readout.all) + ".",
         {.tone = Tone::accent, .heading = true});
    text(context, "side.readout.fixed",
         "The filter chose them by how they end, so there is no share of them.", {.tone = Tone::muted});
    if (readout.crises == 0) return;
    text(context, "side.readout.counts",
         with_commas(readout.inadvertent) + " of " +
             (readout.crises == 1 ? "1 crisis" : with_commas(readout.crises) + " crises") +
             (readout.inadvertent == 1 ? " is" : " are") + " inadvertent.");
}

void numbers(Context& context, const Readout& readout) {
    const std::uint64_t n = readout.shown;
    const bool few = n < kFewRuns;
    if (n < readout.all)
        text(context, "side.readout.shown",
             shown_words(context.session.state().filter, n, readout.all) + ". Of these:",
             {.tone = Tone::muted});
    text(context, "side.readout.crisis",
         few ? with_commas(readout.crises) + " of " + counted(n, "run") + " to crisis"
             : of_hundred(readout.crises, n) + " end in crisis",
         {.tone = Tone::accent, .heading = true});
    // A word such as "likely" for a handful of runs would say more than they do.
    const std::string interval = "(" + interval_words(readout.crises, n) + ")";
    text(context, "side.readout.share",
         percent_words(readout.crises, n) + " " + interval +
             (few || readout.in_words.empty() ? "." : ": " + readout.in_words));
    std::string counts = with_commas(readout.crises) + " of " + counted(n, "run");
    if (readout.crises > 0) counts += "; " + with_commas(readout.inadvertent) + " of them inadvertent";
    text(context, "side.readout.counts", counts + ".");
    if (readout.inadvertent > 0) {
        text(context, "side.readout.inadvertent",
             "Inadvertent: had both sides seen clearly, the same run would have no crisis.",
             {.tone = Tone::muted});
    }
    gap(context, 4);
    icon_array(context, readout);
}

// The step into crisis of the runs shown, the commonest first; and a way to look at the crises alone. True if
// the state is another now.
bool steps_into_crisis(Context& context, const Readout& readout) {
    constexpr std::size_t kMost = 3;
    Session& session = context.session;
    const CrisisSteps& steps = session.bench().steps_into_crisis();
    if (readout.crises == 0 || steps.crises == 0) return false;
    gap(context, 4);
    text(context, "side.crises", "Where the crises come from", {.heading = true});
    text(context, "side.crises.words",
         "The move that crossed the line in " + counted(steps.crises, "run") +
             (readout.shown < readout.all ? " of those shown" : "") + ". Click to see one such run.",
         {.tone = Tone::muted});
    for (std::size_t i = 0; i < std::min(kMost, steps.list.size()); ++i) {
        const std::string words = crisis_step_words(session.spec(), steps.list[i], steps.crises);
        if (!list_item(context, "side.crises." + std::to_string(i), words,
                       {.tip = "Open the shortest of these runs in the timeline"}))
            continue;
        open_in_timeline(session, steps.list[i].example);
        return true;
    }
    if (steps.list.size() > kMost)
        text(context, "side.crises.more", "and " + counted(steps.list.size() - kMost, "other move") + ".",
             {.tone = Tone::muted});
    const ViewState& state = session.state();
    if (fixes_ends(session.spec(), state.filter)) return false;
    if (!button(context, "side.crises.only", "Show only the crises",
                {.tip = "Filter to the runs that end in crisis or war"}))
        return false;
    session.add_clause(end_clause(RiverCurve::crisis, session.bench().river().options));
    return true;
}

void selected_place(Context& context, const River& river) {
    const auto place = place_of(context.session.state(), river);
    if (!place) return;
    gap(context, 4);
    text(context, "side.place", "Selected place", {.heading = true});
    const Spec& spec = context.session.spec();
    text(context, "side.place.words",
         RiverWords(river, spec, fixes_ends(spec, context.session.state().filter)).place(*place));
    text(context, "side.place.keys",
         context.keys_of(Action::open_selection) + " opens it, " + context.keys_of(Action::filter_selection) +
             " filters to it.",
         {.tone = Tone::muted});
}

// "0 \u2192 1 \u2192 2 \u2192 4"
std::string rungs_words(const std::vector<std::uint8_t>& rungs) {
    constexpr std::size_t kMost = 14;
    std::string text;
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        if (rungs.size() > kMost && i == kMost / 2) text += " \u2192 \u2026";
        if (rungs.size() > kMost && i >= kMost / 2 && i + kMost / 2 < rungs.size()) continue;
        text += (i == 0 ? "" : " \u2192 ") + std::to_string(rungs[i]);
    }
    return text;
}

std::string end_words(const OutcomeCounts& outcomes, std::uint64_t runs) {
    const std::uint64_t crisis = crises(outcomes);
    if (crisis == runs) return "crisis";
    if (outcomes[static_cast<std::size_t>(Outcome::settled)] == runs) return outcome_words(Outcome::settled);
    if (outcomes[static_cast<std::size_t>(Outcome::unresolved)] == runs)
        return outcome_words(Outcome::unresolved);
    return of_hundred(crisis, runs) + " to crisis";
}

void paths(Context& context) {
    Session& session = context.session;
    gap(context, 4);
    text(context, "side.paths", "Commonest paths", {.heading = true});
    const Variants& variants = session.bench().top_variants();
    text(context, "side.paths.count",
         "Rungs in their order; " + counted(variants.distinct, "different path") + " of " +
             counted(variants.runs, "run") + (session.state().filter.empty() ? "" : " shown") +
             ". Click to see one such run.",
         {.tone = Tone::muted});
    for (std::size_t i = 0; i < variants.list.size(); ++i) {
        const Variant& variant = variants.list[i];
        const std::string words =
            with_commas(variant.runs) + " (" + percent_words(variant.runs, variants.runs) +
            "): " + rungs_words(variant.rungs) + ", " + end_words(variant.outcomes, variant.runs);
        if (!list_item(context, "side.path." + std::to_string(i), words,
                       {.tip = "Open the first of these runs in the timeline"}))
            continue;
        return open_in_timeline(session, variant.example);  // the list is of the state before
    }
}

}  // namespace

void draw_readout(Context& context) {
    Session& session = context.session;
    text(context, "side.readout", "Result", {.heading = true});
    if (!session.has_runs()) return text(context, "side.readout.none", "No runs yet.", {.tone = Tone::muted});
    if (!session.sees_truth()) return draw_truth_only(context, "side.readout.truth-only");
    const bool filtered = filter_applies(session.screen) && !session.state().filter.empty();
    const Readout& readout = filtered ? session.bench().readout() : session.bench().readout_of_all();
    if (readout.shown == 0)
        return text(context, "side.readout.none", "No run passes the filter.", {.tone = Tone::muted});
    // Beside pairs, which no filter chooses, it must be said what these numbers are of.
    if (session.screen == ScreenId::compare && session.bench().previous())
        text(context, "side.readout.after", "Of the runs after.", {.tone = Tone::muted});
    if (filtered && fixes_ends(session.spec(), session.state().filter)) runs_by_their_ends(context, readout);
    else numbers(context, readout);
    if (session.screen != ScreenId::river) return;
    // While the runs come in, the lists would change faster than they can be read.
    if (!session.busy() && steps_into_crisis(context, readout)) return;
    selected_place(context, session.bench().river());
    if (!session.busy()) paths(context);
}

}  // namespace firebreak::viz
