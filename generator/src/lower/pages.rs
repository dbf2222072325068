//! `x-sdk-pagination` and `x-sdk-wait`: how one operation becomes several calls.

use super::answer::Lowered;
use super::operation::called;
use super::{Cx, binary, pointer};
use crate::diag::codes;
use crate::ir::{Body, Next, Pagination, TypeKind, TypeRef, Wait};
use crate::resolve::{self, Number, Operation, PaginationStyle};
use crate::source::{Pointer, Value};

/// Seconds between two calls where the document says nothing: jobs that are waited for take some seconds.
const INTERVAL: f64 = 2.0;

/// Seconds of waiting where the document says nothing.
const LIMIT: f64 = 600.0;

/// How the answers are divided into pages.
pub(super) fn pagination(
    cx: &mut Cx<'_>,
    operation: &Operation,
    body: Option<&Body>,
    answers: &Lowered,
) -> Option<Pagination> {
    let source = operation.pagination.as_ref()?;
    let next = next(cx, operation, source)?;
    let limit = role(source, "limit");
    let asked_for = [next.input(), limit.as_deref()].into_iter().flatten();
    if !fits(asked_for, body) {
        // The checks of `resolve` have said that there is no such body.
        return None;
    }
    let least = limit.as_deref().and_then(|name| numbers(cx, operation, name).1);
    let mut found = None;
    cx.finish_structs();
    let or_array = answers.pages.iter().any(|(body, _)| is_array(cx, body, &source.items));
    for (body, is_whole) in &answers.pages {
        let Some(list) = pointer::lead(cx, body, &source.items) else { continue };
        if let Some(item) = pointer::item(cx, &list.ty) {
            found = Some((item, (!is_whole).then(|| body.clone()), list.optional));
            break;
        }
    }
    if found.is_none() && source.is_plain() {
        return None;
    }
    let (item, page, or_absent) = found.unwrap_or_else(|| {
        let message = format!(
            "the items of {} have no type where `{}` points; they stay JSON",
            called(operation),
            source.extension
        );
        let help = "describe the members on the way, the same in all branches that have them";
        // Without the extension of someone else there would be no items at all.
        let code = if source.is_foreign() { codes::FOREIGN_EXTENSION } else { codes::UNTYPED };
        cx.degrade(code, source.at, message, help);
        let enveloped = answers.pages.iter().find(|(_, is_whole)| !is_whole);
        (TypeRef::Json, enveloped.map(|(body, _)| body.clone()), false)
    });
    Some(Pagination {
        items: source.items.clone(),
        or_absent,
        or_array,
        total: source.total.clone(),
        more: source.more.clone(),
        limit,
        least: least.unwrap_or(1).max(1),
        next,
        item,
        page,
    })
}

/// Whether a call with this body can be given these inputs of pages.
pub(super) fn fits<'a>(mut inputs: impl Iterator<Item = &'a str>, body: Option<&Body>) -> bool {
    body.is_some_and(|body| body.json().is_some()) || !inputs.any(|input| input.starts_with('/'))
}

/// Whether an array in the place of a body is that which the pointer leads to.
fn is_array(cx: &Cx<'_>, body: &TypeRef, items: &str) -> bool {
    let TypeRef::Named(id) = pointer::bare(cx, body).0 else { return false };
    let TypeKind::Struct(page) = &cx.ty(*id).kind else { return false };
    let Ok(items) = Pointer::parse(items) else { return false };
    page.array.as_slice() == items.tokens()
}

/// What is waited for.
pub(super) fn wait(operation: &Operation) -> Option<Wait> {
    let resolve::Wait { field, until, interval, limit, .. } = operation.wait.as_ref()?;
    Some(Wait {
        field: field.clone(),
        until: until.clone(),
        interval: interval.unwrap_or(INTERVAL),
        limit: limit.unwrap_or(LIMIT),
    })
}

fn role(source: &resolve::Pagination, role: &str) -> Option<String> {
    let mut given = source.parameters.iter();
    given.find(|(known, _)| known == role).map(|(_, name)| name.clone())
}

/// `None` where a key is missing that reading reported.
fn next(cx: &Cx<'_>, operation: &Operation, source: &resolve::Pagination) -> Option<Next> {
    Some(match source.style {
        PaginationStyle::Offset => Next::Offset(role(source, "offset")?),
        PaginationStyle::Page => {
            let parameter = role(source, "page")?;
            let first = source.first.unwrap_or_else(|| first(cx, operation, &parameter));
            Next::Page { first, parameter }
        }
        PaginationStyle::Cursor => {
            let parameter = role(source, "cursor")?;
            match &source.last {
                Some(pointer) => Next::Last { parameter, pointer: pointer.clone() },
                None => Next::Cursor { parameter, pointer: source.next.clone()? },
            }
        }
        PaginationStyle::NextUrl => Next::Url(source.next.clone()?),
        PaginationStyle::LinkHeader => Next::Link,
    })
}

/// The number of the first page: the default of its parameter, or the least that is legal, or 1.
fn first(cx: &Cx<'_>, operation: &Operation, name: &str) -> u64 {
    let (default, least) = numbers(cx, operation, name);
    default.or(least).unwrap_or(1)
}

/// The default and the minimum of an input, where they are whole numbers.
fn numbers(cx: &Cx<'_>, operation: &Operation, name: &str) -> (Option<u64>, Option<u64>) {
    let schema = match name.starts_with('/') {
        true => resolve::member_sent(cx.resolved, operation, name).first().copied(),
        false => resolve::of_query(cx.resolved, operation, name),
    };
    let Some(schema) = schema else { return (None, None) };
    let schema = binary::plain(cx, schema);
    let default = schema.default.as_ref().and_then(|node| match node.value {
        Value::Int(value) => u64::try_from(value).ok(),
        _ => None,
    });
    let least = schema.bounds.minimum.and_then(|least| match least {
        Number::Int(value) => u64::try_from(value).ok(),
        Number::Float(_) => None,
    });
    (default, least)
}
