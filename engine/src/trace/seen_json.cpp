#include "trace/seen_json.hpp"

#include <array>
#include <utility>

#include "trace/json_object.hpp"
#include "trace/rule_text.hpp"

namespace firebreak {

using namespace seen;

namespace {

std::string quoted(const std::string& text) { return json_text(Fields(text)); }

template <class List>
std::vector<std::string> quoted_ids(const List& list) {
    std::vector<std::string> ids;
    for (const auto& entity : list) ids.push_back(quoted(entity.id));
    return ids;
}

}  // namespace

// What each ledger says of one line.
class SeenWriter::Ledgers {
public:
    Ledgers(SeenWriter& writer, const Seen& line, std::string& out)
        : writer_(writer), spec_(writer.spec_), line_(line), out_(out) {}

    template <class Ledger>
    void write(const Ledger& ledger) {
        JsonObject fields(out_);
        std::visit([&](const auto& value) { put(value, fields); }, ledger);
    }

private:
    static void put(const Nothing&, JsonObject&) {}

    // --- Truth

    void put(const RunStarted& start, JsonObject& fields) const {
        JsonObject rungs = fields.object("rungs");
        for (std::size_t i = 0; i < kActors; ++i) {
            rungs.raw_key(writer_.actors_[i]);
            out_ += name(start.rungs[i]);
        }
    }
    void put(const MeasureInForce& r, JsonObject& fields) const { fields.raw("measure", name(r.measure)); }
    void put(const IncidentHappened& r, JsonObject& fields) const {
        fields.number("incident", r.incident);
        fields.raw("source", name(r.source));
        fields.raw("author", name(r.author));
        fields.raw("targets", names(r.targets));
        fields.raw("cause", name(r.cause));
        fields.number("severity", r.severity);
        fields.flag("phantom", r.phantom);
    }
    void put(const TrueCase& r, JsonObject& fields) const {
        fields.number("incident", r.incident);
        fields.raw("cause", name(r.cause));
        fields.number("severity", r.severity);
        fields.flag("phantom", r.phantom);
    }
    void put(const TrueCause& r, JsonObject& fields) const {
        fields.raw("cause", name(r.cause));
        if (r.planted) fields.flag("planted", true);
    }
    // The truth of a move names its side; the side itself need not be told who it is.
    void put(const MoveTookEffect& r, JsonObject& fields) const {
        if (&r == std::get_if<MoveTookEffect>(&line_.truth)) fields.raw("actor", name(r.actor));
        fields.raw("move", name(r.move));
        fields.flag("accident", r.accident);
        fields.raw("before", name(r.before));
        fields.raw("after", name(r.after));
    }
    void put(const TrueReading& r, JsonObject& fields) const {
        fields.raw("adversary_rung", name(r.adversary_rung));
        fields.flag("misread", r.misread);
    }
    void put(const TrueDecision& r, JsonObject& fields) const {
        fields.raw("adversary_rung", name(r.adversary_rung));
        fields.raw("cause", name(r.cause));
    }
    void put(const MessageSent& r, JsonObject& fields) const {
        fields.number("message", r.message);
        fields.raw("sender", name(r.sender));
        fields.words("kind", message_name(r.kind));
        fields.raw("channel", name(r.channel));
        put_subject(r, fields);
        fields.flag("lost", r.lost);
    }
    static void put(const TrueDelivery& r, JsonObject& fields) {
        fields.number("message", r.message);
        fields.words("kind", message_name(r.kind));
        fields.flag("garbled", r.garbled);
        JsonObject stages = fields.object("stages");
        stages.number("sent", r.sent);
        stages.number("linked", r.linked);
        stages.number("translation", r.translation);
        stages.number("translated", r.translated);
        stages.number("delivered", r.delivered);
    }
    void put(const LineChanged& r, JsonObject& fields) const {
        fields.raw("channel", name(r.channel));
        fields.flag("up", r.up);
    }
    void put(const Consulted& r, JsonObject& fields) const { fields.raw("channel", name(r.channel)); }
    void put(const TrueInject& r, JsonObject& fields) const {
        fields.number("inject", r.inject);
        fields.raw("target", name(r.target));
        fields.raw("text", quoted(r.text));
        fields.raw("cause", name(r.cause));
    }
    static void put(const RunEnded& r, JsonObject& fields) {
        fields.words("end_reason", end_reason_name(r.reason));
        fields.words("outcome", outcome_name(r.outcome));
        if (r.limit != Limit::none) fields.words("limit", limit_name(r.limit));
    }

