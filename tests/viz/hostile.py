"""Scenarios whose words are as bad as a file can hold: what the loader takes, and what it refuses.

The shipped scenario reset-2011 with each text that a person gives a name by replaced: title, question, summary, rungs, actors, moves, measures,
channels, causes, incidents.
"""
import json
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {"title", "question", "summary", "name", "label", "description"}
# A text is at most 64 KiB, and a file 1 MiB; some dozens of texts share it.
LONG, VERY_LONG = 8_000, 65_000
TAKEN = {
    "long-word": "W" * LONG,
    "long-words": "word " * (LONG // 5),
    "percent": "%s%n%x%1000000d%%",
    "marks": "##a###b##",
    "only-marks": "###",
    "quotes": "\"'`\\\" ' \\n $(true) ${x}",
    "angles": "<b>&amp;</b><svg onload=x>]]>",
    "right-to-left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "combining": "a" + "\u0301" * (LONG // 2),
    "emoji": "\U0001f600\U0001f1fa\U0001f1f3\U0001f44d\U0001f3ff" * (LONG // 20),
    "blank": " ",
    "empty": "",
    "wide": "\u6f22\u5b57" * (LONG // 6),
}
# One text as long as a text may be; elsewhere they would fill the file.
VERY_LONG_AT = ("title", "actor", "rung", "measure", "move", "channel")
REFUSED = {
    "too-long": ("x" * 200_000, "a text is at most 64 KiB long"),
    "control": ("a\u0007b\u001b[31m", "text must not contain control characters or bidirectional overrides"),
    "override": ("a\u202eb", "text must not contain control characters or bidirectional overrides"),
    "zero-width": ("a\u200bb", "text must not contain control characters or bidirectional overrides"),
    "many-lines": ("a\nb", "expected a text of one line"),
}
IDS = {"id-long": "x" * 200_000, "id-percent": "%s%n", "id-marks": "##", "id-override": "a\u202eb", "id-blank": "a b"}


def base():
    return yaml.safe_load((ROOT / "scenarios/cyber/reset-2011.yaml").read_text(encoding="utf-8"))


def replaced(node, words):
    if isinstance(node, dict):
        return {key: words if key in TEXTS and isinstance(value, str) else replaced(value, words) for key, value in node.items()}
    return [replaced(item, words) for item in node] if isinstance(node, list) else node


def named_everywhere(words):
    scenario = replaced({**base(), "title": "", "question": ""}, words)
    for rung in scenario["ladder"]:
        rung["name"] = words
        if "firebreak" in rung:
            rung["firebreak"] = words
    for section in ("moves", "measures", "channels", "incidents"):
        for entry in scenario.get(section, {}).values():
            if isinstance(entry, dict):
                entry["label"] = words
    for actor in scenario["actors"].values():
        actor["name"] = words
    return scenario


def very_long(place):
    scenario, words = base(), "W" * VERY_LONG
    if place == "title":
        scenario["title"] = scenario["question"] = words
    elif place == "rung":
        scenario["ladder"][1]["name"] = words
    elif place == "actor":
        next(iter(scenario["actors"].values()))["name"] = words
    else:
        next(entry for entry in scenario[place + "s"].values() if isinstance(entry, dict))["label"] = words
    return scenario


def write(path, scenario):
    # JSON is YAML; without blanks at the start of lines it is smaller than the limit of the loader.
    path.write_text(json.dumps(scenario, ensure_ascii=False, indent=0, default=lambda date: date.strftime("%Y-%m-%dT%H:%M:%SZ")), encoding="utf-8")
    return path


def write_taken(folder):
    """Scenarios that can be opened, by name."""
    paths = {name: write(folder / f"{name}.yaml", named_everywhere(words)) for name, words in TAKEN.items()}
    for place in VERY_LONG_AT:
        paths[f"very-long-{place}"] = write(folder / f"very-long-{place}.yaml", very_long(place))
    return paths


def write_refused(folder):
    """Scenarios that cannot, each with words that the fault must hold."""
    paths = {}
    for name, (words, fault) in REFUSED.items():
        paths[name] = (write(folder / f"{name}.yaml", {**base(), "title": words}), fault)
    for name, words in IDS.items():
        scenario = base()
        scenario["ladder"][1]["id"] = words
        paths[name] = (write(folder / f"{name}.yaml", scenario), "ladder.2.id")
    return paths


def hostile_file_names():
    """Names of files that a disc takes."""
    return ["a b.yaml", "##.yaml", "%s%n%x.yaml", "\"'`.yaml", "<b>.yaml", "x\u202ey.yaml", "a\nb.yaml", "\u0007\u001b[31m.yaml", "-.yaml",
            "\U0001f600.yaml", "e\u0301" * 40 + ".yaml", "\u200b.yaml", "W" * 250 + ".yaml"]
