// One visitor of a variant made of several functions: std::visit(Overloaded{[](A) {}, [](B) {}}, value).
#pragma once

namespace firebreak {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace firebreak
