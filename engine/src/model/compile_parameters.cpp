#include "model/compile_parameters.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "kernel/math.hpp"

namespace firebreak {
namespace {

template <class Tag, class List>
Id<Tag> place_of(const List& list, std::string_view id) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].id == id) return Id<Tag>{i};
    }
    return {};
}

// Gives every entity its name: a hash of kind and id, moved on to the next number where two would agree in
// the bits of their field. That happens once in 10^5 scenarios of twenty sources; only then does a draw
// depend on what else there is. Ids are taken in alphabetical order, so the result never depends on the order
// of the file.
class NameTable {
public:
    explicit NameTable(const Spec& spec) {
        std::set<std::string> keys;
        for (const auto& actor : spec.actors) keys.insert("actor:" + actor.id);
        for (const auto& source : spec.incidents) keys.insert("incident:" + source.id);
        for (const auto& evidence : spec.evidence) keys.insert("evidence:" + evidence.id);
        for (const auto& channel : spec.channels) keys.insert("channel:" + channel.id);
        for (const auto& key : keys) {
            std::uint64_t hash = 0;
            for (const char c : key) hash = kernel::mix(hash ^ static_cast<unsigned char>(c));
            auto name = static_cast<std::uint32_t>(hash);
            while (!free(key.front(), name)) ++name;
            take(key.front(), name);
            names_[key] = NameId{name};
        }
    }
    [[nodiscard]] NameId operator()(const char* kind, const std::string& id) const {
        return names_.at(std::string(kind) + ":" + id);
    }

private:
    // Fields in which an entity of this kind (actor, incident, evidence, channel) can stand.
    static bool can_be_first(char kind) { return kind != 'e'; }
    static bool can_be_second(char kind) { return kind == 'e' || kind == 'a'; }
    static std::uint32_t low(std::uint32_t name, unsigned bits) { return name & ((1U << bits) - 1); }

    // 0 stands for "no entity" in every field.
    [[nodiscard]] bool free(char kind, std::uint32_t name) const {
        const auto clear = [&](const std::set<std::uint32_t>& used, unsigned bits) {
            return low(name, bits) != 0 && used.count(low(name, bits)) == 0;
        };
        return (kind != 'a' || clear(actors_, kActorBits)) &&
               (!can_be_first(kind) || clear(first_, kFirstBits)) &&
               (!can_be_second(kind) || clear(second_, kSecondBits));
    }
    void take(char kind, std::uint32_t name) {
        if (kind == 'a') actors_.insert(low(name, kActorBits));
        if (can_be_first(kind)) first_.insert(low(name, kFirstBits));
        if (can_be_second(kind)) second_.insert(low(name, kSecondBits));
    }

    std::set<std::uint32_t> actors_, first_, second_;
    std::map<std::string, NameId> names_;
};

// The causes in the order of their ids, in which they are drawn.
std::vector<std::size_t> causes_by_id(const Spec& spec) {
    std::vector<std::size_t> order(spec.causes.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return spec.causes[a].id < spec.causes[b].id; });
    return order;
}

std::uint32_t measure_bit(const Spec& spec, const std::string& id) {
    const auto measure = find_measure(spec, id);
    return measure ? std::uint32_t{1} << measure->index() : 0;
}

template <class Entity>
Gate gate_of(const Spec& spec, const Entity& entity) {
    return {measure_bit(spec, entity.needs), measure_bit(spec, entity.unless)};
}

Millis optional_millis(const std::optional<Duration>& duration) {
    return duration ? to_millis(duration->ms) : kNever;
}

double per_ms(Duration half_life) { return half_life.ms > 0 ? 1 / half_life.ms : kForever; }

CompiledSource compile_source(const Spec& spec, const IncidentSpec& source, const NameTable& names) {
    CompiledSource out;
    out.name = names("incident", source.id);
    out.cause_cumulative.assign(spec.causes.size(), 0);
    double total = 0;
    for (const auto& [cause, weight] : source.causes) total += weight;
    for (const auto& [cause, weight] : source.causes)
        out.cause_cumulative[find_cause(spec, cause).index()] += weight / total;
    std::vector<double> sums;
    double sum = 0;
    for (const std::size_t cause : causes_by_id(spec)) sums.push_back(sum += out.cause_cumulative[cause]);
    out.cause_cumulative = sums;
    for (const auto& target : source.targets) out.targets[find_actor(spec, target)->index()] = true;
    if (const auto author = find_actor(spec, source.author)) out.author = *author;
    out.severity = source.severity;
    for (const Duration at : source.at) out.at.push_back(to_millis(at.ms));
    std::sort(out.at.begin(), out.at.end());
    out.every = source.every;
    out.window = optional_millis(source.window);
    out.phantom = source.phantom;
    out.gate = gate_of(spec, source);
    return out;
}

