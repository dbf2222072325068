//! The module of an API.

use quote::quote;

use super::docs::{self, Doc};
use super::ty::{ident, tokens};
use super::{Chunk, Cx, call, example, features, markdown, overview, servers};

/// `<api>/mod.rs`.
pub(super) fn module(cx: Cx<'_>) -> Vec<Chunk> {
    let api = cx.api;
    let mut doc = Doc::of(title(cx));
    doc.append(Doc::spec(&api.docs, String::new));
    if !api.version.is_empty() {
        doc.paragraph(format!("Version of the API: {}.", markdown::code(&api.version)));
    }
    doc.example(example::switched(cx, example::first_call(cx)));
    overview::sections(cx, &mut doc);
    // Inner attributes of a module that is a file have to come first.
    let inner = doc.inner();
    let allow = docs::deprecates(api).then(|| quote!(#![allow(deprecated)]));

    let groups = api.groups.iter().map(|group| {
        let gate = tokens(&features::gate_of_group(api, group).concat());
        let module = ident(&group.module);
        quote!(#gate pub mod #module;)
    });
    // Which of the names that a module brings into scope are used depends on what is switched on.
    let all = api.features.as_ref().map(|features| &features.all);
    let unused = all.map(|all| quote!(#[cfg_attr(not(feature = #all), allow(unused_imports))]));
    let unused_in_client = unused.as_ref().filter(|_| api.verify.is_some());
    let errors = (!api.answers.is_empty()).then(|| {
        quote!(
            #unused
            pub mod errors;
        )
    });
    let types = (!api.types.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let webhooks = (!api.webhooks.is_empty()).then(|| {
        let user = u32::try_from(api.groups.len()).unwrap_or(u32::MAX);
        let gate = tokens(&features::gate(api, &[user]).concat());
        quote!(
            #gate
            pub mod webhook_events;
        )
    });
    let servers = servers::names(cx);
    let modules = [
        quote!(#inner #allow),
        quote!(#unused_in_client mod client; #errors #(#groups)* #types #webhooks),
        quote!(
            pub use self::client::{Builder, Client #(, #servers)*};
        ),
    ];
    modules.into_iter().map(Chunk::Items).chain(call::of_api(cx)).collect()
}

/// The title as the first sentence.
fn title(cx: Cx<'_>) -> String {
    let title = markdown::line(&cx.api.title);
    if title.is_empty() {
        format!("The API {}.", markdown::code(cx.api.module.as_str()))
    } else {
        docs::sentence(&title)
    }
}
