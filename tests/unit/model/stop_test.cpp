// A stop flag ends a run in its middle, and nothing of the run is left.
#include <firebreak/causes.hpp>
#include <firebreak/ensemble.hpp>
#include <firebreak/paths.hpp>
#include <firebreak/trace.hpp>

#include "support/scenarios.hpp"
#include "sweep/blocks.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

// A run of a million events, all alike.
Model endless() {
    return compile(
        scenario("clock: {horizon: 1d}\nincidents: {tick: {target: north, cause: accident, every: "
                 "1ms}}\nnorth: {detection: {probability: 0}, doctrine: [{do: hold}]}\n"));
}

// Sets a flag at a record, and counts those that come.
class Stopping final : public Recorder {
public:
    Stopping(StopFlag& flag, std::uint64_t at) : flag_(flag), at_(at) {}
    void record(const Record&) override {
        if (++seen == at_) flag_ = true;
    }
    std::uint64_t seen = 0;

private:
    StopFlag& flag_;
    std::uint64_t at_;
};

}  // namespace

TEST_CASE("A run is given up soon after the stop flag was set in its middle", "[model][stop]") {
    const Model model = endless();
    StopFlag stop{false};
    Stopping recorder(stop, 200'000);
    CHECK_THROWS_AS(simulate(model, {}, {}, &recorder, &stop), Stopped);
    CHECK(recorder.seen >= 200'000);
    CHECK(recorder.seen <= 200'000 + 65'536);  // an event has one record here
    StopFlag other{false};
    Stopping same(other, 200'000);
    CHECK_THROWS_AS(simulate_to_crisis(model, {}, {}, &same, &other), Stopped);
    CHECK(same.seen == recorder.seen);
}

TEST_CASE(
    "A run that is over before the flag is looked at is whole, and a flag that is not set changes nothing",
    "[model][stop]") {
    const Model model = compile(scenario(busy()));
    const StopFlag set{true};
    const StopFlag unset{false};
    CHECK(simulate(model, {}, {}, nullptr, &set).digest == simulate(model, {}).digest);
    CHECK(simulate(endless(), {}, {}, nullptr, &unset).digest == simulate(endless(), {}).digest);
}

TEST_CASE("After a run that was given up the next one is as ever", "[model][stop]") {
    const Model model = compile(scenario(busy()));
    const std::uint64_t digest = simulate(model, {}).digest;
    const StopFlag set{true};
    CHECK_THROWS_AS(simulate(endless(), {}, {}, nullptr, &set), Stopped);
    CHECK(simulate(model, {}).digest == digest);
}

TEST_CASE("A replicate that was given up is not counted, nor is anything of its block", "[model][stop]") {
    const Model model = endless();
    StopFlag stop{false};
    EnsembleOptions options;
    options.runs = 1000;
    options.jobs = 1;
    options.stop = &stop;
    std::uint64_t counted = 0;
    const auto work = [&](std::uint64_t& block, std::uint64_t replicate) {
        ++block;
        if (replicate < kBlockRuns + 3) return;
        stop = true;
        static_cast<void>(simulate(model, {1, replicate, 0}, {}, nullptr, options.stop));
    };
    CHECK(run_blocks(options, std::uint64_t{0}, work, [&](std::uint64_t block) { counted += block; }) ==
          kBlockRuns);
    CHECK(counted == kBlockRuns);
}

TEST_CASE("Ensembles, expectations, paths and causes hand the flag on to their runs", "[model][stop]") {
    const Model model = endless();
    const StopFlag set{true};
    EnsembleOptions options;
    options.runs = 1;
    options.stop = &set;
    // A flag that is set keeps blocks from being begun; what hands it on is seen in work that begins all the
    // same.
    CHECK(run_ensemble({model}, {}, options).runs == 0);
    CHECK(collect_paths(model, {}, options).runs() == 0);
    CHECK_THROWS_AS(trace_run(model, {}, {}, &set), Stopped);
    CausesOptions search;
    search.stop = &set;
    CHECK_THROWS_AS(CauseFinder(model.spec(), {}, search).causes_of({}), Stopped);
}
