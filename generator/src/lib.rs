//! Turns OpenAPI documents into Rust client code.

mod config;
pub mod diag;
pub mod document;
pub mod emit;
pub mod ir;
pub mod lower;
pub mod output;
pub mod resolve;
pub mod source;

pub use config::{Config, Manifest};
