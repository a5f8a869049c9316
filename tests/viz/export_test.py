"""What firebreak-viz writes when it exports each screen: read back with an XML reader and a CSV reader, and compared with the engine.

Usage: export_test.py --program PATH --firebreak PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb.
"""
import csv
import json
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from display import PATIENCE, run_tests, TEST

ROOT = Path(__file__).resolve().parents[2]
FLAGSHIP = "scenarios/cyber/reset-2011.yaml"
SVG = "{http://www.w3.org/2000/svg}"
TRUTH_ONLY = ("Moscow decides", "in truth", "it stands at", "misreads", "truth:", "hits ", "Undo this", "averts", "1: crisis")


class Exports(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name) / "out"
        self.folder.mkdir()

    def tearDown(self):
        self.place.cleanup()

    def play(self, steps, *more, scenario=FLAGSHIP, environment=None):
        script = Path(self.place.name) / "steps.txt"
        script.write_text(steps, encoding="utf-8")
        done = subprocess.run([TEST.program, str(scenario), "--script", str(script), *more], cwd=ROOT, env={**TEST.environment, **(environment or {})},
                              timeout=PATIENCE, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def export(self, name, folder=None):
        """Steps that export what is shown under a name."""
        return (f'key Ctrl+E\nclick export.folder\nkey Ctrl+A\ntext "{folder or self.folder}"\nclick export.name\nkey Ctrl+A\ntext "{name}"\n'
                "click export.go\nwait-until \"Written:\"\n")

    def read(self, name, ending):
        return (self.folder / (name + ending)).read_text(encoding="utf-8")

    def rows(self, name):
        with (self.folder / (name + ".csv")).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def svg(self, name):
        root = ElementTree.fromstring(self.read(name, ".svg"))
        self.assertEqual(root.tag, SVG + "svg")
        return root

    def words(self, root):
        return " | ".join("".join(text.itertext()) for text in root.iter(SVG + "text"))

    def check_all(self, name):
        for ending in (".png", ".svg", ".csv", ".txt"):
            self.assertTrue((self.folder / (name + ending)).stat().st_size > 0, ending)
        png = (self.folder / (name + ".png")).read_bytes()
        self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(png[16:24], b"\x00\x00\x05\x00\x00\x00\x02\xd0")  # 1280 x 720
        words = self.words(self.svg(name))
        note = self.read(name, ".txt")
        for needed in ("Model output, not a forecast", "seed 1", "Point of view"):
            self.assertIn(needed, words)
            self.assertIn(needed, note)
        for row in self.rows(name):
            self.assertEqual(row["scenario"], "reset-2011")
            self.assertRegex(row["sha256"], r"\A[0-9a-f]{64}\Z")
            self.assertEqual(row["seed"], "1")
            self.assertNotIn(None, row)
        self.assertIn(self.rows(name)[0]["sha256"], note)
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.startswith(".")], [])
        return words

    def engine(self, note, *more):
        """Runs the last command of a note."""
        command = [line for line in note.splitlines() if line.startswith("firebreak ")][-1]
        done = subprocess.run([TEST.firebreak, *shlex.split(command)[1:], *more], cwd=ROOT, timeout=PATIENCE, capture_output=True, text=True,
                              check=True)
        return done.stdout


