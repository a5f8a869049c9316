// Plain text for people: tables whose columns line up, and paragraphs that fit a width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/text.hpp>

namespace firebreak {

// How words are set off on a terminal. Without colour all functions return the text as it is.
struct Style {
    bool colour = false;

    [[nodiscard]] std::string bold(std::string_view text) const { return wrapped("1", text); }
    [[nodiscard]] std::string dim(std::string_view text) const { return wrapped("2", text); }
    [[nodiscard]] std::string alarm(std::string_view text) const { return wrapped("1;31", text); }
    [[nodiscard]] std::string good(std::string_view text) const { return wrapped("32", text); }

private:
    [[nodiscard]] std::string wrapped(std::string_view code, std::string_view text) const;
};

// What text is laid out for.
struct Page {
    std::size_t width = 120;  // columns
    Style style;
};

// A heading in bold, broken like a paragraph.
[[nodiscard]] std::string headline(std::string_view text, const Page& page);

// Rows of cells. A cell must be safe for a terminal and hold no line end; a heading may hold "\n". Columns on
// the right are numbers, which are never broken or left out; columns on the left are words.
class Table {
public:
    enum class Align { left, right };
    struct Column {
        std::string heading;
        Align align = Align::left;
    };

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    // Columns that the whole table takes.
    [[nodiscard]] std::size_t width() const;
    // Each row a line that begins with two blanks, and within the width of the page: where it is wider, cells
    // of words are broken into lines; where that is not enough, the last column stands beneath its row; where
    // even the numbers are too wide, each row is told in words.
    [[nodiscard]] std::string text(const Page& page) const;

private:
    using Widths = std::vector<std::size_t>;

    [[nodiscard]] Widths widths() const;
    [[nodiscard]] bool fit(Widths& widths, std::size_t room) const;
    [[nodiscard]] std::string lines(const std::vector<std::string>& cells, const Widths& widths) const;
    [[nodiscard]] std::string heading_lines(const Widths& widths, const Style& style) const;
    [[nodiscard]] std::string in_columns(const Widths& widths, const Page& page) const;
    [[nodiscard]] std::string last_beneath(const Widths& widths, const Page& page) const;
    [[nodiscard]] std::string told(const Page& page) const;

    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace firebreak
