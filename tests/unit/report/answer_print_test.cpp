// The printers of answers: what a value in a column looks like on a terminal, on a page and in a file.
#include <firebreak/answer.hpp>

#include "report/cells.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

using Kind = answer::Column::Kind;

std::string shown(const answer::Cell& cell, Kind kind, int decimals = 1) {
    return cell_text(cell, kind, decimals);
}

// A row for each way of showing 30 of 200 and -6 points.
answer::Table sample() {
    const Proportion share = proportion(30, 200), rare = proportion(1, 20'000);
    const Effect effect = effect_of({1670, 30, 150, 150});
    return {"A & B",
            {{Kind::sentence, "what it is about"},
             {Kind::words, "measure"},
             {Kind::count, "runs with a crisis"},
             {Kind::share, "share"},
             {Kind::interval, "95 % interval"},
             {Kind::further_share, "war"},
             {Kind::points, "points", "difference"},
             {Kind::picture, "as a picture"}},
            {{"one, \"two\"", answer::Name{"link", "The link"}, std::uint64_t{12'345}, share, share, rare,
              effect, effect}}};
}

Answer answer_of(answer::Blocks blocks) {
    Answer answer;
    answer.title = "Title";
    answer.blocks = std::move(blocks);
    return answer;
}

}  // namespace

TEST_CASE("each kind of column shows its values in its own way") {
    const Proportion share = proportion(30, 200);
    const Effect effect = effect_of({1670, 30, 150, 150});
    CHECK(shown(std::uint64_t{12'345}, Kind::count) == "12,345");
    CHECK(shown(std::uint64_t{12'345}, Kind::id) == "12345");
    CHECK(shown(0.25, Kind::number) == "0.25");
    CHECK(shown(0.25, Kind::further_share, 0) == "25 %");
    CHECK(shown(share, Kind::share) == "15.0 %");
    CHECK(shown(share, Kind::interval) == "10.4 to 20.7");
    CHECK(shown(share, Kind::share_and_interval, 0) == "15 % (10 to 21)");
    CHECK(shown(effect, Kind::points) == "-6.0");
    CHECK(shown(effect, Kind::points_interval) == "-7.3 to -4.7");
    CHECK(shown(answer::Moment{1'321'600'000'000}, Kind::date) == "2011-11-18");
    CHECK(shown(answer::Name{"link", "The link"}, Kind::words) == "link");
    CHECK(shown({}, Kind::share).empty());
    CHECK(shown(proportion(0, 0), Kind::share) == "-");
}

TEST_CASE("a share that is there is never shown as none") {
    CHECK(share_text(proportion(1, 20'000), 1) == "< 0.1 %");
    CHECK(share_text(proportion(1, 20'000), 2) == "0.01 %");
    CHECK(share_text(proportion(0, 20'000), 1) == "0.0 %");
    CHECK(share_text(proportion(1, 20'000), 0) == "< 1 %");
}

TEST_CASE("a column has one number of decimals, that of its most precise interval") {
    answer::Table table{"", {{Kind::share}, {Kind::interval}, {Kind::further_share}, {Kind::points}}};
    const auto add = [&](const Proportion& share, const Effect& effect) {
        table.rows.push_back({share, share, proportion(0, 1'000'000), effect});
    };
    add(proportion(30, 200), effect_of({1670, 30, 150, 150}));
    CHECK(column_decimals(table) == std::vector<int>{0, 0, 0, 1});
    add(proportion(1350, 10'000), effect_of({100'000, 30, 150, 150}));
    CHECK(column_decimals(table) == std::vector<int>{1, 1, 1, 2});
    answer::Table combined{"", {{Kind::share_and_interval}}, {{proportion(1350, 1'000'000)}}};
    CHECK(column_decimals(combined) == std::vector<int>{1});
}

TEST_CASE("on a terminal sentences stand last, pictures not at all, and headings are broken above figures") {
    const std::string text = answer_text(answer_of({sample()}), 120, false);
    CHECK(row_with(text, "link") ==
          Cells{"link", "12,345", "15 %", "10 to 21", "< 1 %", "-6.0", "one, \"two\""});
    CHECK(has_line(text, "A & B"));
    CHECK(text.find("picture") == std::string::npos);
    CHECK(cells_of(lines_with(text, "measure").front()).front() == "measure");
    CHECK(lines_with(text, "runs with").size() == 1);
    CHECK(lines_with(text, "a crisis").size() == 1);
}

TEST_CASE("on a page a name has its label, a further share its interval, and an effect its picture") {
    const std::string html = blocks_html({sample()});
    CHECK(html.find("<caption>A &amp; B</caption>") != std::string::npos);
    const CsvRecord row = page_row(html, "one, &quot;two&quot;");
    CHECK(row.at("measure") == "link (The link)");
    CHECK(row.at("runs with a crisis") == "12,345");
    CHECK(row.at("war") == "&lt; 1 % (0.000 to 0.028)");
    CHECK(row.at("as a picture").find("aria-label=\"-6.0 points, 95 % interval -7.3 to -4.7\"") !=
          std::string::npos);
    CHECK(blocks_html({answer::Table{"nothing", {{Kind::words}}}}).empty());
}

TEST_CASE("in a file numbers are unrounded, and the name of a column is the one for files") {
    answer::Table table = sample();
    table.rows.front()[6] = answer::Cell();
    const std::string csv = table_csv(table);
    CHECK(csv ==
          "what it is about,measure,runs with a crisis,share,95 % interval,war,difference,as a picture\r\n"
          "\"one, \"\"two\"\"\",link,12345,0.15,0.15,0.00005,,-0.06\r\n");
}

TEST_CASE("blocks stand below each other, with an empty line where something new begins") {
    using answer::Paragraph;
    Answer answer = answer_of({Paragraph{"First."}, answer::List{{{"Lead:", "item"}, {"", "plain"}}},
                               answer::Table{"Figures", {{Kind::count, "n"}}, {{std::uint64_t{7}}}},
                               Paragraph{"a note", Paragraph::Kind::note}, answer::Heading{"More"},
                               Paragraph{"Last."}, answer::Command{"Once more:", "firebreak run x"}});
    answer.partial = "PARTIAL";
    answer.caveat = "A model.";
    answer.again = "firebreak run y";
    answer.identity = "Scenario y";
    CHECK(answer_text(answer, 80, false) ==
          "Title\nPARTIAL\n\nFirst.\n  Lead: item\n  plain\n\nFigures\n  n\n  7\n  a note\n\nMore\nLast.\n"
          "Once more: firebreak run x\n\nA model.\nAgain: firebreak run y\nScenario y\n");
    CHECK(answer_text(answer, 80, true).find("\033[1;31mPARTIAL\033[0m\n") != std::string::npos);
    CHECK(answer_text(answer, 80, true).find("\033[1mMore\033[0m\n") != std::string::npos);
}

TEST_CASE("blocks on a page are escaped elements") {
    using answer::Paragraph;
    CHECK(blocks_html({answer::Heading{"<h>"}}) == "<h3>&lt;h&gt;</h3>\n");
    CHECK(blocks_html({Paragraph{"a & b", Paragraph::Kind::lead}}) ==
          "<p class=\"answer\"><strong>a &amp; b</strong></p>\n");
    CHECK(blocks_html({answer::List{{{"Lead:", "item"}}}}) ==
          "<ul><li><strong>Lead:</strong> item</li>\n</ul>\n");
    CHECK(blocks_html({answer::Command{"Again:", "a 7 %"}}) ==
          "<p class=\"command\">Again: <code>a 7 %</code></p>\n");
    CHECK(blocks_html({answer::Folded{"More", {Paragraph{"x"}}}}) ==
          "<details><summary>More</summary>\n<p>x</p>\n</details>\n");
}
