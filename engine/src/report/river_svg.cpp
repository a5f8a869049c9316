#include "report/river_svg.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <firebreak/ensemble.hpp>
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/answers.hpp"
#include "report/river_layout.hpp"
#include "report/river_words.hpp"

namespace firebreak::report {
namespace {

constexpr double kWidth = 960;
constexpr double kLeft = 200;   // names stand left of it
constexpr double kRight = 806;  // of the last column at most; marks and shares stand right of it
constexpr double kNarrowest = 240;
constexpr double kLegend = 24;
constexpr double kCurve = 46;  // height of a band of outcomes
constexpr double kRiver = 300;
constexpr double kFilled = 3;  // strands at least this high are filled, others drawn as a line

// Coordinates to a tenth: finer ones only make the page longer.
double tenth(double value) { return std::round(value * 10) / 10 + 0.0; }

// The text cut to a number of columns.
std::string shortened(const std::string& text, std::size_t columns) {
    if (display_width(text) <= columns) return text;
    std::string cut;
    for (std::size_t i = 0; i < text.size() && display_width(cut) + 1 < columns; ++i) {
        cut += text[i];
        while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80)
            cut += text[++i];
    }
    return cut + "…";
}

// All runs have ended alike, so that colours by outcome would tell nothing.
bool one_outcome(const River& river) {
    KindRuns sum{};
    for (std::size_t rung = 0; rung < river.rungs; ++rung) {
        const KindRuns kinds = kinds_of(river.cell(0, rung), false);
        for (std::size_t i = 0; i < kRiverKinds; ++i) sum[i] += kinds[i];
    }
    return std::count_if(sum.begin(), sum.end(), [](double runs) { return runs > 0; }) <= 1;
}

class Drawing {
public:
    Drawing(const River& river, const Spec& spec, const RiverSvgOptions& options)
        : river_(river),
          spec_(spec),
          options_(options),
          words_(river, spec, options),
          by_mover_(options.colour == RiverSvgOptions::Colour::mover ||
                    (options.colour == RiverSvgOptions::Colour::automatic && one_outcome(river))) {}

    std::string svg() {
        const double lanes_top = kLegend + kCurve + 26;
        layout_ = lay_out(river_, by_mover_, {kLeft, kRight, lanes_top, kRiver, crisis_rung()});
        right_ = std::max(layout_.x.back(), kLeft + kNarrowest) + layout_.bar;
        legend();
        crisis_curve(kLegend + 8);
        lanes();
        bands();
        nodes();
        axis(layout_.bottom() + 14);
        notes(ended_curve(layout_.bottom() + 34) + 18);
        return head(height_) + body_ + "</svg>\n";
    }

private:
    template <class... Args>
    void put(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(body_), format, std::forward<Args>(args)...);
    }
    void text(double x, double y, std::string_view style, const std::string& words) {
        put("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", tenth(x), tenth(y), style,
            escape_markup(words));
    }
    // Fill and outline of a kind: crisis and the second side have a pattern, so that they are known without
    // colour.
    [[nodiscard]] std::string paint(std::size_t kind) const {
        if (kind == kRiverKinds) return "class=\"ended\"";
        const bool patterned = kind == (by_mover_ ? 1u : 0u);
        return patterned ? fmt::format("fill=\"url(#{}-{})\"", options_.id, by_mover_ ? "dots" : "hatch")
                         : fmt::format("class=\"{}\"", kind_class(kind));
    }
    [[nodiscard]] std::string kind_class(std::size_t kind) const {
        return fmt::format("{}{}", by_mover_ ? 'm' : 'o', kind);
    }

    [[nodiscard]] std::size_t crisis_rung() const {
        std::size_t rung = 0;
        while (rung < spec_.ladder.size() && spec_.ladder[rung].id != spec_.endings.crisis) ++rung;
        return rung;
    }
    [[nodiscard]] std::string head(double height) const;
    void legend();
    void crisis_curve(double top);
    double ended_curve(double top);
    void curve(double top, const std::string& name, const std::vector<double>& low,
               const std::vector<double>& high, std::string_view paint, double most);
    void lanes();
    void lane_marks(std::size_t rung);
    void lane_name(std::size_t rung);
    void bands();
    void band(const RiverBand& band);
    void strand(const RiverBand& band, const RiverStrand& strand);
    void nodes();
    void axis(double y);
    void notes(double y);
    [[nodiscard]] std::vector<double> ended_by_column(const std::vector<Outcome>& outcomes) const;

