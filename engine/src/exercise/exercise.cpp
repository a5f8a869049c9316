#include <firebreak/exercise.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

#include "base/utf8.hpp"
#include "exercise/own_numbers.hpp"
#include "model/stepper.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kLongestName = 80;

std::string fault_of_text(const std::string& text) {
    if (text.size() > kLongestWords)
        return "the text is longer than " + std::to_string(kLongestWords) + " bytes";
    return find_invalid_utf8(text) == std::string::npos ? std::string() : "the text is not UTF-8";
}

std::string down_words(const Spec& spec, ChannelId channel) {
    return "the line is down: " + Labels(spec, kLongestName).channel(channel);
}

// The kind of record that a correction is about.
bool is_about(const Correction& correction, const Record& record) {
    switch (correction.kind) {
        case Correction::Kind::reading:
        case Correction::Kind::higher:
        case Correction::Kind::lower: return std::holds_alternative<MoveSeen>(record.what);
        case Correction::Kind::belief:
        case Correction::Kind::hold: return std::holds_alternative<DecisionMade>(record.what);
        case Correction::Kind::message:
        case Correction::Kind::lost: return std::holds_alternative<MessageSent>(record.what);
        case Correction::Kind::overlooked: return std::holds_alternative<CaseOpened>(record.what);
    }
    return false;
}

// Whether a side has reason to think again.
bool is_occasion(const Record& record, const Script& script) {
    if (const auto* inject = std::get_if<Injected>(&record.what))
        return !script.injects[inject->inject].cause.valid();
    return std::holds_alternative<CaseOpened>(record.what) ||
           std::holds_alternative<MessageDelivered>(record.what) ||
           std::holds_alternative<MoveSeen>(record.what) || std::holds_alternative<SilenceFell>(record.what);
}

}  // namespace

Session::Session(Model model, const NoiseKey& key) : model_(std::move(model)), key_(key) { remake(); }

void Session::remake() { trace_ = trace_run(model_, key_, script_); }

std::string Session::room() const {
    if (ended()) return "the run is over";
    const std::size_t done = script_.acts.size() + script_.injects.size() + script_.corrections.size();
    return done < kMostActs ? std::string()
                            : "there were " + std::to_string(done) + " acts, which is the most";
}

std::string Session::add(ScriptedAct act) {
    if (std::string fault = room(); !fault.empty()) return fault;
    act.at = clock_ + 1;
    script_.acts.push_back(std::move(act));
    remake();
    return {};
}

std::string Session::repeat(const ScriptedAct& act) {
    if (act.at != clock_ + 1) return "the act has another time than the session";
    return add(act);
}

std::string Session::order(ActorId actor, MoveId move) {
    const Desk now = desk(actor);
    const auto choice = std::find_if(now.moves.begin(), now.moves.end(),
                                     [&](const MoveChoice& each) { return each.move == move; });
    if (choice == now.moves.end()) return "there is no such move";
    return choice->why_not.empty() ? add({0, act::Order{actor, move}}) : choice->why_not;
}

std::string Session::write(ActorId actor, const Letter& letter) {
    if (letter.kind == MessageKind::none || letter.kind == MessageKind::silence)
        return "this kind of message cannot be written";
    if (std::string fault = fault_of_text(letter.text); !fault.empty()) return fault;
    const OwnNumbers numbers(model_, trace_, actor, clock_);
    const Desk now = desk(actor);
    act::Say say{actor, letter.kind, letter.channel, kNoIndex, kNoIndex, letter.text};
    if (letter.about) {
        const auto incident = numbers.true_incident(*letter.about);
        if (!incident) return "there is no incident " + std::to_string(*letter.about + 1);
        say.about = *incident;
    }
    if (letter.answers) {
        const bool waits =
            std::find(now.questions.begin(), now.questions.end(), *letter.answers) != now.questions.end();
        if (!waits) return "message " + std::to_string(*letter.answers + 1) + " is no open question";
        say.reply_to = *numbers.true_message(*letter.answers);
        const auto sent =
            std::find_if(trace_.records.begin(), trace_.records.end(), [&](const Record& record) {
                const auto* message = std::get_if<MessageSent>(&record.what);
                return message != nullptr && message->message == say.reply_to;
            });
        say.channel = std::get<MessageSent>(sent->what).channel;
    }
    if (!say.channel.valid()) return "the message has no channel";
    if (std::find(now.lines.begin(), now.lines.end(), say.channel) == now.lines.end())
        return down_words(spec(), say.channel);
    return add({0, std::move(say)});
}

std::string Session::stand(ActorId actor, Standing standing) { return add({0, act::Stand{actor, standing}}); }