class ManyRuns(Exports):
    def test_the_river_is_what_the_engine_counts(self):
        self.play('key Ctrl+R\nwait-until "n = 1,000"\n' + self.export("river") + 'dump ' + str(self.folder / "river.dump") + "\n")
        words = self.check_all("river")
        self.assertIn("Crisis by step", words)
        self.assertGreater(len(list(self.svg("river").iter(SVG + "path"))), 40)
        found = json.loads(self.engine(self.read("river", ".txt"), "--json", "--quiet"))
        arm = next(arm for arm in found["arms"] if not arm["measures"])
        start = self.rows("river")[0]
        self.assertEqual((start["kind"], start["column"], start["runs"], start["n"]), ("cell", "0", "1000", "1000"))
        self.assertEqual(int(start["crises"]), arm["crisis"]["count"])
        self.assertAlmostEqual(float(start["crisis_low"]), arm["crisis"]["low"], delta=1e-9)
        self.assertAlmostEqual(float(start["crisis_high"]), arm["crisis"]["high"], delta=1e-9)

    def test_a_filter_is_in_words_and_numbers(self):
        self.play('key Ctrl+R\nwait-until "n = 1,000"\nkey 3\nclick ladder.picture\nkey Down\nclick ladder.filter\nkey 1\n'
                  + self.export("part"))
        self.check_all("part")
        shown = int(self.rows("part")[0]["n"])
        self.assertLess(shown, 1000)
        self.assertRegex(self.read("part", ".txt"), rf"Filter: reaches .* or higher; {shown} shown\.")

    def test_what_is_not_drawn_changes_no_number(self):
        """Of the commonest paths alone the picture has fewer parts, and each number on the screen and in the files is as before."""
        steps = 'key Ctrl+R\nwait-until "n = 1,000"\nwait-frames 4\n'
        for name, more in (("all", ""), ("part", "click river.node.3.2\n")):
            steps += more
            for share, place in ((100, 78), (50, -78)):
                steps += f"click river.share {place} 0\nwait-frames 4\nmove bottom.caution\ndump {self.folder / f'{name}-{share}.dump'}\n"
                steps += self.export(f"{name}-{share}") + "key Escape\n"
        self.play(steps)
        # What stands only for what is drawn, or says how much that is.
        drawn = re.compile(r'slider river\.share|text river\.(coverage|detail|reduced)|canvas ')
        for name in ("all", "part"):
            dumps = {share: [line for line in self.read(f"{name}-{share}", ".dump").splitlines() if not drawn.match(line)] for share in (100, 50)}
            self.assertIn(f'slider river.share "% of runs" = "50"', self.read(f"{name}-50", ".dump"))
            self.assertEqual(set(dumps[50]) - set(dumps[100]), set())
            gone = set(dumps[100]) - set(dumps[50])
            self.assertTrue(gone)
            self.assertEqual([line for line in gone if not line.startswith(("mark river.node.", "mark river.ribbon."))], [])
            self.assertEqual(self.read(f"{name}-50", ".csv"), self.read(f"{name}-100", ".csv"))
            note = self.read(f"{name}-50", ".txt")
            self.assertIn("Drawn: the commonest paths, ", note)
            self.assertEqual(re.sub(r" Drawn: .*", "", note), self.read(f"{name}-100", ".txt"))
            words = self.words(self.svg(f"{name}-50"))
            for number in re.findall(r"\d+(?:\.\d+)? to \d+(?:\.\d+)? %", self.words(self.svg(f"{name}-100"))):
                self.assertIn(number, words)
            self.assertNotIn("Drawn: ", self.read(f"{name}-100", ".txt"))

    def test_the_ladder_and_the_comparison(self):
        self.play('key Ctrl+R\nwait-until "n = 1,000"\nkey 3\n' + self.export("ladder")
                  + 'key Escape\nkey 4\nclick "Run with: hotline"\nwait-until "1,000 runs, chance"\nexpect-text "Crisis: 92 → 48 of 1,000."\n'
                  + self.export("compare"))
        self.check_all("ladder")
        rungs = self.rows("ladder")
        self.assertEqual([int(row["rung"]) for row in rungs], list(range(len(rungs))))
        self.assertEqual(rungs[0]["runs_reaching"], "1000")
        self.assertEqual(rungs[0]["crises"], "92")
        words = self.check_all("compare")
        self.assertIn("Crisis: 92", words)
        parts = {row["part"]: row for row in self.rows("compare")}
        self.assertEqual([parts[part]["pairs"] for part in ("crisis before", "crisis after", "avoided", "caused")], ["92", "48", "58", "14"])
        self.assertAlmostEqual(float(parts["difference"]["share"]), -0.044)
        self.assertAlmostEqual(float(parts["difference"]["share_low"]), -0.061, delta=0.001)
        found = json.loads(self.engine(self.read("compare", ".txt"), "--json", "--quiet"))
        self.assertIn(48, [arm["crisis"]["count"] for arm in found["arms"]])

    def test_a_side_does_not_export_many_runs(self):
        self.play('key Ctrl+R\nwait-until "n = 1,000"\nkey Y\nkey Ctrl+E\nexpect-greyed export.go\n'
                  'expect-text "No side can know"\nkey Escape\nkey 3\nkey Ctrl+E\nexpect-greyed export.go\n')
        self.assertEqual(list(self.folder.iterdir()), [])


