// What brought about what in a run.
#pragma once

#include <vector>

#include <firebreak/trace.hpp>

namespace firebreak {

// With this record a side stands at the crisis rung or above.
[[nodiscard]] bool reaches_crisis_rung(const Model& model, const Record& record);

// For a run whose records are not kept: of every record its parent, and which one was the crisis.
class CauseLinks final : public Recorder {
public:
    // The model must outlive it.
    explicit CauseLinks(const Model& model) : model_(model) {}

    void record(const Record& record) override;

    // By record.
    [[nodiscard]] const std::vector<RecordId>& parents() const { return parents_; }
    // As crisis_record().
    [[nodiscard]] RecordId crisis() const { return crisis_; }
    // As chain_of_causes().
    [[nodiscard]] std::vector<RecordId> chain(RecordId record) const;

private:
    const Model& model_;
    std::vector<RecordId> parents_;
    RecordId crisis_ = kNoRecord;
};

// The lines of a view from a record back to the start, the record's first; none if the view has no such
// record. `look` sees every line of the view first.
[[nodiscard]] std::vector<Seen> chain_lines(const Model& model, const Trace& trace, RecordId record,
                                            PointOfView view, const SeenRecorder::Take& look = {});

}  // namespace firebreak
