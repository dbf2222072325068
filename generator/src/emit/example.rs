//! Examples in documentation: ours, so they are compiled as doctests, but never run.
//!
//! Values are samples, see `sample`; what is too long for a line is a parameter of the hidden function
//! around the example.

use std::collections::BTreeSet;

use super::input::{self, Input, Kind, local};
use super::ty::{file_name, ident};
use super::{Cx, sample, spelled};
use crate::ir::{
    AnswerType, FieldValue, FormField, Group, Next, Operation, Payload, Presence, SchemeKind,
    SecurityScheme, TypeRef,
};

/// The longest line before calls get a line each.
const WIDTH: usize = 80;

/// The longest value that is shown where it is used.
const LONGEST: usize = 60;

/// How many optional inputs the example of a method sets at most.
const MOST_SET: usize = 3;

/// How a client is made.
pub(super) fn client(cx: Cx<'_>) -> Vec<String> {
    begin(cx, "# fn example()", "client", Vec::new())
}

/// How a client is made and the first operation that the API has is called.
pub(super) fn first_call(cx: Cx<'_>) -> Vec<String> {
    let first = cx.api.groups.iter().find_map(|group| Some((group, group.operations.first()?)));
    let Some((group, id)) = first else { return client(cx) };
    let operation = cx.api.operation(*id);
    let required = input::required(cx, operation);
    let client = local("client", "api", &required).to_string();
    let Shown { parameters, lines } = shown(cx, group, operation, &client, &required, &[]);
    begin(cx, &format!("# async fn example({})", parameters.join(", ")), &client, lines)
}

/// A client made, and what is done with it.
fn begin(cx: Cx<'_>, signature: &str, client: &str, steps: Vec<String>) -> Vec<String> {
    let module = cx.api.module.as_str();
    let mut lines = vec![
        format!("use {}::{module};", cx.config.library()),
        String::new(),
        format!("{signature} -> Result<(), Box<dyn std::error::Error>> {{"),
        format!("let {client} = {};", made(cx)),
    ];
    lines.extend(steps);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    lines
}

/// What makes a client: from the environment if that gives what the operations need.
pub(super) fn made(cx: Cx<'_>) -> String {
    let module = cx.api.module.as_str();
    let made = if teaches_environment(cx) {
        "from_env()".to_owned()
    } else if let Some(names) = of_constructor(cx) {
        format!("new({})", quoted(&names))
    } else {
        format!("builder(){}.build()", credentials(cx).concat())
    };
    format!("{module}::Client::{made}?")
}

/// What gives a builder the credentials that the operations need by default.
pub(super) fn credentials(cx: Cx<'_>) -> Vec<String> {
    first_alternative(cx)
        .map(|scheme| format!(".{}({})", ident(&scheme.ident), quoted(&inputs(scheme))))
        .collect()
}

/// Whether the environment holds all credentials that the constructor takes.
pub(super) fn teaches_environment(cx: Cx<'_>) -> bool {
    super::client::reads_environment(cx.api)
        && first_alternative(cx).all(|scheme| !scheme.env.is_empty())
}

/// One call of an operation: its required inputs, and a few others that fit on a line.
pub(super) fn call<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    required: &[Input<'a>],
) -> Vec<String> {
    let chosen = |input: &Input<'_>| !input.docs.deprecated && !is_automatic(operation, input);
    let setters = setters(cx, operation, chosen).filter(|step| step.len() <= LONGEST);
    let setters: Vec<String> = setters.take(MOST_SET).collect();
    let module = cx.api.module.as_str();
    let client = local("client", "api", required).to_string();
    let Shown { parameters, lines: steps } =
        shown(cx, group, operation, &client, required, &setters);
    let parameters = [vec![format!("{client}: {module}::Client")], parameters].concat();
    let mut lines = vec![
        format!("# use {}::{module};", cx.config.library()),
        format!(
            "# async fn example({}) -> Result<(), Box<dyn std::error::Error>> {{",
            parameters.join(", ")
        ),
    ];
    lines.extend(steps);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    lines
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
    optional.filter_map(move |input| {
        let value = spelled::input(cx, &input, &sample::of_input(cx, operation, &input))?;
        Some(format!(".{}({value})", ident(input.ident)))
    })
}

