#include <map>
#include <utility>

#include <firebreak/text.hpp>

#include "support/catch.hpp"
#include "telling/condense.hpp"
#include "telling/paragraphs.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr Millis kHour = 3'600'000;
RungId rung(std::size_t place) { return RungId{place}; }

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A run in which North is wrong about everything.
Trace mistaken() {
    HandMadeRun hand;
    const RecordId fire =
        hand.add(0, kHour,
                 IncidentHappened{
                     0, SourceId{std::size_t{0}}, {}, {true, false}, CauseId{std::size_t{0}}, 2.3, false});
    const RecordId opened = hand.add(fire, 30 * kHour, CaseOpened{kNorth, case_view(0, 2.9, 0.4)});
    double before = 0.4;
    RecordId last = opened;
    for (int i = 0; i < 5; ++i) {
        const double after = before - 0.03;
        last = hand.add(opened, (31 + 48 * i) * kHour,
                        ReportReceived{kNorth, EvidenceId{std::size_t{0}}, CauseId{std::size_t{1}},
                                       case_view(0, 2.9, before), case_view(0, 2.9, after)});
        before = after;
    }
    const RecordId moved =
        hand.add(0, 300 * kHour, MoveTookEffect{kSouth, move_id("protest"), false, rung(0), rung(1)});
    hand.add(moved, 302 * kHour, MoveSeen{kNorth, rung(1), rung(0), rung(2), 0.5, 0.6});
    const RecordId weighed =
        hand.add(last, 303 * kHour, DecisionOpened{kNorth, Trigger::evidence, 310 * kHour});
    DecisionMade made;
    made.actor = kNorth;
    made.trigger = Trigger::evidence;
    made.rule = 2;
    made.move = move_id("protest");
    made.options = {{move_id("hit"), 0.2}, {move_id("protest"), 0.8}};
    made.threat = 2.61;
    made.image = 0.6;
    made.own_rung = rung(0);
    made.adversary_reading = rung(2);
    made.adversary_true = rung(1);
    made.focal = case_view(0, 2.9, 0.25);
    made.true_cause = CauseId{std::size_t{0}};
    hand.add(weighed, 310 * kHour, made);
    return hand.finished();
}

TEST_CASE("a story of a run that a limit stopped says to the truth which, and to a side that it was one",
          "[trace]") {
    for (const auto& [limit, words] :
         {std::pair{Limit::events, "the limit of 1,000,000 events"},
          std::pair{Limit::pending, "the limit of 200,000 pending events"},
          std::pair{Limit::lookups, "the limit of 200,000,000 lookups of cases and queries"}}) {
        HandMadeRun hand;
        hand.trace().result.end_reason = EndReason::event_limit;
        hand.trace().result.limit = limit;
        hand.add(0, kHour, RunEnded{EndReason::event_limit, Outcome::unresolved, limit});
        const std::string story = tell_story(quarrel_model(), hand.trace(), kTruth, 400);
        REQUIRE(has(story, std::string("The run was stopped by ") + words + " on "));
        REQUIRE(has(story,
                    std::string("The run ends, stopped by ") + words + ". Outcome: no crisis by the end."));
        const std::string side = tell_story(quarrel_model(), hand.trace(), kNorthView, 400);
        REQUIRE(has(side, "The run was stopped by a limit of the program on "));
        REQUIRE(has(side, "the run end, stopped by a limit of the program."));
        REQUIRE_FALSE(has(side, "0,000"));
        std::ostringstream lines;
        write_trace(lines, quarrel_model(), hand.trace());
        REQUIRE(has(lines.str(), std::string("\"limit\":\"") + limit_name(limit)));
        std::ostringstream seen;
        write_trace(seen, quarrel_model(), hand.trace(), kNorthView);
        REQUIRE_FALSE(has(seen.str(), "\"limit\""));
    }
}

TEST_CASE("a story tells what was true, what was seen and what was decided, and marks what was wrong",
          "[trace]") {
    const std::string story = tell_story(quarrel_model(), mistaken(), kTruth, 400);
    REQUIRE(has(story, "A quarrel between neighbours\nDoes it end in blows?\n"));
    REQUIRE(
        has(story, "Outcome: no crisis by the end. The run ended at its horizon on 2012-06-30 (day 365)."));
    REQUIRE(has(story, "2011-07-02 (day 1)\n  06:00  NORTH SAW"));
    REQUIRE(has(story, "A fire of 1 July hits North: Accident, severity 2.3. (#1)"));
    REQUIRE(has(story, "A fire of 1 July, severity 2.9 (in truth 2.3). (#2)"));
    REQUIRE(has(story, "Attack 60 %, Accident 40 %. [!] Wrong: it was Accident."));
    REQUIRE(has(story, "South's move 'Protest aloud' takes effect: the posture goes from Calm to Protest."));
    REQUIRE(has(story,
                "South make a move, and read its posture as Show of force (before: Calm). [!] Misread: it "
                "was Protest."));
    REQUIRE(has(story,
                "Protest aloud (rule 3, when the threat is at least 2.5; chance 80 %). It could also have "
                "chosen: Hit 20 %. (#11)"));
    REQUIRE(has(story,
                "threat felt: 2.61; own posture: Calm; belief that South is aggressive: 60 %. North read "
                "South's posture as Show of force. [!] It was Protest. A fire of 1 July, severity 2.9: "
                "Attack 75 %, Accident 25 %. [!] Wrong: it was Accident."));
}

