// What panels remember from frame to frame: what is open, typed, selected, and what was worked out for it.
#pragma once

#include <memory>
#include <optional>
#include <typeindex>
#include <unordered_map>
#include <utility>

namespace firebreak::viz {

// Holds one State of each type that a panel asks for, made when it is first asked for. Each panel has a type
// of its own, which no other panel knows.
class UiState {
public:
    template <class State>
    [[nodiscard]] State& of() {
        std::shared_ptr<void>& kept = kept_[typeid(State)];
        if (!kept) kept = std::make_shared<State>();
        return *static_cast<State*>(kept.get());
    }

private:
    std::unordered_map<std::type_index, std::shared_ptr<void>> kept_;
};

// A value that is worked out again only when what it is made from has changed.
template <class From, class Value>
class Kept {
public:
    // make() works it out.
    template <class Make>
    [[nodiscard]] const Value& of(From from, Make make) {
        if (from_ != from) {
            value_ = make();
            from_ = std::move(from);
        }
        return value_;
    }
    // What the value was made from last.
    [[nodiscard]] const std::optional<From>& from() const { return from_; }

private:
    std::optional<From> from_;
    Value value_{};
};

}  // namespace firebreak::viz
