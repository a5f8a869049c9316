#include "trace/seen_json.hpp"

#include <array>
#include <utility>

#include "trace/rule_text.hpp"

namespace firebreak {

using namespace seen;

namespace {

Fields before_and_after(Fields before, Fields after) {
    Fields fields = Fields::object();
    fields["before"] = std::move(before);
    fields["after"] = std::move(after);
    return fields;
}

}  // namespace

// What each ledger says of one line.
class SeenWriter::Ledgers {
public:
    Ledgers(SeenWriter& writer, const Seen& line) : writer_(writer), spec_(writer.spec_), line_(line) {}

    template <class Ledger>
    [[nodiscard]] Fields fields(const Ledger& ledger) {
        return std::visit([this](const auto& value) { return of(value); }, ledger);
    }

private:
    [[nodiscard]] static Fields of(const Nothing&) { return {}; }

    // --- Truth

    [[nodiscard]] Fields of(const RunStarted& start) const {
        Fields rungs = Fields::object();
        for (std::size_t i = 0; i < kActors; ++i) rungs[spec_.actors[i].id] = name(start.rungs[i]);
        return {{"rungs", rungs}};
    }
    [[nodiscard]] Fields of(const MeasureInForce& r) const { return {{"measure", name(r.measure)}}; }
    [[nodiscard]] Fields of(const IncidentHappened& r) const {
        return {{"incident", r.incident},      {"source", name(r.source)}, {"author", name(r.author)},
                {"targets", names(r.targets)}, {"cause", name(r.cause)},   {"severity", r.severity},
                {"phantom", r.phantom}};
    }
    [[nodiscard]] Fields of(const TrueCase& r) const {
        return {{"incident", r.incident},
                {"cause", name(r.cause)},
                {"severity", r.severity},
                {"phantom", r.phantom}};
    }
    [[nodiscard]] Fields of(const TrueCause& r) const { return {{"cause", name(r.cause)}}; }
    // The truth of a move names its side; the side itself need not be told who it is.
    [[nodiscard]] Fields of(const MoveTookEffect& r) const {
        Fields fields = Fields::object();
        if (&r == std::get_if<MoveTookEffect>(&line_.truth)) fields["actor"] = name(r.actor);
        fields["move"] = name(r.move);
        fields["accident"] = r.accident;
        fields["before"] = name(r.before);
        fields["after"] = name(r.after);
        return fields;
    }
    [[nodiscard]] Fields of(const TrueReading& r) const {
        return {{"adversary_rung", name(r.adversary_rung)}, {"misread", r.misread}};
    }
    [[nodiscard]] Fields of(const TrueDecision& r) const {
        return {{"adversary_rung", name(r.adversary_rung)}, {"cause", name(r.cause)}};
    }
    [[nodiscard]] Fields of(const MessageSent& r) const {
        Fields fields = {{"message", r.message},
                         {"sender", name(r.sender)},
                         {"kind", message_name(r.kind)},
                         {"channel", name(r.channel)}};
        add_subject(r, fields);
        fields["lost"] = r.lost;
        return fields;
    }
    [[nodiscard]] static Fields of(const TrueDelivery& r) {
        Fields fields = {{"message", r.message}, {"kind", message_name(r.kind)}, {"garbled", r.garbled}};
        fields["stages"] = {{"sent", r.sent},
                            {"linked", r.linked},
                            {"translation", r.translation},
                            {"translated", r.translated},
                            {"delivered", r.delivered}};
        return fields;
    }
    [[nodiscard]] Fields of(const LineChanged& r) const {
        return {{"channel", name(r.channel)}, {"up", r.up}};
    }
    [[nodiscard]] Fields of(const Consulted& r) const { return {{"channel", name(r.channel)}}; }
    [[nodiscard]] Fields of(const TrueInject& r) const {
        return {{"inject", r.inject}, {"target", name(r.target)}, {"text", r.text}, {"cause", name(r.cause)}};
    }
    [[nodiscard]] static Fields of(const RunEnded& r) {
        Fields fields = {{"end_reason", end_reason_name(r.reason)}, {"outcome", outcome_name(r.outcome)}};
        if (r.limit != Limit::none) fields["limit"] = limit_name(r.limit);
        return fields;
    }

