//! Nothing: this package is its tests, and what they read.
//!
//! | folder | what it is |
//! |---|---|
//! | `it/` | the tests; `main.rs` says which module asks what |
//! | `cases/<noun>/<case>/` | documents, with the IR and the code that come of them; `cases/wild` breaks rules |
//! | `diagnostics/<code>/<case>/` | documents with something wrong, and what is said of it |
//! | `obstacle-course/` | one crate of three documents: names, scopes and texts that could be in the way |
//! | `tour/` | calls of all kinds, by the crate that is generated from the cases |
//! | `consumer/`, `plain/` | programs that use tokensmith: the README's example, and one without async |
//! | `ui/` | programs that must not compile, with what the compiler says |
//! | `calls.rs` | what the calls of every operation in `generated/calls/` need |
//! | `contract/` | specs/ and clients held against other people's tools |
//! | `peers/`, `shape/` | measurements: what other generators make of the cases, and what shapes of code cost |
