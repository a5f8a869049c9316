#include "report/page_markup.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <firebreak/text.hpp>

namespace firebreak::report {
namespace {

// What stands within a line of text; a line end after it would show as a blank.
bool is_inline(std::string_view tag) {
    constexpr std::array<std::string_view, 9> kInline{"a",    "b",  "span", "strong", "code",
                                                      "mark", "em", "abbr", "time"};
    return std::find(kInline.begin(), kInline.end(), tag) != kInline.end();
}

std::string opening(const char* tag, const Attributes& attributes) {
    std::string html = std::string("<") + tag;
    for (const Attribute& attribute : attributes) {
        html += std::string(" ") + attribute.name + "=\"" + escape_markup(attribute.value) + "\"";
    }
    return html;
}

const char* css_class(PageTable::Kind kind) {
    return kind == PageTable::Kind::number    ? "number"
           : kind == PageTable::Kind::picture ? "picture"
                                              : "words";
}

}  // namespace

Markup Markup::of(std::string_view text) {
    constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
    std::string html = escape_markup(text);
    for (std::size_t at = html.find(" %"); at != std::string::npos; at = html.find(" %", at + 1)) {
        if (at > 0 && html[at - 1] >= '0' && html[at - 1] <= '9') html.replace(at, 1, kNoBreakSpace);
    }
    return Markup(std::move(html));
}

Markup Markup::verbatim(std::string_view text) { return Markup(escape_markup(text)); }

Markup element(const char* tag, const Attributes& attributes, const Markup& content) {
    return Markup::made(opening(tag, attributes) + ">" + content.html() + "</" + tag +
                        (is_inline(tag) ? ">" : ">\n"));
}

Markup element(const char* tag, const Markup& content) { return element(tag, {}, content); }

Markup element(const char* tag, std::string_view text) { return element(tag, {}, Markup::of(text)); }

Markup empty_element(const char* tag, const Attributes& attributes) {
    return Markup::made(opening(tag, attributes) + " />");
}

Markup strong(std::string_view text) { return element("strong", text); }

Markup code(std::string_view text) { return element("code", {}, Markup::verbatim(text)); }

Markup grade(std::string_view grade) {
    const std::string name(grade.empty() ? "unmarked" : grade);
    return element("span", {{"class", "grade " + name}}, Markup::of(name));
}

Markup span(const char* css_class, std::string_view text) {
    return element("span", {{"class", css_class}}, Markup::of(text));
}

Markup link(const std::string& id, std::string_view text) {
    return element("a", {{"href", "#" + id}}, Markup::of(text));
}

Markup command_note(std::string_view what, const std::string& command) {
    return element("p", {{"class", "command"}}, Markup::of(what) + Markup::of(" ") + code(command));
}

Markup folded(std::string_view summary, const Markup& content) {
    return element("details", element("summary", summary) + content);
}

Markup section(const std::string& id, std::string_view heading, const Markup& content) {
    const std::string title = id + "-title";
    return element("section", {{"id", id}, {"aria-labelledby", title}},
                   element("h2", {{"id", title}}, Markup::of(heading)) + content);
}

Markup list(const std::vector<Markup>& items) {
    Markup content;
    for (const Markup& item : items) content += element("li", item);
    return items.empty() ? Markup() : element("ul", content);
}

void PageTable::add(const std::vector<Markup>& cells) {
    Markup row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Column& column = columns_.at(i);
        if (i == 0) {
            row += element("th", {{"scope", "row"}}, cells[i]);
        } else {
            row +=
                element("td", {{"class", css_class(column.kind)}, {"data-label", column.heading}}, cells[i]);
        }
    }
    rows_ += element("tr", row);
}

Markup PageTable::markup() const {
    Markup head;
    for (const Column& column : columns_) {
        head +=
            element("th", {{"scope", "col"}, {"class", css_class(column.kind)}}, Markup::of(column.heading));
    }
    return element("table", element("caption", caption_) + element("thead", element("tr", head)) +
                                element("tbody", rows_));
}

std::string svg_number(double value) {
    std::string text = fmt::format("{:.3f}", value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

}  // namespace firebreak::report
