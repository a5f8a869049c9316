// The readers of a scenario's sections: each fills its part of the Spec and notes what is wrong with it.
#pragma once

#include <span>

#include <firebreak/exercise_spec.hpp>
#include <firebreak/model.hpp>

#include "model/statistics_names.hpp"
#include "scenario/fields.hpp"

namespace firebreak {

void read_clock(const Place& at, Reading& reading);
void read_ladder(const Place& at, Reading& reading);
void read_endings(const Place& at, Reading& reading);
void read_causes(const Place& at, Reading& reading);
void read_incidents(const Place& at, Reading& reading);
void read_evidence(const Place& at, Reading& reading);
void read_messages(const Place& at, Reading& reading);
void read_channels(const Place& at, Reading& reading);
void read_moves(const Place& at, Reading& reading);
void read_actors(const Place& at, Reading& reading);
void read_measures(const Place& at, Reading& reading);
// Once all the others are read: these speak of parameters.
void read_overlays(const Place& measures, Reading& reading, const std::vector<Parameter>& all);
void read_expects(const Place& at, Reading& reading, const std::vector<Parameter>& all);
void read_observe(const Place& at, Reading& reading);
void read_targets(const Place& at, Reading& reading);
// Last of all: it speaks of everything else.
[[nodiscard]] ExerciseSpec read_exercise(const Place& at, Reading& reading);
void read_sources(const Place& at, Reading& reading);
void read_provenance(const Place& at, Reading& reading, const std::vector<Parameter>& all);

// What `range`, `law` or `scale`, and `independent`, say of the numbers that a path names; empty without
// them, and where they are wrong.
[[nodiscard]] std::optional<RangeSpec> read_range(const Fields& fields, Faults& faults,
                                                  const std::string& path, const std::vector<Parameter>& all);

inline constexpr std::size_t kMostObserved = 100;  // own measures, and targets

// What `share`, `mean`, `ratio` or `quantiles`, of which one must be there, and `where` and `levels` ask of
// runs.
[[nodiscard]] RunMeasure read_run_measure(const Fields& fields, Reading& reading,
                                          std::span<const RunMeasure::Kind> kinds);
// What a measure comes to: a probability; a duration, or a number of milliseconds; or any number.
[[nodiscard]] double read_measured(const Place& at, Reading& reading, const RunMeasure& of);

// A fault if `needs` and `unless` of anything that a measure may switch name the same measure.
void check_gates(const Fields& fields, Reading& reading, const std::string& needs, const std::string& unless);

// Values of a form that only one key has.
void read_line(const Place& at, Reading& reading, LineSpec& line);
[[nodiscard]] std::optional<StaffedSpec> read_staffed(const Place& at, Reading& reading);
void read_confusion(const Place& at, Reading& reading, std::vector<std::pair<std::string, Weights>>& rows);

// The rules of one actor.
[[nodiscard]] std::vector<RuleSpec> read_doctrine(const Place& at, Reading& reading);

// A moment as a date, or as a span since clock.start; not before the start. A fault otherwise.
[[nodiscard]] std::optional<Duration> read_moment(const Place& at, Reading& reading);

// The index of an entity with this id; -1: none.
template <class Entities>
int index_of_id(const Entities& entities, std::string_view id) {
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (entities[i].id == id) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace firebreak
