#include "base/parse_number.hpp"

#include "support/catch.hpp"

using namespace firebreak;

TEST_CASE("A whole number is read exactly, however it is written", "[number]") {
    CHECK(parse_whole("0") == 0U);
    CHECK(parse_whole("007") == 7U);
    CHECK(parse_whole("1e6") == 1'000'000U);
    CHECK(parse_whole("1.5e+3") == 1500U);
    CHECK(parse_whole("1500e-2") == 15U);
    CHECK(parse_whole("2.000") == 2U);
    CHECK(parse_whole("0e999") == 0U);
    CHECK(parse_whole("1e18") == 1'000'000'000'000'000'000U);
    CHECK(parse_whole("9007199254740993.0") == 9007199254740993U);  // 2^53 + 1, which no double holds
    CHECK(parse_whole("18446744073709551615") == 18446744073709551615U);
    CHECK(parse_whole("1844674407370955161.5e1") == 18446744073709551615U);
}

TEST_CASE("What is not a whole number of 64 bits is none", "[number]") {
    for (const char* text : {"",
                             "-1",
                             "+1",
                             "1.5",
                             "2.00000000000000000001",
                             "15e-2",
                             "18446744073709551616",
                             "1e20",
                             "1e99999999999",
                             "1e",
                             "e1",
                             "1e+",
                             "1e+-5",
                             ".",
                             ".e1",
                             "1.2.3",
                             "1,000",
                             " 1",
                             "1 ",
                             "0x10",
                             "1e5e5",
                             "nan",
                             "inf"}) {
        CAPTURE(text);
        CHECK(parse_whole(text) == std::nullopt);
    }
}
