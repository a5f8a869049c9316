#include "session/told_run.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

using nlohmann::json;

template <class Tag, class List>
Id<Tag> place_of(const List& list, const json& id) {
    if (!id.is_string()) return {};
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].id == id.get_ref<const std::string&>()) return Id<Tag>{i};
    }
    return {};
}

ToldLine line_of(const Spec& spec, const json& fields) {
    ToldLine line;
    line.id = fields.at("id").get<RecordId>();
    if (fields.at("parent").is_number()) line.parent = fields.at("parent").get<RecordId>();
    line.time = fields.at("t").get<Millis>();
    line.kind = fields.at("kind").get<std::string>();
    line.truth = fields.value("truth", json());
    for (std::size_t i = 0; i < kActors; ++i) {
        line.observed[i] = fields.value("observed", json::object()).value(spec.actors[i].id, json());
        line.concluded[i] = fields.value("concluded", json::object()).value(spec.actors[i].id, json());
    }
    return line;
}

// Makes the tracks, line by line.
class Teller {
public:
    Teller(const Spec& spec, ToldRun& run) : spec_(spec), run_(run) {}

    void take(const ToldLine& line) {
        if (line.kind == "started") return start(line);
        if (line.kind == "move") take_move(line);
        if (line.kind == "decision") take_decision(line);
        if (line.kind == "sent" || line.kind == "delivered") take_message(line);
        if (line.kind == "incident" || line.kind == "inject" || line.kind == "measure" ||
            line.kind == "line" || line.kind == "consultation")
            run_.happenings.push_back(line.id);
        for (std::size_t i = 0; i < kActors; ++i) take_mind(line, i);
    }

private:
    void start(const ToldLine& line) {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (!line.observed[i].is_object()) continue;
            run_.posture[i].push_back({0, rung(line.observed[i].at("own_rung")), line.id});
            run_.reading[i].push_back({0, rung(line.observed[i].at("adversary_rung")), line.id});
        }
    }

    void take_move(const ToldLine& line) {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (!line.observed[i].is_object()) continue;
            run_.posture[i].push_back({line.time, rung(line.observed[i].at("after")), line.id});
            if (line.observed[i].at("accident").get<bool>()) run_.happenings.push_back(line.id);
        }
    }

    // Readings, the image and opinions, wherever a line tells of a change of them.
    void take_mind(const ToldLine& line, std::size_t actor) {
        const json& mind = line.concluded[actor];
        if (!mind.is_object()) return;
        const json& reading = mind.value("adversary_rung", json());
        if (reading.is_object())
            run_.reading[actor].push_back({line.time, rung(reading.at("after")), line.id});
        const json& image = mind.value("image", json());
        if (image.is_object())
            run_.image[actor].push_back({line.time, image.at("after").get<double>(), line.id});
        if (line.kind == "case") {
            add_opinion(line, actor, line.observed[actor].at("incident"), mind);
        } else if (line.kind == "report") {
            add_opinion(line, actor, mind.at("incident"), mind.at("after"));
        } else if (mind.contains("case") && mind.at("case").is_object() &&
                   mind.at("case").contains("after")) {
            add_opinion(line, actor, mind.at("case").at("incident"), mind.at("case").at("after"));
        }
    }

    void add_opinion(const ToldLine& line, std::size_t actor, const json& incident, const json& opinion) {
        run_.opinions[actor].push_back({line.time, opinion_of(incident, opinion), line.id});
    }

    [[nodiscard]] Opinion opinion_of(const json& incident, const json& fields) const {
        Opinion opinion;
        opinion.incident = incident.get<std::uint32_t>();
        for (const CauseSpec& cause : spec_.causes)
            opinion.belief.push_back(fields.at("belief").value(cause.id, 0.0));
        opinion.hostility = fields.at("hostility").get<double>();
        opinion.confidence = fields.at("confidence").get<double>();
        opinion.concluded = fields.at("concluded").get<bool>();
        return opinion;
    }

    void take_decision(const ToldLine& line) {
        for (std::size_t i = 0; i < kActors; ++i) {
            const json& made = line.concluded[i];
            if (!made.is_object()) continue;
            ToldDecision decision;
            decision.line = line.id;
            decision.time = line.time;
            decision.actor = ActorId{i};
            decision.move = place_of<MoveTag>(spec_.moves, made.at("move"));
            decision.rule = made.at("rule").is_number() ? made.at("rule").get<int>() : 0;
            decision.number = made.at("number").get<std::uint32_t>();
            decision.at_once = made.at("at_once").get<bool>();
            if (made.at("when").is_string()) decision.when = made.at("when").get<std::string>();
            for (const json& option : made.at("options"))
                decision.options.emplace_back(place_of<MoveTag>(spec_.moves, option.at("move")),
                                              option.at("probability").get<double>());
            decision.threat = made.at("threat").get<double>();
            decision.image = made.at("image").get<double>();
            decision.own_rung = rung(made.at("own_rung"));
            decision.adversary_reading = rung(made.at("adversary_rung"));
            if (made.at("case").is_object())
                decision.opinion = opinion_of(made.at("case").at("incident"), made.at("case"));
            if (line.truth.is_object()) {
                decision.adversary_true = rung(line.truth.at("adversary_rung"));
                decision.true_cause = place_of<CauseTag>(spec_.causes, line.truth.at("cause"));
            }
            run_.decisions.push_back(std::move(decision));
        }
    }

    void take_message(const ToldLine& line) {
        const bool sent = line.kind == "sent";
        for (std::size_t i = 0; i < kActors; ++i) {
            const json& seen = line.observed[i];
            if (!seen.is_object()) continue;
            // The sending and the delivery of one message are put together only where the truth links them.
            if (!sent && line.truth.is_object() && joined(line, i, seen)) continue;
            ToldMessage message;
            (sent ? message.sender : message.receiver) = ActorId{i};
            if (line.truth.is_object()) (sent ? message.receiver : message.sender) = other(ActorId{i});
            (sent ? message.sent_line : message.delivered_line) = line.id;
            (sent ? message.sent : message.delivered) = line.time;
            message.kind = seen.at(sent ? "kind" : "read_as").get<std::string>();
            if (!sent) message.read_as = message.kind;
            if (sent && line.truth.is_object()) {
                message.lost = line.truth.value("lost", false);
                by_number_[line.truth.at("message").get<std::uint32_t>()] = run_.messages.size();
            }
            run_.messages.push_back(std::move(message));
        }
    }

    bool joined(const ToldLine& line, std::size_t receiver, const json& seen) {
        const auto found = by_number_.find(line.truth.at("message").get<std::uint32_t>());
        if (found == by_number_.end()) return false;
        ToldMessage& message = run_.messages[found->second];
        message.delivered_line = line.id;
        message.delivered = line.time;
        message.receiver = ActorId{receiver};
        message.read_as = seen.at("read_as").get<std::string>();
        return true;
    }

    [[nodiscard]] RungId rung(const json& id) const { return place_of<RungTag>(spec_.ladder, id); }

    const Spec& spec_;
    ToldRun& run_;
    std::map<std::uint32_t, std::size_t> by_number_;  // messages by their true number
};

}  // namespace

