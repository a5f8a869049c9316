// The properties that the model's description lists under its exact checks, on the flagship scenario.
#include <algorithm>
#include <cmath>

#include <firebreak/ensemble.hpp>
#include <firebreak/model.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;

namespace {

Spec flagship() {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/cyber/reset-2011.yaml"));
    REQUIRE(loaded.spec);
    return *loaded.spec;
}

void set(Spec& spec, const std::string& path, ParameterValue value) {
    REQUIRE(set_parameter(spec, {path, std::move(value)}) > 0);
}

ArmSpec all_measures(const Spec& spec) {
    ArmSpec arm;
    for (const MeasureSpec& measure : spec.measures) arm.measures.push_back(measure.id);
    return arm;
}

std::vector<Record> records_of(const Model& model, std::uint64_t replicate) {
    RecordList list;
    (void)simulate(model, {1, replicate, 0}, {}, &list);
    return std::move(list.records);
}

// What happened to postures and beliefs, without the messages and what only speaks of them.
std::vector<std::string> course_without_messages(const Model& model, std::uint64_t replicate) {
    std::vector<std::string> course;
    for (const Record& record : records_of(model, replicate)) {
        const std::string time = std::to_string(record.time) + " ";
        if (const auto* c = std::get_if<CaseOpened>(&record.what)) {
            course.push_back(time + "case " + std::to_string(c->actor.value) + " " +
                             std::to_string(c->view.severity));
        } else if (const auto* r = std::get_if<ReportReceived>(&record.what)) {
            course.push_back(time + "report " + std::to_string(r->named.value) + " " +
                             std::to_string(r->after.confidence));
        } else if (const auto* m = std::get_if<MoveTookEffect>(&record.what)) {
            course.push_back(time + "effect " + std::to_string(m->actor.value) + " " +
                             std::to_string(m->after.value));
        } else if (const auto* s = std::get_if<MoveSeen>(&record.what)) {
            course.push_back(time + "seen " + std::to_string(s->reading.value) + " " +
                             std::to_string(s->image));
        } else if (const auto* d = std::get_if<DecisionMade>(&record.what); d != nullptr && !d->at_once) {
            course.push_back(time + "decision " + std::to_string(d->move.value) + " " +
                             std::to_string(d->threat));
        }
    }
    return course;
}

double z_of_difference(std::uint64_t a, std::uint64_t b, std::uint64_t n) {
    const double p = static_cast<double>(a + b) / (2.0 * static_cast<double>(n));
    return (static_cast<double>(a) - static_cast<double>(b)) /
           std::sqrt(2 * static_cast<double>(n) * p * (1 - p));
}

}  // namespace

TEST_CASE("the order in which a file lists its actors, sources and channels changes nothing") {
    const Spec spec = flagship();
    Spec turned = spec;
    std::swap(turned.actors[0], turned.actors[1]);
    std::reverse(turned.incidents.begin(), turned.incidents.end());
    std::reverse(turned.channels.begin(), turned.channels.end());
    std::reverse(turned.evidence.begin(), turned.evidence.end());
    const Model model = compile(spec, all_measures(spec));
    const Model mirror = compile(turned, all_measures(spec));
    for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
        const RunResult a = simulate(model, {1, replicate, 0});
        const RunResult b = simulate(mirror, {1, replicate, 0});
        const bool same = a.outcome == b.outcome && a.peak_rung[0] == b.peak_rung[1] &&
                          a.peak_rung[1] == b.peak_rung[0] && a.peak_time[0] == b.peak_time[1] &&
                          a.crisis_time == b.crisis_time && a.events == b.events &&
                          a.counts.misread == b.counts.misread && a.counts.decisions == b.counts.decisions;
        if (!same) FAIL("replicate " << replicate);
    }
}

TEST_CASE("swapping the two actors swaps the results") {
    // Each side gets the other's parameters and incidents; n = 40,000, |z| < 4.5 for each side's part of the
    // crises.
    Spec spec = flagship();
    set(spec, "actors.washington.attribution.tilt", 1.2);
    Spec swapped = spec;
    std::swap(swapped.actors[0], swapped.actors[1]);
    std::swap(swapped.actors[0].id, swapped.actors[1].id);
    for (IncidentSpec& source : swapped.incidents) {
        for (std::string& target : source.targets) target = target == "washington" ? "moscow" : "washington";
    }
    const std::uint64_t n = 40'000;
    const auto first_side_peaks = [&](const Spec& s, ActorId actor) {
        const Model model = compile(s);
        std::uint64_t crises = 0;
        for (std::uint64_t replicate = 0; replicate < n; ++replicate) {
            const RunResult run = simulate(model, {1, replicate, 0});
            if (run.peak_rung[actor.index()] >= RungId{std::size_t{4}}) ++crises;
        }
        return crises;
    };
    for (const std::size_t i : {0, 1}) {
        // After the swap list place i holds the parameters of the other side.
        const std::uint64_t before = first_side_peaks(spec, ActorId{i});
        const std::uint64_t after = first_side_peaks(swapped, ActorId{1 - i});
        INFO(before << " and " << after);
        CHECK(before > 1000);
        CHECK(std::fabs(z_of_difference(before, after, n)) < 4.5);
    }
}

