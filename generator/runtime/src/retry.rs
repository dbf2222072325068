//! Which failures are worth another attempt, and when it is made.

mod policy;
mod statuses;

pub use self::policy::RetryPolicy;
