"""Keys, words, clicks, drags and sizes at random: the program must neither end by itself nor say a word.

Usage: storm_test.py --program PATH [--steps N] [--seeds N] [--first SEED]. A storm that fails leaves its script behind, to be played again with
firebreak-viz --script. Exit status 77 if there is no Xvfb.
"""
import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from display import SKIPPED, Display, available

ROOT = Path(__file__).resolve().parents[2]
KEYS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *"?/[]", "F1", "F5", "F6", "F11", "Escape", "Enter", "Tab", "Tab", "Tab", "Space", "Backspace",
        "Delete", "Home", "End", "PageUp", "PageDown", "Left", "Right", "Up", "Down", "Shift+Tab", "Shift+F6", "Ctrl+=", "Ctrl+-", "Ctrl+0",
        "Ctrl+T", "Ctrl+O", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+R", "Ctrl+E", "Ctrl+Tab", "Ctrl+G", "Ctrl+S"]
LETTERS = "ab 1/.#%Ж Ω\u202e\U0001f600"
# It is shown in every state, and near the lower left, so that the whole window can be pointed at from it.
ANCHOR = "bottom.caution"


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


def storm(program, seed, steps, display):
    chance = random.Random(seed)
    script = Path(tempfile.gettempdir()) / f"firebreak-storm-{seed}.txt"
    script.write_text("".join(step(chance) + "\n" for _ in range(steps)), encoding="utf-8")
    # A copy: a storm may edit it and save.
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "scenarios/cyber/reset-2011.yaml", folder)
        done = subprocess.run([str(Path(program).resolve()), "--script", str(script), "reset-2011.yaml"], cwd=folder, env=display.environment, timeout=250,
                              capture_output=True, text=True, check=False)
    if done.returncode == 0 and not done.stderr:
        script.unlink()
        return True
    print(f"seed {seed}: exit status {done.returncode}; the script is {script}\n{done.stderr}")
    return False


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--steps", type=int, default=120)
    options.add_argument("--seeds", type=int, default=3)
    options.add_argument("--first", type=int, default=1)
    given = options.parse_args()
    if not available():
        print("there is no Xvfb here")
        return SKIPPED
    with Display() as display:
        results = [storm(given.program, seed, given.steps, display) for seed in range(given.first, given.first + given.seeds)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
