//! How values become text: what a style can say of a type, and what it cannot.

use std::collections::BTreeSet;

use super::schema::Kind;
use super::{Cx, docs};
use crate::diag::codes;
use crate::ir::{Notation, Style, TypeKind, TypeRef};
use crate::resolve;
use crate::source::At;

/// What is wrong with a value of a type.
enum Limit {
    /// No value can be written.
    Unsayable(&'static str),
    /// Only some values can be.
    Members,
}

/// The style in the IR.
pub(super) fn style(style: resolve::Style) -> Style {
    match style {
        resolve::Style::Matrix => Style::Matrix,
        resolve::Style::Label => Style::Label,
        resolve::Style::Simple => Style::Simple,
        resolve::Style::Form => Style::Form,
        resolve::Style::SpaceDelimited => Style::SpaceDelimited,
        resolve::Style::PipeDelimited => Style::PipeDelimited,
        resolve::Style::DeepObject => Style::DeepObject,
        resolve::Style::Cookie => Style::Cookie,
    }
}

/// The notation without what says nothing for values of this type, so that equal things look equal.
pub(super) fn normal(cx: &Cx<'_>, ty: &TypeRef, asked: Notation, default: Notation) -> Notation {
    if asked.json {
        return Notation { json: true, ..default };
    }
    let (kind, _) = serialised(cx, ty);
    let explode = match (kind, asked.style) {
        // The only one that OpenAPI defines ("Style Examples").
        (_, Style::DeepObject) => true,
        (Kind::Array | Kind::Object | Kind::Any, _) => asked.explode,
        _ => default.explode,
    };
    Notation { explode, ..asked }
}

/// What is to be written by a notation, for messages.
pub(super) struct Written<'a> {
    /// Its name on the wire.
    pub(super) name: &'a str,
    /// Where it is described.
    pub(super) at: At,
    /// What helps where its notation cannot say it.
    pub(super) help: &'static str,
}

impl Written<'_> {
    /// Reports what a notation cannot say of a type, and makes it text where it can say nothing.
    pub(super) fn fit(
        &self,
        cx: &mut Cx<'_>,
        ty: &mut TypeRef,
        asked: Notation,
        facts: &mut Vec<String>,
    ) {
        // Its members are lowered later, and are needed here.
        cx.finish_structs();
        let name = docs::code(self.name);
        let message = match check(cx, ty, asked) {
            Ok(()) => return,
            Err(Limit::Unsayable(why)) => {
                *ty = textual(cx, ty);
                facts.push(AS_TEXT.to_owned());
                format!("{name} takes texts that the caller writes: {why}")
            }
            Err(Limit::Members) => format!(
                "members of {name} that are lists or objects have no notation; a call that sets one fails"
            ),
        };
        cx.degrade(codes::UNSUPPORTED, self.at, message, self.help);
    }
}

/// Whether all values of a type can be written.
fn check(cx: &Cx<'_>, ty: &TypeRef, notation: Notation) -> Result<(), Limit> {
    // The brackets of `deepObject` go as deep as the value does.
    if notation.json || notation.style == Style::DeepObject {
        return Ok(());
    }
    let of_branches = branches(cx, ty).into_iter().map(|branch| of_one(cx, branch, notation));
    let mut limits = of_branches.filter_map(Result::err);
    match limits.next() {
        None => Ok(()),
        // Of several types the others can still be written.
        Some(_) if is_union(cx, ty) => Err(Limit::Members),
        Some(limit) => Err(limit),
    }
}

/// Whether all values of one type can be written.
fn of_one(cx: &Cx<'_>, ty: &TypeRef, notation: Notation) -> Result<(), Limit> {
    let members: Vec<&TypeRef> = match serialised(cx, ty) {
        (Kind::Array, TypeRef::List(item)) if is_structure(cx, item) => {
            return Err(Limit::Unsayable("lists of lists or objects have no notation"));
        }
        (Kind::Object, TypeRef::Map(value))
            if is_structure(cx, value) && !repeats(cx, value, notation) =>
        {
            return Err(Limit::Unsayable("maps of lists or objects have no notation"));
        }
        (Kind::Array, TypeRef::List(item)) => {
            return if may_be_structure(cx, item) { Err(Limit::Members) } else { Ok(()) };
        }
        (Kind::Object, TypeRef::Map(value)) => vec![value],
        (Kind::Object, TypeRef::Named(id)) => match &cx.ty(*id).kind {
            TypeKind::Struct(found) => {
                found.fields.iter().map(|field| &field.ty).chain(&found.additional).collect()
            }
            TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Union(_) | TypeKind::Alias(_) => {
                Vec::new()
            }
        },
        _ => Vec::new(),
    };
    let mut values = members.into_iter().flat_map(|member| branches(cx, member));
    if values.any(|value| is_structure(cx, value) && !repeats(cx, value, notation)) {
        Err(Limit::Members)
    } else {
        Ok(())
    }
}