class OneRun(Exports):
    OPEN = 'key 2\nclick timeline.number\ntext "28"\nkey Enter\nwait-until "Undo this"\n'

    def test_the_truth_and_a_side(self):
        self.play(self.OPEN + self.export("truth") + "key Escape\nkey Y\n" + self.export("a") + "key Escape\nkey I\n" + self.export("both"))
        self.assertIn("Moscow", self.check_all("truth"))
        self.assertIn("1: crisis", self.words(self.svg("truth")))
        self.assertTrue(any("Moscow" in row["words"] for row in self.rows("truth")))
        self.check_all("a")
        self.check_all("both")
        side = {ending: self.read("a", ending) for ending in (".svg", ".csv", ".txt")}
        for ending, text in side.items():
            for secret in (*TRUTH_ONLY, "crisis"):
                self.assertNotIn(secret, text, f"{secret} in {ending}")
        both = self.read("both", ".csv") + self.read("both", ".svg")
        for secret in ("in truth", "it stands at", "misreads", "Undo this", "averts", "truth:"):
            self.assertNotIn(secret, both)
        # No text of the picture of a side is one that only the truth has.
        decided = {name: {row["words"].split(":")[0] for row in self.rows(name) if row["kind"] == "decision"} for name in ("truth", "a", "both")}
        self.assertEqual(decided, {"truth": {"Washington", "Moscow"}, "a": {"Washington"}, "both": {"Washington", "Moscow"}})
        pictures = {name: self.words(self.svg(name)) for name in ("truth", "a")}
        self.assertIn("Moscow decides", pictures["truth"])
        self.assertIn("Washington decides", pictures["a"])
        self.assertTrue(self.engine(side[".txt"], "--quiet"))
        self.assertIn("--pov washington", side[".txt"])

    def test_the_lines_are_those_of_the_engine(self):
        self.play(self.OPEN + "key Y\n" + self.export("a"))
        lines = [json.loads(line) for line in self.engine(self.read("a", ".txt"), "--json", "--quiet").splitlines()]
        events = [line for line in lines if "id" in line and "t" in line]
        rows = self.rows("a")
        if events:
            self.assertEqual(len(rows), len(events))
            self.assertEqual([row["kind"] for row in rows], [event["kind"] for event in events])


