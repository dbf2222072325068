//! OAuth 2 client credentials (RFC 6749, section 4.4): an application's own access tokens.
//!
//! One request at a time asks the authorization server, however many calls wait for its answer, and it
//! does so before the token that is held expires. Tokens are asked for through the client's transport.

mod answer;
mod error;
mod form;
mod share;

use core::pin::pin;
use core::time::Duration;
use std::sync::Arc;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};

pub use self::error::OAuthError;
use self::error::Problem;
use self::share::{Held, Share};
use super::placed::Placed;
use crate::base_url::BaseUrl;
use crate::body::Body;
use crate::clock::Clock;
use crate::response;
use crate::secret::Secret;
use crate::timeout::{Deadline, Passed};
use crate::transport::{Attempt, Transport, TransportError};

/// How long the authorization server may take.
const LIMIT: Duration = Duration::from_secs(30);
/// The longest answer of an authorization server, in bytes.
const LONGEST: usize = 64 << 10;
/// How long before its expiry a token is replaced, unless a tenth of its life is less.
const AHEAD: Duration = Duration::from_secs(30);
/// What a server that promises more is taken to mean.
const LONGEST_LIFE: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Gets access tokens for an application and keeps them until they expire.
pub(crate) struct ClientCredentials {
    url: BaseUrl,
    /// The application's id and secret (section 2.3.1).
    authorization: HeaderValue,
    body: String,
    attempt: Attempt,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    share: Share,
}

impl ClientCredentials {
    /// Nothing is asked for yet. The error is a predicate without the values.
    pub(crate) fn new(
        url: BaseUrl,
        scopes: &[&str],
        (id, secret): (&str, &Secret),
        attempt: Attempt,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, &'static str> {
        if id.is_empty() {
            return Err("has an empty client id");
        }
        // Section 2.3.1: encoded before they are joined, so that a colon is no end.
        let (id, secret) = (form::encoded(id), form::encoded(secret.expose_secret()));
        let Placed::Header(_, authorization) = Placed::basic(id.expose_secret(), &secret)? else {
            return Err("has no place in a request");
        };
        let mut body = "grant_type=client_credentials".to_owned();
        if !scopes.is_empty() {
            body.push_str("&scope=");
            body.push_str(form::encoded(&scopes.join(" ")).expose_secret());
        }
        let share = Share::default();
        Ok(Self { url, authorization, body, attempt, transport, clock, share })
    }

    /// The token that is held, if it is good for another call.
    pub(crate) fn held(&self) -> Option<Secret> {
        self.share.held(self.clock.now())
    }

    /// A token that is good for a call, asked for unless one is held.
    pub(crate) async fn token(&self) -> Result<Secret, OAuthError> {
        self.share.get(&*self.clock, || self.issue()).await
    }

    /// Forgets the token that is held, if it is this one.
    pub(crate) fn invalidate(&self, refused: &Secret) {
        self.share.forget(refused);
    }

    /// Asks for a token, once.
    async fn issue(&self) -> Result<Held, OAuthError> {
        // From the time before the request: what is on its way ages.
        let now = self.clock.now();
        let mut deadline = Deadline::new(&*self.clock, LIMIT, None);
        let exchange = async {
            let response = self.transport.send(self.request(), self.attempt).await?;
            let (head, body) = response.into_parts();
            Ok::<_, TransportError>((head.status, response::read(body, LONGEST).await?))
        };
        let (status, read) = match deadline.guard(pin!(exchange)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(Problem::Transport(error).into()),
            Err(Passed { limit, .. }) => return Err(Problem::Timeout(limit).into()),
        };
        if read.cut {
            return Err(Problem::TooLong { status, limit: LONGEST }.into());
        }
        let (token, life) = answer::read(status, &read.bytes)?;
        let life = life.map(|life| life.min(LONGEST_LIFE));
        Ok(Held {
            token,
            replace: life.map(|life| now.saturating_add(life - AHEAD.min(life / 10))),
            expire: life.map(|life| now.saturating_add(life)),
        })
    }

    fn request(&self) -> http::Request<Body> {
        let mut request = http::Request::new(Body::from(self.body.clone()));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = self.url.to_uri();
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(AUTHORIZATION, self.authorization.clone());
        request
    }
}

#[cfg(test)]
mod tests;
