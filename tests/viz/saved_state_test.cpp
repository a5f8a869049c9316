#include "app/saved_state.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

SavedState full() {
    return {{"/a/b.yaml", "/c d/\u03b5.yaml"}, 1000, 700, "dark", 1.25, 400, 60, 10'000, true};
}

}  // namespace

TEST_CASE("what is remembered comes back as it was written") {
    const ParsedState parsed = parse_state(write_state(full()));
    CHECK(parsed.fault.empty());
    CHECK(parsed.state == full());
    CHECK(parse_state(write_state({})).state == SavedState{});
}

TEST_CASE("a text that is no state gives nothing and says why") {
    CHECK(parse_state("").fault == "not valid JSON");
    CHECK(parse_state("{\"width\": ").fault == "not valid JSON");
    CHECK(parse_state("[1, 2]").fault == "it is not a JSON object");
    CHECK(parse_state(std::string(kMostStateBytes + 1, ' ')).fault == "it is larger than 64 KiB");
    CHECK(parse_state(std::string(60'000, '[')).fault == "not valid JSON");
    CHECK(parse_state("{\"recent\": [\"\xff\xfe\"]}").fault == "not valid JSON");
    for (const char* broken : {"", "[1]", "\"dark\"", "nonsense"})
        CHECK(parse_state(broken).state == SavedState{});
}

TEST_CASE("unknown keys and wrong kinds are passed over, numbers brought within their limits") {
    const ParsedState parsed = parse_state(
        R"({"recent": ["/a", 7, null, "", "/a", {"x": 1}, "/b"], "window": {"width": 1e300, "height": 1}, "theme": ["dark"],
            "scale": 99, "side-panel-width": "wide", "transport-height": -5, "runs": 1e18, "colour": {"deep": [[[]]]}})");
    CHECK(parsed.fault.empty());
    CHECK(parsed.state.recent == std::vector<std::string>{"/a", "/b"});
    CHECK(parsed.state.width == 16'384);
    CHECK(parsed.state.height == 600);
    CHECK(parsed.state.theme.empty());
    CHECK(parsed.state.scale == 3.0);
    CHECK(parsed.state.side_width == 0);
    CHECK(parsed.state.transport_height == 0);
    CHECK(parsed.state.runs == 1'000'000);
    CHECK(parse_state(R"({"window": {"width": 800}})").state == SavedState{});
    CHECK(parse_state(R"({"window": 800, "runs": true, "scale": null, "recent": {"a": "/b"}})").state ==
          SavedState{});
}

TEST_CASE("paths that are no paths, or far too long, are not remembered") {
    std::string text = R"({"recent": ["/a\u0000b", ")" + std::string(5'000, 'x') + R"(", "/good"]})";
    CHECK(parse_state(text).state.recent == std::vector<std::string>{"/good"});
    CHECK(parse_state(R"({"theme": "a\u0000b"})").state.theme.empty());
    SavedState state;
    state.recent = {"/a\xff.yaml", "/b"};
    state.theme = "\xff";
    CHECK(parse_state(write_state(state)).state.recent == std::vector<std::string>{"/b"});
}

TEST_CASE("the last opened file comes first, and the eleventh falls out") {
    std::vector<std::string> recent;
    for (int i = 0; i < 12; ++i) add_recent(recent, "/" + std::to_string(i));
    REQUIRE(recent.size() == kMostRecent);
    CHECK(recent.front() == "/11");
    CHECK(recent.back() == "/2");
    add_recent(recent, "/5");
    CHECK(recent.size() == kMostRecent);
    CHECK(recent.front() == "/5");
    CHECK(std::count(recent.begin(), recent.end(), "/5") == 1);
    add_recent(recent, "");
    CHECK(recent.front() == "/5");
}

TEST_CASE("only what was changed here is written over what another program wrote") {
    SavedState disk = full();
    disk.theme = "contrast";
    disk.recent = {"/theirs"};
    const SavedState before = full();
    SavedState now = full();
    now.scale = 2;
    now.width = 900;
    const SavedState merged = merge_state(disk, before, now, {"/mine", "/newest"});
    CHECK(merged.theme == "contrast");
    CHECK(merged.scale == 2);
    CHECK(merged.width == 900);
    CHECK(merged.height == 700);
    CHECK(merged.recent == std::vector<std::string>{"/newest", "/mine", "/theirs"});
}

TEST_CASE("a window that is resized for the first time is written with both its sizes") {
    SavedState before, now;
    before.width = before.height = now.height = 720;
    now.width = 900;
    const SavedState merged = merge_state({}, before, now, {});
    CHECK(merged.width == 900);
    CHECK(merged.height == 720);
}
