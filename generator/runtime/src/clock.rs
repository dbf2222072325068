//! The passing of time, as the core sees it.
//!
//! The core measures no time and knows no async runtime. It asks the clock of its transport, so
//! the same code runs on tokio, in a browser, and in tests where time is a number.

use core::time::Duration;

use crate::transport::BoxFuture;

/// Waits on behalf of timeouts.
pub trait Clock: Send + Sync + core::fmt::Debug {
    /// A future that completes once `duration` has passed since it was first polled.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// The time that has passed since a moment that stays the same. It never goes back.
    fn now(&self) -> Duration {
        static START: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        START.elapsed()
    }
}

/// The clock of the tokio runtime that polls the request.
#[cfg(feature = "reqwest")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TokioClock;

#[cfg(feature = "reqwest")]
impl Clock for TokioClock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // tokio's timer must be made inside its runtime, which is where the future is polled.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
