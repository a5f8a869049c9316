// Section 8 of the model: lines, the stages of a message, loss, garbling, silence and consultations.
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// North sends a warning on each of the days, over a channel.
std::string warnings(const std::string& days, const std::string& channel, const std::string& more = "") {
    return "channels: {cable: {" + channel +
           "}}\nmoves: {tell: {sends: warning, via: cable}}\nincidents: {a: {target: north, cause: accident, "
           "at: [" +
           days + "]}}\nnorth: {doctrine: [{do: tell}]}\nclock: {start: 2020-01-06, horizon: 100d}\n" + more;
}

// When warnings sent at these times reach the desk, by a channel with these staffed hours; the run starts on
// a Monday.
std::vector<Millis> desk_times(const std::string& moments, const std::string& staffed,
                               const std::string& start = "2020-01-06") {
    const Run run = play(with(warnings(moments, "staffed: " + staffed), "2020-01-06", start));
    std::vector<Millis> times;
    for (const auto& delivered : run.all<MessageDelivered>()) times.push_back(delivered.what.desk);
    return times;
}

using Times = std::vector<Millis>;

// North asks on day 10, south answers after `answer`.
std::string asking(const std::string& channel, const std::string& answer) {
    return "channels: {cable: {" + channel +
           "}}\nmoves: {ask: {sends: query, via: cable}, deny: {sends: denial, via: reply}}\n" +
           "incidents: {a: {target: north, cause: attack, at: 10d}}\n" +
           "north: {attribution: {prior: {accident: 0.5, attack: 0.5}}, doctrine: [{when: {trigger: "
           "incident}, do: ask}, {do: hold}]}\n" +
           "south: {deliberation: " + answer +
           ", doctrine: [{when: {message: query}, do: deny}, {do: hold}]}\n" +
           "messages: {silence: {likelihood: {accident: 0.2, attack: 0.6}}, denial: {likelihood: {accident: "
           "0.9, attack: 0.5}}}\n";
}

}  // namespace

TEST_CASE("A message passes link, translation and delivery, each with its delay", "[model][channels]") {
    const Run run = play(warnings("10d", "link: 1h, translate: 2h, deliver: 4h"));
    const auto sent = run.only<MessageSent>();
    const auto delivered = run.only<MessageDelivered>();
    CHECK(sent.time == 10 * kDay);
    CHECK(sent.what.kind == MessageKind::warning);
    CHECK(sent.what.sender == kNorth);
    CHECK(delivered.what.sent == 10 * kDay);
    CHECK(delivered.what.linked == 10 * kDay + kHour);
    CHECK(delivered.what.desk == 10 * kDay + kHour);
    CHECK(delivered.what.translated == 10 * kDay + 3 * kHour);
    CHECK(delivered.time == 10 * kDay + 7 * kHour);
    CHECK(delivered.what.receiver == kSouth);
    CHECK(delivered.parent == sent.id);
    CHECK(run.acts(kSouth) == Acts{{10 * kDay + 7 * kHour, "hold"}});
    CHECK(run.result.counts.messages == 1);
    CHECK(run.result.counts.delivered == 1);
}

TEST_CASE("The delays of a message are drawn by its own laws, a different draw for each stage",
          "[model][channels]") {
    const Spec spec = scenario(
        warnings("10d", "link: {exponential: 1d}, translate: {exponential: 2d}, deliver: {exponential: 3d}"));
    double link = 0;
    double translate = 0;
    double deliver = 0;
    double product = 0;
    constexpr int kRuns = 2000;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const auto message = play(spec, {}, replicate).only<MessageDelivered>();
        const auto days = [](Millis span) { return static_cast<double>(span) / kDay; };
        const double first = days(message.what.linked - message.what.sent);
        const double second = days(message.what.translated - message.what.desk);
        const double third = days(message.time - message.what.translated);
        link += first;
        translate += second;
        deliver += third;
        product += (first - 1) * (second / 2 - 1) + (second / 2 - 1) * (third / 3 - 1) +
                   (first - 1) * (third / 3 - 1);
    }
    CHECK(std::fabs(z_of_mean(link, kRuns, 1, 1)) < kFarOff);
    CHECK(std::fabs(z_of_mean(translate, kRuns, 2, 2)) < kFarOff);
    CHECK(std::fabs(z_of_mean(deliver, kRuns, 3, 3)) < kFarOff);
    CHECK(std::fabs(z_of_mean(product, kRuns, 0, std::sqrt(3))) < kFarOff);
}