    // --- What a side observes

    [[nodiscard]] Fields of(const Start& r) const {
        return {{"own_rung", name(r.own_rung)}, {"adversary_rung", name(r.adversary_rung)}};
    }
    [[nodiscard]] Fields of(const OwnIncident& r) const {
        return {{"incident", r.incident},
                {"own_doing", true},
                {"source", name(r.source)},
                {"targets", names(r.targets)},
                {"cause", name(r.cause)}};
    }
    [[nodiscard]] static Fields of(const Notice& r) {
        Fields fields = {{"incident", r.incident}, {"severity", r.severity}};
        if (!r.text.empty()) fields["text"] = r.text;
        return fields;
    }
    [[nodiscard]] Fields of(const Report& r) const {
        return {{"source", name(r.source)}, {"incident", r.incident}, {"named", name(r.named)}};
    }
    [[nodiscard]] Fields of(const Reading& r) const {
        Fields fields = Fields::object();
        if (r.channel.valid()) fields["channel"] = name(r.channel);
        fields["adversary_rung"] = name(r.adversary_rung);
        return fields;
    }
    [[nodiscard]] Fields of(const Sent& r) const {
        Fields fields = {
            {"message", r.message}, {"kind", message_name(r.kind)}, {"channel", name(r.channel)}};
        add_subject(r, fields);
        return fields;
    }
    [[nodiscard]] Fields of(const Received& r) const {
        Fields fields = {
            {"message", r.message}, {"read_as", message_name(r.read_as)}, {"channel", name(r.channel)}};
        add_subject(r, fields);
        if (r.own_doing) fields["own_doing"] = *r.own_doing;
        return fields;
    }
    [[nodiscard]] static Fields of(const Unanswered& r) { return {{"message", r.message}}; }
    [[nodiscard]] static Fields of(const Told& r) { return {{"text", r.text}}; }
    [[nodiscard]] static Fields of(const Ended& r) { return {{"end_reason", end_reason_name(r.reason)}}; }

    // --- What a side concludes

    [[nodiscard]] Fields of(const CaseView& view) const {
        Fields belief = Fields::object();
        for (std::size_t h = 0; h < spec_.causes.size(); ++h) belief[spec_.causes[h].id] = view.belief[h];
        return {{"belief", belief},
                {"hostility", view.hostility},
                {"confidence", view.confidence},
                {"concluded", view.concluded}};
    }
    [[nodiscard]] Fields of(const ChangeOfMind& r) const {
        return {{"incident", r.after.incident}, {"before", of(r.before)}, {"after", of(r.after)}};
    }
    [[nodiscard]] Fields of(const ChangedReading& r) const {
        return {{"adversary_rung", before_and_after(name(r.before), name(r.after))}};
    }
    [[nodiscard]] Fields of(const ChangedImage& r) const {
        Fields fields = of(r.reading);
        fields["image"] = before_and_after(r.before, r.after);
        return fields;
    }
    [[nodiscard]] Fields of(const std::optional<ChangeOfMind>& change) const {
        return change ? of(*change) : Fields();
    }
    [[nodiscard]] Fields of(const AfterMessage& r) const {
        Fields fields = of(r.reading);
        fields["case"] = of(r.change);
        return fields;
    }
    [[nodiscard]] Fields of(const AfterSilence& r) const { return {{"case", of(r.change)}}; }
    [[nodiscard]] Fields of(const Deliberation& r) const {
        Fields fields = {{"trigger", trigger_name(r.trigger)}, {"closes", nullptr}, {"closes_time", nullptr}};
        if (!r.closes) return fields;
        fields["closes"] = *r.closes;
        fields["closes_time"] = format_date(spec_.clock.start + *r.closes);
        return fields;
    }
    [[nodiscard]] Fields of(const Decision& r) {
        Fields fields = {{"number", r.number}, {"trigger", trigger_name(r.trigger)}};
        fields["rule"] = r.rule > 0 ? Fields(r.rule) : Fields();
        fields["when"] = r.when != nullptr ? Fields(when(r.when)) : Fields();
        fields["at_once"] = r.at_once;
        fields["scripted"] = r.scripted;
        fields["trembled"] = r.trembled;
        fields["move"] = name(r.move);
        fields["options"] = Fields::array();
        for (const auto& option : r.options)
            fields["options"].push_back(
                Fields{{"move", name(option.move)}, {"probability", option.probability}});
        fields["threat"] = r.threat;
        fields["image"] = r.image;
        fields["own_rung"] = name(r.own_rung);
        fields["adversary_rung"] = name(r.adversary_rung);
        fields["case"] = nullptr;
        if (!r.focal) return fields;
        fields["case"] = {{"incident", r.focal->incident}, {"severity", r.focal->severity}};
        fields["case"].update(of(*r.focal));
        return fields;
    }