TEST_CASE("reports that follow one another are told together", "[trace]") {
    const std::string story = tell_story(quarrel_model(), mistaken(), kTruth, 400);
    REQUIRE(has(story, "5 reports on A fire of 1 July over 8 d: Attack 5. (#3 to #7)"));
    REQUIRE(has(story, "Attack from 60 % to 75 %, the likeliest cause. [!]"));
}

TEST_CASE("a seat's story tells neither truth nor mistakes", "[trace]") {
    const std::string story = tell_story(quarrel_model(), mistaken(), kNorthView, 400);
    REQUIRE(has(story, "As North saw it."));
    REQUIRE_FALSE(has(story, "TRUTH"));
    REQUIRE_FALSE(has(story, "in truth"));
    REQUIRE_FALSE(has(story, "[!]"));
    REQUIRE_FALSE(has(story, "Replicate"));
    REQUIRE_FALSE(has(story, "A fire"));
    REQUIRE(has(story, "the incident of 2 July, severity 2.9. (#1)"));
    REQUIRE(has(tell_story(quarrel_model(), mistaken(), kBoth, 400), "As North and South saw it."));
}

// What a view calls each incident, by ledger and number.
std::map<std::pair<std::size_t, std::uint32_t>, std::string> names_in(const Trace& trace, PointOfView view) {
    std::map<std::pair<std::size_t, std::uint32_t>, std::string> names;
    Teller teller(quarrel_model().spec());
    each_seen(quarrel_model(), trace, view, [&](const Seen& line) {
        teller.learn(line);
        for (std::size_t i = 0; i < kActors; ++i) {
            const auto* noticed = line.seen_as<seen::Notice>(i);
            const auto* own = line.seen_as<seen::OwnIncident>(i);
            if (noticed == nullptr && own == nullptr) continue;
            const std::uint32_t number = noticed != nullptr ? noticed->incident : own->incident;
            const std::string name = teller.incident(i, number);
            REQUIRE(names.try_emplace({i, number}, name).first->second == name);
        }
    });
    return names;
}

TEST_CASE("within a view each incident has a name of its own, and to a side it says no more than its day",
          "[trace]") {
    std::size_t same_day = 0;
    for (std::uint64_t replicate = 0; replicate < 40; ++replicate) {
        const Trace trace = trace_run(quarrel_model(), {4, replicate, 0});
        for (const PointOfView view : {kNorthView, kSouthView, kTruth}) {
            std::map<std::string, std::uint32_t> numbers;
            for (const auto& [incident, name] : names_in(trace, view)) {
                CAPTURE(name);
                REQUIRE(numbers.try_emplace(name, incident.second).first->second == incident.second);
                same_day += name.ends_with("(2)") ? 1 : 0;
                if (view.kind == PointOfView::Kind::truth) continue;
                const bool own = name.starts_with("its strike of ") ||
                                 (incident.first == 0 && name.starts_with("A raid of "));
                REQUIRE((own || name.starts_with("the incident of ")));
            }
            REQUIRE(numbers.size() > (view.kind == PointOfView::Kind::truth ? 3U : 0U));
        }
    }
    REQUIRE(same_day > 0);
}

TEST_CASE("an incident is named by the day on which the side noticed it", "[trace]") {
    HandMadeRun hand;
    const auto happens = [&](IncidentIndex incident, std::size_t source, Millis at, Millis seen) {
        const RecordId parent =
            hand.add(0, at,
                     IncidentHappened{
                         incident, SourceId{source}, {}, {true, false}, CauseId{std::size_t{0}}, 2, false});
        hand.add(parent, seen, CaseOpened{kNorth, case_view(incident, 2, 0.5)});
    };
    happens(0, 0, kHour, 30 * kHour);
    happens(1, 2, 31 * kHour, 32 * kHour);
    happens(2, 0, 33 * kHour, 31 * 24 * kHour);
    const Trace trace = hand.finished();
    using Names = std::map<std::pair<std::size_t, std::uint32_t>, std::string>;
    REQUIRE(names_in(trace, kNorthView) == Names{{{0, 0}, "the incident of 2 July"},
                                                 {{0, 1}, "the incident of 2 July (2)"},
                                                 {{0, 2}, "the incident of 1 August"}});
    REQUIRE(names_in(trace, kTruth) == Names{{{0, 0}, "A fire of 1 July"},
                                             {{0, 1}, "An alarm of 2 July"},
                                             {{0, 2}, "A fire of 2 July"}});

    const auto lists = [&](PointOfView view) {
        Teller teller(quarrel_model().spec());
        each_seen(quarrel_model(), trace, view, [&](const Seen& line) { teller.learn(line); });
        return teller.incidents().all();
    };
    const IncidentNameLists side = lists(kNorthView);
    REQUIRE(side[0].size() == 3);
    REQUIRE(side[0].at(1) == "the incident of 2 July (2)");
    REQUIRE((side[1].empty() && side[kActors].empty()));
    const IncidentNameLists truth = lists(kTruth);
    REQUIRE(truth[kActors].at(1) == "An alarm of 2 July");
    REQUIRE((truth[0] == truth[kActors] && truth[1] == truth[kActors]));
}

