// What people call the incidents of a run. Each view counts them in its own order, so that a number that one
// side says means another incident to the other side; a day and a kind can be talked about.
#include <fmt/format.h>

#include "telling/words.hpp"

namespace firebreak {
namespace {

// "17 July"; with the year in a run that can last longer than one, and the time of day in one that cannot
// last two days.
std::string day_name(const Spec& spec, Millis time) {
    constexpr double kDay = 86'400'000;
    if (spec.clock.horizon.ms < 2 * kDay) return clock_words(spec, time);
    const CalendarDay day = calendar_day(spec, time);
    const std::string year = spec.clock.horizon.ms > 365 * kDay ? " " + day.year : "";
    return fmt::format("{} {}{}", day.day, month_name(day.month), year);
}

}  // namespace

void IncidentNames::learn(const Spec& spec, const Seen& line) {
    const Labels labels(spec);
    if (const auto* truth = line.true_as<IncidentHappened>()) {
        true_numbers_ = true;
        const std::string what = truth->source.valid()   ? labels.source(truth->source)
                                 : truth->author.valid() ? labels.actor(truth->author) + "'s strike"
                                                         : "the injected incident";
        return name(spec, kActors, truth->incident, what, line.time);
    }
    for (std::size_t i = 0; i < kActors; ++i) {
        if (const auto* own = line.seen_as<seen::OwnIncident>(i))
            name(spec, i, own->incident, own->source.valid() ? labels.source(own->source) : "its strike",
                 line.time);
        if (const auto* noticed = line.seen_as<seen::Notice>(i))
            name(spec, i, noticed->incident, "the incident", line.time);
    }
}

void IncidentNames::name(const Spec& spec, std::size_t ledger, std::uint32_t number, const std::string& what,
                         Millis time) {
    if (names_[ledger].contains(number)) return;
    std::string text = what + " of " + day_name(spec, time);
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
    return found == names.end() ? fmt::format("incident {}", number + 1) : found->second;
}

}  // namespace firebreak
