//! Integers with names.

/// The JSON form of a type around an integer.
///
/// ```ignore
/// integer!(Level(i64));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! integer {
    ($type:ident($integer:ty)) => {
        impl ::core::convert::From<$integer> for $type {
            #[inline]
            fn from(value: $integer) -> Self {
                Self(value)
            }
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self(0)
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                $crate::emit::Json::read(&mut self.0, r)
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                $crate::emit::Json::write(&self.0, w);
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        $crate::serde_bridge!($type);
    };
}
