#include "scenario/variants.hpp"

#include <firebreak/model.hpp>

#include "scenario/yaml_tree.hpp"
#include "support/catch.hpp"

#include "small_scenario.hpp"

using namespace firebreak;
using namespace firebreak::testing;

namespace {

const std::string kVariants = R"(variants:
  manners:
    as-written: 3
    wild:
      weight: 1
      change:
        actors: {north: {posture: {misread: 0.4}}, south: {doctrine: [{do: up}]}}
)";

Spec spec_of(const std::string& text) {
    const LoadedScenario loaded = parse_scenario(text, "t.yaml");
    for (const Diagnostic& fault : loaded.diagnostics) INFO(format_diagnostic(fault));
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

}  // namespace

TEST_CASE("A choice is what the same file with its sections merged in would be", "[variants]") {
    const Spec spec = spec_of(kSmall + kVariants);
    REQUIRE(spec.variants.size() == 1);
    REQUIRE(spec.variants[0].choices.size() == 2);
    CHECK(spec.variants[0].choices[0].weight == 3);
    CHECK(spec.variants[0].choices[0].change.empty());
    const Result<Spec> wild = with_choice(spec, "manners", "wild");
    REQUIRE(wild);
    Spec expected = spec;
    expected.variants.clear();
    expected.actors[0].posture.misread = 0.4;
    expected.actors[1].doctrine = {RuleSpec{{}, {{"up", 1}}, false}};
    CHECK(*wild == expected);
    Spec untouched = spec;
    untouched.variants.clear();
    CHECK(*with_choice(spec, "manners", "as-written") == untouched);
}

TEST_CASE("A choice keeps what was set before it", "[variants]") {
    Spec spec = spec_of(kSmall + kVariants);
    CHECK(change_scenario(spec, "actors.south.posture.misread=0.3").empty());
    CHECK(change_scenario(spec, "variants.manners=wild").empty());
    CHECK(spec.actors[1].posture.misread == 0.3);
    CHECK(spec.actors[0].posture.misread == 0.4);
    CHECK(change_scenario(spec, "variants.manners=wild") == "unknown variant 'manners'");
}

TEST_CASE("Variants survive being written", "[variants]") {
    const Spec spec = spec_of(kSmall + kVariants);
    CHECK(spec_of(write_scenario(spec)) == spec);
}

TEST_CASE("What is wrong with a choice is told where it stands", "[variants]") {
    const auto with = [](const std::string& choices) {
        return faults_of(kSmall + "variants:\n  manners:\n    " + choices + "\n");
    };
    CHECK(with("{as-written: 1, wild: {change: {actors: {north: {posture: {misread: 1.4}}}}}}") ==
          Lines{"t.yaml:30:73: actors.north.posture.misread: 1.4 is outside 0..1"});
    CHECK(with("{as-written: 1}") ==
          Lines{"t.yaml:30:5: variants.manners: expected at least two choices like {as-written: 2, other: "
                "{change: ...}}"});
    CHECK(with("{as-written: 1, too: 2}") ==
          Lines{"t.yaml:30:5: variants.manners: exactly one choice must be a weight alone: the scenario as "
                "written"});
    CHECK(with("{as-written: 0, wild: {change: {}}}").size() == 2);
    CHECK(with("{as-written: 1, wild: {change: {id: other}}}") ==
          Lines{"t.yaml:30:37: variants.manners.wild.change.id: a variant cannot change this"});
    CHECK(
        with("{as-written: 1, wild: {include: other.yaml}}") ==
        Lines{"t.yaml:30:28: variants.manners.wild.include: 'include' needs a scenario in a folder; this one "
              "has none"});
}

TEST_CASE("A choice that there is not is named with those that there are", "[variants]") {
    const Spec spec = spec_of(kSmall + kVariants);
    CHECK(with_choice(spec, "manner", "wild").error() == "unknown variant 'manner'; did you mean 'manners'?");
    CHECK(with_choice(spec, "manners", "mild").error() == "expected as-written or wild, found 'mild'");
}

TEST_CASE("A tree on one line reads back to the same tree", "[variants]") {
    Faults faults;
    const NodePtr tree = parse_yaml(
        "a: [1, 'two, three', \"4\", ~]\nb: {c: '>= 3', d: plain text, e: '#no', g: []}\n"
        "h: a, b\n",
        faults.add_file("t"), faults);
    REQUIRE(tree);
    const NodePtr again = parse_yaml(flow_text(*tree), faults.add_file("u"), faults);
    REQUIRE(again);
    CHECK_FALSE(faults.any_error());
    CHECK(flow_text(*again) == flow_text(*tree));
    REQUIRE(again->find("h") != nullptr);
    CHECK(again->find("h")->value->text == "a, b");
    const NodePtr list = again->find("a")->value;
    REQUIRE(list->items.size() == 4);
    CHECK(list->items[1]->text == "two, three");
    CHECK(list->items[2]->quoted);
    CHECK(list->items[3]->kind == Node::Kind::null);
    CHECK(again->find("b")->value->find("e")->value->text == "#no");
}

TEST_CASE("The changes between two scenarios lead from the one to the other", "[variants]") {
    const Spec written = spec_of(kSmall + kVariants);
    const auto leads_back = [&](const std::vector<std::string>& changes) {
        Spec to = written;
        for (const std::string& change : changes) REQUIRE(change_scenario(to, change).empty());
        const auto found = changes_between(written, to);
        REQUIRE(found);
        Spec again = written;
        for (const std::string& change : *found) REQUIRE(change_scenario(again, change).empty());
        CHECK(again == to);
        return *found;
    };
    CHECK(leads_back({}).empty());
    // A law that is set as a whole names none of its parts; a scaled number has a value.
    CHECK(leads_back({"channels.cable.link={lognormal: {median: 2h, sigma: 0.5}}"}) ==
          std::vector<std::string>{"channels.cable.link={lognormal: {median: 2h, sigma: 0.5}}"});
    CHECK(leads_back({"actors.north.posture.misread=*3"}) ==
          std::vector<std::string>{"actors.north.posture.misread=0.30000000000000004"});
    CHECK(leads_back({"variants.manners=wild", "actors.south.review=30d", "actors.north.starts_at=crisis"}) ==
          std::vector<std::string>{"variants.manners=wild", "actors.south.review=30d",
                                   "actors.north.starts_at=crisis"});
    // A scenario that differs in its texts is no change of numbers.
    Spec other = written;
    other.title = "Another";
    CHECK_FALSE(changes_between(written, other));
}
