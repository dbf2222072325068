//! Settings of how calls are sent: time limits, retries, sizes, and what stands in for time, chance and
//! the network.

use core::time::Duration;
use std::sync::Arc;

use super::ClientBuilder;
use crate::clock::Clock;
use crate::hook::Hook;
use crate::random::Random;
use crate::retry::RetryPolicy;
use crate::transport::Transport;

/// What is put around the transport, once it is known.
pub(super) type Layer =
    Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync + 'static>;

impl ClientBuilder {
    /// Sets the time limit of every call, retries and the pauses between them included. Default: none,
    /// so that the limit on an attempt and the retry policy end a call.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Sets the time limit of one attempt, the body of its response included. Default: what the
    /// description says of the operation or the API, else 60 s.
    #[must_use]
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// Sets how long the body of a response may fall silent. Default: 30 s.
    #[must_use]
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.read_timeout = limit;
        self
    }

    /// Sets how long connecting may take. Default: 10 s. A transport of your own is told, but may
    /// not be able to follow.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Sets which failures are worth another attempt. Default: what the description says of the
    /// operation or the API, else [`RetryPolicy::new`].
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sets the longest body of a successful response, in bytes. Default: 64 MiB.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.success = bytes;
        self
    }

    /// Sets how much of the body of any other response is kept, in bytes. Default: 1 MiB.
    #[must_use]
    pub fn error_body_limit(mut self, bytes: usize) -> Self {
        self.limits.error = bytes;
        self
    }

    /// Sets a query parameter of every request. A call's own of the same name takes its place.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.set_text(name, value);
        self
    }

    /// Sets what sends the requests. Default: `reqwest`, where the feature is on.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Puts something around the transport. What is added later is further out and sees requests
    /// first; each attempt of a call passes through all.
    #[must_use]
    pub fn layer<T: Transport + 'static>(
        mut self,
        layer: impl FnOnce(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    ) -> Self {
        self.layers.push(Box::new(|transport| Arc::new(layer(transport))));
        self
    }

    /// Adds what sees every attempt.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.add(hook);
        self
    }

    /// Sets the clock that time limits and pauses go by. Default: the transport's.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets where chance comes from: how long pauses are, and what idempotency keys look like. Default:
    /// the system.
    #[must_use]
    pub fn random(mut self, random: impl Random + 'static) -> Self {
        self.random = Some(Arc::new(random));
        self
    }
}
