#include <firebreak/text.hpp>

#include "report/page_story_items.hpp"

#include <algorithm>
#include <utility>

#include "telling/condense.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kMostLinks = 1'000;  // of a chain
bool is_truth(SeenKind kind) {
    return kind == SeenKind::incident || kind == SeenKind::move || kind == SeenKind::inject ||
           kind == SeenKind::started || kind == SeenKind::measure || kind == SeenKind::line ||
           kind == SeenKind::ended;
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

}  // namespace

class StoryMaker::Maker {
public:
    Maker(const Spec& spec, RecordId crisis, std::size_t room)
        : teller_(spec),
          window_(crisis, room),
          condenser_(
              teller_, [this](Paragraph told) { add_together(std::move(told)); },
              [this](const Seen& line) { add_alone(line); }) {}

    void take(const Seen& line) {
        teller_.learn(line);
        condenser_.take(line);
    }

    Story finish() {
        condenser_.flush();
        return window_.finish(untold_);
    }

private:
    void add(StoryItem item) {
        item.ids.insert(item.ids.end(), untold_.begin(), untold_.end());
        untold_.clear();
        window_.add(std::move(item));
    }

    void add_together(Paragraph told) {
        if (told.sentences.empty()) untold_.insert(untold_.end(), told.ids.begin(), told.ids.end());
        else add({told.time, told.actor + 1, std::move(told.sentences), std::move(told.ids), told.parent});
    }

    void add_alone(const Seen& line) {
        bool told = false;
        for (std::size_t ledger = 0; ledger <= kActors; ++ledger) {
            if (is_truth(line.kind) != (ledger == kTruthLedger)) continue;
            if (ledger != kTruthLedger && !line.known_to(ledger - 1)) continue;
            std::vector<Sentence> sentences = teller_.tell(part_of(line, ledger));
            if (sentences.empty()) continue;
            StoryItem item{line.time, ledger, std::move(sentences), {}, line.parent};
            if (!told) item.ids.push_back(line.id);
            told = true;
            add(std::move(item));
        }
        if (!told) untold_.push_back(line.id);
    }

    // A side's ledger says nothing of what the other side knows.
    [[nodiscard]] static Seen part_of(const Seen& line, std::size_t ledger) {
        Seen part = line;
        if (ledger == kTruthLedger) return part;
        part.observed[2 - ledger] = {};
        part.concluded[2 - ledger] = {};
        return part;
    }

    Teller teller_;
    Window window_;
    std::vector<RecordId> untold_;
    Condenser condenser_;
};

StoryMaker::StoryMaker(const Spec& spec, RecordId crisis, std::size_t room)
    : maker_(std::make_unique<Maker>(spec, crisis, room)) {}

StoryMaker::~StoryMaker() = default;

void StoryMaker::take(const Seen& line) { maker_->take(line); }

Story StoryMaker::finish() { return maker_->finish(); }

Markup story_text(const Text& text) {
    Markup markup;
    for (const Text::Piece& piece : text.pieces) {
        if (!piece.wrong) {
            markup += Markup::of(piece.words);
            continue;
        }
        if (!markup.empty()) markup += Markup::of(" ");
        markup += element("mark", {{"class", "wrong"}}, Markup::of("[!] " + piece.words));
    }
    return markup;
}

ChainList::ChainList(const Spec& spec, std::vector<RecordId> chain, bool linked)
    : teller_(spec), chain_(std::move(chain)), linked_(linked) {
    if (chain_.size() <= kMostLinks) return;
    left_out_ = chain_.size() - kMostLinks;
    chain_.resize(kMostLinks);
}

void ChainList::take(const Seen& line) {
    teller_.learn(line);
    if (!std::binary_search(chain_.rbegin(), chain_.rend(), line.id)) return;  // latest first
    const std::string number = "#" + std::to_string(line.id);
    Markup item = linked_ ? link(event_anchor(line.id), number) : strong(number);
    item += span("time", " " + moment_words(teller_.labels().spec(), line.time) + " ");
    for (const Sentence& sentence : teller_.tell(line))
        item += span("who", sentence.who) + Markup::of(" ") + story_text(sentence.text) + Markup::of(" ");
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
