//! Where requests go.

use super::{Docs, Ident, Name};

/// A base URL.
#[derive(Clone, PartialEq, Debug)]
pub struct Server {
    /// The URL with its variables replaced by their defaults.
    pub url: String,
    /// The URL with the names of its variables in braces.
    pub template: String,
    /// Words of its Rust name.
    pub name: Name,
    /// Words of another one.
    pub other_name: Name,
    /// The variant that stands for it. Set by the names pass.
    pub ident: Ident,
    /// What the document says about it.
    pub docs: Docs,
    /// What callers choose, in order of the template.
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's URL.
#[derive(Clone, PartialEq, Debug)]
pub struct ServerVariable {
    /// Its name in the template; words of its Rust names.
    pub name: Name,
    /// The field that holds it. Set by the names pass.
    pub ident: Ident,
    /// The enum of its values, where these are listed. Set by the names pass.
    pub ty: Ident,
    /// What the document says about it.
    pub docs: Docs,
    /// The values that it may have; any text where there are none.
    pub values: Vec<ServerValue>,
}

/// One value of a variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServerValue {
    /// The value in the URL; words of its Rust name.
    pub wire: String,
    /// Its variant. Set by the names pass.
    pub ident: Ident,
}

impl Server {
    /// Whether requests can be sent there as it is.
    #[must_use]
    pub fn has_host(&self) -> bool {
        self.url.contains("://")
    }
}
