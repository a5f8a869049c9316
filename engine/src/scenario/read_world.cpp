#include <algorithm>

#include <firebreak/text.hpp>

#include "scenario/key_reader.hpp"

namespace firebreak {
namespace {

void read_rung(const Place& at, Reading& reading) {
    RungSpec rung;
    const Fields fields(at, reading.faults, keys_of(rung));
    read_keys(fields, reading, rung);
    if (!fields.has("name")) rung.name = rung.id;
    const auto id = fields.find("id");
    if (id && index_of_id(reading.spec.ladder, rung.id) >= 0)
        reading.faults.error(*id, "the rung '" + printable(rung.id, 80) + "' is in the ladder twice");
    reading.spec.ladder.push_back(std::move(rung));
}

}  // namespace

void read_clock(const Place& at, Reading& reading) {
    ClockSpec& clock = reading.spec.clock;
    const Fields fields(at, reading.faults, keys_of(clock));
    clock.horizon = Duration{kHorizon.low};
    read_keys(fields, reading, clock);
}

void read_ladder(const Place& at, Reading& reading) {
    if (!at.is_list()) {
        reading.faults.error(at, "expected a list of rungs, lowest first, found " + describe(at.node()));
        return;
    }
    const std::size_t count = at.node().items.size();
    if (count < 2) reading.faults.error(at, "a ladder needs at least two rungs");
    if (count > kMaxRungs)
        reading.faults.error(
            at, std::to_string(count) + " rungs; at most " + std::to_string(kMaxRungs) + " are possible");
    for (std::size_t i = 0; i < std::min(count, kMaxRungs); ++i) read_rung(Place(at, i), reading);
}

void read_endings(const Place& at, Reading& reading) {
    EndingsSpec& endings = reading.spec.endings;
    const Fields fields(at, reading.faults, keys_of(endings));
    read_keys(fields, reading, endings);
    const auto crisis = fields.find("crisis");
    const auto war = fields.find("war");
    if (reading.spec.ladder.size() < 2) return;
    const int crisis_rung = index_of_id(reading.spec.ladder, endings.crisis);
    const int war_rung = index_of_id(reading.spec.ladder, endings.war);
    if (crisis && crisis_rung == 0)
        reading.faults.error(*crisis, "the crisis rung must not be the lowest one");
    if (war && war_rung == 0) reading.faults.error(*war, "the war rung must not be the lowest one");
    if (crisis && war_rung >= 0 && crisis_rung > war_rung) {
        reading.faults.error(
            *crisis, "the crisis rung '" + endings.crisis + "' is above the war rung '" + endings.war + "'");
    }
}

void read_causes(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxCauses, [&](const Place& place) {
        CauseSpec cause;
        const Fields fields(place, reading.faults, keys_of(cause));
        cause.id = place.key();
        cause.name = cause.id;
        read_keys(fields, reading, cause);
        reading.spec.causes.push_back(std::move(cause));
    });
    if (at.is_map() && at.node().entries.empty()) reading.faults.error(at, "expected at least one cause");
}

void read_sources(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) {
        reading.spec.sources.emplace_back(place.key(), read_prose(place, reading.faults).value_or(""));
    });
}

void check_gates(const Fields& fields, Reading& reading, const std::string& needs,
                 const std::string& unless) {
    const auto at = fields.find("unless");
    if (at && !needs.empty() && needs == unless)
        reading.faults.error(*at, "needs and unless name the same measure: this can never hold");
}

std::optional<Duration> read_moment(const Place& at, Reading& reading) {
    std::optional<Duration> moment;
    if (const auto date = at.is_scalar() ? parse_date(at.text()) : std::nullopt) {
        moment = Duration{static_cast<double>(*date - reading.spec.clock.start)};
        if (moment->ms < 0) {
            reading.faults.error(at,
                                 "this date is before clock.start, " + format_date(reading.spec.clock.start));
            return std::nullopt;
        }
        if (moment->ms > kMoment.high) {
            reading.faults.error(at, "this date is more than 120 years after clock.start");
            return std::nullopt;
        }
    } else if (at.is_scalar() && parse_duration(at.text())) {
        moment = read_duration(at, reading.faults, kMoment);
    } else {
        reading.faults.error(
            at, "expected a date or a duration since clock.start like 30d, found " + describe(at.node()));
    }
    if (moment && moment->ms >= reading.spec.clock.horizon.ms &&
        reading.spec.clock.horizon.ms > kHorizon.low) {
        reading.faults.warning(at, "at or after the horizon: this never happens");
    }
    return moment;
}

}  // namespace firebreak
