#!/usr/bin/python3
"""Independent reference implementation of the Firebreak escalation model (model.md sections 2 to 9, model-details.md).

It shares no code with the C++ engine and exists only to cross-check it: agreement is statistical, not bitwise, because
each run draws from one random.Random stream instead of keyed noise. Where the two texts are silent the choice made
here is marked "Reading:" in a comment.  Standard library and PyYAML only.
"""
import argparse
import collections
import heapq
import json
import math
import multiprocessing
import random
import sys

from firebreak_scenario import Record, Scenario, parse_instant, tolerance, weighted_choice
from firebreak_records import (COUNTERS, DETECTION, EFFECT, END, EVENT_LIMIT, EVIDENCE, INCIDENT, MEASURE, OBSERVATION, OUTCOMES, PENDING_LIMIT, Actor, Case,
                               Incident)
from firebreak_channels import Channels
from firebreak_decisions import Decisions


class World(Channels, Decisions):
    def __init__(self, scenario, rng, clean):
        self.scenario, self.rng, self.now = scenario, rng, 0
        self.queue, self.sequence, self.ended, self.too_many = [], 0, None, False
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
        if len(self.queue) >= PENDING_LIMIT:
            self.too_many = True
        elif time < self.scenario.horizon:
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
            if handled > EVENT_LIMIT or self.too_many:
                self.ended = "unresolved"
                break
            self.now, _, _, handler, arguments = heapq.heappop(self.queue)
            handler(*arguments)
            self.check_settled()
        if not self.ended:
            self.now = self.scenario.horizon
        outcome = self.ended or "unresolved"
        if self.reached_crisis and outcome != "war":
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
        self.counts["authored"] += author is not None
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
        close_at = self.p.actors[actor.name].close_at
        if max(case.belief) >= (close_at - tolerance(close_at, False) if close_at < 1 else close_at):
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
        # Reading: a reply answers the oldest unanswered query whose line is up, as found when the move is chosen.
        query = self.query_to_answer(actor) if move.via == "reply" else None
        if move.sends:
            self.note_said(actor, move.sends, query)
        focus = self.focal_case(actor)
        if move.acts:
            self.counts["acts"] += 1
            for case in actor.cases:
                if self.is_live(case):
                    case.answered = True
        self.schedule(move.delay.draw(self.rng), EFFECT, self.takes_effect, actor, move, query, focus)
        return move.acts

    def takes_effect(self, actor, move, query, focus):
        if move.to is not None:
            self.set_rung(actor, move.to)
        elif move.raise_to is not None:
            self.set_rung(actor, max(actor.rung, move.raise_to))
        elif move.by is not None:
            self.set_rung(actor, actor.rung + move.by)
        if move.strike_cause:
            self.schedule(0, INCIDENT, self.strike, actor, move, focus)
        if move.sends:
            self.send(actor, move.sends, query.channel if move.via == "reply" else move.via, query)
        self.show_move(actor, move.seen)

    def strike(self, actor, move, focus):
        self.counts["strikes"] += 1
        if focus is not None and focus.incident.author is actor.other and not focus.incident.struck_back:
            focus.incident.struck_back = True
            self.counts["answered"] += 1
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
