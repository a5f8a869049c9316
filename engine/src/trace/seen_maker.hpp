// From a record to what every ledger says of it, whoever looks.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <firebreak/spec.hpp>
#include <firebreak/trace.hpp>

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
class SeenMaker {
public:
    // Without `true_numbers` each actor's ledgers number incidents and messages as they appear to that actor.
    SeenMaker(const Model& model, const Script& script, bool true_numbers);

    // Id and parent are those of the record; all ledgers are filled.
    [[nodiscard]] Seen make(const Record& record);

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
    using Doctrine = std::vector<std::shared_ptr<const RuleSpec>>;

    void learn(const Record& record);
    void fill(const RunStarted& event, Seen& line);
    void fill(const MeasureInForce& event, Seen& line);
    void fill(const IncidentHappened& event, Seen& line);
    void fill(const CaseOpened& event, Seen& line);
    void fill(const ReportReceived& event, Seen& line);
    void fill(const MoveTookEffect& event, Seen& line);
    void fill(const MoveSeen& event, Seen& line);
    void fill(const DecisionOpened& event, Seen& line);
    void fill(const DecisionMade& event, Seen& line);
    void fill(const MessageSent& event, Seen& line);
    void fill(const MessageDelivered& event, Seen& line);
    void fill(const SilenceFell& event, Seen& line);
    void fill(const LineChanged& event, Seen& line);
    void fill(const Consultation& event, Seen& line);
    void fill(const Injected& event, Seen& line);
    void fill(const RunEnded& event, Seen& line);

    template <class Message>
    void add_subject(ActorId actor, const MessageSent& sent, Message& message);
    [[nodiscard]] std::string text_of(const MessageSent& sent) const;
    [[nodiscard]] CaseView renumbered(ActorId actor, CaseView view);
    [[nodiscard]] seen::ChangeOfMind change_of_mind(ActorId actor, const CaseView& before,
                                                    const CaseView& after);
    [[nodiscard]] CauseId true_cause(IncidentIndex incident) const;
    void read_doctrines(const Spec& spec);

    const Spec& spec_;
    const Script& script_;
    std::array<Doctrine, kActors> doctrines_;  // with the measures in force, which may change thresholds
    std::vector<bool> in_force_;
    std::array<Numbering, kActors> incidents_of_;
    std::array<Numbering, kActors> messages_of_;
    std::unordered_map<IncidentIndex, KnownIncident> incidents_;
    std::unordered_map<RecordId, std::uint32_t> injects_;  // record to place in the script
    std::unordered_map<MessageIndex, KnownMessage> messages_;
};

}  // namespace firebreak
