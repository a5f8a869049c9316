// Counting pairs of runs under the same noise.
#pragma once

#include <firebreak/ensemble.hpp>

namespace firebreak {

// Counts one replicate, by which of the two arms had a crisis.
inline void add_pair(PairTotals& pair, bool first, bool second) {
    ++(first ? (second ? pair.n11 : pair.n10) : (second ? pair.n01 : pair.n00));
}

inline void add_totals(PairTotals& sum, const PairTotals& more) {
    sum.n00 += more.n00;
    sum.n01 += more.n01;
    sum.n10 += more.n10;
    sum.n11 += more.n11;
}

}  // namespace firebreak
