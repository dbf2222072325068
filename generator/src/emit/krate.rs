//! `lib.rs` of the client crate.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{self, Doc};
use super::example;
use super::features;
use super::guide::{self, Section};
use super::ty::{file_name, ident};
use super::{Cx, markdown};
use crate::ir::Api;
use crate::{Config, Manifest};

/// Lints that the names and sizes of an API decide, not we. Each would need its own exception somewhere.
const LINTS: &[&str] = &[
    "enum_variant_names",
    "large_enum_variant",
    "module_inception",
    "needless_update",
    "new_ret_no_self",
    "result_large_err",
    "self_named_constructors",
    "should_implement_trait",
    "type_complexity",
    "upper_case_acronyms",
    "wrong_self_convention",
];

/// What a consumer may name of the runtime.
const SURFACE: &[&str] = &[
    "ApiError",
    "Attempt",
    "AttemptFailure",
    "AttemptInfo",
    "AttemptOutcome",
    "Body",
    "BodyError",
    "BoxFuture",
    "BuildError",
    "Clock",
    "CollectError",
    "ConfigError",
    "CredentialsError",
    "DateTime",
    "DecodeError",
    "Download",
    "EncodeError",
    "Error",
    "Event",
    "EventStream",
    "FindCall",
    "FindError",
    "FindErrorKind",
    "HeaderError",
    "Hook",
    "HookError",
    "ItemStream",
    "ItemsOrNull",
    "LineStream",
    "ManyCall",
    "Maybe",
    "MemoryTransport",
    "OAuthError",
    "OrNull",
    "Outcomes",
    "PageStream",
    "PaginationError",
    "PaginationErrorKind",
    "Part",
    "Payload",
    "ProviderError",
    "Random",
    "Raw",
    "ReadyCall",
    "RecordTransport",
    "ReplayTransport",
    "Response",
    "Resume",
    "RetryPolicy",
    "Secret",
    "Send",
    "SendError",
    "SendFind",
    "SendMany",
    "SendWithResponse",
    "StatusError",
    "Text",
    "TimeoutError",
    "TimeoutKind",
    "TokenProvider",
    "Transport",
    "TransportError",
    "TransportErrorKind",
    "UnknownValue",
    "Value",
    "Verified",
    "VerifyError",
    "WaitFor",
    // The module and the macro.
    "json",
];

