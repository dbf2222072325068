//! An operation: the constant that describes it, and the method that begins a call.

use super::argument::{Argument, generics, parameters};
use super::docs::{self, Doc, deprecated};
use super::function::{Function, INLINE};
use super::input::{self, Input, local, required};
use super::rt::{CASE, EMPTY, OPTION, STRING};
use super::structs::is_asked;
use super::ty::{UNIT, file_name};
use super::{Cx, Entry, Table, call, ends, example, literal, markdown, prose};
use crate::ir::{
    Answers, BodyShape, Callback, Case, Group, Incoming, Operation, ResponseDoc, Security, Status,
    TypeRef, Verb,
};

/// What is accepted where nothing else is said.
const USUAL_ACCEPT: &str = "application/json";

/// The method of the group that begins a call.
pub(super) fn method<'a>(cx: Cx<'a>, group: &'a Group, operation: &'a Operation) -> Function {
    let required = required(cx, operation);
    let doc = method_doc(cx, group, operation, &required);
    let old = deprecated(&operation.docs);
    let names = [&operation.id].into_iter().chain(&operation.aliases).map(String::as_str);
    let aliases = docs::aliases(file_name(&operation.method), names);
    let many = too_many_arguments(required.len() + 1);
    let name = operation.method.as_str();
    let ty = operation.ident.as_str();
    let names: Vec<&str> = required.iter().map(|input| input.ident.as_str()).collect();
    let arguments = required.iter().zip(&names).map(|(input, name)| input.argument(cx, name));
    let arguments: Vec<Argument> = arguments.collect();
    let generics = generics(&arguments);
    let call = local("call", "unsent", &required);
    let steps = steps(cx, operation, &required, &call);
    let begin = format!("self.client.call({})", operation.constant.as_str());
    let mut body = Vec::new();
    let begun = if steps.is_empty() {
        begin
    } else {
        body.push(format!("let mut {call} = {begin};"));
        body.extend(steps);
        call
    };
    let held = body_value(cx, operation);
    body.push(if call::is_ready(cx, operation) {
        let held = held.map(|value| format!(".body(&{value})")).unwrap_or_default();
        format!("{begun}{held}.ready()")
    } else {
        format!("{ty}::unsent({begun}, {})", held.as_deref().unwrap_or(UNIT))
    });
    Function {
        doc,
        attributes: old.into_iter().chain(aliases).chain(many).chain([INLINE.to_owned()]).collect(),
        name: format!("{name}{generics}"),
        arguments: parameters(&names, &arguments),
        output: ty.to_owned(),
        body,
    }
}

/// The attribute that a function with this many arguments needs to pass clippy.
fn too_many_arguments(count: usize) -> Option<String> {
    (count > 7).then(|| "#[allow(clippy::too_many_arguments)]".to_owned())
}

/// What is put into every call, and what the arguments put into it.
pub(super) fn steps<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    required: &[Input<'a>],
    call: &str,
) -> Vec<String> {
    let query = operation.constant_query.iter().map(|(name, value)| {
        format!("{call}.with_query({}, {});", literal::text(name), literal::text(value))
    });
    let cookies = operation.constant_cookies.iter().map(|(name, value)| {
        let (name, value) = (literal::text(name), literal::text(value));
        format!("{call}.cookie({name}, &{STRING}::from({value}));")
    });
    let fields = operation.body.iter().filter(|body| body.required);
    let fields = fields.flat_map(|body| input::constants(body, call));
    let begin = operation.body.as_ref().and_then(|body| input::empty(body, required, call));
    let given = required.iter().flat_map(|input| {
        let step = input.step(cx, call, input.ident.as_str());
        step.into_iter().chain(input::constant_headers(operation, input, call))
    });
    query.chain(cookies).chain(begin).chain(fields).chain(given).collect()
}

/// The value of the call's `body`, for an operation that has one.
fn body_value<'a>(cx: Cx<'a>, operation: &'a Operation) -> Option<String> {
    let body = operation.body.as_ref()?;
    let (ty, shape) = body.json()?;
    match shape {
        BodyShape::Whole(_) => None,
        BodyShape::Fields(_) if !body.required => Some(format!("{OPTION}::None")),
        BodyShape::Fields(_) => Some(match cx.structure(ty) {
            Some((def, _)) => {
                let ty = def.ident.as_str();
                let asked = input::members(cx, body).filter(|(_, field)| is_asked(field));
                let arguments: Vec<&str> = asked.map(|(name, _)| name.as_str()).collect();
                format!("super::types::{ty}::new({})", arguments.join(", "))
            }
            None => format!("{EMPTY}()"),
        }),
    }
}

