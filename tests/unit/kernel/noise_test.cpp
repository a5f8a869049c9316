#include "kernel/noise.hpp"

#include <array>
#include <cmath>
#include <set>

#include "model/draw_names.hpp"
#include "support/catch.hpp"

using namespace firebreak;
using kernel::Noise;

namespace {

using Words = std::array<std::uint32_t, 4>;

// Philox 4x32-10 written out from the paper (Salmon et al. 2011), independent of Random123.
Words philox(Words counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t p1 = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(p1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(p1),
                   static_cast<std::uint32_t>(p0 >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(p0)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return counter;
}

double uniform_of(std::uint32_t low, std::uint32_t high) {
    return (std::floor(static_cast<double>(((std::uint64_t{high} << 32) | low) >> 12)) + 0.5) /
           4503599627370496.0;
}

}  // namespace

TEST_CASE("the generator gives the published known answers of Philox 4x32-10") {
    // kat_vectors of Random123.
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a draw is the Philox block of its name under the key of seed and replicate") {
    const std::uint64_t seed = 42;
    const std::uint64_t replicate = 7;
    const std::uint64_t key = kernel::mix(kernel::mix(seed) ^ replicate);
    const Words block =
        philox({1, 2, 3, 4}, {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)});
    const kernel::Uniforms u = Noise(seed, replicate).draw({1, 2, 3, 4});
    CHECK(u.first == uniform_of(block[0], block[1]));
    CHECK(u.second == uniform_of(block[2], block[3]));
}

TEST_CASE("uniform draws are never 0 or 1") {
    CHECK(kernel::to_uniform(0) > 0);
    CHECK(kernel::to_uniform(~std::uint64_t{0}) < 1);
    CHECK(std::isfinite(kernel::unit_exponential(kernel::to_uniform(~std::uint64_t{0}))));
    CHECK(kernel::unit_exponential(kernel::to_uniform(0)) > 0);
}

TEST_CASE("another seed, replicate, branch or name gives another draw") {
    const double reference = Noise(1, 0).draw({5, 6, 7, 8}).first;
    CHECK(Noise(1, 0).draw({5, 6, 7, 8}).first == reference);
    CHECK(Noise(2, 0).draw({5, 6, 7, 8}).first != reference);
    CHECK(Noise(1, 1).draw({5, 6, 7, 8}).first != reference);
    CHECK(Noise(1, 0, 1).draw({5, 6, 7, 8}).first != reference);
    CHECK(Noise(1, 0).draw({6, 6, 7, 8}).first != reference);
}

TEST_CASE("names of draws differ whenever any part of the name does") {
    std::set<kernel::DrawName> names;
    std::size_t made = 0;
    for (const Purpose purpose :
         {Purpose::source_gap, Purpose::report, Purpose::message,
          with_trigger(Purpose::choice, Trigger::incident), with_trigger(Purpose::choice, Trigger::inject),
          with_trigger(Purpose::at_once, Trigger::incident),
          with_trigger(Purpose::deliberation, Trigger::inject)}) {
        for (const std::uint32_t actor : {0U, 1U, 0xfffU}) {
            for (const std::uint32_t first : {0U, 1U, 0xffffffU}) {
                for (const std::uint32_t second : {0U, 1U, 0xfffffU}) {
                    for (const std::uint32_t ordinal : {0U, 1U, 0xffffffffU}) {
                        for (const std::uint32_t n : {0U, 1U, 0xffffffffU}) {
                            names.insert(draw_name(
                                purpose, {NameId{actor}, NameId{first}, NameId{second}, ordinal, n}));
                            ++made;
                        }
                    }
                }
            }
        }
    }
    CHECK(names.size() == made);
}

TEST_CASE("draws of neighbouring names look uniform and independent") {
    // n = 200,000 pairs; each bound is |z| < 4.5.
    const int n = 200'000;
    const Noise noise(1, 3);
    double sum = 0;
    double squares = 0;
    double products = 0;
    double previous = 0.5;
    for (std::uint32_t i = 0; i < n; ++i) {
        const kernel::Uniforms u = noise.draw({i, 0, 0, 0});
        sum += u.first - 0.5;
        squares += (u.first - 0.5) * (u.first - 0.5) - 1.0 / 12;
        products += (u.first - 0.5) * (u.second - 0.5) + (u.first - 0.5) * (previous - 0.5);
        previous = u.first;
    }
    CHECK(std::fabs(sum) / std::sqrt(n / 12.0) < 4.5);
    CHECK(std::fabs(squares) / std::sqrt(n / 180.0) < 4.5);
    CHECK(std::fabs(products) / std::sqrt(2 * n / 144.0) < 4.5);
}
