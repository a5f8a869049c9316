#include "sweep/store.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <firebreak/text.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "sweep/read_results.hpp"
#include "sweep/run_sweep.hpp"

using namespace firebreak;
namespace fs = std::filesystem;

namespace {

// A folder that is gone afterwards.
struct Scratch {
    Scratch()
        : path(fs::temp_directory_path() /
               fs::path("firebreak-store-" + std::to_string(getpid()) + "-" + std::to_string(count++))) {
        fs::remove_all(path);
    }
    ~Scratch() { fs::remove_all(path); }
    [[nodiscard]] std::string name() const { return path.string(); }
    fs::path path;
    inline static int count = 0;
};

constexpr const char* kPlan =
    "scenario: reset-2011.yaml\n"
    "design: grid\n"
    "runs: 30\n"
    "arms: [none, hotline]\n"
    "factors: [{path: actors.*.tremble, levels: [0.01, 0.04, 0.08]}]\n";

LoadedPlan plan_of(const std::string& text) {
    return load_plan_text(text, test::source_path("scenarios/cyber/plan.yaml"));
}

SweepFolder folder_of(const Scratch& scratch, const std::string& text = kPlan) {
    const LoadedPlan plan = plan_of(text);
    REQUIRE(plan.plan);
    SweepFolder folder = make_sweep_folder(scratch.name(), plan);
    for (const std::string& fault : folder.faults) UNSCOPED_INFO(fault);
    REQUIRE(folder.faults.empty());
    return folder;
}

SweepWork run(const SweepFolder& folder, Shard shard = {}, unsigned jobs = 1) {
    RunSweepOptions options;
    options.shard = shard;
    options.jobs = jobs;
    return run_sweep(folder, options);
}

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string merged(const SweepFolder& folder) {
    merge_sweep(folder);
    return bytes_of(folder.file(kResultsFile));
}

}  // namespace

