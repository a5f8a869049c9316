// The bricks of the report page, and the run as items of three ledgers.
#include <algorithm>
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
    CHECK(element("p", {{"class", "\"><script>"}}, Markup::of("x")).html() ==
          "<p class=\"&quot;&gt;&lt;script&gt;\">x</p>\n");
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

TEST_CASE("what a side got wrong is set off, piece by piece, whatever full stops are in it") {
    Text text;
    text.add("Read high");
    CHECK(story_text(text).html() == "Read high");
    text.add_wrong("It was U.S. sabotage; <b>.");
    text.add(" More.");
    text.add_wrong("Lost.");
    CHECK(story_text(text).html() ==
          "Read high <mark class=\"wrong\">[!] It was U.S. sabotage; &lt;b&gt;.</mark> More. "
          "<mark class=\"wrong\">[!] Lost.</mark>");
    Text sign;
    sign.add("A label with [!] in it. And more.");
    CHECK(story_text(sign).html() == "A label with [!] in it. And more.");
}

std::string chain_markup(const Model& model, const Trace& trace, RecordId record) {
    ChainList list(model.spec(), chain_of_causes(trace, record), true);
    each_seen(model, trace, {}, [&](const Seen& line) { list.take(line); });
    return list.markup().html();
}

// Nothing but reports and reviews, for a day.
constexpr const char* kStretch = R"(
firebreak: 1
id: stretch
title: A quiet stretch
clock: {start: 2026-01-01, horizon: 1d}
ladder: [{id: calm}, {id: crisis}, {id: war}]
endings: {crisis: crisis, war: war}
causes: {accident: {hostility: 0}, sabotage: {hostility: 1}}
incidents: {fire: {target: north, cause: accident, at: 0}}
evidence: {inquiry: {every: 1m, accuracy: 0.5}}
moves: {shout: {by: 1}}
actors:
  north: &side
    name: North
    review: 30s
    attribution: {weight: 0.001}
    doctrine: [{when: {threat: "> 100"}, do: shout}, {do: hold}]
  south: {<<: *side, name: South}
)";

// The whole story of a run, or what there is room for.
Story story_of(const Model& model, const NoiseKey& key, RecordId crisis = kNoRecord,
               std::size_t room = 1'000'000) {
    StoryMaker maker(model.spec(), crisis, room);
    const Script script;
    SeenRecorder lines(model, script, {}, [&](const Seen& line) { maker.take(line); });
    static_cast<void>(simulate(model, key, script, &lines));
    return maker.finish();
}

TEST_CASE(
    "every record of a run belongs to exactly one item of the story, in order of time, in the ledger of who "
    "knows it") {
    for (const char* name :
         {"cyber/reset-2011.yaml", "cyber/solar-sunrise-1998.yaml", "classic/norwegian-rocket-1995.yaml"}) {
        const Spec spec = shipped(name);
        std::vector<std::string> all;
        for (const MeasureSpec& measure : spec.measures) all.push_back(measure.id);
        const Model model = compile(spec, {all, {}, {}});
        for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
            const Trace trace = trace_run(model, {1, replicate, 0});
            std::set<RecordId> told;
            std::size_t ids = 0;
            for (const StoryItem& item : story_of(model, {1, replicate, 0}).items) {
                CHECK_FALSE(item.sentences.empty());
                told.insert(item.ids.begin(), item.ids.end());
                ids += item.ids.size();
                if (item.ids.empty()) continue;
                const Record& record = trace.records[item.ids.front()];
                CHECK(record.time == item.time);
                CHECK(record.parent == item.parent);
                if (const auto* made = std::get_if<DecisionMade>(&record.what))
                    CHECK(item.ledger == made->actor.index() + 1);
                if (std::holds_alternative<IncidentHappened>(record.what)) CHECK(item.ledger == kTruthLedger);
            }
            CHECK(ids == trace.records.size());
            CHECK(told.size() == trace.records.size());
        }
    }
}

