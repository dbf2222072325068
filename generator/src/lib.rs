//! Turns OpenAPI documents into Rust client code: text in, files out, no IO of its own.
//!
//! ```
//! use specsmith::{Config, Manifest, Spec, diag::Rigor};
//!
//! let text = "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\npaths: {}\n";
//! let spec = Spec::load("zoo", "openapi.yaml", Rigor::Strict, &mut |_name| Ok(text.to_owned()));
//! let config = Config {
//!     name: "zoo-client".to_owned(),
//!     version: "0.1.0".to_owned(),
//!     description: "A client of the zoo".to_owned(),
//!     licences: Vec::new(),
//!     manifest: Manifest::Standalone { runtime: "\"0.1\"".to_owned() },
//! };
//! let outcome = specsmith::generate(&[spec], &config);
//! assert!(outcome.files["src/lib.rs"].contains("pub mod zoo;"));
//! ```

mod config;
pub mod diag;
pub mod document;
mod dump;
pub mod emit;
#[cfg(any(fuzzing, test))]
#[doc(hidden)]
pub mod fuzz;
pub mod ir;
pub mod lower;
pub mod output;
pub mod pass;
pub mod resolve;
pub mod source;

pub use config::{Config, DateTimes, Manifest};
pub use dump::{Stage, UnknownStage, dump};

use std::collections::BTreeSet;
use std::thread;

use diag::{Diagnostics, Rigor};
use output::Files;
use source::{At, FileId, Sources};

/// A description, read but not understood yet.
#[derive(Debug)]
pub struct Spec {
    /// What the client crate calls the API: a module and a feature of that name.
    pub name: String,
    /// Its files.
    pub sources: Sources,
    /// What was wrong with reading them.
    pub diagnostics: Diagnostics,
    /// What its dates and times become.
    pub date_times: DateTimes,
}

impl Spec {
    /// Reads the file `entry` and those that it refers to, through `read`; see [`Sources::load`]. Whether
    /// what breaks a rule of OpenAPI is an error is for `rigor` to say.
    pub fn load(
        name: &str,
        entry: &str,
        rigor: Rigor,
        read: &mut dyn FnMut(&str) -> Result<String, String>,
    ) -> Self {
        let mut diagnostics = Diagnostics::new(rigor);
        let sources = Sources::load(entry, read, &mut diagnostics);
        Self { name: name.to_owned(), sources, diagnostics, date_times: DateTimes::default() }
    }
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The client crate: path below its folder → contents. Empty if any description has an error.
    pub files: Files,
    /// The problems of each description, in the order in which they were given.
    pub diagnostics: Vec<Diagnostics>,
    /// What each description came to, in the same order.
    pub counts: Vec<Counts>,
}

/// How much there is in a description.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Operations of the description that the client has, each once.
    pub operations: usize,
    /// Named types of the client.
    pub types: usize,
}

impl Counts {
    fn of(api: &ir::Api) -> Self {
        // A path item may stand below two paths, and an operation may have become two methods.
        let operations: BTreeSet<_> =
            api.operations.iter().map(|one| (&one.path, one.at)).collect();
        Self { operations: operations.len(), types: api.types.len() }
    }
}

/// Writes the client crate for some descriptions.
#[must_use]
pub fn generate(specs: &[Spec], config: &Config) -> Outcome {
    let understood = understand(specs, config);
    let files = understood.files(config);
    Outcome { files, counts: understood.counts(), diagnostics: understood.diagnostics }
}

/// Descriptions that were understood and nothing was written for: what [`generate`] does first, for those who have
/// something to do with the problems while files are written.
#[derive(Debug)]
pub struct Understood {
    /// The problems of each description, in the order in which they were given.
    pub diagnostics: Vec<Diagnostics>,
    apis: Vec<ir::Api>,
}

/// Finds out what the client crate for some descriptions consists of.
#[must_use]
pub fn understand(specs: &[Spec], config: &Config) -> Understood {
    let (mut apis, mut diagnostics): (Vec<ir::Api>, Vec<Diagnostics>) =
        specs.iter().map(understand_one).unzip();
    report_same_modules(specs, &apis, &mut diagnostics);
    if let (Manifest::Standalone { .. }, [api]) = (&config.manifest, &mut apis[..]) {
        pass::features::run(api, &emit::reserved_features());
    }
    Understood { diagnostics, apis }
}

impl Understood {
    /// The client crate, as [`Outcome::files`] has it; for the configuration that it was understood for.
    #[must_use]
    pub fn files(&self, config: &Config) -> Files {
        if self.diagnostics.iter().any(Diagnostics::has_errors) {
            return Files::new();
        }
        output::render(emit::emit(&self.apis, config))
    }

    /// What each description came to, as [`Outcome::counts`] has it.
    #[must_use]
    pub fn counts(&self) -> Vec<Counts> {
        self.apis.iter().map(Counts::of).collect()
    }
}

/// Reports each API that would be the same module and feature as one before it.
fn report_same_modules(specs: &[Spec], apis: &[ir::Api], diagnostics: &mut [Diagnostics]) {
    for (index, ((spec, api), diags)) in specs.iter().zip(apis).zip(diagnostics).enumerate() {
        let Some(first) = apis[..index].iter().position(|other| other.module == api.module) else {
            continue;
        };
        let module = api.module.as_str();
        let root = At { file: FileId(0), node: 0 };
        let message = format!(
            "the APIs `{}` and `{}` would both be the module and the feature `{module}`",
            specs[first].name, spec.name
        );
        diags
            .report(diag::codes::DUPLICATE_API, root, message)
            .help("give one of them another name: below specs/ that is the name of its folder");
    }
}

/// All problems of a description.
#[must_use]
pub fn check(spec: &Spec) -> Diagnostics {
    understand_one(spec).1
}

/// From text to complete IR. Every stage does what it can with what the one before could make of the
/// description, so that one run names all problems.
fn understand_one(spec: &Spec) -> (ir::Api, Diagnostics) {
    thread::scope(|scope| {
        let mut diags = spec.diagnostics.clone();
        let document = document::read(&spec.sources, &mut diags);
        // Most descriptions have problems that are to be shown, and the stages from here on a thread to spare.
        scope.spawn(|| spec.sources.read_places());
        let resolved = resolve::resolve(&spec.sources, &document, &mut diags);
        // The next stage takes the room that the last one needed.
        drop(document);
        let mut api = lower::lower(&resolved, &spec.name, spec.date_times, &mut diags);
        drop(resolved);
        pass::run_all(&mut api, &mut diags);
        (api, diags)
    })
}