TEST_CASE("One translator takes one message at a time, first come first served, both directions in one queue",
          "[model][channels]") {
    const Run run = play(R"(
channels: {cable: {link: 1h, translate: 10h, translators: 1}}
moves: {tell: {sends: warning, via: cable}}
incidents: {a: {target: north, cause: accident, at: [10d, 241h]}, b: {target: south, cause: accident, at: 242h}}
north: {doctrine: [{when: {trigger: incident}, do: tell}, {do: hold}]}
south: {doctrine: [{when: {trigger: incident}, do: tell}, {do: hold}]}
)");
    const auto delivered = run.all<MessageDelivered>();
    REQUIRE(delivered.size() == 3);
    const Millis first = 241 * kHour;
    CHECK(delivered[0].what.receiver == kSouth);
    CHECK(delivered[1].what.receiver == kSouth);
    CHECK(delivered[2].what.receiver == kNorth);
    CHECK(delivered[0].what.desk == first);
    CHECK(delivered[1].what.linked == first + kHour);
    CHECK(delivered[1].what.desk == first + 10 * kHour);
    CHECK(delivered[2].what.desk == first + 20 * kHour);
    CHECK(delivered[2].time == first + 30 * kHour);
}

TEST_CASE("Of two translators each takes one message, and the third message waits for the first who is free",
          "[model][channels]") {
    const std::string text = warnings("10d, 241h, 242h, 280h", "translate: 10h, translators: 2");
    const auto delivered = play(text).all<MessageDelivered>();
    REQUIRE(delivered.size() == 4);
    CHECK(delivered[0].what.desk == 240 * kHour);
    CHECK(delivered[1].what.desk == 241 * kHour);
    CHECK(delivered[2].what.desk == 250 * kHour);
    CHECK(delivered[3].what.desk == 280 * kHour);
    const auto unlimited = play(with(text, ", translators: 2", "")).all<MessageDelivered>();
    REQUIRE(unlimited.size() == 4);
    CHECK(unlimited[2].what.desk == 242 * kHour);
}

TEST_CASE("A message that arrives outside staffed hours waits for the desk to open", "[model][channels]") {
    CHECK(desk_times("1h, 8h, 17h, 31h", "\"08:00-17:00\"") ==
          Times{8 * kHour, 8 * kHour, 32 * kHour, 32 * kHour});
    CHECK(desk_times("16h", "\"08:00-17:00\"") == Times{16 * kHour});
    CHECK(desk_times("1h, 50h", "\"08:30-24:00\"") ==
          Times{8 * kHour + 30 * kMinute, 56 * kHour + 30 * kMinute});
    CHECK(desk_times("1h", "always") == Times{kHour});
}

TEST_CASE("A shift may run past midnight", "[model][channels]") {
    CHECK(desk_times("1h, 7h, 23h, 30h", "\"22:00-06:00\"") ==
          Times{kHour, 22 * kHour, 23 * kHour, 46 * kHour});
}

TEST_CASE("A desk works on its days; a shift past midnight belongs to the day on which it starts",
          "[model][channels]") {
    // Hours from Monday 00:00. Friday 18:00 waits until Monday 09:00.
    CHECK(desk_times("114h", "{hours: \"09:00-17:00\", days: [mon, tue, wed, thu, fri]}") ==
          Times{177 * kHour});
    CHECK(desk_times("12h", "{hours: \"09:00-17:00\", days: sun}") == Times{153 * kHour});
    // The shift of Monday ends on Tuesday at 06:00; on Monday at 01:00 the shift of Sunday would still run.
    CHECK(desk_times("1h, 29h, 31h", "{hours: \"22:00-06:00\", days: mon}") ==
          Times{22 * kHour, 29 * kHour, 190 * kHour});
    CHECK(desk_times("1h", "{hours: \"22:00-06:00\", days: sun}") == Times{kHour});
}

