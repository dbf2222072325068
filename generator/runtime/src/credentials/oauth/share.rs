//! One token for many calls, asked for by one of them at a time.
//!
//! Who finds no good token takes the turn to ask; whoever waits for the turn meanwhile takes the answer,
//! be it a failure. A call that is dropped while it asks gives its turn to the next one.

use core::future::Future;
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::OAuthError;
use crate::clock::Clock;
use crate::secret::Secret;

/// A token and the times at which it ends, by the client's clock; none where nobody knows.
pub(super) struct Held {
    pub(super) token: Secret,
    /// When to ask for another one.
    pub(super) replace: Option<Duration>,
    /// When the server will refuse it.
    pub(super) expire: Option<Duration>,
}

/// What all calls share.
#[derive(Default)]
pub(super) struct Share {
    state: Mutex<State>,
    /// Held by who asks.
    turn: futures_util::lock::Mutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// How many answers came so far.
    answers: u64,
    /// The last answer, if it was none.
    failure: Option<OAuthError>,
}

impl State {
    /// The token, if its time is not over.
    fn until(&self, end: impl Fn(&Held) -> Option<Duration>, now: Duration) -> Option<Secret> {
        let held = self.held.as_ref()?;
        end(held).is_none_or(|end| now < end).then(|| held.token.clone())
    }
}

impl Share {
    /// The token, unless it is time to ask for another one.
    pub(super) fn held(&self, now: Duration) -> Option<Secret> {
        self.state().until(|held| held.replace, now)
    }

    /// Drops the token, if it is this one: it may have been replaced since.
    pub(super) fn forget(&self, refused: &Secret) {
        let mut state = self.state();
        if state.held.as_ref().is_some_and(|held| held.token == *refused) {
            state.held = None;
        }
    }

    /// The token, or what `ask` gives, which is called by one call at a time.
    pub(super) async fn get<F>(
        &self,
        clock: &dyn Clock,
        ask: impl FnOnce() -> F,
    ) -> Result<Secret, OAuthError>
    where
        F: Future<Output = Result<Held, OAuthError>>,
    {
        let answers = {
            let state = self.state();
            if let Some(token) = state.until(|held| held.replace, clock.now()) {
                return Ok(token);
            }
            state.answers
        };
        let _turn = self.turn.lock().await;
        if let Some(shared) = self.answer_since(answers) {
            return shared;
        }
        let answer = ask().await;
        let mut state = self.state();
        state.answers += 1;
        match answer {
            Ok(held) => {
                let token = held.token.clone();
                state.held = Some(held);
                state.failure = None;
                Ok(token)
            }
            // Asking ahead of time leaves time to ask again.
            Err(error) => match state.until(|held| held.expire, clock.now()) {
                Some(token) => {
                    state.failure = None;
                    Ok(token)
                }
                None => {
                    state.failure = Some(error.clone());
                    Err(error)
                }
            },
        }
    }

    /// What came while this call waited for its turn. A token counts however short its life is.
    fn answer_since(&self, answers: u64) -> Option<Result<Secret, OAuthError>> {
        let state = self.state();
        if state.answers == answers {
            return None;
        }
        match (&state.failure, &state.held) {
            (Some(failure), _) => Some(Err(failure.clone())),
            (None, Some(held)) => Some(Ok(held.token.clone())),
            (None, None) => None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole between statements, so a panic elsewhere has not broken it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
