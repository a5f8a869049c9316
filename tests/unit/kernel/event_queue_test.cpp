#include "kernel/event_queue.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "support/catch.hpp"

using firebreak::Millis;
using firebreak::kernel::EventQueue;

namespace {

struct Payload {
    std::uint32_t number = 0;
};
using Queue = EventQueue<Payload>;

// The queue as anybody would write it first: a list, searched from the start for the least (time, rank, order
// of scheduling).
class NaiveQueue {
public:
    void schedule(Millis time, unsigned rank, std::uint32_t number) {
        list_.push_back({time, rank, next_++, number});
    }
    void cancel(std::uint32_t number) {
        list_.erase(
            std::find_if(list_.begin(), list_.end(), [&](const Entry& e) { return e.number == number; }));
    }
    [[nodiscard]] bool empty() const { return list_.empty(); }
    std::pair<Millis, std::uint32_t> take() {
        const auto first = std::min_element(list_.begin(), list_.end(), [](const Entry& a, const Entry& b) {
            return std::tie(a.time, a.rank, a.sequence) < std::tie(b.time, b.rank, b.sequence);
        });
        const std::pair<Millis, std::uint32_t> result{first->time, first->number};
        list_.erase(first);
        return result;
    }

private:
    struct Entry {
        Millis time;
        unsigned rank;
        std::uint64_t sequence;
        std::uint32_t number;
    };
    std::vector<Entry> list_;
    std::uint64_t next_ = 0;
};

}  // namespace

TEST_CASE("events come in the order of time, then rank, then scheduling") {
    Queue queue;
    queue.schedule(20, 0, {1});
    queue.schedule(10, 5, {2});
    queue.schedule(10, 3, {3});
    queue.schedule(10, 3, {4});
    std::vector<std::uint32_t> order;
    while (!queue.empty()) order.push_back(queue.take(queue.peek()).number);
    CHECK(order == std::vector<std::uint32_t>{3, 4, 2, 1});
}

TEST_CASE("the queue does what a naive queue does, through cancellations and renumbering") {
    std::mt19937_64 random(7);
    Queue queue;
    NaiveQueue naive;
    std::vector<std::pair<std::uint32_t, Queue::Handle>> pending;
    std::uint32_t number = 0;
    Millis now = 0;
    // More than 2^18 events are scheduled, so that sequence numbers run out twice on the way.
    for (int step = 0; step < 1'200'000; ++step) {
        const auto action = random() % 16;
        const bool crowded = pending.size() > 40;
        if (action < 8 && !crowded) {
            const Millis time = now + static_cast<Millis>(random() % 50);
            const auto rank = static_cast<unsigned>(random() % Queue::kRanks);
            pending.emplace_back(number, queue.schedule(time, rank, {number}));
            naive.schedule(time, rank, number);
            ++number;
        } else if (action == 8 && !pending.empty()) {
            const auto victim = pending.begin() + static_cast<std::ptrdiff_t>(random() % pending.size());
            naive.cancel(victim->first);
            queue.cancel(victim->second);
            REQUIRE_FALSE(victim->second.valid());
            pending.erase(victim);
        } else if (!pending.empty()) {
            const auto next = queue.peek();
            const Payload payload = queue.take(next);
            const auto [time, expected] = naive.take();
            if (payload.number != expected || next.time != time)
                FAIL("event " << payload.number << " came in place of " << expected);
            now = next.time;
            pending.erase(std::find_if(pending.begin(), pending.end(),
                                       [&](const auto& p) { return p.first == expected; }));
        }
        if (queue.size() != pending.size())
            FAIL("size " << queue.size() << " in place of " << pending.size());
    }
    CHECK(number > (1U << 19));
}

