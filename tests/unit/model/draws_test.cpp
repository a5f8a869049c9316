// Section 3 of the model: what each draw decides, worked out anew from the uniforms that its name yields.
//
// A share among n draws shows an error of a few standard errors and no smaller one. Here every single draw is
// compared, so that a probability that is off by 0.01 is off in one draw of a hundred, and a uniform that
// serves two ends is found out at once.
#include "support/scenarios.hpp"

#include <boost/math/distributions/normal.hpp>

using namespace firebreak;
using namespace firebreak::test;

namespace {

// The names of a scenario's entities, and the uniforms of the draws of seed 1 that are named by them.
class Draws {
public:
    explicit Draws(const Spec& spec)
        : stage_(spec), parameters_(stage_.model().compiled().epochs[0].parameters) {}

    [[nodiscard]] NameId actor(ActorId id) const { return parameters_.actors[id.index()].name; }
    [[nodiscard]] NameId source(std::size_t place) const { return parameters_.sources[place].name; }
    [[nodiscard]] NameId evidence(std::size_t place) const { return parameters_.evidence[place].name; }
    [[nodiscard]] NameId channel(std::size_t place) const { return parameters_.channels[place].name; }
    [[nodiscard]] static kernel::Uniforms of(std::uint64_t replicate, Purpose purpose,
                                             const Subject& subject) {
        return kernel::Noise(1, replicate).draw(draw_name(purpose, subject));
    }

private:
    Stage stage_;
    const Parameters& parameters_;
};

double exponential(double mean, double u) { return -mean * std::log1p(-u); }
double uniform(double low, double high, double u) { return low + (high - low) * u; }

// Whether a time is `span` after another, as far as times are whole milliseconds.
bool is_after(Millis time, Millis start, double span) {
    return std::fabs(static_cast<double>(time - start) - span) <= 0.51;
}

constexpr std::uint64_t kRuns = 100;

}  // namespace

TEST_CASE("Each incident's gap, cause, severity and detection are those of its draws", "[model][draws]") {
    const Spec spec = scenario(R"(
incidents: {tick: {target: north, cause: {accident: 3, attack: 1}, every: {exponential: 1d}, severity: {uniform: [1, 4]}}}
north: {detection: {probability: 0.3, delay: {exponential: 2h}}, severity: {bias: 0.2, noise: 0.4}, doctrine: [{do: hold}]}
)");
    const Draws names(spec);
    std::size_t incidents = 0;
    std::size_t detections = 0;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const Run run = play(spec, {}, replicate);
        std::vector<const Record*> cases(run.all<IncidentHappened>().size(), nullptr);
        for (const Record& record : run.records) {
            if (const auto* opened = std::get_if<CaseOpened>(&record.what))
                cases[opened->view.incident] = &record;
        }
        Millis before = 0;
        std::uint32_t ordinal = 0;
        for (const auto& [id, parent, time, what] : run.all<IncidentHappened>()) {
            INFO("replicate " << replicate << ", incident " << ordinal);
            const auto u = [&, n = ordinal](Purpose purpose, NameId actor) {
                return Draws::of(replicate, purpose, {actor, names.source(0), {}, n, 0});
            };
            REQUIRE(is_after(time, before, exponential(kDay, u(Purpose::source_gap, {}).first)));
            const kernel::Uniforms incident = u(Purpose::incident, {});
            REQUIRE(what.cause == (incident.first < 0.75 ? kAccident : kAttack));
            REQUIRE(what.severity == Approx(uniform(1, 4, incident.second)).epsilon(1e-12));
            const kernel::Uniforms detection = u(Purpose::detection, names.actor(kNorth));
            const double delay = exponential(2 * kHour, detection.second);
            const Record* opened = cases[what.incident];
            REQUIRE((opened != nullptr) ==
                    (detection.first < 0.3 && static_cast<double>(time) + delay < 100.0 * kDay));
            if (opened != nullptr) {
                REQUIRE(is_after(opened->time, time, delay));
                const double z =
                    quantile(boost::math::normal(), u(Purpose::severity, names.actor(kNorth)).first);
                const double perceived = std::min(10.0, what.severity * std::exp(0.2 + 0.4 * z));
                REQUIRE(std::get<CaseOpened>(opened->what).view.severity == Approx(perceived).epsilon(1e-12));
                ++detections;
            }
            before = time;
            ++ordinal;
            ++incidents;
        }
    }
    CHECK(incidents > 9000);
    CHECK(detections > 2500);
}

