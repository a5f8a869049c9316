#!/usr/bin/python3
"""Independent reference implementation of the Firebreak escalation model (model.md sections 2 to 9, model-details.md).

It shares no code with the C++ engine and exists only to cross-check it: agreement is statistical, not bitwise, because
each run draws from one random.Random stream instead of keyed noise. Where the two texts are silent the choice made
here is marked "Reading:" in a comment.  Standard library and PyYAML only.
"""
import argparse
import collections
import datetime
import heapq
import json
import math
import multiprocessing
import random
import sys

from firebreak_scenario import UNIT_MS, Record, Scenario, parse_instant, weighted_choice

# The order of events at one time (model.md section 2).
MEASURE, DELIVERY, INCIDENT, DETECTION, EVIDENCE, EFFECT, OBSERVATION, DECISION, REVIEW, END = range(10)
EVENT_LIMIT = 1_000_000
COUNTERS = ("incidents", "detections", "reports", "decisions", "acts", "strikes", "messages", "delivered",
            "misread", "misattributed_at_decision", "peak_rung", "duration_ms")
OUTCOMES = ("war", "crisis", "settled", "unresolved")


# ---------------------------------------------------------------- the state of a run

class Incident:
    def __init__(self, cause, severity, author=None, window=None, phantom=False):
        self.cause, self.severity, self.author, self.window, self.phantom = cause, severity, author, window, phantom


class Case:
    def __init__(self, incident, opened, cold_at, severity, belief):
        self.incident, self.opened, self.cold_at, self.severity, self.belief = incident, opened, cold_at, severity, belief
        self.concluded = self.answered = self.asked = self.heard = False
        self.window_end = None
        self.sources_running = set()


class Message:
    def __init__(self, sender, receiver, kind, channel, incident, case, answers):
        self.sender, self.receiver, self.kind, self.channel = sender, receiver, kind, channel
        self.incident, self.case, self.answers = incident, case, answers  # case: the sender's case
        self.garbled = False
        self.answer_delivered = False


class Actor:
    def __init__(self, name, clean, rung, image):
        self.name, self.clean, self.rung, self.image, self.image_at = name, clean, rung, image, 0
        self.other = None
        self.reading = None             # of the other's rung
        self.cases = []
        self.decision = None            # Record(trigger, closes_at)
        self.last_rule = "never"        # index of the rule last acted on
        self.unanswered_queries = []
        self.last_message = None        # kind, as received
        self.accident = None            # Record(hazard_left, since, mean, due): the clock of the present rung


