"""Checks that every C++ source is laid out as .clang-format says; with --fix, lays it out so.

Usage: check_format.py [--fix] ROOT. Exit status 0: all is well; 1: a source differs; 77: there is no clang-format 14 to ask (another version
lays some things out differently, so its word does not count).
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

VERSION = 14
SKIPPED = 77


def find_clang_format():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        program = shutil.which(name)
        if program:
            said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
            if re.search(rf"version {VERSION}\.", said):
                return program
    return None


def sources(root):
    """What git tracks or would track; everything in the source folders where there is no git."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "--", "*.cpp", "*.hpp"],
                            capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return sorted({root / line for line in listed.stdout.splitlines() if (root / line).is_file()})
    return sorted(path for tree in ("engine", "viz", "tests") for path in (root / tree).rglob("*") if path.suffix in (".cpp", ".hpp"))


def main():
    arguments = sys.argv[1:]
    fix = "--fix" in arguments
    root = Path([argument for argument in arguments if argument != "--fix"][0]).resolve()
    program = find_clang_format()
    if program is None:
        print(f"clang-format {VERSION} is not installed: the layout of the sources was not checked")
        return SKIPPED
    files = sources(root)
    if fix:
        subprocess.run([program, "--style=file", "-i", *map(str, files)], check=True)
        print(f"{len(files)} sources laid out")
        return 0
    asked = subprocess.run([program, "--style=file", "--dry-run", "-Werror", "--fno-color-diagnostics", *map(str, files)],
                           capture_output=True, text=True, check=False)
    differs = {}
    for path, line in re.findall(r"^(.*?):(\d+):\d+: (?:error|warning): code should be clang-formatted", asked.stderr, re.MULTILINE):
        differs.setdefault(path, line)
    for path, line in differs.items():
        print(f"{Path(path).relative_to(root)}:{line}: not laid out as .clang-format says")
    if asked.returncode and not differs:
        print(asked.stderr)
    print(f"{len(differs)} of {len(files)} sources differ" + ("; mend with: cmake --build build/release --target format" if differs else ""))
    return 1 if asked.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