    const River& river_;
    const Spec& spec_;
    RiverSvgOptions options_;
    RiverWords words_;
    bool by_mover_;
    RiverLayout layout_;
    std::string body_;
    double right_ = 0;  // where lines end
    double height_ = 0;
};

std::string Drawing::head(double height) const {
    const std::string& id = options_.id;
    std::string text = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"river\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
        "aria-labelledby=\"{2}-title "
        "{2}-desc\">\n<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-desc\">{4}</desc>\n",
        kWidth, tenth(height), id,
        escape_markup(fmt::format("The river of {} {}", with_commas(river_.runs), options_.runs)),
        escape_markup(words_.summary()));
    if (options_.style) text += "<style>" + river_style() + "</style>\n";
    const auto pattern = [&](const char* name, const char* base, const char* grain) {
        return fmt::format(
            "<pattern id=\"{}-{}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
            "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" class=\"{}\"/>{}</pattern>",
            id, name, base, grain);
    };
    text += "<defs>" + pattern("hatch", "o0", "<rect width=\"1.4\" height=\"5\" class=\"grain\"/>");
    if (by_mover_) text += pattern("dots", "m1", "<circle cx=\"2.5\" cy=\"2.5\" r=\"1\" class=\"grain\"/>");
    text += "</defs>\n";
    return text;
}

void Drawing::legend() {
    const auto actor = [&](std::size_t i) { return shortened(prose(spec_.actors[i].name, 60), 24); };
    const std::vector<std::string> names =
        by_mover_ ? std::vector<std::string>{actor(0), actor(1), "accident", "ends here"}
                  : std::vector<std::string>{"crisis", "settled", "unresolved at the horizon"};
    text(0, 14, "strong", by_mover_ ? "Who moved next" : "What became of the runs");
    double x = kLeft;
    for (std::size_t kind = 0; kind < names.size(); ++kind) {
        put("<rect x=\"{}\" y=\"4\" width=\"22\" height=\"11\" {}/>\n", tenth(x), paint(kind));
        text(x + 28, 14, "plain", names[kind]);
        x += 52 + 6.6 * static_cast<double>(display_width(names[kind]));
    }
}

// Runs that have ended in one of these ways, column after column.
std::vector<double> Drawing::ended_by_column(const std::vector<Outcome>& outcomes) const {
    std::vector<double> sums;
    double sum = 0;
    for (std::size_t column = 0; column < river_.columns; ++column) {
        const OutcomeCounts ends = river_.ends(column);
        for (const Outcome outcome : outcomes) sum += ends[static_cast<std::size_t>(outcome)];
        sums.push_back(sum);
    }
    return sums;
}

void Drawing::curve(double top, const std::string& name, const std::vector<double>& low,
                    const std::vector<double>& high, std::string_view paint, double most) {
    std::string points;
    const auto point = [&](std::size_t column, double runs) {
        points += fmt::format("{},{} ", tenth(layout_.x[column] + layout_.bar / 2),
                              tenth(top + kCurve * (1 - runs / most)));
    };
    for (std::size_t column = 0; column < high.size(); ++column) point(column, high[column]);
    for (std::size_t column = low.size(); column-- > 0;) point(column, low[column]);
    put("<polygon points=\"{}\" {}><title>{}</title></polygon>\n", points, paint, escape_markup(name));
}

