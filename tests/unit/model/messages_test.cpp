// Section 8 of the model: what messages are about, what they say, and what their receivers make of them.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// North's case a (severity 4) and south's case b, both of attack by nobody; c happens to both. North sends
// `kind` on day 20.
std::string sending(const std::string& kind, const std::string& channel, const std::string& message,
                    const std::string& incidents) {
    return "channels: {cable: {" + channel + "}}\nmessages: {" + kind + ": {" + message +
           "}}\nmoves: {tell: {sends: " + kind +
           ", via: cable}}\nnorth: {review: 20d, doctrine: [{when: {trigger: review}, do: tell}, {do: "
           "hold}]}\n" +
           "clock: {start: 2020-01-06, horizon: 30d}\nincidents: {" + incidents + "}\n" +
           "south: {attribution: {prior: {accident: 0.6, attack: 0.4}, close_at: 0.99}, doctrine: [{do: "
           "hold}]}\n";
}

const std::string kSays = "likelihood: {accident: 0.9, attack: 0.3}";
const std::string kSouthCase = "b: {target: south, cause: attack, at: 5d}";
const std::string kNorthCase = "a: {target: north, cause: attack, at: 5d}";
const std::string kSharedCase = "c: {target: [north, south], cause: attack, at: 6d}";

double updated(double prior, double accident, double attack, double k) {
    const double h = prior * std::pow(attack, k);
    return h / (h + (1 - prior) * std::pow(accident, k));
}

// North asks about its incidents as they come; south answers `deliberation` later.
std::string asking(const std::string& incidents, const std::string& south) {
    return "channels: {cable: {}, radio: {}}\nmoves: {ask: {sends: query, via: cable}, call: {sends: query, "
           "via: radio}, deny: {sends: denial, via: reply}}\n"
           "incidents: {" +
           incidents +
           "}\nnorth: {doctrine: [{when: {trigger: incident, incident.severity: 1}, do: ask}, {when: "
           "{trigger: incident}, do: call}, {do: hold}]}\n" +
           "south: {" + south + "}\n";
}

}  // namespace

TEST_CASE("A message multiplies each belief by its likelihood to the power of the channel's credibility",
          "[model][messages]") {
    const double k = GENERATE(0.25, 0.5, 1.0);
    const Run run = play(sending("warning", "credibility: " + std::to_string(k), kSays, kSouthCase));
    const auto message = run.only<MessageDelivered>().what;
    CHECK(message.before.belief[1] == 0.4);
    CHECK(message.after.belief[1] == Approx(updated(0.4, 0.9, 0.3, k)).epsilon(1e-12));
    CHECK(message.after.belief[0] + message.after.belief[1] == Approx(1).epsilon(1e-12));
}

TEST_CASE("Causes that a message does not list count as 1", "[model][messages]") {
    const Run run = play(sending("warning", "", "likelihood: {attack: 0.3}", kSouthCase));
    CHECK(run.only<MessageDelivered>().what.after.belief[1] ==
          Approx(updated(0.4, 1, 0.3, 1)).epsilon(1e-12));
}

TEST_CASE("A message of credibility 0 is an empty message, bit for bit", "[model][messages]") {
    const Run deaf = play(sending("warning", "credibility: 0", kSays + ", image: 5, clarifies: posture",
                                  kSouthCase + ", " + kNorthCase));
    const Run empty =
        play(sending("warning", "credibility: 0", "label: Nothing", kSouthCase + ", " + kNorthCase));
    CHECK(deaf.result.digest == empty.result.digest);
    CHECK(deaf.only<MessageDelivered>().what.after.belief ==
          deaf.only<MessageDelivered>().what.before.belief);
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const std::string text = with(busy(), "credibility: 0.5", "credibility: 0");
        const std::string mute = with(with(text, "likelihood: {accident: 0.9, attack: 0.5}", ""),
                                      "likelihood: {accident: 0.1, attack: 0.3}", "");
        const std::string silent = with(mute, "likelihood: {accident: 0.3, attack: 0.6}", "");
        CHECK(play(text, {}, replicate).result.digest == play(silent, {}, replicate).result.digest);
    }
}

TEST_CASE("A channel that never delivers is like a channel that loses everything", "[model][messages]") {
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const auto result = [&](std::string_view channel) {
            return play(with(with(busy(), "loss: 0.1", "loss: 0"), "link: 2h", channel), {}, replicate)
                .result;
        };
        const RunResult slow = result("link: never");
        const RunResult lost = play(with(busy(), "loss: 0.1", "loss: 1"), {}, replicate).result;
        CHECK(slow.digest == lost.digest);
        CHECK(slow.peak_time == lost.peak_time);
    }
}

