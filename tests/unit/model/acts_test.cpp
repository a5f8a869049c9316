// What people do in a run: orders, messages, standing instructions, and what an umpire does.
#include <filesystem>
#include <random>
#include <sstream>

#include <firebreak/trace.hpp>

#include "support/paths.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

const ChannelId kCable{std::size_t{0}};
const EvidenceId kForensics{std::size_t{0}};

constexpr std::string_view kPlan = R"(
channels: {cable: {link: 1h, translate: 1h, deliver: 1d, patience: 10d}}
causes: {accident: {hostility: 0}, attack: {hostility: 1}}
messages: {denial: {likelihood: {accident: 0.9, attack: 0.3}}}
evidence: {forensics: {every: 1000d, accuracy: 0.9}}
incidents: {a: {target: north, cause: accident, at: 10d}}
moves: {up: {to: tense}, down: {to: calm}, top: {to: war}, hit: {strikes: {cause: attack}}, banned: {to: brink, needs: pact}, ask: {sends: query, via: cable}, deny: {sends: denial, via: reply}}
measures: {pact: {}}
north: {review: 60d, deliberation: 5d, doctrine: [{when: {message: query}, do: deny, at_once: yes}, {do: up}]}
south: {doctrine: [{when: {message: query}, do: deny, at_once: yes}, {do: hold}]}
)";

Run with_acts(std::vector<ScriptedAct> acts, std::string_view sections = kPlan) {
    Script script;
    script.acts = std::move(acts);
    return play(scenario(sections), {}, 0, script);
}

ScriptedAct order(Millis at, std::string_view move, ActorId actor = kNorth) {
    return {at, act::Order{actor, move_id(scenario(kPlan), move)}};
}

ScriptedAct say(Millis at, MessageKind kind, ActorId actor, MessageIndex reply_to = kNoIndex) {
    return {at, act::Say{actor, kind, kCable, kNoIndex, reply_to, "We did not do this."}};
}

std::vector<Seen> past(const Model& model, const Trace& trace, Millis until) {
    std::vector<Seen> lines;
    each_seen(model, trace, {}, [&](const Seen& line) {
        if (line.time < until) lines.push_back(line);
    });
    return lines;
}

void require_same(const std::vector<Seen>& a, const std::vector<Seen>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        REQUIRE((a[i].id == b[i].id && a[i].parent == b[i].parent && a[i].time == b[i].time));
        REQUIRE(says_the_same(a[i], b[i]));
    }
}

// An act of any kind that the scenario has the parts for.
ScriptedAct any_act(const Spec& spec, Millis at, std::mt19937_64& chance) {
    const auto below = [&](std::uint64_t n) { return static_cast<std::uint32_t>(chance() % n); };
    const ActorId actor{std::size_t{below(2)}};
    const std::size_t moves = spec.moves.size(), channels = spec.channels.size();
    const std::size_t sources = spec.evidence.size(), causes = spec.causes.size();
    const std::uint32_t kind = below(6);
    if (kind == 1 && channels > 0)
        return {at, act::Say{actor, MessageKind::query, ChannelId{std::size_t{below(channels)}}, below(9),
                             kNoIndex, "Who did this?"}};
    if (kind == 2) return {at, act::Stand{actor, static_cast<Standing>(below(kStandings))}};
    if (kind == 3 && sources > 0)
        return {at, act::Plant{actor, below(9), EvidenceId{std::size_t{below(sources)}},
                               CauseId{std::size_t{below(causes)}}}};
    if (kind == 4 && channels > 0)
        return {at, act::SetLine{ChannelId{std::size_t{below(channels)}},
                                 static_cast<act::SetLine::To>(below(3))}};
    if (kind == 5) return {at, act::Fate{below(30), static_cast<act::Fate::Kind>(below(3)), kDay}};
    return {at, act::Order{actor, MoveId{std::size_t{below(moves)}}}};
}

}  // namespace

