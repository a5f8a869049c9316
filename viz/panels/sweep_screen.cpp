// The folder of a sweep: what the measures do over its settings, what moves that, and each setting as a mark
// that opens its river. viz/docs/sweep.md describes it.
#include <algorithm>
#include <filesystem>
#include <string>

#include <imgui.h>

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "panels/screen.hpp"
#include "panels/sweep_parts.hpp"
#include "panels/widget_core.hpp"

namespace firebreak::viz {
namespace {

constexpr float kTwoColumns = 1200;  // width of the screen at scale 1 from which there are two

// The way in, without a sweep: opening one, and how one is made.
void no_sweep(Context& context) {
    const Session& session = context.session;
    text(context, "sweep.title", "Sweep", {.heading = true});
    text(context, "sweep.nothing",
         "No sweep is open. A sweep runs a scenario at many settings of its uncertain numbers, and this "
         "screen "
         "shows where a measure helps, where it hurts, and what that depends on.");
    gap(context);
    action_button(context, "sweep.open-folder", Action::open_sweep);
    gap(context);
    const std::string file = session.path().empty() ? "SCENARIO.yaml" : shell_path(session.path());
    const std::string command = "firebreak uncertainty " + file + " -o results";
    text(context, "sweep.make",
         "This command makes one, over every number to which the scenario gives a range. Open its folder at "
         "once, and the screen follows while it runs:");
    text(context, "sweep.command", printable(command, 2000));
    if (button(context, "sweep.copy", "Copy", {.tip = "Copy the command"}))
        ImGui::SetClipboardText(command.c_str());
}

const SweepWords& words_of(const Context& context, const SweepReading& reading, SweepScreenState& state) {
    return state.words.of({context.session.sweep().version(), state.arm}, [&]() -> SweepWords {
        return {reading.answer_words(), reading.effect_words(state.arm), reading.region_words(state.arm),
                reading.notes()};
    });
}

void head(Context& context, const SweepWatch& sweep, const SweepReading& reading, SweepScreenState& state) {
    const std::string name = std::filesystem::path(sweep.folder()).filename().string();
    const Spec& spec = reading.spec();
    text(context, "sweep.title",
         "Sweep " + printable(name, 60) + ": " + printable(spec.title.empty() ? spec.id : spec.title, 120),
         {.heading = true});
    if (!sweep.fault().empty())
        text(context, "sweep.fault",
             "What is shown was read before. The folder cannot be read now: " + printable(sweep.fault(), 600),
             {.tone = Tone::warning});
    text(context, "sweep.progress", reading.progress_words(),
         {.tone = reading.progress().complete ? Tone::muted : Tone::accent});
    // A presentation has it as its headline.
    if (!context.presentation) text(context, "sweep.answer", words_of(context, reading, state).answer);
}

std::string arm_tip(const SweepReading& reading, std::size_t arm) {
    const auto& measures = reading.arms()[arm].measures;
    return measures.size() == 1 ? Labels(reading.spec(), 200).measure(measures.front()) : std::string();
}

// The share of crises, or what one arm does to it.
void arms(Context& context, const SweepReading& reading, SweepScreenState& state) {
    ImGui::AlignTextToFramePadding();
    text(context, "sweep.arms", "Show:", {.tone = Tone::muted, .wrapped = false, .label = true});
    for (std::size_t arm = 0; arm < reading.arms().size(); ++arm) {
        const std::string label =
            arm == 0 ? "crises with " + reading.arm_name(0) : "effect of " + reading.arm_name(arm);
        flow(context, 6, label);
        if (radio(context, "sweep.arm." + std::to_string(arm), label, state.arm == arm,
                  {.tip = arm_tip(reading, arm)}))
            state.arm = arm;
    }
}

// A menu of the numbers that vary, the strongest first.
void choose_number(Context& context, const std::string& id, const std::string& words,
                   const SweepReading& reading, std::size_t arm, std::size_t now,
                   std::optional<std::size_t>& chosen) {
    const std::string label =
        fitted(words + reading.numbers()[now].label, rest_of_panel().width() * 0.44F) + " \u25bc";
    ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0),
                                        ImVec2(context.px(640), ImGui::GetIO().DisplaySize.y / 2));
    if (!begin_menu(context, id, label, {.tip = "Choose another number"})) return;
    for (const std::size_t number : reading.strongest(arm)) {
        const SweptNumber& entry = reading.numbers()[number];
        if (menu_item(context, id + "." + std::to_string(number), entry.label, entry.from + " to " + entry.to,
                      number == now))
            chosen = number;
    }
    end_menu(context);
}

