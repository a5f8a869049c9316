"""Files dragged from another program onto the window of firebreak-viz, by good programs and by bad ones.

Usage: drop_test.py --program PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb or no xdotool.
"""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote

from display import PATIENCE, comes_true, run_tests, TEST
from xdnd import Source, Windows

ROOT = Path(__file__).resolve().parents[2]
COASTS = ROOT / "tests/viz/coasts.yaml"


class Drop(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.sources = []
        with Windows(TEST.environment["DISPLAY"]) as windows:
            self.process = subprocess.Popen([TEST.program], cwd=ROOT, env=TEST.environment, stderr=subprocess.PIPE, text=True)
            self.window = windows.next(self.process)
        self.takes_drops()

    def tearDown(self):
        for source in self.sources:
            if source.display:
                source.close()
        self.process.kill()
        self.process.communicate()
        self.folder.cleanup()

    def tool(self, *words):
        return subprocess.run(["xdotool", *words], env=TEST.environment, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout

    def title(self):
        return self.tool("getwindowname", self.window).strip()

    def title_becomes(self, start):
        return comes_true(lambda: self.title().startswith(start), self.process)

    def takes_drops(self):
        """The window is there before the program takes what is dropped on it."""
        seen = Source(TEST.environment["DISPLAY"], self.window, b"")
        try:
            self.assertTrue(comes_true(lambda: seen.long_property(int(self.window), "XdndProxy") != 0, self.process))
        finally:
            seen.close()

    def source(self, content, kind="text/uri-list"):
        source = Source(TEST.environment["DISPLAY"], self.window, content, kind)
        self.sources.append(source)
        self.assertNotEqual(source.proxy, 0)
        return source

    def answered(self, source, answers, count=1):
        """Serves until so many answers have come."""
        def come():
            source.serve()
            return len(answers) >= count
        self.assertTrue(comes_true(come, self.process), "no answer, or the program has ended")

    def drop(self, content, kind="text/uri-list"):
        source = self.source(content, kind)
        source.enter()
        source.move()
        self.answered(source, source.statuses)
        source.let_go()
        self.answered(source, source.finishes)
        return source

    def all_is_heard(self):
        """The program hears one message after the other: when it answers this one it has done what came before."""
        source = self.source(b"")
        source.enter()
        source.move()
        self.answered(source, source.statuses)
        source.leave()
        return source

    def copy(self, name):
        file = self.path / name
        file.write_bytes(COASTS.read_bytes())
        return file

    def still_opens(self):
        """After whatever came before, a good drop is taken."""
        self.assertIsNone(self.process.poll(), "the program has ended")
        self.drop(b"file://" + quote(str(COASTS)).encode() + b"\r\n")
        self.assertTrue(self.title_becomes("Two coasts"), self.title())

    def test_the_window_says_that_it_takes_drops(self):
        source = self.source(b"")
        self.assertEqual(source.long_property(int(self.window), "XdndAware"), 5)
        self.assertEqual(source.long_property(source.proxy, "XdndAware"), 5)
        self.assertEqual(source.long_property(source.proxy, "XdndProxy"), source.proxy)

    def test_names_with_blanks_signs_and_letters_of_all_scripts(self):
        for name in ("plain.yaml", "with blank.yaml", "100%.YML", "αρχείο-файл.yaml", "a#b?c.yaml"):
            with self.subTest(name):
                source = self.drop(b"file://" + quote(str(self.copy(name))).encode() + b"\r\n")
                self.assertTrue(self.title_becomes("Two coasts"), self.title())
                self.assertEqual([status[1] & 1 for status in source.statuses], [1])
                self.assertEqual([finish[:2] for finish in source.finishes], [[int(self.window), 1]])
                self.drop(b"file://" + quote(str(ROOT / "tests/viz/broken.yaml")).encode())
                self.assertTrue(self.title_becomes("Firebreak"), self.title())

    def test_the_first_scenario_of_several_is_opened(self):
        list_of_all = [self.path / "notes.txt", COASTS, ROOT / "tests/viz/broken.yaml"]
        self.drop("".join(f"file://{quote(str(path))}\r\n" for path in list_of_all).encode())
        self.assertTrue(self.title_becomes("Two coasts"), self.title())

    def test_what_is_no_scenario_opens_nothing_and_the_program_lives(self):
        for content in (b"", b"\0", b"http://example.org/a.yaml\r\n", b"file:///etc/passwd\r\n", b"file://" + quote(str(self.path)).encode(),
                        b"file:///dev/zero.yaml", b"file:///%00.yaml", b"file:///\xff\xfe%", b"file://" + b"a" * 60_000, b"x" * 200_000,
                        b"\r\n" * 30_000, b"file:///a.yaml\r\n" * 4_000):
            with self.subTest(content[:40]):
                self.drop(content)
                self.all_is_heard()
                self.assertEqual(self.title(), "Firebreak")
        self.still_opens()

    def test_what_offers_no_files_is_not_taken(self):
        source = self.drop(b"hello", kind="text/plain")
        self.assertEqual([status[1] & 1 for status in source.statuses], [0])
        self.assertEqual([finish[1] & 1 for finish in source.finishes], [0])
        self.still_opens()

    def test_a_drag_that_leaves_opens_nothing(self):
        source = self.source(b"file://" + quote(str(COASTS)).encode())
        source.enter()
        source.move()
        self.answered(source, source.statuses)
        source.leave()
        source.let_go()
        self.all_is_heard()
        source.serve()
        self.assertEqual((self.title(), source.finishes), ("Firebreak", []))
        self.still_opens()

    def test_a_source_that_dies_at_any_step_does_no_harm(self):
        for steps in (["enter"], ["enter", "move"], ["enter", "move", "let_go"], ["let_go"], ["move"], ["leave"]):
            with self.subTest(steps):
                source = self.source(b"file://" + quote(str(COASTS)).encode())
                for step in steps:
                    getattr(source, step)()
                source.close()
                self.all_is_heard()
                self.assertEqual(self.title(), "Firebreak")
        self.still_opens()

    def test_windows_that_are_not_there_do_no_harm(self):
        source = self.source(b"")
        for window in (0, 1, 0x7FFFFFFF, source.proxy, int(self.window)):
            source.enter(source=window)
            source.send("XdndPosition", 0, 0, 0, 0, source=window)
            source.send("XdndDrop", 0, 0, 0, 0, source=window)
            source.serve()
        # More types than the message holds, in a property that is not there.
        source.send("XdndEnter", 5 << 24 | 1, 0, 0, 0)
        source.send("XdndPosition", 0, 0, 0, 0)
        self.answered(source, source.statuses)
        self.assertEqual(source.statuses[-1][1] & 1, 0)
        source.leave()
        self.still_opens()

    def test_a_source_that_never_hands_over_is_given_up(self):
        source = self.drop(None)
        self.assertEqual([finish[1] & 1 for finish in source.finishes], [0])
        self.still_opens()

    def test_thousands_of_messages_do_no_harm(self):
        source = self.source(b"file://" + quote(str(COASTS)).encode())
        for _ in range(1000):
            source.enter()
            source.move()
            source.send("XdndNonsense", -1, -1, -1, -1)
            source.serve()
        source.leave()
        self.still_opens()

    def test_a_window_made_anew_takes_drops_too(self):
        self.tool("windowfocus", self.window)
        with Windows(TEST.environment["DISPLAY"]) as windows:
            self.tool("key", "F11")
            self.window = windows.next(self.process)
        self.takes_drops()
        self.still_opens()


if __name__ == "__main__":
    sys.exit(run_tests(tools=["xdotool"]))
