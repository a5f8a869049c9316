#include "trace/script_fields.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "model/parameter_paths.hpp"
#include "trace/field_reader.hpp"

namespace firebreak {
namespace {

constexpr std::array<const char*, 3> kLineNames{"down", "up", "as-drawn"};    // by act::SetLine::To
constexpr std::array<const char*, 3> kFateNames{"lost", "at-once", "later"};  // by act::Fate::Kind

// What people did, under the name of its kind.
class ActFields {
public:
    explicit ActFields(const Spec& spec) : spec_(spec) {}
    Fields operator()(const act::Order& order) const {
        return {{"order", {{"actor", id(spec_.actors, order.actor)}, {"move", id(spec_.moves, order.move)}}}};
    }
    Fields operator()(const act::Say& say) const {
        Fields fields = {{"actor", id(spec_.actors, say.actor)},
                         {"kind", message_name(say.kind)},
                         {"channel", id(spec_.channels, say.channel)},
                         {"text", say.text}};
        if (say.about != kNoIndex) fields["about"] = say.about;
        if (say.reply_to != kNoIndex) fields["reply_to"] = say.reply_to;
        return {{"say", std::move(fields)}};
    }
    Fields operator()(const act::Stand& stand) const {
        return {{"stand",
                 {{"actor", id(spec_.actors, stand.actor)}, {"standing", standing_name(stand.standing)}}}};
    }
    Fields operator()(const act::Plant& plant) const {
        return {{"plant",
                 {{"actor", id(spec_.actors, plant.actor)},
                  {"incident", plant.incident},
                  {"source", id(spec_.evidence, plant.source)},
                  {"named", id(spec_.causes, plant.named)}}}};
    }
    Fields operator()(const act::SetLine& set) const {
        return {{"line",
                 {{"channel", id(spec_.channels, set.channel)},
                  {"to", kLineNames.at(static_cast<std::size_t>(set.to))}}}};
    }
    Fields operator()(const act::Fate& fate) const {
        return {{"fate",
                 {{"message", fate.message},
                  {"kind", kFateNames.at(static_cast<std::size_t>(fate.kind))},
                  {"by", fate.by}}}};
    }

private:
    template <class List, class Id>
    static const std::string& id(const List& list, Id place) {
        return list.at(place.index()).id;
    }
    const Spec& spec_;
};

class ScriptReader : public FieldReader {
public:
    using FieldReader::FieldReader;

    [[nodiscard]] Script read_script(const Fields& fields) {
        Script script;
        const Fields& decisions = child(fields, "script", "decisions", Fields::value_t::array);
        for (std::size_t i = 0; i < decisions.size() && !failed(); ++i)
            read_decision(decisions[i], entry_path("script.decisions", i), script);
        const Fields& injects = child(fields, "script", "injects", Fields::value_t::array);
        for (std::size_t i = 0; i < injects.size() && !failed(); ++i)
            read_inject(injects[i], entry_path("script.injects", i), script);
        if (!fields.contains("corrections")) return script;  // absent in traces of version 0.1
        const Fields& corrections = child(fields, "script", "corrections", Fields::value_t::array);
        for (std::size_t i = 0; i < corrections.size() && !failed(); ++i)
            read_correction(corrections[i], entry_path("script.corrections", i), script);
        if (!fields.contains("acts")) return script;  // there are none
        const Fields& acts = child(fields, "script", "acts", Fields::value_t::array);
        for (std::size_t i = 0; i < acts.size() && !failed(); ++i)
            script.acts.push_back(read_act(acts[i], entry_path("script.acts", i)));
        return script;
    }

    [[nodiscard]] ScriptedAct read_act(const Fields& fields, const std::string& path) {
        ScriptedAct act;
        if (!fields.is_object()) {
            fail(path, "expected an object");
            return act;
        }
        act.at = static_cast<Millis>(whole(fields, path, "at", static_cast<std::uint64_t>(kLongestHorizon)));
        const auto kind =
            std::find_if(fields.begin(), fields.end(), [](const Fields& value) { return value.is_object(); });
        if (kind == fields.end()) {
            fail(path, "expected what was done");
            return act;
        }
        const std::string at = path + "." + kind.key();
        if (kind.key() == "order") act.what = read_order(*kind, at);
        else if (kind.key() == "say") act.what = read_say(*kind, at);
        else if (kind.key() == "stand") act.what = read_stand(*kind, at);
        else if (kind.key() == "plant") act.what = read_plant(*kind, at);
        else if (kind.key() == "line") act.what = read_line(*kind, at);
        else if (kind.key() == "fate") act.what = read_fate(*kind, at);
        else fail(path, "unknown act '" + printable(kind.key(), kLongestShown) + "'");
        return act;
    }

private:
    act::Order read_order(const Fields& fields, const std::string& path) {
        return {named<ActorId>(fields, path, "actor", spec_.actors),
                named<MoveId>(fields, path, "move", spec_.moves)};
    }

    act::Say read_say(const Fields& fields, const std::string& path) {
        act::Say say;
        say.actor = named<ActorId>(fields, path, "actor", spec_.actors);
        say.channel = named<ChannelId>(fields, path, "channel", spec_.channels);
        say.text = text(fields, path, "text");
        say.kind = static_cast<MessageKind>(one_of(fields, path, "kind", kMessageKinds, [](std::size_t k) {
            return message_name(static_cast<MessageKind>(k));
        }));
        if (say.kind == MessageKind::none || say.kind == MessageKind::silence)
            fail(path + ".kind", "this kind of message is not sent");
        if (fields.contains("about")) say.about = number(fields, path, "about");
        if (fields.contains("reply_to")) say.reply_to = number(fields, path, "reply_to");
        return say;
    }

