//! Credentials: which ones a client holds, where they come from, and which alternative of an
//! operation they satisfy.
//!
//! What is always the same is put into its form once, when the client is built; a token of a provider
//! is asked for by each attempt.

use std::sync::Arc;

use crate::api::{Scheme, SchemeKind};
use crate::secret::Secret;

mod grant;
mod oauth;
mod placed;
mod provider;

pub(crate) use self::grant::Granted;
pub(crate) use self::oauth::ClientCredentials;
pub use self::oauth::OAuthError;
pub(crate) use self::placed::{Placed, cookie_header, with_cookies};
pub use self::provider::{ProviderError, TokenProvider};

/// A credential for one security scheme.
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Token(Secret),
    Basic { username: String, password: Secret },
    Provider(Arc<dyn TokenProvider>),
    Client { id: String, secret: Secret },
}

impl Credential {
    /// A token or key, for every scheme but basic.
    #[must_use]
    pub fn token(token: impl Into<Secret>) -> Self {
        Self(Kind::Token(token.into()))
    }

    /// A user name and a password, for the scheme basic.
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Kind::Basic { username: username.into(), password: password.into() })
    }

    /// Where tokens or keys come from, for every scheme but basic.
    #[must_use]
    pub fn provider(provider: impl TokenProvider + 'static) -> Self {
        Self(Kind::Provider(Arc::new(provider)))
    }

    /// What an application proves itself with to get access tokens, for the scheme of OAuth 2 (RFC
    /// 6749, section 4.4).
    #[must_use]
    pub fn client(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self(Kind::Client { id: id.into(), secret: secret.into() })
    }

    /// Where the credential comes from at run time; the error is a predicate without the value.
    /// `issuer` makes what gets access tokens for an application.
    pub(crate) fn source(
        self,
        scheme: &Scheme,
        issuer: impl FnOnce(String, Secret) -> Result<ClientCredentials, &'static str>,
    ) -> Result<Source, &'static str> {
        match (scheme.kind, self.0) {
            (SchemeKind::Basic, Kind::Basic { username, password }) => {
                Placed::basic(&username, &password).map(Source::Ready)
            }
            (SchemeKind::Basic, _) => Err("needs a user name and a password"),
            (_, Kind::Basic { .. }) => Err("needs a token, not a user name and a password"),
            (_, Kind::Token(token)) => Placed::token(scheme, &token).map(Source::Ready),
            (_, Kind::Provider(provider)) => Ok(Source::Provided(provider)),
            (SchemeKind::OAuth2 { .. }, Kind::Client { id, secret }) => {
                issuer(id, secret).map(|issuer| Source::Issued(Arc::new(issuer)))
            }
            (_, Kind::Client { .. }) => Err("needs a token, not the secret of an application"),
        }
    }
}

impl core::fmt::Debug for Credential {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self.0 {
            Kind::Token(_) => "Credential(token)",
            Kind::Basic { .. } => "Credential(user name and password)",
            Kind::Provider(_) => "Credential(provider)",
            Kind::Client { .. } => "Credential(application)",
        })
    }
}

/// Where a client gets a credential from.
pub(crate) enum Source {
    /// It is always the same.
    Ready(Placed),
    /// The consumer's provider.
    Provided(Arc<dyn TokenProvider>),
    /// The API's authorization server.
    Issued(Arc<ClientCredentials>),
}

impl Source {
    /// Whether it is asked by each attempt.
    fn fetches(&self) -> bool {
        match self {
            Self::Ready(_) => false,
            Self::Provided(_) | Self::Issued(_) => true,
        }
    }
}

impl Credentials {
    /// Whether some of them are fetched.
    fn fetches(&self) -> bool {
        self.0.iter().flatten().any(Source::fetches)
    }
}

/// What a client holds, by index of the scheme. `C` is a [`Credential`] while the client is being
/// built, and a [`Source`] afterwards.
pub(crate) struct Credentials<C = Source>(Vec<Option<C>>);

impl<C> Credentials<C> {
    pub(crate) fn set(&mut self, scheme: usize, credential: C) {
        if self.0.len() <= scheme {
            self.0.resize_with(scheme + 1, || None);
        }
        self.0[scheme] = Some(credential);
    }

    pub(crate) fn get(&self, scheme: usize) -> Option<&C> {
        self.0.get(scheme)?.as_ref()
    }

    /// The indices of the schemes that were given.
    pub(crate) fn given(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, held)| held.is_some()).map(|(at, _)| at)
    }

    /// The first alternative that is fully given. One that needs nothing comes last: who gives
    /// credentials wants them used.
    pub(crate) fn choose(
        &self,
        alternatives: &'static [&'static [usize]],
    ) -> Option<&'static [usize]> {
        if alternatives.is_empty() {
            return Some(&[]);
        }
        let full = |needed: &&&[usize]| {
            !needed.is_empty() && needed.iter().all(|scheme| self.get(*scheme).is_some())
        };
        let free = || alternatives.iter().find(|needed| needed.is_empty());
        alternatives.iter().find(full).or_else(free).copied()
    }

    /// The same credentials in another form, or what the first failure makes of its index.
    pub(crate) fn try_map<D, E>(
        self,
        mut map: impl FnMut(usize, C) -> Result<D, E>,
    ) -> Result<Credentials<D>, E> {
        let mapped = self.0.into_iter().enumerate();
        let mapped =
            mapped.map(|(at, held)| held.map(|credential| map(at, credential)).transpose());
        mapped.collect::<Result<_, E>>().map(Credentials)
    }
}

impl<C> Default for Credentials<C> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<C> core::fmt::Debug for Credentials<C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.given()).finish()
    }
}

/// Alternatives in words, for who has to provide one.
fn describe(alternatives: &[&[usize]], schemes: &[Scheme]) -> String {
    let alternative = |needed: &&[usize]| {
        let names = needed.iter().filter_map(|scheme| schemes.get(*scheme)).map(describe_scheme);
        names.collect::<Vec<_>>().join(" and ")
    };
    alternatives.iter().map(alternative).collect::<Vec<_>>().join(", or ")
}

fn describe_scheme(scheme: &Scheme) -> String {
    let Scheme { name, env, .. } = scheme;
    if env.is_empty() {
        return format!("`{name}`");
    }
    format!("`{name}` (environment: {})", env.join(", "))
}

#[cfg(test)]
pub(crate) mod hand;
#[cfg(test)]
mod tests;
