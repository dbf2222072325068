//! An open enum of strings: known values are variants, any other is kept.

use super::docs::{Doc, deprecated};
use super::rt::UNKNOWN_VALUE;
use super::{Chunk, Entry, List, Row, Table, literal, markdown};
use crate::ir::{Enum, TypeDef};

/// All chunks of an enum.
pub(super) fn chunks(def: &TypeDef, body: &Enum) -> [Chunk; 2] {
    [definition(def, body).into(), json(def, body).into()]
}

fn definition(def: &TypeDef, body: &Enum) -> List {
    let variants = body.variants.iter().map(|variant| {
        let doc = Doc::spec(&variant.docs, || match variant.wire.as_str() {
            "" => "The empty text.".to_owned(),
            wire => format!("{}.", markdown::code(wire)),
        });
        Row::of(doc, deprecated(&variant.docs), format!("{},", variant.ident.as_str()))
    });
    let name = body.unknown_ident.as_str();
    let doc = Doc::of("A value that this version does not know.");
    let unknown = Row::of(doc, None, format!("{name}({UNKNOWN_VALUE}),"));
    let rows = variants.chain([unknown]).collect();
    let doc = Doc::named(&def.docs, &def.ident, &def.name.0);
    List::ty(def, doc, "enum", rows)
}

/// The table of its values.
fn json(def: &TypeDef, body: &Enum) -> Table {
    let known = body
        .variants
        .iter()
        .map(|variant| format!("{} => {}", literal::text(&variant.wire), variant.ident.as_str()));
    let unknown = format!("_ => {}", body.unknown_ident.as_str());
    let values = known.chain([unknown]).map(Entry::of).collect();
    Table::lists("string_enum", def.ident.as_str().to_owned(), vec![values])
}
