#include <firebreak/exercise_spec.hpp>

#include <algorithm>

#include <firebreak/text.hpp>

namespace firebreak {
namespace {

using Kind = PredicateRef::Kind;

struct Form {
    std::string_view name;
    Kind kind;
    std::string_view first;  // what follows the name
};
constexpr Form kForms[] = {{"rung", Kind::rung, "actor"},        {"reading", Kind::reading, "actor"},
                           {"threat", Kind::threat, "actor"},    {"image", Kind::image, "actor"},
                           {"belief", Kind::belief, "actor"},    {"waiting", Kind::waiting, "actor"},
                           {"line", Kind::line, "channel"},      {"unused", Kind::unused, "channel"},
                           {"happened", Kind::happened, "cause"}};

// The text up to the next dot, which it takes away.
std::string_view take_part(std::string_view& text) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view part = text.substr(0, dot);
    text.remove_prefix(std::min(dot + 1, text.size()));
    return part;
}

std::string unknown(std::string_view what, std::string_view name,
                    const std::vector<std::string_view>& names) {
    std::string text = "unknown " + std::string(what) + " '" + printable(name, 80) + "'";
    const std::string_view nearest = nearest_name(name, names);
    return nearest.empty() ? text : text + "; did you mean '" + std::string(nearest) + "'?";
}

template <class Entities>
std::optional<std::size_t> place_of(const Entities& entities, std::string_view what, std::string_view name,
                                    std::string& fault) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (entities[i].id == name) return i;
        names.push_back(entities[i].id);
    }
    fault = unknown(what, name, names);
    return {};
}

}  // namespace

Result<PredicateRef> parse_predicate(const Spec& spec, std::string_view text) {
    std::string_view rest = text;
    const std::string_view name = take_part(rest);
    const auto form = std::find_if(std::begin(kForms), std::end(kForms),
                                   [&](const Form& each) { return each.name == name; });
    if (form == std::end(kForms)) {
        std::vector<std::string_view> names;
        for (const Form& each : kForms) names.push_back(each.name);
        return failure(unknown("predicate", name, names));
    }
    PredicateRef ref;
    ref.kind = form->kind;
    const std::string_view subject = take_part(rest);
    if (subject.empty())
        return failure("'" + std::string(name) + "' needs " + (form->first == "actor" ? "an " : "a ") +
                       std::string(form->first) + ": '" + std::string(name) + ".<" +
                       std::string(form->first) + ">'");
    std::string fault;
    std::optional<std::size_t> place;
    if (form->first == "actor") {
        place = place_of(spec.actors, "actor", subject, fault);
        if (place) ref.actor = ActorId{*place};
    } else if (form->first == "channel") {
        place = place_of(spec.channels, "channel", subject, fault);
        if (place) ref.channel = ChannelId{*place};
    }
    const bool of_cause = ref.kind == Kind::belief || ref.kind == Kind::happened;
    if (of_cause && fault.empty()) {
        const std::string_view cause = ref.kind == Kind::belief ? take_part(rest) : subject;
        if (cause.empty()) return failure("'belief' needs an actor and a cause: 'belief.<actor>.<cause>'");
        place = place_of(spec.causes, "cause", cause, fault);
        if (place) ref.cause = CauseId{*place};
    }
    if (!fault.empty()) return failure(fault);
    if (!rest.empty()) return failure("unexpected '." + printable(rest, 80) + "'");
    return ref;
}

}  // namespace firebreak
