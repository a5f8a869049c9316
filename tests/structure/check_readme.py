"""Checks that what README.md shows is what is there: its example scenario is the file it names, and the files and presets it names exist.

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


def main():
    faults = list(faults_of(Path(sys.argv[1])))
    for fault in faults:
        print(f"README.md: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
