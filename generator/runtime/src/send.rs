//! Sending: one future that knows no types, and a thin one on top that decodes.

use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::answer::Answer;
use crate::api::Operation;
use crate::call::Inputs;
use crate::error::Error;
use crate::response::Response;
use crate::transport::BoxFuture;

mod attempt;
mod engine;
mod options;
mod received;
mod renewal;

pub(crate) use self::attempt::broken;
pub(crate) use self::engine::{open, run};
pub(crate) use self::received::{Received, failure, response, value};

/// What a call ends with before its types are known. In a box, since it goes through many hands.
pub(crate) type Reply = Result<Box<Received>, Error>;

/// A call that is being sent.
pub(crate) type Sent = BoxFuture<'static, Reply>;

/// The future of an output. Nothing is sent before it is polled; dropping it abandons the call.
#[must_use = "nothing is sent until this is awaited"]
pub struct Send<T, E> {
    // Not one of the other kind, which would be dropped by a function more for each type.
    operation: &'static Operation,
    future: Sent,
    types: PhantomData<Types<T, E, ()>>,
}

/// The future of an output with its status and headers, which have the type `H` where the API documents
/// them. Nothing is sent before it is polled; dropping it abandons the call.
#[must_use = "nothing is sent until this is awaited"]
pub struct SendWithResponse<T, E, H = ()> {
    operation: &'static Operation,
    future: Sent,
    types: PhantomData<Types<T, E, H>>,
}

/// Output, error and headers: none is held, all are made.
pub(crate) type Types<T, E, H> = fn() -> (T, E, H);

impl<T, E> Send<T, E> {
    pub(crate) fn new(inputs: Box<Inputs>) -> Self {
        Self { operation: inputs.operation, future: run(inputs), types: PhantomData }
    }

    /// The same without the types.
    pub(crate) fn into_untyped(self) -> Sent {
        self.future
    }
}

impl<T, E, H> SendWithResponse<T, E, H> {
    pub(crate) fn new(inputs: Box<Inputs>) -> Self {
        Self { operation: inputs.operation, future: run(inputs), types: PhantomData }
    }
}

impl<T: Answer, E: Answer> Future for Send<T, E> {
    type Output = Result<T, Error<E>>;

    // As `value`, which it hands on.
    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().future.as_mut().poll(context).map(value)
    }
}

impl<T: Answer, E: Answer, H> Future for SendWithResponse<T, E, H> {
    type Output = Result<Response<T, H>, Error<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().future.as_mut().poll(context).map(response)
    }
}

impl<T, E> core::fmt::Debug for Send<T, E> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Send").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

impl<T, E, H> core::fmt::Debug for SendWithResponse<T, E, H> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SendWithResponse")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
