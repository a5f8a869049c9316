// Section 5 of the model: cases, what an actor believes, and reports of evidence.
#include <set>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr std::string_view kThreeCauses =
    "causes: {accident: {hostility: 0}, espionage: {hostility: 0.3}, attack: {hostility: 1}}\n";

std::string one_case(const std::string& attribution, const std::string& more = "") {
    return "incidents: {outage: {target: north, cause: attack, at: 10d, severity: 4}}\nnorth: {attribution: "
           "{" +
           attribution + "}" + more + ", doctrine: [{do: hold}]}\n";
}

double sum_of(const Belief& belief) {
    double sum = 0;
    for (const double b : belief) sum += b;
    return sum;
}

// Waits from the opening of cases, or from `from` if later, to their first reports.
struct Waits {
    double number = 0;
    double sum = 0;
};

Waits first_reports(const Spec& spec, const ArmSpec& arm, Millis from, std::uint64_t runs) {
    Waits waits;
    for (std::uint64_t replicate = 0; replicate < runs; ++replicate) {
        const auto times = play(spec, arm, replicate).times<ReportReceived>();
        REQUIRE_FALSE(times.empty());
        CHECK(times.front() >= from);
        ++waits.number;
        waits.sum += static_cast<double>(times.front() - from);
    }
    return waits;
}

}  // namespace

TEST_CASE("The belief of a new case is the prior tilted by hostility", "[model][belief]") {
    const Run run = play(std::string(kThreeCauses) +
                         one_case("prior: {accident: 0.5, espionage: 0.3, attack: 0.2}, tilt: 0.7"));
    const CaseView view = run.only<CaseOpened>().what.view;
    const double e = 0.3 * std::exp(0.3 * 0.7);
    const double a = 0.2 * std::exp(0.7);
    const double sum = 0.5 + e + a;
    CHECK(view.belief[0] == Approx(0.5 / sum).epsilon(1e-12));
    CHECK(view.belief[1] == Approx(e / sum).epsilon(1e-12));
    CHECK(view.belief[2] == Approx(a / sum).epsilon(1e-12));
    CHECK(view.hostility == Approx((0.3 * e + a) / sum).epsilon(1e-12));
    CHECK(view.confidence == Approx(0.5 / sum).epsilon(1e-12));
    CHECK_FALSE(view.concluded);
}

TEST_CASE("A changed image is carried into the prior of the next case, as far as it has not worn off",
          "[model][belief]") {
    const auto attack = [](const std::string& memory) {
        const Run run = play(
            R"(
moves: {up: {to: tense}}
south: {review: 60d, doctrine: [{do: up}]}
incidents: {outage: {target: north, cause: attack, at: 80d}}
north: {image: {hostile: 0.4, climb: 3)" +
            memory +
            "}, attribution: {prior: {accident: 0.6, attack: 0.4}, tilt: 0.2, carry: 0.5}, doctrine: [{do: "
            "hold}]}\n");
        return run.only<CaseOpened>().what.view.belief[1];
    };
    const auto expected = [](double carried) {
        const double a = 0.4 * std::exp(0.2 + 0.5 * carried);
        return a / (0.6 + a);
    };
    CHECK(attack("") == Approx(expected(std::log(3))).epsilon(1e-12));
    CHECK(attack(", memory: 20d") == Approx(expected(std::log(3) / 2)).epsilon(1e-12));
    CHECK(attack(", memory: 10d") == Approx(expected(std::log(3) / 4)).epsilon(1e-12));
}

TEST_CASE("The perceived severity is the true one times exp(bias), cut to 0..10", "[model][belief]") {
    const auto perceived = [](const std::string& severity) {
        return play(one_case("", ", severity: {" + severity + "}")).only<CaseOpened>().what.view.severity;
    };
    CHECK(perceived("") == 4);
    CHECK(perceived("bias: 0.5") == Approx(4 * std::exp(0.5)).epsilon(1e-12));
    CHECK(perceived("bias: -1") == Approx(4 * std::exp(-1)).epsilon(1e-12));
    CHECK(perceived("bias: 1") == 10);
}

TEST_CASE("The noise of the perceived severity is normal in the logarithm", "[model][belief]") {
    const Spec spec = scenario(R"(
incidents: {tick: {target: north, cause: attack, every: 1d, severity: 1}}
north: {severity: {bias: 0.2, noise: 0.4}, doctrine: [{do: hold}]}
)");
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        for (const auto& opened : play(spec, {}, replicate).all<CaseOpened>()) {
            const double z = (std::log(opened.what.view.severity) - 0.2) / 0.4;
            ++n;
            sum += z;
            squares += z * z;
        }
    }
    REQUIRE(n == 9900);
    CHECK(std::fabs(z_of_mean(sum, n, 0, 1)) < kFarOff);
    CHECK(std::fabs(z_of_mean(squares, n, 1, std::sqrt(2))) < kFarOff);
}

