//! Tokens that are asked for when they are needed.

use core::fmt;
use core::future::Future;
use std::error::Error as StdError;
use std::sync::Arc;

use crate::secret::Secret;
use crate::transport::BoxFuture;

/// Why a provider has no token. Any error and any text converts into it.
///
/// Reports of errors show it: it must hold neither the token nor what that is made from.
pub struct ProviderError(Box<dyn StdError + Send + Sync>);

impl<E: Into<Box<dyn StdError + Send + Sync>>> From<E> for ProviderError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl ProviderError {
    pub(crate) fn into_source(self) -> Box<dyn StdError + Send + Sync> {
        self.0
    }
}

impl fmt::Debug for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Gives tokens or keys when requests need them, for what expires or lives in a vault.
///
/// It is asked once an attempt, so what is costly to get it should keep. A closure that returns a
/// future is a provider too:
///
/// ```
/// use specsmith_runtime::{ProviderError, Secret, TokenProvider};
///
/// async fn from_the_vault() -> Result<String, std::io::Error> {
///     # Ok("sk_1".to_owned())
/// }
///
/// let provider = || async { Ok::<_, ProviderError>(Secret::from(from_the_vault().await?)) };
/// # fn is_provider(_: impl TokenProvider) {}
/// # is_provider(provider);
/// ```
pub trait TokenProvider: Send + Sync {
    /// The token for a request that is about to be sent. Dropping the future abandons it.
    fn token(&self) -> BoxFuture<'_, Result<Secret, ProviderError>>;

    /// Is told of a token that the server refused with 401. The next one that [`token`](Self::token)
    /// gives should be another: the call is sent once more with it if sending it twice does no harm.
    fn invalidate(&self, refused: &Secret) {
        let _ = refused;
    }
}

impl<F, A> TokenProvider for F
where
    F: Fn() -> A + Send + Sync,
    A: Future<Output = Result<Secret, ProviderError>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Secret, ProviderError>> {
        Box::pin(self())
    }
}

impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token(&self) -> BoxFuture<'_, Result<Secret, ProviderError>> {
        (**self).token()
    }

    fn invalidate(&self, refused: &Secret) {
        (**self).invalidate(refused);
    }
}