void Drawing::crisis_curve(double top) {
    const std::vector<double> crisis = ended_by_column({Outcome::war, Outcome::crisis});
    const auto n = static_cast<double>(river_.runs);
    std::vector<double> low;
    std::vector<double> high;
    for (const double runs : crisis) {
        const Bounds bounds = clopper_pearson(static_cast<std::uint64_t>(runs), river_.runs, kLevel);
        low.push_back(bounds.low * n);
        high.push_back(bounds.high * n);
    }
    const double most = std::max(options_.ends_fixed ? crisis.back() : high.back(), 1.0);
    const Bounds bounds{low.back() / n, high.back() / n};
    const int decimals = std::min(percent_decimals(bounds), 2);
    text(kLeft - 10, top + 9, "end small", percent(most / n, decimals));
    text(kLeft - 10, top + kCurve, "end small", "0 %");
    text(0, top + kCurve / 2 + 4, "plain", "Crisis by step");
    put("<path d=\"M{0} {1}H{2}M{0} {3}H{2}\" class=\"rule\"/>\n", kLeft - 6, tenth(top + kCurve), right_,
        tenth(top));
    const std::string range = options_.ends_fixed ? kByTheFilter : percent_range(bounds, decimals);
    const std::string words =
        fmt::format("Crisis by the last step shown: {} of {} runs, {} ({})",
                    with_commas(static_cast<std::uint64_t>(crisis.back())), with_commas(river_.runs),
                    percent(crisis.back() / n, decimals), range);
    const std::vector<double> nothing(crisis.size(), 0);
    curve(top, words, nothing, crisis, fmt::format("fill=\"url(#{}-hatch)\"", options_.id), most);
    if (!options_.ends_fixed) curve(top, words, low, high, "class=\"bounds\"", most);
    text(right_ + 6, top + 12, "plain", percent(crisis.back() / n, decimals));
    text(right_ + 6, top + 25, "small", range);
}

// Returns where it ends; all runs may have ended in a crisis.
double Drawing::ended_curve(double top) {
    const std::vector<double> settled = ended_by_column({Outcome::settled});
    std::vector<double> both = ended_by_column({Outcome::settled, Outcome::unresolved});
    const auto n = static_cast<double>(river_.runs);
    const double most = both.back();
    if (most <= 0) return top - 10;
    text(kLeft - 10, top + 9, "end small", percent(most / n, 0));
    text(kLeft - 10, top + kCurve, "end small", "0 %");
    text(0, top + kCurve / 2 - 2, "plain", "Settled, unresolved");
    text(0, top + kCurve / 2 + 11, "plain", "by step");
    put("<path d=\"M{0} {1}H{2}M{0} {3}H{2}\" class=\"rule\"/>\n", kLeft - 6, tenth(top + kCurve), right_,
        tenth(top));
    const std::vector<double> nothing(both.size(), 0);
    const auto words = [&](const char* name, double runs) {
        return fmt::format("{} by the last step shown: {} of {} runs", name,
                           with_commas(static_cast<std::uint64_t>(runs)), with_commas(river_.runs));
    };
    curve(top, words("Settled", settled.back()), nothing, settled, "class=\"o1\"", most);
    curve(top, words("Unresolved", both.back() - settled.back()), settled, both, "class=\"o2\"", most);
    const double x = right_ + 6;
    text(x, top + 12, "plain", percent((both.back() - settled.back()) / n, 0) + " unresolved");
    text(x, top + 25, "plain", percent(settled.back() / n, 0) + " settled");
    return top + kCurve;
}

void Drawing::lane_marks(std::size_t rung) {
    const RungSpec& spec = spec_.ladder[rung];
    const RiverLane& lane = layout_.lanes[rung];
    const double end = right_ + 4;
    const bool crisis = rung == crisis_rung();
    if (crisis)
        put("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"threshold\"/>\n", kLeft - 6,
            tenth(lane.top()), end - kLeft + 6, tenth(lane.height));
    if (crisis) text(end + 3, lane.middle + 4, "small strong", "crisis");
    else if (spec.id == spec_.endings.war) text(end + 3, lane.middle + 4, "small strong", "war");
    put("<path d=\"M{} {}H{}\" class=\"{}\"/>\n", kLeft - 6, tenth(lane.bottom()), end,
        spec.firebreak.empty() ? "rule" : "firebreak");
    if (spec.firebreak.empty()) return;
    const std::string name = prose(spec.firebreak, 120);
    put("<text x=\"{}\" y=\"{}\" class=\"small\"><title>{}</title>{}</text>\n", end + 3,
        tenth(lane.bottom() + 3.5), escape_markup("Firebreak: " + name),
        escape_markup(shortened("▲ " + name, 26)));
}