class Dialogue(Exports):
    def test_the_keyboard_alone(self):
        self.play('key Ctrl+R\nwait-until "n = 1,000"\nkey Ctrl+E\nkey Ctrl+A\ntext "keys"\nkey Shift+Tab\nexpect-focus export.folder\n'
                  f'key Ctrl+A\ntext "{self.folder}"\nexpect-value export.folder "{self.folder}"\nkey Enter\n'
                  'wait-until "Written:"\nkey Escape\nexpect-no-text "Written:"\n')
        self.check_all("keys")

    def test_what_is_there_is_named_before_it_is_replaced(self):
        (self.folder / "old.csv").write_text("mine", encoding="utf-8")
        self.play('key Ctrl+R\nwait-until "n = 1,000"\nkey Ctrl+E\n'
                  f'click export.folder\nkey Ctrl+A\ntext "{self.folder}"\nclick export.name\nkey Ctrl+A\ntext "old"\n'
                  'expect-text "old.csv exists already: Export replaces it."\nkey Enter\nexpect-no-text "Written:"\nkey Escape\n')
        self.assertEqual(self.read("old", ".csv"), "mine")
        self.play('key Ctrl+R\nwait-until "n = 1,000"\n' + self.export("old"))
        self.assertEqual(self.rows("old")[0]["runs"], "1000")

    def test_what_goes_wrong_is_said_in_words(self):
        (self.folder / "taken.csv").mkdir()
        self.play('key Ctrl+R\nwait-until "n = 1,000"\nkey Ctrl+E\n'
                  f'click export.folder\nkey Ctrl+A\ntext "{self.folder}/none"\nexpect-greyed export.go\nexpect-text "none does not exist."\n'
                  f'click export.folder\nkey Ctrl+A\ntext "{self.folder}"\nclick export.name\nkey Ctrl+A\ntext "a/b"\n'
                  'expect-text "A name cannot contain a slash"\nkey Ctrl+A\ntext "taken"\nexpect-text "taken.csv exists already"\nclick export.go\n'
                  'wait-until "taken.csv cannot be written: Is a directory."\n')
        self.assertEqual([path.name for path in self.folder.iterdir()], ["taken.csv"])

    def test_folders_and_names_of_all_kinds(self):
        """The home folder by its sign, the current one by none, and every other place either written to or refused in words."""
        before = 'key Ctrl+R\nwait-until "n = 1,000"\nkey Ctrl+E\n'
        folder, name = "click export.folder\nkey Ctrl+A\n", "click export.name\nkey Ctrl+A\n"
        self.play(before + folder + 'text "~"\n' + name + 'text "home"\nexpect-no-text "does not exist"\nclick export.go\nwait-until "Written:"\n'
                  'expect-no-text "exist already"\nkey Escape Ctrl+E\n' + folder + 'text "~/."\n' + name + 'text "home"\n'
                  'expect-text "home.png, home.svg, home.csv and home.txt exist already: Export replaces them."\n',
                  environment={"HOME": str(self.folder)})
        self.check_all("home")
        long = "x" * 250
        self.play(before + folder + "key Backspace\n" + name + 'text "a"\nexpect-no-text "does not exist"\n'
                  + folder + f'text "{self.folder}/.."\n' + name + 'text "up"\nclick export.go\nwait-until "Written:"\nkey Escape Ctrl+E\n'
                  + folder + 'text "~nobody"\nexpect-text "The folder ~nobody does not exist."\n'
                  + folder + f'text "{self.folder}/{long}"\nexpect-greyed export.go\n'
                  + folder + 'text "/proc"\nclick export.go\nwait-until "cannot be written"\n'
                  + folder + f'text "{self.folder}"\n' + name + f'text "{long}"\nexpect-text "The name is too long."\nexpect-greyed export.go\n')
        self.assertTrue((self.folder / "../up.csv").resolve().is_file())

    def test_the_scenario_that_is_open_is_never_written_over(self):
        mine = Path(self.place.name) / "mine.yaml"
        text = (ROOT / "tests/viz/coasts.yaml").read_bytes()
        mine.write_bytes(text)
        (self.folder / "a.txt").symlink_to(mine)
        (self.folder / "b.csv").hardlink_to(mine)
        steps = f'key Ctrl+R\nwait-until "n = 1,000"\nkey Ctrl+E\nclick export.folder\nkey Ctrl+A\ntext "{self.folder}"\n'
        for name, file in (("a", "a.txt"), ("b", "b.csv")):
            steps += (f'click export.name\nkey Ctrl+A\ntext "{name}"\nexpect-text "{file} is the scenario that is open, or a part of it."\n'
                      "expect-greyed export.go\nkey Enter\nexpect-no-text \"Written:\"\n")
        self.play(steps, scenario=mine)
        self.assertEqual(mine.read_bytes(), text)

    def test_the_drawing_has_no_words_of_controls(self):
        """Its words are those of the picture; what the toolbar shows around its buttons is not among them."""
        self.play('key Ctrl+R\nwait-until "n = 1,000"\nkey 1\n' + self.export("river") + "key Escape 3\n" + self.export("ladder"))
        for name in ("river", "ladder"):
            words = self.words(self.svg(name))
            for control in ("Paths shown:", "Show:", "covers all runs", "% of runs"):
                self.assertNotIn(control, words, name)
            self.assertIn("Point of view", words)
            self.assertIn("n = 1,000 runs of seed 1", words)

    def test_nothing_to_export(self):
        self.play('key Ctrl+E\nexpect-text "There are no runs yet."\nexpect-greyed export.go\nkey Escape\nclick "File"\n'
                  'expect-value menu.file.export ""\nclick menu.file.export\nexpect-text "Export what is shown"\nexpect-all-reachable\n')

    def test_the_dialogue_and_the_pointer_are_not_in_the_picture(self):
        before = self.folder / "before.png"
        self.play(f'key Ctrl+R\nwait-until "n = 1,000"\nwait-frames 5\nshot "{before}"\n' + self.export("after"))
        self.assertEqual(before.read_bytes(), (self.folder / "after.png").read_bytes())

    def test_hostile_names_in_a_scenario(self):
        text = (ROOT / "tests/viz/coasts.yaml").read_text(encoding="utf-8")
        text = text.replace("title: Two coasts", "title: \"</text><script>alert('1')</script> & ]]>\" #")
        text = text.replace("name: Calm", "name: '=HYPERLINK(\"http://x\"), \"q\" <b>'")
        hostile = Path(self.place.name) / "it's <b> & $(x).yaml"
        hostile.write_text(text, encoding="utf-8")
        self.play('key Ctrl+R\nwait-until "n = 1,000"\n' + self.export("hostile"), scenario=hostile)
        root = self.svg("hostile")
        self.assertEqual(list(root.iter(SVG + "script")), [])
        self.assertIn("</text><script>", self.words(root))
        rows = self.rows("hostile")
        self.assertTrue(rows[0]["rung_name"].startswith("'=HYPERLINK"))
        self.assertTrue(self.engine(self.read("hostile", ".txt"), "--json", "--quiet"))


if __name__ == "__main__":
    sys.exit(run_tests("--firebreak"))
