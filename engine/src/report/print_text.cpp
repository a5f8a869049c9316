#include <algorithm>

#include <firebreak/answer.hpp>

#include "base/text_layout.hpp"
#include "report/cells.hpp"

namespace firebreak {
namespace {

using answer::Column;
using Lines = Table;  // of cells that are text already

// A heading above figures is broken into lines not much wider than they are.
std::string broken_heading(const std::string& heading, std::size_t widest) {
    constexpr std::size_t kLeast = 9;
    std::string lines = paragraph(heading, std::max(widest, kLeast) + 1);
    lines.pop_back();
    return lines;
}

// Sentences stand last, so that they have what room is left; pictures have none on a terminal.
std::vector<std::size_t> column_order(const answer::Table& table) {
    std::vector<std::size_t> order, sentences;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column::Kind kind = table.columns[i].kind;
        if (kind == Column::Kind::sentence) sentences.push_back(i);
        else if (kind != Column::Kind::picture) order.push_back(i);
    }
    order.insert(order.end(), sentences.begin(), sentences.end());
    return order;
}

std::string table_text(const answer::Table& table, const Page& page) {
    const std::vector<std::size_t> order = column_order(table);
    const std::vector<int> decimals = report::column_decimals(table);
    std::vector<std::vector<std::string>> rows(table.rows.size());
    std::vector<Lines::Column> columns;
    for (const std::size_t i : order) {
        const Column& column = table.columns[i];
        std::size_t widest = 0;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            rows[row].push_back(report::cell_text(table.rows[row].at(i), column.kind, decimals[i]));
            widest = std::max(widest, display_width(rows[row].back()));
        }
        const bool figure = report::is_figure(column.kind);
        columns.push_back({figure ? broken_heading(column.heading, widest) : column.heading,
                           figure ? Lines::Align::right : Lines::Align::left});
    }
    Lines lines(std::move(columns));
    for (auto& row : rows) lines.add(std::move(row));
    return (table.caption.empty() ? "" : headline(table.caption, page)) + lines.text(page);
}

// Puts one block below the other, and an empty line between those that do not belong together.
class TextPrinter {
public:
    explicit TextPrinter(const Page& page) : page_(page) {}

    void add(const answer::Blocks& blocks) {
        for (const answer::Block& block : blocks)
            std::visit([this](const auto& what) { put(what); }, block.what);
    }
    void gap() {
        if (!text_.empty() && !text_.ends_with("\n\n")) text_ += "\n";
    }
    void put(const answer::Heading& heading) {
        gap();
        text_ += headline(heading.text, page_);
        last_ = Last::heading;
    }
    void put(const answer::Paragraph& paragraph) {
        using Kind = answer::Paragraph::Kind;
        if (last_ == Last::table && paragraph.kind != Kind::note) gap();
        const std::size_t indent = paragraph.kind == Kind::note ? 2 : 0;
        const std::string lines = firebreak::paragraph(paragraph.text, page_.width, indent, indent);
        const std::string_view words(lines.data(), lines.size() - 1);
        text_ += (paragraph.kind == Kind::alarm   ? page_.style.alarm(words)
                  : paragraph.kind == Kind::aside ? page_.style.dim(words)
                                                  : std::string(words)) +
                 "\n";
        last_ = Last::words;
    }
    void put(const answer::List& list) {
        if (last_ == Last::table) gap();
        for (const answer::Item& item : list.items) {
            const std::string words = item.lead.empty() ? item.text : item.lead + " " + item.text;
            text_ += paragraph(words, page_.width, 2, 4);
        }
        last_ = Last::list;
    }
    void put(const answer::Table& table) {
        if (table.rows.empty()) return;
        if (last_ != Last::heading) gap();
        text_ += table_text(table, page_);
        last_ = Last::table;
    }
    // In one line, so that it can be copied.
    void put(const answer::Command& command) {
        if (last_ == Last::list) gap();
        text_ += page_.style.dim(command.what + " " + command.line) + "\n";
        last_ = Last::words;
    }
    void put(const answer::Folded& folded) {
        put(answer::Heading{folded.summary});
        add(folded.blocks);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    enum class Last { nothing, heading, words, list, table };

    const Page& page_;
    std::string text_;
    Last last_ = Last::nothing;
};

}  // namespace

std::string answer_text(const Answer& answer, std::size_t width, bool colour) {
    const Page page{width, {colour}};
    TextPrinter printer(page);
    if (!answer.title.empty()) printer.put(answer::Heading{answer.title});
    if (!answer.question.empty()) printer.put(answer::Paragraph{answer.question});
    if (!answer.partial.empty())
        printer.put(answer::Paragraph{answer.partial, answer::Paragraph::Kind::alarm});
    printer.gap();
    printer.add(answer.blocks);
    if (!answer.caveat.empty()) {
        printer.gap();
        printer.put(answer::Paragraph{answer.caveat});
    }
    if (!answer.again.empty()) printer.put(answer::Command{"Again:", answer.again});
    if (!answer.identity.empty())
        printer.put(answer::Paragraph{answer.identity, answer::Paragraph::Kind::aside});
    return printer.take();
}

}  // namespace firebreak