TEST_CASE("Merged results are the same bytes, however the sweep was divided", "[store]") {
    const Scratch whole_scratch, shards_scratch;
    const SweepFolder whole = folder_of(whole_scratch);
    const SweepFolder shards = folder_of(shards_scratch);
    CHECK(run(whole, {}, 2).complete());
    for (const std::uint64_t number : {2, 1, 3}) CHECK(run(shards, {number, 3}).complete());
    const std::string bytes = merged(whole);
    CHECK(bytes.size() > 10'000);
    CHECK(bytes == merged(shards));
    // Merging again changes nothing, with the shards there or gone.
    CHECK(bytes == merged(shards));
    for (const std::string& name : shards.result_files())
        if (name.find("shard-") != std::string::npos) fs::remove(name);
    CHECK(bytes == merged(shards));
}

TEST_CASE("The tables name arms, columns and numbers", "[store]") {
    const Scratch scratch;
    const SweepFolder folder = folder_of(scratch);
    run(folder);
    merge_sweep(folder);
    const Database database(folder.file(kResultsFile), Database::Mode::read);
    Statement arms(database, "SELECT group_concat(arm || measures || clean) FROM arm");
    REQUIRE(arms.step());
    CHECK(arms.text(0) == "0nonenone,1noneboth,2hotlinenone,3hotlineboth");
    Statement points(database, "SELECT f1 FROM point ORDER BY point");
    for (const double tremble : {0.01, 0.04, 0.08}) {
        REQUIRE(points.step());
        CHECK(points.number(0) == tremble);
    }
    std::ostringstream text;
    write_table(folder, "points", text);
    CHECK_THAT(text.str(), Catch::Contains(",2,hotline,30,") && Catch::Contains("\nreset-2011,"));
}

TEST_CASE("The view of runs has measures, perceptions and the numbers by their paths beside each run",
          "[store]") {
    const Scratch scratch;
    const SweepFolder folder = folder_of(scratch);
    run(folder);
    merge_sweep(folder);
    const Database database(folder.file(kResultsFile), Database::Mode::read);
    Statement rows(database,
                   "SELECT \"actors.*.tremble\", count(*), sum(crisis) FROM runs "
                   "WHERE measures = 'hotline' AND clean = 'none' GROUP BY point");
    const Uncertainty found = read_results(folder);
    for (const SweepPoint& point : found.points) {
        REQUIRE(rows.step());
        CHECK(rows.number(0) == factor_value(found.factors[0], point.coordinates[0]));
        CHECK(rows.whole(1) == 30);
        CHECK(rows.whole(2) == point.arms[1].crises);
    }
    CHECK_FALSE(rows.step());
    CHECK(quoted_name("a \"b\"") == "\"a \"\"b\"\"\"");
}

TEST_CASE("What is done is not done again", "[store]") {
    const Scratch scratch;
    const SweepFolder folder = folder_of(scratch);
    CHECK(run(folder, {1, 2}).made == 2);
    const SweepWork rest = run(folder);
    CHECK(rest.before == 2);
    CHECK(rest.made == 1);
    CHECK(run(folder).made == 0);
    CHECK(DoneBlocks(folder).runs() == 90);
}

TEST_CASE("A finished shard leaves no journal beside it", "[store]") {
    const Scratch scratch;
    const SweepFolder folder = folder_of(scratch);
    run(folder);
    CHECK(fs::exists(folder.shard_file({})));
    CHECK_FALSE(fs::exists(folder.shard_file({}) + "-journal"));
}

TEST_CASE("A sweep's sums are those of the runs it names", "[store]") {
    const Scratch scratch;
    const SweepFolder folder = folder_of(scratch);
    run(folder);
    const Uncertainty found = read_results(folder);
    REQUIRE(found.points.size() == 3);
    CHECK(found.complete);
    const Result<Spec> setting = folder.sweep->setting(1);
    Study study = make_study(*setting, folder.sweep->plan().arms);
    EnsembleOptions options;
    options.runs = 30;
    run_study(study, options);
    for (std::size_t arm = 0; arm < 2; ++arm) {
        CHECK(found.points[1].arms[arm].crises == study.totals(arm).crisis);
        CHECK(found.points[1].arms[arm].digest == study.totals(arm).digest);
        CHECK(found.points[1].arms[arm].twins == study.twins(arm));
    }
    CHECK(found.points[1].arms[1].effect == study.effect(1));
    const auto digest = kept_digest(folder, 1, 7, 2);
    const RunResult again = simulate(study.models[2], folder.sweep->key(1, 7));
    REQUIRE(digest);
    CHECK(*digest == hex_digest(again.digest));
}

TEST_CASE("An extended sweep is the larger sweep", "[store]") {
    const Scratch scratch, large_scratch;
    SweepFolder folder = folder_of(scratch);
    run(folder);
    REQUIRE(extend_sweep(folder, 50, 0).empty());
    const SweepWork more = run(folder);
    CHECK(more.made == 3);
    std::string text = kPlan;
    text.replace(text.find("runs: 30"), 8, "runs: 50");
    const SweepFolder large = folder_of(large_scratch, text);
    run(large);
    const Uncertainty extended = read_results(folder);
    CHECK(extended.points == read_results(large).points);
    CHECK(extended.points[0].runs == 50);
}

TEST_CASE("Results of another plan, and files that disagree, are refused", "[store]") {
    const Scratch scratch, other_scratch;
    const SweepFolder folder = folder_of(scratch);
    run(folder);
    const SweepFolder other = folder_of(other_scratch, std::string(kPlan) + "seed: 2\n");
    run(other);
    fs::copy_file(other.shard_file({}), folder.shard_file({2, 2}));
    CHECK_THROWS_WITH(merge_sweep(folder), Catch::Contains("another plan"));
    CHECK_THROWS_WITH(read_results(folder), Catch::Contains("another plan"));
    fs::remove(folder.shard_file({2, 2}));
    fs::copy_file(folder.shard_file({}), folder.shard_file({2, 2}));
    merge_sweep(folder);
    {
        Database damaged(folder.shard_file({2, 2}), Database::Mode::write);
        damaged.execute("UPDATE sums SET digest='0000000000000000' WHERE point=1");
    }
    CHECK_THROWS_WITH(merge_sweep(folder), Catch::Contains("disagrees"));
}

TEST_CASE("A folder whose tables an earlier version made is refused in words", "[store]") {
    const Scratch scratch;
    const SweepFolder folder = folder_of(scratch);
    run(folder);
    {
        Database old(folder.shard_file({}), Database::Mode::write);
        old.execute("UPDATE meta SET value='1' WHERE key='layout'");
    }
    const auto refused = Catch::Contains(
        "was written by an earlier version of Firebreak, whose tables have other columns; "
        "run the plan again in a new folder");
    CHECK_THROWS_WITH(merge_sweep(folder), refused);
    CHECK_THROWS_WITH(read_results(folder), refused);
    CHECK_THROWS_WITH(run(folder), refused);
}

TEST_CASE("A folder keeps to its plan and scenario", "[store]") {
    const Scratch scratch;
    const SweepFolder folder = folder_of(scratch);
    const LoadedPlan other = plan_of(std::string(kPlan) + "seed: 3\n");
    CHECK_THAT(make_sweep_folder(scratch.name(), other).faults.at(0), Catch::Contains("another plan"));
    { std::ofstream(folder.file("plan.yaml"), std::ios::app) << "seed: 4\n"; }
    CHECK_THAT(open_sweep_folder(scratch.name()).faults.at(0),
               Catch::Contains("plan.yaml is missing or was changed"));
    const Scratch full;
    fs::create_directories(full.path);
    { std::ofstream(full.path / "thesis.doc") << "text"; }
    CHECK_THAT(make_sweep_folder(full.name(), plan_of(kPlan)).faults.at(0), Catch::Contains("is not empty"));
}

TEST_CASE("Runs at a point end when the target is reached", "[store]") {
    const LoadedPlan plan = plan_of(
        "scenario: reset-2011.yaml\ndesign: grid\nruns: 2000\narms: [none, hotline]\ntarget: 0.02\nkeep: "
        "sums\n"
        "factors: [{path: actors.*.tremble, levels: [0.01]}]\n");
    REQUIRE(plan.plan);
    const Sweep sweep(*plan.plan, *plan.spec);
    REQUIRE(sweep.blocks() == 1);
    const BlockResult made = sweep.run(sweep.block(0), nullptr);
    const PairTotals& effect = made.arms[1].effect;
    const Bounds bounds = paired_difference(effect.n10, effect.n01, made.block.runs);
    CHECK(made.block.runs < 2000);
    CHECK(bounds.high - bounds.low <= 0.04);
    // A hundred runs fewer were not enough.
    const BlockResult fewer = sweep.run({0, 0, made.block.runs - 100}, nullptr);
    const PairTotals& before = fewer.arms[1].effect;
    const Bounds wider = paired_difference(before.n10, before.n01, fewer.block.runs);
    CHECK(wider.high - wider.low > 0.04);
}
