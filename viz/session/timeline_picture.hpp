// The timeline as shapes in pixels: lanes, steps, marks, arrows and dates, made of a told run and a window of
// time. No ImGui and no colours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/registry.hpp"
#include "session/told_run.hpp"

namespace firebreak::viz {

// --- Windows of time -------------------------------------------------------

inline constexpr Millis kShortestWindow = 3600 * 1000;

// All within 0 and `end`. A factor below 1 shows less; the moment `around` stays where it is, unless the end
// of the run is in the way.
[[nodiscard]] TimeWindow zoomed(TimeWindow window, Millis end, double factor, Millis around);
[[nodiscard]] TimeWindow panned(TimeWindow window, Millis end, Millis by);

// --- What parts belief and truth -------------------------------------------

// A span in which a side's reading of the other's posture stays as far off: reading less truth, in rungs.
struct GapSpan {
    Millis from = 0, to = 0;
    std::size_t rung = 0;  // as read
    int gap = 0;           // 0 too where the view has no truth
    RecordId line = 0;     // that began it
    bool operator==(const GapSpan&) const = default;
};
[[nodiscard]] std::vector<GapSpan> gap_spans(const ToldRun& run, std::size_t reader);

// True if each reading of the other side's posture in the run is the truth at all times. False where the view
// has no truth: no side knows.
[[nodiscard]] bool always_right(const ToldRun& run, std::size_t reader);

// The lines at which a gap grows and lasts longer than the news takes, in the order of time. None where the
// view has no truth.
[[nodiscard]] std::vector<RecordId> partings(const ToldRun& run);

// --- The picture -----------------------------------------------------------

enum class LaneKind { postures, reading, signals, decisions, incidents };
enum class MarkShape { circle, diamond, square, triangle };  // A, B, nature, a measure that comes into force
inline constexpr std::size_t kNature = kActors;

struct StepPiece {
    float x0 = 0, x1 = 0, y = 0;
    float top = 0, bottom = 0;  // of the stroke at x0 that leads here from the piece before
    std::size_t rung = 0;
    int gap = 0;
    RecordId line = 0;
};

struct StepLine {
    std::size_t actor = 0;  // whose posture, or who reads
    bool solid = true;      // true; otherwise believed
    std::vector<StepPiece> pieces;
    float missing_to = 0;  // up to this x nothing is recorded; 0: from the beginning on there is
};

struct PictureMark {
    RecordId line = 0;
    float x = 0, y = 0;
    std::size_t actor = kNature;
    MarkShape shape = MarkShape::square;
    bool solid = true;
    bool strong = false;  // an act, not a hold
    // all that it stands for, itself among them; one unless there are others nearer than three pixels
    std::vector<RecordId> folded;
};

struct PictureArrow {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    std::size_t message = 0;  // its place in the run
    RecordId line = 0;
    std::size_t sender = 0;
    bool sent_known = true, arrival_known = true;
    bool lost = false, garbled = false;
    std::size_t folded = 1;  // with those that would lie on it, pixel by pixel
};

struct PictureLane {
    LaneKind kind = LaneKind::postures;
    std::size_t actor = kNature;
    std::string id;  // "truth", "reads-a"
    std::string name;
    std::string note;  // in place of what there is none of
    Rect place;
    std::vector<float> rung_y;  // lanes on the ladder axis
    std::vector<StepLine> lines;
    std::vector<PictureMark> marks;
    std::vector<PictureArrow> arrows;
};

struct TimelinePicture {
    std::vector<PictureLane> lanes;
    std::vector<PictureMark> in_force;  // measures that come into force, on the axis of time below the lanes
    std::optional<float> crisis;        // only where the view has the truth
};

struct PictureFrame {
    Rect place;  // of the lanes, without their names and the dates
    float scale = 1;
    TimeWindow window;
    bool brief = false;  // postures and decisions only, for the run beside its fork
};

[[nodiscard]] TimelinePicture timeline_picture(const ToldRun& run, const PictureFrame& frame);
[[nodiscard]] float x_of(const PictureFrame& frame, Millis time);
[[nodiscard]] Millis time_at(const PictureFrame& frame, float x);

// The mark or arrow nearest to a place, as the line that a click there means; none farther away than `most`
// pixels.
[[nodiscard]] std::optional<RecordId> nearest_line(const TimelinePicture& picture, float x, float y,
                                                   float most);

}  // namespace firebreak::viz
