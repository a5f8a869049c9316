#include <firebreak/river.hpp>

#include <array>
#include <cstdlib>
#include <functional>

#include "support/catch.hpp"
#include "unit/paths/path_tables.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

using Holds = std::function<bool(const RunPath&)>;

Holds naive(const clause::Passed& passed) {
    return [=](const RunPath& path) {
        const auto rungs = rungs_of(path, passed.lane, passed.merge_steps);
        for (std::size_t c = 0; c < rungs.size(); ++c) {
            const bool column = c >= passed.first_column && c <= passed.last_column;
            if (column && rungs[c] >= passed.lowest.index() && rungs[c] <= passed.highest.index())
                return true;
        }
        return false;
    };
}
Holds naive(const clause::Highest& top) {
    return [=](const RunPath& path) {
        const auto rungs = rungs_of(path, top.lane);
        const std::size_t highest = *std::max_element(rungs.begin(), rungs.end());
        return highest >= top.lowest.index() && highest <= top.highest.index();
    };
}
Holds naive(const clause::Ends& ends) {
    return [=](const RunPath& path) {
        const bool then = path.steps.size() >= ends.first_step && path.steps.size() <= ends.last_step;
        return then && ends.outcomes[static_cast<std::size_t>(path.outcome)];
    };
}
Holds naive(const clause::Went& went) {
    return [=](const RunPath& path) {
        const auto rungs = rungs_of(path, went.lane, went.merge_steps);
        return went.column + 1 < rungs.size() && rungs[went.column] == went.from.index() &&
               rungs[went.column + 1] == went.to.index();
    };
}
Holds naive(const clause::Active& active) {
    return [=](const RunPath& path) {
        const auto within = [&](Millis time) {
            return time / 60'000 >= active.first_minute && time / 60'000 <= active.last_minute;
        };
        const auto step_within = [&](const PathStep& step) { return within(step.time); };
        return within(path.end) || std::any_of(path.steps.begin(), path.steps.end(), step_within);
    };
}
Holds naive(const clause::Inadvertent& /*what*/) {
    return [](const RunPath& path) { return path.replicate % 3 == 0; };
}
Holds naive(const clause::Did& did) {
    return [=](const RunPath& path) {
        for (std::size_t i = 0; i < path.steps.size(); ++i) {
            const PathStep& step = path.steps[i];
            const std::uint8_t mover =
                step.mover.valid() ? static_cast<std::uint8_t>(step.mover.index()) : PathTable::kNobody;
            const bool then = i + 1 >= did.first_step && i + 1 <= did.last_step;
            const bool misread =
                std::abs(step.gap()) >= did.least_gap && std::abs(step.gap()) <= did.most_gap;
            if (then && misread && (!did.mover || *did.mover == mover) &&
                (!did.move.valid() || did.move == step.move))
                return true;
        }
        return false;
    };
}

Holds naive(const RiverClause& clause) {
    const Holds holds = std::visit([](const auto& what) { return naive(what); }, clause.what);
    std::vector<Holds> others;
    for (const RiverClause& other : clause.or_else) others.push_back(naive(other));
    return [=](const RunPath& path) {
        return holds(path) != clause.negated ||
               std::any_of(others.begin(), others.end(), [&](const Holds& other) { return other(path); });
    };
}

// Every kind of clause, the edges of its ranges included.
std::vector<RiverClause> many_clauses() {
    std::vector<RiverClause> list;
    for (const Lane lane : {Lane::higher, Lane::first, Lane::second}) {
        for (const std::size_t merge : {1u, 2u, 5u}) {
            for (const auto& [first, last] : {std::pair<std::size_t, std::size_t>{0, 0},
                                              {1, 3},
                                              {3, 3},
                                              {0, kAll},
                                              {2, kAll},
                                              {40, 50}}) {
                list.push_back(
                    {clause::Passed{lane, merge, first, last, RungId{std::size_t{3}}, RungId{std::size_t{4}}},
                     false});
                list.push_back(
                    {clause::Passed{lane, merge, first, last, RungId{std::size_t{1}}, RungId{std::size_t{1}}},
                     false});
            }
        }
    }
    for (const Lane lane : {Lane::higher, Lane::first, Lane::second}) {
        list.push_back({clause::Highest{lane, RungId{std::size_t{3}}, RungId{std::size_t{3}}}, false});
        list.push_back({clause::Highest{lane, RungId{std::size_t{0}}, RungId{std::size_t{2}}}, false});
    }
    list.push_back({clause::Ends{{true, true, false, false}}, false});
    list.push_back({clause::Ends{}, false});
    list.push_back({clause::Active{5, 8}, false});
    list.push_back({clause::Active{0, 0}, false});
    list.push_back({clause::Active{12, 12}, false});
    list.push_back({clause::Active{}, false});
    list.push_back({clause::Inadvertent{}, false});
    for (const std::uint8_t mover : std::array<std::uint8_t, 3>{0, 1, 2})
        list.push_back({clause::Did{mover, {}}, false});
    list.push_back({clause::Did{1, MoveId{std::size_t{2}}}, false});
    list.push_back({clause::Did{2, MoveId{std::size_t{2}}}, false});  // an accident is no move
    list.push_back({clause::Did{{}, MoveId{std::size_t{3}}}, false});
    list.push_back({clause::Did{}, false});
    list.push_back({clause::Did{1, {}, 2, 3}, false});
    list.push_back({clause::Did{{}, {}, 0, 1}, false});
    list.push_back({clause::Did{{}, {}, 40, kAll}, false});
    list.push_back({clause::Did{0, MoveId{std::size_t{1}}, 1, kAll, 2, 3}, false});
    list.push_back({clause::Did{{}, {}, 4, 4, 0, 0}, false});
    list.push_back({clause::Ends{{true, true, false, false}, 3, 6}, false});
    list.push_back({clause::Ends{{true, true, true, true}, 0, 0}, false});
    list.push_back({clause::Ends{{true, true, true, true}, 7, kAll}, false});
    for (const std::size_t merge : {1u, 2u, 5u}) {
        for (const std::size_t column : {0u, 1u, 4u, 30u})
            list.push_back(
                {clause::Went{Lane::higher, merge, column, RungId{std::size_t{3}}, RungId{std::size_t{4}}},
                 false});
    }
    const std::size_t plain = list.size();
    for (std::size_t i = 0; i < plain; ++i) list.push_back({list[i].what, true});
    return list;
}