TEST_CASE("the queue keeps its order with thousands pending, as they pile up and are worked off") {
    std::mt19937_64 random(11);
    Queue queue;
    // time, rank, number; numbers rise in the order of scheduling
    std::set<std::tuple<Millis, unsigned, std::uint32_t>> sorted;
    std::vector<Queue::Handle> handles;
    Millis now = 0;
    for (int step = 0; step < 400'000; ++step) {
        const bool piling_up = step / 40'000 % 2 == 0;
        const auto action = random() % 16;
        if (action < (piling_up ? 9U : 6U)) {
            const Millis time = now + static_cast<Millis>(random() % 500);
            const auto rank = static_cast<unsigned>(random() % Queue::kRanks);
            const auto number = static_cast<std::uint32_t>(handles.size());
            handles.push_back(queue.schedule(time, rank, {number}));
            sorted.emplace(time, rank, number);
        } else if (action == 15 && !sorted.empty()) {
            const auto last = std::prev(sorted.end());
            queue.cancel(handles[std::get<2>(*last)]);
            sorted.erase(last);
        } else if (!sorted.empty()) {
            const auto next = queue.peek();
            const auto [time, rank, number] = *sorted.begin();
            const Payload payload = queue.take(next);
            if (payload.number != number || next.time != time || next.rank != rank)
                FAIL("event " << payload.number << " came in place of " << number);
            sorted.erase(sorted.begin());
            now = time;
        }
        if (queue.size() != sorted.size()) FAIL("size " << queue.size() << " in place of " << sorted.size());
    }
    CHECK(queue.room() > 4'000);
}

TEST_CASE("as many events may be pending as there are sequence numbers, and all come in their order") {
    const std::size_t pending = GENERATE(Queue::kMostPending - 1, Queue::kMostPending);
    std::mt19937_64 random(pending);
    Queue queue;
    std::vector<std::tuple<Millis, unsigned, std::uint32_t>> sorted;
    // Numbers are used up before the queue is full, so that it is numbered anew while it fills.
    for (std::uint32_t i = 0; i < 1000; ++i) queue.schedule(0, 0, {i});
    while (!queue.empty()) queue.take(queue.peek());
    for (std::uint32_t number = 0; number < pending; ++number) {
        const auto time = static_cast<Millis>(random() % 1000);
        const auto rank = static_cast<unsigned>(random() % Queue::kRanks);
        queue.schedule(time, rank, {number});
        sorted.emplace_back(time, rank, number);
    }
    CHECK(queue.size() == pending);
    std::sort(sorted.begin(), sorted.end());
    std::size_t wrong = 0;
    for (const auto& [time, rank, number] : sorted) {
        const auto next = queue.peek();
        const Payload payload = queue.take(next);
        wrong += payload.number == number && next.time == time && next.rank == rank ? 0 : 1;
    }
    CHECK(wrong == 0);
    CHECK(queue.empty());
}

TEST_CASE("one event more than the queue can hold is a programmer's error") {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const rlimit no_core{0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        std::signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        Queue queue;
        for (std::uint32_t i = 0; i < Queue::kMostPending; ++i)
            queue.schedule(static_cast<Millis>(i), 0, {i});
        queue.schedule(0, 0, {0});
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGABRT);
}

TEST_CASE("a copy of a queue continues independently") {
    Queue queue;
    for (std::uint32_t i = 0; i < 20; ++i) queue.schedule(static_cast<Millis>(100 - i), 0, {i});
    Queue copy = queue;
    CHECK(queue.take(queue.peek()).number == 19);
    CHECK(copy.size() == 20);
    CHECK(copy.take(copy.peek()).number == 19);
    CHECK(copy.take(copy.peek()).number == 18);
    CHECK(queue.size() == 19);
}

TEST_CASE("a cleared queue starts again from nothing") {
    Queue queue;
    queue.schedule(5, 1, {1});
    queue.clear();
    CHECK(queue.empty());
    queue.schedule(firebreak::kLongestHorizon, 15, {2});
    const auto next = queue.peek();
    CHECK(next.time == firebreak::kLongestHorizon);
    CHECK(next.rank == 15);
    CHECK(queue.take(next).number == 2);
}
