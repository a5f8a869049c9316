"""The text of a scenario edited in place with the keyboard alone, and what becomes of the runs when it is saved.

Usage: edit_test.py --program PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb.
"""
import resource
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from display import PATIENCE, run_tests, TEST

ROOT = Path(__file__).resolve().parents[2]
COASTS = (ROOT / "tests/viz/coasts.yaml").read_text(encoding="utf-8")


class Edit(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.file = self.path / "mine.yaml"
        self.file.write_text(COASTS, encoding="utf-8")

    def tearDown(self):
        self.folder.cleanup()

    def play(self, script, expected=0, before=None):
        steps = self.path / "script.txt"
        steps.write_text(script, encoding="utf-8")
        done = subprocess.run([TEST.program, self.file, "--script", steps], cwd=ROOT, timeout=PATIENCE, capture_output=True, text=True,
                              env=TEST.environment, check=False, preexec_fn=before)
        self.assertEqual(done.returncode, expected, done.stderr)

    def text(self):
        return self.file.read_text(encoding="utf-8")

    def test_typing_checking_and_saving(self):
        self.play("""key Ctrl+G
wait-until "mine.yaml, no errors"
expect-greyed edit.save
key Ctrl+Home
text "colour: blue"
key Enter
wait-until "mine.yaml, 1 error"
expect-text "mine.yaml:1:1: colour: unknown key 'colour'"
expect-text "Line 2, column 1"
# Escape asks, and keeping on keeps all.
key Escape
expect-text "There are unsaved changes."
expect-focus edit.save
key Tab Tab
expect-focus edit.keep
key Enter
expect-no-text "There are unsaved changes."
wait-until "mine.yaml, 1 error"
key Ctrl+S
expect-text "Saved."
expect-text "The file changed and has errors; the scenario read before is still shown."
key Escape
expect-count "Keep editing" 0
expect-text "Errors in the file"
expect-text "unknown key 'colour'"
expect-text "Two coasts"
""")
        self.assertEqual(self.text(), "colour: blue\n" + COASTS)

    def test_the_text_area_and_all_around_it_are_reached_by_tab(self):
        self.play("""key Ctrl+G
key Ctrl+End
text "# end"
wait-until "no errors"
expect-all-reachable
key Escape
expect-text "There are unsaved changes."
expect-all-reachable
click edit.discard
expect-no-text "mine.yaml, "
""")
        self.assertEqual(self.text(), COASTS)

    def test_a_click_on_a_fault_leads_to_its_line(self):
        self.file.write_text(COASTS + "\ncolour: blue\n", encoding="utf-8")
        line = COASTS.count("\n") + 2
        self.play(f"""expect-text "The scenario cannot be used."
expect-all-reachable
click faults.edit
wait-until "mine.yaml, 1 error"
expect-text "Line 1, column 1"
click edit.fault.0
expect-text "Line {line}, column 1"
# What is typed now is typed there: the rest of the line is cut.
text "#"
wait-until "mine.yaml, no errors"
click edit.save
key Escape
wait-until "No runs yet"
expect-no-text "The scenario cannot be used."
expect-text "Two coasts"
""")
        self.assertEqual(self.text(), COASTS + "\n#colour: blue\n")

    def test_revert_asks_and_takes_all_back(self):
        self.play("""key Ctrl+G
text "x"
click edit.revert
expect-text "All changes since the text was read or saved will be lost."
click edit.discard
wait-until "no errors"
expect-greyed edit.revert
key Escape
expect-no-text "mine.yaml, "
""")
        self.assertEqual(self.text(), COASTS)

    def test_leaving_the_program_asks_too(self):
        self.play("""key Ctrl+G
text "x"
key Ctrl+Q
expect-text "There are unsaved changes."
key Escape
expect-text "mine.yaml, "
key Ctrl+Q
key Tab
expect-focus edit.discard
key Enter
wait-frames 100
expect-text "the program has left before this"
""")
        self.assertEqual(self.text(), COASTS)

    def test_what_is_asked_about_can_be_saved(self):
        self.play("""key Ctrl+G
wait-until "no errors"
key Ctrl+End
text "# end"
key Escape
expect-text "There are unsaved changes."
expect-focus edit.save
key Enter
expect-no-text "mine.yaml, "
expect-text "Two coasts"
key Ctrl+G
wait-until "no errors"
key Ctrl+End
text "!"
key Ctrl+Q
key Enter
wait-frames 100
expect-text "the program has left before this"
""")
        self.assertEqual(self.text(), COASTS + "# end!")

    def test_changed_numbers_are_compared_with_the_runs_before(self):
        line = COASTS[:COASTS.index("horizon: 1y}")].count("\n")
        self.play(f"""key Ctrl+R
wait-until "n = 1,000"
key Ctrl+G
wait-until "no errors"
key Ctrl+Home {"Down " * line} End Backspace Backspace Backspace
text "20d}}"
wait-until "no errors"
key Ctrl+S Escape
wait-until "The runs made before the change are kept"
wait-until "n = 1,000"
key 4
wait-until "The same 1,000 runs"
expect-text "Before the file was edited: no measures"
expect-text "the current file cannot repeat them"
expect-text "After: no measures"
click top.note.hide
expect-no-text "The runs made before the change are kept"
""")

    def test_the_runs_stay_while_the_text_has_faults(self):
        self.play("""key Ctrl+R
wait-until "n = 1,000"
key Ctrl+G
wait-until "no errors"
key Ctrl+A
text "firebreak: 2"
key Ctrl+S Escape
wait-until "Errors in the file"
expect-text "n = 1,000"
""")

    def test_a_full_disk_loses_neither_file_nor_text(self):
        def full():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))

        self.play("""key Ctrl+G
text "# more"
key Enter Ctrl+S
expect-text "Not saved: it could not be written completely"
expect-text "The file is as it was."
key Escape
expect-text "There are unsaved changes."
# Nor can it be saved on leaving: the question stays, and says why.
click edit.save
expect-text "There are unsaved changes."
expect-text "Not saved: it could not be written completely"
key Ctrl+Q
click edit.save
expect-text "Not saved: it could not be written completely"
""", before=full)
        self.assertEqual(self.text(), COASTS)
        self.assertEqual(sorted(entry.name for entry in self.path.iterdir()), ["mine.yaml", "script.txt"])

    def test_a_text_that_is_too_large_is_refused_in_words(self):
        self.file.write_text(COASTS + "#" * 60 + ("\n" + "#" * 60) * 4000, encoding="utf-8")
        self.play("""expect-text "Two coasts"
key Ctrl+G
expect-text "The text cannot be edited here"
expect-text "The file is larger than 200 kB"
key Escape
expect-no-text "The text cannot be edited here"
""")

    def test_the_largest_text_that_is_taken_can_be_edited(self):
        room = 199_000 - len(COASTS.encode())
        self.file.write_text(COASTS + ("#" * 60 + "\n") * (room // 61), encoding="utf-8")
        self.play("""key Ctrl+G
wait-until "no errors"
key Ctrl+End
text "# end"
wait-until "no errors"
key Ctrl+S
expect-text "Saved."
""")
        self.assertTrue(self.text().endswith("# end"))

    def test_a_file_changed_by_something_else_is_not_written_over_unasked(self):
        # The program's own file watch and the question are both of the same change: made by a second program while the first edits.
        # The second one waits for a sign that the first has read the file.
        sign = self.file.with_suffix(".dump")
        other = subprocess.Popen(["/bin/sh", "-c", f"until [ -e '{sign}' ]; do sleep 0.1; done; echo '# theirs' >> '{self.file}'"])
        try:
            self.play(f"""key Ctrl+G
wait-until "no errors"
dump "{sign}"
text "# mine"
key Enter
wait-until "The file changed and was read again"
key Ctrl+S
expect-text "Another program has changed the file since it was read here."
expect-focus edit.again
expect-all-reachable
key Escape
expect-no-text "Another program has changed the file"
key Ctrl+S
click edit.again
expect-text "Read again."
expect-greyed edit.save
text "# mine"
key Enter Ctrl+S
expect-text "Saved."
""")
        finally:
            other.terminate()  # if it never got its sign
            other.wait()
        self.assertEqual(self.text(), "# mine\n" + COASTS + "# theirs\n")


if __name__ == "__main__":
    sys.exit(run_tests())
