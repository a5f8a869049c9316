"""Names that are long, odd or meant to harm: every screen shows them, and the program neither ends nor says a word nor is slow.

Usage: hostile_test.py --program PATH [--slow]; other arguments go to unittest. --slow: a build with sanitizers, whose costs say nothing.
Exit status 77 if there is no Xvfb.
"""
import re
import resource
import sys
import tempfile
import unittest
from pathlib import Path

import hostile
from display import PATIENCE, run_program, run_tests, TEST

ROOT = Path(__file__).resolve().parents[2]
# Every screen with runs, an open run with a crisis, its decisions, a fork, each menu and dialogue; each point of view.
VISIT = """
key 1
key Ctrl+R
wait-until "n = 1,000"
key G G C C C H
key F1
key Escape
key Shift+M
key Escape
click menu.file
key Escape
click menu.view
key Escape
click menu.run
key Escape
click menu.help
key Escape
key N
key 2
wait-frames 4
key Shift+L Shift+L X Shift+X M
key F W W 0
key Y U I T
key 3
key Down Down Enter
key 1
key Tab Tab Tab Enter
key Ctrl+Z
key 4
key 5
key F5
key 1 2 3 4 5
key F5
key Ctrl+E
key Escape
key Ctrl+O
key Escape
key /
key Escape
key 4
key 1
"""
# Times as much as usual names that a visit with hostile ones may cost: texts of 8,000 letters instead of 20 are laid out in every frame.
MOST_COST = 4
TIMINGS = re.compile(r"\Arenderer .*\nfirst frame after \d+ ms\nframes (\d+), median [\d.]+ ms, 95 % within ([\d.]+) ms, longest ([\d.]+) ms\n"
                     r"vertices at most (\d+) in a frame, (\d+) in a list\n\Z")


def processor_time():
    """Seconds that the programs started so far have used; how busy the machine is otherwise does not show in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def play(scenario, steps, folder, *options):
    script = Path(folder) / "steps.txt"
    script.write_text(steps, encoding="utf-8")
    return run_program([TEST.program, *options, "--script", str(script), str(scenario)], cwd=ROOT, env=TEST.environment, timeout=PATIENCE)


class Hostile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def holds(self, done, name):
        said = done.stderr.decode("utf-8", "replace")
        self.assertEqual((done.returncode, done.stdout), (0, b""), f"{name}: {said}")
        return said

    def cost(self, scenario, name):
        """Processor time of a visit to every screen, and the most vertices in a list."""
        before = processor_time()
        done = play(scenario, VISIT, self.folder, "--timings", "--blind")
        cost = processor_time() - before
        found = TIMINGS.match(self.holds(done, name))
        self.assertTrue(found, f"{name}: {done.stderr[:2000]}")
        return cost, int(found[5])

    def test_every_screen_shows_every_name(self):
        # What names can make slow is laying them out, so most frames need not be painted; the longest file's are.
        usual, _ = self.cost(hostile.write(self.folder / "usual.yaml", hostile.base()), "usual")
        taken = hostile.write_taken(self.folder)
        worst = max(taken, key=lambda name: taken[name].stat().st_size)
        self.holds(play(taken[worst], VISIT, self.folder), f"{worst}, painted")
        for name, path in taken.items():
            with self.subTest(name=name):
                cost, vertices = self.cost(path, name)
                print(f"{name:20} {cost:5.1f} s of processor time (usual names {usual:.1f}), {vertices} vertices in a list")
                if not TEST.slow:
                    self.assertLessEqual(cost, MOST_COST * usual, name)

    def test_what_the_loader_refuses_is_said_in_words(self):
        for name, (path, fault) in hostile.write_refused(self.folder).items():
            with self.subTest(name=name):
                steps = f'expect-text "{fault}"\nkey 1 2 3 4 5\nkey Ctrl+R\nexpect-text "{fault}"\nkey 4\n'
                self.holds(play(path, steps, self.folder, "--blind"), name)

    def test_names_of_files(self):
        for name in hostile.hostile_file_names():
            with self.subTest(name=name):
                path = hostile.write(self.folder / name, hostile.base())
                self.holds(play(path, 'expect-text "A botnet outage"\nkey Ctrl+O\nkey Escape\nkey 4\nkey Ctrl+E\nkey Escape\n', self.folder), name)

    def test_names_of_files_that_are_not_there(self):
        for name in ["", "/", "/dev/null", "%s%n", "\u202e", "x" * 4000, "a\nb"]:
            with self.subTest(name=name):
                self.holds(play(name, "key 1 2 3 4 5\nkey Ctrl+R\n", self.folder, "--blind"), name[:60])


if __name__ == "__main__":
    sys.exit(run_tests(flags=["--slow"]))
