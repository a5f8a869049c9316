"""Folders of sweeps on the screen Sweep, made by `firebreak` here: whole ones, one that goes on, odd ones and broken ones.

Usage: sweep_test.py --program PATH --firebreak PATH --folder FOLDER; other arguments go to unittest. Pictures go into the folder. Exit status 77 if there
is no Xvfb.
"""
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from display import PATIENCE, comes_true, run_tests, TEST
from png import size_and_rows

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(__file__).resolve().parent / "scripts"
TUTORIAL = ROOT / "scenarios/tutorial/first.yaml"
GRID = """scenario: {scenario}
design: grid
runs: 60
factors:
  - {{path: channels.phone.credibility, levels: [0.2, 0.5, 0.9]}}
  - {{path: actors.*.posture.misread, range: [0, 0.3], levels: 4}}
  - {{path: actors.*.deliberation, scale: [0.3, 3], levels: 2}}
"""
STRIP = "scenario: {scenario}\npoints: 16\nruns: 60\nfactors: [channels.phone.credibility]\n"
FIXED = "scenario: {scenario}\ndesign: list\nlist: [[0.4]]\nruns: 60\nfactors: [{{path: channels.phone.credibility, levels: [0.4]}}]\n"
HALF = "scenario: {scenario}\npoints: 16\nruns: 60\n"
PICTURES = [("1280x720", 1, "light"), ("1280x720", 1, "dark"), ("1280x720", 1, "contrast"), ("1920x1080", 1, "light"), ("1920x1080", 1.5, "dark"),
            ("800x600", 1, "light"), ("800x600", 1, "dark")]


def firebreak(*arguments, cwd):
    subprocess.run([TEST.firebreak, *map(str, arguments), "--quiet"], cwd=cwd, timeout=PATIENCE, capture_output=True, check=True)


