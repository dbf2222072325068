//! `ci`: everything that continuous integration runs, on any machine, in one order.

use std::env;
use std::ffi::OsString;
use std::process::Command;
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::codegen;
use crate::contract;
use crate::failure::Failure;
use crate::flags;
use crate::screen;
use crate::specs::Source;
use crate::summary::time;
use crate::workspace::Workspace;

const RUNTIME: &str = "--package specsmith-runtime --locked";
const CLIPPY: &str = "clippy --workspace --all-targets --all-features --locked -- -D warnings";

// A dirty tree is what one checks before a commit. What is packed is built by `cargo publish`, which takes
// minutes, because nothing is shared with the other builds; which files are packed is a test of its own.
const PACKAGES: &str = "package --workspace --exclude xtask --exclude specsmith-tests --locked \
                        --allow-dirty --no-verify";

/// One thing that has to hold.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(crate) enum Step {
    /// `cargo fmt --check`
    Fmt,
    /// generated/ is what specs/ give
    Codegen,
    /// `cargo clippy` without warnings, all features on
    Clippy,
    /// Every API of the generated crate compiles alone and without an HTTP library, and the runtime with
    /// each of its features alone
    Features,
    /// `cargo test --workspace`, and the runtime's tests with all its features
    Tests,
    /// `cargo doc` without warnings
    Docs,
    /// The published packages can be packed
    Packages,
    /// Licences, advisories and bans by cargo-deny, where it is installed
    Deny,
    /// specs/ by the tools of OpenAPI's world, where Node and Python are installed
    Contract,
}

/// How a step ended.
enum Ending {
    Passed,
    Failed(Failure),
    Skipped(String),
}

/// Runs every step, also after one has failed: a run names all problems.
pub(crate) fn run(workspace: &Workspace, flags: &flags::Ci) -> Result<(), Failure> {
    let mut table = String::new();
    let mut failed = Vec::new();
    for step in Step::value_variants() {
        let name = step.name();
        screen::note(format_args!("\n== {name}"));
        let start = Instant::now();
        let ending = if flags.skip.contains(step) {
            Ending::Skipped("as --skip says".to_owned())
        } else {
            step.run(workspace)
        };
        let word = match ending {
            Ending::Passed => "ok".to_owned(),
            Ending::Failed(failure) => {
                screen::error(&failure);
                failed.push(name.clone());
                "FAILED".to_owned()
            }
            Ending::Skipped(reason) => {
                screen::note(format_args!("skipped: {reason}"));
                format!("skipped: {reason}")
            }
        };
        table.push_str(&row(&name, start.elapsed(), &word));
    }
    screen::note(format_args!("\n{table}"));
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::fault(format!("ci failed: {}", failed.join(", "))))
    }
}

fn row(name: &str, elapsed: Duration, word: &str) -> String {
    format!("{name:10} {:>12}  {word}\n", time(elapsed))
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self, workspace: &Workspace) -> Ending {
        let cargo = |line: &str| Cargo::new(workspace, line);
        let result = match self {
            Self::Fmt => cargo("fmt --all --check").run(),
            Self::Codegen => codegen::run(workspace, &flags::Codegen::check()),
            Self::Clippy => cargo(CLIPPY).run(),
            Self::Features => features(workspace),
            Self::Tests => cargo("test --workspace --locked")
                .run()
                .and_then(|()| cargo(&format!("test {RUNTIME} --all-features --lib")).run()),
            Self::Docs => cargo("doc --workspace --all-features --no-deps --locked")
                .env("RUSTDOCFLAGS", "-D warnings")
                .run(),
            Self::Packages => cargo(PACKAGES).run(),
            Self::Deny if !is_subcommand(workspace, "deny") => {
                return Ending::Skipped("cargo-deny is not installed".to_owned());
            }
            Self::Deny => cargo("deny --workspace check").run(),
            Self::Contract => match contract::missing_tool() {
                Some(tool) if !is_required() => {
                    return Ending::Skipped(format!("{tool} is not installed"));
                }
                Some(_) | None => contract::run(workspace),
            },
        };
        match result {
            Ok(()) => Ending::Passed,
            Err(failure) => Ending::Failed(failure),
        }
    }
}

fn features(workspace: &Workspace) -> Result<(), Failure> {
    for api in Source::all(workspace)? {
        let line = "check --package tokensmith --locked --no-default-features --features";
        Cargo::new(workspace, &format!("{line} {}", api.module)).run()?;
    }
    for feature in ["blocking", "gzip", "serde", "tracing"] {
        let line = format!("check {RUNTIME} --tests --no-default-features --features {feature}");
        Cargo::new(workspace, &line).run()?;
    }
    Ok(())
}

/// Whether a missing tool is a fault: on a machine of continuous integration, which says so by `CI`.
fn is_required() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}

fn is_subcommand(workspace: &Workspace, name: &str) -> bool {
    let asked =
        Command::new(cargo()).args([name, "--version"]).current_dir(workspace.root()).output();
    asked.is_ok_and(|output| output.status.success())
}

/// The cargo that runs us.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// One call of cargo in the workspace.
struct Cargo {
    line: String,
    command: Command,
}

impl Cargo {
    fn new(workspace: &Workspace, line: &str) -> Self {
        let mut command = Command::new(cargo());
        command.args(line.split(' ')).current_dir(workspace.root());
        Self { line: line.to_owned(), command }
    }

    fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    fn run(mut self) -> Result<(), Failure> {
        screen::note(format_args!("cargo {}", self.line));
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::fault(format!("cargo {} ended with {status}", self.line))),
            Err(error) => Err(Failure::fault(format!("cannot run cargo: {error}"))),
        }
    }
}
