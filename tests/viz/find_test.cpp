// The search: what is found, in which order, and what a side's eyes cannot find.
#include "session/find.hpp"

#include <algorithm>

#include "session/session.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak::test;
using namespace firebreak;
using namespace firebreak::viz;

namespace {

FindEntry named(const std::string& words) {
    FindEntry entry;
    entry.words = words;
    return entry;
}

std::vector<std::string> words_of(const FindResult& result) {
    std::vector<std::string> list;
    for (const FindEntry& entry : result.found) list.push_back(entry.words);
    return list;
}

std::size_t count_of(const std::vector<FindEntry>& entries, FindKind kind) {
    return static_cast<std::size_t>(std::count_if(
        entries.begin(), entries.end(), [&](const FindEntry& entry) { return entry.kind == kind; }));
}

}  // namespace

TEST_CASE("what is the query comes first, then what begins with it, then words that do, then the rest",
          "[viz][session]") {
    const std::vector<FindEntry> entries{named("a thunderstrike"), named("Limited strike"),
                                         named("Strike force"),    named("strike"),
                                         named("peace"),           named("rung-strike")};
    const FindResult result = find_in(entries, "  STRIKE ");
    CHECK(words_of(result) == std::vector<std::string>{"strike", "Strike force", "Limited strike",
                                                       "rung-strike", "a thunderstrike"});
    CHECK(result.all == 5);
    CHECK(words_of(find_in(entries, "force strike")) == std::vector<std::string>{"Strike force"});
    CHECK(find_in(entries, "").found.empty());
    CHECK(find_in(entries, "   ").found.empty());
    CHECK(find_in(entries, "strikes").found.empty());
    CHECK(find_in({named("\u00e9\u00e8 caf\u00e9")}, "caf\u00e9").all == 1);
}

TEST_CASE("a number, or run and a number, finds that run first", "[viz][session]") {
    const std::vector<FindEntry> entries{named("4117 barrels")};
    for (const char* query : {"4117", "run 4117", "Run  4117"}) {
        const FindResult result = find_in(entries, query);
        REQUIRE_FALSE(result.found.empty());
        CHECK(result.found[0].kind == FindKind::run);
        CHECK(result.found[0].replicate == 4'117);
    }
    CHECK(find_in(entries, "4117").all == 2);
    for (const char* query : {"run", "run x", "-4", "4117x", "run 1 2", "99999999999999999999999"})
        CHECK(find_in({}, query).found.empty());
}

TEST_CASE("of very many the best are shown, and all are counted", "[viz][session]") {
    std::vector<FindEntry> entries(5'000, named("a line of it"));
    entries.push_back(named("line"));
    const FindResult result = find_in(entries, "line");
    CHECK(result.found.size() == kMostFound);
    CHECK(result.found[0].words == "line");
    CHECK(result.all == 5'001);
    CHECK(find_in(entries, std::string(1'000'000, 'x')).found.empty());
}

TEST_CASE("a number of a rule is named by its rule, and found by its path too", "[viz][session]") {
    Session session;
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    const auto entries = findable(session);
    const firebreak::Spec& spec = session.spec();
    std::size_t numbers = 0;
    for (const FindEntry& entry : entries) {
        CHECK(entry.words.find(".doctrine") == std::string::npos);
        if (entry.kind != FindKind::number || entry.path.find(".doctrine") == std::string::npos) continue;
        ++numbers;
        // "Washington, rule 8: covert-hit": that rule of that side has this move, or this condition.
        const std::size_t actor = entry.words.starts_with(spec.actors[0].name + ", rule ") ? 0 : 1;
        REQUIRE(entry.words.starts_with(spec.actors[actor].name + ", rule "));
        const std::size_t colon = entry.words.find(": ");
        const std::size_t number = std::stoul(entry.words.substr(spec.actors[actor].name.size() + 7));
        REQUIRE((number >= 1 && number <= spec.actors[actor].doctrine.size()));
        const std::string what = entry.words.substr(colon + 2);
        const firebreak::RuleSpec& rule = spec.actors[actor].doctrine[number - 1];
        const bool move = std::any_of(rule.moves.begin(), rule.moves.end(),
                                      [&](const auto& one) { return one.first == what; });
        CHECK((move || (what.starts_with("when ") && !rule.when.empty())));
    }
    CHECK(numbers > 20);
    session.view = Eyes::b;
    for (const FindEntry& entry : findable(session)) CHECK_FALSE(entry.words.starts_with("Washington, rule"));
    session.view = Eyes::truth;
    const FindResult found = find_in(entries, "actors.washington.doctrine");
    REQUIRE_FALSE(found.found.empty());
    CHECK(found.found[0].words.starts_with("Washington, rule 1: "));
}

TEST_CASE("a session offers what its point of view may find", "[viz][session]") {
    Session session;
    CHECK(count_of(findable(session), FindKind::command) == actions().size() - 1);
    CHECK(findable(session).size() == actions().size() - 1);
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    session.open_run(28);
    session.bookmarks = {{28, 5, "Run 28, at the start"}};
    const auto all = findable(session);
    CHECK(count_of(all, FindKind::rung) == session.spec().ladder.size());
    CHECK(count_of(all, FindKind::move) == session.spec().moves.size());
    CHECK(count_of(all, FindKind::incident) == session.spec().incidents.size());
    CHECK(count_of(all, FindKind::measure) == session.spec().measures.size());
    CHECK(count_of(all, FindKind::bookmark) == 1);
    CHECK(count_of(all, FindKind::number) > 50);
    CHECK(count_of(all, FindKind::line) == session.told().lines.size());
    const std::size_t rules = session.spec().actors[0].doctrine.size();
    CHECK(count_of(all, FindKind::rule) == rules + session.spec().actors[1].doctrine.size());
    session.view = Eyes::a;
    static_cast<void>(session.tick(0));
    const auto own = findable(session);
    CHECK(count_of(own, FindKind::incident) == 0);
    CHECK(count_of(own, FindKind::rule) == rules);
    CHECK(count_of(own, FindKind::line) == session.told().lines.size());
    CHECK(count_of(own, FindKind::line) < count_of(all, FindKind::line));
    for (const FindEntry& entry : own) CHECK(entry.words.find("truly") == std::string::npos);
}
