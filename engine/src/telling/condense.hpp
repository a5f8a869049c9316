// Which lines of a story are told one by one and which together.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <vector>

#include <firebreak/telling.hpp>

namespace firebreak {

// What is told together.
struct Paragraph {
    Millis time = 0;
    RecordId parent = kNoRecord;      // of the first line
    std::size_t actor = kActors;      // whose reports or reviews; kActors: a line told by itself
    std::vector<Sentence> sentences;  // empty where nothing is said of the lines
    std::vector<RecordId> ids;        // of the lines, in their order
};

// Reports on one case that follow one another are told in one paragraph, up to one that changes the most
// believed cause or concludes the case; so are reviews that ended in holding. Everything else is told as it
// comes, by who receives it. Of however many lines, only the first and the last of a paragraph and the
// numbers of the others are kept.
class Condenser {
public:
    using Tell = std::function<void(Paragraph paragraph)>;
    using Alone = std::function<void(const Seen& line)>;

    // The teller must outlive it; it has learned every line that is taken.
    Condenser(const Teller& teller, Tell tell, Alone alone)
        : teller_(teller), tell_(std::move(tell)), alone_(std::move(alone)) {}

    // Lines come in order. Call flush() after the last.
    void take(const Seen& line);
    void flush();

private:
    // Of the lines told together the first and the last, and what is said of all.
    struct Group {
        std::size_t actor = 0;
        bool reviews = false;
        bool closed = false;  // takes no more lines
        Seen first, last;
        std::vector<RecordId> ids{};
        std::uint64_t decided = 0;
        std::map<CauseId, std::uint64_t> named{};  // causes, by how many reports
    };

    Group& add(const Seen& line, std::size_t actor, bool reviews);
    void add_report(const Seen& line, std::size_t actor);
    void add_review(const Seen& line, std::size_t actor);
    void tell_group(const Group& group);
    [[nodiscard]] std::vector<Sentence> sentences(const Group& group) const;
    [[nodiscard]] std::vector<Sentence> report_sentences(const Group& group) const;
    [[nodiscard]] std::vector<Sentence> review_sentences(const Group& group) const;

    const Teller& teller_;
    Tell tell_;
    Alone alone_;
    std::deque<Group> groups_;  // in the order in which they are told
};

}  // namespace firebreak
