// The pending events of a run: an unsorted flat array with cached minima, small and fast for the dozens of events that runs hold.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <firebreak/time.hpp>

namespace firebreak::kernel {

// A queue in the order (time, rank, order of scheduling). Payload is a small trivially copyable value.
//
// The three keys are packed into one 64-bit word (42 bits of milliseconds, 4 of rank, 18 of sequence number), so one integer minimum decides and
// no two keys are equal. When the sequence numbers run out, those of the pending events are numbered anew in the same order. Slots stand in
// blocks of eight with the least key of each block beside them: taking the next event scans the minima and one block. A value; copies are
// independent. Memory grows to the largest number of pending events and is kept by clear().
template <class Payload>
class EventQueue {
public:
    // Names a pending event for cancel(). Good until the event is taken or cancelled; its slot then serves others, so it must be forgotten.
    struct Handle {
        std::uint32_t slot = kNoSlot;
        [[nodiscard]] bool valid() const { return slot != kNoSlot; }
    };

    static constexpr unsigned kRanks = 16;

    void clear() {
        keys_.clear();
        minima_.clear();
        payloads_.clear();
        free_.clear();
        size_ = 0;
        next_sequence_ = 0;
    }

    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t size() const { return size_; }

    // Time in 0..kLongestHorizon; rank below kRanks, lower first.
    Handle schedule(Millis time, unsigned rank, const Payload& payload) {
        assert(time >= 0 && time <= kLongestHorizon && rank < kRanks);
        if (next_sequence_ > kSequenceMask) renumber();
        const std::uint64_t key = pack(time, rank) | next_sequence_++;
        if (free_.empty()) add_block();
        const std::uint32_t slot = free_.back();
        free_.pop_back();
        keys_[slot] = key;
        payloads_[slot] = payload;
        std::uint64_t& least = minima_[slot / kBlock];
        if (key < least) least = key;
        ++size_;
        return {slot};
    }

    // Takes a pending event out. The handle must be valid and pending.
    void cancel(Handle& handle) {
        assert(handle.valid() && keys_[handle.slot] != kNone);
        remove(handle.slot);
        handle = {};
    }

    struct Next {
        Millis time;
        unsigned rank;
        std::uint32_t slot;
    };

    // The first event's time and rank. Not on an empty queue.
    [[nodiscard]] Next peek() const {
        assert(size_ > 0);
        const std::size_t blocks = minima_.size();
        std::size_t block = 0;
        std::uint64_t least = minima_[0];
        for (std::size_t i = 1; i < blocks; ++i) {
            block = minima_[i] < least ? i : block;
            least = minima_[i] < least ? minima_[i] : least;
        }
        const std::uint64_t* keys = &keys_[block * kBlock];
        std::uint32_t slot = 0;
        while (keys[slot] != least) ++slot;  // measured: a guess that is often wrong is faster than a chain of comparisons
        return {static_cast<Millis>(least >> (kRankBits + kSequenceBits)),
                static_cast<unsigned>(least >> kSequenceBits) & (kRanks - 1), static_cast<std::uint32_t>(block * kBlock) + slot};
    }

    // Takes the event that peek() named out and returns its payload.
    Payload take(const Next& next) {
        const Payload payload = payloads_[next.slot];
        remove(next.slot);
        return payload;
    }

private:
    static constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};
    static constexpr std::size_t kBlock = 8;
    static constexpr unsigned kRankBits = 4;
    static constexpr unsigned kSequenceBits = 18;
    static constexpr std::uint64_t kSequenceMask = (std::uint64_t{1} << kSequenceBits) - 1;
    static constexpr std::uint64_t kNone = ~std::uint64_t{0};

    static std::uint64_t pack(Millis time, unsigned rank) {
        return (static_cast<std::uint64_t>(time) << (kRankBits + kSequenceBits)) | (std::uint64_t{rank} << kSequenceBits);
    }

    void add_block() {
        const auto first = static_cast<std::uint32_t>(keys_.size());
        keys_.resize(keys_.size() + kBlock, kNone);
        payloads_.resize(payloads_.size() + kBlock);
        minima_.push_back(kNone);
        for (std::uint32_t i = kBlock; i-- > 0;) free_.push_back(first + i);
    }

    void remove(std::uint32_t slot) {
        keys_[slot] = kNone;
        const std::uint64_t* keys = &keys_[slot / kBlock * kBlock];
        std::array<std::uint64_t, 4> pair{};
        for (std::size_t i = 0; i < 4; ++i) pair[i] = keys[i] < keys[i + 4] ? keys[i] : keys[i + 4];
        const std::uint64_t left = pair[0] < pair[1] ? pair[0] : pair[1];
        const std::uint64_t right = pair[2] < pair[3] ? pair[2] : pair[3];
        minima_[slot / kBlock] = left < right ? left : right;
        free_.push_back(slot);
        --size_;
    }

    // Gives the pending events the sequence numbers 0, 1, 2 .. in their order.
    void renumber();

    std::vector<std::uint64_t> keys_;
    std::vector<std::uint64_t> minima_;  // least key of each block of keys_
    std::vector<Payload> payloads_;
    std::vector<std::uint32_t> free_;
    std::size_t size_ = 0;
    std::uint64_t next_sequence_ = 0;
};

template <class Payload>
void EventQueue<Payload>::renumber() {
    std::vector<std::uint64_t> sequences;
    sequences.reserve(size_);
    for (const std::uint64_t key : keys_) {
        if (key != kNone) sequences.push_back(key & kSequenceMask);
    }
    std::sort(sequences.begin(), sequences.end());
    for (std::uint64_t& key : keys_) {
        if (key == kNone) continue;
        const auto place = std::lower_bound(sequences.begin(), sequences.end(), key & kSequenceMask) - sequences.begin();
        key = (key & ~kSequenceMask) | static_cast<std::uint64_t>(place);
    }
    for (std::size_t block = 0; block < minima_.size(); ++block) {
        const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(block * kBlock);
        minima_[block] = *std::min_element(first, first + static_cast<std::ptrdiff_t>(kBlock));
    }
    next_sequence_ = size_;
}

}  // namespace firebreak::kernel