TEST_CASE("A report multiplies each belief by its likelihood to the power of the weight", "[model][belief]") {
    // Rows of the believed accuracy: what is named, given each cause. The row of accident is uneven, that of
    // the others uniform.
    const double q = 0.6;
    const double likelihood[3][3] = {{q, 0.3, 0.1}, {0.2, q, 0.2}, {0.2, 0.2, q}};
    const Run run = play(std::string(kThreeCauses) + R"(
evidence: {lab: {every: 5d, accuracy: 0.5, believed: 0.6, confusion: {accident: {espionage: 3, attack: 1}}}}
incidents: {a: {target: north, cause: {accident: 1, espionage: 1, attack: 1}, every: 9d}}
north: {attribution: {weight: 0.7, close_at: 0.999999}, doctrine: [{do: hold}]}
)");
    std::set<std::size_t> named;
    for (const auto& report : run.all<ReportReceived>()) {
        const std::size_t y = report.what.named.index();
        named.insert(y);
        std::array<double, 3> product{};
        double sum = 0;
        for (std::size_t h = 0; h < 3; ++h)
            sum += product[h] = report.what.before.belief[h] * std::pow(likelihood[h][y], 0.7);
        for (std::size_t h = 0; h < 3; ++h)
            CHECK(report.what.after.belief[h] == Approx(product[h] / sum).epsilon(1e-12));
    }
    CHECK(named.size() == 3);
    CHECK(run.all<ReportReceived>().size() > 50);
}

TEST_CASE(
    "A report names the true cause as often as it is accurate, else one of the confusion row of the true "
    "cause",
    "[model][belief]") {
    const auto shares = [](const std::string& cause) {
        const Spec spec = scenario(std::string(kThreeCauses) + R"(
evidence: {lab: {every: 1d, accuracy: 0.5, confusion: {accident: {espionage: 3, attack: 1}}}}
north: {attribution: {weight: 0.01, close_at: 1}, doctrine: [{do: hold}]}
incidents: {a: {target: north, at: 1d, cause: )" +
                                   cause + "}}\n");
        std::array<double, 4> counts{};
        for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
            for (const auto& report : play(spec, {}, replicate).all<ReportReceived>())
                ++counts[report.what.named.index()], ++counts[3];
        }
        return counts;
    };
    const auto accident = shares("accident");
    REQUIRE(accident[3] > 9000);
    CHECK(std::fabs(z_of_share(accident[0], accident[3], 0.5)) < kFarOff);
    CHECK(std::fabs(z_of_share(accident[1], accident[3], 0.375)) < kFarOff);
    CHECK(std::fabs(z_of_share(accident[2], accident[3], 0.125)) < kFarOff);
    const auto attack = shares("attack");
    CHECK(std::fabs(z_of_share(attack[2], attack[3], 0.5)) < kFarOff);
    CHECK(std::fabs(z_of_share(attack[0], attack[3], 0.25)) < kFarOff);
    CHECK(std::fabs(z_of_share(attack[1], attack[3], 0.25)) < kFarOff);
}

