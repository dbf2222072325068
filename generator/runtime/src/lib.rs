//! What clients written by `specsmith` call at run time.

// JSON and secrets.
pub mod json;
mod secret;
pub use secret::Secret;

/// What emitted code may name, as `crate::rt`. Not for people: it changes with the generator.
#[doc(hidden)]
pub mod emit {
    // JSON and secrets.
    pub use crate::json::{
        DateTime, Items, Json, JsonResult, Maybe, Members, Reader, Shape, Stop, UnknownValue,
        Value, Writer, debug, empty, unknown,
    };
    pub use crate::secret::Secret;
    #[cfg(feature = "serde")]
    pub use crate::{json::bridge, serde_bridge};
}
