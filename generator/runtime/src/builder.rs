//! From settings to a client. Setters never fail; the first problem comes out of `build`.

use core::time::Duration;
use std::ffi::OsString;
use std::sync::Arc;

use http::HeaderMap;

use crate::api::Api;
use crate::base_url::{self, BaseUrl};
use crate::client::{Client, Config};
use crate::clock::Clock;
use crate::config_error::{ConfigError, Kind};
use crate::credentials::{Credential, Credentials};
use crate::header;
use crate::hook::Hooks;
use crate::pairs::Pairs;
use crate::problem::{Place, Problem};
use crate::random::{Random, SystemRandom};
use crate::response::Limits;
use crate::retry::{Budget, RetryPolicy};
use crate::timeout;
use crate::transport::Transport;

mod credentials;
mod settings;

/// Collects the settings of a [`Client`].
pub struct ClientBuilder {
    api: &'static Api,
    base_url: Option<(String, Option<&'static str>)>,
    server: Option<String>,
    credentials: Credentials<Credential>,
    headers: HeaderMap,
    user_agent: Option<String>,
    query: Pairs,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    read_timeout: Duration,
    connect_timeout: Duration,
    retry: Option<RetryPolicy>,
    hooks: Hooks,
    limits: Limits,
    allow_http: bool,
    transport: Option<Arc<dyn Transport>>,
    layers: Vec<settings::Layer>,
    clock: Option<Arc<dyn Clock>>,
    random: Option<Arc<dyn Random>>,
    problem: Option<ConfigError>,
}

impl ClientBuilder {
    /// A builder with the defaults of `api`: its first server, unless everybody has their own, no credentials, 10 s to connect and
    /// 60 s for an attempt, and the policy [`RetryPolicy::new`] unless the API says otherwise.
    #[must_use]
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            server: None,
            credentials: Credentials::default(),
            headers: HeaderMap::new(),
            user_agent: None,
            query: Pairs::default(),
            timeout: None,
            attempt_timeout: None,
            read_timeout: timeout::READ,
            connect_timeout: timeout::CONNECT,
            retry: None,
            hooks: Hooks::default(),
            limits: Limits::default(),
            allow_http: false,
            transport: None,
            layers: Vec::new(),
            clock: None,
            random: None,
            problem: None,
        }
    }

    /// A builder with the base URL and the credentials that the environment holds. Empty variables
    /// count as unset, but for the password that belongs to a user name: APIs that take a key as the user
    /// name want it empty.
    ///
    /// # Errors
    /// When everybody has a server of their own and there is no base URL, the API names variables for
    /// credentials and no credential is there, only one of user name and password is, or a variable is not
    /// Unicode. What is missing is told all at once.
    pub fn from_env(api: &'static Api) -> Result<Self, ConfigError> {
        Self::from_variables(api, &|name| std::env::var_os(name))
    }

    /// As [`ClientBuilder::from_env`], with the environment as a function.
    fn from_variables(
        api: &'static Api,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, ConfigError> {
        let raw = |env: &'static str| match variable(env).map(OsString::into_string) {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(text)),
            Some(Err(_)) => Err(ConfigError::from(Kind::Unicode { env })),
        };
        let read = |env| raw(env).map(|text| text.filter(|text| !text.is_empty()));
        let mut builder = Self::new(api);
        if let Some(env) = api.server_env
            && let Some(url) = read(env)?
        {
            builder.base_url = Some((url, Some(env)));
        }
        for (index, scheme) in api.schemes.iter().enumerate() {
            let credential = credentials::from_variables(scheme, &raw)?;
            if let Some(credential) = credential {
                builder = builder.credential(index, credential);
            }
        }
        let server = api.server_env.filter(|_| api.self_hosted && builder.base_url.is_none());
        let server = server.map(|env| (env, example(api)));
        let mut env: Vec<_> = api.schemes.iter().flat_map(|scheme| scheme.env).copied().collect();
        if builder.credentials.given().next().is_some() {
            env.clear();
        }
        if server.is_some() || !env.is_empty() {
            return Err(Kind::Missing { api: api.name, server, env }.into());
        }
        Ok(builder)
    }

    /// Sets the credential of the scheme with this index in [`Api::schemes`].
    #[must_use]
    pub fn credential(mut self, scheme: usize, credential: Credential) -> Self {
        self.credentials.set(scheme, credential);
        self
    }

    /// Sets the base URL: scheme, host, and optionally a port and a path.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some((url.into(), None));
        self
    }

    /// Chooses a server of the API: the template of its URL and what its variables are. A base URL that is
    /// set goes before it.
    #[must_use]
    pub fn server(mut self, template: &str, variables: &[(&str, &str)]) -> Self {
        match base_url::expand(template, variables) {
            Ok(url) => self.server = Some(url),
            Err(problem) => {
                self.problem.get_or_insert(problem.into());
            }
        }
        self
    }

    /// Sets a header of every request. Its value is taken for a secret. Wrong names and values, and
    /// headers that frame the message (`host`, `content-length`, …), are reported by `build`.
    ///
    /// It goes over credentials too: `authorization` is sent in place of the client's. Only `cookie` is
    /// added to, so that the cookie of a credential stays.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match header::checked(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(problem) => {
                self.problem.get_or_insert(problem.into());
            }
        }
        self
    }

    /// Sets the header `user-agent`.
    #[must_use]
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// Allows credentials to be sent to an `http://` URL off this machine, where others can read
    /// them.
    #[must_use]
    pub fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Checks the settings and makes the client.
    ///
    /// # Errors
    /// The first setting that is wrong, by name.
    pub fn build(self) -> Result<Client, ConfigError> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let is_base_url_given = self.base_url.is_some();
        let (url, env) = match (self.base_url, self.server) {
            (Some(given), _) => given,
            (None, Some(server)) => (server, None),
            (None, None) if self.api.self_hosted => {
                let Api { name: api, server_env: env, .. } = *self.api;
                return Err(Kind::NoServer { api, example: example(self.api), env }.into());
            }
            (None, None) => (example(self.api).to_owned(), None),
        };
        let base_url = BaseUrl::parse(&url).map_err(|what| {
            ConfigError::from(Kind::Setting {
                problem: Problem::new(Place::BaseUrl, "", what),
                env,
            })
        })?;
        let secret = self.credentials.given().next().is_some()
            || self.headers.keys().any(|name| header::is_credential(self.api, name))
            || self.query.names().any(|name| header::is_key(self.api, name));
        if base_url.is_exposed() && secret && !self.allow_http {
            return Err(Kind::Exposed.into());
        }
        let user_agent = self.user_agent.as_deref().unwrap_or(self.api.user_agent);
        let (_, mut user_agent) = header::checked("user-agent", user_agent)?;
        user_agent.set_sensitive(false);
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        let transport =
            self.layers.into_iter().fold(transport, |transport, layer| layer(transport));
        let clock = self.clock.unwrap_or_else(|| transport.clock());
        let issuers = credentials::Issuers {
            api: self.api,
            allow_http: self.allow_http,
            connect_timeout: self.connect_timeout,
            transport: &transport,
            clock: &clock,
        };
        let credentials = issuers.sources(self.credentials)?;
        Ok(Client::new(Config {
            api: self.api,
            base_url,
            is_base_url_given,
            credentials,
            headers: self.headers,
            user_agent,
            query: self.query,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            read_timeout: self.read_timeout,
            connect_timeout: self.connect_timeout,
            retry: self.retry,
            budget: Budget::default(),
            hooks: self.hooks,
            limits: self.limits,
            allow_http: self.allow_http,
            clock,
            random: self.random.unwrap_or_else(|| Arc::new(SystemRandom)),
            transport,
        }))
    }
}

impl core::fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // The base URL is not checked yet and may hold a password.
        f.debug_struct("ClientBuilder").field("api", &self.api.name).finish_non_exhaustive()
    }
}

/// The first server of the description.
fn example(api: &Api) -> &'static str {
    api.servers.first().copied().unwrap_or_default()
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Duration) -> Result<Arc<dyn Transport>, ConfigError> {
    match crate::transport::ReqwestTransport::new(connect_timeout) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(Kind::Transport(error).into()),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_connect_timeout: Duration) -> Result<Arc<dyn Transport>, ConfigError> {
    Err(Kind::NoTransport.into())
}

#[cfg(test)]
mod tests;
