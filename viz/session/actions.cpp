#include "session/actions.hpp"

#include <algorithm>
#include <array>

namespace firebreak::viz {
namespace {

constexpr const char* kFile = "File and run";
constexpr const char* kScreens = "Screens and window";
constexpr const char* kTime = "Time";
constexpr const char* kPicture = "Picture";
constexpr const char* kSelection = "Selection and filter";

constexpr std::array kActions{
    ActionInfo{Action::open_file, "file.open", "Open...", kFile, "Ctrl+O"},
    ActionInfo{Action::edit_scenario, "file.edit", "Edit the scenario", kFile, "Ctrl+G"},
    ActionInfo{Action::save_text, "file.save", "Save the scenario", kFile, "Ctrl+S"},
    ActionInfo{Action::quit, "file.quit", "Quit", kFile, "Ctrl+Q"},
    ActionInfo{Action::screen_river, "screen.river", "River", kScreens, "1"},
    ActionInfo{Action::screen_timeline, "screen.timeline", "Timeline", kScreens, "2"},
    ActionInfo{Action::screen_ladder, "screen.ladder", "Ladder", kScreens, "3"},
    ActionInfo{Action::screen_compare, "screen.compare", "Compare", kScreens, "4"},
    ActionInfo{Action::screen_sweep, "screen.sweep", "Sweep", kScreens, "5"},
    ActionInfo{Action::run, "run.start", "Run", kFile, "Ctrl+R"},
    ActionInfo{Action::stop, "run.stop", "Stop", kFile, "Ctrl+Period"},
    ActionInfo{Action::play, "time.play", "Play or pause", kTime, "K Space"},
    ActionInfo{Action::step_back, "time.back", "Step back", kTime, "J"},
    ActionInfo{Action::step_forward, "time.forward", "Step forward", kTime, "L"},
    ActionInfo{Action::previous_decision, "time.previous-decision", "Previous decision", kTime, "Shift+J"},
    ActionInfo{Action::next_decision, "time.next-decision", "Next decision", kTime, "Shift+L"},
    ActionInfo{Action::first_step, "time.first", "First step", kTime, "Home"},
    ActionInfo{Action::last_step, "time.last", "Last step", kTime, "End"},
    ActionInfo{Action::slower, "time.slower", "Slower", kTime, "["},
    ActionInfo{Action::faster, "time.faster", "Faster", kTime, "]"},
    ActionInfo{Action::zoom_in, "picture.zoom-in", "Zoom in at the pointer", kPicture, "W"},
    ActionInfo{Action::zoom_out, "picture.zoom-out", "Zoom out", kPicture, "S"},
    ActionInfo{Action::pan_left, "picture.pan-left", "Pan left", kPicture, "A"},
    ActionInfo{Action::pan_right, "picture.pan-right", "Pan right", kPicture, "D"},
    ActionInfo{Action::zoom_to_selection, "picture.zoom-to-selection", "Zoom to the selection", kPicture,
               "F"},
    ActionInfo{Action::fit_all, "picture.fit", "Fit all", kPicture, "0"},
    ActionInfo{Action::view_truth, "view.truth", "Point of view: everything", kPicture, "T"},
    ActionInfo{Action::view_a, "view.a", "Point of view: side A", kPicture, "Y"},
    ActionInfo{Action::view_b, "view.b", "Point of view: side B", kPicture, "U"},
    ActionInfo{Action::view_both, "view.both", "Point of view: both sides", kPicture, "I"},
    ActionInfo{Action::rescale, "picture.rescale", "Rescale to the filter", kPicture, "R"},
    ActionInfo{Action::colour_mode, "picture.colour", "Next colour mode", kPicture, "C"},
    ActionInfo{Action::log_grid, "picture.grid", "River or table", kPicture, "G"},
    ActionInfo{Action::hypothetical, "picture.hypothetical", "Show runs one by one", kPicture, "H"},
    ActionInfo{Action::next_sample, "selection.sample", "Another run at random", kSelection, "N"},
    ActionInfo{Action::bookmark, "selection.bookmark", "Bookmark this", kSelection, "M"},
    ActionInfo{Action::bookmarks, "selection.bookmarks", "Bookmarks", kSelection, "Shift+M"},
    ActionInfo{Action::find, "selection.find", "Find", kSelection, "/ Ctrl+F"},
    ActionInfo{Action::open_selection, "selection.open", "Open the selection", kSelection, "Enter"},
    ActionInfo{Action::back_out, "selection.back", "Back out one level", kSelection, "Backspace"},
    ActionInfo{Action::clear, "selection.clear", "Close; clear selection, then filter", kSelection, "Escape"},
    ActionInfo{Action::undo, "view.undo", "Undo", kSelection, "Ctrl+Z"},
    ActionInfo{Action::redo, "view.redo", "Redo", kSelection, "Ctrl+Y Ctrl+Shift+Z"},
    ActionInfo{Action::export_view, "file.export", "Export view", kFile, "Ctrl+E"},
    ActionInfo{Action::larger, "window.larger", "Larger", kScreens, "Ctrl+Plus Ctrl+="},
    ActionInfo{Action::smaller, "window.smaller", "Smaller", kScreens, "Ctrl+-"},
    ActionInfo{Action::normal_size, "window.normal-size", "Normal size", kScreens, "Ctrl+0"},
    ActionInfo{Action::presentation, "window.presentation", "Presentation", kScreens, "F5"},
    ActionInfo{Action::full_screen, "window.full-screen", "Full screen", kScreens, "F11"},
    ActionInfo{Action::next_theme, "window.theme", "Next theme", kScreens, "Ctrl+T"},
    ActionInfo{Action::help, "window.keys", "Keys", kScreens, "F1 ?"},
    ActionInfo{Action::next_panel, "window.next-panel", "Next panel", kScreens, "F6"},
    ActionInfo{Action::previous_panel, "window.previous-panel", "Previous panel", kScreens, "Shift+F6"},
    ActionInfo{Action::next_parting, "time.next-parting", "Next misreading", kTime, "Ctrl+L"},
    ActionInfo{Action::cause_of, "selection.cause", "What brought this about", kSelection, "X"},
    ActionInfo{Action::effect_of, "selection.effect", "What this led to", kSelection, "Shift+X"},
    ActionInfo{Action::filter_selection, "selection.filter", "Filter to the selection", kSelection,
               "Shift+Enter"},
    ActionInfo{Action::breakpoints, "time.breakpoints", "Breakpoints", kTime, "B"},
    ActionInfo{Action::previous_bookmark, "selection.previous-bookmark", "Previous bookmark", kSelection,
               "PageUp"},
    ActionInfo{Action::next_bookmark, "selection.next-bookmark", "Next bookmark", kSelection, "PageDown"},
    ActionInfo{Action::next_surprise, "time.next-surprise", "Next surprise", kTime, "Alt+L"},
    ActionInfo{Action::compare_difference, "compare.difference", "Compare: river of differences", kPicture,
               "Shift+D"},
    ActionInfo{Action::compare_swap, "compare.swap", "Compare: swap before and after", kPicture, "V"},
    ActionInfo{Action::compare_pairs, "compare.pairs", "Compare: list of pairs", kPicture, "P"},
    ActionInfo{Action::open_sweep, "file.open-sweep", "Open sweep...", kFile, "Ctrl+Shift+O"},
};

}  // namespace

std::span<const char* const> action_sections() {
    static constexpr const char* kSections[] = {kScreens, kFile, kTime, kPicture, kSelection};
    return kSections;
}

std::span<const ActionInfo> actions() { return kActions; }

const ActionInfo& info(Action action) { return kActions[static_cast<std::size_t>(action)]; }

std::optional<Action> find_action(std::string_view id) {
    const auto place = std::find_if(kActions.begin(), kActions.end(),
                                    [&](const ActionInfo& entry) { return entry.id == id; });
    if (place == kActions.end()) return std::nullopt;
    return place->action;
}

}  // namespace firebreak::viz
