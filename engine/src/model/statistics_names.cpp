#include "model/statistics_names.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <firebreak/run.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

using Kind = StatisticRef::Kind;
using Names = std::vector<std::string_view>;

// Which subjects follow a statistic's name, after an actor where it may have or needs one.
enum class Actor { none, optional, required };
enum class Subject { none, cause, move, channel, rung };

struct Form {
    Kind kind;
    std::string_view name;
    Actor actor;
    Subject subject;
};

constexpr std::array<Form, 12> kForms{{{Kind::outcome, "outcome", Actor::none, Subject::none},
                                       {Kind::crisis, "crisis", Actor::none, Subject::none},
                                       {Kind::peak_rung, "peak_rung", Actor::optional, Subject::none},
                                       {Kind::final_rung, "final_rung", Actor::required, Subject::none},
                                       {Kind::duration, "duration", Actor::none, Subject::none},
                                       {Kind::strikes, "strikes", Actor::optional, Subject::none},
                                       {Kind::acts, "acts", Actor::optional, Subject::move},
                                       {Kind::belief, "belief", Actor::required, Subject::cause},
                                       {Kind::message_time, "message_time", Actor::none, Subject::channel},
                                       {Kind::messages_in, "messages_in", Actor::none, Subject::channel},
                                       {Kind::time_at, "time_at", Actor::required, Subject::rung},
                                       {Kind::first_time, "first_time", Actor::optional, Subject::rung}}};

template <class Entities>
Names ids_of(const Entities& entities) {
    Names names;
    for (const auto& entity : entities) names.push_back(entity.id);
    return names;
}

Names subjects(const Spec& spec, Subject subject) {
    switch (subject) {
        case Subject::cause: return ids_of(spec.causes);
        case Subject::move: return ids_of(spec.moves);
        case Subject::channel: return ids_of(spec.channels);
        case Subject::rung: return ids_of(spec.ladder);
        case Subject::none: break;
    }
    return {};
}

const char* subject_name(Subject subject) {
    constexpr std::array<const char*, 5> kNames{"", "cause", "move", "channel", "rung"};
    return kNames[static_cast<std::size_t>(subject)];
}

int index_of(const Names& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

std::string unknown(const char* what, std::string_view name, const Names& candidates) {
    std::string text = "unknown " + std::string(what) + " '" + printable(name, 80) + "'";
    const std::string_view nearest = nearest_name(name, candidates);
    return nearest.empty() ? text : text + "; did you mean '" + std::string(nearest) + "'?";
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t dot = std::min(text.find('.'), text.size());
        parts.push_back(text.substr(0, dot));
        text.remove_prefix(std::min(dot + 1, text.size()));
    }
    return parts;
}

const Form* find_form(std::string_view text) {
    const auto fits = [&](const Form& form) {
        return text == form.name || (text.starts_with(form.name) && text[form.name.size()] == '.' &&
                                     form.name.find('.') == std::string_view::npos);
    };
    const auto found = std::find_if(kForms.begin(), kForms.end(), fits);
    return found == kForms.end() ? nullptr : &*found;
}

std::string unknown_statistic(std::string_view text) {
    std::vector<std::string> counts;
    for (const auto& count : kCounts<std::uint32_t>) counts.push_back(count_statistic(count.name));
    Names names(counts.begin(), counts.end());
    for (const Form& form : kForms) names.push_back(form.name);
    const std::string_view whole = nearest_name(text, names);
    const std::string_view first =
        whole.empty() ? nearest_name(text.substr(0, text.find('.')), names) : whole;
    const std::string found = "unknown statistic '" + printable(text, 80) + "'";
    return first.empty() ? found : found + "; did you mean '" + std::string(first) + "'?";
}

// The names after the statistic's own: actor and subject, as the form wants them.
Result<StatisticRef> parse_subjects(const Spec& spec, const Form& form, std::vector<std::string_view> parts) {
    StatisticRef ref{form.kind, -1, -1};
    const Names actors = ids_of(spec.actors);
    const Names names = subjects(spec, form.subject);
    const bool optional_both = form.kind == Kind::acts;  // acts, acts.<move>, acts.<actor>.<move>
    const bool subject_last = optional_both || form.kind == Kind::first_time;
    const bool takes_actor = form.actor == Actor::required ||
                             (form.actor == Actor::optional && (!subject_last || parts.size() == 2));
    if (takes_actor && !parts.empty()) {
        ref.actor = index_of(actors, parts.front());
        if (ref.actor < 0) return failure(unknown("actor", parts.front(), actors));
        parts.erase(parts.begin());
    } else if (form.actor == Actor::required) {
        return failure("'" + std::string(form.name) + "' needs an actor: '" + std::string(form.name) +
                       ".<actor>'");
    }
    if (form.subject != Subject::none && !parts.empty()) {
        ref.subject = index_of(names, parts.front());
        if (ref.subject < 0) return failure(unknown(subject_name(form.subject), parts.front(), names));
        parts.erase(parts.begin());
    } else if (form.subject != Subject::none && !optional_both) {
        return failure("'" + std::string(form.name) + "' needs a " + subject_name(form.subject));
    }
    if (!parts.empty())
        return failure("unexpected '." + printable(parts.front(), 80) + "' after '" + std::string(form.name) +
                       "'");
    return ref;
}

// A count of a run, which has no subject.
Result<StatisticRef> parse_count(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kCounts<std::uint32_t>); ++i) {
        const std::string name = count_statistic(kCounts<std::uint32_t>[i].name);
        if (text == name) return StatisticRef{Kind::count, -1, static_cast<int>(i)};
        if (text.starts_with(name + "."))
            return failure("unexpected '" + printable(text.substr(name.size()), 80) + "' after '" + name +
                           "'");
    }
    return failure(unknown_statistic(text));
}

}  // namespace

bool is_span(Kind kind) {
    return kind == Kind::duration || kind == Kind::message_time || kind == Kind::time_at ||
           kind == Kind::first_time;
}

std::string count_statistic(std::string_view count) {
    constexpr std::string_view kConcluded = "concluded_";
    std::string name(count);
    if (name.starts_with(kConcluded)) name[kConcluded.size() - 1] = '.';
    return name;
}

Result<StatisticRef> parse_statistic(const Spec& spec, std::string_view text) {
    const Form* form = find_form(text);
    if (form == nullptr) return parse_count(text);
    const std::string_view rest = text.substr(std::min(form->name.size() + 1, text.size()));
    return parse_subjects(spec, *form, split(rest));
}

bool is_span(const Spec& spec, const RunMeasure& measure) {
    if (measure.kind != RunMeasure::Kind::mean && measure.kind != RunMeasure::Kind::quantiles) return false;
    const auto ref = parse_statistic(spec, measure.statistic);
    return ref && is_span(ref->kind);
}

}  // namespace firebreak
