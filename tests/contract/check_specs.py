"""Checks what no linter of OpenAPI knows about our specifications.

usage: check_specs.py SCHEMA FILE...

Two rules, for each YAML file:
- every `x-sdk-…` key stands where SCHEMA allows it and says what SCHEMA allows;
- no plain scalar is read differently by YAML 1.1 and YAML 1.2. Tools of both kinds read our files,
  and `no` or 2025-11-10 without quotes would be text to one and something else to the other.

Prints findings as FILE:LINE: TEXT and exits 1 when there are any.
"""

import json
import re
import sys

import yaml
from jsonschema import Draft7Validator, Draft202012Validator

JSON_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
# What YAML 1.2's core schema takes for a number, beyond JSON's.
CORE_NUMBER = re.compile(
    r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
CORE_BOOLEANS = {"true", "True", "TRUE", "false", "False", "FALSE"}


def ambiguity(node):
    """Says how the versions of YAML disagree about a plain scalar, or gives None."""
    kind = node.tag.rpartition(":")[2]
    if kind == "bool" and node.value not in CORE_BOOLEANS:
        return "a boolean in YAML 1.1, text in YAML 1.2"
    if kind == "timestamp":
        return "a date in YAML 1.1, text in YAML 1.2"
    if kind in ("int", "float") and not JSON_NUMBER.fullmatch(node.value):
        return "one number in YAML 1.1, another or text in YAML 1.2"
    if kind == "str" and CORE_NUMBER.fullmatch(node.value):
        return "text in YAML 1.1, a number in YAML 1.2"
    if kind in ("merge", "value"):
        return "special in YAML 1.1 only"
    return None


def scalars(node):
    """All scalar nodes below a node. Specifications are small and their aliases, if any, few."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)
        else:
            pending.extend(part for pair in node.value for part in pair)


def with_text_keys(value):
    """The value with all keys as text, as JSON has them: a status may be written 200 or '200'."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_text_keys(item) for item in value]
    return value


def line_of(node, path):
    """The line, from 1, on which the value at a path begins."""
    for step in path:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    return node.start_mark.line + 1


def check(schema, name):
    """All findings of one file, as pairs of line and text."""
    with open(name, encoding="utf-8") as file:
        text = file.read()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for node in scalars(root):
        trouble = ambiguity(node) if node.style is None else None
        if trouble:
            yield node.start_mark.line + 1, f"`{node.value}` is {trouble}; quote it"

    document = with_text_keys(yaml.safe_load(text))
    # Editors validate by draft 7, so the schema has to mean the same there.
    drafts = [
        {(tuple(error.absolute_path), error.message) for error in draft(schema).iter_errors(document)}
        for draft in (Draft202012Validator, Draft7Validator)
    ]
    for path, message in drafts[0]:
        where = "/".join(str(step) for step in path)
        yield line_of(root, path), f"{where}: {message}"
    if drafts[0] != drafts[1]:
        yield 1, "the schema of the extensions means something else in draft 7"


def main(schema_name, *names):
    with open(schema_name, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    findings = 0
    for name in names:
        for line, text in sorted(check(schema, name)):
            print(f"{name}:{line}: {text}")
            findings += 1
    print(f"{len(names)} files, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