TEST_CASE("An order closes the open decision, or is an act of the side's own accord", "[model][acts]") {
    CHECK(with_acts({}).acts(kNorth) == Acts{{15 * kDay, "up"}, {65 * kDay, "up"}});
    const Run open = with_acts({order(12 * kDay, "hit")});
    CHECK(open.acts(kNorth) == Acts{{12 * kDay, "hit"}, {65 * kDay, "up"}});
    const auto made = open.all<DecisionMade>();
    CHECK(made.front().what.scripted);
    CHECK(made.front().what.trigger == Trigger::incident);
    CHECK(made.front().parent == open.all<DecisionOpened>().front().id);
    CHECK(open.result.counts.strikes == 1);
    CHECK_FALSE(made.back().what.scripted);

    const Run own = with_acts({order(5 * kDay, "up"), order(5 * kDay, "down")});
    CHECK(own.acts(kNorth) ==
          Acts{{5 * kDay, "up"}, {5 * kDay, "down"}, {15 * kDay, "up"}, {65 * kDay, "up"}});
    CHECK(own.all<DecisionMade>().front().what.trigger == Trigger::initiative);
    CHECK(own.all<DecisionMade>().front().parent == 0);
    // What is not available is held; what comes after the end does not come.
    CHECK(with_acts({order(5 * kDay, "banned")}).acts(kNorth).front() ==
          std::pair{5 * kDay, std::string("hold")});
    CHECK(with_acts({order(5 * kDay, "top"), order(6 * kDay, "down")}).result.end_reason == EndReason::war);
    CHECK(with_acts({order(200 * kDay, "top")}).result.end_reason == EndReason::horizon);
}

TEST_CASE("People send messages with words, which take the channel's time and are read as the model says",
          "[model][acts]") {
    const Run run = with_acts({say(20 * kDay, MessageKind::query, kSouth)});
    const auto sent = run.all<MessageSent>();
    REQUIRE(sent.size() == 2);  // and the answer of the other side's doctrine
    CHECK(sent[0].time == 20 * kDay);
    CHECK(sent[0].what.act == 0);
    CHECK(sent[1].what.act == kNoIndex);
    CHECK(run.all<MessageDelivered>().front().time == 21 * kDay + 2 * kHour);

    // An answer takes the query from the desk: nobody answers it twice.
    const Run answered = with_acts({{0, act::Stand{kNorth, Standing::hold}},
                                    say(20 * kDay, MessageKind::query, kSouth),
                                    say(25 * kDay, MessageKind::admission, kNorth, 0),
                                    say(26 * kDay, MessageKind::denial, kNorth, 0)});
    REQUIRE(answered.all<MessageSent>().size() == 2);
    CHECK(answered.all<MessageSent>()[1].what.kind == MessageKind::admission);
    CHECK(answered.all<MessageSent>()[1].what.reply_to == 0);
    // To a query that has not arrived there is no answer, and over a line that is down there is no message.
    CHECK(with_acts({say(20 * kDay, MessageKind::denial, kNorth, 7)}).all<MessageSent>().empty());
    CHECK(with_acts({{19 * kDay, act::SetLine{kCable, act::SetLine::To::down}},
                     say(20 * kDay, MessageKind::denial, kNorth)})
              .all<MessageSent>()
              .empty());
}

TEST_CASE("The words of a message are on the pages of its sender and of who received it, and on no other",
          "[model][acts]") {
    const Spec spec = scenario(kPlan);
    const Model model = compile(spec, {});
    Script script;
    script.acts = {{0, act::Stand{kNorth, Standing::hold}}, say(20 * kDay, MessageKind::warning, kSouth)};
    const Trace trace = trace_run(model, {1, 0, 0}, script);
    const auto texts = [&](ActorId actor) {
        std::vector<std::string> found;
        each_seen(model, trace, {PointOfView::Kind::actor, actor}, [&](const Seen& line) {
            if (const auto* sent = line.seen_as<seen::Sent>(actor.index())) found.push_back(sent->text);
            if (const auto* got = line.seen_as<seen::Received>(actor.index())) found.push_back(got->text);
        });
        return found;
    };
    CHECK(texts(kSouth) == std::vector<std::string>{"We did not do this."});
    CHECK(texts(kNorth) == std::vector<std::string>{"We did not do this."});
    script.acts.push_back({20 * kDay + kHour, act::Fate{0, act::Fate::Kind::lost, 0}});
    const Trace lost = trace_run(model, {1, 0, 0}, script);
    std::ostringstream north;
    write_trace(north, model, lost, {PointOfView::Kind::actor, kNorth});
    CHECK(north.str().find("We did not") == std::string::npos);
}

