//! A call that has all its inputs: whoever begins it gives them, and nothing is left to be set but options.

use core::fmt;
use core::marker::PhantomData;

use http::{Request, Uri};

use crate::answer::Answer;
use crate::body::Body;
use crate::call::Call;
use crate::error::Error;
use crate::send::{Send, SendWithResponse, Types};

/// A call that has all its inputs, not sent yet. It is answered with `T`, documented errors carry `E`, and the
/// headers of the answer have the type `H` where the API documents them.
#[must_use = "nothing is sent until `send` is called"]
pub struct ReadyCall<T, E, H = ()> {
    call: Call,
    types: PhantomData<Types<T, E, H>>,
}

impl Call {
    /// The call, with nothing to be added.
    pub fn ready<T, E, H>(self) -> ReadyCall<T, E, H> {
        ReadyCall { call: self, types: PhantomData }
    }
}

impl<T: Answer, E: Answer, H> ReadyCall<T, E, H> {
    crate::options!();

    /// Sends the call when it is awaited, and gives what the API answers.
    pub fn send(self) -> Send<T, E> {
        self.call.send()
    }

    /// Like `send`, and gives status, headers and request id as well.
    pub fn send_with_response(self) -> SendWithResponse<T, E, H> {
        self.call.send_with_response()
    }

    /// The address of the call, without credentials. Fails where an argument fits in none.
    pub fn url(&self) -> Result<Uri, Error<E>> {
        self.call.url()
    }

    /// The request as `send` would send it, credentials included.
    ///
    /// # Errors
    /// An argument that no request can carry, or a missing credential.
    pub fn request(self) -> Result<Request<Body>, Error<E>> {
        self.call.request()
    }
}

impl<T, E, H> Clone for ReadyCall<T, E, H> {
    fn clone(&self) -> Self {
        self.call.clone().ready()
    }
}

impl<T, E, H> fmt::Debug for ReadyCall<T, E, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadyCall").field("call", &self.call).finish()
    }
}
