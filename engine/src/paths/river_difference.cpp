#include <firebreak/river.hpp>

#include <algorithm>

#include "paths/lanes.hpp"

namespace firebreak {
namespace {

// Where a run stands in a column, and whether its path reaches there.
class Stands {
public:
    Stands(const PathTable& table, const RiverOptions& options, std::size_t run)
        : table_(table),
          options_(options),
          run_(run),
          last_((table.steps(run) + options.merge_steps - 1) / options.merge_steps) {}
    [[nodiscard]] bool in(std::size_t column) const {
        return column <= last_ && column <= options_.max_columns;
    }
    [[nodiscard]] std::size_t rung(std::size_t column) const {
        return standing(table_, run_, column * options_.merge_steps, options_.lane);
    }

private:
    const PathTable& table_;
    const RiverOptions& options_;
    std::size_t run_, last_;
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

}  // namespace firebreak
