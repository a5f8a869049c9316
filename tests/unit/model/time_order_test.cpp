// Sections 2 and 3 of the model: time, the order of events, and the names of draws.
#include <algorithm>
#include <map>
#include <set>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// The class of a record, as the order of classes at one time counts them; -1 for what follows from another
// event of the same moment.
int class_of(const Record& record) {
    if (std::holds_alternative<MeasureInForce>(record.what)) return 0;
    if (std::holds_alternative<LineChanged>(record.what) ||
        std::holds_alternative<Consultation>(record.what) ||
        std::holds_alternative<MessageDelivered>(record.what))
        return 1;
    if (const auto* incident = std::get_if<IncidentHappened>(&record.what))
        return incident->author.valid() ? -1 : 2;
    if (std::holds_alternative<Injected>(record.what)) return 2;
    if (std::holds_alternative<CaseOpened>(record.what)) return 3;
    if (std::holds_alternative<ReportReceived>(record.what)) return 4;
    if (std::holds_alternative<MoveTookEffect>(record.what) ||
        std::holds_alternative<MessageSent>(record.what))
        return 5;
    if (std::holds_alternative<MoveSeen>(record.what) || std::holds_alternative<SilenceFell>(record.what))
        return 6;
    if (std::holds_alternative<DecisionMade>(record.what)) return 7;
    if (const auto* opened = std::get_if<DecisionOpened>(&record.what))
        return opened->trigger == Trigger::review ? 8 : -1;
    return -1;
}

// Everything happens every few milliseconds, and nothing without delay.
constexpr std::string_view kRush = R"(
clock: {start: 2020-01-06, horizon: 60ms}
channels: {cable: {up: {fails: 4ms, repairs: 1ms}, link: 1ms, patience: 3ms, meets: {every: 1ms}}}
evidence: {lab: {every: 1ms}}
moves: {up: {to: tense, delay: 1ms}, down: {to: calm, delay: 1ms}, ask: {sends: query, via: cable, delay: 1ms}}
incidents: {spark: {target: [north, south], cause: accident, every: 1ms}}
north: {detection: {delay: 1ms}, posture: {delay: 1ms}, deliberation: 1ms, review: 1ms, doctrine: [{do: {up: 1, down: 1, ask: 2, hold: 1}}]}
south: {detection: {delay: 1ms}, posture: {delay: 1ms}, deliberation: 1ms, review: 1ms, doctrine: [{do: {up: 1, down: 1, ask: 2, hold: 1}}]}
measures: {pact: {in_force: 10ms}}
)";

std::vector<std::pair<Millis, std::size_t>> outline(const Run& run) {
    std::vector<std::pair<Millis, std::size_t>> lines;
    for (const Record& record : run.records) lines.emplace_back(record.time, record.what.index());
    return lines;
}

// The text of a section with its entries, which stand on lines of their own, in the opposite order.
std::string reversed_entries(std::string_view lines) {
    std::vector<std::string> entries;
    std::string head;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size() - 1) + 1;
        const std::string line(lines.substr(at, end - at));
        at = end;
        if (line.front() != ' ') head += line;
        else if (line[2] == ' ') entries.back() += line;
        else entries.push_back(line);
    }
    std::string text = head;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) text += *entry;
    return text;
}

}  // namespace

TEST_CASE("Events at one time run class by class in the written order", "[model][time]") {
    Script script;
    for (Millis at = 1; at < 60; ++at) script.injects.push_back({at, kNorth, "", {}, 0});
    const Run run = play(scenario(kRush), {{"pact"}, {}}, 0, script);
    std::map<Millis, std::vector<int>> classes;
    for (const Record& record : run.records) {
        if (record.time > 0 && class_of(record) >= 0) classes[record.time].push_back(class_of(record));
    }
    std::set<std::pair<int, int>> neighbours;
    for (const auto& [time, found] : classes) {
        CAPTURE(time, found);
        CHECK(std::is_sorted(found.begin(), found.end()));
        for (std::size_t i = 1; i < found.size(); ++i) neighbours.emplace(found[i - 1], found[i]);
    }
    for (int first = 0; first < 8; ++first) {
        CAPTURE(first);
        CHECK(neighbours.count({first, first + 1}) == 1);
    }
}

