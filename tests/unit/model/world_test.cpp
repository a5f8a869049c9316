// Sections 1, 6 and 10 of the model: a run is a function of its arguments, its state is a value, and actors
// know only what they can know.
#include <set>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// Every fact that a doctrine of the actor may speak of, unknown ones as -1.
std::vector<double> knowledge(Stage& stage, ActorId actor) {
    const Spec& spec = stage.model().spec();
    std::vector<double> facts;
    for (std::size_t trigger = 0; trigger < kTriggers; ++trigger) {
        for (std::size_t fact = 0; fact < kFacts; ++fact) {
            const auto which = static_cast<Fact>(fact);
            const std::size_t subjects = which == Fact::incident_belief ? spec.causes.size()
                                         : which == Fact::said          ? kMessageKinds
                                         : which == Fact::channel       ? spec.channels.size()
                                         : which == Fact::measure       ? spec.measures.size()
                                                                        : 1;
            for (std::size_t subject = 0; subject < subjects; ++subject) {
                const double value = stage.fact(actor, which, subject, static_cast<Trigger>(trigger));
                facts.push_back(std::isnan(value) ? -1 : value);
            }
        }
        facts.push_back(stage.first_rule(actor, static_cast<Trigger>(trigger)));
    }
    return facts;
}

// Changes all that the actor cannot know.
void change_the_truth(World& world, ActorId actor) {
    for (Incident& incident : world.incidents) {
        incident.cause = CauseId{1 - incident.cause.index()};
        incident.severity = 10 - incident.severity;
        incident.phantom = !incident.phantom;
        if (incident.author != actor) incident.author = incident.author.valid() ? ActorId{} : other(actor);
    }
    ActorState& hidden = world.actors[other(actor).index()];
    hidden.rung = RungId{3 - hidden.rung.index()};
    hidden.reading = RungId{3 - hidden.reading.index()};
    hidden.image += 1;
    hidden.last_rule = 0;
    hidden.decision.open = !hidden.decision.open;
    hidden.decision.said = static_cast<std::uint16_t>(~hidden.decision.said);
    hidden.agenda.push({Trigger::message, MessageKind::warning, {}, 0});
    for (Case& c : hidden.cases) {
        std::swap(c.belief[0], c.belief[1]);
        c.severity = 10 - c.severity;
        c.concluded = !c.concluded;
        c.said = static_cast<std::uint16_t>(~c.said);
    }
    for (Message& message : world.messages) {
        message.garbled = !message.garbled;
        message.lost = !message.lost;
    }
}

// Runs another scenario on the same thread at every record of a run.
class Meddler final : public Recorder {
public:
    explicit Meddler(const Model& model) : model_(model) {}
    void record(const Record&) override {
        if (runs_ < 5) (void)simulate(model_, {7, runs_++, 0});
    }

private:
    Model model_;
    std::uint64_t runs_ = 0;
};

}  // namespace

TEST_CASE("The same arguments give the same run, bit for bit, with and without a recorder",
          "[model][world]") {
    const Model model = compile(scenario(busy()), {{"exchange"}, {}});
    std::set<std::uint64_t> digests;
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        RecordList first;
        RecordList second;
        const RunResult run = simulate(model, {3, replicate, 0}, {}, &first);
        CHECK(simulate(model, {3, replicate, 0}).digest == run.digest);
        CHECK(simulate(model, {3, replicate, 0}, {}, &second).digest == run.digest);
        CHECK(first.records.size() == second.records.size());
        digests.insert(run.digest);
        digests.insert(simulate(model, {4, replicate, 0}).digest);
        digests.insert(simulate(model, {3, replicate, 1}).digest);
    }
    CHECK(digests.size() == 60);
}

TEST_CASE("Runs whose incidents have different causes have different digests", "[model][world]") {
    const auto digest = [](const std::string& cause) {
        return play("incidents: {a: {target: north, at: 10d, cause: " + cause + "}}\n").result.digest;
    };
    CHECK(digest("accident") != digest("attack"));
}

TEST_CASE("Runs in which an image moves differently have different digests", "[model][world]") {
    const auto digest = [](const std::string& climb) {
        return play(
                   "moves: {up: {to: tense}}\nnorth: {review: 60d, doctrine: [{do: up}]}\nsouth: {image: "
                   "{climb: " +
                   climb + "}, doctrine: [{do: hold}]}\n")
            .result.digest;
    };
    CHECK(digest("2") != digest("3"));
}

TEST_CASE("A copied world continues to the same end", "[model][world]") {
    const Spec spec = scenario(busy());
    const std::uint64_t digest = play(spec).result.digest;
    Stage stage(spec);
    Stepper steps = stage.stepper(stage.world);
    for (int handled = 0; !stage.world.ended; ++handled) {
        if (handled % 7 == 0) {
            World copy = stage.world;
            stage.stepper(copy).run();
            CHECK(copy.result.digest == digest);
        }
        steps.step();
    }
    CHECK(stage.world.result.digest == digest);
}

TEST_CASE("Worlds that take turns do not disturb each other", "[model][world]") {
    const Spec spec = scenario(busy());
    const ArmSpec arm{{"talks", "exchange"}, {true, false}};
    Stage first(spec, {}, 5);
    Stage second(spec, arm, 6);
    Stepper one = first.stepper(first.world);
    Stepper two = second.stepper(second.world);
    while (!first.world.ended || !second.world.ended) {
        if (!first.world.ended) one.step();
        if (!second.world.ended) two.step();
    }
    CHECK(first.world.result.digest == play(spec, {}, 5).result.digest);
    CHECK(second.world.result.digest == play(spec, arm, 6).result.digest);
}

