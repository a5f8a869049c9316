// A run as items of three ledgers: what happened, what the first side saw and concluded, and the second side.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <firebreak/telling.hpp>

#include "report/page_markup.hpp"

namespace firebreak::report {

inline constexpr std::size_t kTruthLedger = 0;  // the actors' follow: 1 and 2

// One paragraph of one ledger.
struct StoryItem {
    Millis time = 0;
    std::size_t ledger = kTruthLedger;
    std::vector<Sentence> sentences;
    // records told here, the first in front, and those that nothing is told of just before it
    std::vector<RecordId> ids;
    RecordId parent = kNoRecord;  // what brought the first one about
};

// The items of a run in order: as many as there is room for before and with the crisis, the last ones; then
// what comes after it, as far as room is left. Every record of the items kept is among the ids of exactly
// one.
struct Story {
    std::deque<StoryItem> items;
    std::size_t to_crisis = 0;  // of the items: up to the crisis and with it; all if there is none
    std::size_t before = 0;     // items left out in front
    std::size_t after = 0;      // and at the end
};

// Makes the story of a run from its lines in the view of truth. Reports on one case and routine reviews are
// told together, as `firebreak explain` does. Keeps the items of the story and no more, however long the run.
class StoryMaker {
public:
    // `crisis` is the record of the crisis, or kNoRecord. The scenario must outlive it.
    StoryMaker(const Spec& spec, RecordId crisis, std::size_t room);
    ~StoryMaker();
    StoryMaker(const StoryMaker&) = delete;
    StoryMaker& operator=(const StoryMaker&) = delete;

    // Lines come in order.
    void take(const Seen& line);
    // After the last line, once.
    [[nodiscard]] Story finish();

private:
    class Maker;
    std::unique_ptr<Maker> maker_;
};

// A text of the story, what is wrong in it set off.
[[nodiscard]] Markup story_text(const Text& text);

// A chain of causes as a list, from a record back to the start of the run; of a long chain its last part, and
// a sentence that says so.
class ChainList {
public:
    // `chain` is as chain_of_causes() gives it. With `linked` each record refers to its item in the story.
    // The scenario must outlive it.
    ChainList(const Spec& spec, std::vector<RecordId> chain, bool linked);

    // All lines of the view of truth, in order; those that are not on the chain are passed over.
    void take(const Seen& line);
    [[nodiscard]] Markup markup() const;

private:
    Teller teller_;
    std::vector<RecordId> chain_;  // that are shown, latest first
    std::size_t left_out_ = 0;
    bool linked_;
    std::map<RecordId, Markup> told_;
};

// The id of a record's place on the page.
[[nodiscard]] std::string event_anchor(RecordId record);

}  // namespace firebreak::report