TEST_CASE("Events of one class at one time run in the order in which they were scheduled", "[model][time]") {
    const Run ordered = play(R"(
north: {doctrine: [{when: {incident.severity: 1}, do: later}, {do: sooner}]}
incidents: {a: {target: north, cause: accident, at: 1d, severity: 1}, b: {target: north, cause: accident, at: 2d, severity: 2}}
moves: {later: {to: tense, delay: 2d}, sooner: {to: crisis, delay: 1d}}
)");
    REQUIRE(ordered.acts(kNorth) == Acts{{kDay, "later"}, {2 * kDay, "sooner"}});
    const auto effects = ordered.all<MoveTookEffect>();
    REQUIRE(effects.size() == 2);
    CHECK(effects[0].time == 3 * kDay);
    CHECK(effects[1].time == 3 * kDay);
    CHECK(effects[0].what.after == kTense);
    CHECK(effects[1].what.after == kCrisis);
}

TEST_CASE("A drawn duration is rounded once, when its event is scheduled", "[model][time]") {
    const Run run = play(R"(
clock: {horizon: 12ms}
incidents: {tick: {target: north, cause: accident, every: 1.6ms}}
)");
    CHECK(run.times<IncidentHappened>() == std::vector<Millis>{2, 4, 6, 8, 10});
    const Run down = play(R"(
clock: {horizon: 5ms}
incidents: {tick: {target: north, cause: accident, every: 1.4ms}}
)");
    CHECK(down.times<IncidentHappened>() == std::vector<Millis>{1, 2, 3, 4});
}

TEST_CASE("Nothing happens at or after the horizon but the end itself", "[model][time]") {
    const Run run = play(R"(
clock: {horizon: 10d}
incidents: {tick: {target: north, cause: accident, every: 5d}, last: {target: south, cause: accident, at: 864000000ms}, late: {target: south, cause: accident, at: 863999999ms}}
)");
    CHECK(run.times<IncidentHappened>() == std::vector<Millis>{5 * kDay, 10 * kDay - 1});
    CHECK(run.only<RunEnded>().time == 10 * kDay);
    CHECK(run.records.back().time == 10 * kDay);
    CHECK(run.result.duration == 10 * kDay);
}

TEST_CASE("What starts together is scheduled by name and not by place in the file", "[model][time]") {
    const Run run = play(R"(
channels: {second: {meets: {every: 10d}}, first: {meets: {every: 10d}}}
incidents: {b: {target: north, cause: accident, at: 20d, severity: 2}, a: {target: north, cause: accident, at: 20d, severity: 1}}
clock: {horizon: 25d}
)");
    std::vector<std::string> channels;
    for (const auto& meeting : run.all<Consultation>())
        channels.push_back(run.spec.channels[meeting.what.channel.index()].id);
    CHECK(channels == std::vector<std::string>{"first", "second", "first", "second"});
    std::vector<double> severities;
    for (const auto& incident : run.all<IncidentHappened>()) severities.push_back(incident.what.severity);
    CHECK(severities == std::vector<double>{1, 2});
}

TEST_CASE(
    "Consultations are scheduled before line failures, so one on the moment of a failure still takes place",
    "[model][time]") {
    const Run run = play(R"(
channels: {cable: {up: {fails: 10d, repairs: 50d}, meets: {every: 10d}}}
clock: {horizon: 15d}
)");
    CHECK(run.all<Consultation>().size() == 1);
}

TEST_CASE("A source with gaps draws its first gap at the start of the clock", "[model][time]") {
    const Run run = play("incidents: {tick: {target: north, cause: accident, every: 30d}}\n");
    CHECK(run.times<IncidentHappened>() == std::vector<Millis>{30 * kDay, 60 * kDay, 90 * kDay});
}

TEST_CASE("The order of a file's sections changes no result, to the last bit", "[model][time]") {
    Sections sections = sections_of(scenario_text(busy()));
    std::reverse(sections.begin(), sections.end());
    std::string text;
    for (const auto& [key, lines] : sections) text += lines;
    const Spec turned = spec_of(text);
    const ArmSpec arm{{"exchange", "talks"}, {}};
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        CHECK(play(turned, arm, replicate).result.digest == play(busy(), arm, replicate).result.digest);
    }
}

