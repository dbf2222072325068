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
    /// None of these environment variables is set.
    Missing { api: &'static str, env: Vec<&'static str> },
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
            Kind::Missing { api, env } => {
                write!(f, "no credential for {api} in the environment; set {}", env.join(" or "))
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
