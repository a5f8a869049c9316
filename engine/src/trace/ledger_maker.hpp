// From a record to what every ledger says of it, whoever looks.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include <firebreak/spec.hpp>

#include "trace/ledger.hpp"

namespace firebreak {

// Numbers things in the order in which they first appear.
class Numbering {
public:
    // With `keep` the numbers stay as they are; what has appeared is remembered all the same.
    explicit Numbering(bool keep = true) : keep_(keep) {}

    std::uint32_t operator()(std::uint32_t thing) {
        const auto next = static_cast<std::uint32_t>(numbers_.size());
        const std::uint32_t number = numbers_.try_emplace(thing, next).first->second;
        return keep_ ? thing : number;
    }
    [[nodiscard]] bool knows(std::uint32_t thing) const { return numbers_.contains(thing); }

private:
    bool keep_;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
};

// Takes the records of one run in their order.
class LedgerMaker {
public:
    // Without `true_numbers` each actor's ledgers number incidents and messages as they appear to that actor.
    LedgerMaker(const Model& model, const Script& script, bool true_numbers);

    // Id and parent are those of the record.
    [[nodiscard]] LedgerLine make(const Record& record);

    // For a message delivered that answers a query of its receiver: the record in which that query was sent.
    // Otherwise none.
    [[nodiscard]] RecordId answered_query(const Record& record) const;

private:
    struct KnownIncident {
        IncidentHappened what;
        std::string text;  // of the inject that made it
    };
    struct KnownMessage {
        MessageSent what;
        RecordId record = kNoRecord;
    };

    void tell(const RunStarted& event, LedgerLine& line);
    void tell(const MeasureInForce& event, LedgerLine& line);
    void tell(const IncidentHappened& event, LedgerLine& line);
    void tell(const CaseOpened& event, LedgerLine& line);
    void tell(const ReportReceived& event, LedgerLine& line);
    void tell(const MoveTookEffect& event, LedgerLine& line);
    void tell(const MoveSeen& event, LedgerLine& line);
    void tell(const DecisionOpened& event, LedgerLine& line);
    void tell(const DecisionMade& event, LedgerLine& line);
    void tell(const MessageSent& event, LedgerLine& line);
    void tell(const MessageDelivered& event, LedgerLine& line);
    void tell(const SilenceFell& event, LedgerLine& line);
    void tell(const LineChanged& event, LedgerLine& line);
    void tell(const Consultation& event, LedgerLine& line);
    void tell(const Injected& event, LedgerLine& line);
    void tell(const RunEnded& event, LedgerLine& line);

    void add_subject(ActorId actor, const KnownMessage& message, Fields& fields);
    [[nodiscard]] Fields opinion(const CaseView& view) const;
    [[nodiscard]] Fields change_of_mind(ActorId actor, const CaseView& before, const CaseView& after);
    [[nodiscard]] Fields true_cause(IncidentIndex incident) const;

    [[nodiscard]] Fields name(ActorId id) const {
        return id.valid() ? Fields(spec_.actors.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(RungId id) const {
        return id.valid() ? Fields(spec_.ladder.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(CauseId id) const {
        return id.valid() ? Fields(spec_.causes.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(MoveId id) const {
        return id.valid() ? Fields(spec_.moves.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(ChannelId id) const {
        return id.valid() ? Fields(spec_.channels.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(SourceId id) const {
        return id.valid() ? Fields(spec_.incidents.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(EvidenceId id) const {
        return id.valid() ? Fields(spec_.evidence.at(id.index()).id) : Fields();
    }
    [[nodiscard]] Fields name(MeasureId id) const {
        return id.valid() ? Fields(spec_.measures.at(id.index()).id) : Fields();
    }

    const Spec& spec_;
    const Script& script_;
    Spec overlaid_;  // with the measures in force, which may change a doctrine's thresholds
    std::vector<bool> in_force_;
    std::array<Numbering, kActors> incidents_of_;
    std::array<Numbering, kActors> messages_of_;
    std::unordered_map<IncidentIndex, KnownIncident> incidents_;
    std::unordered_map<RecordId, std::uint32_t> injects_;  // record to place in the script
    std::unordered_map<MessageIndex, KnownMessage> messages_;
};

}  // namespace firebreak
