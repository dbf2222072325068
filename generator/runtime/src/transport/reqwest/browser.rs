//! What `reqwest` is in browsers: `fetch`.
//!
//! The browser decides on redirects, proxies and the referrer, and has no limit on connecting. It follows
//! redirects within the rules of CORS, and takes `authorization` away on the way to another origin, but no
//! other header.

use core::time::Duration;
use std::time::SystemTime;

use bytes::BytesMut;
use js_sys::{Date, Function, Promise, Reflect};
use reqwest::{Body, ClientBuilder, Error};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

use crate::clock::Clock;
use crate::transport::{BoxFuture, TransportError, TransportErrorKind};

pub(super) fn client(_connect_timeout: Duration) -> ClientBuilder {
    reqwest::Client::builder()
}

/// The body in memory: `fetch` takes streams in few browsers.
pub(super) async fn streamed(mut body: crate::Body) -> Result<Body, TransportError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = body.chunk().await {
        bytes.extend_from_slice(&chunk?);
    }
    Ok(Body::from(bytes.freeze()))
}

/// Browsers do not tell where it failed.
pub(super) fn kind(_error: &Error) -> Option<TransportErrorKind> {
    None
}

pub(super) fn clock() -> BrowserClock {
    BrowserClock
}

/// The clock of the window or worker.
#[derive(Clone, Copy, Debug)]
pub(super) struct BrowserClock;

impl Clock for BrowserClock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            // Longer ones than this pass at once: the number of milliseconds has 31 bits.
            let wait = duration.as_millis().min(i32::MAX as u128) as f64;
            let timer = Promise::new(&mut |resolve, _| {
                let global = js_sys::global();
                let set = Reflect::get(&global, &"setTimeout".into());
                if let Some(set) = set.ok().and_then(|set| set.dyn_into::<Function>().ok()) {
                    // What it throws leaves the promise pending, which is a limit that does not pass.
                    let _ = set.call2(&global, &resolve, &wait.into());
                }
            });
            let _ = JsFuture::from(timer).await;
        })
    }

    fn now(&self) -> Duration {
        Duration::from_secs_f64(Date::now().max(0.0) / 1000.0)
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.now()
    }
}
