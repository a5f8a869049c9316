#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"
#include "sweep/plan_factors.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kMostCells = 10'000'000;
constexpr std::size_t kMostListBytes = std::size_t{256} << 20;

struct Cell {
    std::string text;
    std::string where;  // "line 3"; empty in the plan itself
};
using Table = std::vector<std::vector<Cell>>;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\"");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\"") - first + 1));
}

// Reads all that is left of a stream; why not, or nothing.
std::string read_bytes(std::istream& in, std::string& bytes) {
    std::array<char, 65'536> part{};
    while (in) {
        in.read(part.data(), part.size());
        bytes.append(part.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > kMostListBytes) return "more than 256 MiB in";
    }
    return in.eof() ? std::string() : "cannot read";
}

// Rows of a CSV without quoted commas.
Table csv_table(std::istream& in) {
    Table table;
    std::string line;
    std::size_t cells = 0;
    for (std::size_t number = 1; std::getline(in, line) && cells < kMostCells; ++number) {
        if (trimmed(line).empty()) continue;
        std::vector<Cell> row;
        std::istringstream parts(line);
        for (std::string part; std::getline(parts, part, ',');)
            row.push_back({trimmed(part), "line " + std::to_string(number)});
        cells += row.size();
        table.push_back(std::move(row));
    }
    return table;
}

Table inline_table(const Place& at, Faults& faults) {
    Table table;
    for (std::size_t i = 0; i < at.node().items.size(); ++i) {
        const Place row(at, i);
        if (!row.is_list()) {
            faults.error(row,
                         "expected a list with one value for each factor, found " + describe(row.node()));
            continue;
        }
        std::vector<Cell> cells;
        for (std::size_t k = 0; k < row.node().items.size(); ++k) {
            const Place cell(row, k);
            cells.push_back({cell.is_scalar() ? cell.text() : describe(cell.node()), {}});
        }
        table.push_back(std::move(cells));
    }
    return table;
}

// The factors that the first line of a table names, where the plan names none.
void factors_of_header(const Place& at, const std::vector<Cell>& header, PlanReading& reading) {
    for (const Cell& cell : header) {
        std::optional<Factor> factor = variant_factor(reading.spec, cell.text);
        if (!factor) {
            factor.emplace();
            factor->paths = paths_named(cell.text, reading.all);
            if (factor->paths.empty()) {
                reading.faults.error(at, cell.where + ": " + no_match_text(cell.text, reading.all));
                continue;
            }
            factor->path = factor->label = cell.text;
            factor->grade = "assumed";
            take_kind(*factor, *parameter_at(reading.all, factor->paths.front()));
        }
        reading.plan.factors.push_back(*std::move(factor));
    }
}

// Turns the columns of the table into levels, and its rows into rows of them.
void take_table(const Place& at, const Table& table, PlanReading& reading) {
    std::vector<Factor>& factors = reading.plan.factors;
    std::vector<std::vector<double>> values(table.size());
    for (std::size_t r = 0; r < table.size(); ++r) {
        const std::string where = table[r].empty() || table[r].front().where.empty()
                                      ? "row " + std::to_string(r + 1)
                                      : table[r].front().where;
        if (table[r].size() != factors.size()) {
            reading.faults.error(at, where + ": expected " + counted(factors.size(), "value") + ", found " +
                                         std::to_string(table[r].size()));
            continue;
        }
        for (std::size_t c = 0; c < factors.size(); ++c) {
            const std::string fault = level_fault(factors[c], reading.all, table[r][c].text);
            if (fault.empty()) values[r].push_back(*level_value(factors[c], reading.all, table[r][c].text));
            else reading.faults.error(at, where + ": " + factors[c].path + ": " + fault);
        }
    }
    if (reading.faults.any_error()) return;
    for (std::size_t c = 0; c < factors.size(); ++c) {
        std::set<double> distinct;
        for (const auto& row : values) distinct.insert(row[c]);
        factors[c].levels.assign(distinct.begin(), distinct.end());
        factors[c].ends.clear();
        if (!factors[c].variant.empty()) continue;
        factors[c].range = {};
        factors[c].range.durations = takes_durations(*parameter_at(reading.all, factors[c].paths.front()));
    }
    for (const auto& row : values) {
        for (std::size_t c = 0; c < factors.size(); ++c) {
            const auto& levels = factors[c].levels;
            const auto level = std::lower_bound(levels.begin(), levels.end(), row[c]) - levels.begin();
            reading.plan.design.rows.push_back(static_cast<std::uint32_t>(level));
        }
    }
}

}  // namespace

void read_list(const Fields& fields, PlanReading& reading) {
    const auto at = fields.require("list");
    if (!at) return;
    Table table;
    if (at->is_list()) {
        table = inline_table(*at, reading.faults);
    } else {
        const auto name = read_text(*at, reading.faults);
        if (!name) return;
        std::ifstream in(reading.folder + (reading.kept ? kListFile : *name), std::ios::binary);
        const std::string fault = read_bytes(in, reading.list);
        if (!fault.empty()) {
            reading.faults.error(*at, fault + " '" + printable(*name, 200) + "'");
            return;
        }
        std::istringstream lines(reading.list);
        table = csv_table(lines);
        if (!table.empty()) {
            if (reading.plan.factors.empty()) factors_of_header(*at, table.front(), reading);
            table.erase(table.begin());
        }
    }
    if (table.empty()) reading.faults.error(*at, "expected at least one point");
    if (!reading.faults.any_error()) take_table(*at, table, reading);
}

}  // namespace firebreak
