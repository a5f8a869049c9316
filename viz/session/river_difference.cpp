#include "session/river_difference.hpp"

#include <algorithm>

namespace firebreak::viz {
namespace {

constexpr double kSlight = 0.005, kStrong = 0.02;

std::size_t rung_of(Lane lane, std::uint8_t first, std::uint8_t second) {
    return lane == Lane::higher ? std::max(first, second) : lane == Lane::first ? first : second;
}

// Where a run stands in a column, and whether its path reaches there.
class Stands {
public:
    Stands(const PathTable& table, const RiverOptions& options, std::size_t run)
        : table_(table), options_(options), run_(run), steps_(table.steps(run)) {
        last_ = (steps_ + options.merge_steps - 1) / options.merge_steps;
    }
    [[nodiscard]] bool in(std::size_t column) const {
        return column <= last_ && column <= options_.max_columns;
    }
    [[nodiscard]] std::size_t rung(std::size_t column) const {
        if (column == last_)
            return rung_of(options_.lane, table_.last_rung[0][run_], table_.last_rung[1][run_]);
        const std::size_t step = table_.first[run_] + column * options_.merge_steps;
        return rung_of(options_.lane, table_.rung[0][step], table_.rung[1][step]);
    }

private:
    const PathTable& table_;
    const RiverOptions& options_;
    std::size_t run_, steps_, last_ = 0;
};

class Differ {
public:
    Differ(const PathTable& before, const PathTable& after, const RiverOptions& options,
           RiverDifference& made)
        : before_(before), after_(after), options_(options), made_(made) {}

    void add(std::size_t run) {
        const Stands first(before_, options_, run), second(after_, options_, run);
        for (std::size_t column = 0; first.in(column) || second.in(column); ++column) {
            count(made_.cells, cell(first, column), cell(second, column));
            count(made_.ribbons, ribbon(first, column), ribbon(second, column));
        }
    }

private:
    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

    [[nodiscard]] std::size_t cell(const Stands& run, std::size_t column) const {
        return run.in(column) ? column * made_.both.rungs + run.rung(column) : kNowhere;
    }
    [[nodiscard]] std::size_t ribbon(const Stands& run, std::size_t column) const {
        if (!run.in(column + 1)) return kNowhere;
        return (column * made_.both.rungs + run.rung(column)) * made_.both.rungs + run.rung(column + 1);
    }
    static void count(std::vector<PlaceDifference>& list, std::size_t before, std::size_t after) {
        if (before < list.size()) ++list[before].before;
        if (after < list.size()) ++list[after].after;
        if (before == after) return;
        if (before < list.size()) ++list[before].only_before;
        if (after < list.size()) ++list[after].only_after;
    }

    const PathTable &before_, &after_;
    const RiverOptions& options_;
    RiverDifference& made_;
};

}  // namespace

RiverDifference river_difference(const PathTable& before, const PathTable& after, std::size_t pairs,
                                 const RiverOptions& options) {
    RiverDifference made;
    made.pairs = pairs;
    RunMask first(before.runs()), second(after.runs());
    std::fill_n(first.begin(), pairs, std::uint8_t{1});
    std::fill_n(second.begin(), pairs, std::uint8_t{1});
    made.both = aggregate(before, options, first);
    made.both.add(aggregate(after, options, second));
    made.cells.resize(made.both.cells.size());
    made.ribbons.resize(made.both.ribbons.size());
    Differ differ(before, after, options, made);
    for (std::size_t run = 0; run < pairs; ++run) differ.add(run);
    return made;
}

double change_of(const PlaceDifference& place, std::uint64_t pairs) {
    if (pairs == 0) return 0;
    return (static_cast<double>(place.after) - static_cast<double>(place.before)) /
           static_cast<double>(pairs);
}

Bounds change_bounds(const PlaceDifference& place, std::uint64_t pairs) {
    return paired_difference(place.only_before, place.only_after, pairs);
}

bool unclear(const PlaceDifference& place, std::uint64_t pairs) {
    const Bounds bounds = change_bounds(place, pairs);
    return bounds.low <= 0 && bounds.high >= 0;
}

std::size_t change_class(const PlaceDifference& place, std::uint64_t pairs) {
    const double change = change_of(place, pairs);
    if (change < -kStrong) return 0;
    if (change < -kSlight) return 1;
    if (change <= kSlight) return 2;
    return change <= kStrong ? 3 : 4;
}

}  // namespace firebreak::viz
