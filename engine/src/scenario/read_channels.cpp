#include <algorithm>
#include <array>

#include "scenario/key_reader.hpp"

namespace firebreak {
namespace {

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

// "09:00" as minutes since midnight; -1: no time of day.
int parse_minute(std::string_view text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return -1;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    const int total = hour * 60 + minute;
    return minute < 60 && total <= 24 * 60 ? total : -1;
}

void read_hours(const Place& at, Reading& reading, StaffedSpec& staffed) {
    const std::string_view text = at.is_scalar() ? std::string_view(at.text()) : std::string_view{};
    const std::size_t dash = text.find('-');
    const bool split = dash != std::string_view::npos;
    const int from = split ? parse_minute(text.substr(0, dash)) : -1;
    const int to = split ? parse_minute(text.substr(dash + 1)) : -1;
    if (from < 0 || from >= 24 * 60 || to < 0) {
        reading.faults.error(at, "expected hours like \"09:00-17:00\", found " + describe(at.node()));
        return;
    }
    staffed.from_minute = from;
    staffed.to_minute = to;
}

void read_days(const Place& at, Reading& reading, StaffedSpec& staffed) {
    staffed.days = 0;
    for (const std::string& day :
         read_names(at, reading.faults, "day", NameList(kDays.begin(), kDays.end()))) {
        const auto found = std::find(kDays.begin(), kDays.end(), day);
        if (found != kDays.end())
            staffed.days = static_cast<std::uint8_t>(staffed.days | 1u << (found - kDays.begin()));
    }
    if (at.is_list() && at.node().items.empty()) reading.faults.error(at, "expected at least one day");
}

void read_channel(const Place& at, Reading& reading) {
    ChannelSpec channel;
    const Fields fields(at, reading.faults, keys_of(channel));
    channel.id = at.key();
    channel.label = channel.id;
    if (channel.id == "reply")
        reading.faults.error_at_key(
            at, "'reply' is what moves call the channel of a query; give this one another id");
    read_keys(fields, reading, channel);
    reading.spec.channels.push_back(std::move(channel));
}

}  // namespace

std::optional<StaffedSpec> read_staffed(const Place& at, Reading& reading) {
    if (at.is_scalar() && at.text() == "always") return std::nullopt;
    StaffedSpec staffed;
    if (at.is_map()) {
        const Fields fields(at, reading.faults, {"hours", "days"});
        if (const auto hours = fields.require("hours")) read_hours(*hours, reading, staffed);
        if (const auto days = fields.find("days")) read_days(*days, reading, staffed);
    } else {
        read_hours(at, reading, staffed);
    }
    return staffed;
}

void read_line(const Place& at, Reading& reading, LineSpec& line) {
    if (!at.is_map()) {
        line.up = read_flag(at, reading.faults).value_or(true);
        return;
    }
    const Fields fields(at, reading.faults, {"fails", "repairs", "starts"});
    const auto fails = fields.require("fails");
    const auto repairs = fields.require("repairs");
    if (fails) line.fails = read_duration_law(*fails, reading.faults, kPeriod).value_or(fixed(kPeriod.low));
    if (repairs)
        line.repairs = read_duration_law(*repairs, reading.faults, kPeriod).value_or(fixed(kPeriod.low));
    if (const auto starts = fields.find("starts")) {
        const bool known = starts->is_scalar() && (starts->text() == "up" || starts->text() == "down");
        if (!known)
            reading.faults.error(*starts, "expected 'up' or 'down', found " + describe(starts->node()));
        line.up = !known || starts->text() == "up";
    }
}

void read_channels(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) { read_channel(place, reading); });
}

}  // namespace firebreak
