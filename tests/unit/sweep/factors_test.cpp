#include "sweep/factors.hpp"

#include <cmath>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;

namespace {

constexpr double kHour = 3'600'000;

Distribution between(double low, double high) { return {Distribution::Kind::uniform, low, high, 0, {}}; }

ProvenanceSpec entry(const std::string& path, const RangeSpec& range) {
    return {path, "assumed", "", "", "", range};
}

Spec with_ranges(const std::vector<ProvenanceSpec>& entries) {
    Spec spec = test::scenario(test::busy());
    spec.provenance = entries;
    return spec;
}

double weight(const Weights& weights, const std::string& id) {
    for (const auto& [name, value] : weights) {
        if (name == id) return value;
    }
    return std::nan("");
}

}  // namespace

TEST_CASE("All numbers that a range names share one draw, unless they are independent", "[factors]") {
    Spec spec = with_ranges({entry("actors.*.posture.misread", {between(0, 0.4), false, false, false})});
    std::vector<Factor> factors = factors_of(spec);
    REQUIRE(factors.size() == 1);
    CHECK(factors[0].paths ==
          std::vector<std::string>{"actors.north.posture.misread", "actors.south.posture.misread"});
    const Result<Spec> setting = setting_at(spec, factors, std::vector{0.25});
    REQUIRE(setting);
    CHECK(setting->actors[0].posture.misread == Approx(0.1).epsilon(1e-12));
    CHECK(setting->actors[1].posture.misread == Approx(0.1).epsilon(1e-12));

    spec.provenance[0].range->independent = true;
    factors = factors_of(spec);
    REQUIRE(factors.size() == 2);
    const Result<Spec> apart = setting_at(spec, factors, std::vector{0.25, 0.75});
    REQUIRE(apart);
    CHECK(apart->actors[0].posture.misread == Approx(0.1).epsilon(1e-12));
    CHECK(apart->actors[1].posture.misread == Approx(0.3).epsilon(1e-12));
}

TEST_CASE("A number named twice belongs to the entry that names it most exactly", "[factors]") {
    const RangeSpec some{between(0, 0.1), false, false, false};
    const RangeSpec others{between(0.5, 0.9), false, false, false};
    const Spec spec =
        with_ranges({entry("actors.south.posture.misread", some), entry("actors.*.posture.*", others)});
    const std::vector<Factor> factors = factors_of(spec);
    REQUIRE(factors.size() == 2);  // both have four parts, the later one two stars
    CHECK(factors[0].paths == std::vector<std::string>{"actors.south.posture.misread"});
    for (const std::string& path : factors[1].paths) CHECK(path != "actors.south.posture.misread");
    // Of equals the later one has the number.
    const Spec equals =
        with_ranges({entry("actors.*.posture.misread", some), entry("actors.south.posture.*", others)});
    REQUIRE(factors_of(equals).size() == 2);
    CHECK(factors_of(equals)[0].paths == std::vector<std::string>{"actors.north.posture.misread"});
}

TEST_CASE("A scale multiplies a law as a whole, and after values are set", "[factors]") {
    Spec spec = with_ranges(
        {entry("incidents.outage.every", {between(0.5, 2), true, false, false}),
         entry("incidents.outage.every.mean", {between(10 * kHour, 30 * kHour), false, true, false})});
    spec.incidents[0].every = Distribution{Distribution::Kind::exponential, kHour, 0, 0, {}};
    const std::vector<Factor> factors = factors_of(spec);
    REQUIRE(factors.size() == 2);
    CHECK(factor_value(factors[0], 0.5) == Approx(1).epsilon(1e-12));  // the middle on a logarithmic scale
    const Result<Spec> setting = setting_at(spec, factors, std::vector{1.0, 0.5});
    REQUIRE(setting);
    CHECK(setting->incidents[0].every->a == Approx(40 * kHour).epsilon(1e-12));
    CHECK(factor_text(factors[0], 1.0) == "x 2");
}