TEST_CASE("A message can conclude a case, and changes no concluded one", "[model][messages]") {
    const std::string text = sending("warning", "", "likelihood: {accident: 0.01}", kSouthCase);
    const auto message = play(text).only<MessageDelivered>().what;
    CHECK_FALSE(message.before.concluded);
    CHECK_FALSE(message.after.concluded);
    const auto closing = play(with(text, "0.99", "0.9")).only<MessageDelivered>().what;
    CHECK_FALSE(closing.before.concluded);
    CHECK(closing.after.concluded);
    const auto closed = play(with(text, "0.99", "0.6")).only<MessageDelivered>().what;
    CHECK(closed.before.concluded);
    CHECK(closed.after.belief == closed.before.belief);
}

TEST_CASE(
    "A message is about the sender's focal case, and at the receiver concerns its case of that incident",
    "[model][messages]") {
    const Run run =
        play(sending("warning", "", kSays, with(kSouthCase, "5d", "5d, severity: 9") + ", " + kSharedCase));
    const auto sent = run.only<MessageSent>().what;
    const auto message = run.only<MessageDelivered>().what;
    CHECK(sent.about == run.all<IncidentHappened>()[1].what.incident);
    CHECK(message.before.incident == sent.about);
    CHECK(message.after.belief[1] < message.before.belief[1]);
}

TEST_CASE("A message about what the receiver does not know concerns the receiver's focal case",
          "[model][messages]") {
    const Run run = play(
        sending("warning", "", kSays,
                kNorthCase + ", " + kSouthCase + ", c: {target: south, cause: attack, at: 6d, severity: 3}"));
    CHECK(run.only<MessageSent>().what.about == 0);
    CHECK(run.only<MessageDelivered>().what.before.severity == 3);
    const Run nothing = play(sending("warning", "", kSays, kSouthCase));
    CHECK(nothing.only<MessageSent>().what.about == kNoIndex);
    CHECK(nothing.only<MessageDelivered>().what.before.incident == 0);
    const Run no_case = play(sending("warning", "", kSays, kNorthCase));
    CHECK(no_case.only<MessageDelivered>().what.before.incident == kNoIndex);
}

TEST_CASE("What a message is about is settled when the move is chosen, whatever its delay",
          "[model][messages]") {
    const std::string text =
        with(sending("warning", "", kSays,
                     kNorthCase + ", z: {target: north, cause: attack, at: 22d, severity: 9}"),
             "via: cable}", "via: cable, delay: 5d}");
    const Run run = play(text);
    CHECK(run.only<MessageSent>().time == 25 * kDay);
    CHECK(run.only<MessageSent>().what.about == 0);
}

TEST_CASE(
    "A reply goes by the channel of its query, is about the same incident, and is out of hand when ordered",
    "[model][messages]") {
    const Run run = play(
        asking("a: {target: north, cause: attack, at: 10d, severity: 2}, b: {target: south, cause: attack, "
               "at: 1d, severity: 9}",
               "deliberation: 3d, review: 20d, doctrine: [{when: {message: query}, do: deny}, {do: hold}]"));
    const auto sent = run.all<MessageSent>();
    REQUIRE(sent.size() == 2);
    CHECK(run.spec.channels[sent[0].what.channel.index()].id == "radio");
    CHECK(sent[1].what.channel == sent[0].what.channel);
    CHECK(sent[1].what.reply_to == sent[0].what.message);
    CHECK(sent[1].what.about == sent[0].what.about);
    CHECK(sent[1].what.sender == kSouth);
    CHECK(sent[1].time == 13 * kDay);
    const auto delivered = run.all<MessageDelivered>();
    CHECK(delivered[1].what.before.incident == sent[0].what.about);
    CHECK(run.acts(kSouth).back() == std::pair{83 * kDay, std::string("hold")});  // no query any more
}