TEST_CASE("Each report's gap and the cause it names are those of its draw", "[model][draws]") {
    const Spec spec = scenario(R"(
causes: {accident: {hostility: 0}, espionage: {hostility: 0.3}, attack: {hostility: 1}}
evidence: {lab: {every: 1d, accuracy: 0.5, confusion: {accident: {espionage: 3, attack: 1}}}}
incidents: {outage: {target: north, cause: accident, at: [10d, 20d]}}
north: {attribution: {weight: 0.01, close_at: 1}, doctrine: [{do: hold}]}
)");
    const Draws names(spec);
    std::size_t reports = 0;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        std::array<Millis, 2> before = {10 * kDay, 20 * kDay};
        std::array<std::uint32_t, 2> number{};
        for (const auto& [id, parent, time, what] : play(spec, {}, replicate).all<ReportReceived>()) {
            const IncidentIndex incident = what.after.incident;
            INFO("replicate " << replicate << ", incident " << incident << ", report " << number[incident]);
            const kernel::Uniforms u = Draws::of(
                replicate, Purpose::report,
                {names.actor(kNorth), names.source(0), names.evidence(0), incident, number[incident]++});
            REQUIRE(is_after(time, before[incident], exponential(kDay, u.first)));
            // In the order of their ids: accident 0.5, attack 0.125, espionage 0.375.
            REQUIRE(what.named.index() == (u.second < 0.5 ? 0U : u.second < 0.625 ? 2U : 1U));
            before[incident] = time;
            ++reports;
        }
    }
    CHECK(reports > 16'000);
}

TEST_CASE("When a move takes effect, whether it is seen and how it is read are those of its draws",
          "[model][draws]") {
    const Spec spec = scenario(R"(
moves: {signal: {to: crisis, delay: {uniform: [1h, 9h]}, seen: 0.7}}
north: {starts_at: crisis, review: 1d, doctrine: [{do: signal}]}
south: {posture: {misread: 0.2, skew: 0.7}, doctrine: [{do: hold}]}
)");
    const Draws names(spec);
    std::size_t misread = 0;
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const Run run = play(spec, {}, replicate);
        const auto effects = run.all<MoveTookEffect>();
        const auto seen = run.all<MoveSeen>();
        REQUIRE(effects.size() == 99);
        std::size_t looked = 0;
        for (std::uint32_t k = 0; k < effects.size(); ++k) {
            INFO("replicate " << replicate << ", move " << k);
            const kernel::Uniforms effect =
                Draws::of(replicate, Purpose::effect, {names.actor(kNorth), {}, {}, k, 0});
            REQUIRE(is_after(effects[k].time, (k + 1) * kDay, uniform(kHour, 9 * kHour, effect.first)));
            const bool sees = looked < seen.size() && seen[looked].parent == effects[k].id;
            REQUIRE(sees == (effect.second < 0.7));
            if (!sees) continue;
            const kernel::Uniforms u =
                Draws::of(replicate, Purpose::reading, {names.actor(kSouth), names.actor(kNorth), {}, k, 0});
            REQUIRE(seen[looked].what.reading == (u.first >= 0.2   ? kCrisis
                                                  : u.second < 0.7 ? kBrink
                                                                   : kTense));
            misread += seen[looked].what.misread();
            ++looked;
        }
        REQUIRE(looked == seen.size());
    }
    CHECK(misread > 1000);
}

