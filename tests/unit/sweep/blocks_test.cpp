// Blocks of replicates: in order for whoever watches, none too far ahead, and given up together.
#include "sweep/blocks.hpp"

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

using Numbers = std::vector<std::uint64_t>;

EnsembleOptions runs_of(std::uint64_t runs, unsigned jobs, std::uint64_t first = 0) {
    EnsembleOptions options;
    options.runs = runs;
    options.first_replicate = first;
    options.jobs = jobs;
    return options;
}

const auto note = [](Numbers& block, std::uint64_t replicate) { block.push_back(replicate); };

// Notes the digests of what it is handed.
class Watcher final : public RunObserver {
public:
    std::string prepare(const RunBlock& block) const override {
        return std::to_string(block.first) + "+" + std::to_string(block.runs.size());
    }
    void take(const RunBlock& block, const std::string& prepared) override {
        blocks.push_back(prepared);
        for (const RunResult& run : block.runs) digests.push_back(run.digest);
        CHECK(block.arms == 2);
    }
    std::vector<std::string> blocks;
    Numbers digests;
};

}  // namespace

TEST_CASE("whoever watches an ensemble is handed every run, in order of replicates and arms") {
    const Spec spec = scenario(with(busy(), "horizon: 300d", "horizon: 20d"));
    ArmSpec clean;
    clean.clean = {true, true};
    const std::vector<Model> models{compile(spec), compile(spec, clean)};
    Numbers expected;
    for (std::uint64_t replicate = 9; replicate < 9 + 150; ++replicate) {
        for (const Model& model : models) expected.push_back(simulate(model, {1, replicate, 0}).digest);
    }
    for (const unsigned jobs : {1U, 3U}) {
        Watcher first, second;
        EnsembleOptions options = runs_of(150, jobs, 9);
        options.observers = {&first, &second};
        CHECK(run_ensemble(models, {}, options).runs == 150);
        CHECK(first.digests == expected);
        CHECK(second.digests == expected);
        CHECK(first.blocks == std::vector<std::string>{"9+128", "73+128", "137+44"});
    }
}

TEST_CASE("blocks are merged in order, each sealed once") {
    Numbers merged;
    std::atomic<int> sealed{0};
    const std::uint64_t made = run_blocks(
        runs_of(1000, 4, 50), Numbers{}, note,
        [&](const Numbers& block) { merged.insert(merged.end(), block.begin(), block.end()); }, 7,
        [&](Numbers&) { ++sealed; });
    Numbers expected(1000);
    std::iota(expected.begin(), expected.end(), 50);
    CHECK(made == 1000);
    CHECK(merged == expected);
    CHECK(sealed == (1000 + 6) / 7);
}

TEST_CASE("while a block is missing, others wait rather than pile up") {
    std::atomic<std::uint64_t> others{0};
    std::uint64_t most = 0;
    const auto work = [&](Numbers&, std::uint64_t replicate) {
        if (replicate > 0) {
            ++others;
            return;
        }
        while (others < 127) std::this_thread::yield();
        for (int i = 0; i < 100'000; ++i) std::this_thread::yield();
        most = others;
    };
    CHECK(run_blocks(
              runs_of(100'000, 2), Numbers{}, work, [](const Numbers&) {}, 1) == 100'000);
    CHECK(most == 127);
}

TEST_CASE("a thread that gives up its block does not leave others waiting for it") {
    for (const bool stopped : {true, false}) {
        std::atomic<std::uint64_t> others{0};
        const auto work = [&](Numbers&, std::uint64_t replicate) {
            if (replicate != 5) {
                ++others;
                return;
            }
            while (others < 132) std::this_thread::yield();
            if (stopped) throw Stopped();
            throw std::runtime_error("no");
        };
        std::uint64_t merged = 0;
        const auto all = [&] {
            return run_blocks(
                runs_of(100'000, 2), Numbers{}, work, [&](const Numbers&) { ++merged; }, 1);
        };
        if (stopped) CHECK(all() == 5);
        else CHECK_THROWS_AS(all(), std::runtime_error);
        CHECK(merged == 5);
    }
}
