#include "base/text_layout.hpp"

#include "support/catch.hpp"

using namespace firebreak;

namespace {

const Page kPlain{60, {}};

}  // namespace

TEST_CASE("a paragraph breaks between words and keeps within its width") {
    CHECK(paragraph("one two three", 80) == "one two three\n");
    CHECK(paragraph("one two three", 8) == "one two\nthree\n");
    CHECK(paragraph("one two three", 9, 2, 4) == "  one two\n    three\n");
    CHECK(paragraph("incomprehensibilities", 8) == "incomprehensibilities\n");
    CHECK(paragraph("", 8) == "\n");
}

TEST_CASE("a per cent sign stays with its number") {
    CHECK(paragraph("about 11.0 % more", 10) == "about\n11.0 %\nmore\n");
}

TEST_CASE("width counts characters as a terminal shows them, not bytes") {
    CHECK(display_width("Zürich") == 6);
    CHECK(display_width("e\xCC\x81") == 1);                 // e and a combining accent
    CHECK(display_width("\xE6\x97\xA5\xE6\x9C\xAC") == 4);  // two wide characters
}

TEST_CASE("the columns of a table line up and lines have no blanks at their ends") {
    Table table({{"name"}, {"count", Table::Align::right}, {""}});
    table.add({"Zürich", "7", "remark"});
    table.add({"B", "1,234", ""});
    CHECK(table.text(kPlain) ==
          "  name    count\n"
          "  Zürich      7  remark\n"
          "  B       1,234\n");
}

TEST_CASE("a heading of two lines stands at the bottom of its column") {
    Table table({{""}, {"runs with\na crisis", Table::Align::right}, {"share", Table::Align::right}});
    table.add({"none", "3", "1 %"});
    CHECK(table.text(kPlain) ==
          "        runs with\n"
          "         a crisis  share\n"
          "  none          3    1 %\n");
}

TEST_CASE("the last column of a wide table is broken into lines") {
    Table table({{"id"}, {"text"}});
    table.add({"a", "a text that is much longer than what is left of a page of sixty columns"});
    table.add({"b", "short"});
    CHECK(table.text(kPlain) ==
          "  id  text\n"
          "  a   a text that is much longer than what is left of a page\n"
          "      of sixty columns\n"
          "  b   short\n");
}

TEST_CASE("style leaves text alone without colour") {
    CHECK(Style{}.bold("x") == "x");
    CHECK(Style{true}.bold("x") == "\033[1mx\033[0m");
    CHECK(Style{true}.bold("").empty());
}

TEST_CASE("prose becomes one safe line") { CHECK(prose("two\nlines\033\n") == "two lines\\x1b"); }

TEST_CASE("lists are joined as people write them") {
    CHECK(listed({}).empty());
    CHECK(listed({"a"}) == "a");
    CHECK(listed({"a", "b"}) == "a and b");
    CHECK(listed({"a", "b", "c"}, "or") == "a, b or c");
}

TEST_CASE("words are put together and trimmed") {
    CHECK(joined({}, ", ").empty());
    CHECK(joined({"a"}, ", ") == "a");
    CHECK(joined({"a", "", "c"}, "+") == "a++c");
    CHECK(listed({"a", "b", "c"}) == "a, b and c");
    CHECK(listed({"a", "b"}, "or") == "a or b");
    CHECK(trimmed(" \t a b\t") == "a b");
    CHECK(trimmed("  ").empty());
    CHECK(capitalised("the run") == "The run");
    CHECK(capitalised("\xC3\xA9t\xC3\xA9") == "\xC3\xA9t\xC3\xA9");
    CHECK(capitalised("").empty());
}

TEST_CASE("joiners are shown in names, since nobody would see them there") {
    CHECK(printable("a\xE2\x80\x8D"
                    "b") ==
          "a\xE2\x80\x8D"
          "b");
    CHECK(printable_name("a\xE2\x80\x8D"
                         "b") == "a\\u200db");
    CHECK(printable_name("a\nb", 2) == "a...");
}
