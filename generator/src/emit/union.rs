//! A union: one of several types, told apart by the runtime with a table; anything else is kept.

use std::collections::BTreeSet;

use super::docs::{Doc, deprecated};
use super::rt::{STRING, VALUE};
use super::structs;
use super::ty::Scope;
use super::{Arm, Chunk, Cx, List, Row, Table, literal, markdown};
use crate::ir::{Branch, TypeDef, TypeKind, TypeRef, Union};

/// All chunks of a union.
pub(super) fn chunks(cx: Cx<'_>, def: &TypeDef, body: &Union, scope: Scope<'_>) -> [Chunk; 2] {
    [definition(cx, def, body, scope).into(), json(cx, def, body, scope).into()]
}

fn definition(cx: Cx<'_>, def: &TypeDef, body: &Union, scope: Scope<'_>) -> List {
    let variants = body.branches.iter().map(|branch| {
        let doc = Doc::spec(&branch.docs, || what(cx, branch));
        let (name, ty) = (branch.ident.as_str(), cx.ty(&branch.ty, scope));
        Row::of(doc, deprecated(&branch.docs), format!("{name}({ty}),"))
    });
    let name = body.unknown_ident.as_str();
    let doc = Doc::of("A value that is none of these, as it is on the wire.");
    let unknown = Row::of(doc, None, format!("{name}({VALUE}),"));
    let rows = variants.chain([unknown]).collect();
    let doc = Doc::named(&def.docs, &def.ident, &def.name.0);
    List::ty(def, doc, "enum", rows)
}

/// More values than these are told by their own type alone.
const MOST_LISTED: usize = 4;

/// What is said of a variant that nobody described.
fn what(cx: Cx<'_>, branch: &Branch) -> String {
    if !branch.tags.is_empty() {
        let tags: Vec<_> = branch.tags.iter().map(|tag| markdown::code(tag)).collect();
        return format!("{}.", tags.join(", "));
    }
    let kind = match cx.resolved(&branch.ty) {
        TypeRef::Bool => "A boolean",
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Uint64 | TypeRef::Int128 | TypeRef::Uint128 => {
            "An integer"
        }
        TypeRef::Double => "A number",
        TypeRef::String | TypeRef::Secret => "A text",
        TypeRef::DateTime => "A date and time",
        TypeRef::List(_) => "A list",
        TypeRef::Map(_) => "A map",
        TypeRef::Named(id) if let Some(said) = listed(cx.api.ty(*id)) => return said,
        TypeRef::Json | TypeRef::Nullable(_) | TypeRef::Boxed(_) | TypeRef::Named(_) => {
            return format!("{}.", markdown::code(&branch.name.0));
        }
    };
    format!("{kind}.")
}

/// The values of a list of them that has its name from where it stands.
fn listed(def: &TypeDef) -> Option<String> {
    let TypeKind::Enum(found) = &def.kind else { return None };
    let values: Vec<_> = found.variants.iter().map(|variant| variant.wire.as_str()).collect();
    match &values[..] {
        _ if !def.inline => None,
        [""] => Some("The empty text.".to_owned()),
        [..] if values.len() <= MOST_LISTED && !values.contains(&"") => {
            let values: Vec<_> = values.into_iter().map(markdown::code).collect();
            Some(format!("A text: {}.", values.join(", ")))
        }
        [..] => Some("A text.".to_owned()),
    }
}

/// The table of its arms.
fn json(cx: Cx<'_>, def: &TypeDef, body: &Union, scope: Scope<'_>) -> Table {
    let mut name = def.ident.as_str().to_owned();
    if let Some(tag) = &body.tag {
        name += &format!(" by {}", literal::text(tag));
    }
    let sources = sources(cx, body, scope);
    let branches = body.branches.iter().zip(sources).enumerate();
    let arms = branches.map(|(index, (branch, sources))| {
        let mut start = format!("{index} {}", branch.ident.as_str());
        if !sources.is_empty() {
            start += &format!("({})", sources.join(", "));
        }
        let mut arm = arm(cx, start + " = ", branch, scope);
        if let (Some(tag), [value]) = (&body.tag, branch.tags.as_slice())
            && lacks(cx, &branch.ty, tag)
        {
            arm.end = format!(" writes {}", literal::text(value));
        }
        arm
    });
    let unknown = Arm::of(format!("_ {}", body.unknown_ident.as_str()));
    let arms = arms.chain([unknown]).collect();
    let tail = if body.secret { " hides secrets" } else { "" };
    Table::arms("union", name, arms).ending(tail)
}

