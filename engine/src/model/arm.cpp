// Arms in words, and what words name.
#include <algorithm>
#include <array>
#include <charconv>

#include <firebreak/model.hpp>

namespace firebreak {

const char* perception_name(Perception perception) {
    constexpr std::array<const char*, kPerceptions> names = {"posture", "cause", "severity", "alarm", "tone"};
    return names[static_cast<std::size_t>(perception)];
}

std::optional<MeasureId> find_measure(const Spec& spec, std::string_view id) {
    for (std::size_t i = 0; i < spec.measures.size(); ++i) {
        if (spec.measures[i].id == id) return MeasureId{i};
    }
    return {};
}

std::optional<ActorId> find_actor(const Spec& spec, std::string_view id) {
    for (std::size_t i = 0; i < kActors; ++i) {
        if (spec.actors[i].id == id) return ActorId{i};
    }
    return {};
}

std::vector<std::string> clean_words(const Spec& spec, const ArmSpec& arm) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < kActors; ++i) {
        if (arm.clean[i].all()) {
            words.push_back(spec.actors[i].id);
            continue;
        }
        for (std::size_t k = 0; k < kPerceptions; ++k) {
            const auto perception = static_cast<Perception>(k);
            if (arm.clean[i].in(perception))
                words.push_back(spec.actors[i].id + ":" + perception_name(perception));
        }
    }
    return words;
}

bool add_clean(const Spec& spec, std::string_view words, ArmSpec& arm) {
    const std::size_t colon = words.find(':');
    const auto actor = find_actor(spec, words.substr(0, colon));
    if (!actor) return false;
    Clean& clean = arm.clean[actor->index()];
    if (colon == std::string_view::npos) {
        clean = true;
        return true;
    }
    for (std::size_t k = 0; k < kPerceptions; ++k) {
        const auto perception = static_cast<Perception>(k);
        if (words.substr(colon + 1) != perception_name(perception)) continue;
        clean.add(perception);
        return true;
    }
    return false;
}

std::string rule_id(const Spec& spec, const RuleRef& rule) {
    return spec.actors.at(rule.actor.index()).id + "." + std::to_string(rule.rule + 1);
}

std::optional<RuleRef> find_rule(const Spec& spec, std::string_view words) {
    const std::size_t dot = words.rfind('.');
    if (dot == std::string_view::npos) return {};
    const auto actor = find_actor(spec, words.substr(0, dot));
    std::size_t number = 0;
    const char* const last = words.data() + words.size();
    const auto [end, error] = std::from_chars(words.data() + dot + 1, last, number);
    if (!actor || error != std::errc() || end != last) return {};
    if (number == 0 || number > spec.actors[actor->index()].doctrine.size()) return {};
    return RuleRef{*actor, static_cast<std::uint16_t>(number - 1)};
}

std::string describe_arm(const Spec& spec, const ArmSpec& arm) {
    std::string text;
    for (const MeasureSpec& measure : spec.measures) {
        if (std::find(arm.measures.begin(), arm.measures.end(), measure.id) == arm.measures.end()) continue;
        text += (text.empty() ? "" : " + ") + measure.id;
    }
    if (text.empty()) text = "no measures";
    if (arm.clean[0].all() && arm.clean[1].all()) {
        text += ", clean both";
    } else {
        for (const std::string& words : clean_words(spec, arm)) text += ", clean " + words;
    }
    for (const RuleRef& rule : arm.without) text += ", without " + rule_id(spec, rule);
    return text;
}

}  // namespace firebreak
