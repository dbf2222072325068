//! Envelopes (`x-sdk-unwrap`): the payload within a body, and the word of the body on the call's success.

use crate::api::{Envelope, Outcome};
use crate::json::pointer;
use crate::send::Received;

impl Received {
    /// Makes it an error if it is a success by its status and none by its envelope.
    ///
    /// Only a plain `false` says so; an envelope that is not as described is left to be decoded, which
    /// tells what is wrong with it.
    pub(crate) fn settle(&mut self) {
        if let Outcome::Success { envelope: Some(envelope), .. } = self.outcome
            && let Some(success) = envelope.success
            && pointer::raw(&self.body, success) == Ok(Some("false"))
        {
            // The error is described by the whole body.
            self.outcome = envelope
                .error
                .map_or(Outcome::Unexpected, |variant| Outcome::Error { variant, envelope: None });
        }
    }

    /// Makes it a success to be read with its envelope: what is around the items of a page belongs to the
    /// page.
    pub(crate) fn take_whole(&mut self) {
        if let Outcome::Success { envelope, .. } = &mut self.outcome {
            *envelope = None;
        }
    }
}

/// Where the payload is in the body.
pub(crate) fn payload(envelope: Option<&'static Envelope>) -> &'static str {
    envelope.map_or("", |envelope| envelope.payload)
}
