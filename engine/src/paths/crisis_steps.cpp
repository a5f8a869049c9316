#include <firebreak/paths.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace firebreak {
namespace {

// Finds the steps of one table into the rung of the crisis.
class Finder {
public:
    Finder(const PathTable& table, const Spec& spec)
        : table_(table), spec_(spec), crisis_(rung_place(spec, spec.endings.crisis)) {}

    [[nodiscard]] std::optional<std::size_t> step_into(std::size_t run) const {
        const std::size_t end = table_.first[run + 1];
        for (std::size_t step = table_.first[run]; step < end; ++step) {
            for (std::size_t side = 0; side < kActors; ++side) {
                if (table_.rung[side][step] >= crisis_) return {};
                const std::uint8_t after =
                    step + 1 == end ? table_.last_rung[side][run] : table_.rung[side][step + 1];
                if (after >= crisis_) return own_step(run, step, side);
            }
        }
        return {};
    }

private:
    // Of the steps up to `last`, the latest by which the side meant to go there. A move takes effect some
    // time after it was chosen, and meanwhile both sides may have chosen others. An accident takes effect at
    // once.
    [[nodiscard]] std::optional<std::size_t> own_step(std::size_t run, std::size_t last,
                                                      std::size_t side) const {
        std::optional<std::size_t> latest;
        for (std::size_t step = last + 1; step-- > table_.first[run];) {
            if (step == last && table_.mover[step] == PathTable::kNobody) return step;
            if (table_.mover[step] != side) continue;
            if (leads_there(step, side)) return step;
            if (!latest) latest = step;
        }
        return latest;
    }

    [[nodiscard]] bool leads_there(std::size_t step, std::size_t side) const {
        if (table_.move[step] >= spec_.moves.size()) return false;
        const MoveSpec& move = spec_.moves[table_.move[step]];
        if (move.posture == MoveSpec::Posture::none) return false;
        if (move.posture != MoveSpec::Posture::by) return rung_place(spec_, move.rung) >= crisis_;
        return static_cast<int>(table_.rung[side][step]) + move.by >= static_cast<int>(crisis_);
    }

    const PathTable& table_;
    const Spec& spec_;
    std::size_t crisis_;
};

MoveId move_of(const PathTable& table, std::size_t step) {
    return table.move[step] == PathTable::kNoMove ? MoveId{}
                                                  : MoveId{static_cast<std::size_t>(table.move[step])};
}

}  // namespace

CrisisSteps crisis_steps(const PathTable& table, std::span<const std::uint8_t> mask, const Spec& spec) {
    CrisisSteps steps;
    const Finder finder(table, spec);
    std::map<std::pair<std::uint8_t, std::uint16_t>, CrisisStep> found;
    for (std::size_t run = 0; run < table.runs(); ++run) {
        if (!mask.empty() && mask[run] == 0) continue;
        const auto step = finder.step_into(run);
        if (!step) continue;
        ++steps.crises;
        CrisisStep& part = found[{table.mover[*step], table.move[*step]}];
        if (part.runs++ == 0) {
            part.mover = table.mover[*step];
            part.move = move_of(table, *step);
            part.example = run;
        }
        if (table.steps(run) < table.steps(part.example)) part.example = run;
        part.mistaken += table.mistaken[*step];
    }
    for (const auto& [who, part] : found) steps.list.push_back(part);
    std::stable_sort(steps.list.begin(), steps.list.end(),
                     [](const CrisisStep& a, const CrisisStep& b) { return a.runs > b.runs; });
    return steps;
}

}  // namespace firebreak