TEST_CASE("no line of a story is wider than asked", "[trace]") {
    Script script;
    script.injects.push_back({kHour, kNorth, std::string(300, 'x') + " and some more words", {}, 0});
    for (const std::size_t width : {40U, 72U, 100U}) {
        const Trace trace = trace_run(quarrel_model(), {3, 2, 0}, script);
        for (const PointOfView view : {kTruth, kBoth, kNorthView}) {
            for (const std::string& line : lines_of(tell_story(quarrel_model(), trace, view, width))) {
                CAPTURE(line);
                REQUIRE(display_width(line) <= width);
            }
        }
    }
}

TEST_CASE("every line of a trace is told, by itself or among others, under an id that the chain knows",
          "[trace]") {
    const Trace trace = trace_run(quarrel_model(), {3, 2, 0});
    for (const PointOfView view : {kTruth, kNorthView}) {
        const std::string story = tell_story(quarrel_model(), trace, view, 100);
        std::size_t found = 0;
        for (std::size_t at = story.find("#"); at != std::string::npos; at = story.find("#", at + 1)) {
            const auto id = static_cast<RecordId>(std::stoul(story.substr(at + 1)));
            // To tell a chain takes a pass over the whole run.
            if (found++ % 9 == 0) REQUIRE_FALSE(tell_chain(quarrel_model(), trace, id, view).empty());
        }
        REQUIRE(found > 20);
    }
}

TEST_CASE("text of a scenario cannot steer the terminal", "[trace]") {
    Script script;
    script.injects.push_back({kHour, kNorth, "\x1b[2Jgone", {}, 0});
    Spec spec = quarrel();
    spec.title = "A \x1b[31mred title";
    spec.actors[0].name = "No\rrth";
    const Model model = compile(spec);
    const Trace trace = trace_run(model, {3, 2, 0}, script);
    for (const PointOfView view : {kTruth, kNorthView}) {
        const std::string story = tell_story(model, trace, view, 100);
        REQUIRE(story.find_first_of("\x1b\r\t") == std::string::npos);
        REQUIRE(has(story, "\\x1b[2Jgone"));
    }
}

TEST_CASE("the stories of many runs are told without fault from every side", "[trace]") {
    for (std::uint64_t replicate = 0; replicate < 30; ++replicate) {
        const Trace trace = trace_run(quarrel_model(), {8, replicate, 0});
        for (const PointOfView view : {kTruth, kBoth, kNorthView, kSouthView})
            REQUIRE(tell_story(quarrel_model(), trace, view).size() > 200);
    }
}

TEST_CASE("a story told while the run is made is the story of it, in every view", "[story]") {
    const Trace trace = trace_run(quarrel_model(), {5, 2, 0});
    for (const PointOfView view : {kTruth, kBoth, kNorthView, kSouthView}) {
        std::ostringstream out;
        tell_run(out, quarrel_model(), trace.header, view, 90);
        REQUIRE(out.str() == tell_story(quarrel_model(), trace, view, 90));
    }
}

TEST_CASE("a report that concludes the case ends its paragraph, though the likeliest cause stays",
          "[story]") {
    const auto report = [](RecordId id, bool before, bool after) {
        Seen line;
        line.id = id;
        line.time = id * kHour;
        line.kind = SeenKind::report;
        line.observed[0] = seen::Report{EvidenceId{std::size_t{0}}, 0, CauseId{std::size_t{0}}};
        seen::ChangeOfMind change{case_view(0, 3, 0.9), case_view(0, 3, 0.95)};
        change.before.concluded = before;
        change.after.concluded = after;
        line.concluded[0] = change;
        return line;
    };
    const Teller teller(quarrel());
    std::vector<std::vector<RecordId>> told;
    Condenser condenser(
        teller, [&](const Paragraph& paragraph) { told.push_back(paragraph.ids); }, [](const Seen&) {});
    for (const Seen& line : {report(1, false, false), report(2, false, true), report(3, true, true)})
        condenser.take(line);
    condenser.flush();
    CHECK(told == std::vector<std::vector<RecordId>>{{1, 2}, {3}});
}

}  // namespace
}  // namespace firebreak