TEST_CASE("The stages of a message, its loss, its garbling and whether it is believed are those of its draws",
          "[model][draws]") {
    const Spec spec = scenario(R"(
channels: {cable: {link: {exponential: 1d}, translate: {exponential: 2d}, deliver: {exponential: 3d}, loss: 0.3, garble: 0.2, credibility: 0.6}}
messages: {reassurance: {clarifies: posture}}
moves: {up: {to: tense, seen: 0}, tell: {sends: reassurance, via: cable, delay: {exponential: 1d}}}
incidents: {a: {target: north, cause: accident, at: 10d, severity: 1}, b: {target: north, cause: accident, at: 20d, severity: 2}}
north: {doctrine: [{when: {incident.severity: 1}, do: up}, {do: tell}]}
)");
    const Draws names(spec);
    std::size_t clarified = 0;
    for (std::uint64_t replicate = 0; replicate < 20 * kRuns; ++replicate) {
        INFO("replicate " << replicate);
        const auto u = [&](Purpose purpose, std::uint32_t n) {
            return Draws::of(replicate, purpose, {{}, names.channel(0), names.actor(kNorth), 0, n});
        };
        const kernel::Uniforms ways = u(Purpose::message, 0);
        const kernel::Uniforms fate = u(Purpose::message, 1);
        const kernel::Uniforms tone = u(Purpose::message, 2);
        const Run run = play(spec, {}, replicate);
        const auto sent = run.only<MessageSent>();
        REQUIRE(is_after(sent.time, 20 * kDay, exponential(kDay, u(Purpose::send_delay, 0).first)));
        REQUIRE(sent.what.lost == (fate.second < 0.3));
        if (sent.what.lost) continue;
        const auto [id, parent, time, what] = run.only<MessageDelivered>();
        REQUIRE(is_after(what.linked, sent.time, exponential(kDay, ways.first)));
        REQUIRE(what.desk == what.linked);
        REQUIRE(is_after(what.translated, what.desk, exponential(2 * kDay, ways.second)));
        REQUIRE(is_after(time, what.translated, exponential(3 * kDay, fate.first)));
        REQUIRE(what.read_as == (tone.first < 0.2 ? MessageKind::warning : MessageKind::reassurance));
        REQUIRE(what.reading_before == kCalm);
        REQUIRE(what.reading == (tone.first >= 0.2 && tone.second < 0.6 ? kTense : kCalm));
        clarified += what.reading == kTense;
    }
    CHECK(clarified > 500);
}

TEST_CASE("How long a decision takes and what is chosen are those of its draws", "[model][draws]") {
    const Spec spec = scenario(R"(
moves: {a: {to: calm, seen: 0}, b: {to: calm, seen: 0}}
north: {review: 1d, deliberation: {uniform: [1h, 9h]}, tremble: 0.3, doctrine: [{do: {a: 1, b: 2, hold: 5}}]}
)");
    const Draws names(spec);
    const std::array<std::string, 3> moves = {"a", "b", "hold"};
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        const Acts acts = play(spec, {}, replicate).acts(kNorth);
        REQUIRE(acts.size() == 99);
        std::uint32_t review = 0;
        for (const auto& [time, move] : acts) {
            ++review;  // reviews count from 1
            INFO("replicate " << replicate << ", review " << review);
            const auto u = [&](Purpose purpose) {
                return Draws::of(replicate, with_trigger(purpose, Trigger::review),
                                 {names.actor(kNorth), {}, {}, review, 0});
            };
            REQUIRE(is_after(time, review * kDay, uniform(kHour, 9 * kHour, u(Purpose::deliberation).first)));
            const auto [weight, tremble] = u(Purpose::choice);
            const std::size_t by_weight = weight < 0.125 ? 0 : weight < 0.375 ? 1 : 2;
            const std::size_t by_tremble = tremble < 0.1 ? 0 : tremble < 0.2 ? 1 : 2;
            REQUIRE(move == moves[tremble < 0.3 ? by_tremble : by_weight]);
        }
    }
}

TEST_CASE("The time to an accident is that of its draw", "[model][draws]") {
    const Spec spec = scenario(R"(
ladder: [{id: calm}, {id: tense, accident_every: 20d}, {id: crisis}, {id: brink}, {id: war}]
clock: {horizon: 10y}
north: {starts_at: tense, doctrine: [{do: hold}]}
)");
    const Draws names(spec);
    for (std::uint64_t replicate = 0; replicate < kRuns; ++replicate) {
        INFO("replicate " << replicate);
        const double u = Draws::of(replicate, Purpose::accident, {names.actor(kNorth), {}, {}, 0, 0}).first;
        CHECK(is_after(play(spec, {}, replicate).only<MoveTookEffect>().time, 0, exponential(20 * kDay, u)));
    }
}
