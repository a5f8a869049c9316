#include <algorithm>
#include <functional>
#include <sstream>

#include <firebreak/paths.hpp>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

PathGraph graph_of(const Spec& spec) {
    EnsembleOptions runs;
    runs.runs = 300;
    return build_path_graphs(compile(spec), {{}}, runs).front();
}

std::string text_of(const std::function<void(std::ostream&)>& write) {
    std::ostringstream out;
    write(out);
    return out.str();
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

bool has_control(const std::string& text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
}

}  // namespace

TEST_CASE("names with control characters, quotes and markup leave both files well formed") {
    Spec spec = scenario(busy());
    const PathGraph graph = graph_of(spec);
    spec.actors[0].name = "a\"b\\";
    spec.ladder[1].name = "</data>&amp;<x>\x01\x1b[2J\r\xff";
    const std::string graphml = text_of([&](std::ostream& out) { write_graphml(out, spec, graph); });
    CHECK_FALSE(has_control(graphml));
    CHECK(
        graphml.find("&lt;/data&gt;&amp;amp;&lt;x&gt;\xef\xbf\xbd\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd") !=
        std::string::npos);
    CHECK(graphml.find('\xff') == std::string::npos);
    const std::string dot = text_of([&](std::ostream& out) { write_dot(out, spec, graph); });
    CHECK_FALSE(has_control(dot));
    CHECK(dot.find("a\\\"b\\\\: ") != std::string::npos);
    CHECK(dot.find("</data>&amp;amp;<x>") != std::string::npos);
}

TEST_CASE("a file without thin edges says what was left out") {
    const Spec spec = scenario(busy());
    const PathGraph graph = graph_of(spec);
    const std::uint64_t min_runs = 20;
    const auto thin = [&](const GraphEdge& edge) { return edge.counts.runs < min_runs; };
    const auto left_out =
        static_cast<std::size_t>(std::count_if(graph.edges.begin(), graph.edges.end(), thin));
    REQUIRE(left_out > 0);
    REQUIRE(left_out < graph.edges.size());
    const std::string whole = text_of([&](std::ostream& out) { write_graphml(out, spec, graph); });
    CHECK(count(whole, "<edge ") == graph.edges.size());
    CHECK(count(whole, "<node ") == graph.nodes.size());
    CHECK(whole.find("Left out") == std::string::npos);
    const std::string thick = text_of([&](std::ostream& out) { write_graphml(out, spec, graph, min_runs); });
    CHECK(count(thick, "<edge ") == graph.edges.size() - left_out);
    const std::string remark =
        "Left out: " + std::to_string(left_out) + " edges taken by fewer than 20 runs, and " +
        std::to_string(graph.nodes.size() - count(thick, "<node ")) + " situations that only they touch.";
    CHECK(thick.find(remark) != std::string::npos);
    CHECK(text_of([&](std::ostream& out) { write_dot(out, spec, graph, min_runs); }).find(remark) !=
          std::string::npos);
}
