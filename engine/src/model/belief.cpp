// Cases: opening them, reports, and what an actor believes.
#include <algorithm>
#include <cmath>
#include <optional>

#include "model/stepper.hpp"

namespace firebreak {

double Stepper::image_log_odds(ActorId actor) const {
    const ActorState& a = state(actor);
    if (a.image == 0) return 0;
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

std::size_t Stepper::most_believed(const Case& c) const {
    std::size_t best = 0;
    for (std::size_t h = 1; h < model_.causes; ++h) {
        if (c.belief[h] > c.belief[best]) best = h;
    }
    return best;
}

CaseView Stepper::view(const Case& c) const { return {c.incident, c.severity, c.belief, c.hostility, c.confidence, c.concluded}; }

bool Stepper::takes_reports(ActorId actor, const Case& c) const { return !c.concluded && !cold(actor, c); }

// Hostility and confidence from the belief; concludes the case when it is sure enough.
void Stepper::weigh(ActorId actor, Case& c) {
    double hostility = 0;
    double confidence = 0;
    for (std::size_t h = 0; h < model_.causes; ++h) {
        hostility += c.belief[h] * parameters_->hostility[h];
        confidence = c.belief[h] > confidence ? c.belief[h] : confidence;
    }
    c.hostility = hostility;
    c.confidence = confidence;
    if (confidence < params(actor).close_at) return;
    c.concluded = true;
    const bool right = most_believed(c) == world_.incidents[c.incident].cause.index();
    ++(right ? world_.result.counts.concluded_right : world_.result.counts.concluded_wrong);
}

void Stepper::update_belief(ActorId actor, Case& c, const std::array<double, kMaxCauses>& factors) {
    std::array<double, kMaxCauses> product;
    double sum = 0;
    for (std::size_t h = 0; h < model_.causes; ++h) sum += product[h] = c.belief[h] * factors[h];
    if (!(sum > 0)) return;  // what nobody who still has belief allows is noted and changes nothing
    const double scale = 1 / sum;
    for (std::size_t h = 0; h < model_.causes; ++h) c.belief[h] = product[h] * scale;
    weigh(actor, c);
}

void Stepper::open_case(ActorId actor, IncidentIndex index, RecordId parent) {
    ActorState& a = state(actor);
    const CompiledActor& p = params(actor);
    Incident& incident = world_.incidents[index];
    const auto place = static_cast<std::uint32_t>(a.cases.size());
    incident.cases[actor.index()] = place;
    Case& c = a.cases.emplace_back();
    c.incident = index;
    c.opened = world_.now;
    c.window_end = later(incident.window);
    const Subject subject{p.name, incident.name, {}, incident.ordinal, 0};
    if (clean(actor)) {
        c.severity = incident.severity;
        c.belief[incident.cause.index()] = 1;
    } else {
        const double z = p.severity.noise > 0 ? kernel::normal_quantile(draw(Purpose::severity, subject).first) : 0;
        const double shift = p.severity.bias + p.severity.noise * z;
        c.severity = shift == 0 ? incident.severity : std::clamp(incident.severity * kernel::portable_exp(shift), 0.0, 10.0);
        const double tilt = p.tilt + p.carry * image_log_odds(actor);
        double sum = 0;
        for (std::size_t h = 0; h < model_.causes; ++h) {
            const double pull = tilt * parameters_->hostility[h];
            sum += c.belief[h] = pull == 0 ? p.prior[h] : p.prior[h] * kernel::portable_exp(pull);
        }
        for (std::size_t h = 0; h < model_.causes; ++h) c.belief[h] /= sum;
    }
    ++world_.result.counts.detections;
    weigh(actor, c);
    a.live.push_back(place);
    const RecordId record = note(EventKind::detection, actor, c.confidence + c.severity);
    if (recorder_ != nullptr) emit(record, parent, CaseOpened{actor, view(c)});
    if (model_.settled_at.valid() && p.cold_after != kNever) {
        schedule(later(p.cold_after), {EventKind::cold, static_cast<std::uint8_t>(actor.value), 0, place, 0, record});
    }
    for (std::size_t e = 0; e < parameters_->evidence.size(); ++e) start_reports(actor, place, EvidenceId{e}, 0, record);
    if (c.window_end != kNever) bring_forward(actor, c.window_end);
    observe(actor, Trigger::incident, subject, record);
}

void Stepper::start_reports(ActorId actor, std::uint32_t place, EvidenceId source, std::uint32_t ordinal, RecordId parent) {
    const Case& c = state(actor).cases[place];
    if (!takes_reports(actor, c) || !parameters_->evidence[source.index()].gate.open(parameters_->in_force)) return;
    const Event event{EventKind::report, static_cast<std::uint8_t>(actor.value), source.value, place, ordinal, parent};
    const Incident& incident = world_.incidents[c.incident];
    const Subject subject{params(actor).name, incident.name, parameters_->evidence[source.index()].name, incident.ordinal, ordinal};
    schedule_report(event, draw(Purpose::report, subject).first);
}

void Stepper::schedule_report(const Event& event, double gap_draw) {
    const double gap = parameters_->evidence[event.a].mean_gap * kernel::unit_exponential(gap_draw);
    schedule(later(to_millis(gap)), event);
}

// The draw of report n gives the cause it names and the gap to report n + 1; the gap to the first report comes from the opening's own draw.
void Stepper::on_report(const Event& event) {
    const ActorId actor{event.actor};
    const std::uint32_t place = event.b;
    const CompiledEvidence& source = parameters_->evidence[event.a];
    Case& c = state(actor).cases[place];
    if (!takes_reports(actor, c) || !source.gate.open(parameters_->in_force)) return;
    const Incident& incident = world_.incidents[c.incident];
    const Subject subject{params(actor).name, incident.name, source.name, incident.ordinal, event.c + 1};
    const kernel::Uniforms u = draw(Purpose::report, subject);
    const auto& cumulative = source.cumulative[incident.cause.index()];
    std::size_t named = 0;
    while (named + 1 < model_.causes && u.second >= cumulative[named]) ++named;

    std::optional<CaseView> before;
    if (recorder_ != nullptr) before = view(c);
    update_belief(actor, c, source.factor[actor.index()][named]);
    ++world_.result.counts.reports;
    const RecordId record = note(EventKind::report, actor, c.confidence + static_cast<double>(named));
    if (before) emit(record, event.parent, ReportReceived{actor, EvidenceId{event.a}, CauseId{named}, *before, view(c)});
    if (!c.concluded) {
        Event next = event;
        ++next.c;
        schedule_report(next, u.first);
    }
    observe(actor, Trigger::evidence, subject, record);
}

}  // namespace firebreak
