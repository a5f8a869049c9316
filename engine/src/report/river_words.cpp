#include <firebreak/text.hpp>

#include "report/river_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <firebreak/ensemble.hpp>

#include "base/text_layout.hpp"
#include "report/answers.hpp"

namespace firebreak::report {
namespace {

struct Part {
    std::string name;
    std::uint64_t count = 0;
};

std::string share_text(std::uint64_t count, std::uint64_t of) {
    const double share = static_cast<double>(count) / static_cast<double>(of);
    if (count > 0 && share < 0.005) return "under 1 %";
    if (count < of && share >= 0.995) return "over 99 %";
    return percent(share, 0);
}

// "4.3 %", with the decimals that the number of runs justifies; all of them are "100 %".
std::string exact_share(std::uint64_t count, std::uint64_t of) {
    const double share = static_cast<double>(count) / static_cast<double>(of);
    return percent(share,
                   count == of ? 0 : std::min(percent_decimals(clopper_pearson(count, of, kLevel)), 2));
}

// "Protest 80 %, Routine 20 %": the largest parts of a whole, and the rest as one.
std::string parts_text(std::vector<Part> parts, std::uint64_t whole) {
    constexpr std::size_t kMost = 4;
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.count > b.count; });
    std::string text;
    std::uint64_t rest = whole;
    for (std::size_t i = 0; i < parts.size() && i < kMost && parts[i].count > 0; ++i) {
        text += fmt::format("{}{} {}", i == 0 ? "" : ", ", parts[i].name, share_text(parts[i].count, whole));
        rest -= parts[i].count;
    }
    if (rest > 0 && !text.empty()) text += ", others " + share_text(rest, whole);
    return text;
}

}  // namespace

std::uint64_t crises(const OutcomeCounts& counts) {
    return std::uint64_t{counts[static_cast<std::size_t>(Outcome::crisis)]} +
           counts[static_cast<std::size_t>(Outcome::war)];
}

std::string RiverWords::rung(std::size_t rung) const {
    if (rung >= spec_.ladder.size()) return fmt::format("rung {}", rung);
    const RungSpec& spec = spec_.ladder[rung];
    return prose(spec.name.empty() ? spec.id : spec.name, 80);
}

std::string RiverWords::step(std::size_t column) const {
    const std::size_t merge = river_.options.merge_steps;
    if (merge == 1 || column == 0) return std::to_string(column);
    const std::size_t last = column * merge;
    return fmt::format("{} {} {}", last - merge + 1, merge == 2 ? "and" : "to", last);
}

std::string RiverWords::steps(std::size_t column) const {
    return (river_.options.merge_steps == 1 ? "step " : "steps ") + step(column);
}

std::string RiverWords::share_of_runs(std::uint64_t runs) const {
    return fmt::format("{} of {} {} ({})", with_commas(runs), with_commas(river_.runs),
                       prose(options_.runs, 80), exact_share(runs, river_.runs));
}

std::string RiverWords::crisis_sentence(const OutcomeCounts& runs) const {
    const std::uint64_t n = total(runs);
    const std::uint64_t crisis = crises(runs);
    if (crisis == 0) return n == 1 ? " It does not end in crisis." : " None of these ends in crisis.";
    if (crisis == n) return n == 1 ? " It ends in crisis." : " All of these end in crisis.";
    const Bounds bounds = clopper_pearson(crisis, n, kLevel);
    const int decimals = std::min(percent_decimals(bounds), 1);
    const double share = static_cast<double>(crisis) / static_cast<double>(n);
    return fmt::format(" Of these {} in 100 end in crisis ({}).", percent_number(share, decimals),
                       percent_range(bounds, decimals));
}

std::string RiverWords::movers(const StepCounts& taken) const {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < kActors; ++i) {
        const ActorSpec& actor = spec_.actors[i];
        parts.push_back({prose(actor.name.empty() ? actor.id : actor.name, 60), taken.movers[i]});
    }
    parts.push_back({"accident", taken.movers[kActors]});
    return parts_text(std::move(parts), taken.steps());
}

std::string RiverWords::step_sentences(const StepCounts& taken) const {
    if (taken.steps() == 0) return {};
    const double gap = static_cast<double>(taken.gap) / static_cast<double>(taken.steps());
    std::string text = fmt::format(" Mover: {}. The mover had something wrong in {} of these steps",
                                   movers(taken), share_text(taken.mistaken, taken.steps()));
    if (taken.gap > 0) text += fmt::format(" and misread the other side by {:.2f} rungs on average", gap);
    return text + ".";
}

