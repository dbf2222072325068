//! What operations answer with where the type depends on the status.

/// How an answer of one of several types is read: its variants by number, the last one for any other.
///
/// ```ignore
/// answers! { GetError { 0 Problem, 1 Text, _ Empty } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! answers {
    ($type:ident { $($index:literal $variant:ident,)* _ $last:ident }) => {
        impl $crate::emit::Answer for $type {
            #[inline]
            fn unread() -> Self {
                Self::$last($crate::emit::Answer::unread())
            }

            #[inline]
            fn turn(&mut self, variant: usize) -> $crate::emit::Slot<'_> {
                *self = match variant {
                    $($index => Self::$variant($crate::emit::Answer::unread()),)*
                    _ => <Self as $crate::emit::Answer>::unread(),
                };
                match self {
                    $(Self::$variant(body) => $crate::emit::Answer::turn(body, 0),)*
                    Self::$last(body) => $crate::emit::Answer::turn(body, 0),
                }
            }
        }
    };
}
