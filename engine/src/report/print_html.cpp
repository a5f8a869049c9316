#include <algorithm>

#include <firebreak/answer.hpp>
#include <firebreak/text.hpp>

#include "report/cells.hpp"
#include "report/page_markup.hpp"
#include "report/page_pictures.hpp"

namespace firebreak {
namespace {

using answer::Cell;
using answer::Column;
using report::Markup;
using report::PageTable;
using Kind = Column::Kind;

PageTable::Kind page_kind(Kind kind) {
    if (kind == Kind::picture) return PageTable::Kind::picture;
    return report::is_figure(kind) ? PageTable::Kind::number : PageTable::Kind::words;
}

Markup picture(const Effect& effect, const report::DotScale& scale) {
    const int decimals = percent_decimals(effect.bounds);
    return report::dot_picture(scale, effect.difference, effect.bounds,
                               points(effect.difference, decimals) + " points, 95 % interval " +
                                   points_range(effect.bounds, decimals));
}

// A share without an interval column of its own has its interval in brackets, in which no bound is rounded to
// the share itself.
std::string share_in_brackets(const Proportion& share, int decimals) {
    const int finer = std::max(decimals, std::min(percent_decimals(share.bounds), 4));
    return report::share_text(share, decimals) + " (" + percent_range(share.bounds, finer) + ")";
}

class TablePrinter {
public:
    explicit TablePrinter(const answer::Table& table)
        : table_(table), decimals_(report::column_decimals(table)), scale_(scale_of(table)) {}

    [[nodiscard]] Markup markup() const {
        std::vector<PageTable::Column> columns;
        for (const Column& column : table_.columns)
            columns.push_back({column.heading, page_kind(column.kind)});
        PageTable page(table_.caption, std::move(columns));
        for (const auto& row : table_.rows) {
            std::vector<Markup> cells;
            for (std::size_t i = 0; i < row.size(); ++i) cells.push_back(cell(row[i], i));
            page.add(cells);
        }
        return page.markup();
    }

private:
    static report::DotScale scale_of(const answer::Table& table) {
        std::vector<Effect> effects;
        for (const auto& row : table.rows) {
            for (const Cell& cell : row) {
                if (const auto* effect = std::get_if<Effect>(&cell)) effects.push_back(*effect);
            }
        }
        return report::scale_for(effects);
    }

    [[nodiscard]] Markup cell(const Cell& cell, std::size_t column) const {
        const Kind kind = table_.columns[column].kind;
        const std::string text = report::cell_text(cell, kind, decimals_[column]);
        if (kind == Kind::code) return report::code(text);
        if (kind == Kind::grade) return report::grade(text);
        if (const auto* name = std::get_if<answer::Name>(&cell)) return Markup::of(answer::name_words(*name));
        if (const auto* effect = std::get_if<Effect>(&cell); effect != nullptr && kind == Kind::picture)
            return picture(*effect, scale_);
        if (const auto* share = std::get_if<Proportion>(&cell);
            share != nullptr && kind == Kind::further_share && share->n > 0)
            return Markup::of(share_in_brackets(*share, decimals_[column]));
        return Markup::of(text);
    }

    const answer::Table& table_;
    std::vector<int> decimals_;
    report::DotScale scale_;
};

Markup block_markup(const answer::Heading& heading) { return report::element("h3", heading.text); }

Markup block_markup(const answer::Paragraph& paragraph) {
    switch (paragraph.kind) {
        case answer::Paragraph::Kind::plain: return report::element("p", paragraph.text);
        case answer::Paragraph::Kind::lead:
            return report::element("p", {{"class", "answer"}}, report::strong(paragraph.text));
        case answer::Paragraph::Kind::note:
        case answer::Paragraph::Kind::aside:
            return report::element("p", {{"class", "note"}}, Markup::of(paragraph.text));
        case answer::Paragraph::Kind::alarm: return report::element("p", report::strong(paragraph.text));
    }
    return {};
}

Markup block_markup(const answer::List& list) {
    std::vector<Markup> items;
    for (const answer::Item& item : list.items) {
        Markup markup;
        if (!item.lead.empty()) markup += report::strong(item.lead) + Markup::of(" ");
        markup += Markup::of(item.text);
        if (!item.bars.empty()) markup += report::bar_picture(item.bars, item.bars_in_words);
        items.push_back(std::move(markup));
    }
    return report::list(items);
}

Markup block_markup(const answer::Table& table) {
    return table.rows.empty() ? Markup() : TablePrinter(table).markup();
}

Markup block_markup(const answer::Command& command) {
    return report::command_note(command.what, command.line);
}

Markup block_markup(const answer::Folded& folded) {
    return report::folded(folded.summary, Markup::made(blocks_html(folded.blocks)));
}

}  // namespace

std::string blocks_html(const answer::Blocks& blocks) {
    Markup markup;
    for (const answer::Block& block : blocks)
        markup += std::visit([](const auto& what) { return block_markup(what); }, block.what);
    return markup.html();
}

}  // namespace firebreak
