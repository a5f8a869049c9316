#include "session/workbench.hpp"

#include <algorithm>

#include <firebreak/parameters.hpp>
#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

bool same_ground(const Settings& a, const Settings& b) { return a.seed == b.seed && a.paths == b.paths; }

}  // namespace

std::string command_of(const std::string& file, const Settings& settings) {
    CommandWords words{"run", file, settings.runs, settings.seed, {}, {}};
    std::string measures;
    for (const std::string& measure : settings.measures) measures += (measures.empty() ? "" : ",") + measure;
    if (!measures.empty()) words.options = "--measures " + shell_word(measures);
    for (const auto& [path, value] : settings.changes) words.sets.push_back(path + "=" + value);
    return command_line(words);
}

Spec Workbench::changed_spec(const Settings& settings, std::vector<std::string>* faults) const {
    Spec changed = spec_;
    for (const auto& [path, value] : settings.changes) {
        std::string text = path;
        text += "=" + value;
        const ParsedSet parsed = parse_set(changed, text);
        if (parsed.error.empty()) {
            set_parameter(changed, parsed.set);
        } else if (faults != nullptr) {
            faults->push_back(path + ": " + parsed.error);
        }
    }
    return changed;
}

Model Workbench::model(const Settings& settings) const {
    ArmSpec arm;
    for (const MeasureSpec& measure : spec_.measures) {
        const bool on = std::find(settings.measures.begin(), settings.measures.end(), measure.id) != settings.measures.end();
        if (on) arm.measures.push_back(measure.id);
    }
    return compile(changed_spec(settings), arm);
}

void Workbench::run(const Settings& settings) {
    runner_.stop();
    poll();
    if (has_results() && !(results_.settings == settings)) previous_ = std::move(results_);
    results_ = {settings, {}, false};
    const Model arm = model(settings);
    runner_.start({arm.spec(), arm.arm(), settings.paths, settings.seed, settings.runs, 0});
    fresh_ = true;
}

void Workbench::adopt(const Settings& settings, PathTable paths) {
    runner_.forget();
    previous_.reset();
    results_ = {settings, std::move(paths), true};
    results_.settings.runs = results_.paths.runs();
    fresh_ = true;
}

bool Workbench::poll() {
    const bool over = !runner_.running();
    const bool more = runner_.take(results_.paths);
    const bool complete = over && results_.paths.runs() > 0 && results_.paths.runs() == results_.settings.runs;
    const bool changed = more || complete != results_.complete;
    results_.complete = complete;
    fresh_ = fresh_ || changed;
    return changed;
}

void Workbench::swap() {
    if (!previous_ || running() || !has_results()) return;
    std::swap(results_, *previous_);
    fresh_ = true;
}

void Workbench::look(const ViewState& view) {
    const bool same = view.filter == looked_.filter && view.lane == looked_.lane && view.merge_steps == looked_.merge_steps &&
                      view.rescale == looked_.rescale;
    if (same && !fresh_) return;
    fresh_ = false;
    looked_ = view;
    variants_.reset();
    ++version_;
    const PathTable& paths = results_.paths;
    mask_ = view.filter.empty() ? RunMask{} : select(paths, {view.filter});
    RiverOptions options = fitting(paths, view.lane, 24, 0.005, mask_);
    if (view.merge_steps > 0) {
        options = fitting(paths, view.lane, 60, 0.0, mask_);
        options.max_columns = options.max_columns * options.merge_steps / view.merge_steps + 1;
        options.merge_steps = view.merge_steps;
    }
    river_ = aggregate(paths, options, mask_);
    read_out();
}

void Workbench::read_out() {
    const PathTable& paths = results_.paths;
    readout_ = {};
    readout_.all = paths.runs();
    for (std::size_t run = 0; run < paths.runs(); ++run) {
        if (!mask_.empty() && mask_[run] == 0) continue;
        ++readout_.shown;
        ++readout_.outcomes[paths.outcome[run]];
        readout_.inadvertent += paths.inadvertent[run];
    }
    readout_.crises = std::uint64_t{readout_.outcomes[static_cast<std::size_t>(Outcome::crisis)]} +
                      readout_.outcomes[static_cast<std::size_t>(Outcome::war)];
    readout_.crisis_bounds = clopper_pearson(readout_.crises, readout_.shown);
    if (readout_.shown > 0)
        readout_.in_words = probability_words(static_cast<double>(readout_.crises) / static_cast<double>(readout_.shown));
}

const Variants& Workbench::top_variants() {
    if (!variants_) variants_ = variants(results_.paths, {looked_.lane, true, 20}, mask_);
    return *variants_;
}

std::vector<std::size_t> Workbench::runs_at(const RiverPlace& place, std::size_t most) const {
    clause::Passed here;
    here.lane = looked_.lane;
    here.merge_steps = river_.options.merge_steps;
    here.first_column = here.last_column = place.column;
    here.lowest = here.highest = RungId{place.rung};
    std::vector<RiverClause> clauses = looked_.filter;
    clauses.push_back({here, false});
    if (place.to) {
        here.first_column = here.last_column = place.column + 1;
        here.lowest = here.highest = RungId{*place.to};
        clauses.push_back({here, false});
    }
    const RunMask mask = select(results_.paths, {clauses});
    std::vector<std::size_t> runs;
    for (std::size_t run = 0; run < mask.size() && runs.size() < most; ++run) {
        if (mask[run] != 0) runs.push_back(run);
    }
    return runs;
}

std::optional<std::size_t> Workbench::sample(std::uint64_t number) const {
    if (readout_.shown == 0) return {};
    // Fibonacci hashing spreads successive numbers over the runs.
    const std::uint64_t spread = (number + 1) * 0x9e37'79b9'7f4a'7c15ULL;
    std::uint64_t left =
        static_cast<std::uint64_t>(static_cast<double>(spread >> 11) * 0x1.0p-53 * static_cast<double>(readout_.shown));
    for (std::size_t run = 0; run < results_.paths.runs(); ++run) {
        if (!mask_.empty() && mask_[run] == 0) continue;
        if (left-- == 0) return run;
    }
    return {};
}

std::optional<std::size_t> Workbench::find(std::uint64_t replicate) const {
    const auto& replicates = results_.paths.replicate;
    const auto found = std::lower_bound(replicates.begin(), replicates.end(), replicate);
    if (found == replicates.end() || *found != replicate) return {};
    return static_cast<std::size_t>(found - replicates.begin());
}

std::optional<Paired> Workbench::paired() const {
    if (!previous_ || !same_ground(previous_->settings, results_.settings) || previous_->paths.rungs != results_.paths.rungs)
        return {};
    return pair_up(previous_->paths, results_.paths);
}

}  // namespace firebreak::viz
