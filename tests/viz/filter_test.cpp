// The filter as parts with alternatives, and its words.
#include "session/filter.hpp"

#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

const Spec& flagship() {
    static const Spec spec = *load_scenario(source_path("scenarios/cyber/reset-2011.yaml")).spec;
    return spec;
}

RiverClause passed(std::size_t rung, std::size_t column, bool negated = false) {
    return {clause::Passed{Lane::higher, 1, column, column, RungId{rung}, RungId{rung}}, negated};
}

RiverClause crisis() { return {clause::Ends{{true, true, false, false}}, false}; }

std::string rung_name(std::size_t rung) { return flagship().ladder[rung].name; }

}  // namespace

TEST_CASE("an alternative goes to the last part about the same matter", "[viz][session]") {
    std::vector<RiverClause> filter;
    add_alternative(filter, passed(2, 3));
    add_part(filter, crisis());
    add_alternative(filter, passed(3, 4));
    add_alternative(
        filter, {clause::Went{Lane::higher, 1, 2, RungId{std::size_t{1}}, RungId{std::size_t{2}}}, false});
    REQUIRE(filter.size() == 2);
    CHECK(filter[0].or_else.size() == 2);
    CHECK(filter_words(flagship(), filter) ==
          "(passes " + rung_name(2) + " at step 3 or passes " + rung_name(3) + " at step 4 or goes from " +
              rung_name(1) + " to " + rung_name(2) + " at step 3) and ends in war or crisis");
    // What is there already is not asked for twice.
    add_alternative(filter, passed(3, 4));
    add_alternative(filter, passed(2, 3));
    add_part(filter, crisis());
    CHECK(filter[0].or_else.size() == 2);
    CHECK(filter.size() == 2);
}

TEST_CASE("nothing is an alternative to what is excluded, and an exclusion is no alternative",
          "[viz][session]") {
    std::vector<RiverClause> filter{passed(2, 3, true)};
    add_alternative(filter, passed(3, 4));
    REQUIRE(filter.size() == 2);
    add_alternative(filter, passed(1, 5, true));
    REQUIRE(filter.size() == 3);
    CHECK(filter_words(flagship(), filter) == "not: passes " + rung_name(2) + " at step 3 and passes " +
                                                  rung_name(3) + " at step 4 and not: passes " +
                                                  rung_name(1) + " at step 5");
}

TEST_CASE("a plain click asks instead of what was asked about the same matter, and keeps what is excluded",
          "[viz][session]") {
    const std::vector<RiverClause> before{passed(2, 3), passed(1, 4, true), crisis()};
    const auto after = [&](const RiverClause& clause, Taking taking) {
        std::vector<RiverClause> filter = before;
        take_clause(filter, clause, taking);
        return filter;
    };
    CHECK(after(passed(3, 5), Taking::instead) ==
          std::vector<RiverClause>{passed(1, 4, true), crisis(), passed(3, 5)});
    CHECK(after(passed(3, 5), Taking::as_well) ==
          std::vector<RiverClause>{passed(2, 3), passed(1, 4, true), crisis(), passed(3, 5)});
    CHECK(after(passed(3, 5), Taking::out) ==
          std::vector<RiverClause>{passed(2, 3), passed(1, 4, true), crisis(), passed(3, 5, true)});
    RiverClause either = passed(2, 3);
    either.or_else.push_back(passed(3, 5));
    CHECK(after(passed(3, 5), Taking::or_else) ==
          std::vector<RiverClause>{either, passed(1, 4, true), crisis()});
    const RiverClause settled{clause::Ends{{false, false, true, false}}, false};
    CHECK(after(settled, Taking::instead) ==
          std::vector<RiverClause>{passed(2, 3), passed(1, 4, true), settled});
    // A ribbon is the same matter as a place.
    const RiverClause went{clause::Went{Lane::higher, 1, 2, RungId{std::size_t{1}}, RungId{std::size_t{2}}},
                           false};
    CHECK(after(went, Taking::instead) == std::vector<RiverClause>{passed(1, 4, true), crisis(), went});
}

TEST_CASE("each chip can be taken away, and the others stay", "[viz][session]") {
    std::vector<RiverClause> filter;
    for (std::size_t rung = 1; rung < 4; ++rung) add_alternative(filter, passed(rung, rung));
    add_part(filter, crisis());
    const auto chips = chips_of(flagship(), filter);
    REQUIRE(chips.size() == 4);
    CHECK(chips[0] == Chip{0, 0, "passes " + rung_name(1) + " at step 1"});
    CHECK(chips[2] == Chip{0, 2, "or passes " + rung_name(3) + " at step 3"});
    CHECK(chips[3] == Chip{1, 0, "ends in war or crisis"});
    auto without = filter;
    remove_alternative(without, 0, 1);
    CHECK(clause_words(flagship(), without[0]) ==
          "passes " + rung_name(1) + " at step 1 or passes " + rung_name(3) + " at step 3");
    remove_alternative(without, 0, 0);
    CHECK(without[0] == passed(3, 3));
    remove_alternative(without, 0, 0);
    REQUIRE(without.size() == 1);
    CHECK(without[0] == crisis());
    remove_alternative(without, 7, 0);
    remove_alternative(without, 0, 7);
    CHECK(without.size() == 1);
    CHECK(filter_words(flagship(), {}) == "all runs");
}

