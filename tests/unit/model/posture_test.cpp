// Sections 4, 5 and 7 of the model: moves of posture, accidents, and how the other side reads them.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

double odds_image(double hostile, double log_odds) {
    return 1 / (1 + std::exp(-(std::log(hostile / (1 - hostile)) + log_odds)));
}

// North steps between tense and crisis every day, 99 times in a run; south reads it.
std::string stepping(const std::string& south) {
    return R"(
moves: {up: {to: crisis}, down: {to: tense}}
north: {starts_at: tense, review: 1d, doctrine: [{when: {own.rung: tense}, do: up}, {do: down}]}
south: {)" +
           south + ", doctrine: [{do: hold}]}\n";
}

std::string tense_accidents(const std::string& every, const std::string& more) {
    return "ladder: [{id: calm}, {id: tense, accident_every: " + every +
           "}, {id: crisis}, {id: brink}, {id: war}]\nclock: {horizon: 10y}\n" + more;
}

constexpr std::string_view kTenseNorth = "north: {starts_at: tense, doctrine: [{do: hold}]}\n";

Millis accident_time(const Run& run) {
    for (const auto& effect : run.all<MoveTookEffect>()) {
        if (effect.what.accident) return effect.time;
    }
    return kNever;
}

}  // namespace

TEST_CASE("Actors start where the scenario says, and their readings of each other are true",
          "[model][posture]") {
    Stage stage(
        "north: {starts_at: crisis, doctrine: [{do: hold}]}\nsouth: {starts_at: tense, doctrine: [{do: "
        "hold}]}\n");
    CHECK(stage.fact(kNorth, Fact::own_rung) == 2);
    CHECK(stage.fact(kNorth, Fact::adversary_rung) == 1);
    CHECK(stage.fact(kNorth, Fact::rung_gap) == -1);
    CHECK(stage.fact(kSouth, Fact::adversary_rung) == 2);
    CHECK(stage.fact(kSouth, Fact::rung_gap) == 1);
    CHECK(Stage("").world.actors[0].rung == kCalm);
}

TEST_CASE("A move is seen after the observer's delay, as the rung was just after the move",
          "[model][posture]") {
    const Run run = play(R"(
moves: {up: {to: crisis}, down: {to: tense}}
north: {review: 30d, doctrine: [{when: {own.rung: calm}, do: up}, {do: down}]}
south: {posture: {delay: 40d}, doctrine: [{do: hold}]}
)");
    const auto effects = run.all<MoveTookEffect>();
    const auto seen = run.all<MoveSeen>();
    REQUIRE(effects.size() == 3);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].time == 70 * kDay);
    CHECK(seen[0].what.actor == kSouth);
    CHECK(seen[0].what.true_rung == kCrisis);
    CHECK(seen[0].what.reading == kCrisis);
    CHECK(seen[0].what.reading_before == kCalm);
    CHECK(seen[0].parent == effects[0].id);
}

TEST_CASE(
    "A move of posture is seen even where it changes nothing, hold and a strike are not, unless the scenario "
    "says so",
    "[model][posture]") {
    const auto seen = [](const std::string& move) {
        const std::string moves = "moves: {act: {" + move + "}}\nchannels: {cable: {}}\n";
        return play(moves + "north: {review: 60d, doctrine: [{do: act}]}\n").all<MoveSeen>().size();
    };
    CHECK(seen("to: calm") == 1);
    CHECK(seen("raise_to: calm") == 1);
    CHECK(seen("by: -1") == 1);
    CHECK(seen("to: tense, seen: 0") == 0);
    CHECK(seen("strikes: {cause: attack}") == 0);
    CHECK(seen("strikes: {cause: attack}, seen: 1") == 1);
    CHECK(seen("strikes: {cause: attack}, to: tense") == 1);
    CHECK(seen("sends: warning, via: cable") == 0);
    CHECK(play("north: {review: 60d, doctrine: [{do: hold}]}\n").all<MoveSeen>().empty());
}

