// One run told in three ledgers, and where to read others.
#include <algorithm>
#include <iterator>
#include <set>

#include <firebreak/text.hpp>

#include "report/page_sections.hpp"
#include "report/page_story_items.hpp"
#include "trace/chain.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kMostItems = 4000;  // of the run told
constexpr std::ptrdiff_t kFewest = 4;     // items that are worth folding
constexpr std::size_t kRunsTold = 40;     // by their chain of causes
constexpr std::size_t kRunsNamed = 1000;

using Flags = std::vector<bool>;  // by record

// What is known of the records of the run told.
struct Marks {
    std::vector<const Flaw*> pivotal;
    std::vector<RecordId> chain;  // of the crisis, latest first
    Flags on_chain;
    Flags referred;  // somebody's cause
    Flags telling;   // on the chain, pivotal, or the beginning of a case that a pivotal decision was about
    RecordId crisis = kNoRecord;
    const Flaw* last_chance = nullptr;
};

// Looks on while the run is made, which is not kept: of the causes, and of where cases begin that pivotal
// decisions are about.
class MarkFinder final : public Recorder {
public:
    // `pivotal` is in the order of records.
    MarkFinder(const Model& model, const std::vector<const Flaw*>& pivotal)
        : links_(model), pivotal_(pivotal) {}

    void record(const Record& record) override {
        links_.record(record);
        if (const auto* incident = std::get_if<IncidentHappened>(&record.what)) {
            beginnings_.push_back({record.id, {{}, incident->incident}});
        } else if (const auto* opened = std::get_if<CaseOpened>(&record.what)) {
            beginnings_.push_back({record.id, {opened->actor, opened->view.incident}});
        } else if (const auto* made = std::get_if<DecisionMade>(&record.what)) {
            if (made->focal.incident != kNoIndex && is_pivotal(record.id))
                cases_.insert({made->actor, made->focal.incident});
        }
    }

    void give(Marks& marks) const {
        const std::vector<RecordId>& parents = links_.parents();
        marks.on_chain = marks.referred = Flags(parents.size());
        marks.crisis = links_.crisis();
        marks.chain = links_.chain(marks.crisis);
        for (const RecordId id : marks.chain) marks.on_chain[id] = true;
        for (const RecordId parent : parents) {
            if (parent != kNoRecord) marks.referred[parent] = true;
        }
        marks.telling = marks.on_chain;
        for (const Flaw* flaw : pivotal_) marks.telling[flaw->record] = true;
        for (const auto& [record, begun] : beginnings_) {
            if (is_about(begun)) marks.telling[record] = true;
        }
    }

private:
    using Case = std::pair<ActorId, IncidentIndex>;  // whose, about what; of an incident itself nobody's

    [[nodiscard]] bool is_pivotal(RecordId record) const {
        const auto before = [](const Flaw* flaw, RecordId id) { return flaw->record < id; };
        const auto found = std::lower_bound(pivotal_.begin(), pivotal_.end(), record, before);
        return found != pivotal_.end() && (*found)->record == record;
    }
    [[nodiscard]] bool is_about(const Case& begun) const {
        return std::any_of(cases_.begin(), cases_.end(), [&](const Case& c) {
            return c.second == begun.second && (!begun.first.valid() || begun.first == c.first);
        });
    }

    CauseLinks links_;
    const std::vector<const Flaw*>& pivotal_;
    std::vector<std::pair<RecordId, Case>> beginnings_;
    std::set<Case> cases_;  // of pivotal decisions
};

Marks marks_of(const Model& model, const NoiseKey& key, const Findings& findings) {
    Marks marks;
    const RunCauses& causes = findings.told->causes;
    for (std::size_t i = 0; i < causes.flaws.size(); ++i) {
        if (causes.pivotal[i] != 0) marks.pivotal.push_back(&causes.flaws[i]);
    }
    if (causes.last_chance) marks.last_chance = &causes.flaws[*causes.last_chance];
    MarkFinder finder(model, marks.pivotal);
    static_cast<void>(simulate(model, key, {}, &finder, findings.stop));
    finder.give(marks);
    return marks;
}

std::string hinge_words(const Spec& spec, const Flaw& flaw, bool crisis) {
    return flaw_words(spec, group_of(flaw)) + "; " + correction_words(flaw.kind) + ", there would " +
           (crisis ? "have been no crisis" : "have been a crisis");
}

Markup badges(const Spec& spec, const Marks& marks, const StoryItem& item) {
    Markup content;
    for (const RecordId id : item.ids) {
        if (id == marks.crisis)
            content += element("p", {{"class", "badge crisis"}}, Markup::of("◆ Here the crisis begins."));
        for (const Flaw* flaw : marks.pivotal) {
            if (flaw->record != id) continue;
            const std::string what =
                flaw == marks.last_chance ? "◆ Last clear chance: " : "◆ Turning point: ";
            content += element("p", {{"class", "badge pivotal"}},
                               Markup::of(what + hinge_words(spec, *flaw, marks.crisis != kNoRecord) + "."));
        }
    }
    return content;
}