    // --- Names

    [[nodiscard]] const std::string& when(const std::shared_ptr<const RuleSpec>& rule) {
        RuleText& known = writer_.rules_[rule.get()];
        if (known.rule == nullptr) known = {rule, rule_text(spec_, *rule)};
        return known.text;
    }

    template <class Message>
    static void add_subject(const Message& message, Fields& fields) {
        if (message.reply_to != kNoIndex) fields["reply_to"] = message.reply_to;
        if (message.about != kNoIndex) fields["about"] = message.about;
    }

    [[nodiscard]] Fields names(const std::array<bool, kActors>& actors) const {
        Fields list = Fields::array();
        for (std::size_t i = 0; i < kActors; ++i) {
            if (actors[i]) list.push_back(spec_.actors[i].id);
        }
        return list;
    }

    template <class List, class Place>
    [[nodiscard]] static Fields name_in(const List& list, Place id) {
        return id.valid() ? Fields(list.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(ActorId id) const { return name_in(spec_.actors, id); }
    [[nodiscard]] Fields name(RungId id) const { return name_in(spec_.ladder, id); }
    [[nodiscard]] Fields name(CauseId id) const { return name_in(spec_.causes, id); }
    [[nodiscard]] Fields name(MoveId id) const { return name_in(spec_.moves, id); }
    [[nodiscard]] Fields name(ChannelId id) const { return name_in(spec_.channels, id); }
    [[nodiscard]] Fields name(SourceId id) const { return name_in(spec_.incidents, id); }
    [[nodiscard]] Fields name(EvidenceId id) const { return name_in(spec_.evidence, id); }
    [[nodiscard]] Fields name(MeasureId id) const { return name_in(spec_.measures, id); }

    SeenWriter& writer_;
    const Spec& spec_;
    const Seen& line_;
};

std::string json_text(const Fields& fields) {
    return fields.dump(-1, ' ', false, Fields::error_handler_t::replace);
}

std::string SeenWriter::line(const Seen& seen) {
    Ledgers ledgers(*this, seen);
    Fields fields = Fields::object();
    fields["id"] = seen.id;
    fields["parent"] = seen.parent == kNoRecord ? Fields() : Fields(seen.parent);
    fields["t"] = seen.time;
    fields["time"] = format_date(spec_.clock.start + seen.time);
    fields["kind"] = seen_kind_name(seen.kind);
    if (seen.shows_truth()) fields["truth"] = ledgers.fields(seen.truth);
    const auto add = [&](const char* name, const auto& sides) {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (sides[i].index() != 0) fields[name][spec_.actors[i].id] = ledgers.fields(sides[i]);
        }
    };
    add("observed", seen.observed);
    add("concluded", seen.concluded);
    return json_text(fields);
}

}  // namespace firebreak
