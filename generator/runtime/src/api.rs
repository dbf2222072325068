//! What a description says about an API and its operations, as constant data.
//!
//! Emitted code fills these tables; the rest of the crate reads them. Nothing here has behaviour
//! beyond looking something up.

use core::time::Duration;

use http::HeaderMap;

pub use self::case::Case;
pub(crate) use self::case::choices;
use self::case::{EXACT, best};
pub use self::envelope::Envelope;
pub use self::find::Find;
pub use self::pagination::{Next, Pagination};
pub use self::parameter::{Location, Parameter, Style};
pub use self::wait::Wait;
use crate::retry::RetryPolicy;

mod case;
mod envelope;
mod find;
mod pagination;
mod parameter;
mod wait;

/// An API as its description states it.
#[derive(Debug)]
pub struct Api {
    /// The module name of the API, for messages.
    pub name: &'static str,
    /// Base URLs; the first one is the default.
    pub servers: &'static [&'static str],
    /// The environment variable that overrides the base URL in `from_env`.
    pub server_env: Option<&'static str>,
    /// Whether everybody has a server of their own: [`Api::servers`] are examples then, and none is the
    /// default.
    pub self_hosted: bool,
    /// The security schemes that operations point into by index.
    pub schemes: &'static [Scheme],
    /// What operations need that say nothing else: alternatives, each a set of indices into
    /// [`Api::schemes`] that are needed together. No alternative at all means a public API.
    pub security: &'static [&'static [usize]],
    /// The statuses that say that credentials were refused, beside 401 (RFC 9110, section 15.5.2).
    pub refused: &'static [u16],
    /// The time limit of one attempt, where the description states one.
    pub timeout: Option<Duration>,
    /// The retry policy, where the description states one.
    pub retry: Option<&'static RetryPolicy>,
    /// Names of JSON members, form fields and query parameters that hold credentials, for whoever writes
    /// requests and answers down.
    pub secret_members: &'static [&'static str],
    /// The value of `user-agent` unless the consumer sets another.
    pub user_agent: &'static str,
}

impl Api {
    /// What an API has that says nothing; emitted code fills what its description says.
    pub const DEFAULT: Self = Self {
        name: "",
        servers: &[],
        server_env: None,
        self_hosted: false,
        schemes: &[],
        security: &[],
        refused: &[],
        timeout: None,
        retry: None,
        secret_members: &[],
        user_agent: "",
    };

    /// Whether this status says that credentials were refused.
    pub(crate) fn refuses(&self, status: http::StatusCode) -> bool {
        status == http::StatusCode::UNAUTHORIZED || self.refused.contains(&status.as_u16())
    }
}

/// A security scheme (OpenAPI 3.1, "Security Scheme Object").
#[derive(Debug)]
pub struct Scheme {
    /// The name of the scheme in the description.
    pub name: &'static str,
    /// Where and how the credential travels.
    pub kind: SchemeKind,
    /// Environment variables that hold the credential: one, user name and password for
    /// [`SchemeKind::Basic`], or client id and secret for [`SchemeKind::OAuth2`]; empty when the
    /// description names none.
    pub env: &'static [&'static str],
}

/// Where and how a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …` (RFC 6750, section 2.1).
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// `Authorization: NAME …`: a token under a scheme of this name (RFC 9110, section 11.4).
    Http(&'static str),
    /// The header of this name.
    ApiKeyHeader(&'static str),
    /// The query parameter of this name.
    ApiKeyQuery(&'static str),
    /// The cookie of this name.
    ApiKeyCookie(&'static str),
    /// As [`Bearer`](Self::Bearer), with access tokens that an application can get for itself (RFC 6749,
    /// section 4.4).
    OAuth2 {
        /// Where it asks for them.
        token_url: &'static str,
        /// What it asks for; nothing means what the server gives by default.
        scopes: &'static [&'static str],
    },
}

/// An operation as its description states it.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, such as `/machines/{machine_id}`.
    pub path: &'static str,
    /// The base URL that it has to itself: a whole one, or one that begins with `/` and is a path at the
    /// client's server; empty where it has none.
    pub server: &'static str,
    /// Header parameters with one possible value.
    pub headers: &'static [(&'static str, &'static str)],
    /// The media type of the request's body; empty when the operation takes none.
    pub content_type: &'static str,
    /// The value of `accept`; empty when the operation answers without a body.
    pub accept: &'static str,
    /// What it needs, where that is not [`Api::security`].
    pub security: Option<&'static [&'static [usize]]>,
    /// Documented successes.
    pub success: &'static [Case],
    /// Documented errors that have a body, and those without one that a more general key would claim.
    pub errors: &'static [Case],
    /// The time limit of one attempt, where the description states one for this operation.
    pub timeout: Option<Duration>,
    /// The retry policy, where the description states another one for this operation than for the API.
    pub retry: Option<&'static RetryPolicy>,
    /// Whether sending it twice does no more than sending it once, though its method does not say so.
    pub safe: bool,
    /// The header that lets the server recognise a repeated request; empty where there is none.
    pub idempotency_key: &'static str,
}

