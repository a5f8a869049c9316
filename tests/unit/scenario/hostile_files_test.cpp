#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <ctime>

#include "small_scenario.hpp"

using namespace firebreak;
using namespace firebreak::testing;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
}

// The only fault of a text, which must be found for little work: the processor's time, so that a busy machine fails nothing.
std::string refusal(std::string_view text) {
    const std::clock_t start = std::clock();
    const Lines faults = faults_of(text);
    CHECK(std::clock() - start < 5 * CLOCKS_PER_SEC);
    return faults.size() == 1 ? faults[0] : std::to_string(faults.size()) + " faults";
}

}  // namespace

TEST_CASE("A file that is too large is refused by its size", "[hostile]") {
    CHECK(refusal("a: " + std::string(5'000'000, 'x')) == "t.yaml: the file is larger than 1 MiB, the limit for a scenario");
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
    CHECK(refusal("a: [" + repeated("1,\n", 150'000) + "]").find("the file has more than 100000 nodes") != std::string::npos);
    std::string laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char name = 'b'; name < 'k'; ++name) {
        laughs += std::string(1, name) + ": &" + name + " [" +
                  repeated(std::string("*") + static_cast<char>(name - 1) + ",", 10) + "]\n";
    }
    CHECK(refusal(laughs).find("aliases make the file larger than 200000 nodes") != std::string::npos);
}

TEST_CASE("An alias inside its own anchor is refused", "[hostile]") {
    CHECK(refusal("a: &a [*a]\n") == "t.yaml:1:8: an alias must not stand inside its own anchor");
    CHECK(refusal("a: &a {<<: *a}\n").find("inside its own anchor") != std::string::npos);
}

TEST_CASE("Bytes that are no text are refused at their place", "[hostile]") {
    CHECK(refusal(std::string_view("a: 1\nb: \0\n", 10)) == "t.yaml:2:4: a NUL byte; a scenario is text in UTF-8");
    CHECK(refusal("a: 1\nb: \xFF\n") == "t.yaml:2:4: not valid UTF-8");
    CHECK(refusal("a: \xC0\xAF\n") == "t.yaml:1:4: not valid UTF-8");
}

TEST_CASE("What is no single map of sections is refused", "[hostile]") {
    CHECK(refusal("") == "t.yaml:1:1: the file is empty");
    CHECK(refusal("# nothing\n") == "t.yaml:1:1: the file is empty");
    CHECK(refusal("text") == "t.yaml:1:1: expected a map of the scenario's sections, found 'text'");
    CHECK(refusal("- a\n") == "t.yaml:1:1: expected a map of the scenario's sections, found a list");
    CHECK(refusal("a: 1\n---\nb: 2\n") == "t.yaml:2:1: a second document starts here; a scenario is one document");
}

TEST_CASE("Broken YAML is one fault with a place", "[hostile]") {
    for (const char* text : {"a: [1, 2\nb: }\n", "a: *nope\n", "a: \"open\n", "a:\n\tb: 1\n", "&a &b c: d", "!<x",
                             "%TAG ! x\n%TAG ! x\n--- a", "a: 'x"}) {
        INFO(text);
        CHECK(refusal(text).find("t.yaml:") == 0);
        CHECK(refusal(text).find("not valid YAML") != std::string::npos);
    }
}

TEST_CASE("A quote that is never closed is a fault, with and without a line end behind it", "[hostile]") {
    CHECK(refusal(kSmall + "summary: \"open").find("not valid YAML: illegal EOF in scalar") != std::string::npos);
    CHECK(refusal(kSmall + "summary: 'open\n").find("not valid YAML: illegal EOF in scalar") != std::string::npos);
}

TEST_CASE("A key given twice is a fault at the second", "[hostile]") {
    CHECK(faults_of(kSmall + "id: again\n") == Lines{"t.yaml:28:1: id: this key stands here twice"});
}

TEST_CASE("Tags, and keys that are no names, are faults", "[hostile]") {
    CHECK(faults_of(small_with("id: small", "id: !!python/name:os.system small")).size() == 1);
    CHECK(faults_of(small_with("id: small", "id: !!str small")).empty());
    CHECK(faults_of(kSmall + "? [a, b]\n: 1\n") == Lines{"t.yaml:28:3: a key must be a plain name, found a list"});
}

TEST_CASE("A file in memory neither extends nor includes", "[hostile]") {
    CHECK(refusal("extends: /etc/passwd\n") == "t.yaml:1:1: extends: 'extends' needs a scenario in a folder; this one has none");
}
