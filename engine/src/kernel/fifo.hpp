// A line in which the first to come is the first to go: a vector whose front part has gone.
#pragma once

#include <cassert>
#include <cstddef>
#include <vector>

namespace firebreak::kernel {

// A value; copies are independent. Memory is kept by clear(). T is a small trivially copyable value.
template <class T>
class Fifo {
public:
    void clear() {
        items_.clear();
        gone_ = 0;
    }
    // what has gone goes at the latest with the last
    [[nodiscard]] bool empty() const { return items_.empty(); }
    [[nodiscard]] std::size_t size() const { return items_.size() - gone_; }
    void push(const T& item) { items_.push_back(item); }
    // Takes the first out. Not on an empty line.
    T pop() {
        assert(!empty());
        const T item = items_[gone_++];
        if (2 * gone_ >= items_.size()) {  // moving up costs no more than going did
            items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(gone_));
            gone_ = 0;
        }
        return item;
    }

private:
    std::vector<T> items_;
    std::size_t gone_ = 0;
};

}  // namespace firebreak::kernel
