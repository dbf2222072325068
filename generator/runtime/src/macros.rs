//! What every emitted type and call has, written once.
//!
//! Emitted code names members, values and answers; these spell the rest. They expand to what one would write
//! by hand for each type: no loops, one expression in each function, and generics for the calls alone.

mod answers;
mod calls;
mod integer;
mod object;
mod operation;
mod pages;
mod setters;
mod string_enum;
mod union;

/// Nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_bridge {
    ($type:ident) => {};
}

/// `Debug`, which hides secrets, and `PartialEq` of a type that has a JSON form; with the feature `serde` its traits.
#[doc(hidden)]
#[macro_export]
macro_rules! by_json {
    ($type:ident) => {
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::emit::debug(self, f)
            }
        }

        /// Values are equal that are written as the same JSON.
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::emit::equal(self, other)
            }
        }

        $crate::serde_bridge!($type);
    };
}
