#include "report/record_words.hpp"

#include <type_traits>

#include "kernel/digest.hpp"

namespace firebreak::report {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

// Adds values of all kinds that records hold to a digest.
class Fingerprint {
public:
    template <class... Values>
    void add(const Values&... values) {
        (add_one(values), ...);
    }
    [[nodiscard]] std::uint64_t finish() const { return digest_.finish(); }

private:
    template <class Number>
    void add_one(const Number& number) requires(std::is_integral_v<Number> || std::is_enum_v<Number>) {
        digest_.add(static_cast<std::uint64_t>(number));
    }
    void add_one(double number) { digest_.add(number); }
    template <class Tag>
    void add_one(const Id<Tag>& id) {
        digest_.add(std::uint64_t{id.value});
    }
    template <class Value, std::size_t N>
    void add_one(const std::array<Value, N>& values) {
        for (const Value& value : values) add_one(value);
    }
    void add_one(const CaseView& v) {
        add(v.incident, v.severity, v.belief, v.hostility, v.confidence, v.concluded);
    }
    void add_one(const DecisionMade::Option& option) { add(option.move, option.probability); }

    kernel::Digest digest_;
};

void add_record(Fingerprint& to, const DecisionMade& r) {
    to.add(r.actor, r.number, r.trigger, r.rule, r.at_once, r.scripted, r.trembled, r.move, r.threat, r.image,
           r.own_rung, r.adversary_reading, r.adversary_true, r.focal, r.true_cause, r.options.size());
    for (const DecisionMade::Option& option : r.options) to.add(option);
}

std::string via(const Spec& spec, ChannelId channel) {
    return channel.valid() ? " via " + spec.channels[channel.index()].id : std::string();
}

std::string happening_of(const Spec& spec, const IncidentHappened& r) {
    if (r.source.valid()) return spec.incidents[r.source.index()].id + " happens";
    return r.author.valid() ? "strikes" : "an incident is put in";
}

std::string happening_of(const Spec& spec, const MoveTookEffect& r) {
    return r.accident       ? "is raised by an accident"
           : r.move.valid() ? "carries out " + spec.moves[r.move.index()].id
                            : "moves";
}

}  // namespace

std::uint64_t fingerprint(const Record& record) {
    Fingerprint to;
    to.add(record.time, record.what.index());
    std::visit(Overloaded{
                   [&](const RunStarted& r) { to.add(r.rungs); },
                   [&](const MeasureInForce& r) { to.add(r.measure); },
                   [&](const IncidentHappened& r) {
                       to.add(r.incident, r.source, r.author, r.targets, r.cause, r.severity, r.phantom);
                   },
                   [&](const CaseOpened& r) { to.add(r.actor, r.view); },
                   [&](const ReportReceived& r) { to.add(r.actor, r.source, r.named, r.before, r.after); },
                   [&](const MoveTookEffect& r) { to.add(r.actor, r.move, r.accident, r.before, r.after); },
                   [&](const MoveSeen& r) {
                       to.add(r.actor, r.true_rung, r.reading_before, r.reading, r.image_before, r.image);
                   },
                   [&](const DecisionOpened& r) { to.add(r.actor, r.trigger, r.closes); },
                   [&](const DecisionMade& r) { add_record(to, r); },
                   [&](const MessageSent& r) {
                       to.add(r.message, r.kind, r.channel, r.sender, r.about, r.reply_to, r.lost);
                   },
                   [&](const MessageDelivered& r) {
                       to.add(r.message, r.kind, r.read_as, r.channel, r.receiver, r.sent, r.linked, r.desk,
                              r.translated, r.before, r.after, r.reading_before, r.reading);
                   },
                   [&](const SilenceFell& r) { to.add(r.actor, r.query, r.before, r.after); },
                   [&](const LineChanged& r) { to.add(r.channel, r.up); },
                   [&](const Consultation& r) { to.add(r.channel, r.readings_before, r.readings); },
                   [&](const Injected& r) { to.add(r.target, r.inject); },
                   [&](const RunEnded& r) { to.add(r.reason, r.outcome, r.limit); },
               },
               record.what);
    return to.finish();
}

ActorId actor_of(const Record& record) {
    return std::visit(Overloaded{
                          [](const IncidentHappened& r) { return r.source.valid() ? ActorId{} : r.author; },
                          [](const CaseOpened& r) { return r.actor; },
                          [](const ReportReceived& r) { return r.actor; },
                          [](const MoveTookEffect& r) { return r.actor; },
                          [](const MoveSeen& r) { return r.actor; },
                          [](const DecisionOpened& r) { return r.actor; },
                          [](const DecisionMade& r) { return r.actor; },
                          [](const MessageSent& r) { return r.sender; },
                          [](const MessageDelivered& r) { return r.receiver; },
                          [](const SilenceFell& r) { return r.actor; },
                          [](const Injected& r) { return r.target; },
                          [](const auto&) { return ActorId{}; },
                      },
                      record.what);
}

std::string happening(const Spec& spec, const Record& record) {
    return std::visit(
        Overloaded{
            [](const RunStarted&) { return std::string("the run starts"); },
            [&](const MeasureInForce& r) {
                return spec.measures[r.measure.index()].id + " comes into force";
            },
            [&](const IncidentHappened& r) { return happening_of(spec, r); },
            [](const CaseOpened&) { return std::string("opens a case"); },
            [&](const ReportReceived& r) { return "gets a report of " + spec.evidence[r.source.index()].id; },
            [&](const MoveTookEffect& r) { return happening_of(spec, r); },
            [](const MoveSeen&) { return std::string("reads a move"); },
            [](const DecisionOpened&) { return std::string("opens a decision"); },
            [&](const DecisionMade& r) {
                return "chooses " + (r.move.valid() ? spec.moves[r.move.index()].id : std::string("nothing"));
            },
            [&](const MessageSent& r) {
                return std::string("sends a message (") + message_name(r.kind) + ")" + via(spec, r.channel);
            },
            [&](const MessageDelivered& r) {
                return std::string("gets a message (") + message_name(r.kind) + ")" + via(spec, r.channel);
            },
            [](const SilenceFell&) { return std::string("takes silence as an answer"); },
            [&](const LineChanged& r) {
                return spec.channels[r.channel.index()].id + (r.up ? " is repaired" : " fails");
            },
            [&](const Consultation& r) { return "consultation by " + spec.channels[r.channel.index()].id; },
            [](const Injected&) { return std::string("is given an inject"); },
            [](const RunEnded&) { return std::string("the run ends"); },
        },
        record.what);
}

bool is_measure(const Record& record) { return std::holds_alternative<MeasureInForce>(record.what); }

}  // namespace firebreak::report
