// Which lines of a story are told one by one and which together.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "trace/labels.hpp"
#include "trace/ledger.hpp"
#include "trace/line_text.hpp"

namespace firebreak {

// Reports on one case that follow one another are told in one paragraph, up to one that changes the most
// believed cause or concludes the case; so are reviews that ended in holding. Everything else is told as it
// comes. Each paragraph names the lines it tells, "(#12)". However many lines there are, only a bounded
// number is kept.
class Condenser {
public:
    using Tell = std::function<void(Millis time, const std::vector<Row>& rows)>;

    Condenser(const Labels& labels, Tell tell) : labels_(labels), tell_(std::move(tell)) {}

    // Lines come in order. Call flush() after the last.
    void take(const LedgerLine& line);
    void flush();

private:
    // Of the lines told together the first and the last, and what is said of all.
    struct Group {
        std::size_t actor = 0;
        bool reviews = false;
        bool closed = false;  // takes no more lines
        LedgerLine first, last;
        std::uint64_t lines = 0;
        std::uint64_t decided = 0;
        std::map<std::string, std::uint64_t> named;  // causes, by how many reports
    };

    Group& add(const LedgerLine& line, std::size_t actor, bool reviews);
    void add_report(const LedgerLine& line, std::size_t actor);
    void add_review(const LedgerLine& line, std::size_t actor);
    void tell_alone(const LedgerLine& line);
    void tell_group(const Group& group);
    [[nodiscard]] std::vector<Row> report_rows(const Group& group) const;
    [[nodiscard]] std::vector<Row> review_rows(const Group& group) const;

    const Labels& labels_;
    Tell tell_;
    std::deque<Group> groups_;  // in the order in which they are told
};

}  // namespace firebreak
