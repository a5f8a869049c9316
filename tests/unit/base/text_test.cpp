#include <firebreak/text.hpp>

#include <limits>

#include "base/utf8.hpp"
#include "support/catch.hpp"

using firebreak::CsvRow;
using firebreak::escape_markup;

namespace {
const std::string kInstead = "\xEF\xBF\xBD";
}

TEST_CASE("what has a meaning in markup becomes a reference") {
    CHECK(escape_markup("a < b && b > \"c\" 'd'") == "a &lt; b &amp;&amp; b &gt; &quot;c&quot; &#39;d&#39;");
    CHECK(escape_markup("</script><img src=x onerror=alert(1)>") ==
          "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
    CHECK(escape_markup("&lt;") == "&amp;lt;");
    CHECK(escape_markup("]]>") == "]]&gt;");
    CHECK(escape_markup("").empty());
}

TEST_CASE("ordinary text of any script stays as it is") {
    for (const char* text : {"Public accusation", "Grüße, Москва, 北京, 🚒", "line\nline\tend"})
        CHECK(escape_markup(text) == text);
}

TEST_CASE("characters that XML forbids or that turn a page around are replaced") {
    using namespace std::string_literals;
    CHECK(escape_markup("a\0b"s) == "a" + kInstead + "b");
    CHECK(escape_markup("\x01\x1B[31m\x7F") == kInstead + kInstead + "[31m" + kInstead);
    CHECK(escape_markup("\xC2\x85") == kInstead);                             // a C1 control
    CHECK(escape_markup("\xE2\x80\xAE") == kInstead);                         // right-to-left override
    CHECK(escape_markup("\xEF\xBF\xBE\xEF\xBF\xBF") == kInstead + kInstead);  // U+FFFE, U+FFFF
    CHECK(escape_markup("\xF0\x9F\xBF\xBF") == kInstead);                     // U+1FFFF
    CHECK(escape_markup("a\r\nb") == "a \nb");
}

TEST_CASE("whatever the bytes, the result is valid UTF-8 without a sign that has a meaning") {
    CHECK(escape_markup("\xC3") == kInstead);
    CHECK(escape_markup("\xED\xA0\x80") == kInstead + kInstead + kInstead);  // a surrogate
    CHECK(escape_markup("\xC0\xBC") == kInstead + kInstead);                 // '<' in two bytes
    std::uint32_t state = 1;
    for (int round = 0; round < 2000; ++round) {
        std::string bytes;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525 + 1013904223;
            bytes += static_cast<char>(state >> 24);
        }
        const std::string safe = escape_markup(bytes);
        REQUIRE(firebreak::find_invalid_utf8(safe) == std::string::npos);
        REQUIRE(safe.find_first_of("<>\"'\r") == std::string::npos);
    }
}

TEST_CASE("a row of a table can be read back, whatever is in its fields") {
    CsvRow row;
    row.add(std::string_view("plain"));
    row.add(std::string_view("a, \"b\"\nc"));
    row.add(std::uint64_t{18'446'744'073'709'551'615U});
    row.add(0.1);
    row.add(std::numeric_limits<double>::quiet_NaN());
    row.skip(1);
    CHECK(row.line() == "plain,\"a, \"\"b\"\"\nc\",18446744073709551615,0.1,,\r\n");
}

TEST_CASE("no field is a formula for a spreadsheet, and numbers stay numbers") {
    CsvRow row;
    for (const char* field :
         {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201", "a=1", ""}) {
        row.add(std::string_view(field));
    }
    row.add(-0.5);
    CHECK(row.line() == "'=1+1,'+1,'-1,'@SUM(A1),'\t=1,'\uFF1D1,'\uFF0B1,'\uFF0D1,'\uFF201,a=1,,-0.5\r\n");
    CsvRow quoted;
    quoted.add(std::string_view("=HYPERLINK(\"http://198.51.100.1/\",\"open\")"));
    quoted.add(std::string_view("\r=1"));
    CHECK(quoted.line() == "\"'=HYPERLINK(\"\"http://198.51.100.1/\"\",\"\"open\"\")\",\"'\r=1\"\r\n");
}

TEST_CASE("a command can be given to a shell as it is") {
    CHECK(firebreak::command_line({"run", "my file.yaml", 100, 7, "--measures hotline", {"a.*=1"}}) ==
          "firebreak run 'my file.yaml' --runs 100 --seed 7 --measures hotline --set 'a.*=1'");
    CHECK(firebreak::command_line({"run", "-d.yaml", 1, 1, {}, {}}) ==
          "firebreak run ./-d.yaml --runs 1 --seed 1");
    CHECK(firebreak::command_line({"run", "x", 1, 2, "--arm clean-both", {}, 30}) ==
          "firebreak run x --runs 1 --seed 2 --first 30 --arm clean-both");
    CHECK(firebreak::set_words({"a.b=1", "c.d=3 h"}) == "a.b=1 'c.d=3 h'");
    CHECK(firebreak::set_words({}).empty());
    CHECK(firebreak::shell_path("-") == "-");
    CHECK(firebreak::shell_path("--") == "./--");
    CHECK(firebreak::shell_word(std::string(3000, 'x')) == std::string(3000, 'x'));
    CHECK(firebreak::shell_word(std::string(9000, ' ')).size() == 9002);
}

TEST_CASE("what a terminal must not be shown is written for a shell in other words") {
    using namespace std::string_literals;
    CHECK(firebreak::shell_word("a\nb") == "$'a\\012b'");
    CHECK(firebreak::shell_word("\x1B[31m it's \\") == "$'\\033[31m it\\'s \\\\'");
    CHECK(firebreak::shell_word("\xFF\xE2\x80\xAE") == "$'\\377\\342\\200\\256'");
    CHECK(firebreak::shell_word("Grüße") == "'Grüße'");
    CHECK(firebreak::shell_word("=x") == "'=x'");
}
