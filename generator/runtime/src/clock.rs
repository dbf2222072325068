//! The passing of time, as the core sees it.
//!
//! The core knows no async runtime. It asks the clock of its transport, so the same code runs on
//! tokio, in a browser, and in tests where time is a number.

use core::time::Duration;
use std::time::SystemTime;

use crate::transport::BoxFuture;

/// Waits and measures on behalf of time limits and retries.
pub trait Clock: Send + Sync + core::fmt::Debug {
    /// A future that completes once `duration` has passed since it was first polled. It races against
    /// a request: it is the time limit.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// The same between two requests of a call, while nothing is under way. Clocks of tests make this
    /// one pass at once; others leave it as it is.
    fn pause(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep(duration)
    }

    /// How long this clock has been running. It should not jump; where it does, or stands still, calls
    /// end by the pauses they made.
    ///
    /// The default measures by [`std::time::Instant`], and stands still on targets of WebAssembly that
    /// have no clock.
    fn now(&self) -> Duration {
        monotonic()
    }

    /// The time of day, to which dates in headers are compared. The default is the system's, and the
    /// Unix epoch on targets of WebAssembly that have no clock.
    fn wall(&self) -> SystemTime {
        system()
    }
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn monotonic() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn system() -> SystemTime {
    SystemTime::now()
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn monotonic() -> Duration {
    Duration::ZERO
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn system() -> SystemTime {
    SystemTime::UNIX_EPOCH
}

/// The clock of the tokio runtime that polls the request.
#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TokioClock;

#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
impl Clock for TokioClock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // tokio's timer must be made inside its runtime, which is where the future is polled.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
