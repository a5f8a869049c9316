// What is observed while a side deliberates: forgotten as a trigger, or on the agenda.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// South weighs an incident from day 1 to day 3, in which time North is seen to step up on day 2.
std::string busy_south(const std::string& more, const std::string& doctrine) {
    return "moves: {rise: {to: tense}, answer: {to: tense, seen: 0}, say: {sends: warning, via: line}, tell: "
           "{sends: query, via: line}}\n"
           "channels: {line: {}}\n"
           "incidents: {i: {target: north, cause: accident, at: 2d}, j: {target: south, cause: accident, at: "
           "1d}}\n"
           "north: {doctrine: [{when: {trigger: incident}, do: rise}, {do: hold}]}\n"
           "south: {deliberation: 2d, " +
           more + "doctrine: " + doctrine + "}\n";
}
constexpr const char* kAnswerMoves = "[{when: {trigger: move}, do: answer}, {do: hold}]";

}  // namespace

TEST_CASE("What is seen while a decision is open opens none, unless the side keeps an agenda",
          "[model][agenda]") {
    CHECK(play(busy_south("", kAnswerMoves)).acts(kSouth) == Acts{{3 * kDay, "hold"}});
    CHECK(play(busy_south("agenda: no, ", kAnswerMoves)).acts(kSouth) == Acts{{3 * kDay, "hold"}});
    CHECK(play(busy_south("agenda: yes, ", kAnswerMoves)).acts(kSouth) ==
          Acts{{3 * kDay, "hold"}, {5 * kDay, "answer"}});
}

TEST_CASE("A decision from the agenda comes from what was observed, and opens when the one before closes",
          "[model][agenda]") {
    const Run run = play(busy_south("agenda: yes, ", kAnswerMoves));
    const auto opened = run.all<DecisionOpened>();
    const auto seen = run.only<MoveSeen>();
    REQUIRE(opened.size() == 3);  // North's, and South's two
    CHECK(opened[2].time == 3 * kDay);
    CHECK(opened[2].parent == seen.id);
    CHECK(opened[2].what.trigger == Trigger::move);
    CHECK(opened[2].what.closes == 5 * kDay);
}

TEST_CASE("The agenda is worked off in the order of what was observed", "[model][agenda]") {
    const Run run = play(
        "moves: {rise: {by: 1}}\n"
        "incidents: {i: {target: north, cause: accident, at: [2d, 50h]}, j: {target: south, cause: accident, "
        "at: [1d, 49h]}}\n"
        "north: {doctrine: [{when: {trigger: incident}, do: rise}, {do: hold}]}\n"
        "south: {deliberation: 2d, agenda: yes, doctrine: [{do: hold}]}\n");
    std::vector<std::pair<Millis, Trigger>> opened;
    for (const auto& decision : run.all<DecisionOpened>()) {
        if (decision.what.actor == kSouth) opened.emplace_back(decision.time, decision.what.trigger);
    }
    CHECK(opened == std::vector<std::pair<Millis, Trigger>>{{1 * kDay, Trigger::incident},
                                                            {3 * kDay, Trigger::move},
                                                            {5 * kDay, Trigger::incident},
                                                            {7 * kDay, Trigger::move}});
}

TEST_CASE("What was acted on at once does not come up again; a message sent at once leaves it on the agenda",
          "[model][agenda]") {
    const Run acted = play(busy_south("agenda: yes, ",
                                      "[{when: {trigger: move}, do: answer, at_once: yes}, {when: {trigger: "
                                      "incident}, do: hold}, {do: answer}]"));
    CHECK(acted.acts(kSouth) == Acts{{2 * kDay, "answer"}});
    const Run told = play(busy_south("agenda: yes, ",
                                     "[{when: {trigger: move, said.warning: no}, do: say, at_once: yes}, "
                                     "{when: {trigger: move}, do: answer}, {do: hold}]"));
    CHECK(told.acts(kSouth) == Acts{{2 * kDay, "say"}, {3 * kDay, "hold"}, {5 * kDay, "answer"}});
}

TEST_CASE("A message on the agenda is in hand again when its turn comes, and a query stays in hand",
          "[model][agenda]") {
    const auto south = [](const std::string& sent, const std::string& condition) {
        return play(with(busy_south("agenda: yes, ", "[{when: {trigger: message, message: " + condition +
                                                         "}, do: answer}, {do: hold}]"),
                         "do: rise", "do: " + sent))
            .acts(kSouth);
    };
    CHECK(south("say", "warning") == Acts{{3 * kDay, "hold"}, {5 * kDay, "answer"}});
    CHECK(south("tell", "query") == Acts{{3 * kDay, "hold"}, {5 * kDay, "answer"}});
    CHECK(south("say", "none") == Acts{{3 * kDay, "hold"}, {5 * kDay, "hold"}});
}

TEST_CASE("Of reports on the agenda only one that calls for another rule opens a decision",
          "[model][agenda]") {
    const std::string text = R"(
evidence: {lab: {every: 1h, accuracy: 0.6}}
incidents: {j: {target: south, cause: accident, at: 1d}}
south: {deliberation: 2d, agenda: yes, attribution: {close_at: 1, cold_after: 4d}, doctrine: [{do: hold}]}
)";
    const Run same = play(text);
    CHECK(same.result.counts.reports > 20);
    CHECK(same.all<DecisionOpened>().size() == 1);
    const Run other = play(with(text, "[{do: hold}]", "[{when: {trigger: evidence}, do: hold}, {do: hold}]"));
    CHECK(other.all<DecisionOpened>().size() == 2);
}

TEST_CASE("A decision about the same matter has the same draws whether it opens at once or from the agenda",
          "[model][agenda]") {
    const std::string law = "agenda: yes, ";
    const std::string text =
        with(busy_south(law, kAnswerMoves), "deliberation: 2d", "deliberation: {exponential: 2d}");
    const Run late = play(text);
    const Run early = play(with(text, "target: south", "target: north"));
    const auto span = [](const Run& run) {
        for (const auto& opened : run.all<DecisionOpened>()) {
            if (opened.what.actor == kSouth && opened.what.trigger == Trigger::move)
                return opened.what.closes - opened.time;
        }
        return Millis{-1};
    };
    CHECK(span(late) > 0);
    CHECK(span(late) == span(early));
}

TEST_CASE("An agenda brings more decisions, and what happens from outside stays as it is",
          "[model][agenda]") {
    const auto from_outside = [](const Run& run) {
        std::vector<std::pair<Millis, double>> incidents;
        for (const auto& incident : run.all<IncidentHappened>()) {
            if (incident.what.source.valid()) incidents.emplace_back(incident.time, incident.what.severity);
        }
        return incidents;
    };
    // nothing ends a run early
    const std::string text = with(busy(), "raise_to: crisis, strikes", "strikes");
    const Run without = play(text);
    const Run with_agenda = play(with(text, "review: 30d", "review: 30d\n  agenda: yes"));
    REQUIRE(without.result.duration == with_agenda.result.duration);
    CHECK(with_agenda.result.counts.decisions > without.result.counts.decisions);
    CHECK(from_outside(with_agenda) == from_outside(without));
}
