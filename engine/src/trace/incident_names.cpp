#include "trace/incident_names.hpp"

#include <fmt/format.h>

#include "trace/labels.hpp"
#include "trace/ledger.hpp"

namespace firebreak {
namespace {

// "17 July"; with the year in a run that can last longer than one, and the time of day in one that cannot
// last two days.
std::string day_name(const Spec& spec, Millis time) {
    constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    constexpr double kDay = 86'400'000;
    if (spec.clock.horizon.ms < 2 * kDay) return time_of_day(spec, time);
    const std::string date = date_text(spec, time);
    const std::size_t month = date.find('-', 1) + 1;
    std::string name = fmt::format("{} {}", std::stoi(date.substr(month + 3)),
                                   kMonths.at(std::stoul(date.substr(month, 2)) - 1));
    if (spec.clock.horizon.ms > 365 * kDay) name += " " + date.substr(0, month - 1);
    return name;
}

std::string text_of(const Fields& fields, const char* key) {
    const auto found = fields.find(key);
    return found != fields.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

void IncidentNames::learn(const LedgerLine& line) {
    const Labels labels(spec_);
    if (line.kind == LineKind::incident && !line.truth.is_null()) {
        true_numbers_ = true;
        const std::string source = text_of(line.truth, "source");
        const std::string author = text_of(line.truth, "author");
        const std::string what = !source.empty()   ? labels.source(source)
                                 : !author.empty() ? labels.actor(author) + "'s strike"
                                                   : "the injected incident";
        return name(kActors, line.truth["incident"].get<std::uint32_t>(), what, line.time);
    }
    if (line.kind != LineKind::incident && line.kind != LineKind::case_opened) return;
    for (std::size_t i = 0; i < kActors; ++i) {
        const Fields& seen = line.observed[i];
        if (!seen.contains("incident")) continue;
        const std::string source = text_of(seen, "source");
        const bool own = line.kind == LineKind::incident;
        const std::string what = !own             ? "the incident"
                                 : source.empty() ? "its strike"
                                                  : labels.source(source);
        name(i, seen["incident"].get<std::uint32_t>(), what, line.time);
    }
}

void IncidentNames::name(std::size_t ledger, std::uint32_t number, const std::string& what, Millis time) {
    if (names_[ledger].contains(number)) return;
    std::string text = what + " of " + day_name(spec_, time);
    const unsigned uses = ++uses_[ledger][text];
    if (uses > 1) text += fmt::format(" ({})", uses);
    names_[ledger].emplace(number, std::move(text));
}

IncidentNameLists IncidentNames::all() const {
    IncidentNameLists lists = names_;
    if (true_numbers_) lists.fill(names_[kActors]);
    return lists;
}

std::string IncidentNames::of(std::size_t ledger, std::uint32_t number) const {
    const auto& names = names_[true_numbers_ ? kActors : ledger];
    const auto found = names.find(number);
    return found == names.end() ? fmt::format("incident {}", number) : found->second;
}

IncidentNameLists incident_names(const Model& model, const Trace& trace, PointOfView view) {
    IncidentNames names(model.spec());
    each_ledger_line(model, trace, view, [&](const LedgerLine& line) { names.learn(line); });
    return names.all();
}

}  // namespace firebreak