TEST_CASE("Staffed hours are those of the calendar, whenever the run starts", "[model][channels]") {
    // From Thursday 2020-01-09 20:30:30.250 it is 11:29:29.750 to Friday 08:00.
    const Millis to_opening = (11 * 60 + 29) * kMinute + 29'750;
    CHECK(desk_times("1h", "{hours: \"08:00-17:00\", days: fri}", "2020-01-09T20:30:30.250Z") ==
          Times{to_opening});
    CHECK(desk_times("1h", "\"08:00-17:00\"", "1969-12-31T20:30:30.250Z") == Times{to_opening});
}

TEST_CASE("The desk is waited for after the link and before the translator", "[model][channels]") {
    const auto delivered =
        play(warnings("30h, 31h",
                      "link: 20h, translate: 3h, deliver: 1h, translators: 1, staffed: \"08:00-17:00\""))
            .all<MessageDelivered>();
    REQUIRE(delivered.size() == 2);
    CHECK(delivered[0].what.linked == 50 * kHour);
    CHECK(delivered[0].what.desk == 56 * kHour);
    CHECK(delivered[0].time == 60 * kHour);
    CHECK(delivered[1].what.linked == 51 * kHour);
    CHECK(delivered[1].what.desk == 59 * kHour);
    CHECK(delivered[1].time == 63 * kHour);
}

TEST_CASE("Who came first is served first also when the desk opens on the moment the second comes",
          "[model][channels]") {
    // The warning of 07:00 reaches the desk at 08:00; that of 07:30 did so at 07:40, since a measure made the
    // link faster.
    const Run run =
        play(warnings("7h, 450m", "link: 1h, translate: 1h, translators: 1, staffed: \"08:00-17:00\"",
                      "measures: {fast: {in_force: 430m, set: {channels.cable.link: 10m}}}\n"),
             {{"fast"}, {}});
    const auto delivered = run.all<MessageDelivered>();
    REQUIRE(delivered.size() == 2);
    CHECK(delivered[0].what.linked == 460 * kMinute);
    CHECK(delivered[1].what.linked == 480 * kMinute);
}

TEST_CASE(
    "A failing line alternates between up and down from the start, and matters when a message is ordered",
    "[model][channels]") {
    const Run run = play(warnings("5d, 11d, 13d, 24d", "up: {fails: 10d, repairs: 2d}, link: 10d"));
    const auto changes = run.all<LineChanged>();
    REQUIRE(changes.size() >= 4);
    CHECK(changes[0].time == 10 * kDay);
    CHECK_FALSE(changes[0].what.up);
    CHECK(changes[1].time == 12 * kDay);
    CHECK(changes[1].what.up);
    CHECK(changes[2].time == 22 * kDay);
    CHECK(changes[3].time == 24 * kDay);
    CHECK(run.acts(kNorth) ==
          Acts{{5 * kDay, "tell"}, {11 * kDay, "hold"}, {13 * kDay, "tell"}, {24 * kDay, "tell"}});
    // The first was on its way when the line failed.
    CHECK(run.times<MessageDelivered>() == Times{15 * kDay, 23 * kDay, 34 * kDay});
}

TEST_CASE("A failing line may start down", "[model][channels]") {
    const Run run = play(warnings("1d, 3d", "up: {fails: 10d, repairs: 2d, starts: down}"));
    CHECK(run.all<LineChanged>().front().time == 2 * kDay);
    CHECK(run.acts(kNorth) == Acts{{kDay, "hold"}, {3 * kDay, "tell"}});
}

TEST_CASE("Whether the line is up is settled when the message is ordered, whatever the delay of the move",
          "[model][channels]") {
    const Run run = play(
        with(warnings("9d, 11d", "up: {fails: 10d, repairs: 2d}"), "via: cable}", "via: cable, delay: 36h}"));
    CHECK(run.acts(kNorth) == Acts{{9 * kDay, "tell"}, {11 * kDay, "hold"}});
    CHECK(run.only<MessageSent>().time == 9 * kDay + 36 * kHour);
    CHECK(run.only<MessageDelivered>().time == 9 * kDay + 36 * kHour);
}

TEST_CASE("A channel that is down cannot be used, and a measure can put it up", "[model][channels]") {
    const std::string text =
        warnings("10d, 50d", "up: no", "measures: {link: {in_force: 30d, set: {channels.cable.up: yes}}}\n");
    CHECK(play(text).all<MessageSent>().empty());
    CHECK(play(text, {{"link"}, {}}).times<MessageSent>() == Times{50 * kDay});
}

