//! How an operation's answers are divided into pages (`x-sdk-pagination`).

use crate::json::pointer;

/// Where the items of a page are, and how the next page is asked for. Pointers are JSON Pointers
/// (RFC 6901) into the body as it is sent; `""` is the whole body.
///
/// An input of the request is the name of a query parameter, or, where it begins with a slash, a pointer to
/// a member of the JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Where the array of items is.
    pub items: &'static str,
    /// Whether a body need not have that array: then the page has no items.
    pub or_absent: bool,
    /// Whether a body that is an array is the array of items itself.
    pub or_array: bool,
    /// Where the number of items on all pages is.
    pub total: Option<&'static str>,
    /// Where it says whether there are more pages: `false` on the last one.
    pub more: Option<&'static str>,
    /// The input that says how many items a page has.
    pub limit: Option<&'static str>,
    /// How the next page is asked for.
    pub next: Next,
}

impl Pagination {
    /// Pages that are the items themselves, and say in `Link` where the next one is.
    pub const DEFAULT: Self = Self {
        items: "",
        or_absent: false,
        or_array: false,
        total: None,
        more: None,
        limit: None,
        next: Next::Link,
    };

    /// Where the array of items is in this body.
    pub(crate) fn items_in(&self, body: &[u8]) -> &'static str {
        if self.is_bare(body) { "" } else { self.items }
    }

    /// Whether this body is the array of items in the place of a page.
    pub(crate) fn is_bare(&self, body: &[u8]) -> bool {
        self.or_array && pointer::is_array(body)
    }
}

/// How the next page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// By the number of items before it.
    Offset {
        /// The input.
        parameter: &'static str,
    },
    /// By its number.
    Page {
        /// The input.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
    },
    /// By a token in the last answer.
    Cursor {
        /// The input.
        parameter: &'static str,
        /// Where the token is in the answer.
        pointer: &'static str,
    },
    /// By something that the last item of the last answer has, such as its id.
    Last {
        /// The input.
        parameter: &'static str,
        /// Where it is in an item.
        pointer: &'static str,
    },
    /// By an address in the last answer's body.
    Url {
        /// Where the address is in the answer.
        pointer: &'static str,
    },
    /// By an address in the last answer's `Link` header with `rel="next"` (RFC 8288).
    Link,
}
