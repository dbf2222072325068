//! What a call can end in beside one answer: items and pages, waiting, streams; and the constants that
//! describe them.

use proc_macro2::Literal;

use super::docs::Doc;
use super::function::{Function, INLINE};
use super::rt::{
    DOWNLOAD, ENVELOPE, EVENT_STREAM, FIND, LINE_STREAM, NEXT, OPTION, RETRY_POLICY, WAIT, WAIT_FOR,
};
use super::ty::Scope;
use super::{Cx, Entry, Table, literal, markdown};
use crate::ir::{
    AnswerType, Envelope, Next, Operation, Pagination, Payload, Retry, ShortcutKind, Status,
    Stream, Wait,
};

/// Whether the call has constants or ends of its own.
pub(super) fn are_special(cx: Cx<'_>, operation: &Operation) -> bool {
    operation.pagination.is_some()
        || operation.wait.is_some()
        || operation.events.is_some()
        || operation.lines.is_some()
        || operation.retry.is_some()
        || !operation.envelopes.is_empty()
        || is_download(cx, operation)
}

/// The constants of a call's own.
pub(super) fn constants(operation: &Operation) -> Vec<String> {
    let wait = operation.wait.as_ref().map(wait_table);
    let wait = wait.map(|table| format!("const WAIT: &'static {WAIT} = &{table};"));
    let find = find_table(operation);
    let find = find.map(|table| format!("const FIND: &'static {FIND} = &{table};"));
    let envelopes = operation.envelopes.iter().zip(0..).map(|(envelope, index)| {
        let (name, table) = (envelope_name(index), envelope_table(envelope));
        format!("const {name}: {ENVELOPE} = {table};")
    });
    let retry = operation.retry.as_ref().map(policy);
    let retry = retry.map(|policy| format!("const RETRY: {RETRY_POLICY} = {policy};"));
    wait.into_iter().chain(find).chain(envelopes).chain(retry).collect()
}

/// What the constant of an envelope is called.
pub(super) fn envelope_name(index: u32) -> String {
    match index {
        0 => "ENVELOPE".to_owned(),
        more => format!("ENVELOPE_{}", more + 1),
    }
}

/// A retry policy: what is stated, over the runtime's own.
pub(super) fn policy(retry: &Retry) -> String {
    if retry.attempts == Some(1) {
        return format!("{RETRY_POLICY}::never()");
    }
    let attempts = match (retry.attempts, retry.max_elapsed) {
        (Some(attempts), _) => Some(format!(".attempts({attempts})")),
        (None, Some(_)) => Some(".unlimited_attempts()".to_owned()),
        (None, None) => None,
    };
    let durations = [
        ("initial_interval", retry.initial_interval),
        ("max_interval", retry.max_interval),
        ("max_elapsed", retry.max_elapsed),
    ];
    let durations = durations
        .into_iter()
        .filter_map(|(name, seconds)| Some(format!(".{name}({})", literal::duration(seconds?))));
    let exponent = retry.exponent;
    let exponent = exponent.map(|it| format!(".exponent({})", Literal::f64_unsuffixed(it)));
    let statuses = retry.statuses.iter().flat_map(|statuses| {
        let ranges = statuses.iter().filter_map(|status| range(*status));
        let each = ranges.map(|range| format!(".and_statuses({range})"));
        [".no_statuses()".to_owned()].into_iter().chain(each)
    });
    let connection_errors = retry.connection_errors;
    let connection_errors = connection_errors.map(|on| format!(".connection_errors({on})"));
    let said = attempts.into_iter().chain(durations).chain(exponent).chain(statuses);
    format!("{RETRY_POLICY}::new(){}", said.chain(connection_errors).collect::<String>())
}

fn range(status: Status) -> Option<String> {
    match status {
        Status::Code(code) => Some(format!("{code}..={code}")),
        Status::Range(digit) => Some(format!("{digit}00..={digit}99")),
        // Reading takes none of these.
        Status::Default => None,
    }
}

/// The table of the ends that go through all pages.
pub(super) fn pages(cx: Cx<'_>, operation: &Operation) -> Option<Table> {
    let pagination = operation.pagination.as_ref()?;
    let item = cx.ty(&pagination.item, Scope::Api);
    let page = match &pagination.page {
        Some(page) => cx.ty(page, Scope::Api),
        None => cx.success(&operation.success),
    };
    let types = [item, page, cx.errors(&operation.errors)];
    let types = types.into_iter().map(Entry::of).collect();
    let begin = begins_at(pagination).map(|input| format!(" from {}", literal::text(&input)));
    let name = operation.ident.as_str().to_owned();
    let lists = vec![types, pagination_table(pagination)];
    Some(Table::lists("pages", name, lists).ending(begin.unwrap_or_default()))
}

fn pagination_table(pagination: &Pagination) -> Vec<Entry> {
    let Pagination { items, or_absent, or_array, total, more, limit, .. } = pagination;
    let text = literal::text;
    let next = match &pagination.next {
        Next::Offset(parameter) => format!("Offset {{ parameter: {} }}", text(parameter)),
        Next::Page { parameter, first } => {
            format!("Page {{ parameter: {}, first: {first} }}", text(parameter))
        }
        Next::Cursor { parameter, pointer } => {
            format!("Cursor {{ parameter: {}, pointer: {} }}", text(parameter), text(pointer))
        }
        Next::Last { parameter, pointer } => {
            format!("Last {{ parameter: {}, pointer: {} }}", text(parameter), text(pointer))
        }
        Next::Url(pointer) => format!("Url {{ pointer: {} }}", text(pointer)),
        Next::Link => "Link".to_owned(),
    };
    let some = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{name}: {OPTION}::Some({})", text(value)))
    };
    // What is not said is left to the default.
    let said = [
        (!items.is_empty()).then(|| format!("items: {}", text(items))),
        or_absent.then(|| "or_absent: true".to_owned()),
        or_array.then(|| "or_array: true".to_owned()),
        some("total", total),
        some("more", more),
        some("limit", limit),
        Some(format!("next: {NEXT}::{next}")),
    ];
    said.into_iter().flatten().map(Entry::of).collect()
}