TEST_CASE("A measure that switches a channel off does not touch messages on their way", "[model][channels]") {
    const Run run = play(warnings("10d, 12d, 20d", "link: 5d, translate: 1d, translators: 1, deliver: 2d",
                                  "measures: {cut: {in_force: 14d, set: {channels.cable.up: no}}}\n"),
                         {{"cut"}, {}});
    CHECK(run.times<MessageSent>() == Times{10 * kDay, 12 * kDay});
    CHECK(run.times<MessageDelivered>() == Times{18 * kDay, 20 * kDay});
}

TEST_CASE("A message is lost with the channel's probability, and a lost one never arrives",
          "[model][channels]") {
    const Spec spec = scenario(with(warnings("1d", "loss: 0.3"), "at: [1d]", "every: 1d"));
    double lost = 0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        const Run run = play(spec, {}, replicate);
        CHECK(run.result.counts.messages == 99);
        lost += 99 - run.result.counts.delivered;
        std::size_t noted = 0;
        for (const auto& sent : run.all<MessageSent>()) noted += sent.what.lost;
        CHECK(noted == 99 - run.all<MessageDelivered>().size());
    }
    CHECK(std::fabs(z_of_share(lost, 50 * 99, 0.3)) < kFarOff);
}

TEST_CASE("A lost message does not occupy the translator", "[model][channels]") {
    const Spec spec = scenario(warnings("10d, 241h", "loss: 0.5, translate: 5h, translators: 1"));
    int seen = 0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        const Run run = play(spec, {}, replicate);
        const auto sent = run.all<MessageSent>();
        if (!sent[0].what.lost || sent[1].what.lost) continue;
        ++seen;
        CHECK(run.only<MessageDelivered>().what.desk == 241 * kHour);
    }
    CHECK(seen > 3);
}

TEST_CASE("A garbled message reads as the kind of the opposite tone", "[model][channels]") {
    const auto read_as = [](const std::string& kind, const std::string& more = "") {
        const std::string text = "messages: {evidence: {source: lab}" + more +
                                 "}\nevidence: {lab: {every: 1d}}\n" + warnings("10d", "garble: 1");
        return play(with(text, "sends: warning", "sends: " + kind)).only<MessageDelivered>().what.read_as;
    };
    CHECK(read_as("reassurance") == MessageKind::warning);
    CHECK(read_as("warning") == MessageKind::reassurance);
    CHECK(read_as("proposal") == MessageKind::warning);
    CHECK(read_as("denial") == MessageKind::admission);
    CHECK(read_as("admission") == MessageKind::denial);
    CHECK(read_as("query") == MessageKind::query);
    CHECK(read_as("evidence") == MessageKind::evidence);
    CHECK(read_as("warning", ", warning: {garbled: proposal}") == MessageKind::proposal);
}

TEST_CASE(
    "Messages are garbled with the channel's probability, and what was sent is recorded beside what was read",
    "[model][channels]") {
    const Spec spec = scenario(with(warnings("1d", "garble: 0.3"), "at: [1d]", "every: 1d"));
    double garbled = 0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        for (const auto& delivered : play(spec, {}, replicate).all<MessageDelivered>()) {
            CHECK(delivered.what.kind == MessageKind::warning);
            garbled += delivered.what.read_as == MessageKind::reassurance;
        }
    }
    CHECK(std::fabs(z_of_share(garbled, 50 * 99, 0.3)) < kFarOff);
}

TEST_CASE("A query that is not answered within patience counts as silence, by the credibility of its channel",
          "[model][channels]") {
    const Run run = play(asking("patience: 5d, credibility: 0.5", "never"));
    const auto silence = run.only<SilenceFell>();
    CHECK(silence.time == 15 * kDay);
    CHECK(silence.what.actor == kNorth);
    CHECK(silence.parent == run.only<MessageSent>().id);
    CHECK(silence.what.before.belief[1] == 0.5);
    CHECK(silence.what.after.belief[1] ==
          Approx(std::sqrt(0.6) / (std::sqrt(0.6) + std::sqrt(0.2))).epsilon(1e-12));
    CHECK(run.acts(kNorth).back().first == 15 * kDay);
    CHECK(run.result.counts.silences == 1);
    CHECK(play(asking("", "never")).all<SilenceFell>().empty());
}