TEST_CASE("A standing instruction says what the doctrine still does by itself", "[model][acts]") {
    const auto acts_of = [](Standing standing, std::string_view sections) {
        return with_acts({{0, act::Stand{kNorth, standing}}, say(20 * kDay, MessageKind::query, kSouth)},
                         sections)
            .acts(kNorth);
    };
    const Millis asked = 21 * kDay + 2 * kHour;
    CHECK(acts_of(Standing::doctrine, kPlan) ==
          Acts{{15 * kDay, "up"}, {asked, "deny"}, {26 * kDay + 2 * kHour, "up"}, {65 * kDay, "up"}});
    CHECK(acts_of(Standing::routine, kPlan) ==
          Acts{{15 * kDay, "hold"}, {asked, "deny"}, {26 * kDay + 2 * kHour, "hold"}, {65 * kDay, "hold"}});
    CHECK(acts_of(Standing::hold, kPlan) ==
          Acts{{15 * kDay, "hold"}, {asked, "hold"}, {26 * kDay + 2 * kHour, "hold"}, {65 * kDay, "hold"}});
    // At a review, but at no other decision, a side steps down by routine.
    const std::string down = with(std::string(kPlan), "{do: up}", "{do: down}");
    CHECK(acts_of(Standing::routine, down) ==
          Acts{{15 * kDay, "hold"}, {asked, "deny"}, {26 * kDay + 2 * kHour, "hold"}, {65 * kDay, "down"}});
}

TEST_CASE("A planted report is believed like one of its source, and is true for nobody", "[model][acts]") {
    const Run run = with_acts({{12 * kDay, act::Plant{kNorth, 0, kForensics, kAttack}},
                               {12 * kDay, act::Plant{kSouth, 0, kForensics, kAttack}},
                               {12 * kDay, act::Plant{kNorth, 5, kForensics, kAttack}}});
    const auto report = run.only<ReportReceived>();
    CHECK(report.what.planted);
    CHECK(report.what.actor == kNorth);
    // Bayes' rule with an even prior: the source names the cause in 9 of 10 cases.
    const double prior = report.what.before.belief[kAttack.index()];
    CHECK(report.what.after.belief[kAttack.index()] ==
          Approx(prior * 0.9 / (prior * 0.9 + (1 - prior) * 0.1)));
}

TEST_CASE("An umpire takes a line down and up, and gives it back to chance", "[model][acts]") {
    using To = act::SetLine::To;
    const std::string chancy =
        with(std::string(kPlan), "patience: 10d", "patience: 10d, up: {fails: 30d, repairs: 4d}");
    const auto changes = [&](std::vector<ScriptedAct> acts) {
        std::vector<std::pair<Millis, bool>> found;
        for (const auto& change : with_acts(std::move(acts), chancy).all<LineChanged>())
            found.emplace_back(change.time, change.what.up);
        return found;
    };
    using Changes = std::vector<std::pair<Millis, bool>>;
    CHECK(changes({}) == Changes{{30 * kDay, false},
                                 {34 * kDay, true},
                                 {64 * kDay, false},
                                 {68 * kDay, true},
                                 {98 * kDay, false}});
    CHECK(changes({{10 * kDay, act::SetLine{kCable, To::down}},
                   {40 * kDay, act::SetLine{kCable, To::as_drawn}}}) == Changes{{10 * kDay, false},
                                                                                {40 * kDay, true},
                                                                                {64 * kDay, false},
                                                                                {68 * kDay, true},
                                                                                {98 * kDay, false}});
    CHECK(changes(
              {{10 * kDay, act::SetLine{kCable, To::up}}, {66 * kDay, act::SetLine{kCable, To::as_drawn}}}) ==
          Changes{{66 * kDay, false}, {68 * kDay, true}, {98 * kDay, false}});
}

TEST_CASE("An umpire decides the fate of a message on its way", "[model][acts]") {
    using Kind = act::Fate::Kind;
    const auto delivered = [](Millis at, Kind kind, Millis by = 0) {
        return with_acts({say(20 * kDay, MessageKind::warning, kSouth), {at, act::Fate{0, kind, by}}})
            .times<MessageDelivered>();
    };
    const Millis usual = 21 * kDay + 2 * kHour;
    using Times = std::vector<Millis>;
    for (const Millis stage : {30 * kMinute, 90 * kMinute, 5 * kHour}) {  // on the line, at the desk, carried
        CHECK(delivered(20 * kDay + stage, Kind::lost).empty());
        CHECK(delivered(20 * kDay + stage, Kind::at_once) == Times{20 * kDay + stage});
        CHECK(delivered(20 * kDay + stage, Kind::later, 3 * kDay) == Times{usual + 3 * kDay});
    }
    CHECK(delivered(19 * kDay, Kind::lost) == Times{usual});
    CHECK(delivered(22 * kDay, Kind::lost) == Times{usual});
}

