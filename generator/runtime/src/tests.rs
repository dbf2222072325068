//! What a generated client meets: requests on the wire, answers, faults, and secrets that stay so.

mod answers;
#[cfg(feature = "blocking")]
mod blocking;
mod canary;
mod emitted;
mod envelope;
#[cfg(feature = "reqwest")]
mod faults;
mod find;
#[cfg(all(feature = "gzip", feature = "reqwest"))]
mod gzip;
mod many;
mod pages;
mod record;
#[cfg(feature = "reqwest")]
mod retries;
#[cfg(feature = "reqwest")]
mod streams;
#[cfg(feature = "reqwest")]
mod support;
mod surface;
mod tokens;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(feature = "reqwest")]
mod upload;
mod verify;
mod wait;
#[cfg(feature = "reqwest")]
mod wire;

/// The API of the hand-written client, for tests of single modules.
pub(crate) fn emitted_api() -> &'static crate::api::Api {
    &emitted::API
}
