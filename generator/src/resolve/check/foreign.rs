//! What extensions of other tools say of parameters and members that the operation may not have. One that
//! points at nothing is reported and taken away: nobody who reads the document can correct it.

use std::collections::BTreeSet;

use super::member::{Target, can_be, follow};
use super::pointers::{bodies, member_sent, of_query, sent, takes};
use crate::diag::{Diagnostics, codes};
use crate::resolve::{
    MediaType, Operation, PageRole, Pagination, PaginationStyle, Place, Resolved, ReturnValue,
    SchemaId, Status, Type, Unwrap,
};
use crate::source::{At, Pointer};

/// Members are looked for so many levels below a body, among so many schemas.
const DEEPEST: usize = 4;
const MOST_SEEN: usize = 512;

pub(super) fn run(resolved: &mut Resolved, diags: &mut Diagnostics) {
    let has_roles = resolved.schemas.iter().any(|schema| schema.page_role.is_some());
    for index in 0..resolved.operations.len() {
        let operation = &resolved.operations[index];
        let said = operation.pagination.clone();
        let said = said.or_else(|| has_roles.then(|| by_roles(resolved, operation)).flatten());
        let pagination = said.and_then(|said| pagination(resolved, operation, said, diags));
        let unwrapped = unwrapped(resolved, operation, diags);
        let operation = &mut resolved.operations[index];
        operation.pagination = pagination;
        for (response, media, unwrap) in unwrapped {
            operation.responses[response].content[media].unwrap = Some(unwrap);
        }
    }
}

/// The pagination without what is wrong with it; `None` if it cannot do without that.
fn pagination(
    resolved: &Resolved,
    operation: &Operation,
    mut said: Pagination,
    diags: &mut Diagnostics,
) -> Option<Pagination> {
    if !said.is_foreign() {
        return Some(said);
    }
    let is_query = |name: &str| of_query(resolved, operation, name).is_some();
    for (role, name) in &mut said.parameters {
        // What is no parameter may be a member of the body, for who does not tell the two apart.
        if !name.starts_with('/') && !is_query(name) {
            let pointer: String =
                name.split('.').map(|token| format!("/{}", escaped(token))).collect();
            if is_member(resolved, operation, role, &pointer) {
                *name = pointer;
            }
        }
    }
    let is_input = |role: &str, name: &str| match name.starts_with('/') {
        true => is_member(resolved, operation, role, name),
        false => is_query(name),
    };
    said.parameters.retain(|(role, name)| role != "limit" || is_input(role, name));
    match wrong(resolved, operation, &said, is_input) {
        None => Some(said),
        Some(why) => {
            ignored(diags, said.extension, said.at, &why);
            None
        }
    }
}

fn wrong(
    resolved: &Resolved,
    operation: &Operation,
    said: &Pagination,
    is_input: impl Fn(&str, &str) -> bool,
) -> Option<String> {
    let mut inputs = said.parameters.iter();
    if let Some((role, name)) = inputs.find(|(role, name)| !is_input(role, name)) {
        return Some(match name.starts_with('/') {
            true => format!("the JSON body has no member `{name}` that can be the `{role}`"),
            false => format!("the operation has no query parameter `{name}`"),
        });
    }
    let bodies = bodies(operation);
    if bodies.is_empty() {
        return Some("the operation has no answer with a schema".to_owned());
    }
    let pointers = [Some(&said.items), said.next.as_ref()];
    for (place, text) in pointers.into_iter().enumerate() {
        let Some(text) = text else { continue };
        let Ok(pointer) = Pointer::parse(text) else {
            return Some(format!("`{text}` cannot be followed"));
        };
        match follow(resolved, &bodies, pointer.tokens()) {
            Target::Nowhere(token, _) => return Some(format!("the answer has no `{token}`")),
            Target::Schemas(items) if place == 0 && !can_be(resolved, &items, Type::Array) => {
                return Some(format!("`{text}` is no array"));
            }
            Target::Schemas(_) | Target::Unsaid => {}
        }
    }
    None
}

/// Whether a pointer leads to a member of the JSON body that is sent.
fn is_member(resolved: &Resolved, operation: &Operation, role: &str, pointer: &str) -> bool {
    let found = member_sent(resolved, operation, pointer);
    !found.is_empty() && takes(resolved, &found, role)
}

pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn ignored(diags: &mut Diagnostics, extension: &str, at: At, why: &str) {
    diags
        .report(codes::FOREIGN_EXTENSION, at, format!("`{extension}` is ignored: {why}"))
        .help("correct it, or say the same with an extension of ours");
}

