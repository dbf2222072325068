//! What an operation takes: its parameters, and what its body consists of.

use super::page::{Page, cell, fact};
use super::site::{Place, Site};
use crate::emit::input::{Input, Kind, inputs};
use crate::emit::ty::file_name;
use crate::emit::{markdown, sample};
use crate::ir::{
    Body, Content, DEFAULT, Docs, EXAMPLE, FieldValue, Json, Location, Operation, Parameter,
    Presence, TypeRef,
};

/// The columns of tables of inputs and fields.
pub(super) const COLUMNS: [&str; 8] =
    ["Name", "Sent as", "Type", "Required", "Description", "Default", "Bounds", "Example"];

/// More filters than this are folded.
const MANY: usize = 8;

/// Longer examples than this stand in the sample alone.
const LONGEST: usize = 60;

/// A line of such a table.
pub(super) struct Row {
    name: String,
    sent_as: String,
    ty: String,
    required: bool,
    description: String,
    default: String,
    bounds: String,
    example: String,
}

impl Row {
    /// A thing with a name in Rust and a type, which is Markdown.
    pub(super) fn of(name: &str, ty: String, docs: &Docs) -> Self {
        let bounds: Vec<String> = docs.bounds().map(fact).collect();
        Self {
            name: markdown::code(name),
            sent_as: String::new(),
            ty,
            required: false,
            description: cell(docs),
            default: docs.labelled(DEFAULT).map(fact).unwrap_or_default(),
            bounds: bounds.join(" "),
            example: docs.labelled(EXAMPLE).map(fact).unwrap_or_default(),
        }
    }

    /// A thing that we describe ourselves.
    pub(super) fn told(name: &str, ty: String, description: &str) -> Self {
        let mut row = Self::of(name, ty, &Docs::default());
        row.description = description.to_owned();
        row
    }

    /// Says what it is outside of Rust.
    pub(super) fn sent_as(self, sent_as: String) -> Self {
        Self { sent_as, ..self }
    }

    /// The cells of [`COLUMNS`].
    pub(super) fn cells(self) -> Vec<String> {
        let required = if self.required { "yes" } else { "" }.to_owned();
        vec![
            self.name,
            self.sent_as,
            self.ty,
            required,
            self.description,
            self.default,
            self.bounds,
            self.example,
        ]
    }
}

/// The tables of an operation's inputs.
pub(super) fn tables(site: &Site<'_>, operation: &Operation, place: Place, page: &mut Page) {
    let (parameters, body): (Vec<Input<'_>>, Vec<Input<'_>>) = inputs(site.cx, operation)
        .into_iter()
        .partition(|input| matches!(input.kind, Kind::Parameter(_)));
    let row = |input: &Input<'_>| row(site, input, place).cells();
    if !parameters.is_empty() {
        page.paragraph("**Parameters**");
        let (filters, plain): (Vec<_>, Vec<_>) =
            parameters.iter().partition(|input| is_filter(input, &parameters));
        let (filters, plain) = if filters.len() > MANY {
            (filters, plain)
        } else {
            (Vec::new(), parameters.iter().collect())
        };
        let plain: Vec<Vec<String>> = plain.into_iter().map(row).collect();
        let mut head = COLUMNS;
        head[1] = "In";
        page.table(&head, &plain);
        if !filters.is_empty() {
            let rows: Vec<Vec<String>> = filters.iter().map(|input| row(input)).collect();
            page.folded(&summary(&filters), |page| page.table(&head, &rows));
        }
    }
    if let Some(sent) = &operation.body {
        body_of(sent, page);
        let row = |input: &Input<'_>| {
            let mut row = self::row(site, input, place);
            if row.example.is_empty() {
                row.example = shown(sent, input).unwrap_or_default();
            }
            row.cells()
        };
        let rows: Vec<Vec<String>> = body.iter().map(row).collect();
        page.table(&COLUMNS, &rows);
        sent_sample(site, sent, page);
    }
}

