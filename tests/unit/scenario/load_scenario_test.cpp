#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <cmath>

#include "small_scenario.hpp"

using namespace firebreak;
using namespace firebreak::testing;

namespace {

Spec spec_of(const std::string& text) {
    const LoadedScenario loaded = parse_scenario(text, "t.yaml");
    for (const Diagnostic& diagnostic : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(diagnostic));
    REQUIRE(loaded.spec.has_value());
    return *loaded.spec;
}

}  // namespace

TEST_CASE("The small scenario loads without a word", "[scenario]") {
    CHECK(faults_of(kSmall) == Lines{});
    const Spec spec = spec_of(kSmall);
    CHECK(spec.id == "small");
    CHECK(spec.ladder.size() == 3);
    CHECK(spec.actors[1].id == "south");
    CHECK(spec.actors[1].posture.misread == 0.1);
    CHECK(spec.incidents[0].severity == fixed(5));
    CHECK(spec.clock.horizon.ms == 90 * 86'400'000.0);
    CHECK(spec.measures[0].set == std::vector<SetSpec>{{"actors.*.posture.misread", 0.05}});
}

TEST_CASE("The flagship loads without an error", "[scenario]") {
    const LoadedScenario loaded = load_scenario(FIREBREAK_SOURCE_DIR "/scenarios/cyber/reset-2011.yaml");
    for (const Diagnostic& diagnostic : loaded.diagnostics) UNSCOPED_INFO(format_diagnostic(diagnostic));
    REQUIRE(loaded.spec.has_value());
    CHECK(loaded.spec->id == "reset-2011");
    CHECK(loaded.sha256.size() == 64);
    CHECK(loaded.files.size() == 1);
}

TEST_CASE("What is left out has the default of the Spec, and names default to ids", "[scenario]") {
    const Spec spec = spec_of(kSmall);
    CHECK(spec.title == "small");
    CHECK(spec.ladder[1].name == "crisis");
    CHECK(spec.actors[0].starts_at == "calm");
    CHECK(spec.actors[0].attribution.prior == Weights{{"accident", 0.5}, {"attack", 0.5}});
    CHECK(spec.channels[0].label == "cable");
    CHECK(std::isinf(spec.channels[0].patience.ms));
    CHECK(spec.actors[0].attribution.cold_after == AttributionSpec{}.cold_after);
}

TEST_CASE("Hold is added at the front unless the file names it", "[scenario]") {
    CHECK(spec_of(kSmall).moves.front().id == "hold");
    CHECK(spec_of(kSmall).moves.front().label == "Hold");
    const Spec named = spec_of(small_with("  up: {by: 1}\n", "  up: {by: 1}\n  hold: {label: Wait}\n"));
    CHECK(named.moves[1].id == "hold");
    CHECK(named.moves[1].label == "Wait");
}

TEST_CASE("A prior may leave causes out", "[scenario]") {
    const Spec spec = spec_of(small_with("posture: {misread: 0.1}",
                                         "attribution: {prior: {attack: 1}}\n    posture: {misread: 0.1}"));
    CHECK(spec.actors[0].attribution.prior == Weights{{"accident", 0}, {"attack", 1}});
}

TEST_CASE("Moments are durations since the start or dates", "[scenario]") {
    const Spec spec =
        spec_of(small_with("every: {exponential: 10d}", "at: [1d, 2020-01-03, 2020-01-01T06:00:00Z]"));
    CHECK(spec.incidents[0].at == std::vector<Duration>{{86'400'000}, {2 * 86'400'000.0}, {6 * 3'600'000.0}});
}

