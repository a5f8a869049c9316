// What brought about what in a run whose records are not kept.
#pragma once

#include <vector>

#include <firebreak/trace.hpp>

namespace firebreak {

// With this record a side stands at the crisis rung or above.
[[nodiscard]] bool reaches_crisis_rung(const Model& model, const Record& record);

// Keeps of every record its parent, and nothing else of any but which was the crisis.
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

}  // namespace firebreak