TEST_CASE(
    "a story with little room keeps what leads to the crisis, then what follows it, and counts the rest") {
    const Model model = compile(shipped("cyber/reset-2011.yaml"));
    std::size_t crises = 0, cut_in_front = 0, cut_at_the_end = 0;
    for (std::uint64_t replicate = 0; replicate < 30; ++replicate) {
        const NoiseKey key{1, replicate, 0};
        const RecordId crisis = crisis_record(model, trace_run(model, key));
        const Story whole = story_of(model, key, crisis);
        CHECK((whole.before == 0 && whole.after == 0));
        const auto is_crisis = [&](const StoryItem& item) {
            return std::count(item.ids.begin(), item.ids.end(), crisis) > 0;
        };
        const auto found = std::find_if(whole.items.begin(), whole.items.end(), is_crisis);
        const auto to_crisis =
            static_cast<std::size_t>(found - whole.items.begin()) + (found == whole.items.end() ? 0 : 1);
        CHECK(whole.to_crisis == to_crisis);
        crises += crisis == kNoRecord ? 0 : 1;
        for (const std::size_t room : {1U, 7U, 40U}) {
            const Story part = story_of(model, key, crisis, room);
            CHECK(part.items.size() == std::min<std::size_t>(room, whole.items.size()));
            CHECK(part.before == to_crisis - std::min<std::size_t>(room, to_crisis));
            CHECK(part.before + part.to_crisis == to_crisis);
            CHECK(part.before + part.items.size() + part.after == whole.items.size());
            for (std::size_t i = 0; i < part.items.size(); ++i) {
                CHECK(part.items[i].ids == whole.items[part.before + i].ids);
                CHECK(part.items[i].sentences.front().text ==
                      whole.items[part.before + i].sentences.front().text);
            }
            cut_in_front += part.before > 0 ? 1 : 0;
            cut_at_the_end += part.after > 0 ? 1 : 0;
        }
    }
    CHECK((crises > 0 && cut_in_front > 0 && cut_at_the_end > 0));
}

TEST_CASE("a quiet stretch, however long, is told in few items") {
    const Model model = compile(*parse_scenario(kStretch, "stretch.yaml").spec);
    const Story story = story_of(model, {1, 0, 0}, kNoRecord, 10);
    std::size_t told = 0;
    for (const StoryItem& item : story.items) told += item.ids.size();
    CHECK(told > 10'000);
    const auto said = [&](const std::string& part) {
        return std::count_if(story.items.begin(), story.items.end(), [&](const StoryItem& item) {
            return item.sentences.front().text.plain().find(part) != std::string::npos;
        });
    };
    CHECK(said("1436 reports on fire of 00:00") == 1);
    CHECK(said("at 2879 reviews.") == 2);  // of each side
}

TEST_CASE(
    "of a very long chain of causes the page shows what is closest to its end, and says what it leaves out") {
    const Model model = compile(shipped("tutorial/first.yaml"));
    Trace trace = trace_run(model, {1, 0, 0});
    for (RecordId id = 0; id < 2'500; ++id) {
        Record record = trace.records.front();
        record.id = id;
        record.parent = id == 0 ? kNoRecord : id - 1;
        if (id < trace.records.size()) trace.records[id] = record;
        else trace.records.push_back(record);
    }
    const std::string chain = chain_markup(model, trace, 2'499);
    CHECK(chain.find("href=\"#event-2499\"") != std::string::npos);
    CHECK(chain.find("href=\"#event-1500\"") != std::string::npos);
    CHECK(chain.find("href=\"#event-1499\"") == std::string::npos);
    CHECK(chain.find("1,500 earlier events are left out here; the command below tells the whole chain.") !=
          std::string::npos);
    CHECK(chain_markup(model, trace, 999).find("left out") == std::string::npos);
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
        const std::string chain = chain_markup(model, trace, crisis);
        CHECK(chain.find("href=\"#" + event_anchor(crisis) + "\"") != std::string::npos);
        CHECK(chain.find("href=\"#" + event_anchor(0) + "\"") != std::string::npos);
    }
    CHECK(crises > 0);
}

}  // namespace
}  // namespace firebreak::report
