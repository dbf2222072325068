//! Enums of strings.

/// An open enum of strings: its values on the wire, and the variant that keeps any other.
///
/// ```ignore
/// string_enum! { Status { "active" => Active, "gone" => Gone, _ => Unknown } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($type:ident { $($value:literal => $variant:ident,)* _ => $unknown:ident }) => {
        impl $type {
            /// The value on the wire.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::$unknown($crate::emit::unknown(other)),
                }
            }
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self::$unknown($crate::emit::unknown(""))
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                $crate::emit::read_text(self, r)
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                w.str(self.as_str());
            }
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant => Self::$variant,)*
                    Self::$unknown(value) => Self::$unknown($crate::emit::copy(value)),
                }
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::emit::debug(self, f)
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::serde_bridge!($type);
    };
}
