//! Structs.

/// The JSON form of a struct and, with it, the traits that every type has.
///
/// Takes the fields by their names on the wire, which are stated where they differ: those that must be there,
/// then after `;` those that may be missing, then after `; ..` the one for members that nobody described. Last,
/// what is read beside that form.
///
/// ```ignore
/// object! { Machine { id, created_at = "createdAt"; name; ..additional } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (
        $type:ident {
            $($field:ident $(= $name:literal)?),*
            $(; $($optional:ident $(= $optional_name:literal)?),*)?
            $(; ..$additional:ident)?
        }
        $(tolerates $tolerance:expr)?
    ) => {
        impl $type {
            pub(super) const SHAPE: &'static $crate::emit::Shape = &$crate::emit::Shape {
                name: ::core::stringify!($type),
                required: &[$($crate::object!(@name $field $($name)?)),*],
                optional: &[$($($crate::object!(@name $optional $($optional_name)?)),*)?],
            };
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self {
                    $($field: $crate::emit::Json::empty(),)*
                    $($($optional: $crate::emit::Json::empty(),)*)?
                    $($additional: $crate::emit::Json::empty(),)?
                }
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                $crate::object!(
                    @read r,
                    [$(&mut self.$field,)* $($(&mut self.$optional,)*)?],
                    [$(&mut self.$additional)?] $($tolerance)?
                )
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                $crate::object!(
                    @write w,
                    [$(&self.$field,)* $($(&self.$optional,)*)?],
                    [$(&self.$additional)?]
                )
            }
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    $($field: $crate::emit::copy(&self.$field),)*
                    $($($optional: $crate::emit::copy(&self.$optional),)*)?
                    $($additional: $crate::emit::copy(&self.$additional),)?
                }
            }
        }

        $crate::by_json!($type);
    };
    (@name $field:ident) => { ::core::stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@read $r:ident, $members:tt, []) => {
        $r.object(Self::SHAPE, &mut $members)
    };
    (@read $r:ident, $members:tt, [$additional:expr]) => {
        $r.object_with(Self::SHAPE, &mut $members, $additional)
    };
    (@read $r:ident, $members:tt, [] $tolerance:expr) => {
        $r.tolerant(Self::SHAPE, $tolerance, &mut $members, ::core::option::Option::None)
    };
    (@read $r:ident, $members:tt, [$additional:expr] $tolerance:expr) => {
        $r.tolerant(Self::SHAPE, $tolerance, &mut $members, ::core::option::Option::Some($additional))
    };
    (@write $w:ident, $members:tt, []) => {
        $w.object(Self::SHAPE, &$members)
    };
    (@write $w:ident, $members:tt, [$additional:expr]) => {
        $w.object_with(Self::SHAPE, &$members, $additional)
    };
}
