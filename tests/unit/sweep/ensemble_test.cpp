#include <firebreak/ensemble.hpp>

#include <atomic>
#include <cstdlib>
#include <new>

#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;

namespace {

std::atomic<std::uint64_t> allocations{0};

Spec flagship() {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/cyber/reset-2011.yaml"));
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

Ensemble run_with(const Spec& spec, std::uint64_t runs, unsigned jobs) {
    Study study = make_study(spec);
    EnsembleOptions options;
    options.runs = runs;
    options.jobs = jobs;
    run_study(study, options);
    return study.ensemble;
}

}  // namespace

// Counts every allocation of this test program.
void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("totals are the same for any number of threads") {
    const Spec spec = flagship();
    const Ensemble one = run_with(spec, 300, 1);
    for (const unsigned jobs : {2U, 3U, 7U}) {
        const Ensemble many = run_with(spec, 300, jobs);
        CHECK(many.arms == one.arms);
        CHECK(many.pairs == one.pairs);
        CHECK(many.runs == 300);
        CHECK(many.complete);
    }
}

TEST_CASE("the totals of two halves add up to the totals of the whole") {
    const Spec spec = flagship();
    const Model model = compile(spec);
    const auto part = [&](std::uint64_t first, std::uint64_t runs) {
        EnsembleOptions options;
        options.first_replicate = first;
        options.runs = runs;
        return run_ensemble({model}, {}, options).arms[0];
    };
    ArmTotals sum = part(0, 128);
    sum.add(part(128, 100));
    const ArmTotals whole = part(0, 228);
    CHECK(sum.outcomes == whole.outcomes);
    CHECK(sum.digest == whole.digest);
    CHECK(sum.events == whole.events);
    CHECK(sum.brier_sum == Approx(whole.brier_sum).epsilon(1e-12));
}

TEST_CASE("replicate k is the same alone and among others, and another seed is another run") {
    const Model model = compile(flagship());
    const std::uint64_t alone = simulate(model, {1, 77, 0}).digest;
    for (std::uint64_t replicate = 70; replicate < 77; ++replicate) (void)simulate(model, {1, replicate, 0});
    CHECK(simulate(model, {1, 77, 0}).digest == alone);
    CHECK(simulate(model, {2, 77, 0}).digest != alone);
    CHECK(simulate(model, {1, 78, 0}).digest != alone);
}

TEST_CASE("inadvertent and other crises add up to all crises, and pairs to all runs") {
    Study study = make_study(flagship());
    EnsembleOptions options;
    options.runs = 1000;
    run_study(study, options);
    for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
        const PairTotals& twins = study.twins(arm);
        CHECK(twins.n10 + twins.n11 == study.totals(arm).crisis);
        CHECK(twins.n01 + twins.n11 == study.ensemble.arms[2 * arm + 1].crisis);
        CHECK(twins.n00 + twins.n01 + twins.n10 + twins.n11 == 1000);
        std::uint64_t outcomes = 0;
        for (const std::uint64_t count : study.totals(arm).outcomes) outcomes += count;
        CHECK(outcomes == 1000);
        if (arm == 0) continue;
        CHECK(study.effect(arm).n10 + study.effect(arm).n11 == study.totals(0).crisis);
        CHECK(study.effect(arm).n01 + study.effect(arm).n11 == study.totals(arm).crisis);
    }
}

TEST_CASE("a stopped ensemble keeps the first replicates and says that it is not complete") {
    const Model model = compile(flagship());
    std::atomic<bool> stop{false};
    EnsembleOptions options;
    options.runs = 1'000'000;
    options.stop = &stop;
    options.progress = [&](std::uint64_t done, std::uint64_t) { stop = done > 0; };
    const Ensemble partial = run_ensemble({model}, {}, options);
    REQUIRE(partial.runs > 0);
    REQUIRE(partial.runs < options.runs);
    CHECK_FALSE(partial.complete);
    EnsembleOptions same;
    same.runs = partial.runs;
    CHECK(run_ensemble({model}, {}, same).arms == partial.arms);
}

TEST_CASE("a run allocates nothing once the memory of earlier runs is there") {
    const Model model = compile(flagship(), {{"hotline", "cert-exchange"}, {}});
    const auto pass = [&] {
        std::uint64_t events = 0;
        for (std::uint64_t replicate = 0; replicate < 300; ++replicate)
            events += simulate(model, {1, replicate, 0}).events;
        return events;
    };
    (void)pass();
    const std::uint64_t before = allocations;
    const std::uint64_t events = pass();
    const std::uint64_t during = allocations - before;
    CHECK(events > 50'000);
    CHECK(during == 0);
}
