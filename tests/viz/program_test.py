"""The program firebreak-viz as it is started: exit statuses, messages, pictures, and what it costs.

Usage: program_test.py --program PATH --vertices PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from display import run_tests, TEST
from png import size_and_rows

ROOT = Path(__file__).resolve().parents[2]
COASTS = "tests/viz/coasts.yaml"


def run(*arguments, environment=None):
    return subprocess.run([TEST.program, *map(str, arguments)], cwd=ROOT, env=environment or TEST.environment, timeout=60,
                          capture_output=True, text=True, check=False)


class Statuses(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.script = Path(self.folder.name) / "steps.txt"

    def tearDown(self):
        self.folder.cleanup()

    def play(self, text, *more, environment=None):
        self.script.write_text(text, encoding="utf-8")
        return run("--script", self.script, *more, environment=environment)

    def test_a_script_that_holds_is_0(self):
        done = self.play("expect-text River\n", COASTS)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_an_expectation_that_fails_is_1_and_says_where(self):
        done = self.play("key 2\nexpect-text \"Timelime\"\n", COASTS)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, f'{self.script}:2: expect-text: "Timelime" is not shown; the nearest label is "Timeline"\n')

    def test_a_script_with_faults_is_2_and_needs_no_display(self):
        blind = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        done = self.play("clik x\nkey Ctrl+Wrong\n", environment=blind)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stderr.splitlines()), 2)
        self.assertIn(f"{self.script}:1: clik: unknown verb; did you mean 'click'?", done.stderr)

    def test_a_script_that_is_not_there_is_2(self):
        self.assertEqual(run("--script", "no-such-script").returncode, 2)

    def test_a_wrong_option_is_2(self):
        for wrong in (["--ui-scale", "9"], ["--size", "big"], ["--no-such-option"], ["--renderer", "vulkan"]):
            done = run(*wrong)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn("firebreak-viz: ", done.stderr)

    def test_without_a_display_it_says_so(self):
        done = run(COASTS, environment={**os.environ, "DISPLAY": ":987"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no display to open a window on", done.stderr)

    def test_a_picture_that_cannot_be_written_fails(self):
        done = self.play("shot no-such-folder/a.png\n", COASTS)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no-such-folder/a.png cannot be written", done.stderr)

    def test_a_theme_or_font_or_key_file_that_is_not_there_does_not_stop_it(self):
        done = self.play("expect-text \"the theme cannot be read\"\nexpect-text \"the file of keys cannot be read\"\n", COASTS, "--theme",
                         "no-such.json", "--keys", "no-such.json", "--font", "no-such.ttf")
        self.assertEqual(done.returncode, 0, done.stderr)


class Pictures(unittest.TestCase):
    def test_a_picture_is_the_same_each_time_and_shows_something(self):
        with tempfile.TemporaryDirectory() as folder:
            for theme in ("light", "dark", "contrast"):
                for renderer in ("gl3", "fixed"):
                    files = [Path(folder) / f"{theme}{renderer}{i}.png" for i in range(2)]
                    for file in files:
                        done = run(COASTS, "--shot", file, "--theme", theme, "--renderer", renderer, "--size", "900x600")
                        self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertEqual(files[0].read_bytes(), files[1].read_bytes(), (theme, renderer))
                    width, height, rows = size_and_rows(files[0])
                    self.assertEqual((width, height), (900, 600))
                    self.assertGreater(rows, 100)

    def test_more_vertices_than_sixteen_bits_can_count(self):
        done = subprocess.run([TEST.vertices], env=TEST.environment, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("OpenGL 3", done.stdout)
        self.assertIn("fixed function", done.stdout)


@unittest.skipUnless(shutil.which("xdotool"), "there is no xdotool to press real keys with")
class Hands(unittest.TestCase):
    """Without a script: what a keyboard and a mouse send over the display."""

    def setUp(self):
        # pylint: disable-next=consider-using-with
        self.process = subprocess.Popen([TEST.program], cwd=ROOT, env=TEST.environment, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end)
        self.window = self.tool("search", "--sync", "--onlyvisible", "--name", "Firebreak").split()[0]
        self.tool("windowfocus", "--sync", self.window)

    def end(self):
        self.process.kill()
        self.process.communicate()

    def tool(self, *words):
        return subprocess.run(["xdotool", *words], env=TEST.environment, capture_output=True, text=True, timeout=60, check=True).stdout

    def title_becomes(self, start):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.tool("getwindowname", self.window).startswith(start):
                return True
            time.sleep(0.05)
        return False

    def leaves(self):
        self.assertEqual(self.process.wait(timeout=20), 0)
        self.assertEqual(self.process.stderr.read(), "")

    def test_a_path_typed_into_the_dialogue_opens_the_scenario_and_ctrl_q_leaves(self):
        self.tool("key", "ctrl+o", "type", "--delay", "1", COASTS)
        self.tool("key", "Return")
        self.assertTrue(self.title_becomes("Two coasts"), self.tool("getwindowname", self.window))
        self.tool("key", "ctrl+q")
        self.leaves()

    def test_what_a_fast_hand_types_ahead_of_the_dialogue_is_not_lost(self):
        """The program sleeps while everything is typed, and finds it all between two frames."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            self.tool("key", "ctrl+o", "type", "--delay", "1", COASTS)
            self.tool("key", "Return")
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.assertTrue(self.title_becomes("Two coasts"), self.tool("getwindowname", self.window))

    def test_a_path_cut_out_and_pasted_opens_the_scenario(self):
        self.tool("key", "ctrl+o", "type", "--delay", "1", COASTS)
        self.tool("key", "ctrl+a", "ctrl+x", "ctrl+v", "ctrl+v")
        self.tool("key", *["BackSpace"] * len(COASTS))  # the second copy
        self.tool("key", "Return")
        self.assertTrue(self.title_becomes("Two coasts"), self.tool("getwindowname", self.window))

    def test_a_quick_click_opens_a_menu_and_chooses_from_it(self):
        self.tool("mousemove", "--window", self.window, "28", "16", "click", "1")  # File
        self.tool("key", "Up", "Return")  # the last item: Quit
        self.leaves()


class Costs(unittest.TestCase):
    def test_the_first_frame_comes_soon(self):
        times = []
        for _ in range(5):
            done = run(COASTS, "--timings", "--script", os.devnull)
            self.assertEqual(done.returncode, 0, done.stderr)
            times.append(float(re.search(r"first frame after (\d+) ms", done.stderr).group(1)))
        # The best of five: other tests run beside this one.
        self.assertLessEqual(min(times), 400, times)

    def test_an_idle_window_costs_little_of_a_core(self):
        with subprocess.Popen([TEST.program, COASTS], cwd=ROOT, env=TEST.environment, stderr=subprocess.DEVNULL) as process:
            try:
                time.sleep(1.5)
                shares = []
                for _ in range(3):
                    before = self.ticks(process.pid)
                    time.sleep(1)
                    shares.append((self.ticks(process.pid) - before) / os.sysconf("SC_CLK_TCK"))
            finally:
                process.terminate()
        self.assertLessEqual(min(shares), 0.05, shares)

    @staticmethod
    def ticks(pid):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    sys.exit(run_tests("--vertices"))