TEST_CASE("Reports on a case come with exponential gaps from its opening", "[model][belief]") {
    const Spec spec = scenario("evidence: {lab: {every: 2d, accuracy: 0.5}}\nclock: {horizon: 1y}\n" +
                               one_case("weight: 0.01", ", detection: {delay: 5d}"));
    const Waits waits = first_reports(spec, {}, 15 * kDay, 2000);
    CHECK(std::fabs(z_of_mean(waits.sum, waits.number, 2 * kDay, 2 * kDay)) < kFarOff);
    double reports = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate)
        reports += play(spec, {}, replicate).result.counts.reports;
    // Poisson: 180 days until the case is cold
    CHECK(std::fabs(z_of_mean(reports, 200, 90, std::sqrt(90))) < kFarOff);
}

TEST_CASE("Reports on one case are drawn alike whether or not there is another", "[model][belief]") {
    const std::string text = R"(
evidence: {lab: {every: 4d, accuracy: 0.6}}
incidents: {a: {target: north, cause: attack, at: 30d}, b: {target: north, cause: accident, at: 10d, needs: trouble}}
north: {attribution: {close_at: 0.99}, doctrine: [{do: hold}]}
measures: {trouble: {}}
)";
    const auto reports = [&](const ArmSpec& arm, std::uint64_t replicate) {
        const Run run = play(text, arm, replicate);
        std::vector<std::pair<Millis, std::size_t>> found;
        for (const auto& report : run.all<ReportReceived>()) {
            const auto incident = run.all<IncidentHappened>()[report.what.after.incident].what;
            if (incident.cause == kAttack) found.emplace_back(report.time, report.what.named.index());
        }
        return found;
    };
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate)
        CHECK(reports({}, replicate) == reports({{"trouble"}, {}}, replicate));
    CHECK(reports({}, 0).size() > 5);
}

TEST_CASE(
    "A source that comes into force starts its reports on open cases then, and one that goes out falls "
    "silent",
    "[model][belief]") {
    const std::string text =
        "measures: {pact: {in_force: 30d}}\nclock: {horizon: 150d}\n" + one_case("weight: 0.01");
    const ArmSpec arm{{"pact"}, {}};
    const Spec needs = scenario("evidence: {lab: {every: 2d, accuracy: 0.5, needs: pact}}\n" + text);
    const Waits waits = first_reports(needs, arm, 30 * kDay, 2000);
    CHECK(std::fabs(z_of_mean(waits.sum, waits.number, 2 * kDay, 2 * kDay)) < kFarOff);
    CHECK(play(needs).all<ReportReceived>().empty());
    const Spec unless = scenario("evidence: {lab: {every: 2d, accuracy: 0.5, unless: pact}}\n" + text);
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const auto times = play(unless, arm, replicate).times<ReportReceived>();
        REQUIRE_FALSE(times.empty());
        CHECK(times.back() < 30 * kDay);
        CHECK(play(unless, {}, replicate).times<ReportReceived>().back() > 30 * kDay);
    }
}

TEST_CASE("A case is concluded once a belief reaches close_at, and takes no more reports",
          "[model][belief]") {
    const std::string text = "evidence: {lab: {every: 1d, accuracy: 0.7}}\n" + one_case("close_at: 0.9");
    int right = 0;
    int wrong = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        const Run run = play(text, {}, replicate);
        const auto reports = run.all<ReportReceived>();
        REQUIRE_FALSE(reports.empty());
        for (const auto& report : reports) {
            CHECK_FALSE(report.what.before.concluded);
            CHECK(report.what.after.concluded == (report.what.after.confidence >= 0.9));
        }
        REQUIRE(reports.back().what.after.concluded);
        const bool is_right = reports.back().what.after.belief[1] > 0.5;
        CHECK(run.result.counts.concluded_right == static_cast<std::uint32_t>(is_right));
        CHECK(run.result.counts.concluded_wrong == static_cast<std::uint32_t>(!is_right));
        ++(is_right ? right : wrong);
    }
    CHECK(right > 50);
    CHECK(wrong > 0);
}

