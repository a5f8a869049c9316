#include <set>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "unit/trace/trace_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

ReadTrace read(const std::string& text) {
    std::istringstream in(text);
    return read_trace(in, quarrel());
}

Script long_script() {
    Script script;
    script.decisions.push_back({kSouth, 2, move_id("protest")});
    script.decisions.push_back({kNorth, 0, move_id("hold")});
    script.injects.push_back({86'400'000, kNorth, "Word of a \"raid\"\t\u00fc\n", {}, 0});
    script.injects.push_back({172'800'001, kSouth, "", CauseId{std::size_t{1}}, 4.1});
    return script;
}

Trace a_trace() {
    Trace trace = trace_run(quarrel_model(), {77, 18446744073709551615U, 3}, long_script());
    trace.header.scenario_sha256 = "0123abc";
    trace.header.set = {"clock.horizon=2y", "actors.*.tremble=0"};
    return trace;
}

// The trace with one text of its header replaced.
std::string with(const std::string& from, const std::string& to) {
    std::string text = written(quarrel_model(), a_trace());
    return text.replace(text.find(from), from.size(), to);
}

TEST_CASE("a written trace reads back to the header and digest that it was written from", "[trace]") {
    const Trace trace = a_trace();
    const std::string text = written(quarrel_model(), trace);
    const ReadTrace result = read(text);
    REQUIRE(result.error.empty());
    REQUIRE(result.digest == trace.result.digest);
    REQUIRE(result.lines == trace.records.size() + 2);
    REQUIRE(result.header.version == kTraceVersion);
    REQUIRE(result.header.scenario == "quarrel");
    REQUIRE(result.header.scenario_sha256 == "0123abc");
    REQUIRE(result.header.key == trace.header.key);
    REQUIRE(result.header.arm == trace.header.arm);
    REQUIRE(result.header.set == trace.header.set);
    REQUIRE(result.header.script == trace.header.script);
    REQUIRE(simulate(compile(quarrel(), result.header.arm), result.header.key, result.header.script).digest ==
            result.digest);
}

TEST_CASE("clean perception reads back", "[trace]") {
    const Model model = compile(quarrel(), {{}, {false, true}});
    const ReadTrace result = read(written(model, trace_run(model, {1, 0, 0})));
    REQUIRE(result.error.empty());
    REQUIRE(result.header.arm == model.arm());
}

TEST_CASE("a file that is no trace is refused", "[trace]") {
    REQUIRE(read("").error == "line 1: the file is empty");
    for (const char* text :
         {"\n", "hello", "[]", "{}", "{\"firebreak\":1}", "\xff\xfe", "{\"firebreak_trace\":1", "null\n{}"}) {
        CAPTURE(text);
        REQUIRE(read(text).error == "line 1: not a Firebreak trace");
    }
    REQUIRE(read("{\"firebreak_trace\":2}").error ==
            "line 1: version 2 of the trace format; this program reads version 1");
    REQUIRE(read("{\"firebreak_trace\":1}").error == "line 1: scenario: missing");
}

TEST_CASE("a file that was cut short says so, with the header and the lines that there were", "[trace]") {
    const std::string text = written(quarrel_model(), a_trace());
    const auto lines = lines_of(text);
    const std::string head = lines[0] + "\n" + lines[1] + "\n";
    const ReadTrace whole_lines = read(head);
    REQUIRE(whole_lines.error == "line 3: the file ends without an end line: it was cut short");
    REQUIRE(whole_lines.lines == 2);
    REQUIRE(whole_lines.header.key.seed == 77);
    REQUIRE(read(head + lines[2].substr(0, lines[2].size() / 2)).error ==
            "line 3: not a JSON object; the file is damaged or was cut short");
    for (std::size_t size = 0; size + 2 < text.size(); size += 997)
        REQUIRE_FALSE(read(text.substr(0, size)).error.empty());
}

TEST_CASE("a file with lines missing, out of order or after its end is refused", "[trace]") {
    const auto lines = lines_of(written(quarrel_model(), a_trace()));
    const std::string head = lines[0] + "\n" + lines[1] + "\n";
    REQUIRE(read(head + lines[3] + "\n" + lines.back()).error ==
            "line 3: record 2 where record 1 was due: lines are missing or out of order");
    REQUIRE(read(head + "{\"x\":1}\n" + lines.back()).error == "line 3: neither a record nor an end line");
    REQUIRE(read(head + lines.back() + "\n" + lines[2]).error == "line 4: text after the end line");
    REQUIRE(read(head + lines.back() + "\n\n  \r\n").error.empty());
    REQUIRE(read(head + R"({"end":"2012","digest":"12"})").error ==
            "line 3: digest: expected 16 hexadecimal digits");
    REQUIRE(read(head + R"({"end":"2012","digest":"000000000000000G"})").error ==
            "line 3: digest: expected 16 hexadecimal digits");
    REQUIRE(read(head + R"({"end":"2012"})").error == "line 3: digest: expected 16 hexadecimal digits");
}

