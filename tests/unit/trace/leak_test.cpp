// What a seat is shown must not depend on what it cannot know.
#include <functional>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr Millis kHour = 3'600'000;
const MoveId kProtest = move_id("protest");
RungId rung(std::size_t place) { return RungId{place}; }
constexpr CauseId kAccident{std::size_t{0}};
constexpr CauseId kAttack{std::size_t{1}};
constexpr ChannelId kPhone{std::size_t{0}};

// Value by value: what a seat's eyes hold.
std::vector<Seen> seen_by(const Model& model, const Trace& trace, PointOfView view) {
    std::vector<Seen> lines;
    each_seen(model, trace, view, [&](const Seen& line) { lines.push_back(line); });
    return lines;
}

void require_same_values(const std::vector<Seen>& a, const std::vector<Seen>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        REQUIRE((a[i].id == b[i].id && a[i].parent == b[i].parent));
        REQUIRE(says_the_same(a[i], b[i]));
    }
}

void require_same_for_north(const Trace& a, const Trace& b) {
    const Model& model = quarrel_model();
    require_same_values(seen_by(model, a, kNorthView), seen_by(model, b, kNorthView));
    REQUIRE(written(model, a, kTruth) != written(model, b, kTruth));
    const std::string seen = written(model, a, kNorthView);
    REQUIRE(seen == written(model, b, kNorthView));
    REQUIRE(tell_story(model, a, kNorthView) == tell_story(model, b, kNorthView));
    for (RecordId id = 0; id < lines_of(seen).size(); ++id) {
        REQUIRE(tell_chain(model, a, id, kNorthView) == tell_chain(model, b, id, kNorthView));
    }
}

TEST_CASE("a seat does not learn whether the other side moved because of its own move", "[trace]") {
    const auto run = [](bool provoked) {
        HandMadeRun hand;
        const RecordId own = hand.add(0, kHour, MoveTookEffect{kNorth, kProtest, false, rung(0), rung(1)});
        RecordId cause = 0;
        if (provoked) cause = hand.add(own, 2 * kHour, MoveSeen{kSouth, rung(1), rung(0), rung(1), 0.5, 0.6});
        const RecordId opened = hand.add(
            cause, 2 * kHour, DecisionOpened{kSouth, provoked ? Trigger::move : Trigger::review, 3 * kHour});
        DecisionMade made;
        made.actor = kSouth;
        made.move = kProtest;
        made.own_rung = made.adversary_reading = made.adversary_true = rung(0);
        const RecordId decided = hand.add(opened, 3 * kHour, made);
        const RecordId moved =
            hand.add(decided, 3 * kHour, MoveTookEffect{kSouth, kProtest, false, rung(0), rung(1)});
        hand.add(moved, 5 * kHour, MoveSeen{kNorth, rung(1), rung(0), rung(1), 0.5, 0.6});
        return hand.finished();
    };
    require_same_for_north(run(false), run(true));
}

TEST_CASE("a seat does not learn that it misread a move, nor the cause, size or reality of an incident",
          "[trace]") {
    const auto run = [](bool bad) {
        HandMadeRun hand;
        const CauseId cause = bad ? kAttack : kAccident;
        const RecordId happened = hand.add(
            0, kHour,
            IncidentHappened{0, SourceId{std::size_t{0}}, {}, {true, false}, cause, bad ? 5.0 : 1.0, bad});
        const RecordId opened = hand.add(happened, 2 * kHour, CaseOpened{kNorth, case_view(0, 3, 0.6)});
        hand.add(opened, 3 * kHour,
                 ReportReceived{kNorth, EvidenceId{std::size_t{0}}, kAttack, case_view(0, 3, 0.6),
                                case_view(0, 3, 0.5)});
        const RecordId moved =
            hand.add(0, 4 * kHour, MoveTookEffect{kSouth, kProtest, bad, rung(0), rung(bad ? 2 : 1)});
        hand.add(moved, 5 * kHour, MoveSeen{kNorth, rung(bad ? 2 : 1), rung(0), rung(1), 0.5, 0.6});
        hand.trace().result.outcome = bad ? Outcome::crisis : Outcome::unresolved;
        hand.trace().result.crisis = bad;
        hand.trace().result.counts.misread = bad ? 1 : 0;
        hand.trace().result.digest = bad ? 7 : 8;
        return hand.finished();
    };
    require_same_for_north(run(false), run(true));
}

