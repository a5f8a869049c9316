#include <algorithm>

#include "scenario/sections.hpp"

namespace firebreak {
namespace {

void read_start(const Fields& fields, Reading& reading) {
    const auto at = fields.find("start");
    if (!at) return;
    const auto date = at->is_scalar() ? parse_date(at->text()) : std::nullopt;
    if (date) reading.spec.clock.start = *date;
    else reading.faults.error(*at, "expected a date like 2011-07-01 or 2011-07-01T08:00:00Z, found " + describe(at->node()));
}

void read_rung(const Place& at, Reading& reading) {
    const Fields fields(at, reading.faults, {"id", "name", "description", "firebreak", "accident_every"});
    RungSpec rung;
    if (const auto id = fields.require("id")) {
        rung.id = read_text(*id, reading.faults).value_or("");
        check_id(*id, rung.id, reading.faults);
        const bool known = index_of_id(reading.spec.ladder, rung.id) >= 0;
        if (known) reading.faults.error(*id, "the rung '" + printable(rung.id, 80) + "' stands in the ladder twice");
    }
    rung.name = rung.id;
    fields.text("name", rung.name);
    fields.prose("description", rung.description);
    fields.text("firebreak", rung.firebreak);
    fields.duration("accident_every", rung.accident_every, kPeriod);
    reading.spec.ladder.push_back(std::move(rung));
}

void read_settled(const Place& at, Reading& reading) {
    const Fields fields(at, reading.faults, {"at", "for"});
    SettledSpec settled;
    if (fields.require("at")) fields.reference("at", settled.at, "rung", reading.names.rungs);
    if (fields.require("for")) fields.duration("for", settled.lasting, kDelay);
    reading.spec.endings.settled = std::move(settled);
}

}  // namespace

void read_clock(const Place& at, Reading& reading) {
    const Fields fields(at, reading.faults, {"start", "horizon"});
    read_start(fields, reading);
    reading.spec.clock.horizon = Duration{kHorizon.low};
    if (fields.require("horizon")) fields.duration("horizon", reading.spec.clock.horizon, kHorizon);
}

void read_ladder(const Place& at, Reading& reading) {
    if (!at.is_list()) {
        reading.faults.error(at, "expected a list of rungs, lowest first, found " + describe(at.node()));
        return;
    }
    const std::size_t count = at.node().items.size();
    if (count < 2) reading.faults.error(at, "a ladder needs at least two rungs");
    if (count > kMaxRungs)
        reading.faults.error(at, std::to_string(count) + " rungs; at most " + std::to_string(kMaxRungs) + " are possible");
    for (std::size_t i = 0; i < std::min(count, kMaxRungs); ++i) read_rung(Place(at, i), reading);
}

void read_endings(const Place& at, Reading& reading) {
    const Fields fields(at, reading.faults, {"crisis", "war", "settled"});
    EndingsSpec& endings = reading.spec.endings;
    const auto crisis = fields.require("crisis");
    const auto war = fields.require("war");
    fields.reference("crisis", endings.crisis, "rung", reading.names.rungs);
    fields.reference("war", endings.war, "rung", reading.names.rungs);
    if (const auto settled = fields.find("settled")) read_settled(*settled, reading);
    if (reading.spec.ladder.size() < 2) return;
    const int crisis_rung = index_of_id(reading.spec.ladder, endings.crisis);
    const int war_rung = index_of_id(reading.spec.ladder, endings.war);
    if (crisis && crisis_rung == 0) reading.faults.error(*crisis, "the crisis rung must not be the lowest one");
    if (war && war_rung == 0) reading.faults.error(*war, "the war rung must not be the lowest one");
    if (crisis && war_rung >= 0 && crisis_rung > war_rung) {
        reading.faults.error(*crisis, "the crisis rung '" + endings.crisis + "' stands above the war rung '" + endings.war + "'");
    }
}

void read_causes(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxCauses, [&](const Place& place) {
        const Fields fields(place, reading.faults, {"name", "hostility"});
        CauseSpec cause;
        cause.id = place.key();
        cause.name = cause.id;
        fields.text("name", cause.name);
        fields.number("hostility", cause.hostility, kHostility);
        reading.spec.causes.push_back(std::move(cause));
    });
    if (at.is_map() && at.node().entries.empty()) reading.faults.error(at, "expected at least one cause");
}

void read_sources(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMaxEntities, [&](const Place& place) {
        reading.spec.sources.emplace_back(place.key(), read_prose(place, reading.faults).value_or(""));
    });
}

void read_gates(const Fields& fields, Reading& reading, std::string& needs, std::string& unless) {
    fields.reference("needs", needs, "measure", reading.names.measures);
    fields.reference("unless", unless, "measure", reading.names.measures);
    const auto at = fields.find("unless");
    if (at && !needs.empty() && needs == unless)
        reading.faults.error(*at, "needs and unless name the same measure: this can never hold");
}

std::optional<Duration> read_moment(const Place& at, Reading& reading) {
    std::optional<Duration> moment;
    if (const auto date = at.is_scalar() ? parse_date(at.text()) : std::nullopt) {
        moment = Duration{static_cast<double>(*date - reading.spec.clock.start)};
        if (moment->ms < 0) {
            reading.faults.error(at, "this date is before clock.start, " + format_date(reading.spec.clock.start));
            return std::nullopt;
        }
        if (moment->ms > kMoment.high) {
            reading.faults.error(at, "this date is more than 120 years after clock.start");
            return std::nullopt;
        }
    } else if (at.is_scalar() && parse_duration(at.text())) {
        moment = read_duration(at, reading.faults, kMoment);
    } else {
        reading.faults.error(at, "expected a date or a duration since clock.start like 30d, found " + describe(at.node()));
    }
    if (moment && moment->ms >= reading.spec.clock.horizon.ms && reading.spec.clock.horizon.ms > kHorizon.low) {
        reading.faults.warning(at, "not before the horizon: this never happens");
    }
    return moment;
}

}  // namespace firebreak