    act::Stand read_stand(const Fields& fields, const std::string& path) {
        return {named<ActorId>(fields, path, "actor", spec_.actors),
                static_cast<Standing>(one_of(fields, path, "standing", kStandings, [](std::size_t k) {
                    return standing_name(static_cast<Standing>(k));
                }))};
    }

    act::Plant read_plant(const Fields& fields, const std::string& path) {
        return {named<ActorId>(fields, path, "actor", spec_.actors), number(fields, path, "incident"),
                named<EvidenceId>(fields, path, "source", spec_.evidence),
                named<CauseId>(fields, path, "named", spec_.causes)};
    }

    act::SetLine read_line(const Fields& fields, const std::string& path) {
        return {named<ChannelId>(fields, path, "channel", spec_.channels),
                static_cast<act::SetLine::To>(one_of(fields, path, "to", kLineNames.size(),
                                                     [](std::size_t k) { return kLineNames.at(k); }))};
    }

    act::Fate read_fate(const Fields& fields, const std::string& path) {
        return {number(fields, path, "message"),
                static_cast<act::Fate::Kind>(one_of(fields, path, "kind", kFateNames.size(),
                                                    [](std::size_t k) { return kFateNames.at(k); })),
                static_cast<Millis>(whole(fields, path, "by", static_cast<std::uint64_t>(kLongestHorizon)))};
    }

    void read_correction(const Fields& fields, const std::string& path, Script& script) {
        if (!fields.is_object()) return fail(path, "expected an object");
        const std::string kind = text(fields, path, "kind");
        const EventName event = whole(fields, path, "event", std::numeric_limits<std::uint64_t>::max());
        if (failed()) return;
        for (std::size_t k = 0; k < kCorrectionKinds; ++k) {
            const auto known = static_cast<Correction::Kind>(k);
            if (kind == correction_name(known)) return script.corrections.push_back({known, event});
        }
        fail(path + ".kind", "unknown kind of correction '" + printable(kind, kLongestShown) + "'");
    }

    void read_decision(const Fields& fields, const std::string& path, Script& script) {
        if (!fields.is_object()) return fail(path, "expected an object");
        const std::string actor = text(fields, path, "actor");
        const std::uint64_t number =
            whole(fields, path, "decision", std::numeric_limits<std::uint32_t>::max());
        const std::string move = text(fields, path, "move");
        if (failed()) return;
        ScriptedDecision decision;
        decision.actor = ActorId{place(spec_.actors, "actor", actor, path + ".actor")};
        decision.decision = static_cast<std::uint32_t>(number);
        decision.move = MoveId{place(spec_.moves, "move", move, path + ".move")};
        script.decisions.push_back(decision);
    }

    void read_inject(const Fields& fields, const std::string& path, Script& script) {
        if (!fields.is_object()) return fail(path, "expected an object");
        ScriptedInject inject;
        inject.at =
            static_cast<Millis>(whole(fields, path, "at", static_cast<std::uint64_t>(kLongestHorizon)));
        const std::string target = text(fields, path, "target");
        inject.text = text(fields, path, "text");
        if (failed()) return;
        inject.target = ActorId{place(spec_.actors, "actor", target, path + ".target")};
        if (fields.contains("cause")) {
            const std::string cause = text(fields, path, "cause");
            if (!failed()) inject.cause = CauseId{place(spec_.causes, "cause", cause, path + ".cause")};
            const auto severity = fields.find("severity");
            const bool valid = severity != fields.end() && severity->is_number();
            inject.severity = valid ? severity->get<double>() : -1;
            if (!(inject.severity >= 0 && inject.severity <= 10))
                fail(path + ".severity", "expected a number from 0 to 10");
        }
        script.injects.push_back(std::move(inject));
    }
};

}  // namespace

Fields act_fields(const Spec& spec, const ScriptedAct& act) {
    Fields fields = {{"at", act.at}};
    fields.update(std::visit(ActFields(spec), act.what));
    return fields;
}

Fields script_fields(const Spec& spec, const Script& script) {
    Fields decisions = Fields::array();
    for (const ScriptedDecision& decision : script.decisions) {
        decisions.push_back(Fields{{"actor", spec.actors.at(decision.actor.index()).id},
                                   {"decision", decision.decision},
                                   {"move", spec.moves.at(decision.move.index()).id}});
    }
    Fields injects = Fields::array();
    for (const ScriptedInject& inject : script.injects) {
        Fields fields = {
            {"at", inject.at}, {"target", spec.actors.at(inject.target.index()).id}, {"text", inject.text}};
        if (inject.cause.valid()) {
            fields["cause"] = spec.causes.at(inject.cause.index()).id;
            fields["severity"] = inject.severity;
        }
        injects.push_back(std::move(fields));
    }
    Fields fields = Fields::object();
    fields["decisions"] = std::move(decisions);
    fields["injects"] = std::move(injects);
    fields["corrections"] = Fields::array();
    for (const Correction& correction : script.corrections) {
        fields["corrections"].push_back(
            {{"kind", correction_name(correction.kind)}, {"event", correction.event}});
    }
    for (const ScriptedAct& act : script.acts) {
        fields["acts"].push_back(act_fields(spec, act));
    }
    return fields;
}

Script read_script(const Spec& spec, const Fields& fields, std::string& error) {
    return ScriptReader(spec, error).read_script(fields);
}

ScriptedAct read_act(const Spec& spec, const Fields& fields, const std::string& path, std::string& error) {
    return ScriptReader(spec, error).read_act(fields, path);
}

}  // namespace firebreak
