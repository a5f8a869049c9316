#include "telling/happening.hpp"

#include "base/overloaded.hpp"

namespace firebreak {
namespace {

std::string via(const Spec& spec, ChannelId channel) {
    return channel.valid() ? " via " + spec.channels[channel.index()].id : std::string();
}

std::string happening_of(const Spec& spec, const IncidentHappened& r) {
    if (r.source.valid()) return spec.incidents[r.source.index()].id + " happens";
    return r.author.valid() ? "strikes" : "an incident is injected";
}

std::string happening_of(const Spec& spec, const MoveTookEffect& r) {
    return r.accident       ? "is raised by an accident"
           : r.move.valid() ? "carries out " + spec.moves[r.move.index()].id
                            : "moves";
}

}  // namespace

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
            [&](const ReportReceived& r) {
                return "gets a report from " + spec.evidence[r.source.index()].id;
            },
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
            [&](const Consultation& r) { return "consultation over " + spec.channels[r.channel.index()].id; },
            [](const Injected&) { return std::string("is given an inject"); },
            [](const RunEnded&) { return std::string("the run ends"); },
        },
        record.what);
}

}  // namespace firebreak
