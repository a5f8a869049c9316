// Sessions: people's acts, the clock, what lies on a desk, and what the umpire alone may see.
#include <filesystem>
#include <random>

#include <firebreak/exercise.hpp>

#include "support/paths.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

const ChannelId kCable{std::size_t{0}};
const EvidenceId kForensics{std::size_t{0}};

constexpr std::string_view kPlan = R"(
channels: {cable: {link: 1h, translate: 1h, deliver: 1d, patience: 10d}, phone: {up: no}}
messages: {denial: {likelihood: {accident: 0.9, attack: 0.3}}}
evidence: {forensics: {every: 1000d, accuracy: 0.9}}
incidents: {a: {target: north, cause: accident, at: 10d}, b: {target: south, cause: accident, at: 5d}}
moves: {up: {to: tense}, banned: {to: brink, needs: pact}, call: {sends: warning, via: phone}, deny: {sends: denial, via: reply}, war: {to: war}}
measures: {pact: {}}
north: {deliberation: 5d, doctrine: [{do: hold}]}
south: {deliberation: 5d, doctrine: [{do: hold}]}
)";

Session session_of(std::string_view sections) { return Session(compile(scenario(sections), {}), {1, 0, 0}); }

void expect_same(const std::vector<Seen>& a, const std::vector<Seen>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        REQUIRE((a[i].id == b[i].id && a[i].parent == b[i].parent && a[i].time == b[i].time));
        REQUIRE(says_the_same(a[i], b[i]));
    }
}

std::string why_not(const Session& session, ActorId actor, std::string_view move) {
    const MoveId id = move_id(session.spec(), move);
    for (const MoveChoice& choice : session.desk(actor).moves) {
        if (choice.move == id) return choice.why_not;
    }
    return "missing";
}

using Numbers = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("A session stands at its clock, and shows nothing beyond", "[exercise]") {
    Session session = session_of(kPlan);
    CHECK(session.clock() == 0);
    CHECK(session.seen({}).size() == 1);
    session.advance(10 * kDay);
    CHECK(session.seen({}).back().time == 10 * kDay);
    const std::size_t lines = session.seen({}).size();
    session.advance(3 * kDay);  // time goes one way
    CHECK(session.clock() == 10 * kDay);
    CHECK(session.ahead(20 * kDay).front().time > 10 * kDay);
    CHECK(session.ahead(10 * kDay).empty());
    CHECK(session.order(kNorth, move_id(session.spec(), "up")).empty());
    CHECK(session.seen({}).size() == lines);
    CHECK(session.ahead(11 * kDay).front().time == 10 * kDay + 1);
    session.advance(1000 * kDay);
    CHECK(session.clock() == 100 * kDay);
    CHECK(session.ended());
    CHECK(session.order(kNorth, move_id(session.spec(), "up")) == "the run is over");
}

TEST_CASE("A desk has what its side can do, with the reason why it cannot do the rest", "[exercise]") {
    Session session = session_of(kPlan);
    CHECK(why_not(session, kNorth, "up").empty());
    CHECK(why_not(session, kNorth, "hold").empty());
    CHECK(why_not(session, kNorth, "banned") == "the measure that it needs is not in force");
    CHECK(why_not(session, kNorth, "call") == "the line is down: phone");
    CHECK(why_not(session, kNorth, "deny") == "there is no question to answer");
    CHECK(session.order(kNorth, move_id(session.spec(), "banned")) == why_not(session, kNorth, "banned"));
    CHECK(session.desk(kNorth).lines == std::vector<ChannelId>{kCable});
    CHECK(session.desk(kNorth).incidents.empty());
    session.advance(12 * kDay);
    // Each side counts what it knows of from its own first: here the second incident of the run is the first
    // of north.
    CHECK(session.desk(kNorth).incidents == Numbers{0});
    CHECK(session.desk(kSouth).incidents == Numbers{0});
    REQUIRE(session.order(kNorth, move_id(session.spec(), "up")).empty());
    session.advance(12 * kDay + 1);
    CHECK(session.desk(kNorth).rung == kTense);
    CHECK(session.desk(kNorth).incidents.empty());  // it has been acted on
}

