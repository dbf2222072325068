//! IR to IR: what is equal, what is used where, boxes, how bodies are asked for, names.
//!
//! Each pass is one file with one `run`, and leaves a complete [`Api`]. Order matters where a pass reads
//! what an earlier one wrote; the table says it once.

mod constants;
mod cycles;
mod dedup;
mod describe;
mod direction;
mod extras;
pub mod features;
mod flatten;
mod given;
mod names;
mod reach;
mod refs;
mod sizes;
#[cfg(test)]
mod tests;
mod unions;
mod usage;

use crate::diag::Diagnostics;
use crate::ir::Api;

/// A pass.
pub type Pass = fn(&mut Api, &mut Diagnostics);

/// All passes by name, in their order.
pub const PASSES: &[(&str, Pass)] = &[
    // What nothing is typed by gives no other type its name.
    ("unused", reach::run),
    // Equal types before the rest: everything after has less to do.
    ("dedup", dedup::run),
    ("usage", usage::run),
    // Before constants, which settles which of these are sent unasked.
    ("tags", unions::tags),
    // Reads usage: only what requests send is made without asking.
    ("constants", constants::run),
    // After constants, which are constants of required members only.
    ("direction", direction::run),
    // After direction: a member that may be missing ends a cycle.
    ("cycles", cycles::run),
    // After cycles, which takes branches away.
    ("unions", unions::run),
    // After the passes that take references away.
    ("reach", reach::run),
    // Reads what is required and constant in the end.
    ("flatten", flatten::run),
    ("given", given::run),
    // Reads usage, and gives members that names names.
    ("extras", extras::run),
    // After the last pass that changes what values consist of.
    ("sizes", sizes::run),
    ("names", names::run),
    // Speaks of things by their names.
    ("describe", describe::run),
];

/// Runs all passes.
pub fn run_all(api: &mut Api, diags: &mut Diagnostics) {
    for (_, pass) in PASSES {
        pass(api, diags);
    }
}