TEST_CASE("A message move that is said to be seen is seen, as the posture stands", "[model][posture]") {
    const Run run = play(R"(
moves: {speech: {sends: warning, via: cable, seen: 1}}
channels: {cable: {}}
north: {starts_at: tense, review: 60d, doctrine: [{do: speech}]}
)");
    CHECK(run.only<MoveSeen>().what.true_rung == kTense);
}

TEST_CASE("What is seen of a strike is the posture as it stands", "[model][posture]") {
    const Run run = play(R"(
moves: {hit: {strikes: {cause: attack}, seen: 1}}
north: {starts_at: tense, review: 60d, doctrine: [{do: hit}]}
)");
    CHECK(run.only<MoveSeen>().what.true_rung == kTense);
    CHECK(run.only<MoveSeen>().what.reading == kTense);
}

TEST_CASE("A move is observed with the probability that it is seen", "[model][posture]") {
    const Spec spec =
        scenario("moves: {signal: {to: calm, seen: 0.3}}\nnorth: {review: 1d, doctrine: [{do: signal}]}\n");
    double seen = 0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate)
        seen += play(spec, {}, replicate).result.counts.moves_seen;
    CHECK(std::fabs(z_of_share(seen, 50 * 99, 0.3)) < kFarOff);
}

TEST_CASE("A move is misread one rung up or down by misread and skew", "[model][posture]") {
    const Spec spec = scenario(stepping("posture: {misread: 0.2, skew: 0.7}"));
    double n = 0;
    double up = 0;
    double down = 0;
    double counted = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        const Run run = play(spec, {}, replicate);
        counted += run.result.counts.misread;
        for (const auto& seen : run.all<MoveSeen>()) {
            const int off =
                static_cast<int>(seen.what.reading.value) - static_cast<int>(seen.what.true_rung.value);
            REQUIRE(std::abs(off) <= 1);
            ++n;
            up += off == 1;
            down += off == -1;
            CHECK(seen.what.misread() == (off != 0));
        }
    }
    REQUIRE(n == 9900);
    CHECK(counted == up + down);
    CHECK(std::fabs(z_of_share(up, n, 0.14)) < kFarOff);
    CHECK(std::fabs(z_of_share(down, n, 0.06)) < kFarOff);
}

TEST_CASE("A misreading below the ladder is cut, and is then no misreading", "[model][posture]") {
    const auto text = [](const std::string& skew) {
        return "moves: {signal: {to: calm}}\nnorth: {review: 10d, doctrine: [{do: signal}]}\nsouth: "
               "{posture: {misread: 1, skew: " +
               skew + "}, doctrine: [{do: hold}]}\n";
    };
    CHECK(play(text("0")).result.counts.moves_seen == 9);
    CHECK(play(text("0")).result.counts.misread == 0);
    CHECK(play(text("1")).result.counts.misread == 9);
    for (const auto& seen : play(text("1")).all<MoveSeen>()) CHECK(seen.what.reading == kTense);
}

TEST_CASE("The image moves when the reading differs from the reading before", "[model][posture]") {
    const Run run = play(R"(
moves: {up: {by: 1}, down: {by: -1}, stay: {raise_to: calm}}
north: {review: 10d, doctrine: [{when: {own.rung: calm, measure.pact: no}, do: up}, {when: {measure.pact: yes, own.rung: tense}, do: down}, {do: stay}]}
south: {image: {hostile: 0.3, climb: 2, step_down: 0.25}, doctrine: [{do: hold}]}
measures: {pact: {in_force: 35d}}
clock: {horizon: 45d}
)",
                         {{"pact"}, {}});
    const auto seen = run.all<MoveSeen>();
    REQUIRE(seen.size() == 4);
    CHECK(seen[0].what.image_before == Approx(0.3).epsilon(1e-12));
    CHECK(seen[0].what.image == Approx(odds_image(0.3, std::log(2))).epsilon(1e-12));
    CHECK(seen[1].what.image == seen[0].what.image);
    CHECK(seen[2].what.image == seen[0].what.image);
    CHECK(seen[3].what.image == Approx(odds_image(0.3, std::log(0.5))).epsilon(1e-12));
}