TEST_CASE("A case that opens at close_at is concluded at once and takes no report", "[model][belief]") {
    const Run run = play("evidence: {lab: {every: 1h, accuracy: 0.7}}\n" +
                         one_case("prior: {accident: 0.9, attack: 0.1}, close_at: 0.9"));
    CHECK(run.only<CaseOpened>().what.view.concluded);
    CHECK(run.all<ReportReceived>().empty());
    CHECK(run.result.counts.concluded_wrong == 1);
}

TEST_CASE("Reports stop and the threat ends when the case goes cold, by default 180 days after its opening",
          "[model][belief]") {
    const std::string text = "evidence: {lab: {every: 6h, accuracy: 0.5}}\nclock: {horizon: 1y}\n";
    const auto last = [&](const std::string& attribution) {
        return play(text + one_case(attribution)).times<ReportReceived>().back();
    };
    CHECK(last("weight: 0.01, cold_after: 20d") < 30 * kDay);
    CHECK(last("weight: 0.01, cold_after: 20d") > 25 * kDay);
    CHECK(last("weight: 0.01") < 190 * kDay);
    CHECK(last("weight: 0.01") > 185 * kDay);
    Stage stage(one_case("cold_after: 20d"));
    stage.go_to(30 * kDay - 1);
    CHECK(stage.fact(kNorth, Fact::threat) == 2);
    stage.go_to(30 * kDay);
    CHECK(stage.fact(kNorth, Fact::threat) == 0);
    CHECK(std::isnan(stage.fact(kNorth, Fact::incident_severity)));
}

TEST_CASE("Whether a case was answered does not matter to its reports", "[model][belief]") {
    const std::string text =
        "evidence: {lab: {every: 1d, accuracy: 0.6}}\nmoves: {signal: {to: calm}}\n" + one_case("");
    const Run held = play(text);
    const Run answered = play(with(text, "do: hold", "do: signal"));
    CHECK(answered.all<MoveTookEffect>().size() >= 1);
    CHECK(answered.times<ReportReceived>() == held.times<ReportReceived>());
    CHECK(held.all<ReportReceived>().size() > 3);
}

TEST_CASE("A report that no cause with belief allows is noted and changes nothing", "[model][belief]") {
    const Run run = play(std::string(kThreeCauses) + R"(
evidence: {lab: {every: 5d, accuracy: 0, believed: 1, confusion: {accident: attack}}}
incidents: {a: {target: north, cause: accident, at: 10d}}
north: {attribution: {prior: {accident: 0.5, espionage: 0.5}}, doctrine: [{do: hold}]}
)");
    const auto reports = run.all<ReportReceived>();
    REQUIRE(reports.size() > 5);
    for (const auto& report : reports) {
        CHECK(report.what.named == CauseId{std::size_t{2}});
        CHECK(report.what.after.belief == report.what.before.belief);
        CHECK_FALSE(report.what.after.concluded);
    }
    CHECK(run.result.counts.reports == reports.size());
}

TEST_CASE("Evidence of weight 0 changes no belief", "[model][belief]") {
    const auto after = [](const std::string& accuracy) {
        return play("evidence: {lab: {every: 5d, accuracy: " + accuracy + "}}\n" +
                    one_case("weight: 0, prior: {accident: 0.6, attack: 0.4}"))
            .all<ReportReceived>();
    };
    for (const auto& report : after("0.9")) CHECK(report.what.after.belief[1] == Approx(0.4).epsilon(1e-12));
    CHECK(after("0.9").size() > 5);
}

