"""A synthetic OpenAPI document: 300 types (260 objects, 40 open string enums) and 200 operations
(40 resources with list, get, create, update, delete), four distinct sets of error bodies.

The same model feeds the shapes that the generator's output is compared with, so all crates say the same."""

import random
from dataclasses import dataclass, field

WORDS = (
    "disk image token machine scope policy region address volume bucket domain record member invoice "
    "plan usage alert route target agent worker queue stream topic schema index table column view report "
    "device sensor group role user team project folder label secret"
).split()


@dataclass
class Field:
    name: str
    type: tuple  # ("string",) ("int",) ("bool",) ("float",) ("list", T) ("map", T) ("ref", "Type")
    required: bool


@dataclass
class Object:
    name: str
    fields: list
    additional: bool = False


@dataclass
class Model:
    enums: dict = field(default_factory=dict)
    objects: dict = field(default_factory=dict)
    resources: list = field(default_factory=list)  # (singular, plural)


def camel(word):
    return word[0].upper() + word[1:]


def model(scale=1, seed=7):
    """The model; `scale` multiplies resources and types."""
    rng = random.Random(seed)
    out = Model()
    words = [w if i == 0 else f"{w}{i}" for i in range(scale) for w in WORDS]
    for word in words:
        out.enums[f"{camel(word)}State"] = [f"state_{n}" for n in range(rng.randint(3, 8))]
    enums = list(out.enums)
    shared = []

    def value(depth=0):
        roll = rng.random()
        if roll < 0.45:
            return ("string",)
        if roll < 0.60:
            return ("int",)
        if roll < 0.68:
            return ("bool",)
        if roll < 0.74:
            return ("float",)
        if roll < 0.82:
            return ("ref", rng.choice(enums))
        if roll < 0.90 and shared:
            return ("ref", rng.choice(shared[-12:]))
        if depth == 0:
            return (rng.choice(["list", "list", "map"]), value(1))
        return ("string",)

    def members(low, high):
        names = rng.sample([f"{w}{s}" for w in WORDS for s in ("Id", "Name", "Count", "Kind")], rng.randint(low, high))
        return [Field(n, value(), rng.random() < 0.5) for n in names]

    for n in range(96 * scale):
        name = f"Detail{n}"
        out.objects[name] = Object(name, members(3, 14), additional=n % 9 == 0)
        shared.append(name)
    for word in words:
        item = camel(word)
        out.objects[item] = Object(item, [Field("id", ("string",), True)] + members(6, 19))
        out.objects[f"{item}Page"] = Object(
            f"{item}Page", [Field("data", ("list", ("ref", item)), True), Field("total", ("int",), True)]
        )
        body = members(3, 10)
        for f in body:
            f.required = f.type in (("string",), ("int",)) and f.required
        out.objects[f"Create{item}"] = Object(f"Create{item}", body)
        out.objects[f"Update{item}"] = Object(
            f"Update{item}", [Field(f.name, f.type, False) for f in members(3, 8)]
        )
        out.resources.append((word, f"{word}s"))
    for name in ("Problem", "Denied", "Missing", "Conflict"):
        out.objects[name] = Object(name, [Field("code", ("string",), True), Field("detail", ("string",), False)])
    return out


def walk(type_):
    yield type_
    if type_[0] in ("list", "map"):
        yield from walk(type_[1])


ERROR_SETS = [
    {400: "Problem", 404: "Missing"},
    {400: "Problem", 401: "Denied"},
    {400: "Problem", 401: "Denied", 404: "Missing"},
    {401: "Denied", 409: "Conflict"},
]


def errors(index):
    """The error bodies of the operations of a resource, by status."""
    return ERROR_SETS[index % len(ERROR_SETS)]


