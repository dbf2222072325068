//! Text in, tree out: is this YAML or JSON that we accept?
//!
//! Knows nothing of OpenAPI beyond `$ref` to other files.

mod node;

pub use node::{At, FileId, Map, Node, Value};
