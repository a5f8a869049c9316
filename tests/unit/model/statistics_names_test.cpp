#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "model/statistics_names.hpp"

using namespace firebreak;

namespace {

using Kind = StatisticRef::Kind;

Spec named_spec() {
    Spec spec;
    spec.actors[0].id = "north";
    spec.actors[1].id = "south";
    spec.causes = {{"accident", "", 0}, {"attack", "", 1}};
    spec.ladder = {{"calm", "", "", "", std::nullopt}, {"war", "", "", "", std::nullopt}};
    spec.moves.resize(2);
    spec.moves[0].id = "hold";
    spec.moves[1].id = "escalate";
    spec.channels.resize(1);
    spec.channels[0].id = "cable";
    return spec;
}

StatisticRef parsed(const char* text) { return *parse_statistic(named_spec(), text); }

}  // namespace

TEST_CASE("A statistic names its actor and its subject", "[statistics]") {
    CHECK(parsed("outcome") == StatisticRef{Kind::outcome, -1, -1});
    CHECK(parsed("peak_rung") == StatisticRef{Kind::peak_rung, -1, -1});
    CHECK(parsed("peak_rung.south") == StatisticRef{Kind::peak_rung, 1, -1});
    CHECK(parsed("acts") == StatisticRef{Kind::acts, -1, -1});
    CHECK(parsed("acts.escalate") == StatisticRef{Kind::acts, -1, 1});
    CHECK(parsed("acts.south.escalate") == StatisticRef{Kind::acts, 1, 1});
    CHECK(parsed("incidents") == StatisticRef{Kind::count, -1, 0});
    CHECK(parsed("concluded.wrong") == StatisticRef{Kind::count, -1, 17});
    CHECK(parsed("belief.north.attack") == StatisticRef{Kind::belief, 0, 1});
    CHECK(parsed("message_time.cable") == StatisticRef{Kind::message_time, -1, 0});
    CHECK(parsed("time_at.north.war") == StatisticRef{Kind::time_at, 0, 1});
}

TEST_CASE("A wrong name of a statistic is told with the way out", "[statistics]") {
    const Spec spec = named_spec();
    CHECK(parse_statistic(spec, "outcome"));
    CHECK(parse_statistic(spec, "outcom").error() == "unknown statistic 'outcom'; did you mean 'outcome'?");
    CHECK(parse_statistic(spec, "belief.nort.attack").error() ==
          "unknown actor 'nort'; did you mean 'north'?");
    CHECK(parse_statistic(spec, "acts.escalte").error() ==
          "unknown move 'escalte'; did you mean 'escalate'?");
    CHECK(parse_statistic(spec, "belief.north").error() == "'belief' needs a cause");
    CHECK(parse_statistic(spec, "final_rung").error() == "'final_rung' needs an actor: 'final_rung.<actor>'");
    CHECK(parse_statistic(spec, "incidents.north").error() == "unexpected '.north' after 'incidents'");
    CHECK_FALSE(parse_statistic(spec, ""));
}
