#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>
#include <cmath>
#include <set>

#include <firebreak/model.hpp>

#include "model/parameter_paths.hpp"

using namespace firebreak;

namespace {

constexpr double kHour = 3'600'000;

ActorSpec actor(const std::string& id) {
    ActorSpec made;
    made.id = id;
    made.attribution.prior = {{"accident", 0.4}, {"attack", 0.6}};
    RuleSpec rule;
    Interval at_least_two;
    at_least_two.low = 2;
    Interval yes;
    yes.low = yes.high = 1;
    rule.when = {{Fact::incident_severity, "", {at_least_two}}, {Fact::channel, "cable", {yes}}};
    rule.moves = {{"hold", 0.25}, {"escalate", 0.75}};
    made.doctrine = {rule};
    return made;
}

Spec small_spec() {
    Spec spec;
    spec.clock.horizon = Duration{100 * kHour};
    spec.ladder = {{"calm", "", "", "", std::nullopt}, {"war", "", "", "", Duration{kHour}}};
    spec.causes = {{"accident", "accident", 0}, {"attack", "attack", 1}};
    IncidentSpec incident;
    incident.id = "outage";
    incident.every = Distribution{Distribution::Kind::exponential, kHour, 0, 0, {}};
    spec.incidents = {incident};
    ChannelSpec channel;
    channel.id = "cable";
    spec.channels = {channel};
    spec.actors = {actor("north"), actor("south")};
    return spec;
}

const Parameter* find(const std::vector<Parameter>& all, std::string_view path) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.path == path; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("Every parameter has a path of its own and lies in its own range", "[parameters]") {
    Spec spec = small_spec();
    std::set<std::string> paths;
    for (const Parameter& parameter : parameters(spec)) {
        INFO(parameter.path);
        CHECK(paths.insert(parameter.path).second);
        if (const auto* number = std::get_if<double*>(&parameter.value)) {
            CHECK(**number >= parameter.low);
            CHECK(**number <= parameter.high);
        }
    }
    CHECK(paths.contains("clock.horizon"));
    CHECK(paths.contains("ladder.war.accident_every"));
    CHECK_FALSE(paths.contains("ladder.calm.accident_every"));
    CHECK(paths.contains("actors.south.attribution.prior.attack"));
    CHECK(paths.contains("actors.north.doctrine.1.do.escalate"));
}

TEST_CASE("A condition is a parameter exactly if it has one finite bound", "[parameters]") {
    Spec spec = small_spec();
    const auto all = parameters(spec);
    const Parameter* bound = find(all, "actors.north.doctrine.1.when.incident.severity");
    REQUIRE(bound != nullptr);
    CHECK(*std::get<double*>(bound->value) == 2);
    CHECK(bound->high == 10);
    CHECK(find(all, "actors.north.doctrine.1.when.channel.cable") == nullptr);
}

TEST_CASE("The text of a parameter reads back to its value", "[parameters]") {
    Spec spec = small_spec();
    spec.channels.front().link = {Distribution::Kind::lognormal, 2 * kHour, 0.5, 0, {}};
    const Spec before = spec;
    for (const Parameter& parameter : parameters(spec)) {
        const auto parsed = parse_set(spec, parameter.path + "=" + parameter_text(parameter));
        REQUIRE(parsed);
        CHECK(set_parameter(spec, *parsed) == 1);
    }
    CHECK(spec == before);
    for (const Parameter& parameter : parameters(spec)) {
        if (parameter.path == "clock.horizon") CHECK(parameter_text(parameter) == "100h");
        if (parameter.path.ends_with(".link"))
            CHECK(parameter_text(parameter) == "{lognormal: {median: 2h, sigma: 0.5}}");
    }
}

TEST_CASE("A star stands for one part of a path", "[parameters]") {
    CHECK(path_matches("actors.*.posture.misread", "actors.north.posture.misread"));
    CHECK(path_matches("actors.north.doctrine.*.do.hold", "actors.north.doctrine.12.do.hold"));
    CHECK_FALSE(path_matches("actors.north.doctrine.1.do.hold", "actors.north.doctrine.12.do.hold"));
    CHECK_FALSE(path_matches("actors.*", "actors.north.tremble"));
    CHECK_FALSE(path_matches("actors.north.posture.misread.x", "actors.north.posture.misread"));
    CHECK_FALSE(path_matches("*", "clock.horizon"));
    CHECK_FALSE(path_matches("", "clock.horizon"));
}

TEST_CASE("Setting changes all that match and counts them", "[parameters]") {
    Spec spec = small_spec();
    CHECK(set_parameter(spec, {"actors.*.posture.misread", 0.25}) == 2);
    CHECK(spec.actors[0].posture.misread == 0.25);
    CHECK(spec.actors[1].posture.misread == 0.25);
    CHECK(set_parameter(spec, {"actors.*.posture.nothing", 0.25}) == 0);
    CHECK(set_parameter(spec, {"channels.cable.up", false}) == 1);
    CHECK_FALSE(spec.channels[0].line.up);
}

TEST_CASE("A duration given to a law of durations becomes a fixed law, and a plain number is refused",
          "[parameters]") {
    Spec spec = small_spec();
    CHECK(set_parameter(spec, {"channels.cable.link", Duration{kHour}}) == 1);
    CHECK(spec.channels[0].link == fixed(kHour));
    CHECK(set_parameter(spec, {"channels.cable.link", 5.0}) == 0);
    CHECK(spec.channels[0].link == fixed(kHour));
    CHECK(set_parameter(spec, {"incidents.outage.severity", 5.0}) == 1);
    CHECK(spec.incidents[0].severity == fixed(5));
}

TEST_CASE("The reason why a value cannot be given names what was expected and what was found",
          "[parameters]") {
    Spec spec = small_spec();
    const auto all = parameters(spec);
    CHECK(why_not(*find(all, "actors.north.posture.misread"), 1.2) ==
          "expected a probability 0..1, found 1.2");
    CHECK(why_not(*find(all, "actors.north.posture.misread"), std::nan(""))
              .starts_with("expected a probability 0..1"));
    CHECK(why_not(*find(all, "channels.cable.up"), 1.0) == "expected yes or no, found 1");
    CHECK(why_not(*find(all, "clock.horizon"), Duration{0}) == "0 is not above 0");
    CHECK(why_not(*find(all, "clock.horizon"), Duration{0.5}) == "0.5ms is outside 1ms..120y");
    CHECK(why_not(*find(all, "incidents.outage.severity"), fixed(14)) == "14 is outside 0..10");
    CHECK(why_not(*find(all, "incidents.outage.every"), fixed(0)) == "must take time, not 0");
    CHECK(why_not(*find(all, "actors.north.image.climb"), 1.5).empty());
}

TEST_CASE("Scaling multiplies numbers, durations and laws, and cuts numbers to their range", "[parameters]") {
    Spec spec = small_spec();
    spec.actors[0].posture.misread = 0.4;
    CHECK(scale_parameter(spec, {"actors.*.posture.misread", 3}) == 2);
    CHECK(spec.actors[0].posture.misread == 1);
    CHECK(scale_parameter(spec, {"incidents.outage.every", 2}) == 1);
    CHECK(spec.incidents[0].every->a == 2 * kHour);
    CHECK(scale_parameter(spec, {"channels.cable.up", 2}) == 0);
    CHECK(scale_parameter(spec, {"clock.horizon", 1e9}) == 1);
    CHECK(spec.clock.horizon.ms == static_cast<double>(kLongestHorizon));
}

TEST_CASE("Scaling by zero leaves gaps that take time and spans that never end", "[parameters]") {
    Spec spec = small_spec();
    scale_parameter(spec, {"incidents.outage.every", 0});
    CHECK(spec.incidents[0].every->a > 0);
    scale_parameter(spec, {"channels.cable.patience", 0});
    CHECK(std::isinf(spec.channels[0].patience.ms));
}

TEST_CASE("A measure applies what it sets before what it scales", "[parameters]") {
    Spec spec = small_spec();
    MeasureSpec measure;
    measure.scale = {{"actors.*.posture.misread", 0.5}};
    measure.set = {{"actors.north.posture.misread", 0.4}};
    apply_measure(spec, measure);
    CHECK(spec.actors[0].posture.misread == 0.2);
    CHECK(spec.actors[1].posture.misread == 0);
}

TEST_CASE("A setting of the command line is read by the kind of its parameter", "[parameters]") {
    Spec spec = small_spec();
    CHECK(parse_set(spec, "actors.*.posture.misread=0.25") == SetSpec{"actors.*.posture.misread", 0.25});
    CHECK(parse_set(spec, "channels.cable.up = no") == SetSpec{"channels.cable.up", false});
    CHECK(parse_set(spec, "clock.horizon=2d") == SetSpec{"clock.horizon", Duration{48 * kHour}});
    const Distribution law{Distribution::Kind::lognormal, 6 * kHour, 0.8, 0, {}};
    CHECK(parse_set(spec, "channels.cable.link={lognormal: {median: 6h, sigma: 0.8}}") ==
          SetSpec{"channels.cable.link", law});
    CHECK(parse_set(spec, "channels.cable.link=exponential: 6h"));
    CHECK(parse_set(spec, "incidents.outage.severity={triangular: [1, 2, 5]}"));
}

TEST_CASE("A setting that cannot be read says why", "[parameters]") {
    Spec spec = small_spec();
    CHECK(parse_set(spec, "nonsense").error() == "expected path=value, found 'nonsense'");
    CHECK(parse_set(spec, "actors.*.postur.misread=1").error() ==
          "no parameter matches 'actors.*.postur.misread'; did you mean 'actors.*.posture.misread'?");
    CHECK(parse_set(spec, "actors.*.posture.misread=2").error() ==
          "actors.north.posture.misread: expected a probability 0..1, found 2");
    CHECK(parse_set(spec, "clock.horizon=5").error() ==
          "clock.horizon: expected a duration like 6h, found '5'");
    CHECK_FALSE(parse_set(spec, "channels.cable.link={uniform: [2h, 1h]}"));
    CHECK_FALSE(parse_set(spec, "channels.cable.link={uniform: [2h"));
}

TEST_CASE("Entries of a list count from 1, and who counts from 0 is told the path meant", "[parameters]") {
    Spec spec = small_spec();
    const auto refusal = [&](const char* text) {
        const Result<SetSpec> set = parse_set(spec, text);
        return set ? std::string() : set.error();
    };
    CHECK(refusal("actors.north.doctrine.1.do.escalate=1").empty());
    CHECK(refusal("actors.north.doctrine[0].do.escalate=1") ==
          "no parameter matches 'actors.north.doctrine[0].do.escalate'; entries of a list count from 1, "
          "after a dot: 'actors.north.doctrine.1.do.escalate'");
    CHECK(refusal("actors.*.doctrine[*].do.escalate=1")
              .ends_with("after a dot: 'actors.*.doctrine.*.do.escalate'"));
    CHECK(refusal("actors.north.doctrine.0.do.escalate=1") ==
          "no parameter matches 'actors.north.doctrine.0.do.escalate'; entries of a list count from 1");
    for (const char* hostile :
         {"a[", "a[]", "a[0", "a]0[", "[", "[[0]]", "a[99999999999999999999]", "a[-1]", "[*", "a[0]b[0]"}) {
        CAPTURE(hostile);
        CHECK(refusal((std::string(hostile) + "=1").c_str()).starts_with("no parameter matches"));
    }
}

TEST_CASE("Switches, whole numbers, rungs and what is left out can be set by path", "[parameters]") {
    Spec spec = small_spec();
    const auto set = [&](std::string_view text) {
        const Result<SetSpec> change = parse_set(spec, text);
        if (!change) return change.error();
        CHECK(set_parameter(spec, *change) == 1);
        return std::string();
    };
    CHECK(set("actors.north.agenda=yes").empty());
    CHECK(spec.actors[0].agenda);
    CHECK(set("actors.north.doctrine.1.at_once=yes").empty());
    CHECK(spec.actors[0].doctrine[0].at_once);
    CHECK(set("channels.cable.translators=3").empty());
    CHECK(spec.channels[0].translators == 3);
    CHECK(set("channels.cable.translators=2.5") ==
          "channels.cable.translators: expected a whole number, found 2.5");
    CHECK(set("channels.cable.translators=1001") == "channels.cable.translators: 1001 is outside 0..1000");
    CHECK(set("actors.south.starts_at=war").empty());
    CHECK(spec.actors[1].starts_at == "war");
    CHECK(set("actors.south.starts_at=wart") ==
          "actors.south.starts_at: unknown rung 'wart'; did you mean 'war'?");
    CHECK(set("actors.south.review=30d").empty());
    REQUIRE(spec.actors[1].review);
    CHECK(spec.actors[1].review->ms == 720 * kHour);
    CHECK(set("channels.cable.meets.every={exponential: 2h}").empty());
    REQUIRE(spec.channels[0].meets);
    CHECK(spec.channels[0].meets->a == 2 * kHour);
}

TEST_CASE("A star passes over what the file leaves out", "[parameters]") {
    Spec spec = small_spec();
    CHECK_FALSE(parse_set(spec, "actors.*.review=30d"));
    spec.actors[0].review = Duration{kHour};
    const Result<SetSpec> change = parse_set(spec, "actors.*.review=30d");
    REQUIRE(change);
    CHECK(set_parameter(spec, *change) == 1);
    CHECK(spec.actors[0].review->ms == 720 * kHour);
    CHECK_FALSE(spec.actors[1].review);
}

TEST_CASE("Both ends of a condition can be set where it has two", "[parameters]") {
    Spec spec = small_spec();
    Interval& interval = spec.actors[0].doctrine[0].when[0].any_of[0];
    interval.high = 5;
    CHECK(find(parameters(spec), "actors.north.doctrine.1.when.incident.severity") == nullptr);
    const auto all = settable(spec);
    CHECK(find(all, "actors.north.doctrine.1.when.incident.severity") == nullptr);
    const Parameter* high = find(all, "actors.north.doctrine.1.when.incident.severity.high");
    REQUIRE(high != nullptr);
    CHECK(set_value(*high, 6.5).empty());
    CHECK(interval.high == 6.5);
    CHECK(interval.low == 2);
    CHECK_FALSE(set_value(*high, 11.0).empty());
    CHECK(find(all, "actors.north.doctrine.1.when.channel.cable.low") == nullptr);
}

TEST_CASE("Whole numbers are scaled to whole numbers, switches and rungs not at all", "[parameters]") {
    Spec spec = small_spec();
    spec.channels[0].translators = 3;
    CHECK(scale_parameter(spec, *parse_scale(spec, "channels.cable.translators=1.5")) == 1);
    CHECK(spec.channels[0].translators == 5);
    CHECK(parse_scale(spec, "actors.north.agenda=2").error() ==
          "actors.north.agenda names no number that can be scaled");
    CHECK(parse_scale(spec, "actors.north.review=2").error() ==
          "actors.north.review names no number that can be scaled");
    CHECK(parse_scale(spec, "clock.horizon=-1").error() == "the factor -1 is outside 0..1000000000");
    CHECK(parse_scale(spec, "clock.horizon=x").error() == "expected a factor, found 'x'");
    CHECK(parse_scale(spec, "clock.horizon").error() == "expected path=factor, found 'clock.horizon'");
}

TEST_CASE("A number means a rung by its place and a switch by not being 0", "[parameters]") {
    Spec spec = small_spec();
    const auto all = settable(spec);
    const Parameter* rung = find(all, "actors.north.starts_at");
    REQUIRE(rung != nullptr);
    CHECK(value_for(*rung, 1.2) == ParameterValue(std::string("war")));
    CHECK(value_for(*rung, 7) == ParameterValue(std::string("war")));
    CHECK(value_for(*rung, -1) == ParameterValue(std::string("calm")));
    const Parameter* flag = find(all, "actors.north.agenda");
    REQUIRE(flag != nullptr);
    CHECK(value_for(*flag, 0) == ParameterValue(false));
    CHECK(value_for(*flag, 1) == ParameterValue(true));
    const Parameter* whole = find(all, "channels.cable.translators");
    REQUIRE(whole != nullptr);
    CHECK(value_for(*whole, 2.6) == ParameterValue(3.0));
}
