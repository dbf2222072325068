"""The rows of the table: a case, what of it the row is about, and valid values that have to come back as they went.

A row without values is decided by reading what was written, in the folder that `measure.py` names.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """`values` are JSON of the schema `type`; `cut` is what `documents.cut` keeps."""

    name: str
    case: str
    cut: dict = field(default_factory=dict)
    values: tuple = ()
    type: str = "Thing"


# The case maps a tag to the name of a schema, which some take for a file.
MAPPED = {"/components/schemas/Thing/discriminator/mapping/cat": "#/components/schemas/ThingCat"}

# … and has a branch that its name alone stands for.
ALL_MAPPED = {
    "/components/schemas/Thing/oneOf": [
        {"$ref": "#/components/schemas/ThingCat"}, {"$ref": "#/components/schemas/Dog"},
    ],
    "/components/schemas/Fish": None,
}


def of_query(*names):
    return {"paths": ["/query"], "parameters": list(names)}


ROWS = [
    Row("bounds-3-0", "documents/openapi-3-0"),
    Row("3-0", "documents/openapi-3-0", {"changes": {
        "/components/schemas/Thing/properties/maybe/exclusiveMinimum": None,
    }}, values=(
        '{"or_null":null,"maybe":null,"wrapped":null,"part":{"id":"a"},"state":null}',
        '{"or_null":"a","maybe":3,"wrapped":{"id":"a"},"state":"on"}',
    )),
    Row("3-1", "documents/references", values=('{"id":"a"}',)),
    Row("files", "documents/multi-file"),
    Row("scripts", "names/derived", {"changes": {"/paths/~1things~1{id}~1größe/get/operationId": "getSize"}}),
    Row("no-id", "documents/references", {"changes": {"/paths/~1things/post/operationId": None}}),
    Row("diagnostics", "wild/operations"),
    Row("keywords", "names/keywords"),
    Row("collisions", "names/collisions"),
    Row("hostile-values", "schemas/string-enum-hostile", values=(
        '""', '" "', '"-"', '"+"', '"a"', '"A"', '"a-b"', '"a_b"', '"aB"', '"Self"', '"größe"',
        '"quote \\" and \\\\ backslash"',
    )),
    Row("one-of", "schemas/one-of-overlapping", values=('{"id":1,"login":"a"}', '{"id":1,"slug":"b"}', '{"a":"b"}')),
    Row("any-of", "schemas/any-of-nested", values=(
        '{"a":{"kind":"circle","radius":1.5},"b":1,"c":true}', '{"a":"text","b":false,"c":2}',
    )),
    Row("any-of-string", "schemas/one-of-scalars", {"properties": ["customer"]}, values=(
        '{"customer":"cus_1"}', '{"customer":{"id":"cus_1"}}',
    )),
    Row("scalars", "schemas/one-of-scalars", {"properties": ["limit", "size", "stop", "at"]}, values=(
        '{"limit":1}', '{"limit":"a"}', '{"limit":null}', '{"limit":1,"size":1.5}', '{"limit":1,"size":true}',
        '{"limit":1,"size":5000000000}', '{"limit":1,"stop":"a"}', '{"limit":1,"stop":["a"]}',
        '{"limit":1,"stop":[1]}', '{"limit":1,"at":3}', '{"limit":1,"at":"2024-05-06T07:08:09Z"}',
    )),
    Row("types", "schemas/any-of-types", {"properties": ["id", "value"]}, values=(
        '{"id":1}', '{"id":"a"}', '{"value":["a"]}', '{"value":{"inner":"a"}}', '{"value":1.5}',
    )),
    Row("mixed", "schemas/any-of-types", {"properties": ["mixed"]}, values=(
        '{"mixed":"auto"}', '{"mixed":1}', '{"mixed":true}',
    )),
    Row("all-of", "schemas/all-of", values=('{"name":"a","note":"b","size":3,"parent":{"name":"c"}}',)),
    Row("mapped-name", "schemas/one-of-discriminator", {"changes": ALL_MAPPED}, values=(
        '{"petType":"cat","lives":9}', '{"petType":"dog","tricks":["a"]}',
    )),
    Row("discriminator", "schemas/one-of-discriminator", {"changes": {**MAPPED, **ALL_MAPPED}}, values=(
        '{"petType":"cat","lives":9}', '{"petType":"dog","tricks":["a"]}', '{"petType":"hound","tricks":["a"]}',
    )),
    Row("own-name", "schemas/one-of-discriminator", {"changes": MAPPED}, values=('{"petType":"Fish","depth":1.5}',)),
    Row("unknown-tag", "schemas/one-of-discriminator", {"changes": {**MAPPED, **ALL_MAPPED}}, values=(
        '{"petType":"bird","wings":2}',
    )),
    Row("heirs", "schemas/heirs", {"paths": ["/pets"]}, type="Pet", values=(
        '{"petType":"cat","name":"a","lives":9}', '{"petType":"dog","name":"a","tricks":["b"]}',
        '{"petType":"cat","name":"a","friend":{"petType":"dog","name":"b","tricks":["c"]}}',
    )),
    Row("const-tag", "schemas/one-of-const-tag", values=(
        '{"blocks":[{"object":"block","type":"text","text":"a"},{"type":"picture","url":"https://example.com/a"}]}',
        '{"blocks":[],"outcome":{"ok":true,"value":"a"}}', '{"blocks":[],"outcome":{"ok":false,"reason":"a"}}',
    )),
    Row("unknown-value", "schemas/string-enum", {"properties": ["state", "colour"]}, values=(
        '{"state":"exploded"}', '{"state":"running","colour":"blue"}',
    )),
    Row("presence", "schemas/presence", values=(
        '{"always":"a","or_null":null,"maybe":null}', '{"always":"a","or_null":true,"maybe":"b","optional":1}',
        '{"always":"a","or_null":null}',
    )),
    Row("additional", "schemas/additional-properties", {"properties": ["typed"]}, values=(
        '{"typed":{"a":"x","n":3}}',
    )),
    Row("additional-all", "schemas/additional-properties", values=(
        '{"strict":{"a":"x"},"open":{"a":"x","n":[1]},"typed":{"a":"x","n":3},'
        '"clash":{"additional":"x","n":"y"},"silent":{"a":"x"},"nothing":{"n":1}}',
    )),
    Row("members", "schemas/extra-members", {"properties": ["both"]}, values=('{"both":{"a":"x","new":1}}',)),
    Row("patterns", "schemas/pattern-properties", values=(
        '{"typed":{"x-a":1}}', '{"agreeing":{"ab":"x","zz":"y"}}', '{"any_name":{"q":true}}',
        '{"several":{"ax":"s","bx":1}}', '{"beside":{"name":"n","x-1":2}}',
    )),
    Row("prefix", "schemas/prefix-items", {"properties": ["entry", "only", "open", "records"]}, values=(
        '{"entry":["a",1,true]}', '{"only":["a"]}', '{"open":["a",{"b":1},3]}',
        '{"records":[{"head":"a"},{"body":"b"}]}',
    )),
    Row("integers", "schemas/enum-integers", {"properties": ["level"]}, values=('{"level":10}',)),
    Row("unknown-integer", "schemas/enum-integers", {"properties": ["level"]}, values=('{"level":11}',)),
    Row("integer", "schemas/formats", {"properties": ["integer"]}, values=('{"integer":5000000000}',)),
    Row("float", "schemas/formats", {"properties": ["float"]}, values=('{"float":16777217}', '{"float":0.1}')),
    Row("date-time", "schemas/formats", {"properties": ["when", "day"]}, values=(
        '{"when":"2024-05-06T07:08:09.500+02:00"}', '{"when":"2024-05-06T07:08:09Z","day":"2024-05-06"}',
    )),
    Row("uri", "schemas/formats", {"properties": ["link", "uuid"]}, values=(
        '{"link":"https://example.com","uuid":"6c0d3a51-5b6f-4b3c-8f9d-0d7a6a0a9e11"}', '{"link":"/relative"}',
    )),
    Row("bytes", "schemas/formats", {"properties": ["bytes"]}, values=('{"bytes":"AAEC"}', '{"bytes":"AAE="}')),
    Row("large", "schemas/large-integers", {"properties": ["bounded", "listed"]}, values=(
        '{"bounded":18446744073709551615}', '{"listed":18446744073709551615}',
    )),
    Row("const", "schemas/const", values=('{"kind":"thing","version":2,"live":true,"only":"one"}',)),
    Row("other-const", "schemas/const", {"properties": ["kind", "version"]}, values=('{"kind":"new","version":3}',)),
    Row("recursion", "schemas/recursion-mutual", values=('{"owner":{"home":{"owner":{"home":{}}}}}',)),
    Row("direction", "schemas/secret-and-direction", {"properties": ["id", "must", "pin"]}, values=(
        '{"id":"a","must":"b"}',
    )),
    Row("secret", "schemas/secret-and-direction", {"properties": ["code"]}, values=('{"code":"a"}',)),
    Row("docs", "schemas/docs"),
    Row("form-style", "parameters/styles", of_query("commas")),
    Row("deep", "parameters/styles", of_query("filter")),
    Row("delimited", "parameters/styles", of_query("spaces", "pipes")),
    Row("matrix", "parameters/styles", {"paths": ["/matrix/{a}/{b}/{c}"]}),
    Row("label", "parameters/styles", {"paths": ["/label{a}{b}/{c}"]}),
    Row("content", "parameters/styles", of_query("json")),
    Row("template", "parameters/template", {"paths": ["/{id}.json", "/{kind}:{kind}"]}),
    Row("header", "parameters/header", {"parameters": ["X-Version", "X-Flavour", "Idempotency-Key"]}),
    Row("header-list", "parameters/header"),
    Row("cookie", "parameters/cookie", {"parameters": ["theme", "session"]}),
    Row("cookie-list", "parameters/cookie"),
    Row("plus-json", "operations/media-types", {"paths": ["/things"], "methods": ["patch"], "changes": {
        "/paths/~1things/patch/requestBody/content/application~1json-patch+json": None,
    }}),
    Row("body-types", "operations/media-types", {"paths": ["/things"], "methods": ["put"]}),
    Row("answer-types", "responses/several-media-types", {"paths": ["/report"]}),
    Row("form", "bodies/form", {"paths": ["/token"]}),
    Row("encoding", "bodies/form", {"paths": ["/things/{name}"]}),
    Row("multipart", "bodies/multipart", {"paths": ["/upload"]}),
    Row("part-types", "bodies/multipart", {"paths": ["/things/{name}/picture"]}),
    Row("stream", "bodies/bytes", {"paths": ["/stream"], "changes": {
        "/paths/~1stream/put/requestBody/content/application~1octet-stream/schema":
            {"type": "string", "format": "binary"},
    }}),
    Row("image", "bodies/bytes", {"paths": ["/image"]}),
    Row("text", "bodies/text", {"paths": ["/note"], "methods": ["put"]}),
    Row("successes", "responses/several-successes"),
    Row("errors", "responses/several-errors"),
    Row("ranges", "responses/ranges-and-default"),
    Row("headers", "responses/headers", {"changes": {
        "/paths/~1things/get/responses/200/headers/Last-Modified": None,
    }}),
    Row("download", "responses/download", {"paths": ["/files/{id}"]}),
    Row("events", "responses/event-stream"),
    Row("lines", "responses/json-lines"),
    Row("varnames", "extensions/enums", {"properties": ["priority", "varnames"]}),
    Row("pages", "responses/pagination-styles"),
    Row("key", "client/api-key"),
    Row("and-or", "client/and-or"),
    Row("oauth", "client/oauth", {"paths": ["/inherits", "/more"], "changes": {
        "/components/securitySchemes/relative": None,
    }}),
    Row("bearer", "client/bearer"),
    Row("basic", "client/basic"),
    Row("incoming", "operations/incoming"),
    Row("servers", "client/servers"),
]
