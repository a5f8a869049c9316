"""What is kept from frame to frame looks as if it were drawn anew each time: pictures of the river with and without it, with both renderers.

Usage: sheet_test.py --program PATH; other arguments go to unittest. Exit status 77 if there is no Xvfb.
"""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from display import PATIENCE, run_tests, TEST
from png import difference

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = "scenarios/cyber/reset-2011.yaml"
LEVELS = 2  # of 255, by which any pixel may differ
# An edge may pass so near the middle of a pixel that on the sheet, whose rows go upwards, it falls on the other side.
FEW, EDGE = 20, 40  # pixels of half a million, and their levels

# Each ends with a picture. What was there before must have gone from the sheet.
VIEWS = {
    "all": ["click main.run", 'wait-until "n = 1,000"'],
    "movers": ["key C"],
    "every step": ["click river.merge"],
    "misread": ["key C"],
    "a part of all": ["click river.node.3.2", "key R", "key C"],
    "pointed at": ["move river.node.4.2"],
    "another size": ["resize 820x560"],
    "zoomed": ["key W W D"],
    "another theme": ["key Ctrl+T"],
    "larger": ["key Ctrl+="],
    "presented": ["key F5"],
    "over the screen": ["key F11"],
    "back": ["key F11", "key F5", "resize 900x600"],
    "another screen and back": ["key 3", "key 1"],
    "grid and back": ["key G", "key G"],
    "a few": ["key Escape Escape", "key 0"],
}


def play(folder, views, *options, environment=None):
    """The pictures of the views by name."""
    steps, shots = [], {}
    for name, lines in views.items():
        shots[name] = folder / f"{name.replace(' ', '-')}.png"
        # Twice: where no frame was shown since the window became another the first still has its old size.
        steps += [*lines, "wait-frames 60", *2 * [f'shot "{shots[name]}"']]
    script = folder / "steps.txt"
    script.write_text("\n".join(steps) + "\n", encoding="utf-8")
    done = subprocess.run([TEST.program, "--script", script, "--size", "900x600", *options, SCENARIO], cwd=ROOT, timeout=PATIENCE,
                          env={**TEST.environment, **(environment or {})}, capture_output=True, text=True, check=False)
    # SFML remarks that it did not get the version of OpenGL that it asked for.
    if done.returncode != 0 or "firebreak-viz" in done.stderr:
        raise AssertionError(f"exit status {done.returncode}: {done.stderr}")
    return shots


class Sheets(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def pictures(self, name, *options, environment=None):
        folder = self.folder / name
        folder.mkdir()
        views = dict(list(VIEWS.items())[:5]) if environment else VIEWS
        return play(folder, views, *options, environment=environment)

    def alike(self, anew, kept):
        for name, picture in anew.items():
            count, levels = difference(picture, kept[name], LEVELS)
            self.assertLessEqual(count, FEW, f"{name}: {count} pixels differ by more than {LEVELS} levels, the most by {levels}")
            self.assertLessEqual(levels, EDGE, name)

    def compare(self, renderer):
        anew = self.pictures("anew", "--blind", "--renderer", renderer, "--sheet-step", "0")
        looks = {picture.read_bytes() for picture in anew.values()}
        self.assertGreaterEqual(len(looks), len(VIEWS) - 3, "the views look alike")
        self.alike(anew, self.pictures("at once", "--blind", "--renderer", renderer))
        self.alike(anew, self.pictures("little by little", "--renderer", renderer, "--sheet-step", "2000"))

    def test_opengl_3(self):
        self.compare("gl3")

    def test_fixed_functions(self):
        self.compare("fixed")

    def test_an_old_driver_has_it_by_another_name_or_not_at_all(self):
        """OpenGL 2.1, as Mesa plays it; other drivers take no notice. A few views will do."""
        old = {"MESA_GL_VERSION_OVERRIDE": "2.1"}
        anew = self.pictures("anew", "--blind", "--sheet-step", "0", environment=old)
        for name, gone in (("extension", "-GL_ARB_framebuffer_object"), ("none", "-GL_ARB_framebuffer_object -GL_EXT_framebuffer_object")):
            self.alike(anew, self.pictures(name, "--blind", environment={**old, "MESA_EXTENSION_OVERRIDE": gone}))


if __name__ == "__main__":
    sys.exit(run_tests(screen="1000x700"))
