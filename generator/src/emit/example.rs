//! Examples in documentation: ours, so they are compiled as doctests, but never run.
//!
//! Values are samples, see `sample`; what is too long for a line is a parameter of the hidden function
//! around the example.

use super::construct::{made, made_for};
use super::input::{self, Input, Kind, local};
use super::steps::{WIDTH, indented};
use super::ty::file_name;
use super::{Cx, sample, short, spelled};
use crate::ir::{
    AnswerType, FieldValue, FormField, Group, Operation, Parameter, Payload, Presence, Shortcut,
    TypeRef,
};

/// The longest value that is shown where it is used.
const LONGEST: usize = 60;

/// How many optional inputs the example of a method sets at most.
const MOST_SET: usize = 3;

/// How a client is made.
pub(super) fn client(cx: Cx<'_>) -> Vec<String> {
    begin(cx, "# fn example()", "client", &made(cx), Vec::new())
}

/// How a client is made whose credentials are known to be good.
pub(super) fn verified(cx: Cx<'_>) -> Vec<String> {
    let made = format!("{}?.verified().await", made(cx));
    begin(cx, "# async fn example()", "client", &made, Vec::new())
}

/// How a client is made and the first operation that the API has is called.
pub(super) fn first_call(cx: Cx<'_>) -> Vec<String> {
    let first = cx.api.groups.iter().find_map(|group| Some((group, group.operations.first()?)));
    let Some((group, id)) = first else { return client(cx) };
    let operation = cx.api.operation(*id);
    let required = input::required(cx, operation);
    let client = local("client", "api", &required);
    let Shown { parameters, lines } = shown(cx, group, operation, &client, &required, &[]);
    begin(
        cx,
        &format!("# async fn example({})", parameters.join(", ")),
        &client,
        &made_for(cx, operation),
        lines,
    )
}

/// An example of the first operation, which only works where that one is switched on.
pub(super) fn switched(cx: Cx<'_>, example: Vec<String>) -> Vec<String> {
    let first = cx.api.groups.iter().position(|group| !group.operations.is_empty());
    let name = cx.api.features.as_ref().zip(first).and_then(|(all, first)| all.groups.get(first));
    match name {
        Some(name) => with_feature(name, example),
        None => example,
    }
}

/// An example that only works where a feature is switched on.
pub(super) fn with_feature(name: &str, example: Vec<String>) -> Vec<String> {
    let mut lines = vec![format!("# #[cfg(feature = \"{name}\")]"), "# mod example {".to_owned()];
    lines.extend(example);
    lines.push("# }".to_owned());
    lines
}

/// A client made, and what is done with it.
fn begin(cx: Cx<'_>, signature: &str, client: &str, made: &str, steps: Vec<String>) -> Vec<String> {
    let imports = cx.import(&[]).into_iter().flat_map(|import| [import, String::new()]);
    let mut lines = vec![
        format!("{} -> Result<(), Box<dyn std::error::Error>> {{", short::spelled(cx, signature)),
        format!("let {client} = {made}?;"),
    ];
    lines.extend(steps);
    lines.push("# Ok(()) }".to_owned());
    short::named(cx, imports.collect(), lines)
}

/// One call of an operation: its required inputs, and a few others that fit on a line.
pub(super) fn call<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    required: &[Input<'a>],
) -> Vec<String> {
    // The header of a part cannot be sent without it.
    let is_given = |part: &str| required.iter().any(|input| input.wire() == Some(part));
    let chosen = |input: &Input<'_>| {
        let can_be_alone = input.header_of().is_none_or(is_given);
        can_be_alone && !input.docs.deprecated && !is_automatic(operation, input)
    };
    // A file is what its call is about, however long the crate's name is.
    let setters = setters(cx, operation, chosen)
        .filter(|step| step.len() <= LONGEST || step.contains("::Part::new("));
    let setters: Vec<String> = setters.take(MOST_SET).collect();
    let client = local("client", "api", required);
    let Shown { parameters, lines } = shown(cx, group, operation, &client, required, &setters);
    with_client(cx, &client, parameters, lines)
}

/// A function around steps that are taken with a client and other parameters.
fn with_client(
    cx: Cx<'_>,
    client: &str,
    parameters: Vec<String>,
    steps: Vec<String>,
) -> Vec<String> {
    let parameters = [vec![format!("{client}: {}::Client", cx.path())], parameters].concat();
    let imports = cx.import(&[]).into_iter().map(|import| format!("# {import}"));
    let parameters = short::spelled(cx, &parameters.join(", "));
    let mut lines = vec![format!(
        "# async fn example({parameters}) -> Result<(), Box<dyn std::error::Error>> {{"
    )];
    lines.extend(steps);
    lines.push("# Ok(()) }".to_owned());
    short::named(cx, imports.collect(), lines)
}

