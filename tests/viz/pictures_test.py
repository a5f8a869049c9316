"""Takes pictures of every screen and state, at the size of a notebook and of a projector, for people to look at; checks that each shows something.

Usage: pictures_test.py --program PATH --folder FOLDER [NAME...]; the scripts are in pictures/. Exit status 77 if there is no Xvfb.
"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from display import PATIENCE, SKIPPED, available, Display
from play import ROOT, options_of
from png import size_and_rows

SIZES = {"1280x720": ["--size", "1280x720", "--ui-scale", "1"], "1920x1080": ["--size", "1920x1080", "--ui-scale", "1.5"]}
THEMES = {"1280x720": ("light", "dark", "contrast"), "1920x1080": ("light",)}
LEAST_ROWS = 100  # rows of pixels that differ from each other; an empty window has one


def take(program, script, folder, options, display):
    """Plays the script with its pictures going into the folder; the names of those pictures."""
    words = script.read_text(encoding="utf-8")
    names = re.findall(r"^shot (\S+)$", words, flags=re.M)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as steps:
        steps.write(re.sub(r"^shot (\S+)$", lambda shot: f'shot "{folder / shot[1]}"', words, flags=re.M))
        steps.flush()
        done = subprocess.run([program, "--blind", "--script", steps.name, *options_of(script), *options], cwd=ROOT, env=display.environment, timeout=PATIENCE,
                              capture_output=True, text=True, check=False)
    if done.returncode != 0 or done.stderr:
        print(f"{script.name}: exit status {done.returncode}\n{done.stderr}")
        return None
    return names


def faults_of(path, size):
    width, height, rows = size_and_rows(path)
    if f"{width}x{height}" != size:
        yield f"{path}: {width}x{height}"
    if rows < LEAST_ROWS:
        yield f"{path}: only {rows} rows that differ"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--folder", type=Path, required=True)
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    if not available():
        print("there is no Xvfb here")
        return SKIPPED
    bad = 0
    count = 0
    with Display() as display:
        for script in sorted((Path(__file__).parent / "pictures").glob("*.txt")):
            if given.names and script.stem not in given.names:
                continue
            for size, options in SIZES.items():
                for theme in THEMES[size]:
                    folder = given.folder.resolve() / size / theme
                    folder.mkdir(parents=True, exist_ok=True)
                    names = take(given.program, script, folder, [*options, "--theme", theme], display)
                    faults = ["no pictures"] if names is None else [fault for name in names for fault in faults_of(folder / name, size)]
                    print("\n".join(faults), end="\n" if faults else "")
                    bad += len(faults)
                    count += len(names or [])
    print(f"{count} pictures in {given.folder}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