TEST_CASE("Sides write to each other in their own numbers", "[exercise]") {
    Session session = session_of(kPlan);
    session.advance(10 * kDay);
    const auto write = [&](ActorId actor, const Letter& letter) { return session.write(actor, letter); };
    CHECK(write(kNorth, {MessageKind::none, kCable, {}, {}, ""}) == "this kind of message cannot be written");
    CHECK(write(kNorth, {MessageKind::query, kCable, 1, {}, ""}) == "there is no incident 2");
    CHECK(write(kNorth, {MessageKind::denial, kCable, {}, 0, ""}) == "message 1 is no open question");
    CHECK(write(kNorth, {MessageKind::query, ChannelId{std::size_t{1}}, {}, {}, ""}) ==
          "the line is down: phone");
    CHECK(write(kNorth, {MessageKind::query, {}, {}, {}, ""}) == "the message has no channel");
    CHECK(write(kNorth, {MessageKind::query, kCable, {}, {}, std::string(kLongestWords + 1, 'x')}) ==
          "the text is longer than 2000 bytes");
    CHECK(write(kNorth, {MessageKind::query, kCable, {}, {}, "\xff"}) == "the text is not UTF-8");
    CHECK(session.script().acts.empty());
    REQUIRE(write(kNorth, {MessageKind::query, kCable, 0, {}, "Was it you?"}).empty());
    CHECK(std::get<act::Say>(session.script().acts[0].what).about == 1);
    session.advance(12 * kDay);
    CHECK(session.desk(kSouth).questions == Numbers{0});
    CHECK(why_not(session, kSouth, "deny").empty());
    REQUIRE(write(kSouth, {MessageKind::denial, {}, {}, 0, "No."}).empty());
    session.advance(12 * kDay + 1);
    CHECK(session.desk(kSouth).questions.empty());
    CHECK(write(kSouth, {MessageKind::admission, {}, {}, 0, "Yes."}) == "message 1 is no open question");
    session.advance(20 * kDay);
    const auto page = session.seen({PointOfView::Kind::actor, kNorth});
    const auto answer = std::find_if(page.begin(), page.end(), [](const Seen& line) {
        return line.seen_as<seen::Received>(0) != nullptr;
    });
    REQUIRE(answer != page.end());
    CHECK(answer->seen_as<seen::Received>(0)->text == "No.");
    CHECK(answer->seen_as<seen::Received>(0)->reply_to == 0);
}

TEST_CASE("A move of the exercise ends at an occasion to think again, or when it has lasted long enough",
          "[exercise]") {
    Session session = session_of(kPlan);
    CHECK(session.next_stop({kDay, 30 * kDay}) == 5 * kDay);
    CHECK(session.next_stop({6 * kDay, 30 * kDay}) == 10 * kDay);
    CHECK(session.next_stop({kDay, 3 * kDay}) == 3 * kDay);
    session.advance(10 * kDay);
    CHECK(session.next_stop({kDay, 30 * kDay}) == 40 * kDay);  // a decision of the doctrine is none
    CHECK(session.next_stop({kDay, 300 * kDay}) == 100 * kDay);
    REQUIRE(session.inject({2 * kDay, kNorth, "The press asks.", {}, 0}).empty());
    CHECK(session.next_stop({kDay, 30 * kDay}) == 12 * kDay + 1);
}

TEST_CASE("An umpire overrules what is to come, and nothing that has been", "[exercise]") {
    Session session = session_of(kPlan);
    session.advance(kDay);
    REQUIRE(session.order(kNorth, move_id(session.spec(), "up")).empty());
    const auto coming = session.ahead(2 * kDay);
    const auto seen = std::find_if(coming.begin(), coming.end(), [](const Record& record) {
        return std::holds_alternative<MoveSeen>(record.what);
    });
    REQUIRE(seen != coming.end());
    CHECK(session.overrule({Correction::Kind::lost, seen->name}) == "nothing of this name is to come");
    CHECK(session.overrule({Correction::Kind::higher, 7}) == "nothing of this name is to come");
    REQUIRE(session.overrule({Correction::Kind::higher, seen->name}).empty());
    REQUIRE(session.overrule({Correction::Kind::lower, seen->name}).empty());  // on second thoughts
    CHECK(session.script().corrections.size() == 1);
    session.advance(3 * kDay);
    const auto page = session.seen({PointOfView::Kind::actor, kSouth});
    const auto read = std::find_if(
        page.begin(), page.end(), [](const Seen& line) { return line.seen_as<seen::Reading>(1) != nullptr; });
    REQUIRE(read != page.end());
    CHECK(read->seen_as<seen::Reading>(1)->adversary_rung == kCalm);
    CHECK(session.overrule({Correction::Kind::higher, seen->name}) ==
          "this has happened and cannot be changed");
    CHECK(session.plant({kNorth, 0, kForensics, kAttack}) == "the side knows of no such incident");
    CHECK(session.decide_fate({0, act::Fate::Kind::lost, 0}) == "this message is not on its way");
    CHECK(session.inject({-1, kNorth, "", {}, 0}) == "an inject cannot be in the past");
    CHECK(session.inject({0, kNorth, "", kAttack, std::nan("")}) == "the severity must be from 0 to 10");
}