TEST_CASE("scaling every duration by the same factor changes no probability") {
    const Spec spec = flagship();
    Spec slow = spec;
    for (Parameter& parameter : parameters(slow)) {
        if (parameter.kind == Parameter::Kind::duration) std::get<Duration*>(parameter.value)->ms *= 3;
        if (parameter.kind == Parameter::Kind::duration_law) {
            auto* law = std::get<Distribution*>(parameter.value);
            *law = scaled(*law, 3);
        }
    }
    REQUIRE(slow.clock.horizon.ms == 3 * spec.clock.horizon.ms);
    const Model model = compile(spec, {{"hotline"}, {}});
    const Model scaled_model = compile(slow, {{"hotline"}, {}});
    int different = 0;
    int crises = 0;
    for (std::uint64_t replicate = 0; replicate < 2000; ++replicate) {
        const RunResult a = simulate(model, {1, replicate, 0});
        const RunResult b = simulate(scaled_model, {1, replicate, 0});
        crises += a.crisis ? 1 : 0;
        different += a.outcome != b.outcome || a.events != b.events ? 1 : 0;
    }
    CHECK(crises > 50);
    // Times are rounded to the millisecond, so a tie may fall the other way in a run or two.
    CHECK(different <= 4);
}

TEST_CASE("without noise and tilt there is no inadvertent crisis at all") {
    Spec spec = flagship();
    for (const char* path : {"actors.*.posture.misread", "actors.*.severity.noise", "actors.*.severity.bias",
                             "actors.*.attribution.tilt", "actors.*.attribution.carry"}) {
        set(spec, path, 0.0);
    }
    // Evidence that is right, at once, leaves no doubt either.
    set(spec, "evidence.forensics.accuracy", 1.0);
    set(spec, "evidence.forensics.every", Duration{1});
    // Crises must be possible for the claim to say anything: espionage is answered harshly.
    set(spec, "causes.espionage.hostility", 0.9);
    EnsembleOptions options;
    options.runs = 4000;
    Study study = make_study(spec, {ArmSpec{}});
    run_study(study, options);
    CHECK(study.totals(0).crisis > 400);
    CHECK(study.twins(0).n10 == 0);
    CHECK(study.twins(0).n01 == 0);
}

TEST_CASE("with exact perception the clean twin is the factual run, bit for bit") {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/theory/cascade.yaml"));
    REQUIRE(loaded.spec);
    // Every incident is an attack, and both sides know it.
    Spec spec = *loaded.spec;
    spec.incidents.front().causes = {{"attack", 1.0}};
    set(spec, "actors.*.attribution.prior.pretext", 0.0);
    set(spec, "actors.*.attribution.prior.attack", 1.0);
    const Model factual = compile(spec);
    const Model clean = compile(spec, {{}, {true, true}});
    for (std::uint64_t replicate = 0; replicate < 500; ++replicate) {
        if (simulate(factual, {1, replicate, 0}).digest != simulate(clean, {1, replicate, 0}).digest)
            FAIL("replicate " << replicate);
    }
}

TEST_CASE("an infinitely slow channel equals no channel, bit for bit") {
    Spec spec = flagship();
    // Asking is done at once or never, so that the doctrine does not decide otherwise because there is
    // somebody to ask.
    for (ActorSpec& actor : spec.actors) {
        for (RuleSpec& rule : actor.doctrine) {
            if (rule.moves.front().first != "ask") continue;
            rule.when.push_back({Fact::time_left, "", {{0, 1e300, true, false}}});
            rule.when.front().any_of = {{static_cast<double>(Trigger::incident),
                                         static_cast<double>(Trigger::incident), false, false}};
            REQUIRE(rule.when.front().fact == Fact::trigger);
        }
    }
    Spec slow = spec;
    set(slow, "channels.hotline.up", true);
    set(slow, "channels.hotline.link", Duration{std::numeric_limits<double>::infinity()});
    set(slow, "channels.hotline.patience", Duration{std::numeric_limits<double>::infinity()});
    Spec none = spec;
    set(none, "channels.hotline.up", false);
    std::uint64_t messages = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate) {
        messages += simulate(compile(slow), {1, replicate, 0}).counts.messages;
        if (course_without_messages(compile(slow), replicate) !=
            course_without_messages(compile(none), replicate)) {
            FAIL("replicate " << replicate);
        }
    }
    CHECK(messages > 1000);
}

