// Cases: opening them, reports, and what an actor believes.
#include <algorithm>
#include <cmath>
#include <optional>

#include "model/stepper.hpp"

namespace firebreak {
namespace {

constexpr std::array<double, kMaxCauses> kNoChange = [] {
    std::array<double, kMaxCauses> ones{};
    ones.fill(1);
    return ones;
}();

}  // namespace

double Stepper::image_log_odds(ActorId actor) const {
    const ActorState& a = state(actor);
    if (a.image == 0 || a.image_time == world_.now) return a.image;
    const double age = static_cast<double>(world_.now - a.image_time);
    return a.image * kernel::portable_exp2(-age * params(actor).image_per_ms);
}

double Stepper::image(ActorId actor) const {
    return 1 / (1 + kernel::portable_exp(-(params(actor).image_start + image_log_odds(actor))));
}

void Stepper::add_image(ActorId actor, double log_odds) {
    const double relaxed = image_log_odds(actor);
    state(actor).image = relaxed + log_odds;
    state(actor).image_time = world_.now;
}

// Of equal ones the least hostile, of those the first by id; rounding makes no difference. So the order of
// the causes in the file makes none.
std::size_t Stepper::most_believed(const Case& c) const {
    std::size_t best = 0;
    for (std::size_t h = 1; h < model_.causes; ++h) {
        if (c.belief[h] > c.belief[best]) best = h;
    }
    const double enough = c.belief[best] * (1 - 1e-9);  // as the tolerance of thresholds
    std::size_t alike = 0;
    for (std::size_t h = 0; h < model_.causes; ++h) alike += c.belief[h] >= enough ? 1 : 0;
    if (alike == 1) return best;
    bool found = false;
    for (std::size_t place = 0; place < model_.causes; ++place) {
        const std::size_t h = parameters_->cause_order[place];
        if (c.belief[h] < enough || (found && parameters_->hostility[h] >= parameters_->hostility[best]))
            continue;
        best = h;
        found = true;
    }
    return best;
}

CaseView Stepper::view(const Case& c) const {
    return {
        c.incident, c.severity, c.belief, c.hostility, c.confidence, c.concluded, CauseId{most_believed(c)}};
}

bool Stepper::takes_reports(ActorId actor, const Case& c) const { return !c.concluded && !cold(actor, c); }

// Multiplies the belief by the factors and normalises it; hostility and confidence come with it.
void Stepper::update_belief(ActorId actor, Case& c, const std::array<double, kMaxCauses>& factors) {
    std::array<double, kMaxCauses> product;
    // Two sums at once, because each addition waits for the one before. Beliefs beyond the last cause are 0.
    std::array<double, 2> sum{};
    for (std::size_t h = 0; h < model_.causes; h += 2) {
        for (std::size_t i = 0; i < 2; ++i) sum[i] += product[h + i] = c.belief[h + i] * factors[h + i];
    }
    const double total = sum[0] + sum[1];
    if (!(total > 0)) return;  // what nobody who still has belief allows is noted and changes nothing
    std::array<double, 2> hostility{};
    std::array<double, 2> largest{};
    for (std::size_t h = 0; h < model_.causes; h += 2) {
        for (std::size_t i = 0; i < 2; ++i) {
            const double b = product[h + i] / total;  // not by the reciprocal: certainty stays exactly 1
            c.belief[h + i] = b;
            hostility[i] += b * parameters_->hostility[h + i];
            largest[i] = b > largest[i] ? b : largest[i];
        }
    }
    c.hostility = hostility[0] + hostility[1];
    c.confidence = largest[0] > largest[1] ? largest[0] : largest[1];
    conclude(actor, c);
}

void Stepper::add_to_digest(const Case& c) {
    for (std::size_t h = 0; h < model_.causes; ++h) world_.digest.add(c.belief[h]);
}

// The actor learns what its focal case truly is. What it knows is worked out anew.
void Stepper::put_right(ActorId actor, Knowledge& knowledge) {
    scan(actor, knowledge);
    const Trigger trigger = knowledge.trigger;
    if (knowledge.focal != kNoIndex) {
        Case& c = state(actor).cases[knowledge.focal];
        const Incident& incident = world_.incidents[c.incident];
        c.severity = incident.phantom ? 0 : incident.severity;
        c.belief = {};
        c.belief[incident.cause.index()] = 1;
        if (!c.concluded) {
            update_belief(actor, c, kNoChange);
        } else {
            c.hostility = parameters_->hostility[incident.cause.index()];
            c.confidence = 1;
        }
    }
    knowledge = know(actor, trigger);
}

void Stepper::conclude(ActorId actor, Case& c) {
    if (c.confidence < params(actor).close_at) return;
    c.concluded = true;
    const bool right = most_believed(c) == world_.incidents[c.incident].cause.index();
    ++(right ? world_.result.counts.concluded_right : world_.result.counts.concluded_wrong);
}

void Stepper::open_case(ActorId actor, IncidentIndex index, RecordId parent) {
    ActorState& a = state(actor);
    const CompiledActor& p = params(actor);
    Incident& incident = world_.incidents[index];
    const Subject subject{p.name, incident.name, {}, incident.ordinal, 0};
    if (corrected(Correction::Kind::overlooked, Purpose::detection, subject)) return;
    const auto place = static_cast<std::uint32_t>(a.cases.size());
    incident.cases[actor.index()] = place;
    Case& c = a.cases.emplace_back();
    c.incident = index;
    c.opened = world_.now;
    c.window_end = later(incident.window);
    if (clean(actor, Perception::severity)) {
        c.severity = incident.severity;
    } else {
        const double z =
            p.severity.noise > 0 ? kernel::normal_quantile(draw(Purpose::severity, subject).first) : 0;
        const double shift = p.severity.bias + p.severity.noise * z;
        c.severity = shift == 0 ? incident.severity
                                : std::clamp(incident.severity * kernel::portable_exp(shift), 0.0, 10.0);
    }
    if (clean(actor, Perception::cause)) {
        c.belief[incident.cause.index()] = 1;
        update_belief(actor, c, kNoChange);
    } else {
        const double tilt = p.tilt + p.carry * image_log_odds(actor);
        std::array<double, kMaxCauses> pull = kNoChange;
        for (std::size_t h = 0; h < model_.causes; ++h) {
            c.belief[h] = p.prior[h];
            const double nats = tilt * parameters_->hostility[h];
            if (nats != 0) pull[h] = kernel::portable_exp(nats);
        }
        update_belief(actor, c, pull);
    }
    ++world_.result.counts.detections;
    a.live.push_back(place);
    const RecordId record = note(EventKind::detection, actor, c.severity);
    add_to_digest(c);
    if (recorder_ != nullptr)
        emit(record, parent, CaseOpened{actor, view(c)}, event_name(Purpose::detection, subject));
    watch_cold(actor, place);
    for (const std::uint16_t e : model_.evidence_order) start_reports(actor, place, EvidenceId{e}, 0, record);
    if (c.window_end != kNever) bring_forward(actor, c.window_end);
    observe(actor, Trigger::incident, subject, record);
}

// Where runs can settle, a case going cold is an event.
void Stepper::watch_cold(ActorId actor, std::uint32_t place) {
    const Millis cold_after = params(actor).cold_after;
    if (!model_.settled_at.valid() || cold_after == kNever) return;
    const Millis time = std::max(world_.now, state(actor).cases[place].opened + cold_after);
    schedule(time, {EventKind::cold, static_cast<std::uint8_t>(actor.value), 0, place, 0, 0});
}

void Stepper::start_reports(ActorId actor, std::uint32_t place, EvidenceId source, std::uint32_t ordinal,
                            RecordId parent) {
    const Case& c = state(actor).cases[place];
    if (!takes_reports(actor, c) || !parameters_->evidence[source.index()].gate.open(parameters_->in_force))
        return;
    schedule_report(
        {EventKind::report, static_cast<std::uint8_t>(actor.value), source.value, place, ordinal, parent, 0},
        world_.incidents[c.incident]);
}

Subject Stepper::report_subject(const Event& event, const Incident& incident) const {
    return {params(ActorId{event.actor}).name, incident.name, parameters_->evidence[event.a].name,
            incident.ordinal, event.c};
}

// One draw gives the gap before the report and, kept in the event, the cause it names.
void Stepper::schedule_report(Event event, const Incident& incident) {
    const kernel::Uniforms u = draw(Purpose::report, report_subject(event, incident));
    event.u = u.second;
    schedule(later(to_millis(parameters_->evidence[event.a].mean_gap * kernel::unit_exponential(u.first))),
             event);
}

void Stepper::on_report(const Event& event) {
    const ActorId actor{event.actor};
    const CompiledEvidence& source = parameters_->evidence[event.a];
    Case& c = state(actor).cases[event.b];
    if (!takes_reports(actor, c) || !source.gate.open(parameters_->in_force)) return;
    const Incident& incident = world_.incidents[c.incident];
    const std::size_t named = named_cause(source.cumulative[incident.cause.index()], event.u);

    std::optional<CaseView> before;
    if (recorder_ != nullptr) before = view(c);
    update_belief(actor, c, source.factor[actor.index()][named]);
    ++world_.result.counts.reports;
    // The belief before is in the digest, so what was named and how sure it made are enough.
    const RecordId record = note(EventKind::report, actor, c.confidence);
    world_.digest.add((std::uint64_t{event.a} << 8) | named);
    if (before)
        emit(record, event.parent,
             ReportReceived{actor, EvidenceId{event.a}, CauseId{named}, *before, view(c)});
    if (!c.concluded) {
        Event next = event;
        ++next.c;
        schedule_report(next, incident);
    }
    observe(actor, Trigger::evidence, report_subject(event, incident), record);
}

// By inversion, without a branch that depends on the draw.
std::size_t Stepper::named_cause(const std::array<double, kMaxCauses>& cumulative, double u) const {
    std::size_t place = 0;
    for (std::size_t i = 0; i + 1 < model_.causes; ++i) place += u >= cumulative[i] ? 1 : 0;
    return parameters_->cause_order[place];
}

}  // namespace firebreak
