#include <firebreak/text.hpp>

#include "support/catch.hpp"

using namespace firebreak;

TEST_CASE("counts have commas and their nouns the right number") {
    CHECK(with_commas(0) == "0");
    CHECK(with_commas(999) == "999");
    CHECK(with_commas(1000) == "1,000");
    CHECK(with_commas(1234567890) == "1,234,567,890");
    CHECK(counted(1, "run") == "1 run");
    CHECK(counted(2000, "crisis", "crises") == "2,000 crises");
}

TEST_CASE("per cents have the decimals that their interval justifies") {
    CHECK(percent_decimals({0.128, 0.142}) == 1);
    CHECK(percent_decimals({0.08, 0.22}) == 0);
    CHECK(percent_decimals({0.0001, 0.0009}) == 2);
    CHECK(percent_decimals({0, 1}) == 0);
    CHECK(percent_decimals({0.5, 0.5}) == 1);
    CHECK(percent(0.135, 1) == "13.5 %");
    CHECK(percent_range({0.128, 0.142}, 1) == "12.8 to 14.2");
}

TEST_CASE("differences carry their sign, and nothing has none") {
    CHECK(points(-0.0238, 1) == "-2.4");
    CHECK(points(0.001, 1) == "+0.1");
    CHECK(points(0.0001, 1) == "0.0");
    CHECK(points(-0.0001, 1) == "0.0");
    CHECK(points_range({-0.029, -0.019}, 1) == "-2.9 to -1.9");
}

TEST_CASE("digests have sixteen digits") { CHECK(hex_digest(0xabc) == "0000000000000abc"); }

TEST_CASE("a probability in whole per cents never claims certainty that is not there") {
    CHECK(percent(0) == "0 %");
    CHECK(percent(0.0001) == "under 1 %");
    CHECK(percent(0.01) == "1 %");
    CHECK(percent(0.375) == "38 %");
    CHECK(percent(0.99) == "99 %");
    CHECK(percent(0.9999) == "over 99 %");
    CHECK(percent(1) == "100 %");
}

TEST_CASE("numbers have the digits that were asked for") {
    CHECK(number_text(0) == "0");
    CHECK(number_text(-0.15) == "-0.15");
    CHECK(number_text(100000) == "100000");
    CHECK(number_text(1e30) == "1e+30");
    CHECK(with_decimals(2.049, 2) == "2.05");
    CHECK(with_decimals(-3, 0) == "-3");
    CHECK(short_number(0.123456) == "0.1235");
    CHECK(short_number(12345) == "1.234e+04");
    CHECK(short_number(7) == "7");
}
