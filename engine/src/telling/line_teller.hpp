// Tells one line of a view.
#pragma once

#include <string>
#include <vector>

#include <firebreak/telling.hpp>

#include "telling/words.hpp"

namespace firebreak {

// Each function adds the sentences of one kind of line.
class LineTeller {
public:
    LineTeller(const Teller& teller, const Seen& line)
        : teller_(teller), labels_(teller.labels()), line_(line) {}

    [[nodiscard]] std::vector<Sentence> sentences();

private:
    // --- What is true, or what all see alike (tell_events.cpp)
    void tell_start();
    void tell_measure();
    void tell_line();
    void tell_end();
    void tell_inject();
    void tell_incident();
    void tell_own_incident(std::size_t actor, const seen::OwnIncident& own);
    void tell_move();
    void tell_move(const MoveTookEffect& move, const std::string& who, const std::string& name);

    // --- What a side saw, concluded and did (tell_side.cpp)
    void tell_side(std::size_t actor);
    void tell_case(std::size_t actor);
    void tell_report(std::size_t actor);
    void tell_reading(std::size_t actor);
    void tell_deliberation(std::size_t actor);
    void tell_decision(std::size_t actor);
    void tell_sent(std::size_t actor);
    void tell_delivered(std::size_t actor);
    void tell_silence(std::size_t actor);
    void tell_consultation(std::size_t actor);
    void tell_change(std::size_t actor, const seen::ChangeOfMind& change, bool named);
    [[nodiscard]] std::string subject(std::size_t actor, std::uint32_t reply_to, std::uint32_t about) const;

    void add(std::string who, Text text) { told_.push_back({std::move(who), std::move(text)}); }
    void add(std::string who, const std::string& words) {
        Text text;
        text.add(words);
        add(std::move(who), std::move(text));
    }
    template <class Words>
    void add(std::size_t actor, const char* verb, Words words) {
        add(speaker(labels_, actor) + " " + verb, std::move(words));
    }
    template <class Tell>
    void each_side(Tell tell) {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (line_.known_to(i)) tell(i);
        }
    }
    // "BOTH SAW", "WASHINGTON SAW"
    [[nodiscard]] std::string all_who_saw() const {
        return line_.known_to(0) && line_.known_to(1) ? "BOTH SAW" : speaker(labels_, line_.side()) + " SAW";
    }
    [[nodiscard]] CauseId true_cause() const {
        const auto* truth = line_.true_as<seen::TrueCause>();
        return truth != nullptr ? truth->cause : CauseId{};
    }

    const Teller& teller_;
    const Labels& labels_;
    const Seen& line_;
    std::vector<Sentence> told_;
};

}  // namespace firebreak
