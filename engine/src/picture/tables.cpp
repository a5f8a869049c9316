// The numbers of pictures as tables for files.
#include <firebreak/river_picture.hpp>

#include <limits>

#include <firebreak/ensemble.hpp>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();  // an empty field

void add_share(CsvRow& row, std::uint64_t count, std::uint64_t n, bool interval = true) {
    const bool any = n > 0, bounded = any && interval;
    const Bounds bounds = bounded ? clopper_pearson(count, n) : Bounds{kNothing, kNothing};
    row.add(any ? static_cast<double>(count) / static_cast<double>(n) : kNothing);
    row.add(bounds.low);
    row.add(bounds.high);
}

void add_rung(CsvRow& row, const Spec& spec, std::size_t rung) {
    row.add(std::uint64_t{rung});
    const bool known = rung < spec.ladder.size();
    row.add(known ? spec.ladder[rung].id : "");
    row.add(known ? spec.ladder[rung].name : "");
}

constexpr const char* kRiverColumns[] = {
    "kind",        "column",         "step",         "rung",           "rung_id",
    "rung_name",   "to_rung",        "to_rung_id",   "to_rung_name",   "runs",
    "n",           "share",          "share_low",    "share_high",     "crises",
    "wars",        "settled",        "unresolved",   "crisis_share",   "crisis_low",
    "crisis_high", "ended_here",     "beyond",       "steps_by_first", "steps_by_second",
    "accidents",   "steps_mistaken", "rungs_misread"};

class RiverTable {
public:
    RiverTable(const TableOrigin& origin, const Spec& spec, const River& river, bool ends_fixed)
        : table_(origin, kRiverColumns), spec_(spec), river_(river), ends_fixed_(ends_fixed) {}

    std::string make() {
        for (std::size_t column = 0; column < river_.columns; ++column) {
            for (std::size_t rung = 0; rung < river_.rungs; ++rung) cell(column, rung);
            for (std::size_t from = 0; from < river_.rungs && column + 1 < river_.columns; ++from) {
                for (std::size_t to = 0; to < river_.rungs; ++to) ribbon(column, from, to);
            }
        }
        return table_.text();
    }

private:
    void cell(std::size_t column, std::size_t rung) {
        const RiverCell& cell = river_.cell(column, rung);
        if (cell.total() == 0) return;
        CsvRow row = place("cell", column, rung);
        row.skip(3);
        counts(row, cell.runs);
        row.add(total(cell.ended));
        row.add(total(cell.beyond));
        taken(row, cell.taken);
    }

    void ribbon(std::size_t column, std::size_t from, std::size_t to) {
        const RiverRibbon& ribbon = river_.ribbon(column, from, to);
        if (ribbon.total() == 0) return;
        CsvRow row = place("ribbon", column, from);
        add_rung(row, spec_, to);
        counts(row, ribbon.runs);
        row.skip(2);
        taken(row, ribbon.taken);
    }

    [[nodiscard]] CsvRow place(std::string_view what, std::size_t column, std::size_t rung) const {
        CsvRow row = table_.row();
        row.add(what);
        row.add(std::uint64_t{column});
        row.add(std::uint64_t{column * river_.options.merge_steps});
        add_rung(row, spec_, rung);
        return row;
    }

    void counts(CsvRow& row, const OutcomeCounts& runs) const {
        const std::uint64_t all = total(runs), crisis = crises(runs);
        row.add(all);
        row.add(river_.runs);
        add_share(row, all, river_.runs);
        row.add(crisis);
        for (const Outcome outcome : {Outcome::war, Outcome::settled, Outcome::unresolved})
            row.add(std::uint64_t{runs[static_cast<std::size_t>(outcome)]});
        add_share(row, crisis, all, !ends_fixed_);
    }

    void taken(CsvRow& row, const StepCounts& taken) {
        for (const std::uint32_t steps : taken.movers) row.add(std::uint64_t{steps});
        row.add(std::uint64_t{taken.mistaken});
        row.add(taken.gap);
        table_.add(row);
    }

    FileTable table_;
    const Spec& spec_;
    const River& river_;
    bool ends_fixed_;
};

constexpr const char* kCompareColumns[] = {"part", "before", "after",     "pairs",
                                           "n",    "share",  "share_low", "share_high"};

class CompareTable {
public:
    CompareTable(const TableOrigin& origin, const Paired& paired)
        : table_(origin, kCompareColumns), paired_(paired) {}

    void count(std::string_view part, std::string_view before, std::string_view after, std::uint64_t count,
               bool interval = true) {
        CsvRow row = table_.row();
        row.add(part);
        row.add(before);
        row.add(after);
        row.add(count);
        row.add(paired_.pairs);
        add_share(row, count, paired_.pairs, interval);
        table_.add(row);
    }

