// How far the answer depends on what is only assumed: both intervals of every answer, what each measure does
// over the settings, and what moves the share of crises.
#include "picture/charts.hpp"
#include "report/page_sections.hpp"
#include "report/ranges_charts.hpp"
#include "report/study_answer.hpp"

namespace firebreak::report {
namespace {

Markup chart_markup(const Chart& chart, const SvgElement& about) {
    return element("div",
                   {{"class", "chart-box"},
                    {"role", "region"},
                    {"tabindex", "0"},
                    {"aria-label", about.title + ", can be scrolled"}},
                   Markup::made(svg_element(chart.drawing, chart.area, about)));
}

// Of a chart, which may be copied without the page around it.
std::vector<std::string> captions(const Uncertainty& sweep, const std::string& more) {
    return {std::string(kCaveat) + " " + size_words(sweep) + ". " + more};
}

template <class Row>
std::string read_aloud(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows) text += (text.empty() ? "" : ". ") + row.words;
    return text + ".";
}

Markup effects_picture(const Spec& spec, const UncertaintyAnswer& answer) {
    const std::vector<EffectRow> rows = effect_rows(spec, answer);
    if (rows.empty()) return {};
    return chart_markup(effects_chart(rows), {"ranges-effects", kEffectsTitle, read_aloud(rows),
                                              captions(answer.sweep, effects_caption(answer.sweep))});
}

Markup drivers_picture(const UncertaintyAnswer& answer) {
    const Tornado tornado = tornado_of(answer, answer.assessments.front());
    if (tornado.rows.empty()) return {};
    const std::string title = tornado_title(answer, answer.assessments.front());
    return element("h3", title) + chart_markup(drivers_chart(tornado.rows, tornado.kind, tornado.noise),
                                               {"ranges-drivers", title, read_aloud(tornado.rows),
                                                captions(answer.sweep, tornado.caption)});
}

}  // namespace

Markup page_ranges(const Spec& spec, const Findings& findings) {
    if (!findings.ranges) return markup_of({chance_only(spec, findings.origin)});
    const UncertaintyAnswer& answer = *findings.ranges;
    Markup content = element("h3", "How far the answer depends on what nobody knows");
    const std::string faults = faults_words(answer.sweep);
    if (!faults.empty()) content += markup_of({answer::Paragraph{faults, answer::Paragraph::Kind::alarm}});
    if (answer.assessments.front().settings == 0) return content;
    content += markup_of({spreads_table(answer)}) + effects_picture(spec, answer);
    if (answer.sweep.arms.size() > 1) content += markup_of({verdicts_table(spec, answer)});
    content += drivers_picture(answer);
    return content + markup_of({answer::Paragraph{method_words(answer.sweep), answer::Paragraph::Kind::note},
                                answer::Command{"The same numbers, and where a measure helps:",
                                                ranges_command(findings)}});
}

}  // namespace firebreak::report
