//! The command line. What each flag means is said here once; `--help` prints it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use specsmith::Stage;

use crate::ci::Step;

/// Writes Rust clients from OpenAPI documents, and keeps them honest
#[derive(Parser, Debug)]
#[command(name = "xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
pub(crate) struct Flags {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 the specification or the tree is at fault, 2 wrong usage.";

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write generated/ from specs/, or a client crate from any OpenAPI 3.x document
    Codegen(Codegen),
    /// Report what is wrong with specifications, and write nothing
    Lint(Lint),
    /// Print what a stage of the generator made of a specification
    Dump(Dump),
    /// Generate from every document below a folder, and print a table
    Corpus(Corpus),
    /// One document of a corpus, in a process of its own
    #[command(hide = true)]
    Measure(Measure),
    /// Run everything that continuous integration runs
    Ci(Ci),
    /// Check specs/ with the tools of OpenAPI's world; needs Node and Python
    Contract,
}

#[derive(Args, Default, Debug)]
pub(crate) struct Codegen {
    /// Write nothing; exit 1 with a diff when the tree is not what the specifications give
    #[arg(long)]
    pub(crate) check: bool,
    /// Only the module of one API, the name of a folder below specs/; what all APIs share stays as it is
    #[arg(long, value_name = "API", conflicts_with = "spec")]
    pub(crate) only: Option<String>,
    /// A document of your own, YAML or JSON
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) spec: Option<PathBuf>,
    /// The folder of the crate that is made from --spec
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// The name of that crate [default: derived from the document's file name]
    #[arg(long, value_name = "CRATE", requires = "spec")]
    pub(crate) name: Option<String>,
    /// The folder of the `specsmith-runtime` that the crate depends on: an absolute path stays one, another is
    /// written as seen from the crate [default: this checkout's]
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) runtime: Option<PathBuf>,
    /// Whatever breaks a rule of OpenAPI in --spec is an error, as it is below specs/
    #[arg(long, requires = "spec")]
    pub(crate) strict: bool,
    /// What `format: date-time` becomes in --spec. A server whose times are not of RFC 3339, for they have no
    /// offset, needs texts: a time that is none fails the answer
    #[arg(long, value_enum, value_name = "WHAT", requires = "spec", default_value_t)]
    pub(crate) date_times: DateTimes,
    /// Write nothing and exit 1 when something is lost: a type that says less than the document, an
    /// input or an answer that is left out
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Write what is wrong with --spec, each place with whether something is lost there, as JSON
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum, Debug)]
pub(crate) enum DateTimes {
    /// A date and time with its offset
    #[default]
    Typed,
    /// A string, whatever is in it
    Texts,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(crate) enum Deny {
    /// Anything that makes the client less than the document
    Lossy,
}

impl From<DateTimes> for specsmith::DateTimes {
    fn from(asked: DateTimes) -> Self {
        match asked {
            DateTimes::Typed => Self::Typed,
            DateTimes::Texts => Self::Texts,
        }
    }
}

impl Codegen {
    /// `codegen --check`
    pub(crate) fn check() -> Self {
        Self { check: true, ..Self::default() }
    }
}

#[derive(Args, Debug)]
pub(crate) struct Lint {
    /// Documents to read [default: every specs/API/openapi.yaml]
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Whatever breaks a rule of OpenAPI in FILE is an error, as it is below specs/
    #[arg(long, requires = "files")]
    pub(crate) strict: bool,
    /// `human` goes to stderr, `json` to stdout: one object for each document
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(crate) enum Format {
    /// Source lines and help, for people
    Human,
    /// For editors
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct Dump {
    /// The name of a folder below specs/, or a document
    #[arg(value_name = "API|FILE")]
    pub(crate) what: PathBuf,
    /// Whose result to print: node, document, resolved, ir, or ir-after=PASS
    #[arg(long)]
    pub(crate) stage: Stage,
}

#[derive(Args, Debug)]
pub(crate) struct Corpus {
    /// Where the documents are: *.yaml, *.yml and *.json, at any depth
    pub(crate) dir: PathBuf,
    /// Write each crate below target/corpus/ and run `cargo check` on it; a warning is a failure
    #[arg(long)]
    pub(crate) compile: bool,
    /// Only the documents whose path has one of these in it
    #[arg(long, value_name = "SUBSTRING", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// Documents that are generated at the same time; checks come one after another
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) jobs: usize,
    /// Forget the rows of earlier runs, which are used again where neither document nor generator have changed
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Write the table as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Say what got better and worse since --json wrote this
    #[arg(long, value_name = "FILE")]
    pub(crate) compare: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Measure {
    pub(crate) file: PathBuf,
    /// The name of the crate
    #[arg(long)]
    pub(crate) name: String,
    /// Its folder
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Write it
    #[arg(long)]
    pub(crate) write: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Ci {
    /// Leave a step out, because it ran before; may be repeated
    #[arg(long, value_enum, value_name = "STEP")]
    pub(crate) skip: Vec<Step>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Flags::command().debug_assert();
    }

    #[test]
    fn a_document_of_ones_own_needs_a_folder_and_excludes_only() {
        let parse = |line: &str| Flags::try_parse_from(line.split(' '));
        assert!(parse("xtask codegen --spec a.yaml --out b --name c").is_ok());
        assert!(parse("xtask codegen --spec a.yaml").is_err());
        assert!(parse("xtask codegen --out b").is_err());
        assert!(parse("xtask codegen --spec a.yaml --out b --only clerk").is_err());
    }
}
