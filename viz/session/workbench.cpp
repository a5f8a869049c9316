#include "session/workbench.hpp"

#include <algorithm>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "session/step_window.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kColumns = 24;  // that fit beside each other

bool same_ground(const Settings& a, const Settings& b) {
    return a.seed == b.seed && a.first == b.first && a.paths == b.paths;
}

}  // namespace

std::vector<std::string> sets_of(const Settings& settings) {
    std::vector<std::string> sets;
    for (const auto& [path, value] : settings.changes) sets.push_back(path + "=" + value);
    return sets;
}

std::string command_of(const std::string& file, const Settings& settings) {
    CommandWords words{"run", file, settings.runs, settings.seed, {}, {}};
    std::string measures;
    for (const std::string& measure : settings.measures) measures += (measures.empty() ? "" : ",") + measure;
    if (!measures.empty()) words.options = "--measures " + shell_word(measures);
    words.sets = sets_of(settings);
    words.first = settings.first;
    return command_line(words);
}

bool too_much_to_draw(const River& river) {
    const auto filled = [](const auto& part) { return part.total() > 0; };
    const auto nodes = std::count_if(river.cells.begin(), river.cells.end(), filled);
    const auto flows = std::count_if(river.ribbons.begin(), river.ribbons.end(), filled);
    return nodes > static_cast<std::ptrdiff_t>(kMostNodes) || flows > static_cast<std::ptrdiff_t>(kMostFlows);
}

Spec Workbench::changed_spec(const Settings& settings, std::vector<std::string>* faults) const {
    Spec changed = spec_;
    for (const auto& [path, value] : settings.changes) {
        std::string text = path;
        text += "=" + value;
        const std::string fault = change_scenario(changed, text);
        if (!fault.empty() && faults != nullptr) faults->push_back(path + ": " + fault);
    }
    return changed;
}

Model Workbench::model(const Settings& settings) const {
    ArmSpec arm;
    for (const MeasureSpec& measure : spec_.measures) {
        const bool on = std::find(settings.measures.begin(), settings.measures.end(), measure.id) !=
                        settings.measures.end();
        if (on) arm.measures.push_back(measure.id);
    }
    return compile(changed_spec(settings), arm);
}

bool comparable(const Spec& before, const Spec& after) {
    const auto same_id = [](const auto& a, const auto& b) { return a.id == b.id; };
    const auto same = [&](const auto& a, const auto& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_id);
    };
    return same(before.actors, after.actors) && same(before.ladder, after.ladder) &&
           same(before.moves, after.moves);
}

std::optional<Results> Workbench::take_results() {
    runner_.stop();
    poll();
    if (!has_results()) return {};
    return std::move(results_);
}

void Workbench::run(const Settings& settings) {
    runner_.stop();
    poll();
    if (has_results() && !(results_.settings == settings)) previous_ = std::move(results_);
    results_ = {settings, {}, false, {}};
    const Model arm = model(settings);
    runner_.start({arm.spec(), arm.arm(), settings.paths, settings.seed, settings.first, settings.runs, 0});
    fresh_ = true;
}

void Workbench::adopt(const Settings& settings, PathTable paths) {
    runner_.forget();
    previous_.reset();
    results_ = {settings, std::move(paths), true, {}};
    results_.settings.runs = results_.paths.runs();
    fresh_ = true;
}

bool Workbench::poll() {
    const bool over = !runner_.running();
    const bool more = runner_.take(results_.paths);
    const bool complete =
        over && results_.paths.runs() > 0 && results_.paths.runs() == results_.settings.runs;
    const bool changed = more || complete != results_.complete;
    results_.complete = complete;
    fresh_ = fresh_ || changed;
    return changed;
}

void Workbench::swap() {
    if (!previous_ || running() || !has_results() || !previous_->older_file.empty()) return;
    std::swap(results_, *previous_);
    fresh_ = true;
}

void Workbench::look(const ViewState& view) {
    const bool same = view.filter == looked_.filter && view.lane == looked_.lane &&
                      view.merge_steps == looked_.merge_steps && view.rescale == looked_.rescale &&
                      view.window == looked_.window && !(view.share < looked_.share) &&
                      !(view.share > looked_.share) && view.show_all == looked_.show_all;
    if (same && !fresh_) return;
    // Ranks and variants are of the runs and the lane; the mask is of the runs and the filter.
    if (fresh_ || view.filter != looked_.filter || view.lane != looked_.lane) {
        mask_ = view.filter.empty() ? RunMask{} : select(results_.paths, {view.filter});
        ranks_.reset();
        variants_.reset();
        crisis_steps_.reset();
    }
    fresh_ = false;
    looked_ = view;
    ++version_;
    draw_river(view, options_for(view));
    readout_ = read_out(mask_);
    readout_of_all_ = mask_.empty() ? readout_ : read_out({});
}

