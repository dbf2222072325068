//! `codegen`: specifications in, a folder of generated files out; or, with `--check`, whether the
//! folder is what they give.

use std::fs;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use specsmith::diag::Rigor;
use specsmith::{Config, Manifest, Spec, Understood};

use crate::diff;
use crate::failure::Failure;
use crate::flags::{self, Deny};
use crate::lock::Lock;
use crate::progress::Progress;
use crate::report::{self, Tally};
use crate::screen;
use crate::specs::Source;
use crate::standalone;
use crate::summary::Summary;
use crate::tree::{self, Change, Comparison, Extent};
use crate::workspace::Workspace;

/// The crate that is made from specs/.
const NAME: &str = "tokensmith";
const DESCRIPTION: &str =
    "Typed clients for the APIs that hand out machine credentials: written from OpenAPI";

/// Where the texts of its licences are.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

pub(crate) fn run(workspace: &Workspace, flags: &flags::Codegen) -> Result<(), Failure> {
    let start = Instant::now();
    let job = Job::new(workspace, flags)?;
    // A run waits before it reads: what it writes is then no older than what it found.
    let _lock = if flags.check { Lock::reader(workspace)? } else { Lock::writer(workspace)? };

    let progress = Progress::start("reading");
    let specs =
        job.sources.iter().map(|source| source.load(workspace)).collect::<Result<Vec<_>, _>>()?;
    // What is held until the end is given back with the process: piece by piece that takes as long as half of the
    // writing.
    let specs = ManuallyDrop::new(specs);
    progress.phase("generating");
    let understood = ManuallyDrop::new(specsmith::understand(&specs, &job.config));
    let diagnostics = &understood.diagnostics;
    let mut problems = Vec::new();
    // No file has to wait for how problems are shown.
    let files = thread::scope(|scope| {
        scope.spawn(|| problems.extend(report::texts(&*specs, diagnostics)));
        ManuallyDrop::new(understood.files(&job.config))
    });
    progress.phase("comparing");
    let tally = Tally::of(diagnostics);
    let comparison = if tally.errors == 0 {
        Some(tree::compare(&job.out, &files, job.extent(flags))?)
    } else {
        None
    };
    drop(progress);
    if let Some(comparison) = comparison.as_ref().filter(|_| job.standalone) {
        standalone::check_below(&job.out, comparison)?;
    }

    problems.iter().for_each(screen::note);
    if let Some(path) = &flags.report {
        report::file(path, &specs, diagnostics)?;
    }
    let Some(comparison) = comparison else {
        return Err(Failure::fault(format!("{}; nothing was written", tally.in_words())));
    };
    if flags.deny == Some(Deny::Lossy) {
        report::deny_losses(diagnostics)?;
    }
    for (path, reason) in &comparison.foreign {
        screen::error(format_args!("{} {reason}", job.shown(workspace, path)));
    }
    if flags.check {
        job.report_drift(workspace, &comparison)?;
    } else {
        job.write(workspace, &comparison)?;
    }
    screen::out(job.summary(&specs, &understood, &comparison, start));
    Ok(())
}

/// What a run reads and where it writes.
struct Job {
    sources: Vec<Source>,
    config: Config,
    out: PathBuf,
    /// What makes the difference go away.
    command: String,
    standalone: bool,
}

