"""Channels and messages of the second engine: lines, consultations, and the stages of a message."""
import datetime
import math

from firebreak_scenario import UNIT_MS
from firebreak_records import DELIVERY, OBSERVATION, Message


class Channels:
    """A part of World (firebreak_reference.py)."""

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

    def note_said(self, sender, kind, query):
        case = self.focal_case(sender)
        if query:
            case = next((case for case in sender.cases if case.incident is query.incident), None)
        if case:
            case.said.add(kind)
        elif sender.decision:
            sender.decision.said.add(kind)

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
        self.observe(receiver, "message", message=None if kind == "query" else kind)

    def apply_content(self, actor, case, kind, credibility):
        likelihood = self.p.message_of(kind).likelihood
        if case and not case.concluded and likelihood and credibility > 0:
            self.update_belief(actor, case, likelihood, credibility)

    def silence(self, query):
        if not query.answer_delivered:
            self.apply_content(query.sender, query.case, "silence", self.p.channels[query.channel].credibility)
            self.observe(query.sender, "silence")