TEST_CASE("A reply to a query about nothing concerns nothing", "[model][messages]") {
    const Run run = play(R"(
channels: {cable: {}}
messages: {denial: {likelihood: {attack: 0.1}}}
moves: {ask: {sends: query, via: cable}, deny: {sends: denial, via: reply}}
incidents: {late: {target: north, cause: attack, at: 61d}}
north: {review: 60d, doctrine: [{when: {trigger: review}, do: ask}, {do: hold}]}
south: {deliberation: 5d, doctrine: [{when: {message: query}, do: deny}, {do: hold}]}
)");
    const auto delivered = run.all<MessageDelivered>();
    REQUIRE(delivered.size() == 2);
    CHECK(run.all<MessageSent>()[0].what.about == kNoIndex);
    CHECK(delivered[1].time == 65 * kDay);
    CHECK(delivered[1].what.before.incident == kNoIndex);
}

TEST_CASE("The oldest unanswered query is answered first, and stays in hand until then",
          "[model][messages]") {
    const std::string text = asking(
        "a: {target: north, cause: attack, at: 10d, severity: 1}, b: {target: north, cause: attack, at: 11d, "
        "severity: 2}",
        "deliberation: 3d, review: 20d, doctrine: [{when: {message: query}, do: ACT}, {do: hold}]");
    const Run run = play(with(text, "ACT", "deny"));
    const auto sent = run.all<MessageSent>();
    REQUIRE(sent.size() == 4);
    CHECK(sent[2].what.reply_to == sent[0].what.message);
    CHECK(sent[2].time == 13 * kDay);
    CHECK(sent[3].what.reply_to == sent[1].what.message);
    CHECK(sent[3].time == 23 * kDay);
    Stage stage(with(text, "ACT", "hold"));
    stage.go_to(95 * kDay);
    CHECK(stage.fact(kSouth, Fact::message) == static_cast<double>(MessageKind::query));
}

TEST_CASE("The close of a decision puts away a query whose line is down", "[model][messages]") {
    const auto in_hand = [](const std::string& up) {
        Stage stage("channels: {cable: {up: " + up +
                    "}}\nmoves: {ask: {sends: query, via: cable}}\nincidents: {a: {target: north, cause: "
                    "attack, at: 10d}}\n" +
                    "north: {doctrine: [{do: ask}]}\nsouth: {deliberation: 20d, doctrine: [{do: hold}]}\n");
        stage.go_to(29 * kDay);
        CHECK(stage.fact(kSouth, Fact::message) == static_cast<double>(MessageKind::query));
        stage.go_to(90 * kDay);
        return stage.fact(kSouth, Fact::message);
    };
    CHECK(in_hand("yes") == static_cast<double>(MessageKind::query));
    CHECK(in_hand("{fails: 25d, repairs: 50d}") == static_cast<double>(MessageKind::none));
    CHECK(in_hand("{fails: 35d, repairs: 50d}") == static_cast<double>(MessageKind::query));
}

TEST_CASE("A reply is possible only while the channel of the query is up", "[model][messages]") {
    const auto acts = [](const std::string& up) {
        return play("channels: {cable: {up: " + up +
                    "}}\nmoves: {ask: {sends: query, via: cable}, deny: {sends: denial, via: reply}}\n" +
                    "incidents: {a: {target: north, cause: attack, at: 10d}}\nnorth: {doctrine: [{when: "
                    "{trigger: incident}, do: ask}, {do: hold}]}\n" +
                    "south: {deliberation: 20d, doctrine: [{do: deny}]}\n")
            .acts(kSouth);
    };
    CHECK(acts("yes") == Acts{{30 * kDay, "deny"}});
    CHECK(acts("{fails: 25d, repairs: 50d}") == Acts{{30 * kDay, "hold"}});
}

TEST_CASE("The message in hand is the last one delivered since the last close of a decision",
          "[model][messages]") {
    Stage stage(R"(
channels: {cable: {}}
moves: {warn: {sends: warning, via: cable}, propose: {sends: proposal, via: cable}}
incidents: {a: {target: north, cause: accident, at: [10d, 20d]}}
north: {doctrine: [{when: {measure.pact: no}, do: warn}, {do: propose}]}
south: {deliberation: 15d, doctrine: [{do: hold}]}
measures: {pact: {in_force: 15d}}
)",
                {{"pact"}, {}});
    const auto in_hand = [&] {
        return static_cast<MessageKind>(static_cast<int>(stage.fact(kSouth, Fact::message)));
    };
    CHECK(in_hand() == MessageKind::none);
    stage.go_to(19 * kDay);
    CHECK(in_hand() == MessageKind::warning);
    stage.go_to(24 * kDay);
    CHECK(in_hand() == MessageKind::proposal);
    stage.go_to(25 * kDay);
    CHECK(in_hand() == MessageKind::none);
}