TEST_CASE("credibility 0 equals an empty message, bit for bit") {
    Spec inert = flagship();
    set(inert, "channels.*.credibility", 0.0);
    Spec empty = flagship();
    for (MessageSpec& message : empty.messages) {
        message.likelihood.clear();
        message.clarifies_posture = false;
    }
    const Model a = compile(inert, {{"hotline"}, {}});
    const Model b = compile(empty, {{"hotline"}, {}});
    std::uint64_t delivered = 0;
    for (std::uint64_t replicate = 0; replicate < 500; ++replicate) {
        const RunResult run = simulate(a, {1, replicate, 0});
        delivered += run.counts.delivered;
        if (run.digest != simulate(b, {1, replicate, 0}).digest) FAIL("replicate " << replicate);
    }
    CHECK(delivered > 1000);
}

TEST_CASE("switching a measure changes no draw that it does not touch") {
    const Spec spec = flagship();
    const Model without = compile(spec);
    const Model with = compile(spec, all_measures(spec));
    std::uint64_t compared = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate) {
        // Everything about outside incidents: when, what, how grave, whether and when each side detects them
        // and how grave they seem.
        const auto outside = [&](const Model& model) {
            std::vector<std::string> happened;
            std::vector<bool> from_outside;
            for (const Record& record : records_of(model, replicate)) {
                if (const auto* i = std::get_if<IncidentHappened>(&record.what)) {
                    from_outside.push_back(i->source.valid());
                    if (!i->source.valid()) continue;
                    happened.push_back(std::to_string(record.time) + " " + std::to_string(i->source.value) +
                                       " " + std::to_string(i->cause.value) + " " +
                                       std::to_string(i->severity));
                } else if (const auto* c = std::get_if<CaseOpened>(&record.what);
                           c != nullptr && from_outside[c->view.incident]) {
                    happened.push_back(std::to_string(record.time) + " seen " +
                                       std::to_string(c->view.severity));
                }
            }
            return happened;
        };
        auto a = outside(without);
        auto b = outside(with);
        // A run that ended in war is shorter.
        const std::size_t common = std::min(a.size(), b.size());
        a.resize(common);
        b.resize(common);
        compared += common;
        if (a != b) FAIL("replicate " << replicate);
    }
    CHECK(compared > 4000);
}

TEST_CASE("beliefs sum to 1 and stay within 0 and 1, whatever happens") {
    const Spec spec = flagship();
    const Model model = compile(spec, all_measures(spec));
    double worst = 0;
    std::uint64_t seen = 0;
    const auto look = [&](const CaseView& view) {
        if (view.incident == kNoIndex) return;
        double sum = 0;
        for (const double b : view.belief) {
            REQUIRE((b >= 0 && b <= 1 + 1e-12));
            sum += b;
        }
        worst = std::fmax(worst, std::fabs(sum - 1));
        ++seen;
    };
    for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
        for (const Record& record : records_of(model, replicate)) {
            if (const auto* c = std::get_if<CaseOpened>(&record.what)) look(c->view);
            if (const auto* r = std::get_if<ReportReceived>(&record.what)) look(r->after);
            if (const auto* d = std::get_if<MessageDelivered>(&record.what)) look(d->after);
            if (const auto* s = std::get_if<SilenceFell>(&record.what)) look(s->after);
        }
    }
    CHECK(seen > 10'000);
    CHECK(worst < 1e-12);
}

TEST_CASE("the order in which evidence arrives and the names of causes do not matter to a belief") {
    // The scenario theory/bayes applies five reports and messages; here its causes are listed the other way
    // round.
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/theory/bayes.yaml"));
    REQUIRE(loaded.spec);
    Spec turned = *loaded.spec;
    std::reverse(turned.causes.begin(), turned.causes.end());
    EnsembleOptions options;
    options.runs = 10;
    for (const Verdict& verdict : verify(turned, options)) CHECK(verdict.passed());
}