std::string Session::plant(const act::Plant& plant) {
    const bool known = std::any_of(trace_.records.begin(), trace_.records.end(), [&](const Record& record) {
        const auto* opened = std::get_if<CaseOpened>(&record.what);
        return opened != nullptr && record.time <= clock_ && opened->actor == plant.actor &&
               opened->view.incident == plant.incident;
    });
    return known ? add({0, plant}) : "the side knows of no such incident";
}

std::string Session::set_line(const act::SetLine& set) { return add({0, set}); }

std::string Session::decide_fate(const act::Fate& fate) {
    bool on_way = false;
    for (const Record& record : trace_.records) {
        if (record.time > clock_) break;
        if (const auto* sent = std::get_if<MessageSent>(&record.what);
            sent != nullptr && sent->message == fate.message)
            on_way = !sent->lost;
        if (const auto* got = std::get_if<MessageDelivered>(&record.what);
            got != nullptr && got->message == fate.message)
            on_way = false;
    }
    if (!on_way) return "this message is not on its way";
    if (fate.kind == act::Fate::Kind::later && fate.by <= 0) return "a delay must be above 0";
    return add({0, fate});
}

std::string Session::inject(ScriptedInject inject) {
    if (std::string fault = room(); !fault.empty()) return fault;
    if (std::string fault = fault_of_text(inject.text); !fault.empty()) return fault;
    if (inject.at < 0) return "an inject cannot be in the past";
    if (!(inject.severity >= 0 && inject.severity <= 10)) return "the severity must be from 0 to 10";
    inject.at = std::min(inject.at, kLongestHorizon) + clock_ + 1;
    script_.injects.push_back(std::move(inject));
    remake();
    return {};
}

std::string Session::overrule(const Correction& correction) {
    if (std::string fault = room(); !fault.empty()) return fault;
    const auto found = std::find_if(trace_.records.begin(), trace_.records.end(), [&](const Record& record) {
        return record.name == correction.event && correction.event != 0 && is_about(correction, record);
    });
    if (found == trace_.records.end()) return "nothing of this name is to come";
    if (found->time <= clock_) return "this has happened and cannot be changed";
    std::erase_if(script_.corrections,
                  [&](const Correction& each) { return each.event == correction.event; });
    script_.corrections.push_back(correction);
    remake();
    return {};
}

void Session::advance(Millis to) {
    clock_ = std::clamp(to, clock_, std::max(clock_, trace_.result.duration));
}

Millis Session::next_stop(const Pace& pace) const {
    const Millis end = trace_.result.duration;
    const Millis first = clock_ + std::max<Millis>(1, pace.least);
    const Millis last = std::min(end, clock_ + std::max<Millis>(1, pace.greatest));
    const auto stop = std::find_if(trace_.records.begin(), trace_.records.end(), [&](const Record& record) {
        return record.time >= first && is_occasion(record, script_);
    });
    return stop == trace_.records.end() ? last : std::min(stop->time, last);
}

std::vector<Seen> Session::seen(PointOfView view) const {
    std::vector<Seen> lines;
    each_seen(model_, trace_, view, [&](const Seen& line) {
        if (line.time <= clock_) lines.push_back(line);
    });
    return lines;
}

std::vector<Record> Session::ahead(Millis until) const {
    std::vector<Record> records;
    std::copy_if(trace_.records.begin(), trace_.records.end(), std::back_inserter(records),
                 [&](const Record& record) { return record.time > clock_ && record.time <= until; });
    return records;
}

Desk Session::desk(ActorId actor) const {
    World world;
    Stepper stepper(model_, world, script_, nullptr);
    stepper.start(key_);
    stepper.run_until(clock_);
    const OwnNumbers numbers(model_, trace_, actor, clock_);
    const ActorState& side = world.actors[actor.index()];
    const Parameters& parameters = model_.compiled().epochs[world.epoch].parameters;
    Desk now;
    now.rung = side.rung;
    now.standing = side.standing;
    for (std::size_t i = 0; i < spec().moves.size(); ++i) {
        const CompiledMove& move = parameters.moves[i];
        MoveChoice choice{MoveId{i}, {}};
        if (!move.gate.open(parameters.in_force))
            choice.why_not = "the measure that it needs is not in force";
        else if (move.via_reply && side.queries.empty()) choice.why_not = "there is no question to answer";
        else if (!stepper.available(actor, choice.move))
            choice.why_not =
                down_words(spec(), move.via_reply ? world.messages[side.queries.front()].channel : move.via);
        now.moves.push_back(std::move(choice));
    }
    for (const MessageIndex question : side.queries) now.questions.push_back(*numbers.own_message(question));
    for (const std::uint32_t place : side.live)
        now.incidents.push_back(*numbers.own_incident(side.cases[place].incident));
    for (std::size_t i = 0; i < world.channels.size(); ++i) {
        if (world.channels[i].up) now.lines.push_back(ChannelId{i});
    }
    return now;
}

}  // namespace firebreak