RunMask naive_mask(const std::vector<RunPath>& paths, const RiverFilter& filter) {
    RunMask mask;
    for (const RunPath& path : paths) {
        bool taken = true;
        for (const RiverClause& clause : filter.clauses) taken = taken && naive(clause)(path);
        mask.push_back(taken ? 1 : 0);
    }
    return mask;
}

}  // namespace

TEST_CASE("a filter takes the runs of which its clause holds") {
    for (const unsigned seed : {11u, 12u, 13u}) {
        const std::vector<RunPath> paths = random_paths(seed);
        const PathTable table = table_of(paths);
        std::size_t telling = 0;  // clauses that take some and leave some
        for (const RiverClause& clause : many_clauses()) {
            const RunMask mask = select(table, {{clause}});
            REQUIRE(mask == naive_mask(paths, {{clause}}));
            telling += count(mask) > 0 && count(mask) < mask.size() ? 1 : 0;
        }
        CHECK(telling > 60);
    }
}

TEST_CASE("a clause with alternatives takes the runs that any of them takes") {
    const std::vector<RunPath> paths = random_paths(16);
    const PathTable table = table_of(paths);
    const std::vector<RiverClause> clauses = many_clauses();
    std::mt19937 random(2);
    for (int round = 0; round < 200; ++round) {
        RiverClause first = clauses[below(random, clauses.size())];
        first.or_else = {clauses[below(random, clauses.size())], clauses[below(random, clauses.size())]};
        first.or_else[0].or_else = {clauses[below(random, clauses.size())]};
        const RiverFilter filter{{clauses[below(random, clauses.size())], first}};
        REQUIRE(select(table, filter) == naive_mask(paths, filter));
    }
}

TEST_CASE("a run goes along a ribbon if it is counted in it") {
    const PathTable table = table_of(random_paths(17));
    for (const std::size_t merge : {1u, 2u}) {
        const River river = aggregate(table, {Lane::second, merge, 60});
        for (std::size_t column = 0; column + 1 < river.columns; ++column) {
            for (std::size_t i = 0; i < river.rungs * river.rungs; ++i) {
                const std::size_t from = i / river.rungs, to = i % river.rungs;
                const clause::Went went{Lane::second, merge, column, RungId{from}, RungId{to}};
                REQUIRE(count(select(table, {{{went, false}}})) == river.ribbon(column, from, to).total());
            }
        }
    }
}

TEST_CASE("clauses of a filter must all hold, in any order") {
    const std::vector<RunPath> paths = random_paths(14);
    const PathTable table = table_of(paths);
    const std::vector<RiverClause> clauses = many_clauses();
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        RiverFilter filter;
        for (int i = 0; i < 3; ++i) filter.clauses.push_back(clauses[below(random, clauses.size())]);
        const RunMask mask = select(table, filter);
        REQUIRE(mask == naive_mask(paths, filter));
        std::reverse(filter.clauses.begin(), filter.clauses.end());
        REQUIRE(mask == select(table, filter));
    }
    CHECK(count(select(table, {})) == 200);
    CHECK(select(PathTable{}, {clauses}).empty());
}

TEST_CASE("a run passes a node if it is counted in that cell of the river") {
    const PathTable table = table_of(random_paths(15));
    for (const std::size_t merge : {1u, 2u, 5u}) {
        const River river = aggregate(table, {Lane::first, merge, 60});
        for (std::size_t column = 0; column < river.columns; ++column) {
            for (std::size_t rung = 0; rung < river.rungs; ++rung) {
                const clause::Passed passed{Lane::first, merge, column, column, RungId{rung}, RungId{rung}};
                const RunMask mask = select(table, {{{passed, false}}});
                CHECK(count(mask) == river.cell(column, rung).total());
                if (count(mask) > 0)
                    CHECK(aggregate(table, river.options, mask).cell(column, rung) ==
                          river.cell(column, rung));
            }
        }
    }
}
