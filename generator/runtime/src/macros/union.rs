//! Unions.

/// A union: its arms by number, what becomes which of them by `From`, and what tells them apart. `by` names
/// the tag, `writes` the tag's value where the arm's type has no member for it. The arm that keeps what fits no
/// other comes last; `hides secrets` says that some arm has one.
///
/// ```ignore
/// union! {
///     Shape by "kind" {
///         0 Circle(Circle) = object(Circle::SHAPE).tags(&["circle"]),
///         1 Name(String, &str) = TEXT,
///         _ Unknown
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $type:ident $(by $tag:literal)? {
            $(
                $index:literal $variant:ident $(($($from:ty),+))?
                    = $form:ident $(($($of:tt)*))? $(.$more:ident($($with:tt)*))* $(writes $value:literal)?,
            )*
            _ $unknown:ident
        }
        $(hides $secrets:ident)?
    ) => {
        impl $type {
            pub(super) const UNION: &'static $crate::emit::Union = &$crate::emit::Union {
                tag: $crate::union!(@tag $($tag)?),
                arms: &[$($crate::emit::Arm::$form $(($($of)*))? $(.$more($($with)*))*),*],
            };
        }

        impl $crate::emit::Json for $type {
            #[inline]
            fn empty() -> Self {
                Self::$unknown($crate::emit::empty())
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::emit::Reader<'_>) -> $crate::emit::JsonResult {
                r.union(Self::UNION, &mut |arm, r| match arm {
                    $($index => r.arm(self, Self::$variant),)*
                    _ => r.arm(self, Self::$unknown),
                })
            }

            #[inline]
            fn write(&self, w: &mut $crate::emit::Writer<'_>) {
                match self {
                    $(Self::$variant(value) => {
                        $crate::union!(@write w, $variant, value $(, $value)?)
                    })*
                    Self::$unknown(value) => w.unknown_arm(
                        ::core::stringify!($unknown),
                        value,
                        $crate::union!(@hides $($secrets)?),
                    ),
                }
            }
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(value) => Self::$variant($crate::emit::copy(value)),)*
                    Self::$unknown(value) => Self::$unknown($crate::emit::copy(value)),
                }
            }
        }

        $crate::by_json!($type);

        $($($(
            impl ::core::convert::From<$from> for $type {
                #[inline]
                fn from(value: $from) -> Self {
                    Self::$variant(::core::convert::Into::into(value))
                }
            }
        )+)?)*
    };
    (@tag) => { ::core::option::Option::None };
    (@tag $tag:literal) => { ::core::option::Option::Some($tag) };
    (@write $w:ident, $variant:ident, $value:ident) => {
        $w.arm(::core::stringify!($variant), $value)
    };
    (@write $w:ident, $variant:ident, $value:ident, $tag:literal) => {
        $w.tagged_arm(::core::stringify!($variant), Self::UNION, $tag, $value)
    };
    (@hides) => { false };
    (@hides secrets) => { true };
}
