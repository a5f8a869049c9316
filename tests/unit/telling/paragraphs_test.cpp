#include "telling/paragraphs.hpp"

#include "support/catch.hpp"

namespace firebreak {
namespace {

TEST_CASE("text is broken at spaces and indented", "[trace]") {
    REQUIRE(wrapped("one two three four", 9) == "one two\nthree\nfour");
    REQUIRE(wrapped("one two three", 9, 4, 2) == "one\n  two\n  three");
    REQUIRE(wrapped("  one   two  ", 80) == "one two");
    REQUIRE(wrapped("", 80).empty());
}

TEST_CASE("a number stays with its percent sign", "[trace]") {
    REQUIRE(wrapped("from 12 % to 31 %", 9) == "from 12 %\nto 31 %");
}

TEST_CASE("words that are too long are broken between code points", "[trace]") {
    REQUIRE(wrapped("abcdefgh", 3) == "abc\ndef\ngh");
    REQUIRE(wrapped("\u00fc\u00fc\u00fc\u00fc", 3) == "\u00fc\u00fc\u00fc\n\u00fc");
    REQUIRE(wrapped("\u4e2d\u6587\u5b57", 4) == "\u4e2d\u6587\n\u5b57");
}

TEST_CASE("text ends even where there is no room", "[trace]") {
    REQUIRE_FALSE(wrapped("ab cd", 0).empty());
    REQUIRE_FALSE(wrapped("ab cd", 2, 5, 5).empty());
}

}  // namespace
}  // namespace firebreak
