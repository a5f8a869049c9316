// The folder of a sweep as whoever shows it reads it.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <firebreak/answer.hpp>
#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"
#include "sweep/database.hpp"
#include "sweep/run_sweep.hpp"

using namespace firebreak;
namespace fs = std::filesystem;

namespace {

constexpr const char* kSpread =
    "scenario: first.yaml\n"
    "points: 12\n"
    "runs: 40\n"
    "set: {channels.phone.patience: 3d}\n";
constexpr const char* kGrid =
    "scenario: first.yaml\n"
    "design: grid\n"
    "runs: 30\n"
    "factors:\n"
    "  - {path: channels.phone.credibility, levels: [0.2, 0.8]}\n"
    "  - {path: actors.*.deliberation, scale: [0.5, 2], levels: 3}\n"
    "constraints: [\"channels.phone.credibility < 0.9\"]\n";

// A folder of the tutorial's scenario under this plan, with what was run of it.
class Swept {
public:
    explicit Swept(const std::string& plan, bool run = true)
        : folder(make_sweep_folder(scratch.file("results"),
                                   load_plan_text(plan, test::source_path("scenarios/tutorial/plan.yaml")))) {
        for (const std::string& fault : folder.faults) UNSCOPED_INFO(fault);
        REQUIRE(folder.faults.empty());
        RunSweepOptions options;
        options.jobs = 1;
        if (run) run_sweep(folder, options);
    }
    [[nodiscard]] SweepReading read() const {
        Result<SweepReading> made = SweepReading::read(folder.path);
        if (!made) UNSCOPED_INFO(made.error());
        REQUIRE(made);
        return *std::move(made);
    }
    [[nodiscard]] std::string fault() const {
        const Result<SweepReading> made = SweepReading::read(folder.path);
        REQUIRE_FALSE(made);
        return made.error();
    }
    void execute(const std::string& sql) const {
        Database database(folder.file("shard-0001-of-0001.db"), Database::Mode::write);
        database.execute(sql);
    }

    test::TemporaryFolder scratch;
    SweepFolder folder;
};

// Crises among the runs of a setting, made from what a person could type.
std::uint64_t crises_of(const SweptSetting& setting) {
    Spec spec = *load_scenario(setting.scenario).spec;
    for (const std::string& change : setting.changes) {
        INFO(change);
        REQUIRE(change_scenario(spec, change).empty());
    }
    CHECK(faults_after_change(spec).empty());
    EnsembleOptions options;
    options.runs = setting.runs;
    options.first_replicate = setting.first;
    options.seed = setting.seed;
    options.jobs = 1;
    return run_ensemble({compile(spec, ArmSpec{setting.measures, {}})}, {}, options).arms.front().crisis;
}

const Shape& mark_of(const Chart& chart, const std::string& id) {
    const auto found = std::find_if(chart.drawing.begin(), chart.drawing.end(),
                                    [&](const Shape& shape) { return shape.id == id; });
    REQUIRE(found != chart.drawing.end());
    return *found;
}

}  // namespace

TEST_CASE("A setting's numbers, measures and replicates make the runs that the sweep has",
          "[sweep_reading]") {
    const Swept swept(kSpread);
    const SweepReading reading = swept.read();
    REQUIRE(reading.points() == 12);
    REQUIRE(reading.arms().size() == 2);
    std::uint64_t all = 0;
    for (const std::size_t place : {0, 5, 11}) {
        const SweptPoint point = reading.point(place);
        CHECK(point.number == place + 1);
        for (const std::size_t arm : {0, 1}) {
            const Result<SweptSetting> setting = reading.setting(place, arm);
            REQUIRE(setting);
            CHECK(setting->first == place * 1'000'000);
            CHECK(setting->runs == 40);
            CHECK(crises_of(*setting) == point.crises[arm].count);
            all += point.crises[arm].count;
        }
    }
    CHECK(all > 0);
    CHECK(reading.setting(3, 1)->measures == std::vector<std::string>{"phone"});
}