bool any_in(const std::vector<RecordId>& ids, const Flags& flags) {
    return std::any_of(ids.begin(), ids.end(), [&](RecordId id) { return flags[id]; });
}

Markup item_markup(const Spec& spec, const Marks& marks, const StoryItem& item, const std::string& clock) {
    static constexpr std::array<const char*, 3> kLedgers{"truth", "first", "second"};
    const bool on_chain = any_in(item.ids, marks.on_chain);
    Markup head = span("time", clock);
    if (!item.ids.empty()) head += Markup::of(" ") + span("id", "#" + std::to_string(item.ids.front()));
    if (item.parent != kNoRecord) {
        head +=
            Markup::of(" ") + link(event_anchor(item.parent), "because of #" + std::to_string(item.parent));
    }
    if (on_chain) head += Markup::of(" ") + span("on-chain", "▲ on the way to the crisis");
    // Records told together are one item, but each can be somebody's cause.
    for (std::size_t i = 1; i < item.ids.size(); ++i) {
        if (marks.referred[item.ids[i]])
            head += element("span", {{"id", event_anchor(item.ids[i])}}, Markup());
    }
    Markup content = element("p", {{"class", "meta"}}, head);
    for (const Sentence& sentence : item.sentences)
        content += element("p", span("who", sentence.who) + Markup::of(" ") + story_text(sentence.text));
    content += badges(spec, marks, item);
    Attributes attributes{
        {"class", std::string("item ") + kLedgers.at(item.ledger) + (on_chain ? " chained" : "")}};
    if (!item.ids.empty()) attributes.push_back({"id", event_anchor(item.ids.front())});
    return element("li", attributes, content);
}

using Items = std::deque<StoryItem>::const_iterator;

Items end_of_day(const Spec& spec, Items from, Items end) {
    const std::string date = date_words(spec, from->time);
    return std::find_if(from, end,
                        [&](const StoryItem& item) { return date_words(spec, item.time) != date; });
}

Markup days(const Spec& spec, const Marks& marks, Items from, Items to) {
    Markup days;
    while (from != to) {
        const std::string heading = date_words(spec, from->time) + " (" + day_number(from->time) + ")";
        Markup items;
        for (const Items end = end_of_day(spec, from, to); from != end; ++from) {
            items += item_markup(spec, marks, *from, clock_words(spec, from->time));
        }
        days += element("li", {{"class", "day"}},
                        element("h4", heading) + element("ol", {{"class", "ledgers"}}, items));
    }
    return days.empty() ? days : element("ol", {{"class", "days"}}, days);
}

bool is_wrong(const StoryItem& item) {
    return std::any_of(item.sentences.begin(), item.sentences.end(),
                       [](const Sentence& sentence) { return sentence.text.any_wrong(); });
}

Markup fold(const Spec& spec, const Marks& marks, Items from, Items to, const std::string& before) {
    const auto wrong = static_cast<std::uint64_t>(std::count_if(from, to, is_wrong));
    const std::string first = date_words(spec, from->time);
    const std::string last = date_words(spec, (to - 1)->time);
    return folded(before + first + (first == last ? "" : " to " + last) + ": " +
                      counted(static_cast<std::uint64_t>(to - from), "further event") + ", " +
                      with_commas(wrong) + " with a mistake",
                  days(spec, marks, from, to));
}

// Days on which nothing happened that the crisis hinged on are folded where there are several in a row.
Markup stretch(const Spec& spec, const Marks& marks, Items from, Items to) {
    Markup content;
    Items quiet = from;  // from here to `from`: days without anything that matters
    const auto close = [&](Items end) {
        const bool few = end - quiet < kFewest;
        if (quiet != end) content += few ? days(spec, marks, quiet, end) : fold(spec, marks, quiet, end, "");
    };
    while (from != to) {
        const Items end = end_of_day(spec, from, to);
        if (std::any_of(from, end, [&](const StoryItem& item) { return any_in(item.ids, marks.telling); })) {
            close(from);
            content += days(spec, marks, from, end);
            quiet = end;
        }
        from = end;
    }
    close(to);
    return content;
}

// Up to the crisis, and what came after it folded. Of a very long run the beginning and the end are left to
// the command.
Markup ledgers(const Spec& spec, const Marks& marks, const Story& story) {
    const Items first = story.items.begin();
    const Items end = first + static_cast<std::ptrdiff_t>(story.to_crisis);
    const Items last = story.items.end();
    Markup heads = element("span", "What happened") +
                   element("span", actor_name(spec, ActorId{std::size_t{0}}) + " saw and concluded") +
                   element("span", actor_name(spec, ActorId{std::size_t{1}}) + " saw and concluded");
    Markup content = element("div", {{"class", "ledger-heads"}, {"aria-hidden", "true"}}, heads);
    if (story.before > 0)
        content += element("p", "The beginning is left out here; the command above tells it.");
    content += marks.crisis == kNoRecord ? days(spec, marks, first, end) : stretch(spec, marks, first, end);
    if (last != end) content += fold(spec, marks, end, last, "After the crisis, ");
    if (story.after > 0) content += element("p", "The end is left out here; the command above tells it.");
    return content;
}

