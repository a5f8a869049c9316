#include "report/run_rows.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/text.hpp>

#include "base/append_number.hpp"
#include "report/gzip.hpp"
#include "sweep/run_measures.hpp"
#include "sweep/run_row.hpp"

namespace firebreak::report {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::string without_end(const CsvRow& row) {
    std::string line = row.line();
    line.resize(line.size() - kLineEnd.size());
    return line;
}

std::string arm_fields(const Spec& spec, const ArmSpec& arm) {
    CsvRow row;
    row.skip(1);
    row.add(measures_word(arm));
    row.add(clean_word(spec, arm));
    row.skip(1);
    return without_end(row);
}

}  // namespace

RunRows::RunRows(const Spec& spec, const Origin& origin, const std::vector<Model>& arms, bool compressed,
                 std::function<void(std::string_view)> write)
    : observed_(observed_columns(spec)), compressed_(compressed), write_(std::move(write)) {
    CsvRow row;
    for (const std::string& field : origin_fields(spec, origin)) row.add(std::string_view(field));
    row.skip(1);
    origin_ = without_end(row);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        const auto same = [&](const Model& other) { return other.arm() == arms[i].arm(); };
        const auto here = arms.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::none_of(arms.begin(), here, same)) arms_.push_back({i, arm_fields(spec, arms[i].arm())});
    }
}

void RunRows::write_names() const {
    CsvRow row;
    for (const char* name : kOriginColumns) row.add(std::string_view(name));
    for (const char* name : kRunKeys) row.add(std::string_view(name));
    for (const RunColumn& column : run_columns()) row.add(std::string_view(column.name));
    for (const std::string& name : observed_) row.add(std::string_view(name));
    write_(packed(row.line()));
}

std::string RunRows::prepare(const RunBlock& block) const {
    std::string text;
    text.reserve(block.runs.size() * (origin_.size() + 250));
    RunRow row;
    for (std::size_t i = 0; i < block.runs.size() / block.arms; ++i) {
        for (const Arm& arm : arms_) {
            text += origin_;
            append_number(text, block.first + i);
            text += arm.words;
            row.set(block.runs[i * block.arms + arm.index]);
            for (const RunValue& value : row.values()) {
                append_csv(text, value);
                text += ',';
            }
            const std::size_t at = (i * block.arms + arm.index) * observed_.size();
            for (const double value : block.measured.subspan(at, observed_.size())) {
                if (std::isfinite(value)) append_number(text, value);
                text += ',';
            }
            text.pop_back();
            text += kLineEnd;
        }
    }
    return packed(std::move(text));
}

std::string RunRows::packed(std::string text) const { return compressed_ ? gzipped(text) : text; }

}  // namespace firebreak::report