ToldRun tell_run(const Model& model, const NoiseKey& key, const Script& script, firebreak::PointOfView view) {
    ToldRun run;
    run.model = model;
    run.trace = trace_run(model, key, script);
    run.arm = model.arm();
    run.key = key;
    run.script = script;
    run.view = view;
    run.result = run.trace.result;
    run.end = run.result.duration;
    run.incidents = incident_names(model, run.trace, view);
    std::stringstream text;
    write_trace(text, model, run.trace, view);
    Teller teller(model.spec(), run);
    std::string line;
    std::getline(text, line);  // the header
    while (std::getline(text, line)) {
        const json fields = json::parse(line);
        if (!fields.contains("kind")) break;  // the end line
        run.lines.push_back(line_of(model.spec(), fields));
        teller.take(run.lines.back());
    }
    return run;
}

std::vector<std::string> ToldRun::chain(RecordId line) const {
    std::vector<std::string> told;
    std::istringstream text(tell_chain(*model, trace, line, view));
    for (std::string one; std::getline(text, one);) told.push_back(one);
    return told;
}

std::optional<Millis> parting_time(const ToldRun& first, const ToldRun& second) {
    const std::size_t both = std::min(first.lines.size(), second.lines.size());
    for (std::size_t i = 0; i < both; ++i) {
        const ToldLine &a = first.lines[i], &b = second.lines[i];
        if (a.time == b.time && a.kind == b.kind && a.truth == b.truth && a.observed == b.observed &&
            a.concluded == b.concluded)
            continue;
        return std::min(a.time, b.time);
    }
    if (first.lines.size() == second.lines.size()) return std::nullopt;
    return (first.lines.size() > both ? first : second).lines[both].time;
}

namespace {

struct Act {
    Millis time = 0;
    std::size_t actor = 0;
    std::size_t what = 0;  // a move, or beyond them a rung
    bool operator==(const Act&) const = default;
};

bool acts(const Spec& spec, MoveId move) {
    if (!move.valid()) return false;
    const MoveSpec& made = spec.moves[move.index()];
    return made.posture != MoveSpec::Posture::none || made.strikes.has_value();
}

std::vector<Act> acts_of(const ToldRun& run) {
    const Spec& spec = run.model->spec();
    std::vector<Act> list;
    for (const ToldDecision& decision : run.decisions) {
        if (acts(spec, decision.move))
            list.push_back({decision.time, decision.actor.index(), decision.move.index()});
    }
    for (std::size_t i = 0; i < kActors; ++i) {
        for (const auto& since : run.posture[i])
            list.push_back({since.time, i, spec.moves.size() + since.value.index()});
    }
    std::stable_sort(list.begin(), list.end(), [](const Act& a, const Act& b) { return a.time < b.time; });
    return list;
}

}  // namespace

std::optional<Millis> parting_of_acts(const ToldRun& first, const ToldRun& second) {
    const std::vector<Act> a = acts_of(first), b = acts_of(second);
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (left != a.end() && right != b.end()) return std::min(left->time, right->time);
    if (left != a.end()) return left->time;
    if (right != b.end()) return right->time;
    return std::nullopt;
}

}  // namespace firebreak::viz
