//! Turns OpenAPI documents into Rust client code.

pub mod diag;
pub mod document;
pub mod ir;
pub mod lower;
pub mod pass;
pub mod resolve;
pub mod source;
