#include <algorithm>

#include <firebreak/text.hpp>

#include "scenario/conditions.hpp"
#include "scenario/sections.hpp"

namespace firebreak {
namespace {

constexpr Range kMinutes{1, 600, "minutes"};

// A text for each side, by its id.
std::array<std::string, kActors> read_sides(const Place& at, Reading& reading, bool one_line) {
    std::array<std::string, kActors> texts;
    if (!check_map(at, reading.faults)) return texts;
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        const auto actor = find_actor(reading.spec, entry.key);
        if (!actor) reading.faults.unknown_key(place, "undefined actor", reading.names.actors);
        auto text = one_line ? read_text(place, reading.faults) : read_prose(place, reading.faults);
        if (actor && text) texts[actor->index()] = *std::move(text);
    }
    return texts;
}

std::vector<std::string> read_questions(const Place& at, Reading& reading) {
    std::vector<std::string> questions;
    if (!at.is_list()) {
        reading.faults.error(at, "expected a list of questions, found " + describe(at.node()));
        return questions;
    }
    const std::size_t count = at.node().items.size();
    if (count > kMostQuestions)
        reading.faults.error(at, "more than " + std::to_string(kMostQuestions) + " questions");
    for (std::size_t i = 0; i < std::min(count, kMostQuestions); ++i) {
        if (auto text = read_text(Place(at, i), reading.faults)) questions.push_back(*std::move(text));
    }
    return questions;
}

void read_move(const Place& at, Reading& reading, ExerciseSpec& exercise) {
    const Fields fields(at, reading.faults, {"name", "least", "greatest", "minutes"});
    ExerciseMove move;
    move.name = "Move " + std::to_string(exercise.moves.size() + 1);
    move.least = Duration{1};
    move.greatest = Duration{kHorizon.high};
    fields.text("name", move.name);
    fields.duration("least", move.least, kHorizon);
    if (fields.require("greatest")) fields.duration("greatest", move.greatest, kHorizon);
    if (fields.require("minutes")) fields.number("minutes", move.minutes, kMinutes);
    if (const auto greatest = fields.find("greatest"); greatest && move.greatest.ms < move.least.ms)
        reading.faults.error(*greatest, "must not be below 'least'");
    exercise.moves.push_back(std::move(move));
}

void read_moves(const Place& at, Reading& reading, ExerciseSpec& exercise) {
    const std::size_t count = at.is_list() ? at.node().items.size() : 0;
    if (count == 0) reading.faults.error(at, "expected a list of moves, found " + describe(at.node()));
    if (count > kMostExerciseMoves)
        reading.faults.error(at, "more than " + std::to_string(kMostExerciseMoves) + " moves");
    for (std::size_t i = 0; i < std::min(count, kMostExerciseMoves); ++i)
        read_move(Place(at, i), reading, exercise);
}

std::vector<PredicateSpec> read_when(const Place& at, Reading& reading) {
    std::vector<PredicateSpec> when;
    if (!at.is_map() || at.node().entries.empty()) {
        reading.faults.error(
            at, "expected predicates and their conditions like {belief.moscow.attack: \"> 0.7\"}, found " +
                    describe(at.node()));
        return when;
    }
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        const auto ref = parse_predicate(reading.spec, entry.key);
        if (!ref) reading.faults.error_at_key(place, ref.error());
        else
            when.push_back({entry.key, read_condition(place, reading.faults,
                                                      domain_of(ref->kind, reading.names.rungs))});
    }
    return when;
}

// One side, a list of sides, or "both".
std::array<bool, kActors> read_to(const Place& at, Reading& reading) {
    std::array<bool, kActors> to{};
    if (at.is_scalar() && at.text() == "both") return {true, true};
    for (const std::string& id : read_names(at, reading.faults, "actor", reading.names.actors)) {
        if (const auto actor = find_actor(reading.spec, id)) to[actor->index()] = true;
    }
    return to;
}