TEST_CASE("An umpire overrules what is to come: how a move is read, a message, what is noticed",
          "[model][acts]") {
    const Spec spec = scenario(kPlan);
    const Run before = play(spec);
    const auto name_of_first = [&](auto what) {
        using What = decltype(what);
        const auto found =
            std::find_if(before.records.begin(), before.records.end(),
                         [](const Record& record) { return std::holds_alternative<What>(record.what); });
        REQUIRE(found != before.records.end());
        REQUIRE(found->name != 0);
        return found->name;
    };
    const auto overruled = [&](Correction::Kind kind, EventName name) {
        Script script;
        script.corrections.push_back({kind, name});
        return play(spec, {}, 0, script);
    };
    const EventName seen = name_of_first(MoveSeen{});
    CHECK(before.all<MoveSeen>().front().what.reading == kTense);
    CHECK(overruled(Correction::Kind::higher, seen).all<MoveSeen>().front().what.reading == kCrisis);
    CHECK(overruled(Correction::Kind::lower, seen).all<MoveSeen>().front().what.reading == kCalm);
    CHECK(overruled(Correction::Kind::overlooked, name_of_first(CaseOpened{})).all<CaseOpened>().empty());
}

TEST_CASE("What happened before an act is the same to the last bit, in every scenario", "[model][acts]") {
    std::mt19937_64 chance(20110701);
    std::size_t compared = 0;
    std::size_t changed = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(source_path("scenarios"))) {
        if (file.path().extension() != ".yaml") continue;
        const LoadedScenario loaded = load_scenario(file.path().string());
        REQUIRE(loaded.spec);
        const Spec& spec = *loaded.spec;
        ArmSpec all;
        for (const MeasureSpec& measure : spec.measures) all.measures.push_back(measure.id);
        const Model model = compile(spec, all);
        for (std::uint64_t replicate = 0; replicate < 6; ++replicate) {
            Script script;
            Trace trace = trace_run(model, {1, replicate, 0}, script);
            for (int i = 0; i < 12 && trace.result.duration > 1; ++i) {
                const Millis at =
                    static_cast<Millis>(chance() % static_cast<std::uint64_t>(trace.result.duration));
                script.acts.push_back(any_act(spec, at, chance));
                const Trace after = trace_run(model, {1, replicate, 0}, script);
                require_same(past(model, trace, at), past(model, after, at));
                ++compared;
                if (after.result.digest != trace.result.digest) ++changed;
                trace = after;
            }
        }
    }
    CHECK(compared > 1000);
    CHECK(changed * 3 > compared);  // acts that do nothing prove nothing
}

TEST_CASE("A trace holds the acts of its script, and says what is wrong with one", "[model][acts]") {
    const Spec spec = scenario(kPlan);
    const Model model = compile(spec, {});
    Script script;
    script.acts = {order(kDay, "up"),
                   say(2 * kDay, MessageKind::warning, kSouth),
                   {3 * kDay, act::Say{kNorth, MessageKind::denial, kCable, 4, 7, "No.\n\"Never.\""}},
                   {4 * kDay, act::Stand{kSouth, Standing::routine}},
                   {5 * kDay, act::Plant{kNorth, 2, kForensics, kAttack}},
                   {6 * kDay, act::SetLine{kCable, act::SetLine::To::as_drawn}},
                   {7 * kDay, act::Fate{3, act::Fate::Kind::later, kDay}}};
    script.corrections = {{Correction::Kind::higher, 5}, {Correction::Kind::overlooked, 6}};
    std::stringstream text;
    write_trace(text, model, trace_run(model, {1, 0, 0}, script));
    const ReadTrace read = read_trace(text, spec);
    CHECK(read.error.empty());
    CHECK(read.header.script == script);

    const std::string good = text.str();
    const auto fault = [&](std::string_view what, std::string_view by) {
        std::stringstream changed(with(good, what, by));
        return read_trace(changed, spec).error;
    };
    CHECK(fault("\"move\":\"up\"}},", "\"move\":\"upp\"}},") ==
          "line 1: script.acts.1.order.move: unknown move 'upp'; did you mean 'up'?");
    CHECK(fault("\"standing\":\"routine\"", "\"standing\":\"rest\"") ==
          "line 1: script.acts.4.stand.standing: unknown standing 'rest'");
    CHECK(fault("\"kind\":\"warning\",\"channel\":\"cable\",\"text\"",
                "\"kind\":\"silence\",\"channel\":\"cable\",\"text\"") ==
          "line 1: script.acts.2.say.kind: this kind of message is not sent");
    CHECK(fault("\"plant\":", "\"plnt\":") == "line 1: script.acts.5: unknown act 'plnt'");
    CHECK(fault("\"incident\":2,\"source\"", "\"incident\":-2,\"source\"") ==
          "line 1: script.acts.5.plant.incident: expected a whole number from 0 to 4294967294");
    CHECK(fault("\"fate\":{\"message\":3,\"kind\":\"later\",\"by\":86400000}", "\"fate\":7") ==
          "line 1: script.acts.7: expected what was done");
}
