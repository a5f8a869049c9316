// The bricks of the report page: elements, tables and commands as XHTML-compatible HTML. Text and attributes
// can only enter escaped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace firebreak::report {

// Finished markup. Nothing but the functions below makes one, so that a scenario's text cannot be taken for a
// tag.
class Markup {
public:
    Markup() = default;
    // Escapes. A number and its per cent sign are kept on one line.
    [[nodiscard]] static Markup of(std::string_view text);
    // Escapes, and nothing else: for what people copy.
    [[nodiscard]] static Markup verbatim(std::string_view text);
    // Markup that stands in the sources of this program.
    template <std::size_t N>
    [[nodiscard]] static Markup literal(const char (&html)[N]) {
        return Markup(std::string(html, N - 1));
    }
    // Markup that another part of this program has made and escaped.
    [[nodiscard]] static Markup made(std::string html) { return Markup(std::move(html)); }

    Markup& operator+=(const Markup& more) {
        html_ += more.html_;
        return *this;
    }
    [[nodiscard]] friend Markup operator+(Markup first, const Markup& second) { return first += second; }
    [[nodiscard]] bool empty() const { return html_.empty(); }
    [[nodiscard]] const std::string& html() const { return html_; }

private:
    explicit Markup(std::string html) : html_(std::move(html)) {}
    std::string html_;
};

struct Attribute {
    const char* name;
    std::string value;  // escaped where it is used
};
using Attributes = std::vector<Attribute>;

// <tag a="b">content</tag>, with a line end after what is not part of a line of text.
[[nodiscard]] Markup element(const char* tag, const Attributes& attributes, const Markup& content);
[[nodiscard]] Markup element(const char* tag, const Markup& content);
[[nodiscard]] Markup element(const char* tag, std::string_view text);
// <tag a="b" />
[[nodiscard]] Markup empty_element(const char* tag, const Attributes& attributes);

[[nodiscard]] Markup strong(std::string_view text);
[[nodiscard]] Markup code(std::string_view text);
// "assumed" in its colours, "unmarked" for no grade.
[[nodiscard]] Markup grade(std::string_view grade);
[[nodiscard]] Markup span(const char* css_class, std::string_view text);
[[nodiscard]] Markup link(const std::string& id, std::string_view text);
// A paragraph with the command that prints the numbers beside it.
[[nodiscard]] Markup command_note(std::string_view what, const std::string& command);
// A part that is folded until it is asked for.
[[nodiscard]] Markup folded(std::string_view summary, const Markup& content);
// A section with its heading (level 2), which the table of contents names.
[[nodiscard]] Markup section(const std::string& id, std::string_view heading, const Markup& content);
[[nodiscard]] Markup list(const std::vector<Markup>& items);

// A table with a caption; the first cell of a row is its heading. On narrow pages each row becomes a block in
// which the cells bear the headings of their columns.
class PageTable {
public:
    enum class Kind { words, number, picture };
    struct Column {
        std::string heading;
        Kind kind = Kind::words;
    };
    PageTable(std::string caption, std::vector<Column> columns)
        : caption_(std::move(caption)), columns_(std::move(columns)) {}
    void add(const std::vector<Markup>& cells);
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] Markup markup() const;

private:
    std::string caption_;
    std::vector<Column> columns_;
    Markup rows_;
};

// A number of an SVG: three decimals at most.
[[nodiscard]] std::string svg_number(double value);

}  // namespace firebreak::report
