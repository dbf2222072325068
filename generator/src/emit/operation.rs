//! An operation: the constant that describes it, and the method that begins a call.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::argument::Argument;
use super::docs::{self, Doc, deprecated};
use super::input::{self, Input, local, required};
use super::rt::{CASE, EMPTY, METHOD, OPERATION, OPTION, STATUS, STRING};
use super::structs::{is_asked, too_many_arguments};
use super::ty::{file_name, ident};
use super::{Cx, ends, example, literal, markdown};
use crate::ir::{
    Answers, BodyShape, Callback, Case, Group, Incoming, Operation, ResponseDoc, Security, Status,
    TypeRef, Verb,
};

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
        let name = ident(input.ident);
        let Argument { ty, .. } = input.argument(cx, &name);
        quote!(#name: #ty)
    });
    let call = local("call", "unsent", &required);
    let steps = steps(cx, operation, &required, &call);
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

/// What is put into every call, and what the arguments put into it.
fn steps<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    required: &[Input<'a>],
    call: &Ident,
) -> Vec<TokenStream> {
    let call = quote!(#call);
    let query = operation.constant_query.iter();
    let query = query.map(|(name, value)| quote!(#call.with_query(#name, #value);));
    let cookies = operation.constant_cookies.iter();
    let cookies = cookies.map(|(name, value)| quote!(#call.cookie(#name, &#STRING::from(#value));));
    let fields = operation.body.iter().filter(|body| body.required);
    let fields = fields.flat_map(|body| input::constants(body, &call));
    let given = required.iter().filter_map(|input| input.step(cx, &call, &ident(input.ident)));
    query.chain(cookies).chain(fields).chain(given).collect()
}

/// The value of the call's `body`, for an operation that has one.
fn body_value<'a>(cx: Cx<'a>, operation: &'a Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let (ty, shape) = body.json()?;
    match shape {
        BodyShape::Whole(_) => None,
        BodyShape::Fields(_) if !body.required => Some(quote!(#OPTION::None)),
        BodyShape::Fields(_) => Some(match cx.structure(ty) {
            Some((def, _)) => {
                let ty = ident(&def.ident);
                let asked = input::members(cx, body).filter(|(_, field)| is_asked(field));
                let arguments = asked.map(|(name, _)| ident(name));
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
    let server = operation.server.as_ref().map(|url| quote!(server: #url,));
    let said = [
        server,
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
    required: &[Input<'a>],
) -> Doc {
    let mut doc = Doc::spec(&operation.docs, || {
        format!("{} {}.", verb(operation.verb).to_uppercase(), markdown::code(&operation.path))
    });
    doc.list(
        "Arguments",
        required.iter().filter_map(|input| {
            let text = docs::short(input.docs);
            (!text.is_empty())
                .then(|| format!("`{}`: {}", ident(input.ident), docs::sentence(&text)))
        }),
    );
    doc.list("Callbacks", operation.callbacks.iter().map(|callback| callback_line(cx, callback)));
    doc.list("Links", operation.responses.iter().flat_map(|response| response.docs.facts.clone()));
    let errors: Vec<String> = operation.responses.iter().filter_map(error_line).collect();
    if !errors.is_empty() {
        doc.heading("Errors");
        doc.paragraph(
            "Sending it fails with [`Error`](crate::Error), also when the API answers with",
        );
        doc.items(errors);
    }
    doc.example(example::call(cx, group, operation, required));
    doc
}

/// What the API sends in return: where to, and the type of what it carries.
fn callback_line(cx: Cx<'_>, callback: &Callback) -> String {
    let (name, target) = (markdown::code(&callback.name), markdown::code(&callback.target));
    let carries = match &callback.payload {
        Incoming::Empty => String::new(),
        Incoming::Bytes => ", with a body that is not JSON".to_owned(),
        Incoming::Json(TypeRef::Named(id)) => {
            let name = ident(&cx.api.ty(*id).ident);
            format!(", which carries [`{name}`](super::types::{name})")
        }
        Incoming::Json(_) => ", which carries JSON".to_owned(),
    };
    format!("{name}: {target}{carries}.")
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
