//! The builder of a client: one setter for each credential, and the settings that all APIs have.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::client::reads_environment;
use super::docs::Doc;
use super::rt::{
    CLIENT_BUILDER, CONFIG_ERROR, CREDENTIAL, INTO, RESULT, SECRET, STRING, TOKEN_PROVIDER,
};
use super::ty::ident;
use super::{Cx, markdown, servers, settings};
use crate::ir::{SchemeKind, SecurityScheme};

/// The methods of `Builder`.
pub(super) fn builder(cx: Cx<'_>) -> TokenStream {
    let schemes = cx.api.schemes.iter().zip(0usize..).map(|(scheme, index)| {
        let method = ident(&scheme.ident);
        let id = markdown::code(&scheme.id);
        let mut doc = Doc::spec(&scheme.docs, || format!("Sets the credential {id}."));
        if let SchemeKind::OAuth2 { token_url, scopes } = &scheme.kind {
            doc.paragraph(issued(token_url, scopes));
        }
        let inputs = inputs(scheme);
        let arguments = inputs.iter().map(|(name, ty)| quote!(#name: #ty));
        let values = inputs.iter().map(|(name, _)| name);
        let (kind, has_provider) = match scheme.kind {
            SchemeKind::Basic => (quote!(basic), false),
            SchemeKind::OAuth2 { .. } => (quote!(client), true),
            SchemeKind::Bearer
            | SchemeKind::Http(_)
            | SchemeKind::Header(_)
            | SchemeKind::Query(_)
            | SchemeKind::Cookie(_) => (quote!(token), true),
        };
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        let provider = has_provider.then(|| provider(scheme, &index));
        quote! {
            #doc
            #[inline]
            pub fn #method(self, #(#arguments),*) -> Self {
                Self { inner: self.inner.credential(#index, #CREDENTIAL::#kind(#(#values),*)) }
            }
            #provider
        }
    });
    let server = servers::setter(cx);
    let from_env = reads_environment(cx.api).then(|| {
        quote! {
            /// Settings with what [`Client::from_env`] finds, to which others can be added.
            ///
            /// # Errors
            ///
            /// A variable that is missing or is not Unicode.
            pub fn from_env() -> #RESULT<Self, #CONFIG_ERROR> {
                #CLIENT_BUILDER::from_env(&API).map(|inner| Self { inner })
            }
        }
    });
    let settings = settings::settings(cx);
    quote! {
        impl Builder {
            #from_env
            #(#schemes)*
            #server
            #settings
        }
    }
}

/// Where access tokens come from.
fn issued(token_url: &str, scopes: &[String]) -> String {
    let scopes: Vec<String> = scopes.iter().map(|scope| markdown::code(scope)).collect();
    let wanted = match &scopes[..] {
        [] => String::new(),
        [scope] => format!(" with the scope {scope}"),
        scopes => format!(" with the scopes {}", scopes.join(", ")),
    };
    let url = markdown::code(token_url);
    format!("Access tokens are asked for at {url}{wanted}, and kept until they expire.")
}

/// The method that takes a provider of tokens.
fn provider(scheme: &SecurityScheme, index: &proc_macro2::Literal) -> TokenStream {
    let method = ident(&scheme.provider);
    let id = markdown::code(&scheme.id);
    let mut doc = Doc::of(format!("Asks a provider for the credential {id} before each attempt."));
    doc.paragraph(
        "For what expires or is kept elsewhere. A closure that returns a future is a provider, too.",
    );
    quote! {
        #doc
        #[inline]
        pub fn #method(self, provider: impl #TOKEN_PROVIDER + 'static) -> Self {
            Self { inner: self.inner.credential(#index, #CREDENTIAL::provider(provider)) }
        }
    }
}

/// What a credential is made of.
pub(super) fn inputs(scheme: &SecurityScheme) -> Vec<(Ident, TokenStream)> {
    match scheme.kind {
        SchemeKind::Basic => vec![
            (format_ident!("username"), quote!(impl #INTO<#STRING>)),
            (format_ident!("password"), quote!(impl #INTO<#SECRET>)),
        ],
        SchemeKind::OAuth2 { .. } => vec![
            (format_ident!("client_id"), quote!(impl #INTO<#STRING>)),
            (format_ident!("client_secret"), quote!(impl #INTO<#SECRET>)),
        ],
        SchemeKind::Bearer
        | SchemeKind::Http(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => vec![(ident(&scheme.ident), quote!(impl #INTO<#SECRET>))],
    }
}
