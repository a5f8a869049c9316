"""No point of view shows what stands only in the truth, on any screen: compares what is shown with the traces that `firebreak explain` writes.

Usage: view_leak_test.py --program PATH --firebreak PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb.

Every moment that a line of the truth's trace has and none of the view's is forbidden there, and so are the words that only the truth has.
"""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from datetime import datetime
from pathlib import Path

from display import PATIENCE, run_tests, TEST

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = "scenarios/cyber/reset-2011.yaml"
SIDES = {"a": ("washington", "Washington"), "b": ("moscow", "Moscow")}
KEYS = {"a": "Y", "b": "U", "both": "I"}
# Said of what is so, or of how it ends, by the truth alone.
SECRETS = ("in truth", "it stands at", "but it is at", "misreads Moscow", "misreads Washington", "Correct.", "true:", "[!]", "Undo this", "averts", "1: crisis", "1: war", "1: calmed down", "1: no crisis", "A overestimates",
           "That is true.", "That is not true.", "Would have had", "false alarm")
# Of the window, the scenario and what a person set or typed; the same for all views.
SHARED = re.compile(r"\S+ (?:tab|menu|split|bottom|keys)\.|\S+ side\.(?:measure|number|question|title|command|actor|about)|"
                    r"\S+ (?:river\.truth-only|side\.readout\.truth-only|compare\.view|ladder\.view|timeline\.legend|find\.words) |\S+ breakpoints\.|<text .*filled: what happened")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d \(day \d+\)")


