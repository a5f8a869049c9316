// What `firebreak paths` shows, from a graph made by hand.
#include "report/paths_sections.hpp"

#include "report/json.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

constexpr std::size_t kNowhere = 99;

Act chosen(ActorId mover, const char* move) { return {mover, move_id(named_scenario(), move), false}; }

GraphNode place(std::size_t north, std::size_t south, std::size_t north_to, PassCounts counts) {
    GraphNode node;
    node.situation.rungs = {RungId{north}, RungId{south}};
    if (north_to != kNowhere) node.situation.under_way[0] = RungId{north_to};
    node.counts = counts;
    return node;
}

GraphNode outcome(Outcome outcome, PassCounts counts) {
    GraphNode node;
    node.situation.kind = Situation::Kind::outcome;
    node.situation.outcome = outcome;
    node.counts = counts;
    return node;
}

// Of 1,000 runs 200 reach a crisis. North rises in 400 of them, of which 180 reach it; South steps back in
// 300, of which 30 do; an accident of 50 leads to it in 40. So rising and accidents lead towards crisis, and
// stepping back leads away from it.
PathGraph handmade_graph() {
    PathGraph graph;
    graph.options.timeless = true;
    graph.start_rungs = {kCalm, kCalm};
    graph.runs = 1000;
    graph.crises = 200;
    graph.nodes = {
        place(0, 0, kNowhere, {1100, 1000, 200, 290}), place(1, 0, 2, {520, 500, 190, 0}),
        outcome(Outcome::war, {60, 60, 60, 0}),        outcome(Outcome::crisis, {140, 140, 140, 0}),
        outcome(Outcome::settled, {500, 500, 0, 200}), outcome(Outcome::unresolved, {300, 300, 0, 90})};
    const Act rise = chosen(kNorth, "rise"), fall = chosen(kSouth, "fall"), accident{{}, {}, true};
    graph.decisions = {{0, accident, {52, 50, 40, 3}},
                       {0, rise, {410, 400, 180, 10}},
                       {1, fall, {310, 300, 30, 210}},
                       {1, Act{}, {205, 200, 160, 0}}};
    graph.edges = {{0, 1, {52, 50, 40, 3}},
                   {1, 1, {410, 400, 180, 10}},
                   {2, 4, {310, 300, 30, 210}},
                   {3, 2, {61, 60, 59, 0}},
                   {3, 3, {144, 140, 139, 0}}};
    graph.acts = {{accident, {52, 50, 40, 3}},
                  {rise, {410, 400, 180, 10}},
                  {fall, {310, 300, 30, 210}},
                  {Act{}, {205, 200, 160, 0}}};
    return graph;
}

PathsAnswer handmade_paths() {
    PathsAnswer answer;
    answer.origin = handmade_origin();
    answer.runs = 1000;
    answer.seconds = 4.5;
    answer.graph = answer.timeless = handmade_graph();
    answer.commonest = {{{1, 2}, 0.31, 280, 1000}};
    answer.to_crisis = {{{1, 4}, 0.17, 130, 1000}, {{0, 3}, 0.05, 0, 0}};
    answer.passages = {{false, 1}, {true, 3}};
    answer.fewest_runs = {true, 450, {0, 1}};
    answer.fewest_decisions = {true, 1, {1}};
    answer.ramps = {{2}, {1}};
    return answer;
}

std::string text_of(const PathsAnswer& answer) { return wide_text(paths_report(named_scenario(), answer)); }

std::string part_of(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t start = text.find(from);
    REQUIRE(start != std::string::npos);
    return text.substr(start, text.find(to, start) - start);
}

}  // namespace

TEST_CASE("what leads towards crisis is listed and what leads away is not, most runs to crisis first") {
    const std::string text = text_of(handmade_paths());
    const std::string anywhere = part_of(text, "step, in any situation", "step, in one situation");
    CHECK(row_with(anywhere, "Rise up") ==
          Cells{"180", "90 %", "85 to 94", "400", "45 %", "40 to 50", "Northland: Rise up"});
    CHECK(row_with(anywhere, "accident") ==
          Cells{"40", "20 %", "15 to 26", "50", "80 %", "66 to 90", "accident"});
    CHECK(anywhere.find("Rise up") < anywhere.find("accident"));
    CHECK(lines_with(anywhere, "Step back").empty());
    CHECK(lines_with(anywhere, "no further step").empty());
    const std::string somewhere = part_of(text, "step, in one situation", "Firebreaks");
    CHECK(row_with(somewhere, "Rise up").back() == "[calm | calm] Northland: Rise up");
    CHECK(row_with(somewhere, "Rise up").front() == "180");
    CHECK(lines_with(somewhere, "Step back").empty());
}

