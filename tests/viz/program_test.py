"""The program firebreak-viz as it is started: exit statuses, messages, pictures, and what it costs.

Usage: program_test.py --program PATH --vertices PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from display import PATIENCE, comes_true, run_tests, TEST
from png import size_and_rows, stored
from xdnd import Windows

ROOT = Path(__file__).resolve().parents[2]
COASTS = "tests/viz/coasts.yaml"


def run(*arguments, environment=None):
    return subprocess.run([TEST.program, *map(str, arguments)], cwd=ROOT, env=environment or TEST.environment, timeout=PATIENCE,
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

    def test_what_is_no_number_of_its_range_is_refused_by_every_option(self):
        for option in ("--fixed-dt", "--ui-scale", "--bench", "--sheet-step"):
            for number in ("nan", "-nan", "inf", "-inf", "-1", "1e300", "1e999", "", "1x"):
                done = run(f"{option}={number}", COASTS)
                self.assertEqual(done.returncode, 2, (option, number, done.stderr))
        for size in ("nanxnan", "0x600", "-800x600", "99999x99999", "800x", "1e3x600"):
            self.assertEqual(run("--size", size, COASTS).returncode, 2, size)

    def test_numbers_of_a_script_are_refused_before_its_first_step(self):
        for number in ("nan", "inf", "-inf", "1e9", "x"):
            done = self.play(f"wait-frames {number}\nclick tab.river {number} 0\nwait-until River {number}\nresize {number}x600\n", COASTS)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (2, 4), done.stderr)

    def test_a_script_may_begin_with_a_byte_order_mark(self):
        done = self.play("\ufeffwait-frames 3\nkey 2\n", COASTS)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_script_that_is_a_pipe_is_2_and_nobody_waits_for_it(self):
        pipe = Path(self.folder.name) / "pipe"
        os.mkfifo(pipe)
        done = run("--script", pipe, COASTS)
        self.assertEqual((done.returncode, done.stderr), (2, f"firebreak-viz: {pipe}: the script cannot be read: it is a pipe or a device\n"))

    def test_a_name_that_is_scrolled_away_is_said_to_be(self):
        done = self.play("click \"Command\"\n", COASTS, "--size", "800x600", "--ui-scale", "3")
        self.assertEqual((done.returncode, done.stderr), (1, f'{self.script}:1: click: "Command" is scrolled or cut out of sight\n'))

    def test_without_a_display_it_says_so(self):
        done = run(COASTS, environment={**os.environ, "DISPLAY": ":987"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no display to open a window on", done.stderr)

    def test_without_opengl_it_says_what_to_try(self):
        """Not by Mesa's own driver, not by none, not by an old one."""
        for missing in ({"LIBGL_ALWAYS_INDIRECT": "1"}, {"LIBGL_DRIVERS_PATH": "/none"}, {"MESA_GL_VERSION_OVERRIDE": "2.0"}):
            done = run(COASTS, environment={**TEST.environment, **missing})
            self.assertEqual(done.returncode, 1, missing)
            own = [line for line in done.stderr.splitlines() if not line.startswith("libGL error:")]
            self.assertEqual(own, ["firebreak-viz: there is no OpenGL 2.1 on this display; try LIBGL_ALWAYS_SOFTWARE=1, or the machine's own screen; "
                                   "the program `firebreak` needs no screen"], missing)

    def test_a_picture_that_cannot_be_written_fails(self):
        done = self.play("shot no-such-folder/a.png\n", COASTS)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no-such-folder/a.png cannot be written", done.stderr)

    def test_a_theme_or_font_or_key_file_that_is_not_there_does_not_stop_it(self):
        done = self.play("expect-text \"the theme cannot be read\"\nexpect-text \"the file of keys cannot be read\"\n", COASTS, "--theme",
                         "no-such.json", "--keys", "no-such.json", "--font", "no-such.ttf")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no-such.ttf cannot be read as a font; the usual font is used", done.stderr)

    def test_a_font_that_is_none_does_not_stop_it(self):
        done = self.play("expect-text \"is not a TrueType font; the usual font is used\"\nkey Ctrl+=\n", COASTS, "--font", "README.md")
        self.assertEqual((done.returncode, done.stderr), (0, "firebreak-viz: README.md is not a TrueType font; the usual font is used\n"))


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

    def test_letters_of_many_scripts_are_drawn_each_by_its_own_sign(self):
        """Where a font has none a mark stands for it, and then these would all look alike."""
        words = {"vietnamese": ("Hà Nội ệ", "Hà Nữi ể"), "greek": ("Ἀθῆναι", "Ἁθᾶναι"), "hebrew": ("שלום", "עברי"), "georgian": ("ქართ", "თრაქ"),
                 "number": ("№ ½", "℗ ½"), "decomposed": ("Zu\u0308rich", "Zu\u0301rich")}
        source = (ROOT / COASTS).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            def picture(name):
                scenario, shot = Path(folder) / "same.yaml", Path(folder) / "shot.png"
                self.assertIn("Север", source)
                scenario.write_text(source.replace("Север", name), encoding="utf-8")
                done = run(scenario, "--shot", shot, "--size", "800x600")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                # The bar with the names of the sides; further down stands the digest of the file, which is always another.
                return stored(shot)[3][:64]

            for name, (one, other) in words.items():
                self.assertTrue(picture(one) != picture(other), name)

    def test_more_vertices_than_sixteen_bits_can_count(self):
        done = subprocess.run([TEST.vertices], env=TEST.environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("OpenGL 3", done.stdout)
        self.assertIn("fixed function", done.stdout)


@unittest.skipUnless(shutil.which("xdotool"), "there is no xdotool to press real keys with")
class Hands(unittest.TestCase):
    """Without a script: what a keyboard and a mouse send over the display."""

    def setUp(self):
        self.start()

    def start(self, *options, stopped=False):
        """Waits for the window; `stopped`: as it appears, before anything is drawn in it, the program is stopped."""
        with Windows(TEST.environment["DISPLAY"]) as windows:
            # pylint: disable-next=consider-using-with
            self.process = subprocess.Popen([TEST.program, *options], cwd=ROOT, env=TEST.environment, stderr=subprocess.PIPE, text=True)
            self.addCleanup(self.end, self.process)
            self.window = windows.next(self.process)
            if stopped:
                self.process.send_signal(signal.SIGSTOP)
        self.tool("windowfocus", "--sync", self.window)

    @staticmethod
    def end(process):
        process.kill()
        process.wait()
        process.stderr.close()

    def tool(self, *words):
        return subprocess.run(["xdotool", *words], env=TEST.environment, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout

    def title_becomes(self, start):
        return comes_true(lambda: self.tool("getwindowname", self.window).startswith(start), self.process)

    def leaves(self):
        self.assertEqual(self.process.wait(timeout=PATIENCE), 0)
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
        self.choose_quit()
        self.leaves()

    def choose_quit(self):
        self.tool("mousemove", "--window", self.window, "28", "16", "click", "1")  # File
        self.tool("key", "Up", "Return")  # the last item: Quit

    def test_what_comes_before_anything_is_drawn_is_meant_for_what_is_drawn_first(self):
        self.end(self.process)
        self.start(stopped=True)
        self.choose_quit()
        self.process.send_signal(signal.SIGCONT)
        self.leaves()

    def test_the_window_stands_in_the_middle_of_a_screen_that_nobody_manages(self):
        self.end(self.process)
        # The display is of 1920x1080. What is larger begins in its corner, and by a person's hand no window becomes larger.
        for size, place in (("1280x720", (320, 180, 1280, 720)), ("3000x2000", (0, 0, 1920, 1080)), ("100x100", (560, 240, 800, 600))):
            self.start("--size", size)
            self.assertTrue(comes_true(lambda place=place: self.geometry() == place, self.process), (size, self.geometry()))
            self.end(self.process)

    def geometry(self):
        values = dict(line.split("=") for line in self.tool("getwindowgeometry", "--shell", self.window).split())
        return tuple(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    @unittest.skipUnless(shutil.which("setxkbmap"), "there is no setxkbmap to change the keyboard with")
    def test_digits_are_reached_on_a_french_keyboard(self):
        self.end(self.process)
        subprocess.run(["setxkbmap", "fr"], env=TEST.environment, timeout=PATIENCE, check=True, capture_output=True)
        self.addCleanup(subprocess.run, ["setxkbmap", "us"], env=TEST.environment, timeout=PATIENCE, check=True)
        with tempfile.TemporaryDirectory() as folder:
            for number in range(10):
                keys = Path(folder) / "keys.json"
                # Each digit in turn is the key that leaves the program; nothing else may.
                others = {name: [] for name in ("screen.river", "screen.timeline", "screen.ladder", "screen.compare", "screen.sweep", "picture.fit")}
                keys.write_text(json.dumps({**others, "file.quit": str(number)}), encoding="utf-8")
                code = str(10 + (number + 9) % 10)  # of the key, wherever the keyboard is from
                for steps in (["key", code], ["keydown", "shift", "key", code, "keyup", "shift"]):
                    self.start("--keys", str(keys))
                    self.tool(*steps)
                    self.leaves()

    def test_a_long_text_that_is_typed_fast_is_there_when_the_program_comes_to_it(self):
        """However slow its frames: it finds all of it between two of them."""
        self.tool("key", "ctrl+o")
        self.process.send_signal(signal.SIGSTOP)
        try:
            self.tool("type", "--delay", "1", COASTS)
            self.tool("key", "Return")
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.assertTrue(self.title_becomes("Two coasts"), self.tool("getwindowname", self.window))


class Costs(unittest.TestCase):
    def test_an_idle_window_costs_little_of_a_core(self):
        """Once it has drawn itself, in some second; what a busy machine does meanwhile is no matter, for its own processor time is counted."""
        with subprocess.Popen([TEST.program, COASTS], cwd=ROOT, env=TEST.environment, stderr=subprocess.DEVNULL) as process:
            try:
                self.assertTrue(comes_true(lambda: self.share(process.pid) <= 0.05, process))
            finally:
                process.terminate()

    def share(self, pid):
        before, begun = self.ticks(pid), time.monotonic()
        time.sleep(1)
        return (self.ticks(pid) - before) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - begun)

    @staticmethod
    def ticks(pid):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    sys.exit(run_tests("--vertices"))