def explain(replicate, view, *more):
    done = subprocess.run([TEST.firebreak, "explain", SCENARIO, "--replicate", str(replicate), "--pov", view, "--json", "--quiet", *more],
                          cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def first_crises(count):
    """Replicates of crises with a false flag before them, and one without a crisis."""
    found = []
    for replicate in range(400):
        lines = explain(replicate, "truth")
        text = json.dumps(lines)
        if '"crisis": true' in text and "false-flag" in json.dumps([line for line in lines if line.get("kind") == "incident"]):
            found.append(replicate)
        if len(found) == count:
            break
    return found


def moments(lines, start):
    shown = set()
    for line in lines:
        if "time" in line:
            time = datetime.fromisoformat(line["time"].replace("Z", "+00:00"))
            shown.add(f"{time:%Y-%m-%d %H:%M} (day {(time - start).days})")
    return shown


def visit(folder, view, number):
    """Steps that show every screen, tip and dialogue in this view, each state dumped."""
    steps, count = [], 0

    def dump():
        nonlocal count
        steps.append(f"dump {folder}/{number}-{view}-{count}.dump")
        count += 1

    steps.append(f"key {KEYS[view]}")
    for screen in "12345":
        steps.append(f"key {screen}")
        dump()
    steps.append("key 2 Home")
    for key in ["Shift+L"] * 6 + ["X", "X", "Shift+X", "L", "L", "Ctrl+L", "End", "Shift+J", "K"]:
        steps.append(f"key {key}")
        dump()
    steps.append("key K")
    for dx in range(-400, 401, 100):
        for dy in range(-200, 201, 50):
            steps.append(f"move timeline.canvas {dx} {dy}")
            dump()
    steps.append("key 3")
    for key in ["Home", "Shift+L", "Shift+L", "End", "Shift+J"]:
        steps.append(f"key {key}")
        dump()
    steps.append("key Shift+M")
    dump()
    steps.append("key Escape")
    steps.append("key F5")
    dump()
    steps.append("key F5 2 T")
    return steps, count


def of_one(line, sides):
    """Whether a line of a truth's trace stands in the ledger of one of the sides."""
    return any(side in (line.get(ledger) or {}) for side in sides for ledger in ("observed", "concluded"))


def first_flaw(replicate):
    """The number of the first flaw that the panel of causes offers to put right."""
    done = subprocess.run([TEST.firebreak, "causes", SCENARIO, "--replicate", str(replicate), "--quiet"], cwd=ROOT, capture_output=True,
                          text=True, timeout=PATIENCE, check=True)
    return re.search(r"#(\d+)\s+\S+\s+(?:yes|last chance)", done.stdout).group(1)


def look_up(words, dump):
    """Steps that look for words, with the list of what is found dumped, and go to the first of it."""
    return ["key Ctrl+F", "key Ctrl+A", f'text "{words}"', dump(), "key Down", dump(), "key Escape", dump()]


def look_closely(folder, view, number):
    """Steps that bring forth in this view what has to be asked for: cards, finds, tips, exports, lists, headlines, pairs."""
    steps, count = [], 0
    files = Path(folder) / f"{number}-{view}"

    def dump():
        nonlocal count
        count += 1
        return f"dump {files}-close-{count - 1}.dump"

    steps += [f"key {KEYS[view]} 2 Home", dump()]
    # The card of every event, and of what brought it about.
    for _ in range(60):
        steps += ["key L", dump()]
    for key in ["X", "X", "Shift+X", "Alt+L", "Alt+L"]:
        steps += [f"key {key}", dump()]
    for words in ("misreads", "crisis", "false", "attack", "Incident", "Washington", "Moscow", "put right", "decision", "Run"):
        steps += look_up(words, dump)
    for dx in range(-450, 451, 60):
        for dy in range(-240, 241, 40):
            steps += [f"move timeline.canvas {dx} {dy}", dump()]
    steps += ["move bottom.caution", "key Ctrl+E", "click export.folder", "key Ctrl+A", f'text "{folder}"', "click export.name", "key Ctrl+A",
              f'text "{files.name}"', dump(), "click export.go", 'wait-until "Written:"', "key Escape"]
    for key in ("B", "Shift+M"):
        steps += [f"key {key}", dump(), "key Escape"]
    steps += ["key ] ] ] ]", "key Home", "key K", "wait-frames 200", dump(), "key [ [ [ ["]
    for screen in "1234":
        steps += [f"key {screen}", "key F5", dump(), "key F5"]
    return steps + ["key 2 T"], [Path(f"{files}-close-{i}.dump") for i in range(count)] + [files.with_suffix(end) for end in (".csv", ".svg", ".txt")]


class Leaks(unittest.TestCase):
    def test_nothing_that_has_to_be_asked_for(self):
        """A fork made in the truth, breakpoints and bookmarks set there, and a run beside the same with a measure."""
        replicate = first_crises(1)[0]
        acts = [line for line in explain(replicate, "truth") if line.get("kind") == "decision"]
        self.assertGreater(len(acts), 10)
        with tempfile.TemporaryDirectory() as folder:
            steps = ["key Ctrl+R", 'wait-until "n = 1,000"', "key 2", "click timeline.number", f'text "{replicate}"', "key Enter",
                     'wait-until "Undo this"', "key B"]
            for kind in range(6):
                steps += [f"click breakpoints.kind.{kind}", "click breakpoints.add"]
            steps += ["key Escape", "key Home"] + ["key L M"] * 25
            made = []
            flaw = first_flaw(replicate)
            # Something corrected, which only the truth knows of, and what it changes.
            steps += ["key Home", "key F6", "key Tab", 'expect-text "Undo this"', "key Enter", 'expect-text "crisis; with the change:"']
            for state in ("fork", "itself", "beside"):
                if state == "itself":
                    steps.append("click timeline.fork.0")
                if state == "beside":
                    steps += ["key Escape", "click side.measures", "click side.measure.hotline", 'expect-text "Before: crisis; after"',
                              'wait-until "Compare before and after"', "click side.measures"]
                for view in KEYS:
                    more, files = look_closely(folder, view, f"{replicate}-{state}")
                    steps += more
                    made += [(replicate, view, file) for file in files]
            script = Path(folder) / "steps.txt"
            script.write_text("\n".join(steps) + "\n", encoding="utf-8")
            done = subprocess.run([TEST.program, "--blind", "--script", str(script), SCENARIO], cwd=ROOT, env=TEST.environment, timeout=PATIENCE,
                                  capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.hold(made, ["--measures", "hotline"], flaw)

    def test_nothing_that_only_the_truth_has(self):
        replicates = first_crises(3) + [0]
        self.assertEqual(len(replicates), 4)
        with tempfile.TemporaryDirectory() as folder:
            steps, made = ["click \"1,000\"", "key Ctrl+R", 'wait-until "n = 1,000"'], []
            for replicate in replicates:
                steps += ["key 2", "click timeline.number", f'text "{replicate}"', "key Enter", 'expect-text "of seed 1"', "key Shift+L M"]
                # A bookmark at each decision in the truth, and a fork of the last.
                steps += ["key Shift+L M"] * 3
                for view in KEYS:
                    more, count = visit(folder, view, replicate)
                    steps += more
                    made += [(replicate, view, Path(folder) / f"{replicate}-{view}-{i}.dump") for i in range(count)]
                steps.append("click timeline.close")
            script = Path(folder) / "steps.txt"
            script.write_text("\n".join(steps) + "\n", encoding="utf-8")
            done = subprocess.run([TEST.program, "--blind", "--script", str(script), SCENARIO], cwd=ROOT, env=TEST.environment, timeout=PATIENCE,
                                  capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.hold(made)

    def hold(self, made, beside=None, flaw=None):
        """With `beside` the same run is shown under these options too, with `flaw` its twin: what a side knows there is no secret."""
        leaks = set()
        for replicate, view, path in made:
            truth = explain_once(replicate, "truth")
            known = explain_once(replicate, SIDES[view][0] if view in SIDES else "both")
            start = datetime.fromisoformat(truth[0]["clock_start"].replace("Z", "+00:00"))
            forbidden = moments(truth, start) - moments(known, start)
            if beside:
                forbidden -= moments(explain_once(replicate, SIDES[view][0] if view in SIDES else "both", *beside), start)
            if flaw:
                sides = [SIDES[view][0]] if view in SIDES else [side for side, _ in SIDES.values()]
                forbidden -= moments([line for line in explain_once(replicate, "truth", "--but-for", flaw) if of_one(line, sides)], start)
            self.assertTrue(forbidden)
            other = SIDES["b" if view == "a" else "a"][1] if view in SIDES else None
            for line in path.read_text(encoding="utf-8").splitlines():
                if SHARED.match(line):
                    continue
                for moment in MOMENT.findall(line):
                    if moment in forbidden:
                        leaks.add(f"{replicate} {view}: {line} (only the truth has this moment)")
                for secret in SECRETS:
                    if secret in line:
                        leaks.add(f"{replicate} {view}: {line} ({secret})")
                if other and re.search(rf'"{other}(?::| chose| decides| decided| reads| holds| held| weighs)', line):
                    leaks.add(f"{replicate} {view}: {line} (of the other side)")
        self.assertFalse(leaks, "\n" + "\n".join(sorted(leaks)[:40]))


TOLD = {}


def explain_once(replicate, view, *more):
    if (replicate, view, more) not in TOLD:
        TOLD[replicate, view, more] = explain(replicate, view, *more)
    return TOLD[replicate, view, more]


if __name__ == "__main__":
    sys.exit(run_tests("--firebreak"))