TEST_CASE("what is passed by as large a part of the other runs does not lead towards crisis") {
    PathsAnswer answer = handmade_paths();
    answer.timeless.acts[1].counts = {400, 400, 80, 0};  // a fifth of them, as of all
    answer.timeless.acts[2].counts = {400, 400, 81, 0};
    const std::string anywhere = part_of(text_of(answer), "step, in any situation", "step, in one situation");
    CHECK(lines_with(anywhere, "Rise up").empty());
    CHECK(row_with(anywhere, "Step back").front() == "81");
}

TEST_CASE("paths are shown with the runs that took them, their shares and the graph's own") {
    const std::string text = text_of(handmade_paths());
    CHECK(
        has_line(text, "With no measures 200 of 1,000 runs (20 %, 95 % interval 18 to 23) reach a crisis."));
    const std::string commonest = part_of(text, "The commonest paths", "The likeliest");
    CHECK(row_with(commonest, "280") ==
          Cells{"280", "28 %", "25 to 31", "31 %",
                "[calm | calm] Northland: Rise up -> [tense > crisis | calm] Southland: Step back -> "
                "Calmed down"});
    const std::string likeliest = part_of(text, "The likeliest paths to crisis", "Runs: how many");
    CHECK(row_with(likeliest, "130") ==
          Cells{"130", "13 %", "11 to 15", "17 %",
                "[calm | calm] Northland: Rise up -> [tense > crisis | calm] no further step -> Crisis"});
    CHECK(row_with(likeliest, "War").front() == "5 %");  // was not counted
}

TEST_CASE("passages, cuts and off-ramps have their own places and counts") {
    const std::string text = text_of(handmade_paths());
    const std::string passes = part_of(
        text, "Every path to crisis passes through these, in this order:", "Runs to crisis pass through");
    CHECK(lines_with(passes, "[tense > crisis | calm]") ==
          Cells{"  [tense > crisis | calm] no further step"});
    const std::string runs =
        part_of(text, "touches the fewest runs: at most 450, to stop the 200 that reach a crisis.",
                "The fewest decisions");
    CHECK(row_with(runs, "Rise up") == Cells{"400", "180", "1", "[calm | calm] Northland: Rise up"});
    CHECK(row_with(runs, "accident") == Cells{"50", "40", "1", "[calm | calm] accident"});
    CHECK(lines_with(text, "each counted once per situation: 1.").size() == 1);
    CHECK(has_line(text,
                   "In 290 of 1,000 runs (29 %, 95 % interval 26 to 32) a side goes up and both are later "
                   "back where they started, before any crisis."));
    CHECK(has_line(text, "Decisions that take a side down: Southland: Step back (300 runs)."));
    const std::string closed = part_of(text, "from which none came down", "Model output");
    CHECK(row_with(closed, "tense") == Cells{"500", "190", "[tense > crisis | calm]"});
    CHECK(has_line(text, "  [calm | calm] Northland: Rise up"));  // the way down closes
}

TEST_CASE("a place that several decisions lead through is told by itself, and none at all is said") {
    PathsAnswer answer = handmade_paths();
    answer.passages = {{false, 1}};
    CHECK(has_line(text_of(answer), "  [tense > crisis | calm] (by any decision)"));
    answer.passages.clear();
    CHECK(has_line(text_of(answer), "No situation and no decision lies on every path to crisis."));
    answer.fewest_runs.possible = false;
    CHECK(has_line(text_of(answer), "Runs start in a crisis: no decision comes before it."));
}

TEST_CASE("the decisions of a cut are grouped by act, those with most runs to crisis first") {
    PathGraph graph = handmade_graph();
    graph.decisions.push_back({1, chosen(kNorth, "rise"), {30, 20, 15, 1}});
    const auto groups = grouped_by_act(graph, {0, 1, 2, 4});
    REQUIRE(groups.size() == 3);
    CHECK((groups[0].runs == 420 && groups[0].crises == 195));
    CHECK(groups[0].decisions == std::vector<std::uint32_t>{1, 4});
    CHECK((groups[1].act.accident && groups[1].crises == 40));
    CHECK((groups[2].runs == 300 && groups[2].crises == 30));
}