TEST_CASE("incidents, messages and records that a seat does not see leave no gaps in its numbers",
          "[trace]") {
    const auto run = [](bool hidden) {
        HandMadeRun hand;
        IncidentIndex incident = 0;
        MessageIndex message = 0;
        if (hidden) {
            const RecordId other = hand.add(
                0, kHour,
                IncidentHappened{incident++, SourceId{std::size_t{1}}, {}, {false, true}, kAttack, 5, false});
            hand.add(other, kHour, CaseOpened{kSouth, case_view(0, 5, 0.3)});
            hand.add(other, kHour,
                     MessageSent{message++, MessageKind::query, kPhone, kSouth, 0, kNoIndex, true});
        }
        const RecordId happened = hand.add(
            0, 2 * kHour,
            IncidentHappened{incident, SourceId{std::size_t{0}}, {}, {true, false}, kAccident, 3, false});
        const RecordId opened =
            hand.add(happened, 3 * kHour, CaseOpened{kNorth, case_view(incident, 3, 0.6)});
        hand.add(opened, 3 * kHour,
                 MessageSent{message, MessageKind::query, kPhone, kNorth, incident, kNoIndex, false});
        return hand.finished();
    };
    require_same_for_north(run(false), run(true));
}

TEST_CASE(
    "a seat does not learn what became of its messages, nor how one to it was meant or what unknown incident "
    "it is about",
    "[trace]") {
    const auto run = [](bool bad) {
        HandMadeRun hand;
        hand.add(0, kHour, MessageSent{0, MessageKind::query, kPhone, kNorth, kNoIndex, kNoIndex, bad});
        const IncidentIndex about = bad ? 3 : kNoIndex;
        if (bad) hand.add(0, kHour, IncidentHappened{3, {}, {}, {true, true}, kAttack, 5, false});
        const MessageKind kind = bad ? MessageKind::warning : MessageKind::reassurance;
        const RecordId sent =
            hand.add(0, 2 * kHour, MessageSent{1, kind, kPhone, kSouth, about, kNoIndex, false});
        MessageDelivered delivered;
        delivered.message = 1;
        delivered.kind = kind;
        delivered.read_as = MessageKind::reassurance;
        delivered.channel = kPhone;
        delivered.receiver = kNorth;
        delivered.sent = 2 * kHour;
        delivered.linked = delivered.desk = delivered.translated = bad ? 3 * kHour : 4 * kHour;
        delivered.reading_before = delivered.reading = rung(0);
        hand.add(sent, 5 * kHour, delivered);
        if (bad) hand.add(2, 6 * kHour, CaseOpened{kSouth, case_view(3, 4, 0.5)});
        return hand.finished();
    };
    require_same_for_north(run(false), run(true));
}

TEST_CASE("the header of a seat says neither which run it is nor what others will do", "[trace]") {
    Trace a = trace_run(quarrel_model(), {1, 3, 0});
    Trace b = a;
    b.header.key = {9, 8, 7};
    b.header.arm.clean = {false, true};
    b.header.set = {"actors.south.tremble=0.5"};
    b.header.scenario_sha256 = "abc";
    b.header.script.decisions.push_back({kSouth, 3, kProtest});
    b.header.script.injects.push_back({kHour, kSouth, "for South only", {}, 0});
    for (const PointOfView view : {kNorthView, kBoth}) {
        REQUIRE(written(quarrel_model(), a, view) == written(quarrel_model(), b, view));
        REQUIRE(tell_story(quarrel_model(), a, view) == tell_story(quarrel_model(), b, view));
    }
}

TEST_CASE("an inject that makes an incident is seen when the incident is detected, and not before",
          "[trace]") {
    const auto run = [](bool injected) {
        HandMadeRun hand;
        if (injected) {
            hand.trace().header.script.injects.push_back({kHour, kNorth, "A pipeline bursts", kAttack, 4});
            const RecordId inject = hand.add(0, kHour, Injected{kNorth, 0});
            hand.add(inject, kHour, IncidentHappened{0, {}, {}, {true, false}, kAttack, 4, false});
        }
        return hand.finished();
    };
    require_same_for_north(run(false), run(true));

    Script script;
    script.injects.push_back({kHour, kNorth, "A pipeline bursts", kAttack, 4});
    const Trace trace = trace_run(quarrel_model(), {1, 0, 0}, script);
    const std::string seen = written(quarrel_model(), trace, kNorthView);
    REQUIRE(seen.find("A pipeline bursts") != std::string::npos);
    REQUIRE(seen.find("\"kind\":\"inject\"") == std::string::npos);
    REQUIRE(written(quarrel_model(), trace, kSouthView).find("A pipeline bursts") == std::string::npos);
}

