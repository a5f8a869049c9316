// Tables as CSV files that R, Python and spreadsheets open.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace firebreak::report {

// A row of a table after RFC 4180: commas between fields, quotes where a field needs them, CR LF at the end.
class CsvRow {
public:
    void add(std::string_view field) {
        if (!first_) text_ += ',';
        first_ = false;
        if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
            text_ += field;
            return;
        }
        text_ += '"';
        for (const char c : field) text_ += c == '"' ? std::string("\"\"") : std::string(1, c);
        text_ += '"';
    }
    void add(std::uint64_t number) { add(std::string_view(std::to_string(number))); }
    // 17 digits read back to the same double. What is not a number is left empty.
    void add(double number) { add(std::string_view(std::isnan(number) ? std::string() : fmt::format("{:.17g}", number))); }
    void skip(int fields) {
        while (fields-- > 0) add(std::string_view());
    }
    [[nodiscard]] std::string line() const { return text_ + "\r\n"; }

private:
    std::string text_;
    bool first_ = true;
};

}  // namespace firebreak::report
