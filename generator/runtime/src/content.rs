//! The body of a call, as it was put together: what it is, its media type, and whether it can be sent
//! twice.

use core::fmt;

use crate::body::Body;
use crate::call::Call;
use crate::header;
use crate::multipart::Parts;
use crate::pairs::Pairs;
use crate::payload::Payload;

/// What a call carries.
#[derive(Clone)]
pub(crate) enum Content {
    /// No body at all.
    None,
    /// JSON, written already.
    Json(Payload),
    /// Bytes or a stream.
    Payload(Payload),
    /// `application/x-www-form-urlencoded`.
    Form(Pairs),
    /// `multipart/form-data` and its like.
    Parts(Parts),
}

impl Call {
    /// Sets the body as it is: bytes or a stream. Its media type is the operation's.
    pub fn payload(&mut self, payload: Payload) {
        self.inner.body = Content::Payload(payload);
    }

    /// Sets the media type of the body, for operations that take several, such as `image/*`.
    pub fn content_type(&mut self, media_type: &str) {
        if self.kept(header::checked("content-type", media_type)).is_some() {
            self.inner.options_mut().media_type = Some(media_type.to_owned());
        }
    }
}

impl Content {
    /// Whether every attempt can send it.
    pub(crate) fn is_replayable(&self) -> bool {
        match self {
            Self::None | Self::Form(_) => true,
            Self::Json(payload) | Self::Payload(payload) => payload.is_replayable(),
            Self::Parts(parts) => parts.is_replayable(),
        }
    }

    /// The body of the next attempt; `None` when it is a stream that was sent.
    pub(crate) fn open(&self) -> Option<Body> {
        match self {
            Self::None => Some(Body::empty()),
            Self::Json(payload) | Self::Payload(payload) => payload.open(),
            Self::Form(form) => Some(Body::from(form.to_form())),
            Self::Parts(parts) => parts.open(),
        }
    }

    /// The media type to be sent, where `declared` is what description or caller say. A range such as
    /// `image/*` is no media type: bytes of which no more is known are `application/octet-stream`.
    pub(crate) fn media_type(&self, declared: &str) -> Option<String> {
        let known = |default: &str| {
            let kept = if is_range(declared) || declared.is_empty() { default } else { declared };
            kept.to_owned()
        };
        match self {
            Self::None => None,
            Self::Json(_) => Some(known("application/json")),
            Self::Payload(_) if declared.is_empty() => None,
            Self::Payload(_) => Some(known("application/octet-stream")),
            Self::Form(_) => Some(known("application/x-www-form-urlencoded")),
            Self::Parts(parts) => {
                let media_type = known("multipart/form-data");
                let essence = media_type.split(';').next().unwrap_or_default().trim_end();
                Some(format!("{essence}; boundary={}", parts.boundary()))
            }
        }
    }
}

/// Whether it stands for several media types: a wildcard, or a list as "Encoding Object" has it.
pub(crate) fn is_range(media_type: &str) -> bool {
    media_type.split(';').next().unwrap_or_default().contains(['*', ','])
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names only: every value can be a secret.
        match self {
            Self::None => f.write_str("None"),
            Self::Json(payload) | Self::Payload(payload) => payload.fmt(f),
            Self::Form(form) => form.fmt(f),
            Self::Parts(parts) => f.debug_list().entries(parts.names()).finish(),
        }
    }
}

#[cfg(test)]
mod tests;
