//! A struct: its definition, the table of its JSON form, and how requests make one.

use super::argument::{Argument, generics};
use super::docs::{Doc, deprecated};
use super::rt::{BTREE_MAP, EMPTY, MAYBE, OPTION, STRING, TOLERANCE};
use super::ty::{Scope, file_name, with};
use super::{Chunk, Cx, Entry, Impl, List, Row, Table, literal};
use crate::ir::{self, Field, Presence, Struct, Tolerated, TypeDef};

/// All chunks of a struct.
pub(super) fn chunks<'a>(
    cx: Cx<'a>,
    def: &'a TypeDef,
    body: &'a Struct,
    scope: Scope<'_>,
) -> Vec<Chunk> {
    let mut chunks = vec![definition(cx, def, body, scope).into(), json(def, body).into()];
    if def.usage.request {
        chunks.push(setters(cx, def, body, scope).into());
    }
    if is_tolerant(body) {
        chunks.push(tolerance(def, body).into());
    }
    chunks
}

/// Whether `new` asks for it.
pub(super) fn is_asked(field: &Field) -> bool {
    field.presence.is_required() && field.constant.is_none() && !field.read_only
}

fn definition<'a>(cx: Cx<'a>, def: &'a TypeDef, body: &'a Struct, scope: Scope<'_>) -> List {
    let fields = body.fields.iter().map(|field| {
        let name = field.ident.as_str();
        let ty = cx.present(&field.ty, field.presence, scope);
        Row::of(field_doc(field), deprecated(&field.docs), format!("pub {name}: {ty},"))
    });
    let additional = body.additional.as_ref().map(|ty| {
        let doc = Doc::of("Members that the description does not name.");
        let name = body.additional_ident.as_str();
        let ty = cx.ty(ty, scope);
        Row::of(doc, None, format!("pub {name}: {BTREE_MAP}<{STRING}, {ty}>,"))
    });
    let rows = fields.chain(additional).collect();
    List::ty(def, Doc::named(&def.docs, &def.ident, &def.name.0), "struct", rows)
}

/// How requests make it: `new`, and setters of what that does not ask for. A body that a call puts together has none of
/// these: the call has them.
fn setters(cx: Cx<'_>, def: &TypeDef, body: &Struct, scope: Scope<'_>) -> Table {
    let set = body.fields.iter().filter(|field| def.usage.given && is_set(field));
    let fields = set.map(|field| {
        let argument = cx.optional(&field.ty, field.presence, "value", scope);
        let attributes = deprecated(&field.docs).into_iter().collect();
        setter(&field.ident, "value", argument, attributes)
    });
    let more = body.additional.as_ref().filter(|_| def.usage.given).map(|ty| {
        let argument = cx.members(ty, "values", scope);
        setter(&body.additional_ident, "values", argument, Vec::new())
    });
    let rows = [new(cx, def, body, scope)].into_iter().chain(fields).chain(more).collect();
    Table::rows("setters", rows)
}

/// What asks for the members that are required.
fn new(cx: Cx<'_>, def: &TypeDef, body: &Struct, scope: Scope<'_>) -> Row {
    // Each member with the argument for it, if it is asked for.
    let members: Vec<(&Field, Option<Argument>)> = body
        .fields
        .iter()
        .map(|field| {
            let argument = || cx.required(&field.ty, field.presence, field.ident.as_str(), scope);
            (field, is_asked(field).then(argument))
        })
        .collect();
    let asked: Vec<(&Field, &Argument)> =
        members.iter().filter_map(|(field, argument)| Some((*field, argument.as_ref()?))).collect();
    let generics = generics(asked.iter().map(|(_, argument)| *argument));
    let arguments =
        asked.iter().map(|(field, Argument { ty, .. })| format!("{}: {ty}", field.ident.as_str()));
    let values = members.iter().filter_map(|(field, argument)| {
        let name = field.ident.as_str();
        let asked = argument.as_ref().map(|argument| argument.value.clone());
        let value = asked.or_else(|| constant(cx, field))?;
        Some(if name == value { format!("{name},") } else { format!("{name}: {value},") })
    });
    let mut values: Vec<String> = values.collect();
    let all = body.fields.len() + usize::from(body.additional.is_some());
    if values.is_empty() || values.len() < all {
        values.push(format!("..{EMPTY}()"));
    }
    let begin = format!("impl {}: new{generics}(", def.ident.as_str());
    Row { body: values, ..Row::plain(Entry::list(begin, arguments.collect(), ")")) }
}

