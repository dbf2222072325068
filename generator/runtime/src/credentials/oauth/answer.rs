//! What an authorization server answers (RFC 6749, sections 5.1 and 5.2).

use core::time::Duration;

use http::StatusCode;

use super::error::{OAuthError, Problem};
use crate::json::{self, Json, JsonResult, ReadJson, Reader, Shape, Value, Writer};
use crate::secret::Secret;

/// The access token of an answer and how long it lives, where the server says so.
pub(super) fn read(
    status: StatusCode,
    body: &[u8],
) -> Result<(Secret, Option<Duration>), OAuthError> {
    if !status.is_success() {
        let Refusal { error, error_description } = json::from_slice(body).unwrap_or_default();
        return Err(Problem::Refused { status, code: error, description: error_description }.into());
    }
    let malformed = |what| OAuthError::from(Problem::Answer { status, what });
    let granted: Granted = json::from_slice(body).map_err(|_| malformed("no token in JSON"))?;
    if granted.token_type.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(malformed("a token of another type than `Bearer`"));
    }
    if granted.access_token.expose_secret().is_empty() {
        return Err(malformed("an empty token"));
    }
    Ok((granted.access_token, granted.expires_in.as_ref().and_then(seconds)))
}

/// A number of seconds, or one in a string as some servers write it. Nonsense says nothing.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    if seconds.is_nan() {
        return None;
    }
    Some(Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX))
}

struct Granted {
    access_token: Secret,
    token_type: Option<String>,
    expires_in: Option<Value>,
}

const GRANTED: &Shape = &Shape {
    name: "Granted",
    required: &["access_token"],
    optional: &["token_type", "expires_in"],
};

impl Json for Granted {
    fn empty() -> Self {
        Self { access_token: json::empty(), token_type: json::empty(), expires_in: json::empty() }
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        let slots: &mut [&mut dyn ReadJson] =
            &mut [&mut self.access_token, &mut self.token_type, &mut self.expires_in];
        reader.object(GRANTED, slots)
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.object(GRANTED, &[&self.access_token, &self.token_type, &self.expires_in]);
    }
}

#[derive(Default)]
struct Refusal {
    error: Option<String>,
    error_description: Option<String>,
}

const REFUSAL: &Shape =
    &Shape { name: "Refusal", required: &[], optional: &["error", "error_description"] };

impl Json for Refusal {
    fn empty() -> Self {
        Self::default()
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        let slots: &mut [&mut dyn ReadJson] = &mut [&mut self.error, &mut self.error_description];
        reader.object(REFUSAL, slots)
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.object(REFUSAL, &[&self.error, &self.error_description]);
    }
}
