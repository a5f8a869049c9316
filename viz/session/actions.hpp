// Everything that a person can tell the program, by name. Keys, menus and the help page are made from this
// one list.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace firebreak::viz {

enum class Action {
    open_file,
    edit_scenario,
    save_text,
    quit,
    screen_river,
    screen_timeline,
    screen_ladder,
    screen_compare,
    screen_sweep,
    run,
    stop,
    play,
    step_back,
    step_forward,
    previous_decision,
    next_decision,
    first_step,
    last_step,
    slower,
    faster,
    zoom_in,
    zoom_out,
    pan_left,
    pan_right,
    zoom_to_selection,
    fit_all,
    view_truth,
    view_a,
    view_b,
    view_both,
    rescale,
    colour_mode,
    log_grid,
    hypothetical,
    next_sample,
    bookmark,
    bookmarks,
    find,
    open_selection,
    back_out,
    clear,
    undo,
    redo,
    export_view,
    larger,
    smaller,
    normal_size,
    presentation,
    full_screen,
    next_theme,
    help,
    next_panel,
    previous_panel,
    next_parting,
    cause_of,
    effect_of,
    filter_selection,
    breakpoints,
    previous_bookmark,
    next_bookmark,
    next_surprise,
    compare_difference,
    compare_swap,
    compare_pairs,
    open_sweep
};

struct ActionInfo {
    Action action;
    const char* id;       // "screen.river", as the file of keys writes it
    const char* words;    // "River", for menus and the help page
    const char* section;  // heading on the help page
    const char* keys;     // default chords, separated by spaces
};

// The headings of the help page, in their order.
[[nodiscard]] std::span<const char* const> action_sections();

// All of them, in the order of the enumeration.
[[nodiscard]] std::span<const ActionInfo> actions();

[[nodiscard]] const ActionInfo& info(Action action);
[[nodiscard]] std::optional<Action> find_action(std::string_view id);

}  // namespace firebreak::viz
