#include <firebreak/text.hpp>

#include "report/river_svg.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/utf8.hpp"
#include "report/river_layout.hpp"
#include "report/river_words.hpp"
#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::report;
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

// The numbers after each ` name="` in the picture's nodes.
std::vector<double> node_heights(const std::string& svg) {
    std::vector<double> values;
    const std::string key = " height=\"";
    for (std::size_t at = svg.find(key, svg.find("class=\"nodes\"")); at != std::string::npos;
         at = svg.find(key, at + 1)) {
        values.push_back(std::stod(svg.substr(at + key.size())));
    }
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
        for (const auto colour : {RiverSvgOptions::Colour::outcome, RiverSvgOptions::Colour::mover}) {
            RiverSvgOptions options;
            options.colour = colour;
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
    RiverSvgOptions first;
    RiverSvgOptions second;
    second.id = "crises";
    second.style = false;
    const std::string both =
        "<div>" + river_svg(river, plain_spec(), first) + river_svg(river, plain_spec(), second) + "</div>";
    CHECK(XmlCheck(both).fault() == "");
    CHECK(occurrences(both, "<style>") == 1);
    CHECK(occurrences(both, "role=\"img\"") == 2);
    CHECK(both.find("aria-labelledby=\"crises-title crises-desc\"") != std::string::npos);
    CHECK(river_style().find('<') == std::string::npos);
    CHECK(river_style().find('&') == std::string::npos);
}

TEST_CASE("heights in the picture are in proportion to the runs") {
    const PathTable table =
        one_step({{1, Outcome::unresolved, 60}, {2, Outcome::settled, 30}, {3, Outcome::crisis, 10}});
    const std::string svg = river_svg(aggregate(table), plain_spec());
    std::vector<double> heights = node_heights(svg);
    REQUIRE(heights.size() == 6);  // the start in three parts, and three nodes
    std::vector<double> ends(heights.begin() + 3, heights.end());
    std::sort(ends.begin(), ends.end());
    CHECK(ends[2] / ends[1] == Approx(2).margin(0.01));
    CHECK(ends[1] / ends[0] == Approx(3).margin(0.02));
    CHECK(heights[2] / heights[0] == Approx(6).margin(0.4));  // of about a unit, written in tenths
    CHECK(svg.find("1 % of them = 3 units of height") != std::string::npos);
}

TEST_CASE("strands fill the nodes they join without gap or overlap") {
    for (const bool by_mover : {false, true}) {
        const River river = aggregate(table_of(random_paths(23)), {Lane::higher, 1, 5});
        const RiverLayout layout = lay_out(river, by_mover, {100, 800, 50, 300, 3});
        for (const RiverNode& node : layout.nodes) {
            if (node.column == 0) continue;
            CHECK(node.height ==
                  Approx(static_cast<double>(river.cell(node.column, node.rung).total()) * layout.unit));
            CHECK(node.top >= layout.lanes[node.rung].top());
            CHECK(node.top + node.height <= layout.lanes[node.rung].bottom());
            std::vector<std::pair<double, double>> ends;
            for (const RiverBand& band : layout.bands) {
                if (band.column + 1 != node.column || band.to != node.rung) continue;
                for (const RiverStrand& strand : band.strands)
                    ends.emplace_back(strand.top_right, strand.height_right);
            }
            std::sort(ends.begin(), ends.end());
            double y = node.top;
            for (const auto& [top, height] : ends) {
                CHECK(top == Approx(y));
                y = top + height;
            }
            CHECK(y == Approx(node.top + node.height));
        }
        for (const RiverBand& band : layout.bands) {
            double height = 0;
            for (const RiverStrand& strand : band.strands) height += strand.height_right;
            CHECK(height == Approx(band.runs * layout.unit));
        }
    }
}

TEST_CASE("what leaves a node leaves from the part of it that has its colour") {
    const River river = aggregate(table_of(random_paths(25)));
    const RiverLayout layout = lay_out(river, false, {100, 800, 50, 300, 3});
    std::size_t checked = 0;
    for (const RiverNode& node : layout.nodes) {
        const double unit = node.height / static_cast<double>(river.cell(node.column, node.rung).total());
        for (const RiverBand& band : layout.bands) {
            if (band.column != node.column || band.from != node.rung) continue;
            for (const RiverStrand& strand : band.strands) {
                double part = node.top;
                for (std::size_t kind = 0; kind < strand.kind; ++kind) part += node.kinds[kind] * unit;
                CHECK(strand.top_left >= part - 1e-9);
                CHECK(strand.top_left + strand.height_left <= part + node.kinds[strand.kind] * unit + 1e-9);
                ++checked;
            }
        }
    }
    CHECK(checked > 100);
}

TEST_CASE("tool tips say in words how many runs, what becomes of them and who moved") {
    const PathTable table =
        one_step({{1, Outcome::unresolved, 60}, {2, Outcome::settled, 20}, {2, Outcome::crisis, 20}});
    const River river = aggregate(table);
    Spec spec = plain_spec();
    spec.actors[0].name = "Washington";
    spec.actors[1].name = "Moscow";
    const RiverWords words(river, spec);
    CHECK(words.node(1, 2) ==
          "Rung Accusation, step 1: 40 of 100 runs (40 %). Of these 50 in 100 end in crisis (34 to 66). Came "
          "from: Calm 100 %. Goes to: ends here 100 %.");
    CHECK(words.ribbon(0, 0, 1) ==
          "From Calm to Protest, step 1: 60 of 100 runs (60 %). None of these ends in crisis. Mover: "
          "Washington 75 %, Moscow 25 %. The mover had something wrong in 0 % of these steps.");
    CHECK(RiverWords(aggregate(table, {Lane::higher, 2, 60}), spec)
              .ribbon(0, 0, 1)
              .find("From Calm to Protest, steps 1 and 2:") == 0);
    CHECK(words.node(0, 0).find("Rung Calm, at the start: 100 of 100 runs (100 %). Of these 20 in 100 end in "
                                "crisis (13 to 29).") == 0);
    const std::string svg = river_svg(river, spec);
    CHECK(svg.find("<title>" + words.node(1, 2) + "</title>") != std::string::npos);
    CHECK(svg.find("<title>" + words.ribbon(0, 0, 1) + "</title>") != std::string::npos);
    CHECK(words.summary() ==
          "A flow chart of 100 runs over the rungs of the ladder, step by step from left to right. 20 (20 %) "
          "end in crisis, 20 (20 %) settled, 60 (60 %) unresolved. The highest rung reached is Accusation. "
          "The same is in the table beside it.");
}

TEST_CASE("the picture says what it leaves out") {
    const River river = aggregate(table_of(random_paths(24, 400)), {Lane::first, 1, 4});
    RiverSvgOptions options;
    options.most_ribbons = 30;
    const std::string svg = river_svg(river, plain_spec(), options);
    const std::size_t all = lay_out(river, false, {0, 800, 0, 300, 3}).bands.size();
    CHECK(all > 30);
    CHECK(svg.find(std::to_string(all - 30) + " thin ribbons carry the other") != std::string::npos);
    CHECK(svg.find(counted(total(river.beyond()), "run") + " go on beyond the last step shown, " +
                   with_commas(crises(river.beyond()))) != std::string::npos);
    const std::size_t first = svg.find("class=\"bands\"");
    CHECK(occurrences(svg.substr(first, svg.find("class=\"nodes\"") - first), "<title>") == 30);
    options.most_ribbons = 100'000;
    CHECK(river_svg(river, plain_spec(), options).find("thin ribbons carry") == std::string::npos);
}

TEST_CASE("where all runs end alike the colours say who moved") {
    const Spec spec = plain_spec();
    const auto shows_movers = [&](const std::vector<Lot>& lots) {
        return river_svg(aggregate(one_step(lots)), spec).find("Who moved next") != std::string::npos;
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
    CHECK(svg.find("No run takes a step.") != std::string::npos);
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(svg.find("inf\"") == std::string::npos);
}

TEST_CASE("the table has the fullest nodes in the order of the picture") {
    const River river = aggregate(
        one_step({{1, Outcome::unresolved, 60}, {2, Outcome::settled, 30}, {3, Outcome::crisis, 10}}));
    const std::vector<RiverRow> rows = river_rows(river, plain_spec(), {}, 3);
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
    CHECK(river_rows(River{}, plain_spec()).empty());
}
