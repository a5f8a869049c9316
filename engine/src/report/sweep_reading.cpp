// Reading the folder of a sweep for whoever shows it.
#include <algorithm>
#include <array>
#include <filesystem>
#include <new>

#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "report/sweep_inner.hpp"
#include "sweep/read_results.hpp"
#include "sweep/store.hpp"

namespace firebreak {
namespace {

namespace fs = std::filesystem;

// A pipe in the place of a file would keep the reader waiting for ever.
std::string odd_file(const std::string& folder) {
    std::vector<std::string> files{"sweep.json", "plan.yaml", "scenario.yaml", kListFile};
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".db") files.push_back(entry.path().filename().string());
    }
    for (const std::string& file : files) {
        const fs::file_type type = fs::status(folder + "/" + file, error).type();
        if (type != fs::file_type::not_found && type != fs::file_type::regular && type != fs::file_type::none)
            return printable(folder + "/" + file, 1000) + ": is not a readable file";
    }
    return {};
}

SweepReading::Progress progress_of(const Sweep& sweep, const DoneBlocks& done, const Uncertainty& results) {
    SweepReading::Progress progress;
    progress.settings = sweep.points();
    progress.runs = sweep.points() * sweep.plan().runs;
    progress.complete = results.complete;
    const std::uint64_t rounds = sweep.points() == 0 ? 0 : sweep.blocks() / sweep.points();
    for (const SweepPoint& point : results.points) {
        progress.runs_done += point.runs;
        bool whole = true;
        for (std::uint64_t round = 0; round < rounds && whole; ++round)
            whole = done.contains(sweep.block(round * sweep.points() + point.index));
        if (whole || results.complete) ++progress.settings_done;
    }
    return progress;
}

// The names of the arms, until there are runs of them.
report::StudyAnswer unstated(const Sweep& sweep) {
    report::StudyAnswer stated;
    for (const ArmSpec& arm : sweep.plan().arms) {
        report::ArmAnswer named;
        named.name = report::arm_name(sweep.spec(), arm);
        named.arm = arm;
        if (!stated.arms.empty()) named.effect.emplace();
        stated.arms.push_back(std::move(named));
    }
    return stated;
}

std::vector<SweptNumber> numbers_of(const Sweep& sweep) {
    std::vector<SweptNumber> numbers;
    for (const Factor& factor : sweep.plan().factors) {
        const report::Tried tried = report::tried_words(factor);
        numbers.push_back({printable_name(factor.path, 200), printable_name(factor.label, 120),
                           printable(tried.from, 60), printable(tried.to, 60)});
    }
    return numbers;
}

Result<std::shared_ptr<SweepReading::Inner>> opened(const std::string& path) {
    if (std::string fault = odd_file(path); !fault.empty()) return failure(std::move(fault));
    auto inner = std::make_shared<SweepReading::Inner>();
    inner->folder = open_sweep_folder(path);
    if (!inner->folder.faults.empty()) {
        const std::size_t more = inner->folder.faults.size() - 1;
        return failure(inner->folder.faults.front() +
                       (more == 0 ? "" : "; and " + counted(more, "more error")));
    }
    LoadedScenario stated = load_scenario(inner->folder.file("scenario.yaml"));
    if (!stated.spec) return failure(printable(path, 1000) + ": its scenario.yaml cannot be read");
    inner->file = *std::move(stated.spec);
    return inner;
}

}  // namespace

namespace report {

Origin origin_of(const SweepFolder& folder) {
    Origin origin;
    origin.file = folder.file("scenario.yaml");
    origin.sha256 = folder.origin.scenario_sha256;
    origin.seed = folder.sweep->plan().seed;
    return origin;
}

StudyAnswer stated_answer(const SweepFolder& folder, EnsembleOptions options) {
    const Sweep& sweep = *folder.sweep;
    Study study = make_study(sweep.spec(), sweep.plan().arms);
    options.seed = sweep.plan().seed;
    Origin origin = origin_of(folder);
    origin.asked = options.runs;
    run_study(study, options);
    return answer_of(sweep.spec(), study, std::move(origin));
}

}  // namespace report

Result<SweepReading> SweepReading::read(const std::string& folder) {
    try {
        auto inner = opened(folder);
        if (!inner) return failure(std::move(inner.error()));
        Inner& made = **inner;
        // What is done between one and the other shows the next time.
        const DoneBlocks done(made.folder);
        made.answer.sweep = read_results(made.folder);
        made.answer.stated = unstated(made.sweep());
        report::assess(made.answer);
        made.numbers = numbers_of(made.sweep());
        made.progress = progress_of(made.sweep(), done, made.answer.sweep);
        return SweepReading(*std::move(inner));
    } catch (const std::bad_alloc&) {
        return failure(printable(folder, 1000) + ": there is not enough memory for its results");
    } catch (const std::exception& error) {
        return failure(error.what());
    }
}

SweepReading SweepReading::with_stated(const SweepReading* earlier, EnsembleOptions options) const {
    auto inner = std::make_shared<Inner>(*inner_);
    const bool same = earlier != nullptr && earlier->has_stated() &&
                      earlier->inner_->folder.origin == inner_->folder.origin &&
                      earlier->inner_->answer.stated.origin.asked == options.runs;
    inner->answer.stated =
        same ? earlier->inner_->answer.stated : report::stated_answer(inner_->folder, std::move(options));
    return inner->answer.stated.complete ? SweepReading(std::move(inner)) : *this;
}

bool SweepReading::has_stated() const { return inner_->answer.stated.runs > 0; }
const std::string& SweepReading::folder() const { return inner_->folder.path; }
const Spec& SweepReading::spec() const { return inner_->sweep().spec(); }
std::uint64_t SweepReading::seed() const { return inner_->sweep().plan().seed; }
const std::vector<ArmSpec>& SweepReading::arms() const { return inner_->sweep().plan().arms; }
const std::vector<SweptNumber>& SweepReading::numbers() const { return inner_->numbers; }
SweepReading::Progress SweepReading::progress() const { return inner_->progress; }
std::size_t SweepReading::points() const { return inner_->answer.sweep.points.size(); }

SweptPoint SweepReading::point(std::size_t place) const {
    const SweepPoint& found = inner_->answer.sweep.points[place];
    SweptPoint point{found.index + 1, found.runs, found.fault, found.coordinates, {}, {}};
    for (const PointArm& arm : found.arms) {
        point.crises.push_back(proportion(arm.crises, found.runs));
        point.effects.push_back(point.effects.empty() ? Effect{} : effect_of(arm.effect));
    }
    return point;
}

Result<SweptSetting> SweepReading::setting(std::size_t place, std::size_t arm) const {
    const SweepPoint& point = inner_->answer.sweep.points[place];
    const Result<Spec> made = inner_->sweep().setting(point.index);
    if (!made) return failure(made.error());
    auto changes = changes_between(inner_->file, *made);
    if (!changes) return failure("no settings make the scenario of this point");
    return SweptSetting{inner_->folder.file("scenario.yaml"),
                        *std::move(changes),
                        arms()[arm].measures,
                        inner_->sweep().plan().seed,
                        inner_->sweep().key(point.index, 0).replicate,
                        point.runs};
}

std::vector<std::size_t> SweepReading::strongest(std::size_t arm) const {
    std::vector<std::size_t> order;
    for (const Driver& driver : inner_->assessment(arm).drivers.factors) order.push_back(driver.factor);
    for (std::size_t factor = 0; factor < inner_->numbers.size(); ++factor) {
        if (std::find(order.begin(), order.end(), factor) == order.end()) order.push_back(factor);
    }
    return order;
}

}  // namespace firebreak
