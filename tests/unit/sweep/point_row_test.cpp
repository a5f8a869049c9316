// Rows of points: each column has the count, share or end of an interval that its name says.
#include "sweep/point_row.hpp"

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "support/catch.hpp"

using namespace firebreak;

namespace {

using Row = std::map<std::string, RunValue>;

Row row_of(const PointArm& arm, std::uint64_t runs, bool first) {
    PointRow made;
    made.set(arm, runs, first);
    Row row;
    for (std::size_t i = 0; i < kPointColumns; ++i) row[point_columns()[i].name] = made.values()[i];
    return row;
}

std::uint64_t whole(const Row& row, const std::string& name) { return std::get<std::uint64_t>(row.at(name)); }
double number(const Row& row, const std::string& name) { return std::get<double>(row.at(name)); }
bool missing(const Row& row, const std::string& name) {
    return std::holds_alternative<std::monostate>(row.at(name));
}

}  // namespace

TEST_CASE("A point's row has counts, shares and intervals under their names", "[store]") {
    PointArm arm;
    arm.crises = 8;
    arm.twins = {390, 2, 5, 3};
    arm.effect = {380, 1, 12, 7};
    const Row row = row_of(arm, 400, false);
    CHECK((whole(row, "runs") == 400 && whole(row, "crisis_count") == 8));
    CHECK((whole(row, "inadvertent_count") == 5 && whole(row, "averted_count") == 2));
    CHECK((whole(row, "avoided") == 12 && whole(row, "caused") == 1));
    CHECK(number(row, "crisis_share") == 0.02);
    CHECK(number(row, "inadvertent_of_crises") == 0.625);
    CHECK(number(row, "difference") == -11.0 / 400);
    const Bounds crisis = clopper_pearson(8, 400);
    CHECK((number(row, "crisis_low") == crisis.low && number(row, "crisis_high") == crisis.high));
    const Bounds of_crises = clopper_pearson(5, 8);
    CHECK(number(row, "inadvertent_of_crises_low") == of_crises.low);
    CHECK(number(row, "inadvertent_of_crises_high") == of_crises.high);
    // Bonett and Price: one more of either kind of pair, two more pairs.
    const double up = 2.0 / 402, down = 13.0 / 402;
    const double half = 1.959964 * std::sqrt((up + down - (up - down) * (up - down)) / 402);
    CHECK(number(row, "difference_low") == Approx(up - down - half));
    CHECK(number(row, "difference_high") == Approx(up - down + half));
}

TEST_CASE("Without a crisis nothing is inadvertent, and the first arm differs from none", "[store]") {
    const Row calm = row_of({}, 100, true);
    CHECK(whole(calm, "crisis_count") == 0);
    CHECK(number(calm, "crisis_low") == 0);
    CHECK(number(calm, "crisis_high") == Approx(1 - std::pow(0.025, 0.01)));
    std::set<std::string> empty;
    for (const auto& [name, value] : calm)
        if (missing(calm, name)) empty.insert(name);
    CHECK(empty == std::set<std::string>{"inadvertent_of_crises", "inadvertent_of_crises_low",
                                         "inadvertent_of_crises_high", "difference", "difference_low",
                                         "difference_high", "avoided", "caused"});
    CHECK_FALSE(missing(row_of({}, 100, false), "difference"));
}
