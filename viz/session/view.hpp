// What a person has chosen to look at: filter, selection, lane, colours. Plain values, so that undo is
// keeping the one before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/river_picture.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::viz {

struct ViewState {
    std::vector<RiverClause> filter;  // all must hold, each with its alternatives
    std::optional<RiverPlace> place;
    std::size_t place_merge = 1;             // the steps from column to column in which `place` counts
    bool drilled = false;                    // into `place`: its parts are shown instead of the river
    std::optional<std::uint64_t> replicate;  // the run that is opened
    Lane lane = Lane::higher;
    ColourMode colours = ColourMode::outcome;
    std::size_t merge_steps = 0;  // 0: as many as make the picture fit
    StepWindow window;
    double share = 1;       // of the runs that the river is drawn of, the commonest paths first; 0.5 to 1
    bool show_all = false;  // nothing is left out by itself, however long the drawing takes
    bool rescale = true;    // to the runs that pass the filter
    bool log_grid = false;
    bool operator==(const ViewState&) const = default;
};

// States gone by and undone, up to 64 back.
class History {
public:
    [[nodiscard]] const ViewState& now() const { return now_; }
    // Becomes the present; what was undone is forgotten. Nothing if it is the present already.
    void set(const ViewState& state);
    // Changes the present without a step to undo, for what changes while it is dragged.
    void replace(const ViewState& state) { now_ = state; }
    bool undo();
    bool redo();
    void clear();

private:
    static constexpr std::size_t kDepth = 64;
    ViewState now_;
    std::vector<ViewState> past_, future_;
};

}  // namespace firebreak::viz
