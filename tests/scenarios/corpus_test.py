#!/usr/bin/python3
"""Runs `firebreak check` on every bad scenario and compares what it prints, line by line, with NAME.expected beside it.

The program runs in the folder of the file, as a person would run it there. The scenarios in warned/ are right but for what their warnings
say: these lines must be among those printed, which also tell of a trial run. --accept writes the present output as the expected one.
"""

import argparse
import difflib
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def check(program, path):
    """The exit status and the lines printed, those on stderr after those on stdout."""
    done = subprocess.run([program, "check", path.name], cwd=path.parent, capture_output=True, timeout=1800)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8").splitlines()


def warnings_among(lines):
    """Warnings about a place in the file."""
    return [line for line in lines if re.match(r"[^:]+\.yaml:\d+:\d+: warning: ", line)]


def compare(program, path, accept):
    """What is wrong with one file's diagnostics, as lines; empty if nothing."""
    wanted_status = {"bad": 2, "warned": 0}[path.parent.name]
    status, found = check(program, path)
    if wanted_status == 0:
        found = warnings_among(found)
    expected_file = path.with_suffix(".expected")
    if accept:
        expected_file.write_text("".join(line + "\n" for line in found))
    expected = expected_file.read_text().splitlines() if expected_file.exists() else []
    faults = []
    if status != wanted_status:
        faults.append(f"{path.name}: expected exit status {wanted_status}, found {status}")
    if not expected:
        faults.append(f"{path.name}: no expected diagnostics in {expected_file.name}")
    if any(not character.isprintable() for line in found for character in line):
        faults.append(f"{path.name}: a diagnostic that is not safe to print on a terminal")
    return faults + list(difflib.unified_diff(expected, found, expected_file.name, "printed", lineterm="", n=0))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--firebreak", required=True, help="the program")
    options.add_argument("--accept", action="store_true", help="write what the program prints as what is expected")
    arguments = options.parse_args()
    program = str(pathlib.Path(arguments.firebreak).resolve())

    files = sorted(HERE.glob("bad/*.yaml")) + sorted(HERE.glob("warned/*.yaml"))
    orphans = [path for path in sorted(HERE.glob("*/*.expected")) if not path.with_suffix(".yaml").exists()]
    faults = [f"{path.name}: there is no {path.stem}.yaml" for path in orphans]
    failed = 0
    for path in files:
        found = compare(program, path, arguments.accept)
        failed += bool(found)
        faults += found
    print("\n".join(faults + [f"{len(files)} scenarios, {failed} not diagnosed as expected"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