/// The constant that describes an operation to the runtime.
pub(super) fn constant(cx: Cx<'_>, operation: &Operation) -> Table {
    let method = verb(&operation.verb);
    let constant = operation.constant.as_str();
    let name = format!("{constant} = {method} {}", literal::text(&operation.path));
    let string = |field: &str, value: &str| Entry::of(format!("{field}: {}", literal::text(value)));
    let headers = operation.constant_headers.iter();
    let headers =
        headers.map(|(name, value)| format!("({}, {})", literal::text(name), literal::text(value)));
    let content_type = operation.body.as_ref().map(|body| body.media_type.as_str());
    let accept = operation.accept.join(", ");
    let accept = (accept != USUAL_ACCEPT).then(|| string("accept", &accept));
    let success = cases(operation, &operation.success);
    let is_usual = success == [format!("{CASE}::new(&[200], 0)")];
    let success = (!is_usual).then(|| Entry::list("success: &[".to_owned(), success, "]"));
    let security = operation.security.as_ref().filter(|own| **own != cx.api.security);
    let security = security.map(|own| {
        Entry::list(
            "security: ::core::option::Option::Some(&[".to_owned(),
            security_sets(own).collect(),
            "])",
        )
    });
    let timeout = literal::seconds(operation.timeout);
    let retry = operation.retry.as_ref().map(|_| operation.ident.as_str());
    // What is not said is as usual.
    let said = [
        Some(string("id", &operation.id)),
        operation.server.as_ref().map(|url| string("server", url)),
        list("headers", headers.collect()),
        content_type.map(|name| string("content_type", name)),
        accept,
        security,
        success,
        list("errors", cases(operation, &operation.errors)),
        timeout.map(|limit| Entry::of(format!("timeout: {OPTION}::Some({limit})"))),
        retry.map(|call| Entry::of(format!("retry: {OPTION}::Some(&{call}::RETRY)"))),
        operation.safe.then(|| Entry::of("safe: true".to_owned())),
        operation.idempotency_key.as_ref().map(|name| string("idempotency_key", name)),
    ];
    let said = said.into_iter().flatten().collect();
    Table::lists("operation", name, vec![said]).declaring(constant)
}

/// A field that holds a list; nothing for an empty one.
fn list(field: &str, items: Vec<String>) -> Option<Entry> {
    (!items.is_empty()).then(|| Entry::list(format!("{field}: &["), items, "]"))
}

/// The variant of the runtime's methods.
fn verb(verb: &Verb) -> String {
    match verb {
        Verb::Get => "Get".to_owned(),
        Verb::Put => "Put".to_owned(),
        Verb::Post => "Post".to_owned(),
        Verb::Delete => "Delete".to_owned(),
        Verb::Options => "Options".to_owned(),
        Verb::Head => "Head".to_owned(),
        Verb::Patch => "Patch".to_owned(),
        Verb::Trace => "Trace".to_owned(),
        Verb::Query => "Query".to_owned(),
        Verb::Other(method) => format!("Other({})", literal::text(method)),
    }
}

/// The alternatives, each a set of schemes.
pub(super) fn security_sets(security: &Security) -> impl Iterator<Item = String> {
    security.0.iter().map(|alternative| {
        let schemes: Vec<String> = alternative.iter().map(u32::to_string).collect();
        format!("&[{}]", schemes.join(", "))
    })
}

