// One run as a point of view shows it: lines, and the tracks that a timeline draws. Everything here comes
// from the trace as that view writes it; what a side cannot know is not in it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <firebreak/trace.hpp>

namespace firebreak::viz {

struct ToldLine {
    RecordId id = 0;
    std::optional<RecordId> parent;
    Millis time = 0;
    std::string kind;  // of engine/docs/trace-format.md
    nlohmann::json truth;
    std::array<nlohmann::json, kActors> observed;
    std::array<nlohmann::json, kActors> concluded;
};

// A value that holds from a moment on.
template <class Value>
struct Since {
    Millis time = 0;
    Value value{};
    RecordId line = 0;
    bool operator==(const Since&) const = default;
};
template <class Value>
using Track = std::vector<Since<Value>>;
// The value that holds at a moment; none before the first.
template <class Value>
[[nodiscard]] const Since<Value>* at(const Track<Value>& track, Millis time) {
    const Since<Value>* found = nullptr;
    for (const auto& since : track) {
        if (since.time > time) break;
        found = &since;
    }
    return found;
}

// What a side makes of a case, from a moment on.
struct Opinion {
    std::uint32_t incident = 0;  // its own number for it
    std::vector<double> belief;  // by cause of the scenario
    double hostility = 0;
    double confidence = 0;
    bool concluded = false;
    bool operator==(const Opinion&) const = default;
};

struct ToldDecision {
    RecordId line = 0;
    Millis time = 0;
    ActorId actor;
    MoveId move;
    int rule = 0;  // from 1; 0: none applied
    bool at_once = false;
    std::string when;
    std::vector<std::pair<MoveId, double>> options;
    double threat = 0;
    double image = 0;
    RungId own_rung, adversary_reading;
    RungId adversary_true;           // only where the view has the truth
    std::optional<Opinion> opinion;  // of the focal case
    CauseId true_cause;              // likewise
    std::uint32_t number = 0;        // of the decisions of this side that closed
};

struct ToldMessage {
    RecordId sent_line = kNoRecord, delivered_line = kNoRecord;  // kNoRecord: this view does not know of it
    Millis sent = 0, delivered = 0;
    ActorId sender;  // none where only the delivery is known: then the receiver is
    ActorId receiver;
    std::string kind;     // as sent, or as received where only that is known
    std::string read_as;  // as received
    bool lost = false;    // known to the truth only
};

struct ToldRun {
    ArmSpec arm;
    NoiseKey key;
    Script script;
    firebreak::PointOfView view;
    RunResult result;  // of the run; a view other than truth must not show it
    Millis end = 0;
    std::vector<ToldLine> lines;  // lines[i].id == i

    std::array<Track<RungId>, kActors> posture;  // true; empty for a side that the view does not see into
    std::array<Track<RungId>, kActors> reading;  // of the other side's posture, by reader
    std::array<Track<double>, kActors> image;    // that the other side is aggressive, by reader
    std::array<Track<Opinion>, kActors> opinions;
    std::vector<ToldDecision> decisions;
    std::vector<ToldMessage> messages;
    IncidentNameLists incidents;       // what each ledger's incidents are called
    std::vector<RecordId> happenings;  // incidents, accidents, injects, measures, lines: what nobody decided

    // The chain of causes of a line, in words, a line each, the line first.
    [[nodiscard]] std::vector<std::string> chain(RecordId line) const;

    std::optional<Model> model;
    Trace trace;
};

[[nodiscard]] ToldRun tell_run(const Model& model, const NoiseKey& key, const Script& script,
                               firebreak::PointOfView view);

// The moment at which two tellings of a run, through one view, first differ; none if they never do.
[[nodiscard]] std::optional<Millis> parting_time(const ToldRun& first, const ToldRun& second);
// The same, but only of postures, and of decisions to take one or to strike: two settings may differ in what
// comes into force or is repaired, and yet nobody does anything else. Steps of a path are these.
[[nodiscard]] std::optional<Millis> parting_of_acts(const ToldRun& first, const ToldRun& second);

}  // namespace firebreak::viz