/// Whether a member of this type can be written once for each of its items: a list of scalars where members are
/// `name=value` pairs of their own.
fn repeats(cx: &Cx<'_>, ty: &TypeRef, notation: Notation) -> bool {
    let in_pairs = match notation.style {
        Style::Form | Style::SpaceDelimited | Style::PipeDelimited => notation.explode,
        Style::Matrix
        | Style::Label
        | Style::Simple
        | Style::DeepObject
        | Style::Cookie
        | Style::ByValue
        | Style::Whole => false,
    };
    in_pairs
        && matches!(serialised(cx, ty), (Kind::Array, TypeRef::List(item)) if !may_be_structure(cx, item))
}

/// The types that a value can have: those of a union, and of the unions in it, or the one.
fn branches<'a>(cx: &'a Cx<'_>, ty: &'a TypeRef) -> Vec<&'a TypeRef> {
    let (mut open, mut seen, mut found) = (vec![ty], BTreeSet::new(), Vec::new());
    while let Some(ty) = open.pop() {
        match serialised(cx, ty).1 {
            TypeRef::Named(id) if let TypeKind::Union(union) = &cx.ty(*id).kind => {
                if seen.insert(*id) {
                    open.extend(union.branches.iter().map(|branch| &branch.ty));
                }
            }
            other => found.push(other),
        }
    }
    found
}

fn is_union(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = serialised(cx, ty).1 else { return false };
    matches!(cx.ty(*id).kind, TypeKind::Union(_))
}

/// Whether a value of one of the types is an array or object.
fn may_be_structure(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    branches(cx, ty).into_iter().any(|branch| is_structure(cx, branch))
}

/// The type with texts in the place of what has no notation: the caller writes those.
fn textual(cx: &Cx<'_>, ty: &TypeRef) -> TypeRef {
    match serialised(cx, ty).1 {
        TypeRef::List(item) if is_structure(cx, item) => TypeRef::List(Box::new(TypeRef::String)),
        TypeRef::Map(value) if is_structure(cx, value) => TypeRef::Map(Box::new(TypeRef::String)),
        _ => ty.clone(),
    }
}

/// What callers are told of such texts.
const AS_TEXT: &str = "OpenAPI does not say how the lists or objects in it are written: give each as the text that the API reads.";

/// Whether a value may be more than one text.
pub(super) fn is_open(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    matches!(serialised(cx, ty).0, Kind::Array | Kind::Object | Kind::Any)
}

/// Whether values are lists of texts, numbers or booleans.
pub(super) fn is_list_of_scalars(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    matches!(serialised(cx, ty), (Kind::Array, TypeRef::List(item)) if !is_open(cx, item))
}

fn is_structure(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    matches!(serialised(cx, ty).0, Kind::Array | Kind::Object)
}

/// What a type is on the wire, as far as it matters to a notation: an array, an object, anything, or a
/// scalar. With it the type that says so, aliases followed.
pub(super) fn serialised<'a>(cx: &'a Cx<'_>, ty: &'a TypeRef) -> (Kind, &'a TypeRef) {
    let mut ty = ty;
    // Aliases may lead back to themselves until the cycles pass; so many steps are enough for all others.
    for _ in 0..=cx.types.len() {
        match ty {
            TypeRef::List(_) => return (Kind::Array, ty),
            TypeRef::Map(_) => return (Kind::Object, ty),
            TypeRef::Json => return (Kind::Any, ty),
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => ty = inner,
            TypeRef::Named(id) => match &cx.ty(*id).kind {
                TypeKind::Struct(_) => return (Kind::Object, ty),
                TypeKind::Enum(_) | TypeKind::Numbers(_) => return (Kind::String, ty),
                // As any JSON: the value decides, when it is written.
                TypeKind::Union(_) => return (Kind::Any, ty),
                TypeKind::Alias(target) => ty = target,
            },
            TypeRef::Bool
            | TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Int128
            | TypeRef::Uint128
            | TypeRef::Double
            | TypeRef::String
            | TypeRef::Secret
            | TypeRef::DateTime => return (Kind::String, ty),
        }
    }
    (Kind::String, ty)
}