TraceCheck checked(const std::string& text) {
    std::istringstream in(text);
    TraceReader reader(in, quarrel());
    REQUIRE(reader.error().empty());
    return reader.check(quarrel_model());
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

TEST_CASE("a trace agrees with the run made again, record for record", "[trace]") {
    const Trace trace = a_trace();
    const TraceCheck check = checked(written(quarrel_model(), trace));
    REQUIRE(check.error.empty());
    REQUIRE(check.difference.empty());
    REQUIRE(check.records == trace.records.size());
    REQUIRE(check.run.digest == trace.result.digest);
    REQUIRE(check.run.outcome == trace.result.outcome);
}

TEST_CASE("a run written while it is made is the trace of it, in every view", "[trace]") {
    const Trace trace = a_trace();
    for (const PointOfView view : {kTruth, kBoth, kNorthView, kSouthView}) {
        std::ostringstream out;
        REQUIRE(write_run(out, quarrel_model(), trace.header, view).digest == trace.result.digest);
        REQUIRE(out.str() == written(quarrel_model(), trace, view));
    }
}

TEST_CASE("the order of keys, blanks and line ends are no difference", "[trace]") {
    std::string text = "\xEF\xBB\xBF";
    for (const std::string& line : lines_of(written(quarrel_model(), a_trace()))) {
        text += nlohmann::json::parse(line).dump(-1, ' ', true) + "  \r\n";  // keys in alphabetical order
    }
    const TraceCheck check = checked(text);
    REQUIRE(check.error.empty());
    REQUIRE(check.difference.empty());
}

TEST_CASE("whatever is changed in a trace, replay names the line", "[trace]") {
    const auto lines = lines_of(written(quarrel_model(), a_trace()));
    std::set<std::string> kinds;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto line = nlohmann::ordered_json::parse(lines[i]);
        // one record of each kind is enough
        if (i + 1 < lines.size() && !kinds.insert(line.at("kind")).second) continue;
        const auto flat = line.flatten();
        for (const auto& [place, value] : flat.items()) {
            auto changed = line;
            changed[nlohmann::ordered_json::json_pointer(place)] = value == "x" ? "y" : "x";
            auto edited = lines;
            edited[i] = changed.dump();
            const TraceCheck check = checked(joined(edited));
            CAPTURE(edited[i], check.error, check.difference);
            const std::string found = check.difference + check.error;
            REQUIRE(found.starts_with("line " + std::to_string(i + 1) + ": "));
            REQUIRE(check.records == i - 1);
        }
    }
    REQUIRE(kinds.size() >= 14);
}

TEST_CASE("the first difference says what the trace and what the run says", "[trace]") {
    const auto lines = lines_of(written(quarrel_model(), a_trace()));
    const auto difference = [&](std::size_t line, const std::string& from, const std::string& to) {
        auto edited = lines;
        const std::size_t at = edited[line].find(from);
        REQUIRE(at != std::string::npos);
        edited[line].replace(at, from.size(), to);
        return checked(joined(edited)).difference;
    };
    REQUIRE(difference(1, "\"own_rung\":\"calm\"", "\"own_rung\":\"war\"") ==
            "line 2: observed.north.own_rung: the trace says \"war\", the run gives \"calm\"");
    REQUIRE(difference(1, "\"own_rung\":\"calm\",", "") ==
            "line 2: observed.north.own_rung: the trace says nothing, the run gives \"calm\"");
    REQUIRE(difference(1, "\"parent\":null", "\"parent\":null,\"note\":[1]") ==
            "line 2: note: the trace says [1], the run gives nothing");
    REQUIRE(difference(0, "\"clock_start\":\"2011", "\"clock_start\":\"2012") ==
            "line 1: clock_start: the trace says \"2012-07-01T00:00:00Z\", the run gives "
            "\"2011-07-01T00:00:00Z\"");
    const std::string end = "line " + std::to_string(lines.size()) + ": ";
    REQUIRE(difference(lines.size() - 1, "\"outcome\":\"crisis\"", "\"outcome\":\"war\"") ==
            end + "outcome: the trace says \"war\", the run gives \"crisis\"");
}

