"""The same API in the two shapes that the generator's own is compared with.

`serde_async`: serde derives, one `async fn` per operation with the request written out and a `match` on the
status: how most generators write. `serde_call`: serde derives, but operations in our shape (a struct around
one boxed call of the runtime, shared error enums, `#[inline]`): what the shape of the types alone brings."""

from document import camel, errors

KEYWORDS = {"type", "ref", "move", "use", "match", "box"}


def snake(name):
    out = "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
    return out + "_" if out in KEYWORDS else out


def rust(t):
    match t[0]:
        case "string":
            return "String"
        case "int":
            return "i64"
        case "bool":
            return "bool"
        case "float":
            return "f64"
        case "list":
            return f"Vec<{rust(t[1])}>"
        case "map":
            return f"std::collections::BTreeMap<String, {rust(t[1])}>"
        case "ref":
            return t[1]


def types(m):
    out = ["use serde::{Deserialize, Serialize};\n"]
    for name, values in m.enums.items():
        out.append(f"/// The state {name}.\n#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\npub enum {name} {{")
        for v in values:
            out.append(f'    #[serde(rename = "{v}")]\n    {"".join(map(camel, v.split("_")))},')
        out.append("    #[serde(untagged)]\n    Unknown(String),\n}")
    for o in m.objects.values():
        out.append(f"/// The object {o.name}.\n#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\npub struct {o.name} {{")
        for f in o.fields:
            out.append(f"    /// The {f.name}.")
            name = snake(f.name)
            rename = f'rename = "{f.name}"'
            if f.required:
                out.append(f"    #[serde({rename})]\n    pub {name}: {rust(f.type)},")
            else:
                out.append(f'    #[serde({rename}, default, skip_serializing_if = "Option::is_none")]\n    pub {name}: Option<{rust(f.type)}>,')
        if o.additional:
            out.append("    #[serde(flatten)]\n    pub additional: std::collections::BTreeMap<String, serde_json::Value>,")
        out.append("}")
    return "\n".join(out) + "\n"


def error_enum(name, bodies):
    arms = "\n".join(f"    {b}(crate::types::{b})," for b in bodies.values())
    return f"/// Documented errors.\n#[derive(Clone, Debug)]\npub enum {name} {{\n{arms}\n}}\n"


def serde_async(m):
    """lib.rs and types.rs of the first shape."""
    lib = [
        "pub mod types;\nuse types::*;\n",
        "#[derive(Debug)]\npub enum Error<E> { Transport(reqwest::Error), Api(u16, E), Unexpected(u16, Vec<u8>), Decode(serde_json::Error) }\n",
        "#[derive(Clone, Debug)]\npub struct Client { http: reqwest::Client, base: String, token: String }\n",
        "impl Client { pub fn new(base: &str, token: &str) -> Self { Self { http: reqwest::Client::new(), base: base.into(), token: token.into() } } }\n",
    ]
    for index, (one, many) in enumerate(m.resources):
        item = camel(one)
        bodies = errors(index)
        for verb, method, path, args, body, ok in [
            ("list", "GET", f"/{many}", f"limit: Option<i64>, offset: Option<i64>, query: Option<&str>, state: Option<&{item}State>", None, f"{item}Page"),
            ("create", "POST", f"/{many}", f"body: &Create{item}", "body", item),
            ("get", "GET", f"/{many}/{{id}}", "id: &str", None, item),
            ("update", "PATCH", f"/{many}/{{id}}", f"id: &str, body: &Update{item}", "body", item),
            ("delete", "DELETE", f"/{many}/{{id}}", "id: &str", None, None),
        ]:
            name = f"{camel(many)}{camel(verb)}Error"
            lib.append(error_enum(name, bodies).replace("crate::types::", ""))
            query = ""
            if verb == "list":
                query = """
        let mut query: Vec<(&str, String)> = Vec::new();
        if let Some(v) = limit { query.push(("limit", v.to_string())); }
        if let Some(v) = offset { query.push(("offset", v.to_string())); }
        if let Some(v) = query_ { query.push(("query", v.to_owned())); }
        if let Some(v) = state { query.push(("state", serde_json::to_value(v).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default())); }
        request = request.query(&query);"""
                args = args.replace("query:", "query_:")
            send = "\n        request = request.json(body);" if body else ""
            url = f'format!("{{}}{path}", self.base)' if "{id}" not in path else f'format!("{{}}/{many}/{{}}", self.base, percent_encoding::utf8_percent_encode(id, percent_encoding::NON_ALPHANUMERIC))'
            success = f"Ok(serde_json::from_slice(&bytes).map_err(Error::Decode)?)" if ok else "Ok(())"
            arms = "\n".join(
                f"            {status} => Err(Error::Api({status}, {name}::{b}(serde_json::from_slice(&bytes).map_err(Error::Decode)?)))," for status, b in bodies.items()
            )
            lib.append(f"""impl Client {{
    /// The operation {verb} of {many}.
    pub async fn {many}_{verb}(&self, {args}) -> Result<{ok or "()"}, Error<{name}>> {{
        let url = {url};
        #[allow(unused_mut)]
        let mut request = self.http.request(reqwest::Method::{method}, url).bearer_auth(&self.token).header("accept", "application/json");{query}{send}
        let response = request.send().await.map_err(Error::Transport)?;
        let status = response.status().as_u16();
        let bytes = response.bytes().await.map_err(Error::Transport)?;
        match status {{
            200..=299 => {success},
{arms}
            other => Err(Error::Unexpected(other, bytes.to_vec())),
        }}
    }}
}}
""")
    return {"src/lib.rs": "\n".join(lib), "src/types.rs": types(m)}


