//! Every operation with sample values, for tests to make: a file for each API, which is no part of the
//! crate. Whoever includes it has `Answer`, `Call`, `Inputs` and `Operation` beside it.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::Doc;
use super::input;
use super::ty::{file_name, ident};
use super::{Cx, example, markdown, sample, short};
use crate::ir::{Group, Json, Operation, Payload, ResponseDoc, SchemeKind, Status};

/// The chunks of the file.
pub(super) fn calls(cx: Cx<'_>) -> Vec<TokenStream> {
    let mut chunks = vec![head(cx), builder(cx), all(cx)];
    for group in &cx.api.groups {
        chunks.push(of_group(cx, group));
    }
    for group in &cx.api.groups {
        let operations = group.operations.iter().map(|id| cx.api.operation(*id));
        chunks.extend(operations.map(|operation| description(cx, group, operation)));
    }
    chunks
}

fn head(cx: Cx<'_>) -> TokenStream {
    let (library, module) = (format_ident!("{}", cx.config.library()), ident(&cx.api.module));
    let title = markdown::line(&cx.api.title);
    let mut doc = Doc::of(format!(
        "Every operation of the {title}, with its required inputs only and with all of its inputs."
    ));
    doc.paragraph(
        "Values are those that the description shows, or samples. What includes this file has the types \
         that describe a call.",
    );
    let doc = doc.inner();
    let parts = ["Answer", "Call", "Inputs", "Operation"].map(|part| format_ident!("{part}"));
    quote! {
        #doc
        #![allow(deprecated, clippy::too_many_lines, reason = "everything there is gets called")]
        use ::#library::#module;
        #(use super::#parts;)*
        /// What may be wrong with a sample: text that is no date, or no JSON.
        type Result<T> = ::core::result::Result<T, Box<dyn ::std::error::Error>>;
    }
}

