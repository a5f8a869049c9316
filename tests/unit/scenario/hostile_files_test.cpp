#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <ctime>

#include "scenario/yaml_signs.hpp"
#include "small_scenario.hpp"

using namespace firebreak;
using namespace firebreak::testing;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
}

// The only fault of a text, which must be found for little work: the processor's time, so that a busy machine
// fails nothing.
std::string refusal(std::string_view text) {
    const std::clock_t start = std::clock();
    const Lines faults = faults_of(text);
    CHECK(std::clock() - start < 5 * CLOCKS_PER_SEC);
    return faults.size() == 1 ? faults[0] : std::to_string(faults.size()) + " faults";
}

}  // namespace

TEST_CASE("A file that is too large is refused by its size", "[hostile]") {
    CHECK(refusal("a: " + std::string(5'000'000, 'x')) ==
          "t.yaml: the file is larger than 1 MiB, the limit for a scenario");
    CHECK(refusal("a: " + std::string(300'000, 'x')) == "t.yaml:1:1: a line is longer than 256 KiB");
}

TEST_CASE("Nesting is refused at its limit in every style", "[hostile]") {
    CHECK(refusal("a: " + repeated("[", 100'000)).find("nested deeper than 64 levels") != std::string::npos);
    CHECK(refusal(repeated("[\n", 100'000)).find("nested deeper than 64 levels") != std::string::npos);
    CHECK(refusal(repeated("{a: ", 50'000)).find("nested deeper than 64 levels") != std::string::npos);
    CHECK(refusal(repeated("- ", 50'000)).find("nested deeper than 64 levels") != std::string::npos);
    CHECK(refusal(repeated("? ", 50'000)).find("nested deeper than 64 levels") != std::string::npos);
}

TEST_CASE("Too many nodes are refused, written out or by aliases", "[hostile]") {
    CHECK(refusal("a: [" + repeated("1,\n", 150'000) + "]").find("the file has more than 100000 nodes") !=
          std::string::npos);
    std::string laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char name = 'b'; name < 'k'; ++name) {
        laughs += std::string(1, name) + ": &" + name + " [" +
                  repeated(std::string("*") + static_cast<char>(name - 1) + ",", 10) + "]\n";
    }
    CHECK(refusal(laughs).find("aliases make the file larger than 200000 nodes") != std::string::npos);
}

TEST_CASE("An alias inside its own anchor is refused", "[hostile]") {
    CHECK(refusal("a: &a [*a]\n") == "t.yaml:1:8: an alias must not be used inside its own anchor");
    CHECK(refusal("a: &a {<<: *a}\n").find("inside its own anchor") != std::string::npos);
}

TEST_CASE("Bytes that are no text are refused at their place", "[hostile]") {
    CHECK(refusal(std::string_view("a: 1\nb: \0\n", 10)) ==
          "t.yaml:2:4: a NUL byte; a scenario is text in UTF-8");
    CHECK(refusal("a: 1\nb: \xFF\n") == "t.yaml:2:4: not valid UTF-8");
    CHECK(refusal("a: \xC0\xAF\n") == "t.yaml:1:4: not valid UTF-8");
}

TEST_CASE("What is no single map of sections is refused", "[hostile]") {
    CHECK(refusal("") == "t.yaml:1:1: the file is empty");
    CHECK(refusal("# nothing\n") == "t.yaml:1:1: the file is empty");
    CHECK(refusal("text") == "t.yaml:1:1: expected a map of the scenario's sections, found 'text'");
    CHECK(refusal("- a\n") == "t.yaml:1:1: expected a map of the scenario's sections, found a list");
    CHECK(refusal("a: 1\n---\nb: 2\n") ==
          "t.yaml:2:1: a second document starts here; a scenario is one document");
}

TEST_CASE("Broken YAML is one fault with a place", "[hostile]") {
    for (const char* text : {"a: [1, 2\nb: }\n", "a: *nope\n", "a: \"open\n", "a:\n\tb: 1\n", "&a &b c: d",
                             "!<x", "%TAG ! x\n%TAG ! x\n--- a", "a: 'x"}) {
        INFO(text);
        CHECK(refusal(text).find("t.yaml:") == 0);
        CHECK(refusal(text).find("not valid YAML") != std::string::npos);
    }
}

TEST_CASE("A quote that is never closed is a fault, with and without a line end behind it", "[hostile]") {
    const std::string found = "t.yaml:28:10: not valid YAML: the quote in line 28 is never closed";
    CHECK(refusal(kSmall + "summary: \"open") == found);
    CHECK(refusal(kSmall + "summary: 'open\n") == found);
    CHECK(refusal(kSmall + "summary: 'it''s \\") == found);
    CHECK(refusal(kSmall + "summary: \"a \\\" b") == found);
}

TEST_CASE("A bracket that is never closed is a fault where it was opened", "[hostile]") {
    CHECK(refusal(small_with("id: small", "id: [small")) ==
          "t.yaml:2:5: not valid YAML: the [ in line 2 is never closed");
    CHECK(faults_of(small_with("id: small", "id: {small")).front() ==
          "t.yaml:2:5: not valid YAML: the { in line 2 is never closed");
    CHECK(refusal(small_with("{threat: \">= 2\"}", "{threat: [1, \"> 5\"}")) ==
          "t.yaml:21:25: not valid YAML: the [ in line 21 is never closed");
    CHECK(refusal(kSmall + "summary: [\xC3\xA4, {b: c]\n") ==
          "t.yaml:28:14: not valid YAML: the { in line 28 is never closed");
}

TEST_CASE("Brackets and quotes within texts, comments and blocks open nothing", "[hostile]") {
    const std::string harmless =
        "title: What [now? don't \"say\n# [ { \" '\nsummary: |\n  [ \" '\n   {\n\n  a: \"\nquestion: 'a [ "
        "\"'  # [\nsources: {one: \"[\\\"{\", two: don't, \"three\":\"[\"}\n";
    CHECK(find_signs(kSmall + harmless).unclosed == std::nullopt);
    CHECK(find_signs(harmless + "a: [").unclosed == harmless.size() + 3);
    const LoadedScenario loaded = parse_scenario(kSmall + harmless, "t.yaml");
    REQUIRE(loaded.spec);
    CHECK(loaded.spec->question == "a [ \"");
    for (const std::string& text :
         {std::string("- - |\n    [\n- ["), std::string("a:\n  - b: >-\n      [\n    c: [")}) {
        CAPTURE(text);
        CHECK(find_signs(text).unclosed == text.size() - 1);
    }
}

TEST_CASE("A surrogate pair is one character, and half of one is a fault with its place", "[hostile]") {
    const auto with_title = [](const std::string& title) {
        return small_with("id: small\n", "id: small\ntitle: " + title + "\n");
    };
    const auto title_of = [&](const std::string& title) {
        const LoadedScenario loaded = parse_scenario(with_title(title), "t.yaml");
        return loaded.spec ? loaded.spec->title : format_diagnostic(loaded.diagnostics.front());
    };
    CHECK(title_of("\"\\ud83d\\ude00\"") == "\xF0\x9F\x98\x80");
    CHECK(title_of("\"a\\uD83D\\uDE00\\ud83d\\ude00b\\u00e4\"") ==
          "a\xF0\x9F\x98\x80\xF0\x9F\x98\x80"
          "b\xC3\xA4");
    CHECK(title_of("\"\\U0001F600\"") == "\xF0\x9F\x98\x80");
    CHECK(title_of("\"\\\\ud83d\\\\ude00\"") == "\\ud83d\\ude00");
    CHECK(title_of("'\\ud83d\\ude00'") == "\\ud83d\\ude00");
    CHECK(title_of("\\ud83d\\ude00") == "\\ud83d\\ude00");
    for (const char* half : {"\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\ude00\\ud83d", "\\ud83dx"}) {
        CAPTURE(half);
        CHECK(title_of("\"ab" + std::string(half) + "\"").starts_with("t.yaml:3:11: not valid YAML: '\\ud"));
    }
    // Columns are those of the file.
    CHECK(faults_of(small_with("causes:", "sources: {a: \"\\ud83d\\ude00\\ud83d\\ude00\", B: c}\ncauses:"))
              .front()
              .starts_with("t.yaml:9:42: sources.B:"));
}

TEST_CASE("Joiners may stand in texts but not in ids, and diagnostics show them", "[hostile]") {
    const std::string joiner = "\xE2\x80\x8C";
    const LoadedScenario loaded = parse_scenario(
        small_with("id: small\n", "id: small\ntitle: \"\xD9\x85" + joiner + "\xE2\x80\x8D\xD8\xAE\"\n"),
        "t.yaml");
    REQUIRE(loaded.spec);
    CHECK(loaded.spec->title == "\xD9\x85" + joiner + "\xE2\x80\x8D\xD8\xAE");
    CHECK(parse_scenario(write_scenario(*loaded.spec, true), "t.yaml").spec == loaded.spec);
    CHECK(faults_of(small_with("id: small", "id: sm" + joiner + "all"))
              .front()
              .ends_with("found 'sm\\u200call'"));
    CHECK(faults_of(small_with("threat:", "thr" + joiner + "eat:"))
              .front()
              .ends_with("unknown fact 'thr\\u200ceat'; did you mean 'threat'?"));
    for (const char* refused : {"\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xD8\x9C"}) {
        CHECK(faults_of(small_with("id: small\n", "id: small\ntitle: \"a" + std::string(refused) + "\"\n"))
                  .size() == 1);
    }
}

TEST_CASE("A merge key given twice is a fault at the second", "[hostile]") {
    CHECK(faults_of(small_with("south: {<<: *side}", "south: {<<: *side, name: S, <<: {tremble: 0.9}}")) ==
          Lines{"t.yaml:23:31: '<<' is given twice; to merge several maps write <<: [*one, *other]"});
    CHECK(faults_of(small_with("south: {<<: *side}", "south: {<<: [{tremble: 0.9}, *side]}")).empty());
}

TEST_CASE("A key given twice is a fault at the second", "[hostile]") {
    CHECK(faults_of(kSmall + "id: again\n") == Lines{"t.yaml:28:1: id: this key is given twice"});
}

TEST_CASE("Tags, and keys that are no names, are faults", "[hostile]") {
    CHECK(faults_of(small_with("id: small", "id: !!python/name:os.system small")).size() == 1);
    CHECK(faults_of(small_with("id: small", "id: !!str small")).empty());
    CHECK(faults_of(kSmall + "? [a, b]\n: 1\n") ==
          Lines{"t.yaml:28:3: a key must be a plain name, found a list"});
}

TEST_CASE("A file in memory neither extends nor includes", "[hostile]") {
    CHECK(refusal("extends: /etc/passwd\n") ==
          "t.yaml:1:1: extends: 'extends' needs a scenario in a folder; this one has none");
}