/// The methods of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
    /// `QUERY`, which asks as `GET` does, with a body (draft-ietf-httpbis-safe-method-w-body)
    Query,
    /// Any other, as it is sent: a token (RFC 9110, section 5.6.2)
    Other(&'static str),
}

impl Method {
    /// The method as the crate `http` spells it.
    pub(crate) fn as_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Put => http::Method::PUT,
            Self::Post => http::Method::POST,
            Self::Delete => http::Method::DELETE,
            Self::Options => http::Method::OPTIONS,
            Self::Head => http::Method::HEAD,
            Self::Patch => http::Method::PATCH,
            Self::Trace => http::Method::TRACE,
            Self::Query => of_token("QUERY"),
            Self::Other(name) => of_token(name),
        }
    }
}

fn of_token(name: &str) -> http::Method {
    http::Method::from_bytes(name.as_bytes()).expect("the generator takes tokens alone for methods")
}

/// What the description says about the status of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A documented success with this variant of the output type.
    Success { variant: usize, envelope: Option<&'static Envelope> },
    /// A documented error with this variant of the error type.
    Error { variant: usize, envelope: Option<&'static Envelope> },
    /// Not documented, or documented without a body.
    Unexpected,
}

impl Operation {
    /// What an operation has that says nothing; emitted code fills what its description says.
    pub const DEFAULT: Self = Self {
        id: "",
        method: Method::Get,
        path: "",
        server: "",
        headers: &[],
        content_type: "",
        accept: "",
        security: None,
        success: &[],
        errors: &[],
        timeout: None,
        retry: None,
        safe: false,
        idempotency_key: "",
    };

    /// What most operations are like: they answer 200 with JSON, and need what the API needs.
    pub const USUAL: Self =
        Self { accept: "application/json", success: &[Case::new(&[200], 0)], ..Self::DEFAULT };

    /// The alternatives of what it needs.
    pub(crate) fn security(&self, api: &Api) -> &'static [&'static [usize]] {
        self.security.unwrap_or(api.security)
    }

    /// Finds the case of `status` and the media type that `headers` name; the more specific key wins
    /// (OpenAPI 3.1, "Responses Object").
    pub(crate) fn outcome(&self, status: http::StatusCode, headers: &HeaderMap) -> Outcome {
        let success = best(self.success, status, status.is_success(), headers);
        if let Some((EXACT, case)) = success {
            return case.success();
        }
        let error = best(self.errors, status, !status.is_success(), headers);
        match (success, error) {
            (Some((exact, case)), Some((other, _))) if exact >= other => case.success(),
            (_, Some((_, case))) => case.error(),
            (Some((_, case)), None) => case.success(),
            (None, None) => Outcome::Unexpected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPERATION: Operation = Operation {
        id: "Find",
        path: "/",
        accept: "application/json",
        success: &[Case::new(&[200], 0), Case::new(&[0], 1)],
        errors: &[
            Case::new(&[0], 0),
            Case::new(&[4, 405], 1),
            Case::new(&[404, 410], 2),
            Case::without_body(&[409]),
        ],
        ..Operation::DEFAULT
    };

    fn outcome(status: u16) -> Outcome {
        let status = http::StatusCode::from_u16(status).expect("a status");
        OPERATION.outcome(status, &HeaderMap::new())
    }

    fn success(variant: usize) -> Outcome {
        Outcome::Success { variant, envelope: None }
    }

    fn error(variant: usize) -> Outcome {
        Outcome::Error { variant, envelope: None }
    }

    #[test]
    fn the_most_specific_case_wins() {
        assert_eq!(outcome(404), error(2));
        assert_eq!(outcome(410), error(2));
        assert_eq!(outcome(400), error(1));
        assert_eq!(outcome(503), error(0));
        assert_eq!(outcome(200), success(0));
    }

    #[test]
    fn default_among_successes_is_any_other_2xx_and_among_errors_anything_else() {
        assert_eq!(outcome(204), success(1));
        assert_eq!(outcome(302), error(0));
    }

    #[test]
    fn a_status_documented_without_a_body_is_not_decoded_by_its_range() {
        assert_eq!(outcome(409), Outcome::Unexpected);
    }

    #[test]
    fn an_undocumented_status_is_unexpected() {
        let operation = Operation { success: &[], errors: &[], ..OPERATION };
        assert_eq!(operation.outcome(http::StatusCode::OK, &HeaderMap::new()), Outcome::Unexpected);
    }
}
