// The river as a picture for a page, measured against the runs that it is made of.
#include <algorithm>
#include <cctype>
#include <set>

#include <firebreak/river_picture.hpp>

#include "base/utf8.hpp"
#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using firebreak::test::random_paths;
using firebreak::test::table_of;

namespace {

// Reads just enough XML to say what is wrong with it: tags that do not match, attributes without quotes or
// given twice, ids given twice, references and characters that XML does not know. Empty: nothing.
class XmlCheck {
public:
    explicit XmlCheck(std::string_view text) : text_(text) {}

    std::string fault() {
        if (find_invalid_utf8(text_) != std::string_view::npos) return "not UTF-8";
        while (at_ < text_.size() && fault_.empty()) {
            if (text_[at_] == '<') tag();
            else character();
        }
        if (fault_.empty() && !open_.empty()) fault_ = "not closed: " + open_.back();
        return fault_;
    }
    std::size_t elements = 0;

private:
    void character() {
        const auto byte = static_cast<unsigned char>(text_[at_]);
        if (byte < 0x20 && byte != '\n' && byte != '\t') fault_ = "control character";
        if (text_[at_] == '>') fault_ = "a stray >";
        if (text_[at_] == '&') reference();
        ++at_;
    }
    void reference() {
        const std::string_view name = text_.substr(at_, text_.find(';', at_) - at_ + 1);
        const std::set<std::string_view> known = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
        if (known.count(name) == 0) fault_ = "unknown reference " + std::string(name.substr(0, 10));
    }
    std::string name() {
        const std::size_t first = at_;
        while (at_ < text_.size() &&
               (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '-'))
            ++at_;
        return std::string(text_.substr(first, at_ - first));
    }
    void tag() {
        ++at_;
        const bool closing = text_[at_] == '/';
        if (closing) ++at_;
        const std::string element = name();
        if (element.empty()) fault_ = "a tag without a name";
        if (closing) {
            if (open_.empty() || open_.back() != element) fault_ = "closed but not open: " + element;
            else open_.pop_back();
        } else {
            ++elements;
            if (!attributes()) open_.push_back(element);
        }
        if (text_[at_] != '>') fault_ = "a tag without an end: " + element;
        ++at_;
    }
    // True if the element is empty: <a/>.
    bool attributes() {
        std::set<std::string> seen;
        while (fault_.empty() && at_ < text_.size() && text_[at_] == ' ') {
            ++at_;
            const std::string attribute = name();
            if (attribute.empty() || !seen.insert(attribute).second || text_.substr(at_, 2) != "=\"") {
                fault_ = "attribute " + attribute;
                break;
            }
            at_ += 2;
            const std::size_t first = at_;
            while (at_ < text_.size() && text_[at_] != '"' && fault_.empty()) {
                if (text_[at_] == '<') fault_ = "a < in an attribute";
                character();
            }
            const std::string value(text_.substr(first, at_ - first));
            if (attribute == "id" && !ids_.insert(value).second) fault_ = "twice the id " + value;
            ++at_;
        }
        if (text_[at_] != '/') return false;
        ++at_;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string fault_;
    std::vector<std::string> open_;
    std::set<std::string> ids_;
};

// Five rungs, as the random tables have.
Spec spec_with(const std::vector<std::string>& names) {
    Spec spec;
    for (std::size_t i = 0; i < test::kTestRungs; ++i) {
        RungSpec rung;
        rung.id = "r" + std::to_string(i);
        rung.name = names[i % names.size()];
        if (i == 3) rung.firebreak = names[0];
        spec.ladder.push_back(rung);
    }
    spec.endings.crisis = "r3";
    spec.endings.war = "r4";
    for (ActorSpec& actor : spec.actors) actor.name = names[0];
    return spec;
}
Spec plain_spec() { return spec_with({"Calm", "Protest", "Accusation", "Patrols", "War"}); }

// Runs of one step up to a rung and an outcome: {rung, outcome, how many}.
struct Lot {
    std::size_t rung;
    Outcome outcome;
    std::size_t runs;
};
PathTable one_step(const std::vector<Lot>& lots) {
    std::vector<RunPath> paths;
    for (const Lot& lot : lots) {
        for (std::size_t i = 0; i < lot.runs; ++i) {
            RunPath path;
            path.replicate = paths.size();
            path.steps.resize(1);
            path.steps[0].rungs = {RungId{std::size_t{0}}, RungId{std::size_t{0}}};
            path.steps[0].mover = ActorId{i % 4 == 0 ? std::size_t{1} : std::size_t{0}};
            path.steps[0].reading = RungId{std::size_t{0}};
            path.last_rungs = {RungId{lot.rung}, RungId{std::size_t{0}}};
            path.outcome = lot.outcome;
            paths.push_back(path);
        }
    }
    return table_of(paths);
}

std::size_t occurrences(const std::string& text, std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

// The heights of the nodes: they are as wide as a node is, and in colours of how runs end.
std::vector<double> node_heights(const std::string& svg) {
    std::vector<double> values;
    const std::string key = "width=\"9\" height=\"";
    for (std::size_t at = svg.find(key); at != std::string::npos; at = svg.find(key, at + 1))
        values.push_back(std::stod(svg.substr(at + key.size())));
    return values;
}

}  // namespace

TEST_CASE("the XML check of these tests finds faults") {
    CHECK(XmlCheck("<a x=\"1\"><b/>text &amp; more</a>").fault().empty());
    for (const char* wrong :
         {"<a>", "<a></b>", "<a x=1/>", "<a x=\"1\" x=\"2\"/>", "<a><b id=\"i\"/><b id=\"i\"/></a>",
          "<a>&nbsp;</a>", "<a>\x01</a>", "<a x=\"<\"/>", "<a>></a>", "<a>\xFF</a>"}) {
        CHECK_FALSE(XmlCheck(wrong).fault().empty());
    }
}

TEST_CASE("the picture is well-formed XML whatever a scenario calls its rungs, actors and firebreaks") {
    const std::string control("a\x01\x1B[31m\0b", 9);
    const std::vector<std::vector<std::string>> hostile = {
        {"</script><img src=x onerror=\"alert(1)\">", "</text></svg><script>alert(1)</script>", "<![CDATA[",
         "]]>", "<!--"},
        {"\"' onload='x", "&amp;&lt;&#x3c;", control, "\xFF\xC3", "\xE2\x80\xAE reversed"},
        {std::string(500, 'x'), "two\nlines", "", "Ведомство", "北京北京北京北京北京北京北京北京北京"}};
    const River river = aggregate(table_of(random_paths(21)));
    for (const auto& names : hostile) {
        for (const bool fixed : {false, true}) {
            RiverPageOptions options;
            options.ends_fixed = fixed;
            options.runs = "runs <that> \"pass\"";
            const std::string svg = river_svg(river, spec_with(names), options);
            XmlCheck check(svg);
            CHECK(check.fault() == "");
            CHECK(check.elements > 100);
            CHECK(svg.find("<script") == std::string::npos);
            CHECK(svg.find("<img") == std::string::npos);
        }
    }
}

TEST_CASE("two pictures of a page share no id, and one style sheet serves both") {
    const River river = aggregate(table_of(random_paths(22)));
    const std::string both = "<div><style>" + svg_style() + "</style>" +
                             river_svg(river, plain_spec(), {"river", {}, false, 400}) +
                             river_svg(river, plain_spec(), {"crises", {}, false, 400}) + "</div>";
    CHECK(XmlCheck(both).fault() == "");
    CHECK(occurrences(both, "role=\"img\"") == 2);
    CHECK(both.find("aria-labelledby=\"crises-title crises-desc\"") != std::string::npos);
    CHECK(both.find("url(#crises-clip0)") != std::string::npos);
    CHECK(svg_style().find('<') == std::string::npos);
    CHECK(svg_style().find('&') == std::string::npos);
    // Every class of the picture is in the sheet.
    for (std::size_t at = both.find("class=\"f-"); at != std::string::npos;
         at = both.find("class=\"f-", at + 1)) {
        const std::string known = both.substr(at + 7, both.find('"', at + 7) - at - 7);
        REQUIRE(svg_style().find("." + known + "{") != std::string::npos);
    }
}

TEST_CASE("heights in the picture are in proportion to the runs") {
    const PathTable table =
        one_step({{1, Outcome::unresolved, 60}, {2, Outcome::settled, 30}, {3, Outcome::crisis, 10}});
    std::vector<double> heights = node_heights(river_svg(aggregate(table), plain_spec()));
    REQUIRE(heights.size() == 6);  // the start in three parts, and three nodes
    std::vector<double> start(heights.begin(), heights.begin() + 3), ends(heights.begin() + 3, heights.end());
    std::sort(start.begin(), start.end());
    std::sort(ends.begin(), ends.end());
    CHECK(ends[2] / ends[1] == Approx(2).margin(0.01));
    CHECK(ends[1] / ends[0] == Approx(3).margin(0.02));
    CHECK(start[2] / start[0] == Approx(6).margin(0.4));
}

TEST_CASE("tool tips say in words how many runs, what becomes of them and who moved") {
    const River river = aggregate(
        one_step({{1, Outcome::unresolved, 60}, {2, Outcome::settled, 20}, {2, Outcome::crisis, 20}}));
    const Spec spec = plain_spec();
    const RiverWords words(river, spec, false, "runs");
    const std::string svg = river_svg(river, spec, {"river", "runs", false, 400});
    CHECK(svg.find("<title>" + words.place({1, 2, {}}) + "</title>") != std::string::npos);
    CHECK(svg.find("<title>" + words.place({0, 0, 1}) + "</title>") != std::string::npos);
    CHECK(svg.find("<desc id=\"river-desc\">" + words.summary() + "</desc>") != std::string::npos);
}

TEST_CASE("the picture says what it leaves out") {
    const River river = aggregate(table_of(random_paths(24, 400)), {Lane::first, 1, 4});
    const Spec spec = plain_spec();
    const std::string svg = river_svg(river, spec, {"river", "runs", false, 30});
    const std::size_t all = lay_out(river, river, ColourMode::outcome, {0, 0, 800, 300}, 1).bands.size();
    CHECK(all > 30);
    CHECK(svg.find(">" + std::to_string(all - 30) + " rare paths (") != std::string::npos);
    CHECK(svg.find(">400 runs; " + std::to_string(total(river.beyond())) + " are longer than shown, and " +
                   std::to_string(crises(river.beyond())) + " of those reach a crisis.") !=
          std::string::npos);
    CHECK(occurrences(svg, "<title>From ") + occurrences(svg, "<title>Stays ") == 30);
    CHECK(river_svg(river, spec, {"river", "runs", false, 100'000}).find("rare path") == std::string::npos);
}

TEST_CASE("where all runs end alike the colours say who moved") {
    const Spec spec = plain_spec();
    const auto shows_movers = [&](const std::vector<Lot>& lots) {
        return river_svg(aggregate(one_step(lots)), spec).find("Who moved<") != std::string::npos;
    };
    CHECK(shows_movers({{3, Outcome::crisis, 10}}));
    CHECK(shows_movers({{3, Outcome::crisis, 10}, {4, Outcome::war, 10}}));
    CHECK_FALSE(shows_movers({{3, Outcome::crisis, 10}, {1, Outcome::settled, 1}}));
}

TEST_CASE("no runs, and runs without a step, have a picture too") {
    CHECK(XmlCheck(river_svg(River{}, plain_spec())).fault() == "");
    RunPath still;
    still.last_rungs = {RungId{std::size_t{0}}, RungId{std::size_t{1}}};
    const std::string svg = river_svg(aggregate(table_of({still})), plain_spec());
    CHECK(XmlCheck(svg).fault() == "");
    CHECK(svg.find("none of them takes a step.") != std::string::npos);
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(svg.find("inf\"") == std::string::npos);
}

TEST_CASE("the table has the fullest nodes in the order of the picture") {
    const Spec spec = plain_spec();
    const River river = aggregate(
        one_step({{1, Outcome::unresolved, 60}, {2, Outcome::settled, 30}, {3, Outcome::crisis, 10}}));
    const std::vector<RiverRow> rows = river_rows(river, RiverWords(river, spec), 3);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].rung == "Calm");
    CHECK(rows[0].from == "start");
    CHECK(rows[0].to == "Protest 60 %, Accusation 30 %, Patrols 10 %");
    CHECK(rows[0].runs == "100");
    CHECK(rows[0].share == "100 %");
    CHECK(rows[1].rung == "Accusation");
    CHECK(rows[2].rung == "Protest");
    CHECK(rows[2].step == "1");
    CHECK(rows[2].share == "60 %");
    CHECK(rows[2].to == "ends here 100 %");
    const River none;
    CHECK(river_rows(none, RiverWords(none, spec)).empty());
}
