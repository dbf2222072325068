//! Calls and attempts as spans of the crate `tracing`, by the conventions of OpenTelemetry for HTTP clients.
//!
//! | span | fields |
//! |---|---|
//! | `call` | `otel.name` and `operation.name` (the `operationId`), `api.name`, `error.type` |
//! | `request`, in it, one for each attempt | `otel.name`, `otel.kind` = `client`, `http.request.method`, `url.template`, `server.address`, `server.port`, `http.request.resend_count` from the second on, `http.response.status_code`, `error.type` |
//!
//! An attempt that will be repeated is an event in its span. The URL itself is left out: paths and queries
//! hold the caller's values. Without the feature `tracing` there is nothing here.

use core::future::Future;
use core::time::Duration;

use http::{StatusCode, Uri};

use crate::api::{Api, Operation};
use crate::error::{Error, TimeoutKind};
use crate::hook::AttemptFailure;
use crate::transport::TransportErrorKind;

#[cfg(feature = "tracing")]
#[derive(Clone, Debug)]
pub(crate) struct Span(tracing::Span);

#[cfg(not(feature = "tracing"))]
#[derive(Clone, Debug)]
pub(crate) struct Span;

/// What marks work as done within a span.
#[cfg(not(feature = "tracing"))]
pub(crate) struct Entered;

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn call(api: &'static Api, operation: &'static Operation) -> Self {
        Self(tracing::info_span!(
            "call",
            "otel.name" = operation.id,
            "otel.kind" = "internal",
            "api.name" = api.name,
            "operation.name" = operation.id,
            "error.type" = tracing::field::Empty,
        ))
    }

    /// The attempt of this number, in the span that it is made in.
    pub(crate) fn attempt(operation: &'static Operation, number: u32, uri: &Uri) -> Self {
        let method = operation.method.as_http();
        let port =
            uri.port_u16().unwrap_or(if uri.scheme_str() == Some("http") { 80 } else { 443 });
        let span = tracing::info_span!(
            "request",
            "otel.name" = %format_args!("{method} {}", operation.path),
            "otel.kind" = "client",
            "http.request.method" = method.as_str(),
            "url.template" = operation.path,
            "server.address" = uri.host().unwrap_or_default(),
            "server.port" = port,
            "http.request.resend_count" = tracing::field::Empty,
            "http.response.status_code" = tracing::field::Empty,
            "error.type" = tracing::field::Empty,
        );
        if number > 1 {
            span.record("http.request.resend_count", number - 1);
        }
        Self(span)
    }

    /// The future, within the span whenever it is polled.
    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    /// Begins work that is done at once and within the span, until what it gives is dropped.
    pub(crate) fn enter(&self) -> tracing::span::Entered<'_> {
        self.0.enter()
    }

    pub(crate) fn end_attempt(
        &self,
        status: Option<StatusCode>,
        failure: Option<AttemptFailure>,
        retry: Option<Duration>,
    ) {
        if let Some(status) = status {
            self.0.record("http.response.status_code", status.as_u16());
        }
        let failed = status.filter(|status| status.is_client_error() || status.is_server_error());
        match (failure, failed) {
            (Some(failure), _) => drop(self.0.record("error.type", kind(failure))),
            (None, Some(status)) => drop(self.0.record("error.type", status.as_str())),
            (None, None) => {}
        }
        if let Some(pause) = retry {
            let pause = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
            tracing::info!(parent: &self.0, retry.delay_ms = pause, "the request will be sent again");
        }
    }

    pub(crate) fn end_call<T>(&self, result: &Result<T, Error>) {
        let Err(error) = result else { return };
        let status = error.status();
        let kind = match error {
            Error::Build(_) => "build",
            Error::Credentials(_) => "credentials",
            Error::Transport(error) => kind(AttemptFailure::Transport(error.source.kind())),
            Error::Timeout(error) => kind(AttemptFailure::Timeout(error.kind)),
            _ => status.as_ref().map_or("error", StatusCode::as_str),
        };
        self.0.record("error.type", kind);
    }
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn call(_api: &'static Api, _operation: &'static Operation) -> Self {
        Self
    }

    pub(crate) fn attempt(_operation: &'static Operation, _number: u32, _uri: &Uri) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn enter(&self) -> Entered {
        Entered
    }

    pub(crate) fn end_attempt(
        &self,
        _status: Option<StatusCode>,
        _failure: Option<AttemptFailure>,
        _retry: Option<Duration>,
    ) {
    }

    pub(crate) fn end_call<T>(&self, _result: &Result<T, Error>) {}
}

/// A failure by a name of few, as the conventions want it.
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "nobody asks"))]
fn kind(failure: AttemptFailure) -> &'static str {
    match failure {
        AttemptFailure::Transport(TransportErrorKind::Connect) => "connect",
        AttemptFailure::Transport(TransportErrorKind::ConnectTimeout)
        | AttemptFailure::Timeout(TimeoutKind::Connect) => "connect_timeout",
        AttemptFailure::Transport(TransportErrorKind::Refused) => "refused",
        AttemptFailure::Transport(TransportErrorKind::Unprocessed) => "unprocessed",
        AttemptFailure::Transport(TransportErrorKind::Request) => "request",
        AttemptFailure::Transport(TransportErrorKind::Body) => "body",
        AttemptFailure::Transport(TransportErrorKind::BodyTimeout)
        | AttemptFailure::Timeout(TimeoutKind::Read) => "read_timeout",
        AttemptFailure::Timeout(TimeoutKind::Attempt) => "attempt_timeout",
        AttemptFailure::Timeout(TimeoutKind::Total) => "total_timeout",
        AttemptFailure::Timeout(TimeoutKind::Wait) => "wait_timeout",
        AttemptFailure::TooLong => "too_long",
    }
}
