"""What the second engine keeps: the order of events, incidents, cases, messages, actors."""
# The order of events at one time (model.md section 2).
MEASURE, DELIVERY, INCIDENT, DETECTION, EVIDENCE, EFFECT, OBSERVATION, DECISION, REVIEW, END = range(10)
EVENT_LIMIT = 1_000_000
PENDING_LIMIT = 200_000
COUNTERS = ("incidents", "detections", "reports", "decisions", "acts", "strikes", "authored", "answered", "messages", "delivered",
            "misread", "misattributed_at_decision", "peak_rung", "duration_ms")
OUTCOMES = ("war", "crisis", "settled", "unresolved")


# ---------------------------------------------------------------- the state of a run


class Incident:
    def __init__(self, cause, severity, author=None, window=None, phantom=False):
        self.cause, self.severity, self.author, self.window, self.phantom = cause, severity, author, window, phantom
        self.struck_back = False


class Case:
    def __init__(self, incident, opened, cold_at, severity, belief):
        self.incident, self.opened, self.cold_at, self.severity, self.belief = incident, opened, cold_at, severity, belief
        self.concluded = self.answered = self.asked = self.heard = False
        self.window_end = None
        self.said = set()               # kinds of message that the actor has sent about it
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
        self.agenda = []                # Record(trigger, message): observed while a decision was open
        self.accident = None            # Record(hazard_left, since, mean, due): the clock of the present rung
