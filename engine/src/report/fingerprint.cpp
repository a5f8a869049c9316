#include "report/fingerprint.hpp"

#include <type_traits>

#include "base/overloaded.hpp"
#include "kernel/digest.hpp"

namespace firebreak::report {
namespace {

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

bool is_measure(const Record& record) { return std::holds_alternative<MeasureInForce>(record.what); }

}  // namespace firebreak::report
