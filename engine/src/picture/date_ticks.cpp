#include <firebreak/picture.hpp>

#include <algorithm>
#include <chrono>

namespace firebreak {
namespace {

constexpr Millis kMinute = 60 * 1000, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr Millis kSpans[] = {kMinute,    5 * kMinute, 15 * kMinute, kHour,    3 * kHour, 6 * kHour,
                             12 * kHour, kDay,        2 * kDay,     7 * kDay, 14 * kDay};
constexpr int kMonths[] = {1, 3, 6, 12, 24, 60, 120};
constexpr double kDaysOfMonth = 30.4;

Millis first_of_month(Millis moment, int months) {
    using namespace std::chrono;
    const auto day = floor<days>(sys_time<milliseconds>(milliseconds(moment)));
    const year_month_day date(day);
    const int count =
        static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    const int begin = count - count % months;
    const year_month_day first{year(begin / 12), month(static_cast<unsigned>(begin % 12 + 1)),
                               std::chrono::day(1)};
    return duration_cast<milliseconds>(sys_days(first).time_since_epoch()).count();
}

// The day of the date after a whole month has gone by.
Millis next_months(Millis first, int months) {
    return first_of_month(first + static_cast<Millis>((months + 0.5) * kDaysOfMonth) * kDay, months);
}

// The tick of a moment, with part of its date: where it begins and how long it is in years of four digits.
void add(std::vector<AxisTick>& ticks, Millis start, const Rect& place, const TimeWindow& window,
         Millis moment, std::size_t from, std::size_t length) {
    if (moment < start + window.from || moment > start + window.to) return;
    std::string words = format_date(moment);
    const std::size_t more = words.find('-') - 4;  // a year may have five digits
    words = from == 0 ? words.substr(0, length + more) : words.substr(from + more, length);
    for (char& sign : words) sign = sign == 'T' ? ' ' : sign;
    ticks.push_back({x_of(place, window, moment - start), std::move(words)});
}

}  // namespace

float x_of(const Rect& place, const TimeWindow& window, Millis time) {
    const double share =
        static_cast<double>(time - window.from) / static_cast<double>(std::max<Millis>(window.length(), 1));
    return place.x0 + static_cast<float>(share) * place.width();
}

std::vector<AxisTick> date_ticks(Millis start, const Rect& place, const TimeWindow& window, float least) {
    std::vector<AxisTick> ticks;
    const double per_pixel = static_cast<double>(window.length()) / std::max(place.width(), 1.0F);
    const double wanted = per_pixel * static_cast<double>(least);
    const Millis from = start + window.from, to = start + window.to;
    for (const Millis span : kSpans) {
        if (static_cast<double>(span) < wanted) continue;
        const Millis first = from >= 0 ? from / span * span : from;
        for (Millis moment = first; moment <= to; moment += span)
            add(ticks, start, place, window, moment, span < kDay ? 5 : 0, span < kDay ? 11 : 10);
        return ticks;
    }
    int months = kMonths[0];
    for (const int span : kMonths) {
        months = span;
        if (span * kDaysOfMonth * static_cast<double>(kDay) >= wanted) break;
    }
    for (Millis moment = first_of_month(from, months); moment <= to; moment = next_months(moment, months))
        add(ticks, start, place, window, moment, 0, months < 12 ? 7 : 4);
    return ticks;
}

}  // namespace firebreak