/// What makes a client: with something for each credential, so that every operation has its own.
fn builder(cx: Cx<'_>) -> TokenStream {
    let module = ident(&cx.api.module);
    let secret = sample::SECRET;
    let schemes = cx.api.schemes.iter().map(|scheme| {
        let method = ident(&scheme.ident);
        match scheme.kind {
            SchemeKind::Basic => quote!(.#method("someone", #secret)),
            SchemeKind::OAuth2 { .. } => {
                let method = ident(&scheme.provider);
                quote!(.#method(|| ::std::future::ready(Ok(#secret.into()))))
            }
            SchemeKind::Bearer
            | SchemeKind::Http(_)
            | SchemeKind::Header(_)
            | SchemeKind::Query(_)
            | SchemeKind::Cookie(_) => quote!(.#method(#secret)),
        }
    });
    quote! {
        /// A client that has credentials of no one.
        pub(super) fn builder() -> #module::Builder {
            #module::Client::builder() #(#schemes)*
        }
    }
}

fn all(cx: Cx<'_>) -> TokenStream {
    let module = ident(&cx.api.module);
    let groups = cx.api.groups.iter().map(function);
    quote! {
        /// All calls: two of each operation, or one where there is nothing to leave out. Nothing is sent yet.
        pub(super) fn calls(client: &#module::Client) -> Result<Vec<Call>> {
            let mut calls = Vec::new();
            #(#groups(client, &mut calls)?;)*
            Ok(calls)
        }
    }
}

fn function(group: &Group) -> proc_macro2::Ident {
    format_ident!("of_{}", file_name(&group.module))
}

fn of_group<'a>(cx: Cx<'a>, group: &'a Group) -> TokenStream {
    let (module, name) = (ident(&cx.api.module), function(group));
    let operations = group.operations.iter().map(|id| cx.api.operation(*id));
    let calls = operations.flat_map(|operation| {
        let constant = constant(group, operation);
        let optional = input::inputs(cx, operation).iter().any(|input| !input.required);
        let kinds: &[(&str, bool)] =
            if optional { &[("Required", false), ("All", true)] } else { &[("Both", false)] };
        kinds.iter().filter_map(move |(inputs, all)| {
            let (inputs, call) = (format_ident!("{inputs}"), call(cx, group, operation, *all)?);
            Some(quote! {
                let call = #call.send();
                calls.push(Call::new(&#constant, Inputs::#inputs, call));
            })
        })
    });
    quote! {
        fn #name(client: &#module::Client, calls: &mut Vec<Call>) -> Result<()> {
            #(#calls)*
            Ok(())
        }
    }
}

fn constant(group: &Group, operation: &Operation) -> proc_macro2::Ident {
    // One `_` is a part of names: `a` of `b_c` is another than `a_b` of `c`.
    let name = format!("{}__{}", file_name(&group.module), file_name(&operation.method));
    format_ident!("{}", name.to_uppercase())
}

/// A call that is not sent yet; nothing where a required input has no sample.
fn call<'a>(cx: Cx<'a>, group: &Group, operation: &'a Operation, all: bool) -> Option<TokenStream> {
    let required = input::required(cx, operation);
    let arguments = example::arguments(cx, operation, &required);
    let arguments = arguments.into_iter().collect::<Option<Vec<String>>>()?.join(", ");
    let setters = example::setters(cx, operation, |_| all).collect::<String>();
    let (group, method) = (group.module.as_str(), operation.method.as_str());
    let call = format!("client.{group}().{method}({arguments}){setters}");
    short::spelled(cx, &call).parse().ok()
}

/// The operation, and what the description says it answers.
fn description<'a>(cx: Cx<'a>, group: &'a Group, operation: &'a Operation) -> TokenStream {
    let constant = constant(group, operation);
    let (module, method) = (file_name(&group.module), file_name(&operation.method));
    let verb = operation.verb.as_str();
    let path = &operation.path;
    let answers = operation.responses.iter().filter_map(|response| {
        let status = Literal::u16_unsuffixed(status(operation, response)?);
        let typed = is_typed(operation, response);
        let body = body(cx, operation, response);
        let body = body.map_or_else(|| quote!(None), |body| quote!(Some(#body)));
        Some(quote!(Answer { status: #status, typed: #typed, body: #body }))
    });
    quote! {
        const #constant: Operation = Operation {
            group: #module,
            method: #method,
            verb: #verb,
            path: #path,
            answers: &[#(#answers),*],
        };
    }
}

/// A status that a key stands for, and no other key of the operation.
fn status(operation: &Operation, response: &ResponseDoc) -> Option<u16> {
    let is_free = |code: &u16| {
        operation.responses.iter().all(|other| match other.status {
            Status::Code(known) => known != *code,
            Status::Range(digit) => {
                other.status == response.status || u16::from(digit) != code / 100
            }
            Status::Default => true,
        })
    };
    match response.status {
        Status::Code(code) => Some(code),
        Status::Range(2) => (200..300).find(is_free),
        // Neither one that is worth a retry nor one that most APIs know.
        Status::Range(digit) => {
            let first = u16::from(digit) * 100;
            (first + 18..first + 100).find(is_free)
        }
        Status::Default => (418..500).chain(518..600).find(is_free),
    }
}

/// Whether an error has a type of its own.
fn is_typed(operation: &Operation, response: &ResponseDoc) -> bool {
    let cases = &operation.errors.cases;
    cases.iter().any(|case| case.status == response.status && case.variant.is_some())
}

fn body<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    response: &'a ResponseDoc,
) -> Option<TokenStream> {
    let sample = sample::response(cx, operation, response)?;
    let text = match (response.payload(), sample) {
        (Payload::Text | Payload::Bytes, Json::String(text)) => text,
        (_, sample) => sample.to_string(),
    };
    Some(legible(&text))
}

/// A literal that needs no escapes, unless the text has what cannot be seen.
fn legible(text: &str) -> TokenStream {
    let visible = |c: char| matches!(c, '"' | '\'' | '\\') || c.escape_debug().len() == 1;
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    let raw = format!("r{fence}\"{text}\"{fence}");
    match raw.parse::<Literal>() {
        Ok(raw) if text.chars().all(visible) => quote!(#raw),
        Ok(_) | Err(_) => quote!(#text),
    }
}
