"""Scenario files as a YAML reader other than ours sees them: strict, YAML 1.2 booleans, `extends` and `include` merged."""

import math
import os
import re

import yaml

MOST_NODES = 200_000


class Unreadable(Exception):
    """The file is no single YAML document within the limits, or a file that it names cannot be merged."""


class Reader(yaml.SafeLoader):
    """Takes true, false, yes and no for booleans, decimal numbers for numbers, and all else (dates, 09:00) for text."""

    yaml_implicit_resolvers = {}


for pattern, tag, first in [
    (r"^(?:true|false|yes|no)$", "bool", "tfyn"),
    (r"^(?:~|null|Null|NULL|)$", "null", ["~", "n", "N", ""]),
    (r"^[-+]?[0-9]+$", "int", "-+0123456789"),
    (r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$", "float", "-+.0123456789"),
    (r"^<<$", "merge", "<"),
]:
    Reader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))


def construct_float(reader, node):
    value = float(reader.construct_scalar(node))
    return value if math.isfinite(value) else node.value


Reader.add_constructor("tag:yaml.org,2002:int", lambda reader, node: int(reader.construct_scalar(node)))
Reader.add_constructor("tag:yaml.org,2002:float", construct_float)


def expanded_size(node, known, open_nodes):
    """How many nodes there are with every alias written out; refuses a node that contains itself."""
    if id(node) in known:
        return known[id(node)]
    if id(node) in open_nodes:
        raise Unreadable("an anchor that contains itself")
    open_nodes.add(id(node))
    children = []
    if isinstance(node, yaml.SequenceNode):
        children = node.value
    elif isinstance(node, yaml.MappingNode):
        check_keys(node)
        children = [part for pair in node.value for part in pair]
    size = 1 + sum(expanded_size(child, known, open_nodes) for child in children)
    if size > MOST_NODES:
        raise Unreadable("too many nodes")
    open_nodes.discard(id(node))
    known[id(node)] = size
    return size


def check_keys(node):
    seen = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable("a key that is no scalar")
        if key.value in seen:
            raise Unreadable(f"key '{key.value}' twice")
        seen.add(key.value)


def parse(data):
    """The document in `data` (bytes) as plain Python values, keys as text."""
    try:
        text = data.decode("utf-8-sig")
        reader = Reader(text)
        node = reader.get_single_node()
        if node is None:
            return None
        expanded_size(node, {}, set())
        return with_text_keys(reader.construct_document(node))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Unreadable(str(error)) from error


def with_text_keys(value):
    if isinstance(value, dict):
        return {key_text(key): with_text_keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_text_keys(item) for item in value]
    return value


def key_text(key):
    return {True: "yes", False: "no", None: ""}.get(key, str(key)) if key is None or isinstance(key, bool) else str(key)


def without_takings(value):
    """A map that nothing stands below: what it takes away is not there."""
    return {key: without_takings(item) for key, item in value.items() if item is not None} if isinstance(value, dict) else value


def merged(base, over):
    """Maps key by key, `over` winning; lists and scalars replace; nothing (null) removes the key, if it is there."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    result = {}
    for key, value in base.items():
        if key not in over:
            result[key] = value
        elif over[key] is not None:
            result[key] = merged(value, over[key])
    result.update({key: without_takings(value) for key, value in over.items() if key not in base and value is not None})
    return result


def load(path, folder=None, open_files=()):
    """The scenario at `path` with its base and parts merged in."""
    folder = folder or os.path.dirname(os.path.realpath(path))
    real = os.path.realpath(path)
    if os.path.commonpath([folder, real]) != folder:
        raise Unreadable(f"{path} is outside the folder of the scenario")
    if real in open_files:
        raise Unreadable(f"{path} names itself")
    try:
        with open(real, "rb") as file:
            document = parse(file.read())
    except OSError as error:
        raise Unreadable(str(error)) from error
    if not isinstance(document, dict):
        return document
    base = document.pop("extends", None)
    parts = document.pop("include", None) or []
    result = {}
    for name in ([base] if base is not None else []) + parts:
        if not isinstance(name, str) or os.path.isabs(name):
            raise Unreadable(f"cannot read {name!r}")
        part = load(os.path.join(os.path.dirname(real), name), folder, open_files + (real,))
        if not isinstance(part, dict):
            raise Unreadable(f"{name} is no map")
        result = merged(result, part)
    return merged(result, document) if result else document
