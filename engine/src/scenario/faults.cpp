#include "scenario/faults.hpp"

#include <algorithm>
#include <tuple>

#include <firebreak/text.hpp>

#include "scenario/place.hpp"

namespace firebreak {
namespace {

std::string with_suggestion(std::string text, std::string_view found,
                            const std::vector<std::string_view>& candidates) {
    constexpr std::size_t kFewNames = 12;
    const std::string_view nearest = nearest_name(found, candidates);
    if (!nearest.empty()) return text.append("; did you mean '").append(nearest).append("'?");
    if (candidates.empty() || candidates.size() > kFewNames) return text;
    text += "; expected ";
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        text.append(i == 0                       ? ""
                    : i + 1 == candidates.size() ? " or "
                                                 : ", ")
            .append(printable(candidates[i], 64));
    }
    return text;
}

}  // namespace

int Faults::add_file(std::string name) {
    files_.push_back(std::move(name));
    return static_cast<int>(files_.size()) - 1;
}

void Faults::error(const Mark& mark, std::string path, std::string message) {
    ++errors_noted_;
    keep(errors_, mark, std::move(path), std::move(message));
}

void Faults::warning(const Mark& mark, std::string path, std::string message) {
    keep(warnings_, mark, std::move(path), std::move(message));
}

void Faults::keep(std::vector<Fault>& list, const Mark& mark, std::string path, std::string message) {
    if (list.size() >= kMost) {
        left_out_ = true;
        return;
    }
    const std::string name = std::to_string(mark.file) + ":" + std::to_string(mark.line) + ":" +
                             std::to_string(mark.column) + ":" + message;
    if (seen_.insert(name).second) list.push_back({mark, std::move(path), std::move(message)});
}

// Paths and near names are the dear part of a fault that will not be shown.
bool Faults::leave_out() {
    if (!full()) return false;
    ++errors_noted_;
    left_out_ = true;
    return true;
}

void Faults::error(const Place& place, std::string message) {
    if (!leave_out()) error(place.mark(), place.path(), std::move(message));
}

void Faults::error_at_key(const Place& place, std::string message) {
    if (!leave_out()) error(place.key_mark(), place.path(), std::move(message));
}

void Faults::warning(const Place& place, std::string message) {
    warning(place.mark(), place.path(), std::move(message));
}

void Faults::unknown(const Place& place, std::string_view what, std::string_view found,
                     const std::vector<std::string_view>& candidates) {
    if (leave_out()) return;
    error(place, with_suggestion(std::string(what) + " '" + printable(found, 80) + "'", found, candidates));
}

void Faults::unknown_key(const Place& place, std::string_view what,
                         const std::vector<std::string_view>& candidates) {
    if (leave_out()) return;
    error_at_key(place, with_suggestion(std::string(what) + " '" + printable(place.key(), 80) + "'",
                                        place.key(), candidates));
}

std::vector<Diagnostic> Faults::take() {
    const auto before = [](const Fault& a, const Fault& b) {
        return std::tie(a.mark.file, a.mark.line, a.mark.column) <
               std::tie(b.mark.file, b.mark.line, b.mark.column);
    };
    const std::size_t room = kMost - errors_.size();
    if (warnings_.size() > room) {
        left_out_ = true;
        warnings_.resize(room);
    }
    std::vector<std::pair<Fault, Diagnostic::Severity>> all;
    for (Fault& fault : errors_) all.emplace_back(std::move(fault), Diagnostic::Severity::error);
    for (Fault& fault : warnings_) all.emplace_back(std::move(fault), Diagnostic::Severity::warning);
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& a, const auto& b) { return before(a.first, b.first); });
    std::vector<Diagnostic> found;
    for (auto& [fault, severity] : all) {
        const std::string file =
            files_.empty() ? std::string{} : files_.at(static_cast<std::size_t>(fault.mark.file));
        found.push_back({severity, file, fault.mark.line, fault.mark.column, std::move(fault.path),
                         std::move(fault.message)});
    }
    if (left_out_) {
        const auto severity = any_error() ? Diagnostic::Severity::error : Diagnostic::Severity::warning;
        const std::string text = "there are more; only the first " + std::to_string(kMost) + " are shown";
        found.push_back({severity, files_.empty() ? std::string{} : files_.front(), 0, 0, {}, text});
    }
    return found;
}

}  // namespace firebreak
