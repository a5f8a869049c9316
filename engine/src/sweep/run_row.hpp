// One run as a row of a table: what its columns are called and mean, and its values in them. Whatever writes
// rows of runs, or explains them, iterates over these columns.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <firebreak/model.hpp>
#include <firebreak/run.hpp>

namespace firebreak {

// How every table names the arm of a row. Its measures, joined by "+", or "none"; whose perception is clean:
// "none", "both", "north", "north:cause+south:tone".
[[nodiscard]] std::string measures_word(const ArmSpec& arm);
[[nodiscard]] std::string clean_word(const Spec& spec, const ArmSpec& arm);

struct RunColumn {
    enum class Type : std::uint8_t { integer, number, text };  // std::uint64_t, double, std::string_view

    const char* name;  // in files: a-z, 0-9 and _
    const char* unit;  // "ms"; "rung", counted from 0, the lowest; empty: none
    Type type;
    const char* words;
    const char* missing;  // when a run has no value, and what that means; empty: each has one
};

// Two more columns than kCounts has rows for each actor, and those of the run itself.
inline constexpr std::size_t kRunColumns = std::size(kCounts<std::uint32_t>) + 2 * kActors + 10;

// The columns of a run, in the order of RunRow::values(). Counts are those of kCounts, under their names.
[[nodiscard]] std::span<const RunColumn, kRunColumns> run_columns();

// std::monostate: missing. Otherwise of its column's type. Texts need no quotes in CSV.
using RunValue = std::variant<std::monostate, std::uint64_t, double, std::string_view>;

// The values of one run at a time. No heap traffic.
class RunRow {
public:
    RunRow() = default;
    RunRow(const RunRow&) = delete;  // values refer to the row
    RunRow& operator=(const RunRow&) = delete;

    void set(const RunResult& run);
    // Of the run last set, one per column. Texts are valid until the next set() and end of the row.
    [[nodiscard]] std::span<const RunValue, kRunColumns> values() const { return values_; }

private:
    std::array<RunValue, kRunColumns> values_;
    std::array<char, 16> digest_{};
};

// Appends the value as a field of CSV: whole numbers in digits, others in the shortest text that reads back
// as the same number, missing ones as nothing.
void append_csv(std::string& text, const RunValue& value);

}  // namespace firebreak
