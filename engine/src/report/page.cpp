#include "report/page.hpp"

#include <array>

#include <firebreak/picture.hpp>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/page_sections.hpp"
#include "report/page_style.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kLongestTitle = 300;
constexpr std::size_t kLongestQuestion = 1000;

// Of the page: nothing is loaded from anywhere, and the one style sheet stands in it.
constexpr char kPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

std::string title_of(const Spec& spec) {
    return prose(spec.title.empty() ? spec.id : spec.title, kLongestTitle);
}

Markup head(const Spec& spec) {
    Markup content = empty_element("meta", {{"charset", "utf-8"}}) + Markup::literal("\n");
    content += empty_element("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", kPolicy}}) +
               Markup::literal("\n");
    content +=
        empty_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
        Markup::literal("\n");
    content +=
        empty_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}) + Markup::literal("\n");
    content += element("title", title_of(spec) + " – Firebreak report");
    content += element("style", Markup::made(kPageStyle + svg_style()));
    return element("head", content);
}

Markup contents() {
    struct Entry {
        const char* id;
        const char* name;
    };
    constexpr std::array<Entry, 9> kEntries{{{"answer", "The answer"},
                                             {"icons", "In figures"},
                                             {"measures", "Measures"},
                                             {"river", "The river"},
                                             {"causes", "Causes"},
                                             {"story", "One run told"},
                                             {"runs", "Other runs"},
                                             {"assumed", "What was assumed"},
                                             {"again", "How to repeat it"}}};
    Markup items;
    for (const Entry& entry : kEntries) items += element("li", link(entry.id, entry.name));
    return element("nav", {{"aria-label", "Contents"}}, element("ol", items));
}

Markup top(const Spec& spec, const Findings& findings) {
    Markup content = element("p", {{"class", "kind"}},
                             Markup::of("Firebreak report · " + with_commas(findings.study.runs) +
                                        " simulated runs with each set of measures" +
                                        (findings.ranges ? " · " + size_words(findings.ranges->sweep) : "") +
                                        " · seed " + std::to_string(findings.origin.seed)));
    content += element("h1", title_of(spec));
    if (!spec.question.empty()) {
        content += element("p", {{"class", "question"}}, Markup::of(prose(spec.question, kLongestQuestion)));
    }
    return element("header", content);
}

Markup bottom(const Spec& spec, const Findings& findings) {
    const std::string line = identity_words(spec, findings.origin);
    return element("footer", element("p", strong(kCaveat) + Markup::of(" " + line + ".")));
}

}  // namespace

std::string report_page(const Spec& spec, const Findings& findings) {
    Markup main = page_answer(spec, findings) + page_icons(spec, findings) + page_measures(spec, findings);
    main += page_river(spec, findings) + page_causes(spec, findings) + page_story(spec, findings);
    main += page_runs(spec, findings) + page_assumed(spec, findings) + page_again(spec, findings);
    const Markup skip = element("a", {{"class", "skip"}, {"href", "#answer"}}, Markup::of("To the answer"));
    const Markup body = skip + top(spec, findings) + contents() + element("main", {{"id", "main"}}, main) +
                        bottom(spec, findings);
    const Markup page =
        element("html", {{"lang", "en"}, {"xml:lang", "en"}, {"xmlns", "http://www.w3.org/1999/xhtml"}},
                head(spec) + element("body", body));
    return "<!DOCTYPE html>\n" + page.html();
}

}  // namespace firebreak::report
