#include "trace/labels.hpp"

#include <fmt/format.h>

#include <firebreak/text.hpp>

namespace firebreak {
namespace {

constexpr Millis kDay = 86'400'000;

template <class List>
std::string label_in(const List& list, std::string_view id) {
    for (const auto& entity : list) {
        if (entity.id != id) continue;
        if constexpr (requires { entity.label; }) {
            if (!entity.label.empty()) return printable(entity.label);
        } else {
            if (!entity.name.empty()) return printable(entity.name);
        }
    }
    return printable(id);
}

std::string with_article(std::string_view noun) {
    const bool vowel =
        !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(noun);
}

// "1,000,000"
}  // namespace

std::string Labels::actor(std::string_view id) const { return label_in(spec_.actors, id); }
std::string Labels::rung(std::string_view id) const { return label_in(spec_.ladder, id); }
std::string Labels::cause(std::string_view id) const { return label_in(spec_.causes, id); }
std::string Labels::move(std::string_view id) const {
    const std::string label = label_in(spec_.moves, id);
    return label == "hold" ? "Hold" : label;
}
std::string Labels::channel(std::string_view id) const { return label_in(spec_.channels, id); }
std::string Labels::source(std::string_view id) const { return label_in(spec_.incidents, id); }
std::string Labels::evidence(std::string_view id) const { return label_in(spec_.evidence, id); }
std::string Labels::measure(std::string_view id) const { return label_in(spec_.measures, id); }

std::size_t Labels::rung_place(std::string_view id) const {
    for (std::size_t i = 0; i < spec_.ladder.size(); ++i) {
        if (spec_.ladder[i].id == id) return i;
    }
    return 0;
}

std::string message_words(std::string_view kind) {
    if (kind == "none") return "no message";
    if (kind == "silence") return "silence";
    if (kind == "evidence") return "a file of evidence";
    return with_article(kind);
}

std::string trigger_words(std::string_view trigger) {
    if (trigger == "evidence") return "a report";
    if (trigger == "move") return "a move of the other side";
    if (trigger == "silence") return "silence where an answer was due";
    return with_article(trigger);
}

std::string limit_words(std::string_view limit) {
    if (limit == limit_name(Limit::pending))
        return "the limit of " + with_commas(kPendingLimit) + " pending events";
    if (limit == limit_name(Limit::lookups))
        return "the limit of " + with_commas(kLookupLimit) + " looks at cases and queries";
    return "the limit of " + with_commas(kEventLimit) + " events";
}

// A year may have five digits.
std::string date_text(const Spec& spec, Millis time) {
    const std::string moment = format_date(spec.clock.start + time);
    return moment.substr(0, moment.find('T'));
}
std::string time_of_day(const Spec& spec, Millis time, bool seconds) {
    const std::string moment = format_date(spec.clock.start + time);
    return moment.substr(moment.find('T') + 1, seconds ? 8 : 5);
}
std::string day_text(Millis time) { return fmt::format("day {}", time / kDay); }
std::string moment_text(const Spec& spec, Millis time) {
    return fmt::format("{} {} ({})", date_text(spec, time), time_of_day(spec, time), day_text(time));
}

}  // namespace firebreak
