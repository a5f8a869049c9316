#include "kernel/fifo.hpp"

#include <deque>
#include <random>

#include "support/catch.hpp"

using firebreak::kernel::Fifo;

TEST_CASE("what comes first goes first, as in the standard library's queue") {
    std::mt19937_64 random(3);
    Fifo<int> fifo;
    std::deque<int> deque;
    for (int step = 0; step < 20'000; ++step) {
        const bool growing = step / 2'000 % 2 == 0;
        if (random() % 16 < (growing ? 10U : 6U)) {
            fifo.push(step);
            deque.push_back(step);
        } else if (!deque.empty()) {
            if (fifo.pop() != deque.front()) FAIL("another came in place of " << deque.front());
            deque.pop_front();
        }
        if (fifo.size() != deque.size() || fifo.empty() != deque.empty()) FAIL("size " << fifo.size());
    }
    fifo.clear();
    CHECK(fifo.empty());
}