TEST_CASE("a trace that lacks records at its end or has more than the run differs there", "[trace]") {
    auto fewer = lines_of(written(quarrel_model(), a_trace()));
    auto more = fewer;
    const std::string last = std::to_string(fewer.size() - 1);
    fewer.erase(fewer.end() - 2);
    REQUIRE(
        checked(joined(fewer))
            .difference.starts_with("line " + last + ": the trace ends here, the run goes on with {\"id\":"));
    more.insert(more.end() - 1, "{\"id\":" + std::to_string(more.size() - 2) + ",\"kind\":\"seen\"}");
    REQUIRE(checked(joined(more))
                .difference.starts_with("line " + std::to_string(more.size() - 1) +
                                        ": the run has ended, the trace goes on with {\"id\":"));
    auto cut = fewer;
    cut.pop_back();
    REQUIRE(checked(joined(cut)).error.ends_with("the file ends without an end line: it was cut short"));
    auto gap = more;
    gap.erase(gap.begin() + 2);
    REQUIRE(checked(joined(gap)).error ==
            "line 3: record 2 where record 1 was due: lines are missing or out of order");
    auto twice = fewer;
    twice[1].replace(twice[1].find("\"t\":0"), 5, "\"t\":7,\"t\":0");
    REQUIRE(checked(joined(twice)).error == "line 2: the key 't' is given twice in one object");
}

TEST_CASE("names that the scenario does not have are refused with the nearest one", "[trace]") {
    REQUIRE(read(with("\"move\":\"protest\"", "\"move\":\"protst\"")).error ==
            "line 1: script.decisions.1.move: unknown move 'protst'; did you mean 'protest'?");
    REQUIRE(read(with("\"actor\":\"south\"", "\"actor\":\"soth\"")).error ==
            "line 1: script.decisions.1.actor: unknown actor 'soth'; did you mean 'south'?");
    REQUIRE(read(with("\"measures\":[\"pact\"]", "\"measures\":[\"pacts\"]")).error ==
            "line 1: arm.measures.1: unknown measure 'pacts'; did you mean 'pact'?");
    REQUIRE(read(with("\"clean\":[]", "\"clean\":[\"zzzzzz\"]")).error ==
            "line 1: arm.clean.1: unknown actor 'zzzzzz'");
    REQUIRE(read(with("\"cause\":\"attack\"", "\"cause\":\"atack\"")).error ==
            "line 1: script.injects.2.cause: unknown cause 'atack'; did you mean 'attack'?");
    REQUIRE(read(with("\"scenario\":\"quarrel\"", "\"scenario\":\"first\\u001b\"")).error ==
            "line 1: the trace is of the scenario 'first\\x1b', not of 'quarrel'");
}

TEST_CASE("values of the wrong type or out of range are refused", "[trace]") {
    REQUIRE(read(with("\"seed\":77", "\"seed\":-1")).error ==
            "line 1: seed: expected a whole number from 0 to 18446744073709551615");
    REQUIRE(read(with("\"seed\":77", "\"seed\":\"77\"")).error ==
            "line 1: seed: expected a whole number from 0 to 18446744073709551615");
    REQUIRE(read(with("\"seed\":77", "\"seed\":1e999")).error == "line 1: not a Firebreak trace");
    REQUIRE(read(with("\"decision\":2", "\"decision\":4294967296")).error ==
            "line 1: script.decisions.1.decision: expected a whole number from 0 to 4294967295");
    REQUIRE(read(with("\"severity\":4.1", "\"severity\":11")).error ==
            "line 1: script.injects.2.severity: expected a number from 0 to 10");
    REQUIRE(read(with("\"arm\":{", "\"arm\":[],\"x\":{")).error == "line 1: arm: expected an object");
    REQUIRE(read(with("\"set\":[", "\"set\":[1,")).error == "line 1: set.1: expected a text");
    REQUIRE(read(with("\"script\":{\"decisions\":[", "\"script\":{\"decisions\":[7,")).error ==
            "line 1: script.decisions.1: expected an object");
}

TEST_CASE("a seat's view is refused, since it does not say which run it is", "[trace]") {
    const std::string text = written(quarrel_model(), a_trace(), kNorthView);
    REQUIRE(read(text).error ==
            "line 1: this trace shows the view of 'north', which does not identify its run; only the view of "
            "truth does");
}

TEST_CASE("hostile input is refused without harm", "[trace]") {
    const std::string deep(1'000'000, '[');
    REQUIRE(read(deep).error == "line 1: nested too deep");
    const auto lines = lines_of(written(quarrel_model(), a_trace()));
    REQUIRE(read(lines[0] + "\n{\"id\":" + deep).error == "line 2: nested too deep");
    REQUIRE(read(lines[0] + "\n" + std::string((std::size_t{16} << 20) + 1, 'x')).error ==
            "line 2: longer than 16 MiB");
    REQUIRE_FALSE(read(std::string(1000, '\0')).error.empty());
}

TEST_CASE("a trace with any one byte damaged never does worse than an error", "[trace]") {
    const auto lines = lines_of(written(quarrel_model(), a_trace()));
    const std::string text = lines[0] + "\n" + lines[1] + "\n" + lines.back() + "\n";
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char c : {'\0', '"', '{', '9', '\xff', '\n'}) {
            std::string damaged = text;
            damaged[i] = c;
            const ReadTrace result = read(damaged);
            if (result.error.empty()) REQUIRE(result.lines >= 3);
        }
    }
}

}  // namespace
}  // namespace firebreak