class Sweeps(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.path = Path(cls.place.name)
        firebreak("uncertainty", TUTORIAL, "--settings", 32, "--each", 100, "--runs", 100, "-o", "results", cwd=cls.path)
        for name, plan in (("grid", GRID), ("strip", STRIP), ("fixed", FIXED)):
            cls.sweep(name, plan)

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    @classmethod
    def sweep(cls, name, plan, *more):
        (cls.path / f"{name}.yaml").write_text(plan.format(scenario=TUTORIAL), encoding="utf-8")
        firebreak("sweep", f"{name}.yaml", "-o", name, *more, cwd=cls.path)

    def command(self, script, *more):
        return [TEST.program, "--blind", "--script", str(script), *more]

    def play(self, script, *more):
        done = subprocess.run(self.command(script, *more), cwd=self.path, env=TEST.environment, timeout=PATIENCE, capture_output=True, text=True,
                              check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def steps(self, text):
        script = self.path / "steps.txt"
        script.write_text(text, encoding="utf-8")
        return script

    def test_a_sweep_over_ranges(self):
        self.play(SCRIPTS / "sweep-folder.txt", str(TUTORIAL))

    def test_settings_and_the_ways_back(self):
        self.play(SCRIPTS / "sweep-settings.txt")

    def test_it_opens_from_the_command_line(self):
        self.play(self.steps('wait-until "All 32 settings are done"\nexpect-value tab.sweep selected\n'), "results/")

    def test_a_grid_a_strip_and_a_single_point(self):
        self.play(self.steps(
            'open grid\nwait-until "All 24 settings are done"\nexpect-text "is lowest in setting "\nexpect-text "were chosen, not drawn"\n'
            'expect-no-text "nine settings in ten"\nexpect-all-reachable\n'
            'open strip\nwait-until "All 16 settings are done"\nexpect-no-text "Across: "\nexpect-text "how far the telephone is believed"\n'
            'click sweep.point.3\nwait-until "n = 60"\n'
            'open fixed\nwait-until "The only setting is done: 60 runs"\nclick sweep.point.1\nwait-until "n = 60"\n'))

    def test_a_sweep_that_goes_on_is_followed(self):
        self.sweep("half", HALF, "--shard", "1/2")
        script = self.steps('open half\nwait-until "8 of 16 settings are done, and 480 of 960 runs"\nexpect-no-text "Setting 2:"\ndump seen.dump\n'
                            'wait-until "All 16 settings are done"\nexpect-text "n = 960 in 16 settings"\n')
        process = subprocess.Popen(self.command(script), cwd=self.path, env=TEST.environment, stderr=subprocess.PIPE, text=True)
        self.assertTrue(comes_true((self.path / "seen.dump").exists, process))
        firebreak("sweep", "half.yaml", "-o", "half", "--shard", "2/2", cwd=self.path)
        _, said = process.communicate(timeout=PATIENCE)
        self.assertEqual((process.returncode, said), (0, ""))

    def broken(self, name):
        shutil.copytree(self.path / "grid", self.path / name)
        return self.path / name

    def test_what_is_no_sweep_is_told(self):
        (self.path / "empty").mkdir()
        (self.broken("headless") / "sweep.json").write_text("{", encoding="utf-8")
        (self.broken("homeless") / "scenario.yaml").unlink()
        (self.broken("changed") / "plan.yaml").write_text("scenario: x.yaml\n", encoding="utf-8")
        next(self.broken("garbage").glob("shard-*.db")).write_bytes(b"x" * 9000)
        with sqlite3.connect(next(self.broken("false").glob("shard-*.db"))) as database:
            database.execute("UPDATE sums SET crisis_count = 1000")
        for file in self.broken("begun").glob("*.db"):
            file.unlink()
        steps = ""
        for name, words in (("empty", "it has no sweep.json"), ("headless", "its sweep.json is damaged"), ("homeless", "scenario.yaml"),
                            ("changed", "its plan.yaml is missing or was changed"), ("garbage", "file is not a database"),
                            ("false", "do not add up"), ("begun", "No setting is done yet.")):
            steps += f'open {name}\nwait-until "{words}"\nkey 1 2 3 4 5\nexpect-all-reachable\n'
        self.play(self.steps(steps + 'open results\nwait-until "All 32 settings are done"\n'))

    def test_a_folder_that_breaks_keeps_what_is_shown(self):
        folder = self.broken("breaks")
        script = self.steps('open breaks\nwait-until "All 24 settings are done"\ndump breaks.dump\nwait-until "The folder cannot be read now"\n'
                            'expect-text "All 24 settings are done"\n')
        process = subprocess.Popen(self.command(script), cwd=self.path, env=TEST.environment, stderr=subprocess.PIPE, text=True)
        self.assertTrue(comes_true((self.path / "breaks.dump").exists, process))
        (folder / "sweep.json").unlink()
        _, said = process.communicate(timeout=PATIENCE)
        self.assertEqual((process.returncode, said), (0, ""))

    def test_an_export_has_the_table_of_the_command_line(self):
        out = self.path / "out"
        out.mkdir()
        self.play(self.steps(f'open results\nwait-until "With no measures"\nkey Ctrl+E\nclick export.folder\nkey Ctrl+A\ntext "{out}"\n'
                             'click export.name\nkey Ctrl+A\ntext "sweep"\nclick export.go\nwait-until "Written:"\n'))
        firebreak("sweep", "analyse", "results", "--runs", 100, "--csv", "points.csv", cwd=self.path)
        self.assertEqual((out / "sweep.csv").read_text(encoding="utf-8"), (self.path / "points.csv").read_text(encoding="utf-8"))
        note = (out / "sweep.txt").read_text(encoding="utf-8")
        self.assertIn("firebreak sweep analyse results", note)
        self.assertIn("Model output, not a forecast", note)

    def test_pictures(self):
        folder = Path(TEST.folder).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for size, scale, theme in PICTURES:
            name = f"{folder}/sweep-{size}-{scale}-{theme}"
            script = self.steps(
                f'open results\nwait-until "With no measures"\nwait-frames 6\nshot "{name}.png"\nclick sweep.arm.0\nmove sweep.map 0 0\nwait-frames 6\n'
                f'shot "{name}-shares.png"\nclick sweep.arm.1\nmove sweep.title\nwheel sweep.title -40\nwait-frames 8\nshot "{name}-below.png"\n'
                f'open grid\nwait-until "All 24 settings are done"\nwait-frames 8\nshot "{name}-grid.png"\n'
                f'open strip\nwait-until "With no measures"\nwait-frames 6\nshot "{name}-strip.png"\n')
            self.play(script, "--size", size, "--ui-scale", str(scale), "--theme", theme)
            for end in ("", "-shares", "-below", "-grid", "-strip"):
                width, height, rows = size_and_rows(Path(f"{name}{end}.png"))
                self.assertEqual(f"{width}x{height}", size)
                self.assertGreater(rows, 100)


if __name__ == "__main__":
    sys.exit(run_tests("--firebreak", "--folder"))
