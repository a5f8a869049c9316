#include "report/cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <firebreak/text.hpp>

namespace firebreak::report {
namespace {

using answer::Cell;
using answer::Column;
using answer::Table;
using Kind = Column::Kind;

int most_decimals(Kind kind) { return kind == Kind::share_and_interval ? 1 : 4; }

int cell_decimals(const Cell& cell) {
    if (const auto* share = std::get_if<Proportion>(&cell))
        return share->n == 0 ? 0 : percent_decimals(share->bounds);
    if (const auto* effect = std::get_if<Effect>(&cell)) return percent_decimals(effect->bounds);
    return 0;
}

std::string proportion_text(const Proportion& proportion, Kind kind, int decimals) {
    if (proportion.n == 0) return "-";
    const std::string range = percent_range(proportion.bounds, decimals);
    if (kind == Kind::interval) return range;
    const std::string share = share_text(proportion, decimals);
    return kind == Kind::share_and_interval ? share + " (" + range + ")" : share;
}

std::string date_text(const answer::Moment& moment) {
    const std::string text = format_date(moment.since_1970);
    return text.substr(0, text.find('T'));
}

// One for each kind of value.
struct CellText {
    Kind kind;
    int decimals;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& words) const { return words; }
    std::string operator()(const answer::Name& name) const { return name.id; }
    std::string operator()(std::uint64_t number) const {
        return kind == Kind::id ? std::to_string(number) : with_commas(number);
    }
    std::string operator()(double number) const {
        return kind == Kind::further_share ? percent(number, decimals) : number_text(number);
    }
    std::string operator()(const Proportion& share) const { return proportion_text(share, kind, decimals); }
    std::string operator()(const Effect& effect) const {
        return kind == Kind::points_interval ? points_range(effect.bounds, decimals)
                                             : points(effect.difference, decimals);
    }
    std::string operator()(const answer::Moment& moment) const { return date_text(moment); }
};

}  // namespace

std::vector<int> column_decimals(const Table& table) {
    std::vector<int> decimals(table.columns.size());
    int of_interval = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Kind kind = table.columns[i].kind;
        for (const auto& row : table.rows)
            decimals[i] = std::max(decimals[i], std::min(cell_decimals(row.at(i)), most_decimals(kind)));
        if (kind == Kind::interval) of_interval = decimals[i];
        if (kind == Kind::further_share) decimals[i] = of_interval;
    }
    return decimals;
}

std::string cell_text(const Cell& cell, Kind kind, int decimals) {
    return std::visit(CellText{kind, decimals}, cell);
}

std::string share_text(const Proportion& proportion, int decimals) {
    const bool vanishes =
        proportion.count > 0 && std::round(proportion.share() * std::pow(10, 2 + decimals)) < 1;
    return vanishes ? "< " + percent(std::pow(10.0, -2 - decimals), decimals)
                    : percent(proportion.share(), decimals);
}

bool is_figure(Kind kind) {
    constexpr std::array kWords{Kind::words, Kind::sentence, Kind::date, Kind::grade, Kind::code};
    return std::find(kWords.begin(), kWords.end(), kind) == kWords.end();
}

}  // namespace firebreak::report
