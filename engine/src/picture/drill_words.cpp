// The parts of an opened node, and the steps into crisis, in words.
#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

constexpr std::size_t kLongestName = 60;

std::string mover_words(const Spec& spec, std::size_t side, MoveId move, const char* between) {
    const Labels labels(spec, kLongestName);
    return labels.actor(side) + between + labels.move(move);
}

}  // namespace

std::string sub_node_name(const Spec& spec, const SubNode& node) {
    if (node.mover == PathTable::kNobody) return "an accident";
    constexpr const char* kGaps[kGapParts] = {"reading the other correctly", "misreading the other by 1 rung",
                                              "misreading the other by 2 rungs",
                                              "misreading the other by 3 rungs or more"};
    return mover_words(spec, node.mover, node.move, ": ") + ", " + kGaps[node.gap];
}

std::string sub_node_words(const Spec& spec, const SubNode& node, std::uint64_t of, bool ends_fixed) {
    const std::string runs = sub_node_name(spec, node) + ": " + with_commas(node.runs) + " of " +
                             counted(of, "run") + " (" + percent_words(node.runs, of) + ", " +
                             interval_words(node.runs, of) + ").";
    if (ends_fixed) return runs;
    return runs + " " + crisis_sentence(node.crises, node.runs);
}

std::string crisis_step_words(const Spec& spec, const CrisisStep& step, std::uint64_t of) {
    const std::string counts =
        with_commas(step.runs) + " of " + with_commas(of) + " (" + interval_words(step.runs, of) + "): ";
    if (step.mover == PathTable::kNobody) return counts + "an accident";
    return counts + mover_words(spec, step.mover, step.move, ", ") + "; " +
           (step.mistaken == step.runs ? "all"
            : step.mistaken == 0       ? "none"
                                       : with_commas(step.mistaken)) +
           " mistaken about something";
}

std::string rest_words(const Drill& drill, DrillWay way) {
    std::string text;
    if (drill.resting > 0) {
        text = with_commas(drill.resting) + " of " + counted(drill.runs, "run") +
               (way == DrillWay::in ? (drill.resting == 1 ? " begins here." : " begin here.")
                                    : (drill.resting == 1 ? " ends here." : " end here."));
    }
    if (drill.left_nodes > 0) {
        text += (text.empty() ? "" : " ") + counted(drill.left_nodes, "smaller part") + " with " +
                counted(drill.left_runs, "run") + " not listed.";
    }
    return text;
}

}  // namespace firebreak
