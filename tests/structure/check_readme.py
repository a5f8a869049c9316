"""Checks that what README.md shows is what is there: its example scenario is the file it names, and the files and presets it names exist; and that
THIRD-PARTY.md names every package that bootstrap installs and every one that CMake looks for.

Usage: check_readme.py ROOT. The example is the fenced block after a line `<!-- file: PATH -->`.
"""
import json
import re
import sys
from pathlib import Path

SHOWN_FILE = re.compile(r"<!-- file: (\S+) -->\n+```\w*\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PRESET = re.compile(r"--preset (\w+)")


def faults_of(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = SHOWN_FILE.findall(readme)
    if not shown:
        yield "no example is marked with <!-- file: PATH -->"
    for path, block in shown:
        if not (root / path).is_file():
            yield f"the example {path} does not exist"
        elif (root / path).read_text(encoding="utf-8") != block:
            yield f"the example differs from {path}; show the file word for word"
    for path in LINK.findall(readme):
        if not (root / path).exists():
            yield f"the link to {path} leads nowhere"
    presets = {preset["name"] for preset in json.loads((root / "CMakePresets.json").read_text())["configurePresets"]}
    for name in PRESET.findall(readme):
        if name not in presets:
            yield f"there is no preset {name}"


def third_party_faults(root):
    """Packages that THIRD-PARTY.md is silent about."""
    named = set(re.findall(r"[\w+.-]*[\w+]", (root / "THIRD-PARTY.md").read_text(encoding="utf-8")))
    for _, words in re.findall(r"^(\w*)packages=\((.*?)\)", (root / "bootstrap").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        yield from (f"does not name {word}, which bootstrap installs" for word in words.split() if word not in named)
    for tree in ("engine", "viz", "tests"):
        for lists in sorted((root / tree).rglob("CMakeLists.txt")):
            looked_for = re.findall(r"find_package\(([\w-]+)|pkg_check_modules\(\w+ QUIET IMPORTED_TARGET (\w+)", lists.read_text(encoding="utf-8"))
            for name in {first or second for first, second in looked_for} - {"firebreak"}:
                if not any(name.lower() in word.lower() for word in named):
                    yield f"does not name {name}, which {lists.relative_to(root)} looks for"


def main():
    root = Path(sys.argv[1])
    faults = [f"README.md: {fault}" for fault in faults_of(root)] + [f"THIRD-PARTY.md: {fault}" for fault in third_party_faults(root)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
