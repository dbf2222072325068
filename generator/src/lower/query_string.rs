//! The query as a whole (`in: querystring`): the fields of a form are inputs like other parameters, and anything
//! else is one value without a name.

use super::form::Encoded;
use super::media_type::{self, Format};
use super::parameter::report_raw;
use super::{Cx, constant, docs, form, notation, schema};
use crate::diag::codes;
use crate::ir::{
    self, FieldValue, FormField, Ident, Location, Name, Notation, OtherFields, Style, TypeRef,
};
use crate::resolve::{MediaType, Parameter};

/// What a query asks for, and what it sends unasked.
#[derive(Default)]
pub(super) struct Query {
    pub(super) inputs: Vec<ir::Parameter>,
    pub(super) constants: Vec<(String, String)>,
}

/// Lowers the query that `content` describes.
pub(super) fn lower(cx: &mut Cx<'_>, parameter: &Parameter, media: &MediaType) -> Query {
    if media_type::essence(&media.name) == "application/x-www-form-urlencoded" {
        match form::lower(cx, media, parameter.required, Encoded::Url) {
            Ok(form) => return of_form(cx, parameter, form),
            Err(why) => {
                let name = docs::code(&parameter.name);
                let message = format!("the caller writes the query {name} as a whole: {why}");
                let help = "describe the query as an object with `properties`";
                cx.degrade(codes::UNSUPPORTED, parameter.at, message, help);
            }
        }
    }
    Query { inputs: vec![whole(cx, parameter, media)], constants: Vec::new() }
}

fn of_form(cx: &Cx<'_>, parameter: &Parameter, form: ir::Form) -> Query {
    let mut query = Query::default();
    for field in form.fields {
        match &field.constant {
            Some(value) if parameter.required => {
                query.constants.push((field.wire, constant::text(value)));
            }
            Some(_) | None => query.inputs.extend(of_field(cx, field)),
        }
    }
    query.inputs.extend(form.others.and_then(|others| of_others(parameter, others)));
    query
}

fn of_field(cx: &Cx<'_>, field: FormField) -> Option<ir::Parameter> {
    let FormField { wire, name, mut docs, value, required, notation, at, .. } = field;
    let FieldValue::Typed(ty) = value else { return None };
    // Scalars and lists of them are the same in both.
    let is_plain = !notation::is_open(cx, &ty) || notation::is_list_of_scalars(cx, &ty);
    let usual = if is_plain { Notation::FORM } else { Notation::BY_VALUE };
    if docs.facts.last().is_some_and(|fact| fact == form::WITH_BODY) {
        docs.facts.pop();
        docs.facts.push("Required where any of the query is sent.".to_owned());
    }
    Some(ir::Parameter {
        location: Location::Query,
        wire,
        name,
        ident: Ident::PENDING,
        docs,
        ty,
        required,
        notation: notation.unwrap_or(usual),
        at,
    })
}

/// Fields of any name: each member of a map is one.
fn of_others(parameter: &Parameter, others: OtherFields) -> Option<ir::Parameter> {
    let FieldValue::Typed(ty) = others.value else { return None };
    Some(ir::Parameter {
        location: Location::Query,
        wire: String::new(),
        name: Name(if others.required { &parameter.name } else { "other fields" }.to_owned()),
        ident: Ident::PENDING,
        docs: others.docs,
        ty,
        required: others.required,
        notation: Notation { explode: true, ..Notation::BY_VALUE },
        at: parameter.at,
    })
}

fn whole(cx: &mut Cx<'_>, parameter: &Parameter, media: &MediaType) -> ir::Parameter {
    let json = media_type::format(&media.name) == Format::Json;
    let mut docs = super::parameter::documented(cx, parameter);
    let ty = if json {
        schema::lower(cx, parameter.schema, 0).whole()
    } else {
        docs.facts.push(format!("A text in the format {}.", docs::code(&media.name)));
        report_raw(cx, &parameter.name, parameter.schema, &media.name, parameter.at);
        TypeRef::String
    };
    docs.facts.push("It is all of the query.".to_owned());
    ir::Parameter {
        location: Location::Query,
        wire: parameter.name.clone(),
        name: Name(parameter.rename.name.clone().unwrap_or_else(|| parameter.name.clone())),
        ident: Ident::PENDING,
        docs,
        ty,
        required: parameter.required,
        notation: Notation { style: Style::Whole, json, ..Notation::SIMPLE },
        at: parameter.at,
    }
}
