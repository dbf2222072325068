"""Documents as generators get them: read from a case, cut to what a row is about, in JSON.

A case holds the corners of its feature, and a generator that stops at one of them may well know the rest. What a row
says of a feature is therefore measured on the case cut to that feature.
"""

import copy
import re

import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 as far as documents need it: `yes`, `1:30` and dates are strings."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, test) for tag, test in tests if not tag.endswith((":timestamp", ":bool", ":int"))]
    for first, tests in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?[0-9]+$"), list("-0123456789"))


def read(path):
    """The document at `path`, with strings for keys, as JSON has them."""
    return keyed(yaml.load(path.read_text(), Loader))


def keyed(node):
    if isinstance(node, dict):
        return {key if isinstance(key, str) else spelled(key): keyed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [keyed(item) for item in node]
    return node


def spelled(key):
    return str(key).lower() if isinstance(key, bool) else str(key)


def cut(document, paths=None, methods=None, parameters=None, properties=None, schema="Thing", changes=None):
    """The document with these paths, methods, parameters, and properties of `schema` alone; `None` keeps all.

    `changes` are values by JSON pointer; `None` leaves the member out.
    """
    document = copy.deepcopy(document)
    for pointer, value in (changes or {}).items():
        *way, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
        owner = document
        for part in way:
            owner = owner[part]
        if value is None:
            del owner[last]
        else:
            owner[last] = value
    if paths is not None:
        document["paths"] = {key: document["paths"][key] for key in paths}
    for item in document.get("paths", {}).values():
        for key in [key for key in item if methods is not None and key not in methods and key != "parameters"]:
            del item[key]
        for holder in [item, *(each for each in item.values() if isinstance(each, dict))]:
            if parameters is not None and "parameters" in holder:
                holder["parameters"] = [each for each in holder["parameters"] if each.get("name") in parameters]
    if properties is not None:
        owner = document["components"]["schemas"][schema]
        owner["properties"] = {key: owner["properties"][key] for key in properties}
        if "required" in owner:
            owner["required"] = [key for key in owner["required"] if key in properties]
            if not owner["required"]:
                del owner["required"]
    if (paths, methods, parameters, properties) != (None,) * 4:
        prune(document)
    return document


def prune(document):
    """Leaves out the schemas that nothing refers to."""
    schemas = document.get("components", {}).get("schemas", {})
    while True:
        text = str(document)
        unused = [name for name in schemas if f"#/components/schemas/{name}'" not in text]
        if not unused:
            return
        for name in unused:
            del schemas[name]
