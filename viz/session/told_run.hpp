// One run as a point of view shows it: lines, and the tracks that a timeline draws. Everything here comes
// from what that view shows; what a side cannot know is not in it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/telling.hpp>

namespace firebreak::viz {

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

struct ToldDecision : seen::Decision {
    RecordId line = 0;
    Millis time = 0;
    ActorId actor;
    RungId adversary_true;  // only where the view has the truth
    CauseId true_cause;     // of the focal case, likewise
};

struct ToldMessage {
    RecordId sent_line = kNoRecord, delivered_line = kNoRecord;  // kNoRecord: this view does not know of it
    Millis sent = 0, delivered = 0;
    ActorId sender;  // none where only the delivery is known: then the receiver is
    ActorId receiver;
    MessageKind kind = MessageKind::none;     // as sent, or as received where only that is known
    MessageKind read_as = MessageKind::none;  // as received
    bool lost = false;                        // known to the truth only
};

struct ToldRun {
    ArmSpec arm;
    NoiseKey key;
    Script script;
    firebreak::PointOfView view;
    RunResult result;  // of the run; a view other than truth must not show it
    Millis end = 0;
    std::vector<Seen> lines;  // lines[i].id == i

    std::array<Track<RungId>, kActors> posture;     // true; empty for a side that the view does not see into
    std::array<Track<RungId>, kActors> reading;     // of the other side's posture, by reader
    std::array<Track<double>, kActors> image;       // that the other side is aggressive, by reader
    std::array<Track<CaseView>, kActors> opinions;  // of cases
    std::vector<ToldDecision> decisions;
    std::vector<ToldMessage> messages;
    std::vector<RecordId> happenings;  // incidents, accidents, injects, measures, lines: what nobody decided

    // The chain of causes of a line, the line first.
    [[nodiscard]] std::vector<RecordId> chain(RecordId line) const;
    // A line in words, whole: "#12  2011-10-12 02:06 (day 103)  WASHINGTON SAW ...".
    [[nodiscard]] std::string whole(const Seen& line) const;

    std::optional<Model> model;
    std::optional<Teller> teller;  // of the lines
};

[[nodiscard]] ToldRun tell_run(const Model& model, const NoiseKey& key, const Script& script,
                               firebreak::PointOfView view);

// The moment at which two tellings of a run, through one view, first differ; none if they never do.
[[nodiscard]] std::optional<Millis> parting_time(const ToldRun& first, const ToldRun& second);
// The same, but only of postures, and of decisions to take one or to strike: two settings may differ in what
// comes into force or is repaired, and yet nobody does anything else. Steps of a path are these.
[[nodiscard]] std::optional<Millis> parting_of_acts(const ToldRun& first, const ToldRun& second);

}  // namespace firebreak::viz
