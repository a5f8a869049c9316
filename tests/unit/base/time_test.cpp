#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <cmath>
#include <limits>

#include <firebreak/values.hpp>

using namespace firebreak;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("A span is rounded once to the nearest millisecond and cut to the range of moments", "[time]") {
    CHECK(to_millis(0.4) == 0);
    CHECK(to_millis(0.5) == 1);
    CHECK(to_millis(1499.5) == 1500);
    CHECK(to_millis(-3) == 0);
    CHECK(to_millis(kInfinity) == kNever);
    CHECK(to_millis(1e300) == kNever);
    CHECK(to_millis(std::nan("")) == kNever);
}

TEST_CASE("A duration is read with its unit", "[time]") {
    CHECK(parse_duration("6h") == Duration{6 * 3'600'000.0});
    CHECK(parse_duration("1.5 d") == Duration{36 * 3'600'000.0});
    CHECK(parse_duration(".5m") == Duration{30'000});
    CHECK(parse_duration("90s") == Duration{90'000});
    CHECK(parse_duration("250ms") == Duration{250});
    CHECK(parse_duration("2w") == Duration{14 * 86'400'000.0});
    CHECK(parse_duration("2y") == Duration{730 * 86'400'000.0});
    CHECK(parse_duration("0") == Duration{0});
    CHECK(parse_duration("never") == Duration{kInfinity});
}

TEST_CASE("What is no duration is refused", "[time]") {
    for (const char* text : {"", "6", "h", "-1h", "-0h", "6 hours", "6h 30m", "1e999d", "1e308y", "inf",
                             "nand", "6H", "0x1h", "++1h", "1_0h"}) {
        INFO(text);
        CHECK_FALSE(parse_duration(text).has_value());
    }
}

TEST_CASE("A duration is written as the shortest text that reads back to it", "[time]") {
    CHECK(format_duration(Duration{36 * 3'600'000.0}) == "36h");
    CHECK(format_duration(Duration{480'000}) == "8m");
    CHECK(format_duration(Duration{7 * 86'400'000.0}) == "7d");
    CHECK(format_duration(Duration{730 * 86'400'000.0}) == "2y");
    CHECK(format_duration(Duration{0}) == "0");
    CHECK(format_duration(Duration{kInfinity}) == "never");
}

TEST_CASE("Every duration survives being written and read", "[time]") {
    for (const double ms : {1.0, 0.1, 1.0 / 3, 12345.678, 86'400'000.0 / 7, 1e-9, 1e17, 3.3e300, 5e-324}) {
        INFO(ms << " as " << format_duration(Duration{ms}));
        CHECK(parse_duration(format_duration(Duration{ms})) == Duration{ms});
    }
}

TEST_CASE("A span is described in two units at most, rounded down", "[time]") {
    CHECK(describe_duration(0) == "0 s");
    CHECK(describe_duration(750'500) == "12 min 30 s");
    CHECK(describe_duration(3 * 86'400'000 + 4 * 3'600'000 + 59'000) == "3 d 4 h");
    CHECK(describe_duration(86'400'000 + 59'000) == "1 d");
    CHECK(describe_duration(1005) == "1 s 5 ms");
    CHECK(describe_duration(-60'000) == "-1 min");
    CHECK(describe_duration(kNever) == "never");
}

TEST_CASE("A date or moment is read as milliseconds since 1970", "[time]") {
    CHECK(parse_date("1970-01-01") == 0);
    CHECK(parse_date("2011-07-01T00:00:00Z") == 1'309'478'400'000);
    CHECK(parse_date("2011-07-01T08:47Z") == 1'309'478'400'000 + 31'620'000);
    CHECK(parse_date("1969-12-31T23:59:59.999Z") == -1);
    CHECK(parse_date("2000-02-29").has_value());
}

TEST_CASE("What is no date is refused", "[time]") {
    for (const char* text :
         {"", "2011", "2011-7-1", "2011-02-29", "2011-13-01", "2011-00-10", "0000-01-01",
          "2011-07-01T00:00:00", "2011-07-01T24:00Z", "2011-07-01T00:60Z", "2011-07-01 00:00Z",
          "2011-07-01T00:00:00.Z", "2011-07-01T00:00:00.1234Z", "2011-07-01x"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text).has_value());
    }
}

TEST_CASE("A moment is written as a date that reads back to it", "[time]") {
    CHECK(format_date(1'309'478'400'000) == "2011-07-01T00:00:00Z");
    CHECK(format_date(-1) == "1969-12-31T23:59:59.999Z");
    for (const Millis moment : {Millis{0}, Millis{1}, Millis{951'782'400'000}, Millis{-62'135'596'800'000},
                                Millis{253'402'300'799'999}}) {
        CHECK(parse_date(format_date(moment)) == moment);
    }
}
