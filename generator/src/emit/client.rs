//! The client of an API.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builder::{self, inputs};
use super::docs::{self, Doc};
use super::function::{Function, INLINE};
use super::rt::{
    API, CLIENT, CLIENT_BUILDER, CONFIG_ERROR, INTO, OPTION, RESULT, RETRY_POLICY, SCHEME,
    SCHEME_KIND, STRING, VERIFIED, VERIFY,
};
use super::ty::{file_name, ident, tokens};
use super::{
    Chunk, Cx, Impl, Row, ends, example, features, input, literal, markdown, operation, servers,
};
use crate::ir::{Api, FieldValue, Location, SchemeKind, SecurityScheme, TypeKind, TypeRef};

/// `client.rs`.
pub(super) fn client(cx: Cx<'_>) -> Vec<Chunk> {
    let policy = cx.api.retry.as_ref().map(|retry| tokens(&ends::policy(retry)));
    let policy = policy.map(|policy| quote!(const RETRY: #RETRY_POLICY = #policy;));
    let doc = "The client: credentials, where requests go, and access to the operations.";
    let mut chunks: Vec<Chunk> = vec![Doc::of(doc).inner().into()];
    chunks.extend(policy.map(Chunk::Items));
    let settings = quote! {
        /// Settings of a [`Client`] that is yet to be built.
        #[derive(Debug)]
        #[must_use = "nothing is built until `build` is called"]
        pub struct Builder {
            inner: #CLIENT_BUILDER,
        }
    };
    chunks.extend([api(cx), definition(cx), constructors(cx)].map(Chunk::Items));
    chunks.extend(accessors(cx).map(Chunk::Impl));
    chunks.extend([settings, builder::builder(cx)].map(Chunk::Items));
    chunks.extend(servers::chunks(cx).into_iter().map(Chunk::Items));
    chunks
}

/// The table that tells the runtime what is the same for all operations.
fn api(cx: Cx<'_>) -> TokenStream {
    let name = file_name(&cx.api.module);
    let servers = cx.api.servers.iter().map(|server| &server.url);
    let server_env =
        cx.api.server_env.as_ref().map(|variable| quote!(server_env: #OPTION::Some(#variable),));
    let self_hosted = cx.api.self_hosted.then(|| quote!(self_hosted: true,));
    let refused = cx.api.refused.iter().map(|code| proc_macro2::Literal::u16_unsuffixed(*code));
    let refused = (!cx.api.refused.is_empty()).then(|| quote!(refused: &[#(#refused),*],));
    let schemes = cx.api.schemes.iter().map(|scheme| {
        let id = &scheme.id;
        let env = &scheme.env;
        let kind = match &scheme.kind {
            SchemeKind::Bearer => quote!(Bearer),
            SchemeKind::Basic => quote!(Basic),
            SchemeKind::Http(name) => quote!(Http(#name)),
            SchemeKind::Header(name) => quote!(ApiKeyHeader(#name)),
            SchemeKind::Query(name) => quote!(ApiKeyQuery(#name)),
            SchemeKind::Cookie(name) => quote!(ApiKeyCookie(#name)),
            SchemeKind::OAuth2 { token_url, scopes } => {
                quote!(OAuth2 { token_url: #token_url, scopes: &[#(#scopes),*] })
            }
        };
        quote!(#SCHEME { name: #id, kind: #SCHEME_KIND::#kind, env: &[#(#env),*] })
    });
    let security: Vec<_> =
        operation::security_sets(&cx.api.security).map(|set| tokens(&set)).collect();
    let security = (!security.is_empty()).then(|| quote!(security: &[#(#security),*],));
    let timeout = literal::seconds(cx.api.timeout).map(|limit| tokens(&limit));
    let timeout = timeout.map(|limit| quote!(timeout: #OPTION::Some(#limit),));
    let retry = cx.api.retry.as_ref().map(|_| quote!(retry: #OPTION::Some(&RETRY),));
    let secrets = secret_members(cx.api);
    let secrets = (!secrets.is_empty()).then(|| quote!(secret_members: &[#(#secrets),*],));
    quote! {
        static API: #API = #API {
            name: #name,
            servers: &[#(#servers),*],
            #server_env
            #self_hosted
            schemes: &[#(#schemes),*],
            #security
            #refused
            #timeout
            #retry
            #secrets
            user_agent: ::core::concat!(
                ::core::env!("CARGO_PKG_NAME"), "/", ::core::env!("CARGO_PKG_VERSION")
            ),
            ..#API::DEFAULT
        };
    }
}

/// The names on the wire of all members, fields of forms and query parameters that hold credentials, sorted.
fn secret_members(api: &Api) -> BTreeSet<&str> {
    let structs = api.types.iter().filter_map(|def| def.kind.as_struct());
    let members =
        structs.flat_map(|body| &body.fields).map(|field| (field.wire.as_str(), &field.ty));
    let forms = api.operations.iter().filter_map(|operation| operation.body.as_ref()?.form());
    let fields = forms.flat_map(|form| &form.fields).filter_map(|field| match &field.value {
        FieldValue::Typed(ty) => Some((field.wire.as_str(), ty)),
        FieldValue::File | FieldValue::Files => None,
    });
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let query = parameters
        .filter(|parameter| parameter.location == Location::Query)
        .map(|parameter| (parameter.wire.as_str(), &parameter.ty));
    let all = members.chain(fields).chain(query);
    all.filter(|(_, ty)| is_secret(api, ty)).map(|(wire, _)| wire).collect()
}

/// Whether a value is a credential, or holds nothing but them.
fn is_secret(api: &Api, ty: &TypeRef) -> bool {
    let mut ty = ty.innermost();
    // Aliases form no cycles; so many steps are enough for any chain.
    for _ in 0..=api.types.len() {
        let TypeRef::Named(id) = ty else { break };
        ty = match &api.ty(*id).kind {
            TypeKind::Alias(target) => target.innermost(),
            TypeKind::Union(body) => {
                let mut branches = body.branches.iter().map(|branch| branch.ty.innermost());
                return branches.any(|branch| *branch == TypeRef::Secret);
            }
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Numbers(_) => return false,
        };
    }
    *ty == TypeRef::Secret
}

fn definition(cx: Cx<'_>) -> TokenStream {
    let title = markdown::line(&cx.api.title);
    let mut doc = Doc::of(if title.is_empty() {
        "A client of the API.".to_owned()
    } else {
        format!("A client of the API “{title}”.")
    });
    doc.paragraph("Cloning it is cheap; clones share connections and credentials.");
    doc.paragraph(
        "[The module](super) has its operations, credentials, environment variables and limits of time.",
    );
    doc.paragraph(refused(cx.api));
    doc.example(example::client(cx));
    // An API that only calls back has nothing to send.
    let unused = match &cx.api.features {
        _ if cx.api.groups.is_empty() => Some(quote!(#[allow(dead_code)])),
        Some(features) => {
            let groups = &features.groups;
            Some(quote!(#[cfg_attr(not(any(#(feature = #groups),*)), allow(dead_code))]))
        }
        None => None,
    };
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Client {
            #unused
            inner: #CLIENT,
        }
    }
}

/// How the API refuses credentials, where that is not as everywhere.
pub(super) fn refused(api: &Api) -> String {
    let mut statuses: Vec<u16> = api.refused.iter().copied().chain([401]).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
    match statuses.split_last() {
        Some((last, others)) if !others.is_empty() => format!(
            "The API refuses credentials with {} or {last}; \
             [`Error::is_authentication`](crate::Error::is_authentication) tells.",
            others.join(", ")
        ),
        _ => String::new(),
    }
}

/// What makes a client.
fn constructors(cx: Cx<'_>) -> TokenStream {
    let new = new(cx);
    let from_env = reads_environment(cx.api).then(|| from_env(cx));
    quote! {
        impl Client {
            #new
            #from_env
            /// Begins a client with settings of its own.
            pub fn builder() -> Builder {
                Builder { inner: #CLIENT_BUILDER::new(&API) }
            }
        }
    }
}

/// The ways to the operations.
fn accessors(cx: Cx<'_>) -> Option<Impl> {
    let accessors = cx.api.groups.iter().map(|group| {
        let text = docs::short(&group.docs);
        let doc = Doc::of(if text.is_empty() {
            format!("The operations on {}.", markdown::code(&group.name.0))
        } else {
            docs::sentence(&text)
        });
        let module = group.module.as_str();
        let ty = format!("super::{module}::{}", group.ident.as_str());
        let attributes = [INLINE.to_owned(), "#[must_use]".to_owned()];
        Function {
            doc,
            attributes: features::gate_of_group(cx.api, group)
                .into_iter()
                .chain(attributes)
                .collect(),
            name: module.to_owned(),
            arguments: vec!["&self".to_owned()],
            body: vec![format!("{ty} {{ client: self.inner.clone() }}")],
            output: ty,
        }
    });
    let rows: Vec<Row> = accessors.chain(verify(cx).into_iter().flatten()).map(Row::from).collect();
    (!rows.is_empty()).then(|| Impl { of: "Client".to_owned(), rows })
}

/// The call that tells whether the credentials are good, where the description names one.
fn verify(cx: Cx<'_>) -> Option<Vec<Function>> {
    let id = cx.api.verify?;
    let operation = cx.api.operation(id);
    let group = cx.api.groups.iter().find(|group| group.operations.contains(&id))?;
    if !input::required(cx, operation).is_empty() {
        return None;
    }
    let (module, method_name, call) =
        (group.module.as_str(), operation.method.as_str(), operation.ident.as_str());
    let mut doc = Doc::of(format!(
        "The call {}, which succeeds exactly when the credentials are good.",
        markdown::code(&operation.id)
    ));
    // What is in the answer does not matter, so as little as possible is asked for.
    let pages = operation.pagination.as_ref();
    let limit = pages.and_then(|pages| pages.limit.as_ref());
    let limit = limit.filter(|limit| !limit.starts_with('/'));
    let smallest = limit.zip(pages.map(|pages| pages.least.to_string()));
    let smallest = smallest.map(|(limit, least)| {
        doc.paragraph("It asks for the smallest page.");
        format!(".with_query({}, {})", literal::text(limit), literal::text(&least))
    });
    let mut verified = Doc::of("This client, once the API has accepted its credentials.");
    verified.paragraph(format!(
        "Sends the call {} when it is awaited, under the time limits and retries of the client. The error \
         says whether the credentials were refused, or the check itself failed.",
        markdown::code(&operation.id)
    ));
    verified.example(example::verified(cx));
    let errors = cx.errors(&operation.errors);
    let gate = features::gate_of_group(cx.api, group);
    let smallest = smallest.unwrap_or_default();
    let attributes: Vec<String> = gate.into_iter().chain([INLINE.to_owned()]).collect();
    let method = |name: &str, doc, argument: &str, output, body| Function {
        doc,
        attributes: attributes.clone(),
        name: name.to_owned(),
        arguments: vec![argument.to_owned()],
        output,
        body,
    };
    Some(vec![
        method(
            "verify",
            doc,
            "&self",
            format!("super::{module}::{call}"),
            vec![format!("self.{module}().{method_name}(){smallest}")],
        ),
        method(
            "verified",
            verified,
            "self",
            format!("{VERIFIED}<Self, {errors}>"),
            vec!["let call = self.verify().send();".to_owned(), format!("{VERIFY}(self, call)")],
        ),
    ])
}

/// The constructor: it takes the credentials of the first security alternative. It is left out where
/// they cannot be told apart by name; the builder takes them one by one.
fn new(cx: Cx<'_>) -> Option<TokenStream> {
    let none = Vec::new();
    let schemes: Vec<&SecurityScheme> = cx
        .api
        .security
        .0
        .first()
        .unwrap_or(&none)
        .iter()
        .filter_map(|index| cx.api.schemes.get(*index as usize))
        .collect();
    let mut names: Vec<Ident> = Vec::new();
    let mut arguments = Vec::new();
    let mut steps = Vec::new();
    if cx.api.self_hosted {
        // No scheme is called so: it is a setting of every builder.
        arguments.push(quote!(base_url: impl #INTO<#STRING>));
        steps.push(quote!(.base_url(base_url)));
    }
    for scheme in &schemes {
        let method = ident(&scheme.ident);
        let inputs = inputs(scheme);
        let own: Vec<Ident> = inputs.iter().map(|(name, _)| name.clone()).collect();
        if own.iter().any(|name| names.contains(name)) {
            return None;
        }
        arguments.extend(inputs.into_iter().map(|(name, ty)| quote!(#name: #ty)));
        steps.push(quote!(.#method(#(#own),*)));
        names.extend(own);
    }
    let doc = Doc::of(match (cx.api.self_hosted, schemes.is_empty()) {
        (false, true) => "A client with default settings.",
        (false, false) => "A client with these credentials and default settings.",
        (true, true) => "A client of the server with this base URL, with default settings.",
        (true, false) => {
            "A client of the server with this base URL, with these credentials and default settings."
        }
    });
    let wrong = match cx.api.self_hosted {
        true => " A base URL or a credential that cannot be used, or no way to send requests.",
        false => " A credential that no request can carry, or no way to send requests.",
    };
    Some(quote! {
        #doc
        ///
        /// # Errors
        ///
        #[doc = #wrong]
        pub fn new(#(#arguments),*) -> #RESULT<Self, #CONFIG_ERROR> {
            Self::builder()#(#steps)*.build()
        }
    })
}

/// Whether the specification names any environment variable.
pub(super) fn reads_environment(api: &Api) -> bool {
    api.server_env.is_some() || api.schemes.iter().any(|scheme| !scheme.env.is_empty())
}

fn from_env(cx: Cx<'_>) -> TokenStream {
    let mut doc = Doc::of("A client whose settings come from environment variables.");
    let schemes = cx.api.schemes.iter().flat_map(|scheme| {
        scheme.env.iter().map(|variable| {
            let text = docs::short(&scheme.docs);
            let text =
                if text.is_empty() { "a credential.".to_owned() } else { docs::sentence(&text) };
            format!("{}: {text}", markdown::code(variable))
        })
    });
    let server = cx.api.server_env.iter().map(|variable| match cx.api.self_hosted {
        true => {
            format!("{}: the base URL of your server, which is needed.", markdown::code(variable))
        }
        false => format!("{}: another base URL, if it is set.", markdown::code(variable)),
    });
    let mut variables: Vec<String> = Vec::new();
    let (mut all, server): (Vec<String>, Vec<String>) = (schemes.collect(), server.collect());
    // As they are looked for: without an address nothing else matters.
    let at = if cx.api.self_hosted { 0 } else { all.len() };
    all.splice(at..at, server);
    for variable in all {
        if !variables.contains(&variable) {
            variables.push(variable);
        }
    }
    doc.items(variables);
    quote! {
        #doc
        ///
        /// # Errors
        ///
        /// A variable that is missing or has a value that cannot be used, or no way to send requests.
        pub fn from_env() -> #RESULT<Self, #CONFIG_ERROR> {
            Builder::from_env()?.build()
        }
    }
}
