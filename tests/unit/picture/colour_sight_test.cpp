// What people see who have no cones for red or for green: the colours of one legend must stay apart.
// Simulated with the matrices of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6),
// 2009, at severity 1.0, in linear RGB. Distances are those of CIE 1976 L*a*b* under D65: 2 is just seen, and
// 20 is told apart without the other colour beside it.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <firebreak/picture.hpp>

#include "support/catch.hpp"

using namespace firebreak;

namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

constexpr double kApart = 20;

struct Sight {
    const char* name;
    Matrix matrix;
};
constexpr Sight kSights[] = {
    {"all colours", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"no red",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"no green",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
};

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

Vector times(const Matrix& matrix, const Vector& vector) {
    Vector out{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) out[i] += matrix[i][j] * vector[j];
    }
    return out;
}

Vector seen(const Sight& sight, Colour colour) {
    Vector rgb = times(sight.matrix, {linear(colour.red), linear(colour.green), linear(colour.blue)});
    for (double& part : rgb) part = std::clamp(part, 0.0, 1.0);
    return rgb;
}

Vector lab(const Vector& rgb) {
    constexpr Matrix kToXyz{{{0.4124564, 0.3575761, 0.1804375},
                             {0.2126729, 0.7151522, 0.0721750},
                             {0.0193339, 0.1191920, 0.9503041}}};
    const Vector xyz = times(kToXyz, rgb);
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f(xyz[0] / 0.95047), y = f(xyz[1]), z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const Sight& sight, Colour a, Colour b) {
    const Vector p = lab(seen(sight, a)), q = lab(seen(sight, b));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

void check_apart(const Theme& theme, const char* legend, const std::vector<Colour>& colours) {
    for (const Sight& sight : kSights) {
        for (std::size_t i = 0; i < colours.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                INFO(theme.name << ", " << legend << ", " << j << " and " << i << ", " << sight.name);
                CHECK(distance(sight, colours[i], colours[j]) >= kApart);
            }
        }
    }
}

}  // namespace

TEST_CASE("the simulation leaves greys as they are and takes red from green") {
    for (const Sight& sight : kSights) {
        CHECK(distance(sight, {255, 255, 255, 255}, {0, 0, 0, 255}) == Approx(100).margin(0.1));
        CHECK(lab(seen(sight, {119, 119, 119, 255}))[1] == Approx(0).margin(0.5));
    }
    // A red and a green of the same lightness, told apart by neither eye.
    const Colour red{0xc4, 0x5a, 0x3c, 255}, green{0x7a, 0x80, 0x1e, 255};
    CHECK(distance(kSights[0], red, green) > 40);
    CHECK(distance(kSights[2], red, green) < kApart);
}

// What stands in one legend: of the river by outcome and by mover, of misperception and of the grid, of the
// comparison. War has a colour of its own so that it can stand among the outcomes. No pair of one legend
// relies on shape alone. That sides are circle and diamond, that a band of side B is hatched, and that tiles
// of few runs are, comes on top of it.
TEST_CASE("the colours of each legend stay apart for those who see no red or no green") {
    for (const char* name : theme_names()) {
        const Theme& theme = builtin_theme(name);
        check_apart(theme, "outcomes", {theme.crisis, theme.settled, theme.unresolved, theme.war});
        check_apart(theme, "who moved", {theme.actor_a, theme.actor_b, theme.nature});
        check_apart(theme, "few to many", {theme.sequence.begin(), theme.sequence.end()});
        check_apart(theme, "less to more", {theme.difference.begin(), theme.difference.end()});
    }
}

TEST_CASE("few to many goes one way from light to dark, and every colour of a scale stands out 3 to 1") {
    for (const char* name : theme_names()) {
        const Theme& theme = builtin_theme(name);
        INFO(name);
        const auto lightness = [](Colour colour) { return lab(seen(kSights[0], colour))[0]; };
        const bool rising = lightness(theme.sequence[4]) > lightness(theme.sequence[0]);
        for (std::size_t i = 0; i + 1 < theme.sequence.size(); ++i)
            CHECK((lightness(theme.sequence[i + 1]) > lightness(theme.sequence[i])) == rising);
        for (const auto& scale : {theme.sequence, theme.difference}) {
            for (const Colour colour : scale) {
                CHECK(contrast(colour, theme.panel) >= 3);
                CHECK(contrast(colour, theme.background) >= 3);
            }
        }
    }
}