impl Job {
    fn new(workspace: &Workspace, flags: &flags::Codegen) -> Result<Self, Failure> {
        match (&flags.spec, &flags.out) {
            (Some(spec), Some(out)) => {
                let rigor = if flags.strict { Rigor::Strict } else { Rigor::Lenient };
                let mut source = Source::file(spec, rigor)?;
                source.date_times = flags.date_times.into();
                let name = standalone::crate_name(flags.name.as_deref(), &source)?;
                standalone::check_folder(workspace, &name, out)?;
                let texts = match flags.date_times {
                    flags::DateTimes::Typed => "",
                    flags::DateTimes::Texts => " --date-times texts",
                };
                let runtime = flags.runtime.as_deref();
                let named = runtime.map(|folder| format!(" --runtime {}", folder.display()));
                let command = format!(
                    "cargo xtask codegen --spec {} --out {} --name {name}{}{texts}",
                    spec.display(),
                    out.display(),
                    named.unwrap_or_default()
                );
                Ok(Self {
                    config: standalone::config(workspace, name, out, runtime)?,
                    sources: vec![source],
                    out: out.clone(),
                    command,
                    standalone: true,
                })
            }
            (None, None) => Ok(Self {
                sources: match &flags.only {
                    Some(api) => vec![Source::api(workspace, api)?],
                    None => Source::all(workspace)?,
                },
                config: Config {
                    name: NAME.to_owned(),
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    description: DESCRIPTION.to_owned(),
                    licences: LICENCES
                        .iter()
                        .map(|name| read(&workspace.root().join(name)))
                        .collect::<Result<_, _>>()?,
                    manifest: Manifest::Workspace,
                },
                out: workspace.generated(),
                command: "cargo xtask codegen".to_owned(),
                standalone: false,
            }),
            (Some(_), None) | (None, Some(_)) => {
                Err(Failure::usage("--spec and --out need each other"))
            }
        }
    }

    fn extent<'a>(&self, flags: &'a flags::Codegen) -> Extent<'a> {
        match &flags.only {
            Some(api) => Extent::Api(api),
            None if self.standalone => Extent::Marked,
            None => Extent::All,
        }
    }

    /// A path inside the output folder as people write it.
    fn shown(&self, workspace: &Workspace, path: &str) -> String {
        workspace.display(&self.out.join(path))
    }

    fn write(&self, workspace: &Workspace, comparison: &Comparison<'_>) -> Result<(), Failure> {
        if comparison.foreign.is_empty() {
            return comparison.apply();
        }
        Err(Failure::fault(format!(
            "{} in {} {} not codegen's to replace or delete; move {} away and run again. \
             Nothing was written",
            report::count(comparison.foreign.len(), "file"),
            workspace.display(&self.out),
            if comparison.foreign.len() == 1 { "is" } else { "are" },
            if comparison.foreign.len() == 1 { "it" } else { "them" },
        )))
    }

    fn report_drift(
        &self,
        workspace: &Workspace,
        comparison: &Comparison<'_>,
    ) -> Result<(), Failure> {
        if comparison.is_clean() {
            return Ok(());
        }
        let colours = screen::colours(&io::stdout());
        let mut list = String::new();
        for (path, change) in &comparison.changes {
            let path = self.shown(workspace, path);
            list.push_str(&match change {
                Change::Missing { new } => {
                    format!("missing  {path} ({})\n", report::count(new.lines().count(), "line"))
                }
                Change::Changed { old, new } => {
                    screen::out(diff::unified(&path, old, new, colours));
                    format!("changed  {path}\n")
                }
                Change::Stale => format!("stale    {path}\n"),
            });
        }
        for path in comparison.foreign.keys() {
            list.push_str(&format!("foreign  {}\n", self.shown(workspace, path)));
        }
        screen::out(list);
        let cure = if comparison.foreign.is_empty() {
            format!("run `{}`", self.command)
        } else {
            format!("move what is foreign away and run `{}`", self.command)
        };
        Err(Failure::fault(format!(
            "{} is not what the specifications give; {cure}",
            workspace.display(&self.out)
        )))
    }

    fn summary(
        &self,
        specs: &[Spec],
        understood: &Understood,
        comparison: &Comparison<'_>,
        start: Instant,
    ) -> Summary {
        let mut summary = Summary::new(comparison, start.elapsed());
        for (spec, counts) in specs.iter().zip(understood.counts()) {
            summary.api(&spec.name, counts.operations, counts.types);
        }
        summary
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}
