// What people call the entities of a scenario: their names and labels, safe for a terminal; the id where
// there is none.
#pragma once

#include <string>
#include <string_view>

#include <firebreak/spec.hpp>

namespace firebreak {

// By place or by id. An id that the scenario does not have stands for itself; a place that names nothing is
// "nothing". The scenario must outlive it.
class Labels {
public:
    // Names are cut after `longest` bytes.
    explicit Labels(const Spec& spec, std::size_t longest = 200) : spec_(&spec), longest_(longest) {}

    [[nodiscard]] const Spec& spec() const { return *spec_; }

    [[nodiscard]] std::string actor(std::string_view id) const;
    [[nodiscard]] std::string rung(std::string_view id) const;
    [[nodiscard]] std::string cause(std::string_view id) const;
    [[nodiscard]] std::string move(std::string_view id) const;
    [[nodiscard]] std::string channel(std::string_view id) const;
    [[nodiscard]] std::string source(std::string_view id) const;
    [[nodiscard]] std::string evidence(std::string_view id) const;
    [[nodiscard]] std::string measure(std::string_view id) const;

    [[nodiscard]] std::string actor(ActorId id) const;
    [[nodiscard]] std::string rung(RungId id) const;
    [[nodiscard]] std::string cause(CauseId id) const;
    [[nodiscard]] std::string move(MoveId id) const;
    [[nodiscard]] std::string channel(ChannelId id) const;
    [[nodiscard]] std::string source(SourceId id) const;
    [[nodiscard]] std::string evidence(EvidenceId id) const;
    [[nodiscard]] std::string measure(MeasureId id) const;
    [[nodiscard]] std::string actor(std::size_t index) const { return actor(ActorId{index}); }

private:
    const Spec* spec_;
    std::size_t longest_;
};

// The place of a rung on the ladder; 0 for an unknown one.
[[nodiscard]] std::size_t rung_place(const Spec& spec, std::string_view id);

// The move that every scenario has: to wait.
[[nodiscard]] bool is_hold(const Spec& spec, MoveId move);

// "a query", "an admission", "a file of evidence".
[[nodiscard]] std::string message_words(MessageKind kind);
// "an incident", "a review", "a move of the other side".
[[nodiscard]] std::string trigger_words(Trigger trigger);

}  // namespace firebreak