TEST_CASE("A garbled message is in hand as the kind that it reads as", "[model][messages]") {
    Stage stage(with(sending("reassurance", "garble: 1", "clarifies: posture", kSouthCase), "south: {",
                     "south: {deliberation: 5d, "));
    stage.go_to(22 * kDay);
    CHECK(stage.fact(kSouth, Fact::message) == static_cast<double>(MessageKind::warning));
}

TEST_CASE("asked is yes from the order of a query about the focal case, heard from the delivery of an answer",
          "[model][messages]") {
    const std::string text =
        with(with(asking("a: {target: north, cause: attack, at: 10d, severity: 1}",
                         "deliberation: 5d, doctrine: [{when: {message: query}, do: deny}, {do: hold}]"),
                  "ask: {sends: query, via: cable}", "ask: {sends: query, via: cable, delay: 4d}"),
             "cable: {}", "cable: {link: 1d, patience: 2d}");
    Stage stage(text);
    const auto asked = [&] { return stage.fact(kNorth, Fact::asked); };
    const auto heard = [&] { return stage.fact(kNorth, Fact::heard); };
    stage.go_to(9 * kDay);
    CHECK(asked() == 0);
    stage.go_to(10 * kDay);
    CHECK(asked() == 1);
    CHECK(heard() == 0);
    stage.go_to(20 * kDay);  // silence on day 16; the answer is sent on day 20
    CHECK(heard() == 0);
    stage.go_to(21 * kDay);
    CHECK(heard() == 1);
    CHECK(asked() == 1);
}

TEST_CASE("asked and heard are of the focal case, not of another", "[model][messages]") {
    Stage stage(asking(
        "a: {target: north, cause: attack, at: 10d, severity: 1}, b: {target: north, cause: attack, at: 30d, "
        "severity: 0.5}, c: {target: north, cause: attack, at: 40d, severity: 1.5, author: south}",
        "doctrine: [{when: {message: query, guilty: no}, do: deny}, {do: hold}]"));
    stage.go_to(35 * kDay);
    CHECK(stage.fact(kNorth, Fact::asked) == 1);
    CHECK(stage.fact(kNorth, Fact::heard) == 1);
    stage.go_to(39 * kDay);
    CHECK(stage.fact(kNorth, Fact::heard) == 1);
    stage.go_to(40 * kDay);
    CHECK(stage.fact(kNorth, Fact::asked) == 1);
    CHECK(stage.fact(kNorth, Fact::heard) == 0);
}

TEST_CASE(
    "A message of evidence carries reports of its source, whatever the credibility and the source's measure",
    "[model][messages]") {
    const Spec spec =
        scenario("evidence: {lab: {every: 1d, accuracy: 0.7, needs: pact}}\nmeasures: {pact: {}}\n" +
                 sending("evidence", "credibility: 0", "source: lab, reports: 2", kSouthCase));
    const double both = updated(0.4, 0.3 * 0.3, 0.7 * 0.7, 1);
    const double neither = updated(0.4, 0.7 * 0.7, 0.3 * 0.3, 1);
    double counts[3] = {};
    constexpr int kRuns = 4000;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const Run run = play(spec, {}, replicate);
        const double belief = run.only<MessageDelivered>().what.after.belief[1];
        const int right = std::fabs(belief - both) < 1e-12 ? 2 : std::fabs(belief - neither) < 1e-12 ? 0 : 1;
        if (right == 1) CHECK(belief == Approx(0.4).epsilon(1e-12));
        ++counts[right];
        CHECK(run.result.counts.reports == 0);
    }
    CHECK(std::fabs(z_of_share(counts[2], kRuns, 0.49)) < kFarOff);
    CHECK(std::fabs(z_of_share(counts[0], kRuns, 0.09)) < kFarOff);
}

TEST_CASE("Reports in a message are weighted like reports, and stop when they conclude the case",
          "[model][messages]") {
    const std::string text = "evidence: {lab: {every: 1000d, accuracy: 1, believed: 0.7}}\n" +
                             sending("evidence", "", "source: lab, reports: 3", kSouthCase);
    const auto after = [&](std::string_view attribution) {
        return play(with(text, "close_at: 0.99", attribution)).only<MessageDelivered>().what.after.belief[1];
    };
    CHECK(after("close_at: 0.99") == Approx(updated(0.4, 0.3, 0.7, 3)).epsilon(1e-12));
    CHECK(after("weight: 0.5") == Approx(updated(0.4, 0.3, 0.7, 1.5)).epsilon(1e-12));
    CHECK(after("close_at: 0.7") == Approx(updated(0.4, 0.3, 0.7, 2)).epsilon(1e-12));
}

