"""No text of a side's view of the timeline stands only in the truth: compares the registry dumps that scripts/timeline-view.txt holds to.

Usage: timeline_view_test.py; other arguments go to unittest.
"""
import re
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).parent / "scripts"
LINE = re.compile(r'^(\S+) (\S+) "(.*?)"(?: = "(.*?)")?(?: \w+)*$')
CAUSES = ("accident", "criminal", "false-flag", "espionage", "attack")
# Shared with every view: the frame of the window and what the scenario itself says.
SHELL = ("tab.", "menu.", "top.", "bottom.", "split.", "transport.")


def items(name):
    found = {}
    for line in (SCRIPTS / name).read_text(encoding="utf-8").splitlines():
        parts = LINE.match(line)
        if parts and not parts.group(2).startswith(SHELL):
            found[parts.group(2)] = (parts.group(3), parts.group(4) or "")
    return found


class ViewOfASide(unittest.TestCase):
    def setUp(self):
        self.truth, self.side = items("timeline-truth.dump"), items("timeline-a.dump")

    def timeline(self, found):
        return {key: value for key, value in found.items() if key.startswith("timeline.")}

    def test_both_views_show_something(self):
        self.assertGreater(len(self.timeline(self.truth)), 100)
        self.assertGreater(len(self.timeline(self.side)), 40)

    def test_no_cause_of_an_incident_shows(self):
        for key, (words, value) in self.timeline(self.side).items():
            if key.startswith("timeline.incidents.") and "own act" not in words:
                for cause in CAUSES:
                    self.assertNotIn(cause, words + value, key)

    def test_nothing_of_the_other_side_shows(self):
        for key, (words, _) in self.timeline(self.side).items():
            self.assertFalse(words.startswith("Moscow"), f"{key}: {words}")
            self.assertNotIn("reads-b", key)
            self.assertNotIn("decisions-b", key)

    def test_no_word_of_the_truth_shows(self):
        for key, (words, value) in self.side.items():
            if key.startswith(("timeline.", "side.why", "side.belief", "side.hinge")):
                for secret in ("in truth", "it stands at", "misreads", "truth", "true:", "crisis", "hits ", "[!]", "Undo this", "averts", "+1", "\u22121"):
                    if key != "timeline.parting":
                        self.assertNotIn(secret, words + " " + value, key)

    def test_every_moment_shown_is_one_that_the_side_knows(self):
        """A date of a mark that only the truth has would tell of it; those of its own moves and decisions are known."""
        truth_only = {value for key, (_, value) in self.timeline(self.truth).items()
                      if re.match(r"timeline\.(reads-b|decisions-b)\.", key)}
        known = {value for key, (_, value) in self.timeline(self.truth).items()
                 if re.match(r"timeline\.(truth|reads-a|decisions-a|incidents)\.", key)}
        for key, (_, value) in self.timeline(self.side).items():
            if "(day" in value:
                self.assertNotIn(value, truth_only - known, key)


if __name__ == "__main__":
    unittest.main()
