//! The calls of `generated/calls`: what they are made of, and the APIs that they are for.
//!
//! Included by the tests on loopback (`it/`) and by the program that calls a mock server (`contract/`).

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use tokensmith::{Error, RetryPolicy};

#[rustfmt::skip]
#[path = "../generated/calls/clerk.rs"]
mod clerk;
#[rustfmt::skip]
#[path = "../generated/calls/cloudflare.rs"]
mod cloudflare;
#[rustfmt::skip]
#[path = "../generated/calls/fastly.rs"]
mod fastly;
#[rustfmt::skip]
#[path = "../generated/calls/saltant.rs"]
mod saltant;

/// An operation, and what its description says.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The accessor of the client.
    pub(crate) group: &'static str,
    /// The method of the group.
    pub(crate) method: &'static str,
    /// The HTTP method.
    pub(crate) verb: &'static str,
    /// The path template.
    pub(crate) path: &'static str,
    /// The responses, in order of the description.
    pub(crate) answers: &'static [Answer],
}

/// A described response.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Its status; one of many where the description has a range.
    pub(crate) status: u16,
    /// Whether it is an error whose body has a type.
    pub(crate) typed: bool,
    /// An example of its body.
    #[allow(dead_code, reason = "the mock server of the contract tests knows it")]
    pub(crate) body: Option<&'static str>,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Which inputs a call sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Inputs {
    /// Those that a call cannot be made without.
    Required,
    /// All that there are.
    All,
    /// There are no optional ones.
    Both,
}

/// A call that is not sent yet.
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) inputs: Inputs,
    outcome: Outcome,
}

/// What a call ends in.
type Outcome = Pin<Box<dyn Future<Output = Result<(), Failure>>>>;

impl Call {
    pub(crate) fn new<T, E: fmt::Debug>(
        operation: &'static Operation,
        inputs: Inputs,
        call: impl Future<Output = Result<T, Error<E>>> + 'static,
    ) -> Self {
        let outcome = async move { call.await.map(drop).map_err(|error| Failure::of(&error)) };
        Self { operation, inputs, outcome: Box::pin(outcome) }
    }

    /// Sends it.
    pub(crate) async fn send(self) -> Result<(), Failure> {
        self.outcome.await
    }
}

/// How a call failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The status that was answered, if any.
    pub(crate) status: Option<u16>,
    /// Whether the error that the description has for it was read.
    pub(crate) typed: bool,
    /// The error and its causes, and what was answered. There is nobody's data in it.
    pub(crate) text: String,
}

impl Failure {
    fn of<E: fmt::Debug>(error: &Error<E>) -> Self {
        let mut text = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(next) = cause {
            text = format!("{text}: {next}");
            cause = next.source();
        }
        if let Some(body) = error.body() {
            text = format!("{text}\n{}", String::from_utf8_lossy(body));
        }
        let status = error.status().map(|status| status.as_u16());
        Self { status, typed: error.api().is_some(), text }
    }
}

/// Makes the calls of an API to a server, with a header that all of them carry.
pub(crate) type Make =
    fn(&str, Option<(&str, &str)>) -> Result<Vec<Call>, Box<dyn std::error::Error>>;

macro_rules! apis {
    ($($api:ident),*) => {
        [$((stringify!($api), |url, header| {
            let builder = $api::builder().base_url(url).retry(RetryPolicy::never());
            let builder = match header {
                Some((name, value)) => builder.header(name, value),
                None => builder,
            };
            $api::calls(&builder.build()?)
        })),*]
    };
}

/// The APIs by name.
pub(crate) const APIS: &[(&str, Make)] = &apis![clerk, cloudflare, fastly, saltant];