std::string RiverWords::came_from(std::size_t column, std::size_t rung) const {
    std::vector<Part> parts;
    std::uint64_t whole = 0;
    for (std::size_t from = river_.rungs; column > 0 && from-- > 0;) {
        parts.push_back({from == rung ? "the same rung" : this->rung(from),
                         river_.ribbon(column - 1, from, rung).total()});
        whole += parts.back().count;
    }
    return parts_text(std::move(parts), whole);
}

std::string RiverWords::goes_to(std::size_t column, std::size_t rung) const {
    const RiverCell& cell = river_.cell(column, rung);
    std::vector<Part> parts;
    for (std::size_t to = river_.rungs; column + 1 < river_.columns && to-- > 0;) {
        parts.push_back(
            {to == rung ? "the same rung" : this->rung(to), river_.ribbon(column, rung, to).total()});
    }
    parts.push_back({"ends here", total(cell.ended)});
    parts.push_back({"goes on beyond the picture", total(cell.beyond)});
    return parts_text(std::move(parts), cell.total());
}

std::string RiverWords::node(std::size_t column, std::size_t rung) const {
    const RiverCell& cell = river_.cell(column, rung);
    std::string text =
        fmt::format("Rung {}, {}: {}.", this->rung(rung),
                    column == 0 ? std::string("at the start") : steps(column), share_of_runs(cell.total()));
    text += crisis_sentence(cell.runs);
    if (column > 0) text += " Came from: " + came_from(column, rung) + ".";
    text += " Goes to: " + goes_to(column, rung) + ".";
    return text + step_sentences(cell.taken);
}

std::string RiverWords::ribbon(std::size_t column, std::size_t from, std::size_t to) const {
    const RiverRibbon& ribbon = river_.ribbon(column, from, to);
    const std::string way =
        from == to ? "Stays on " + rung(from) : fmt::format("From {} to {}", rung(from), rung(to));
    return fmt::format("{}, {}: {}.", way, steps(column + 1), share_of_runs(ribbon.total())) +
           crisis_sentence(ribbon.runs) + step_sentences(ribbon.taken);
}

std::string RiverWords::summary() const {
    OutcomeCounts ends{};
    std::size_t highest = 0;
    for (std::size_t i = 0; i < river_.cells.size(); ++i) {
        for (std::size_t k = 0; k < kOutcomes; ++k)
            ends[k] += river_.cells[i].ended[k] + river_.cells[i].beyond[k];
        if (river_.cells[i].total() > 0) highest = std::max(highest, i % river_.rungs);
    }
    const auto part = [&](std::uint64_t count) {
        return fmt::format("{} ({})", with_commas(count), share_text(count, river_.runs));
    };
    return fmt::format(
        "A flow chart of {} {} over the rungs of the ladder, step by step from left to right. {} end in "
        "crisis, {} settled, {} unresolved. The highest rung reached is {}. The same is in the table beside "
        "it.",
        with_commas(river_.runs), prose(options_.runs, 80), part(crises(ends)), part(ends[2]), part(ends[3]),
        rung(highest));
}

RiverRow RiverWords::row(std::size_t column, std::size_t rung) const {
    const RiverCell& cell = river_.cell(column, rung);
    const std::uint64_t n = cell.total();
    const Bounds bounds = clopper_pearson(crises(cell.runs), n, kLevel);
    const int decimals = std::min(percent_decimals(bounds), 1);
    const double crisis = static_cast<double>(crises(cell.runs)) / static_cast<double>(n);
    return {step(column),
            this->rung(rung),
            with_commas(n),
            exact_share(n, river_.runs),
            options_.ends_fixed
                ? kByTheFilter
                : fmt::format("{} ({})", percent(crisis, decimals), percent_range(bounds, decimals)),
            column == 0 ? "start" : came_from(column, rung),
            goes_to(column, rung),
            movers(cell.taken)};
}

std::vector<RiverRow> river_rows(const River& river, const Spec& spec, const RiverSvgOptions& options,
                                 std::size_t most) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < river.cells.size(); ++i) {
        if (river.cells[i].total() > 0) places.push_back(i);
    }
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return river.cells[a].total() > river.cells[b].total();
    });
    if (places.size() > most) places.resize(most);
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        // the highest rung first, as in the picture
        return a / river.rungs != b / river.rungs ? a < b : a > b;
    });
    const RiverWords words(river, spec, options);
    std::vector<RiverRow> rows;
    rows.reserve(places.size());
    for (const std::size_t place : places)
        rows.push_back(words.row(place / river.rungs, place % river.rungs));
    return rows;
}

}  // namespace firebreak::report
