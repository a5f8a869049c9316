// Draws a timeline picture with Dear ImGui and registers its lanes and marks.
#pragma once

#include <string>

#include "panels/context.hpp"
#include "session/timeline_picture.hpp"

namespace firebreak::viz {

struct TimelineDrawing {
    const ToldRun& run;
    const TimelinePicture& picture;
    const PictureFrame& frame;
    std::string prefix;     // of the ids: "timeline." or "timeline.itself."
    float names_width = 0;  // of the column to the left of the lanes
    std::optional<RecordId> selected;
};

void draw_timeline(Context& context, const TimelineDrawing& drawing);
// The axis of dates, below `lanes_end`, with its strokes through the lanes.
void draw_dates(Context& context, const PictureFrame& frame, Millis start, float lanes_end);
// The measures that come into force, in a row of their own between the lanes and the dates, with their words.
void draw_in_force(Context& context, const TimelineDrawing& drawing);
// A line from top to bottom at a moment, with words at its head, before it or after it; nothing if the moment
// is not in the window.
enum class WordsAt { before, after };
void draw_moment(Context& context, const PictureFrame& frame, Millis time, Colour colour, const char* words,
                 WordsAt where);

}  // namespace firebreak::viz
