// The lists of bookmarks and breakpoints.
#include <algorithm>
#include <cmath>
#include <string>

#include <imgui.h>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kMostBreakpoints = 32;

void kind_choice(Context& context, Breakpoint& draft) {
    constexpr const char* kNames[kBreakKinds] = {"Rung",   "Misreading",           "Surprise",
                                                 "Crisis", "Message lost or late", "Decision"};
    for (std::size_t i = 0; i < kBreakKinds; ++i) {
        if (i > 0) flow(context, 4, kNames[i]);
        const auto kind = static_cast<BreakKind>(i);
        if (radio(context, "breakpoints.kind." + std::to_string(i), kNames[i], draft.kind == kind))
            draft.kind = kind;
    }
}

void actor_choice(Context& context, Breakpoint& draft) {
    for (std::size_t actor = 0; actor <= kActors; ++actor) {
        const std::string name =
            actor < kActors ? side_words(context.session.spec(), actor) : std::string("either");
        if (actor > 0) flow(context, 4, name);
        if (radio(context, "breakpoints.actor." + std::to_string(actor), name, draft.actor == actor))
            draft.actor = actor;
    }
}

void amount_choice(Context& context, Breakpoint& draft) {
    const auto rungs = static_cast<float>(std::max<std::size_t>(2, context.session.spec().ladder.size()) - 1);
    auto rung = static_cast<float>(draft.rung), gap = static_cast<float>(draft.gap);
    auto moved = static_cast<float>(100 * draft.moved), days = static_cast<float>(draft.days);
    // In whole points and tenths of days, as the words say them.
    if (draft.kind == BreakKind::rung && slider(context, "breakpoints.rung", "rung", rung, 0, rungs, 1))
        draft.rung = static_cast<std::size_t>(std::lround(rung));
    if (draft.kind == BreakKind::gap && slider(context, "breakpoints.gap", "rungs", gap, 1, rungs, 1))
        draft.gap = static_cast<std::size_t>(std::lround(gap));
    if (draft.kind == BreakKind::surprise &&
        slider(context, "breakpoints.moved", "percentage points", moved, 5, 100, 5))
        draft.moved = std::round(static_cast<double>(moved)) / 100;
    if (draft.kind == BreakKind::message && slider(context, "breakpoints.days", "days", days, 0.1F, 30, 0.5F))
        draft.days = std::round(static_cast<double>(days) * 10) / 10;
}

void add_breakpoint(Context& context) {
    Session& session = context.session;
    Breakpoint& draft = context.ui.of<Breakpoint>();  // what the next one would be
    draft.rung = std::min(draft.rung, session.spec().ladder.size() - 1);
    text(context, "breakpoints.new", "Stop also when:", {.tone = Tone::muted});
    kind_choice(context, draft);
    if (draft.kind != BreakKind::crisis) actor_choice(context, draft);
    amount_choice(context, draft);
    Breakpoint wanted = draft;
    if (wanted.kind == BreakKind::crisis) wanted.actor = kActors;
    const bool there = std::find(session.breakpoints.begin(), session.breakpoints.end(), wanted) !=
                       session.breakpoints.end();
    const bool full = session.breakpoints.size() >= kMostBreakpoints;
    if (button(context, "breakpoints.add", "Add: " + breakpoint_words(session.spec(), wanted),
               {.enabled = !there && !full, .reason = there ? "It is in the list." : "The list is full."}))
        session.breakpoints.push_back(wanted);
}

}  // namespace

void draw_bookmarks(Context& context, bool& open) {
    Session& session = context.session;
    if (!begin_dialogue(context, "bookmarks", "Bookmarks", open, 560, 360)) return;
    if (session.bookmarks_shown() == 0)
        text(context, "bookmarks.none",
             "None yet. " + context.keys_of(Action::bookmark) + " sets one at the cursor of the open run.");
    ImGui::BeginChild("##bookmarks", ImVec2(0, 0));
    for (std::size_t i = 0; i < session.bookmarks.size(); ++i) {
        const Bookmark place = session.bookmarks[i];
        if (!session.shows(place)) continue;
        const std::string id = "bookmarks." + std::to_string(i);
        if (button(context, id + ".remove", "Remove")) {
            session.bookmarks.erase(session.bookmarks.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
        same_line(context);
        ImGui::AlignTextToFramePadding();
        if (!list_item(context, id, place.words)) continue;
        session.go_to_bookmark(i);
        open = false;
    }
    ImGui::EndChild();
    if (!open) close_dialogue(context);
    end_dialogue(context);
}

void draw_breakpoints(Context& context, bool& open) {
    Session& session = context.session;
    open = open && session.has_scenario();
    if (!begin_dialogue(context, "breakpoints", "Breakpoints", open, 720, 420)) return;
    text(context, "breakpoints.words",
         session.breakpoints.empty() ? "Play does not stop anywhere yet."
                                     : "Play stops when one of these comes true.");
    add_breakpoint(context);
    gap(context);
    ImGui::BeginChild("##breakpoints", ImVec2(0, 0));
    for (std::size_t i = 0; i < session.breakpoints.size(); ++i) {
        const Breakpoint breakpoint = session.breakpoints[i];
        const std::string id = "breakpoints." + std::to_string(i);
        if (button(context, id + ".remove", "Remove")) {
            session.breakpoints.erase(session.breakpoints.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
        same_line(context);
        ImGui::AlignTextToFramePadding();
        std::string words = breakpoint_words(session.spec(), breakpoint);
        if (needs_truth(breakpoint.kind) && !session.sees_truth())
            words += " (stops only with the point of view Everything)";
        text(context, id, words);
    }
    ImGui::EndChild();
    if (!open) close_dialogue(context);
    end_dialogue(context);
}

}  // namespace firebreak::viz
