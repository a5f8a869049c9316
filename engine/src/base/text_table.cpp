#include <algorithm>
#include <numeric>

#include "base/text_layout.hpp"
#include "base/utf8.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kMargin = 2;      // before the first column
constexpr std::size_t kBetween = 2;     // between columns
constexpr std::size_t kLastLeast = 20;  // a last column of words is not broken into less
constexpr std::size_t kLeast = 12;      // nor another one into less than this
constexpr std::size_t kBeneath = 6;     // blanks before what stands beneath its row

std::size_t total(const std::vector<std::size_t>& widths) {
    const std::size_t between = widths.empty() ? 0 : kBetween * (widths.size() - 1);
    return std::accumulate(widths.begin(), widths.end(), kMargin + between);
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find('\n');
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

// As many characters from the front as fit, at least one.
std::size_t fitting_bytes(std::string_view text, std::size_t width) {
    std::size_t bytes = 0;
    while (bytes < text.size()) {
        const std::size_t next = bytes + decode_utf8(text.substr(bytes)).length;
        if (bytes > 0 && display_width(text.substr(0, next)) > width) break;
        bytes = next;
    }
    return bytes;
}

// A cell in lines of at most that width; a word that is longer is cut.
std::vector<std::string> broken(const std::string& cell, std::size_t width) {
    if (display_width(cell) <= width) return {cell};
    std::vector<std::string> parts;
    std::string text = paragraph(cell, width);
    text.pop_back();
    for (std::string_view line : split_lines(text)) {
        while (display_width(line) > width) {
            const std::size_t bytes = fitting_bytes(line, width);
            parts.emplace_back(line.substr(0, bytes));
            line.remove_prefix(bytes);
        }
        parts.emplace_back(line);
    }
    return parts;
}

std::vector<std::string> broken_heading(const std::string& heading, std::size_t width) {
    std::vector<std::string> parts;
    for (const std::string& line : split_lines(heading)) {
        for (std::string& part : broken(line, width)) parts.push_back(std::move(part));
    }
    return parts;
}

// "runs with a crisis", "inadvertent": a heading of several lines as one.
std::string in_one_line(const std::string& heading) {
    std::string text;
    for (const std::string& line : split_lines(heading)) {
        if (text.ends_with('-')) text.pop_back();
        else if (!text.empty()) text += ' ';
        text += line;
    }
    return text;
}

std::string padded(std::string_view cell, std::size_t width, Table::Align align) {
    const std::size_t used = display_width(cell);
    const std::string blanks(used < width ? width - used : 0, ' ');
    return align == Table::Align::left ? std::string(cell) + blanks : blanks + std::string(cell);
}

}  // namespace

Table::Widths Table::widths() const {
    Widths widths(columns_.size(), 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        for (const std::string& part : split_lines(columns_[i].heading))
            widths[i] = std::max(widths[i], display_width(part));
    }
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));
    }
    return widths;
}

std::size_t Table::width() const { return total(widths()); }

// Makes columns of words narrower until the table fits: first the last, then always the widest. False if that
// is not enough.
bool Table::fit(Widths& widths, std::size_t room) const {
    const std::size_t wide = total(widths);
    std::size_t excess = wide > room ? wide - room : 0;
    const bool last_of_all = widths.size() == columns_.size();
    const bool words_last = last_of_all && columns_.back().align == Align::left;
    if (words_last && widths.back() > kLastLeast) {
        const std::size_t given = std::min(excess, widths.back() - kLastLeast);
        widths.back() -= given;
        excess -= given;
    }
    for (; excess > 0; --excess) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i + (words_last ? 1U : 0U) < widths.size(); ++i) {
            const bool gives = columns_[i].align == Align::left && widths[i] > kLeast;
            if (gives && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
        }
        if (widest == widths.size()) return false;
        --widths[widest];
    }
    return true;
}

// A row, in several lines where a cell is broken. There may be fewer widths than cells.
std::string Table::lines(const std::vector<std::string>& cells, const Widths& widths) const {
    std::vector<std::vector<std::string>> parts;
    std::size_t height = 1;
    for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i) {
        parts.push_back(columns_[i].align == Align::left ? broken(cells[i], widths[i])
                                                         : std::vector<std::string>{cells[i]});
        height = std::max(height, parts.back().size());
    }
    std::string text;
    for (std::size_t row = 0; row < height; ++row) {
        std::string line(kMargin, ' ');
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0) line += std::string(kBetween, ' ');
            line += padded(row < parts[i].size() ? parts[i][row] : std::string_view(), widths[i],
                           columns_[i].align);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string Table::heading_lines(const Widths& widths, const Style& style) const {
    std::vector<std::vector<std::string>> parts;
    std::size_t height = 0;
    bool headed = false;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        parts.push_back(broken_heading(columns_[i].heading, widths[i]));
        height = std::max(height, parts.back().size());
        headed = headed || !columns_[i].heading.empty();
    }
    std::string text;
    for (std::size_t row = 0; headed && row < height; ++row) {
        std::vector<std::string> cells;
        for (const auto& part : parts) {
            const std::size_t skipped = height - part.size();  // short headings stand at the bottom
            cells.push_back(row >= skipped ? part[row - skipped] : std::string());
        }
        std::string line = lines(cells, widths);
        line.pop_back();
        text += style.bold(line) + "\n";
    }
    return text;
}

std::string Table::in_columns(const Widths& widths, const Page& page) const {
    std::string text = heading_lines(widths, page.style);
    for (const auto& row : rows_) text += lines(row, widths);
    return text;
}

std::string Table::last_beneath(const Widths& widths, const Page& page) const {
    std::string text = heading_lines(widths, page.style);
    const std::string heading = in_one_line(columns_.back().heading);
    if (!heading.empty()) text += std::string(kBeneath, ' ') + page.style.bold(heading) + "\n";
    for (const auto& row : rows_) {
        text += lines(row, widths);
        if (row.size() == columns_.size() && !row.back().empty())
            text += paragraph(row.back(), page.width, kBeneath, kBeneath);
    }
    return text;
}

// What the row is about, and beneath it "share 7.2 %, 95 % interval 6.7 to 7.7".
std::string Table::told(const Page& page) const {
    const std::size_t title = columns_.back().align == Align::left ? columns_.size() - 1 : 0;
    std::string text;
    for (const auto& row : rows_) {
        std::vector<std::string> rest;
        for (std::size_t i = 0; i < row.size() && i < columns_.size(); ++i) {
            if (i == title || row[i].empty()) continue;
            const std::string heading = in_one_line(columns_[i].heading);
            rest.push_back(heading.empty() ? row[i] : heading + " " + row[i]);
        }
        if (title < row.size()) text += paragraph(row[title], page.width, kMargin, kMargin + 2);
        std::string line;
        for (const std::string& part : rest) line += (line.empty() ? "" : "; ") + part;
        if (!line.empty()) text += paragraph(line, page.width, kBeneath, kBeneath);
    }
    return text;
}

std::string Table::text(const Page& page) const {
    if (columns_.empty()) return {};
    Widths all = widths();
    if (fit(all, page.width)) return in_columns(all, page);
    Widths before_last = widths();
    before_last.pop_back();
    const bool words_last = columns_.back().align == Align::left;
    if (words_last && !before_last.empty() && fit(before_last, page.width))
        return last_beneath(before_last, page);
    return told(page);
}

}  // namespace firebreak
