// The session's sweep, and a setting of it that is open in place of the scenario as it was written.
#include <filesystem>

#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "session/folder_list.hpp"
#include "session/session.hpp"

namespace firebreak::viz {

void Session::open_sweep(const std::string& folder) {
    std::string name = folder;
    while (name.size() > 1 && name.back() == '/') name.pop_back();
    // Without a sweep the screen says so, and no scenario is there to be opened.
    path_ = looks_like_sweep(name) ? name + "/scenario.yaml" : std::string();
    take(path_.empty() ? LoadedScenario{} : load(path_));
    sweep_.open(name);
    screen = ScreenId::sweep;
}

// A folder may become that of a sweep while it is open.
bool Session::follow_sweep(double seconds) {
    const bool changed = sweep_.tick(seconds);
    if (changed && path_.empty() && sweep_.reading() != nullptr) {
        path_ = sweep_.folder() + "/scenario.yaml";
        take(load(path_));
    }
    return changed;
}

std::string Session::why_not_editable() const {
    if (path_.empty()) return "No scenario is open.";
    if (path_ == "-") return "The scenario came through a pipe: there is no file to edit.";
    return sweep_.is_open()
               ? "The sweep holds for its scenario as it is. Edit the file that it was made from."
               : std::string();
}

std::string Session::setting_words() const {
    if (!setting_) return {};
    const std::string name = std::filesystem::path(setting_->folder).filename().string();
    return "Setting " + std::to_string(setting_->number) + " of the sweep " + printable(name, 60);
}

void Session::open_setting(std::size_t place, std::size_t arm) {
    const SweepReading* reading = sweep_.reading();
    if (reading == nullptr || place >= reading->points() || arm >= reading->arms().size()) return;
    const Result<SweptSetting> found = reading->setting(place, arm);
    if (!found) return note("This setting cannot be run: " + found.error());
    const std::uint64_t usual = chosen_runs();
    const SweptPoint point = reading->point(place);
    path_ = found->scenario;
    LoadedScenario file = load(path_);
    std::vector<std::pair<std::string, std::string>> numbers;
    for (const std::string& change : found->changes) {
        // A choice of a variant makes another scenario; numbers change within it.
        if (change.starts_with("variants.")) {
            if (file.spec) static_cast<void>(change_scenario(*file.spec, change));
            continue;
        }
        const std::size_t sign = change.find('=');
        numbers.emplace_back(change.substr(0, sign), change.substr(sign + 1));
    }
    take(std::move(file));
    if (!has_scenario()) return;
    settings = {found->measures, std::move(numbers), found->seed, found->runs, {}, found->first};
    setting_ = OpenSetting{point.number, sweep_.folder(), usual};
    run();
    screen = ScreenId::river;
}

void Session::leave_setting() {
    if (!setting_) return;
    const ScreenId shown = screen;
    take(load(path_));
    screen = shown;
}

}  // namespace firebreak::viz
