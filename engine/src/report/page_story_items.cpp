#include "report/page_story_items.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>

#include "trace/condense.hpp"
#include "trace/ledger.hpp"

namespace firebreak::report {
namespace {

bool is_truth(LineKind kind) {
    return kind == LineKind::incident || kind == LineKind::move || kind == LineKind::inject || kind == LineKind::started ||
           kind == LineKind::measure || kind == LineKind::line || kind == LineKind::ended;
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

class Reader {
public:
    explicit Reader(const Labels& labels) : labels_(labels) {}

    void take(const LedgerLine& line) {
        if (is_quiet(line)) {
            const std::size_t actor = only_actor(line);
            const bool report = line.kind == LineKind::report;
            const auto incident = report ? line.observed[actor]["incident"].get<std::uint32_t>() : kNoIndex;
            quiet_[{actor, incident}].push_back(line);
            return;
        }
        flush();
        tell(line);
    }

    std::vector<StoryItem> finish() {
        flush();
        if (!items_.empty()) items_.back().ids.insert(items_.back().ids.end(), untold_.begin(), untold_.end());
        return std::move(items_);
    }

private:
    void add(StoryItem item) {
        item.ids.insert(item.ids.end(), untold_.begin(), untold_.end());
        untold_.clear();
        items_.push_back(std::move(item));
    }

    void tell(const LedgerLine& line) {
        bool told = false;
        for (std::size_t ledger = 0; ledger <= kActors; ++ledger) {
            if (is_truth(line.kind) != (ledger == kTruthLedger)) continue;
            LedgerLine part = line;
            if (ledger != kTruthLedger) {
                if (!line.known_to(ledger - 1)) continue;
                part.observed[2 - ledger] = part.concluded[2 - ledger] = nullptr;
            }
            std::vector<Row> rows = tell_line(labels_, part);
            if (rows.empty()) continue;
            StoryItem item{line.time, ledger, std::move(rows), {}, line.parent};
            if (!told) item.ids.push_back(line.id);
            told = true;
            add(std::move(item));
        }
        if (!told) untold_.push_back(line.id);
    }

    // Each bucket is told by a condenser of its own, so that it is known whose the paragraphs are and which lines they tell.
    void flush() {
        std::vector<StoryItem> told;
        for (const auto& [key, lines] : quiet_) tell_bucket(key.first, lines, told);
        quiet_.clear();
        std::sort(told.begin(), told.end(), [](const StoryItem& a, const StoryItem& b) { return a.ids < b.ids; });
        for (StoryItem& item : told) add(std::move(item));
    }

    void tell_bucket(std::size_t actor, const std::vector<LedgerLine>& lines, std::vector<StoryItem>& told) {
        std::vector<bool> used(lines.size(), false);
        Condenser condenser(labels_, [&](Millis time, std::vector<Row> rows) {
            const Span span = take_span(rows.front().text);
            StoryItem item{time, actor + 1, std::move(rows), {}, kNoRecord};
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (lines[i].id < span.first || lines[i].id > span.last) continue;
                if (item.ids.empty()) item.parent = lines[i].parent;
                item.ids.push_back(lines[i].id);
                used[i] = true;
            }
            told.push_back(std::move(item));
        });
        for (const LedgerLine& line : lines) condenser.take(line);
        condenser.flush();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!used[i]) untold_.push_back(lines[i].id);
        }
    }

    const Labels& labels_;
    std::map<std::pair<std::size_t, std::uint32_t>, std::vector<LedgerLine>> quiet_;  // by actor and incident
    std::vector<RecordId> untold_;
    std::vector<StoryItem> items_;
};

}  // namespace

std::vector<StoryItem> story_items(const Model& model, const Trace& trace) {
    const Labels labels(model.spec());
    Reader reader(labels);
    each_ledger_line(model, trace, {}, [&](const LedgerLine& line) { reader.take(line); });
    return reader.finish();
}

Markup story_text(const std::string& text) {
    constexpr std::string_view kMark = "[!]";
    Markup markup;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t mark = text.find(kMark, from);
        markup += Markup::of(std::string_view(text).substr(from, mark - from));
        if (mark == std::string::npos) break;
        const std::size_t end = std::min({text.find(". ", mark), text.find("; ", mark), text.size() - 1}) + 1;
        markup += element("mark", {{"class", "wrong"}}, Markup::of(std::string_view(text).substr(mark, end - mark)));
        from = end;
    }
    return markup;
}

Markup chain_list(const Model& model, const Trace& trace, RecordId record, bool linked) {
    const std::vector<RecordId> chain = chain_of_causes(trace, record);
    const Labels labels(model.spec());
    std::map<RecordId, Markup> told;
    each_ledger_line(model, trace, {}, [&](const LedgerLine& line) {
        if (!std::binary_search(chain.rbegin(), chain.rend(), line.id)) return;  // latest first
        const std::string number = "#" + std::to_string(line.id);
        Markup item = linked ? link(event_anchor(line.id), number) : strong(number);
        item += span("time", " " + moment_text(model.spec(), line.time) + " ");
        for (const Row& row : tell_line(labels, line))
            item += span("who", row.who) + Markup::of(" ") + story_text(row.text + " ");
        told[line.id] = item;
    });
    Markup items;
    for (const RecordId id : chain) items += element("li", told[id]);
    return element("ol", {{"class", "chain"}}, items);
}

std::string event_anchor(RecordId record) { return "event-" + std::to_string(record); }

}  // namespace firebreak::report