    // --- What a side observes

    void put(const Start& r, JsonObject& fields) const {
        fields.raw("own_rung", name(r.own_rung));
        fields.raw("adversary_rung", name(r.adversary_rung));
    }
    void put(const OwnIncident& r, JsonObject& fields) const {
        fields.number("incident", r.incident);
        fields.flag("own_doing", true);
        fields.raw("source", name(r.source));
        fields.raw("targets", names(r.targets));
        fields.raw("cause", name(r.cause));
    }
    static void put(const Notice& r, JsonObject& fields) {
        fields.number("incident", r.incident);
        fields.number("severity", r.severity);
        if (!r.text.empty()) fields.raw("text", quoted(r.text));
    }
    void put(const Report& r, JsonObject& fields) const {
        fields.raw("source", name(r.source));
        fields.number("incident", r.incident);
        fields.raw("named", name(r.named));
    }
    void put(const Reading& r, JsonObject& fields) const {
        if (r.channel.valid()) fields.raw("channel", name(r.channel));
        fields.raw("adversary_rung", name(r.adversary_rung));
    }
    void put(const Sent& r, JsonObject& fields) const {
        fields.number("message", r.message);
        fields.words("kind", message_name(r.kind));
        fields.raw("channel", name(r.channel));
        put_subject(r, fields);
        if (!r.text.empty()) fields.raw("text", quoted(r.text));
    }
    void put(const Received& r, JsonObject& fields) const {
        fields.number("message", r.message);
        fields.words("read_as", message_name(r.read_as));
        fields.raw("channel", name(r.channel));
        put_subject(r, fields);
        if (r.own_doing) fields.flag("own_doing", *r.own_doing);
        if (!r.text.empty()) fields.raw("text", quoted(r.text));
    }
    static void put(const Unanswered& r, JsonObject& fields) { fields.number("message", r.message); }
    static void put(const Told& r, JsonObject& fields) { fields.raw("text", quoted(r.text)); }
    static void put(const Ended& r, JsonObject& fields) {
        fields.words("end_reason", end_reason_name(r.reason));
    }

    // --- What a side concludes

    void put(const CaseView& view, JsonObject& fields) const {
        {
            JsonObject belief = fields.object("belief");
            for (std::size_t cause = 0; cause < spec_.causes.size(); ++cause) {
                belief.raw_key(writer_.causes_[cause]);
                JsonObject::put(out_, view.belief[cause]);
            }
        }
        fields.number("hostility", view.hostility);
        fields.number("confidence", view.confidence);
        fields.flag("concluded", view.concluded);
    }
    void put(const ChangeOfMind& r, JsonObject& fields) const {
        fields.number("incident", r.after.incident);
        for (const auto& [key, view] : {std::pair{"before", &r.before}, std::pair{"after", &r.after}}) {
            JsonObject opinion = fields.object(key);
            put(*view, opinion);
        }
    }
    void put(const ChangedReading& r, JsonObject& fields) const {
        JsonObject rungs = fields.object("adversary_rung");
        rungs.raw("before", name(r.before));
        rungs.raw("after", name(r.after));
    }
    void put(const ChangedImage& r, JsonObject& fields) const {
        put(r.reading, fields);
        JsonObject image = fields.object("image");
        image.number("before", r.before);
        image.number("after", r.after);
    }
    void put_case(const std::optional<ChangeOfMind>& change, JsonObject& fields) const {
        if (!change) return fields.null("case");
        JsonObject of_case = fields.object("case");
        put(*change, of_case);
    }
    void put(const AfterMessage& r, JsonObject& fields) const {
        put(r.reading, fields);
        put_case(r.change, fields);
    }
    void put(const AfterSilence& r, JsonObject& fields) const { put_case(r.change, fields); }
    void put(const Deliberation& r, JsonObject& fields) const {
        fields.words("trigger", trigger_name(r.trigger));
        if (!r.closes) {
            fields.null("closes");
            return fields.null("closes_time");
        }
        fields.number("closes", *r.closes);
        fields.words("closes_time", format_date(spec_.clock.start + *r.closes));
    }
    void put(const Decision& r, JsonObject& fields) {
        fields.number("number", r.number);
        fields.words("trigger", trigger_name(r.trigger));
        if (r.when == nullptr) {
            fields.null("rule");
            fields.null("when");
        } else {
            fields.number("rule", r.rule);
            fields.raw("when", when(r.when));
        }
        fields.flag("at_once", r.at_once);
        fields.flag("scripted", r.scripted);
        fields.flag("trembled", r.trembled);
        fields.raw("move", name(r.move));
        fields.raw("options", options(r));
        fields.number("threat", r.threat);
        fields.number("image", r.image);
        fields.raw("own_rung", name(r.own_rung));
        fields.raw("adversary_rung", name(r.adversary_rung));
        if (!r.focal) return fields.null("case");
        JsonObject focal = fields.object("case");
        focal.number("incident", r.focal->incident);
        focal.number("severity", r.focal->severity);
        put(*r.focal, focal);
    }
    [[nodiscard]] std::string options(const Decision& made) const {
        std::string list = "[";
        for (const auto& option : made.options) {
            if (list.size() > 1) list += ',';
            JsonObject fields(list);
            fields.raw("move", name(option.move));
            fields.number("probability", option.probability);
        }
        return list + "]";
    }

