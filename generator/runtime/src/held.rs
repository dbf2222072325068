//! What a call holds beside its inputs until it is sent: a JSON body that is still put together, or nothing.

use crate::call::Call;
use crate::json::Json;

/// Something that a call is sent with.
pub trait Held {
    /// Puts it into the call.
    #[must_use]
    fn put(&self, call: Call) -> Call;
}

impl<T: Json> Held for T {
    #[inline]
    fn put(&self, call: Call) -> Call {
        call.optional_body(self)
    }
}

impl Held for () {
    #[inline]
    fn put(&self, call: Call) -> Call {
        call
    }
}
