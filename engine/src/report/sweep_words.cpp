// What a sweep shows, in words.
#include <algorithm>

#include <firebreak/text.hpp>

#include "report/sentences.hpp"
#include "report/sweep_inner.hpp"

namespace firebreak {
namespace {

// Of a design whose points somebody chose, quantiles and shares of settings say nothing.
std::string chosen_words(const Uncertainty& sweep, const std::string& arm) {
    std::uint64_t lowest = 0, highest = 0;
    double low = 2, high = -1;
    for (const SweepPoint& point : sweep.points) {
        if (point.arms.empty()) continue;
        const double share = estimate_at(point, Assessment::Question::crisis, 0).value;
        if (share < low) lowest = point.index + 1;
        if (share > high) highest = point.index + 1;
        low = std::min(low, share);
        high = std::max(high, share);
    }
    if (high < 0) return "No setting could be run.";
    return "With " + arm + ", the share of runs with a crisis is lowest in setting " +
           std::to_string(lowest) + " (" + percent(low, 1) + ") and highest in setting " +
           std::to_string(highest) + " (" + percent(high, 1) + ").";
}

std::string line_of(const answer::Item& item) { return item.lead + " " + item.text; }

}  // namespace

std::string SweepReading::arm_name(std::size_t arm) const { return inner_->answer.stated.arms[arm].name; }

std::string SweepReading::progress_words() const {
    const Progress& done = inner_->progress;
    if (done.complete)
        return (done.settings == 1 ? "The only setting is done: "
                                   : "All " + counted(done.settings, "setting") + " are done: ") +
               counted(done.runs_done, "run") + " with each set of measures.";
    return with_commas(done.settings_done) + " of " + counted(done.settings, "setting") + " are done, and " +
           with_commas(done.runs_done) + " of " + counted(done.runs, "run") + " with each set of measures.";
}

std::string SweepReading::answer_words() const {
    if (points() == 0) return "No setting is done yet.";
    return inner_->spread() ? report::lead_words(inner_->answer)
                            : chosen_words(inner_->answer.sweep, arm_name(0));
}

std::string SweepReading::effect_words(std::size_t arm) const {
    const Assessment& found = inner_->assessment(arm);
    if (arm == 0 || found.settings == 0 || !inner_->spread()) return {};
    return line_of(report::effect_item(spec(), inner_->answer, found));
}

std::vector<std::string> SweepReading::region_words(std::size_t arm) const {
    std::vector<std::string> lines;
    if (arm == 0 || !inner_->spread()) return lines;
    for (const answer::Item& item : report::region_items(inner_->answer, inner_->assessment(arm)))
        lines.push_back(line_of(item));
    return lines;
}

std::vector<std::string> SweepReading::notes() const {
    std::vector<std::string> lines;
    const Uncertainty& sweep = inner_->answer.sweep;
    if (std::string faults = report::faults_words(sweep); !faults.empty()) lines.push_back(std::move(faults));
    if (points() == 0) return lines;
    if (inner_->spread()) {
        lines.push_back(report::method_words(sweep));
    } else {
        lines.emplace_back(
            "The points of this design were chosen, not drawn from the ranges, so no spread, no driver and "
            "no region is told from them.");
    }
    return lines;
}

std::string SweepReading::csv() const { return table_csv(report::uncertainty_rows(spec(), inner_->answer)); }

std::string SweepReading::command() const { return "firebreak sweep analyse " + shell_path(folder()); }

std::vector<std::string> SweepReading::point_words(std::size_t place, std::size_t arm) const {
    const SweptPoint found = point(place);
    const std::string name = "Setting " + std::to_string(found.number);
    std::vector<std::string> lines;
    if (!found.fault.empty()) {
        lines.push_back(name + " could not be run: " + printable(found.fault, 300));
    } else {
        lines.push_back(name + ". " + report::crises_words("with " + arm_name(0), found.crises.front()) +
                        ".");
        if (arm > 0)
            lines.push_back(capitalised(arm_name(arm)) + " " +
                            report::effect_words(found.effects[arm], arms()[arm].measures.size() > 1) + ".");
    }
    const std::vector<Factor>& factors = inner_->sweep().plan().factors;
    for (std::size_t i = 0; i < factors.size(); ++i)
        lines.push_back(inner_->numbers[i].label + ": " + factor_text(factors[i], found.places[i]));
    return lines;
}

}  // namespace firebreak