TEST_CASE("Patience counts from the sending of the query, not from its delivery", "[model][channels]") {
    CHECK(play(asking("patience: 5d, link: 3d", "never")).only<SilenceFell>().time == 15 * kDay);
    const std::string delayed = with(asking("patience: 5d", "never"), "sends: query, via: cable",
                                     "sends: query, via: cable, delay: 2d");
    CHECK(play(delayed).only<SilenceFell>().time == 17 * kDay);
}

TEST_CASE(
    "There is no silence when an answer was delivered before, even at the last moment; there is when it is "
    "on its way",
    "[model][channels]") {
    CHECK(play(asking("patience: 5d, link: 1d", "1d")).all<SilenceFell>().empty());
    // delivered on day 15, which comes first
    CHECK(play(asking("patience: 5d, link: 1d", "3d")).all<SilenceFell>().empty());
    const Run late = play(asking("patience: 5d, link: 1d", "4d"));
    CHECK(late.only<SilenceFell>().time == 15 * kDay);
    const auto delivered = late.all<MessageDelivered>();
    REQUIRE(delivered.size() == 2);
    CHECK(delivered[1].time == 16 * kDay);
    CHECK(delivered[1].what.after.belief != delivered[1].what.before.belief);
}

TEST_CASE("A lost query and a lost answer end in silence", "[model][channels]") {
    CHECK(play(asking("patience: 5d, loss: 1", "0")).all<SilenceFell>().size() == 1);
    const Spec spec = scenario(asking("patience: 5d, loss: 0.5", "0"));
    int answers_lost = 0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        const Run run = play(spec, {}, replicate);
        const auto sent = run.all<MessageSent>();
        const bool answered = sent.size() == 2 && !sent[1].what.lost;
        answers_lost += sent.size() == 2 && sent[1].what.lost;
        CHECK(run.all<SilenceFell>().size() == (answered ? 0 : 1));
    }
    CHECK(answers_lost > 3);
}

TEST_CASE("A consultation makes both readings true and moves the images, and is no trigger",
          "[model][channels]") {
    const std::string text = R"(
channels: {table: {UP meets: {every: 40d}}}
moves: {up: {to: crisis, seen: 0}, rise: {to: tense, seen: 0}}
incidents: {a: {target: north, cause: accident, at: 10d}, b: {target: south, cause: accident, at: 10d}}
north: {image: {climb: 3}, doctrine: [{do: up}]}
south: {image: {climb: 4}, doctrine: [{do: rise}]}
clock: {horizon: 90d}
)";
    const Run run = play(with(text, "UP", ""));
    const auto meetings = run.all<Consultation>();
    REQUIRE(meetings.size() == 2);
    CHECK(meetings[0].time == 40 * kDay);
    CHECK(meetings[1].time == 80 * kDay);
    CHECK(meetings[0].what.readings_before == std::array<RungId, kActors>{kCalm, kCalm});
    CHECK(meetings[0].what.readings == std::array<RungId, kActors>{kTense, kCrisis});
    CHECK(run.acts(kNorth).size() == 1);
    CHECK(run.acts(kSouth).size() == 1);
    Stage stage(with(text, "UP", ""));
    stage.go_to(40 * kDay);
    CHECK(stage.fact(kNorth, Fact::image) == Approx(0.75).epsilon(1e-12));
    CHECK(stage.fact(kSouth, Fact::image) == Approx(0.8).epsilon(1e-12));
    CHECK(stage.fact(kSouth, Fact::adversary_rung) == 2);
    CHECK(play(with(text, "UP", "up: no,")).all<Consultation>().empty());
    const Run mended = play(with(text, "UP", "up: {fails: 30d, repairs: 15d},"));
    CHECK(mended.times<Consultation>() == Times{});  // down from day 30 to 45 and from 75
    const Run short_failures = play(with(text, "UP", "up: {fails: 39d, repairs: 15d},"));
    CHECK(short_failures.times<Consultation>() == Times{80 * kDay});
}
