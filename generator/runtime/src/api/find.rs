//! How a list is asked for one item (`x-sdk-find`).

/// The query parameter that filters, and where the items are: a JSON Pointer (RFC 6901) into the body as it
/// is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Find {
    /// The query parameter that only what is looked for passes.
    pub parameter: &'static str,
    /// Where the array of items is.
    pub items: &'static str,
    /// The input for the size of a page, as [`Pagination`](super::Pagination) has it, and the least size that
    /// shows whether there are several.
    pub limit: Option<(&'static str, u64)>,
}
