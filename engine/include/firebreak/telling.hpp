// What a run means to a person: sentences about its events, stories, chains of events, and the words for
// beliefs, rules and mistakes. Whoever shows a run shows these; they are written nowhere else. Everything
// that comes from a scenario is made safe for a terminal.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>
#include <firebreak/trace.hpp>

namespace firebreak {

// --- Sentences

// Words, and among them what a side got wrong.
struct Text {
    struct Piece {
        std::string words;
        bool wrong = false;
        bool operator==(const Piece&) const = default;
    };
    std::vector<Piece> pieces;

    void add(const std::string& words);
    void add_wrong(const std::string& words);
    void add(const Text& text);
    [[nodiscard]] bool any_wrong() const;
    // In one string, what is wrong behind the sign "[!]".
    [[nodiscard]] std::string plain() const;
    bool operator==(const Text&) const = default;
};

// A sentence or two of one ledger, or of several that say the same.
struct Sentence {
    std::string who;  // "TRUTH", "WASHINGTON SAW", "BOTH SAW", "CONCLUDED"
    Text text;
    std::vector<RecordId> ids{};  // of the lines that are told, in their order
};

// What people call the incidents of a run, by the number that each ledger of the view gives them: "Botnet
// outage of 17 July" in the truth, "the incident of 19 July" to a side that noticed it then. Of several that
// would be called the same, the second is "the incident of 19 July (2)". The first kActors maps are of the
// sides, the last of the truth; a view of the truth has one numbering and the same map for all.
using IncidentNameLists = std::array<std::map<std::uint32_t, std::string>, kActors + 1>;
class IncidentNames {
public:
    // Learns from a line of the view and from nothing else, so that a name tells no side what it does not
    // know. Lines come in their order.
    void learn(const Spec& spec, const Seen& line);
    // Of the incident that the actor's ledgers give this number; of kActors, that the ledger of truth gives
    // it.
    [[nodiscard]] std::string of(std::size_t ledger, std::uint32_t number) const;
    [[nodiscard]] IncidentNameLists all() const;

private:
    void name(const Spec& spec, std::size_t ledger, std::uint32_t number, const std::string& what,
              Millis time);

    bool true_numbers_ = false;  // all ledgers use the numbers of truth
    IncidentNameLists names_;
    std::array<std::map<std::string, unsigned>, kActors + 1> uses_;
};

// Tells the lines of one run through one view. It says only what the line holds; where the truth is among it,
// it marks what a side got wrong.
class Teller {
public:
    // The scenario must outlive it. Names are cut after `longest` bytes.
    explicit Teller(const Spec& spec, std::size_t longest = 200) : labels_(spec, longest) {}

    // Every line, in order and before it is told: it may name an incident.
    void learn(const Seen& line) { names_.learn(labels_.spec(), line); }

    [[nodiscard]] std::vector<Sentence> tell(const Seen& line) const;
    // The same on one line: "NORTH SAW the incident of 2 July, severity 2.9. CONCLUDED Attack 60 %, ...".
    [[nodiscard]] std::string tell_on_one_line(const Seen& line) const;
    // In few words, for a mark, a list or a table: "Moscow: Accuse publicly takes effect; now at Public
    // accusation". Without a full stop.
    [[nodiscard]] std::string brief(const Seen& line) const;

    // What a line that is a decision says on a card, in sentences for themselves: what was chosen and why;
    // what the side felt; how it read the other side; what it thought of the incident, none without one.
    struct Card {
        Text chosen, felt, reading, thought;
    };
    [[nodiscard]] Card card(const Seen& line) const;

    [[nodiscard]] std::string incident(std::size_t ledger, std::uint32_t number) const {
        return names_.of(ledger, number);
    }
    [[nodiscard]] const IncidentNames& incidents() const { return names_; }
    [[nodiscard]] const Labels& labels() const { return labels_; }

private:
    Labels labels_;
    IncidentNames names_;
};

// --- Stories and chains

// The run as a story for people, in three ledgers: what happened, what each side saw, what each concluded and
// decided and why. Plain text, lines of at most `width` columns.
[[nodiscard]] std::string tell_story(const Model& model, const Trace& trace, PointOfView view = {},
                                     std::size_t width = 100);

// Repeats the run of the header and tells the same as tell_story, without keeping the records. Throws Stopped
// when the stop flag becomes true.
void tell_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view = {},
              std::size_t width = 100, const StopFlag* stop = nullptr);

// The events that led to a record, the record first and the start last, one line each, in the ids of the
// view. Empty if there is no such record in it. `remarks` are added to the lines of the records they name.
[[nodiscard]] std::string tell_chain(const Model& model, const Trace& trace, RecordId record,
                                     PointOfView view = {},
                                     const std::map<RecordId, std::string>& remarks = {});

// --- Moments and endings

// "2011-08-14", "06:20" or, with seconds, "06:20:31".
[[nodiscard]] std::string date_words(const Spec& spec, Millis time);
[[nodiscard]] std::string clock_words(const Spec& spec, Millis time, bool seconds = false);
// "day 44"; days count from 0 at clock.start, as in the scenario.
[[nodiscard]] std::string day_number(Millis time);
// A scenario of at most three days is told in hours since its start, any other in days.
[[nodiscard]] bool told_in_hours(const Spec& spec);
// "2011-08-14 06:20 (day 44)", "1995-01-25 06:29 (hour 6)"
[[nodiscard]] std::string moment_words(const Spec& spec, Millis time);
// "12 Oct 2011"; of a scenario that is told in hours "12 Oct 02:06".
[[nodiscard]] std::string day_words(const Spec& spec, Millis time);

// --- Rules

// What must hold: "the threat is at least 2 and the line Hot line works"; "always" where nothing must. The
// side itself is "it".
[[nodiscard]] std::string condition_words(const Spec& spec, const RuleSpec& rule);
// What is then done: "Impose sanctions 45 %, Accuse publicly 25 %, Hold 30 %", the weights as shares; one
// move alone without a share.
[[nodiscard]] std::string choice_words(const Spec& spec, const RuleSpec& rule);
// "If the threat is at least 2: Impose sanctions 45 %, Hold 55 %.", "At once, if ...", "In any case: Hold."
[[nodiscard]] std::string rule_words(const Spec& spec, const RuleSpec& rule);

// --- Ranges

// What `uncertainty` tries in place of the value in the file: "tried from 0 to 0.2", "tried from 0 to 2.08,
// most often 0.69", "tried from 0.5 to 2 times the value".
[[nodiscard]] std::string range_words(const RangeSpec& range);
// The same of the number that the path names, and of those below it by name: "mean tried from 5d to 10d",
// "threat tried from 1.5 to 2.75; weight of Hold tried from 0 to 0.5". Empty if none of them has a range.
[[nodiscard]] std::string range_words(const Spec& spec, std::string_view path);

// --- What went wrong

// "Washington mistook Criminal for Attack", "Washington read a move one rung too high", "a warning to
// Moscow over the hot line was lost". The side is named.
[[nodiscard]] std::string flaw_words(const Spec& spec, const FlawGroup& group);
// What correcting it means: "had the true cause been known then".
[[nodiscard]] const char* correction_words(Flaw::Kind kind);
// One change of a scenario: "Washington knows the true cause of each incident", "with the hot line", "without
// Washington's rule 8 (when the threat is at least 2: Impose sanctions)".
[[nodiscard]] std::string change_words(const Spec& spec, const Change& change);

}  // namespace firebreak
