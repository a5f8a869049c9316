#include <firebreak/ensemble.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace firebreak {
namespace {

constexpr std::uint64_t kFew = 30;  // of so few a hundredth would be a fraction of a run

// "40 %", "under 1 %": for what need not be exact.
std::string share_words(std::uint64_t count, std::uint64_t of) {
    return percent(static_cast<double>(count) / static_cast<double>(of));
}

struct Part {
    std::string name;
    std::uint64_t count = 0;
};

// "Protest 80 %, Routine 20 %": the largest parts of a whole, and the rest as one.
std::string parts_words(std::vector<Part> parts, std::uint64_t whole) {
    constexpr std::size_t kMost = 4;
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.count > b.count; });
    std::string text;
    std::uint64_t rest = whole;
    for (std::size_t i = 0; i < parts.size() && i < kMost && parts[i].count > 0; ++i) {
        text += (i == 0 ? "" : ", ") + parts[i].name + " " + share_words(parts[i].count, whole);
        rest -= parts[i].count;
    }
    if (rest > 0 && !text.empty()) text += ", others " + share_words(rest, whole);
    return text;
}

// "57 % of them end in crisis"
std::string crisis_words(std::uint64_t crisis, std::uint64_t n) {
    if (n == 1) return crisis == 1 ? "it ends in crisis" : "it does not end in crisis";
    if (crisis == 0) return "none of them ends in crisis";
    if (crisis == n) return "all of them end in crisis";
    if (n < kFew) return fmt::format("{} of them end{} in crisis", crisis, crisis == 1 ? "s" : "");
    return share_words(crisis, n) + " of them end in crisis";
}

}  // namespace

const char* colour_mode_words(ColourMode mode) {
    switch (mode) {
        case ColourMode::outcome: return "What became of the runs";
        case ColourMode::mover: return "Who moved";
        case ColourMode::misperception: return "How far the mover misread the other side";
    }
    return "";
}

std::string crisis_sentence(std::uint64_t crisis, std::uint64_t n) {
    return capitalised(crisis_words(crisis, n)) +
           (crisis == 0 || crisis == n ? "." : " (" + interval_words(crisis, n) + ").");
}

std::string runs_words(const River& river) {
    return counted(river.runs, "run") + (river.runs < river.asked ? " shown" : "");
}

RiverWords::RiverWords(const River& river, const Spec& spec, bool ends_fixed, std::string runs)
    : river_(river),
      ends_fixed_(ends_fixed),
      runs_(runs.empty() ? runs_words(river) : with_commas(river.runs) + " " + printable(runs, 80)) {
    for (std::size_t i = 0; i < spec.ladder.size(); ++i) rungs_.push_back(Labels(spec, 80).rung(RungId{i}));
    for (std::size_t i = 0; i < kActors; ++i) movers_.push_back(Labels(spec, 60).actor(i));
    movers_.emplace_back("accident");
}

std::string RiverWords::rung(std::size_t rung) const {
    return std::to_string(rung) + (rung < rungs_.size() ? " " + rungs_[rung] : "");
}

std::string RiverWords::rung_name(std::size_t rung) const {
    return rung < rungs_.size() ? rungs_[rung] : "rung " + std::to_string(rung);
}

std::string RiverWords::step(std::size_t column) const {
    const std::size_t merge = river_.options.merge_steps, last = column * merge;
    if (merge == 1 || column == 0) return std::to_string(last);
    return fmt::format("{} {} {}", last - merge + 1, merge == 2 ? "and" : "to", last);
}

std::string RiverWords::steps(std::size_t column) const {
    if (column == 0) return "the start";
    return (river_.options.merge_steps == 1 ? "step " : "steps ") + step(column);
}

std::string RiverWords::name(const RiverPlace& place) const {
    if (!place.to) return "Rung " + rung(place.rung) + ", " + steps(place.column);
    const std::string way = place.rung == *place.to
                                ? "Stays on " + rung_name(place.rung)
                                : "From " + rung_name(place.rung) + " to " + rung_name(*place.to);
    return way + ", " + steps(place.column + 1);
}

std::string RiverWords::runs_of(std::uint64_t runs) const { return with_commas(runs) + " of " + runs_; }

std::string RiverWords::movers(const StepCounts& taken) const {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < kMovers; ++i) parts.push_back({movers_[i], taken.movers[i]});
    return parts_words(std::move(parts), taken.steps());
}

std::string RiverWords::step_sentence(const StepCounts& taken) const {
    std::string text = "Who moved: " + movers(taken) + ". Whoever moved was mistaken about something in " +
                       share_words(taken.mistaken, taken.steps()) + " of these steps";
    if (taken.gap > 0)
        text += fmt::format(" and misread the other side by {:.2f} rungs on average",
                            static_cast<double>(taken.gap) / static_cast<double>(taken.steps()));
    return text + ".";
}