TEST_CASE("A misreading moves the image as a true reading would", "[model][posture]") {
    const Run run = play(R"(
moves: {signal: {to: calm}}
north: {review: 60d, doctrine: [{do: signal}]}
south: {posture: {misread: 1, skew: 1}, image: {climb: 4}, doctrine: [{do: hold}]}
)");
    CHECK(run.only<MoveSeen>().what.image == Approx(0.8).epsilon(1e-12));
}

TEST_CASE("The image relaxes to its start with the half-life of memory", "[model][posture]") {
    Stage stage(R"(
moves: {up: {by: 1}}
north: {review: 10d, doctrine: [{when: {own.rung: "< 2"}, do: up}, {do: hold}]}
south: {image: {hostile: 0.3, climb: 3, memory: 5d}, doctrine: [{do: hold}]}
)");
    const double step = std::log(3);
    stage.go_to(10 * kDay);
    CHECK(stage.fact(kSouth, Fact::image) == Approx(odds_image(0.3, step)).epsilon(1e-12));
    stage.go_to(15 * kDay);
    CHECK(stage.fact(kSouth, Fact::image) == Approx(odds_image(0.3, step / 2)).epsilon(1e-12));
    stage.go_to(20 * kDay);
    CHECK(stage.fact(kSouth, Fact::image) == Approx(odds_image(0.3, step / 4 + step)).epsilon(1e-12));
    stage.go_to(22 * kDay);
    CHECK(stage.fact(kSouth, Fact::image) ==
          Approx(odds_image(0.3, 1.25 * step * std::exp2(-0.4))).epsilon(1e-12));
    CHECK(stage.fact(kNorth, Fact::image) == 0.5);
}

TEST_CASE(
    "to sets the rung, raise_to never lowers it, by counts from where the mover stands and is cut to the "
    "ladder",
    "[model][posture]") {
    const auto ends_at = [](const std::string& start, const std::string& move) {
        const Run run = play("moves: {act: {" + move + "}}\nnorth: {starts_at: " + start +
                             ", review: 60d, doctrine: [{do: act}]}\n");
        return run.only<MoveTookEffect>().what.after;
    };
    CHECK(ends_at("crisis", "to: tense") == kTense);
    CHECK(ends_at("calm", "to: crisis") == kCrisis);
    CHECK(ends_at("crisis", "raise_to: tense") == kCrisis);
    CHECK(ends_at("calm", "raise_to: tense") == kTense);
    CHECK(ends_at("tense", "by: 2") == kBrink);
    CHECK(ends_at("tense", "by: -5") == kCalm);
    CHECK(ends_at("tense", "by: 60") == kWar);
}

TEST_CASE(
    "raise_to and by are worked out when the move takes effect, and a late move is carried out all the same",
    "[model][posture]") {
    const std::string text = R"(
moves: {slow: {MOVE, delay: 20d}, fast: {to: crisis}}
incidents: {a: {target: north, cause: accident, at: 1d, severity: 1}, b: {target: north, cause: accident, at: 2d, severity: 2}}
north: {doctrine: [{when: {incident.severity: 1}, do: slow}, {do: fast}]}
)";
    const auto last = [&](std::string_view move) {
        const auto effects = play(with(text, "MOVE", move)).all<MoveTookEffect>();
        REQUIRE(effects.size() == 2);
        CHECK(effects[1].time == 21 * kDay);
        CHECK(effects[1].what.before == kCrisis);
        return effects[1].what.after;
    };
    CHECK(last("raise_to: tense") == kCrisis);
    CHECK(last("by: 1") == kBrink);
    CHECK(last("to: calm") == kCalm);
}

