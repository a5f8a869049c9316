// Tables as tests read them: rows of fields, found by the name of their column.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace firebreak::test {

using CsvRows = std::vector<std::vector<std::string>>;

// The fields of a table, row after row.
inline CsvRows rows_of(const std::string& table) {
    CsvRows rows;
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        REQUIRE(line.back() == '\r');
        line.pop_back();
        std::vector<std::string> fields(1);
        bool quoted = false;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) fields.emplace_back();
            else fields.back() += c;
        }
        rows.push_back(fields);
    }
    return rows;
}

inline std::size_t column_of(const CsvRows& rows, const std::string& name) {
    const auto found = std::find(rows.front().begin(), rows.front().end(), name);
    REQUIRE(found != rows.front().end());
    return static_cast<std::size_t>(found - rows.front().begin());
}

}  // namespace firebreak::test
