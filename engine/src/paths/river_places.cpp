#include <firebreak/river.hpp>

#include <algorithm>
#include <limits>

#include "paths/lanes.hpp"

namespace firebreak {
namespace {

std::optional<RiverPlace> fullest_place(const River& river, std::size_t column) {
    std::optional<RiverPlace> place;
    std::uint64_t most = 0;
    for (std::size_t rung = 0; rung < river.rungs; ++rung) {
        const std::uint64_t runs = river.cell(column, rung).total();
        if (runs > most) place = RiverPlace{column, rung, {}};
        most = std::max(most, runs);
    }
    return place;
}

}  // namespace

std::vector<std::size_t> stops_of(const PathTable& paths, std::size_t run, const River& river) {
    std::vector<std::size_t> stops;
    for (std::size_t column = 0; column < river.columns; ++column) {
        const std::size_t step = column * river.options.merge_steps;
        stops.push_back(standing(paths, run, step, river.options.lane));
        if (step >= paths.steps(run)) break;
    }
    return stops;
}

bool all_alike(const River& river) {
    std::size_t ending = 0;
    for (std::size_t column = 0; column < river.columns; ++column) {
        std::size_t standing = 0;
        for (std::size_t rung = 0; rung < river.rungs; ++rung)
            standing += river.cell(column, rung).total() > 0 ? 1 : 0;
        if (standing > 1) return false;
        ending += total(river.ends(column)) > 0 ? 1 : 0;
    }
    return ending == 1 && total(river.beyond()) == 0;
}

RiverClause clause_of(const RiverPlace& place, const RiverOptions& options) {
    const RungId rung{place.rung};
    if (place.to)
        return {clause::Went{options.lane, options.merge_steps, place.column, rung, RungId{*place.to}},
                false};
    return {clause::Passed{options.lane, options.merge_steps, place.column, place.column, rung, rung}, false};
}

RiverClause end_clause(RiverCurve curve, const RiverOptions& options, std::size_t first, std::size_t last) {
    clause::Ends ends;
    const auto set = [&](Outcome outcome) { ends.outcomes[static_cast<std::size_t>(outcome)] = true; };
    if (curve == RiverCurve::crisis) {
        set(Outcome::crisis);
        set(Outcome::war);
    } else {
        set(curve == RiverCurve::settled ? Outcome::settled : Outcome::unresolved);
    }
    // A column holds the ends since the column before it.
    if (first > 0) ends.first_step = (first - 1) * options.merge_steps + 1;
    if (last < std::numeric_limits<std::size_t>::max()) ends.last_step = last * options.merge_steps;
    return {ends, false};
}

bool has_runs_at(const River& river, const RiverPlace& place) {
    if (place.column >= river.columns || place.rung >= river.rungs) return false;
    if (!place.to) return river.cell(place.column, place.rung).total() > 0;
    return place.column + 1 < river.columns && *place.to < river.rungs &&
           river.ribbon(place.column, place.rung, *place.to).total() > 0;
}

std::optional<RiverPlace> moved(const River& river, const std::optional<RiverPlace>& from, int right,
                                int down) {
    if (!from) return fullest_place(river, std::min<std::size_t>(1, river.columns - 1));
    const auto rungs = static_cast<std::int64_t>(river.rungs);
    const auto column = static_cast<std::int64_t>(from->column), rung = static_cast<std::int64_t>(from->rung);
    const auto filled = [&](std::int64_t x, std::int64_t y) {
        return x >= 0 && y >= 0 &&
               has_runs_at(river, {static_cast<std::size_t>(x), static_cast<std::size_t>(y), {}});
    };
    if (down != 0) {
        for (std::int64_t next = rung - down; next >= 0 && next < rungs; next -= down) {
            if (filled(column, next)) return RiverPlace{from->column, static_cast<std::size_t>(next), {}};
        }
    }
    for (std::int64_t away = 0; right != 0 && away < rungs; ++away) {
        for (const std::int64_t next : {rung + away, rung - away}) {
            if (filled(column + right, next))
                return RiverPlace{
                    static_cast<std::size_t>(column + right), static_cast<std::size_t>(next), {}};
        }
    }
    return from;
}

}  // namespace firebreak
