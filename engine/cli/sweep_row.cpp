#include <algorithm>

#include "options.hpp"
#include "sweep_options.hpp"

namespace firebreak::cli {
namespace {

// Arm 2 i or its twin.
std::optional<std::uint64_t> row_arm(const Sweep& sweep, const ArmSpec& arm) {
    const std::vector<ArmSpec>& arms = sweep.plan().arms;
    const auto found = std::find_if(arms.begin(), arms.end(),
                                    [&](const ArmSpec& each) { return each.measures == arm.measures; });
    const bool clean = arm.clean[0].all() && arm.clean[1].all();
    if (found == arms.end() || (!clean && (arm.clean[0].any() || arm.clean[1].any()))) return std::nullopt;
    return 2 * static_cast<std::uint64_t>(found - arms.begin()) + (clean ? 1 : 0);
}

}  // namespace

void add_row(Command& command, RowOptions& options) {
    command.count("--point", "P", options.point, 0, kMostPoints,
                  "of a sweep: number of the point; default 0");
    command.count("--rep", "R", options.rep, 0, kMostPlanned,
                  "of a sweep: number of the replicate at that point; default 0");
}

std::optional<SweepRow> chosen_row(const std::string& command, const SweepFolder& folder,
                                   const RowOptions& options, const std::string& measures,
                                   const std::string& arm) {
    const Sweep& sweep = *folder.sweep;
    std::vector<std::string> faults;
    SweepRow row;
    row.point = options.point.value_or(0);
    row.rep = options.rep.value_or(0);
    row.measures.measures = parse_measures(sweep.spec(), measures, faults);
    row.measures.clean = parse_arm(sweep.spec(), arm, faults);
    if (row.point >= sweep.points())
        faults.push_back("--point: expected a point of 0 to " + std::to_string(sweep.points() - 1));
    if (row.rep >= sweep.plan().runs)
        faults.push_back("--rep: expected a replicate of 0 to " + std::to_string(sweep.plan().runs - 1));
    const auto number = row_arm(sweep, row.measures);
    if (!number && faults.empty()) faults.emplace_back("the sweep has no such arm; its plan lists them");
    if (faults.empty()) {
        Result<Spec> setting = sweep.setting(row.point);
        if (setting) row.setting = *std::move(setting);
        else faults.push_back("point " + std::to_string(row.point) + " has no runs: " + setting.error());
    }
    if (!faults.empty()) {
        static_cast<void>(wrong(command, faults));
        return std::nullopt;
    }
    row.arm = *number;
    row.key = sweep.key(row.point, row.rep);
    return row;
}

}  // namespace firebreak::cli