Markup hinges(const Spec& spec, const Findings& findings, const Marks& marks) {
    const ToldRun& told = *findings.told;
    if (marks.pivotal.empty())
        return element("p", "No single correction would have changed how this run ends.");
    std::vector<Markup> items;
    Markup twins;
    for (const Flaw* flaw : marks.pivotal) {
        const std::string event = std::to_string(flaw->record);
        Markup item = link(event_anchor(flaw->record), "#" + event) +
                      Markup::of(" on " + date_words(spec, flaw->time) + ": ");
        item += Markup::of(hinge_words(spec, *flaw, told.causes.crisis) + ".");
        items.push_back(item);
        const std::string what = "--but-for " + event + (flaw->misperception() ? "" : ":hold");
        twins += command_note("#" + event + ":", run_command(findings, told.causes.replicate, what));
    }
    const std::string number = std::to_string(told.causes.replicate);
    return element("h3", "Turning points") + list(items) +
           command_note("The same:", arm_command("causes", findings) + " --replicate " + number) +
           folded("The commands that tell the run with each of these corrected", twins);
}

std::string run_heading(const Spec& spec, const RunCauses& run) {
    std::string text = "Run " + std::to_string(run.replicate) + ": " +
                       (run.inadvertent() ? "inadvertent crisis" : "crisis") + " on " +
                       date_words(spec, run.crisis_time);
    if (run.last_chance)
        text += "; last clear chance: " + flaw_words(spec, group_of(run.flaws[*run.last_chance]));
    return text;
}

// The chain of the crisis of a run, which is made twice: once for who is on the chain, once to tell it. No
// record is kept.
Markup told_chain(const Findings& findings, const Model& model, const RunCauses& run) {
    const NoiseKey key{findings.origin.seed, run.replicate, 0};
    const Script script;
    CauseLinks links(model);
    static_cast<void>(simulate_to_crisis(model, key, script, &links, findings.stop));
    if (links.crisis() == kNoRecord) return {};
    ChainList chain(model.spec(), links.chain(links.crisis()), false);
    SeenRecorder lines(model, script, {}, [&](const Seen& line) { chain.take(line); });
    static_cast<void>(simulate_to_crisis(model, key, script, &lines, findings.stop));
    return chain.markup() +
           command_note("This chain:", run_command(findings, run.replicate, "--why crisis")) +
           command_note("The whole run:", run_command(findings, run.replicate));
}

}  // namespace

Markup page_story(const Spec& spec, const Findings& findings) {
    const ToldRun& told = *findings.told;
    const Model model = compile(spec, findings.arm);
    const NoiseKey key{findings.origin.seed, told.causes.replicate, 0};
    const Script script;
    const Marks marks = marks_of(model, key, findings);
    ChainList chain(spec, marks.chain, true);
    StoryMaker story(spec, marks.crisis, kMostItems);
    SeenRecorder lines(model, script, {}, [&](const Seen& line) {
        chain.take(line);
        story.take(line);
    });
    static_cast<void>(simulate(model, key, script, &lines, findings.stop));
    const std::string number = std::to_string(told.causes.replicate);
    Markup content = element(
        "p", "This is run " + number + " of seed " + std::to_string(findings.origin.seed) + ", " + told.why +
                 ". Every event has a number and names the event that brought it about. A text with [!] says "
                 "what a side got wrong; ◆ marks the turning points.");
    content += command_note("This run:", run_command(findings, told.causes.replicate));
    if (told.causes.crisis || told.causes.averted()) content += hinges(spec, findings, marks);
    if (marks.crisis != kNoRecord) {
        content += element("h3", "From the crisis back to its root") + chain.markup();
        content += command_note("This chain:", run_command(findings, told.causes.replicate, "--why crisis"));
    }
    content += element("h3", "The story") + ledgers(spec, marks, story.finish());
    return section("story", "One run told: number " + number, content);
}

Markup page_runs(const Spec& spec, const Findings& findings) {
    const std::vector<RunCauses>& runs = findings.causes.causes.crisis_runs;
    const Model model = compile(spec, findings.arm);
    Markup content;
    const std::size_t shown = std::min(runs.size(), kRunsTold);
    if (runs.empty()) {
        content += element("p", "There is no run with a crisis to read.");
    } else {
        content += element("p", "The first " + counted(shown, "crisis", "crises") + " of " +
                                    with_commas(runs.size()) + ", each from the crisis back to its root.");
    }
    for (std::size_t i = 0; i < shown; ++i)
        content += folded(run_heading(spec, runs[i]), told_chain(findings, model, runs[i]));
    if (runs.size() > shown) {
        std::string numbers;
        const std::size_t named = std::min(runs.size(), shown + kRunsNamed);
        for (std::size_t i = shown; i < named; ++i)
            numbers += (i > shown ? ", " : "") + std::to_string(runs[i].replicate);
        if (named < runs.size()) numbers += " and " + with_commas(runs.size() - named) + " more";
        content += folded("The numbers of the other runs with a crisis", element("p", numbers + "."));
    }
    content += command_note("A page that tells another run, K:", report_command(findings, "K"));
    return section("runs", "Read another run", content);
}

}  // namespace firebreak::report