fn row(site: &Site<'_>, input: &Input<'_>, place: Place) -> Row {
    let name = file_name(input.ident);
    let ty = match (input.ty(), input.kind) {
        (Some((ty, presence)), _) => {
            // What may be left out is not set; what is set is a value.
            let presence = match presence {
                Presence::Optional => Presence::Required,
                other => other,
            };
            site.linked(ty, presence, place)
        }
        (None, Kind::Text) => "`String`".to_owned(),
        (None, Kind::MediaType) => "`&str`".to_owned(),
        (None, Kind::Part(field)) if matches!(field.value, FieldValue::Files) => {
            "`Vec<Part>`".to_owned()
        }
        (None, Kind::Part(_)) => "`Part`".to_owned(),
        (None, Kind::OtherParts(_)) => "`Vec<(String, Part)>`".to_owned(),
        (None, _) => "`Payload`".to_owned(),
    };
    let wire = |wire: &str| {
        if wire == name { String::new() } else { markdown::code(wire) }
    };
    let sent_as = match (input.kind, input.wire()) {
        (Kind::Parameter(parameter), _) => located(parameter, name),
        (_, Some(name)) => wire(name),
        (_, None) => String::new(),
    };
    Row { required: input.required, sent_as, ..Row::of(name, ty, input.docs) }
}

/// What the example of a whole body has for one of its fields, if that is short and no secret.
fn shown(body: &Body, input: &Input<'_>) -> Option<String> {
    let value = body.example.as_ref()?.get(input.wire()?)?;
    let (ty, _) = input.ty()?;
    let text = match value {
        Json::String(_) if *ty == TypeRef::Secret => return None,
        Json::String(text) => text.clone(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => value.to_string(),
        Json::Object(_) => return None,
    };
    (text.len() <= LONGEST).then(|| markdown::code(&text))
}

/// Where a parameter goes, and under which name if that is another one.
fn located(parameter: &Parameter, name: &str) -> String {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    if parameter.wire == name {
        place.to_owned()
    } else {
        format!("{place}, {}", markdown::code(&parameter.wire))
    }
}

/// The kind of a body, and what is said about all of it.
fn body_of(body: &Body, page: &mut Page) {
    let media_type = markdown::code(match &body.range {
        Some(range) => &range.range,
        None => &body.media_type,
    });
    let optional = if body.required { "" } else { ", may be left out" };
    page.paragraph(format!("**Request body**: {media_type}{optional}"));
    // What is said of a body as a whole stands in its row.
    match &body.content {
        Content::Json { .. } if body.json().is_some_and(|(_, shape)| is_whole(shape)) => {}
        Content::Json { .. } | Content::Form(_) | Content::Multipart(_) => {
            page.description(&body.docs);
        }
        Content::Text(_) | Content::Bytes(_) => {}
    }
}

/// The JSON that a call with all of its fields sends.
fn sent_sample(site: &Site<'_>, body: &Body, page: &mut Page) {
    let Some(sample) = body.json().and_then(|_| sample::body(site.cx, body)) else { return };
    page.folded("Sample of the body", |page| page.json(&sample.pretty()));
}

fn is_whole(shape: &crate::ir::BodyShape) -> bool {
    match shape {
        crate::ir::BodyShape::Whole(_) => true,
        crate::ir::BodyShape::Fields(_) => false,
    }
}

/// Whether an optional query parameter is one of several that compare the same thing: `name`,
/// `name__contains`, or `created[gt]`.
fn is_filter(input: &Input<'_>, all: &[Input<'_>]) -> bool {
    let Some(base) = base(input) else { return false };
    all.iter().filter(|other| self::base(other) == Some(base)).count() > 1
}

/// What an optional query parameter compares.
fn base<'a>(input: &Input<'a>) -> Option<&'a str> {
    let Kind::Parameter(parameter) = input.kind else { return None };
    if parameter.required || parameter.location != Location::Query {
        return None;
    }
    let wire = parameter.wire.as_str();
    let end = [wire.find("__"), wire.find('[')].into_iter().flatten().min();
    Some(&wire[..end.unwrap_or(wire.len())])
}

/// What is folded: how many filters there are, and of what.
fn summary(filters: &[&Input<'_>]) -> String {
    let mut bases = Vec::new();
    let mut names = Vec::new();
    for filter in filters {
        let base = base(filter);
        if !bases.contains(&base) {
            bases.push(base);
            // A claimed identifier, which HTML takes as it is.
            names.push(format!("<code>{}</code>", file_name(filter.ident)));
        }
    }
    format!("{} filters, by {}", filters.len(), names.join(", "))
}
