// What a person has chosen to look at: filter, selection, lane, colours. Plain values, so that undo is keeping the one before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::viz {

enum class ColourMode { outcome, mover, misperception };
inline constexpr int kColourModes = 3;
[[nodiscard]] const char* colour_mode_words(ColourMode mode);

// A place in the river: a cell, or with `to` the ribbon from it to the next column.
struct RiverPlace {
    std::size_t column = 0;
    std::size_t rung = 0;
    std::optional<std::size_t> to;
    bool operator==(const RiverPlace&) const = default;
};

struct ViewState {
    std::vector<RiverClause> filter;  // all must hold; each is a chip
    std::optional<RiverPlace> place;
    std::optional<std::uint64_t> replicate;  // the run that is opened
    Lane lane = Lane::higher;
    ColourMode colours = ColourMode::outcome;
    std::size_t merge_steps = 0;  // 0: as many as make the picture fit
    bool rescale = true;          // to the runs that pass the filter
    bool log_grid = false;
    bool operator==(const ViewState&) const = default;
};

// A chip as a sentence: "ends in crisis", "passes Public accusation at step 3", "not: inadvertent".
[[nodiscard]] std::string clause_words(const Spec& spec, const RiverClause& clause);
// The whole filter: "ends in crisis and passes ..."; "all runs" without clauses.
[[nodiscard]] std::string filter_words(const Spec& spec, const std::vector<RiverClause>& filter);

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