// P(named | true cause) for one accuracy.
CauseTable report_table(const Spec& spec, const EvidenceSpec& evidence, double accuracy) {
    const std::size_t n = spec.causes.size();
    CauseTable table{};
    if (n == 1) accuracy = 1;
    for (std::size_t truth = 0; truth < n; ++truth) {
        std::array<double, kMaxCauses> row{};
        for (std::size_t named = 0; named < n; ++named) row[named] = named == truth ? 0 : 1;
        for (const auto& [cause, weights] : evidence.confusion) {
            if (cause != spec.causes[truth].id) continue;
            row = {};
            for (const auto& [wrong, weight] : weights) row[find_cause(spec, wrong).index()] += weight;
        }
        double total = 0;
        for (const double weight : row) total += weight;
        for (std::size_t named = 0; named < n; ++named) {
            table[truth][named] = named == truth ? accuracy
                                  : total > 0    ? (1 - accuracy) * row[named] / total
                                                 : 0;
        }
    }
    return table;
}

double power(double base, double exponent) {
    if (exponent == 0) return 1;
    if (base < 1e-300) return 0;
    return exponent == 1 ? base : kernel::portable_exp(exponent * kernel::portable_log(base));
}

CompiledEvidence compile_evidence(const Spec& spec, const EvidenceSpec& evidence, const NameTable& names) {
    CompiledEvidence out;
    out.name = names("evidence", evidence.id);
    out.mean_gap = evidence.every.ms;
    out.gate = gate_of(spec, evidence);
    const CauseTable truth = report_table(spec, evidence, evidence.accuracy);
    const CauseTable belief = report_table(spec, evidence, evidence.believed.value_or(evidence.accuracy));
    const std::size_t n = spec.causes.size();
    const std::vector<std::size_t> order = causes_by_id(spec);
    for (std::size_t cause = 0; cause < n; ++cause) {
        double sum = 0;
        for (std::size_t k = 0; k < n; ++k) out.cumulative[cause][k] = sum += truth[cause][order[k]];
    }
    for (std::size_t actor = 0; actor < kActors; ++actor) {
        const double weight = spec.actors[actor].attribution.weight;
        for (std::size_t named = 0; named < n; ++named) {
            for (std::size_t h = 0; h < n; ++h) out.factor[actor][named][h] = power(belief[h][named], weight);
        }
    }
    return out;
}

MessageKind turned(MessageKind kind) {
    switch (kind) {
        case MessageKind::reassurance: return MessageKind::warning;
        case MessageKind::warning: return MessageKind::reassurance;
        case MessageKind::proposal: return MessageKind::warning;
        case MessageKind::denial: return MessageKind::admission;
        case MessageKind::admission: return MessageKind::denial;
        default: return kind;
    }
}

std::array<CompiledMessage, kMessageKinds> compile_messages(const Spec& spec) {
    std::array<CompiledMessage, kMessageKinds> out;
    for (std::size_t kind = 0; kind < kMessageKinds; ++kind)
        out[kind].garbled = turned(static_cast<MessageKind>(kind));
    for (const MessageSpec& message : spec.messages) {
        CompiledMessage& m = out[static_cast<std::size_t>(message.kind)];
        m.defined = true;
        m.informative = !message.likelihood.empty();
        for (const auto& [cause, likelihood] : message.likelihood) {
            m.log_likelihood[find_cause(spec, cause).index()] =
                kernel::portable_log(std::max(likelihood, 1e-300));
        }
        m.clarifies_posture = message.clarifies_posture;
        m.log_image = message.image == 1 ? 0 : kernel::portable_log(message.image);
        if (message.garbled != MessageKind::none) m.garbled = message.garbled;
        m.source = find_evidence(spec, message.source);
        m.reports = m.source.valid() ? message.reports : 0;
    }
    return out;
}

CompiledChannel compile_channel(const ChannelSpec& channel, const NameTable& names) {
    CompiledChannel out;
    out.name = names("channel", channel.id);
    out.line = channel.line;
    out.link = channel.link;
    out.translate = channel.translate;
    out.deliver = channel.deliver;
    out.translators = static_cast<std::uint32_t>(std::max(0, channel.translators));
    out.staffed = channel.staffed;
    out.loss = channel.loss;
    out.garble = channel.garble;
    out.credibility = channel.credibility;
    out.patience = to_millis(channel.patience.ms);
    out.meets = channel.meets;
    return out;
}