void read_inject(const Place& at, Reading& reading, ExerciseSpec& exercise) {
    const Fields fields(at, reading.faults,
                        {"at", "when", "to", "from", "channel", "text", "truth", "expected", "objective",
                         "cause", "severity"});
    InjectSpec inject;
    inject.id = at.key();
    const auto moment = fields.find("at");
    const auto when = fields.find("when");
    if (moment) inject.at = read_moment(*moment, reading);
    if (when) inject.when = read_when(*when, reading);
    if (moment && when) reading.faults.error_at_key(*when, "give either 'at' or 'when', not both");
    if (const auto to = fields.require("to")) inject.to = read_to(*to, reading);
    fields.text("from", inject.from);
    fields.text("channel", inject.channel);
    if (fields.require("text")) fields.prose("text", inject.text);
    fields.prose("truth", inject.truth);
    fields.prose("expected", inject.expected);
    NameList objectives;
    for (const ObjectiveSpec& objective : exercise.objectives) objectives.push_back(objective.id);
    fields.reference("objective", inject.objective, "objective", objectives);
    fields.reference("cause", inject.cause, "cause", reading.names.causes);
    fields.number("severity", inject.severity, kSeverity);
    const auto severity = fields.find("severity");
    if (severity && inject.cause.empty())
        reading.faults.error_at_key(*severity, "has no effect without 'cause'");
    if (!severity && !inject.cause.empty())
        reading.faults.error(at, "an inject with a 'cause' is an incident and needs a 'severity'");
    exercise.injects.push_back(std::move(inject));
}

void read_evidence_texts(const Place& at, Reading& reading, ExerciseTexts& texts) {
    if (!check_map(at, reading.faults)) return;
    for (const Node::Entry& source : at.node().entries) {
        const Place place(at, source);
        if (!contains(reading.names.evidence, source.key))
            reading.faults.unknown_key(place, "undefined evidence source", reading.names.evidence);
        if (!check_map(place, reading.faults)) continue;
        auto& words =
            texts.evidence.emplace_back(source.key, std::vector<std::pair<std::string, std::string>>());
        for (const Node::Entry& cause : place.node().entries) {
            const Place inner(place, cause);
            if (!contains(reading.names.causes, cause.key))
                reading.faults.unknown_key(inner, "undefined cause", reading.names.causes);
            if (auto text = read_prose(inner, reading.faults))
                words.second.emplace_back(cause.key, *std::move(text));
        }
    }
}

void read_message_texts(const Place& at, Reading& reading, ExerciseTexts& texts) {
    if (!check_map(at, reading.faults)) return;
    const NameList& names = message_names();
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        const auto found = std::find(names.begin(), names.end(), entry.key);
        if (found == names.end()) reading.faults.unknown_key(place, "unknown message", names);
        auto text = read_prose(place, reading.faults);
        if (found != names.end() && text)
            texts.messages.emplace_back(static_cast<MessageKind>(found - names.begin() + 1),
                                        *std::move(text));
    }
}

}  // namespace

ExerciseSpec read_exercise(const Place& at, Reading& reading) {
    ExerciseSpec exercise;
    const Fields fields(at, reading.faults,
                        {"everyone", "briefs", "umpire", "masks", "objectives", "moves", "injects", "texts",
                         "questions", "wash"});
    fields.prose("everyone", exercise.everyone);
    fields.prose("umpire", exercise.umpire);
    if (const auto briefs = fields.find("briefs")) exercise.briefs = read_sides(*briefs, reading, false);
    if (const auto masks = fields.find("masks")) exercise.masks = read_sides(*masks, reading, true);
    if (const auto objectives = fields.find("objectives")) {
        for_each_id(*objectives, reading.faults, kMaxEntities, [&](const Place& place) {
            exercise.objectives.push_back(
                {std::string(place.key()), read_prose(place, reading.faults).value_or("")});
        });
    }
    if (const auto moves = fields.require("moves")) read_moves(*moves, reading, exercise);
    if (const auto injects = fields.find("injects")) {
        for_each_id(*injects, reading.faults, kMostInjects,
                    [&](const Place& place) { read_inject(place, reading, exercise); });
    }
    if (const auto texts = fields.find("texts")) {
        const Fields parts(*texts, reading.faults, {"evidence", "messages"});
        if (const auto evidence = parts.find("evidence"))
            read_evidence_texts(*evidence, reading, exercise.texts);
        if (const auto messages = parts.find("messages"))
            read_message_texts(*messages, reading, exercise.texts);
    }
    if (const auto questions = fields.find("questions"))
        exercise.private_questions = read_questions(*questions, reading);
    if (const auto wash = fields.find("wash")) exercise.wash_questions = read_questions(*wash, reading);
    return exercise;
}

}  // namespace firebreak
