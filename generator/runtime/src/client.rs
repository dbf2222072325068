//! The client behind every generated client: configuration that calls share.

use core::time::Duration;
use std::sync::Arc;

use http::HeaderMap;
use http::header::HeaderValue;

use crate::api::{Api, Operation};
use crate::base_url::BaseUrl;
use crate::call::Call;
use crate::clock::Clock;
use crate::credentials::Credentials;
use crate::hook::Hooks;
use crate::pairs::Pairs;
use crate::random::Random;
use crate::response::Limits;
use crate::retry::{Budget, RetryPolicy};
use crate::transport::Transport;

/// What all calls of one API share. Cloning is cheap and shares connections.
#[derive(Clone)]
pub struct Client {
    config: Arc<Config>,
}

/// The settings of a client, all checked.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    /// Whether the consumer said the base URL: then it is that of all operations.
    pub(crate) is_base_url_given: bool,
    pub(crate) credentials: Credentials,
    /// Headers of every request, set by the consumer.
    pub(crate) headers: HeaderMap,
    pub(crate) user_agent: HeaderValue,
    /// Query parameters of every request, set by the consumer.
    pub(crate) query: Pairs,
    /// The limit on a whole call.
    pub(crate) timeout: Option<Duration>,
    /// The limit on one attempt.
    pub(crate) attempt_timeout: Option<Duration>,
    /// The limit on the silence between two chunks of a body.
    pub(crate) read_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) retry: Option<RetryPolicy>,
    /// What all calls may spend on retries.
    pub(crate) budget: Budget,
    pub(crate) hooks: Hooks,
    pub(crate) limits: Limits,
    /// Whether credentials may travel in clear.
    pub(crate) allow_http: bool,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
}

impl Client {
    pub(crate) fn new(config: Config) -> Self {
        Self { config: Arc::new(config) }
    }

    /// A call of `operation` without inputs.
    #[must_use]
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }
}

impl core::fmt::Debug for Client {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let config = &*self.config;
        f.debug_struct("Client")
            .field("api", &config.api.name)
            .field("base_url", &config.base_url)
            .finish_non_exhaustive()
    }
}