TEST_CASE("A map's marks say by the paired interval what a measure does at each point", "[sweep_reading]") {
    const Swept swept(kSpread);
    const SweepReading reading = swept.read();
    ChartFrame frame;
    frame.width = 600;
    frame.height = 400;
    const Chart chart = reading.map_chart(0, 4, 1, frame);
    const Chart shares = reading.map_chart(0, 4, 0, frame);
    for (std::size_t place = 0; place < reading.points(); ++place) {
        const SweptPoint point = reading.point(place);
        const PairTotals& pairs = point.effects[1].pairs;
        CHECK(pairs.n10 + pairs.n11 == point.crises[0].count);
        CHECK(pairs.n01 + pairs.n11 == point.crises[1].count);
        const Bounds bounds = paired_difference(pairs.n10, pairs.n01, 40);
        const char* told = bounds.high < 0 ? "lowers" : bounds.low > 0 ? "raises" : "unclear";
        const std::string id = "point." + std::to_string(point.number);
        CHECK(mark_of(chart, id).value == told);
        CHECK(mark_of(shares, id).value == percent_words(point.crises[0].count, 40));
    }
    // Two points stand to each other as their numbers do.
    const auto middle = [&](std::size_t place) {
        const Shape& mark = mark_of(chart, "point." + std::to_string(place + 1));
        return Point{(mark.points[0].x + mark.points[1].x) / 2, (mark.points[0].y + mark.points[1].y) / 2};
    };
    const SweptPoint a = reading.point(0), b = reading.point(1), c = reading.point(2);
    CHECK((middle(1).x - middle(0).x) / (middle(2).x - middle(0).x) ==
          Approx((b.places[0] - a.places[0]) / (c.places[0] - a.places[0])).epsilon(1e-3));
    CHECK((middle(1).y - middle(0).y) / (middle(2).y - middle(0).y) ==
          Approx((b.places[4] - a.places[4]) / (c.places[4] - a.places[4])).epsilon(1e-3));
    CHECK((middle(1).y > middle(0).y) == (b.places[4] < a.places[4]));
}

TEST_CASE("What is done is told of what was planned", "[sweep_reading]") {
    const Swept begun(kSpread, false);
    const SweepReading none = begun.read();
    CHECK(none.points() == 0);
    CHECK(none.progress_words() == "0 of 12 settings are done, and 0 of 480 runs with each set of measures.");
    CHECK(none.answer_words() == "No setting is done yet.");
    CHECK(none.effects_chart({}).drawing.empty());
    CHECK(none.drivers_chart(1, {}).drawing.empty());
    RunSweepOptions options;
    options.jobs = 1;
    options.shard = {2, 3};
    run_sweep(begun.folder, options);
    const SweepReading part = begun.read();
    CHECK(part.points() == 4);
    CHECK(part.progress_words() ==
          "4 of 12 settings are done, and 160 of 480 runs with each set of measures.");
    CHECK_FALSE(part.progress().complete);
    options.shard = {};
    run_sweep(begun.folder, options);
    CHECK(begun.read().progress_words() == "All 12 settings are done: 480 runs with each set of measures.");
}

TEST_CASE("The runs at the numbers in the file are made once for a sweep", "[sweep_reading]") {
    const Swept swept(kSpread);
    const SweepReading bare = swept.read();
    CHECK_FALSE(bare.has_stated());
    CHECK_FALSE(bare.answer_words().starts_with("But"));
    EnsembleOptions options;
    options.runs = 200;
    options.jobs = 1;
    const SweepReading stated = bare.with_stated(nullptr, options);
    REQUIRE(stated.has_stated());
    CHECK(stated.answer_words().starts_with("With no measures "));
    // A stopped study would leave it without; what is at hand needs no runs.
    const std::atomic<bool> stop = true;
    options.stop = &stop;
    CHECK_FALSE(swept.read().with_stated(nullptr, options).has_stated());
    CHECK(swept.read().with_stated(&stated, options).answer_words() == stated.answer_words());
}