TEST_CASE("the JSON of paths has each count of each place under its name") {
    const Json json = Json::parse(paths_json(named_scenario(), handmade_paths()));
    const Json& graph = json["graph"];
    const auto counts = [](const Json& of) {
        return std::array<int, 4>{of["passes"], of["runs"], of["crises"], of["came_down"]};
    };
    CHECK(counts(graph["nodes"][1]) == std::array<int, 4>{520, 500, 190, 0});
    CHECK(graph["nodes"][1]["postures"] == Json({"tense", "calm"}));
    CHECK(graph["nodes"][1]["under_way"] == Json({"crisis", nullptr}));
    CHECK(graph["nodes"][2]["outcome"] == "war");
    CHECK(counts(graph["decisions"][2]) == std::array<int, 4>{310, 300, 30, 210});
    CHECK((graph["decisions"][2]["from"] == 1 && graph["decisions"][2]["mover"] == "south" &&
           graph["decisions"][2]["move"] == "fall"));
    CHECK(
        (graph["decisions"][2]["reach"]["share"] == 0.3 && graph["decisions"][2]["crisis"]["share"] == 0.1));
    CHECK(counts(graph["edges"][4]) == std::array<int, 4>{144, 140, 139, 0});
    CHECK((graph["edges"][4]["decision"] == 3 && graph["edges"][4]["from"] == 1 &&
           graph["edges"][4]["to"] == 3));
    CHECK(counts(graph["acts"][0]) == std::array<int, 4>{52, 50, 40, 3});
    CHECK(graph["acts"][0]["accident"] == true);
    CHECK((json["crisis"]["count"] == 200 && json["seconds"] == 4.5 && json["runs"] == 1000));
    CHECK(json["commonest"][0]["edges"] == Json({1, 2}));
    CHECK((json["commonest"][0]["exact"]["count"] == 280 && json["commonest"][0]["graph_share"] == 0.31));
    CHECK((json["to_crisis"][0]["exact"]["count"] == 130 && json["to_crisis"][1]["exact"].is_null()));
    CHECK(json["to_crisis"][0]["last_way_down"] == 1);
    CHECK(json["cuts"]["runs"] ==
          Json{{"possible", true}, {"cost", 450}, {"crises", 220}, {"decisions", {0, 1}}});
    CHECK(json["cuts"]["decisions"] ==
          Json{{"possible", true}, {"cost", 1}, {"crises", 180}, {"decisions", {1}}});
    CHECK(json["off_ramps"] == Json{{"descents", {2}}, {"closed", {1}}});
    CHECK(json["passages"][1] == Json{{"kind", "decision"}, {"index", 3}});
}

TEST_CASE("the CSV of paths has a row for each edge and each value in its column") {
    PathsAnswer answer = handmade_paths();
    answer.graph.nodes[1].situation.mover = kSouth;
    answer.graph.nodes[1].situation.reading = kTense;
    answer.graph.nodes[1].situation.believed = kAttack;
    const auto rows = read_csv(table_csv(paths_rows(named_scenario(), answer)));
    REQUIRE(rows.size() == 5);
    const CsvRecord& row = rows[2];
    for (const auto& [name, value] : CsvRecord{{"from", "1"},
                                               {"from_kind", "situation"},
                                               {"from_step", ""},
                                               {"from_first_posture", "tense"},
                                               {"from_second_posture", "calm"},
                                               {"from_first_under_way", "crisis"},
                                               {"from_second_under_way", ""},
                                               {"from_mover", "south"},
                                               {"from_reading", "tense"},
                                               {"from_believed", "attack"},
                                               {"from_outcome", ""},
                                               {"mover", "south"},
                                               {"move", "fall"},
                                               {"accident", "no"},
                                               {"to", "4"},
                                               {"to_kind", "outcome"},
                                               {"to_outcome", "settled"},
                                               {"passes", "310"},
                                               {"runs", "300"},
                                               {"crises", "30"},
                                               {"came_down", "210"}}) {
        INFO(name);
        CHECK(row.at(name) == value);
    }
    CHECK((rows[0].at("accident") == "yes" && rows[0].at("mover").empty()));
}

TEST_CASE("the CSV of paths has shares with their intervals, the low end as low") {
    const CsvRecord row = read_csv(table_csv(paths_rows(named_scenario(), handmade_paths()))).at(2);
    for (const auto& [name, value] : std::map<std::string, double>{{"reach", 0.3},
                                                                   {"reach_low", 0.27172},
                                                                   {"reach_high", 0.32946},
                                                                   {"crisis", 0.1},
                                                                   {"crisis_low", 0.06849},
                                                                   {"crisis_high", 0.13967}}) {
        INFO(name);
        CHECK(std::stod(row.at(name)) == Approx(value).epsilon(1e-4));
    }
}