/// A line, or several where it is too long: its begin, and a line for each step.
fn broken(begin: &str, steps: &[&str]) -> Vec<String> {
    let line = format!("{begin}{}", steps.concat());
    if line.len() <= WIDTH {
        return vec![line];
    }
    let steps = steps.iter().filter(|step| !step.is_empty());
    [begin.to_owned()].into_iter().chain(steps.flat_map(|step| indented(step))).collect()
}

/// Values that are too long for a line, as parameters of the function around the example, and arguments.
fn given<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    inputs: &[Input<'a>],
) -> (Vec<String>, Vec<String>) {
    let mut parameters = Vec::new();
    let mut given = Vec::new();
    for (input, value) in inputs.iter().zip(arguments(cx, operation, inputs)) {
        match value.filter(|value| value.len() <= LONGEST || is_file(input)) {
            Some(value) => given.push(value),
            None => {
                let name = input.ident.as_str().to_owned();
                parameters.push(format!("{name}: {}", parameter(cx, input)));
                given.push(name);
            }
        }
    }
    (parameters, given)
}

/// A file is what its call is about: no name of a crate is too long to show it.
fn is_file(input: &Input<'_>) -> bool {
    matches!(input.kind, Kind::Part(_)) && input.ty().is_none()
}

/// What is made of an operation, with these inputs, between a binding and an end.
pub(super) fn shortcut<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    shortcut: &'a Shortcut,
    inputs: &[Input<'a>],
    binding: &str,
    end: &str,
) -> Vec<String> {
    let client = local("client", "api", inputs);
    let (parameters, arguments) = given(cx, operation, inputs);
    let accessor = format!(".{}()", group.module.as_str());
    let method = format!(".{}({})", shortcut.ident.as_str(), arguments.join(", "));
    let (send, awaited) = end.split_at(end.find(".await").unwrap_or(end.len()));
    let begin = format!("{binding}{client}");
    let mut lines = allowed(operation);
    lines.extend(broken(&begin, &[&accessor, &method, send, &format!("{awaited};")]));
    with_client(cx, &client, parameters, lines)
}

/// Calls for two ids, and what came of them.
pub(super) fn many(
    cx: Cx<'_>,
    group: &Group,
    operation: &Operation,
    shortcut: &Shortcut,
    id: &Parameter,
) -> Vec<String> {
    let accessor = format!(".{}()", group.module.as_str());
    let method = format!(".{}({})", shortcut.ident.as_str(), ids(cx, id));
    let mut lines = allowed(operation);
    lines.extend(broken("let outcomes = client", &[&accessor, &method, ".send()", ".await;"]));
    lines.extend(
        ["for (id, error) in outcomes.failures() {", "    println!(\"{id}: {error}\");", "}"]
            .map(str::to_owned),
    );
    with_client(cx, "client", Vec::new(), lines)
}

/// Two values of a parameter.
pub(super) fn ids(cx: Cx<'_>, id: &Parameter) -> String {
    let name = file_name(&id.ident);
    match cx.resolved(&id.ty) {
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Uint64 | TypeRef::Int128 | TypeRef::Uint128 => {
            "[1, 2]".to_owned()
        }
        _ => format!("[\"{name}_1\", \"{name}_2\"]"),
    }
}

/// What keeps an example quiet about a deprecated operation.
fn allowed(operation: &Operation) -> Vec<String> {
    let allow = operation.docs.deprecated.then(|| "# #[allow(deprecated)]".to_owned());
    allow.into_iter().collect()
}

/// The arguments of a call, as expressions; nothing for one that has no sample.
pub(super) fn arguments<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    required: &[Input<'a>],
) -> Vec<Option<String>> {
    let value =
        |input: &Input<'a>| spelled::input(cx, input, &sample::of_input(cx, operation, input));
    required.iter().map(value).collect()
}

/// The chosen setters of a call with what they are given: `.limit(10)`.
pub(super) fn setters<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    chosen: impl Fn(&Input<'a>) -> bool,
) -> impl Iterator<Item = String> {
    let inputs = input::inputs(cx, operation).into_iter();
    let optional = inputs.filter(move |input| !input.required && chosen(input));
    let mut missing = Vec::new();
    optional.filter_map(move |input| {
        // Nor are headers given of parts that have no sample, which stand before them.
        if input.header_of().is_some_and(|part| missing.contains(&part)) {
            return None;
        }
        let value = spelled::input(cx, &input, &sample::of_input(cx, operation, &input));
        if value.is_none() && input.header_of().is_none() {
            missing.extend(input.wire());
        }
        let value = value?;
        Some(format!(".{}({value})", input.ident.as_str()))
    })
}

