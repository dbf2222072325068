//! What a call may say of how it is sent.

use core::time::Duration;

use crate::api::Method;
use crate::call::{Call, Inputs};
use crate::error::Error;
use crate::header;
use crate::random::uuid;
use crate::retry::{Repeat, RetryPolicy};

impl Call {
    /// Limits how long the call may take, retries and the pauses between them included.
    pub fn timeout(&mut self, limit: Duration) {
        self.inner.options_mut().timeout = Some(limit);
    }

    /// Limits how long one attempt may take, its response's body included.
    pub fn attempt_timeout(&mut self, limit: Duration) {
        self.inner.options_mut().attempt_timeout = Some(limit);
    }

    /// Sets which failures of this call are worth another attempt.
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.inner.options_mut().retry = Some(policy);
    }
}

impl Inputs {
    /// Gives the call a key by which the server knows its attempts for one, where the API has a header
    /// for that and nobody set it.
    #[inline]
    pub(crate) fn identify(&mut self) -> Result<(), Error> {
        match self.operation.idempotency_key {
            "" => Ok(()),
            name => self.identify_by(name),
        }
    }

    fn identify_by(&mut self, name: &str) -> Result<(), Error> {
        let config = self.client.config();
        if [&config.headers, &self.headers].iter().any(|set| set.contains_key(name)) {
            return Ok(());
        }
        let (name, mut value) = header::checked(name, &uuid(&*config.random))
            .map_err(|problem| self.build_error(problem))?;
        // It proves nothing, and whoever reads logs wants to see it.
        value.set_sensitive(false);
        self.headers.insert(name, value);
        Ok(())
    }

    /// Whether the call may be sent twice. Its key counts only once [`Inputs::identify`] has set it.
    pub(crate) fn repeat(&self) -> Repeat {
        let operation = self.operation;
        let idempotent = match operation.method {
            Method::Get
            | Method::Head
            | Method::Put
            | Method::Delete
            | Method::Options
            | Method::Trace
            | Method::Query => true,
            // Of any other method nothing is known.
            Method::Post | Method::Patch | Method::Other(_) => false,
        };
        if !self.body.is_replayable() {
            Repeat::Never
        } else if idempotent || operation.safe || !operation.idempotency_key.is_empty() {
            Repeat::Always
        } else {
            Repeat::Unseen
        }
    }

    /// The limit on the whole call.
    pub(crate) fn total_timeout(&self) -> Option<Duration> {
        self.options().timeout.or(self.client.config().timeout)
    }

    /// The policy closest to the call.
    pub(crate) fn policy(&self) -> &RetryPolicy {
        const DEFAULT: &RetryPolicy = &RetryPolicy::new();
        let config = self.client.config();
        let (operation, api) = (self.operation.retry, config.api.retry);
        let own = self.options().retry.as_ref();
        own.or(config.retry.as_ref()).or(operation).or(api).unwrap_or(DEFAULT)
    }
}