TEST_CASE("All forms of a law are read", "[scenario]") {
    using Kind = Distribution::Kind;
    constexpr double kHour = 3'600'000;
    const auto link = [](const char* text) {
        return spec_of(small_with("link: 1h", std::string("link: ") + text)).channels[0].link;
    };
    CHECK(link("6h") == fixed(6 * kHour));
    CHECK(link("{fixed: 6h}") == fixed(6 * kHour));
    CHECK(std::isinf(link("never").a));
    CHECK(link("{exponential: 6h}") == Distribution{Kind::exponential, 6 * kHour, 0, 0, {}});
    CHECK(link("{lognormal: {median: 6h, sigma: 0.8}}") ==
          Distribution{Kind::lognormal, 6 * kHour, 0.8, 0, {}});
    CHECK(link("{uniform: [1h, 2h]}") == Distribution{Kind::uniform, kHour, 2 * kHour, 0, {}});
    CHECK(link("{triangular: [1h, 2h, 4h]}") ==
          Distribution{Kind::triangular, kHour, 2 * kHour, 4 * kHour, {}});
    CHECK(link("{weibull: {scale: 6h, shape: 2}}") == Distribution{Kind::weibull, 6 * kHour, 2, 0, {}});
    CHECK(link("{empirical: [2h, 1h]}") == Distribution{Kind::empirical, 0, 0, 0, {kHour, 2 * kHour}});
}

TEST_CASE("Channels have lines, desks and consultations", "[scenario]") {
    const Spec spec =
        spec_of(small_with("{link: 1h}",
                           "{up: {fails: {exponential: 9d}, repairs: 2h, starts: down}, meets: {every: "
                           "120d}, staffed: {hours: \"22:00-06:00\", days: [mon, fri]}, translators: 2}"));
    const ChannelSpec& channel = spec.channels[0];
    CHECK_FALSE(channel.line.up);
    CHECK(channel.line.repairs == fixed(7'200'000));
    CHECK(channel.meets == fixed(120 * 86'400'000.0));
    CHECK(channel.staffed == StaffedSpec{22 * 60, 6 * 60, 0b0010001});
    CHECK(channel.translators == 2);
    CHECK(spec_of(small_with("{link: 1h}", "{staffed: 09:00-24:00}")).channels[0].staffed ==
          StaffedSpec{9 * 60, 24 * 60, 0x7f});
}

TEST_CASE("Keys of a map win over keys merged in, and the first of several anchors wins", "[scenario]") {
    const Spec spec = spec_of(small_with(
        "  south: {<<: *side}", "  south: {<<: [{tremble: 0.25}, *side], posture: {skew: 1}, name: S}"));
    CHECK(spec.actors[1].tremble == 0.25);
    CHECK(spec.actors[1].posture.misread == 0);
    CHECK(spec.actors[1].posture.skew == 1);
    CHECK(spec.actors[1].doctrine.size() == 2);
}

TEST_CASE("Expectations are read with the conditions of their statistics", "[scenario]") {
    const Spec spec = spec_of(kSmall + R"(expects:
  - {name: a, share: {outcome: [war, crisis]}, exact: 0.25, measures: [training], set: {clock.horizon: 2d}}
  - {name: b, share: {time_at.north.calm: "> 2h"}, exact: 0.5}
  - {name: c, mean: duration, exact: 3d}
  - {name: d, mean: duration, exact: 1500}
)");
    REQUIRE(spec.expects.size() == 4);
    CHECK(spec.expects[0].of.share[0].any_of.size() == 2);
    CHECK(spec.expects[0].of.share[0].any_of[1].low == 1);
    CHECK(spec.expects[0].set == std::vector<SetSpec>{{"clock.horizon", Duration{2 * 86'400'000.0}}});
    CHECK(spec.expects[1].of.share[0].any_of[0].low == 7'200'000);
    CHECK(spec.expects[2].exact == 3 * 86'400'000.0);
    CHECK(spec.expects[3].exact == 1500);
}

TEST_CASE("Byte order marks and Windows line ends change nothing but the hash", "[scenario]") {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : kSmall) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const LoadedScenario loaded = parse_scenario(text, "t.yaml");
    CHECK(loaded.diagnostics.empty());
    CHECK(loaded.spec == parse_scenario(kSmall, "t.yaml").spec);
    CHECK(loaded.sha256 != parse_scenario(kSmall, "t.yaml").sha256);
}

TEST_CASE("The hash is the SHA-256 of the bytes", "[scenario]") {
    CHECK(parse_scenario("abc", "t.yaml").sha256 ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
