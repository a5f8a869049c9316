"""Plays a script for the desktop program, and passes if every expectation in it holds.

Usage: play.py --program PATH SCRIPT. A line `# options: ...` in the script adds to the command line; paths in it are relative to the
repository. Exit status 77 if there is no Xvfb.
"""
import argparse
import shlex
import sys
from pathlib import Path

from display import PATIENCE, SKIPPED, Display, available, run_program

ROOT = Path(__file__).resolve().parents[2]


def options_of(script):
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line.startswith("# options:")]
    return shlex.split(" ".join(line.removeprefix("# options:") for line in lines))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", required=True)
    arguments.add_argument("script", type=Path)
    given = arguments.parse_args()
    if not available():
        print("there is no Xvfb here")
        return SKIPPED
    with Display() as display:
        command = [given.program, "--blind", "--script", str(given.script), *options_of(given.script)]
        done = run_program(command, cwd=ROOT, env=display.environment, timeout=PATIENCE)
    sys.stdout.buffer.write(done.stdout)
    sys.stderr.buffer.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
