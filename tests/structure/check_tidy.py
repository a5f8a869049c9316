"""Runs clang-tidy with the settings of .clang-tidy over the sources of the engine, several at a time.

Usage: check_tidy.py ROOT BUILD, where BUILD holds compile_commands.json. Exit status 0: nothing found; 1: something found; 77: there is no
clang-tidy 14 to ask (another version has other checks, so its word does not count). FIREBREAK_TIDY_UNDER names the folders to look at,
divided by colons; without it, all of engine/.
"""
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

VERSION = 14
SKIPPED = 77


def find_clang_tidy():
    for name in (f"clang-tidy-{VERSION}", "clang-tidy"):
        program = shutil.which(name)
        if program:
            said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
            if re.search(rf"version {VERSION}\.", said):
                return program
    return None


def commands_of(build):
    """How each source is compiled, but for headers that gcc has precompiled, of which clang can make nothing."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    for entry in commands:
        entry["command"] = re.sub(r" -Winvalid-pch| -include \S*/cmake_pch\.hxx", "", entry["command"])
    return commands


def sources(root, commands):
    folders = [root / folder for folder in os.environ.get("FIREBREAK_TIDY_UNDER", "engine").split(":")]
    return sorted({entry["file"] for entry in commands if any(Path(entry["file"]).is_relative_to(folder) for folder in folders)})


def main():
    root, build = (Path(argument).resolve() for argument in sys.argv[1:])
    program = find_clang_tidy()
    if program is None:
        print(f"clang-tidy {VERSION} is not installed: the sources were not checked")
        return SKIPPED

    commands = commands_of(build)
    files = sources(root, commands)
    found = set()
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        (Path(folder) / "compile_commands.json").write_text(json.dumps(commands), encoding="utf-8")

        def ask(source):
            return subprocess.run([program, "--quiet", "-p", folder, source], capture_output=True, text=True, check=False)

        for source, asked in zip(files, pool.map(ask, files)):
            lines = re.findall(r"^.*?:\d+:\d+: (?:error|warning): .*$", asked.stdout, re.MULTILINE)
            if asked.returncode and not lines:
                lines = [f"{source}: clang-tidy failed: {(asked.stdout + asked.stderr).strip()}"]
            found.update(lines)
    for line in sorted(found):
        print(line.replace(f"{root}/", ""))
    print(f"{len(found)} findings in {len(files)} sources")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
