//! An operation: the constant that describes it, and the method that begins a call.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::argument::Argument;
use super::docs::{self, Doc, deprecated};
use super::rt::{CASE, EMPTY, METHOD, OPERATION, OPTION, STATUS};
use super::structs::{is_asked, too_many_arguments};
use super::ty::{Scope, file_name, ident};
use super::{Cx, ends, example, literal, markdown};
use crate::ir::{
    Answers, Body, BodyShape, Case, Field, Group, Operation, Parameter, ParameterPlace, Presence,
    ResponseDoc, Security, Status, TypeRef, Verb,
};

/// An input that a call cannot be made without, in the order in which the method takes them.
pub(super) enum Required<'a> {
    /// A parameter.
    Parameter(&'a Parameter),
    /// A field of the body.
    Field(&'a crate::ir::Ident, &'a Field),
    /// The body as a whole.
    Body(&'a crate::ir::Ident, &'a Body),
}

impl<'a> Required<'a> {
    /// The argument's name.
    pub(super) fn ident(&self) -> &'a crate::ir::Ident {
        match self {
            Self::Parameter(parameter) => &parameter.ident,
            Self::Field(ident, _) | Self::Body(ident, _) => ident,
        }
    }

    /// Its type, and whether it may be null.
    pub(super) fn ty(&self) -> (&'a TypeRef, Presence) {
        match self {
            Self::Parameter(parameter) => (&parameter.ty, Presence::Required),
            Self::Field(_, field) => (&field.ty, field.presence),
            Self::Body(_, body) => (&body.ty, Presence::Required),
        }
    }

    fn docs(&self) -> &'a crate::ir::Docs {
        match self {
            Self::Parameter(parameter) => &parameter.docs,
            Self::Field(_, field) => &field.docs,
            Self::Body(_, body) => &body.docs,
        }
    }
}

/// The required inputs of an operation.
pub(super) fn required<'a>(cx: Cx<'a>, operation: &'a Operation) -> Vec<Required<'a>> {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
    let mut required: Vec<_> = parameters.map(Required::Parameter).collect();
    if let Some(body) = &operation.body {
        match &body.shape {
            BodyShape::Whole(ident) if body.required => required.push(Required::Body(ident, body)),
            BodyShape::Whole(_) => {}
            BodyShape::Fields(_) => {
                let fields = body_fields(cx, body).filter(|(_, field)| is_asked(field));
                required.extend(fields.map(|(ident, field)| Required::Field(ident, field)));
            }
        }
    }
    required
}

/// The fields of a flattened body that callers give, in the order of the struct's fields.
pub(super) fn body_fields<'a>(
    cx: Cx<'a>,
    body: &'a Body,
) -> impl Iterator<Item = (&'a crate::ir::Ident, &'a Field)> {
    let entries = match &body.shape {
        BodyShape::Fields(entries) => entries.as_slice(),
        BodyShape::Whole(_) => &[],
    };
    let fields = cx.structure(&body.ty).map_or(&[][..], |(_, structure)| &structure.fields);
    fields.iter().zip(0u32..).filter_map(move |(field, index)| {
        let entry = entries.iter().find(|entry| entry.field == index)?;
        Some((&entry.ident, field))
    })
}