/// The value of a field that has only one, as the field holds it.
fn constant(cx: Cx<'_>, field: &Field) -> Option<String> {
    let value = literal::scalar(field.constant.as_ref()?, cx.resolved(&field.ty))?;
    Some(match field.presence {
        Presence::Required => value,
        Presence::Optional | Presence::Nullable => format!("{OPTION}::Some({value})"),
        Presence::Maybe => format!("{MAYBE}::Value({value})"),
    })
}

/// Whether there is a method that sets it.
pub(super) fn is_set(field: &Field) -> bool {
    !field.presence.is_required() && field.constant.is_none() && !field.read_only
}

fn setter(field: &ir::Ident, value: &str, argument: Argument, attributes: Vec<String>) -> Row {
    let name = file_name(field);
    let (field, method) = (field.as_str(), with(field));
    // Rustdoc knows a member by its bare name alone.
    let target = if field == name {
        format!("self.{field}")
    } else {
        format!("self.({field} as {})", literal::text(name))
    };
    let generics = generics([&argument]);
    let Argument { ty, value: set, .. } = argument;
    let arguments = vec![target, format!("{value}: {ty}")];
    let begin = format!("{method}{generics}(");
    Row { attributes, body: vec![set], ..Row::plain(Entry::list(begin, arguments, ")")) }
}

/// The fields that must be there, and those that may be missing. Slots are counted in this order.
fn slots(body: &Struct) -> (Vec<&Field>, Vec<&Field>) {
    body.fields.iter().partition(|field| field.presence.is_required())
}

/// Whether it is read from more than its described form.
pub(super) fn is_tolerant(body: &Struct) -> bool {
    body.array.is_some() || body.fields.iter().any(|field| field.tolerated != Tolerated::default())
}

/// What is read beside the described form.
fn tolerance(def: &TypeDef, body: &Struct) -> Impl {
    let (mut slots, optional) = slots(body);
    slots.extend(optional);
    let pairs = |texts: fn(&Tolerated) -> &Vec<String>| {
        let pairs = slots.iter().enumerate().flat_map(|(slot, field)| {
            let texts = texts(&field.tolerated).iter();
            texts.map(move |text| format!("({}, {slot})", literal::text(text)))
        });
        pairs.collect::<Vec<_>>().join(", ")
    };
    let aliases = pairs(|tolerated| &tolerated.aliases);
    let nulls = pairs(|tolerated| &tolerated.nulls);
    let array = slots.iter().position(|field| body.array.as_ref() == Some(&field.wire));
    let array = literal::optional(array);
    // The tables of unions are in any module of types.
    let constant = format!(
        "pub(super) const TOLERANCE: &'static {TOLERANCE} = \
         &{TOLERANCE} {{ aliases: &[{aliases}], nulls: &[{nulls}], array: {array} }};"
    );
    let rows = vec![Row::plain(Entry::of(constant))];
    Impl { of: def.ident.as_str().to_owned(), rows }
}

/// The table of its members.
fn json(def: &TypeDef, body: &Struct) -> Table {
    let (required, optional) = slots(body);
    let names = |fields: Vec<&Field>| -> Vec<Entry> {
        fields.into_iter().map(|field| Entry::of(entry(field))).collect()
    };
    let mut lists = vec![names(required)];
    if !optional.is_empty() {
        lists.push(names(optional));
    }
    if body.additional.is_some() {
        lists.push(vec![Entry::of(format!("..{}", body.additional_ident.as_str()))]);
    }
    if lists.iter().all(Vec::is_empty) {
        lists.clear();
    }
    let tolerance = if is_tolerant(body) { " tolerates Self::TOLERANCE" } else { "" };
    Table::lists("object", def.ident.as_str().to_owned(), lists).ending(tolerance)
}

/// A field and, where it differs, its name on the wire.
fn entry(field: &Field) -> String {
    let name = field.ident.as_str();
    if name == field.wire {
        name.to_owned()
    } else {
        format!("{name} = {}", literal::text(&field.wire))
    }
}

fn field_doc(field: &Field) -> Doc {
    Doc::named(&field.docs, &field.ident, &field.wire)
}
