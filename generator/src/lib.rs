//! Turns OpenAPI documents into Rust client code.

pub mod diag;
pub mod document;
pub mod ir;
pub mod resolve;
pub mod source;