TEST_CASE("The rest of a prior makes room for the probability that is drawn", "[factors]") {
    Spec spec =
        with_ranges({entry("actors.south.attribution.prior.attack", {between(0, 1), false, false, false})});
    const Weights before = spec.actors[1].attribution.prior;
    const std::vector<Factor> factors = factors_of(spec);
    REQUIRE(factors.size() == 1);
    const Result<Spec> setting = setting_at(spec, factors, std::vector{0.6});
    REQUIRE(setting);
    const Weights& after = setting->actors[1].attribution.prior;
    CHECK(weight(after, "attack") == Approx(0.6).epsilon(1e-12));
    double sum = 0;
    for (const auto& [cause, probability] : after) {
        sum += probability;
        if (cause != "attack")
            CHECK(probability == Approx(weight(before, cause) * 0.4 / (1 - weight(before, "attack"))));
    }
    CHECK(sum == Approx(1).epsilon(1e-12));
    CHECK(setting->actors[0].attribution.prior == spec.actors[0].attribution.prior);
}

TEST_CASE("A setting that no file could hold is refused with its reason", "[factors]") {
    Distribution wide{Distribution::Kind::lognormal, 0.9, 3, 0, {}};
    const Spec spec = with_ranges({entry("actors.north.posture.misread", {wide, false, false, false})});
    const std::vector<Factor> factors = factors_of(spec);
    REQUIRE(factors.size() == 1);
    CHECK(setting_at(spec, factors, std::vector{0.1}));
    const Result<Spec> refused = setting_at(spec, factors, std::vector{0.9});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().starts_with("actors.north.posture.misread: expected a probability 0..1, found "));
}

TEST_CASE("Every part of a law and every value of a measure can be set by its path", "[factors]") {
    Spec spec = test::scenario(test::busy());
    spec.channels[0].link = {Distribution::Kind::triangular, kHour, 2 * kHour, 3 * kHour, {}};
    spec.measures.push_back(
        {"m", "m", {}, {{"actors.*.posture.misread", 0.2}}, {{"channels.cable.link", 3}}});
    CHECK(set_parameter(spec, {"channels.cable.link.mode", Duration{1.5 * kHour}}) == 1);
    CHECK(spec.channels[0].link.b == 1.5 * kHour);
    CHECK(set_parameter(spec, {"channels.cable.link.mode", 1.5}) == 0);  // a number without its unit
    CHECK(set_parameter(spec, {"channels.cable.link.median", Duration{kHour}}) == 0);
    CHECK(set_parameter(spec, {"measures.m.set.actors.*.posture.misread", 0.3}) == 1);
    CHECK(std::get<double>(spec.measures.back().set[0].value) == 0.3);
    CHECK(set_parameter(spec, {"measures.m.set.actors.*.posture.misread", 1.3}) == 0);
    CHECK(set_parameter(spec, {"measures.m.scale.channels.cable.link", 0.5}) == 1);
    CHECK(spec.measures.back().scale[0].factor == 0.5);
}

TEST_CASE("A choice of a variant comes as often as its weight says", "[factors]") {
    Spec spec = with_ranges({});
    spec.variants = {{"manners", {{"as-written", 3, ""}, {"wild", 1, "{clock: {horizon: 1d}}"}}}};
    const std::vector<Factor> factors = factors_of(spec);
    REQUIRE(factors.size() == 1);
    CHECK(factors[0].path == "variants.manners");
    CHECK(factor_text(factors[0], 0) == "as-written");
    CHECK(factor_text(factors[0], 0.7499) == "as-written");
    CHECK(factor_text(factors[0], 0.7501) == "wild");
    CHECK(factor_text(factors[0], 1) == "wild");
    const std::vector<double> low{0.5};
    const std::vector<double> high{0.9};
    CHECK(setting_at(spec, factors, low)->clock.horizon == spec.clock.horizon);
    CHECK(setting_at(spec, factors, high)->clock.horizon.ms == 24 * kHour);
}

TEST_CASE("A range of whole numbers gives each of them the same share", "[factors]") {
    Factor factor;
    factor.range = {between(1, 4), false, false, false};
    factor.whole = true;
    CHECK(factor_value(factor, 0) == 1);
    CHECK(factor_value(factor, 0.2499) == 1);
    CHECK(factor_value(factor, 0.2501) == 2);
    CHECK(factor_value(factor, 0.9999) == 4);
    CHECK(factor_value(factor, 1) == 4);
}