std::string RiverWords::came_from(std::size_t column, std::size_t rung) const {
    std::vector<Part> parts;
    std::uint64_t whole = 0;
    for (std::size_t from = river_.rungs; column > 0 && from-- > 0;) {
        parts.push_back({from == rung ? "the same rung" : rung_name(from),
                         river_.ribbon(column - 1, from, rung).total()});
        whole += parts.back().count;
    }
    return parts_words(std::move(parts), whole);
}

std::string RiverWords::goes_to(std::size_t column, std::size_t rung) const {
    const RiverCell& cell = river_.cell(column, rung);
    std::vector<Part> parts;
    for (std::size_t to = river_.rungs; column + 1 < river_.columns && to-- > 0;) {
        parts.push_back(
            {to == rung ? "the same rung" : rung_name(to), river_.ribbon(column, rung, to).total()});
    }
    parts.push_back({"ends here", total(cell.ended)});
    parts.push_back({"goes on beyond the picture", total(cell.beyond)});
    return parts_words(std::move(parts), cell.total());
}

std::vector<std::string> RiverWords::sentences(const RiverPlace& place) const {
    const RiverCell& cell = river_.cell(place.column, place.rung);
    const RiverRibbon* ribbon = place.to ? &river_.ribbon(place.column, place.rung, *place.to) : nullptr;
    const OutcomeCounts& runs = ribbon != nullptr ? ribbon->runs : cell.runs;
    const std::uint64_t n = total(runs);
    std::vector<std::string> parts{name(place) + ": " + runs_of(n) + " (" + percent_words(n, river_.runs) +
                                   ")."};
    if (n == 0) return parts;
    if (!ends_fixed_) parts.push_back(crisis_sentence(crises(runs), n));
    if (ribbon == nullptr && place.column > 0)
        parts.push_back("Came from: " + came_from(place.column, place.rung) + ".");
    if (ribbon == nullptr) parts.push_back("Goes to: " + goes_to(place.column, place.rung) + ".");
    const StepCounts& taken = ribbon != nullptr ? ribbon->taken : cell.taken;
    if (taken.steps() > 0) parts.push_back(step_sentence(taken));
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
    const std::string words = name(place) + ": " + runs_of(total(runs));
    return ends_fixed_ ? words : words + "; " + crisis_words(crises(runs), total(runs));
}

std::string RiverWords::length_sentence() const {
    const std::uint64_t longer = total(river_.beyond()), crisis = crises(river_.beyond());
    if (river_.columns == 1) return runs_ + "; none of them takes a step.";
    if (longer == 0) return runs_ + ".";
    return fmt::format(
        "{}; {} {} longer than shown{}.", runs_, with_commas(longer), longer == 1 ? "is" : "are",
        crisis == 0 || ends_fixed_ ? std::string()
                                   : ", and " + with_commas(crisis) + " of those reach a crisis");
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
        return fmt::format("{} ({})", with_commas(count), share_words(count, river_.runs));
    };
    return fmt::format(
        "A flow chart of {} over the rungs of the ladder, step by step from left to right. {} end in crisis, "
        "{} calm down, {} end without a crisis. The highest rung reached is {}. The table beside it has the "
        "same numbers.",
        runs_, part(crises(ends)), part(ends[2]), part(ends[3]), rung_name(highest));
}

RiverRow RiverWords::row(std::size_t column, std::size_t rung) const {
    const RiverCell& cell = river_.cell(column, rung);
    const std::uint64_t n = cell.total(), crisis = crises(cell.runs);
    return {step(column),
            rung_name(rung),
            with_commas(n),
            percent_words(n, river_.runs),
            ends_fixed_ ? kByTheFilter : percent_words(crisis, n) + " (" + interval_words(crisis, n) + ")",
            column == 0 ? "start" : came_from(column, rung),
            goes_to(column, rung),
            movers(cell.taken)};
}

std::string hidden_words(const RiverPicture& picture, std::size_t shown) {
    std::uint64_t all = 0, hidden = 0;
    for (std::size_t i = 0; i < picture.bands.size(); ++i) {
        all += picture.bands[i].runs;
        if (i >= shown) hidden += picture.bands[i].runs;
    }
    if (shown >= picture.bands.size()) return {};
    const std::size_t count = picture.bands.size() - shown;
    return fmt::format("{} ({}) {} hidden.", counted(count, "rare path"), percent_words(hidden, all),
                       count == 1 ? "is" : "are");
}

std::vector<RiverRow> river_rows(const River& river, const RiverWords& words, std::size_t most) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < river.cells.size(); ++i) {
        if (river.cells[i].total() > 0) places.push_back(i);
    }
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return river.cells[a].total() > river.cells[b].total();
    });
    if (places.size() > most) places.resize(most);
    // The highest rung first, as in the picture.
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return a / river.rungs != b / river.rungs ? a < b : a > b;
    });
    std::vector<RiverRow> rows;
    for (const std::size_t place : places)
        rows.push_back(words.row(place / river.rungs, place % river.rungs));
    return rows;
}

}  // namespace firebreak
