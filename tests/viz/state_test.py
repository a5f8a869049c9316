"""What firebreak-viz remembers from one start to the next, and that no file it finds or cannot write does any harm.

Usage: state_test.py --program PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb.
"""
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from display import PATIENCE, run_tests, TEST

ROOT = Path(__file__).resolve().parents[2]
COASTS = ROOT / "tests/viz/coasts.yaml"


class State(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.state = self.path / "deep/er/state.json"

    def tearDown(self):
        self.folder.cleanup()

    def play(self, script, *arguments, state=True, expected=0, environment=None, before=None):
        file = self.path / "script.txt"
        file.write_text(script, encoding="utf-8")
        given = ["--state", str(self.state)] if state else []
        done = subprocess.run([TEST.program, *map(str, arguments), "--script", file, *given], cwd=ROOT, timeout=PATIENCE, capture_output=True, text=True,
                              env={**TEST.environment, **(environment or {})}, check=False, preexec_fn=before)
        self.assertEqual(done.returncode, expected, done.stderr)
        return done.stderr

    def write(self, text):
        self.state.parent.mkdir(parents=True, exist_ok=True)
        self.state.write_text(text, encoding="utf-8")

    def read(self):
        return json.loads(self.state.read_text(encoding="utf-8"))

    def test_reduced_motion_comes_back(self):
        self.play("click Go\nclick \"Reduced motion\"\nwait-frames 5\n", COASTS)
        self.assertIs(self.read()["reduced-motion"], True)
        self.play("click Go\nexpect-value menu.go.reduced-motion on\nclick \"Reduced motion\"\nwait-frames 5\n", COASTS)
        self.play("click Go\nexpect-value menu.go.reduced-motion \"\"\n", COASTS)

    def test_theme_scale_size_splitters_and_runs_come_back(self):
        self.play("key Ctrl+T Ctrl+Plus\ndrag split.side -60 0\nclick main.runs.10000\nresize 1000x700\nwait-frames 5\n", COASTS)
        state = self.read()
        self.assertEqual(state["theme"], "dark")
        self.assertEqual(state["window"], {"width": 1000, "height": 700})
        self.assertEqual(state["runs"], 10000)
        self.assertAlmostEqual(state["scale"], 1.1, 5)
        self.assertGreater(state["side-panel-width"], 350)
        self.play("expect-value main.runs.10000 on\nexpect-value split.side \"%d\"\nkey Ctrl+-\n" % round(state["side-panel-width"]), COASTS)
        self.assertEqual(self.read()["scale"], 1)
        self.assertEqual(self.read()["window"], {"width": 1000, "height": 700})

    def test_what_the_command_line_says_wins_and_is_not_remembered(self):
        self.write('{"theme": "dark", "window": {"width": 800, "height": 600}, "scale": 1.5}')
        self.play("wait-frames 5\n", COASTS, "--theme", "contrast", "--size", "1100x650", "--ui-scale", "1")
        state = self.read()
        self.assertEqual((state["theme"], state["window"], state["scale"]), ("dark", {"width": 800, "height": 600}, 1.5))

    def test_files_opened_are_listed_the_last_first_and_those_gone_are_greyed(self):
        other = self.path / "other.yaml"
        other.write_bytes(COASTS.read_bytes())
        gone = self.path / "gone.yaml"
        gone.write_bytes(COASTS.read_bytes())
        self.play("", gone)
        self.play("", other)
        self.play("", COASTS)
        gone.unlink()
        self.assertEqual(self.read()["recent"], [str(COASTS), str(other), str(gone)])
        # By the keyboard alone: on the start screen, and in the menu.
        self.play(f"""expect-text "Recently opened"
expect-text "{other}"
expect-greyed main.recent.2
expect-value main.recent.2 "It is not there any more."
expect-all-reachable
click main.recent.1
wait-until "Two coasts"
expect-no-text "Recently opened"
""")
        self.assertEqual(self.read()["recent"], [str(other), str(COASTS), str(gone)])
        self.play("""click "File"
expect-greyed menu.file.recent.2
expect-value menu.file.recent.2 "It is not there any more."
key Up
expect-focus menu.file.quit
key Up
expect-focus menu.file.recent.1
key Enter
wait-until "Two coasts"
expect-focus menu.file
""")
        self.assertEqual(self.read()["recent"], [str(COASTS), str(other), str(gone)])

    def test_a_script_without_the_option_neither_reads_nor_writes(self):
        own = self.path / "own"
        (own / "firebreak").mkdir(parents=True)
        file = own / "firebreak/state.json"
        file.write_text(json.dumps({"recent": [str(COASTS)]}), encoding="utf-8")
        before = file.read_bytes()
        self.play("expect-no-text \"Recently opened\"\nkey Ctrl+T\n", state=False, environment={"XDG_STATE_HOME": str(own)})
        self.assertEqual(file.read_bytes(), before)
        self.assertEqual([entry.name for entry in (own / "firebreak").iterdir()], ["state.json"])

    def test_a_broken_file_is_said_and_left_alone_until_something_is_to_be_written(self):
        for broken in ("{", "[]", "x" * 70000, "\0\0", ""):
            self.write(broken)
            said = self.play("expect-text \"saved settings ignored\"\n")
            self.assertIn("saved settings ignored", said)
            self.assertEqual(self.state.read_text(encoding="utf-8"), broken)
        self.play("key Ctrl+T\n")
        self.assertEqual(self.read()["theme"], "dark")

    def test_hostile_values_do_no_harm(self):
        self.write(json.dumps({"recent": ["../../etc/passwd", 5, "\u202eevil\n##%s", {"a": []}] + ["/x" * 1500] * 15, "theme": "/dev/zero",
                               "window": {"width": -1, "height": 1e308}, "scale": "NaN", "side-panel-width": 1e9, "transport-height": 1e9,
                               "runs": -5, "unknown": [[[]]]}))
        self.play("expect-text \"Recently opened\"\nclick \"File\"\nkey Escape\n")
        self.write('{"window": {"width": 99999, "height": 99999}}')
        self.play("wait-frames 3\n")

    def test_a_pipe_or_a_folder_in_its_place_does_not_hold_the_program_up(self):
        self.state.parent.mkdir(parents=True)
        os.mkfifo(self.state)
        self.assertIn("not a readable file", self.play("key Ctrl+T\n"))
        self.state.unlink()
        self.state.mkdir()
        self.assertIn("something that is not a file has this name", self.play("key Ctrl+T\n"))

    def test_a_folder_that_cannot_be_written_is_said_once_and_loses_nothing(self):
        self.state = Path("/proc/firebreak/state.json")
        said = self.play("key Ctrl+T\nwait-frames 90\nkey Ctrl+T\nwait-frames 90\n")
        self.assertEqual(said.count("what you choose is not remembered"), 1, said)

    def test_a_disk_that_is_full_loses_nothing(self):
        self.write('{"theme": "dark", "recent": ["/a.yaml"]}')
        before = self.state.read_bytes()

        def full():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))

        self.assertIn("it could not be written completely", self.play("key Ctrl+T\n", before=full))
        self.assertEqual(self.state.read_bytes(), before)
        self.assertEqual(len(list(self.state.parent.iterdir())), 1)

    def test_the_file_is_for_its_owner_alone(self):
        self.play("key Ctrl+T\n")
        self.assertEqual(self.state.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.state.parent.stat().st_mode & 0o777, 0o700)


if __name__ == "__main__":
    sys.exit(run_tests())