TEST_CASE("a filter that asks how runs end is known, in so many words or by rungs", "[viz][session]") {
    const auto fixes = [](const RiverClause& clause) { return fixes_ends(flagship(), {clause}); };
    const std::size_t crisis = 4, top = flagship().ladder.size() - 1;
    REQUIRE(flagship().ladder[crisis].id == flagship().endings.crisis);
    const auto to = [](std::size_t lowest, std::size_t highest) {
        clause::Passed asked;
        asked.lowest = RungId{lowest};
        asked.highest = RungId{highest};
        return RiverClause{asked, false};
    };
    const auto top_rung = [](Lane lane, std::size_t lowest, std::size_t highest) {
        return RiverClause{clause::Highest{lane, RungId{lowest}, RungId{highest}}, false};
    };
    const auto went = [](std::size_t from, std::size_t end) {
        return RiverClause{clause::Went{Lane::higher, 1, 2, RungId{from}, RungId{end}}, false};
    };
    CHECK_FALSE(fixes_ends(flagship(), {}));
    CHECK(fixes(::crisis()));
    CHECK(fixes({clause::Inadvertent{}, true}));
    CHECK(fixes(to(crisis, top)));
    CHECK_FALSE(fixes(to(crisis - 1, top)));
    CHECK_FALSE(fixes(to(2, 2)));
    CHECK(fixes(went(2, crisis)));
    CHECK_FALSE(fixes(went(2, 3)));
    CHECK(fixes(top_rung(Lane::higher, 2, 2)));
    CHECK(fixes(top_rung(Lane::higher, crisis, top)));
    CHECK_FALSE(fixes(top_rung(Lane::higher, 2, top)));
    CHECK_FALSE(fixes(top_rung(Lane::first, 2, 2)));
    CHECK_FALSE(fixes({clause::Did{}, false}));
    RiverClause either = passed(2, 3);
    CHECK_FALSE(fixes(either));
    either.or_else.push_back(::crisis());
    CHECK(fixes(either));
}

TEST_CASE("what a filter shows is said of all runs", "[viz][session]") {
    const auto shown = [](const RiverClause& clause, std::uint64_t runs = 92) {
        return shown_words({clause}, runs, 1'000);
    };
    CHECK(shown(crisis()) == "Shown: the 92 runs of 1,000 that end in crisis (9.2 %)");
    CHECK(shown(crisis(), 1) == "Shown: the 1 run of 1,000 that ends in crisis (0.1 %)");
    CHECK(shown({clause::Ends{{true, true, false, false}, 1, 16}, false}) ==
          "Shown: the 92 runs of 1,000 that end in crisis between steps 1 and 16 (9.2 %)");
    CHECK(shown({clause::Ends{{false, false, false, true}}, false}, 903) ==
          "Shown: the 903 runs of 1,000 that have no crisis by the end (90.3 %)");
    CHECK(shown({clause::Inadvertent{}, false}) ==
          "Shown: the 92 runs of 1,000 that reach a crisis inadvertently (9.2 %)");
    CHECK(shown(passed(2, 3)) == "Shown: the 92 runs of 1,000 that pass the filter (9.2 %)");
    CHECK(shown({clause::Ends{{true, true, false, false}}, true}) ==
          "Shown: the 92 runs of 1,000 that pass the filter (9.2 %)");
    CHECK(shown_words({crisis(), passed(2, 3)}, 44, 1'000) ==
          "Shown: the 44 runs of 1,000 that pass the filter (4.4 %)");
    CHECK(shown_words({passed(0, 0)}, 1'000, 1'000) == "Shown: all 1,000 runs");
}

TEST_CASE("words of a clause say when and how far", "[viz][session]") {
    const auto words = [](const auto& what) { return clause_words(flagship(), {what, false}); };
    CHECK(words(clause::Ends{{true, true, false, false}, 8, 14}) ==
          "ends in war or crisis between steps 8 and 14");
    CHECK(words(clause::Ends{{false, false, true, false}}) == "calms down");
    CHECK(words(clause::Ends{{true, false, false, false}, 5}) == "ends in war from step 5");
    CHECK(words(clause::Did{PathTable::kNobody, {}, 4, 4}) == "an accident happens at step 4");
    CHECK(words(clause::Did{1, {}, 1, 6, 1, 1}) == "Moscow moves, misreading the other by 1 at steps 1 to 6");
    CHECK(words(clause::Did{{}, {}, 1, std::numeric_limits<std::size_t>::max(), 0, 0}) ==
          "a side moves, reading the other correctly");
    CHECK(words(clause::Did{0, {}, 1, 3, 3}) ==
          "Washington moves, misreading the other by 3 or more at steps 1 to 3");
    CHECK(words(clause::Went{Lane::second, 5, 2, RungId{std::size_t{1}}, RungId{std::size_t{1}}}) ==
          "Moscow stays on " + rung_name(1) + " at steps 11 to 15");
    CHECK(words(clause::Passed{Lane::first, 2, 3, 5, RungId{std::size_t{1}}, RungId{std::size_t{2}}}) ==
          "Washington passes " + rung_name(1) + " to " + rung_name(2) + " at steps 6 to 10");
    CHECK(words(clause::Highest{Lane::second, RungId{std::size_t{2}}, RungId{std::size_t{2}}}) ==
          "Moscow has " + rung_name(2) + " as its highest rung");
    const std::uint32_t day = 24 * 60;
    CHECK(words(clause::Active{2 * day, 5 * day}) == "something happens from day 2 to day 5");
}
