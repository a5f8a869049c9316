#include <firebreak/text.hpp>

#include "report/page_story_items.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <utility>

#include "trace/condense.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kMostLinks = 1'000;    // of a chain
constexpr std::size_t kMostWaiting = 1'000;  // paragraphs of a quiet stretch that are put in order together

bool is_truth(LineKind kind) {
    return kind == LineKind::incident || kind == LineKind::move || kind == LineKind::inject ||
           kind == LineKind::started || kind == LineKind::measure || kind == LineKind::line ||
           kind == LineKind::ended;
}

std::size_t only_actor(const LedgerLine& line) { return line.known_to(0) ? 0 : 1; }

// What is told together with others of its kind.
bool is_quiet(const LedgerLine& line) {
    if (line.kind == LineKind::report) return true;
    if (line.kind != LineKind::deliberation && line.kind != LineKind::decision) return false;
    return line.concluded[only_actor(line)]["trigger"] == trigger_name(Trigger::review);
}

// The numbers that a condensed paragraph ends with, " (#14 to #19)" or " (#14)"; takes them off the text.
struct Span {
    RecordId first = 0, last = 0;
};
Span take_span(std::string& text) {
    const std::size_t at = text.rfind(" (#");
    assert(at != std::string::npos);
    const char* end = text.data() + text.size();
    Span span;
    const char* next = std::from_chars(text.data() + at + 3, end, span.first).ptr;
    span.last = span.first;
    constexpr std::string_view kTo = " to #";
    if (std::string_view(next, static_cast<std::size_t>(end - next)).starts_with(kTo)) {
        std::from_chars(next + kTo.size(), end, span.last);
    }
    text.resize(at);
    return span;
}

// Keeps of the items that come those that there is room for.
class Window {
public:
    Window(RecordId crisis, std::size_t room) : crisis_(crisis), room_(room) {}

    void add(StoryItem item) {
        if (past_crisis_ && story_.items.size() >= room_) {
            ++story_.after;
            return;
        }
        story_.items.push_back(std::move(item));
        if (past_crisis_) return;
        if (story_.items.size() > room_) {
            story_.items.pop_front();
            ++story_.before;
        }
        story_.to_crisis = story_.items.size();
        const std::vector<RecordId>& ids = story_.items.back().ids;
        past_crisis_ = std::find(ids.begin(), ids.end(), crisis_) != ids.end();
    }

    // `untold` are the last records of the run; they belong to its last item, if that is kept.
    Story finish(const std::vector<RecordId>& untold) {
        if (!story_.items.empty() && story_.after == 0) {
            std::vector<RecordId>& ids = story_.items.back().ids;
            ids.insert(ids.end(), untold.begin(), untold.end());
        }
        return std::move(story_);
    }

private:
    RecordId crisis_;
    std::size_t room_;
    bool past_crisis_ = false;
    Story story_;
};

// Quiet lines of one side about one thing. They have a condenser of their own, so that it is known whose the
// paragraphs are and which lines they tell.
class Bucket {
public:
    Bucket(const Labels& labels, std::size_t actor, std::vector<StoryItem>& told)
        : actor_(actor),
          told_(told),
          condenser_(labels, [this](Millis time, std::vector<Row> rows) { tell(time, std::move(rows)); }) {}
    Bucket(const Bucket&) = delete;
    Bucket& operator=(const Bucket&) = delete;

    void take(const LedgerLine& line) {
        lines_.push_back({line.id, line.parent});
        condenser_.take(line);
    }

    // Tells the rest; gives out the lines that nothing is told of.
    void flush(std::vector<RecordId>& untold) {
        condenser_.flush();
        for (const Line& line : lines_) untold.push_back(line.id);
        lines_.clear();
    }

private:
    struct Line {
        RecordId id = 0, parent = kNoRecord;
    };

    void tell(Millis time, std::vector<Row> rows) {
        const Span span = take_span(rows.front().text);
        const auto first = std::partition_point(lines_.begin(), lines_.end(),
                                                [&](const Line& l) { return l.id < span.first; });
        const auto last =
            std::partition_point(first, lines_.end(), [&](const Line& l) { return l.id <= span.last; });
        assert(first != last);
        StoryItem item{time, actor_ + 1, std::move(rows), {}, first->parent};
        for (auto line = first; line != last; ++line) item.ids.push_back(line->id);
        lines_.erase(first, last);
        told_.push_back(std::move(item));
    }

    std::size_t actor_;
    std::vector<StoryItem>& told_;
    std::vector<Line> lines_;  // not yet told
    Condenser condenser_;
};

}  // namespace

class StoryMaker::Maker {
public:
    Maker(const Spec& spec, RecordId crisis, std::size_t room) : labels_(spec), window_(crisis, room) {}

