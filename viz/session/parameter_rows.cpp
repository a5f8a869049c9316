#include "session/parameter_rows.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <sstream>

#include <firebreak/answer.hpp>
#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return small;
}

}  // namespace

std::vector<ParameterRow> parameter_rows(const Spec& file, const Spec& changed) {
    Spec before = file, after = changed;
    const std::vector<Parameter> old = parameters(before), now = parameters(after);
    std::vector<ParameterRow> rows;
    auto same = old.begin();  // of the file; only what it leaves out is not there
    for (std::size_t i = 0; i < now.size(); ++i) {
        ParameterRow row;
        row.path = now[i].path;
        row.value = parameter_text(now[i]);
        const auto known =
            std::find_if(same, old.end(), [&](const Parameter& each) { return each.path == row.path; });
        if (known != old.end()) {
            row.file_value = parameter_text(*known);
            same = known + 1;
        }
        row.kind = now[i].kind;
        row.low = now[i].low;
        row.high = now[i].high;
        row.unit = now[i].unit;
        if (const auto* const* number = std::get_if<double*>(&now[i].value)) row.number = **number;
        rows.push_back(std::move(row));
    }
    for (const OverlayValue& overlay : overlay_values(file)) {
        ParameterRow row;
        row.path = overlay.path;
        row.value = row.file_value = overlay.value;
        row.fixed = "A measure gives this.";
        rows.push_back(std::move(row));
    }
    for (ParameterRow& row : rows) {
        if (const ProvenanceSpec* entry = provenance_of(file.provenance, row.path)) {
            row.grade = entry->grade;
            row.note = entry->note;
            row.range = range_words(file, row.path);
        }
    }
    for (const AskedNumber& asked : asked_numbers(file)) {
        ParameterRow row;
        row.path = asked.path;
        row.asked = true;
        row.value = row.file_value = asked.value;
        row.range = asked.words;
        row.note = asked.note;
        row.grade = asked.sourced ? "sourced" : "assumed";
        row.fixed = asked.path.starts_with("targets.")
                        ? "The record says this, and `firebreak uncertainty` weights its settings by it."
                        : "The file takes this choice, and `firebreak uncertainty` tries each.";
        rows.push_back(std::move(row));
    }
    return rows;
}

Changes with_value(const Spec& file, const Spec& changed, Changes changes, const std::string& path,
                   const std::string& value) {
    const std::vector<ParameterRow> rows = parameter_rows(file, changed);
    const auto give = [&](const ParameterRow& row, const std::string& text) {
        std::erase_if(changes, [&](const auto& change) { return change.first == row.path; });
        if (text != row.file_value) changes.emplace_back(row.path, text);
    };
    const auto chosen =
        std::find_if(rows.begin(), rows.end(), [&](const ParameterRow& row) { return row.path == path; });
    if (chosen == rows.end()) return changes;
    give(*chosen, value);
    double share = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), share);
    const std::string prior = path.substr(0, path.rfind('.') + 1);
    const bool probability =
        error == std::errc() && end == value.data() + value.size() && share >= 0 && share <= 1;
    if (!prior.ends_with(".attribution.prior.") || !probability) return changes;
    std::vector<const ParameterRow*> others;
    double rest = 0;
    for (const ParameterRow& row : rows) {
        if (!row.path.starts_with(prior) || row.path == path) continue;
        others.push_back(&row);
        rest += row.number;
    }
    for (const ParameterRow* row : others) {
        const double part = rest > 0 ? row->number / rest : 1 / static_cast<double>(others.size());
        give(*row, number_text((1 - share) * part));
    }
    return changes;
}

std::vector<const ParameterRow*> search(const std::vector<ParameterRow>& rows, std::string_view words) {
    std::vector<std::string> wanted;
    std::istringstream in(lower(words));
    for (std::string word; in >> word;) wanted.push_back(word);
    std::vector<const ParameterRow*> found;
    for (const ParameterRow& row : rows) {
        const std::string text = lower(row.path + " " + row.value + " " + row.grade + " " + row.range +
                                       (row.changed() ? " changed" : ""));
        const auto holds = [&](const std::string& word) { return text.find(word) != std::string::npos; };
        if (std::all_of(wanted.begin(), wanted.end(), holds)) found.push_back(&row);
    }
    return found;
}

}  // namespace firebreak::viz
