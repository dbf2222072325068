//! Types: their fields, values and variants.

use super::inputs::{COLUMNS, Row};
use super::page::{Page, cell};
use super::site::{Place, Site, TYPES};
use crate::emit::markdown;
use crate::emit::ty::file_name;
use crate::ir::{AnswerSet, Enum, Numbers, Presence, SetKind, Struct, TypeDef, TypeKind, Union};

/// The page of the types that several resources use.
pub(super) fn shared(site: &Site<'_>) -> String {
    let mut page = Page::default();
    let title = markdown::line(&site.cx.api.title);
    page.paragraph(format!("[Reference](../README.md) › [{title}](README.md) › Types"));
    section(site, Place::Shared, 1, &mut page);
    page.finish()
}

/// The types of a page, under a heading of their own.
pub(super) fn section(site: &Site<'_>, place: Place, level: usize, page: &mut Page) {
    let mut types = site.types(place).peekable();
    let mut sets = site.sets(place).peekable();
    if types.peek().is_none() && sets.peek().is_none() {
        return;
    }
    page.heading(level, TYPES);
    let cx = site.cx;
    let library = cx.config.library();
    let module = if cx.is_alone { library } else { format!("{library}::{}", cx.path()) };
    let mut modules = Vec::new();
    if types.peek().is_some() {
        modules.push(format!("`{module}::types`"));
    }
    if sets.peek().is_some() {
        modules.push(format!("`{module}::errors`"));
    }
    page.paragraph(format!("In {}.", modules.join(" and ")));
    for def in types {
        page.heading(level + 1, &markdown::line(file_name(&def.ident)));
        definition(site, def, place, page);
    }
    for index in sets {
        let Some(set) = site.cx.api.answers.get(index as usize) else { continue };
        page.heading(level + 1, &markdown::line(file_name(&set.ident)));
        answers(site, set, place, page);
    }
}

fn definition(site: &Site<'_>, def: &TypeDef, place: Place, page: &mut Page) {
    if def.docs.deprecated {
        page.paragraph("**Deprecated.**");
    }
    page.description(&def.docs);
    match &def.kind {
        TypeKind::Struct(body) => structure(site, body, place, page),
        TypeKind::Enum(body) => values(body, page),
        TypeKind::Numbers(body) => numbers(body, page),
        TypeKind::Union(body) => branches(site, body, place, page),
        TypeKind::Alias(target) => {
            let target = site.linked(target, Presence::Required, place);
            page.paragraph(format!("Another name of {target}."));
        }
    }
}

fn structure(site: &Site<'_>, body: &Struct, place: Place, page: &mut Page) {
    let mut rows: Vec<Row> = body
        .fields
        .iter()
        .map(|field| {
            let name = file_name(&field.ident);
            let ty = site.linked(&field.ty, field.presence, place);
            let row = Row::of(name, ty, &field.docs);
            if name == field.wire { row } else { row.sent_as(markdown::code(&field.wire)) }
        })
        .collect();
    rows.extend(body.additional.as_ref().map(|ty| {
        let name = file_name(&body.additional_ident);
        let ty = format!("map of {}", site.linked(ty, Presence::Required, place));
        Row::told(name, ty, "Members that the description does not name.")
    }));
    let mut head = COLUMNS;
    head[0] = "Field";
    let rows: Vec<Vec<String>> = rows.into_iter().map(Row::cells).collect();
    page.table(&head, &rows);
    if rows.is_empty() {
        page.paragraph("It has no fields.");
    }
}

fn values(body: &Enum, page: &mut Page) {
    let row = |variant: &crate::ir::Variant| {
        let name = markdown::code(file_name(&variant.ident));
        vec![name, markdown::code(&variant.wire), cell(&variant.docs)]
    };
    let rows: Vec<Vec<String>> = body.variants.iter().map(row).collect();
    page.table(&["Variant", "Value", "Description"], &rows);
    let unknown = file_name(&body.unknown_ident);
    page.paragraph(format!("Any other value is kept in `{unknown}`."));
}

fn numbers(body: &Numbers, page: &mut Page) {
    let row = |named: &crate::ir::NamedNumber| {
        let name = markdown::code(file_name(&named.ident));
        vec![name, markdown::code(&named.value.to_string()), cell(&named.docs)]
    };
    let rows: Vec<Vec<String>> = body.values.iter().map(row).collect();
    page.table(&["Constant", "Value", "Description"], &rows);
    page.paragraph("Any other integer is a value, too.");
}

fn branches(site: &Site<'_>, body: &Union, place: Place, page: &mut Page) {
    let row = |branch: &crate::ir::Branch| {
        let name = markdown::code(file_name(&branch.ident));
        let ty = site.linked(&branch.ty, Presence::Required, place);
        let tags: Vec<String> = branch.tags.iter().map(|tag| markdown::code(tag)).collect();
        vec![name, ty, tags.join(", "), cell(&branch.docs)]
    };
    let rows: Vec<Vec<String>> = body.branches.iter().map(row).collect();
    let tag = body.tag.as_ref().map_or_else(String::new, |tag| markdown::code(tag));
    page.table(&["Variant", "Type", &tag, "Description"], &rows);
    let unknown = file_name(&body.unknown_ident);
    page.paragraph(format!("Any other value is kept in `{unknown}`."));
}

fn answers(site: &Site<'_>, set: &AnswerSet, place: Place, page: &mut Page) {
    page.paragraph(match set.kind {
        SetKind::Errors => {
            "The documented errors of an operation: one variant for each kind of body."
        }
        SetKind::Answers => {
            "The documented answers of an operation: one variant for each kind of body."
        }
        SetKind::Events => "The data of documented events: one variant for each kind of them.",
    });
    let rows: Vec<Vec<String>> = set
        .variants
        .iter()
        .map(|variant| {
            let facts: Vec<String> =
                variant.docs.facts.iter().map(|fact| markdown::line(fact)).collect();
            let said = [cell(&variant.docs), facts.join(" ")];
            let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
            let name = markdown::code(file_name(&variant.ident));
            vec![name, site.payload(&variant.payload, place), said.join(" ")]
        })
        .collect();
    page.table(&["Variant", "Type", "Description"], &rows);
}