/// The cases, each with all statuses that are answered alike.
fn cases(operation: &Operation, answers: &Answers) -> Vec<String> {
    let mut alike: Vec<(&Case, Vec<String>)> = Vec::new();
    for case in &answers.cases {
        let is_like = |other: &Case| {
            (case.variant, case.envelope) == (other.variant, other.envelope)
                && case.media_type.is_empty()
                && other.media_type.is_empty()
        };
        let key = match case.status {
            Status::Code(code) => code.to_string(),
            Status::Range(digit) => digit.to_string(),
            Status::Default => "0".to_owned(),
        };
        match alike.iter_mut().find(|(other, _)| is_like(other)) {
            Some((_, statuses)) => statuses.push(key),
            None => alike.push((case, vec![key])),
        }
    }
    let call = operation.ident.as_str();
    let made = |(case, statuses): &(&Case, Vec<String>)| {
        let statuses = format!("&[{}]", statuses.join(", "));
        let made = match (case.variant, case.envelope.map(ends::envelope_name)) {
            (Some(variant), Some(envelope)) => {
                format!("{CASE}::enveloped({statuses}, {variant}, &{call}::{envelope})")
            }
            (Some(variant), None) => format!("{CASE}::new({statuses}, {variant})"),
            (None, _) => format!("{CASE}::without_body({statuses})"),
        };
        match case.media_type.as_str() {
            "" => made,
            media_type => format!("{made}.of({})", literal::text(media_type)),
        }
    };
    alike.iter().map(made).collect()
}

fn method_doc<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    required: &[Input<'a>],
) -> Doc {
    let mut doc = Doc::spec(&operation.docs, String::new);
    doc.paragraph(prose::call(cx, operation));
    input::describe(&mut doc, required);
    if let Some(setters) = prose::setters(operation, &input::inputs(cx, operation)) {
        doc.paragraph(setters);
    }
    doc.list("Callbacks", operation.callbacks.iter().map(|callback| callback_line(cx, callback)));
    doc.list(
        "Links",
        operation
            .responses
            .iter()
            .flat_map(|response| &response.docs.facts)
            .map(|fact| markdown::line(fact)),
    );
    let errors: Vec<String> = operation
        .responses
        .iter()
        .filter_map(|response| error_line(cx, operation, response))
        .collect();
    if !errors.is_empty() {
        doc.heading("Errors");
        doc.items(errors);
        if let Some(TypeRef::Named(id)) = &operation.error_headers {
            let ty = cx.api.ty(*id).ident.as_str();
            doc.paragraph(format!(
                "Their headers are [`{ty}`](super::types::{ty}), by [`Error::typed_headers`](crate::Error::typed_headers)."
            ));
        }
    }
    doc.example(example::call(cx, group, operation, required));
    doc
}

/// What the API sends in return: where to, and the type of what it carries.
fn callback_line(cx: Cx<'_>, callback: &Callback) -> String {
    let (name, target) = (markdown::code(&callback.name), markdown::code(&callback.target));
    let carries = match &callback.payload {
        Incoming::Empty => String::new(),
        Incoming::Bytes => ", with a body that is not JSON".to_owned(),
        Incoming::Json(TypeRef::Named(id)) => {
            let name = cx.api.ty(*id).ident.as_str();
            format!(", which carries [`{name}`](super::types::{name})")
        }
        Incoming::Json(_) => ", which carries JSON".to_owned(),
    };
    format!("{name}: {target}{carries}.")
}

/// A documented error: its status, its type, and what it means.
fn error_line(cx: Cx<'_>, operation: &Operation, response: &ResponseDoc) -> Option<String> {
    let is_error = |status: Status| match status {
        Status::Code(code) => !(200..=299).contains(&code),
        Status::Range(digit) => digit != 2,
        Status::Default => true,
    };
    if !is_error(response.status) {
        return None;
    }
    let covers_others = |of_it: &dyn Fn(Status) -> bool| {
        operation
            .responses
            .iter()
            .any(|other| other.status != response.status && of_it(other.status))
    };
    let status = match response.status {
        Status::Code(code) => format!("`{code}`"),
        Status::Range(digit) => {
            let within =
                |status| matches!(status, Status::Code(code) if code / 100 == u16::from(digit));
            let other = if covers_others(&within) { "any other " } else { "" };
            format!("{other}`{digit}XX`")
        }
        Status::Default if covers_others(&is_error) => "any other status".to_owned(),
        Status::Default => "any status but those of success".to_owned(),
    };
    let mut bodies: Vec<String> = Vec::new();
    for body in &response.bodies {
        let body = prose::payload(cx, &body.payload);
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    let ty = if bodies.is_empty() { String::new() } else { format!(", {}", bodies.join(" or ")) };
    let text = docs::short(&response.docs);
    Some(if text.is_empty() {
        format!("{status}{ty}")
    } else {
        format!("{status}{ty}: {}", docs::sentence(&text))
    })
}
