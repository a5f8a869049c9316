#include <cmath>

#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"
#include "report/scenario_answer.hpp"
#include "telling/rule_words.hpp"

namespace firebreak::report {
namespace {

// Collects the lines of a table "what: how much [mark]" for one actor.
class Traits {
public:
    Traits(const Spec& spec, const ActorSpec& actor) : spec_(spec), prefix_("actors." + actor.id + ".") {}

    void add(const char* what, const std::string& how, const std::string& path) {
        table_.rows.push_back({std::string(what), how + grade_mark(spec_, prefix_ + path)});
    }
    void number(const char* what, double value, const std::string& path) {
        add(what, number_text(value), path);
    }
    [[nodiscard]] answer::Table& table() { return table_; }

private:
    const Spec& spec_;
    std::string prefix_;
    answer::Table table_{{}, {"", ""}, {}};
};

void add_perception(Traits& traits, const ActorSpec& actor) {
    traits.number("notices an incident with probability", actor.detection.probability,
                  "detection.probability");
    traits.add("notices it after", law_words(actor.detection.delay, true), "detection.delay");
    if (actor.severity.bias != 0)
        traits.number("severity: bias of the logarithm", actor.severity.bias, "severity.bias");
    if (actor.severity.noise != 0)
        traits.number("severity: noise of the logarithm", actor.severity.noise, "severity.noise");
    traits.number("misreads a move with probability", actor.posture.misread, "posture.misread");
    if (actor.posture.misread > 0)
        traits.number("a misreading is too high with probability", actor.posture.skew, "posture.skew");
    traits.add("sees a move after", format_duration(actor.posture.delay), "posture.delay");
    traits.number("image at the start: other side aggressive", actor.image.hostile, "image.hostile");
    if (actor.image.climb != 1)
        traits.number("odds when it steps up, times", actor.image.climb, "image.climb");
    if (actor.image.step_down != 1)
        traits.number("odds when it steps down, times", actor.image.step_down, "image.step_down");
    if (std::isfinite(actor.image.memory.ms))
        traits.add("image fades with half-life", format_duration(actor.image.memory), "image.memory");
}

void add_attribution(Traits& traits, const AttributionSpec& attribution) {
    for (const auto& [cause, prior] : attribution.prior) {
        traits.number(("prior belief in " + cause).c_str(), prior, "attribution.prior." + cause);
    }
    if (attribution.tilt != 0) traits.number("hostile tilt, nats", attribution.tilt, "attribution.tilt");
    if (attribution.carry != 0)
        traits.number("image carried into a new case", attribution.carry, "attribution.carry");
    if (attribution.weight != 1)
        traits.number("weight of evidence", attribution.weight, "attribution.weight");
    traits.number("a case is concluded at belief", attribution.close_at, "attribution.close_at");
    if (std::isfinite(attribution.half_life.ms)) {
        traits.add("a case's share in the threat halves every", format_duration(attribution.half_life),
                   "attribution.half_life");
    }
    traits.add("a case is cold after", format_duration(attribution.cold_after), "attribution.cold_after");
}

void add_deciding(Traits& traits, const ActorSpec& actor) {
    traits.add("deliberates for", law_words(actor.deliberation, true), "deliberation");
    if (actor.review) traits.add("reviews every", format_duration(*actor.review), "review");
    if (actor.agenda) traits.add("what it observes meanwhile", "waits its turn", "agenda");
    if (actor.tremble > 0) traits.number("decides at random with probability", actor.tremble, "tremble");
}

}  // namespace

answer::Blocks actor_blocks(const Spec& spec, const ActorSpec& actor) {
    Traits traits(spec, actor);
    traits.add(
        "starts at",
        "'" + Labels(spec).rung(actor.starts_at.empty() ? spec.ladder.front().id : actor.starts_at) + "'",
        "starts_at");
    add_perception(traits, actor);
    add_attribution(traits, actor.attribution);
    add_deciding(traits, actor);
    answer::List orders;
    for (std::size_t k = 0; k < actor.doctrine.size(); ++k) {
        const std::string rule = entry_path("actors." + actor.id + ".doctrine", k);
        const std::string mark = section_mark(spec, rule + ".do", rule);
        orders.items.push_back({std::to_string(k + 1) + ".", rule_words(spec, actor.doctrine[k]) + mark});
    }
    return {answer::Heading{"Actor " + printable(actor.name.empty() ? actor.id : actor.name) + " (" +
                            actor.id + ")"},
            std::move(traits.table()),
            answer::Paragraph{"Doctrine; the first rule that applies is followed:",
                              answer::Paragraph::Kind::note},
            std::move(orders)};
}

}  // namespace firebreak::report