    // After less before, of all pairs.
    void difference() {
        const PairTotals& crisis = paired_.crisis;
        CsvRow row = table_.row();
        row.add(std::string_view("difference"));
        row.skip(3);
        row.add(paired_.pairs);
        const bool any = paired_.pairs > 0;
        const Bounds bounds =
            any ? paired_difference(crisis.n10, crisis.n01, paired_.pairs) : Bounds{kNothing, kNothing};
        row.add(any ? (static_cast<double>(crisis.n01) - static_cast<double>(crisis.n10)) /
                          static_cast<double>(paired_.pairs)
                    : kNothing);
        row.add(bounds.low);
        row.add(bounds.high);
        table_.add(row);
    }

    [[nodiscard]] const std::string& text() const { return table_.text(); }

private:
    FileTable table_;
    const Paired& paired_;
};

constexpr const char* kLadderColumns[] = {
    "rung",         "rung_id",    "rung_name",   "runs_reaching", "n",          "share",      "share_low",
    "share_high",   "at_step",    "runs_there",  "there_share",   "there_low",  "there_high", "crises",
    "crisis_share", "crisis_low", "crisis_high", "next_move",     "next_steps", "steps"};

}  // namespace

FileTable::FileTable(const TableOrigin& origin, std::span<const char* const> columns) : origin_(origin) {
    CsvRow row;
    for (const char* name : {"scenario", "sha256", "commit", "seed", "set"}) row.add(std::string_view(name));
    for (const char* name : columns) row.add(std::string_view(name));
    add(row);
}

CsvRow FileTable::row() const {
    CsvRow row;
    row.add(origin_.scenario);
    row.add(std::string_view(origin_.sha256));
    row.add(std::string_view(commit()));
    row.add(origin_.seed);
    row.add(std::string_view(set_words(origin_.sets)));
    return row;
}

std::string river_table(const TableOrigin& origin, const Spec& spec, const River& river, bool ends_fixed) {
    return RiverTable(origin, spec, river, ends_fixed).make();
}

std::string ladder_table(const TableOrigin& origin, const Spec& spec, const LadderCounts& counts,
                         std::size_t step, bool ends_fixed) {
    FileTable table(origin, kLadderColumns);
    for (std::size_t rung = 0; rung < counts.rungs.size(); ++rung) {
        const RungCounts& found = counts.rungs[rung];
        CsvRow row = table.row();
        add_rung(row, spec, rung);
        row.add(found.reached);
        row.add(counts.runs);
        add_share(row, found.reached, counts.runs, !by_filter(found.reached, counts.runs, ends_fixed));
        row.add(std::uint64_t{step});
        row.add(found.here);
        add_share(row, found.here, counts.runs, !by_filter(found.here, counts.runs, ends_fixed));
        row.add(found.crises);
        add_share(row, found.crises, found.reached, !ends_fixed);
        const bool move = found.next.valid() && found.next.index() < spec.moves.size();
        row.add(move ? spec.moves[found.next.index()].id : found.steps > 0 ? "accident" : "");
        row.add(found.next_steps);
        row.add(found.steps);
        table.add(row);
    }
    return table.text();
}

std::string compare_table(const TableOrigin& origin, const Spec& spec, const Paired& paired,
                          const std::vector<std::uint64_t>& highest) {
    CompareTable table(origin, paired);
    const PairTotals& crisis = paired.crisis;
    table.count("crisis before", "", "", crisis.n11 + crisis.n10);
    table.count("crisis after", "", "", crisis.n11 + crisis.n01);
    table.count("avoided", "", "", crisis.n10);
    table.count("caused", "", "", crisis.n01);
    table.difference();
    constexpr Outcome kOrder[] = {Outcome::settled, Outcome::unresolved, Outcome::crisis, Outcome::war};
    for (const Outcome before : kOrder) {
        for (const Outcome after : kOrder) {
            table.count("outcomes", outcome_name(before), outcome_name(after),
                        paired.outcomes[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)]);
        }
    }
    const std::size_t rungs = spec.ladder.size();
    for (std::size_t before = 0; before < rungs && highest.size() == rungs * rungs; ++before) {
        for (std::size_t after = 0; after < rungs; ++after)
            table.count("highest rung", std::to_string(before), std::to_string(after),
                        highest[before * rungs + after]);
    }
    table.count("never part", "", "", paired.equal);
    for (std::size_t step = 0; step < paired.parting.size(); ++step)
        table.count("first part at step", std::to_string(step), std::to_string(step), paired.parting[step]);
    return table.text();
}

}  // namespace firebreak