// The name of a rung at the left of its lane, in two lines where it is long and the lane has room.
void Drawing::lane_name(std::size_t rung) {
    const std::string name = words_.rung(rung);
    const RiverLane& lane = layout_.lanes[rung];
    const std::size_t blank = name.rfind(' ', 26);
    const bool whole = display_width(name) <= 25;
    put("<g><title>{}</title>", escape_markup(name));
    if (!whole && lane.height >= 30 && blank != std::string::npos) {
        text(kLeft - 10, lane.middle - 3, "end", shortened(name.substr(0, blank), 26));
        text(kLeft - 10, lane.middle + 11, "end", shortened(name.substr(blank + 1), 26));
    } else {
        text(kLeft - 10, lane.middle + 4, whole ? "end" : "end small", shortened(name, 32));
    }
    put("</g>\n");
}

void Drawing::lanes() {
    for (std::size_t rung = 0; rung < river_.rungs; ++rung) {
        if (rung < spec_.ladder.size()) lane_marks(rung);
        lane_name(rung);
    }
}

void Drawing::strand(const RiverBand& band, const RiverStrand& strand) {
    const double x0 = tenth(layout_.x[band.column] + layout_.bar);
    const double x1 = tenth(layout_.x[band.column + 1]);
    const double half = tenth((x0 + x1) / 2);
    const double y0 = strand.top_left;
    const double y1 = strand.top_right;
    if (strand.height_right >= kFilled) {
        put("<path d=\"M{0} {3}C{1} {3} {1} {4} {2} {4}V{5}C{1} {5} {1} {6} {0} {6}Z\" {7}/>", x0, half, x1,
            tenth(y0), tenth(y1), tenth(y1 + strand.height_right), tenth(y0 + strand.height_left),
            paint(strand.kind));
        return;
    }
    put("<path d=\"M{0} {3}C{1} {3} {1} {4} {2} {4}\" class=\"line l{5}\" stroke-width=\"{6}\"/>", x0, half,
        x1, tenth(y0 + strand.height_left / 2), tenth(y1 + strand.height_right / 2), kind_class(strand.kind),
        tenth(std::max(strand.height_right, 0.7)));
}

void Drawing::band(const RiverBand& one) {
    put("<g><title>{}</title>", escape_markup(words_.ribbon(one.column, one.from, one.to)));
    for (const RiverStrand& each : one.strands) strand(one, each);
    put("</g>\n");
}

void Drawing::bands() {
    put("<g class=\"bands\">\n");
    const std::size_t shown = std::min(layout_.bands.size(), options_.most_ribbons);
    for (std::size_t i = 0; i < shown; ++i) band(layout_.bands[i]);
    put("</g>\n");
}

void Drawing::nodes() {
    put("<g class=\"nodes\">\n");
    for (const RiverNode& node : layout_.nodes) {
        put("<g><title>{}</title>", escape_markup(words_.node(node.column, node.rung)));
        double y = node.top;
        double sum = 0;
        for (const double runs : node.kinds) sum += runs;
        for (std::size_t kind = 0; kind < node.kinds.size(); ++kind) {
            const double height = node.height * node.kinds[kind] / sum;
            if (height > 0) {
                put("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>", tenth(layout_.x[node.column]),
                    tenth(y), tenth(layout_.bar), std::max(tenth(height), 0.5), paint(kind));
            }
            y += height;
        }
        put("</g>\n");
    }
    put("</g>\n");
}

void Drawing::axis(double y) {
    const double wide =
        7.0 * static_cast<double>(std::to_string(river_.columns * river_.options.merge_steps).size() + 1);
    double next = 0;
    for (std::size_t column = 0; column < river_.columns; ++column) {
        const double x = layout_.x[column] + layout_.bar / 2;
        if (x < next) continue;
        text(x, y, "middle small", std::to_string(column * river_.options.merge_steps));
        next = x + wide;
    }
    text(kLeft - 10, y, "end small", "step");
}