/// Whether the client sees to an input: where a list goes on, or the key of a repeated request.
fn is_automatic(operation: &Operation, input: &Input<'_>) -> bool {
    let next = operation.pagination.as_ref().and_then(|pagination| match &pagination.next {
        Next::Offset(parameter) | Next::Page { parameter, .. } | Next::Cursor { parameter, .. } => {
            Some(parameter.as_str())
        }
        Next::Url(_) | Next::Link => None,
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
    let mut parameters = Vec::new();
    let mut arguments = Vec::new();
    for (input, value) in required.iter().zip(self::arguments(cx, operation, required)) {
        match value.filter(|value| value.len() <= LONGEST) {
            Some(value) => arguments.push(value),
            None => {
                let name = ident(input.ident).to_string();
                parameters.push(format!("{name}: {}", parameter(cx, input)));
                arguments.push(name);
            }
        }
    }
    let (stream, item) = streamed(operation).unzip();
    let (binding, end) = match (stream, &operation.success.ty) {
        (Some(stream), _) => (format!("let mut {stream} = "), format!(".{stream}();")),
        (None, AnswerType::Empty) => (String::new(), ".send().await?;".to_owned()),
        (None, AnswerType::One(_) | AnswerType::Set(_)) => {
            let end = if operation.wait.is_some() { "wait" } else { "send" };
            ("let answer = ".to_owned(), format!(".{end}().await?;"))
        }
    };
    let accessor = format!(".{}()", group.module.as_str());
    let method = format!(".{}({})", operation.method.as_str(), arguments.join(", "));
    let (send, awaited) = end.split_at(end.find(".await").unwrap_or(end.len()));
    let mut steps = vec![accessor.as_str(), method.as_str()];
    steps.extend(setters.iter().map(String::as_str));
    steps.extend([send, awaited].iter().filter(|step| !step.is_empty()));
    let line = format!("{binding}{client}{}", steps.concat());

    let mut lines = Vec::new();
    if operation.docs.deprecated {
        lines.push("# #[allow(deprecated)]".to_owned());
    }
    if line.len() <= WIDTH {
        lines.push(line);
    } else {
        lines.push(format!("{binding}{client}"));
        lines.extend(steps.iter().map(|step| format!("    {step}")));
    }
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
        _ => "Vec<u8>".to_owned(),
    }
}

/// A type as the consumer spells it, by value.
fn spell(cx: Cx<'_>, ty: &TypeRef, presence: Presence) -> String {
    let library = cx.config.library();
    let of = |inner: &TypeRef| spell(cx, inner, Presence::Required);
    let ty = match ty {
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::Int32 => "i32".to_owned(),
        TypeRef::Int64 => "i64".to_owned(),
        TypeRef::Uint64 => "u64".to_owned(),
        TypeRef::Float => "f32".to_owned(),
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
        TypeRef::Named(id) => {
            format!("{}::types::{}", cx.api.module.as_str(), ident(&cx.api.ty(*id).ident))
        }
    };
    match presence {
        Presence::Required => ty,
        Presence::Optional | Presence::Nullable => format!("Option<{ty}>"),
        Presence::Maybe => format!("{library}::Maybe<{ty}>"),
    }
}

/// The arguments of the constructor; `None` where there is no constructor, because they cannot be told
/// apart.
pub(super) fn of_constructor(cx: Cx<'_>) -> Option<Vec<&str>> {
    let names: Vec<&str> = first_alternative(cx).flat_map(inputs).collect();
    let distinct: BTreeSet<&&str> = names.iter().collect();
    (distinct.len() == names.len()).then_some(names)
}

/// The schemes that go together by default.
fn first_alternative<'a>(cx: Cx<'a>) -> impl Iterator<Item = &'a SecurityScheme> {
    let first = cx.api.security.0.first();
    first.into_iter().flatten().filter_map(move |index| cx.api.schemes.get(*index as usize))
}

fn inputs(scheme: &SecurityScheme) -> Vec<&str> {
    match scheme.kind {
        SchemeKind::Basic => vec!["username", "password"],
        SchemeKind::OAuth2 { .. } => vec!["client_id", "client_secret"],
        SchemeKind::Bearer
        | SchemeKind::Http(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => vec![file_name(&scheme.ident)],
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
