// Laws, moves and measures in words.
#include "telling/rule_words.hpp"

#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

Distribution law(Distribution::Kind kind, double a, double b = 0, double c = 0) {
    return {kind, a, b, c, {}};
}

}  // namespace

TEST_CASE("a law has its parameters in its words") {
    using Kind = Distribution::Kind;
    struct Law {
        Distribution law;
        bool durations;
        std::string words;
    };
    Distribution listed = law(Kind::empirical, 0), many = listed;
    listed.values = {1, 2, 5};
    for (int i = 1; i <= 9; ++i) many.values.push_back(i);
    const double day = static_cast<double>(kDay);
    for (const Law& l :
         {Law{fixed(3), false, "3"}, Law{fixed(7 * day), true, "7d"},
          Law{law(Kind::exponential, 90 * day), true, "90d on average (exponential)"},
          Law{law(Kind::lognormal, 2 * day, 0.5), true, "median 2d (lognormal, sigma 0.5)"},
          Law{law(Kind::uniform, 2, 6), false, "2 to 6"},
          Law{law(Kind::triangular, 1, 2, 5), false, "1 to 5, most often 2"},
          Law{law(Kind::weibull, 3, 0.7), false, "scale 3 (Weibull, shape 0.7)"},
          Law{listed, false, "one of 1, 2 or 5"}, Law{many, false, "one of 9 listed values, 1 to 9"}})
        CHECK(law_words(l.law, l.durations) == l.words);
}

TEST_CASE("a move's words say where it goes, up or down, what it strikes and sends, and when") {
    const Spec& spec = named_scenario();
    MoveSpec move;
    CHECK(move_words(spec, move) == "does nothing");
    move.posture = MoveSpec::Posture::by;
    move.by = 2;
    CHECK(move_words(spec, move) == "goes up 2 rungs");
    move.by = -1;
    CHECK(move_words(spec, move) == "steps down 1 rung");
    move.posture = MoveSpec::Posture::to;
    move.rung = "tense";
    CHECK(move_words(spec, move) == "goes to 'High tension'");
    move.posture = MoveSpec::Posture::raise_to;
    move.strikes = StrikeSpec{"attack", law(Distribution::Kind::uniform, 2, 5)};
    move.delay = fixed(5.0 * static_cast<double>(kDay));
    move.seen = 0.5;
    move.needs = "drill";
    move.unless = "horn";
    CHECK(move_words(spec, move) ==
          "rises to 'High tension'; strikes (attack, severity 2 to 5); takes effect after 5d; seen with "
          "probability 0.5; only with drill and without horn");
    CHECK(move_words(spec, spec.moves[test::move_id(spec, "ask").index()]) ==
          "sends a message (query) via cable");
}

TEST_CASE("rules, weights, conditions of measures and values have their words") {
    const Spec& spec = named_scenario();
    CHECK(rule_words(spec, spec.actors[0].doctrine[0]) == "If the threat is at least 2: Rise up.");
    CHECK(rule_words(spec, spec.actors[1].doctrine[1]) == "In any case: Hold.");
    RuleSpec at_once = spec.actors[1].doctrine[0];
    at_once.at_once = true;
    CHECK(rule_words(spec, at_once) == "At once, if the threat is at least 3: Step back.");
    CHECK(weights_words({{"accident", 1}}) == "accident");
    CHECK(weights_words({{"accident", 3}, {"attack", 1}}) == "accident 75 %, attack 25 %");
    CHECK(measure_condition_words("drill", "") == "only with drill");
    CHECK(measure_condition_words("", "drill") == "only without drill");
    CHECK(measure_condition_words("", "").empty());
    CHECK(value_words(spec, {"channels.cable.loss", 0.04}) == "0.04");
    CHECK((value_words(spec, {"channels.cable.up", true}) == "yes" &&
           value_words(spec, {"channels.cable.up", false}) == "no"));
    CHECK(value_words(spec, {"clock.horizon", Duration{36.0 * 3'600'000}}) == "36h");
    const Distribution uniform = law(Distribution::Kind::uniform, 7'200'000, 21'600'000);
    CHECK(value_words(spec, {"channels.cable.link", uniform}) == "2h to 6h");
    CHECK(value_words(spec, {"incidents.outage.severity", law(Distribution::Kind::uniform, 2, 6)}) ==
          "2 to 6");
}
