//! An operation's unsent call: an alias of the API's type of calls, and for it a table of the setters of what is
//! optional. Where there is nothing of its own, it is an alias of a type of the runtime.

use super::argument::{Argument, generics};
use super::docs::{self, Doc, deprecated};
use super::input::{self, Input, Kind};
use super::rt::{OPTION, READY_CALL};
use super::ty::{Scope, UNIT, file_name};
use super::{Alias, Chunk, Cx, Entry, Impl, Row, Table, ends, prose};
use crate::ir::{BodyShape, Group, Operation};

/// An API of more operations has a type of calls for each group. Each `impl` of setters is compared with the others of
/// its type, and looked through for each method that is called.
const TOGETHER: usize = 1_000;

/// Whether the calls of all groups are of one type.
fn are_of_one_type(cx: Cx<'_>) -> bool {
    cx.api.operations.len() <= TOGETHER
}

/// The type of an API's calls, if they are of one and any has something of its own.
pub(super) fn of_api(cx: Cx<'_>) -> Option<Chunk> {
    let has_own = cx.api.operations.iter().any(|operation| !is_ready(cx, operation));
    (are_of_one_type(cx) && has_own).then(|| calls().into())
}

/// The marks of a group's calls, and their type unless the API has it; nothing where none has anything of its own.
pub(super) fn of_group(cx: Cx<'_>, operations: &[&Operation]) -> Vec<Chunk> {
    let own = operations.iter().filter(|operation| !is_ready(cx, operation));
    let own: Vec<String> = own.map(|operation| operation.ident.as_str().to_owned()).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let ty = (!are_of_one_type(cx)).then(calls);
    let marks = Table::names("marks", own).declaring("marks");
    ty.into_iter().chain([marks]).map(Chunk::Table).collect()
}

fn calls() -> Table {
    Table::code("calls", String::new()).declaring("Call")
}

/// All chunks of the call.
pub(super) fn chunks<'a>(cx: Cx<'a>, group: &Group, operation: &'a Operation) -> Vec<Chunk> {
    let mut chunks = vec![alias(cx, group, operation).into()];
    if !is_ready(cx, operation) {
        chunks.extend(inputs(cx, operation));
        chunks.extend(ends::pages(cx, operation).map(Chunk::Table));
        chunks.extend(ends(cx, operation).map(Chunk::Impl));
    }
    chunks
}

/// Whether the call has nothing of its own: neither inputs that may be left out nor other ends than an answer.
pub(super) fn is_ready(cx: Cx<'_>, operation: &Operation) -> bool {
    input::inputs(cx, operation).iter().all(|input| input.required)
        && !ends::are_special(cx, operation)
}

fn alias(cx: Cx<'_>, group: &Group, operation: &Operation) -> Alias {
    let method = prose::member(&group.ident, &operation.method);
    let doc = Doc::of(format!("An unsent {method}."));
    let mut arguments = vec![cx.success(&operation.success), cx.errors(&operation.errors)];
    let headers = operation.headers.as_ref().map(|headers| cx.ty(headers, Scope::Api));
    let ty = if is_ready(cx, operation) {
        READY_CALL.to_string()
    } else {
        arguments.insert(0, format!("marks::{}", operation.ident.as_str()));
        let body = held(cx, operation).or_else(|| headers.is_some().then(|| UNIT.to_owned()));
        arguments.extend(body);
        if are_of_one_type(cx) { "super::Call" } else { "Call" }.to_owned()
    };
    arguments.extend(headers);
    Alias::of(&operation.ident, doc, &ty, arguments)
}

/// The type of the body that the call holds while its fields are set.
fn held(cx: Cx<'_>, operation: &Operation) -> Option<String> {
    let body = operation.body.as_ref()?;
    let (ty, shape) = body.json()?;
    match shape {
        BodyShape::Whole(_) => None,
        BodyShape::Fields(_) => {
            let ty = cx.ty(ty, Scope::Api);
            Some(if body.required { ty } else { format!("{OPTION}<{ty}>") })
        }
    }
}

/// The inputs that the call can do without.
fn inputs(cx: Cx<'_>, operation: &Operation) -> Option<Chunk> {
    let optional = input::inputs(cx, operation).into_iter().filter(|input| !input.required);
    let mut rows = optional.map(|input| setter(cx, operation, &input)).peekable();
    rows.peek()?;
    let of = Row::plain(Entry::of(format!("impl {};", operation.ident.as_str())));
    Some(Table::rows("inputs", [of].into_iter().chain(rows).collect()).into())
}

/// What the call ends in beside an answer.
fn ends(cx: Cx<'_>, operation: &Operation) -> Option<Impl> {
    let call = match held(cx, operation) {
        Some(_) => "self.call.optional_body(&self.body)",
        None => "self.call",
    };
    let constants = ends::constants(operation).into_iter().map(|it| Row::plain(Entry::of(it)));
    let ends = ends::methods(cx, operation, call).into_iter().map(Row::from);
    let rows: Vec<Row> = constants.chain(ends).collect();
    (!rows.is_empty()).then(|| Impl { of: operation.ident.as_str().to_owned(), rows })
}

fn setter(cx: Cx<'_>, operation: &Operation, input: &Input<'_>) -> Row {
    let doc = match input.wire() {
        Some(wire) => Doc::named(input.docs, input.ident, wire),
        None => Doc::spec(input.docs, || "Sets the body.".to_owned()),
    };
    // Those who know the API look for what it says.
    let aliases = docs::aliases(file_name(input.ident), input.wire());
    let attributes = deprecated(input.docs).into_iter().chain(aliases).collect();
    let argument = input.argument(cx, "value");
    let generics = generics([&argument]);
    let Argument { ty, value, .. } = argument;
    let steps = match input.kind {
        Kind::Member(field) => {
            let target = field.ident.as_str();
            // A body that may be left out begins with the first thing that is said in it.
            let begin = operation.body.as_ref().filter(|body| !body.required);
            let begin = if begin.is_some() { ".get_or_insert_default()" } else { "" };
            vec![format!("self.body{begin}.{target} = {value};")]
        }
        _ => {
            let call = "self.call";
            let step = input.step(cx, call, "value");
            // So do the constants of a form that may be left out.
            let form = match input.kind {
                Kind::Field(_) | Kind::Part(_) | Kind::Others(_) | Kind::OtherParts(_) => {
                    operation.body.as_ref()
                }
                _ => None,
            };
            let form = form.filter(|body| !body.required);
            let constants = form.into_iter().flat_map(|body| input::constants(body, call));
            let headers = input::constant_headers(operation, input, call);
            constants.chain(step).chain(headers).collect()
        }
    };
    let method = input.ident.as_str();
    let arguments = vec!["self".to_owned(), format!("value: {ty}")];
    Row {
        comment: doc.into_lines(),
        attributes,
        text: Entry::list(format!("{method}{generics}("), arguments, ")"),
        body: steps,
    }
}
