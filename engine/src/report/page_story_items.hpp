// A run as items of three ledgers: what happened, what the first side saw and concluded, and the second side.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <firebreak/trace.hpp>

#include "report/page_markup.hpp"
#include "trace/labels.hpp"
#include "trace/line_text.hpp"

namespace firebreak::report {

inline constexpr std::size_t kTruthLedger = 0;  // the actors' follow: 1 and 2

// One paragraph of one ledger.
struct StoryItem {
    Millis time = 0;
    std::size_t ledger = kTruthLedger;
    std::vector<Row> rows;
    std::vector<RecordId> ids;    // records told here, the first in front, and those that nothing is told of just before it
    RecordId parent = kNoRecord;  // what brought the first one about
};

// The whole run in order; reports on one case and routine reviews are told together, as `firebreak explain` does. Every record of the run is
// among the ids of exactly one item.
[[nodiscard]] std::vector<StoryItem> story_items(const Model& model, const Trace& trace);

// A text of the story with its misperceptions, "[!] ...", set off.
[[nodiscard]] Markup story_text(const std::string& text);

// The chain of causes from a record back to the start of the run, as a list. With `linked` each refers to its item in the story.
[[nodiscard]] Markup chain_list(const Model& model, const Trace& trace, RecordId record, bool linked);

// The id of a record's place on the page.
[[nodiscard]] std::string event_anchor(RecordId record);

}  // namespace firebreak::report
