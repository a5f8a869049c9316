// The bricks of the report page, and the run as items of three ledgers.
#include <set>
#include <string>

#include <firebreak/scenario.hpp>

#include "report/page_markup.hpp"
#include "report/page_story_items.hpp"
#include "support/catch.hpp"

namespace firebreak::report {
namespace {

Spec shipped(const std::string& name) {
    const LoadedScenario loaded = load_scenario(FIREBREAK_SOURCE_DIR "/scenarios/" + name);
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

TEST_CASE("text and attributes of the page are escaped") {
    CHECK(Markup::of("a<b>&\"'").html() == "a&lt;b&gt;&amp;&quot;&#39;");
    CHECK(element("p", {{"class", "\"><script>"}}, Markup::of("x")).html() == "<p class=\"&quot;&gt;&lt;script&gt;\">x</p>\n");
    CHECK(code("</code>").html() == "<code>&lt;/code&gt;</code>");
    CHECK(link("a\"b", "<").html() == "<a href=\"#a&quot;b\">&lt;</a>");
}

TEST_CASE("a number keeps its per cent sign, but in what people copy nothing is changed") {
    CHECK(Markup::of("7.2 % of a % b").html() == "7.2\xC2\xA0% of a % b");
    CHECK(Markup::verbatim("7.2 %").html() == "7.2 %");
}

TEST_CASE("each cell of a table bears the heading of its column, each row its own") {
    PageTable table("A & B", {{"who"}, {"how many", PageTable::Kind::number}});
    CHECK(table.empty());
    table.add({Markup::of("north"), Markup::of("3")});
    const std::string html = table.markup().html();
    CHECK(html.find("<caption>A &amp; B</caption>") != std::string::npos);
    CHECK(html.find("<th scope=\"col\" class=\"number\">how many</th>") != std::string::npos);
    CHECK(html.find("<th scope=\"row\">north</th>") != std::string::npos);
    CHECK(html.find("<td class=\"number\" data-label=\"how many\">3</td>") != std::string::npos);
}

TEST_CASE("numbers of pictures are short") {
    CHECK(svg_number(1) == "1");
    CHECK(svg_number(0.12345) == "0.123");
    CHECK(svg_number(-0.0001) == "0");
    CHECK(svg_number(10.5) == "10.5");
}

TEST_CASE("what a side got wrong is set off to the end of its sentence") {
    CHECK(story_text("All well.").html() == "All well.");
    CHECK(story_text("Read high [!] (truth: low); more.").html() ==
          "Read high <mark class=\"wrong\">[!] (truth: low);</mark> more.");
    CHECK(story_text("It is. [!] Wrong: <b>. [!] Lost.").html() ==
          "It is. <mark class=\"wrong\">[!] Wrong: &lt;b&gt;.</mark> <mark class=\"wrong\">[!] Lost.</mark>");
}

TEST_CASE("every record of a run belongs to exactly one item of the story, in order of time, in the ledger of who knows it") {
    for (const char* name : {"cyber/reset-2011.yaml", "cyber/solar-sunrise-1998.yaml", "classic/norwegian-rocket-1995.yaml"}) {
        const Spec spec = shipped(name);
        std::vector<std::string> all;
        for (const MeasureSpec& measure : spec.measures) all.push_back(measure.id);
        const Model model = compile(spec, {all, {}, {}});
        for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
            const Trace trace = trace_run(model, {1, replicate, 0});
            std::set<RecordId> told;
            std::size_t ids = 0;
            for (const StoryItem& item : story_items(model, trace)) {
                CHECK_FALSE(item.rows.empty());
                told.insert(item.ids.begin(), item.ids.end());
                ids += item.ids.size();
                if (item.ids.empty()) continue;
                const Record& record = trace.records[item.ids.front()];
                CHECK(record.time == item.time);
                CHECK(record.parent == item.parent);
                if (const auto* made = std::get_if<DecisionMade>(&record.what)) CHECK(item.ledger == made->actor.index() + 1);
                if (std::holds_alternative<IncidentHappened>(record.what)) CHECK(item.ledger == kTruthLedger);
            }
            CHECK(ids == trace.records.size());
            CHECK(told.size() == trace.records.size());
        }
    }
}

TEST_CASE("the crisis of a run is the record that the result tells of") {
    const Spec spec = shipped("cyber/reset-2011.yaml");
    const Model model = compile(spec);
    std::size_t crises = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        const Trace trace = trace_run(model, {1, replicate, 0});
        const RecordId crisis = crisis_record(model, trace);
        REQUIRE((crisis != kNoRecord) == trace.result.crisis);
        if (crisis == kNoRecord) continue;
        ++crises;
        CHECK(trace.records[crisis].time == trace.result.crisis_time);
        const std::string chain = chain_list(model, trace, crisis, true).html();
        CHECK(chain.find("href=\"#" + event_anchor(crisis) + "\"") != std::string::npos);
        CHECK(chain.find("href=\"#" + event_anchor(0) + "\"") != std::string::npos);
    }
    CHECK(crises > 0);
}

}  // namespace
}  // namespace firebreak::report
