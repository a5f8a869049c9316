#include "app/script.hpp"

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

std::string fault_of(const std::string& line) {
    const Script script = parse_script("# first line\n" + line + "\n", "steps.txt");
    REQUIRE(script.faults.size() == 1);
    CHECK(script.commands.empty());
    return script.faults[0];
}

}  // namespace

TEST_CASE("a script is read line by line, with quotes and comments") {
    const Script script = parse_script(
        "# a comment\n\nclick \"Open...\"   # and another\nkey Ctrl+R Tab\r\ntext \"a # \\\"b\\\" \\\\ "
        "\\n\"\ndrag a 3 -4.5",
        "steps.txt");
    CHECK(script.faults.empty());
    REQUIRE(script.commands.size() == 4);
    CHECK(script.commands[0].line == 3);
    CHECK(script.commands[0].verb == Verb::click);
    CHECK(script.commands[0].words == std::vector<std::string>{"Open..."});
    CHECK(script.commands[1].words == std::vector<std::string>{"Ctrl+R", "Tab"});
    CHECK(script.commands[2].words == std::vector<std::string>{"a # \"b\" \\ \n"});
    CHECK(script.commands[3].numbers == std::vector<double>{3, -4.5});
}

TEST_CASE("what may be left out may be left out") {
    const Script script = parse_script(
        "wait-until x\nwait-until x 2\nmove a\nmove a 1 2\nwheel a 3\nquit\nresize 800x600\n", "steps.txt");
    CHECK(script.faults.empty());
    REQUIRE(script.commands.size() == 7);
    CHECK(script.commands[1].numbers == std::vector<double>{2});
    CHECK(script.commands[6].numbers == std::vector<double>{800, 600});
}

TEST_CASE("faults name file, line, what was found and how to write it") {
    CHECK(fault_of("clik x") == "steps.txt:2: clik: unknown verb; did you mean 'click'?");
    CHECK(fault_of("click") == "steps.txt:2: click: something is missing; write: click NAME [DX DY]");
    CHECK(fault_of("click a b") ==
          "steps.txt:2: click: expected a number, found \"b\"; write: click NAME [DX DY]");
    CHECK(fault_of("quit now") == "steps.txt:2: quit: there is too much; write: quit");
    CHECK(fault_of("key Ctrl+Nothing") ==
          "steps.txt:2: key: there is no key \"Ctrl+Nothing\"; write: key CHORD...");
    CHECK(fault_of("key A B Oops") == "steps.txt:2: key: there is no key \"Oops\"; write: key CHORD...");
    CHECK(fault_of("wait-frames many") ==
          "steps.txt:2: wait-frames: expected a number, found \"many\"; write: wait-frames N");
    CHECK(fault_of("wait-frames 1e99") ==
          "steps.txt:2: wait-frames: expected a number, found \"1e99\"; write: wait-frames N");
    CHECK(fault_of("resize 800") ==
          "steps.txt:2: resize: expected a size such as 1280x720, found \"800\"; write: resize WIDTHxHEIGHT");
    CHECK(fault_of("text \"open") == "steps.txt:2: a quotation mark is not closed");
    CHECK(fault_of("text \"ends with \\") == "steps.txt:2: a quotation mark is not closed");
}

TEST_CASE("all faults of a script come at once") {
    const Script script = parse_script("click\nquit\nfly\n", "s");
    CHECK(script.faults.size() == 2);
    CHECK(script.commands.size() == 1);
}

TEST_CASE("every verb has a name") {
    CHECK(std::string(verb_name(Verb::key)) == "key");
    CHECK(std::string(verb_name(Verb::expect_all_reachable)) == "expect-all-reachable");
    CHECK(std::string(verb_name(Verb::quit)) == "quit");
}

TEST_CASE("sizes are two numbers within reason") {
    int width = 0, height = 0;
    CHECK(parse_size("1920x1080", width, height));
    CHECK(width == 1920);
    CHECK(height == 1080);
    for (const char* text : {"", "x", "12", "12x", "x12", "0x5", "5x0", "-5x5", "99999x5", "5x5 ", "5x5x5"}) {
        INFO(text);
        CHECK_FALSE(parse_size(text, width, height));
    }
}

TEST_CASE("text is decoded, and what is not UTF-8 marked") {
    CHECK(decode("aЖ€😀") == U"aЖ€😀");
    CHECK(decode("a\xff") == U"a\ufffd");
    CHECK(decode("\xd0") == U"\ufffd");
    CHECK(decode("").empty());
}
