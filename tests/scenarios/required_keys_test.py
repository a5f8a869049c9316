#!/usr/bin/python3
"""Holds the program, the schema and engine/docs/scenario-format.md to the same required keys.

Each key of a scenario that uses every key is taken away in turn. The program must then miss it, the schema refuse the rest and the page say
"required", or none of them.
"""

import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

import scenario_files

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# What a table cannot say: keys of laws and of small maps, which the page describes in a sentence, and keys that need another.
IN_SENTENCES = {("sources", None), ("endings", "at"), ("endings", "for"), ("messages", "source"), ("channels", "fails"), ("channels", "repairs"),
                ("channels", "every"), ("channels", "hours"), ("moves", "cause"), ("provenance", "grade"), ("provenance", "source")}
OF_LAWS = {"median", "sigma", "scale", "shape"}


def places(value, path=()):
    """The path of every key of a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, item in items:
        if isinstance(value, dict):
            yield path + (key,)
        yield from places(item, path + (key,))


def without(document, path):
    document = copy.deepcopy(document)
    part = document
    for key in path[:-1]:
        part = part[key]
    del part[path[-1]]
    return document


def missed_by_program(program, documents):
    """For each document whether the program says of a key that it is missing."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, document in enumerate(documents):
            names.append(f"{number}.yaml")
            (pathlib.Path(folder) / names[-1]).write_text(json.dumps(document))
        done = subprocess.run([program, "check", "--json", "--no-vital-signs", *names], cwd=folder, capture_output=True, timeout=300, check=False)
        files = json.loads(done.stdout)["files"]
    said = [{diagnostic["message"] for diagnostic in file["diagnostics"]} for file in files]
    return [{match[1] for message in messages if (match := re.fullmatch(r"the key '(\w+)' is missing", message))} for messages in said]


def required_on_page():
    """(section, key) of every row of a table that says so; the head's section is its own name."""
    found = set()
    section = None
    for line in (ROOT / "engine/docs/scenario-format.md").read_text().splitlines():
        if line.startswith("## "):
            section = line[3:].lower()
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) > 1 and cells[1] == "required":
            found |= {(section, key) for key in re.findall(r"`(\w+)`", cells[0])}
    return found


def section_of(path):
    section = "head" if len(path) == 1 else path[0]
    return "doctrine" if "doctrine" in path[:-1] else section


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--firebreak", required=True, help="the program")
    program = str(pathlib.Path(options.parse_args().firebreak).resolve())
    validator = jsonschema.Draft7Validator(json.loads((ROOT / "assets/schema/scenario.schema.json").read_text()))
    document = scenario_files.load(HERE / "good/all-features.yaml")
    on_page = required_on_page()
    paths = list(places(document))
    missed = missed_by_program(program, [without(document, path) for path in paths])
    faults, seen = [], set()
    for path, keys in zip(paths, missed):
        key, section, name = path[-1], section_of(path), ".".join(map(str, path))
        by_program = key in keys
        refusals = list(validator.iter_errors(without(document, path)))
        by_schema = any(error.validator == "required" and error.message.startswith(f"'{key}' is") for error in refusals)
        if by_program and not refusals:
            faults.append(f"{name}: required by the program and not by the schema")
        if by_schema and not by_program and (section, key) not in IN_SENTENCES:
            faults.append(f"{name}: required by the schema and not by the program")
        if by_program and (section, key) not in IN_SENTENCES and key not in OF_LAWS:
            seen.add((section, key))
    faults += [f"{section}: the page does not say that '{key}' is required" for section, key in sorted(seen - on_page)]
    faults += [f"{section}: the page says that '{key}' is required, and the program does not miss it" for section, key in sorted(on_page - seen)]
    print("\n".join(faults + [f"{len(paths)} keys, {len(seen)} of them required by the tables, {len(faults)} disagreements"]))
    return 1 if faults or len(seen) < 15 else 0


if __name__ == "__main__":
    sys.exit(main())
