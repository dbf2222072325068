//! Room for what most objects do not say.
//!
//! A schema can say some sixty things, a document has ten thousands of schemas, and each says three or four.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// A value that takes no room where it says nothing.
#[derive(Clone)]
pub struct Sparse<T>(Option<Box<T>>);

/// Something that may say nothing, which is its default.
pub trait Silent: Default + PartialEq + 'static {
    /// The value that says nothing.
    fn silent() -> &'static Self;
}

macro_rules! silent {
    ($($object:ty),* $(,)?) => {
        $(
            impl $crate::document::sparse::Silent for $object {
                fn silent() -> &'static Self {
                    static SILENT: std::sync::LazyLock<$object> =
                        std::sync::LazyLock::new(Default::default);
                    &SILENT
                }
            }
        )*
    };
}

pub(crate) use silent;

impl<T: Silent> Sparse<T> {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.0.as_ref().is_none_or(|said| **said == *T::silent())
    }
}

impl<T: Silent> From<T> for Sparse<T> {
    fn from(said: T) -> Self {
        Self((said != *T::silent()).then(|| Box::new(said)))
    }
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Silent> Deref for Sparse<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::silent())
    }
}

impl<T: Silent> DerefMut for Sparse<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Silent> PartialEq for Sparse<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// As if it were not there.
impl<T: Silent + fmt::Debug> fmt::Debug for Sparse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