TEST_CASE("A grid tells no spread, and its map has an axis of levels and one of factors", "[sweep_reading]") {
    const Swept swept(kGrid);
    const SweepReading reading = swept.read();
    REQUIRE(reading.points() == 6);
    CHECK_THAT(reading.answer_words(), Catch::Contains("is lowest in setting "));
    CHECK(reading.region_words(1).empty());
    CHECK(reading.effect_words(1).empty());
    CHECK(reading.drivers_chart(1, {}).drawing.empty());
    ChartFrame frame;
    frame.height = 300;
    const Chart chart = reading.map_chart(0, 1, 1, frame);
    const auto says = [&](const std::string& words) {
        return std::any_of(chart.drawing.begin(), chart.drawing.end(), [&](const Shape& shape) {
            return shape.kind == ShapeKind::words && shape.words == words;
        });
    };
    for (const char* words : {"0.2", "0.8", "x 0.5", "x 1", "x 2"}) CHECK(says(words));
    CHECK(crises_of(*reading.setting(5, 1)) == reading.point(5).crises[1].count);
    CHECK(reading.setting(5, 0)->first == 0);  // the points of a grid share their chance
}

TEST_CASE("A point without a scenario says why, and cannot be opened", "[sweep_reading]") {
    std::string plan = kGrid;
    plan.replace(plan.find("< 0.9"), 5, "< 0.5");
    const SweepReading reading = Swept(plan).read();
    REQUIRE(reading.points() == 6);
    CHECK_FALSE(reading.point(5).fault.empty());
    CHECK(reading.point(5).crises.empty());
    CHECK_FALSE(reading.setting(5, 1));
    CHECK_THAT(reading.point_words(5, 1).front(), Catch::StartsWith("Setting 6 could not be run: "));
    ChartFrame frame;
    frame.height = 300;
    CHECK(mark_of(reading.map_chart(0, 1, 1, frame), "point.6").value == "fault");
    CHECK_THAT(reading.notes().front(), Catch::Contains("3 settings of 6"));
}

TEST_CASE("A folder that is no sweep, or a damaged one, is told in a line", "[sweep_reading]") {
    const test::TemporaryFolder empty;
    const auto refused = [](const std::string& path) {
        const Result<SweepReading> made = SweepReading::read(path);
        REQUIRE_FALSE(made);
        return made.error();
    };
    CHECK_THAT(refused(empty.path().string()), Catch::EndsWith("it has no sweep.json"));
    CHECK_THAT(refused(empty.file("nowhere")), Catch::EndsWith("it has no sweep.json"));
    const Swept swept(kGrid);
    swept.execute("UPDATE sums SET crisis_count = 31 WHERE point = 2");
    CHECK_THAT(swept.fault(), Catch::EndsWith("is damaged: the counts of point 2 do not add up"));
    swept.execute("UPDATE sums SET crisis_count = -1 WHERE point = 2");
    CHECK_THAT(swept.fault(), Catch::EndsWith("the counts of point 2 do not add up"));
    swept.execute(
        "UPDATE sums SET crisis_count = 0, inadvertent_count = 0, averted_count = 0, avoided = 0, caused = "
        "0");
    CHECK(SweepReading::read(swept.folder.path));
    swept.execute("INSERT INTO own VALUES(2, 0, 0, 7, 30, 1, 1, 0, 0, 0)");
    CHECK_THAT(swept.fault(), Catch::EndsWith("is damaged: what point 2 observes does not add up"));
    swept.execute("DELETE FROM own");
    swept.execute("UPDATE block SET point = 99 WHERE point = 5");
    CHECK_THAT(swept.fault(), Catch::Contains("the counts of point "));
    std::ofstream(swept.folder.file("shard-0001-of-0001.db"), std::ios::trunc) << std::string(5000, 'x');
    CHECK_THAT(swept.fault(), Catch::Contains("shard-0001-of-0001.db"));
    fs::remove(swept.folder.file("shard-0001-of-0001.db"));
    REQUIRE(mkfifo(swept.folder.file("shard-0001-of-0001.db").c_str(), 0600) == 0);
    CHECK_THAT(swept.fault(), Catch::EndsWith("is not a readable file"));
    fs::remove(swept.folder.file("shard-0001-of-0001.db"));
    CHECK(SweepReading::read(swept.folder.path)->points() == 0);
    fs::remove(swept.folder.file("scenario.yaml"));
    CHECK_THAT(swept.fault(), Catch::Contains("scenario.yaml"));
}
