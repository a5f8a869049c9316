#include "render/river_words.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include <firebreak/text.hpp>

#include "render/river_kinds.hpp"

namespace firebreak::viz {
namespace {

struct Part {
    std::string name;
    std::uint64_t count = 0;
};

constexpr std::uint64_t kFew = 30;  // of so few a hundredth would be a fraction of a run

std::string fewer_words(std::uint64_t count, std::uint64_t of) {
    return std::to_string(count) + " of " + std::to_string(of);
}

std::string fixed(double value, int decimals) {
    char digits[64];
    std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
    return digits;
}

std::string rough_share(std::uint64_t count, std::uint64_t of) {
    const double share = static_cast<double>(count) / static_cast<double>(of);
    if (count > 0 && share < 0.005) return "under 1 %";
    if (count < of && share >= 0.995) return "over 99 %";
    return fixed(100 * share, 0) + " %";
}

// "Protest 80 %, Routine 20 %": the largest parts of a whole, and the rest as one.
std::string parts_words(std::vector<Part> parts, std::uint64_t whole) {
    constexpr std::size_t kMost = 4;
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.count > b.count; });
    std::string text;
    std::uint64_t rest = whole;
    for (std::size_t i = 0; i < parts.size() && i < kMost && parts[i].count > 0; ++i) {
        text += (i == 0 ? "" : ", ") + parts[i].name + " " + rough_share(parts[i].count, whole);
        rest -= parts[i].count;
    }
    if (rest > 0 && !text.empty()) text += ", others " + rough_share(rest, whole);
    return text;
}

}  // namespace

std::string runs_words(const River& river) {
    return counted(river.runs, "run") + (river.runs < river.asked ? " shown" : "");
}

// Names are made fit to be shown once, not for each of thousands of places.
RiverWords::RiverWords(const River& river, const Spec& spec, bool ends_fixed)
    : river_(river), spec_(spec), ends_fixed_(ends_fixed) {
    for (const RungSpec& found : spec.ladder)
        rungs_.push_back(std::to_string(rungs_.size()) + " " +
                         printable(found.name.empty() ? found.id : found.name, 80));
}

std::string RiverWords::rung(std::size_t rung) const {
    return rung < rungs_.size() ? rungs_[rung] : std::to_string(rung);
}

std::string RiverWords::steps(std::size_t column) const {
    const std::size_t merge = river_.options.merge_steps, last = column * merge;
    if (column == 0) return "the start";
    if (merge == 1) return "step " + std::to_string(last);
    return "steps " + std::to_string(last - merge + 1) + (merge == 2 ? " and " : " to ") +
           std::to_string(last);
}

std::string RiverWords::name(const RiverPlace& place) const {
    if (!place.to) return "Rung " + rung(place.rung) + ", " + steps(place.column);
    const std::string way = place.rung == *place.to ? "Stays on " + rung(place.rung)
                                                    : "From " + rung(place.rung) + " to " + rung(*place.to);
    return way + ", " + steps(place.column + 1);
}

std::string RiverWords::crisis_sentence(const OutcomeCounts& runs) const {
    if (ends_fixed_) return {};
    const std::uint64_t n = total(runs), crisis = crises(runs);
    if (crisis == 0 && n < kFew)
        return n == 1 ? "It does not end in crisis." : "None of these ends in crisis.";
    if (crisis == n && n < kFew) return n == 1 ? "It ends in crisis." : "All of these end in crisis.";
    if (n < kFew)
        return "Of these " + fewer_words(crisis, n) + " end in crisis (" + interval_words(crisis, n) + ").";
    return "Of these " + of_hundred(crisis, n) + " end in crisis (" + interval_words(crisis, n) + ").";
}

std::string RiverWords::step_sentences(const StepCounts& taken) const {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < kActors; ++i) {
        const ActorSpec& actor = spec_.actors[i];
        parts.push_back({printable(actor.name.empty() ? actor.id : actor.name, 60), taken.movers[i]});
    }
    parts.push_back({"accident", taken.movers[kActors]});
    std::string text = "Mover: " + parts_words(std::move(parts), taken.steps()) +
                       ". The mover had something wrong in " + rough_share(taken.mistaken, taken.steps()) +
                       " of these steps";
    if (taken.gap > 0) {
        const double gap = static_cast<double>(taken.gap) / static_cast<double>(taken.steps());
        text += " and misread the other side by " + fixed(gap, 2) + " rungs on average";
    }
    return text + ".";
}

std::string RiverWords::came_from(const RiverPlace& place) const {
    std::vector<Part> parts;
    std::uint64_t whole = 0;
    for (std::size_t from = river_.rungs; place.column > 0 && from-- > 0;) {
        parts.push_back({from == place.rung ? "the same rung" : rung(from),
                         river_.ribbon(place.column - 1, from, place.rung).total()});
        whole += parts.back().count;
    }
    return parts_words(std::move(parts), whole);
}

std::string RiverWords::goes_to(const RiverPlace& place) const {
    const RiverCell& cell = river_.cell(place.column, place.rung);
    std::vector<Part> parts;
    for (std::size_t to = river_.rungs; place.column + 1 < river_.columns && to-- > 0;) {
        parts.push_back({to == place.rung ? "the same rung" : rung(to),
                         river_.ribbon(place.column, place.rung, to).total()});
    }
    parts.push_back({"ends here", total(cell.ended)});
    parts.push_back({"goes on beyond the picture", total(cell.beyond)});
    return parts_words(std::move(parts), cell.total());
}

std::vector<std::string> RiverWords::sentences(const RiverPlace& place) const {
    const RiverCell& cell = river_.cell(place.column, place.rung);
    const RiverRibbon* ribbon = place.to ? &river_.ribbon(place.column, place.rung, *place.to) : nullptr;
    const OutcomeCounts& runs = ribbon != nullptr ? ribbon->runs : cell.runs;
    std::vector<std::string> parts{name(place) + ". " + count_words(total(runs)) + " of " +
                                   runs_words(river_) + " (" + percent_words(total(runs), river_.runs) +
                                   ")."};
    if (total(runs) == 0) return parts;
    if (std::string crisis = crisis_sentence(runs); !crisis.empty()) parts.push_back(std::move(crisis));
    if (ribbon == nullptr && place.column > 0) parts.push_back("Came from: " + came_from(place) + ".");
    if (ribbon == nullptr) parts.push_back("Goes to: " + goes_to(place) + ".");
    const StepCounts& taken = ribbon != nullptr ? ribbon->taken : cell.taken;
    if (taken.steps() > 0) parts.push_back(step_sentences(taken));
    return parts;
}

std::string RiverWords::place(const RiverPlace& place) const {
    std::string text;
    for (const std::string& sentence : sentences(place)) text += (text.empty() ? "" : " ") + sentence;
    return text;
}

std::string RiverWords::short_place(const RiverPlace& place) const {
    const OutcomeCounts& runs = place.to ? river_.ribbon(place.column, place.rung, *place.to).runs
                                         : river_.cell(place.column, place.rung).runs;
    const std::string words = name(place) + ": " + count_words(total(runs)) + " of " + runs_words(river_);
    if (ends_fixed_) return words;
    return words + ", " +
           (total(runs) < kFew ? fewer_words(crises(runs), total(runs))
                               : of_hundred(crises(runs), total(runs))) +
           " end in crisis";
}

}  // namespace firebreak::viz
