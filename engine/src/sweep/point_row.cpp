#include "sweep/point_row.hpp"

namespace firebreak {
namespace {

using Type = RunColumn::Type;

// An arm at a point, with its intervals.
struct Made {
    const PointArm& arm;
    std::uint64_t runs;
    bool first;
    Bounds crisis, inadvertent, difference;

    [[nodiscard]] std::uint64_t avoided() const { return arm.effect.n10; }
    [[nodiscard]] std::uint64_t caused() const { return arm.effect.n01; }
    [[nodiscard]] RunValue of_crises(double value) const { return arm.crises > 0 ? value : RunValue(); }
    [[nodiscard]] RunValue of_pair(RunValue value) const { return first ? RunValue() : value; }
};

// A column, and how its value is found.
struct Field {
    RunColumn column;
    RunValue (*value)(const Made& made);
};

constexpr const char* kNotRun = "the point was not run";
constexpr const char* kNoCrises = "there is no crisis, or the point was not run";
constexpr const char* kFirst = "the first arm, or the point was not run";

constexpr Field kFields[] = {
    {{"runs", "", Type::integer, "replicates of this arm", kNotRun},
     [](const Made& made) { return RunValue(made.runs); }},
    {{"crisis_count", "", Type::integer, "of these, with a crisis", kNotRun},
     [](const Made& made) { return RunValue(made.arm.crises); }},
    {{"crisis_share", "", Type::number, "their share, 0 to 1", kNotRun},
     [](const Made& made) {
         return RunValue(static_cast<double>(made.arm.crises) / static_cast<double>(made.runs));
     }},
    {{"crisis_low", "", Type::number, "lower end of its 95 % interval (Clopper-Pearson)", kNotRun},
     [](const Made& made) { return RunValue(made.crisis.low); }},
    {{"crisis_high", "", Type::number, "upper end", kNotRun},
     [](const Made& made) { return RunValue(made.crisis.high); }},
    {{"inadvertent_count", "", Type::integer,
      "of the crises, those that the twin with clean perception lacks", kNotRun},
     [](const Made& made) { return RunValue(made.arm.twins.n10); }},
    {{"inadvertent_of_crises", "", Type::number, "their share of the crises, 0 to 1", kNoCrises},
     [](const Made& made) {
         return made.of_crises(static_cast<double>(made.arm.twins.n10) /
                               static_cast<double>(made.arm.crises));
     }},
    {{"inadvertent_of_crises_low", "", Type::number, "lower end of its 95 % interval (Clopper-Pearson)",
      kNoCrises},
     [](const Made& made) { return made.of_crises(made.inadvertent.low); }},
    {{"inadvertent_of_crises_high", "", Type::number, "upper end", kNoCrises},
     [](const Made& made) { return made.of_crises(made.inadvertent.high); }},
    {{"averted_count", "", Type::integer,
      "replicates without a crisis whose twin with clean perception has one", kNotRun},
     [](const Made& made) { return RunValue(made.arm.twins.n01); }},
    {{"difference", "", Type::number,
      "the share of crises less that of the first arm, chance for chance, -1 to 1", kFirst},
     [](const Made& made) {
         return made.of_pair((static_cast<double>(made.caused()) - static_cast<double>(made.avoided())) /
                             static_cast<double>(made.runs));
     }},
    {{"difference_low", "", Type::number, "lower end of its 95 % interval (Bonett-Price)", kFirst},
     [](const Made& made) { return made.of_pair(made.difference.low); }},
    {{"difference_high", "", Type::number, "upper end", kFirst},
     [](const Made& made) { return made.of_pair(made.difference.high); }},
    {{"avoided", "", Type::integer, "replicates with a crisis in the first arm but not in this one", kFirst},
     [](const Made& made) { return made.of_pair(made.avoided()); }},
    {{"caused", "", Type::integer, "replicates with a crisis in this arm but not in the first one", kFirst},
     [](const Made& made) { return made.of_pair(made.caused()); }},
};
static_assert(std::size(kFields) == kPointColumns);

constexpr std::array<RunColumn, kPointColumns> kColumns = [] {
    std::array<RunColumn, kPointColumns> columns{};
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = kFields[i].column;
    return columns;
}();

}  // namespace

std::span<const RunColumn, kPointColumns> point_columns() { return kColumns; }

void PointRow::set(const PointArm& arm, std::uint64_t runs, bool first) {
    const Made made{arm,
                    runs,
                    first,
                    clopper_pearson(arm.crises, runs),
                    clopper_pearson(arm.twins.n10, arm.crises),
                    paired_difference(arm.effect.n10, arm.effect.n01, runs)};
    for (std::size_t i = 0; i < kPointColumns; ++i) values_[i] = kFields[i].value(made);
}

}  // namespace firebreak
