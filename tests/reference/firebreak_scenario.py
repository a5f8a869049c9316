"""Reading a Firebreak scenario for the reference implementation (firebreak_reference.py): values, distributions, measures as
overlays, conditions, and the compiled parameters.  No code is shared with the C++ engine.  Standard library and PyYAML only.
"""
import datetime
import math
import re

import yaml

UNIT_MS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000, "y": 365 * 86_400_000}
GARBLED = {"reassurance": "warning", "warning": "reassurance", "proposal": "warning",
           "denial": "admission", "admission": "denial"}


# ---------------------------------------------------------------- values

def parse_duration(raw):
    """'6h', '1d 12h', 0  ->  milliseconds (float: rounding happens when an event is scheduled)."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if raw == 0:
            return 0.0
        raise ValueError(f"duration without a unit: {raw!r}")
    text = str(raw).strip()
    if text == "0":
        return 0.0
    parts = re.findall(r"([-+0-9.eE]+)\s*(ms|[smhdwy])", text)
    if not parts or re.sub(r"([-+0-9.eE]+)\s*(ms|[smhdwy])\s*", "", text):
        raise ValueError(f"not a duration: {raw!r}")
    return sum(float(value) * UNIT_MS[unit] for value, unit in parts)


def parse_instant(raw, start):
    """A date, or a duration after clock.start  ->  milliseconds since clock.start."""
    if isinstance(raw, str) and re.match(r"^\d{4}-\d\d-\d\d", raw):
        raw = datetime.datetime.fromisoformat(raw.replace("Z", "+00:00"))
    if isinstance(raw, datetime.datetime):
        if raw.tzinfo is None:
            raw = raw.replace(tzinfo=datetime.timezone.utc)
    elif isinstance(raw, datetime.date):
        raw = datetime.datetime(raw.year, raw.month, raw.day, tzinfo=datetime.timezone.utc)
    else:
        return round(parse_duration(raw))
    return round((raw - start).total_seconds() * 1000)


class Distribution:
    """A distribution of model.md section 3, of durations (in ms) or of plain numbers."""

    def __init__(self, raw, unit):
        if isinstance(raw, dict):
            (self.kind, arguments), = raw.items()
        else:
            self.kind, arguments = "fixed", raw
        if self.kind == "lognormal":
            self.arguments = (unit(arguments["median"]), float(arguments["sigma"]))
        elif self.kind == "weibull":
            self.arguments = (unit(arguments["scale"]), float(arguments["shape"]))
        elif self.kind in ("uniform", "triangular", "empirical"):
            self.arguments = tuple(unit(value) for value in arguments)
        elif self.kind in ("fixed", "exponential"):
            self.arguments = (unit(arguments),)
        else:
            raise ValueError(f"unknown distribution {raw!r}")

    def draw(self, rng):
        a = self.arguments
        if self.kind == "fixed":
            return a[0]
        if self.kind == "exponential":
            return a[0] * rng.expovariate(1.0)
        if self.kind == "lognormal":
            return a[0] * math.exp(a[1] * rng.gauss(0.0, 1.0))
        if self.kind == "weibull":
            return a[0] * rng.expovariate(1.0) ** (1.0 / a[1])
        if self.kind == "uniform":
            return rng.uniform(a[0], a[1])
        if self.kind == "triangular":
            low, mode, high = a
            return rng.triangular(low, high, mode)
        return rng.choice(a)


def duration(raw):
    return None if raw is None else Distribution(raw, parse_duration)


def mean_gap(raw):
    """`every` of evidence and accident_every: the mean of an exponential, in ms."""
    if isinstance(raw, dict):
        raw = raw["exponential"]
    return None if raw is None else parse_duration(raw)


def as_list(raw):
    if raw is None:
        return []
    return list(raw) if isinstance(raw, list) else [raw]


def weights(raw):
    """An id or a map id -> weight  ->  list of (id, weight)."""
    return [(key, float(value)) for key, value in raw.items()] if isinstance(raw, dict) else [(raw, 1.0)]


def weighted_choice(rng, pairs):
    return rng.choices([key for key, _ in pairs], [weight for _, weight in pairs])[0]


def truth(raw):
    """yes/no however it was written."""
    return raw if isinstance(raw, bool) else str(raw).lower() in ("yes", "true", "on")


# ---------------------------------------------------------------- measures as overlays on the raw scenario

def plain_copy(node):
    """A copy without shared parts: YAML anchors would otherwise make an overlay on one actor change both."""
    if isinstance(node, dict):
        return {key: plain_copy(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain_copy(value) for value in node]
    return node


def scaled(value, factor):
    if isinstance(value, dict):
        return {key: inner if key in ("sigma", "shape") else scaled(inner, factor) for key, inner in value.items()}
    if isinstance(value, list):
        return [scaled(inner, factor) for inner in value]
    if isinstance(value, str) and not re.fullmatch(r"[-+0-9.eE]+", value):
        return f"{parse_duration(value) * factor!r}ms"
    return float(value) * factor


def child_keys(node, part):
    """The keys of `node` that a path part names; lists are addressed by place, from 1, or by the id of their items."""
    if isinstance(node, list):
        return [i for i, item in enumerate(node)
                if part in ("*", str(i + 1)) or (isinstance(item, dict) and item.get("id") == part)]
    return list(node) if part == "*" else [part]


def overlay(node, path, change, create):
    part, rest = path[0], path[1:]
    for key in child_keys(node, part):
        missing = isinstance(node, dict) and node.get(key) is None
        if missing and not create:
            raise ValueError(f"scale: no such parameter ({part})")
        if not rest:
            node[key] = change(None if missing else node[key])
        else:
            if missing:
                node[key] = {}
            overlay(node[key], rest, change, create)


def apply_measure(raw, measure):
    for path, value in ((measure or {}).get("set") or {}).items():
        overlay(raw, path.split("."), lambda old, value=value: plain_copy(value), create=True)
    for path, factor in ((measure or {}).get("scale") or {}).items():
        overlay(raw, path.split("."), lambda old, factor=factor: scaled(old, float(factor)), create=False)


# ---------------------------------------------------------------- conditions

COMPARE = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, "<": lambda a, b: a < b,
           "==": lambda a, b: a == b, "=": lambda a, b: a == b, "!=": lambda a, b: a != b}
BOOLEAN_FACTS = ("guilty", "asked", "heard")
SPANS = ("incident.age", "time_left")


def tolerance(bound, span):
    """What lies so near to a threshold counts as equal to it (model-details.md)."""
    return 0.01 if span else 1e-9 * abs(bound) + 1e-15
WORD_FACTS = ("trigger", "message")


def compile_condition(name, raw, rung_index):
    """-> a predicate on the value of fact `name`; a fact that is not known (None) meets no condition."""
    if isinstance(raw, list):
        alternatives = [compile_condition(name, item, rung_index) for item in raw]
        return lambda value: any(alternative(value) for alternative in alternatives)
    if name in BOOLEAN_FACTS or name.startswith(("channel.", "measure.", "said.")):
        wanted = truth(raw)
        return lambda value: value == wanted
    if name in WORD_FACTS:
        if raw in (None, False, "none"):  # Reading: `message: none` is true when there is no message in hand.
            return lambda value: value is None
        if raw is True:
            return lambda value: value is not None
        return lambda value: value == raw

    def number(text):
        text = str(text).strip()
        if name in ("own.rung", "adversary.rung") and text in rung_index:
            return rung_index[text]
        if name in SPANS:
            return parse_duration(text)
        return float(text)

    def near(bound):
        return tolerance(bound, name in SPANS)

    text = str(raw).strip()
    if " and " in text:
        parts = [compile_condition(name, part, rung_index) for part in text.split(" and ")]
        return lambda value: all(part(value) for part in parts)
    if ".." in text:
        low, high = (number(part) for part in text.split(".."))
        return lambda value: value is not None and low - near(low) <= value <= high + near(high)
    match = re.match(r"(>=|<=|==|!=|=|>|<)(.*)", text)
    operator, bound = (COMPARE[match.group(1)], number(match.group(2))) if match else (COMPARE["=="], number(text))
    # A value near the bound is taken for the bound itself.
    return lambda value: value is not None and operator(bound if abs(value - bound) <= near(bound) else value, bound)


# ---------------------------------------------------------------- the compiled scenario

class Record:
    def __init__(self, **fields):
        self.__dict__.update(fields)


class Parameters:
    """Everything of the scenario that a measure may change, compiled with a given list of measures in force."""

    def __init__(self, raw):
        self.rungs = [rung["id"] for rung in raw["ladder"]]
        self.rung_index = {rung: i for i, rung in enumerate(self.rungs)}
        self.accident_every = [mean_gap(rung.get("accident_every")) for rung in raw["ladder"]]
        endings = raw.get("endings") or {}
        self.crisis_rung = self.rung(endings["crisis"]) if "crisis" in endings else None
        self.war_rung = self.rung(endings["war"]) if "war" in endings else None
        settled = endings.get("settled")
        self.settled_rung = self.rung(settled["at"]) if settled else None
        self.settled_for = round(parse_duration(settled["for"])) if settled else None

        self.causes = list(raw["causes"])
        self.cause_index = {cause: i for i, cause in enumerate(self.causes)}
        self.hostility = [float((body or {}).get("hostility", 0)) for body in raw["causes"].values()]
        self.incidents = {key: self.incident_source(body) for key, body in (raw.get("incidents") or {}).items()}
        self.evidence = {key: self.evidence_source(body) for key, body in (raw.get("evidence") or {}).items()}
        self.channels = {key: self.channel(body or {}) for key, body in (raw.get("channels") or {}).items()}
        self.messages = {key: self.message_kind(key, body or {}) for key, body in (raw.get("messages") or {}).items()}
        self.moves = {key: self.move(body or {}) for key, body in (raw.get("moves") or {}).items()}
        self.moves["hold"] = self.move({})
        self.actors = {key: self.actor(body) for key, body in raw["actors"].items()}

    def rung(self, raw):
        return self.rung_index[raw] if raw in self.rung_index else int(raw)

    def message_of(self, kind):
        return self.messages.get(kind) or self.message_kind(kind, {})

    def incident_source(self, body):
        return Record(targets=as_list(body["target"]), cause=weights(body["cause"]), author=body.get("author"),
                      severity=Distribution(body.get("severity", 1), float), at=as_list(body.get("at")),
                      every=duration(body.get("every")), window=duration(body.get("window")),
                      phantom=truth(body.get("phantom", False)),
                      needs=as_list(body.get("needs")), unless=as_list(body.get("unless")))

    def evidence_source(self, body):
        accuracy = float(body["accuracy"])
        rows = body.get("confusion") or {}
        return Record(every=mean_gap(body["every"]), truth=self.report_matrix(accuracy, rows),
                      believed=self.report_matrix(float(body.get("believed", accuracy)), rows),
                      needs=as_list(body.get("needs")), unless=as_list(body.get("unless")))

    def report_matrix(self, accuracy, rows):
        """matrix[h][y]: probability that a report names y if h is the cause."""
        count = len(self.causes)
        if count == 1:
            return [[1.0]]
        matrix = []
        for h, cause in enumerate(self.causes):
            row = rows.get(cause) or {other: 1.0 for other in self.causes if other != cause}
            total = sum(float(value) for value in row.values())
            line = [(1 - accuracy) * float(row.get(other, 0)) / total for other in self.causes]
            line[h] = accuracy
            matrix.append(line)
        return matrix

    def channel(self, body):
        up = body.get("up", True)
        failure = repair = None
        if isinstance(up, dict):  # Reading: the keys begin with fail.. and repair.., the line is up at the start.
            for key, value in up.items():
                if str(key).startswith("fail"):
                    failure = duration(value)
                elif str(key).startswith("repair"):
                    repair = duration(value)
            up = None
        translators = body.get("translators")
        return Record(up=up if up is None else truth(up), failure=failure, repair=repair,
                      link=duration(body.get("link", 0)), translate=duration(body.get("translate", 0)),
                      translators=None if translators is None else int(translators),
                      deliver=duration(body.get("deliver", 0)), staffed=staffed_hours(body.get("staffed")),
                      loss=float(body.get("loss", 0)), garble=float(body.get("garble", 0)),
                      credibility=float(body.get("credibility", 1)), patience=duration(body.get("patience")),
                      meets=duration((body.get("meets") or {}).get("every")))

    def message_kind(self, kind, body):
        likelihood = body.get("likelihood") or {}
        # Reading: a reassurance clarifies posture even where the scenario does not declare it.
        clarifies = body.get("clarifies", "posture" if kind == "reassurance" else None)
        return Record(likelihood=[float(likelihood.get(cause, 1)) for cause in self.causes] if likelihood else None,
                      clarifies=clarifies == "posture", garbled=body.get("garbled", GARBLED.get(kind, kind)),
                      reports=int(body.get("reports", 1 if kind == "evidence" else 0)), source=body.get("source"))

    def move(self, body):
        strikes = body.get("strikes")
        posture = any(key in body for key in ("to", "raise_to", "by"))
        return Record(to=self.rung(body["to"]) if "to" in body else None,
                      raise_to=self.rung(body["raise_to"]) if "raise_to" in body else None,
                      by=int(body["by"]) if "by" in body else None, posture=posture, acts=posture or bool(strikes),
                      strike_cause=weights(strikes["cause"]) if strikes else None,
                      strike_severity=Distribution(strikes["severity"], float) if strikes else None,
                      sends=body.get("sends"), via=body.get("via"), delay=duration(body.get("delay", 0)),
                      seen=float(body.get("seen", 1 if posture else 0)),
                      needs=as_list(body.get("needs")), unless=as_list(body.get("unless")))

    def actor(self, body):
        detection, severity, posture = (body.get(key) or {} for key in ("detection", "severity", "posture"))
        image, attribution = body.get("image") or {}, body.get("attribution") or {}
        prior = attribution.get("prior") or {cause: 1.0 for cause in self.causes}
        hostile = float(image.get("hostile", 0.5))
        return Record(starts_at=self.rung(body.get("starts_at", 0)),
                      detection_probability=float(detection.get("probability", 1)),
                      detection_delay=duration(detection.get("delay", 0)),
                      severity_bias=float(severity.get("bias", 0)), severity_noise=float(severity.get("noise", 0)),
                      misread=float(posture.get("misread", 0)), skew=float(posture.get("skew", 0.5)),
                      posture_delay=duration(posture.get("delay", 0)),
                      image_start=math.log(hostile / (1 - hostile)),
                      climb=math.log(float(image.get("climb", 1))), step_down=math.log(float(image.get("step_down", 1))),
                      memory=parse_duration(image["memory"]) if "memory" in image else math.inf,
                      prior=[float(prior.get(cause, 0)) for cause in self.causes],
                      tilt=float(attribution.get("tilt", 0)), carry=float(attribution.get("carry", 0)),
                      weight=float(attribution.get("weight", 1)), close_at=float(attribution.get("close_at", 0.95)),
                      half_life=parse_duration(attribution["half_life"]) if "half_life" in attribution else math.inf,
                      cold_after=round(parse_duration(attribution.get("cold_after", "180d"))),
                      deliberation=duration(body.get("deliberation", 0)), review=duration(body.get("review")),
                      agenda=truth(body.get("agenda", False)), tremble=float(body.get("tremble", 0)),
                      rules=[self.rule(rule) for rule in body.get("doctrine") or []])

    def rule(self, body):
        when = [(name, compile_condition(name, raw, self.rung_index)) for name, raw in (body.get("when") or {}).items()]
        return Record(when=when, do=weights(body["do"]), at_once=truth(body.get("at_once", False)))


def staffed_hours(raw):
    """Reading: '08:00-18:00', [8, 18], {from:, to:} or {hours: .., days: [mon, ..]}, in UTC -> (from ms, to ms, weekdays)."""
    if raw is None or raw is True or raw == "always":
        return None
    days = range(7)
    if isinstance(raw, dict):
        if "days" in raw:
            names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            days = [names.index(str(day).lower()[:3]) for day in as_list(raw["days"])]
        raw = raw["hours"] if "hours" in raw else [raw["from"], raw["to"]]
    if isinstance(raw, str):
        raw = re.split(r"\s*(?:-|\.\.)\s*", raw)

    def clock(value):
        if isinstance(value, str) and ":" in value:
            hours, minutes = value.split(":")[:2]
            return (int(hours) * 60 + int(minutes)) * UNIT_MS["m"]
        value = float(re.sub("h$", "", str(value)))
        return value * UNIT_MS["m" if value > 24 else "h"]  # YAML 1.1 reads 18:00 as 1080
    begin, end = (clock(value) for value in raw)
    return begin, end if end > begin else end + UNIT_MS["d"], frozenset(days)


class Scenario:
    def __init__(self, path, switched_on):
        with open(path, encoding="utf-8") as stream:
            self.raw = yaml.safe_load(stream)
        start = self.raw["clock"]["start"]
        if not isinstance(start, (datetime.date, str)):
            raise ValueError("clock.start must be a date")
        self.start = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        self.start += datetime.timedelta(milliseconds=parse_instant(start, self.start))
        self.horizon = parse_instant(self.raw["clock"]["horizon"], self.start)
        declared = self.raw.get("measures") or {}
        wanted = {"all": list(declared), "none": []}.get(switched_on, switched_on.split(","))
        unknown = set(wanted) - set(declared)
        if unknown:
            raise ValueError(f"unknown measures: {sorted(unknown)}")
        self.measures = {}  # name -> the moment it comes into force
        for name in declared:
            if name in wanted:
                in_force = (declared[name] or {}).get("in_force", 0)
                self.measures[name] = 0 if in_force in (True, "always") else parse_instant(in_force, self.start)
        self.compiled = {}

    def parameters(self, in_force):
        """The parameters with these measures in force, overlays applied in the order of the file."""
        key = frozenset(in_force)
        if key not in self.compiled:
            raw = plain_copy(self.raw)
            for name in self.measures:
                if name in in_force:
                    apply_measure(raw, self.raw["measures"][name])
            self.compiled[key] = Parameters(raw)
        return self.compiled[key]
