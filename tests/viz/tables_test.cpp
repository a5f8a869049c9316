// The tables column by column: numbers made by hand, no two alike, each of which must stand under its own
// name.
#include <initializer_list>
#include <limits>
#include <map>

#include <firebreak/ensemble.hpp>
#include <firebreak/program.hpp>

#include "session/run_table.hpp"
#include "support/scenarios.hpp"
#include "viz/csv_rows.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

const TableOrigin kOrigin{"made-by-hand", "ab", 7, {"a.b=1", "c=2 h"}};

using Fields = std::map<std::string, std::string>;

std::vector<Fields> named(const std::string& table) {
    const CsvRows rows = rows_of(table);
    std::vector<Fields> list;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        REQUIRE(rows[i].size() == rows[0].size());
        Fields& fields = list.emplace_back();
        for (std::size_t column = 0; column < rows[i].size(); ++column)
            fields[rows[0][column]] = rows[i][column];
    }
    return list;
}

// The only row that has these fields.
Fields row_with(const std::vector<Fields>& rows, const Fields& wanted) {
    std::vector<Fields> found;
    for (const Fields& row : rows) {
        if (std::all_of(wanted.begin(), wanted.end(),
                        [&](const auto& field) { return row.at(field.first) == field.second; }))
            found.push_back(row);
    }
    REQUIRE(found.size() == 1);
    return found.front();
}

void holds(const Fields& row, const Fields& wanted) {
    for (const auto& [name, value] : wanted) {
        INFO(name);
        CHECK(row.at(name) == value);
    }
}

// A share with its 95 % interval by Clopper and Pearson.
void holds_share(const Fields& row, const std::string& share, const std::string& low, const std::string& high,
                 std::uint64_t k, std::uint64_t n) {
    INFO(share);
    const Bounds bounds = clopper_pearson(k, n);
    CHECK(std::stod(row.at(share)) == Approx(static_cast<double>(k) / static_cast<double>(n)));
    CHECK(std::stod(row.at(low)) == Approx(bounds.low));
    CHECK(std::stod(row.at(high)) == Approx(bounds.high));
}

// Two columns of two steps each, on the five rungs of the base scenario. Outcomes are in the order war,
// crisis, settled, unresolved.
River river() {
    River river;
    river.options.merge_steps = 3;
    river.rungs = 5;
    river.columns = 2;
    river.runs = 1'000;
    river.cells.resize(10);
    river.ribbons.resize(25);
    RiverCell& cell = river.cells[5 + 2];  // column 1, rung 2
    cell.runs = {11, 23, 41, 83};
    cell.ended = {2, 3, 5, 7};
    cell.beyond = {1, 4, 6, 8};
    cell.taken = {{13, 29, 31}, 37, 43};
    RiverRibbon& ribbon = river.ribbons[1 * 5 + 3];  // from rung 1 to rung 3
    ribbon.runs = {12, 21, 43, 87};
    ribbon.taken = {{14, 27, 33}, 39, 47};
    return river;
}

}  // namespace

