// The flagship scenario against the figures it is calibrated to (its header says which and why): the course
// of state incidents in a dyad of rivals over 20 years, from published data on cyber incidents.
#include <cmath>
#include <iostream>
#include <vector>

#include <firebreak/run.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;

namespace {

constexpr Millis kDay = Millis{24} * 3600 * 1000;

struct StateIncident {
    ActorId author;
    Millis time = 0;
    double severity = 0;
    bool answered = false;  // by a strike that was decided with it in focus
    bool conceded = false;  // its author admitted it
    bool escalated =
        // and that was graver, by a whole step of the severity scale, or took its side to cyber force or
        // above
        false;
};

// What a run shows of its state incidents: those of either side's making, strikes included.
class Chronicle final : public Recorder {
public:
    explicit Chronicle(RungId force) : force_(force) {}
    std::vector<StateIncident> incidents;

    void record(const Record& record) override {
        if (record.id >= parents_.size()) {
            parents_.resize(record.id + 1, kNoRecord);
            focal_.resize(record.id + 1, kNoIndex);
            rung_.resize(record.id + 1);
        }
        parents_[record.id] = record.parent;
        if (const auto* made = std::get_if<DecisionMade>(&record.what))
            focal_[record.id] = made->focal.incident;
        if (const auto* effect = std::get_if<MoveTookEffect>(&record.what)) rung_[record.id] = effect->after;
        if (const auto* happened = std::get_if<IncidentHappened>(&record.what)) note(*happened, record);
        if (const auto* sent = std::get_if<MessageSent>(&record.what);
            sent != nullptr && sent->kind == MessageKind::admission) {
            const int place = sent->about == kNoIndex ? -1 : place_[sent->about];
            if (place >= 0) incidents[static_cast<std::size_t>(place)].conceded = true;
        }
    }

private:
    void note(const IncidentHappened& happened, const Record& record) {
        if (happened.incident >= place_.size()) place_.resize(happened.incident + 1, -1);
        if (!happened.author.valid()) return;
        place_[happened.incident] = static_cast<int>(incidents.size());
        incidents.push_back({happened.author, record.time, happened.severity});
        if (happened.source.valid()) return;
        // A strike: its parent is the move taking effect, whose parent is the decision.
        const RecordId effect = record.parent;
        const IncidentIndex answered = focal_[parents_[effect]];
        if (answered == kNoIndex || place_[answered] < 0) return;
        StateIncident& cause = incidents[static_cast<std::size_t>(place_[answered])];
        cause.answered = true;
        const bool graver = std::lround(happened.severity) > std::lround(cause.severity);
        cause.escalated = cause.escalated || graver || rung_[effect] >= force_;
    }

    RungId force_;
    std::vector<RecordId> parents_;
    std::vector<IncidentIndex> focal_;
    std::vector<RungId> rung_;
    std::vector<int> place_;
};

struct Share {
    double hits = 0;
    double n = 0;
    void add(bool hit) {
        hits += hit ? 1 : 0;
        n += 1;
    }
    [[nodiscard]] double value() const { return n > 0 ? hits / n : 0; }
};

struct Targets {
    Share answered, escalated, escalated_mild, escalated_grave, other_within_90, other_within_365, first_side;
    Share conceded;
    double incidents_per_year = 0;
};

Targets measure(const Spec& flagship, const ArmSpec& arm, std::uint64_t runs) {
    Spec spec = flagship;
    const double years = 20;
    spec.clock.horizon = Duration{years * 365 * static_cast<double>(kDay)};
    const Model model = compile(spec, arm);
    Targets t;
    double total = 0;
    double ran = 0;
    for (std::uint64_t replicate = 0; replicate < runs; ++replicate) {
        Chronicle chronicle(RungId{std::size_t{4}});
        ran += static_cast<double>(simulate(model, {1, replicate, 0}, {}, &chronicle).duration);
        const auto& all = chronicle.incidents;
        total += static_cast<double>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            t.answered.add(all[i].answered);
            t.escalated.add(all[i].escalated);
            t.conceded.add(all[i].conceded);
            (all[i].severity < 2.5 ? t.escalated_mild : t.escalated_grave).add(all[i].escalated);
            t.first_side.add(all[i].author == ActorId{std::size_t{1}});
            const bool other_next = i + 1 < all.size() && all[i + 1].author != all[i].author;
            t.other_within_90.add(other_next && all[i + 1].time - all[i].time <= 90 * kDay);
            t.other_within_365.add(other_next && all[i + 1].time - all[i].time <= 365 * kDay);
        }
    }
    t.incidents_per_year = total / (ran / (365.0 * static_cast<double>(kDay)));
    return t;
}

}  // namespace

TEST_CASE("the flagship keeps to the figures it is calibrated to") {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/cyber/reset-2011.yaml"));
    REQUIRE(loaded.spec);
    const Targets t = measure(*loaded.spec, {}, 1500);
    std::cout << "calibration: state incidents a year " << t.incidents_per_year << ", of Moscow's making "
              << t.first_side.value() << ", answered by cyber means " << t.answered.value() << ", escalating "
              << t.escalated.value() << " (severity up to 2: " << t.escalated_mild.value()
              << ", from 3: " << t.escalated_grave.value() << "), next one by the other side within 90 d "
              << t.other_within_90.value() << ", within 365 d " << t.other_within_365.value() << ", n "
              << t.answered.n << std::endl;
    REQUIRE(t.answered.n > 10'000);
    // DCID 2.0, US and Russia: 2.2 a year, 40 of 47 by one side.
    CHECK(std::fabs(t.incidents_per_year - 2.2) < 0.5);
    CHECK(std::fabs(t.first_side.value() - 0.85) < 0.07);
    // T1: .135 +- .03 answered by cyber means, .056 +- .02 flagged as escalation, none of these at severity 2
    // or less.
    CHECK(std::fabs(t.answered.value() - 0.135) < 0.03);
    CHECK(std::fabs(t.escalated.value() - 0.056) < 0.02);
    CHECK(t.escalated_mild.value() < 0.035);
    // T2: concessions after .05 of incidents at most. Only who is asked can concede.
    const Targets asked = measure(*loaded.spec, {{"hotline"}, {}}, 500);
    std::cout << "calibration: conceded, with the hot line " << asked.conceded.value() << ", n "
              << asked.conceded.n << std::endl;
    CHECK(asked.conceded.value() > 0.005);
    CHECK(asked.conceded.value() < 0.05);
    // T3: the next incident is started by the other side within 90 and 365 days in .09 and .20 of cases.
    CHECK(std::fabs(t.other_within_90.value() - 0.09) < 0.05);
    CHECK(std::fabs(t.other_within_365.value() - 0.20) < 0.06);
}
