#!/usr/bin/python3
"""Holds assets/schema/scenario.schema.json to what the program accepts.

Every shipped scenario, every good one and every bad one is judged twice: by the schema, after reading with another YAML reader, and by the
exit status of `firebreak check --no-vital-signs` (0 right, 2 wrong). The verdicts must be equal, except for the faults of which tests/scenarios/manifest.yaml
says that a schema cannot express them (accept) or that the YAML reader refuses them before any schema is asked (unreadable).
"""

import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys

import jsonschema
import yaml

import scenario_files

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def schema_verdict(validator, path):
    """(refuse, accept or unreadable; why)"""
    try:
        document = scenario_files.load(path)
    except scenario_files.Unreadable as error:
        return "unreadable", str(error)
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    if error is None:
        return "accept", ""
    return "refuse", ".".join(str(part) for part in error.absolute_path) + ": " + error.message[:200]


def program_verdict(program, path):
    done = subprocess.run([program, "check", "--no-vital-signs", path.name], cwd=path.parent, capture_output=True, timeout=1800)
    output = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
    verdict = {0: "accept", 2: "refuse"}.get(done.returncode, f"exit status {done.returncode}")
    return verdict, output.splitlines()[0] if output else ""


def judge(validator, program, path, expected_schema, expected_program):
    """What is wrong with the two verdicts on one file; empty if nothing."""
    faults = []
    schema, why = schema_verdict(validator, path)
    if schema != expected_schema:
        faults.append(f"schema: expected {expected_schema}, found {schema} ({why})")
    if program:
        verdict, line = program_verdict(program, path)
        if verdict != expected_program:
            faults.append(f"program: expected {expected_program}, found {verdict} ({line})")
    name = path.relative_to(ROOT)
    return [f"{name}: {fault}" for fault in faults]


def resolved(schema, part):
    while "$ref" in part:
        part = schema["definitions"][part["$ref"].rsplit("/", 1)[1]]
    return part


def properties_of(schema, part, found):
    """The keys of every object that the schema knows below `part`. Objects of the same keys, like the laws of durations and numbers, are one."""
    part = resolved(schema, part)
    if id(part) in found:
        return found
    keys = set(part.get("properties", {}))
    found[id(part)] = next((known for known in found.values() if known == keys), keys)
    below = list(part.get("properties", {}).values()) + list(part.get("patternProperties", {}).values()) + part.get("anyOf", [])
    for child in below + [part[key] for key in ("items", "additionalProperties") if isinstance(part.get(key), dict)]:
        properties_of(schema, child, found)
    return found


def strike_used(schema, part, value, unused):
    """Takes the keys that `value` uses out of `unused`."""
    part = resolved(schema, part)
    for choice in part.get("anyOf", []):
        if jsonschema.Draft7Validator({**choice, "definitions": schema["definitions"]}).is_valid(value):
            strike_used(schema, choice, value, unused)
    for item in value if isinstance(value, list) else []:
        strike_used(schema, part.get("items", {}), item, unused)
    for key, item in value.items() if isinstance(value, dict) else []:
        unused.get(id(part), set()).discard(key)
        other = part.get("additionalProperties")
        strike_used(schema, part.get("properties", {}).get(key, other if isinstance(other, dict) else {}), item, unused)


def unused_keys(schema, path):
    """Keys of the format that a scenario does not use."""
    unused = properties_of(schema, schema, {})
    strike_used(schema, schema, scenario_files.load(path), unused)
    return sorted(set().union(*unused.values()) - {"extends", "include"})


def shipped_scenarios():
    folder = ROOT / "scenarios"
    return [path for path in sorted(folder.glob("**/*.yaml")) if "parts" not in path.relative_to(folder).parts]


def all_cases(manifest):
    """Each file with the verdicts expected of the schema and of the program."""
    right = [path for folder in ("good", "warned") for path in sorted((HERE / folder).glob("*.yaml"))]
    for path in shipped_scenarios() + right:
        warned = path.parent.name == "warned" and path.stem in manifest
        yield path, manifest[path.stem]["schema"] if warned else "accept", "accept"
    for path in sorted((HERE / "bad").glob("*.yaml")):
        entry = manifest.get(path.stem)
        yield path, entry["schema"] if entry else "an entry in manifest.yaml", "refuse"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--firebreak", help="the program; without it only the schema is held to the manifest")
    program = options.parse_args().firebreak
    if program:
        program = str(pathlib.Path(program).resolve())

    schema = json.loads((ROOT / "assets/schema/scenario.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    manifest = yaml.safe_load((HERE / "manifest.yaml").read_text())

    cases = list(all_cases(manifest))
    names = {path.stem for path, _, _ in cases if path.parent.name in ("bad", "warned")}
    unused = unused_keys(schema, HERE / "good/all-features.yaml")
    faults = [f"good/all-features.yaml does not use the key '{key}'" for key in unused]
    faults += [f"manifest.yaml: there is no {name}.yaml" for name in sorted(set(manifest) - names)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for found in pool.map(lambda case: judge(validator, program, *case), cases):
            faults += found
    print("\n".join(faults + [f"{len(cases)} files, {len(faults)} disagreements"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