CompiledMove compile_move(const Spec& spec, const MoveSpec& move) {
    CompiledMove out;
    out.posture = move.posture;
    out.rung = find_rung(spec, move.rung);
    out.by = move.by;
    out.strikes = move.strikes.has_value();
    if (move.strikes) {
        out.strike_cause = find_cause(spec, move.strikes->cause);
        out.strike_severity = move.strikes->severity;
    }
    out.sends = move.sends;
    out.via_reply = move.via == "reply";
    out.via = find_channel(spec, move.via);
    out.delay = move.delay;
    out.instant = move.delay.kind == Distribution::Kind::fixed && move.delay.a == 0;
    out.seen = move.seen.value_or(move.posture == MoveSpec::Posture::none ? 0.0 : 1.0);
    out.gate = gate_of(spec, move);
    return out;
}

CompiledActor compile_actor(const Spec& spec, const ActorSpec& actor, const NameTable& names) {
    CompiledActor out;
    out.name = names("actor", actor.id);
    out.starts_at = find_rung(spec, actor.starts_at);
    if (!out.starts_at.valid()) out.starts_at = RungId{std::size_t{0}};
    out.detection = actor.detection;
    out.severity = actor.severity;
    out.misread = actor.posture.misread;
    out.skew = actor.posture.skew;
    out.posture_delay = to_millis(actor.posture.delay.ms);
    out.image_start = kernel::portable_log(actor.image.hostile / (1 - actor.image.hostile));
    out.log_climb = actor.image.climb == 1 ? 0 : kernel::portable_log(actor.image.climb);
    out.log_step_down = actor.image.step_down == 1 ? 0 : kernel::portable_log(actor.image.step_down);
    out.image_per_ms = per_ms(actor.image.memory);
    for (const auto& [cause, p] : actor.attribution.prior) out.prior[find_cause(spec, cause).index()] += p;
    if (std::all_of(out.prior.begin(), out.prior.end(), [](double p) { return p == 0; })) {
        std::fill_n(out.prior.begin(), spec.causes.size(),
                    1.0);  // measures took all of it away: anything is as likely as anything else
    }
    out.tilt = actor.attribution.tilt;
    out.carry = actor.attribution.carry;
    const double close_at = actor.attribution.close_at;
    out.close_at = close_at < 1 ? close_at - tolerance(close_at, false) : close_at;
    out.threat_per_ms = per_ms(actor.attribution.half_life);
    out.cold_after = to_millis(actor.attribution.cold_after.ms);
    out.deliberation = actor.deliberation;
    out.review = optional_millis(actor.review);
    out.agenda = actor.agenda;
    out.tremble = actor.tremble;
    return out;
}

}  // namespace

RungId find_rung(const Spec& spec, std::string_view id) { return place_of<RungTag>(spec.ladder, id); }
CauseId find_cause(const Spec& spec, std::string_view id) { return place_of<CauseTag>(spec.causes, id); }
MoveId find_move(const Spec& spec, std::string_view id) { return place_of<MoveTag>(spec.moves, id); }
ChannelId find_channel(const Spec& spec, std::string_view id) {
    return place_of<ChannelTag>(spec.channels, id);
}
EvidenceId find_evidence(const Spec& spec, std::string_view id) {
    return place_of<EvidenceTag>(spec.evidence, id);
}

Parameters compile_parameters(const Spec& spec, std::uint32_t in_force, const std::vector<RuleRef>& without) {
    const NameTable names(spec);
    Parameters out;
    for (std::size_t i = 0; i < spec.causes.size(); ++i) out.hostility[i] = spec.causes[i].hostility;
    out.accident_mean.fill(kForever);
    for (std::size_t i = 0; i < spec.ladder.size(); ++i) {
        if (spec.ladder[i].accident_every) out.accident_mean[i] = spec.ladder[i].accident_every->ms;
    }
    for (const auto& source : spec.incidents) out.sources.push_back(compile_source(spec, source, names));
    for (const auto& evidence : spec.evidence)
        out.evidence.push_back(compile_evidence(spec, evidence, names));
    out.messages = compile_messages(spec);
    for (const auto& channel : spec.channels) out.channels.push_back(compile_channel(channel, names));
    for (const auto& move : spec.moves) out.moves.push_back(compile_move(spec, move));
    for (std::size_t i = 0; i < kActors; ++i) {
        out.actors[i] = compile_actor(spec, spec.actors[i], names);
        out.actors[i].doctrine = compile_doctrine(spec, ActorId{i}, without);
    }
    const std::vector<std::size_t> order = causes_by_id(spec);
    for (std::size_t k = 0; k < order.size(); ++k) out.cause_order[k] = static_cast<std::uint8_t>(order[k]);
    out.in_force = in_force;
    return out;
}

}  // namespace firebreak
