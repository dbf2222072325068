//! What calls that follow on a call may say of how they are sent: the same as any call.

use http::Uri;

use crate::call::Call;
use crate::error::Error;
use crate::find::FindCall;
use crate::many::ManyCall;

impl Call {
    /// The address that would be called, credentials in its query left out: none are needed.
    ///
    /// # Errors
    /// [`Error::Build`].
    pub fn url<E>(&self) -> Result<Uri, Error<E>> {
        let inputs = &*self.inner;
        inputs.check().map_err(Error::cast)?;
        inputs.url().map_err(|problem| inputs.build_error(problem))
    }
}

impl<T, E> FindCall<T, E> {
    crate::options!();
}

impl<T, E> ManyCall<T, E> {
    crate::options!();
}

impl<T, E> FindCall<T, E> {
    /// The address that would be called. Nothing is sent, and no credentials are needed.
    ///
    /// # Errors
    /// An argument that no request can carry.
    pub fn url(&self) -> Result<Uri, Error<E>> {
        self.call.url()
    }
}