TEST_CASE("Odds are those of an exponential clock, on any number of threads", "[exercise]") {
    Session session = session_of(R"(
ladder: [{id: calm}, {id: tense, accident_every: 50d}, {id: crisis}, {id: brink}, {id: war}]
moves: {up: {to: tense}, fight: {to: war}}
)");
    session.advance(20 * kDay);
    constexpr std::uint64_t kRuns = 4000;
    const std::vector<Odds> odds = session.odds(kNorth, kRuns, 1);
    REQUIRE(odds.size() == session.spec().moves.size());
    for (const Odds& each : odds) {
        const std::string move = session.spec().moves[each.move.index()].id;
        INFO(move);
        CHECK(each.runs == kRuns);
        if (move == "hold") CHECK(each.crises == 0);
        if (move == "fight") CHECK(each.wars == kRuns);
        if (move == "up")
            CHECK(std::fabs(z_of_share(static_cast<double>(each.crises), kRuns, 1 - std::exp(-80.0 / 50))) <
                  kFarOff);
    }
    const std::vector<Odds> again = session.odds(kNorth, kRuns, 3);
    for (std::size_t i = 0; i < odds.size(); ++i) {
        CHECK(again[i].crises == odds[i].crises);
        CHECK(again[i].wars == odds[i].wars);
    }
    StopFlag stop{true};
    CHECK_THROWS_AS(Session(compile(scenario("")), {}).odds(kNorth, 10, 2, &stop).size() == 99, Stopped);
}

TEST_CASE("Until the clock moves on, no page shows what anybody ordered, in every scenario", "[exercise]") {
    std::mt19937_64 chance(20110701);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(chance() % n); };
    std::size_t done = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(source_path("scenarios"))) {
        if (file.path().extension() != ".yaml") continue;
        const LoadedScenario loaded = load_scenario(file.path().string());
        REQUIRE(loaded.spec);
        const Spec& spec = *loaded.spec;
        ArmSpec all;
        for (const MeasureSpec& measure : spec.measures) all.measures.push_back(measure.id);
        Session session(compile(spec, all), {1, 3, 0});
        for (int move = 0; move < 5 && !session.ended(); ++move) {
            const Millis least =
                spec.clock.horizon.ms > 1e3 ? static_cast<Millis>(spec.clock.horizon.ms / 50) : 1;
            session.advance(session.next_stop({least, 10 * least}));
            if (session.ended()) break;
            std::array<std::vector<Seen>, kActors> pages;
            std::array<Desk, kActors> desks;
            for (std::size_t i = 0; i < kActors; ++i) {
                pages[i] = session.seen({PointOfView::Kind::actor, ActorId{i}});
                desks[i] = session.desk(ActorId{i});
            }
            const std::vector<Seen> truth = session.seen({});
            for (std::size_t i = 0; i < kActors; ++i) {
                const ActorId actor{i};
                const MoveChoice& choice = desks[i].moves[below(desks[i].moves.size())];
                CHECK(session.order(actor, choice.move) == choice.why_not);
                if (!desks[i].lines.empty())
                    CHECK(session
                              .write(actor, {MessageKind::warning, desks[i].lines.front(), {}, {}, "Beware."})
                              .empty());
                CHECK(session.stand(actor, static_cast<Standing>(below(kStandings))).empty());
            }
            if (!spec.channels.empty())
                CHECK(session.set_line({ChannelId{below(spec.channels.size())}, act::SetLine::To::down})
                          .empty());
            CHECK(session.inject({0, ActorId{below(2)}, "News.", {}, 0}).empty());
            for (std::size_t i = 0; i < kActors; ++i) {
                expect_same(pages[i], session.seen({PointOfView::Kind::actor, ActorId{i}}));
                CHECK(desks[i] == session.desk(ActorId{i}));
            }
            expect_same(truth, session.seen({}));
            ++done;
        }
    }
    CHECK(done > 40);
}