TEST_CASE("Evidence of weight 0 changes no belief even if it is infallible", "[model][belief]") {
    const Run run = play("evidence: {lab: {every: 5d, accuracy: 1}}\n" +
                         one_case("weight: 0, prior: {accident: 0.6, attack: 0.4}"));
    for (const auto& report : run.all<ReportReceived>())
        CHECK(report.what.after.belief[1] == Approx(0.4).epsilon(1e-12));
}

TEST_CASE("With a single cause every report names it", "[model][belief]") {
    const Stage stage("causes: {accident: {hostility: 0}}\nevidence: {lab: {every: 5d, accuracy: 0.2}}\n");
    const CompiledEvidence& lab = stage.model().compiled().epochs[0].parameters.evidence[0];
    CHECK(lab.cumulative[0][0] == 1);
    CHECK(lab.factor[0][0][0] == 1);
}

TEST_CASE("The threat adds up hostility times severity of the live cases, each halved every half-life",
          "[model][belief]") {
    Stage stage(R"(
incidents: {a: {target: north, cause: attack, at: 10d, severity: 4}, b: {target: north, cause: attack, at: 15d, severity: 6}}
north: {attribution: {prior: {accident: 0.75, attack: 0.25}, half_life: 5d}, doctrine: [{do: hold}]}
)");
    stage.go_to(9 * kDay);
    CHECK(stage.fact(kNorth, Fact::threat) == 0);
    CHECK(std::isnan(stage.fact(kNorth, Fact::incident_hostility)));
    CHECK(std::isnan(stage.fact(kNorth, Fact::incident_age)));
    CHECK(std::isnan(stage.fact(kNorth, Fact::incident_confidence)));
    CHECK(std::isnan(stage.fact(kNorth, Fact::incident_belief, 1)));
    stage.go_to(10 * kDay);
    CHECK(stage.fact(kNorth, Fact::threat) == 1);
    stage.go_to(20 * kDay);
    CHECK(stage.fact(kNorth, Fact::threat) == Approx(1.0 / 4 + 1.5 / 2).epsilon(1e-12));
    stage.go_to(21 * kDay);
    CHECK(stage.fact(kNorth, Fact::threat) ==
          Approx(std::exp2(-11.0 / 5) + 1.5 * std::exp2(-6.0 / 5)).epsilon(1e-12));
}

TEST_CASE(
    "The focal case is the live one with the largest hostility times severity, not decayed; the earlier at "
    "equality",
    "[model][belief]") {
    const std::string text = R"(
incidents: {a: {target: north, cause: attack, at: 10d, severity: 4}, b: {target: north, cause: attack, at: 60d, severity: SECOND}}
north: {attribution: {half_life: 1d}, doctrine: [{do: hold}]}
)";
    const auto age = [&](std::string_view second) {
        Stage stage(with(text, "SECOND", second));
        stage.go_to(70 * kDay);
        return stage.fact(kNorth, Fact::incident_age);
    };
    CHECK(age("3.9") == 60 * kDay);
    CHECK(age("4") == 60 * kDay);
    CHECK(age("4.1") == 10 * kDay);
}

TEST_CASE("Beliefs sum to 1 in everything that an actor thinks", "[model][belief]") {
    int views = 0;
    const auto check = [&](const CaseView& view) {
        if (view.incident == kNoIndex) return;
        ++views;
        CHECK(sum_of(view.belief) == Approx(1).epsilon(1e-12));
    };
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
        const Run run = play(busy(), {{"exchange"}, {}}, replicate);
        for (const auto& opened : run.all<CaseOpened>()) check(opened.what.view);
        for (const auto& report : run.all<ReportReceived>()) check(report.what.after);
        for (const auto& message : run.all<MessageDelivered>()) check(message.what.after);
        for (const auto& silence : run.all<SilenceFell>()) check(silence.what.after);
    }
    CHECK(views > 500);
}
