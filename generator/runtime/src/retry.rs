//! Which failures are worth another attempt, and when it is made.
//!
//! Takes what became of an attempt and gives the pause before the next one. Sends nothing, waits for
//! nothing, and reads no clock itself.

mod backoff;
mod budget;
mod policy;
pub(crate) mod retry_after;
mod state;
mod statuses;

pub(crate) use self::budget::Budget;
pub use self::policy::RetryPolicy;
pub(crate) use self::state::{Fault, Repeat, Retries};