/// Whether the client sees to an input: where a list goes on, or the key of a repeated request.
fn is_automatic(operation: &Operation, input: &Input<'_>) -> bool {
    let next = operation.pagination.as_ref().and_then(|pagination| pagination.next.input());
    let next = next.map(|next| match input.kind {
        Kind::Member(_) => next.strip_prefix('/').unwrap_or_default(),
        _ => next,
    });
    let automatic = [next, operation.idempotency_key.as_deref()];
    input.wire().is_some_and(|wire| automatic.contains(&Some(wire)))
}

/// A call as it is shown.
struct Shown {
    /// Values that are too long for a line, as parameters of the function around it.
    parameters: Vec<String>,
    lines: Vec<String>,
}

fn shown<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    client: &str,
    required: &[Input<'a>],
    setters: &[String],
) -> Shown {
    let (parameters, arguments) = given(cx, operation, required);
    let (stream, item) = streamed(operation).unzip();
    let (binding, end) = match (stream, &operation.success.ty) {
        (Some(stream), _) => (format!("let mut {stream} = "), format!(".{stream}();")),
        (None, AnswerType::Empty) => (String::new(), ".send().await?;".to_owned()),
        (None, AnswerType::One(_) | AnswerType::Set(_)) => {
            ("let answer = ".to_owned(), ".send().await?;".to_owned())
        }
    };
    let accessor = format!(".{}()", group.module.as_str());
    let method = format!(".{}({})", operation.method.as_str(), arguments.join(", "));
    let (send, awaited) = end.split_at(end.find(".await").unwrap_or(end.len()));
    let mut steps = vec![accessor.as_str(), method.as_str()];
    steps.extend(setters.iter().map(String::as_str));
    steps.extend([send, awaited]);
    let mut lines = allowed(operation);
    lines.extend(broken(&format!("{binding}{client}"), &steps));
    if let (Some(stream), Some(item)) = (stream, item) {
        lines.extend([
            format!("while let Some({item}) = {stream}.try_next().await? {{"),
            format!("    println!(\"{{{item}:?}}\");"),
            "}".to_owned(),
        ]);
    }
    Shown { parameters, lines }
}

/// What a call is for, if that is a stream: the method, and what one of its items is called.
pub(super) fn streamed(operation: &Operation) -> Option<(&'static str, &'static str)> {
    // Where an answer can be JSON as well, that is what is shown.
    let raw = |payload: &Payload| matches!(payload, Payload::Text | Payload::Bytes);
    let raw = matches!(&operation.success.ty, AnswerType::One(payload) if raw(payload));
    if operation.pagination.is_some() {
        Some(("items", "item"))
    } else if raw && operation.events.is_some() {
        Some(("events", "event"))
    } else if raw && operation.lines.is_some() {
        Some(("lines", "line"))
    } else {
        None
    }
}

/// The type of a parameter that holds what an input is given.
pub(super) fn parameter<'a>(cx: Cx<'a>, input: &Input<'a>) -> String {
    if let Some((ty, presence)) = input.ty() {
        return spell(cx, ty, presence);
    }
    let library = cx.config.library();
    match input.kind {
        Kind::Text | Kind::MediaType => "&str".to_owned(),
        Kind::Part(FormField { value: FieldValue::Files, .. }) => format!("Vec<{library}::Part>"),
        Kind::Part(_) => format!("{library}::Part"),
        Kind::OtherParts(_) => format!("Vec<(String, {library}::Part)>"),
        _ => "Vec<u8>".to_owned(),
    }
}

/// A type as the consumer spells it, by value. Types of the API are marked, see `short`.
pub(super) fn spell(cx: Cx<'_>, ty: &TypeRef, presence: Presence) -> String {
    let library = cx.config.library();
    let of = |inner: &TypeRef| spell(cx, inner, Presence::Required);
    let ty = match ty {
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::Int32 => "i32".to_owned(),
        TypeRef::Int64 => "i64".to_owned(),
        TypeRef::Uint64 => "u64".to_owned(),
        TypeRef::Int128 => "i128".to_owned(),
        TypeRef::Uint128 => "u128".to_owned(),
        TypeRef::Double => "f64".to_owned(),
        TypeRef::String => "String".to_owned(),
        TypeRef::Secret => format!("{library}::Secret"),
        TypeRef::DateTime => format!("{library}::DateTime"),
        TypeRef::Json => format!("{library}::Value"),
        TypeRef::List(item) => format!("Vec<{}>", of(item)),
        TypeRef::Map(item) => format!("std::collections::BTreeMap<String, {}>", of(item)),
        TypeRef::Nullable(inner) => format!("Option<{}>", of(inner)),
        // Arguments take what is in the box.
        TypeRef::Boxed(inner) => of(inner),
        TypeRef::Named(id) => short::marked(&cx.api.ty(*id).ident),
    };
    match presence {
        Presence::Required => ty,
        Presence::Optional | Presence::Nullable => format!("Option<{ty}>"),
        Presence::Maybe => format!("{library}::Maybe<{ty}>"),
    }
}
