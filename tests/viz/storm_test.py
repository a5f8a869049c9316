"""Keys, words, clicks, drags and sizes at random: the program must neither end by itself nor say a word.

Usage: storm_test.py --program PATH [--steps N] [--seeds N] [--first SEED] [--minutes M]. With --minutes it goes on for so long, over several
scenarios, hostile ones among them. A storm that fails leaves its script behind, to be played again with firebreak-viz --script. Exit status 77
if there is no Xvfb.
"""
import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import hostile
from display import PATIENCE, SKIPPED, available, Display, run_program

ROOT = Path(__file__).resolve().parents[2]
KEYS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *"?/[]", "F1", "F5", "F6", "F11", "Escape", "Enter", "Tab", "Tab", "Tab", "Space", "Backspace",
        "Delete", "Home", "End", "PageUp", "PageDown", "Left", "Right", "Up", "Down", "Shift+Tab", "Shift+F6", "Ctrl+=", "Ctrl+-", "Ctrl+0",
        "Ctrl+T", "Ctrl+O", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+R", "Ctrl+E", "Ctrl+Tab", "Ctrl+G", "Ctrl+S"]
LETTERS = "ab 1/.#%Ж Ω\u202e\U0001f600"
# It is shown in every state, and near the lower left, so that the whole window can be pointed at from it.
ANCHOR = "bottom.caution"
# What --timings says, and nothing else.
TIMINGS = re.compile(r"renderer .*\nfirst frame after .*\nframes (\d+), .*\nvertices .*\n")


def step(chance):
    kind = chance.random()
    place = f"{chance.randint(-600, 800)} {chance.randint(-700, 10)}"
    if kind < 0.4:
        return "key " + " ".join(chance.choice(KEYS) for _ in range(chance.randint(1, 5)))
    if kind < 0.5:
        return 'text "' + "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 8))) + '"'
    if kind < 0.95:
        return f"{chance.choice(['click', 'click', 'double-click', 'drag', 'move', 'wheel'])} {ANCHOR} {place}"
    return f"resize {chance.randint(400, 1800)}x{chance.randint(300, 1000)}"


def storm(program, seed, steps, display, scenario):
    """How many frames were drawn; none if the program ended otherwise than it should, or said something of its own."""
    chance = random.Random(seed)
    script = Path(tempfile.gettempdir()) / f"firebreak-storm-{seed}.txt"
    script.write_text("".join(step(chance) + "\n" for _ in range(steps)), encoding="utf-8")
    # A copy of it, in a folder of its own: a storm may edit and save it, and export what it sees.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(scenario).name
        if (ROOT / scenario).exists():
            shutil.copy(ROOT / scenario, copy)
        done = run_program([Path(program).resolve(), "--timings", "--script", str(script), copy.name], cwd=folder,
                           env=display.environment, timeout=PATIENCE, text=True, errors="replace")
    said = TIMINGS.fullmatch(done.stderr)
    if done.returncode == 0 and not done.stdout and said:
        script.unlink()
        return int(said[1])
    print(f"seed {seed}, {scenario}: exit status {done.returncode}; the script is {script}\n{done.stdout}{done.stderr}")
    return None


def storms(given, display, folder):
    """Seed after seed, each over the next of the scenarios; true if all of them passed."""
    scenarios = ["scenarios/cyber/reset-2011.yaml"]
    if given.minutes > 0:
        scenarios += ["scenarios/classic/hot-line-1967.yaml", "tests/viz/coasts.yaml", "tests/viz/broken.yaml", "no-such-file",
                      *hostile.write_taken(folder).values()]
    begun, seed, frames, failed = time.monotonic(), given.first, 0, 0
    while seed < given.first + given.seeds or time.monotonic() - begun < 60 * given.minutes:
        drawn = storm(given.program, seed, given.steps, display, scenarios[(seed - given.first) % len(scenarios)])
        failed += drawn is None
        frames += drawn or 0
        seed += 1
    count = seed - given.first
    print(f"{count} storms (seeds {given.first} to {seed - 1}), {count * given.steps} steps, {frames} frames, {failed} failed, "
          f"{time.monotonic() - begun:.0f} s")
    return failed == 0


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--steps", type=int, default=120)
    options.add_argument("--seeds", type=int, default=3)
    options.add_argument("--first", type=int, default=1)
    options.add_argument("--minutes", type=float, default=0)
    given = options.parse_args()
    if not available():
        print("there is no Xvfb here")
        return SKIPPED
    with Display() as display, tempfile.TemporaryDirectory() as folder:
        return 0 if storms(given, display, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
