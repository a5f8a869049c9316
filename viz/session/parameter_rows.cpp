#include "session/parameter_rows.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <sstream>

namespace firebreak::viz {
namespace {

std::string plain(double number) {
    char digits[400];
    const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::general);
    return {digits, end.ptr};
}

std::string law_text(const Distribution& law, bool durations) {
    using Kind = Distribution::Kind;
    const auto value = [&](double number) { return durations ? format_duration({number}) : plain(number); };
    switch (law.kind) {
        case Kind::fixed: return value(law.a);
        case Kind::exponential: return "{exponential: " + value(law.a) + "}";
        case Kind::lognormal:
            return "{lognormal: {median: " + value(law.a) + ", sigma: " + plain(law.b) + "}}";
        case Kind::uniform: return "{uniform: [" + value(law.a) + ", " + value(law.b) + "]}";
        case Kind::triangular:
            return "{triangular: [" + value(law.a) + ", " + value(law.b) + ", " + value(law.c) + "]}";
        case Kind::weibull: return "{weibull: {scale: " + value(law.a) + ", shape: " + plain(law.b) + "}}";
        case Kind::empirical: break;
    }
    std::string text;
    for (const double number : law.values) text += (text.empty() ? "{empirical: [" : ", ") + value(number);
    return text + "]}";
}

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return small;
}

}  // namespace

std::string value_text(const Parameter& parameter) {
    switch (parameter.kind) {
        case Parameter::Kind::number: {
            const double number = *std::get<double*>(parameter.value);
            return parameter.unit == "ms" ? format_duration({number}) : plain(number);
        }
        case Parameter::Kind::flag: return *std::get<bool*>(parameter.value) ? "yes" : "no";
        case Parameter::Kind::duration: return format_duration(*std::get<Duration*>(parameter.value));
        case Parameter::Kind::duration_law: return law_text(*std::get<Distribution*>(parameter.value), true);
        case Parameter::Kind::number_law: return law_text(*std::get<Distribution*>(parameter.value), false);
    }
    return {};
}

std::vector<ParameterRow> parameter_rows(const Spec& file, const Spec& changed) {
    Spec before = file, after = changed;
    const std::vector<Parameter> old = parameters(before), now = parameters(after);
    std::vector<ParameterRow> rows;
    for (std::size_t i = 0; i < now.size() && i < old.size(); ++i) {
        ParameterRow row;
        row.path = now[i].path;
        row.value = value_text(now[i]);
        row.file_value = value_text(old[i]);
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
        row.fixed = true;
        rows.push_back(std::move(row));
    }
    for (ParameterRow& row : rows) {
        if (const ProvenanceSpec* entry = provenance_of(file.provenance, row.path)) {
            row.grade = entry->grade;
            row.note = entry->note;
        }
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
        give(*row, plain((1 - share) * part));
    }
    return changes;
}

std::vector<const ParameterRow*> search(const std::vector<ParameterRow>& rows, std::string_view words) {
    std::vector<std::string> wanted;
    std::istringstream in(lower(words));
    for (std::string word; in >> word;) wanted.push_back(word);
    std::vector<const ParameterRow*> found;
    for (const ParameterRow& row : rows) {
        const std::string text =
            lower(row.path + " " + row.value + " " + row.grade + (row.changed() ? " changed" : ""));
        const auto holds = [&](const std::string& word) { return text.find(word) != std::string::npos; };
        if (std::all_of(wanted.begin(), wanted.end(), holds)) found.push_back(&row);
    }
    return found;
}

}  // namespace firebreak::viz
