//! Tokens that the server refuses: forgotten at once, and replaced once a call.

use core::mem;
use core::time::Duration;

use super::attempt::Limits;
use crate::call::Inputs;
use crate::credentials::Granted;
use crate::retry::Repeat;

/// What a call sends instead of credentials that were refused.
#[derive(Default)]
pub(super) struct Renewal {
    granted: Granted,
    done: bool,
}

impl Renewal {
    /// The credentials of the next attempt that are not those that the client has anyway.
    pub(super) fn take(&mut self) -> Granted {
        mem::take(&mut self.granted)
    }

    /// Whether an attempt that was answered with 401 is worth another one at once: if its token came
    /// from a provider that has another one, and sending the call twice does no harm. What keeps the
    /// provider from giving one is of no interest, for the answer is there. `left` is what is left of the
    /// limit on the whole call.
    pub(super) async fn after(
        &mut self,
        inputs: &Inputs,
        refused: Granted,
        left: Option<Duration>,
    ) -> bool {
        let renewable = inputs.invalidate(&refused);
        if !renewable || self.done || inputs.repeat() != Repeat::Always {
            return false;
        }
        self.done = true;
        let now = inputs.client.config().clock.now();
        let granted = Limits::new(inputs, now, left).credentials(inputs, 0).await;
        self.granted = granted.ok().filter(|granted| granted.differs(&refused)).unwrap_or_default();
        !self.granted.is_empty()
    }
}
