//! Tests that need more than one package, or the committed files.
//!
//! | module | asks |
//! |---|---|
//! | `snapshots` | what do we emit? |
//! | `diagnostics` | is the message good? |
//! | `determinism` | does the same text always give the same bytes? |
//! | `laws` | what holds for any document, however wrong? |
//! | `names` | has every scope each name once, and does what is added rename nothing? |
//! | `layers` | who imports whom? |
//! | `drift` | is `generated/` what `specs/` give? |
//! | `outside` | does it build elsewhere, and does wrong use not? |
//! | `alone` | does a consumer of one API get that alone? |
//! | `packages` | is published what is needed, and nothing else? |
//! | `dependencies` | what comes with us, and what does not? |
//! | `pages` | do the reference pages lead somewhere, and compile? |
//! | `promises` | is what the documentation says of tests true? |
//! | `operations` | is every operation of every API sent, and what is described read? |
//! | `recorded` | does it work with what the real APIs say? |
//! | `official` | does the document that an API publishes give what ours gives? |
//! | `coverage` | is all there that the documentation of the APIs has? |
//! | `wire` | does the client do the right thing? |

#![allow(clippy::unwrap_used, reason = "what fails here is a test")]

mod alone;
#[path = "../calls.rs"]
mod calls;
mod coverage;
mod dependencies;
mod determinism;
mod diagnostics;
mod drift;
mod imports;
mod laws;
mod layers;
mod names;
mod official;
mod operations;
mod outside;
mod packages;
mod pages;
mod promises;
mod recorded;
mod server;
mod snapshots;
mod support;
mod wire;
