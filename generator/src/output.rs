//! Files as text: what emission gives is formatted, headed by its origin and put into one ordered map.
//!
//! Knows nothing of OpenAPI or of the IR, and writes nothing to disk.

mod alias;
mod code;
mod comments;
mod files;
mod format;
mod header;
mod impls;
mod layout;
mod list;
mod paths;
mod table;
#[cfg(test)]
mod tests;

pub use files::{Files, render};
pub use header::MARKER;