TEST_CASE("The order of the entries of a section changes nothing that happens", "[model][time]") {
    const ArmSpec arm{{"exchange", "talks"}, {}};
    const std::string section =
        GENERATE("incidents", "evidence", "channels", "moves", "messages", "actors", "measures");
    CAPTURE(section);
    std::string text;
    for (const auto& [key, lines] : sections_of(scenario_text(busy())))
        text += key == section ? reversed_entries(lines) : lines;
    const Spec given = scenario(busy());
    const Spec turned = spec_of(text);
    REQUIRE_FALSE(turned == given);
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Run run = play(turned, arm, replicate);
        const Run other = play(given, arm, replicate);
        CHECK(outline(run) == outline(other));
        CHECK(run.result.outcome == other.result.outcome);
        const bool swapped = section == "actors";
        for (std::size_t actor = 0; actor < kActors; ++actor) {
            CHECK(run.result.peak_rung[swapped ? 1 - actor : actor] == other.result.peak_rung[actor]);
            CHECK(run.result.peak_time[swapped ? 1 - actor : actor] == other.result.peak_time[actor]);
        }
    }
}

TEST_CASE("The order of the causes changes nothing that happens", "[model][time]") {
    const std::string text = R"(
incidents: {mystery: {target: north, cause: {accident: 1, attack: 1}, every: 10d}}
causes: {)";
    const Run run = play(text + "accident: {hostility: 0}, attack: {hostility: 1}}\n");
    const Run turned = play(text + "attack: {hostility: 1}, accident: {hostility: 0}}\n");
    const auto names = [](const Run& of) {
        std::vector<std::string> causes;
        for (const auto& incident : of.all<IncidentHappened>())
            causes.push_back(of.spec.causes[incident.what.cause.index()].id);
        return causes;
    };
    CHECK(names(run) == names(turned));
}

TEST_CASE("A further source changes no draw of the others", "[model][draws]") {
    const std::string further =
        with(busy(), "  raid:",
             "  aside: {target: south, cause: accident, every: {exponential: 9d}, severity: 0}\n  raid:");
    // South notices nothing, so the further incidents make no difference to anybody.
    const auto deaf = [](std::string text) {
        return with(std::move(text), "probability: 0.9", "probability: 0");
    };
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const Run run = play(deaf(busy()), {}, replicate);
        const Run more = play(deaf(further), {}, replicate);
        std::vector<std::pair<Millis, double>> without;
        std::vector<std::pair<Millis, double>> besides;
        for (const auto& incident : run.all<IncidentHappened>())
            without.emplace_back(incident.time, incident.what.severity);
        for (const auto& incident : more.all<IncidentHappened>()) {
            if (incident.what.severity > 0) besides.emplace_back(incident.time, incident.what.severity);
        }
        CHECK(without == besides);
    }
}

TEST_CASE("A source draws alike whether it stands alone or among a thousand", "[model][draws]") {
    Spec spec = scenario(
        "incidents: {s: {target: north, cause: accident, every: {uniform: [1d, 99d]}}}\nnorth: {detection: "
        "{probability: 0}, doctrine: [{do: hold}]}\n");
    const IncidentSpec source = spec.incidents.front();
    const auto first_times = [&](const Run& run) {
        std::map<std::string, Millis> first;
        for (const auto& incident : run.all<IncidentHappened>())
            first.emplace(run.spec.incidents[incident.what.source.index()].id, incident.time);
        return first;
    };
    spec.incidents.clear();
    for (int i = 0; i < 1000; ++i) {
        spec.incidents.push_back(source);
        spec.incidents.back().id = "s" + std::to_string(i);
    }
    auto together = first_times(play(spec));
    int different = 0;
    Spec single = spec;
    for (const IncidentSpec& one : spec.incidents) {
        single.incidents = {one};
        different += first_times(play(single))[one.id] != together[one.id];
    }
    CHECK(different == 0);
}