RT = """//! The generic ends that serde needs: everything else is the runtime's.
pub use specsmith_runtime::emit::*;
use core::{future::Future, marker::PhantomData, pin::Pin, task::{Context, Poll}};
pub enum Failure<E> { Runtime(specsmith_runtime::Error<Raw>), Api(u16, E), Decode(serde_json::Error) }
pub trait FromStatus: Sized { fn decode(status: u16, bytes: &[u8]) -> Result<Self, serde_json::Error>; }
pub struct SerdeSend<T, E> { inner: SendWithResponse<Raw, Raw>, out: PhantomData<fn() -> (T, E)> }
impl<T, E> SerdeSend<T, E> { pub fn new(inner: SendWithResponse<Raw, Raw>) -> Self { Self { inner, out: PhantomData } } }
impl<T: serde::de::DeserializeOwned, E: FromStatus> Future for SerdeSend<T, E> {
    type Output = Result<T, Failure<E>>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.inner).poll(cx).map(|answer| match answer {
            Ok(response) => serde_json::from_slice(&response.into_body().0).map_err(Failure::Decode),
            Err(error) => match (error.status(), error.api()) {
                (Some(status), Some(body)) => Err(E::decode(status.as_u16(), &body.0).map_or_else(Failure::Decode, |e| Failure::Api(status.as_u16(), e))),
                _ => Err(Failure::Runtime(error)),
            },
        })
    }
}
pub fn value<T: serde::Serialize>(value: &T) -> Value { serde_json::to_value(value).unwrap_or_default() }
"""


def serde_call(m):
    """lib.rs, rt.rs and types.rs of the second shape."""
    lib = ["pub mod rt;\npub mod types;\nuse types::*;\n", "pub mod errors {"]
    for index in range(4):
        bodies = errors(index)
        lib.append(error_enum(f"Errors{index}", bodies))
        arms = " ".join(f"{s} => serde_json::from_slice(bytes).map(Self::{b})," for s, b in list(bodies.items())[:-1])
        last = list(bodies.values())[-1]
        lib.append(f"impl crate::rt::FromStatus for Errors{index} {{ #[inline] fn decode(status: u16, bytes: &[u8]) -> Result<Self, serde_json::Error> {{ match status {{ {arms} _ => serde_json::from_slice(bytes).map(Self::{last}) }} }} }}")
    lib.append("}\n#[derive(Clone, Debug)]\npub struct Client { inner: rt::Client }")
    lib.append("impl Client { #[inline] pub fn new(inner: rt::Client) -> Self { Self { inner } } }")
    for index, (one, many) in enumerate(m.resources):
        item = camel(one)
        cases = ", ".join(f"rt::Case::new(rt::Status::Code({s}), 0)" for s in errors(index))
        lib.append(f"""impl Client {{ #[inline] pub fn {many}(&self) -> {many}::Accessor {{ {many}::Accessor {{ client: self.inner.clone() }} }} }}
pub mod {many} {{
    use super::*;
    pub struct Accessor {{ pub(super) client: rt::Client }}""")
        for verb, method, path, args, store, ok in [
            ("list", "Get", f"/{many}", "", None, f"{item}Page"),
            ("create", "Post", f"/{many}", f"body: Create{item}", f"Create{item}", item),
            ("get", "Get", f"/{many}/{{id}}", "id: impl Into<String>", None, item),
            ("update", "Patch", f"/{many}/{{id}}", f"id: impl Into<String>, body: Update{item}", f"Update{item}", item),
            ("delete", "Delete", f"/{many}/{{id}}", "id: impl Into<String>", None, None),
        ]:
            call = camel(verb)
            constant = verb.upper()
            content_type = "application/json" if store else ""
            field = f", body: {store}" if store else ""
            given = ", body" if store else ""
            id_ = 'call.path("id", &id.into());' if "id" in args.split(":")[0] else ""
            out = ok or "serde_json::Value"
            ends = f"self.call.body(&rt::value(&self.body))" if store else "self.call"
            setters = ""
            if verb == "list":
                for name, t in (("limit", "i64"), ("offset", "i64"), ("query", "String")):
                    setters += f"        /// Sets `{name}`.\n        #[inline] pub fn {name}(mut self, value: impl Into<{t}>) -> Self {{ self.call.query(\"{name}\", &value.into()); self }}\n"
                setters += f"        /// Sets `state`.\n        #[inline] pub fn state(mut self, value: &{item}State) -> Self {{ self.call.query(\"state\", &rt::value(value)); self }}\n"
            lib.append(f"""    const {constant}: &rt::Operation = &rt::Operation {{ id: "{many}_{verb}", method: rt::Method::{method}, path: "{path}", headers: &[], content_type: "{content_type}", accept: "application/json", security: &[&[0]], success: &[rt::Case::new(rt::Status::Range(2), 0)], errors: &[{cases}], ..rt::Operation::DEFAULT }};
    impl Accessor {{
        /// The operation {verb} of {many}.
        #[inline] pub fn {verb}(&self, {args}) -> {call} {{ #[allow(unused_mut)] let mut call = self.client.call({constant}); {id_} {call} {{ call{given} }} }}
    }}
    #[must_use]
    pub struct {call} {{ call: rt::Call{field} }}
    impl {call} {{
{setters}        #[inline] pub fn timeout(mut self, limit: core::time::Duration) -> Self {{ self.call.timeout(limit); self }}
        #[inline] pub fn send(self) -> rt::SerdeSend<{out}, errors::Errors{index % 4}> {{ rt::SerdeSend::new({ends}.send_with_response()) }}
    }}""")
        lib.append("}")
    return {"src/lib.rs": "\n".join(lib), "src/rt.rs": RT, "src/types.rs": types(m)}
