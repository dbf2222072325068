//! Seeing every attempt: before its request is sent, and after it ended.
//!
//! [`Watch`] is the one place where an attempt begins and ends. Whatever observes attempts, hooks of
//! consumers as well as spans of a tracing library, is called from there. An attempt that is cancelled
//! ends by the watch being dropped.

use core::fmt;
use core::time::Duration;
use std::error::Error as StdError;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use crate::api::Operation;
use crate::body::Body;
use crate::call::Inputs;
use crate::error::TimeoutKind;
use crate::trace::Span;
use crate::transport::TransportErrorKind;

/// Sees every attempt of every call of a client.
///
/// Hooks run within the call and must not block. Requests hold credentials and answers hold data:
/// what a hook writes down is its responsibility.
pub trait Hook: Send + Sync {
    /// Called with each request before it is sent, in the order in which hooks were added. It may
    /// change headers, as signatures do. What it sends elsewhere goes with the client's credentials.
    ///
    /// # Errors
    /// The call then ends with [`Error::Transport`](crate::Error::Transport) of the kind
    /// [`Refused`](TransportErrorKind::Refused), whose source is this error, and nothing is sent.
    /// Hooks of this attempt see no end of it.
    fn before(
        &self,
        request: &mut http::Request<Body>,
        attempt: &AttemptInfo,
    ) -> Result<(), HookError> {
        let _ = (request, attempt);
        Ok(())
    }

    /// Called when an attempt has ended, in the opposite order. An attempt whose call was dropped has
    /// no end.
    fn after(&self, outcome: AttemptOutcome<'_>, attempt: &AttemptInfo) {
        let _ = (outcome, attempt);
    }
}

/// Why a hook refuses a request. Any error and any text converts into it.
pub struct HookError(Box<dyn StdError + Send + Sync>);

impl<E: Into<Box<dyn StdError + Send + Sync>>> From<E> for HookError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl HookError {
    pub(crate) fn into_source(self) -> Box<dyn StdError + Send + Sync> {
        self.0
    }
}

impl fmt::Debug for HookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Which attempt of which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptInfo {
    /// The module name of the API.
    pub api: &'static str,
    /// The `operationId`.
    pub operation: &'static str,
    /// The path template, such as `/machines/{machine_id}`.
    pub path: &'static str,
    /// The number of the attempt, from 1.
    pub number: u32,
}

impl AttemptInfo {
    fn new(inputs: &Inputs, number: u32) -> Self {
        let Operation { id, path, .. } = *inputs.operation;
        Self { api: inputs.client.config().api.name, operation: id, path, number }
    }
}

/// How an attempt ended. `Debug` shows neither values of headers nor anything of a body.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct AttemptOutcome<'a> {
    /// The status, if a response came.
    pub status: Option<StatusCode>,
    /// The headers, if a response came.
    pub headers: Option<&'a HeaderMap>,
    /// What failed beside the status, if something did.
    pub failure: Option<AttemptFailure>,
    /// How long it took, the body of the response included where the call reads it.
    pub elapsed: Duration,
    /// The pause after which the next attempt begins, if there is one.
    pub retry: Option<Duration>,
}

/// What failed with an attempt beside the status of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttemptFailure {
    /// The request could not be sent or the response not be read.
    Transport(TransportErrorKind),
    /// A time limit passed.
    Timeout(TimeoutKind),
    /// The body of a success was longer than the client reads.
    TooLong,
}

impl fmt::Debug for AttemptOutcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, headers, failure, elapsed, retry } = self;
        let headers = headers.map(|headers| headers.keys().collect::<Vec<_>>());
        f.debug_struct("AttemptOutcome")
            .field("status", status)
            .field("headers", &headers)
            .field("failure", failure)
            .field("elapsed", elapsed)
            .field("retry", retry)
            .finish()
    }
}

/// The hooks of a client, in the order in which they were added.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn Hook>>);

impl Hooks {
    pub(crate) fn add(&mut self, hook: impl Hook + 'static) {
        self.0.push(Arc::new(hook));
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hooks({})", self.0.len())
    }
}

/// An attempt that is being watched from its request to its end.
pub(crate) struct Watch<'a> {
    inputs: &'a Inputs,
    number: u32,
    begun: Duration,
    span: Span,
}

impl<'a> Watch<'a> {
    /// Shows `request` to all who watch, before it is sent.
    #[inline]
    pub(crate) fn begin(
        inputs: &'a Inputs,
        number: u32,
        request: &mut http::Request<Body>,
    ) -> Result<Self, HookError> {
        let config = inputs.client.config();
        // Without hooks nobody asks how long it took.
        let begun = match &*config.hooks.0 {
            [] => Duration::ZERO,
            hooks => before(hooks, request, &AttemptInfo::new(inputs, number))
                .map(|()| config.clock.now())?,
        };
        let span = Span::attempt(inputs.operation, number, request.uri());
        Ok(Self { inputs, number, begun, span })
    }

    /// The span that the attempt is to be made in.
    pub(crate) fn span(&self) -> &Span {
        &self.span
    }

    /// Tells all who watch how the attempt ended, and whether there will be another.
    #[inline]
    pub(crate) fn end(
        self,
        head: Option<(StatusCode, &HeaderMap)>,
        failure: Option<AttemptFailure>,
        retry: Option<Duration>,
    ) {
        let status = head.map(|(status, _)| status);
        self.span.end_attempt(status, failure, retry);
        let config = self.inputs.client.config();
        if config.hooks.0.is_empty() {
            return;
        }
        let outcome = AttemptOutcome {
            status,
            headers: head.map(|(_, headers)| headers),
            failure,
            elapsed: config.clock.now().saturating_sub(self.begun),
            retry,
        };
        after(&config.hooks.0, outcome, &AttemptInfo::new(self.inputs, self.number));
    }
}

#[cold]
fn before(
    hooks: &[Arc<dyn Hook>],
    request: &mut http::Request<Body>,
    attempt: &AttemptInfo,
) -> Result<(), HookError> {
    hooks.iter().try_for_each(|hook| hook.before(request, attempt))
}

#[cold]
fn after(hooks: &[Arc<dyn Hook>], outcome: AttemptOutcome<'_>, attempt: &AttemptInfo) {
    hooks.iter().rev().for_each(|hook| hook.after(outcome, attempt));
}