void Drawing::notes(double y) {
    std::vector<std::string> lines;
    const double percent_height = layout_.unit * static_cast<double>(river_.runs) / 100;
    lines.push_back(
        fmt::format("n = {} {}. 1 % of them = {:.2g} units of height, everywhere but at the start; finer "
                    "ribbons are thin lines.",
                    with_commas(river_.runs), prose(options_.runs, 80), percent_height));
    const std::size_t shown = std::min(layout_.bands.size(), options_.most_ribbons);
    double all = 0;
    double drawn = 0;
    for (std::size_t i = 0; i < layout_.bands.size(); ++i) {
        all += layout_.bands[i].runs;
        if (i < shown) drawn += layout_.bands[i].runs;
    }
    if (shown < layout_.bands.size()) {
        lines.push_back(fmt::format(
            "The ribbons drawn carry {} of what flows; {} thin ribbons carry the other {}.",
            percent(drawn / all, 1), with_commas(layout_.bands.size() - shown), percent(1 - drawn / all, 1)));
    }
    if (const std::uint64_t beyond = total(river_.beyond()); beyond > 0) {
        lines.push_back(fmt::format("{} {} on beyond the last step shown, {} of them to a crisis.",
                                    counted(beyond, "run"), beyond == 1 ? "goes" : "go",
                                    with_commas(crises(river_.beyond()))));
    }
    if (river_.columns == 1) lines.emplace_back("No run takes a step.");
    for (const std::string& line : lines) {
        text(0, y, "small", line);
        y += 15;
    }
    height_ = y;
}

}  // namespace

std::string river_style() {
    return R"(
.river{width:100%;min-width:720px;height:auto;font:12px system-ui,sans-serif;--rc:var(--crisis,#c8401a);
--rs:var(--settled,#2f6fae);
--ru:var(--unresolved,#8d9299);--ra:var(--side-a,#1f6fb4);--rb:var(--side-b,#d9822b);
--rn:var(--nobody,#7d7d7d);--ri:var(--ink,currentColor)}
.river text{fill:var(--ri)}.river .small{font-size:10.5px}.river .strong{font-weight:600}
.river .end{text-anchor:end}
.river .middle{text-anchor:middle}.river .rule{stroke:var(--ri);stroke-opacity:.15;fill:none}
.river .firebreak{stroke:var(--ri);stroke-opacity:.8;stroke-width:1.4;stroke-dasharray:7 4;fill:none}
.river .threshold{fill:var(--rc);fill-opacity:.09}.river .bounds{fill:var(--ri);fill-opacity:.22}
.river .o0{fill:var(--rc)}.river .o1{fill:var(--rs)}.river .o2{fill:var(--ru)}.river .m0{fill:var(--ra)}
.river .m1{fill:var(--rb)}
.river .m2{fill:var(--rn)}.river .ended{fill:var(--ri);fill-opacity:.35}
.river .grain{fill:var(--paper,#fff);fill-opacity:.55}
.river .line{fill:none}.river .lo0{stroke:var(--rc)}.river .lo1{stroke:var(--rs)}.river .lo2{stroke:var(--ru)}
.river .lm0{stroke:var(--ra)}.river .lm1{stroke:var(--rb);stroke-dasharray:5 2}.river .lm2{stroke:var(--rn)}
.river .bands path{opacity:.5}.river .bands .line{opacity:.42}.river .bands .lo0{opacity:.75}
.river .bands g:hover path{opacity:1}.river .nodes g:hover rect{stroke:var(--ri);stroke-width:1}
)";
}

std::string river_svg(const River& river, const Spec& spec, const RiverSvgOptions& options) {
    if (river.runs == 0) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"river\" viewBox=\"0 0 960 40\" "
               "role=\"img\"><title>No runs to show</title><text x=\"0\" y=\"24\" fill=\"currentColor\">No "
               "run is among those asked for.</text></svg>\n";
    }
    return Drawing(river, spec, options).svg();
}

}  // namespace firebreak::report
