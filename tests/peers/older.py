"""A document of OpenAPI 3.1 as one of 3.0, for generators that read nothing newer.

What 3.0 has no word for (`prefixItems`, `patternProperties`, `webhooks`) is left as it stands or left out: a
generator that would know it from elsewhere still finds it.
"""

import copy

BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
SCHEMA_MAPS = ("properties", "patternProperties", "schemas")
SCHEMA_LISTS = ("allOf", "anyOf", "oneOf")


def older(document):
    """The document in the words of 3.0; a document of 3.0 comes back as it is."""
    if not str(document.get("openapi", "")).startswith("3.1"):
        return document
    document = copy.deepcopy(document)
    document["openapi"] = "3.0.3"
    document.setdefault("paths", {})
    document.pop("webhooks", None)
    document.pop("jsonSchemaDialect", None)
    walk(document)
    return document


def walk(node):
    if isinstance(node, list):
        for item in node:
            walk(item)
    if not isinstance(node, dict):
        return
    for key, value in list(node.items()):
        if key in ("schema", "items", "not", "additionalProperties"):
            node[key] = schema(value, boolean=key == "additionalProperties")
        elif key in SCHEMA_MAPS and isinstance(value, dict):
            node[key] = {name: schema(each) for name, each in value.items()}
        elif key in SCHEMA_LISTS and isinstance(value, list):
            node[key] = [schema(each) for each in value]
        elif key not in ("enum", "example", "default"):
            walk(value)


def schema(node, boolean=False):
    if isinstance(node, bool):
        return node if boolean else ({} if node else {"not": {}})
    if not isinstance(node, dict) or "$ref" in node:
        return node
    if "const" in node:
        node["enum"] = [node.pop("const")]
    for new, old in BOUNDS.items():
        if isinstance(node.get(new), (int, float)) and not isinstance(node[new], bool):
            node[old], node[new] = node[new], True
    node.pop("examples", None)
    types(node)
    for key in ("anyOf", "oneOf"):
        branches = node.get(key, [])
        rest = [each for each in branches if each != {"type": "null"}]
        if len(rest) < len(branches):
            node[key], node["nullable"] = rest, True
    if node.get("type") == "array":
        node.setdefault("items", {})
    if node.pop("contentEncoding", None) == "base64":
        node["format"] = "byte"
    if node.pop("contentMediaType", None) == "application/octet-stream":
        node["format"] = "binary"
    walk(node)
    return node


def types(node):
    """`type` with several types is a union; `null` among them is `nullable`."""
    if not isinstance(node.get("type"), list):
        if node.get("type") == "null":
            node.pop("type")
            node["nullable"] = True
        return
    names = node.pop("type")
    if "null" in names:
        node["nullable"] = True
        names = [name for name in names if name != "null"]
    if len(names) == 1:
        node["type"] = names[0]
    elif names:
        node["anyOf"] = [{"type": name} for name in names]