TEST_CASE("the table of the river has each number of a cell and of a ribbon under its name",
          "[viz][export]") {
    const auto rows = named(river_table(kOrigin, scenario(""), river(), false));
    REQUIRE(rows.size() == 2);
    const Fields cell = row_with(rows, {{"kind", "cell"}}), ribbon = row_with(rows, {{"kind", "ribbon"}});
    holds(cell, {{"scenario", "made-by-hand"},
                 {"sha256", "ab"},
                 {"commit", commit()},
                 {"seed", "7"},
                 {"set", "a.b=1 'c=2 h'"}});
    holds(cell, {{"column", "1"},
                 {"step", "3"},
                 {"rung", "2"},
                 {"rung_id", "crisis"},
                 {"to_rung", ""},
                 {"to_rung_id", ""}});
    holds(cell, {{"runs", "158"},
                 {"n", "1000"},
                 {"crises", "34"},
                 {"wars", "11"},
                 {"settled", "41"},
                 {"unresolved", "83"}});
    holds(cell, {{"ended_here", "17"}, {"beyond", "19"}});
    holds(cell, {{"steps_by_first", "13"}, {"steps_by_second", "29"}, {"accidents", "31"}});
    holds(cell, {{"steps_mistaken", "37"}, {"rungs_misread", "43"}});
    holds_share(cell, "share", "share_low", "share_high", 158, 1'000);
    holds_share(cell, "crisis_share", "crisis_low", "crisis_high", 34, 158);
    holds(ribbon, {{"column", "0"},
                   {"step", "0"},
                   {"rung", "1"},
                   {"rung_id", "tense"},
                   {"to_rung", "3"},
                   {"to_rung_id", "brink"}});
    holds(ribbon, {{"runs", "163"},
                   {"n", "1000"},
                   {"crises", "33"},
                   {"wars", "12"},
                   {"settled", "43"},
                   {"unresolved", "87"}});
    holds(ribbon, {{"ended_here", ""}, {"beyond", ""}});
    holds(ribbon, {{"steps_by_first", "14"}, {"steps_by_second", "27"}, {"accidents", "33"}});
    holds(ribbon, {{"steps_mistaken", "39"}, {"rungs_misread", "47"}});
    holds_share(ribbon, "share", "share_low", "share_high", 163, 1'000);
    holds_share(ribbon, "crisis_share", "crisis_low", "crisis_high", 33, 163);
}

TEST_CASE("the table of the ladder has each number of a rung under its name", "[viz][export]") {
    const Spec spec = scenario("moves: {rise: {by: 1}, fall: {by: -1}}\n");
    LadderCounts counts;
    counts.runs = 900;
    counts.rungs.resize(spec.ladder.size());
    counts.rungs[1] = {210, 520, 73, 610, move_id(spec, "fall"), 340};
    counts.rungs[3].steps = 17;  // all of them accidents
    counts.rungs[3].next_steps = 17;
    const auto rows = named(ladder_table(kOrigin, spec, counts, 4, false));
    REQUIRE(rows.size() == 5);
    const Fields row = row_with(rows, {{"rung", "1"}});
    holds(row, {{"rung_id", "tense"},
                {"runs_reaching", "520"},
                {"n", "900"},
                {"at_step", "4"},
                {"runs_there", "210"}});
    holds(row, {{"crises", "73"}, {"next_move", "fall"}, {"next_steps", "340"}, {"steps", "610"}});
    holds_share(row, "share", "share_low", "share_high", 520, 900);
    holds_share(row, "there_share", "there_low", "there_high", 210, 900);
    holds_share(row, "crisis_share", "crisis_low", "crisis_high", 73, 520);
    holds(row_with(rows, {{"rung", "3"}}),
          {{"rung_id", "brink"}, {"next_move", "accident"}, {"steps", "17"}});
    holds(row_with(rows, {{"rung", "4"}}), {{"next_move", ""}, {"crisis_share", ""}});
}

TEST_CASE("the table of a comparison says before first and after second", "[viz][export]") {
    const Spec spec = scenario("");
    Paired paired;
    paired.pairs = 500;
    paired.crisis = {};
    paired.crisis.n11 = 31;
    paired.crisis.n10 = 52;
    paired.crisis.n01 = 13;
    paired.crisis.n00 = 404;
    for (std::size_t before = 0; before < kOutcomes; ++before) {
        for (std::size_t after = 0; after < kOutcomes; ++after)
            paired.outcomes[before][after] = 10 * before + after + 1;
    }
    paired.equal = 301;
    paired.parting = {120, 0, 79};
    std::vector<std::uint64_t> highest;
    for (std::uint64_t i = 0; i < 25; ++i) highest.push_back(100 + i);
    const auto rows = named(compare_table(kOrigin, spec, paired, highest));
    const auto pairs = [&](const std::string& part, const std::string& before, const std::string& after) {
        return row_with(rows, {{"part", part}, {"before", before}, {"after", after}}).at("pairs");
    };
    CHECK(pairs("crisis before", "", "") == "83");
    CHECK(pairs("crisis after", "", "") == "44");
    CHECK(pairs("avoided", "", "") == "52");
    CHECK(pairs("caused", "", "") == "13");
    CHECK(pairs("outcomes", "crisis", "settled") == "13");
    CHECK(pairs("outcomes", "settled", "crisis") == "22");
    CHECK(pairs("outcomes", "war", "unresolved") == "4");
    CHECK(pairs("highest rung", "1", "3") == "108");
    CHECK(pairs("highest rung", "3", "1") == "116");
    CHECK(pairs("never part", "", "") == "301");
    CHECK(pairs("first part at step", "0", "0") == "120");
    CHECK(pairs("first part at step", "2", "2") == "79");
    holds_share(row_with(rows, {{"part", "avoided"}}), "share", "share_low", "share_high", 52, 500);
    // After less before: 39 of 500 fewer, and the interval lies below zero.
    const Fields difference = row_with(rows, {{"part", "difference"}});
    CHECK(std::stod(difference.at("share")) == Approx(-39.0 / 500));
    CHECK(difference.at("n") == "500");
    CHECK(std::stod(difference.at("share_low")) < -39.0 / 500);
    CHECK(std::stod(difference.at("share_high")) > -39.0 / 500);
    CHECK(std::stod(difference.at("share_high")) < 0);
}

TEST_CASE("the table of a run has its lines with their parents, and times in hours", "[viz][export]") {
    ToldRun run;
    run.model = compile(scenario(""));
    run.key.replicate = 28;
    run.teller.emplace(run.model->spec());
    Seen line;
    run.lines.push_back(line);
    line.id = 1;
    line.parent = 0;
    line.time = kDay + 90 * kMinute;
    line.kind = SeenKind::consultation;
    run.lines.push_back(line);
    const auto rows = named(run_table(kOrigin, run, "both", "Fork 2"));
    REQUIRE(rows.size() == 2);
    holds(rows[0],
          {{"line", "0"}, {"parent", ""}, {"hours", "0"}, {"kind", "started"}, {"words", "The run starts"}});
    holds(rows[1],
          {{"replicate", "28"}, {"view", "both"}, {"shown", "Fork 2"}, {"line", "1"}, {"parent", "0"}});
    holds(rows[1],
          {{"hours", "25.5"}, {"moment", "2020-01-07 01:30 (day 1)"}, {"words", "Regular consultation"}});
}