    // --- Names

    [[nodiscard]] const std::string& when(const std::shared_ptr<const RuleSpec>& rule) {
        RuleText& known = writer_.rules_[rule.get()];
        if (known.rule == nullptr) known = {rule, quoted(rule_text(spec_, *rule))};
        return known.json;
    }

    template <class Message>
    static void put_subject(const Message& message, JsonObject& fields) {
        if (message.reply_to != kNoIndex) fields.number("reply_to", message.reply_to);
        if (message.about != kNoIndex) fields.number("about", message.about);
    }

    [[nodiscard]] std::string names(const std::array<bool, kActors>& actors) const {
        std::string list = "[";
        for (std::size_t i = 0; i < kActors; ++i) {
            if (actors[i]) list += (list.size() > 1 ? "," : "") + writer_.actors_[i];
        }
        return list + "]";
    }

    template <class Place>
    [[nodiscard]] static std::string_view name_in(const std::vector<std::string>& list, Place id) {
        return id.valid() ? std::string_view(list.at(id.index())) : "null";
    }
    [[nodiscard]] std::string_view name(ActorId id) const { return name_in(writer_.actors_, id); }
    [[nodiscard]] std::string_view name(RungId id) const { return name_in(writer_.rungs_, id); }
    [[nodiscard]] std::string_view name(CauseId id) const { return name_in(writer_.causes_, id); }
    [[nodiscard]] std::string_view name(MoveId id) const { return name_in(writer_.moves_, id); }
    [[nodiscard]] std::string_view name(ChannelId id) const { return name_in(writer_.channels_, id); }
    [[nodiscard]] std::string_view name(SourceId id) const { return name_in(writer_.sources_, id); }
    [[nodiscard]] std::string_view name(EvidenceId id) const { return name_in(writer_.evidence_, id); }
    [[nodiscard]] std::string_view name(MeasureId id) const { return name_in(writer_.measures_, id); }

    SeenWriter& writer_;
    const Spec& spec_;
    const Seen& line_;
    std::string& out_;
};

std::string json_text(const Fields& fields) {
    return fields.dump(-1, ' ', false, Fields::error_handler_t::replace);
}

SeenWriter::SeenWriter(const Spec& spec)
    : spec_(spec),
      actors_(quoted_ids(spec.actors)),
      rungs_(quoted_ids(spec.ladder)),
      causes_(quoted_ids(spec.causes)),
      moves_(quoted_ids(spec.moves)),
      channels_(quoted_ids(spec.channels)),
      sources_(quoted_ids(spec.incidents)),
      evidence_(quoted_ids(spec.evidence)),
      measures_(quoted_ids(spec.measures)) {}

std::string SeenWriter::line(const Seen& seen) {
    std::string out;
    Ledgers ledgers(*this, seen, out);
    {
        JsonObject fields(out);
        fields.number("id", seen.id);
        if (seen.parent == kNoRecord) fields.null("parent");
        else fields.number("parent", seen.parent);
        fields.number("t", seen.time);
        fields.words("time", format_date(spec_.clock.start + seen.time));
        fields.words("kind", seen_kind_name(seen.kind));
        if (seen.shows_truth()) {
            fields.raw("truth", "");
            ledgers.write(seen.truth);
        }
        const auto add = [&](const char* key, const auto& sides) {
            if (sides[0].index() == 0 && sides[1].index() == 0) return;
            JsonObject both = fields.object(key);
            for (std::size_t i = 0; i < kActors; ++i) {
                if (sides[i].index() == 0) continue;
                both.raw_key(actors_[i]);
                ledgers.write(sides[i]);
            }
        };
        add("observed", seen.observed);
        add("concluded", seen.concluded);
    }
    return out;
}

}  // namespace firebreak
