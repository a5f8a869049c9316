// The pending events of a run: an unsorted flat array with cached minima, small and fast for the dozens of
// events that runs hold, and still fast for hundreds of thousands.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <firebreak/values.hpp>

namespace firebreak::kernel {

// A queue in the order (time, rank, order of scheduling). Payload is a small trivially copyable value.
//
// The three keys are packed into one 64-bit word (42 bits of milliseconds, 4 of rank, 18 of sequence number),
// so one integer minimum decides and no two keys are equal. When the sequence numbers run out, those of the
// pending events are numbered anew in the same order. Slots stand in blocks of eight with the least key of
// each block beside them: taking the next event scans the minima and one block. Once there are more than 64
// blocks, the least key of each group of 32 stands in a list of its own, which is scanned first. A value;
// copies are independent. Memory grows to the largest number of pending events and is kept by clear().
template <class Payload>
class EventQueue {
public:
    // Names a pending event for cancel(). Good until the event is taken or cancelled; its slot then serves
    // others, so it must be forgotten.
    struct Handle {
        std::uint32_t slot = kNoSlot;
        [[nodiscard]] bool valid() const { return slot != kNoSlot; }
    };

    static constexpr unsigned kRanks = 16;
    // as many as there are sequence numbers
    static constexpr std::size_t kMostPending = std::size_t{1} << 18;

    void clear() {
        keys_.clear();
        minima_.clear();
        groups_.clear();
        grouped_ = false;
        payloads_.clear();
        free_.clear();
        size_ = 0;
        next_sequence_ = 0;
    }

    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t size() const { return size_; }
    // Room for events, made as it was needed: the largest size since clear(), rounded up to a multiple of
    // eight.
    [[nodiscard]] std::size_t room() const { return keys_.size(); }
    // Whether `most` events are pending, or more; `most` is a multiple of eight. Costs nothing before
    // schedule(), which asks for a free slot too.
    [[nodiscard]] bool holds(std::size_t most) const { return free_.empty() && keys_.size() >= most; }

    // Time in 0..kLongestHorizon; rank below kRanks, lower first. With kMostPending pending the queue is
    // full.
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
        if (key < least) {
            least = key;
            if (grouped_) lower(groups_[slot / kBlock / kGroup], key);
        }
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
        if (blocks > kFlat) {
            block = least_of_groups();
            least = minima_[block];
        } else {
            for (std::size_t i = 1; i < blocks; ++i) {
                block = minima_[i] < least ? i : block;
                least = minima_[i] < least ? minima_[i] : least;
            }
        }
        const std::uint64_t* keys = &keys_[block * kBlock];
        std::uint32_t slot = 0;
        // measured: a guess that is often wrong is faster than a chain of comparisons
        while (keys[slot] != least) ++slot;
        return {static_cast<Millis>(least >> (kRankBits + kSequenceBits)),
                static_cast<unsigned>(least >> kSequenceBits) & (kRanks - 1),
                static_cast<std::uint32_t>(block * kBlock) + slot};
    }

    // Takes the event that peek() named out and returns its payload.
    Payload take(const Next& next) {
        const Payload payload = payloads_[next.slot];
        remove(next.slot);
        return payload;
    }

private:
    static constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};
    static constexpr std::size_t kBlock = 8;   // slots
    static constexpr std::size_t kGroup = 32;  // blocks
    static constexpr std::size_t kFlat = 64;   // blocks that are scanned without groups
    static constexpr unsigned kRankBits = 4;
    static constexpr unsigned kSequenceBits = 18;
    static constexpr std::uint64_t kSequenceMask = (std::uint64_t{1} << kSequenceBits) - 1;
    static_assert(kMostPending == kSequenceMask + 1);
    static constexpr std::uint64_t kNone = ~std::uint64_t{0};

    static std::uint64_t pack(Millis time, unsigned rank) {
        return (static_cast<std::uint64_t>(time) << (kRankBits + kSequenceBits)) |
               (std::uint64_t{rank} << kSequenceBits);
    }

    static std::size_t place_of_least(const std::vector<std::uint64_t>& list, std::size_t first,
                                      std::size_t last) {
        std::size_t place = first;
        std::uint64_t least = list[first];
        for (std::size_t i = first + 1; i < last; ++i) {
            place = list[i] < least ? i : place;
            least = list[i] < least ? list[i] : least;
        }
        return place;
    }

    static void lower(std::uint64_t& least, std::uint64_t key) {
        if (key < least) least = key;
    }

    [[nodiscard]] std::size_t least_of_groups() const {
        const std::size_t first = place_of_least(groups_, 0, groups_.size()) * kGroup;
        return place_of_least(minima_, first, std::min(first + kGroup, minima_.size()));
    }

    // Finds the least key of a group again.
    void regroup(std::size_t group) {
        groups_[group] =
            minima_[place_of_least(minima_, group * kGroup, std::min((group + 1) * kGroup, minima_.size()))];
    }

    void add_block() {
        const auto first = static_cast<std::uint32_t>(keys_.size());
        keys_.resize(keys_.size() + kBlock, kNone);
        payloads_.resize(payloads_.size() + kBlock);
        minima_.push_back(kNone);
        if (minima_.size() > kFlat) group_blocks();
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
        if (grouped_) regroup(slot / kBlock / kGroup);
        free_.push_back(slot);
        --size_;
    }

    // Makes the groups that are missing.
    void group_blocks() {
        grouped_ = true;
        while (groups_.size() * kGroup < minima_.size()) {
            groups_.push_back(kNone);
            regroup(groups_.size() - 1);
        }
    }
    // Gives the pending events the sequence numbers 0, 1, 2 .. in their order. One more must fit.
    void renumber();

    std::vector<std::uint64_t> keys_;
    std::vector<std::uint64_t> minima_;  // least key of each block of keys_
    std::vector<Payload> payloads_;
    std::vector<std::uint32_t> free_;
    std::size_t size_ = 0;
    std::uint64_t next_sequence_ = 0;
    std::vector<std::uint64_t> groups_;  // least key of each group of blocks; empty up to kFlat blocks
    bool grouped_ = false;
};

template <class Payload>
void EventQueue<Payload>::renumber() {
    assert(size_ < kMostPending && "the queue is full");
    std::vector<std::uint64_t> order;  // sequence number and slot
    order.reserve(size_);
    for (std::size_t slot = 0; slot < keys_.size(); ++slot) {
        if (keys_[slot] != kNone) order.push_back(((keys_[slot] & kSequenceMask) << 32) | slot);
    }
    std::sort(order.begin(), order.end());
    for (std::size_t place = 0; place < order.size(); ++place) {
        std::uint64_t& key = keys_[order[place] & 0xffffffffU];
        key = (key & ~kSequenceMask) | place;
    }
    for (std::size_t block = 0; block < minima_.size(); ++block) {
        const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(block * kBlock);
        minima_[block] = *std::min_element(first, first + static_cast<std::ptrdiff_t>(kBlock));
    }
    for (std::size_t group = 0; group < groups_.size(); ++group) regroup(group);
    next_sequence_ = size_;
}

}  // namespace firebreak::kernel