/// How the item is found that `x-sdk-find` names.
fn find_table(operation: &Operation) -> Option<String> {
    let pagination = operation.pagination.as_ref()?;
    let (parameter, size) =
        operation.shortcuts.iter().find_map(|shortcut| match &shortcut.kind {
            ShortcutKind::Find { parameter, size } => Some((parameter, *size)),
            ShortcutKind::Wait | ShortcutKind::Many => None,
        })?;
    let (parameter, items) = (literal::text(parameter), literal::text(&pagination.items));
    let limit = pagination.limit.as_ref();
    let limit = literal::optional(limit.map(|limit| format!("({}, {size})", literal::text(limit))));
    Some(format!("{FIND} {{ parameter: {parameter}, items: {items}, limit: {limit} }}"))
}

fn wait_table(wait: &Wait) -> String {
    let field = literal::text(&wait.field);
    let until: Vec<String> = wait.until.iter().map(|value| literal::text(value)).collect();
    let until = until.join(", ");
    let (interval, limit) = (literal::duration(wait.interval), literal::duration(wait.limit));
    format!("{WAIT} {{ field: {field}, until: &[{until}], interval: {interval}, limit: {limit} }}")
}

fn envelope_table(envelope: &Envelope) -> String {
    let payload = literal::text(&envelope.payload);
    let success = literal::optional(envelope.success.as_deref().map(literal::text));
    let error = literal::optional(envelope.error);
    format!("{ENVELOPE} {{ payload: {payload}, success: {success}, error: {error} }}")
}

/// The methods, each on the call that holds everything that was said.
pub(super) fn methods(cx: Cx<'_>, operation: &Operation, call: &str) -> Vec<Function> {
    let errors = cx.errors(&operation.errors);
    let method = |name: &str, doc: Doc, output: String, value: String| Function {
        doc,
        attributes: vec![INLINE.to_owned()],
        name: name.to_owned(),
        arguments: vec!["self".to_owned()],
        output,
        body: vec![value],
    };
    let wait = operation.wait.as_ref().map(|wait| {
        let success = cx.success(&operation.success);
        let output = format!("{WAIT_FOR}<{success}, {errors}>");
        method(
            "wait",
            wait_doc("Repeats the call", wait),
            output,
            format!("{call}.wait(Self::WAIT)"),
        )
    });
    let events = operation.events.as_ref().map(|Stream { accept, item, names }| {
        let doc = Doc::of(
            "The server-sent events of the answer. The call is sent when the first is asked for, and ended by \
             dropping the stream.",
        );
        let accept = literal::text(accept);
        let names = names.iter().map(|(name, variant)| format!("({}, {variant})", literal::text(name)));
        let names: Vec<String> = names.collect();
        let open = match names.as_slice() {
            [] => format!("{call}.events({accept})"),
            names => format!("{call}.events_by_name({accept}, &[{}])", names.join(", ")),
        };
        method("events", doc, format!("{EVENT_STREAM}<{}, {errors}>", cx.piece(item)), open)
    });
    let lines = operation.lines.as_ref().map(|Stream { accept, item, .. }| {
        let doc = Doc::of(
            "The values of the answer, each as soon as it is there. The call is sent when the first is asked for, \
             and ended by dropping the stream.",
        );
        let open = format!("{call}.lines({})", literal::text(accept));
        method("lines", doc, format!("{LINE_STREAM}<{}, {errors}>", cx.piece(item)), open)
    });
    let download = is_download(cx, operation).then(|| {
        let doc = Doc::of(
            "Sends the call when it is awaited, and gives the answer with a body of any length that is read as it \
             arrives.",
        );
        method("download", doc, format!("{DOWNLOAD}<{errors}>"), format!("{call}.download()"))
    });
    [wait, events, lines, download].into_iter().flatten().collect()
}

/// Whether a success is bytes.
fn is_download(cx: Cx<'_>, operation: &Operation) -> bool {
    match &operation.success.ty {
        AnswerType::Empty => false,
        AnswerType::One(payload) => *payload == Payload::Bytes,
        AnswerType::Set(index) => cx.api.answers.get(*index as usize).is_some_and(|set| {
            set.variants.iter().any(|variant| variant.payload == Payload::Bytes)
        }),
    }
}

/// Where the pages begin that a call gives, as the end of a sentence.
pub(super) fn begin(pagination: &Pagination) -> String {
    let input = begins_at(pagination);
    input.map_or_else(String::new, |input| format!(", from {input} on if it is set"))
}

/// The input that says where the pages begin.
fn begins_at(pagination: &Pagination) -> Option<String> {
    let input = pagination.next.input()?;
    // What is at the top of a body is an input of the call by that name.
    let top = input.strip_prefix('/').filter(|name| !name.contains(['/', '~']));
    Some(markdown::code(top.unwrap_or(input)))
}

/// How waiting goes, after what is done.
pub(super) fn wait_doc(what: &str, wait: &Wait) -> Doc {
    let values: Vec<String> = wait.until.iter().map(|value| markdown::code(value)).collect();
    let values = match values.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    };
    let mut doc =
        Doc::of(format!("{what} until {} in its answer is {values}.", markdown::code(&wait.field)));
    doc.paragraph(format!(
        "The call is made every {} s, for {} s at most; the result has methods to change both.",
        wait.interval, wait.limit
    ));
    doc
}
