"""Decisions of the second engine: what opens and closes them, rules, facts."""
import math

from firebreak_scenario import Record, weighted_choice
from firebreak_records import DECISION, REVIEW


class Decisions:
    """A part of World (firebreak_reference.py)."""

    # ---- decisions

    def schedule_review(self, actor):
        period = self.p.actors[actor.name].review
        if period:
            self.schedule(period.draw(self.rng), REVIEW, self.review, actor)

    def review(self, actor):
        if actor.decision is None:
            self.open_decision(actor, "review")
        self.schedule_review(actor)

    def observe(self, actor, trigger, case=None, message=None):
        """Beliefs are up to date: open a decision if the trigger calls for one, then look at the at_once rules."""
        busy, acted = actor.decision is not None, False
        if actor.decision is None:
            if trigger != "evidence" or self.first_rule(actor, trigger) != actor.last_rule:
                self.open_decision(actor, trigger)
        elif trigger == "incident" and case.window_end is not None and case.window_end < actor.decision.closes_at:
            self.set_decision(actor, actor.decision.trigger, case.window_end)
        if actor.decision is not None:
            index = self.first_rule(actor, trigger, at_once_only=True)
            if index is not None:
                move = self.choose(actor, index)
                acted = self.p.moves[move].acts
                if acted:
                    self.count_decision(actor)
                    self.end_decision(actor, index)
                self.perform(actor, move)
                if acted:
                    self.open_from_agenda(actor)
        if busy and not acted and self.p.actors[actor.name].agenda:
            actor.agenda.append(Record(trigger=trigger, message=message))

    def open_from_agenda(self, actor):
        while actor.agenda and actor.decision is None:
            item = actor.agenda.pop(0)
            if item.message is not None:
                actor.last_message = item.message
            if item.trigger != "evidence" or self.first_rule(actor, "evidence") != actor.last_rule:
                self.open_decision(actor, item.trigger)

    def open_decision(self, actor, trigger):
        closes_at = self.now + max(0, round(self.p.actors[actor.name].deliberation.draw(self.rng)))
        for live in filter(self.is_live, actor.cases):
            if live.window_end is not None and live.window_end >= self.now:
                closes_at = min(closes_at, live.window_end)
        self.set_decision(actor, trigger, closes_at)

    def set_decision(self, actor, trigger, closes_at):
        said = actor.decision.said if actor.decision else set()
        actor.decision = Record(trigger=trigger, closes_at=closes_at, said=said)
        self.schedule_at(closes_at, DECISION, self.close_decision, actor, actor.decision)

    def close_decision(self, actor, decision):
        if actor.decision is not decision:
            return
        index = self.first_rule(actor, decision.trigger)
        move = "hold" if index is None else self.choose(actor, index)
        self.count_decision(actor)
        self.end_decision(actor, index)
        self.perform(actor, move)
        self.open_from_agenda(actor)

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
        if name.startswith("said."):
            said = case.said if case is not None else actor.decision.said if actor.decision else ()
            return name[len("said."):] in said
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