    void take(const LedgerLine& line) {
        if (!is_quiet(line)) {
            flush();
            tell(line);
            return;
        }
        if (quiet_.size() + told_.size() >= kMostWaiting) flush();
        const std::size_t actor = only_actor(line);
        const bool report = line.kind == LineKind::report;
        const auto incident = report ? line.observed[actor]["incident"].get<std::uint32_t>() : kNoIndex;
        quiet_.try_emplace({actor, incident}, labels_, actor, told_).first->second.take(line);
    }

    Story finish() {
        flush();
        return window_.finish(untold_);
    }

private:
    void add(StoryItem item) {
        item.ids.insert(item.ids.end(), untold_.begin(), untold_.end());
        untold_.clear();
        window_.add(std::move(item));
    }

    void tell(const LedgerLine& line) {
        bool told = false;
        for (std::size_t ledger = 0; ledger <= kActors; ++ledger) {
            if (is_truth(line.kind) != (ledger == kTruthLedger)) continue;
            if (ledger != kTruthLedger && !line.known_to(ledger - 1)) continue;
            std::vector<Row> rows = rows_of(line, ledger);
            if (rows.empty()) continue;
            StoryItem item{line.time, ledger, std::move(rows), {}, line.parent};
            if (!told) item.ids.push_back(line.id);
            told = true;
            add(std::move(item));
        }
        if (!told) untold_.push_back(line.id);
    }

    // A side's ledger says nothing of what the other side knows.
    [[nodiscard]] std::vector<Row> rows_of(const LedgerLine& line, std::size_t ledger) const {
        if (ledger == kTruthLedger || !line.known_to(2 - ledger)) return tell_line(labels_, line);
        LedgerLine part = line;
        part.observed[2 - ledger] = part.concluded[2 - ledger] = nullptr;
        return tell_line(labels_, part);
    }

    void flush() {
        for (auto& [key, bucket] : quiet_) bucket.flush(untold_);
        quiet_.clear();
        std::sort(told_.begin(), told_.end(),
                  [](const StoryItem& a, const StoryItem& b) { return a.ids < b.ids; });
        for (StoryItem& item : told_) add(std::move(item));
        told_.clear();
    }

    Labels labels_;
    Window window_;
    std::map<std::pair<std::size_t, std::uint32_t>, Bucket> quiet_;  // by actor and incident
    std::vector<StoryItem> told_;                                    // of the buckets, not yet in order
    std::vector<RecordId> untold_;
};

StoryMaker::StoryMaker(const Spec& spec, RecordId crisis, std::size_t room)
    : maker_(std::make_unique<Maker>(spec, crisis, room)) {}

StoryMaker::~StoryMaker() = default;

void StoryMaker::take(const LedgerLine& line) { maker_->take(line); }

Story StoryMaker::finish() { return maker_->finish(); }

Markup story_text(const std::string& text) {
    constexpr std::string_view kMark = "[!]";
    Markup markup;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t mark = text.find(kMark, from);
        markup += Markup::of(std::string_view(text).substr(from, mark - from));
        if (mark == std::string::npos) break;
        const std::size_t end = std::min({text.find(". ", mark), text.find("; ", mark), text.size() - 1}) + 1;
        markup += element("mark", {{"class", "wrong"}},
                          Markup::of(std::string_view(text).substr(mark, end - mark)));
        from = end;
    }
    return markup;
}

ChainList::ChainList(const Spec& spec, std::vector<RecordId> chain, bool linked)
    : labels_(spec), chain_(std::move(chain)), linked_(linked) {
    if (chain_.size() <= kMostLinks) return;
    left_out_ = chain_.size() - kMostLinks;
    chain_.resize(kMostLinks);
}

void ChainList::take(const LedgerLine& line) {
    if (!std::binary_search(chain_.rbegin(), chain_.rend(), line.id)) return;  // latest first
    const std::string number = "#" + std::to_string(line.id);
    Markup item = linked_ ? link(event_anchor(line.id), number) : strong(number);
    item += span("time", " " + moment_text(labels_.spec(), line.time) + " ");
    for (const Row& row : tell_line(labels_, line))
        item += span("who", row.who) + Markup::of(" ") + story_text(row.text + " ");
    told_[line.id] = std::move(item);
}

Markup ChainList::markup() const {
    Markup items;
    for (const RecordId id : chain_) items += element("li", told_.at(id));
    Markup list = element("ol", {{"class", "chain"}}, items);
    if (left_out_ == 0) return list;
    return list + element("p", counted(left_out_, "earlier event") + (left_out_ == 1 ? " is" : " are") +
                                   " left out here; the command below tells the whole chain.");
}

std::string event_anchor(RecordId record) { return "event-" + std::to_string(record); }

}  // namespace firebreak::report