// Two worlds that differ only in what South suffers: the whole engine is between them, not only the trace.
TEST_CASE(
    "a seat's view of two simulated worlds that differ only in what is hidden from it is equal byte for byte",
    "[trace]") {
    const std::string world = R"(
firebreak: 1
id: apart
clock: {start: 2011-07-01, horizon: 1y}
ladder: [{id: calm}, {id: war}]
endings: {crisis: war, war: war}
causes: {accident: {hostility: 0}, attack: {hostility: 1}}
incidents:
  ours: {target: north, cause: accident, every: {exponential: 20d}, severity: 3}
  theirs: {target: south, cause: attack, every: {exponential: 10d}, severity: SEVERITY}
evidence: {inquiry: {every: 3d, accuracy: 0.7}}
channels: {phone: {link: 1h}}
moves: {ask: {sends: query, via: phone}}
actors:
  north: &side
    deliberation: 1d
    attribution: {prior: {accident: 0.5, attack: 0.5}}
    doctrine: [{when: {trigger: incident}, do: ask}, {do: hold}]
  south: {<<: *side, detection: {probability: DETECTION}, doctrine: [{do: hold}]}
)";
    const auto replaced = [](std::string text, const std::string& key, const std::string& value) {
        return text.replace(text.find(key), key.size(), value);
    };
    const Model quiet = compile(load_text(replaced(replaced(world, "SEVERITY", "1"), "DETECTION", "0")));
    const Model loud = compile(load_text(replaced(replaced(world, "SEVERITY", "9"), "DETECTION", "1")));
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Trace a = trace_run(quiet, {1, replicate, 0});
        const Trace b = trace_run(loud, {1, replicate, 0});
        REQUIRE(a.records.size() < b.records.size());
        require_same_values(seen_by(quiet, a, kNorthView), seen_by(loud, b, kNorthView));
        REQUIRE(written(quiet, a, kNorthView) == written(loud, b, kNorthView));
        REQUIRE(tell_story(quiet, a, kNorthView) == tell_story(loud, b, kNorthView));
    }
}

// Takes out of a run everything that North cannot know, and puts other things in its place.
Trace with_hidden_things_changed(const Trace& trace) {
    std::set<MessageIndex> received;
    for (const Record& record : trace.records) {
        if (const auto* delivered = std::get_if<MessageDelivered>(&record.what);
            delivered != nullptr && delivered->receiver == kNorth) {
            received.insert(delivered->message);
        }
    }
    const auto incident = [](IncidentIndex i) { return i == kNoIndex ? i : i + 1000; };
    const auto message = [](MessageIndex i) { return i == kNoIndex ? i : i + 77; };
    const auto moved = [&](CaseView view) {
        view.incident = incident(view.incident);
        return view;
    };
    Trace changed = trace;
    changed.records.clear();
    std::map<RecordId, RecordId> ids;
    for (Record record : trace.records) {
        const bool kept = std::visit(
            [&](auto& e) {
                using E = std::decay_t<decltype(e)>;
                if constexpr (std::is_same_v<E, IncidentHappened>) {
                    e.incident = incident(e.incident);
                    e.severity = 10 - e.severity;
                    if (e.author != kNorth) e.cause = CauseId{1 - e.cause.index()};
                    if (e.author != kNorth) e.author = ActorId{};
                    return e.author == kNorth;
                } else if constexpr (std::is_same_v<E, CaseOpened>) {
                    e.view = moved(e.view);
                    return e.actor == kNorth;
                } else if constexpr (std::is_same_v<E, ReportReceived>) {
                    e.before = moved(e.before);
                    e.after = moved(e.after);
                    return e.actor == kNorth;
                } else if constexpr (std::is_same_v<E, MoveSeen>) {
                    e.true_rung = RungId{3 - e.true_rung.index()};
                    return e.actor == kNorth;
                } else if constexpr (std::is_same_v<E, DecisionMade>) {
                    e.focal = moved(e.focal);
                    e.adversary_true = RungId{3 - e.adversary_true.index()};
                    e.true_cause = kAttack;
                    return e.actor == kNorth;
                } else if constexpr (std::is_same_v<E, MoveTookEffect> || std::is_same_v<E, DecisionOpened>) {
                    return e.actor == kNorth;
                } else if constexpr (std::is_same_v<E, MessageSent>) {
                    const bool keep = e.sender == kNorth || received.contains(e.message);
                    e.message = message(e.message);
                    e.reply_to = message(e.reply_to);
                    e.about = incident(e.about);
                    e.lost = !e.lost;
                    return keep;
                } else if constexpr (std::is_same_v<E, MessageDelivered>) {
                    e.message = message(e.message);
                    e.kind = MessageKind::proposal;
                    e.sent = e.linked = e.desk = 1;
                    e.before = moved(e.before);
                    e.after = moved(e.after);
                    return e.receiver == kNorth;
                } else if constexpr (std::is_same_v<E, SilenceFell>) {
                    e.query = message(e.query);
                    e.before = moved(e.before);
                    e.after = moved(e.after);
                    return e.actor == kNorth;
                } else if constexpr (std::is_same_v<E, Consultation>) {
                    e.readings[1] = e.readings_before[1] = RungId{std::size_t{3}};
                    return true;
                } else {
                    return true;
                }
            },
            record.what);
        if (!kept) continue;
        ids[record.id] = record.id;
        changed.records.push_back(record);
    }
    for (std::size_t i = 0; i < changed.records.size(); ++i)
        ids[changed.records[i].id] = static_cast<RecordId>(i);
    for (std::size_t i = 0; i < changed.records.size(); ++i) {
        Record& record = changed.records[i];
        const auto parent = ids.find(record.parent);
        record.id = static_cast<RecordId>(i);
        // What hung from something hidden hangs from nothing.
        record.parent = parent == ids.end() ? kNoRecord : parent->second;
    }
    return changed;
}