/// The chunks of `lib.rs`.
pub(super) fn krate(apis: &[Api], config: &Config) -> Vec<TokenStream> {
    let doc = doc(apis, config).inner();
    let lints = LINTS.iter().map(|lint| format_ident!("{lint}"));
    let alone = is_alone(apis, config);
    let modules = apis.iter().map(|api| {
        let module = ident(&api.module);
        let feature = file_name(&api.module);
        let gate = alone.is_none().then(|| {
            quote! {
                #[cfg(feature = #feature)]
                #[cfg_attr(docsrs, doc(cfg(feature = #feature)))]
            }
        });
        quote!(#gate pub mod #module;)
    });
    // Nobody should have to say the API's name after the crate's, which is made for it.
    let root = alone.map(|api| {
        let module = ident(&api.module);
        quote!(pub use self::#module::*;)
    });
    let features: Vec<&str> = match alone {
        Some(api) => api.features.iter().map(|features| features.all.as_str()).collect(),
        None => apis.iter().map(|api| file_name(&api.module)).collect(),
    };
    // Lists link to what is switched off, too.
    let links = (!features.is_empty()).then(|| {
        quote!(#![cfg_attr(not(all(#(feature = #features),*)), allow(rustdoc::broken_intra_doc_links))])
    });
    let mut chunks = vec![quote! {
        #doc
        #![forbid(unsafe_code)]
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #links
        #![allow(#(clippy::#lints),*)]
    }];
    chunks.extend(modules);
    chunks.extend(root);
    let surface = SURFACE.iter().map(|item| format_ident!("{item}"));
    chunks.push(quote! {
        pub use ::specsmith_runtime::{#(#surface),*};
        pub use ::specsmith_runtime::bytes::Bytes;
        pub use ::specsmith_runtime::http::{self, HeaderMap, StatusCode};
    });
    chunks.push(quote! {
        #[cfg(feature = "blocking")]
        #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
        pub use ::specsmith_runtime::Blocking;
    });
    chunks.push(quote! {
        #[cfg(feature = "reqwest")]
        #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
        pub use ::specsmith_runtime::ReqwestTransport;
    });
    // Without an API nothing names it.
    chunks.push(quote! {
        #[allow(unused_imports)]
        pub(crate) use ::specsmith_runtime::emit as rt;
    });
    chunks
}

/// The API of a crate that has one and was made for it. Such a crate is switched by groups of operations.
pub(super) fn is_alone<'a>(apis: &'a [Api], config: &Config) -> Option<&'a Api> {
    match (&config.manifest, apis) {
        (Manifest::Standalone { .. }, [api]) => Some(api),
        (Manifest::Standalone { .. } | Manifest::Workspace, _) => None,
    }
}

fn doc(apis: &[Api], config: &Config) -> Doc {
    let mut doc = Doc::of(docs::sentence(&markdown::line(&config.description)));
    match is_alone(apis, config) {
        Some(api) => {
            let module = file_name(&api.module);
            doc.paragraph(format!(
                "The client is [`Client`], and [`{module}`] has all operations. What that module has is \
                 at the root of the crate, too."
            ));
        }
        None => table_of_apis(apis, &mut doc),
    }
    quick_start(apis, config, &mut doc);
    for Section { title, text } in guide::SECTIONS {
        doc.heading(title);
        for paragraph in *text {
            doc.paragraph(paragraph);
        }
    }
    doc.heading("Features");
    if let Some(rows) = is_alone(apis, config).map(features::rows).filter(|rows| !rows.is_empty()) {
        doc.paragraph(BY_GROUP);
        doc.table(
            &["Feature", "Operations"],
            rows.into_iter().map(|(name, what)| vec![markdown::code(name), what]),
        );
        doc.paragraph("Others are:");
    }
    let rows = guide::FEATURES.iter();
    doc.table(
        &["Feature", "What it is for"],
        rows.map(|(feature, what)| vec![markdown::code(feature), (*what).to_owned()]),
    );
    doc
}

/// What features of groups are good for.
pub(super) const BY_GROUP: &str = "Each group of operations is a feature, with the types that it needs, and all \
    are on by default. Without those that a program does not need, which takes `default-features = false` and \
    `reqwest` among its features, it compiles sooner.";

fn table_of_apis(apis: &[Api], doc: &mut Doc) {
    doc.paragraph("Each API is a module behind a cargo feature of the same name:");
    doc.table(
        &["API", "Feature", "What it is", "Operations"],
        apis.iter().map(|api| {
            let module = file_name(&api.module);
            let title = markdown::line(&api.title);
            vec![
                format!("[{title}]({module})"),
                format!("`{module}`"),
                docs::sentence(&docs::short(&api.docs)),
                api.operations.len().to_string(),
            ]
        }),
    );
}

/// The dependency, and a first call of the first API.
fn quick_start(apis: &[Api], config: &Config, doc: &mut Doc) {
    let Some(api) = apis.first() else { return };
    doc.heading("Quick start");
    doc.code("toml", dependency(apis, config));
    let cx = Cx::new(apis, api, config);
    let call = example::first_call(cx);
    let code = match is_alone(apis, config) {
        Some(_) => example::switched(cx, call),
        None => example::with_feature(file_name(&api.module), call),
    };
    doc.code("no_run", code);
}

/// What a consumer writes into `Cargo.toml`.
pub(super) fn dependency(apis: &[Api], config: &Config) -> Vec<String> {
    let name = markdown::plain(&config.name);
    let version = markdown::plain(&config.version);
    let value = match (config.manifest.clone(), apis.first()) {
        // All APIs are on by default, or there is none.
        (Manifest::Standalone { .. }, _) | (Manifest::Workspace, None) => format!("\"{version}\""),
        (Manifest::Workspace, Some(api)) => {
            let feature = file_name(&api.module);
            format!("{{ version = \"{version}\", features = [\"{feature}\"] }}")
        }
    };
    vec!["[dependencies]".to_owned(), format!("{name} = {value}")]
}
