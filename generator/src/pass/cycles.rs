//! Recursion that Rust cannot have: aliases of themselves, values that hold themselves without a box, and
//! values that cannot end.
//!
//! Only values held without indirection count; lists and maps end a cycle by themselves. Sets of answers
//! hold types but no type holds them, so no cycle leads through them.

use super::refs;
use crate::diag::{Diagnostics, codes};
use crate::ir::{Api, Field, Presence, TypeDef, TypeId, TypeKind, TypeRef};

pub(super) fn run(api: &mut Api, diags: &mut Diagnostics) {
    break_aliases(api, diags);
    break_unions(api, diags);
    break_endless(api, diags);
    insert_boxes(api);
}

/// A reference from a definition: the definition and, in a struct or union, the field or branch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: TypeId,
    field: usize,
}

/// `type A = B; type B = Vec<A>;` has no meaning in Rust.
fn break_aliases(api: &mut Api, diags: &mut Diagnostics) {
    let edges = back_edges(api, |definition| match &definition.kind {
        TypeKind::Alias(target) => target.named().map(|to| (0, to)).into_iter().collect(),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Union(_) => {
            Vec::new()
        }
    });
    for Edge { from, field: _ } in edges {
        let definition = &mut api.types[from.0 as usize];
        let name = &definition.name.0;
        let TypeKind::Alias(target) = &mut definition.kind else { continue };
        if refs::held(target).is_some() {
            let message =
                format!("the schema `{name}` leads back to itself without saying anything");
            diags
                .report(codes::REF_CYCLE, definition.at, message)
                .help("remove the reference that leads back");
        } else {
            let message = format!(
                "the lists and maps of `{name}` contain nothing but themselves; they stay JSON"
            );
            diags.report(codes::UNTYPED, definition.at, message).help("put an object between them");
        }
        *target = TypeRef::Json;
    }
}

/// Unions that contain each other and nothing between them: what one of them takes the other takes too.
fn break_unions(api: &mut Api, diags: &mut Diagnostics) {
    let mut edges = back_edges(api, |definition| match &definition.kind {
        TypeKind::Union(_) => refs::held_by(api, definition)
            .into_iter()
            .filter(|(_, to)| matches!(api.ty(*to).kind, TypeKind::Union(_)))
            .collect(),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Alias(_) => {
            Vec::new()
        }
    });
    // Later branches first, so that taking one away leaves the others in place.
    edges.sort_by(|a, b| b.cmp(a));
    for Edge { from, field } in edges {
        let definition = &mut api.types[from.0 as usize];
        let TypeKind::Union(found) = &mut definition.kind else { continue };
        let branch = found.branches.remove(field);
        let message = format!(
            "the alternative `{}` leads back to `{}` without saying anything",
            branch.name.0, definition.name.0
        );
        diags.report(codes::UNTYPED, branch.at, message).help("remove it");
    }
}

/// Required members that lead back to their struct ask for a value without end. Servers do not send such
/// values, so some member must be optional in truth.
fn break_endless(api: &mut Api, diags: &mut Diagnostics) {
    // A union takes any value, so the values of one end.
    let edges = held_edges(api, |field| field.presence == Presence::Required, false);
    for Edge { from, field } in edges {
        let definition = &mut api.types[from.0 as usize];
        let TypeKind::Struct(found) = &mut definition.kind else { continue };
        let field = &mut found.fields[field];
        field.presence = Presence::Optional;
        let message = format!(
            "the required member `{}` leads back to `{}`, so no value ends; it is taken as optional",
            field.wire, definition.name.0
        );
        diags.report(codes::UNTYPED, field.at, message).help("take it out of `required`");
        // Required fields come first.
        found.fields.sort_by_key(|field| !field.presence.is_required());
    }
}

fn insert_boxes(api: &mut Api) {
    for Edge { from, field } in held_edges(api, |_| true, true) {
        refs::put_into_box(&mut api.types[from.0 as usize].kind, field);
    }
}

/// The fields, and with `unions` the branches, that close a cycle of types that hold each other. Later ones
/// first, so that moving a field leaves the others in place.
fn held_edges(api: &Api, counts: impl Fn(&Field) -> bool, unions: bool) -> Vec<Edge> {
    let mut edges = back_edges(api, |definition| {
        let mut held = refs::held_by(api, definition);
        match &definition.kind {
            TypeKind::Struct(found) => held.retain(|(index, _)| counts(&found.fields[*index])),
            TypeKind::Union(_) if unions => {}
            TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Alias(_) => {
                held.clear();
            }
        }
        held
    });
    edges.sort_by(|a, b| b.cmp(a));
    edges
}

/// The edges that close a cycle in a depth-first walk in order of the types. Without them there is none.
/// The walk keeps its own stack: chains are as long as a document likes.
fn back_edges(api: &Api, edges: impl Fn(&TypeDef) -> Vec<(usize, TypeId)>) -> Vec<Edge> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; api.types.len()];
    let mut found = Vec::new();
    for root in (0..).take(api.types.len()).map(TypeId) {
        if states[root.0 as usize] != State::New {
            continue;
        }
        states[root.0 as usize] = State::Open;
        let mut stack = vec![(root, edges(api.ty(root)).into_iter())];
        while let Some((from, rest)) = stack.last_mut() {
            let from = *from;
            let Some((field, to)) = rest.next() else {
                states[from.0 as usize] = State::Done;
                stack.pop();
                continue;
            };
            match states[to.0 as usize] {
                State::New => {
                    states[to.0 as usize] = State::Open;
                    stack.push((to, edges(api.ty(to)).into_iter()));
                }
                State::Open => found.push(Edge { from, field }),
                State::Done => {}
            }
        }
    }
    found
}
