//! What fuzzers call, one function a target: bytes in, a panic when a promise is broken.
//!
//! Built for `cargo fuzz` and for tests only. The inputs that fuzzing found worth keeping are in
//! `fuzz/corpus`, and a plain `cargo test` replays them.

mod decode;
mod link;
mod path;
mod retry_after;
mod streams;

pub use self::decode::decode;
pub use self::link::link;
pub use self::path::path;
pub use self::retry_after::retry_after;
pub use self::streams::{events, lines};

#[cfg(test)]
mod replay;