TEST_CASE("nothing that is hidden from a seat changes a byte of its view", "[trace]") {
    std::size_t changed = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        const Trace trace = trace_run(quarrel_model(), {5, replicate, 0});
        const Trace other = with_hidden_things_changed(trace);
        changed += trace.records.size() - other.records.size();
        require_same_values(seen_by(quarrel_model(), trace, kNorthView),
                            seen_by(quarrel_model(), other, kNorthView));
        REQUIRE(written(quarrel_model(), trace, kNorthView) == written(quarrel_model(), other, kNorthView));
        REQUIRE(tell_story(quarrel_model(), trace, kNorthView) ==
                tell_story(quarrel_model(), other, kNorthView));
    }
    REQUIRE(changed > 1000);
}

TEST_CASE("a seat's lines hold its own ledgers only, under ids without gaps and with parents before them",
          "[trace]") {
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Trace trace = trace_run(quarrel_model(), {2, replicate, 0});
        for (const Seen& line : seen_by(quarrel_model(), trace, kSouthView)) {
            REQUIRE_FALSE((line.shows_truth() || line.known_to(0)));
            REQUIRE(line.known_to(1));
        }
        const auto lines = lines_of(written(quarrel_model(), trace, kSouthView));
        for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
            const auto line = nlohmann::json::parse(lines[i]);
            REQUIRE(line["id"] == i - 1);
            REQUIRE((line["parent"].is_null() || line["parent"] < line["id"]));
            REQUIRE_FALSE(line.contains("truth"));
            for (const char* ledger : {"observed", "concluded"}) {
                if (line.contains(ledger))
                    REQUIRE((line[ledger].size() == 1 && line[ledger].contains("south")));
            }
        }
    }
}

TEST_CASE("the view of both sides is the two seats' views laid together", "[trace]") {
    const Trace trace = trace_run(quarrel_model(), {2, 1, 0});
    std::map<std::string, std::vector<nlohmann::json>> seats;
    for (const PointOfView view : {kNorthView, kSouthView}) {
        const auto lines = lines_of(written(quarrel_model(), trace, view));
        const std::string name = view.actor == kNorth ? "north" : "south";
        for (std::size_t i = 1; i + 1 < lines.size(); ++i)
            seats[name].push_back(nlohmann::json::parse(lines[i]));
    }
    std::map<std::string, std::size_t> next;
    const auto lines = lines_of(written(quarrel_model(), trace, kBoth));
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        const auto line = nlohmann::json::parse(lines[i]);
        REQUIRE_FALSE(line.contains("truth"));
        for (const auto& [name, own] : seats) {
            const bool here = (line.contains("observed") && line["observed"].contains(name)) ||
                              (line.contains("concluded") && line["concluded"].contains(name));
            if (!here) continue;
            const auto& seat = own.at(next[name]++);
            REQUIRE(seat["t"] == line["t"]);
            for (const char* ledger : {"observed", "concluded"}) {
                if (seat.contains(ledger)) REQUIRE(seat[ledger][name] == line[ledger][name]);
            }
        }
    }
    for (const auto& [name, own] : seats) REQUIRE(next[name] == own.size());
}

}  // namespace
}  // namespace firebreak
