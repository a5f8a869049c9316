// One named statistic of one run (StatisticRef), measured from its result and, where that is not enough, from
// its records.
#pragma once

#include <array>

#include <firebreak/run.hpp>

#include "model/statistics_names.hpp"

namespace firebreak {

class RunStatistic final : public Recorder {
public:
    explicit RunStatistic(const StatisticRef& statistic) : statistic_(statistic) {}

    [[nodiscard]] const StatisticRef& statistic() const { return statistic_; }
    // Whether the records are needed; if not, the run may go without a recorder.
    [[nodiscard]] bool needs_records() const;

    void begin();  // before each run
    void record(const Record& record) override;
    // after the run; NaN where the run has no such value, infinite where it was never reached
    [[nodiscard]] double value(const RunResult& run) const;

private:
    [[nodiscard]] bool of_actor(ActorId actor) const {
        return statistic_.actor < 0 || static_cast<int>(actor.index()) == statistic_.actor;
    }
    void note_rung(ActorId actor, RungId rung, Millis now);
    void note_case(ActorId actor, const CaseView& view, bool opened);

    StatisticRef statistic_;
    double count_ = 0;
    double last_ = 0;
    std::array<RungId, kActors> rung_;
    Millis since_ = 0;
    IncidentIndex latest_ = kNoIndex;
};

}  // namespace firebreak