void axes(Context& context, const SweepReading& reading, SweepScreenState& state) {
    const MapNumbers numbers = map_numbers(reading, state);
    if (reading.numbers().size() < 2 || context.presentation) return;
    choose_number(context, "sweep.x", "Across: ", reading, state.arm, numbers.x, state.x);
    flow(context, 8, "Up: " + reading.numbers()[numbers.y].label + " \u25bc");
    choose_number(context, "sweep.y", "Up: ", reading, state.arm, numbers.y, state.y);
}

void map_column(Context& context, const SweepReading& reading, SweepScreenState& state) {
    axes(context, reading, state);
    const bool strip = reading.numbers().size() < 2;
    const float room = rest_of_panel().height() - 5 * ImGui::GetFrameHeightWithSpacing();
    draw_sweep_map(context, reading, state,
                   std::floor(strip ? context.px(150) : std::clamp(room, context.px(280), context.px(520))));
    draw_chosen_setting(context, reading, state);
}

void words_of_arm(Context& context, const SweepWords& words) {
    if (!words.effect.empty()) {
        gap(context, 4);
        text(context, "sweep.effect", words.effect);
    }
    const std::vector<std::string>& regions = words.regions;
    if (regions.empty()) return;
    gap(context, 8);
    text(context, "sweep.regions", "Where it helps or hurts", {.heading = true});
    for (std::size_t i = 0; i < regions.size(); ++i)
        text(context, "sweep.region." + std::to_string(i), regions[i]);
}

void charts_column(Context& context, const SweepReading& reading, SweepScreenState& state) {
    words_of_arm(context, words_of(context, reading, state));
    draw_effects(context, reading, state);
    draw_drivers(context, reading, state);
}

void results(Context& context, const SweepReading& reading, SweepScreenState& state) {
    arms(context, reading, state);
    const bool wide = rest_of_panel().width() >= context.px(kTwoColumns);
    if (!wide) {
        map_column(context, reading, state);
        charts_column(context, reading, state);
    } else if (ImGui::BeginTable("##sweep", 2)) {
        ImGui::TableNextColumn();
        map_column(context, reading, state);
        ImGui::TableNextColumn();
        charts_column(context, reading, state);
        ImGui::EndTable();
    }
    gap(context, 8);
    const std::vector<std::string>& notes = words_of(context, reading, state).notes;
    for (std::size_t i = 0; i < notes.size(); ++i)
        text(context, "sweep.note." + std::to_string(i), notes[i], {.tone = Tone::muted});
}

// Another folder begins with what its first measure does.
SweepScreenState& state_of(Context& context, const SweepReading& reading) {
    SweepScreenState& state = context.ui.of<SweepScreenState>();
    const std::string& folder = context.session.sweep().folder();
    if (state.folder != folder || state.arm >= reading.arms().size()) {
        state = {};
        state.folder = folder;
        state.arm = reading.arms().size() > 1 ? 1 : 0;
    }
    for (std::optional<std::size_t>* number : {&state.x, &state.y}) {
        if (*number && **number >= reading.numbers().size()) number->reset();
    }
    return state;
}

}  // namespace

void draw_sweep_screen(Context& context) {
    const Session& session = context.session;
    const SweepWatch& sweep = session.sweep();
    const bool faulty = !session.has_scenario() && !session.path().empty();
    if (!sweep.is_open()) return faulty ? draw_nothing_yet(context, "Sweep") : no_sweep(context);
    if (!session.sees_truth()) {
        text(context, "sweep.title", "Sweep", {.heading = true});
        return draw_truth_only(context, "sweep.view");
    }
    const SweepReading* reading = sweep.reading();
    if (reading == nullptr) {
        text(context, "sweep.title", "Sweep", {.heading = true});
        const std::string folder = printable(sweep.folder(), 300);
        if (sweep.fault().empty()) return text(context, "sweep.reading", "Reading " + folder + " ...");
        text(context, "sweep.fault", printable(sweep.fault(), 1000), {.tone = Tone::warning});
        gap(context);
        return action_button(context, "sweep.open-folder", Action::open_sweep);
    }
    SweepScreenState& state = state_of(context, *reading);
    head(context, sweep, *reading, state);
    if (reading->points() > 0) results(context, *reading, state);
}

}  // namespace firebreak::viz
