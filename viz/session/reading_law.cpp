#include "session/reading_law.hpp"

#include <algorithm>

#include <firebreak/model.hpp>

namespace firebreak::viz {
namespace {

bool of_posture(const MeasureSpec& measure) {
    const auto touches = [](const auto& change) {
        return change.path.find(".posture.") != std::string::npos ||
               change.path.find('*') != std::string::npos;
    };
    return std::any_of(measure.set.begin(), measure.set.end(), touches) ||
           std::any_of(measure.scale.begin(), measure.scale.end(), touches);
}

// With the measures in force at the moment; most of them do not touch it.
PostureSpec eyes_of(const ToldRun& run, std::size_t reader, Millis time) {
    const Spec& spec = run.model->spec();
    const auto in_force = [&](const MeasureSpec& measure) {
        const auto& arm = run.arm.measures;
        return std::find(arm.begin(), arm.end(), measure.id) != arm.end() &&
               (!measure.in_force || to_millis(measure.in_force->ms) <= time);
    };
    const bool plain =
        std::none_of(spec.measures.begin(), spec.measures.end(),
                     [&](const MeasureSpec& measure) { return in_force(measure) && of_posture(measure); });
    if (plain) return spec.actors[reader].posture;
    Spec overlaid = spec;
    for (const MeasureSpec& measure : spec.measures) {
        if (in_force(measure)) apply_measure(overlaid, measure);
    }
    return overlaid.actors[reader].posture;
}

}  // namespace

ReadingRange reading_range(std::size_t reading, std::size_t rungs, double misread, double skew,
                           double level) {
    constexpr double kRounding = 1e-9;
    ReadingRange range{reading, reading, reading, 1 - misread, 1 - misread};
    // A reading that is too high has the truth below it.
    const double below = misread * skew, above = misread * (1 - skew);
    const bool down_first = below >= above;
    const auto widen = [&](bool down) {
        range.holds += down ? below : above;
        if (down && range.low > 0) --range.low;
        if (!down && range.high + 1 < rungs) ++range.high;
    };
    if (range.holds + kRounding < level) widen(down_first);
    if (range.holds + kRounding < level) widen(!down_first);
    range.holds = std::min(range.holds, 1.0);
    return range;
}

std::optional<ReadingRange> reading_range_at(const ToldRun& run, std::size_t reader, Millis time) {
    const auto* since = at(run.reading[reader], time);
    if (since == nullptr || !since->value.valid()) return {};
    const std::size_t rungs = run.model->spec().ladder.size();
    const Seen* last = nullptr;
    for (const Seen& line : run.lines) {
        if (line.time > time) break;
        if (line.kind == SeenKind::reading && line.known_to(reader)) last = &line;
    }
    if (last == nullptr) return reading_range(since->value.index(), rungs, 0, 0.5);
    const PostureSpec eyes = eyes_of(run, reader, last->time);
    return reading_range(since->value.index(), rungs, eyes.misread, eyes.skew);
}

bool news_on_its_way(const ToldRun& run, std::size_t reader, Millis time) {
    if (run.view.kind != firebreak::PointOfView::Kind::truth) return false;
    return std::any_of(run.lines.begin(), run.lines.end(), [&](const Seen& line) {
        if (line.kind != SeenKind::reading || !line.known_to(reader) || line.time <= time) return false;
        if (line.parent == kNoRecord) return false;
        const Seen& cause = run.lines[line.parent];
        return cause.kind == SeenKind::move && cause.time <= time;
    });
}

}  // namespace firebreak::viz