/// What the runtime tells an arm from others by.
fn arm(cx: Cx<'_>, start: String, branch: &Branch, scope: Scope<'_>) -> Arm {
    let mut arm = Arm::default();
    let form = match cx.unboxed(&branch.ty) {
        TypeRef::Bool => "BOOLEAN".to_owned(),
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Uint64 | TypeRef::Int128 | TypeRef::Uint128 => {
            "INTEGER".to_owned()
        }
        TypeRef::Double => "NUMBER".to_owned(),
        TypeRef::String | TypeRef::Secret | TypeRef::DateTime => "TEXT".to_owned(),
        TypeRef::List(_) => "LIST".to_owned(),
        // The others are no types of branches.
        TypeRef::Map(_) | TypeRef::Json | TypeRef::Nullable(_) | TypeRef::Boxed(_) => {
            "MAP".to_owned()
        }
        ty @ TypeRef::Named(id) => {
            let name = cx.ty(ty, scope);
            match &cx.api.ty(*id).kind {
                TypeKind::Struct(found) => {
                    // What another branch describes is no extra of this one.
                    if found.additional.is_some() && !found.extra {
                        arm.call("keeps_others");
                    } else if branch.closed {
                        arm.call("refuses_others");
                    }
                    if structs::is_tolerant(found) {
                        arm.call_with("tolerates", format!("{name}::TOLERANCE"));
                    }
                    format!("object({name}::SHAPE)")
                }
                TypeKind::Union(_) => format!("union({name}::UNION)"),
                TypeKind::Numbers(_) => "INTEGER".to_owned(),
                TypeKind::Enum(_) | TypeKind::Alias(_) => "TEXT".to_owned(),
            }
        }
    };
    arm.start = start + &form;
    if !branch.tags.is_empty() {
        arm.call_with_list("tags", literals(&branch.tags));
    }
    if branch.is_default {
        arm.call("or_any_tag");
    }
    if !branch.fixed.is_empty() {
        let fixed = branch.fixed.iter().map(|(member, values)| {
            format!("({}, &[{}])", literal::text(member), literals(values).join(", "))
        });
        arm.call_with_list("fixed", fixed.collect());
    }
    arm
}

fn literals(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| literal::text(text)).collect()
}

/// Whether values of a type are objects that have no member of this name.
fn lacks(cx: Cx<'_>, ty: &TypeRef, member: &str) -> bool {
    match cx.structure(ty) {
        Some((_, found)) => !found.fields.iter().any(|field| field.wire == member),
        None => matches!(cx.resolved(ty), TypeRef::Map(_)),
    }
}

/// The types that become each of the variants by `From`: its own where no other variant has it, and text
/// for one variant with text.
fn sources(cx: Cx<'_>, body: &Union, scope: Scope<'_>) -> Vec<Vec<String>> {
    let types: Vec<&TypeRef> = body.branches.iter().map(|branch| cx.unboxed(&branch.ty)).collect();
    let texts: Vec<String> = types.iter().map(|ty| cx.ty(ty, scope)).collect();
    let mut taken: BTreeSet<String> = texts.iter().cloned().collect();
    let sources = types.into_iter().zip(&texts).map(|(ty, own)| {
        let is_shared = texts.iter().filter(|other| *other == own).count() > 1;
        let others = match ty {
            TypeRef::Json => return Vec::new(),
            _ if is_shared => return Vec::new(),
            TypeRef::String => vec!["&str".to_owned()],
            TypeRef::Secret => vec!["&str".to_owned(), STRING.to_string()],
            _ => Vec::new(),
        };
        let others = others.into_iter();
        let free: Vec<String> = others.filter(|other| taken.insert(other.clone())).collect();
        [own.clone()].into_iter().chain(free).collect()
    });
    sources.collect()
}

/// Whether the variant's own type becomes it by `From`.
pub(super) fn is_source(cx: Cx<'_>, body: &Union, branch: &Branch) -> bool {
    let own = cx.unboxed(&branch.ty);
    let same = body.branches.iter().filter(|other| cx.unboxed(&other.ty) == own).count();
    same == 1 && *own != TypeRef::Json
}