class World:
    def __init__(self, scenario, rng, clean):
        self.scenario, self.rng, self.now = scenario, rng, 0
        self.queue, self.sequence, self.ended = [], 0, None
        self.in_force = {name for name, at in scenario.measures.items() if at <= 0}
        self.p = scenario.parameters(self.in_force)
        self.counts = dict.fromkeys(COUNTERS, 0)
        self.reached_crisis = False
        self.settled_since = None
        self.lines_down, self.lines_failing, self.meeting = set(), set(), set()
        self.translating = collections.Counter()
        self.waiting = collections.defaultdict(collections.deque)
        self.actors = {name: Actor(name, clean in ("both", name), body.starts_at, body.image_start)
                       for name, body in self.p.actors.items()}
        first, second = self.actors.values()
        for actor, other in ((first, second), (second, first)):
            actor.other, actor.reading = other, other.rung

    # ---- events

    def schedule(self, delay, order, handler, *arguments):
        self.schedule_at(self.now + max(0, round(delay)), order, handler, *arguments)

    def schedule_at(self, time, order, handler, *arguments):
        if time < self.scenario.horizon:
            heapq.heappush(self.queue, (time, order, self.sequence, handler, arguments))
            self.sequence += 1

    def run(self):
        for name, at in self.scenario.measures.items():
            if at > 0:
                self.schedule_at(at, MEASURE, self.measure_comes_into_force, name)
        self.start_lines_and_meetings()
        for name, source in sorted(self.p.incidents.items()):
            for at in source.at:
                self.schedule_at(parse_instant(at, self.scenario.start), INCIDENT, self.outside_incident, name)
            if source.every:
                self.schedule(source.every.draw(self.rng), INCIDENT, self.renewal, name)
        for actor in self.actors.values():
            self.start_accident_clock(actor)
            self.schedule_review(actor)
        self.posture_reached()
        self.check_settled()
        handled = 0
        while self.queue and not self.ended:
            handled += 1
            if handled > EVENT_LIMIT:
                self.ended = "unresolved"
                break
            self.now, _, _, handler, arguments = heapq.heappop(self.queue)
            handler(*arguments)
            self.check_settled()
        if not self.ended:
            self.now = self.scenario.horizon
        outcome = self.ended or "unresolved"
        if self.reached_crisis and outcome != "war" and handled <= EVENT_LIMIT:
            outcome = "crisis"
        self.counts["duration_ms"] = self.now
        return outcome, self.counts

    # ---- measures

    def allowed(self, thing):
        return (all(name in self.in_force for name in thing.needs)
                and not any(name in self.in_force for name in thing.unless))

    def measure_comes_into_force(self, name):
        self.in_force.add(name)
        self.p = self.scenario.parameters(self.in_force)
        for actor in self.actors.values():
            self.carry_accident_clock_over(actor)
            for case in actor.cases:
                self.start_evidence(actor, case)
        self.start_lines_and_meetings()
        for channel in self.p.channels:
            self.start_translations(channel)

    # ---- postures, accidents, endings

    def set_rung(self, actor, rung):
        rung = min(max(rung, 0), len(self.p.rungs) - 1)
        if rung != actor.rung:
            actor.rung = rung
            self.start_accident_clock(actor)
        self.posture_reached()

    def posture_reached(self):
        highest = max(actor.rung for actor in self.actors.values())
        self.counts["peak_rung"] = max(self.counts["peak_rung"], highest)
        if self.p.crisis_rung is not None and highest >= self.p.crisis_rung:
            self.reached_crisis = True
        if self.p.war_rung is not None and highest >= self.p.war_rung:
            self.ended = "war"

    def start_accident_clock(self, actor):
        mean = self.p.accident_every[actor.rung]
        actor.accident = None
        if mean is not None:
            self.run_accident_clock(actor, self.rng.expovariate(1.0), mean)

    def run_accident_clock(self, actor, hazard_left, mean):
        actor.accident = Record(hazard_left=hazard_left, since=self.now, mean=mean)
        self.schedule(hazard_left * mean, EFFECT, self.accident_happens, actor, actor.accident)

    def carry_accident_clock_over(self, actor):
        mean, clock = self.p.accident_every[actor.rung], actor.accident
        if clock is None:
            self.start_accident_clock(actor)
        elif mean is None:
            actor.accident = None
        elif mean != clock.mean:
            used = (self.now - clock.since) / clock.mean
            self.run_accident_clock(actor, max(0.0, clock.hazard_left - used), mean)

    def accident_happens(self, actor, clock):
        if clock is not actor.accident:
            return  # it left that rung, or the clock was wound anew
        actor.accident = None
        if actor.rung < len(self.p.rungs) - 1:
            self.set_rung(actor, actor.rung + 1)
            self.show_move(actor, 1.0)

    def check_settled(self):
        if self.p.settled_rung is None or self.ended:
            return
        calm = all(actor.rung <= self.p.settled_rung and
                   not any(self.is_live(case) and not case.concluded for case in actor.cases)
                   for actor in self.actors.values())
        if not calm:
            self.settled_since = None
        elif self.settled_since is None:
            self.settled_since = self.now
            self.schedule(self.p.settled_for, END, self.settled_long_enough)

    def settled_long_enough(self):
        if self.settled_since is not None and self.now - self.settled_since >= self.p.settled_for:
            self.ended = "settled"

    # ---- incidents and cases

    def renewal(self, name):
        self.outside_incident(name)
        self.schedule(self.p.incidents[name].every.draw(self.rng), INCIDENT, self.renewal, name)

    def outside_incident(self, name):
        source = self.p.incidents[name]
        if self.allowed(source):
            author = self.actors[source.author] if source.author else None
            window = round(source.window.draw(self.rng)) if source.window else None
            self.incident_happens(source.cause, source.severity, [self.actors[target] for target in source.targets],
                                  author, window, source.phantom)

    def incident_happens(self, cause, severity, targets, author=None, window=None, phantom=False):
        self.counts["incidents"] += 1
        incident = Incident(self.p.cause_index[weighted_choice(self.rng, cause)],
                            min(max(severity.draw(self.rng), 0.0), 10.0), author, window, phantom)
        for target in targets:
            if phantom and target.clean:
                continue
            q = self.p.actors[target.name]
            if self.rng.random() < q.detection_probability:
                self.schedule(q.detection_delay.draw(self.rng), DETECTION, self.detection, target, incident)

    def detection(self, actor, incident):
        self.counts["detections"] += 1
        q = self.p.actors[actor.name]
        if actor.clean:
            severity = incident.severity
            belief = [1.0 if cause == incident.cause else 0.0 for cause in range(len(self.p.causes))]
        else:
            noise = math.exp(q.severity_bias + q.severity_noise * self.rng.gauss(0.0, 1.0))
            severity = min(max(incident.severity * noise, 0.0), 10.0)
            slope = q.tilt + q.carry * (self.image_now(actor) - q.image_start)
            belief = [prior * math.exp(hostility * slope) for prior, hostility in zip(q.prior, self.p.hostility)]
            belief = [value / sum(belief) for value in belief]
        case = Case(incident, self.now, self.now + q.cold_after, severity, belief)
        if incident.window is not None:
            case.window_end = self.now + incident.window
        actor.cases.append(case)
        self.conclude_if_sure(actor, case)
        self.start_evidence(actor, case)
        if self.p.settled_rung is not None:
            self.schedule_at(case.cold_at, END, lambda: None)  # so that the case going cold is noticed
        self.observe(actor, "incident", case)

    def is_live(self, case):
        return not case.answered and self.now < case.cold_at

    def takes_reports(self, case):
        return not case.concluded and self.now < case.cold_at

    def hostility_of(self, case):
        return sum(b * hostility for b, hostility in zip(case.belief, self.p.hostility))

    def threat(self, actor):
        half_life = self.p.actors[actor.name].half_life
        return sum(self.hostility_of(case) * case.severity * 2.0 ** (-(self.now - case.opened) / half_life)
                   for case in actor.cases if self.is_live(case))

    def focal_case(self, actor):
        live = [case for case in actor.cases if self.is_live(case)]
        return max(live, key=lambda case: self.hostility_of(case) * case.severity, default=None)  # the first at equality

    def conclude_if_sure(self, actor, case):
        if max(case.belief) >= self.p.actors[actor.name].close_at:
            case.concluded = True

    def update_belief(self, actor, case, likelihood, power):
        updated = [b * l ** power if b > 0 else 0.0 for b, l in zip(case.belief, likelihood)]
        total = sum(updated)
        if total > 0:
            case.belief = [value / total for value in updated]
            self.conclude_if_sure(actor, case)

    # ---- evidence

    def start_evidence(self, actor, case):
        """Start the clocks of the sources that are allowed and not running; stop those no longer allowed."""
        for name, source in self.p.evidence.items():
            if not self.allowed(source):
                case.sources_running.discard(name)
            elif name not in case.sources_running and self.takes_reports(case):
                case.sources_running.add(name)
                self.schedule_report(actor, case, name)

    def schedule_report(self, actor, case, name):
        self.schedule(self.p.evidence[name].every * self.rng.expovariate(1.0), EVIDENCE, self.report, actor, case, name)

    def report(self, actor, case, name):
        if name not in case.sources_running or not self.takes_reports(case):
            return
        self.counts["reports"] += 1
        self.apply_report(actor, case, self.p.evidence[name])
        if self.takes_reports(case):
            self.schedule_report(actor, case, name)
        self.observe(actor, "evidence", case)

    def apply_report(self, actor, case, source):
        named = self.rng.choices(range(len(self.p.causes)), source.truth[case.incident.cause])[0]
        likelihood = [row[named] for row in source.believed]
        self.update_belief(actor, case, likelihood, self.p.actors[actor.name].weight)

    # ---- moves

    def perform(self, actor, name):
        """A move is chosen: it takes effect after its delay. True if it acts on posture or strikes."""
        move = self.p.moves[name]
        if name == "hold":
            return False
        if move.acts:
            self.counts["acts"] += 1
            for case in actor.cases:
                if self.is_live(case):
                    case.answered = True
        # Reading: a reply answers the oldest unanswered query whose line is up, as found when the move is chosen.
        query = self.query_to_answer(actor) if move.via == "reply" else None
        self.schedule(move.delay.draw(self.rng), EFFECT, self.takes_effect, actor, move, query)
        return move.acts

    def takes_effect(self, actor, move, query):
        if move.to is not None:
            self.set_rung(actor, move.to)
        elif move.raise_to is not None:
            self.set_rung(actor, max(actor.rung, move.raise_to))
        elif move.by is not None:
            self.set_rung(actor, actor.rung + move.by)
        if move.strike_cause:
            self.schedule(0, INCIDENT, self.strike, actor, move)
        if move.sends:
            self.send(actor, move.sends, query.channel if move.via == "reply" else move.via, query)
        self.show_move(actor, move.seen)

    def strike(self, actor, move):
        self.counts["strikes"] += 1
        self.incident_happens(move.strike_cause, move.strike_severity, [actor.other], author=actor)

    def show_move(self, mover, seen):
        observer = mover.other
        if self.rng.random() < seen:
            delay = self.p.actors[observer.name].posture_delay.draw(self.rng)
            self.schedule(delay, OBSERVATION, self.move_observed, observer, mover.rung)

    def move_observed(self, observer, true_rung):
        q = self.p.actors[observer.name]
        reading = true_rung
        if not observer.clean and self.rng.random() < q.misread:
            reading += 1 if self.rng.random() < q.skew else -1
            reading = min(max(reading, 0), len(self.p.rungs) - 1)
        if reading != true_rung:
            self.counts["misread"] += 1
        self.set_reading(observer, reading)
        self.observe(observer, "move")

    def set_reading(self, actor, reading):
        q = self.p.actors[actor.name]
        shift = 0.0 if reading == actor.reading else q.climb if reading > actor.reading else q.step_down
        actor.image, actor.image_at = self.image_now(actor) + shift, self.now
        actor.reading = reading

    def image_now(self, actor):
        q = self.p.actors[actor.name]
        return q.image_start + (actor.image - q.image_start) * 2.0 ** (-(self.now - actor.image_at) / q.memory)

    # ---- channels and messages

    def start_lines_and_meetings(self):
        for name, channel in sorted(self.p.channels.items()):
            if channel.failure and name not in self.lines_failing:
                self.lines_failing.add(name)
                self.schedule(channel.failure.draw(self.rng), DELIVERY, self.line_fails, name)
            if channel.meets and name not in self.meeting:
                self.meeting.add(name)
                self.schedule(channel.meets.draw(self.rng), DELIVERY, self.consultation, name)

    def line_fails(self, name):
        self.change_line(name, self.lines_down.add, "repair", self.line_repaired)

    def line_repaired(self, name):
        self.change_line(name, self.lines_down.discard, "failure", self.line_fails)

    def change_line(self, name, change, until, following):
        channel = self.p.channels[name]
        if channel.failure is None:  # a measure has made the line plain
            self.lines_failing.discard(name)
            self.lines_down.discard(name)
            return
        change(name)
        self.schedule(getattr(channel, until).draw(self.rng), DELIVERY, following, name)

    def line_is_up(self, name):
        channel = self.p.channels[name]
        return name not in self.lines_down if channel.up is None else channel.up

    def consultation(self, name):
        channel = self.p.channels[name]
        if channel.meets is None:
            self.meeting.discard(name)
            return
        if self.line_is_up(name):  # Reading: no consultation over a channel that is switched off or down.
            for actor in self.actors.values():
                self.set_reading(actor, actor.other.rung)
        self.schedule(channel.meets.draw(self.rng), DELIVERY, self.consultation, name)

    def query_to_answer(self, actor):
        return next((query for query in actor.unanswered_queries if self.line_is_up(query.channel)), None)

    def send(self, sender, kind, channel_name, query):
        if not self.line_is_up(channel_name):
            return  # Reading: the line went down during the delay of the move.
        self.counts["messages"] += 1
        channel = self.p.channels[channel_name]
        case = self.focal_case(sender)
        incident = query.incident if query else case.incident if case else None
        message = Message(sender, sender.other, kind, channel_name, incident, case, query)
        if query and query in sender.unanswered_queries:
            sender.unanswered_queries.remove(query)
        if kind == "query":
            if case:
                case.asked = True
            if channel.patience:
                self.schedule(channel.patience.draw(self.rng), OBSERVATION, self.silence, message)
        lost = self.rng.random() < channel.loss
        message.garbled = self.rng.random() < channel.garble and not message.receiver.clean
        if not lost:
            self.schedule(channel.link.draw(self.rng), DELIVERY, self.link_passed, message)

    def link_passed(self, message):
        hours = self.p.channels[message.channel].staffed
        self.schedule(self.wait_for_desk(hours), DELIVERY, self.join_translation, message)

    def wait_for_desk(self, hours):
        if hours is None:
            return 0
        begin, end, weekdays = hours
        day = UNIT_MS["d"]
        start_of_clock = round((self.scenario.start - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc))
                               .total_seconds() * 1000)
        present = start_of_clock + self.now
        for number in range(present // day - 1, present // day + 9):  # days since 1970-01-01, a Thursday
            if (number + 3) % 7 in weekdays and present < number * day + end:
                return max(0, number * day + begin - present)
        return math.inf

    def join_translation(self, message):
        self.waiting[message.channel].append(message)
        self.start_translations(message.channel)

    def start_translations(self, name):
        channel = self.p.channels[name]
        while self.waiting[name] and (channel.translators is None or self.translating[name] < channel.translators):
            self.translating[name] += 1
            self.schedule(channel.translate.draw(self.rng), DELIVERY, self.translated, self.waiting[name].popleft())

    def translated(self, message):
        self.translating[message.channel] -= 1
        self.start_translations(message.channel)
        self.schedule(self.p.channels[message.channel].deliver.draw(self.rng), DELIVERY, self.delivery, message)

    def delivery(self, message):
        self.counts["delivered"] += 1
        receiver, answers = message.receiver, message.answers
        kind = self.p.message_of(message.kind).garbled if message.garbled else message.kind
        content, credibility = self.p.message_of(kind), self.p.channels[message.channel].credibility
        case = next((case for case in receiver.cases if case.incident is message.incident), None)
        if case is None and not answers:
            case = self.focal_case(receiver)
        if kind == "query":
            receiver.unanswered_queries.append(message)
        else:
            receiver.last_message = kind
        if answers:
            answers.answer_delivered = True
            if answers.case:
                answers.case.heard = True
        self.apply_content(receiver, case, kind, credibility)
        if content.source and case:
            for _ in range(content.reports):
                if self.takes_reports(case):
                    self.apply_report(receiver, case, self.p.evidence[content.source])
        if content.clarifies and self.rng.random() < credibility:
            self.set_reading(receiver, message.sender.rung)
        self.observe(receiver, "message")

    def apply_content(self, actor, case, kind, credibility):
        likelihood = self.p.message_of(kind).likelihood
        if case and not case.concluded and likelihood and credibility > 0:
            self.update_belief(actor, case, likelihood, credibility)

    def silence(self, query):
        if not query.answer_delivered:
            self.apply_content(query.sender, query.case, "silence", self.p.channels[query.channel].credibility)
            self.observe(query.sender, "silence")

    # ---- decisions

    def schedule_review(self, actor):
        period = self.p.actors[actor.name].review
        if period:
            self.schedule(period.draw(self.rng), REVIEW, self.review, actor)

    def review(self, actor):
        if actor.decision is None:
            self.open_decision(actor, "review")
        self.schedule_review(actor)

    def observe(self, actor, trigger, case=None):
        """Beliefs are up to date: open a decision if the trigger calls for one, then look at the at_once rules."""
        if actor.decision is None:
            if trigger != "evidence" or self.first_rule(actor, trigger) != actor.last_rule:
                self.open_decision(actor, trigger)
        elif trigger == "incident" and case.window_end is not None and case.window_end < actor.decision.closes_at:
            self.set_decision(actor, actor.decision.trigger, case.window_end)
        if actor.decision is not None:
            index = self.first_rule(actor, trigger, at_once_only=True)
            if index is not None:
                move = self.choose(actor, index)
                if self.p.moves[move].acts:
                    self.count_decision(actor)
                    self.end_decision(actor, index)
                self.perform(actor, move)

    def open_decision(self, actor, trigger):
        closes_at = self.now + max(0, round(self.p.actors[actor.name].deliberation.draw(self.rng)))
        for live in filter(self.is_live, actor.cases):
            if live.window_end is not None and live.window_end >= self.now:
                closes_at = min(closes_at, live.window_end)
        self.set_decision(actor, trigger, closes_at)

    def set_decision(self, actor, trigger, closes_at):
        actor.decision = Record(trigger=trigger, closes_at=closes_at)
        self.schedule_at(closes_at, DECISION, self.close_decision, actor, actor.decision)

    def close_decision(self, actor, decision):
        if actor.decision is not decision:
            return
        index = self.first_rule(actor, decision.trigger)
        move = "hold" if index is None else self.choose(actor, index)
        self.count_decision(actor)
        self.end_decision(actor, index)
        self.perform(actor, move)

    def count_decision(self, actor):
        self.counts["decisions"] += 1
        case = self.focal_case(actor)
        if case is not None and case.belief.index(max(case.belief)) != case.incident.cause:
            self.counts["misattributed_at_decision"] += 1

    def end_decision(self, actor, index):
        actor.decision, actor.last_message, actor.last_rule = None, None, index
        actor.unanswered_queries = [query for query in actor.unanswered_queries if self.line_is_up(query.channel)]

    def first_rule(self, actor, trigger, at_once_only=False):
        facts = {}
        for index, rule in enumerate(self.p.actors[actor.name].rules):
            if rule.at_once or not at_once_only:
                for name, holds in rule.when:
                    if name not in facts:
                        facts[name] = self.fact(actor, name, trigger)
                    if not holds(facts[name]):
                        break
                else:
                    return index
        return None

    def choose(self, actor, index):
        q = self.p.actors[actor.name]
        options = [(name, weight) for name, weight in q.rules[index].do if self.is_available(actor, name)]
        if self.rng.random() < q.tremble:
            return self.rng.choice(sorted({name for name, _ in options} | {"hold"}))
        if sum(weight for _, weight in options) <= 0:
            return "hold"
        return weighted_choice(self.rng, options)

    def is_available(self, actor, name):
        move = self.p.moves[name]
        if not self.allowed(move):
            return False
        if not move.sends:
            return True
        return self.query_to_answer(actor) is not None if move.via == "reply" else self.line_is_up(move.via)

    def fact(self, actor, name, trigger):
        """What the actor can know; None if it does not know. Never the truth about the outside."""
        if name == "threat":
            return self.threat(actor)
        if name == "trigger":
            return trigger
        if name == "own.rung":
            return actor.rung
        if name == "adversary.rung":
            return actor.reading
        if name == "rung_gap":
            return actor.reading - actor.rung
        if name == "image":
            return 1.0 / (1.0 + math.exp(-self.image_now(actor)))
        if name == "message":
            return "query" if actor.unanswered_queries else actor.last_message
        if name == "guilty":
            incident = actor.unanswered_queries[0].incident if actor.unanswered_queries else None
            return incident is not None and incident.author is actor
        if name == "time_left":
            return actor.decision.closes_at - self.now if actor.decision else None
        if name.startswith("channel."):
            return self.line_is_up(name[len("channel."):])
        if name.startswith("measure."):
            return name[len("measure."):] in self.in_force
        case = self.focal_case(actor)
        if name == "asked":
            return case is not None and case.asked
        if name == "heard":
            return case is not None and case.heard
        if not name.startswith("incident."):
            raise ValueError(f"unknown fact {name}")
        if case is None:
            return None
        name = name[len("incident."):]
        if name.startswith("belief."):
            return case.belief[self.p.cause_index[name[len("belief."):]]]
        return {"severity": case.severity, "hostility": self.hostility_of(case),
                "confidence": max(case.belief), "age": self.now - case.opened}[name]


# ---------------------------------------------------------------- many runs

def run_many(job):
    path, measures, clean, seed, first, last = job
    scenario = Scenario(path, measures)
    return [World(scenario, random.Random(f"{seed}/{number}"), clean).run() for number in range(first, last)]


def summary(results):
    n = len(results)
    outcomes = dict.fromkeys(OUTCOMES, 0)
    for outcome, _ in results:
        outcomes[outcome] += 1
    means = {}
    for name in COUNTERS:
        values = [counts[name] for _, counts in results]
        mean = sum(values) / n
        sd = math.sqrt(sum((value - mean) ** 2 for value in values) / (n - 1)) if n > 1 else 0.0
        means[name] = {"mean": mean, "sd": sd}
    return {"runs": n, "outcomes": outcomes, "means": means}


def main():
    parser = argparse.ArgumentParser(description="Independent reference implementation of the Firebreak model.")
    parser.add_argument("scenario")
    parser.add_argument("-n", type=int, default=1000, help="runs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measures", default="none", help="a,b | all | none (the default)")
    parser.add_argument("--clean", help="both, or the id of an actor")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scenario = Scenario(options.scenario, options.measures)
    if options.clean and options.clean not in ["both", *scenario.raw["actors"]]:
        parser.error(f"--clean: no actor {options.clean}")
    size = math.ceil(options.n / (options.jobs * 4)) if options.jobs > 1 else options.n
    jobs = [(options.scenario, options.measures, options.clean, options.seed, first, min(first + size, options.n))
            for first in range(0, options.n, size)]
    if options.jobs > 1:
        with multiprocessing.Pool(options.jobs) as pool:
            parts = pool.map(run_many, jobs)
    else:
        parts = [run_many(job) for job in jobs]
    result = summary([run for part in parts for run in part])
    if options.json:
        json.dump(result, sys.stdout, indent=1)
        print()
    else:
        for outcome, count in result["outcomes"].items():
            print(f"{outcome:28s}{count:10d}  {count / result['runs']:.4f}")
        for name, value in result["means"].items():
            print(f"{name:28s}{value['mean']:14.4f}  sd {value['sd']:.4f}")


if __name__ == "__main__":
    main()
