// What is tried in place of a number, in words.
#include <firebreak/telling.hpp>

#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

using Kind = Distribution::Kind;

RangeSpec between(double low, double high) {
    return {{Kind::uniform, low, high, 0, {}}, false, false, false};
}

ProvenanceSpec entry(const std::string& path, const RangeSpec& range) {
    return {path, "assumed", "", "", "", range};
}

}  // namespace

TEST_CASE("a range, a law and a scale have their own words") {
    const double day = static_cast<double>(kDay);
    CHECK(range_words(between(0, 0.2)) == "tried from 0 to 0.2");
    CHECK(range_words(RangeSpec{{Kind::uniform, day, 35 * day, 0, {}}, false, true, false}) ==
          "tried from 1d to 5w");
    CHECK(range_words(RangeSpec{{Kind::triangular, 0, 0.69, 2.08, {}}, false, false, false}) ==
          "tried from 0 to 2.08, most often 0.69");
    CHECK(range_words(RangeSpec{{Kind::lognormal, 2 * day, 0.5, 0, {}}, false, true, false}) ==
          "tried at median 2d (lognormal, sigma 0.5)");
    CHECK(range_words(RangeSpec{{Kind::uniform, 0.5, 3, 0, {}}, true, false, false}) ==
          "tried from 0.5 to 3 times the value");
}

TEST_CASE("a number has the words of the entry that counts for it") {
    Spec spec = named_scenario();
    spec.provenance = {entry("actors.*.posture.misread", between(0, 0.2)),
                       entry("measures.drill.set.actors.north.posture.misread", between(0, 0.05)),
                       {"actors.south.posture.misread", "sourced", "", ""}};
    CHECK(range_words(spec, "actors.north.posture.misread") == "tried from 0 to 0.2");
    CHECK(range_words(spec, "actors.south.posture.misread").empty());
    CHECK(range_words(spec, "actors.north.posture.skew").empty());
    CHECK(range_words(spec, "measures.drill.set.actors.north.posture.misread") == "tried from 0 to 0.05");
}

TEST_CASE("a law, a rule and a section name the numbers in them that have ranges") {
    Spec spec = named_scenario();
    spec.incidents[0].every = Distribution{Kind::exponential, 15.0 * static_cast<double>(kDay), 0, 0, {}};
    spec.actors[0].doctrine[0].moves = {{"rise", 0.6}, {"fall", 0.4}};
    const double day = static_cast<double>(kDay);
    spec.provenance = {
        entry("incidents.outage.every.mean", {{Kind::uniform, 5 * day, 30 * day, 0, {}}, false, true, false}),
        entry("actors.north.doctrine.1.when.threat", between(1, 3)),
        entry("actors.*.doctrine.*.do.fall", {{Kind::uniform, 0.5, 2, 0, {}}, true, false, false})};
    CHECK(range_words(spec, "incidents.outage.every") == "mean tried from 5d to 30d");
    CHECK(range_words(spec, "actors.north.doctrine.1") ==
          "threat tried from 1 to 3; weight of Step back tried from 0.5 to 2 times the value");
    CHECK(range_words(spec, "actors.north.doctrine.2").empty());  // it has no such move
    CHECK(range_words(spec, "actors.south.doctrine.1") ==
          "weight of Step back tried from 0.5 to 2 times the value");
    CHECK(range_words(spec, "evidence.lab").empty());
}
