#include "bench_workloads.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <queue>

#include "kernel/event_queue.hpp"
#include "kernel/noise.hpp"

namespace firebreak::cli {
namespace {

constexpr double kMeanMs = 3'600'000;  // gaps of an hour on average

// xoshiro256+ (D. Blackman and S. Vigna), seeded by SplitMix64.
class Sequential {
public:
    explicit Sequential(std::uint64_t seed) {
        for (std::uint64_t& word : state_) word = kernel::mix(seed++);
    }
    double uniform() {
        const std::uint64_t result = state_[0] + state_[3];
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return (static_cast<double>(result >> 12) + 0.5) * 0x1p-52;
    }
    Millis gap() { return static_cast<Millis>(-std::log(1 - uniform()) * kMeanMs); }

private:
    std::array<std::uint64_t, 4> state_{};
};

struct Pending {
    std::uint32_t clock = 0;
    std::uint32_t ordinal = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
};

struct Task {
    Millis time;
    std::function<void(Millis)> action;
    bool operator<(const Task& other) const { return time > other.time; }
};

}  // namespace

double loop_with_named_draws(std::uint64_t trials) {
    kernel::EventQueue<Pending> queue;
    double sum = 0;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
        const kernel::Noise noise(1, trial);
        queue.clear();
        const auto gap = [](double u) { return static_cast<Millis>(kernel::unit_exponential(u) * kMeanMs); };
        for (std::uint32_t clock = 0; clock < kTrialPending; ++clock) {
            queue.schedule(gap(noise.draw({0, clock, 0, 0}).first), 0, {clock, 0, 0, 0});
        }
        for (int event = 0; event < kTrialEvents; ++event) {
            const auto next = queue.peek();
            Pending pending = queue.take(next);
            ++pending.ordinal;
            const kernel::Uniforms u = noise.draw({pending.ordinal, pending.clock, 0, 0});
            sum += u.second;
            queue.schedule(next.time + gap(u.first), 0, pending);
        }
    }
    return sum;
}

double loop_by_hand(std::uint64_t trials) {
    Sequential random(1);
    double sum = 0;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
        std::array<Millis, kTrialPending> clocks{};
        for (Millis& clock : clocks) clock = random.gap();
        for (int event = 0; event < kTrialEvents; ++event) {
            std::size_t next = 0;
            for (std::size_t i = 1; i < clocks.size(); ++i) next = clocks[i] < clocks[next] ? i : next;
            sum += random.uniform();
            clocks[next] += random.gap();
        }
    }
    return sum;
}

double loop_with_functions(std::uint64_t trials) {
    Sequential random(1);
    double sum = 0;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
        std::priority_queue<Task> queue;
        std::function<void(Millis)> action;
        action = [&](Millis now) {
            sum += random.uniform();
            queue.push({now + random.gap(), [&action](Millis time) { action(time); }});
        };
        for (int clock = 0; clock < kTrialPending; ++clock)
            queue.push({random.gap(), [&action](Millis time) { action(time); }});
        for (int event = 0; event < kTrialEvents; ++event) {
            const Task task = queue.top();
            queue.pop();
            task.action(task.time);
        }
    }
    return sum;
}

std::uint64_t run_scenario(const Model& model, std::uint64_t runs, const StopFlag& stop) {
    std::uint64_t events = 0;
    for (std::uint64_t replicate = 0; replicate < runs; ++replicate) {
        if (stop.load(std::memory_order_relaxed)) throw Stopped();
        events += simulate(model, {1, replicate, 0}, {}, nullptr, &stop).events;
    }
    return events;
}

}  // namespace firebreak::cli