/// The pages of an operation whose parameters and members say what they are for.
fn by_roles(resolved: &Resolved, operation: &Operation) -> Option<Pagination> {
    let of_role = |members: &[(PageRole, String, At)], role: PageRole| {
        let found = members.iter().find(|(known, _, _)| *known == role);
        found.map(|(_, pointer, _)| pointer.clone())
    };
    let asked = members(resolved, &sent(operation));
    let parameter = |role: PageRole| {
        let mut query = operation.parameters.iter().filter(|p| p.place == Place::Query);
        let name = query.find(|p| has_role(resolved, p.schema, role)).map(|p| p.name.clone());
        name.or_else(|| of_role(&asked, role))
    };
    let members = members(resolved, &bodies(operation));
    let member = |role: PageRole| of_role(&members, role);
    let (_, items, at) = members.iter().find(|(role, _, _)| *role == PageRole::Items)?;
    let made = |style, parameters: Vec<(&str, String)>, next| Pagination {
        extension: "x-stainless-pagination-property",
        style,
        parameters: parameters.into_iter().map(|(role, name)| (role.to_owned(), name)).collect(),
        items: items.clone(),
        total: None,
        next,
        last: None,
        more: None,
        first: None,
        at: *at,
    };
    let cursor = parameter(PageRole::Cursor).zip(member(PageRole::NextCursor));
    if let Some((name, next)) = cursor {
        return Some(made(PaginationStyle::Cursor, vec![("cursor", name)], Some(next)));
    }
    if let Some(next) = member(PageRole::NextUrl) {
        return Some(made(PaginationStyle::NextUrl, Vec::new(), Some(next)));
    }
    if let Some(name) = parameter(PageRole::Page) {
        return Some(made(PaginationStyle::Page, vec![("page", name)], None));
    }
    let offset =
        made(PaginationStyle::Offset, vec![("offset", parameter(PageRole::Offset)?)], None);
    Some(Pagination { total: member(PageRole::Total), ..offset })
}

fn has_role(resolved: &Resolved, id: SchemaId, role: PageRole) -> bool {
    let schema = resolved.schema(id);
    let of_target = schema.reference.and_then(|target| resolved.schema(target).page_role);
    schema.page_role.or(of_target) == Some(role)
}

/// The members of bodies that have a role, with pointers to them, outer ones first.
fn members(resolved: &Resolved, bodies: &[SchemaId]) -> Vec<(PageRole, String, At)> {
    let mut found = Vec::new();
    let mut seen: BTreeSet<SchemaId> = BTreeSet::new();
    let mut level: Vec<(SchemaId, String)> =
        bodies.iter().map(|body| (*body, String::new())).collect();
    for _ in 0..=DEEPEST {
        let mut below = Vec::new();
        while let Some((id, pointer)) = level.pop() {
            if seen.len() > MOST_SEEN || !seen.insert(id) {
                continue;
            }
            let schema = resolved.schema(id);
            found.extend(schema.page_role.map(|role| (role, pointer.clone(), schema.at)));
            let same = schema.reference.iter().chain(&schema.all_of);
            level.extend(same.map(|part| (*part, pointer.clone())));
            for property in &schema.properties {
                let name = escaped(&property.name);
                below.push((property.schema, format!("{pointer}/{name}")));
            }
        }
        level = below;
    }
    found
}

/// What `x-fern-sdk-return-value` makes of the JSON of successes, by the indices of response and media type.
fn unwrapped(
    resolved: &Resolved,
    operation: &Operation,
    diags: &mut Diagnostics,
) -> Vec<(usize, usize, Unwrap)> {
    let Some(ReturnValue { pointer, at }) = &operation.return_value else { return Vec::new() };
    let mut found = Vec::new();
    let responses = operation.responses.iter().enumerate();
    for (response, documented) in responses.filter(|(_, response)| {
        matches!(response.status, Status::Code(200..=299) | Status::Range(2))
    }) {
        for (media, entry) in documented.content.iter().enumerate() {
            if entry.unwrap.is_none() && leads(resolved, entry, pointer) {
                let unwrap = Unwrap { payload: pointer.clone(), success: None };
                found.push((response, media, unwrap));
            }
        }
    }
    if found.is_empty() {
        ignored(diags, "x-fern-sdk-return-value", *at, "no answer has such a member");
    }
    found
}

fn leads(resolved: &Resolved, media: &MediaType, text: &str) -> bool {
    let (Some(schema), Ok(pointer)) = (media.schema, Pointer::parse(text)) else { return false };
    let is_json = media.name.to_ascii_lowercase().contains("json");
    is_json && matches!(follow(resolved, &[schema], pointer.tokens()), Target::Schemas(_))
}