TEST_CASE("A message that clarifies makes the reading of the sender's posture true with probability k",
          "[model][messages]") {
    const Spec spec = scenario(R"(
channels: {cable: {credibility: 0.3, link: 5d}}
messages: {reassurance: {clarifies: posture}}
moves: {calm-them: {sends: reassurance, via: cable}, up: {to: tense, seen: 0}, higher: {to: crisis, seen: 0}}
incidents: {a: {target: north, cause: accident, at: 10d, severity: 1}, b: {target: north, cause: accident, at: 20d, severity: 2}, c: {target: north, cause: accident, at: 22d, severity: 3}}
north: {doctrine: [{when: {incident.severity: 1}, do: up}, {when: {incident.severity: 2}, do: calm-them}, {do: higher}]}
south: {image: {climb: 3}, doctrine: [{do: hold}]}
)");
    constexpr int kRuns = 2000;
    double clarified = 0;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const auto message = play(spec, {}, replicate).only<MessageDelivered>();
        CHECK(message.time == 25 * kDay);
        CHECK(message.what.reading_before == kCalm);
        clarified += message.what.reading == kCrisis;  // as it is at delivery
        CHECK((message.what.reading == kCrisis || message.what.reading == kCalm));
        if (replicate >= 20) continue;
        Stage stage(spec, {}, replicate);
        stage.go_to(25 * kDay);
        CHECK(stage.fact(kSouth, Fact::image) ==
              Approx(message.what.reading == kCrisis ? 0.75 : 0.5).epsilon(1e-12));
    }
    CHECK(std::fabs(z_of_share(clarified, kRuns, 0.3)) < kFarOff);
}

TEST_CASE("A message moves the image by its factor to the power k", "[model][messages]") {
    Stage stage(sending("proposal", "credibility: 0.5", "image: 0.25", kNorthCase));
    stage.go_to(21 * kDay);
    CHECK(stage.fact(kSouth, Fact::image) == Approx(1.0 / 3).epsilon(1e-12));
    CHECK(stage.fact(kNorth, Fact::image) == 0.5);
}

TEST_CASE(
    "The draws of a message are those of its channel, sender and place, whatever goes by other channels",
    "[model][messages]") {
    const Spec spec = scenario(R"(
channels: {cable: {link: {exponential: 1d}, deliver: {exponential: 1d}, garble: 0.5, loss: 0.3}, radio: {link: 1h}}
moves: {tell: {sends: warning, via: cable}, call: {sends: warning, via: radio}}
incidents: {a: {target: north, cause: accident, at: [10d, 30d], severity: 1},
  b: {target: north, cause: accident, at: [5d, 7d], severity: 0.5, needs: chatter}, c: {target: south, cause: accident, at: 8d, needs: chatter}}
north: {doctrine: [{when: {trigger: incident, incident.severity: 0.5}, do: call}, {when: {trigger: incident}, do: tell}, {do: hold}]}
south: {doctrine: [{when: {trigger: incident}, do: tell}, {do: hold}]}
measures: {chatter: {}}
)");
    const auto by_cable = [&](const Run& run) {
        std::vector<std::pair<Millis, MessageKind>> found;
        for (const auto& message : run.all<MessageDelivered>()) {
            if (message.what.receiver == kSouth && message.what.channel.index() == 0)
                found.emplace_back(message.time, message.what.read_as);
        }
        return found;
    };
    std::size_t messages = 0;
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const auto alone = by_cable(play(spec, {}, replicate));
        CHECK(alone == by_cable(play(spec, {{"chatter"}, {}}, replicate)));
        messages += alone.size();
    }
    CHECK(messages > 10);
}

TEST_CASE("A move that takes a posture and sends a message has one delay", "[model][messages]") {
    const Run run = play(R"(
channels: {cable: {}}
moves: {show: {to: tense, sends: warning, via: cable, delay: {exponential: 2d}}}
north: {review: 60d, doctrine: [{do: show}]}
)");
    CHECK(run.only<MessageSent>().time == run.only<MoveTookEffect>().time);
}
