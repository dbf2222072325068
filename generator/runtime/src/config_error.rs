//! Why a client could not be built.

use core::fmt;

use crate::problem::Problem;

/// A client that could not be built: which setting is wrong, and why. Shows no values.
#[derive(Debug)]
pub struct ConfigError(Box<Kind>);

#[derive(Debug)]
pub(crate) enum Kind {
    /// A header or the base URL.
    Setting { problem: Problem, env: Option<&'static str> },
    /// A credential that its scheme cannot use.
    Credential { scheme: &'static str, env: &'static [&'static str], what: &'static str },
    /// A credential for a scheme that the API does not have.
    NoScheme { api: &'static str, index: usize },
    /// These environment variables are not set: that of the base URL, where there is no default, with an
    /// example, and those of which one would give credentials.
    Missing {
        api: &'static str,
        server: Option<(&'static str, &'static str)>,
        env: Vec<&'static str>,
    },
    /// There is no base URL, and none that could be the default: an example, and the environment variable.
    NoServer { api: &'static str, example: &'static str, env: Option<&'static str> },
    /// Of user name and password, one environment variable is set.
    Half { scheme: &'static str, set: &'static str, missing: &'static str },
    /// An environment variable that is not Unicode.
    Unicode { env: &'static str },
    /// Credentials would travel in clear.
    Exposed,
    /// A certificate for mutual TLS that cannot be used.
    #[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
    Identity(&'static str),
    /// No transport is compiled in, and none was given.
    #[cfg(not(feature = "reqwest"))]
    NoTransport,
    /// The transport could not be built.
    #[cfg(feature = "reqwest")]
    Transport(crate::transport::TransportError),
}

impl From<Kind> for ConfigError {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}

impl From<Problem> for ConfigError {
    fn from(problem: Problem) -> Self {
        Kind::Setting { problem, env: None }.into()
    }
}

impl ConfigError {
    /// The environment variables that are missing: that of the base URL, then those for credentials, of
    /// which one may be enough. None where something else is wrong.
    #[must_use]
    pub fn missing_variables(&self) -> Vec<&'static str> {
        match &*self.0 {
            Kind::Missing { server, env, .. } => {
                server.iter().map(|(server, _)| *server).chain(env.iter().copied()).collect()
            }
            Kind::Half { missing, .. } => vec![*missing],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Setting { problem, env: None } => problem.fmt(f),
            Kind::Setting { problem, env: Some(env) } => {
                write!(f, "{problem} (environment variable {env})")
            }
            Kind::Credential { scheme, env, what } if env.is_empty() => {
                write!(f, "the credential `{scheme}` {what}")
            }
            Kind::Credential { scheme, env, what } => {
                write!(f, "the credential `{scheme}` (environment: {}) {what}", env.join(", "))
            }
            Kind::NoScheme { api, index } => {
                write!(f, "{api} has no security scheme with the index {index}")
            }
            Kind::Missing { api, server: None, env } => {
                write!(f, "no credential for {api} in the environment; set {}", env.join(" or "))
            }
            Kind::Missing { api, server: Some((server, example)), env } => {
                let (what, more) = match env.join(" or ") {
                    env if env.is_empty() => ("no base URL", env),
                    env => ("neither base URL nor credential", format!(", and {env}")),
                };
                write!(
                    f,
                    "{what} for {api} in the environment; \
                     set {server} to the URL of your server, such as `{example}`{more}"
                )
            }
            Kind::NoServer { api, example, env } => {
                write!(
                    f,
                    "no base URL for {api}, whose servers are everybody's own; \
                     call `base_url` with that of yours, such as `{example}`"
                )?;
                env.map_or(Ok(()), |env| write!(f, ", or set {env} and use `from_env`"))
            }
            Kind::Half { scheme, set, missing } => {
                write!(f, "the credential `{scheme}` needs {missing} too, because {set} is set")
            }
            Kind::Unicode { env } => {
                write!(f, "the environment variable {env} is not valid Unicode")
            }
            Kind::Exposed => f.write_str(
                "the base URL begins with `http://`, so credentials could be read on the way; \
                 use `https://`, or call `allow_http` if the network is trusted",
            ),
            #[cfg(all(
                feature = "reqwest",
                not(all(target_family = "wasm", target_os = "unknown"))
            ))]
            Kind::Identity(what) => write!(f, "the client certificate {what}"),
            #[cfg(not(feature = "reqwest"))]
            Kind::NoTransport => f.write_str(
                "there is no transport; give one to the builder, or enable the feature `reqwest`",
            ),
            #[cfg(feature = "reqwest")]
            Kind::Transport(_) => f.write_str("the transport could not be built"),
        }
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            #[cfg(feature = "reqwest")]
            Kind::Transport(error) => Some(error),
            _ => None,
        }
    }
}