TEST_CASE("A world that is started again forgets its earlier run", "[model][world]") {
    const Spec spec = scenario(busy());
    Stage stage(spec, {}, 1);
    stage.stepper(stage.world).run();
    const std::uint64_t digest = stage.world.result.digest;
    for (const std::uint64_t replicate : {2, 3, 1}) {
        Stepper steps = stage.stepper(stage.world);
        steps.start({1, replicate, 0});
        steps.run();
        CHECK((stage.world.result.digest == digest) == (replicate == 1));
    }
}

TEST_CASE("A recorder may itself simulate", "[model][world]") {
    const Model model = compile(scenario(busy()));
    const std::uint64_t digest = simulate(model, {}).digest;
    Meddler meddler(compile(scenario("")));
    CHECK(simulate(model, {}, {}, &meddler).digest == digest);
}

TEST_CASE("What an actor knows does not depend on the truth", "[model][world]") {
    const Spec spec = scenario(busy());
    std::set<std::vector<double>> seen;
    for (std::uint64_t replicate = 0; replicate < 5; ++replicate) {
        Stage stage(spec, {}, replicate);
        for (Millis time = 5 * kDay; time < 300 * kDay && !stage.world.ended; time += 5 * kDay) {
            stage.go_to(time);
            if (stage.world.ended) break;
            for (const ActorId actor : {kNorth, kSouth}) {
                const std::vector<double> before = knowledge(stage, actor);
                const World kept = stage.world;
                change_the_truth(stage.world, actor);
                CHECK(knowledge(stage, actor) == before);
                stage.world = kept;
                seen.insert(before);
            }
        }
    }
    CHECK(seen.size() > 100);
}

TEST_CASE("What an actor believes and sees is among its facts", "[model][world]") {
    Stage stage(scenario(busy()));
    for (Millis time = kDay; stage.world.actors[0].live.empty(); time += kDay) stage.go_to(time);
    const std::vector<double> before = knowledge(stage, kNorth);
    const auto differs = [&](auto&& change) {
        const World kept = stage.world;
        change(stage.world.actors[0]);
        const bool different = knowledge(stage, kNorth) != before;
        stage.world = kept;
        return different;
    };
    CHECK(differs([](ActorState& north) { north.rung = RungId{3 - north.rung.index()}; }));
    CHECK(differs([](ActorState& north) { north.reading = RungId{3 - north.reading.index()}; }));
    CHECK(differs([](ActorState& north) { north.image += 1; }));
    CHECK(differs([](ActorState& north) { north.cases[north.live.front()].severity = 9.5; }));
}

TEST_CASE("Guilt is the one truth that an actor knows: its own deeds", "[model][world]") {
    Stage stage(R"(
channels: {cable: {}}
moves: {ask: {sends: query, via: cable}}
incidents: {a: {target: north, cause: attack, at: 10d}}
north: {doctrine: [{do: ask}]}
)");
    stage.go_to(20 * kDay);
    CHECK(stage.fact(kSouth, Fact::guilty) == 0);
    stage.world.incidents[0].author = kSouth;
    CHECK(stage.fact(kSouth, Fact::guilty) == 1);
    stage.world.incidents[0].author = kNorth;
    CHECK(stage.fact(kSouth, Fact::guilty) == 0);
}

TEST_CASE("Every record has an id in order, a time that does not go back, and an earlier parent",
          "[model][world]") {
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
        const Run run = play(busy(), {{"talks", "exchange"}, {}}, replicate);
        CHECK(std::holds_alternative<RunStarted>(run.records.front().what));
        CHECK(run.records.front().parent == kNoRecord);
        CHECK(std::holds_alternative<RunEnded>(run.records.back().what));
        for (std::size_t i = 1; i < run.records.size(); ++i) {
            CHECK(run.records[i].id == i);
            CHECK(run.records[i].parent < i);
            CHECK(run.records[i].time >= run.records[i - 1].time);
        }
    }
}

TEST_CASE("The counts of a run are those of its records", "[model][world]") {
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
        const Run run = play(busy(), {{"exchange"}, {}}, replicate);
        const RunCounts& counts = run.result.counts;
        CHECK(counts.incidents == run.all<IncidentHappened>().size());
        CHECK(counts.detections == run.all<CaseOpened>().size());
        CHECK(counts.reports == run.all<ReportReceived>().size());
        CHECK(counts.moves_seen == run.all<MoveSeen>().size());
        CHECK(counts.messages == run.all<MessageSent>().size());
        CHECK(counts.delivered == run.all<MessageDelivered>().size());
        CHECK(counts.silences == run.all<SilenceFell>().size());
        std::uint32_t acts = 0;
        std::uint32_t closed = 0;
        for (const auto& made : run.all<DecisionMade>()) {
            const MoveSpec& move = run.spec.moves[made.what.move.index()];
            const bool act = move.posture != MoveSpec::Posture::none || move.strikes;
            acts += act;
            closed += act || !made.what.at_once;
        }
        CHECK(counts.acts == acts);
        CHECK(counts.decisions == closed);
    }
}