TEST_CASE("An accident raises the actor one rung after an exponential time, and the other side sees it",
          "[model][posture]") {
    const Spec spec = scenario(with(tense_accidents("50d", std::string(kTenseNorth)), "10y", "100d"));
    constexpr int kRuns = 4000;
    double happened = 0;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const Run run = play(spec, {}, replicate);
        happened += run.result.counts.accidents;
        if (run.result.counts.accidents == 0) continue;
        const auto effect = run.only<MoveTookEffect>();
        CHECK(effect.what.accident);
        CHECK_FALSE(effect.what.move.valid());
        CHECK(effect.what.before == kTense);
        CHECK(effect.what.after == kCrisis);
        CHECK(run.only<MoveSeen>().what.true_rung == kCrisis);
        CHECK(run.only<MoveSeen>().parent == effect.id);
    }
    CHECK(std::fabs(z_of_share(happened, kRuns, 1 - std::exp(-2))) < kFarOff);
}

TEST_CASE(
    "The clock of an accident scales with its mean and runs on when a move leaves the actor where it is",
    "[model][posture]") {
    const std::string still = tense_accidents(
        "60d",
        "moves: {signal: {to: tense}}\nnorth: {starts_at: tense, review: 7d, doctrine: [{do: ACT}]}\n");
    int tried = 0;
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Millis time = accident_time(play(with(still, "ACT", "hold"), {}, replicate));
        if (time == kNever) continue;
        ++tried;
        CHECK(accident_time(play(with(still, "ACT", "signal"), {}, replicate)) == time);
        const Millis slower =
            accident_time(play(with(with(still, "ACT", "hold"), "60d", "120d"), {}, replicate));
        CHECK(std::abs(slower - 2 * time) <= 1);
    }
    CHECK(tried > 10);
}

TEST_CASE(
    "A move at the very start that leaves the actor where it is does not touch the clock of its accident",
    "[model][posture]") {
    const std::string text = tense_accidents("60d", R"(
moves: {signal: {to: tense}}
incidents: {first: {target: north, cause: accident, at: 0}}
north: {starts_at: tense, doctrine: [{do: ACT}]}
)");
    CHECK(accident_time(play(with(text, "ACT", "signal"))) == accident_time(play(with(text, "ACT", "hold"))));
}

TEST_CASE("The clock of an accident starts anew when the actor comes back", "[model][posture]") {
    // North stands on tense for 10 days of every 20.
    const Spec spec = scenario(with(tense_accidents("10d", R"(
moves: {leave: {to: calm}, return: {to: tense}}
north: {starts_at: tense, review: 10d, doctrine: [{when: {own.rung: tense}, do: leave}, {when: {own.rung: calm}, do: return}, {do: hold}]}
)"),
                                    "10y", "30d"));
    double first = 0;
    double second = 0;
    constexpr int kRuns = 4000;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const Millis time = accident_time(play(spec, {}, replicate));
        first += time < 10 * kDay;
        second += time > 10 * kDay && time < 30 * kDay;
        CHECK((time <= 10 * kDay || time >= 20 * kDay));
    }
    const double stays = 1 - std::exp(-1);
    CHECK(std::fabs(z_of_share(first, kRuns, stays)) < kFarOff);
    CHECK(std::fabs(z_of_share(second, kRuns - first, stays)) < kFarOff);
}

TEST_CASE("The peak is the highest rung reached, with the time when it was first reached",
          "[model][posture]") {
    const Run run = play(R"(
moves: {up: {to: crisis}, down: {to: calm}}
north: {review: 10d, doctrine: [{when: {own.rung: calm}, do: up}, {do: down}]}
south: {starts_at: tense, doctrine: [{do: hold}]}
)");
    CHECK(run.result.peak_rung == std::array<RungId, kActors>{kCrisis, kTense});
    CHECK(run.result.peak_time == std::array<Millis, kActors>{10 * kDay, 0});
    CHECK(run.result.crisis_time == 10 * kDay);
}
