//! Calls that have pages.

/// The ends of a call that go through all pages, and how the pages follow on each other: the types of the items, of
/// the pages and of errors, and then after `;` what is not as by default. Last, the input that says where they begin.
///
/// ```ignore
/// pages! { List { Machine, MachineList, ClerkErrors; items: "/data", next: Next::Link } from "`offset`" }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! pages {
    ($call:ident { $item:ty, $page:ty, $errors:ty; $($table:tt)* } $(from $begin:literal)?) => {
        impl $call {
            const PAGES: &'static $crate::emit::Pagination = &$crate::emit::Pagination {
                $($table)*,
                ..$crate::emit::Pagination::DEFAULT
            };

            #[doc = ::core::concat!(
                "The items of all pages", $(", from ", $begin, " on if it is set",)?
                ". Each page is asked for when it is needed, and not before."
            )]
            #[inline]
            pub fn items(self) -> $crate::emit::ItemStream<$item, $errors> {
                $crate::emit::Held::put(&self.body, self.call).items(Self::PAGES)
            }

            #[doc = ::core::concat!(
                "The pages", $(", from ", $begin, " on if it is set",)?
                ". Each page is asked for when it is needed, and not before."
            )]
            #[inline]
            pub fn pages(self) -> $crate::emit::PageStream<$page, $errors> {
                $crate::emit::Held::put(&self.body, self.call).pages(Self::PAGES)
            }
        }
    };
}
