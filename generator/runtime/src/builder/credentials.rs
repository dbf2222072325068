//! Credentials from variables, and in the form that a client uses them in.

use core::time::Duration;
use std::sync::Arc;

use crate::api::{Api, Scheme, SchemeKind};
use crate::base_url::BaseUrl;
use crate::clock::Clock;
use crate::config_error::{ConfigError, Kind};
use crate::credentials::{ClientCredentials, Credential, Credentials};
use crate::secret::Secret;
use crate::transport::{Attempt, Transport};

/// The credential that the variables of a scheme hold. `variable` gives the text of one that is set.
pub(super) fn from_variables(
    scheme: &Scheme,
    variable: &dyn Fn(&'static str) -> Result<Option<String>, ConfigError>,
) -> Result<Option<Credential>, ConfigError> {
    let filled = |env| variable(env).map(|text| text.filter(|text| !text.is_empty()));
    let half = |set, missing| Err(Kind::Half { scheme: scheme.name, set, missing }.into());
    match (scheme.kind, scheme.env) {
        (SchemeKind::Basic, &[username, password]) => {
            match (filled(username)?, variable(password)?) {
                (Some(name), Some(text)) => Ok(Some(Credential::basic(name, text))),
                (Some(_), None) => half(username, password),
                (None, Some(text)) if !text.is_empty() => half(password, username),
                (None, _) => Ok(None),
            }
        }
        (SchemeKind::OAuth2 { .. }, &[id, secret]) => match (filled(id)?, filled(secret)?) {
            (Some(id), Some(secret)) => Ok(Some(Credential::client(id, secret))),
            (Some(_), None) => half(id, secret),
            (None, Some(_)) => half(secret, id),
            (None, None) => Ok(None),
        },
        (SchemeKind::Basic, _) => Ok(None),
        (_, &[token]) => Ok(filled(token)?.map(Credential::token)),
        (_, _) => Ok(None),
    }
}

/// What getting access tokens takes.
pub(super) struct Issuers<'a> {
    pub(super) api: &'static Api,
    pub(super) allow_http: bool,
    pub(super) connect_timeout: Duration,
    pub(super) transport: &'a Arc<dyn Transport>,
    pub(super) clock: &'a Arc<dyn Clock>,
}

impl Issuers<'_> {
    /// Where each credential comes from. What could never be sent is refused before the first call.
    pub(super) fn sources(
        &self,
        given: Credentials<Credential>,
    ) -> Result<Credentials, ConfigError> {
        given.try_map(|index, credential| {
            let Some(scheme) = self.api.schemes.get(index) else {
                return Err(Kind::NoScheme { api: self.api.name, index }.into());
            };
            let issuer = |id: String, secret| self.issuer(scheme, &id, &secret);
            credential.source(scheme, issuer).map_err(|what| {
                Kind::Credential { scheme: scheme.name, env: scheme.env, what }.into()
            })
        })
    }

    fn issuer(
        &self,
        scheme: &'static Scheme,
        id: &str,
        secret: &Secret,
    ) -> Result<ClientCredentials, &'static str> {
        let SchemeKind::OAuth2 { token_url, scopes } = scheme.kind else {
            return Err("needs a token, not the secret of an application");
        };
        let url = BaseUrl::parse(token_url).map_err(|_| "has a token URL that cannot be used")?;
        if url.is_exposed() && !self.allow_http {
            return Err(
                "has a token URL that begins with `http://`, so it could be read on the way",
            );
        }
        let attempt = Attempt {
            operation: scheme.name,
            connect_timeout: self.connect_timeout,
            api: self.api,
        };
        let (transport, clock) = (Arc::clone(self.transport), Arc::clone(self.clock));
        ClientCredentials::new(url, scopes, (id, secret), attempt, transport, clock)
    }
}