/// The method of the group that begins a call.
pub(super) fn method<'a>(cx: Cx<'a>, group: &'a Group, operation: &'a Operation) -> TokenStream {
    let required = required(cx, operation);
    let doc = method_doc(cx, group, operation, &required);
    let old = deprecated(&operation.docs);
    let alias = alias(operation).map(|id| quote!(#[doc(alias = #id)]));
    let many = too_many_arguments(required.len() + 1);
    let name = ident(&operation.method);
    let ty = ident(&operation.ident);
    let constant = ident(&operation.constant);
    let arguments = required.iter().map(|input| {
        let name = ident(input.ident());
        let (ty, presence) = input.ty();
        let Argument { ty, .. } = cx.required(ty, presence, &name, Scope::Api);
        quote!(#name: #ty)
    });
    let call = local("call", "unsent", &required);
    let constants = operation.constant_query.iter();
    let mut steps: Vec<TokenStream> =
        constants.map(|(name, value)| quote!(#call.with_query(#name, #value);)).collect();
    for input in &required {
        match input {
            Required::Parameter(parameter) => steps.push(parameter_step(cx, &call, parameter)),
            Required::Body(ident, body) => steps.push(body_step(cx, &call, ident, body)),
            Required::Field(..) => {}
        }
    }
    let begin = quote!(self.client.call(#constant));
    let (setup, value) = if steps.is_empty() {
        (None, quote!(call: #begin))
    } else {
        (
            Some(quote!(let mut #call = #begin; #(#steps)*)),
            if call == "call" { quote!(call) } else { quote!(call: #call) },
        )
    };
    let body = body_value(cx, operation).map(|value| quote!(, body: #value));
    quote! {
        #doc
        #old
        #alias
        #many
        #[inline]
        pub fn #name(&self, #(#arguments),*) -> #ty {
            #setup
            #ty { #value #body }
        }
    }
}

/// A name for a local variable or hidden parameter: the first choice, unless an input has it.
pub(super) fn local(first: &str, second: &str, required: &[Required<'_>]) -> Ident {
    let taken = |name: &str| required.iter().any(|input| input.ident().as_str() == name);
    let mut name = if taken(first) { second } else { first }.to_owned();
    while taken(&name) {
        name.push('_');
    }
    format_ident!("{name}")
}

/// What puts a required parameter into the call.
fn parameter_step<'a>(cx: Cx<'a>, call: &Ident, parameter: &'a Parameter) -> TokenStream {
    let name = ident(&parameter.ident);
    let conversion = conversion(cx, &parameter.ty, &parameter.ident);
    let Put { method, wire } = put(parameter);
    let method = format_ident!("{method}");
    quote!(#conversion #call.#method(#wire, &#name);)
}

/// What puts a required body that is asked for as a whole into the call.
fn body_step<'a>(
    cx: Cx<'a>,
    call: &Ident,
    name: &'a crate::ir::Ident,
    body: &'a Body,
) -> TokenStream {
    let conversion = conversion(cx, &body.ty, name);
    let name = ident(name);
    quote!(#conversion #call = #call.body(&#name);)
}

/// Turns an argument into its own type, if it was taken as something that becomes it.
pub(super) fn conversion<'a>(
    cx: Cx<'a>,
    ty: &'a TypeRef,
    name: &'a crate::ir::Ident,
) -> Option<TokenStream> {
    let name = ident(name);
    let Argument { value, .. } = cx.argument(ty, &name, Scope::Api);
    let converts = name != value.to_string();
    let ty = cx.ty(ty, Scope::Api);
    converts.then(|| quote!(let #name: #ty = #value;))
}

/// The method of the runtime's call that takes a parameter, up to its value: `query("limit", …`.
pub(super) fn put(parameter: &Parameter) -> Put<'_> {
    let method = match parameter.place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
    };
    Put { method, wire: &parameter.wire }
}

/// See [`put`].
pub(super) struct Put<'a> {
    pub(super) method: &'static str,
    pub(super) wire: &'a str,
}

/// The value of the call's `body`, for an operation that has one.
fn body_value<'a>(cx: Cx<'a>, operation: &'a Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    match body.shape {
        BodyShape::Whole(_) => None,
        BodyShape::Fields(_) if !body.required => Some(quote!(#OPTION::None)),
        BodyShape::Fields(_) => Some(match cx.structure(&body.ty) {
            Some((def, _)) => {
                let ty = ident(&def.ident);
                let arguments = body_fields(cx, body)
                    .filter(|(_, field)| is_asked(field))
                    .map(|(name, _)| ident(name));
                quote!(super::types::#ty::new(#(#arguments),*))
            }
            None => quote!(#EMPTY()),
        }),
    }
}

/// The constant that describes an operation to the runtime.
pub(super) fn constant(cx: Cx<'_>, operation: &Operation) -> TokenStream {
    let name = ident(&operation.constant);
    let (id, path) = (&operation.id, &operation.path);
    let method = format_ident!("{}", verb(operation.verb));
    let headers = operation.constant_headers.iter().map(|(name, value)| quote!((#name, #value)));
    let content_type = operation.body.as_ref().map(|body| body.media_type.as_str());
    let accept = (!operation.accept.is_empty()).then(|| operation.accept.join(", "));
    let security = security(operation.security.as_ref().unwrap_or(&cx.api.security));
    let timeout = literal::seconds(operation.timeout);
    let call = ident(&operation.ident);
    // What is not said is left to the default.
    let said = [
        list("headers", headers),
        content_type.map(|name| quote!(content_type: #name,)),
        accept.map(|names| quote!(accept: #names,)),
        list("security", security),
        list("success", cases(operation, &operation.success)),
        list("errors", cases(operation, &operation.errors)),
        timeout.map(|limit| quote!(timeout: #OPTION::Some(#limit),)),
        operation.retry.is_some().then(|| quote!(retry: #OPTION::Some(&#call::RETRY),)),
        operation.safe.then(|| quote!(safe: true,)),
        operation.idempotency_key.as_ref().map(|name| quote!(idempotency_key: #name,)),
    ];
    let said = said.iter().flatten();
    quote! {
        const #name: &#OPERATION = &#OPERATION {
            id: #id,
            method: #METHOD::#method,
            path: #path,
            #(#said)*
            ..#OPERATION::DEFAULT
        };
    }
}

/// A field that holds a list; nothing for an empty one.
fn list(field: &str, items: impl IntoIterator<Item = TokenStream>) -> Option<TokenStream> {
    let field = format_ident!("{field}");
    let mut items = items.into_iter().peekable();
    items.peek()?;
    Some(quote!(#field: &[#(#items),*],))
}

fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "Get",
        Verb::Put => "Put",
        Verb::Post => "Post",
        Verb::Delete => "Delete",
        Verb::Options => "Options",
        Verb::Head => "Head",
        Verb::Patch => "Patch",
        Verb::Trace => "Trace",
    }
}

/// The alternatives, each a set of schemes.
fn security(security: &Security) -> Vec<TokenStream> {
    let alternatives = security.0.iter().map(|alternative| {
        let schemes = alternative.iter().map(|index| {
            let index = *index as usize;
            proc_macro2::Literal::usize_unsuffixed(index)
        });
        quote!(&[#(#schemes),*])
    });
    alternatives.collect()
}

fn cases(operation: &Operation, answers: &Answers) -> Vec<TokenStream> {
    let call = ident(&operation.ident);
    let case = |case: &Case| {
        let status = match case.status {
            Status::Code(code) => {
                let code = proc_macro2::Literal::u16_unsuffixed(code);
                quote!(#STATUS::Code(#code))
            }
            Status::Range(digit) => {
                let digit = proc_macro2::Literal::u8_unsuffixed(digit);
                quote!(#STATUS::Range(#digit))
            }
            Status::Default => quote!(#STATUS::Any),
        };
        let variant = case.variant.map(proc_macro2::Literal::u32_unsuffixed);
        match (variant, case.envelope.map(ends::envelope_name)) {
            (Some(variant), Some(envelope)) => {
                quote!(#CASE::enveloped(#status, #variant, &#call::#envelope))
            }
            (Some(variant), None) => quote!(#CASE::new(#status, #variant)),
            (None, _) => quote!(#CASE::without_body(#status)),
        }
    };
    answers.cases.iter().map(case).collect()
}

fn method_doc<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    required: &[Required<'a>],
) -> Doc {
    let mut doc = Doc::spec(&operation.docs, || {
        format!("{} {}.", verb(operation.verb).to_uppercase(), markdown::code(&operation.path))
    });
    doc.list(
        "Arguments",
        required.iter().filter_map(|input| {
            let text = docs::short(input.docs());
            (!text.is_empty())
                .then(|| format!("`{}`: {}", ident(input.ident()), docs::sentence(&text)))
        }),
    );
    let errors: Vec<String> = operation.responses.iter().filter_map(error_line).collect();
    if !errors.is_empty() {
        doc.heading("Errors");
        doc.paragraph("`send` fails with [`Error`](crate::Error), also when the API answers with");
        doc.items(errors);
    }
    doc.example(example::call(cx, group, operation, required));
    doc
}

/// A documented error: its status and what it means.
fn error_line(response: &ResponseDoc) -> Option<String> {
    let status = match response.status {
        Status::Code(code @ (0..=199 | 300..)) => format!("`{code}`"),
        Status::Range(digit @ (0..=1 | 3..)) => format!("any other `{digit}XX`"),
        Status::Default => "any other status".to_owned(),
        Status::Code(_) | Status::Range(_) => return None,
    };
    let text = docs::short(&response.docs);
    Some(if text.is_empty() { status } else { format!("{status}: {}", docs::sentence(&text)) })
}

/// The operationId for `#[doc(alias)]`: rustdoc refuses quotes, spaces, and the name of the item itself.
fn alias(operation: &Operation) -> Option<String> {
    let refused = |c: &char| matches!(c, '"' | '\'') || c.is_whitespace() || c.is_control();
    let alias: String = operation.id.chars().filter(|c| !refused(c)).collect();
    (!alias.is_empty() && alias != file_name(&operation.method)).then_some(alias)
}