RiverOptions Workbench::options_for(const ViewState& view) {
    const PathTable& paths = results_.paths;
    RiverOptions options = fitting(paths, view.lane, kColumns, 0.005, mask_);
    if (view.merge_steps > 0) {
        options = fitting(paths, view.lane, 60, 0.0, mask_);
        options.max_columns = options.max_columns * options.merge_steps / view.merge_steps + 1;
        options.merge_steps = view.merge_steps;
    }
    whole_steps_ = std::max<std::size_t>(1, options.max_columns * options.merge_steps);
    if (view.window.all()) return options;
    // Of fewer steps more can be told apart; columns after the window need not be counted.
    const StepWindow window = opened(view.window, whole_steps_);
    if (view.merge_steps == 0)
        options.merge_steps =
            std::min(options.merge_steps, merging_for(window.last - window.first, kColumns));
    options.max_columns =
        std::max<std::size_t>(1, (window.last + options.merge_steps - 1) / options.merge_steps);
    return options;
}

// All runs shown, or as many as can be drawn.
void Workbench::draw_river(const ViewState& view, const RiverOptions& options) {
    constexpr double kSteps[] = {0.99, 0.98, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1};
    drawn_ = mask_;
    river_ = aggregate(results_.paths, options, mask_);
    coverage_ = {1, river_.runs, 0, 0, false};
    if (view.share < 1) draw_commonest(view.share, options);
    for (const double share : kSteps) {
        if (view.show_all || !too_much_to_draw(drawn_river())) return;
        if (share >= coverage_.share) continue;
        draw_commonest(share, options);
        coverage_.reduced = true;
    }
}

void Workbench::draw_commonest(double share, const RiverOptions& options) {
    if (!ranks_) ranks_ = rank_variants(results_.paths, {options.lane, true, 0}, mask_);
    Commonest common = commonest(*ranks_, share);
    coverage_ = {share, common.runs, common.left_runs, common.left_variants, coverage_.reduced};
    drawn_ = std::move(common.mask);
    drawn_river_ = aggregate(results_.paths, options, drawn_);
}

Readout Workbench::read_out(const RunMask& mask) const {
    const PathTable& paths = results_.paths;
    Readout readout;
    readout.all = paths.runs();
    for (std::size_t run = 0; run < paths.runs(); ++run) {
        if (!mask.empty() && mask[run] == 0) continue;
        ++readout.shown;
        ++readout.outcomes[paths.outcome[run]];
        readout.inadvertent += paths.inadvertent[run];
    }
    readout.crises = std::uint64_t{readout.outcomes[static_cast<std::size_t>(Outcome::crisis)]} +
                     readout.outcomes[static_cast<std::size_t>(Outcome::war)];
    readout.crisis_bounds = clopper_pearson(readout.crises, readout.shown);
    readout.in_words = likelihood_words(readout.crises, readout.shown);
    return readout;
}

const Variants& Workbench::top_variants() {
    if (!variants_) variants_ = variants(results_.paths, {looked_.lane, true, 20}, mask_);
    return *variants_;
}

const CrisisSteps& Workbench::steps_into_crisis() {
    if (!crisis_steps_) crisis_steps_ = crisis_steps(results_.paths, mask_, spec_);
    return *crisis_steps_;
}

std::optional<std::size_t> Workbench::sample(std::uint64_t number) const {
    if (readout_.shown == 0) return {};
    // Fibonacci hashing spreads successive numbers over the runs.
    const std::uint64_t spread = (number + 1) * 0x9e37'79b9'7f4a'7c15ULL;
    std::uint64_t left = static_cast<std::uint64_t>(static_cast<double>(spread >> 11) * 0x1.0p-53 *
                                                    static_cast<double>(readout_.shown));
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
    if (!previous_ || !same_ground(previous_->settings, results_.settings) ||
        previous_->paths.rungs != results_.paths.rungs)
        return {};
    return pair_up(previous_->paths, results_.paths);
}

}  // namespace firebreak::viz