def openapi(m):
    """The model as an OpenAPI 3.1 document."""

    def schema(t):
        match t[0]:
            case "string":
                return {"type": "string"}
            case "int":
                return {"type": "integer", "format": "int64"}
            case "bool":
                return {"type": "boolean"}
            case "float":
                return {"type": "number"}
            case "list":
                return {"type": "array", "items": schema(t[1])}
            case "map":
                return {"type": "object", "additionalProperties": schema(t[1])}
            case "ref":
                return {"$ref": f"#/components/schemas/{t[1]}"}

    schemas = {}
    for name, values in m.enums.items():
        schemas[name] = {"type": "string", "enum": values, "description": f"The state {name}."}
    for o in m.objects.values():
        schemas[o.name] = {
            "type": "object",
            "description": f"The object {o.name}.",
            "properties": {f.name: {**schema(f.type), **({} if f.type[0] == "ref" else {"description": f"The {f.name}."})} for f in o.fields},
            "required": [f.name for f in o.fields if f.required],
        }
        if not schemas[o.name]["required"]:
            del schemas[o.name]["required"]
        if o.additional:
            schemas[o.name]["additionalProperties"] = True

    def content(name):
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}

    paths = {}
    for index, (one, many) in enumerate(m.resources):
        item = camel(one)
        failures = {str(s): {"description": b, "content": content(b)} for s, b in errors(index).items()}

        def operation(verb, ok, extra=None, one=one, many=many, failures=failures):
            status, body = ok
            answer = {"description": "Done."}
            if body:
                answer["content"] = content(body)
            return {
                "operationId": f"{many}_{verb}",
                "tags": [many],
                "x-sdk-name": verb,
                "summary": f"The operation {verb} of {many}.",
                "responses": {str(status): answer, **failures},
                **(extra or {}),
            }

        def query(name, t):
            return {"name": name, "in": "query", "description": f"The {name}.", "schema": schema(t)}

        ident = {"name": "id", "in": "path", "required": True, "description": "The id.", "schema": {"type": "string"}}
        paths[f"/{many}"] = {
            "get": operation(
                "list",
                (200, f"{item}Page"),
                {"parameters": [query("limit", ("int",)), query("offset", ("int",)), query("query", ("string",)), query("state", ("ref", f"{item}State"))]},
            ),
            "post": operation("create", (200, item), {"requestBody": {"required": True, "content": content(f"Create{item}")}}),
        }
        paths[f"/{many}/{{id}}"] = {
            "parameters": [ident],
            "get": operation("get", (200, item)),
            "patch": operation("update", (200, item), {"requestBody": {"required": True, "content": content(f"Update{item}")}}),
            "delete": operation("delete", (204, None)),
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "security": [{"bearerAuth": []}],
        "tags": [{"name": many} for _, many in m.resources],
        "paths": paths,
        "components": {"securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}}, "schemas": schemas},
    }


def sample(m, type_, rng, depth=0):
    """A JSON value of a type."""
    match type_[0]:
        case "string":
            return rng.choice(["plain text of a usual length", "short", "with \"quotes\" and \\ and \n", "größer als ASCII", "01HZX3K8M2-9f"])
        case "int":
            return rng.choice([0, 7, 1730812800, -12, 99999])
        case "bool":
            return rng.random() < 0.5
        case "float":
            return rng.choice([0.5, 12.25, 1e-3])
        case "list":
            return [sample(m, type_[1], rng, depth + 1) for _ in range(rng.randint(0, 4 if depth < 3 else 1))]
        case "map":
            return {f"key{n}": sample(m, type_[1], rng, depth + 1) for n in range(rng.randint(0, 3))}
        case "ref":
            if type_[1] in m.enums:
                return rng.choice(m.enums[type_[1]])
            o = m.objects[type_[1]]
            return {f.name: sample(m, f.type, rng, depth + 1) for f in o.fields if f.required or rng.random() < (0.6 if depth < 3 else 0.1)}


if __name__ == "__main__":
    import json
    import sys

    json.dump(openapi(model(int(sys.argv[1]) if len(sys.argv) > 1 else 1)), sys.stdout, indent=1)
