//! The maintainers' commands: arguments, files and printing around `specsmith`.
//!
//! Knows nothing of OpenAPI. Each command is a module with one `run`; what they share is beside them.

mod ci;
mod codegen;
mod contract;
mod corpus;
mod diff;
mod dump;
mod failure;
mod flags;
mod lint;
mod lock;
mod mock;
mod ownership;
mod progress;
mod report;
mod screen;
mod specs;
mod standalone;
mod summary;
mod tree;
mod walk;
mod workspace;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::failure::Failure;
use crate::flags::{Command, Flags};
use crate::workspace::Workspace;

/// A run is mostly small nodes and tokens that are made and dropped: see docs/adr/0003.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match run(Flags::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            screen::error(&failure);
            failure.exit_code()
        }
    }
}

fn run(flags: Flags) -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    match flags.command {
        Command::Codegen(flags) => codegen::run(&workspace, &flags),
        Command::Lint(flags) => lint::run(&workspace, &flags),
        Command::Dump(flags) => dump::run(&workspace, &flags),
        Command::Corpus(flags) => corpus::run(&workspace, &flags),
        Command::Measure(flags) => corpus::measure::run(&workspace, &flags),
        Command::Ci(flags) => ci::run(&workspace, &flags),
        Command::Contract => contract::run(&workspace),
    }
}
