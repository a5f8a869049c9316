#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

using namespace firebreak;

TEST_CASE("A diagnostic names file, line, column and key path", "[diagnostic]") {
    const Diagnostic fault{
        Diagnostic::Severity::error, "mine.yaml", 41, 18, "actors.moscow", "unknown key 'x'"};
    CHECK(format_diagnostic(fault) == "mine.yaml:41:18: actors.moscow: unknown key 'x'");
}

TEST_CASE("A diagnostic leaves out what is not known and marks a warning", "[diagnostic]") {
    CHECK(format_diagnostic({Diagnostic::Severity::error, "mine.yaml", 0, 0, "", "cannot read this file"}) ==
          "mine.yaml: cannot read this file");
    CHECK(format_diagnostic({Diagnostic::Severity::warning, "mine.yaml", 2, 1, "", "odd"}) ==
          "mine.yaml:2:1: warning: odd");
}

TEST_CASE("Text from outside reaches the terminal without control characters, overrides and broken UTF-8",
          "[diagnostic]") {
    CHECK(printable("plain h\xC3\xA4user") == "plain h\xC3\xA4user");
    CHECK(printable("a\x1b[31mb\n") == "a\\x1b[31mb\\n");
    CHECK(printable("\xE2\x80\xAE") == "\\u202e");
    CHECK(printable("\xC2\x85") == "\\u0085");
    CHECK(printable("\xFF\xC0\x80") == "\\xff\\xc0\\x80");
    CHECK(printable("\xED\xA0\x80") == "\\xed\\xa0\\x80");
    CHECK(printable(std::string_view("\0", 1)) == "\\x00");
    CHECK(format_diagnostic({Diagnostic::Severity::error, "\x1b", 1, 1, "\x07", "\x9b"}) ==
          "\\x1b:1:1: \\x07: \\x9b");
}

TEST_CASE("Long text is cut between characters", "[diagnostic]") {
    CHECK(printable("abcdef", 3) == "abc...");
    CHECK(printable("abcdef", 6) == "abcdef");
    CHECK(printable("ab\xC3\xA4", 3) == "ab...");
}

TEST_CASE("The nearest name is found if it is near", "[diagnostic]") {
    CHECK(nearest_name("thraet", {"threat", "image"}) == "threat");
    CHECK(nearest_name("sanctoin", {"hold", "sanction"}) == "sanction");
    CHECK(nearest_name("Hold", {"hold"}) == "hold");
    CHECK(nearest_name("crimnal", {"accident", "criminal"}) == "criminal");
}

TEST_CASE("No name is proposed if none is near", "[diagnostic]") {
    CHECK(nearest_name("ask", {"war", "calm"}).empty());
    CHECK(nearest_name("", {"a"}).empty());
    CHECK(nearest_name("x", {}).empty());
    CHECK(nearest_name(std::string(10'000, 'a'), {"a"}).empty());
}

TEST_CASE("The nearest name is never the text itself", "[diagnostic]") {
    CHECK(nearest_name("all", {"all", "none"}).empty());
    CHECK(nearest_name("threat", {"threat", "threats"}) == "threats");
}

TEST_CASE("Joiners of a script reach the terminal as they are, and are shown where names are compared",
          "[diagnostic]") {
    const std::string persian = "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88\xD8\xA7\xD9\x87\xD9\x85";
    CHECK(printable(persian) == persian);
    CHECK(format_diagnostic({Diagnostic::Severity::error, "a.yaml", 1, 1, "a\xE2\x80\x8D",
                             "b\xE2\x80\x8C"}) == "a.yaml:1:1: a\\u200d: b\\u200c");
}
