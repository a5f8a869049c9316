// Finds the flaws of a run while it runs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <firebreak/causes.hpp>

namespace firebreak {

// Looks on at a run and notes what was amiss in it, and what could make no difference to it at all.
class FlawFinder final : public Recorder {
public:
    // With `to_crisis` it looks away once the crisis rung is reached.
    FlawFinder(const Model& model, bool to_crisis);

    void begin();  // before each run
    void record(const Record& record) override;
    void rule_applied(const RuleRef& rule) override { rules_[rule.actor.index()][rule.rule] = true; }

    // After the run: the flaws in the order of their records.
    [[nodiscard]] std::vector<Flaw> flaws();
    [[nodiscard]] Millis crisis_time() const { return crisis_time_; }
    // False if the run would be the same, bit for bit, with this perception of this actor clean.
    [[nodiscard]] bool blurred(ActorId actor, Perception perception) const {
        return blurred_[actor.index()].in(perception);
    }
    // False if the run would be the same without this rule.
    [[nodiscard]] bool applied(const RuleRef& rule) const { return rules_[rule.actor.index()][rule.rule]; }

private:
    struct Incident {
        CauseId cause;
        double severity = 0;
        bool phantom = false;
    };
    struct Message {
        Flaw flaw;  // as it will be if there is one
        MessageIndex reply_to = kNoIndex;
        bool on_its_way = false;
        bool late = false;
        RecordId silence = kNoRecord;  // that fell for want of an answer to it
    };

    void see(const RunStarted& r, const Record& record);
    void see(const IncidentHappened& r, const Record& record);
    void see(const CaseOpened& r, const Record& record);
    void see(const MoveSeen& r, const Record& record);
    void see(const MoveTookEffect& r, const Record& record);
    void see(const DecisionMade& r, const Record& record);
    void see(const MessageSent& r, const Record& record);
    void see(const MessageDelivered& r, const Record& record);
    void see(const SilenceFell& r, const Record& record);
    template <class Other>
    void see(const Other&, const Record&) {}

    void see_belief(const DecisionMade& made, const Record& record);
    void see_escalation(const DecisionMade& made, const Record& record);
    void note_if_late(Message& message);

    const Model& model_;
    bool to_crisis_;
    RungId crisis_;
    bool looks_away_ = false;
    Millis crisis_time_ = kNever;
    std::vector<Flaw> flaws_;
    std::vector<Incident> incidents_;  // by IncidentIndex
    std::vector<Message> messages_;
    std::array<RecordId, kActors> last_decision_{};
    std::array<Clean, kActors> blurred_{};
    std::array<std::vector<bool>, kActors> rules_;
};

}  // namespace firebreak
