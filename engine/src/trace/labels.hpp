// What people call the entities of a scenario, by their ids, and numbers as people write them.
#pragma once

#include <string>
#include <string_view>

#include <firebreak/run.hpp>
#include <firebreak/spec.hpp>

namespace firebreak {

// Names and labels made safe for a terminal; the id where there is none. Refers to the Spec.
class Labels {
public:
    explicit Labels(const Spec& spec) : spec_(spec) {}

    [[nodiscard]] const Spec& spec() const { return spec_; }
    [[nodiscard]] std::string actor(std::string_view id) const;
    [[nodiscard]] std::string rung(std::string_view id) const;
    [[nodiscard]] std::string cause(std::string_view id) const;
    [[nodiscard]] std::string move(std::string_view id) const;
    [[nodiscard]] std::string channel(std::string_view id) const;
    [[nodiscard]] std::string source(std::string_view id) const;
    [[nodiscard]] std::string evidence(std::string_view id) const;
    [[nodiscard]] std::string measure(std::string_view id) const;
    [[nodiscard]] std::string actor(std::size_t index) const { return actor(spec_.actors.at(index).id); }
    // The place of a rung on the ladder; 0 for an unknown one.
    [[nodiscard]] std::size_t rung_place(std::string_view id) const;

private:
    const Spec& spec_;
};

// "a query", "an admission": a message kind by its name in the format.
[[nodiscard]] std::string message_words(std::string_view kind);
// "an incident", "a review": a trigger by its name in the format.
[[nodiscard]] std::string trigger_words(std::string_view trigger);

// "the limit of 1,000,000 events": what stopped a run, by the name of the limit.
[[nodiscard]] std::string limit_words(std::string_view limit);

// "2011-08-14", "06:20" or, with seconds, "06:20:31", and "2011-08-14 06:20 (day 44)"; days count from 0 at
// clock.start.
[[nodiscard]] std::string date_text(const Spec& spec, Millis time);
[[nodiscard]] std::string time_of_day(const Spec& spec, Millis time, bool seconds = false);
[[nodiscard]] std::string moment_text(const Spec& spec, Millis time);
[[nodiscard]] std::string day_text(Millis time);

}  // namespace firebreak
